use super::*;
use crate::components::field::Kind as Input;
use crate::components::form::{Values, visible};
use chrono::NaiveDate;
use huiyin_protocol::item::{ClassView, LaneView, ReplyView};
use huiyin_protocol::ledger::LedgerRow;
use huiyin_rules::AnswerClass;
use huiyin_rules::ids::{EventId, SuggestionId};
use huiyin_rules::suggestion::{
    Command, Dossier, Kind, LaneRole, PointOpinion, PointVerdict, RedoStep, ScreenOutcome,
    StageName, SupervisionForm,
};

fn id(digit: char) -> SuggestionId {
    SuggestionId::try_from(digit.to_string().repeat(32).as_str()).unwrap()
}

fn lane(unit: &str, role: LaneRole, replied: bool) -> LaneView {
    LaneView {
        unit: unit.to_owned(),
        role,
        state: String::new(),
        reply: replied.then(|| ReplyView {
            on: NaiveDate::from_ymd_opt(2026, 5, 6),
            class: AnswerClass::B,
            text: "已列入计划。".to_owned(),
            points: Vec::new(),
            promise: None,
            form: String::new(),
        }),
    }
}

fn item() -> ItemView {
    let round = RoundView {
        began: None,
        reason: None,
        lanes: vec![
            lane("区水务局", LaneRole::Lead, true),
            lane("区财政局", LaneRole::Assisting, false),
        ],
        consultations: Vec::new(),
        evaluations: Vec::new(),
        opinions: Vec::new(),
        coordinated: Vec::new(),
        suspensions: Vec::new(),
        undelivered: Vec::new(),
        redo: Vec::new(),
        look_backs: Vec::new(),
    };
    ItemView {
        row: LedgerRow {
            id: id('a'),
            number: "2026-001".to_owned(),
            title: "关于供水的建议".to_owned(),
            kind: Kind::Suggestion,
            category: String::new(),
            lead: "甲".to_owned(),
            co_signers: "乙".to_owned(),
            delegation: String::new(),
            leader: String::new(),
            units: "区水务局".to_owned(),
            assisting: "区财政局".to_owned(),
            key: false,
            stage: StageName::Replied,
            assigned: None,
            consulted: None,
            replied: None,
            class: None,
            rating: None,
            due: None,
            rounds: 1,
        },
        dossier: Dossier {
            lead: "甲".to_owned(),
            co_signers: vec!["乙".to_owned()],
            points: vec!["水压".to_owned(), "水质".to_owned()],
            ..Dossier::default()
        },
        source: None,
        stage_text: String::new(),
        supervisor: None,
        rounds: vec![round],
        progress: Vec::new(),
        fulfilled: Vec::new(),
        deadlines: Vec::new(),
        timeline: Vec::new(),
        actions: Vec::new(),
        latest: EventId::try_from("b".repeat(64).as_str()).ok(),
        classes: vec![ClassView {
            class: AnswerClass::B,
            text: "正在解决".to_owned(),
            promise_required: true,
        }],
        anomalies: Vec::new(),
        rulebook: Default::default(),
        forms: FormRules::default(),
        key_facts: Vec::new(),
        joined: vec![(id('c'), "2026-002".to_owned(), "关于供水的建议".to_owned())],
        oversight: Vec::new(),
        reminders: 0,
        contacts: Vec::new(),
        step_owners: Vec::new(),
        opinions_hidden: String::new(),
        opinion_totals: None,
        conflicts: 0,
    }
}

/// A rulebook that asks for everything a form can be asked for.
fn everything() -> FormRules {
    FormRules {
        two_ratings: true,
        key_leaders: true,
        screening_tests: vec!["有事实依据".to_owned()],
        levels: vec!["区级".to_owned(), "街道".to_owned()],
        suspension: true,
        late_return: true,
        reply_form: [true; 3],
        redo_steps: RedoStep::ALL.to_vec(),
        supervision_forms: vec![SupervisionForm::Tracking],
        ..FormRules::default()
    }
}

fn office() -> Party {
    Party {
        role: Role::Office,
        name: "代表工委".to_owned(),
    }
}

/// Fills in every field that is in sight, from top to bottom: the first choice, some text.
fn fill_in(fields: &[crate::components::field::Field]) -> Values {
    let mut values = Values::default();
    for field in fields {
        if !visible(field, &values) {
            continue;
        }
        let value = match &field.kind {
            Input::Radio(options) | Input::Select(options) | Input::Checks(options) => {
                options.first().map(|(key, _)| key.clone())
            }
            Input::Day(_) => Some("2026-06-01".to_owned()),
            Input::Check => Some("1".to_owned()),
            Input::Count => Some("7".to_owned()),
            Input::Line | Input::Secret | Input::Area(_) | Input::Combo(_) | Input::Many(_) => {
                Some(if field.key == "count" { "3" } else { "某" }.to_owned())
            }
        };
        values.set(&field.key, value.unwrap_or_default());
    }
    values
}

const WITHOUT_FORM: [Action; 4] = [
    Action::Draft,
    Action::Revise,
    Action::Enter,
    Action::Resolve,
];

#[test]
fn every_form_that_is_filled_in_comes_to_its_command() {
    for forms in [FormRules::default(), everything()] {
        let workspace = WorkspaceView::default();
        let item = ItemView { forms, ..item() };
        let acting = office();
        for action in Action::ALL {
            let around = Around {
                lang: Lang::Zh,
                workspace: &workspace,
                acting: &acting,
                item: Some(&item),
            };
            let values = fill_in(&fields(action, &around));
            let command = command(action, &values, &around, Some(id('d')));
            assert_eq!(
                command.map(|command| command.action()),
                (!WITHOUT_FORM.contains(&action)).then_some(action),
                "{action:?}"
            );
        }
    }
}

