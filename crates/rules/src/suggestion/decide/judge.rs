//! The deputies' opinion, and what follows from it.

use super::check;
use crate::answer::Rating;
use crate::refusal::{Field, Refusal};
use crate::suggestion::command::Action;
use crate::suggestion::context::Context;
use crate::suggestion::event::{Closed, Evaluated, Event, OpinionsAnnounced, Rehandled};
use crate::suggestion::permit::redo_shown;
use crate::suggestion::state::{Round, Suggestion};
use crate::suggestion::terms::{AssessmentKind, RedoStep};
use crate::text::Text;
use chrono::NaiveDate;
use std::collections::BTreeSet;

pub(super) fn evaluate(
    state: &Suggestion,
    on: NaiveDate,
    given: Evaluated,
    ctx: &Context,
) -> Result<Vec<Event>, Refusal> {
    opinion(&given.deputy, given.process, given.result, &given.note, ctx)?;
    let count = state.dossier.points.len();
    let mut rated = BTreeSet::new();
    for opinion in &given.points {
        if !usize::try_from(opinion.point).is_ok_and(|point| point < count) {
            return Err(Refusal::rated_point_unknown(opinion.point, count));
        }
        if !rated.insert(opinion.point) {
            return Err(Refusal::rated_point_twice(opinion.point));
        }
    }
    check::once(Field::Defects, &given.defects, |defect| defect.label())?;
    let follows = [last_reply(state.round())];
    check::day(Action::Evaluate.label(), on, &follows, ctx)?;
    Ok(vec![Event::Evaluated(given)])
}

/// What every opinion of a deputy has to be: their own, of the process where the
/// rulebook has it rated apart, and explained where it is dissatisfied.
pub(super) fn opinion(
    deputy: &str,
    process: Option<Rating>,
    result: Rating,
    note: &str,
    ctx: &Context,
) -> Result<(), Refusal> {
    let acting = &ctx.actor.acting().name;
    if acting != deputy {
        return Err(Refusal::deputy_differs(acting, deputy));
    }
    let apart = &ctx.rulebook.two_ratings;
    match process {
        None if apart.value => return Err(Refusal::process_missing(&apart.source.cite)),
        Some(_) if !apart.value => return Err(Refusal::process_not_asked(&apart.source.cite)),
        None | Some(_) => {}
    }
    check::optional_body(Field::Note, note)?;
    let unhappy = process == Some(Rating::Dissatisfied) || result == Rating::Dissatisfied;
    if unhappy && note.trim().is_empty() {
        return Err(Refusal::dissatisfaction_unexplained());
    }
    Ok(())
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
        &[last_reply(round), last_opinion(round), voted(state, ctx)],
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
    if despite.is_none() && state.voted_down(ctx.rulebook).is_some() {
        return Err(Refusal::close_despite_vote());
    }
    let round = state.round();
    match (round.and_then(Round::rating), despite) {
        (Some(Rating::Satisfied | Rating::BasicallySatisfied), _) | (_, Some(_)) => {}
        (Some(Rating::Dissatisfied), None) => return Err(Refusal::close_despite_dissatisfied()),
        (None, None) => return Err(Refusal::close_without_opinion()),
    }
    if despite.is_none() {
        redo_shown(state, RedoStep::Revisit, Action::Close, ctx)?;
    }
    check::day(
        Action::Close.label(),
        on,
        &[last_reply(round), last_opinion(round), voted(state, ctx)],
        ctx,
    )?;
    Ok(vec![Event::Closed(Closed {
        on,
        despite: despite.map(str::to_owned),
    })])
}

/// The totals are counted here: nobody states them.
pub(super) fn announce(
    state: &Suggestion,
    on: NaiveDate,
    ctx: &Context,
) -> Result<Vec<Event>, Refusal> {
    // `permit` counted them already; the compiler cannot know.
    let Some((round, process, result)) = state.totals() else {
        return Err(Refusal::close_without_opinion());
    };
    let rated = state.rated().map(|(_, round)| round);
    let follows = [last_opinion(rated)];
    check::day(Action::AnnounceOpinions.label(), on, &follows, ctx)?;
    Ok(vec![Event::OpinionsAnnounced(OpinionsAnnounced {
        on,
        round,
        process,
        result,
    })])
}

pub(super) fn last_reply(round: Option<&Round>) -> (Text, Option<NaiveDate>) {
    (Action::Reply.label(), round.and_then(Round::last_reply))
}

/// The day of the vote that has to be answered.
fn voted(state: &Suggestion, ctx: &Context) -> (Text, Option<NaiveDate>) {
    let vote = state.voted_down(ctx.rulebook);
    (AssessmentKind::Vote.label(), vote.map(|vote| vote.on))
}

fn last_opinion(round: Option<&Round>) -> (Text, Option<NaiveDate>) {
    let day = round.and_then(|round| {
        let first = round.evaluations.iter().filter_map(|given| given.on);
        first
            .chain(round.look_backs.iter().map(|given| given.on))
            .max()
    });
    (Action::Evaluate.label(), day)
}
