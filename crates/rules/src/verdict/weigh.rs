//! The numbers of a verdict, without words: what they are compared with, and whether
//! they can be true at all.

use super::{Base, Tally, VoteFault, VoteRule};
use crate::answer::Rating;
use crate::fraction::Fraction;
use serde::{Deserialize, Serialize};

/// Who was present, and how many had to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Quorum {
    /// Present.
    pub present: u32,
    /// Of how many members.
    pub members: u32,
    /// How many have to be.
    pub needed: u64,
}

/// The fewest of `number` that reach a share, or pass it where exactly the share is
/// not enough. `None` where the share has no value or is more than the whole.
pub fn needed(number: u64, share: Fraction, inclusive: bool) -> Option<u64> {
    if share.denominator == 0 || share.numerator > share.denominator {
        return None;
    }
    let product = u128::from(number) * u128::from(share.numerator);
    let whole = u128::from(share.denominator);
    let least = if inclusive {
        product.div_ceil(whole)
    } else {
        product / whole + 1
    };
    u64::try_from(least).ok()
}

/// The verdict alone, for those who ask every suggestion and show no arithmetic.
///
/// # Errors
/// As [`verdict`].
pub fn rating(tally: &Tally, rule: &VoteRule) -> Result<Rating, VoteFault> {
    weigh(tally, rule).map(|weighed| weighed.rating)
}

/// What the comparisons are made of, and what they come to.
pub(super) struct Weighed {
    pub quorum: Option<Quorum>,
    pub number: u64,
    pub needed: u64,
    pub satisfied: u64,
    pub together: u64,
    pub rating: Rating,
}

pub(super) fn weigh(tally: &Tally, rule: &VoteRule) -> Result<Weighed, VoteFault> {
    consistent(tally)?;
    let quorum = quorum(tally, rule)?;
    let base = rule.base;
    let number = base.number(tally).ok_or(VoteFault::BaseUnknown { base })?;
    if number == 0 {
        return Err(VoteFault::BaseZero { base });
    }
    let needed = needed(number, rule.threshold, rule.inclusive).ok_or(VoteFault::BadRule)?;
    // Members, those present and ballots collected are all people who vote once.
    if base != Base::Valid && tally.counted() > number {
        return Err(VoteFault::CountedOverBase {
            counted: tally.counted(),
            base,
            number,
        });
    }
    let satisfied = u64::from(tally.satisfied);
    let together = satisfied + u64::from(tally.basically_satisfied);
    let rating = if satisfied >= needed {
        Rating::Satisfied
    } else if together >= needed {
        Rating::BasicallySatisfied
    } else {
        Rating::Dissatisfied
    };
    Ok(Weighed {
        quorum,
        number,
        needed,
        satisfied,
        together,
        rating,
    })
}

/// Whether the numbers can all be true at once.
pub(super) fn consistent(tally: &Tally) -> Result<(), VoteFault> {
    if let (Some(present), Some(members)) = (tally.present, tally.members)
        && present > members
    {
        return Err(VoteFault::PresentOverMembers { present, members });
    }
    if let (Some(collected), Some(issued)) = (tally.collected, tally.issued) {
        if collected > issued {
            return Err(VoteFault::CollectedOverIssued { collected, issued });
        }
        // A device that was not pressed was given out and gave nothing back.
        if issued - collected < tally.unpressed {
            return Err(VoteFault::ReturnMismatch {
                issued,
                collected,
                not_returned: tally.unpressed,
            });
        }
    }
    let counted = tally.counted();
    if let Some(collected) = tally.collected
        && counted > u64::from(collected)
    {
        return Err(VoteFault::CountedOverCollected { counted, collected });
    }
    for base in [Base::Present, Base::Members] {
        if let Some(number) = base.number(tally)
            && counted + u64::from(tally.unpressed) > number
        {
            return Err(VoteFault::CountedOverBase {
                counted: counted + u64::from(tally.unpressed),
                base,
                number,
            });
        }
    }
    Ok(())
}

fn quorum(tally: &Tally, rule: &VoteRule) -> Result<Option<Quorum>, VoteFault> {
    let Some(share) = rule.quorum else {
        return Ok(None);
    };
    let (Some(present), Some(members)) = (tally.present, tally.members) else {
        return Err(VoteFault::QuorumUnknown);
    };
    // More than the share has to be present (R18).
    let needed = needed(u64::from(members), share, false).ok_or(VoteFault::BadRule)?;
    if u64::from(present) < needed {
        return Err(VoteFault::NoQuorum {
            present,
            members,
            needed,
        });
    }
    Ok(Some(Quorum {
        present,
        members,
        needed,
    }))
}
