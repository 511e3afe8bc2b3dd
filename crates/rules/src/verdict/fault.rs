//! Why a count gives no verdict.

use super::Base;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// Why a count gives no verdict; [`VoteFault::code`] is stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoteFault {
    /// The number that the rule divides by was not taken.
    BaseUnknown {
        /// Which one.
        base: Base,
    },
    /// Nothing to divide by: no members, nobody present, no ballot.
    BaseZero {
        /// Which one.
        base: Base,
    },
    /// More ballots came back than were given out: the vote is void (R18).
    CollectedOverIssued {
        /// Came back.
        collected: u32,
        /// Given out.
        issued: u32,
    },
    /// Given out is not what came back and what did not.
    ReturnMismatch {
        /// Given out.
        issued: u32,
        /// Came back.
        collected: u32,
        /// Did not come back, or were not pressed.
        not_returned: u32,
    },
    /// More ballots were counted than came back.
    CountedOverCollected {
        /// Counted, invalid ones included.
        counted: u64,
        /// Came back.
        collected: u32,
    },
    /// More votes than the rule's base has voters.
    CountedOverBase {
        /// Counted.
        counted: u64,
        /// Which base.
        base: Base,
        /// Its number.
        number: u64,
    },
    /// More present than there are members.
    PresentOverMembers {
        /// Present.
        present: u32,
        /// Members.
        members: u32,
    },
    /// The rule asks for a quorum, and who was present or how many there are was not taken.
    QuorumUnknown,
    /// Too few were present (R18: more than half have to be).
    NoQuorum {
        /// Present.
        present: u32,
        /// Members.
        members: u32,
        /// Needed.
        needed: u64,
    },
    /// The rule's share has no value, or is more than the whole.
    BadRule,
    /// Neither the rule set nor the office says how votes become a verdict.
    NoRule,
    /// Two parts of one count name different bodies.
    PartsDiffer,
    /// Together they are more than can be written.
    TooMany,
}

impl VoteFault {
    /// The stable name.
    pub const fn code(self) -> &'static str {
        match self {
            VoteFault::BaseUnknown { .. } => "base_unknown",
            VoteFault::BaseZero { .. } => "base_zero",
            VoteFault::CollectedOverIssued { .. } => "collected_over_issued",
            VoteFault::ReturnMismatch { .. } => "return_mismatch",
            VoteFault::CountedOverCollected { .. } => "counted_over_collected",
            VoteFault::CountedOverBase { .. } => "counted_over_base",
            VoteFault::PresentOverMembers { .. } => "present_over_members",
            VoteFault::QuorumUnknown => "quorum_unknown",
            VoteFault::NoQuorum { .. } => "no_quorum",
            VoteFault::BadRule => "bad_rule",
            VoteFault::NoRule => "no_rule",
            VoteFault::PartsDiffer => "parts_differ",
            VoteFault::TooMany => "too_many",
        }
    }

    /// Whether the vote itself is void and has to be taken again; in the other cases
    /// a number is missing or was written down wrong.
    pub const fn void(self) -> bool {
        matches!(
            self,
            VoteFault::CollectedOverIssued { .. } | VoteFault::NoQuorum { .. }
        )
    }

    /// What is wrong and what to do.
    pub fn text(self) -> Text {
        match self {
            VoteFault::BaseUnknown { base } => {
                let base = base.text();
                Text::new(
                    format!("结果按{}计算，但没有填写该数；请补填后再认定", base.zh),
                    format!(
                        "the result is a share of {}, and that number was not taken; enter it first",
                        base.en
                    ),
                )
            }
            VoteFault::BaseZero { base } => {
                let base = base.text();
                Text::new(
                    format!("{}为0，没有结果可以认定", base.zh),
                    format!("{} are 0: there is nothing to decide", base.en),
                )
            }
            VoteFault::CollectedOverIssued { collected, issued } => Text::new(
                format!("收回{collected}张，多于发出的{issued}张：本次投票无效，应当重新投票"),
                format!(
                    "{collected} ballots came back of {issued} given out: the vote is void and has to be repeated"
                ),
            ),
            VoteFault::ReturnMismatch {
                issued,
                collected,
                not_returned,
            } => Text::new(
                format!(
                    "发出{issued}张，应等于收回{collected}张与未交回（未按）{not_returned}张之和；请核对"
                ),
                format!(
                    "{issued} given out should be {collected} returned and {not_returned} not returned or not pressed; check the count"
                ),
            ),
            VoteFault::CountedOverCollected { counted, collected } => Text::new(
                format!("计票合计{counted}张，多于收回的{collected}张；请核对"),
                format!(
                    "{counted} ballots were counted of {collected} that came back; check the count"
                ),
            ),
            VoteFault::CountedOverBase {
                counted,
                base,
                number,
            } => {
                let base = base.text();
                Text::new(
                    format!("计票合计{counted}，多于{}{number}；请核对", base.zh),
                    format!(
                        "{counted} were counted of {number} {}; check the count",
                        base.en
                    ),
                )
            }
            VoteFault::PresentOverMembers { present, members } => Text::new(
                format!("到会{present}人，多于全体组成人员{members}人；请核对"),
                format!("{present} are present of {members} members; check the numbers"),
            ),
            VoteFault::QuorumUnknown => Text::new(
                "规则要求到会人数，但没有填写到会人数或者全体组成人员人数；请补填",
                "the rule asks how many are present, and that or the number of members was not taken; enter both",
            ),
            VoteFault::NoQuorum {
                present,
                members,
                needed,
            } => Text::new(
                format!("全体{members}人，到会{present}人，未达到{needed}人：不能进行测评"),
                format!(
                    "{present} of {members} members are present, {needed} are needed: no vote can be held"
                ),
            ),
            VoteFault::BadRule => Text::new(
                "测评规则的比例应在0与1之间；请在规则中更正",
                "the rule's share has to lie between 0 and 1; correct it in the rulebook",
            ),
            VoteFault::NoRule => Text::new(
                "没有规定测评结果如何认定；请在规则中补充",
                "no rule says how votes become a verdict; add one in the rulebook",
            ),
            VoteFault::PartsDiffer => Text::new(
                "纸质票与表决器的全体人数或者到会人数不一致；请核对",
                "paper and devices name different numbers of members or of those present; check them",
            ),
            VoteFault::TooMany => Text::new(
                "票数过大，无法计算；请核对",
                "the numbers are too large to add; check them",
            ),
        }
    }
}
