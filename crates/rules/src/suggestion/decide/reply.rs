//! Meeting the deputies, replying, and keeping what was promised.

use super::{check, same_unit};
use crate::refusal::{Field, Refusal};
use crate::rulebook::{ReplyForm, RuleValue};
use crate::suggestion::command::Action;
use crate::suggestion::context::Context;
use crate::suggestion::event::{Consulted, Delivered, Event, Fulfilled, Progressed, Replied};
use crate::suggestion::permit::own_lane;
use crate::suggestion::state::{Lane, LaneState, Round, Suggestion};
use crate::suggestion::terms::{ConsultPhase, PointAnswer};
use crate::text::Text;
use chrono::NaiveDate;
use std::collections::BTreeSet;

pub(super) fn consult(
    state: &Suggestion,
    unit: &str,
    (on, phase): (NaiveDate, ConsultPhase),
    (people, outcome): (&[String], &str),
    ctx: &Context,
) -> Result<Vec<Event>, Refusal> {
    same_unit(unit, ctx)?;
    let (round, _) = own_lane(state, unit)?;
    if people.is_empty() {
        return Err(Refusal::text_missing(Field::People));
    }
    check::names(
        Field::People,
        people.iter().map(String::as_str),
        check::SIGNERS,
    )?;
    check::body(Field::Outcome, outcome)?;
    // Units ask around before they are formally assigned; later phases cannot.
    let follows = match phase {
        ConsultPhase::Before | ConsultPhase::Unstated => (Action::Submit.label(), state.submitted),
        ConsultPhase::During | ConsultPhase::After => (Action::Assign.label(), round.began),
    };
    check::day(Action::Consult.label(), on, &[follows], ctx)?;
    Ok(vec![Event::Consulted(Consulted {
        unit: unit.to_owned(),
        on: Some(on),
        phase,
        people: people.to_vec(),
        outcome: outcome.to_owned(),
    })])
}

pub(super) fn reply(
    state: &Suggestion,
    on: NaiveDate,
    given: Replied,
    ctx: &Context,
) -> Result<Vec<Event>, Refusal> {
    same_unit(&given.unit, ctx)?;
    check::body(Field::ReplyText, &given.text)?;
    check::maybe_line(Field::SignedBy, given.signed_by.as_deref(), check::NAME)?;
    every_point(&state.dossier.points, &given.points)?;
    let (round, lane) = own_lane(state, &given.unit)?;
    let follows = reply_follows(state, round, lane);
    check::day(Action::Reply.label(), on, &follows, ctx)?;
    promised(&given, on, ctx)?;
    in_form(&given, ctx)?;
    Ok(vec![Event::Replied(Box::new(given))])
}

/// What the rulebook has a reply bear (R2).
fn in_form(given: &Replied, ctx: &Context) -> Result<(), Refusal> {
    let rule = &ctx.rulebook.reply_form;
    let asked = rule.value;
    let missing = ReplyForm {
        signed: asked.signed && given.signed_by.is_none(),
        sealed: asked.sealed && !given.sealed,
        form_enclosed: asked.form_enclosed && !given.form_enclosed,
    };
    if missing == ReplyForm::default() {
        return Ok(());
    }
    let source = &rule.source.cite;
    Err(Refusal::reply_form_incomplete(&missing.show(), source))
}

/// Joint signers are answered one by one (R1).
pub(super) fn deliver(
    state: &Suggestion,
    delivered: Delivered,
    ctx: &Context,
) -> Result<Vec<Event>, Refusal> {
    let unit = &delivered.unit;
    same_unit(unit, ctx)?;
    if delivered.deputies.is_empty() {
        return Err(Refusal::text_missing(Field::Deputies));
    }
    check::once(Field::Deputies, &delivered.deputies, |name| {
        Text::new(name, name)
    })?;
    let (round, _) = own_lane(state, unit)?;
    for deputy in &delivered.deputies {
        if !state.dossier.signed_by(deputy) {
            return Err(Refusal::not_a_signer(deputy));
        }
        if round.delivered_on(unit, deputy).is_some() {
            return Err(Refusal::already_delivered(unit, deputy));
        }
    }
    let follows = [replied(state, unit)];
    check::day(Action::Deliver.label(), delivered.on, &follows, ctx)?;
    Ok(vec![Event::Delivered(delivered)])
}

