//! What a unit's year came to: shares and counts, with the suggestions behind them.

use super::Measure;
use crate::answer::Rating;
use crate::fraction::Fraction;
use crate::ids::SuggestionId;
use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Most suggestions that are named behind one fact.
const MOST_NAMED: usize = 50;

/// Suggestions by name: the first fifty, and how many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The first of them.
    pub ids: Vec<SuggestionId>,
    /// How many there are in all.
    pub total: u32,
}

impl Named {
    /// Adds one.
    pub fn push(&mut self, id: &SuggestionId) {
        self.total = self.total.saturating_add(1);
        if self.ids.len() < MOST_NAMED {
            self.ids.push(id.clone());
        }
    }
}

/// How a suggestion stands to a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Held {
    /// It is not yet time to say.
    Open,
    /// It holds.
    Met,
    /// The day it depends on is not known.
    Unknown,
    /// It does not hold.
    Missed,
}

/// A share of the suggestions it can hold for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareFact {
    /// For how many it holds.
    pub met: u32,
    /// Those for which it does not.
    pub missed: Named,
    /// For how many it is not yet time to say; they are no part of the share.
    pub open: u32,
    /// For how many the day it depends on is not known; they are no part of the share.
    pub unknown: u32,
}

impl ShareFact {
    pub(super) fn add(&mut self, held: Held, id: &SuggestionId) {
        match held {
            Held::Open => self.open = self.open.saturating_add(1),
            Held::Met => self.met = self.met.saturating_add(1),
            Held::Unknown => self.unknown = self.unknown.saturating_add(1),
            Held::Missed => self.missed.push(id),
        }
    }

    /// The share; its denominator is 0 where it holds for nothing yet.
    pub fn share(&self) -> Fraction {
        let (met, missed) = (u64::from(self.met), u64::from(self.missed.total));
        Fraction::new(met, met + missed)
    }

    /// In words: what was counted, and what was left out and why.
    pub fn text(&self, measure: Measure) -> Text {
        let (label, share) = (measure.label(), self.share());
        let (n, d) = (share.numerator, share.denominator);
        let mut text = match share.percent(2) {
            Some(percent) => Text::new(
                format!("{}：{d}件中{n}件（{percent}%）", label.zh),
                format!("{}: {n} of {d} ({percent} %)", label.en),
            ),
            None => Text::new(
                format!("{}：没有可计的件", label.zh),
                format!("{}: nothing to count", label.en),
            ),
        };
        if self.open > 0 {
            text.zh.push_str(&format!("；{}件未到期，不计", self.open));
            text.en
                .push_str(&format!("; {} not due yet, left out", self.open));
        }
        if self.unknown > 0 {
            let n = self.unknown;
            text.zh.push_str(&format!("；{n}件日期不明，不计"));
            text.en.push_str(&format!("; {n} without a day, left out"));
        }
        text
    }
}

/// Something counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountFact {
    /// How often.
    pub count: u32,
    /// The suggestions it happened to, each once.
    pub of: Named,
}

impl CountFact {
    pub(super) fn add(&mut self, times: usize, id: &SuggestionId) {
        if times > 0 {
            let times = u32::try_from(times).unwrap_or(u32::MAX);
            self.count = self.count.saturating_add(times);
            self.of.push(id);
        }
    }

    /// In words.
    pub fn text(&self, measure: Measure) -> Text {
        let label = measure.label();
        Text::new(
            format!("{}：{}次", label.zh, self.count),
            format!("{}: {}", label.en, self.count),
        )
    }
}

/// What a unit's year came to. Feed it with [`UnitFacts::add`]; the order does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitFacts {
    /// Suggestions it leads.
    pub leads: u32,
    /// Suggestions it handles separately beside others.
    pub separate: u32,
    /// Suggestions it assists with.
    pub assists: u32,
    pub(super) shares: BTreeMap<Measure, ShareFact>,
    pub(super) counts: BTreeMap<Measure, CountFact>,
    /// Suggestions by how their deputies rate them: satisfied, basically, dissatisfied.
    pub(super) ratings: [u32; 3],
}

impl UnitFacts {
    /// No suggestion yet.
    pub fn new() -> UnitFacts {
        UnitFacts::default()
    }

    /// How many suggestions it owes the deputies a reply to.
    pub fn owes(&self) -> u32 {
        self.leads.saturating_add(self.separate)
    }

    /// How many suggestions the deputies rate so.
    pub fn rated(&self, rating: Rating) -> u32 {
        let [satisfied, basically, dissatisfied] = self.ratings;
        match rating {
            Rating::Satisfied => satisfied,
            Rating::BasicallySatisfied => basically,
            Rating::Dissatisfied => dissatisfied,
        }
    }

    /// A share; empty for measures that are counts.
    pub fn share(&self, measure: Measure) -> ShareFact {
        self.shares.get(&measure).cloned().unwrap_or_default()
    }

    /// A count; 0 for measures that are shares.
    pub fn count(&self, measure: Measure) -> CountFact {
        self.counts.get(&measure).cloned().unwrap_or_default()
    }

    /// Any fact in words.
    pub fn text(&self, measure: Measure) -> Text {
        if measure.is_share() {
            self.share(measure).text(measure)
        } else {
            self.count(measure).text(measure)
        }
    }
}
