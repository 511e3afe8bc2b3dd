//! Refusals about units that handle a suggestion together, suggestions that are
//! handled together, and time that stops.

use super::{JOINT, MERGE, PRODUCT, REHANDLE, Refusal, RefusalCode as Code};
use crate::suggestion::Action;
use crate::suggestion::terms::RedoStep;
use chrono::NaiveDate;

impl Refusal {
    pub(crate) fn reply_given(action: Action) -> Refusal {
        Refusal::new(
            Code::ReplyGiven,
            format!(
                "承办单位已经答复，不能再“{}”，否则已有的答复将失去依据。如确需调整，请先撤销该答复。",
                action.zh()
            ),
            format!(
                "A unit has replied, so `{}` cannot be done any more: the reply would lose what it rests on. If it has to change, undo the reply first.",
                action.en()
            ),
            PRODUCT,
        )
    }

    pub(crate) fn not_joined() -> Refusal {
        Refusal::new(
            Code::NotJoined,
            "这件建议没有与其他建议并案办理，无需取消。",
            "The suggestion is handled together with no other, so there is nothing to part.",
            MERGE,
        )
    }

    pub(crate) fn joined_with_others() -> Refusal {
        Refusal::new(
            Code::JoinedWithOthers,
            "这件建议没有与所选的建议并案办理。请核对编号。",
            "The suggestion is not handled together with the one named. Check its number.",
            MERGE,
        )
    }

    pub(crate) fn join_with_itself() -> Refusal {
        Refusal::new(
            Code::JoinWithItself,
            "不能把一件建议与它自身并案。请选择另一件内容相同的建议。",
            "A suggestion cannot be handled together with itself. Choose another of the same content.",
            MERGE,
        )
    }

    pub(crate) fn already_joined() -> Refusal {
        Refusal::new(
            Code::AlreadyJoined,
            "这两件建议已经并案办理，无需再次并案。",
            "The two suggestions are handled together already.",
            MERGE,
        )
    }

    pub(crate) fn not_assisting(unit: &str) -> Refusal {
        Refusal::new(
            Code::NotAssisting,
            format!("“{unit}”不是协办单位，应直接答复代表。请使用“答复”。"),
            format!("`{unit}` does not assist: it replies to the deputies itself. Use `Reply`."),
            JOINT,
        )
    }

    pub(crate) fn opinion_given(unit: &str) -> Refusal {
        Refusal::new(
            Code::OpinionGiven,
            format!("“{unit}”在本轮已经提出协办意见。如意见有误，请撤销后重新提出。"),
            format!(
                "`{unit}` has given its opinion in this round already. If it is wrong, undo it and give it again."
            ),
            JOINT,
        )
    }

    pub(crate) fn disagreement_open(units: &[&str]) -> Refusal {
        Refusal::new(
            Code::DisagreementOpen,
            format!(
                "“{}”与主办单位意见不一致，协调之前不能答复。请由政府督查机构或者人大机关协调并记录结果。",
                units.join("”“")
            ),
            format!(
                "These assisting units disagree with the lead unit: {}. Before it is settled there is no reply. Have the coordinator settle it and record the outcome.",
                units.join(", ")
            ),
            JOINT,
        )
    }

    pub(crate) fn no_disagreement() -> Refusal {
        Refusal::new(
            Code::NoDisagreement,
            "没有尚待协调的不同意见。协办单位提出不同意见后再记录协调结果。",
            "No disagreement waits to be settled. Record the outcome after an assisting unit disagreed.",
            JOINT,
        )
    }

    pub(crate) fn already_suspended(since: NaiveDate) -> Refusal {
        Refusal::new(
            Code::AlreadySuspended,
            format!("自{since}起已经中止计时，无需再次中止。情况变化后请恢复计时。"),
            format!("Time has stopped since {since} already. Let it run again when things change."),
            PRODUCT,
        )
    }

    pub(crate) fn not_suspended() -> Refusal {
        Refusal::new(
            Code::NotSuspended,
            "目前没有中止计时，无需恢复。",
            "Time runs, so there is nothing to resume.",
            PRODUCT,
        )
    }

    pub(crate) fn suspension_not_allowed(source: &str) -> Refusal {
        Refusal::new(
            Code::SuspensionNotAllowed,
            "现行规则没有规定中止计时，不能中止。需要更多时间的，请办理延期；本地有规定的，请先在规则中填写最长时间。",
            "The rulebook in force lets no time stop. Where more time is needed, extend it; where the place has such a rule, enter the longest time in the rulebook first.",
            source,
        )
    }

    pub(crate) fn suspension_used_up(longest: &crate::Text, source: &str) -> Refusal {
        Refusal::new(
            Code::SuspensionUsedUp,
            format!(
                "本轮中止计时已达规定的最长时间（{}），不能再中止。请继续办理，或者办理延期。",
                longest.zh
            ),
            format!(
                "In this round time has stopped for as long as the rule allows, {}. Go on with the handling, or extend the time.",
                longest.en
            ),
            source,
        )
    }

    pub(crate) fn not_handled_again() -> Refusal {
        Refusal::new(
            Code::NotHandledAgain,
            "这件建议是首次办理，没有重新办理的步骤。请按首次办理记录面商和答复。",
            "The suggestion is handled for the first time, so there are no steps of handling again. Record meetings and the reply as usual.",
            REHANDLE,
        )
    }

    pub(crate) fn redo_reply_apart() -> Refusal {
        Refusal::new(
            Code::RedoReplyApart,
            "重新答复应作为答复记录，不作为步骤记录。请使用“答复”。",
            "Answering again is recorded as a reply, not as a step. Use `Reply`.",
            REHANDLE,
        )
    }

    pub(crate) fn redo_step_missing(step: RedoStep, action: Action, source: &str) -> Refusal {
        Refusal::new(
            Code::RedoStepMissing,
            format!(
                "按现行规则，“{}”之前须有“{}”的记录。请先记录并写明佐证。",
                action.zh(),
                step.zh()
            ),
            format!(
                "Under the rulebook in force, `{}` needs a record of `{}` first. Record it with what shows that it was done.",
                action.en(),
                step.en()
            ),
            source,
        )
    }
}
