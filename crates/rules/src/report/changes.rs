//! What other rules or another calendar would move, to be seen before it is confirmed.

use crate::calendar::Calendar;
use crate::rulebook::{Light, Rulebook, light};
use crate::suggestion::views::DeadlineKind;
use crate::suggestion::{Deadline, Suggestion, deadlines};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A running deadline that moves, appears or goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// What is due.
    pub kind: DeadlineKind,
    /// Whose it is; `None` where it binds no single unit.
    pub unit: Option<String>,
    /// The one deputy it binds.
    pub deputy: Option<String>,
    /// Its round, counted from 1.
    pub round: u32,
    /// Before; `None` where there was none.
    #[serde(with = "crate::date::option")]
    pub from: Option<NaiveDate>,
    /// After; `None` where there is none any more.
    #[serde(with = "crate::date::option")]
    pub to: Option<NaiveDate>,
}

/// How a suggestion's light changes: that of the running deadline that comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LightChange {
    /// Before; `None` where nothing ran.
    pub from: Option<Light>,
    /// After; `None` where nothing runs any more.
    pub to: Option<Light>,
}

/// What changes for one suggestion.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Running deadlines that move, the earliest new day first, those that go last.
    pub moved: Vec<Moved>,
    /// Its light, where that changes.
    pub light: Option<LightChange>,
}

/// What changes for a suggestion when it moves from one rulebook and calendar to
/// another, as of `today`.
pub fn change(
    suggestion: &Suggestion,
    old: (&Rulebook, &Calendar),
    new: (&Rulebook, &Calendar),
    today: NaiveDate,
) -> Change {
    let running = |(rulebook, calendar): (&Rulebook, &Calendar)| -> Vec<Deadline> {
        let mut all = deadlines(suggestion, rulebook, calendar);
        all.retain(|one| one.running);
        all
    };
    let (before, after) = (running(old), running(new));
    let mut moved: Vec<Moved> = before
        .iter()
        .filter_map(|one| {
            let same = after.iter().find(|other| same(one, other));
            let to = same.map(|other| other.due.date);
            (to != Some(one.due.date)).then(|| entry(one, Some(one.due.date), to))
        })
        .collect();
    let fresh = after
        .iter()
        .filter(|one| !before.iter().any(|other| same(one, other)));
    moved.extend(fresh.map(|one| entry(one, None, Some(one.due.date))));
    moved.sort_by_key(|one| (one.to.is_none(), one.to, one.from));
    let shown = |all: &[Deadline], (rulebook, calendar): (&Rulebook, &Calendar)| {
        let first = all.iter().map(|one| one.due.date).min();
        first.map(|due| light(due, today, rulebook, calendar))
    };
    let (from, to) = (shown(&before, old), shown(&after, new));
    Change {
        moved,
        light: (from != to).then_some(LightChange { from, to }),
    }
}

/// Whether two are the same thing due, by whichever rules.
fn same(a: &Deadline, b: &Deadline) -> bool {
    (a.kind, a.round, &a.unit, &a.deputy) == (b.kind, b.round, &b.unit, &b.deputy)
}

fn entry(one: &Deadline, from: Option<NaiveDate>, to: Option<NaiveDate>) -> Moved {
    Moved {
        kind: one.kind,
        unit: one.unit.clone(),
        deputy: one.deputy.clone(),
        round: one.round,
        from,
        to,
    }
}
