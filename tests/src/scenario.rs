//! One scenario: a file of steps, each by somebody, each with what follows.

use crate::checks::Check;
use crate::expect::{Outcome, check};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeZone};
use huiyin_rules::ids::{EventId, SuggestionId};
use huiyin_rules::suggestion::{
    Apart, Command, Context, Event, Recorded, Side, Suggestion, clash, decide, replay_settled,
    settle,
};
use huiyin_rules::{Actor, Calendar, Party, Role, Rulebook};
use serde::Deserialize;
use std::path::Path;

/// A scenario file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// What it shows, in a sentence.
    pub title: String,
    /// A file of `given/` whose steps come first.
    #[serde(default)]
    pub given: Option<String>,
    /// The rulebook in force; the general practice where it is left out.
    #[serde(default)]
    pub rulebook: Option<String>,
    /// Rules that this place sets itself over that rulebook, by their keys: only the
    /// values, as in a rulebook file.
    #[serde(default)]
    pub rules: toml::Table,
    /// What is done, in order.
    #[serde(default, rename = "step")]
    pub steps: Vec<Step>,
    /// What has to hold beside a suggestion's own history.
    #[serde(default, rename = "check")]
    pub checks: Vec<Check>,
}

/// One thing somebody asks for, and what has to follow.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Who is at the keyboard: a role and a name, such as `unit 区水务局`.
    pub by: String,
    /// Whose act it is, where it is recorded for somebody else.
    #[serde(default, rename = "for")]
    pub on_behalf_of: Option<String>,
    /// The day it is asked for; long after everything where it is left out.
    #[serde(default)]
    pub today: Option<NaiveDate>,
    /// Whether it is asked for without having heard of the step before.
    #[serde(default)]
    pub apart: bool,
    /// What is asked for. An undo with the event `latest` takes back the latest one.
    pub command: Command,
    /// What has to follow; without it, that it is accepted.
    #[serde(default)]
    pub then: Outcome,
}

/// What a scenario's steps have come to.
pub struct World {
    /// The rules in force.
    pub rulebook: Rulebook,
    id: SuggestionId,
    log: Vec<Recorded>,
    apart: Apart,
    /// The state.
    pub state: Option<Suggestion>,
}

/// Runs the scenario in `file`, whose `given` stands beside it in `given/`.
pub fn run(file: &Path) -> Result<(), String> {
    let folder = file.parent().ok_or("the scenario has no folder")?;
    run_text(&read(file)?, &|name| {
        read(&folder.join("given").join(format!("{name}.toml")))
    })
}

/// Runs a scenario from its text; `given` finds the texts of `given/` by name. This
/// is what the browser's build runs too.
pub fn run_text(text: &str, given: &dyn Fn(&str) -> Result<String, String>) -> Result<(), String> {
    let scenario = parse(text)?;
    let mut world = World {
        rulebook: rulebook(&scenario)?,
        id: SuggestionId::try_from("s-1").map_err(|error| error.to_string())?,
        log: Vec::new(),
        apart: Apart::default(),
        state: None,
    };
    if let Some(name) = &scenario.given {
        world.prepare(name, given)?;
    }
    if scenario.steps.is_empty() && scenario.checks.is_empty() {
        return Err("the scenario has no step and no check".to_owned());
    }
    for (number, step) in scenario.steps.iter().enumerate() {
        world
            .take(step)
            .map_err(|why| format!("{}: step {}: {why}", scenario.title, number + 1))?;
    }
    for (number, check) in scenario.checks.iter().enumerate() {
        check
            .hold(&world.rulebook, world.state.as_ref())
            .map_err(|why| format!("{}: check {}: {why}", scenario.title, number + 1))?;
    }
    Ok(())
}

fn read(file: &Path) -> Result<String, String> {
    std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}

fn parse(text: &str) -> Result<Scenario, String> {
    toml::from_str(text).map_err(|error| error.to_string())
}

/// The rulebook a scenario names, with its own rules laid over it.
fn rulebook(scenario: &Scenario) -> Result<Rulebook, String> {
    let name = scenario.rulebook.as_deref().unwrap_or("national");
    let preset = Rulebook::preset(name).ok_or_else(|| format!("there is no rulebook `{name}`"))?;
    if scenario.rules.is_empty() {
        return Ok(preset);
    }
    let mut document = serde_json::json!({
        "id": "own",
        "title": {"zh": "本场景", "en": "this scenario"},
        "inherits": name,
    });
    for (key, value) in &scenario.rules {
        // TOML has no null: a rule that is not set is written as the text `unset`.
        let value = match value.as_str() {
            Some("unset") => serde_json::Value::Null,
            _ => serde_json::to_value(value).map_err(|error| error.to_string())?,
        };
        document[key] = serde_json::json!({
            "value": value,
            "source": {"cite": "场景", "text": {"zh": "本场景自定", "en": "set by the scenario"}},
        });
    }
    Rulebook::from_json(&document.to_string()).map_err(|error| error.to_string())
}