fn keys(action: Action, forms: FormRules) -> Vec<(String, bool)> {
    let workspace = WorkspaceView::default();
    let item = ItemView { forms, ..item() };
    let around = Around {
        lang: Lang::Zh,
        workspace: &workspace,
        acting: &office(),
        item: Some(&item),
    };
    let fields = fields(action, &around).into_iter();
    fields.map(|field| (field.key, field.required)).collect()
}

#[test]
fn only_what_the_rulebook_asks_for_is_asked() {
    let has = |action, forms: FormRules, key: &str| {
        let found = keys(action, forms).into_iter().find(|(one, _)| one == key);
        found.map(|(_, required)| required)
    };
    let plain = FormRules::default;
    assert_eq!(has(Action::Evaluate, plain(), "process"), None);
    assert_eq!(has(Action::Evaluate, everything(), "process"), Some(true));
    assert_eq!(has(Action::LookBack, plain(), "process"), None);
    assert_eq!(has(Action::Screen, plain(), "tests"), None);
    assert_eq!(has(Action::Screen, everything(), "tests"), Some(false));
    assert_eq!(has(Action::Assign, plain(), "level"), None);
    assert_eq!(has(Action::Assign, everything(), "level"), Some(false));
    assert_eq!(has(Action::Return, plain(), "consent"), None);
    assert_eq!(has(Action::Return, everything(), "consent"), Some(false));
    assert_eq!(has(Action::MarkKey, plain(), "committee"), Some(false));
    assert_eq!(has(Action::MarkKey, everything(), "committee"), Some(true));
    assert_eq!(has(Action::Reply, plain(), "signed-by"), None);
    assert_eq!(has(Action::Reply, everything(), "signed-by"), Some(true));
}

#[test]
fn units_stand_where_their_part_allows() {
    let workspace = WorkspaceView::default();
    let item = item();
    let around = Around {
        lang: Lang::Zh,
        workspace: &workspace,
        acting: &office(),
        item: Some(&item),
    };
    let units = |action| {
        let fields = fields(action, &around);
        let field = fields
            .into_iter()
            .find(|field| field.key == "unit")
            .unwrap();
        match field.kind {
            Input::Select(options) => options.into_iter().map(|(key, _)| key).collect::<Vec<_>>(),
            _ => Vec::new(),
        }
    };
    assert_eq!(units(Action::GiveOpinion), ["区财政局"]);
    assert_eq!(units(Action::Reply), ["区水务局"]);
    assert_eq!(units(Action::Summon), ["区水务局", "区财政局"]);
}

#[test]
fn the_reply_is_delivered_only_to_those_who_have_not_got_it() {
    let workspace = WorkspaceView::default();
    let unit = Party {
        role: Role::Unit,
        name: "区水务局".to_owned(),
    };
    let left = |undelivered: &[(&str, &[&str])], acting: &Party| {
        let mut item = item();
        item.rounds[0].undelivered = undelivered
            .iter()
            .map(|(unit, left)| {
                let left = left.iter().map(|name| (*name).to_owned()).collect();
                ((*unit).to_owned(), left)
            })
            .collect();
        let around = Around {
            lang: Lang::Zh,
            workspace: &workspace,
            acting,
            item: Some(&item),
        };
        around.undelivered()
    };
    assert_eq!(left(&[], &unit), ["甲", "乙"]);
    assert_eq!(left(&[("区水务局", &["乙"])], &unit), ["乙"]);
    assert_eq!(left(&[("区水务局", &["乙"])], &office()), ["乙"]);
    assert!(left(&[("区水务局", &[])], &unit).is_empty());
    // Another unit's delivery says nothing of this one's.
    assert_eq!(left(&[("区交通局", &[])], &unit), ["甲", "乙"]);
}

#[test]
fn a_point_without_a_verdict_is_left_out_and_tests_belong_to_acceptance() {
    let workspace = WorkspaceView::default();
    let item = ItemView {
        forms: everything(),
        ..item()
    };
    let acting = office();
    let around = Around {
        lang: Lang::Zh,
        workspace: &workspace,
        acting: &acting,
        item: Some(&item),
    };
    let values = Values::default()
        .with("deputy", "甲")
        .with("on", "2026-06-01")
        .with("process", "0")
        .with("result", "2")
        .with("verdict-1", "1")
        .with("note", "没有说清。");
    let Some(Command::Evaluate {
        points, defects, ..
    }) = command(Action::Evaluate, &values, &around, None)
    else {
        panic!("an opinion");
    };
    let off = PointOpinion {
        point: 1,
        verdict: PointVerdict::OffPoint,
    };
    assert_eq!((points, defects), (vec![off], Vec::new()));

    let values = Values::default()
        .with("on", "2026-06-01")
        .with("outcome", "send-back")
        .with("tests", "有事实依据")
        .with("missing", "缺地点");
    let said = command(Action::Screen, &values, &around, None);
    let Some(Command::Screen { outcome, tests, .. }) = said else {
        panic!("a decision");
    };
    assert!(matches!(outcome, ScreenOutcome::SendBack { .. }));
    assert!(tests.is_empty());
}
