//! Refusals about what goes on around assigning, replying and rating.

use super::*;
use crate::answer::Rating;
use crate::calendar::Period;
use crate::rulebook::{Count, LateReturn, ReplyForm};
use crate::suggestion::event::Assessed;
use crate::verdict::Tally;

/// The same under a rulebook that differs in one rule.
fn under(change: impl FnOnce(&mut crate::Rulebook), case: Case) -> Case {
    let (code, mut world, actor, command) = case;
    change(&mut world.rulebook);
    (code, world, actor, command)
}

fn with(code: Code, world: World, party: (Role, &str), command: Command) -> Case {
    (code, world, actor(party), command)
}

pub fn around() -> Vec<Case> {
    [
        together(),
        time(),
        again(),
        listed(),
        form(),
        beside(),
        settled(),
    ]
    .concat()
}

fn together() -> Vec<Case> {
    let join = |with: &str| Command::Join {
        with: with.try_into().unwrap(),
        on: day("2024-03-06"),
    };
    let part = Command::Part {
        with: "s-3".try_into().unwrap(),
        reason: "内容不同".into(),
    };
    let separate = Arrangement::Separate {
        units: vec![LEAD_UNIT.1.into(), OTHER_UNIT.1.into()],
    };
    let half = stage("registered")
        .then(OFFICE, assign(separate))
        .then(LEAD_UNIT, accept(LEAD_UNIT.1))
        .then(LEAD_UNIT, reply(LEAD_UNIT.1, "2024-05-31", AnswerClass::A));
    let split = Command::SplitPoints {
        points: vec!["清淤".into()],
    };
    let answer = reply(LEAD_UNIT.1, "2024-05-31", AnswerClass::A);
    let late = |on| opinion(ASSISTING.1, on, true);
    let lead_opinion = opinion(LEAD_UNIT.1, "2024-04-02", true);
    vec![
        with(Code::ReplyGiven, half, OFFICE, split),
        case(Code::NotJoined, "assigned", OFFICE, part.clone()),
        case(Code::JoinedWithOthers, "joined", OFFICE, part),
        case(Code::JoinWithItself, "registered", OFFICE, join("s-1")),
        case(Code::AlreadyJoined, "joined", OFFICE, join("s-2")),
        case(Code::NotAssisting, "handling", LEAD_UNIT, lead_opinion),
        case(
            Code::OpinionGiven,
            "disagreeing",
            ASSISTING,
            late("2024-04-03"),
        ),
        case(Code::DisagreementOpen, "disagreeing", LEAD_UNIT, answer),
        case(
            Code::NoDisagreement,
            "handling",
            GOVERNMENT,
            coordinate("2024-04-03"),
        ),
    ]
}

/// Contradictions and what is told of the opinions.
fn settled() -> Vec<Case> {
    let resolve = |keep: &str, dropped: &[&str]| Command::Resolve {
        keep: keep.try_into().unwrap(),
        dropped: dropped
            .iter()
            .map(|one| (*one).try_into().unwrap())
            .collect(),
        on: day("2024-08-01"),
        reason: "核对后裁定。".into(),
    };
    let announce = Command::AnnounceOpinions {
        on: day("2024-12-03"),
    };
    let told = stage("countable").then(OFFICE, announce.clone());
    let few = case(Code::TooFewOpinions, "countable", OFFICE, announce.clone());
    let beside = |dropped: &[&str]| {
        let command = resolve("e-4", dropped);
        case(Code::NotInConflict, "contested", OFFICE, command)
    };
    vec![
        case(
            Code::NoConflict,
            "screened",
            OFFICE,
            resolve("e-3", &["e-2"]),
        ),
        beside(&["e-2"]),
        beside(&["e-3", "e-2"]),
        beside(&[]),
        with(Code::OpinionsAnnounced, told, OFFICE, announce),
        under(|book| book.least_opinions.value = Count(2), few),
    ]
}

