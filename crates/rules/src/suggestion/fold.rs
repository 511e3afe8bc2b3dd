//! What each event does to the state. Every function checks first and changes
//! after, so that an event that is set aside leaves no trace.

use super::event::{Assigned, Entered, Event};
use super::evolve::AnomalyCode;
use super::state::{Lane, LaneState, Round, Stage, StageName, Suggestion};
use super::terms::{Arrangement, Dossier, ScreenOutcome};
use crate::answer::Rating;
use crate::ids::SuggestionId;
use chrono::NaiveDate;

type Folded = Result<(), AnomalyCode>;

/// Folds `event` into `state`, which stays as it was where that is impossible.
pub(super) fn fold(id: &SuggestionId, state: &mut Option<Suggestion>, event: &Event) -> Folded {
    match (state.as_mut(), event) {
        (None, Event::Drafted(dossier)) => {
            *state = Some(begun(id, dossier.clone(), Stage::Draft));
            Ok(())
        }
        (None, Event::Entered(entered)) => {
            *state = Some(from_ledger(id, entered));
            Ok(())
        }
        (None, _) => Err(AnomalyCode::NotBegun),
        (Some(_), Event::Drafted(_) | Event::Entered(_)) => Err(AnomalyCode::BegunTwice),
        (Some(state), event) => step(state, event),
    }
}

fn begun(id: &SuggestionId, dossier: Dossier, stage: Stage) -> Suggestion {
    Suggestion {
        id: id.clone(),
        dossier,
        source: None,
        number: None,
        submitted: None,
        screened: None,
        registered: None,
        key: None,
        leader: None,
        rounds: Vec::new(),
        reminders: Vec::new(),
        stage,
        latest: None,
    }
}

fn from_ledger(id: &SuggestionId, entered: &Entered) -> Suggestion {
    Suggestion {
        source: Some(entered.source.clone()),
        number: Some(entered.number.clone()),
        ..begun(id, entered.dossier.clone(), Stage::Registered)
    }
}

fn step(state: &mut Suggestion, event: &Event) -> Folded {
    use StageName as S;
    match event {
        // Handled by `fold` and by `apply`.
        Event::Drafted(_) | Event::Entered(_) => Err(AnomalyCode::BegunTwice),
        Event::Undone(_) => Err(AnomalyCode::NothingTakenBack),
        Event::Revised(dossier) => {
            within(state, &[S::Draft, S::SentBack])?;
            state.dossier = dossier.clone();
            Ok(())
        }
        Event::Submitted(submitted) => {
            within(state, &[S::Draft, S::SentBack])?;
            state.submitted = Some(submitted.on);
            state.stage = Stage::Submitted;
            Ok(())
        }
        Event::Screened(screened) => {
            within(state, &[S::Submitted])?;
            state.screened = Some(screened.on);
            state.stage = after_screening(&screened.outcome);
            Ok(())
        }
        Event::Registered(registered) => {
            within(state, &[S::Screened])?;
            state.number = Some(registered.number.clone());
            state.registered = Some(registered.on);
            state.stage = Stage::Registered;
            Ok(())
        }
        Event::KeyMarked(marked) => {
            within(state, IN_FORCE)?;
            changes(state.key.is_none())?;
            state.key = Some(marked.supervisor.clone());
            Ok(())
        }
        Event::KeyUnmarked(_) => {
            within(state, IN_FORCE)?;
            changes(state.key.is_some())?;
            state.key = None;
            Ok(())
        }
        Event::Assigned(assigned) => assign(state, assigned),
        Event::Voided(voided) => {
            let was = state.stage.name();
            if was == S::Void {
                return Err(AnomalyCode::WrongStage);
            }
            state.stage = Stage::Void {
                cause: voided.cause.clone(),
                was,
            };
            Ok(())
        }
        Event::Reminded(reminded) => {
            within(
                state,
                &[
                    S::Assigned,
                    S::Handling,
                    S::Replied,
                    S::Evaluated,
                    S::Closed,
                ],
            )?;
            current(state)?
                .lane(&reminded.unit)
                .ok_or(AnomalyCode::WrongUnit)?;
            state.reminders.push(reminded.clone());
            Ok(())
        }
        Event::Rehandled(rehandled) => {
            within(state, &[S::Evaluated])?;
            let round = current(state)?;
            if round.rating() != Some(Rating::Dissatisfied) {
                return Err(AnomalyCode::WrongStage);
            }
            let next = again(round, rehandled.on, rehandled.reason.clone());
            state.rounds.push(next);
            restage(state);
            Ok(())
        }
        Event::Closed(closed) => {
            within(state, &[S::Replied, S::Evaluated])?;
            state.stage = Stage::Closed {
                on: closed.on,
                despite: closed.despite.clone(),
            };
            Ok(())
        }
        Event::Accepted(_)
        | Event::Returned(_)
        | Event::Extended(_)
        | Event::Consulted(_)
        | Event::Replied(_)
        | Event::Evaluated(_)
        | Event::Progressed(_)
        | Event::Fulfilled(_) => handle(state, event),
    }
}

