//! What ties units and suggestions together: points, handling together, and the
//! opinions of assisting units.

use super::{check, dossier, same_unit};
use crate::ids::SuggestionId;
use crate::refusal::{Field, Refusal};
use crate::suggestion::command::Action;
use crate::suggestion::context::Context;
use crate::suggestion::event::{Coordinated, Event, Joined, OpinionGiven, Parted, PointsSplit};
use crate::suggestion::permit::own_lane;
use crate::suggestion::state::Suggestion;
use chrono::NaiveDate;

pub(super) fn split(points: Vec<String>) -> Result<Vec<Event>, Refusal> {
    if points.is_empty() {
        return Err(Refusal::text_missing(Field::Points));
    }
    dossier::points(&points)?;
    Ok(vec![Event::PointsSplit(PointsSplit { points })])
}

/// A link only: each keeps its number, its units, its reply and its opinions (R1).
pub(super) fn join(
    state: &Suggestion,
    with: SuggestionId,
    on: NaiveDate,
    ctx: &Context,
) -> Result<Vec<Event>, Refusal> {
    if with == state.id {
        return Err(Refusal::join_with_itself());
    }
    if state.joined.contains(&with) {
        return Err(Refusal::already_joined());
    }
    let follows = [
        (Action::Submit.label(), state.submitted),
        (Action::Register.label(), state.registered),
    ];
    check::day(Action::Join.label(), on, &follows, ctx)?;
    Ok(vec![Event::Joined(Joined { with, on })])
}

pub(super) fn part(
    state: &Suggestion,
    with: SuggestionId,
    reason: String,
) -> Result<Vec<Event>, Refusal> {
    check::body(Field::Reason, &reason)?;
    if !state.joined.contains(&with) {
        return Err(Refusal::joined_with_others());
    }
    Ok(vec![Event::Parted(Parted { with, reason })])
}

pub(super) fn opinion(
    state: &Suggestion,
    opinion: OpinionGiven,
    ctx: &Context,
) -> Result<Vec<Event>, Refusal> {
    same_unit(&opinion.unit, ctx)?;
    check::body(Field::Opinion, &opinion.text)?;
    let (round, lane) = own_lane(state, &opinion.unit)?;
    let follows = [(Action::Assign.label(), lane.assigned.or(round.began))];
    check::day(Action::GiveOpinion.label(), opinion.on, &follows, ctx)?;
    Ok(vec![Event::OpinionGiven(opinion)])
}

pub(super) fn coordinate(
    state: &Suggestion,
    on: NaiveDate,
    outcome: String,
    ctx: &Context,
) -> Result<Vec<Event>, Refusal> {
    check::body(Field::Settlement, &outcome)?;
    let disagreed = state.round().and_then(|round| {
        let unsettled = round.opinions.iter().skip(round.settled);
        let against = unsettled.filter(|given| !given.agrees);
        against.map(|given| given.on).max()
    });
    let follows = [(Action::GiveOpinion.label(), disagreed)];
    check::day(Action::Coordinate.label(), on, &follows, ctx)?;
    Ok(vec![Event::Coordinated(Coordinated { on, outcome })])
}
