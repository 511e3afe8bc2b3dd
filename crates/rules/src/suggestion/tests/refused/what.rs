//! Refusals about what is said, about days, and about a ledger's row.

use super::*;
use crate::answer::Rating;
use crate::calendar::Period;

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

fn extend(by: Period) -> Command {
    let (consent, reason) = ("代表工委".into(), "需实地勘测".into());
    Command::Extend {
        on: day("2024-03-20"),
        by,
        consent,
        reason,
    }
}

pub fn what() -> Vec<Case> {
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