/// What happens inside the current round.
fn handle(state: &mut Suggestion, event: &Event) -> Folded {
    use StageName as S;
    match event {
        Event::Accepted(accepted) => {
            within(state, &[S::Assigned, S::Handling])?;
            let lane = lane(state, &accepted.unit, |lane| {
                lane.state == LaneState::Waiting
            })?;
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
        // `step` sends nothing else here.
        _ => return Err(AnomalyCode::WrongStage),
    }
    restage(state);
    Ok(())
}

const IN_FORCE: &[StageName] = &[
    StageName::Registered,
    StageName::Assigned,
    StageName::Handling,
    StageName::Replied,
    StageName::Evaluated,
];

fn within(state: &Suggestion, stages: &[StageName]) -> Folded {
    if stages.contains(&state.stage.name()) {
        Ok(())
    } else {
        Err(AnomalyCode::WrongStage)
    }
}

fn changes(change: bool) -> Folded {
    if change {
        Ok(())
    } else {
        Err(AnomalyCode::NoChange)
    }
}

fn current(state: &Suggestion) -> Result<&Round, AnomalyCode> {
    state.rounds.last().ok_or(AnomalyCode::WrongStage)
}

fn current_mut(state: &mut Suggestion) -> Result<&mut Round, AnomalyCode> {
    state.rounds.last_mut().ok_or(AnomalyCode::WrongStage)
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

fn after_screening(outcome: &ScreenOutcome) -> Stage {
    match outcome {
        ScreenOutcome::Accept => Stage::Screened,
        ScreenOutcome::NotAccept { reason, note } => Stage::NotAccepted {
            reason: *reason,
            note: note.clone(),
        },
        ScreenOutcome::Merge { into } => Stage::Merged { into: into.clone() },
        ScreenOutcome::SendBack { note } => Stage::SentBack { note: note.clone() },
    }
}

/// The first arrangement, or a new one after a unit gave it back: units that stay
/// keep what they did, the others begin.
fn assign(state: &mut Suggestion, assigned: &Assigned) -> Folded {
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
        None => state.rounds.push(Round {
            began: assigned.on,
            reason: None,
            lanes: lanes(assigned, &[]),
            extensions: Vec::new(),
            consultations: Vec::new(),
            evaluations: Vec::new(),
            progress: Vec::new(),
            fulfilled: Vec::new(),
            returns: Vec::new(),
        }),
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
                    state: LaneState::Waiting,
                },
            }
        })
        .collect()
}

/// The next round: the same units, at work again from the day of the order. Who
/// gave it back, which only an assisting unit can have left open, stays out.
fn again(round: &Round, on: NaiveDate, reason: String) -> Round {
    let lanes = round
        .lanes
        .iter()
        .filter(|lane| lane.state != LaneState::GivenBack);
    Round {
        began: Some(on),
        reason: Some(reason),
        lanes: lanes
            .map(|lane| Lane {
                unit: lane.unit.clone(),
                role: lane.role,
                assigned: Some(on),
                state: LaneState::Working { since: Some(on) },
            })
            .collect(),
        extensions: Vec::new(),
        consultations: Vec::new(),
        evaluations: Vec::new(),
        progress: Vec::new(),
        fulfilled: Vec::new(),
        returns: Vec::new(),
    }
}

/// The stage the current round comes to. A closed or void suggestion stays so.
fn restage(state: &mut Suggestion) {
    let fixed = matches!(state.stage, Stage::Closed { .. } | Stage::Void { .. });
    let Some(round) = state.rounds.last().filter(|_| !fixed) else {
        return;
    };
    let in_hand =
        |lane: &Lane| matches!(lane.state, LaneState::Working { .. } | LaneState::Done(_));
    state.stage = if round.replied() {
        if round.evaluations.is_empty() {
            Stage::Replied
        } else {
            Stage::Evaluated
        }
    } else if round
        .lanes
        .iter()
        .filter(|lane| lane.role.replies())
        .all(in_hand)
    {
        Stage::Handling
    } else {
        Stage::Assigned
    };
}
