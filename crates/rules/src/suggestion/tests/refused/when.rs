//! Refusals about where a suggestion, a unit or an opinion stands.

use super::*;
use crate::answer::Rating;

pub fn when() -> Vec<Case> {
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
        case(Code::AlreadyKey, "ledger", OFFICE, mark_key(None, None)),
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
