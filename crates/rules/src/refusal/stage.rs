//! Refusals about the stage a suggestion, a unit or an opinion stands in.

use super::{JOINT, PRODUCT, REHANDLE, REPLY_AGAIN, RETURN, Refusal, RefusalCode as Code};
use crate::actor::Party;
use crate::answer::Rating;
use crate::ids::{EventId, ImportId};
use crate::suggestion::{Action, StageName};

impl Refusal {
    pub(crate) fn no_such_suggestion(action: Action) -> Refusal {
        Refusal::new(
            Code::NoSuchSuggestion,
            format!(
                "没有这件建议，不能办理“{}”。请返回台账刷新后再试。",
                action.zh()
            ),
            format!(
                "There is no such suggestion, so `{}` cannot be done. Go back to the ledger and try again.",
                action.en()
            ),
            PRODUCT,
        )
    }

    pub(crate) fn already_exists(action: Action) -> Refusal {
        Refusal::new(
            Code::AlreadyExists,
            format!(
                "这件建议已有记录，不能再次“{}”。请打开已有的记录办理。",
                action.zh()
            ),
            format!(
                "This suggestion is on record already, so `{}` cannot be done again. Open the record there is.",
                action.en()
            ),
            PRODUCT,
        )
    }

    pub(crate) fn wrong_stage(action: Action, stage: StageName, may: &[StageName]) -> Refusal {
        let zh: Vec<String> = may.iter().map(|name| format!("“{}”", name.zh())).collect();
        let en: Vec<String> = may.iter().map(|name| format!("`{}`", name.en())).collect();
        Refusal::new(
            Code::WrongStage,
            format!(
                "这件建议处于“{}”阶段，不能办理“{}”；该操作只在{}阶段办理。请先完成前面的步骤，或者撤销多余的步骤。",
                stage.zh(),
                action.zh(),
                zh.join("、")
            ),
            format!(
                "The suggestion is in stage `{}`, where `{}` cannot be done; it belongs to {}. Complete the steps before it, or undo a step too many.",
                stage.en(),
                action.en(),
                en.join(", ")
            ),
            PRODUCT,
        )
    }

    pub(crate) fn already_key() -> Refusal {
        Refusal::new(
            Code::AlreadyKey,
            "这件建议已经列为重点督办。如需更换督办领导，请先撤销再重新列入。",
            "The suggestion is under key supervision already. To change who leads it, take it off and put it on again.",
            PRODUCT,
        )
    }

    pub(crate) fn not_key() -> Refusal {
        Refusal::new(
            Code::NotKey,
            "这件建议没有列为重点督办，无需撤销。",
            "The suggestion is not under key supervision, so there is nothing to take off.",
            PRODUCT,
        )
    }

    pub(crate) fn nothing_given_back() -> Refusal {
        Refusal::new(
            Code::NothingGivenBack,
            "已经交办，且没有单位退办，不能重新交办。如确需调整，请先由承办单位说明理由退办。",
            "It is assigned and no unit gave it back, so it cannot be assigned again. Have the unit give it back with its reason first.",
            RETURN,
        )
    }

    pub(crate) fn already_accepted(unit: &str) -> Refusal {
        Refusal::new(
            Code::AlreadyAccepted,
            format!("“{unit}”已经签收，无需再次签收。请继续办理。"),
            format!("`{unit}` has taken it already. Go on with the handling."),
            PRODUCT,
        )
    }

    pub(crate) fn unit_gave_back(unit: &str) -> Refusal {
        Refusal::new(
            Code::UnitGaveBack,
            format!("“{unit}”已经退办，正等待重新交办。请先重新交办。"),
            format!(
                "`{unit}` gave it back and waits for a new arrangement. Assign it again first."
            ),
            RETURN,
        )
    }

    pub(crate) fn already_replied(unit: &str) -> Refusal {
        Refusal::new(
            Code::AlreadyReplied,
            format!(
                "“{unit}”在本轮已经答复。如答复有误，请撤销上一步；如代表不满意，请交付重新办理。"
            ),
            format!(
                "`{unit}` has replied in this round. If the reply is wrong, undo it; if the deputy is dissatisfied, order a new round."
            ),
            PRODUCT,
        )
    }

    pub(crate) fn not_accepted(unit: &str) -> Refusal {
        Refusal::new(
            Code::NotAccepted,
            format!("“{unit}”尚未签收，不能答复。请先签收。"),
            format!("`{unit}` has not taken it yet and cannot reply. Accept it first."),
            PRODUCT,
        )
    }

    pub(crate) fn assisting_does_not_reply(unit: &str) -> Refusal {
        Refusal::new(
            Code::AssistingDoesNotReply,
            format!(
                "“{unit}”是协办单位，应把意见交主办单位，由主办单位统一答复代表。请联系主办单位。"
            ),
            format!(
                "`{unit}` assists: it gives its opinion to the lead unit, which gives the single reply. Contact the lead unit."
            ),
            JOINT,
        )
    }