impl World {
    /// Takes the steps of a file of `given/`, and of the one it is given itself.
    fn prepare(
        &mut self,
        name: &str,
        given: &dyn Fn(&str) -> Result<String, String>,
    ) -> Result<(), String> {
        let scenario = parse(&given(name)?)?;
        if let Some(earlier) = &scenario.given {
            self.prepare(earlier, given)?;
        }
        for (number, step) in scenario.steps.iter().enumerate() {
            self.take(step)
                .map_err(|why| format!("given {name}: step {}: {why}", number + 1))?;
        }
        Ok(())
    }

    fn take(&mut self, step: &Step) -> Result<(), String> {
        let actor = Actor {
            party: party(&step.by)?,
            on_behalf_of: step.on_behalf_of.as_deref().map(party).transpose()?,
        };
        let unheard = if step.apart { self.log.pop() } else { None };
        self.fold()?;
        let command = self.meant(&step.command)?;
        let today = match step.today {
            Some(today) => today,
            None => NaiveDate::from_ymd_opt(2025, 12, 31).ok_or("no such day")?,
        };
        let context = Context {
            today,
            now: morning(today)?,
            actor: &actor,
            rulebook: &self.rulebook,
            calendar: Calendar::built_in(),
        };
        let decided = decide(self.state.as_ref(), &command, &context);
        self.log.extend(unheard.clone());
        if let Ok(events) = &decided {
            for event in events {
                let id = EventId::try_from(format!("e-{}", self.log.len() + 1));
                let recorded = Recorded {
                    id: id.map_err(|error| error.to_string())?,
                    at: context.now,
                    actor: actor.clone(),
                    event: event.clone(),
                };
                if let Some(unheard) = unheard.as_ref() {
                    self.apart.races.extend(race(unheard, &recorded)?);
                }
                self.log.push(recorded);
            }
        }
        self.fold()?;
        check(&step.then, &decided, self.state.as_ref(), &self.rulebook)
    }

    /// Folds the log; what was decided has to fit together.
    fn fold(&mut self) -> Result<(), String> {
        let events: Vec<&Recorded> = self.log.iter().collect();
        let settled = settle(&events, &self.apart);
        let (state, anomalies) = replay_settled(&self.id, &events, &settled);
        if let Some(anomaly) = anomalies.first() {
            return Err(format!("what was decided does not fold: {anomaly:?}"));
        }
        self.state = state;
        Ok(())
    }

    /// The command with the latest event's name put in.
    fn meant(&self, command: &Command) -> Result<Command, String> {
        match command {
            Command::Undo { event } if event.as_str() == "latest" => {
                let latest = self.state.as_ref().and_then(|state| state.latest.as_ref());
                let (event, _) = latest.ok_or("there is nothing to undo")?;
                Ok(Command::Undo {
                    event: event.clone(),
                })
            }
            other => Ok(other.clone()),
        }
    }
}

/// Two that were recorded apart, where they cannot both hold.
fn race(one: &Recorded, other: &Recorded) -> Result<Option<(EventId, EventId)>, String> {
    let (a, b) = (kind(&one.event)?, kind(&other.event)?);
    let sides = [(&a, one), (&b, other)].map(|(kind, recorded)| Side {
        kind,
        acting: recorded.actor.acting(),
    });
    let races = clash(&sides[0], &sides[1]);
    Ok(races.then(|| (one.id.clone(), other.id.clone())))
}

/// An event's kind, as it is written.
fn kind(event: &Event) -> Result<String, String> {
    let written = serde_json::to_value(event).map_err(|error| error.to_string())?;
    let kind = written["type"].as_str().ok_or("an event without a kind")?;
    Ok(kind.to_owned())
}

fn party(words: &str) -> Result<Party, String> {
    let (role, name) = words.split_once(' ').unwrap_or((words, ""));
    let role = match role {
        "office" => Role::Office,
        "government" => Role::Government,
        "unit" => Role::Unit,
        "deputy" => Role::Deputy,
        other => return Err(format!("there is no role `{other}`")),
    };
    Ok(Party {
        role,
        name: name.to_owned(),
    })
}

/// Nine o'clock of that day, UTC+8.
fn morning(day: NaiveDate) -> Result<DateTime<FixedOffset>, String> {
    let zone = FixedOffset::east_opt(8 * 3600).ok_or("no such zone")?;
    let nine = NaiveTime::from_hms_opt(9, 0, 0).ok_or("no such time")?;
    zone.from_local_datetime(&day.and_time(nine))
        .single()
        .ok_or_else(|| "no such time".to_owned())
}
