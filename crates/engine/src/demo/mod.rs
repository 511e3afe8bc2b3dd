//! A made-up workspace of any size, the same for the same seed.
//!
//! Nothing here is random: a small generator of numbers is run from the seed, and
//! every event is the answer of the rules to a command given on its day, so the
//! log holds what a real office's would, in every stage of life.

mod beside;
mod life;
mod numbers;
mod paper;
#[cfg(feature = "public")]
mod public;
mod words;

use crate::facts::{Named, RulebookChosen, WORKSPACE, WorkspaceEvent};
use crate::history::Sealer;
use crate::rulebooks;
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime};
use huiyin_log::{LogError, LogId};
use huiyin_rules::ids::SuggestionId;
use huiyin_rules::{Actor, Calendar, Refusal, Role, Rulebook, Text};
use life::Life;
use numbers::Numbers;
use std::collections::VecDeque;

#[cfg(feature = "public")]
pub use public::{Ground, Laid, lay};

/// Years of history a demonstration spreads its suggestions over.
const YEARS: i32 = 10;
/// Suggestions remembered for the notice board.
const LISTED: usize = 40;

/// What to make.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// How many suggestions.
    pub suggestions: u32,
    /// Where the numbers start; the same seed makes the same bytes.
    pub seed: u64,
    /// The last day anything happens; open work of the last year stands as of it.
    pub until: NaiveDate,
}

/// Why a demonstration cannot be made: always a fault of this program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DemoError {
    /// An event cannot be written.
    Log(LogError),
    /// The rules refused a step.
    Refused(Box<Refusal>),
    /// The fold set an event aside.
    SetAside(Text),
}

impl DemoError {
    /// What went wrong, for a report of the fault.
    pub fn text(&self) -> Text {
        match self {
            DemoError::Log(error) => error.text(),
            DemoError::Refused(refusal) => refusal.text.clone(),
            DemoError::SetAside(text) => text.clone(),
        }
    }
}

impl From<LogError> for DemoError {
    fn from(error: LogError) -> Self {
        DemoError::Log(error)
    }
}

/// Makes the events one after another, grouped by suggestion.
#[derive(Debug)]
pub struct Demo {
    plan: Plan,
    numbers: Numbers,
    rulebook: Rulebook,
    log: LogId,
    seq: u64,
    next: u32,
    /// Where the running number of the current year stands.
    year: (i32, u32),
    /// The suggestion before, into which another may be merged.
    last: Option<SuggestionId>,
    ready: VecDeque<Vec<u8>>,
    failed: bool,
    /// The last ones that stand in the ledger, of which the notice board shows some.
    listed: VecDeque<SuggestionId>,
    /// Whether what lies beside the suggestions is made too.
    whole: bool,
}

impl Demo {
    /// Begins a demonstration under the national rulebook; `None` if that preset is not shipped.
    pub fn new(plan: Plan) -> Option<Demo> {
        let mut numbers = Numbers::new(plan.seed);
        let rulebook = rulebooks::preset("national")?;
        let log = LogId::from_bytes(numbers.bytes());
        Some(Demo {
            plan,
            numbers,
            rulebook,
            log,
            seq: 1,
            next: 0,
            year: (0, 0),
            last: None,
            ready: VecDeque::new(),
            failed: false,
            listed: VecDeque::new(),
            whole: false,
        })
    }

    /// How many suggestions live a life of their own; the last one is raised from a voice.
    fn lives(&self) -> u32 {
        let raised = u32::from(cfg!(feature = "public"));
        self.plan.suggestions.saturating_sub(raised)
    }

    fn refill(&mut self) -> Result<(), DemoError> {
        if self.seq == 1 {
            self.describe()?;
        } else if self.next < self.lives() {
            self.suggestion()?;
        } else {
            self.whole = true;
            #[cfg(feature = "public")]
            self.public()?;
        }
        Ok(())
    }

    /// The workspace's own name and rulebook.
    fn describe(&mut self) -> Result<(), DemoError> {
        let actor = Actor::own(Role::Office, words::OFFICE);
        let first_year = self.plan.until.year() - YEARS + 1;
        let day = NaiveDate::from_ymd_opt(first_year, 1, 4).unwrap_or(self.plan.until);
        let mut sealer = Sealer {
            log: self.log.clone(),
            seq: self.seq,
            actor: &actor,
            at: moment(day, 0),
        };
        for event in [
            WorkspaceEvent::Named(Named {
                name: "演示工作区".to_owned(),
            }),
            WorkspaceEvent::RulebookChosen(RulebookChosen {
                rulebook: self.rulebook.id.clone(),
            }),
        ] {
            self.ready.push_back(sealer.seal(WORKSPACE, &event)?.line);
        }
        self.seq = sealer.seq;
        Ok(())
    }

    fn suggestion(&mut self) -> Result<(), DemoError> {
        let (at, all) = (
            i64::from(self.next),
            i64::from(self.plan.suggestions.max(1)),
        );
        let until = self.plan.until;
        let year =
            until.year() - YEARS + 1 + i32::try_from(at * i64::from(YEARS) / all).unwrap_or(0);
        if self.year.0 != year {
            self.year = (year, 0);
        }
        self.year.1 += 1;
        self.next += 1;
        let begun = self.begun(year);
        let mut life = Life::new(
            &mut self.numbers,
            &self.rulebook,
            Calendar::built_in(),
            until,
        );
        life.log(self.log.clone(), self.seq);
        let number = format!("{year}-{:03}", self.year.1);
        let (id, made) = life.live(begun, number, self.last.take())?;
        self.seq = made.seq;
        self.ready.extend(made.lines);
        if made.listed {
            self.listed.push_back(id.clone());
            if self.listed.len() > LISTED {
                self.listed.pop_front();
            }
        }
        self.last = Some(id);
        Ok(())
    }

    /// The day a suggestion of `year` is begun: mostly around the session in
    /// February, some between sessions; in the last year spread up to the last
    /// day, so that open work of every kind is there.
    fn begun(&mut self, year: i32) -> NaiveDate {
        let first = NaiveDate::from_ymd_opt(year, 2, 1).unwrap_or(self.plan.until);
        let last = NaiveDate::from_ymd_opt(year, 12, 20)
            .unwrap_or(first)
            .min(self.plan.until);
        let span = u32::try_from((last - first).num_days().max(1)).unwrap_or(1);
        let running = year == self.plan.until.year();
        let days = if running || self.numbers.chance(20) {
            self.numbers.below(span)
        } else {
            self.numbers.below(25)
        };
        (first + chrono::Days::new(u64::from(days))).min(self.plan.until)
    }
}

impl Iterator for Demo {
    type Item = Result<Vec<u8>, DemoError>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.ready.is_empty() && !self.failed && !self.whole {
            if let Err(error) = self.refill() {
                self.failed = true;
                return Some(Err(error));
            }
        }
        self.ready.pop_front().map(Ok)
    }
}

/// The moment something of `day` is recorded: in office hours at +08:00.
fn moment(day: NaiveDate, minutes: u32) -> DateTime<FixedOffset> {
    let minutes = minutes % 480;
    let time = NaiveTime::from_hms_opt(9 + minutes / 60, minutes % 60, 0).unwrap_or_default();
    let east = FixedOffset::east_opt(8 * 3600);
    let local = day.and_time(time);
    match east.and_then(|zone| local.and_local_timezone(zone).single()) {
        Some(at) => at,
        None => local.and_utc().fixed_offset(),
    }
}

#[cfg(test)]
mod tests;
