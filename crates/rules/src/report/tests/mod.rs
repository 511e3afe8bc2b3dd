//! Reports on suggestions that happened.

mod across;
mod opinions;
mod year;

use super::story::{Story, day};
use crate::calendar::Calendar;
use crate::fraction::Fraction;
use crate::rulebook::{Gate, Rulebook};

pub(super) const UNIT: &str = "区水务局";
pub(super) const OTHER: &str = "区财政局";

pub(super) fn national() -> Rulebook {
    Rulebook::preset("national").unwrap()
}

/// The general rulebook with a tenth under key supervision, as Quanshan has it, and half
/// done in early June, as Malong has it.
pub(super) fn asking() -> Rulebook {
    let mut book = national();
    book.key_quota.value = Some(Fraction::new(10, 100));
    book.mid_year.value = Some(Gate {
        month: 6,
        day: 10,
        share: Fraction::new(1, 2),
    });
    book
}

pub(super) fn handled(number: &str) -> Story {
    Story::new(number)
        .assigned("2024-03-08", UNIT, &[OTHER])
        .accepted(UNIT, "2024-03-11")
}
