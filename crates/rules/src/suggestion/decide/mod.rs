//! Commands become events, or a refusal.
//!
//! [`permit`] decides who may act in which stage; the files beside this one check
//! what each group of commands says.

mod assign;
pub(crate) mod check;
mod dossier;
mod enter;
mod intake;
mod judge;
mod reply;

use super::command::Command;
use super::context::Context;
use super::event::{Event, Undone};
use super::permit::permit;
use super::state::Suggestion;
use crate::actor::Role;
use crate::ids::EventId;
use crate::refusal::Refusal;

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
        Command::Screen { on, outcome } => intake::screen(state, *on, outcome, ctx),
        Command::Register { number, on } => intake::register(state, number, *on, ctx),
        Command::MarkKey { supervisor } => intake::mark_key(supervisor.as_deref()),
        Command::UnmarkKey { reason } => intake::unmark_key(reason),
        Command::Assign {
            on,
            leader,
            arrangement,
        } => assign::assign(state, *on, leader.as_deref(), arrangement, ctx),
        Command::Accept { unit, on } => assign::accept(state, unit, *on, ctx),
        Command::Return { unit, on, reason } => assign::give_back(state, unit, *on, reason, ctx),
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
        } => {
            let given = reply::Given {
                class: *class,
                text,
                points,
                promise: promise.as_ref(),
            };
            reply::reply(state, unit, *on, &given, ctx)
        }
        Command::ReportProgress { unit, on, note } => reply::progress(state, unit, *on, note, ctx),
        Command::Fulfil { unit, on, text } => reply::fulfil(state, unit, *on, text, ctx),
        Command::Evaluate {
            deputy,
            on,
            process,
            result,
            note,
        } => judge::evaluate(state, deputy, *on, (*process, *result, note), ctx),
        Command::Rehandle { on, reason } => judge::rehandle(state, *on, reason, ctx),
        Command::Close { on, despite } => judge::close(state, *on, despite.as_deref(), ctx),
        Command::Undo { event } => undo(state, event),
    }
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
