//! One rule: its value, the source it rests on, and the rulebook that states it.

use crate::answer::Rating;
use crate::suggestion::terms::{ConsultPhase, NotAcceptedReason};
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// Longest text a rulebook may hold, in characters.
pub(super) const MAX_TEXT: usize = 600;

/// Where a rule comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The citation: a law's article, a numbered source, or `product default`.
    pub cite: String,
    /// What the source says, for people.
    pub text: Text,
}

/// A value that differs by place, with its source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "T: Deserialize<'de>"))]
pub struct Rule<T> {
    /// The value. It has to be written even where it is `null`, so that a rule
    /// that sets no period says so.
    #[serde(deserialize_with = "T::deserialize")]
    pub value: T,
    /// What it rests on.
    pub source: Source,
    /// The id of the rulebook that states it; a rulebook file leaves it out.
    #[serde(default)]
    pub origin: String,
}

/// What a class of reply says here, and what follows from it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassRule {
    /// What the letter means.
    pub label: Text,
    /// Whether a suggestion so answered counts as completed (办结).
    pub completed: bool,
    /// Whether what was promised is tracked after the reply, until it is done.
    pub tracked: bool,
}

/// One choice of the feedback form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RatingRule {
    /// The rating.
    pub rating: Rating,
    /// How the form words it.
    pub label: Text,
}

/// One ground on which something is not accepted as a suggestion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReasonRule {
    /// The coded reason.
    pub reason: NotAcceptedReason,
    /// How it is worded to the deputy.
    pub label: Text,
}

/// What a rate is a share of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Denominator {
    /// All suggestions that count.
    #[default]
    Total,
    /// Those that have been replied to.
    Replied,
    /// Those whose reply has been evaluated.
    Evaluated,
}

impl Denominator {
    /// In words.
    pub fn text(self) -> Text {
        match self {
            Denominator::Total => Text::new("建议总件数", "all suggestions"),
            Denominator::Replied => Text::new("已答复件数", "suggestions replied to"),
            Denominator::Evaluated => Text::new("已评价件数", "suggestions evaluated"),
        }
    }
}

/// The phase of a consultation in words.
pub fn phase_text(phase: ConsultPhase) -> Text {
    match phase {
        ConsultPhase::Before => Text::new("办前", "before handling"),
        ConsultPhase::During => Text::new("办中", "during handling"),
        ConsultPhase::After => Text::new("办后", "after handling"),
        ConsultPhase::Unstated => Text::new("阶段未注明", "phase not stated"),
    }
}

/// What is wrong with a text that people are to read, or nothing.
pub(super) fn text_fault(text: &Text) -> Option<Text> {
    let good = |part: &str| {
        let length = part.chars().count();
        (1..=MAX_TEXT).contains(&length) && !part.chars().any(char::is_control)
    };
    (!good(&text.zh) || !good(&text.en)).then(|| {
        Text::new(
            format!("中文和英文都应有1至{MAX_TEXT}个字"),
            format!("both languages need 1 to {MAX_TEXT} characters"),
        )
    })
}
