//! Forms for everything that can be done to a suggestion: which fields an
//! action needs, what they hold at first, and the command they come to.
//! Whether it may be done is the engine's to say.

mod command;
mod fields;
mod initial;
pub mod texts;

pub use command::{command, period};
pub use fields::fields;
pub use initial::initial;

use huiyin_protocol::item::ItemView;
use huiyin_protocol::workspace::WorkspaceView;
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
    /// The units of the current round, for actions that one of them does.
    fn lanes(&self) -> Vec<String> {
        let round = self.item.and_then(|item| item.rounds.last());
        round.map_or_else(Vec::new, |round| {
            round.lanes.iter().map(|lane| lane.unit.clone()).collect()
        })
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
        Action::Void => "void",
        Action::Undo => "undo",
    }
}
