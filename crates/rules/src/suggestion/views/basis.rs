//! What each kind of record rests on.

use crate::refusal;
use crate::suggestion::event::Event;
use crate::suggestion::terms::ScreenOutcome;

/// The source that governs an event, as a person reads it; empty where none does
/// but the record itself.
pub(super) fn basis(event: &Event) -> &'static str {
    match event {
        Event::Screened(screened) => match &screened.outcome {
            ScreenOutcome::NotAccept { .. } => refusal::NOT_ACCEPTED,
            ScreenOutcome::Merge { .. } => refusal::MERGE,
            ScreenOutcome::Accept | ScreenOutcome::SendBack { .. } => "",
        },
        Event::Assigned(_) | Event::Extended(_) => refusal::JOINT,
        Event::Returned(_) => refusal::RETURN,
        Event::Consulted(_) => refusal::CONSULT,
        Event::Replied(_) | Event::Evaluated(_) => refusal::REPLY_FORM,
        Event::Rehandled(_) => refusal::REHANDLE,
        Event::Progressed(_) | Event::Fulfilled(_) => refusal::REPLY_AGAIN,
        Event::Drafted(_)
        | Event::Revised(_)
        | Event::Submitted(_)
        | Event::Registered(_)
        | Event::Entered(_)
        | Event::KeyMarked(_)
        | Event::KeyUnmarked(_)
        | Event::Accepted(_)
        | Event::Reminded(_)
        | Event::Closed(_)
        | Event::Voided(_)
        | Event::Undone(_) => "",
    }
}
