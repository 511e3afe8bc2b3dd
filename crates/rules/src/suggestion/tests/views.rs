//! What people read: deadlines, the timeline, facts, postcard and JSON forms.

use super::world::*;
use crate::answer::{AnswerClass, Rating};
use crate::calendar::{Calendar, Period};
use crate::rulebook::{RuleCode, Rulebook};
use crate::suggestion::views::{DeadlineKind, missing_contacts};
use crate::suggestion::*;
use crate::text::Lang;

fn due(world: &World, code: RuleCode) -> Vec<(Option<String>, String, bool)> {
    deadlines(world.state(), &world.rulebook, Calendar::built_in())
        .into_iter()
        .filter(|one| one.kind == DeadlineKind::Rule(code))
        .map(|one| (one.unit, one.due.date.to_string(), one.running))
        .collect()
}

fn lead() -> Option<String> {
    Some(LEAD_UNIT.1.to_owned())
}

#[test]
fn the_reply_is_due_three_months_after_assignment() {
    let world = stage("handling");
    assert_eq!(
        due(&world, RuleCode::Reply),
        [(lead(), "2024-06-11".into(), true)]
    );
    let all = deadlines(world.state(), &world.rulebook, Calendar::built_in());
    let next = next_deadline(&all).unwrap();
    // The assisting unit has not said yet whether it takes it.
    assert_eq!(
        (next.kind, next.unit.as_deref()),
        (DeadlineKind::Rule(RuleCode::Return), Some(ASSISTING.1))
    );
    assert_eq!(
        due(&stage("replied"), RuleCode::Reply),
        [(lead(), "2024-06-11".into(), false)]
    );
}

#[test]
fn extensions_add_up_from_the_day_of_assignment() {
    let (consent, reason) = ("代表工委".into(), "需实地勘测".into());
    let by = Command::Extend {
        on: day("2024-03-20"),
        by: Period::months(2),
        consent,
        reason,
    };
    let world = stage("handling").then(OFFICE, by.clone());
    assert_eq!(
        due(&world, RuleCode::Reply),
        [(lead(), "2024-08-08".into(), true)]
    );
    let refusal = world.decide(&actor(OFFICE), &by).unwrap_err();
    assert_eq!(refusal.code.code(), "extension_too_long");
    assert!(
        refusal.text.zh.contains("2024-09-09"),
        "{}",
        refusal.text.zh
    );
    assert!(refusal.source.zh.contains("福建"));
}

#[test]
fn handling_again_has_its_own_period_and_leaves_the_first_as_it_was() {
    let world = stage("round2");
    assert_eq!(
        due(&world, RuleCode::Reply),
        [(lead(), "2024-06-11".into(), false)]
    );
    assert_eq!(
        due(&world, RuleCode::Rehandle),
        [(lead(), "2024-07-22".into(), true)]
    );
    assert_eq!(
        due(&stage("replied"), RuleCode::Feedback),
        [(None, "2024-07-01".into(), true)]
    );
    assert_eq!(
        due(&world, RuleCode::Feedback),
        [(None, "2024-07-01".into(), false)]
    );
}

#[test]
fn assignment_is_due_between_sessions_only() {
    assert_eq!(
        due(&stage("submitted"), RuleCode::Assign),
        [(None, "2024-03-08".into(), true)]
    );
    assert_eq!(
        due(&stage("assigned"), RuleCode::Assign),
        [(None, "2024-03-08".into(), false)]
    );
    let raised = Dossier {
        occasion: Occasion::Session,
        ..dossier()
    };
    let session = World::new()
        .then(LEAD, Command::Draft(raised))
        .then(LEAD, submit());
    assert_eq!(due(&session, RuleCode::Assign), []);
}

