//! What each event does to the state. Every function checks first and changes
//! after, so that an event that is set aside leaves no trace.

use super::event::{Entered, Event, Rehandled};
use super::evolve::AnomalyCode;
use super::state::{Lane, LaneState, Round, Stage, StageName, Suggestion};
use super::terms::{Dossier, ScreenOutcome};
use crate::actor::Party;
use crate::ids::SuggestionId;

mod arrange;
mod beside;
mod party;
mod round;

type Folded = Result<(), AnomalyCode>;

/// Folds `event` into `state`, which stays as it was where that is impossible.
pub(super) fn fold(
    id: &SuggestionId,
    state: &mut Option<Suggestion>,
    event: &Event,
    acting: &Party,
) -> Folded {
    if !party::own(state.as_ref(), event, acting) {
        return Err(AnomalyCode::WrongParty);
    }
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
        level: None,
        joined: Vec::new(),
        rounds: Vec::new(),
        reminders: Vec::new(),
        summons: Vec::new(),
        supervisions: Vec::new(),
        defects: Vec::new(),
        assessments: Vec::new(),
        answered: 0,
        announced: None,
        conflicts: Vec::new(),
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
        // What it settles is left out before anything is folded.
        Event::Resolved(_) => Ok(()),
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
            state.key = Some(marked.clone());
            Ok(())
        }
        Event::KeyUnmarked(_) => {
            within(state, IN_FORCE)?;
            changes(state.key.is_some())?;
            state.key = None;
            Ok(())
        }
        Event::Assigned(assigned) => arrange::assign(state, assigned),
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
        Event::Rehandled(rehandled) => rehandle(state, rehandled),
        Event::Closed(closed) => {
            within(state, &[S::Replied, S::Evaluated])?;
            if closed.despite.is_some() {
                state.answered = state.assessments.len();
            }
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
        | Event::Fulfilled(_)
        | Event::OpinionGiven(_)
        | Event::Coordinated(_)
        | Event::Suspended(_)
        | Event::Resumed(_)
        | Event::Delivered(_)
        | Event::Redone(_)
        | Event::LookedBack(_) => round::handle(state, event),
        Event::PointsSplit(_)
        | Event::Joined(_)
        | Event::Parted(_)
        | Event::Reminded(_)
        | Event::DefectsNoted(_)
        | Event::Summoned(_)
        | Event::Supervised(_)
        | Event::Assessed(_)
        | Event::OpinionsAnnounced(_) => beside::note(state, event),
    }
}

/// The stages of what counts and is not closed.
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

/// A new round. Which opinion or vote asked for it was checked when it was ordered: many who
/// fold the order never hold single opinions, and all have to come to the same rounds.
fn rehandle(state: &mut Suggestion, rehandled: &Rehandled) -> Folded {
    use StageName as S;
    within(state, &[S::Replied, S::Evaluated, S::Closed])?;
    let round = current(state)?;
    let next = arrange::again(round, rehandled.on, rehandled.reason.clone());
    state.rounds.push(next);
    state.answered = state.assessments.len();
    state.stage = Stage::Handling;
    restage(state);
    Ok(())
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

/// The stage the current round comes to. A closed or void suggestion stays so.
fn restage(state: &mut Suggestion) {
    let fixed = matches!(state.stage, Stage::Closed { .. } | Stage::Void { .. });
    let Some(round) = state.rounds.last().filter(|_| !fixed) else {
        return;
    };
    let in_hand =
        |lane: &Lane| matches!(lane.state, LaneState::Working { .. } | LaneState::Done(_));
    state.stage = if round.replied() {
        if round.evaluations.is_empty() && round.look_backs.is_empty() {
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
