//! What has to follow a step, and whether it did.

use chrono::NaiveDate;
use huiyin_rules::rates::{Facts, Tally};
use huiyin_rules::suggestion::views::{DeadlineKind, missing_contacts};
use huiyin_rules::suggestion::{
    ConsultPhase, Deadline, Event, StageName, Suggestion, deadlines, facts,
};
use huiyin_rules::{AnswerClass, Calendar, Rating, Refusal, Rulebook};
use serde::Deserialize;

/// What has to follow; only what is written is checked.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// It is refused with this code.
    pub refused: Option<String>,
    /// The refusal's Chinese text contains each of these.
    #[serde(default)]
    pub says: Vec<String>,
    /// The types of the events it becomes.
    pub events: Option<Vec<String>>,
    /// The stage after it.
    pub stage: Option<StageName>,
    /// How many rounds there are after it.
    pub rounds: Option<usize>,
    /// The classes of the replies of each round, oldest round first.
    pub replies: Option<Vec<Vec<AnswerClass>>>,
    /// The class that holds.
    pub class: Option<AnswerClass>,
    /// The rating that holds.
    pub rating: Option<Rating>,
    /// Whether it is under key supervision.
    pub key: Option<bool>,
    /// Deadlines that have to be there, exactly as written.
    #[serde(default)]
    pub due: Vec<Due>,
    /// What it adds to the rates: numerators of the rates of this one suggestion.
    pub counts: Option<Counts>,
    /// How many opinions it was drawn up from.
    pub origins: Option<usize>,
    /// Its number.
    pub number: Option<String>,
    /// The responsible leader.
    pub leader: Option<String>,
    /// The level that handles it.
    pub level: Option<String>,
    /// The units of the current round.
    pub units: Option<Vec<String>>,
    /// The meetings the rulebook asks for that were not held in this round.
    pub contacts_missing: Option<Vec<ConsultPhase>>,
    /// Reminders so far.
    pub reminders: Option<usize>,
    /// Promises that are open, of all rounds.
    pub promises: Option<usize>,
    /// Contradictions that nobody has settled.
    pub conflicts: Option<usize>,
    /// The totals of the result as the office told them: satisfied, basically, dissatisfied.
    pub told: Option<[u32; 3]>,
    /// Nothing is on record any more.
    #[serde(default)]
    pub gone: bool,
}

/// A deadline as a scenario writes it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Due {
    /// The rule's name, or `promise`.
    pub rule: String,
    /// The unit it binds.
    pub unit: Option<String>,
    /// The round, counted from 1; any where it is left out.
    pub round: Option<u32>,
    /// The last day.
    pub day: NaiveDate,
    /// The day it was met.
    pub met: Option<NaiveDate>,
    /// Whether it runs.
    pub running: bool,
}

/// What one suggestion adds to the rates.
#[derive(Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// It counts at all.
    pub total: u64,
    /// It has been replied to.
    pub replied: u64,
    /// The deputies were met.
    pub consulted: u64,
    /// It counts as completed under the rulebook.
    pub completed: u64,
}

/// Compares what was expected with what came.
pub fn check(
    expected: &Outcome,
    decided: &Result<Vec<Event>, Refusal>,
    state: Option<&Suggestion>,
    rulebook: &Rulebook,
) -> Result<(), String> {
    match (decided, &expected.refused) {
        (Ok(events), None) => same("events", expected.events.as_ref(), &types(events)?)?,
        (Err(refusal), Some(code)) => {
            same("refusal", Some(code), &refusal.code.code().to_owned())?;
            let silent = expected
                .says
                .iter()
                .find(|words| !refusal.text.zh.contains(*words));
            if let Some(words) = silent {
                return Err(format!(
                    "the refusal does not say “{words}”: {}",
                    refusal.text.zh
                ));
            }
        }
        (Ok(_), Some(code)) => return Err(format!("it was accepted, not refused with `{code}`")),
        (Err(refusal), None) => return Err(format!("it was refused: {refusal}")),
    }
    match state {
        None if expected.gone => Ok(()),
        None => Err("nothing is on record".to_owned()),
        Some(_) if expected.gone => Err("it is still on record".to_owned()),
        Some(state) => check_state(expected, state, rulebook),
    }
}

