//! Facts, cards, places and awards, on suggestions that happened.

mod gathered;
mod scored;

use super::*;
use crate::calendar::Calendar;
use crate::report::story::{Story, day};
use crate::rulebook::Rulebook;

pub(super) const UNIT: &str = "区水务局";
pub(super) const OTHER: &str = "区财政局";

pub(super) fn national() -> Rulebook {
    Rulebook::preset("national").unwrap()
}

/// The unit's facts over these stories by the general rulebook.
pub(super) fn facts_of(stories: &[Story], unit: &str, today: &str) -> UnitFacts {
    facts_by(stories, unit, today, &national())
}

pub(super) fn facts_by(
    stories: &[Story],
    unit: &str,
    today: &str,
    rulebook: &Rulebook,
) -> UnitFacts {
    let mut facts = UnitFacts::new();
    for story in stories {
        let one = story.build();
        facts.add(&one, unit, rulebook, Calendar::built_in(), day(today));
    }
    facts
}

/// Met, missed, open, unknown.
pub(super) fn share(facts: &UnitFacts, measure: Measure) -> [u32; 4] {
    let share = facts.share(measure);
    [share.met, share.missed.total, share.open, share.unknown]
}