#[test]
fn a_promise_is_due_until_it_is_kept_and_then_the_class_is_a() {
    let world = stage("closed");
    let open = |world: &World| {
        let all = deadlines(world.state(), &world.rulebook, Calendar::built_in());
        let promise = all
            .into_iter()
            .find(|one| one.kind == DeadlineKind::Promise)
            .unwrap();
        (
            promise.due.date.to_string(),
            promise.met_on,
            promise.running,
        )
    };
    assert_eq!(open(&world), ("2024-11-29".into(), None, true));
    assert_eq!(world.state().class(), Some(AnswerClass::B));
    let unit = LEAD_UNIT.1.to_owned();
    let on = day("2024-11-20");
    let world = world.then(
        LEAD_UNIT,
        Command::Fulfil {
            unit,
            on,
            text: "已修复".into(),
        },
    );
    assert_eq!(open(&world), ("2024-11-29".into(), Some(on), false));
    assert_eq!(world.state().class(), Some(AnswerClass::A));
    assert_eq!(world.state().stage.name(), StageName::Closed);
}

#[test]
fn a_promise_kept_in_one_round_says_nothing_of_the_next() {
    let unit = LEAD_UNIT.1.to_owned();
    let fulfil = Command::Fulfil {
        unit,
        on: day("2024-06-10"),
        text: "已修复".into(),
    };
    let world = stage("replied")
        .then(LEAD_UNIT, fulfil)
        .then(LEAD, evaluate(LEAD.1, "2024-06-11", Rating::Dissatisfied))
        .then(OFFICE, rehandle())
        .then(LEAD_UNIT, reply(LEAD_UNIT.1, "2024-07-01", AnswerClass::B));
    assert_eq!(world.state().class(), Some(AnswerClass::B));
    assert!(world.permit(LEAD_UNIT, Action::Fulfil).is_ok());
}

#[test]
fn the_worst_rating_of_the_latest_round_counts() {
    let world = stage("satisfied").then(
        CO_SIGNER,
        evaluate(CO_SIGNER.1, "2024-06-12", Rating::Dissatisfied),
    );
    let facts = world.state().facts(&world.rulebook);
    assert_eq!(facts.rating, Some(Rating::Dissatisfied));
    assert!(facts.counted && facts.replied && !facts.consulted && !facts.key);
    assert!(!stage("draft").state().facts(&world.rulebook).counted);
    assert!(!stage("void").state().facts(&world.rulebook).counted);
}

#[test]
fn the_timeline_tells_rounds_sources_and_what_was_taken_back() {
    let mut world = stage("round2");
    let latest = world.latest();
    world
        .act(&actor(OFFICE), &Command::Undo { event: latest })
        .unwrap();
    let told = timeline(&world.log, &world.settled(), &world.rulebook, Lang::Zh);
    assert_eq!(told.len(), world.log.len());
    let rehandled = &told[told.len() - 2];
    assert!(rehandled.undone && rehandled.what.contains("重新办理"));
    assert_eq!(rehandled.actor, "政府督查室（政府督查机构）");
    assert!(rehandled.basis.contains("17322749_3"));
    let reply = told
        .iter()
        .find(|entry| entry.what.contains("答复，"))
        .unwrap();
    assert_eq!((reply.round, reply.on), (1, Some(day("2024-05-31"))));
    assert!(reply.detail.contains("第2条") && reply.detail.contains("2024-11-29"));
    for entry in timeline(&world.log, &world.settled(), &world.rulebook, Lang::En) {
        assert!(!entry.what.is_empty() && !entry.what.contains(['{', '}']));
    }
}

#[test]
fn malong_asks_for_three_meetings() {
    let malong = Rulebook::preset("malong").unwrap();
    let consult = |phase| Command::Consult {
        unit: LEAD_UNIT.1.into(),
        on: day("2024-04-01"),
        phase,
        people: vec![LEAD.1.into()],
        outcome: "现场察看".into(),
    };
    let world = stage("handling").then(LEAD_UNIT, consult(ConsultPhase::During));
    let missing = missing_contacts(world.state(), &malong);
    assert_eq!(missing, [ConsultPhase::Before, ConsultPhase::After]);
    assert_eq!(missing_contacts(world.state(), &world.rulebook), []);
}

