//! Assigning, and beginning a round again.

use super::{Folded, restage, within};
use crate::suggestion::event::Assigned;
use crate::suggestion::evolve::AnomalyCode;
use crate::suggestion::state::{Lane, LaneState, Round, StageName, Suggestion};
use crate::suggestion::terms::Arrangement;
use chrono::NaiveDate;

/// The first arrangement, or a new one after a unit gave it back: units that stay
/// keep what they did, the others begin.
pub(super) fn assign(state: &mut Suggestion, assigned: &Assigned) -> Folded {
    within(
        state,
        &[
            StageName::Registered,
            StageName::Assigned,
            StageName::Handling,
        ],
    )?;
    let sound = sound(&assigned.arrangement);
    match state.rounds.last_mut() {
        _ if !sound => return Err(AnomalyCode::WrongArrangement),
        None => state
            .rounds
            .push(Round::new(assigned.on, None, lanes(assigned, &[]))),
        Some(round) if round.given_back() => {
            let lanes = lanes(assigned, &round.lanes);
            let kept = |unit: &str| lanes.iter().any(|lane| lane.unit == unit);
            if !round.replies().all(|reply| kept(&reply.unit)) {
                return Err(AnomalyCode::WrongArrangement);
            }
            round.lanes = lanes;
        }
        Some(_) => return Err(AnomalyCode::WrongStage),
    }
    state.leader = assigned.leader.clone();
    state.level = assigned.level.clone();
    restage(state);
    Ok(())
}

fn sound(arrangement: &Arrangement) -> bool {
    let parts = arrangement.parts();
    let mut units = std::collections::BTreeSet::new();
    // One by one: a set that is collected brings a sort of its own along.
    for (unit, _) in &parts {
        units.insert(*unit);
    }
    let enough = match arrangement {
        Arrangement::Joint { .. } => true,
        Arrangement::Separate { units } => units.len() >= 2,
    };
    enough && units.len() == parts.len()
}

fn lanes(assigned: &Assigned, before: &[Lane]) -> Vec<Lane> {
    let parts = assigned.arrangement.parts();
    parts
        .into_iter()
        .map(|(unit, role)| {
            let stays = before
                .iter()
                .find(|lane| lane.unit == unit && lane.state != LaneState::GivenBack);
            match stays {
                Some(lane) => Lane {
                    role,
                    ..lane.clone()
                },
                None => Lane {
                    unit: unit.to_owned(),
                    role,
                    assigned: assigned.on,
                    accepted: None,
                    state: LaneState::Waiting,
                },
            }
        })
        .collect()
}

/// The next round: the same units, at work again from the day of the order. Who
/// gave it back, which only an assisting unit can have left open, stays out.
pub(super) fn again(round: &Round, on: NaiveDate, reason: String) -> Round {
    let lanes = round
        .lanes
        .iter()
        .filter(|lane| lane.state != LaneState::GivenBack);
    let lanes = lanes.map(|lane| Lane {
        unit: lane.unit.clone(),
        role: lane.role,
        assigned: Some(on),
        accepted: None,
        state: LaneState::Working { since: Some(on) },
    });
    Round::new(Some(on), Some(reason), lanes.collect())
}
