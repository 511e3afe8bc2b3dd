//! Every refusal is given somewhere, says what it is about, and leaves no blanks.

use super::world::*;
use crate::actor::{Actor, Party, Role};
use crate::answer::{AnswerClass, Rating};
use crate::calendar::Period;
use crate::refusal::RefusalCode as Code;
use crate::suggestion::*;
use std::collections::BTreeSet;

type Case = (Code, World, Actor, Command);

fn case(code: Code, stage_name: &str, party: (Role, &str), command: Command) -> Case {
    (code, stage(stage_name), actor(party), command)
}

fn entered(change: impl FnOnce(&mut LedgerRecord)) -> Command {
    let mut record = record();
    change(&mut record);
    Command::Enter(Box::new(record))
}

fn drafted(change: impl FnOnce(&mut Dossier)) -> Command {
    let mut dossier = dossier();
    change(&mut dossier);
    Command::Draft(dossier)
}

fn replied(class: AnswerClass, points: &[u32], promise: Option<Promise>) -> Command {
    Command::Reply {
        unit: LEAD_UNIT.1.into(),
        on: day("2024-05-31"),
        class,
        text: "答复如下。".into(),
        points: points
            .iter()
            .map(|point| PointAnswer {
                point: *point,
                answer: "好".into(),
            })
            .collect(),
        promise,
        signed_by: None,
        sealed: false,
        form_enclosed: false,
    }
}

fn extend(by: Period) -> Command {
    let (consent, reason) = ("代表工委".into(), "需实地勘测".into());
    Command::Extend {
        on: day("2024-03-20"),
        by,
        consent,
        reason,
    }
}

fn who() -> Vec<Case> {
    let mut government_for_unit = actor(GOVERNMENT);
    government_for_unit.on_behalf_of = Some(Party {
        role: Role::Unit,
        name: LEAD_UNIT.1.into(),
    });
    let by_hand = (
        Code::ActsForAnother,
        stage("assigned"),
        government_for_unit,
        accept(LEAD_UNIT.1),
    );
    vec![
        by_hand,
        case(
            Code::WrongRole,
            "submitted",
            LEAD,
            screen(ScreenOutcome::Accept),
        ),
        case(
            Code::UnitNotAssigned,
            "assigned",
            OTHER_UNIT,
            accept(OTHER_UNIT.1),
        ),
        case(
            Code::UnitDiffers,
            "assigned",
            LEAD_UNIT,
            accept(ASSISTING.1),
        ),
        case(
            Code::NotASigner,
            "replied",
            OTHER_DEPUTY,
            evaluate(OTHER_DEPUTY.1, "2024-06-11", Rating::Satisfied),
        ),
        case(Code::NotTheLead, "draft", CO_SIGNER, submit()),
        case(
            Code::DeputyDiffers,
            "replied",
            LEAD,
            evaluate(CO_SIGNER.1, "2024-06-11", Rating::Satisfied),
        ),
    ]
}

