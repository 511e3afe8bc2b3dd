//! Statistics: one pass over the rows into plain counters, then every rate with its account.
//!
//! Names are numbers here (the projection's symbols; 0 stands for none), so that
//! a hundred thousand suggestions are counted without touching a text.

mod table;
mod view;

pub use table::table;
pub use view::{Naming, view};

use chrono::{Datelike, NaiveDate};
use huiyin_rules::rates::{Facts, Rates, Tally};
use huiyin_rules::{AnswerClass, Rulebook};
use std::collections::BTreeMap;

/// What one suggestion contributes.
#[derive(Clone, Copy, Debug)]
pub struct StatsRow<'a> {
    /// What the rates need.
    pub facts: Facts,
    /// A deadline has passed and what was due is not done.
    pub overdue: bool,
    /// The units that owe the reply, as numbers, each once.
    pub units: &'a [u32],
    /// The category's number.
    pub category: u32,
    /// The delegation's number.
    pub delegation: u32,
    /// The days of assignment, meeting and reply.
    pub days: [Option<NaiveDate>; 3],
}

/// The counters of one value of a breakdown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Group {
    tally: Tally,
    overdue: u64,
}

impl Group {
    fn add(&mut self, row: &StatsRow) {
        self.tally.add(&row.facts);
        self.overdue += u64::from(row.overdue);
    }
}

/// Counts rows. Their order does not matter.
#[derive(Clone, Debug, Default)]
pub struct Counter {
    whole: Group,
    units: Vec<Group>,
    categories: Vec<Group>,
    delegations: Vec<Group>,
    /// By months since year 0: assigned, consulted, replied.
    months: BTreeMap<i32, [u64; 3]>,
}

impl Counter {
    /// Counts one suggestion in; those that do not count (drafts, merged, void) change nothing.
    pub fn add(&mut self, row: &StatsRow) {
        if !row.facts.counted {
            return;
        }
        self.whole.add(row);
        if row.units.is_empty() {
            group(&mut self.units, 0).add(row);
        }
        for unit in row.units {
            group(&mut self.units, *unit).add(row);
        }
        group(&mut self.categories, row.category).add(row);
        group(&mut self.delegations, row.delegation).add(row);
        for (at, day) in row.days.iter().enumerate() {
            if let Some(day) = day
                && let Some(count) = self
                    .months
                    .entry(day.year() * 12 + day.month0().cast_signed())
                    .or_default()
                    .get_mut(at)
            {
                *count += 1;
            }
        }
    }

    /// The overall rates, exactly as the command line prints them.
    pub fn rates(&self, rulebook: &Rulebook) -> Rates {
        self.whole.tally.rates(rulebook)
    }
}

fn group(groups: &mut Vec<Group>, number: u32) -> &mut Group {
    let at = number as usize;
    if groups.len() <= at {
        groups.resize(at + 1, Group::default());
    }
    // The line above made room for it.
    &mut groups[at]
}

/// A, B, C, D in this order.
fn class_counts(rates: &Rates) -> [(AnswerClass, u64); 4] {
    let counts = rates.classes;
    let [a, b, c, d] = AnswerClass::ALL;
    [(a, counts.a), (b, counts.b), (c, counts.c), (d, counts.d)]
}

#[cfg(test)]
mod tests;
