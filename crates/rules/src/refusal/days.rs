//! Refusals about days and periods.

use super::{PRODUCT, REPLY_AGAIN, Refusal, RefusalCode as Code};
use crate::text::Text;
use chrono::NaiveDate;

impl Refusal {
    pub(crate) fn day_in_future(what: &Text, on: NaiveDate, today: NaiveDate) -> Refusal {
        Refusal::new(
            Code::DayInFuture,
            format!(
                "{}日期{on}晚于今天（{today}）。请填写实际发生的日期。",
                what.zh
            ),
            format!(
                "The day of `{}`, {on}, lies after today, {today}. State the day it happened.",
                what.en
            ),
            PRODUCT,
        )
    }

    pub(crate) fn day_too_early(
        what: &Text,
        on: NaiveDate,
        after: &Text,
        since: NaiveDate,
    ) -> Refusal {
        Refusal::new(
            Code::DayTooEarly,
            format!(
                "{}日期{on}早于{}日期{since}。请核对两个日期。",
                what.zh, after.zh
            ),
            format!(
                "The day of `{}`, {on}, lies before that of `{}`, {since}. Check both days.",
                what.en, after.en
            ),
            PRODUCT,
        )
    }

    pub(crate) fn return_too_late(
        unit: &str,
        on: NaiveDate,
        due: NaiveDate,
        source: &str,
    ) -> Refusal {
        Refusal::new(
            Code::ReturnTooLate,
            format!(
                "“{unit}”退办日期{on}超过退办期限{due}，逾期退办不予受理。请继续办理；确需调整的，请与交办机关协商。"
            ),
            format!(
                "`{unit}` gives it back on {on}, after the last day for that, {due}; late returns are not taken. Go on handling it, or settle it with the office that assigned it."
            ),
            source,
        )
    }

    pub(crate) fn late_return_without_consent(
        unit: &str,
        on: NaiveDate,
        due: NaiveDate,
        source: &str,
    ) -> Refusal {
        Refusal::new(
            Code::LateReturnWithoutConsent,
            format!(
                "“{unit}”退办日期{on}超过退办期限{due}，须经同意才能退办。请填写同意退办的机关或者人员。"
            ),
            format!(
                "`{unit}` gives it back on {on}, after the last day for that, {due}; this needs consent. Name who consented."
            ),
            source,
        )
    }

    pub(crate) fn extension_too_long(due: NaiveDate, ceiling: NaiveDate, source: &str) -> Refusal {
        Refusal::new(
            Code::ExtensionTooLong,
            format!("延期后答复期限为{due}，超过规定的最长期限{ceiling}。请缩短延期时间。"),
            format!(
                "With this extension the reply would be due on {due}, after the longest time the rule allows, {ceiling}. Extend by less."
            ),
            source,
        )
    }

    pub(crate) fn promise_due_too_early(due: NaiveDate, replied: NaiveDate) -> Refusal {
        Refusal::new(
            Code::PromiseDueTooEarly,
            format!("承诺完成日期{due}早于答复日期{replied}。请核对两个日期。"),
            format!("The promise is due on {due}, before the reply of {replied}. Check both days."),
            REPLY_AGAIN,
        )
    }
}
