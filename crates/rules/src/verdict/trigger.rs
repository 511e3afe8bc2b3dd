//! When a vote orders a rectification and a second report (R16).

use super::weigh::{consistent, needed};
use super::{Base, Tally, VoteFault};
use crate::fraction::Fraction;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// From how many dissatisfied on a rectification is ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Trigger {
    /// What the votes are a share of.
    pub base: Base,
    /// The share of dissatisfied votes.
    pub share: Fraction,
    /// Whether exactly that share is enough.
    pub inclusive: bool,
}

/// Shanxi 2011 (R16): where half or more of the standing committee's members are
/// dissatisfied, the department rectifies by a day set and reports again. The source
/// says 半数以上的常委会组成人员; that 以上 includes the number itself is the reading of
/// the Civil Code (article 1259), which a place may set otherwise.
pub const SHANXI: Trigger = Trigger {
    base: Base::Members,
    share: Fraction::new(1, 2),
    inclusive: true,
};

/// Whether it is ordered, with the arithmetic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TriggerOutcome {
    /// Whether it is.
    pub rectify: bool,
    /// The fewest dissatisfied votes that order it.
    pub needed: u64,
    /// The comparison, in words.
    pub text: Text,
}

/// Whether the count orders a rectification by a day and a second report.
///
/// # Errors
/// As [`super::verdict`].
pub fn trigger(tally: &Tally, rule: &Trigger) -> Result<TriggerOutcome, VoteFault> {
    consistent(tally)?;
    let base = rule.base;
    let number = base.number(tally).ok_or(VoteFault::BaseUnknown { base })?;
    if number == 0 {
        return Err(VoteFault::BaseZero { base });
    }
    let needed = needed(number, rule.share, rule.inclusive).ok_or(VoteFault::BadRule)?;
    let against = u64::from(tally.dissatisfied);
    let rectify = against >= needed;
    let base = base.text();
    let text = if rectify {
        Text::new(
            format!(
                "不满意{against}票 ≥ {needed}票（{}{number}）：责令限期整改，并重新报告",
                base.zh
            ),
            format!(
                "{against} dissatisfied ≥ {needed} ({number} {}): to be rectified by a day set, and reported again",
                base.en
            ),
        )
    } else {
        Text::new(
            format!(
                "不满意{against}票 ＜ {needed}票（{}{number}）：不需要重新报告",
                base.zh
            ),
            format!(
                "{against} dissatisfied < {needed} ({number} {}): no second report",
                base.en
            ),
        )
    };
    Ok(TriggerOutcome {
        rectify,
        needed,
        text,
    })
}
