//! Commands become events, or a refusal.
//!
//! [`permit`] decides who may act in which stage; the files beside this one check
//! what each group of commands says.

mod again;
mod around;
mod assign;
pub(crate) mod check;
mod dossier;
mod enter;
mod intake;
mod joint;
mod judge;
mod reply;
mod supervise;
mod time;

use super::command::{Action, Command};
use super::context::Context;
use super::event::{Assigned, Evaluated, Event, KeyMarked, Replied, Resolved, Undone};
use super::permit::permit;
use super::state::Suggestion;
use crate::actor::Role;
use crate::ids::EventId;
use crate::refusal::{Field, Refusal};

/// Judges `command` against the state and the rules in force. The events of an
/// accepted command belong together: they are recorded all or none.
///
/// `state` is `None` where nothing is recorded yet. Nothing is changed here; the
/// shell records the events and folds them with [`replay`](super::evolve::replay).
pub fn decide(
    state: Option<&Suggestion>,
    command: &Command,
    ctx: &Context,
) -> Result<Vec<Event>, Refusal> {
    permit(state, command.action(), ctx)?;
    match (state, command) {
        (None, Command::Draft(dossier)) => dossier::draft(dossier, ctx),
        (None, Command::Enter(record)) => enter::enter(record, ctx),
        // `permit` refused these two already; the compiler cannot know.
        (Some(_), Command::Draft(_) | Command::Enter(_)) => {
            Err(Refusal::already_exists(command.action()))
        }
        (None, _) => Err(Refusal::no_such_suggestion(command.action())),
        (Some(state), command) => on_existing(state, command, ctx),
    }
}

fn on_existing(
    state: &Suggestion,
    command: &Command,
    ctx: &Context,
) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Draft(_) | Command::Enter(_) => Err(Refusal::already_exists(command.action())),
        Command::Revise(dossier) => dossier::revise(state, dossier, ctx),
        Command::Submit { on } => dossier::submit(state, *on, ctx),
        Command::Void { on, cause } => dossier::void(state, *on, cause, ctx),
        Command::Screen { on, outcome, tests } => intake::screen(state, *on, (outcome, tests), ctx),
        Command::Register { number, on } => intake::register(state, number, *on, ctx),
        Command::MarkKey {
            supervisor,
            committee,
            criteria,
            reason,
        } => {
            let marked = KeyMarked {
                supervisor: supervisor.clone(),
                committee: committee.clone(),
                criteria: criteria.clone(),
                reason: reason.clone(),
            };
            intake::mark_key(marked, ctx)
        }
        Command::UnmarkKey { reason } => intake::unmark_key(reason),
        Command::Assign {
            on,
            leader,
            arrangement,
            meeting,
            level,
        } => {
            let assigned = Assigned {
                on: Some(*on),
                leader: leader.clone(),
                arrangement: arrangement.tidied(),
                meeting: meeting.clone(),
                level: level.clone(),
            };
            assign::assign(state, *on, assigned, ctx)
        }
        Command::Accept { unit, on } => assign::accept(state, unit, *on, ctx),
        Command::Return {
            unit,
            on,
            reason,
            consent,
        } => assign::give_back(state, unit, *on, (reason, consent.as_deref()), ctx),
        Command::Extend {
            on,
            by,
            consent,
            reason,
        } => assign::extend(state, *on, *by, (consent, reason), ctx),
        Command::Remind {
            unit,
            on,
            channel,
            note,
        } => assign::remind(state, unit.as_deref(), *on, (*channel, note), ctx),
        Command::Consult {
            unit,
            on,
            phase,
            people,
            outcome,
        } => reply::consult(state, unit, (*on, *phase), (people, outcome), ctx),
        Command::Reply {
            unit,
            on,
            class,
            text,
            points,
            promise,
            signed_by,
            sealed,
            form_enclosed,
        } => {
            let given = Replied {
                unit: unit.clone(),
                on: Some(*on),
                class: *class,
                text: text.clone(),
                points: points.clone(),
                promise: promise.clone(),
                signed_by: signed_by.clone(),
                sealed: *sealed,
                form_enclosed: *form_enclosed,
            };
            reply::reply(state, *on, given, ctx)
        }
        Command::ReportProgress { unit, on, note } => reply::progress(state, unit, *on, note, ctx),
        Command::Fulfil { unit, on, text } => reply::fulfil(state, unit, *on, text, ctx),
        Command::Evaluate {
            deputy,
            on,
            process,
            result,
            note,
            points,
            defects,
        } => {
            let given = Evaluated {
                deputy: deputy.clone(),
                on: Some(*on),
                process: *process,
                result: *result,
                note: note.clone(),
                points: points.clone(),
                defects: defects.clone(),
            };
            judge::evaluate(state, *on, given, ctx)
        }
        Command::Rehandle { on, reason } => judge::rehandle(state, *on, reason, ctx),
        Command::Close { on, despite } => judge::close(state, *on, despite.as_deref(), ctx),
        Command::AnnounceOpinions { on } => judge::announce(state, *on, ctx),
        Command::Resolve {
            keep,
            dropped,
            on,
            reason,
        } => {
            let resolved = Resolved {
                keep: keep.clone(),
                dropped: dropped.clone(),
                on: *on,
                reason: reason.clone(),
            };
            resolve(state, resolved, ctx)
        }
        Command::Undo { event } => undo(state, event),
        command => around::around(state, command, ctx),
    }
}

/// Only what contradicts: each that is dropped with the one that is kept.
fn resolve(state: &Suggestion, resolved: Resolved, ctx: &Context) -> Result<Vec<Event>, Refusal> {
    check::body(Field::Reason, &resolved.reason)?;
    let against = |event: &EventId| {
        let mut pairs = state.conflicts.iter();
        pairs.any(|(a, b)| {
            (a == event && *b == resolved.keep) || (b == event && *a == resolved.keep)
        })
    };
    if resolved.dropped.is_empty() || !resolved.dropped.iter().all(against) {
        return Err(Refusal::not_in_conflict());
    }
    check::day(Action::Resolve.label(), resolved.on, &[], ctx)?;
    Ok(vec![Event::Resolved(resolved)])
}

/// Only the latest standing event: everything after it was decided in its light.
fn undo(state: &Suggestion, event: &EventId) -> Result<Vec<Event>, Refusal> {
    match &state.latest {
        None => Err(Refusal::nothing_to_undo()),
        Some((latest, _)) if latest != event => Err(Refusal::undo_not_latest(event, latest)),
        Some(_) => Ok(vec![Event::Undone(Undone {
            event: event.clone(),
        })]),
    }
}

/// A command recorded for one unit has to name that unit.
pub(crate) fn same_unit(unit: &str, ctx: &Context) -> Result<(), Refusal> {
    let acting = ctx.actor.acting();
    if acting.role == Role::Unit && acting.name != unit {
        return Err(Refusal::unit_differs(&acting.name, unit));
    }
    Ok(())
}
