//! Refusals about replies as they are handed over, and about the deputies' opinions.

use super::{JOINT, PRODUCT, Refusal, RefusalCode as Code};
use crate::answer::Rating;
use crate::text::Text;
use chrono::NaiveDate;

impl Refusal {
    pub(crate) fn reply_form_incomplete(missing: &Text, source: &str) -> Refusal {
        Refusal::new(
            Code::ReplyFormIncomplete,
            format!(
                "答复函不符合规定的格式，缺少：{}。请补充后再提交。",
                missing.zh
            ),
            format!(
                "The reply does not have the form the rule asks for; missing: {}. Complete it and try again.",
                missing.en
            ),
            source,
        )
    }

    pub(crate) fn no_reply_to_deliver(unit: &str) -> Refusal {
        Refusal::new(
            Code::NoReplyToDeliver,
            format!("“{unit}”在本轮尚未答复，没有可以送达的答复。请先答复。"),
            format!(
                "`{unit}` has not replied in this round, so there is nothing to hand over. Reply first."
            ),
            PRODUCT,
        )
    }

    pub(crate) fn already_delivered(unit: &str, deputy: &str) -> Refusal {
        Refusal::new(
            Code::AlreadyDelivered,
            format!("“{unit}”的答复已经送达代表“{deputy}”，每轮每位代表只记录一次。请核对名单。"),
            format!(
                "Deputy `{deputy}` has got the reply of `{unit}` already; it is recorded once a round for each. Check the list."
            ),
            JOINT,
        )
    }

    pub(crate) fn process_missing(source: &str) -> Refusal {
        Refusal::new(
            Code::ProcessMissing,
            "按现行规则，办理过程与办理结果分别评价，缺少对办理过程的评价。请补充。",
            "Under the rulebook in force process and result are rated apart; the opinion on the process is missing. Add it.",
            source,
        )
    }

    pub(crate) fn process_not_asked(source: &str) -> Refusal {
        Refusal::new(
            Code::ProcessNotAsked,
            "按现行规则，只评价办理结果，不单独评价办理过程。请去掉对过程的评价。",
            "Under the rulebook in force only the result is rated. Leave the opinion on the process out.",
            source,
        )
    }

    pub(crate) fn already_looked_back(deputy: &str, rating: Rating) -> Refusal {
        Refusal::new(
            Code::AlreadyLookedBack,
            format!(
                "代表“{deputy}”在本轮回头看时已经评价为“{}”，每轮只评价一次。如记录有误，请撤销后重记。",
                rating.zh()
            ),
            format!(
                "Deputy `{deputy}` has looked back in this round already and rated it `{}`. If it was recorded wrongly, undo it and record it again.",
                rating.en()
            ),
            PRODUCT,
        )
    }

    pub(crate) fn too_few_opinions(given: usize, least: usize, source: &str) -> Refusal {
        Refusal::new(
            Code::TooFewOpinions,
            format!("目前收到{given}份评价，至少收到{least}份才能公布汇总。请待代表评价后再公布。"),
            format!(
                "{given} opinions came in so far, and totals are told of no fewer than {least}. Wait for the deputies' opinions."
            ),
            source,
        )
    }

    pub(crate) fn opinions_announced(on: NaiveDate) -> Refusal {
        Refusal::new(
            Code::OpinionsAnnounced,
            format!("本轮评价的汇总已于{on}公布，此后没有变化，无需再次公布。"),
            format!("The totals were announced on {on} and have not changed since."),
            PRODUCT,
        )
    }

    pub(crate) fn no_conflict() -> Refusal {
        Refusal::new(
            Code::NoConflict,
            "这件建议没有待裁定的冲突，可能已由他人裁定。请刷新后查看。",
            "Nothing about this suggestion contradicts each other; somebody may have settled it already. Refresh and look again.",
            PRODUCT,
        )
    }

    pub(crate) fn not_in_conflict() -> Refusal {
        Refusal::new(
            Code::NotInConflict,
            "所选的记录之间没有待裁定的冲突。请在冲突列表中选定保留的一条，其余与之冲突的不予采用。",
            "What was chosen does not contradict each other. In the list of contradictions, choose the record to keep and drop those that contradict it.",
            PRODUCT,
        )
    }

    pub(crate) fn rated_point_unknown(point: u32, count: usize) -> Refusal {
        let point = u64::from(point) + 1;
        Refusal::new(
            Code::PointUnknown,
            format!("评价了第{point}条要点，但建议只有{count}条。请核对要点序号。"),
            format!(
                "Point {point} is rated, but the suggestion has {count}. Check the numbers of the points."
            ),
            PRODUCT,
        )
    }

    pub(crate) fn rated_point_twice(point: u32) -> Refusal {
        let point = u64::from(point) + 1;
        Refusal::new(
            Code::PointTwice,
            format!("第{point}条要点评价了两次。请只保留一次。"),
            format!("Point {point} is rated twice. Keep one."),
            PRODUCT,
        )
    }

    pub(crate) fn tally_unsound(what: &Text) -> Refusal {
        Refusal::new(
            Code::TallyUnsound,
            format!(
                "票数不符：{}。请核对计票结果；收回票数多于发出票数的，按规定应当重新测评。",
                what.zh
            ),
            format!(
                "The count does not add up: {}. Check it; where more ballots came back than were given out, the vote has to be repeated.",
                what.en
            ),
            super::BALLOTS,
        )
    }
}
