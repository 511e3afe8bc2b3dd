//! Verdicts of votes: a count, a rule, and the arithmetic between them (R14–R20).
//!
//! [`verdict`] takes what was counted ([`Tally`]) and by which rule it counts
//! ([`VoteRule`]) and answers with a label and every step of the arithmetic, or with
//! the reason why the count gives none ([`VoteFault`]). [`sets`] names the rules of
//! places with their sources; [`trigger`] says when a vote orders a rectification.

mod combine;
mod count;
mod fault;
mod reckon;
mod sets;
mod trigger;
mod weigh;

pub use combine::{average, join, reconcile};
pub use count::{Base, Tally, VoteRule};
pub use fault::VoteFault;
pub use reckon::{Apart, Verdict, VoteStep, verdict};
pub use sets::{Blank, RuleSet, sets, verdict_by};
pub use trigger::{SHANXI, Trigger, TriggerOutcome, trigger};
pub use weigh::{Quorum, needed, rating};

#[cfg(test)]
mod tests;
