//! The deputies' opinion, and what follows from it.

use super::check;
use crate::answer::Rating;
use crate::refusal::{Field, Refusal};
use crate::suggestion::command::Action;
use crate::suggestion::context::Context;
use crate::suggestion::event::{Closed, Evaluated, Event, Rehandled};
use crate::suggestion::state::{Round, Suggestion};
use crate::text::Text;
use chrono::NaiveDate;

pub(super) fn evaluate(
    state: &Suggestion,
    deputy: &str,
    on: NaiveDate,
    (process, result, note): (Rating, Rating, &str),
    ctx: &Context,
) -> Result<Vec<Event>, Refusal> {
    let acting = &ctx.actor.acting().name;
    if acting != deputy {
        return Err(Refusal::deputy_differs(acting, deputy));
    }
    check::optional_body(Field::Note, note)?;
    let unhappy = process == Rating::Dissatisfied || result == Rating::Dissatisfied;
    if unhappy && note.trim().is_empty() {
        return Err(Refusal::dissatisfaction_unexplained());
    }
    check::day(
        Action::Evaluate.label(),
        on,
        &[last_reply(state.round())],
        ctx,
    )?;
    Ok(vec![Event::Evaluated(Evaluated {
        deputy: deputy.to_owned(),
        on: Some(on),
        process: Some(process),
        result,
        note: note.to_owned(),
    })])
}

pub(super) fn rehandle(
    state: &Suggestion,
    on: NaiveDate,
    reason: &str,
    ctx: &Context,
) -> Result<Vec<Event>, Refusal> {
    check::body(Field::Reason, reason)?;
    let round = state.round();
    check::day(
        Action::Rehandle.label(),
        on,
        &[last_reply(round), last_opinion(round)],
        ctx,
    )?;
    Ok(vec![Event::Rehandled(Rehandled {
        on,
        reason: reason.to_owned(),
    })])
}

pub(super) fn close(
    state: &Suggestion,
    on: NaiveDate,
    despite: Option<&str>,
    ctx: &Context,
) -> Result<Vec<Event>, Refusal> {
    if let Some(reason) = despite {
        check::body(Field::Despite, reason)?;
    }
    let round = state.round();
    match (round.and_then(Round::rating), despite) {
        (Some(Rating::Satisfied | Rating::BasicallySatisfied), _) | (_, Some(_)) => {}
        (Some(Rating::Dissatisfied), None) => return Err(Refusal::close_despite_dissatisfied()),
        (None, None) => return Err(Refusal::close_without_opinion()),
    }
    check::day(
        Action::Close.label(),
        on,
        &[last_reply(round), last_opinion(round)],
        ctx,
    )?;
    Ok(vec![Event::Closed(Closed {
        on,
        despite: despite.map(str::to_owned),
    })])
}

fn last_reply(round: Option<&Round>) -> (Text, Option<NaiveDate>) {
    let day = round.and_then(|round| round.replies().filter_map(|reply| reply.on).max());
    (Action::Reply.label(), day)
}

fn last_opinion(round: Option<&Round>) -> (Text, Option<NaiveDate>) {
    let day = round.and_then(|round| round.evaluations.iter().filter_map(|given| given.on).max());
    (Action::Evaluate.label(), day)
}
