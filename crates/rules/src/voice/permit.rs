//! What can be done with a voice, stage by stage: one table.

use super::refusal::VoiceRefusal;
use super::state::Voice;
use super::terms::VoiceStage;
use crate::actor::{Actor, Role};
use crate::order;
use crate::text::Text;

/// What can be done with a voice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VoiceAction {
    /// Answer it.
    Answer,
    /// Pass it on.
    Pass,
    /// Merge it into another one.
    Merge,
    /// Refuse it, with a reason.
    Refuse,
    /// Raise it as a suggestion.
    Raise,
    /// Tell its sender how it goes.
    Inform,
    /// Record how satisfied its sender is.
    Rate,
}

impl VoiceAction {
    /// Every action.
    pub const ALL: [VoiceAction; 7] = [
        VoiceAction::Answer,
        VoiceAction::Pass,
        VoiceAction::Merge,
        VoiceAction::Refuse,
        VoiceAction::Raise,
        VoiceAction::Inform,
        VoiceAction::Rate,
    ];

    /// The stable name.
    pub const fn code(self) -> &'static str {
        match self {
            VoiceAction::Answer => "answer",
            VoiceAction::Pass => "pass",
            VoiceAction::Merge => "merge",
            VoiceAction::Refuse => "refuse",
            VoiceAction::Raise => "raise",
            VoiceAction::Inform => "inform",
            VoiceAction::Rate => "rate",
        }
    }

    /// In words.
    pub fn label(self) -> Text {
        match self {
            VoiceAction::Answer => Text::new("答复", "answer"),
            VoiceAction::Pass => Text::new("转办", "pass on"),
            VoiceAction::Merge => Text::new("合并", "merge"),
            VoiceAction::Refuse => Text::new("不予受理", "refuse"),
            VoiceAction::Raise => Text::new("转为建议", "raise as a suggestion"),
            VoiceAction::Inform => Text::new("告知进展", "tell how it goes"),
            VoiceAction::Rate => Text::new("记录评价", "record an opinion"),
        }
    }
}

/// Whether a stage has room for an action. What was dealt with can be dealt with otherwise,
/// since a triage can be mistaken and an answer may not be the last; but nothing that was
/// answered, merged or raised is refused afterwards, and a suggestion is followed, not
/// merged.
pub const fn permits(stage: VoiceStage, action: VoiceAction) -> bool {
    use VoiceAction::{Answer, Inform, Merge, Pass, Raise, Rate};
    match stage {
        VoiceStage::New | VoiceStage::Passed => !matches!(action, Rate),
        VoiceStage::Answered | VoiceStage::Merged => {
            matches!(action, Answer | Pass | Merge | Raise | Inform | Rate)
        }
        VoiceStage::Refused => matches!(action, Answer | Pass | Merge | Raise | Inform),
        VoiceStage::Raised => matches!(action, Answer | Pass | Raise | Inform | Rate),
    }
}

/// Whether a deputy deals with what is theirs in this way. What takes a voice off the desk
/// for good, or says what its sender thinks, is the office's.
pub const fn is_for_deputies(action: VoiceAction) -> bool {
    use VoiceAction::{Answer, Inform, Pass, Raise};
    matches!(action, Answer | Pass | Raise | Inform)
}

/// What somebody can do with it now, as [`super::decide`] judges: the office everything,
/// a deputy some of it with what is theirs.
pub fn may_as(voice: &Voice, actor: &Actor) -> Vec<VoiceAction> {
    let entitled = |action: &VoiceAction| entitled(voice, *action, actor).is_ok();
    may(voice).into_iter().filter(entitled).collect()
}

/// What somebody can do with some voice, if it is theirs and its stage has room for it.
pub fn may_some(actor: &Actor) -> Vec<VoiceAction> {
    let office = order::office(actor).is_ok();
    let theirs = |action: &VoiceAction| office || as_deputy(*action, actor);
    VoiceAction::ALL.into_iter().filter(theirs).collect()
}

/// Whether it is done as a deputy: by the deputy, or by the office on a deputy's behalf.
fn as_deputy(action: VoiceAction, actor: &Actor) -> bool {
    let theirs = actor.on_behalf_of.is_none() || actor.party.role == Role::Office;
    theirs && actor.acting().role == Role::Deputy && is_for_deputies(action)
}

/// Whether an action with a voice is somebody's at all, whatever its stage.
pub(super) fn entitled(
    voice: &Voice,
    action: VoiceAction,
    actor: &Actor,
) -> Result<(), VoiceRefusal> {
    if !as_deputy(action, actor) {
        return Ok(order::office(actor)?);
    }
    let acting = actor.acting();
    match voice.is_with(&acting.name) {
        true => Ok(()),
        false => Err(VoiceRefusal::NotTheirs {
            name: acting.name.clone(),
        }),
    }
}

/// What the office can do with it now.
pub fn may(voice: &Voice) -> Vec<VoiceAction> {
    let fits = |action: &VoiceAction| {
        let rate = *action == VoiceAction::Rate;
        permits(voice.stage, *action) && (!rate || voice.unrated)
    };
    VoiceAction::ALL.into_iter().filter(fits).collect()
}