fn time() -> Vec<Case> {
    let spent = stage("suspended").then(OFFICE, resume("2024-05-10"));
    let late = |consent: Option<&str>| Command::Return {
        unit: LEAD_UNIT.1.into(),
        on: day("2024-03-20"),
        reason: "非本单位职责".into(),
        consent: consent.map(str::to_owned),
    };
    let without = case(
        Code::LateReturnWithoutConsent,
        "assigned",
        LEAD_UNIT,
        late(None),
    );
    vec![
        case(
            Code::SuspensionNotAllowed,
            "handling",
            OFFICE,
            suspend("2024-04-01"),
        ),
        case(
            Code::AlreadySuspended,
            "suspended",
            OFFICE,
            suspend("2024-04-02"),
        ),
        case(
            Code::NotSuspended,
            "stoppable",
            OFFICE,
            resume("2024-04-02"),
        ),
        with(Code::SuspensionUsedUp, spent, OFFICE, suspend("2024-05-11")),
        under(
            |book| book.late_return.value = LateReturn::WithConsent,
            without,
        ),
    ]
}

fn again() -> Vec<Case> {
    let asked = |book: &mut crate::Rulebook| book.redo_steps.value = RedoStep::ALL.to_vec();
    let answer = reply(LEAD_UNIT.1, "2024-06-28", AnswerClass::A);
    vec![
        case(
            Code::NotHandledAgain,
            "handling",
            LEAD_UNIT,
            redo(LEAD_UNIT.1, "2024-04-02", RedoStep::Rework),
        ),
        case(
            Code::RedoReplyApart,
            "round2",
            LEAD_UNIT,
            redo(LEAD_UNIT.1, "2024-06-24", RedoStep::Reply),
        ),
        under(
            asked,
            case(Code::RedoStepMissing, "round2", LEAD_UNIT, answer),
        ),
        case(
            Code::AlreadyLookedBack,
            "looked_back",
            LEAD,
            look_back(LEAD.1, "2024-12-03", Rating::Satisfied),
        ),
    ]
}

fn listed() -> Vec<Case> {
    let twice = Command::MarkKey {
        supervisor: None,
        committee: None,
        criteria: vec![KeyCriterion::HotIssue, KeyCriterion::HotIssue],
        reason: String::new(),
    };
    let tracked = Command::Supervise {
        on: day("2024-04-10"),
        role: SupervisorRole::Leadership,
        form: SupervisionForm::Tracking,
        medium: Medium::Offline,
        by: "副主任甲".into(),
        people: vec![],
        finding: "进展正常".into(),
    };
    vec![
        case(Code::ListedTwice, "registered", OFFICE, twice),
        under(
            |book| book.supervision_forms.value = vec![SupervisionForm::OnSite],
            case(Code::NotOnTheList, "handling", OFFICE, tracked.clone()),
        ),
        case(Code::OwnSupervisionOnly, "handling", LEAD_UNIT, tracked),
        under(
            |book| book.key_leaders.value = true,
            case(
                Code::KeyLeadersMissing,
                "registered",
                OFFICE,
                mark_key(Some("副主任甲"), None),
            ),
        ),
    ]
}

fn form() -> Vec<Case> {
    let only_result = |process| Command::Evaluate {
        deputy: LEAD.1.into(),
        on: day("2024-06-11"),
        process,
        result: Rating::Satisfied,
        note: String::new(),
        points: vec![],
        defects: vec![],
    };
    let delivered = stage("replied").then(LEAD_UNIT, deliver(LEAD_UNIT.1, "2024-06-03", &[LEAD.1]));
    vec![
        under(
            |book| {
                book.reply_form.value = ReplyForm {
                    signed: true,
                    ..ReplyForm::default()
                };
            },
            case(
                Code::ReplyFormIncomplete,
                "handling",
                LEAD_UNIT,
                reply(LEAD_UNIT.1, "2024-05-31", AnswerClass::A),
            ),
        ),
        case(Code::ProcessMissing, "replied", LEAD, only_result(None)),
        under(
            |book| book.two_ratings.value = false,
            case(
                Code::ProcessNotAsked,
                "replied",
                LEAD,
                only_result(Some(Rating::Satisfied)),
            ),
        ),
        case(
            Code::NoReplyToDeliver,
            "handling",
            LEAD_UNIT,
            deliver(LEAD_UNIT.1, "2024-04-02", &[LEAD.1]),
        ),
        with(
            Code::AlreadyDelivered,
            delivered,
            LEAD_UNIT,
            deliver(LEAD_UNIT.1, "2024-06-04", &[CO_SIGNER.1, LEAD.1]),
        ),
    ]
}