#[test]
fn contradictions_are_set_aside_and_named() {
    let mut world = stage("handling");
    let log = &mut world.log;
    let twice = log.last().unwrap().clone();
    log.push(twice.clone());
    log.push(Recorded {
        id: "x-1".try_into().unwrap(),
        ..twice
    });
    let (state, anomalies) = replay(&world.id, &world.log);
    assert_eq!(state, world.state);
    let codes: Vec<AnomalyCode> = anomalies.iter().map(|anomaly| anomaly.code).collect();
    assert_eq!(codes, [AnomalyCode::RecordedTwice, AnomalyCode::WrongUnit]);
}

#[test]
fn events_keep_their_form_in_json() {
    let world = stage("round2");
    let text = serde_json::to_string(&world.log).unwrap();
    let back: Vec<Recorded> = serde_json::from_str(&text).unwrap();
    assert_eq!(back, world.log);
    let first = serde_json::to_value(&world.log[1].event).unwrap();
    assert_eq!(
        first,
        serde_json::json!({"type": "submitted", "body": {"on": "2024-03-01"}})
    );
}

#[test]
fn blanks_around_names_do_not_make_two_of_one() {
    let spaced = Arrangement::Joint {
        lead: format!("{} ", LEAD_UNIT.1),
        assisting: vec![format!("　{}", ASSISTING.1)],
    };
    let world = stage("registered").then(OFFICE, assign(spaced));
    assert!(world.permit(LEAD_UNIT, Action::Accept).is_ok());
    assert!(world.permit(ASSISTING, Action::Accept).is_ok());
}

#[test]
fn commands_actors_and_refusals_cross_postcard() {
    let command = reply(LEAD_UNIT.1, "2024-05-31", AnswerClass::B);
    let entered = Command::Enter(Box::new(record()));
    let mut office = actor(OFFICE);
    office.on_behalf_of = Some(crate::actor::Party {
        role: LEAD_UNIT.0,
        name: LEAD_UNIT.1.into(),
    });
    for command in [command, entered, assign(joint()), submit()] {
        let refusal = stage("closed").decide(&office, &command).unwrap_err();
        let all = (
            command,
            office.clone(),
            refusal,
            Action::ALL.to_vec(),
            StageName::ALL,
        );
        let bytes = postcard::to_allocvec(&all).unwrap();
        assert_eq!(postcard::from_bytes(&bytes), Ok(all));
    }
    let vote = Command::Assess {
        on: day("2024-06-30"),
        kind: AssessmentKind::Vote,
        by: "常委会会议".into(),
        tally: Some(crate::verdict::Tally {
            members: Some(33),
            ..Default::default()
        }),
        finding: String::new(),
    };
    let around = [
        vote,
        mark_key(Some("副主任甲"), None),
        opinion(ASSISTING.1, "2024-04-02", false),
        coordinate("2024-04-03"),
        suspend("2024-04-01"),
        resume("2024-04-02"),
        deliver(LEAD_UNIT.1, "2024-06-03", &[LEAD.1]),
        redo(LEAD_UNIT.1, "2024-06-24", RedoStep::Revisit),
        look_back(LEAD.1, "2024-12-02", Rating::Satisfied),
    ];
    let bytes = postcard::to_allocvec(&around).unwrap();
    assert_eq!(postcard::from_bytes(&bytes), Ok(around));
    let world = stage("round2");
    let due = deadlines(world.state(), &world.rulebook, Calendar::built_in());
    let told = timeline(&world.log, &world.settled(), &world.rulebook, Lang::En);
    let bytes = postcard::to_allocvec(&(&due, &told)).unwrap();
    assert_eq!(postcard::from_bytes(&bytes), Ok((due, told)));
}
