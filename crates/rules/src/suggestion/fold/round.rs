//! What happens inside the current round.

use super::{Folded, changes, current_mut, restage, within};
use crate::suggestion::event::Event;
use crate::suggestion::evolve::AnomalyCode;
use crate::suggestion::state::{Lane, LaneState, Round, StageName, Suggestion, Suspension};
use crate::suggestion::terms::{LaneRole, RedoStep};

/// What happens inside the current round.
pub(super) fn handle(state: &mut Suggestion, event: &Event) -> Folded {
    use StageName as S;
    match event {
        Event::Accepted(accepted) => {
            within(state, &[S::Assigned, S::Handling])?;
            let lane = lane(state, &accepted.unit, |lane| {
                lane.state == LaneState::Waiting
            })?;
            lane.accepted = Some(accepted.on);
            lane.state = LaneState::Working {
                since: Some(accepted.on),
            };
        }
        Event::Returned(returned) => {
            within(state, &[S::Assigned, S::Handling])?;
            if state.rounds.len() > 1 {
                return Err(AnomalyCode::WrongStage);
            }
            lane(state, &returned.unit, is_open)?.state = LaneState::GivenBack;
            current_mut(state)?.returns.push(returned.clone());
        }
        Event::Extended(extended) => {
            within(state, &[S::Assigned, S::Handling])?;
            current_mut(state)?.extensions.push(extended.clone());
        }
        Event::Consulted(consulted) => {
            within(state, &[S::Assigned, S::Handling, S::Replied, S::Evaluated])?;
            lane(state, &consulted.unit, |lane| {
                lane.state != LaneState::GivenBack
            })?;
            current_mut(state)?.consultations.push(consulted.clone());
        }
        Event::Replied(replied) => {
            within(state, &[S::Assigned, S::Handling])?;
            let owes = |lane: &Lane| lane.role.replies() && is_open(lane);
            lane(state, &replied.unit, owes)?.state = LaneState::Done(replied.clone());
        }
        Event::Evaluated(evaluated) => {
            within(state, &[S::Replied, S::Evaluated])?;
            let signed = state.dossier.signed_by(&evaluated.deputy);
            let round = current_mut(state)?;
            if !signed
                || round
                    .evaluations
                    .iter()
                    .any(|given| given.deputy == evaluated.deputy)
            {
                return Err(AnomalyCode::WrongDeputy);
            }
            round.evaluations.push(evaluated.clone());
        }
        Event::Progressed(progressed) => {
            within(state, &[S::Replied, S::Evaluated, S::Closed])?;
            promised(state, &progressed.unit)?
                .progress
                .push(progressed.clone());
        }
        Event::Fulfilled(fulfilled) => {
            within(state, &[S::Replied, S::Evaluated, S::Closed])?;
            promised(state, &fulfilled.unit)?
                .fulfilled
                .push(fulfilled.clone());
        }
        _ => beside_the_reply(state, event)?,
    }
    restage(state);
    Ok(())
}

/// What goes on around the reply: opinions of assisting units, time that stops,
/// handing over, handling again, looking back.
fn beside_the_reply(state: &mut Suggestion, event: &Event) -> Folded {
    use StageName as S;
    const AT_WORK: &[StageName] = &[S::Assigned, S::Handling];
    match event {
        Event::OpinionGiven(opinion) => {
            within(state, AT_WORK)?;
            let assists = |lane: &Lane| lane.role == LaneRole::Assisting && is_open(lane);
            let given = &current_mut(state)?.opinions;
            changes(!given.iter().any(|given| given.unit == opinion.unit))?;
            let lane = lane(state, &opinion.unit, assists)?;
            // A unit that gives its opinion shows that it took it.
            if lane.state == LaneState::Waiting {
                lane.state = LaneState::Working { since: None };
            }
            current_mut(state)?.opinions.push(opinion.clone());
        }
        Event::Coordinated(coordinated) => {
            within(state, AT_WORK)?;
            let round = current_mut(state)?;
            round.coordinated.push(coordinated.clone());
            round.settled = round.opinions.len();
        }
        Event::Suspended(suspended) => {
            within(state, AT_WORK)?;
            let round = current_mut(state)?;
            changes(round.suspended().is_none())?;
            round.suspensions.push(Suspension {
                began: suspended.clone(),
                until: None,
            });
        }
        Event::Resumed(resumed) => {
            within(state, AT_WORK)?;
            let open = current_mut(state)?.suspensions.last_mut();
            let open = open.filter(|suspension| suspension.until.is_none());
            open.ok_or(AnomalyCode::NoChange)?.until = Some(resumed.on);
        }
        Event::Delivered(delivered) => {
            within(state, &[S::Assigned, S::Handling, S::Replied, S::Evaluated])?;
            let unknown = |deputy: &String| !state.dossier.signed_by(deputy);
            if delivered.deputies.iter().any(unknown) {
                return Err(AnomalyCode::WrongDeputy);
            }
            lane(state, &delivered.unit, |lane| {
                matches!(lane.state, LaneState::Done(_))
            })?;
            let round = current_mut(state)?;
            let fresh = |deputy: &String| round.delivered_on(&delivered.unit, deputy).is_none();
            changes(!delivered.deputies.is_empty() && delivered.deputies.iter().all(fresh))?;
            round.delivered.push(delivered.clone());
        }
        Event::Redone(redone) => {
            within(state, &[S::Assigned, S::Handling, S::Replied, S::Evaluated])?;
            if state.rounds.len() < 2 || redone.step == RedoStep::Reply {
                return Err(AnomalyCode::WrongStage);
            }
            lane(state, &redone.unit, |lane| {
                lane.state != LaneState::GivenBack
            })?;
            current_mut(state)?.redone.push(redone.clone());
        }
        Event::LookedBack(looked) => {
            within(state, &[S::Replied, S::Evaluated, S::Closed])?;
            let signed = state.dossier.signed_by(&looked.deputy);
            let round = current_mut(state)?;
            if !signed
                || round
                    .look_backs
                    .iter()
                    .any(|given| given.deputy == looked.deputy)
            {
                return Err(AnomalyCode::WrongDeputy);
            }
            round.look_backs.push(looked.clone());
        }
        // `step` sends nothing else here.
        _ => return Err(AnomalyCode::WrongStage),
    }
    Ok(())
}

/// The unit's lane, where it stands as `fits` asks.
fn lane<'s>(
    state: &'s mut Suggestion,
    unit: &str,
    fits: impl Fn(&Lane) -> bool,
) -> Result<&'s mut Lane, AnomalyCode> {
    current_mut(state)?
        .lanes
        .iter_mut()
        .find(|lane| lane.unit == unit && fits(lane))
        .ok_or(AnomalyCode::WrongUnit)
}

/// Whether a unit has it in hand; a reply of a unit that never said it took it
/// shows that it did.
fn is_open(lane: &Lane) -> bool {
    matches!(lane.state, LaneState::Waiting | LaneState::Working { .. })
}

fn promised<'s>(state: &'s mut Suggestion, unit: &str) -> Result<&'s mut Round, AnomalyCode> {
    let round = current_mut(state)?;
    if round.promises().any(|reply| reply.unit == unit) {
        Ok(round)
    } else {
        Err(AnomalyCode::WrongUnit)
    }
}
