//! Handling again what did not satisfy, and looking back at it later.

use super::judge::{last_reply, opinion};
use super::{check, same_unit};
use crate::refusal::{Field, Refusal};
use crate::suggestion::command::Action;
use crate::suggestion::context::Context;
use crate::suggestion::event::{Event, LookedBack, Redone};
use crate::suggestion::permit::own_lane;
use crate::suggestion::state::Suggestion;
use crate::suggestion::terms::RedoStep;

pub(super) fn redo(
    state: &Suggestion,
    redone: Redone,
    ctx: &Context,
) -> Result<Vec<Event>, Refusal> {
    same_unit(&redone.unit, ctx)?;
    check::body(Field::Evidence, &redone.evidence)?;
    check::names(
        Field::People,
        redone.people.iter().map(String::as_str),
        check::SIGNERS,
    )?;
    match redone.step {
        RedoStep::Reply => return Err(Refusal::redo_reply_apart()),
        RedoStep::Revisit if redone.people.is_empty() => {
            return Err(Refusal::text_missing(Field::People));
        }
        RedoStep::Revisit | RedoStep::Rework => {}
    }
    let (_, lane) = own_lane(state, &redone.unit)?;
    let follows = [(Action::Rehandle.label(), lane.assigned)];
    check::day(Action::Redo.label(), redone.on, &follows, ctx)?;
    Ok(vec![Event::Redone(redone)])
}

pub(super) fn look_back(
    state: &Suggestion,
    looked: LookedBack,
    ctx: &Context,
) -> Result<Vec<Event>, Refusal> {
    opinion(
        &looked.deputy,
        looked.process,
        looked.result,
        &looked.note,
        ctx,
    )?;
    let round = state.round();
    let own = round.and_then(|round| {
        let mut given = round.evaluations.iter();
        given.find(|given| given.deputy == looked.deputy)
    });
    let follows = [
        last_reply(round),
        (Action::Evaluate.label(), own.and_then(|given| given.on)),
    ];
    check::day(Action::LookBack.label(), looked.on, &follows, ctx)?;
    Ok(vec![Event::LookedBack(looked)])
}
