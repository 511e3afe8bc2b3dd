//! Whether an event is its own party's to record. Before something is recorded that is
//! decided; what others signed is only known to belong to their role.

use crate::actor::{Party, Role};
use crate::suggestion::event::Event;
use crate::suggestion::state::Suggestion;
use crate::suggestion::terms::SupervisorRole;

/// Units speak for themselves, deputies for themselves and for what they signed. The
/// office states what others did where it enters a ledger.
pub(super) fn own(state: Option<&Suggestion>, event: &Event, acting: &Party) -> bool {
    let name = &acting.name;
    let signed = |lead: bool| {
        state.is_some_and(|one| {
            if lead {
                one.dossier.lead == *name
            } else {
                one.dossier.signed_by(name)
            }
        })
    };
    match (acting.role, event) {
        (Role::Office, _) => true,
        (_, Event::Drafted(dossier)) => dossier.signed_by(name),
        (_, Event::Revised(dossier)) => {
            let same_lead = state.is_some_and(|one| one.dossier.lead == dossier.lead);
            signed(false) && dossier.signed_by(name) && (same_lead || signed(true))
        }
        (_, Event::Submitted(_)) | (Role::Deputy, Event::Voided(_)) => signed(true),
        (_, Event::Accepted(body)) => body.unit == *name,
        (_, Event::Returned(body)) => body.unit == *name,
        (_, Event::Consulted(body)) => body.unit == *name,
        (_, Event::Replied(body)) => body.unit == *name,
        (_, Event::Progressed(body)) => body.unit == *name,
        (_, Event::Fulfilled(body)) => body.unit == *name,
        (_, Event::OpinionGiven(body)) => body.unit == *name,
        (_, Event::Delivered(body)) => body.unit == *name,
        (_, Event::Redone(body)) => body.unit == *name,
        (_, Event::Evaluated(body)) => body.deputy == *name,
        (_, Event::LookedBack(body)) => body.deputy == *name,
        (Role::Unit, Event::Supervised(body)) => body.role == SupervisorRole::UnitItself,
        _ => true,
    }
}
