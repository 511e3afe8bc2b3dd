//! Which suggestions of a year could be put under key supervision, and why.

use super::index::{ALIKE, Entry, Index, SAME, weighed};
use crate::rulebook::Rulebook;
use crate::suggestion::terms::KeyCriterion;
use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// From how many on a matter is proposed. What no rule of a place sets is the office's
/// choice, with a default of the product's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thresholds {
    /// In how many years it has to come up (`repeat-years`).
    pub years: u32,
    /// How many of one year have to raise it to be concentrated.
    pub items: u32,
    /// How many deputies have to sign one to be concentrated.
    pub signers: u32,
    /// Most related suggestions a reason names.
    pub named: usize,
}

impl Thresholds {
    /// The rulebook's number of years; three suggestions or ten signers.
    pub fn of(rulebook: &Rulebook) -> Thresholds {
        Thresholds {
            years: rulebook.repeat_years.value.0,
            items: 3,
            signers: 10,
            named: 20,
        }
    }
}

/// What the caller knows of a suggestion beside its title.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DocFacts {
    /// Whether it counts at all.
    pub counted: bool,
    /// Whether it is under key supervision already; then it is not proposed.
    pub key: bool,
    /// Whether it is completed.
    pub completed: bool,
    /// How many deputies signed it, the lead included.
    pub signers: u32,
}

/// One reason to propose it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The criterion it speaks for.
    pub criterion: KeyCriterion,
    /// In words, with its numbers.
    pub text: Text,
    /// The other suggestions it rests on, at most [`Thresholds::named`].
    pub related: Vec<u32>,
}

/// A suggestion that could be put under key supervision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Which one.
    pub key: u32,
    /// Why, each reason once.
    pub reasons: Vec<Reason>,
    /// The greater the more speaks for it: it only orders the list.
    pub weight: u32,
}

impl Index {
    /// The suggestions of `year` that could be put under key supervision, those for
    /// which most speaks first. `facts` says what else is known of each; what does not
    /// count is neither proposed nor a reason.
    pub fn candidates(
        &self,
        year: u16,
        thresholds: &Thresholds,
        facts: impl Fn(u32) -> DocFacts,
    ) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        for (form, entries) in self.forms_of(year) {
            // Most of what is alike is so for every suggestion with this title; only
            // where the texts decide has each to be asked for itself.
            let mut shared = Found::new(year, *thresholds);
            let mut by_text = Vec::new();
            for one in self.alike(form).0 {
                if !one.decided() {
                    by_text.push(one);
                } else if one.title >= SAME || one.matter >= ALIKE {
                    for other in self.entries_of(&one) {
                        shared.take(other, one.title >= SAME, facts(other.key));
                    }
                }
            }
            for entry in entries {
                let own = facts(entry.key);
                if !own.counted || own.key {
                    continue;
                }
                let mut found = shared.clone();
                for one in &by_text {
                    for other in self.entries_of(one) {
                        let same = weighed(one, entry, other) >= SAME;
                        if same || one.matter >= ALIKE {
                            found.take(other, same, facts(other.key));
                        }
                    }
                }
                candidates.extend(found.candidate(entry.key, own));
            }
        }
        candidates.sort_by_key(|one| (u32::MAX - one.weight, one.key));
        candidates
    }
}

/// What was found beside one suggestion.
#[derive(Clone)]
struct Found {
    year: u16,
    thresholds: Thresholds,
    /// Years in which the same matter came up, this one included.
    years: BTreeSet<u16>,
    earlier: Several,
    earlier_completed: u32,
    /// Of this year, the suggestion itself included.
    same_year: Several,
}

/// How many there are, and the first of them.
#[derive(Clone, Default)]
struct Several {
    count: u32,
    /// With their years.
    first: Vec<(u16, u32)>,
}

impl Several {
    fn push(&mut self, entry: &Entry, most: usize) {
        self.count = self.count.saturating_add(1);
        if self.first.len() < most {
            self.first.push((entry.year, entry.key));
        }
    }
}

impl Found {
    fn new(year: u16, thresholds: Thresholds) -> Found {
        Found {
            year,
            thresholds,
            years: BTreeSet::from([year]),
            earlier: Several::default(),
            earlier_completed: 0,
            same_year: Several::default(),
        }
    }

    fn take(&mut self, other: &Entry, same: bool, facts: DocFacts) {
        if !facts.counted {
            return;
        }
        // One more than are named, as the suggestion itself is among them.
        let most = self.thresholds.named.saturating_add(1);
        if other.year == self.year {
            self.same_year.push(other, most);
        } else if same && other.year != 0 && other.year < self.year {
            self.years.insert(other.year);
            self.earlier.push(other, most);
            self.earlier_completed += u32::from(facts.completed);
        }
    }

    fn candidate(mut self, key: u32, own: DocFacts) -> Option<Candidate> {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let (years, earlier) = (count(self.years.len()), self.earlier.count);
        let alike = self.same_year.count;
        self.same_year.first.retain(|(_, other)| *other != key);
        self.earlier.first.sort_unstable();
        self.same_year.first.sort_unstable();
        let repeated = years >= self.thresholds.years.max(2);
        let mut reasons = Vec::new();
        if repeated {
            reasons.push(self.repeated(years, earlier));
            if self.earlier_completed == 0 && !own.completed {
                reasons.push(self.unresolved(earlier));
            }
        }
        if alike >= self.thresholds.items || own.signers >= self.thresholds.signers {
            reasons.push(self.concentrated(alike, own.signers));
        }
        let weight = years
            .saturating_mul(100)
            .saturating_add(if repeated && self.earlier_completed == 0 {
                100
            } else {
                0
            })
            .saturating_add(alike.min(50).saturating_mul(10))
            .saturating_add(own.signers.min(50));
        (!reasons.is_empty()).then_some(Candidate {
            key,
            reasons,
            weight,
        })
    }

    fn named(&self, several: &Several) -> Vec<u32> {
        let keys = several.first.iter().map(|(_, key)| *key);
        keys.take(self.thresholds.named).collect()
    }

    fn repeated(&self, years: u32, earlier: u32) -> Reason {
        let list: Vec<String> = self.years.iter().map(u16::to_string).collect();
        Reason {
            criterion: KeyCriterion::RaisedRepeatedly,
            text: Text::new(
                format!(
                    "{}年共{years}个年度提出同一事项，此前{earlier}件",
                    list.join("、")
                ),
                format!(
                    "the same matter came up in {years} years ({}), {earlier} before this one",
                    list.join(", ")
                ),
            ),
            related: self.named(&self.earlier),
        }
    }

    fn unresolved(&self, earlier: u32) -> Reason {
        let first = self.years.first().copied().unwrap_or(self.year);
        Reason {
            criterion: KeyCriterion::UnresolvedForYears,
            text: Text::new(
                format!("自{first}年起提出，此前{earlier}件均未办结"),
                format!("raised since {first}; none of the {earlier} before is completed"),
            ),
            related: self.named(&self.earlier),
        }
    }

    fn concentrated(&self, alike: u32, signers: u32) -> Reason {
        Reason {
            criterion: KeyCriterion::Concentrated,
            text: Text::new(
                format!("当年有{alike}件反映同类问题，本件由{signers}名代表提出"),
                format!(
                    "{alike} of this year raise the same kind of matter; {signers} deputies signed this one"
                ),
            ),
            related: self.named(&self.same_year),
        }
    }
}
