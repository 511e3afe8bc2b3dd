//! Rulebooks: everything that differs by place, each rule with its source.
//!
//! A rulebook is a JSON document that states rules and may inherit the rest
//! from a preset. The presets are data too (`presets/*.json`).

mod book;
mod deadline;
mod kinds;
mod light;
mod read;
mod rule;
mod values;

pub use book::{Entry, Rulebook};
pub use deadline::{DeadlineError, RuleCode, deadline, deadline_date, deadline_for};
pub use kinds::{
    Count, FlowStep, Gate, LateReturn, ReplyForm, StepOwner, ThirdPartyScope, YearDay,
};
pub use light::{Light, finished, light};
pub use read::RulebookError;
pub(crate) use rule::RuleValue;
pub use rule::{ClassRule, Denominator, RatingRule, ReasonRule, Rule, Source, phase_text};

#[cfg(test)]
mod tests;
