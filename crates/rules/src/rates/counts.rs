//! Rates of numbers that were counted elsewhere.

use super::{ClassCounts, RateCode, Rates, Tally};
use crate::rulebook::{Denominator, Rulebook};
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// What somebody counted. A number nobody took is `None`, never 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Suggestions that count.
    pub total: u64,
    /// Of these, under key supervision.
    #[serde(default)]
    pub key: Option<u64>,
    /// Assigned to units.
    #[serde(default)]
    pub assigned: Option<u64>,
    /// Replied to.
    #[serde(default)]
    pub replied: Option<u64>,
    /// With the deputies met as the rulebook asks.
    #[serde(default)]
    pub consulted: Option<u64>,
    /// With the deputies met in every phase.
    #[serde(default)]
    pub contacts: Option<u64>,
    /// How many were rated satisfied, basically satisfied and dissatisfied.
    #[serde(default)]
    pub ratings: Option<[u64; 3]>,
    /// Replies by class.
    #[serde(default)]
    pub classes: Option<ClassCounts>,
}

/// A number that cannot be: more than the total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountsFault {
    /// The field of [`Counts`] it stands in.
    pub field: &'static str,
    /// What it holds, in all.
    pub number: u64,
    /// The total.
    pub total: u64,
}

impl CountsFault {
    /// What is wrong and what to do.
    pub fn text(&self) -> Text {
        let CountsFault {
            field,
            number,
            total,
        } = self;
        Text::new(
            format!("“{field}”为{number}，多于总件数{total}；请核对"),
            format!("`{field}` is {number}, more than the total of {total}; check the numbers"),
        )
    }
}

impl Counts {
    /// The counters, with 0 for what nobody counted: ask [`Counts::knows`] before a rate
    /// is shown.
    ///
    /// # Errors
    /// A number is more than the total.
    pub fn tally(&self) -> Result<Tally, CountsFault> {
        let classes = self.classes.map(|ClassCounts { a, b, c, d }| [a, b, c, d]);
        let sum = |all: &[u64]| all.iter().fold(0, |sum: u64, one| sum.saturating_add(*one));
        for (field, number) in [
            ("key", self.key),
            ("assigned", self.assigned),
            ("replied", self.replied),
            ("consulted", self.consulted),
            ("contacts", self.contacts),
            ("ratings", self.ratings.map(|all| sum(&all))),
            ("classes", classes.map(|all| sum(&all))),
        ] {
            if let Some(number) = number.filter(|number| *number > self.total) {
                return Err(CountsFault {
                    field,
                    number,
                    total: self.total,
                });
            }
        }
        Ok(Tally {
            total: self.total,
            key: self.key.unwrap_or_default(),
            replied: self.replied.unwrap_or_default(),
            consulted: self.consulted.unwrap_or_default(),
            ratings: self.ratings.unwrap_or_default(),
            classes: classes.unwrap_or_default(),
            contacts: self.contacts.unwrap_or_default(),
            assigned: self.assigned.unwrap_or_default(),
        })
    }

    /// Whether both numbers of a rate were counted, as the rulebook defines it.
    pub fn knows(&self, code: RateCode, rulebook: &Rulebook) -> bool {
        let counted = match code {
            RateCode::Replied => self.replied.is_some(),
            RateCode::Consulted => self.consulted.is_some(),
            RateCode::Satisfied | RateCode::BasicallySatisfied | RateCode::Dissatisfied => {
                self.ratings.is_some()
            }
            RateCode::Completed => self.classes.is_some(),
            RateCode::Contacts => self.contacts.is_some(),
        };
        let of = match Rates::denominator(code, rulebook) {
            Denominator::Total => true,
            Denominator::Replied => self.replied.is_some(),
            Denominator::Evaluated => self.ratings.is_some(),
        };
        counted && of
    }
}
