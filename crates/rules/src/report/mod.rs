//! Reports over many suggestions: counters fed one by one, answers with their reasons.
//!
//! Each part is an accumulator that takes folded suggestions in any order, and a
//! result that says in words how it came about: [`quota`] for key supervision and the
//! committees, [`midyear`] for the gate at half time, [`opinions`] for totals that name
//! nobody, [`commitments`] for promises across years, [`followup`] for looking back,
//! following up and third parties, [`changes`] for what other rules would move.

pub mod changes;
pub mod commitments;
pub mod followup;
pub mod midyear;
pub mod opinions;
pub mod quota;

pub use changes::{Change, LightChange, Moved, change};
pub use commitments::{Commitment, Commitments, Standing, commitments};
pub use followup::{Tracking, third_party, tracking};
pub use midyear::{GateOutcome, MidYear, UnitAtGate, gate};
pub use opinions::{Opinions, Totals};
pub use quota::{CommitteeLine, Committees, KeyCount, Quota};

#[cfg(test)]
pub(crate) mod story;
#[cfg(test)]
mod tests;
