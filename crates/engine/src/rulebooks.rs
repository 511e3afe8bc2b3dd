//! The rulebooks that ship. The rules pack each as what it states itself, without blanks
//! (`crates/rules/build.rs`), and lay it over its parent when it is asked for: the reader
//! is there anyway, for the rulebooks that offices adopt.

use huiyin_rules::Rulebook;

/// The rulebook shipped under this id.
pub fn preset(id: &str) -> Option<Rulebook> {
    Rulebook::preset(id)
}
