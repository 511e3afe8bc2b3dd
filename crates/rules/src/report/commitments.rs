//! Promises across years: what units promised, until when, and what became of it (S4.5,
//! R2). A promise stays under the number its suggestion got, however many years it takes.

use crate::ids::SuggestionId;
use crate::suggestion::Suggestion;
use crate::suggestion::state::Round;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How a promise stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Its day is over.
    Overdue,
    /// Not done, and its day is not over or it has none.
    Open,
    /// Done and answered again.
    Kept,
}

/// One promise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    /// The suggestion.
    pub id: SuggestionId,
    /// Its number, which it keeps.
    pub number: Option<String>,
    /// Its title.
    pub title: String,
    /// The unit.
    pub unit: String,
    /// What was promised; empty where only the class says that something is left to do.
    pub what: String,
    /// The day of the reply that promised it.
    #[serde(with = "crate::date::option")]
    pub since: Option<NaiveDate>,
    /// The day it was promised for.
    #[serde(with = "crate::date::option")]
    pub due: Option<NaiveDate>,
    /// How it stands.
    pub standing: Standing,
    /// Turns of the year since it was given, until it was kept or until today.
    pub carried: u32,
    /// Reports of progress, and the latest one.
    pub progress: (u32, String),
    /// The day it was kept.
    #[serde(with = "crate::date::option")]
    pub kept: Option<NaiveDate>,
}

/// Every promise of a suggestion that stands or was kept; what a unit's later reply
/// replaced is left out.
pub fn commitments(suggestion: &Suggestion, today: NaiveDate) -> Vec<Commitment> {
    if !suggestion.stage.name().counts() {
        return Vec::new();
    }
    let standing = suggestion.open_promises();
    let mut all = Vec::new();
    for (number, round) in (1u32..).zip(&suggestion.rounds) {
        for reply in round.replies().filter(|reply| reply.promises()) {
            let mut kept = round.fulfilled.iter();
            let kept = kept
                .find(|kept| kept.unit == reply.unit)
                .map(|kept| kept.on);
            let mut stands = standing.iter();
            let stands = stands.any(|(of, one)| *of == number && one.unit == reply.unit);
            if kept.is_none() && !stands {
                continue;
            }
            let promise = reply.promise.as_ref();
            let due = promise.and_then(|promise| promise.due);
            all.push(Commitment {
                id: suggestion.id.clone(),
                number: suggestion.number.clone(),
                title: suggestion.dossier.title.clone(),
                unit: reply.unit.clone(),
                what: promise
                    .map(|promise| promise.what.clone())
                    .unwrap_or_default(),
                since: reply.on,
                due,
                standing: match (kept, due) {
                    (Some(_), _) => Standing::Kept,
                    (None, Some(due)) if today > due => Standing::Overdue,
                    (None, _) => Standing::Open,
                },
                carried: carried(reply.on, kept.unwrap_or(today)),
                progress: progress(round, &reply.unit),
                kept,
            });
        }
    }
    all
}

fn carried(since: Option<NaiveDate>, until: NaiveDate) -> u32 {
    let years = since.map_or(0, |since| until.year().saturating_sub(since.year()));
    u32::try_from(years).unwrap_or(0)
}

fn progress(round: &Round, unit: &str) -> (u32, String) {
    let reports = round.progress.iter().filter(|one| one.unit == unit);
    let count = u32::try_from(reports.clone().count()).unwrap_or(u32::MAX);
    let last = reports.max_by_key(|one| one.on);
    (count, last.map(|one| one.note.clone()).unwrap_or_default())
}

/// How many were made, kept, and are open or overdue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// Made.
    pub made: u64,
    /// Of these kept.
    pub kept: u64,
    /// Of these open, their day not over.
    pub open: u64,
    /// Of these overdue.
    pub overdue: u64,
}

impl Made {
    fn add(&mut self, standing: Standing) {
        self.made += 1;
        match standing {
            Standing::Kept => self.kept += 1,
            Standing::Open => self.open += 1,
            Standing::Overdue => self.overdue += 1,
        }
    }
}

/// Promises counted: in all, by the year they were given in, by unit. Feed it with
/// suggestions of any year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitments {
    /// All of them.
    pub all: Made,
    /// By the year of the reply; 0 where its day is not known.
    pub years: BTreeMap<i32, Made>,
    /// By unit.
    pub units: BTreeMap<String, Made>,
}

impl Commitments {
    /// Counts one suggestion's promises.
    pub fn add(&mut self, suggestion: &Suggestion, today: NaiveDate) {
        for one in commitments(suggestion, today) {
            let year = one.since.map_or(0, |since| since.year());
            self.all.add(one.standing);
            self.years.entry(year).or_default().add(one.standing);
            self.units.entry(one.unit).or_default().add(one.standing);
        }
    }
}
