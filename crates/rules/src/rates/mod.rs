//! Rates: counted once, kept as fractions, explained on request.
//!
//! Each suggestion contributes [`Facts`]; a [`Tally`] adds them up in plain
//! counters, so that a projection can add and remove one without a recount.

mod counts;
mod explain;

pub use counts::{Counts, CountsFault};
pub use explain::{RateAccount, RateCode};

use crate::answer::{AnswerClass, Rating};
use crate::fraction::Fraction;
use crate::rulebook::{Denominator, Rule, Rulebook};
use serde::{Deserialize, Serialize};

/// What one suggestion contributes to the rates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Facts {
    /// Whether it counts at all: not a draft, not merged away, not undone.
    pub counted: bool,
    /// Whether it is under key supervision.
    pub key: bool,
    /// Whether it has been replied to.
    pub replied: bool,
    /// Whether the deputies have been met as the rulebook asks.
    pub consulted: bool,
    /// The rating that holds, where it has been evaluated.
    pub rating: Option<Rating>,
    /// The class of the reply that holds.
    pub class: Option<AnswerClass>,
    /// Whether the deputies were met in every phase the rulebook asks for (S1.10).
    #[serde(default)]
    pub contacts: bool,
    /// Whether it has been assigned to units.
    #[serde(default)]
    pub assigned: bool,
}

/// Counters over many suggestions. Order does not matter; two tallies of two
/// parts merge into the tally of the whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    total: u64,
    key: u64,
    replied: u64,
    consulted: u64,
    ratings: [u64; 3],
    classes: [u64; 4],
    #[serde(default)]
    contacts: u64,
    #[serde(default)]
    assigned: u64,
}

impl Tally {
    /// Counts one suggestion in.
    pub fn add(&mut self, facts: &Facts) {
        self.apply(facts, |counter| *counter = counter.saturating_add(1));
    }

    /// Counts one suggestion out again; it must have been counted in with the
    /// same facts. A counter that is at 0 already stays there.
    pub fn remove(&mut self, facts: &Facts) {
        self.apply(facts, |counter| *counter = counter.saturating_sub(1));
    }

    /// Adds another part's counters.
    pub fn merge(&mut self, other: &Tally) {
        // Saturating, for counters may come out of a damaged snapshot.
        let join = |mine: &mut u64, theirs: u64| *mine = mine.saturating_add(theirs);
        join(&mut self.total, other.total);
        join(&mut self.key, other.key);
        join(&mut self.replied, other.replied);
        join(&mut self.consulted, other.consulted);
        join(&mut self.contacts, other.contacts);
        join(&mut self.assigned, other.assigned);
        for (mine, theirs) in self.ratings.iter_mut().zip(other.ratings) {
            join(mine, theirs);
        }
        for (mine, theirs) in self.classes.iter_mut().zip(other.classes) {
            join(mine, theirs);
        }
    }

    fn apply(&mut self, facts: &Facts, change: impl Fn(&mut u64)) {
        if !facts.counted {
            return;
        }
        change(&mut self.total);
        if facts.key {
            change(&mut self.key);
        }
        if facts.replied {
            change(&mut self.replied);
        }
        if facts.consulted {
            change(&mut self.consulted);
        }
        if facts.contacts {
            change(&mut self.contacts);
        }
        if facts.assigned {
            change(&mut self.assigned);
        }
        if let Some(rating) = facts.rating {
            let [satisfied, basically, dissatisfied] = &mut self.ratings;
            change(match rating {
                Rating::Satisfied => satisfied,
                Rating::BasicallySatisfied => basically,
                Rating::Dissatisfied => dissatisfied,
            });
        }
        if let Some(class) = facts.class {
            let [a, b, c, d] = &mut self.classes;
            change(match class {
                AnswerClass::A => a,
                AnswerClass::B => b,
                AnswerClass::C => c,
                AnswerClass::D => d,
            });
        }
    }

    /// The rates as the rulebook defines and rounds them.
    pub fn rates(&self, rulebook: &Rulebook) -> Rates {
        let evaluated = self.ratings.into_iter().fold(0, u64::saturating_add);
        let completed = AnswerClass::ALL
            .into_iter()
            .zip(self.classes)
            .filter(|(class, _)| rulebook.class(*class).value.completed)
            .map(|(_, count)| count)
            .fold(0, u64::saturating_add);
        let rate = |numerator: u64, of: &Rule<Denominator>| {
            let denominator = match of.value {
                Denominator::Total => self.total,
                Denominator::Replied => self.replied,
                Denominator::Evaluated => evaluated,
            };
            Rate::new(
                Fraction::new(numerator, denominator),
                rulebook.percent_decimals.value,
            )
        };
        let [satisfied, basically, dissatisfied] = self.ratings;
        let [a, b, c, d] = self.classes;
        Rates {
            total: self.total,
            key: self.key,
            replied: rate(self.replied, &rulebook.rate_replied),
            consulted: rate(self.consulted, &rulebook.rate_consulted),
            satisfied: rate(satisfied, &rulebook.rate_satisfaction),
            basically_satisfied: rate(basically, &rulebook.rate_satisfaction),
            dissatisfied: rate(dissatisfied, &rulebook.rate_satisfaction),
            completed: rate(completed, &rulebook.rate_completed),
            classes: ClassCounts { a, b, c, d },
            contacts: rate(self.contacts, &rulebook.rate_contacts),
            assigned: self.assigned,
        }
    }
}

/// A rate: its two numbers, and the percentage as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    /// How many of them.
    pub numerator: u64,
    /// Of how many.
    pub denominator: u64,
    /// Rounded half up to the rulebook's decimals, without the sign; `None`
    /// where the denominator is 0 and there is no rate.
    pub percent: Option<String>,
}

impl Rate {
    /// The rate of a fraction, shown with `decimals`.
    pub fn new(fraction: Fraction, decimals: u8) -> Rate {
        Rate {
            numerator: fraction.numerator,
            denominator: fraction.denominator,
            percent: fraction.percent(decimals),
        }
    }

    /// The exact fraction.
    pub const fn fraction(&self) -> Fraction {
        Fraction::new(self.numerator, self.denominator)
    }
}

/// How many replies there are of each class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub struct ClassCounts {
    /// Class A.
    pub a: u64,
    /// Class B.
    pub b: u64,
    /// Class C.
    pub c: u64,
    /// Class D.
    pub d: u64,
}

/// All rates of a set of suggestions. The order of the fields is that of the
/// printed statistics and part of their format.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rates {
    /// Suggestions that count.
    pub total: u64,
    /// Of these, under key supervision.
    pub key: u64,
    /// 办复率
    pub replied: Rate,
    /// 面商率
    pub consulted: Rate,
    /// 满意率
    pub satisfied: Rate,
    /// 基本满意率
    pub basically_satisfied: Rate,
    /// 不满意率
    pub dissatisfied: Rate,
    /// 办结率
    pub completed: Rate,
    /// Replies by class.
    pub classes: ClassCounts,
    /// 三见面完成率
    pub contacts: Rate,
    /// Suggestions that have been assigned to units.
    pub assigned: u64,
}

#[cfg(test)]
mod tests;