fn when() -> Vec<Case> {
    let import = |id: &str| VoidCause::ImportUndone {
        import: id.try_into().unwrap(),
    };
    let withdraw = VoidCause::Withdrawn {
        reason: "已经解决".into(),
    };
    let void = |cause| Command::Void {
        on: day("2024-06-30"),
        cause,
    };
    let remind = Command::Remind {
        unit: None,
        on: day("2024-07-31"),
        channel: Channel::Phone,
        note: String::new(),
    };
    let answered = reply(LEAD_UNIT.1, "2024-06-28", AnswerClass::A);
    let answered_once = reply(LEAD_UNIT.1, "2024-05-31", AnswerClass::A);
    let solved = stage("handling").then(LEAD_UNIT, answered_once.clone());
    let separate = Arrangement::Separate {
        units: vec![LEAD_UNIT.1.into(), OTHER_UNIT.1.into()],
    };
    let half = stage("registered")
        .then(OFFICE, assign(separate))
        .then(LEAD_UNIT, accept(LEAD_UNIT.1))
        .then(LEAD_UNIT, answered_once.clone());
    let drop = assign(Arrangement::Joint {
        lead: ASSISTING.1.into(),
        assisting: vec![],
    });
    let Command::Assign {
        leader,
        arrangement,
        ..
    } = drop
    else {
        panic!("an assignment")
    };
    let drop = Command::Assign {
        on: day("2024-03-13"),
        leader,
        arrangement,
        meeting: None,
        level: None,
    };
    let half_back = half.clone().then(OTHER_UNIT, give_back(OTHER_UNIT.1));
    let mut emptied = stage("draft");
    if let Some(state) = emptied.state.as_mut() {
        state.latest = None;
    }
    let anything = Command::Undo {
        event: "e-1".try_into().unwrap(),
    };
    vec![
        case(Code::NoSuchSuggestion, "none", LEAD, submit()),
        case(
            Code::AlreadyExists,
            "draft",
            LEAD,
            Command::Draft(dossier()),
        ),
        case(Code::WrongStage, "draft", OFFICE, close()),
        case(
            Code::AlreadyKey,
            "ledger",
            OFFICE,
            mark_key(None, None),
        ),
        case(
            Code::NotKey,
            "assigned",
            OFFICE,
            Command::UnmarkKey {
                reason: "完成".into(),
            },
        ),
        case(Code::NothingGivenBack, "assigned", OFFICE, assign(joint())),
        case(
            Code::AlreadyAccepted,
            "handling",
            LEAD_UNIT,
            accept(LEAD_UNIT.1),
        ),
        case(
            Code::UnitGaveBack,
            "given_back",
            LEAD_UNIT,
            accept(LEAD_UNIT.1),
        ),
        (Code::AlreadyReplied, half, actor(LEAD_UNIT), answered_once),
        case(Code::NotAccepted, "assigned", LEAD_UNIT, answered.clone()),
        case(
            Code::AssistingDoesNotReply,
            "handling",
            ASSISTING,
            reply(ASSISTING.1, "2024-05-31", AnswerClass::A),
        ),
        case(
            Code::NoReturnAfterReply,
            "round2",
            LEAD_UNIT,
            give_back(LEAD_UNIT.1),
        ),
        (Code::NothingOwed, solved.clone(), actor(OFFICE), remind),
        case(
            Code::AlreadyEvaluated,
            "satisfied",
            LEAD,
            evaluate(LEAD.1, "2024-06-12", Rating::Satisfied),
        ),
        case(Code::NotDissatisfied, "satisfied", OFFICE, rehandle()),
        (
            Code::NoOpenPromise,
            solved,
            actor(LEAD_UNIT),
            Command::Fulfil {
                unit: LEAD_UNIT.1.into(),
                on: day("2024-07-01"),
                text: "已完成".into(),
            },
        ),
        (Code::RepliedUnitDropped, half_back, actor(OFFICE), drop),
        case(Code::NotImported, "assigned", OFFICE, void(import("imp-1"))),
        case(Code::OtherImport, "ledger", OFFICE, void(import("imp-2"))),
        case(Code::WithdrawAfterReply, "replied", LEAD, void(withdraw)),
        (
            Code::NothingToUndo,
            emptied,
            actor(OFFICE),
            anything.clone(),
        ),
        case(Code::UndoNotLatest, "submitted", LEAD, anything),
        case(
            Code::UndoNotYours,
            "replied",
            LEAD,
            Command::Undo {
                event: stage("replied").latest(),
            },
        ),
    ]
}

fn what() -> Vec<Case> {
    let long = "长".repeat(201);
    let promise = |due: &str| {
        Some(Promise {
            what: "修复".into(),
            due: Some(day(due)),
        })
    };
    let itself = ScreenOutcome::Merge {
        into: "s-1".try_into().unwrap(),
    };
    let unhappy = Command::Evaluate {
        deputy: LEAD.1.into(),
        on: day("2024-06-11"),
        process: Some(Rating::Dissatisfied),
        result: Rating::Satisfied,
        note: " ".into(),
        points: Vec::new(),
        defects: Vec::new(),
    };
    let one = Arrangement::Separate {
        units: vec![LEAD_UNIT.1.into()],
    };
    vec![
        case(
            Code::TextMissing,
            "none",
            LEAD,
            drafted(|d| d.title = "　 ".into()),
        ),
        case(Code::TextTooLong, "none", LEAD, drafted(|d| d.title = long)),
        case(
            Code::ControlCharacters,
            "none",
            LEAD,
            drafted(|d| d.title = "灌渠\u{202E}".into()),
        ),
        case(
            Code::TooMany,
            "none",
            LEAD,
            drafted(|d| d.co_signers = (0..200).map(|n| format!("代表{n}")).collect()),
        ),
        case(
            Code::NamedTwice,
            "none",
            LEAD,
            drafted(|d| d.co_signers = vec![LEAD.1.into()]),
        ),
        case(
            Code::LeadDeputyMissing,
            "none",
            OFFICE,
            entered(|r| r.dossier.lead = String::new()),
        ),
        case(Code::SeparateNeedsTwo, "registered", OFFICE, assign(one)),
        case(Code::MergeIntoItself, "submitted", OFFICE, screen(itself)),
        case(
            Code::PointsUnanswered,
            "handling",
            LEAD_UNIT,
            replied(AnswerClass::A, &[1], None),
        ),
        case(
            Code::PointUnknown,
            "handling",
            LEAD_UNIT,
            replied(AnswerClass::A, &[0, 1, 2], None),
        ),
        case(
            Code::PointTwice,
            "handling",
            LEAD_UNIT,
            replied(AnswerClass::A, &[0, 0], None),
        ),
        case(
            Code::PromiseMissing,
            "handling",
            LEAD_UNIT,
            replied(AnswerClass::C, &[0, 1], None),
        ),
        case(
            Code::PromiseNotDue,
            "handling",
            LEAD_UNIT,
            replied(AnswerClass::D, &[0, 1], promise("2024-11-29")),
        ),
        case(
            Code::PromiseDueTooEarly,
            "handling",
            LEAD_UNIT,
            replied(AnswerClass::B, &[0, 1], promise("2024-05-30")),
        ),
        case(Code::DissatisfactionUnexplained, "replied", LEAD, unhappy),
        case(Code::CloseWithoutOpinion, "replied", OFFICE, close()),
        case(
            Code::CloseDespiteDissatisfied,
            "dissatisfied",
            OFFICE,
            close(),
        ),
        case(
            Code::ExtensionEmpty,
            "handling",
            OFFICE,
            extend(Period::months(0)),
        ),
        case(
            Code::ExtensionTooLong,
            "handling",
            OFFICE,
            extend(Period::months(4)),
        ),
        case(
            Code::DayInFuture,
            "draft",
            LEAD,
            Command::Submit {
                on: day("2025-01-01"),
            },
        ),
        case(
            Code::DayTooEarly,
            "submitted",
            OFFICE,
            Command::Screen {
                on: day("2024-02-29"),
                outcome: ScreenOutcome::Accept,
                tests: Vec::new(),
            },
        ),
        case(
            Code::ReturnTooLate,
            "assigned",
            LEAD_UNIT,
            Command::Return {
                unit: LEAD_UNIT.1.into(),
                on: day("2024-03-20"),
                reason: "非本单位职责".into(),
                consent: None,
            },
        ),
        case(
            Code::LedgerNoUnits,
            "none",
            OFFICE,
            entered(|r| r.class = Some(AnswerClass::A)),
        ),
        case(
            Code::LedgerReplyWithoutClass,
            "none",
            OFFICE,
            entered(|r| {
                r.arrangement = Some(joint());
                r.replied = Some(day("2024-05-31"));
            }),
        ),
        case(
            Code::LedgerRatingWithoutReply,
            "none",
            OFFICE,
            entered(|r| {
                r.arrangement = Some(joint());
                r.rating = Some(Rating::Satisfied);
            }),
        ),
        case(
            Code::LedgerReplyBeforeAssignment,
            "none",
            OFFICE,
            entered(|r| {
                r.arrangement = Some(joint());
                r.class = Some(AnswerClass::A);
                r.assigned = Some(day("2024-03-08"));
                r.replied = Some(day("2024-03-07"));
            }),
        ),
    ]
}

