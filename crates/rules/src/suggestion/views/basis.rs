//! What each kind of record rests on.

use crate::refusal;
use crate::rulebook::Rulebook;
use crate::suggestion::event::Event;
use crate::suggestion::terms::ScreenOutcome;

/// The source that governs an event, as a person reads it: that of the rule in
/// `rulebook`, or of what no rulebook changes; empty where none does but the
/// record itself.
pub(super) fn basis<'b>(event: &Event, rulebook: &'b Rulebook) -> &'b str {
    match event {
        Event::Screened(screened) => match &screened.outcome {
            ScreenOutcome::NotAccept { .. } => &rulebook.not_accepted_reasons.source.cite,
            ScreenOutcome::Merge { .. } => refusal::MERGE,
            ScreenOutcome::Accept if !screened.tests.is_empty() => {
                &rulebook.screening_tests.source.cite
            }
            ScreenOutcome::Accept | ScreenOutcome::SendBack { .. } => "",
        },
        Event::KeyMarked(marked) if !marked.criteria.is_empty() => {
            &rulebook.key_criteria.source.cite
        }
        Event::KeyMarked(_) if rulebook.key_leaders.value => &rulebook.key_leaders.source.cite,
        Event::Assigned(assigned) if assigned.level.is_some() => &rulebook.levels.source.cite,
        Event::Assigned(_) | Event::Joined(_) | Event::Parted(_) | Event::Coordinated(_) => {
            refusal::JOINT
        }
        Event::Extended(_) => &rulebook.extension_period.source.cite,
        Event::Returned(returned) if returned.consent.is_some() => {
            &rulebook.late_return.source.cite
        }
        Event::Returned(_) => &rulebook.return_period.source.cite,
        Event::Accepted(_) if rulebook.accept_period.value.is_some() => {
            &rulebook.accept_period.source.cite
        }
        Event::Consulted(_) if !rulebook.contacts.value.is_empty() => {
            &rulebook.contacts.source.cite
        }
        Event::Consulted(_) => refusal::CONSULT,
        Event::Replied(_) => &rulebook.reply_period.source.cite,
        Event::Evaluated(_) => &rulebook.ratings.source.cite,
        Event::Rehandled(_) => &rulebook.rehandle_period.source.cite,
        Event::Redone(_) => &rulebook.redo_steps.source.cite,
        Event::Progressed(_) | Event::Fulfilled(_) => refusal::REPLY_AGAIN,
        Event::OpinionGiven(_) => &rulebook.assist_opinion_period.source.cite,
        Event::Suspended(_) | Event::Resumed(_) => &rulebook.suspension.source.cite,
        Event::Delivered(_) => &rulebook.feedback_period.source.cite,
        Event::OpinionsAnnounced(_) => &rulebook.least_opinions.source.cite,
        Event::LookedBack(_) => &rulebook.look_back.source.cite,
        Event::Supervised(_) => &rulebook.supervision_forms.source.cite,
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
        | Event::PointsSplit(_)
        | Event::DefectsNoted(_)
        | Event::Summoned(_)
        | Event::Assessed(_)
        | Event::Resolved(_)
        | Event::Voided(_)
        | Event::Undone(_) => "",
    }
}
