//! What the acts around assigning, replying and rating come to.

use super::world::*;
use crate::answer::{AnswerClass, Rating};
use crate::rulebook::LateReturn;
use crate::suggestion::*;
use crate::text::Lang;

#[test]
fn a_disagreement_is_settled_before_the_reply() {
    let answer = reply(LEAD_UNIT.1, "2024-05-31", AnswerClass::A);
    let world = stage("disagreeing");
    let round = world.state().round().unwrap();
    assert_eq!(round.disagreeing(), [ASSISTING.1]);
    let refusal = world.decide(&actor(LEAD_UNIT), &answer).unwrap_err();
    assert_eq!(refusal.code.code(), "disagreement_open");
    assert!(refusal.text.zh.contains(ASSISTING.1));
    let world = world
        .then(GOVERNMENT, coordinate("2024-04-10"))
        .then(LEAD_UNIT, answer);
    assert_eq!(world.state().round().unwrap().coordinated.len(), 1);
    assert_eq!(world.state().stage.name(), StageName::Replied);
}

#[test]
fn a_disagreement_after_the_settlement_is_open_again() {
    let three = Arrangement::Joint {
        lead: LEAD_UNIT.1.into(),
        assisting: vec![ASSISTING.1.into(), OTHER_UNIT.1.into()],
    };
    let world = stage("registered")
        .then(OFFICE, assign(three))
        .then(LEAD_UNIT, accept(LEAD_UNIT.1))
        .then(ASSISTING, opinion(ASSISTING.1, "2024-04-02", false))
        .then(GOVERNMENT, coordinate("2024-04-10"))
        .then(OTHER_UNIT, opinion(OTHER_UNIT.1, "2024-04-10", false));
    assert_eq!(world.state().round().unwrap().disagreeing(), [OTHER_UNIT.1]);
    assert!(world.permit(LEAD_UNIT, Action::Reply).is_err());
}

#[test]
fn an_opinion_given_shows_that_the_unit_took_it() {
    let world = stage("assigned").then(ASSISTING, opinion(ASSISTING.1, "2024-04-02", true));
    let lane = world.state().round().unwrap().lane(ASSISTING.1).unwrap();
    assert_eq!(lane.state, LaneState::Working { since: None });
    assert_eq!(world.state().stage.name(), StageName::Assigned);
}

#[test]
fn points_are_split_until_there_is_a_reply_and_then_answered_one_by_one() {
    let split = Command::SplitPoints {
        points: vec!["清淤".into(), "护坡".into(), "管护".into()],
    };
    let world = stage("handling").then(OFFICE, split);
    let two = reply(LEAD_UNIT.1, "2024-05-31", AnswerClass::A);
    let refusal = world.decide(&actor(LEAD_UNIT), &two).unwrap_err();
    assert_eq!(refusal.code.code(), "points_unanswered");
    assert!(refusal.text.zh.contains("第3条"));
}

#[test]
fn a_deputy_says_answered_but_not_to_my_points() {
    let rated = |points: &[(u32, PointVerdict)], defects: &[Defect]| Command::Evaluate {
        deputy: LEAD.1.into(),
        on: day("2024-06-11"),
        process: Some(Rating::BasicallySatisfied),
        result: Rating::BasicallySatisfied,
        note: String::new(),
        points: points
            .iter()
            .map(|(point, verdict)| PointOpinion {
                point: *point,
                verdict: *verdict,
            })
            .collect(),
        defects: defects.to_vec(),
    };
    let world = stage("replied");
    let code = |command: &Command| {
        let decided = world.decide(&actor(LEAD), command);
        decided.map_err(|refusal| (refusal.code.code(), refusal.text.zh))
    };
    let off = PointVerdict::OffPoint;
    let (unknown, text) = code(&rated(&[(2, off)], &[])).unwrap_err();
    assert_eq!(unknown, "point_unknown");
    assert!(text.contains("第3条"), "{text}");
    let twice = code(&rated(&[(1, off), (1, off)], &[])).unwrap_err();
    assert_eq!(twice.0, "point_twice");
    let same = [Defect::Evasive, Defect::Evasive];
    assert_eq!(code(&rated(&[], &same)).unwrap_err().0, "listed_twice");
    let good = rated(
        &[(0, PointVerdict::Answered), (1, off)],
        &[Defect::OffPoint],
    );
    let world = stage("replied").then(LEAD, good);
    let told = timeline(&world.log, &world.settled(), &world.rulebook, Lang::Zh);
    let last = &told.last().unwrap().detail;
    assert_eq!(last, "第2条要点：有答复，未针对要点\n指出的问题：答非所问");
}