#[test]
fn every_refusal_is_given_and_explains_itself() {
    let mut given = BTreeSet::new();
    for (code, world, actor, command) in who().into_iter().chain(when()).chain(what()) {
        let refusal = world.decide(&actor, &command).expect_err(code.code());
        assert_eq!(refusal.code, code, "{}", refusal.text.zh);
        for text in [&refusal.text.zh, &refusal.text.en] {
            assert!(text.chars().count() >= 10, "{code:?}: {text}");
            assert!(
                !text.contains(['{', '}']),
                "{code:?}: a blank is left in: {text}"
            );
        }
        assert!(
            refusal.text.zh.ends_with('。'),
            "{code:?}: {}",
            refusal.text.zh
        );
        assert!(
            refusal.text.en.ends_with('.'),
            "{code:?}: {}",
            refusal.text.en
        );
        assert!(
            !refusal.source.zh.is_empty() && !refusal.source.en.is_empty(),
            "{code:?}"
        );
        given.insert(code);
    }
    assert_eq!(given, Code::ALL.iter().copied().collect::<BTreeSet<_>>());
}

#[test]
fn codes_are_distinct_and_written_the_same_on_the_wire() {
    let names: BTreeSet<&str> = Code::ALL.iter().map(|code| code.code()).collect();
    assert_eq!(names.len(), Code::ALL.len());
    for code in Code::ALL {
        assert_eq!(serde_json::to_value(code).unwrap(), code.code());
    }
}

#[test]
fn a_refusal_names_the_days_and_points_it_is_about() {
    let early = Command::Screen {
        on: day("2024-02-29"),
        outcome: ScreenOutcome::Accept,
        tests: Vec::new(),
    };
    let refusal = stage("submitted")
        .decide(&actor(OFFICE), &early)
        .unwrap_err();
    assert!(refusal.text.zh.contains("2024-02-29") && refusal.text.zh.contains("2024-03-01"));
    let partial = replied(AnswerClass::A, &[0], None);
    let refusal = stage("handling")
        .decide(&actor(LEAD_UNIT), &partial)
        .unwrap_err();
    assert!(refusal.text.zh.contains("第2条"), "{}", refusal.text.zh);
}

#[test]
fn the_office_records_for_a_unit_and_both_are_kept() {
    let mut world = stage("assigned");
    let mut office = actor(OFFICE);
    office.on_behalf_of = Some(Party {
        role: Role::Unit,
        name: LEAD_UNIT.1.into(),
    });
    world.act(&office, &accept(LEAD_UNIT.1)).unwrap();
    assert_eq!(world.state().stage.name(), StageName::Handling);
    assert_eq!(world.log.last().unwrap().actor.party.role, Role::Office);
    assert_eq!(world.state().latest.as_ref().unwrap().1.name, LEAD_UNIT.1);
}