fn check_state(expected: &Outcome, state: &Suggestion, rulebook: &Rulebook) -> Result<(), String> {
    same("stage", expected.stage.as_ref(), &state.stage.name())?;
    same("rounds", expected.rounds.as_ref(), &state.rounds.len())?;
    let classes = |round: &huiyin_rules::suggestion::Round| {
        round.replies().map(|reply| reply.class).collect::<Vec<_>>()
    };
    let replies: Vec<Vec<AnswerClass>> = state.rounds.iter().map(classes).collect();
    same("replies", expected.replies.as_ref(), &replies)?;
    same("class", expected.class.map(Some).as_ref(), &state.class())?;
    same(
        "rating",
        expected.rating.map(Some).as_ref(),
        &state.rating(),
    )?;
    same("key", expected.key.as_ref(), &state.key.is_some())?;
    same(
        "conflicts",
        expected.conflicts.as_ref(),
        &state.conflicts.len(),
    )?;
    let told = state.announced.as_ref().map(|told| told.result.each());
    same("told", expected.told.map(Some).as_ref(), &told)?;
    same(
        "counts",
        expected.counts.as_ref(),
        &counts(&facts(state, rulebook), rulebook),
    )?;
    same(
        "origins",
        expected.origins.as_ref(),
        &state.dossier.origins.len(),
    )?;
    same(
        "number",
        expected.number.clone().map(Some).as_ref(),
        &state.number,
    )?;
    same(
        "leader",
        expected.leader.clone().map(Some).as_ref(),
        &state.leader,
    )?;
    same(
        "level",
        expected.level.clone().map(Some).as_ref(),
        &state.level,
    )?;
    let lanes = state.round().map_or(&[][..], |round| &round.lanes);
    let units: Vec<String> = lanes.iter().map(|lane| lane.unit.clone()).collect();
    same("units", expected.units.as_ref(), &units)?;
    same(
        "meetings missing",
        expected.contacts_missing.as_ref(),
        &missing_contacts(state, rulebook),
    )?;
    same(
        "reminders",
        expected.reminders.as_ref(),
        &state.reminders.len(),
    )?;
    same(
        "open promises",
        expected.promises.as_ref(),
        &state.open_promises().len(),
    )?;
    let all = deadlines(state, rulebook, Calendar::built_in());
    match expected
        .due
        .iter()
        .find(|due| !all.iter().any(|one| due.is(one)))
    {
        Some(missing) => Err(format!("there is no {missing:?} among {}", shown(&all))),
        None => Ok(()),
    }
}

impl Due {
    fn is(&self, one: &Deadline) -> bool {
        let rule = match one.kind {
            DeadlineKind::Rule(code) => code.name(),
            DeadlineKind::Promise => "promise",
        };
        rule == self.rule
            && one.unit == self.unit
            && self.round.is_none_or(|round| one.round == round)
            && one.due.date == self.day
            && one.met_on == self.met
            && one.running == self.running
    }
}

fn counts(facts: &Facts, rulebook: &Rulebook) -> Counts {
    let mut tally = Tally::default();
    tally.add(facts);
    let rates = tally.rates(rulebook);
    Counts {
        total: rates.total,
        replied: rates.replied.numerator,
        consulted: rates.consulted.numerator,
        completed: rates.completed.numerator,
    }
}

/// The events' types, as the wire names them.
fn types(events: &[Event]) -> Result<Vec<String>, String> {
    #[derive(Deserialize)]
    struct Typed {
        r#type: String,
    }
    let one = |event: &Event| {
        let text = toml::Value::try_from(event).map_err(|error| error.to_string())?;
        let typed: Typed = text
            .try_into()
            .map_err(|error: toml::de::Error| error.to_string())?;
        Ok(typed.r#type)
    };
    events.iter().map(one).collect()
}

fn same<T: PartialEq + std::fmt::Debug>(
    what: &str,
    expected: Option<&T>,
    actual: &T,
) -> Result<(), String> {
    match expected {
        Some(expected) if expected != actual => {
            Err(format!("{what}: expected {expected:?}, found {actual:?}"))
        }
        Some(_) | None => Ok(()),
    }
}

fn shown(all: &[Deadline]) -> String {
    let one = |d: &Deadline| {
        format!(
            "{:?} {:?} round {} {} met {:?} running {}",
            d.kind, d.unit, d.round, d.due.date, d.met_on, d.running
        )
    };
    all.iter().map(one).collect::<Vec<_>>().join("; ")
}