#[test]
fn what_a_deputy_says_looking_back_takes_the_place_of_what_they_said_first() {
    let world =
        stage("dissatisfied").then(LEAD, look_back(LEAD.1, "2024-11-20", Rating::Satisfied));
    assert_eq!(world.state().rating(), Some(Rating::Satisfied));
    // The other signer's opinion stands beside it.
    let world = world.then(
        CO_SIGNER,
        evaluate(CO_SIGNER.1, "2024-11-21", Rating::BasicallySatisfied),
    );
    assert_eq!(world.state().rating(), Some(Rating::BasicallySatisfied));
}

#[test]
fn dissatisfied_when_looking_back_it_is_handled_again_from_the_archive() {
    let world = stage("looked_back").then(
        OFFICE,
        Command::Rehandle {
            on: day("2024-12-03"),
            reason: "承诺的工程没有开工".into(),
        },
    );
    assert_eq!(world.state().stage.name(), StageName::Handling);
    assert_eq!(world.state().rounds.len(), 2);
    assert_eq!(world.state().rating(), Some(Rating::Dissatisfied));
    // A dissatisfied first opinion alone does not open what is closed.
    let despite = Command::Close {
        on: day("2024-07-31"),
        despite: Some("客观条件限制".into()),
    };
    let closed = stage("dissatisfied").then(OFFICE, despite);
    let refusal = closed.permit(OFFICE, Action::Rehandle).unwrap_err();
    assert_eq!(refusal.code.code(), "wrong_stage");
}

#[test]
fn the_three_steps_of_handling_again_are_evidenced() {
    let mut world = stage("round2");
    world.rulebook.redo_steps.value = RedoStep::ALL.to_vec();
    let missing = |world: &World| world.state().missing_redo(&world.rulebook);
    assert_eq!(missing(&world), RedoStep::ALL);
    assert_eq!(stage("handling").state().missing_redo(&world.rulebook), []);
    let answer = reply(LEAD_UNIT.1, "2024-06-28", AnswerClass::A);
    let world = world
        .then(LEAD_UNIT, redo(LEAD_UNIT.1, "2024-06-24", RedoStep::Rework))
        .then(LEAD_UNIT, answer)
        .then(LEAD, evaluate(LEAD.1, "2024-07-02", Rating::Satisfied));
    assert_eq!(missing(&world), [RedoStep::Revisit]);
    let refusal = world.decide(&actor(OFFICE), &close()).unwrap_err();
    assert_eq!(refusal.code.code(), "redo_step_missing");
    assert!(refusal.text.zh.contains("重新走访"), "{}", refusal.text.zh);
    let despite = Command::Close {
        on: day("2024-07-31"),
        despite: Some("代表来电表示满意，无须走访".into()),
    };
    assert!(world.decide(&actor(OFFICE), &despite).is_ok());
    let visited = world.then(
        LEAD_UNIT,
        redo(LEAD_UNIT.1, "2024-07-05", RedoStep::Revisit),
    );
    assert!(visited.decide(&actor(OFFICE), &close()).is_ok());
}

#[test]
fn a_late_return_with_consent_is_taken_and_says_who_agreed() {
    let mut world = stage("assigned");
    world.rulebook.late_return.value = LateReturn::WithConsent;
    let world = world.then(
        LEAD_UNIT,
        Command::Return {
            unit: LEAD_UNIT.1.into(),
            on: day("2024-04-20"),
            reason: "职责已划转".into(),
            consent: Some("代表工委".into()),
        },
    );
    assert!(world.state().round().unwrap().given_back());
    let told = timeline(&world.log, &world.settled(), &world.rulebook, Lang::Zh);
    let last = told.last().unwrap();
    assert!(last.detail.contains("经代表工委同意逾期退办"));
    assert_eq!(last.basis, world.rulebook.late_return.source.cite);
}

