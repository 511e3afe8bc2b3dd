//! Counts from several sources made one, and averages over several votes.

use super::weigh::consistent;
use super::{Base, Tally, VoteFault};
use crate::fraction::Fraction;

/// Whether what was given out is what came back and what did not, devices that were
/// not pressed included. Numbers nobody took are not held against it.
///
/// # Errors
/// The count contradicts itself.
pub fn reconcile(tally: &Tally, not_returned: Option<u32>) -> Result<(), VoteFault> {
    consistent(tally)?;
    if let (Some(issued), Some(collected), Some(not_returned)) =
        (tally.issued, tally.collected, not_returned)
        && u64::from(issued) != u64::from(collected) + u64::from(not_returned)
    {
        return Err(VoteFault::ReturnMismatch {
            issued,
            collected,
            not_returned,
        });
    }
    Ok(())
}

/// One count out of two parts of the same vote, such as paper ballots and devices.
/// Both have to speak of the same body; what one part does not know the other says.
/// Ballots given out and collected are known of the whole only where both parts know.
///
/// # Errors
/// The parts name different numbers of members or of those present, or contradict
/// themselves, or their sums do.
pub fn join(paper: &Tally, devices: &Tally) -> Result<Tally, VoteFault> {
    let same = |a: Option<u32>, b: Option<u32>| match (a, b) {
        (Some(a), Some(b)) if a != b => Err(VoteFault::PartsDiffer),
        (a, b) => Ok(a.or(b)),
    };
    let sum = |a: u32, b: u32| a.checked_add(b).ok_or(VoteFault::TooMany);
    let both = |a: Option<u32>, b: Option<u32>| match (a, b) {
        (Some(a), Some(b)) => sum(a, b).map(Some),
        _ => Ok(None),
    };
    let whole = Tally {
        members: same(paper.members, devices.members)?,
        present: same(paper.present, devices.present)?,
        issued: both(paper.issued, devices.issued)?,
        collected: both(paper.collected, devices.collected)?,
        satisfied: sum(paper.satisfied, devices.satisfied)?,
        basically_satisfied: sum(paper.basically_satisfied, devices.basically_satisfied)?,
        dissatisfied: sum(paper.dissatisfied, devices.dissatisfied)?,
        abstained: sum(paper.abstained, devices.abstained)?,
        invalid: sum(paper.invalid, devices.invalid)?,
        unpressed: sum(paper.unpressed, devices.unpressed)?,
    };
    // Each part by itself first: a mistake in one can hide in the sum.
    for part in [paper, devices, &whole] {
        consistent(part)?;
    }
    Ok(whole)
}

/// The average share of satisfied votes over several votes (R17), exactly: the mean of
/// the shares, each vote weighing the same. `None` where there is none, where a base is
/// unknown or 0, or where the fraction cannot be written.
pub fn average(tallies: &[Tally], base: Base) -> Option<Fraction> {
    let (mut numerator, mut denominator) = (0u128, 1u128);
    for tally in tallies {
        let of = u128::from(base.number(tally)?);
        let common = denominator.checked_mul(of / gcd(denominator, of)?)?;
        let mine = u128::from(tally.satisfied).checked_mul(common / of)?;
        numerator = numerator
            .checked_mul(common / denominator)?
            .checked_add(mine)?;
        denominator = common;
    }
    let count = u128::try_from(tallies.len()).ok()?;
    let denominator = denominator.checked_mul(count)?;
    if count == 0 {
        return None;
    }
    let whole = Fraction::new(
        u64::try_from(numerator).ok()?,
        u64::try_from(denominator).ok()?,
    );
    Some(whole)
}

/// The greatest common divisor; `None` where one of them is 0.
fn gcd(mut a: u128, mut b: u128) -> Option<u128> {
    if a == 0 || b == 0 {
        return None;
    }
    while b != 0 {
        (a, b) = (b, a % b);
    }
    Some(a)
}
