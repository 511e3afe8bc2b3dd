//! Rulebooks: everything that differs by place, each rule with its source.
//!
//! A rulebook is a JSON document that states rules and may inherit the rest
//! from another. Those that ship are data too (`presets/*.json`); their form is
//! published as a JSON Schema (`presets/rulebook.schema.json`).

mod access;
mod account;
mod book;
mod code;
mod compare;
mod deadline;
mod derive;
mod entry;
mod error;
mod faults;
mod form;
mod kinds;
mod layer;
mod light;
mod presets;
mod read;
mod rule;
mod schema;
mod shape;
mod values;
mod write;

pub use book::Rulebook;
pub use code::RuleCode;
pub use compare::RuleChange;
pub use deadline::{DeadlineError, deadline, deadline_date, deadline_for};
pub use entry::{Entry, card_samples};
pub use error::RulebookError;
pub use form::{Form, FormOption};
pub use kinds::{
    Count, FlowStep, Gate, LateReturn, ReplyForm, StepOwner, ThirdPartyScope, YearDay,
};
pub use light::{Light, finished, light};
pub use rule::{ClassRule, Denominator, RatingRule, ReasonRule, Rule, Source, phase_text};

pub(crate) use values::RuleValue;

/// The rules whose values differ: [`Rulebook::compare`].
pub fn compare(old: &Rulebook, new: &Rulebook) -> Vec<RuleChange> {
    Rulebook::compare(old, new)
}

#[cfg(test)]
mod tests;