#[test]
fn promises_stand_until_they_are_kept_or_answered_anew() {
    let units = |world: &World| -> Vec<(u32, String)> {
        let open = world.state().open_promises().into_iter();
        open.map(|(round, reply)| (round, reply.unit.clone()))
            .collect()
    };
    let lead = || LEAD_UNIT.1.to_owned();
    assert_eq!(units(&stage("replied")), [(1, lead())]);
    // Handled again, the first promise stands until the unit replies anew.
    let world = stage("round2");
    assert_eq!(units(&world), [(1, lead())]);
    let anew = world
        .clone()
        .then(LEAD_UNIT, reply(LEAD_UNIT.1, "2024-06-28", AnswerClass::A));
    assert_eq!(units(&anew), []);
    let again = world.then(LEAD_UNIT, reply(LEAD_UNIT.1, "2024-06-28", AnswerClass::C));
    assert_eq!(units(&again), [(2, lead())]);
    assert_eq!(units(&stage("void")), []);
}

#[test]
fn joined_suggestions_keep_their_own_lives() {
    let world = stage("joined");
    assert_eq!(world.state().joined.len(), 1);
    assert_eq!(world.state().stage.name(), StageName::Registered);
    let world = world.then(
        OFFICE,
        Command::Part {
            with: "s-2".try_into().unwrap(),
            reason: "内容不同".into(),
        },
    );
    assert_eq!(world.state().joined, []);
}

#[test]
fn supervision_defects_and_summons_are_kept_with_who_and_how() {
    let world = stage("handling")
        .then(
            OFFICE,
            Command::Supervise {
                on: day("2024-04-10"),
                role: SupervisorRole::Leadership,
                form: SupervisionForm::OnSite,
                medium: Medium::Offline,
                by: "副主任甲".into(),
                people: vec![LEAD.1.into()],
                finding: "施工队已进场".into(),
            },
        )
        .then(
            LEAD_UNIT,
            Command::Supervise {
                on: day("2024-04-12"),
                role: SupervisorRole::UnitItself,
                form: SupervisionForm::Tracking,
                medium: Medium::Online,
                by: "局办公室".into(),
                people: vec![],
                finding: "按计划推进".into(),
            },
        )
        .then(
            GOVERNMENT,
            Command::NoteDefects {
                unit: LEAD_UNIT.1.into(),
                on: day("2024-05-10"),
                defects: vec![Defect::Dilatory],
                note: "联合调查组检查".into(),
            },
        )
        .then(
            OFFICE,
            Command::Summon {
                unit: LEAD_UNIT.1.into(),
                on: day("2024-05-13"),
                by: "区人大常委会".into(),
                people: vec!["局长".into()],
                outcome: "承诺月底答复".into(),
            },
        );
    let state = world.state();
    assert_eq!(state.site_visits(), 1);
    let kept = (
        state.supervisions.len(),
        state.defects.len(),
        state.summons.len(),
    );
    assert_eq!(kept, (2, 1, 1));
    let told = timeline(&world.log, &world.settled(), &world.rulebook, Lang::Zh);
    let last: Vec<&str> = told
        .iter()
        .rev()
        .take(4)
        .map(|one| one.what.as_str())
        .collect();
    assert_eq!(
        last,
        [
            "区人大常委会约谈“区水务局”",
            "指出“区水务局”办理中的问题：拖拉",
            "跟踪督办（承办单位内部督办，线上）：局办公室",
            "现场督办（常委会班子成员领衔督办，线下）：副主任甲",
        ]
    );
}

#[test]
fn the_version_of_a_rulebook_is_found_by_the_first_day_that_is_known() {
    assert_eq!(stage("draft").state().reckoned_from(), None);
    let submitted = stage("closed").state().reckoned_from();
    assert_eq!(submitted, Some(day("2024-03-01")));
    assert_eq!(stage("ledger").state().reckoned_from(), None);
    let assigned = stage("ledger").then(OFFICE, assign(joint()));
    assert_eq!(assigned.state().reckoned_from(), Some(day("2024-03-08")));
}
