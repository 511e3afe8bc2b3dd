//! Refusals about a ledger's row whose facts contradict each other.

use super::{PRODUCT, REPLY_FORM, Refusal, RefusalCode as Code};
use crate::text::Text;
use chrono::NaiveDate;

impl Refusal {
    pub(crate) fn ledger_no_units(facts: &[Text]) -> Refusal {
        let zh: Vec<&str> = facts.iter().map(|fact| fact.zh.as_str()).collect();
        let en: Vec<&str> = facts.iter().map(|fact| fact.en.as_str()).collect();
        Refusal::new(
            Code::LedgerNoUnits,
            format!(
                "这一行有{}，却没有承办单位。请补填承办单位，或者删去这些内容。",
                zh.join("、")
            ),
            format!(
                "The row has {}, but no handling unit. Fill in the unit, or remove these.",
                en.join(", ")
            ),
            PRODUCT,
        )
    }

    pub(crate) fn ledger_reply_without_class(replied: NaiveDate) -> Refusal {
        Refusal::new(
            Code::LedgerReplyWithoutClass,
            format!("这一行有答复日期{replied}，却没有答复类别。请补填A、B、C、D类别。"),
            format!(
                "The row has a day of reply, {replied}, but no answer class. Fill in the class A, B, C or D."
            ),
            REPLY_FORM,
        )
    }

    pub(crate) fn ledger_rating_without_reply() -> Refusal {
        Refusal::new(
            Code::LedgerRatingWithoutReply,
            "这一行有代表评价，却没有答复。请补填答复类别，或者核对评价。",
            "The row has a deputy's opinion but no reply. Fill in the answer class, or check the opinion.",
            PRODUCT,
        )
    }

    pub(crate) fn ledger_reply_before_assignment(
        assigned: NaiveDate,
        replied: NaiveDate,
    ) -> Refusal {
        Refusal::new(
            Code::LedgerReplyBeforeAssignment,
            format!("这一行的答复日期{replied}早于交办日期{assigned}。请核对两个日期。"),
            format!(
                "The row's day of reply, {replied}, lies before that of assignment, {assigned}. Check both days."
            ),
            PRODUCT,
        )
    }
}
