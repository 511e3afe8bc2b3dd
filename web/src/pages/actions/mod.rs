//! Forms for everything that can be done to a suggestion: which fields an
//! action needs, what they hold at first, and the command they come to.
//! Whether it may be done is the engine's to say.

mod choices;
mod command;
mod fields;
mod initial;
#[cfg(test)]
mod tests;
pub mod texts;
mod units;

pub use choices::options_of;
pub use command::{command, period};
pub use fields::fields;
pub use initial::initial;

use huiyin_protocol::item::{ItemView, RoundView};
use huiyin_protocol::workspace::{FormRules, WorkspaceView};
use huiyin_rules::suggestion::Action;
use huiyin_rules::{Lang, Party, Role};
use std::rc::Rc;

/// What a form draws on.
pub struct Around<'a> {
    /// The language of labels.
    pub lang: Lang,
    /// Units, deputies, leaders to propose; today.
    pub workspace: &'a WorkspaceView,
    /// Whose act it will be.
    pub acting: &'a Party,
    /// The suggestion; `None` for a batch.
    pub item: Option<&'a ItemView>,
}

impl Around<'_> {
    /// What the rulebook asks of forms: the one the suggestion is judged by, for a
    /// batch the one in force.
    fn forms(&self) -> &FormRules {
        self.item.map_or(&self.workspace.forms, |item| &item.forms)
    }

    /// The current round.
    fn round(&self) -> Option<&RoundView> {
        self.item.and_then(|item| item.rounds.last())
    }

    /// The units of the current round that can have this part in an action.
    fn units(&self, part: units::Part) -> Vec<String> {
        self.round().map_or_else(Vec::new, |round| {
            let lanes = round.lanes.iter().filter(|lane| part.fits(lane.role));
            lanes.map(|lane| lane.unit.clone()).collect()
        })
    }

    /// The signing deputies who have not been handed the reply yet: of the acting unit's
    /// or the only reply; where several units replied, all that any of them still owes.
    fn undelivered(&self) -> Vec<String> {
        let own = self.own_unit();
        let known = self.round().map_or(&[][..], |round| &round.undelivered);
        let mut kept: Vec<&(String, Vec<String>)> = known.iter().collect();
        if let Some(own) = own {
            kept.retain(|(unit, _)| unit == own);
        }
        let replies = match own {
            Some(_) => 1,
            None => self.units(units::Part::Replying).len(),
        };
        let mut signers = self.signers();
        // A unit that is not named has not delivered to anybody yet.
        if kept.len() == replies {
            signers.retain(|name| kept.iter().any(|(_, left)| left.contains(name)));
        }
        signers
    }

    /// Those who signed.
    fn signers(&self) -> Vec<String> {
        self.item.map_or_else(Vec::new, |item| {
            std::iter::once(&item.dossier.lead)
                .chain(&item.dossier.co_signers)
                .cloned()
                .collect()
        })
    }

    /// The unit that acts, where the acting party is one.
    fn own_unit(&self) -> Option<&str> {
        (self.acting.role == Role::Unit && !self.acting.name.is_empty())
            .then_some(self.acting.name.as_str())
    }

    /// The deputy who acts, where the acting party is one.
    fn own_deputy(&self) -> Option<&str> {
        (self.acting.role == Role::Deputy && !self.acting.name.is_empty())
            .then_some(self.acting.name.as_str())
    }

    fn proposals(names: &[String]) -> Rc<Vec<String>> {
        Rc::new(names.to_vec())
    }
}

/// A stable name of an action, for drafts and tests.
pub const fn key(action: Action) -> &'static str {
    match action {
        Action::Draft => "draft",
        Action::Revise => "revise",
        Action::Submit => "submit",
        Action::Screen => "screen",
        Action::Register => "register",
        Action::Enter => "enter",
        Action::MarkKey => "mark-key",
        Action::UnmarkKey => "unmark-key",
        Action::Assign => "assign",
        Action::Accept => "accept",
        Action::Return => "return",
        Action::Extend => "extend",
        Action::Consult => "consult",
        Action::Remind => "remind",
        Action::Reply => "reply",
        Action::Evaluate => "evaluate",
        Action::Rehandle => "rehandle",
        Action::Close => "close",
        Action::ReportProgress => "report-progress",
        Action::Fulfil => "fulfil",
        Action::SplitPoints => "split-points",
        Action::Join => "join",
        Action::Part => "part",
        Action::GiveOpinion => "give-opinion",
        Action::Coordinate => "coordinate",
        Action::Suspend => "suspend",
        Action::Resume => "resume",
        Action::Deliver => "deliver",
        Action::NoteDefects => "note-defects",
        Action::Summon => "summon",
        Action::Supervise => "supervise",
        Action::Redo => "redo",
        Action::LookBack => "look-back",
        Action::Assess => "assess",
        Action::AnnounceOpinions => "announce-opinions",
        Action::Resolve => "resolve",
        Action::Void => "void",
        Action::Undo => "undo",
    }
}

/// The key of the answer to one of the suggestion's points, counted from 0.
fn point_key(at: usize) -> String {
    ["point-", &at.to_string()].concat()
}

/// The key of the opinion on the answer to one of the points, counted from 0.
fn verdict_key(at: usize) -> String {
    ["verdict-", &at.to_string()].concat()
}