fn assess(tally: Option<Tally>) -> Command {
    Command::Assess {
        on: day("2024-06-30"),
        kind: AssessmentKind::Vote,
        by: "常委会会议".into(),
        tally,
        finding: String::new(),
    }
}

fn beside() -> Vec<Case> {
    let tally = Tally {
        issued: Some(29),
        collected: Some(30),
        satisfied: 28,
        ..Tally::default()
    };
    vec![case(
        Code::TallyUnsound,
        "replied",
        OFFICE,
        assess(Some(tally)),
    )]
}

/// One vote of Zhenhai's (R15): 29 present of 33 members, 17/11/1.
fn zhenhai() -> Tally {
    Tally {
        members: Some(33),
        present: Some(29),
        issued: Some(29),
        collected: Some(29),
        satisfied: 17,
        basically_satisfied: 11,
        dissatisfied: 1,
        ..Tally::default()
    }
}

#[test]
fn a_count_has_to_add_up() {
    let world = stage("replied");
    let judged = |tally| {
        let given = world.decide(&actor(OFFICE), &assess(Some(tally)));
        given.map_err(|refusal| (refusal.code, refusal.text.zh))
    };
    let kept = judged(zhenhai()).unwrap();
    let [Event::Assessed(assessed)] = kept.as_slice() else {
        panic!("{kept:?}")
    };
    let Assessed { tally, .. } = &**assessed;
    assert_eq!(*tally, Some(zhenhai()));
    let wrong = [
        (
            Tally {
                satisfied: 18,
                ..zhenhai()
            },
            "收回票数29",
        ),
        (
            Tally {
                issued: Some(28),
                ..zhenhai()
            },
            "发出票数28",
        ),
        (
            Tally {
                unpressed: 1,
                ..zhenhai()
            },
            "到会人数29",
        ),
        (
            Tally {
                members: Some(28),
                ..zhenhai()
            },
            "全体组成人员数28",
        ),
        (Tally::default(), "没有任何"),
    ];
    for (tally, named) in wrong {
        let (code, text) = judged(tally).unwrap_err();
        assert_eq!(code, Code::TallyUnsound);
        assert!(text.contains(named), "{text}");
    }
}

#[test]
fn what_a_rulebook_lists_is_refused_only_outside_the_list() {
    let mut world = stage("submitted");
    let test = |zh: &str| crate::Text::new(zh, "in English");
    world.rulebook.screening_tests.value = vec![test("党委有号召"), test("群众有期盼")];
    let screened = |tests: &[&str]| Command::Screen {
        on: day("2024-03-04"),
        outcome: ScreenOutcome::Accept,
        tests: tests.iter().map(|test| (*test).to_owned()).collect(),
    };
    let judge = |tests: &[&str]| {
        let decided = world.decide(&actor(OFFICE), &screened(tests));
        decided.map_err(|refusal| refusal.code)
    };
    assert!(judge(&["群众有期盼"]).is_ok());
    assert!(judge(&[]).is_ok());
    assert_eq!(judge(&["领导有指示"]), Err(Code::NotOnTheList));
    assert_eq!(judge(&["党委有号召", "党委有号召"]), Err(Code::ListedTwice));
}

#[test]
fn the_time_that_may_not_count_is_told_before_it_is_refused() {
    let mut world = stage("handling");
    world.rulebook.suspension.value = Some(Period::calendar_days(10));
    let world = world
        .then(OFFICE, suspend("2024-04-01"))
        .then(OFFICE, resume("2024-04-06"));
    assert!(world.decide(&actor(OFFICE), &suspend("2024-04-10")).is_ok());
    let world = world
        .then(OFFICE, suspend("2024-04-10"))
        .then(OFFICE, resume("2024-04-15"));
    let refusal = world
        .decide(&actor(OFFICE), &suspend("2024-04-20"))
        .unwrap_err();
    assert_eq!(refusal.code, Code::SuspensionUsedUp);
    assert!(refusal.text.zh.contains("10日"), "{}", refusal.text.zh);
}
