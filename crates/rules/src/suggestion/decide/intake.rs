//! Screening, numbering and key supervision: the office's part before handling.

use super::check;
use crate::refusal::{Field, Refusal};
use crate::suggestion::command::Action;
use crate::suggestion::context::Context;
use crate::suggestion::event::{Event, KeyMarked, Reasoned, Registered, Screened};
use crate::suggestion::state::Suggestion;
use crate::suggestion::terms::ScreenOutcome;
use chrono::NaiveDate;

pub(super) fn screen(
    state: &Suggestion,
    on: NaiveDate,
    outcome: &ScreenOutcome,
    ctx: &Context,
) -> Result<Vec<Event>, Refusal> {
    let submitted = (Action::Submit.label(), state.submitted);
    check::day(Action::Screen.label(), on, &[submitted], ctx)?;
    match outcome {
        ScreenOutcome::Accept => {}
        ScreenOutcome::NotAccept { note, .. } => check::optional_body(Field::Note, note)?,
        ScreenOutcome::Merge { into } if *into == state.id => {
            return Err(Refusal::merge_into_itself());
        }
        ScreenOutcome::Merge { .. } => {}
        ScreenOutcome::SendBack { note } => check::body(Field::Missing, note)?,
    }
    Ok(vec![Event::Screened(Screened {
        on,
        outcome: outcome.clone(),
    })])
}

pub(super) fn register(
    state: &Suggestion,
    number: &str,
    on: NaiveDate,
    ctx: &Context,
) -> Result<Vec<Event>, Refusal> {
    check::line(Field::Number, number, check::NAME)?;
    let follows = [
        (Action::Submit.label(), state.submitted),
        (Action::Screen.label(), state.screened),
    ];
    check::day(Action::Register.label(), on, &follows, ctx)?;
    Ok(vec![Event::Registered(Registered {
        number: number.to_owned(),
        on,
    })])
}

pub(super) fn mark_key(supervisor: Option<&str>) -> Result<Vec<Event>, Refusal> {
    check::maybe_line(Field::Supervisor, supervisor, check::NAME)?;
    Ok(vec![Event::KeyMarked(KeyMarked {
        supervisor: supervisor.map(str::to_owned),
    })])
}

pub(super) fn unmark_key(reason: &str) -> Result<Vec<Event>, Refusal> {
    check::body(Field::Reason, reason)?;
    Ok(vec![Event::KeyUnmarked(Reasoned {
        reason: reason.to_owned(),
    })])
}