/// The steps a reply follows, with their days.
fn reply_follows(state: &Suggestion, round: &Round, lane: &Lane) -> [(Text, Option<NaiveDate>); 2] {
    let taken = match &lane.state {
        LaneState::Working { since } => *since,
        LaneState::Waiting | LaneState::GivenBack | LaneState::Done(_) => None,
    };
    let began = lane.assigned.or(round.began);
    if state.rounds.len() > 1 {
        [
            (Action::Rehandle.label(), began),
            (Action::Rehandle.label(), taken),
        ]
    } else {
        [
            (Action::Assign.label(), began),
            (Action::Accept.label(), taken),
        ]
    }
}

fn every_point(points: &[String], answers: &[PointAnswer]) -> Result<(), Refusal> {
    let mut answered = BTreeSet::new();
    for answer in answers {
        let known = usize::try_from(answer.point).is_ok_and(|point| point < points.len());
        if !known {
            return Err(Refusal::point_unknown(answer.point, points.len()));
        }
        if !answered.insert(answer.point) {
            return Err(Refusal::point_twice(answer.point));
        }
        check::body(Field::PointAnswer, &answer.answer)?;
    }
    let missing: Vec<usize> = (0..points.len())
        .filter(|point| !u32::try_from(*point).is_ok_and(|point| answered.contains(&point)))
        .collect();
    if missing.is_empty() {
        Ok(())
    } else {
        Err(Refusal::points_unanswered(&missing))
    }
}

/// What is tracked after the reply has to be promised in it; which classes are is
/// the rulebook's.
fn promised(given: &Replied, on: NaiveDate, ctx: &Context) -> Result<(), Refusal> {
    let tracked = ctx.rulebook.class(given.class).value.tracked;
    match &given.promise {
        None if tracked => Err(Refusal::promise_missing(given.class)),
        None => Ok(()),
        Some(_) if !tracked && !given.class.promises() => {
            Err(Refusal::promise_not_due(given.class))
        }
        Some(promise) => {
            check::body(Field::Promise, &promise.what)?;
            match promise.due {
                Some(due) if due < on => Err(Refusal::promise_due_too_early(due, on)),
                Some(_) | None => Ok(()),
            }
        }
    }
}

pub(super) fn progress(
    state: &Suggestion,
    unit: &str,
    on: NaiveDate,
    note: &str,
    ctx: &Context,
) -> Result<Vec<Event>, Refusal> {
    same_unit(unit, ctx)?;
    check::body(Field::Progress, note)?;
    check::day(
        Action::ReportProgress.label(),
        on,
        &[replied(state, unit)],
        ctx,
    )?;
    Ok(vec![Event::Progressed(Progressed {
        unit: unit.to_owned(),
        on,
        note: note.to_owned(),
    })])
}

pub(super) fn fulfil(
    state: &Suggestion,
    unit: &str,
    on: NaiveDate,
    text: &str,
    ctx: &Context,
) -> Result<Vec<Event>, Refusal> {
    same_unit(unit, ctx)?;
    check::body(Field::SecondAnswer, text)?;
    check::day(Action::Fulfil.label(), on, &[replied(state, unit)], ctx)?;
    Ok(vec![Event::Fulfilled(Fulfilled {
        unit: unit.to_owned(),
        on,
        text: text.to_owned(),
    })])
}

/// The reply a promise was made in, with its day.
fn replied(state: &Suggestion, unit: &str) -> (Text, Option<NaiveDate>) {
    let reply = state
        .round()
        .and_then(|round| round.replies().find(|reply| reply.unit == unit));
    (Action::Reply.label(), reply.and_then(|reply| reply.on))
}