    pub(crate) fn no_return_after_reply(unit: &str) -> Refusal {
        Refusal::new(
            Code::NoReturnAfterReply,
            format!("“{unit}”已在上一轮办理，重新办理时不能退办。请继续办理并重新答复。"),
            format!(
                "`{unit}` handled it in the round before and cannot give it back when it is handled again. Handle it and reply again."
            ),
            RETURN,
        )
    }

    pub(crate) fn nothing_owed(unit: Option<&str>) -> Refusal {
        let (zh, en) = match unit {
            Some(unit) => (
                format!("“{unit}”没有待办的答复"),
                format!("`{unit}` owes no reply"),
            ),
            None => (
                "没有单位尚欠答复".to_owned(),
                "No unit owes a reply".to_owned(),
            ),
        };
        Refusal::new(
            Code::NothingOwed,
            format!("{zh}，无需催办。请核对办理进度。"),
            format!("{en}, so there is nothing to remind of. Check how far the handling is."),
            PRODUCT,
        )
    }

    pub(crate) fn already_evaluated(deputy: &str, rating: Rating) -> Refusal {
        Refusal::new(
            Code::AlreadyEvaluated,
            format!(
                "代表“{deputy}”在本轮已经评价为“{}”，每轮每位代表只评价一次。如记录有误，请撤销后重记。",
                rating.zh()
            ),
            format!(
                "Deputy `{deputy}` has rated this round `{}` already; each deputy rates a round once. If it was recorded wrongly, undo it and record it again.",
                rating.en()
            ),
            PRODUCT,
        )
    }

    pub(crate) fn not_dissatisfied(rating: Option<Rating>) -> Refusal {
        let (zh, en) = match rating {
            Some(rating) => (
                format!("本轮评价为“{}”", rating.zh()),
                format!("This round is rated `{}`", rating.en()),
            ),
            None => (
                "本轮尚无代表评价".to_owned(),
                "No deputy has rated this round".to_owned(),
            ),
        };
        Refusal::new(
            Code::NotDissatisfied,
            format!(
                "{zh}，只有代表评价“不满意”，或者答复后经满意度测评认定为“不满意”的，才交付重新办理。"
            ),
            format!(
                "{en}; only what a deputy rated `Dissatisfied`, or what a vote after the reply came to be `Dissatisfied` with, is handled again."
            ),
            REHANDLE,
        )
    }

    pub(crate) fn no_open_promise(unit: &str) -> Refusal {
        Refusal::new(
            Code::NoOpenPromise,
            format!(
                "“{unit}”没有尚待兑现的承诺（未以承诺办理的类别答复，或者已经兑现）。请核对答复类别。"
            ),
            format!(
                "`{unit}` has no promise left open (its reply's class promises nothing, or the promise was kept). Check the class of its reply."
            ),
            REPLY_AGAIN,
        )
    }

    pub(crate) fn not_imported() -> Refusal {
        Refusal::new(
            Code::NotImported,
            "这件建议不是由台账导入的，不能按撤销导入作废。如代表撤回，请由领衔代表办理。",
            "The suggestion was not imported from a ledger, so undoing an import does not concern it. If it is withdrawn, that is for the lead deputy.",
            PRODUCT,
        )
    }

    pub(crate) fn other_import(own: &ImportId, named: &ImportId) -> Refusal {
        Refusal::new(
            Code::OtherImport,
            format!("这件建议由导入批次{own}录入，与所撤销的批次{named}不符。请刷新后再试。"),
            format!(
                "The suggestion was entered by import {own}, not by {named}, which is being undone. Reload and try again."
            ),
            PRODUCT,
        )
    }

    pub(crate) fn withdraw_after_reply() -> Refusal {
        Refusal::new(
            Code::WithdrawAfterReply,
            "承办单位已经答复，代表不能再撤回。代表如有意见，请在评价中说明。",
            "A unit has replied, so it cannot be withdrawn any more. The deputy may state their view in the evaluation.",
            PRODUCT,
        )
    }

    pub(crate) fn nothing_to_undo() -> Refusal {
        Refusal::new(
            Code::NothingToUndo,
            "没有可以撤销的记录。",
            "Nothing is on record that could be undone.",
            PRODUCT,
        )
    }

    pub(crate) fn undo_not_latest(named: &EventId, latest: &EventId) -> Refusal {
        Refusal::new(
            Code::UndoNotLatest,
            format!("记录{named}之后又有新的记录{latest}，只能撤销最近一步。请刷新后再试。"),
            format!(
                "Record {latest} came after {named}; only the latest step can be undone. Reload and try again."
            ),
            PRODUCT,
        )
    }

    pub(crate) fn undo_not_yours(by: &Party) -> Refusal {
        let name = if by.name.is_empty() {
            by.role.zh()
        } else {
            &by.name
        };
        let name_en = if by.name.is_empty() {
            by.role.en()
        } else {
            &by.name
        };
        Refusal::new(
            Code::UndoNotYours,
            format!("最近一步由“{name}”办理，只能由其本方或者人大机关撤销。请与其联系。"),
            format!(
                "The latest step is `{name_en}`'s; only they or the congress office can undo it. Contact them."
            ),
            PRODUCT,
        )
    }
}
