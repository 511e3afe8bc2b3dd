//! Hands each command beside assigning, replying and rating to the file that judges it.

use super::{again, joint, reply, supervise, time};
use crate::refusal::Refusal;
use crate::suggestion::command::Command;
use crate::suggestion::context::Context;
use crate::suggestion::event::{
    Assessed, DefectsNoted, Delivered, Event, LookedBack, OpinionGiven, Redone, Summoned,
    Supervised, Suspended,
};
use crate::suggestion::state::Suggestion;

/// What goes on around assigning, replying and rating.
pub(super) fn around(
    state: &Suggestion,
    command: &Command,
    ctx: &Context,
) -> Result<Vec<Event>, Refusal> {
    match command.clone() {
        Command::SplitPoints { points } => joint::split(points),
        Command::Join { with, on } => joint::join(state, with, on, ctx),
        Command::Part { with, reason } => joint::part(state, with, reason),
        Command::GiveOpinion {
            unit,
            on,
            text,
            agrees,
        } => {
            let opinion = OpinionGiven {
                unit,
                on,
                text,
                agrees,
            };
            joint::opinion(state, opinion, ctx)
        }
        Command::Coordinate { on, outcome } => joint::coordinate(state, on, outcome, ctx),
        Command::Suspend {
            on,
            reason,
            consent,
        } => {
            let suspended = Suspended {
                on,
                reason,
                consent,
            };
            time::suspend(state, suspended, ctx)
        }
        Command::Resume { on, note } => time::resume(state, on, note, ctx),
        Command::Deliver { unit, on, deputies } => {
            reply::deliver(state, Delivered { unit, on, deputies }, ctx)
        }
        Command::NoteDefects {
            unit,
            on,
            defects,
            note,
        } => {
            let noted = DefectsNoted {
                unit,
                on,
                defects,
                note,
            };
            supervise::note_defects(state, noted, ctx)
        }
        Command::Summon {
            unit,
            on,
            by,
            people,
            outcome,
        } => {
            let summoned = Summoned {
                unit,
                on,
                by,
                people,
                outcome,
            };
            supervise::summon(state, summoned, ctx)
        }
        Command::Supervise {
            on,
            role,
            form,
            medium,
            by,
            people,
            finding,
        } => {
            let supervised = Supervised {
                on,
                role,
                form,
                medium,
                by,
                people,
                finding,
            };
            supervise::supervise(state, supervised, ctx)
        }
        Command::Redo {
            unit,
            on,
            step,
            people,
            evidence,
        } => {
            let redone = Redone {
                unit,
                on,
                step,
                people,
                evidence,
            };
            again::redo(state, redone, ctx)
        }
        Command::LookBack {
            deputy,
            on,
            process,
            result,
            note,
        } => {
            let looked = LookedBack {
                deputy,
                on,
                process,
                result,
                note,
            };
            again::look_back(state, looked, ctx)
        }
        Command::Assess {
            on,
            kind,
            by,
            tally,
            finding,
        } => {
            let assessed = Assessed {
                on,
                kind,
                by,
                tally,
                finding,
                rule: None,
            };
            supervise::assess(state, assessed, ctx)
        }
        // `decide` sends nothing else here.
        other => Err(Refusal::already_exists(other.action())),
    }
}
