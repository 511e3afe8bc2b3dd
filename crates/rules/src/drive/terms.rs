//! What drives are made of.

use crate::text::Text;
use serde::{Deserialize, Serialize};

/// How a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// By one of its options.
    Choice,
    /// By any of its options, one at least.
    Several,
    /// In one's own words.
    Text,
}

impl QuestionKind {
    /// Every kind.
    pub const ALL: [QuestionKind; 3] = [
        QuestionKind::Choice,
        QuestionKind::Several,
        QuestionKind::Text,
    ];

    /// The name it is written by.
    pub const fn as_str(self) -> &'static str {
        match self {
            QuestionKind::Choice => "choice",
            QuestionKind::Several => "several",
            QuestionKind::Text => "text",
        }
    }

    /// In words.
    pub fn label(self) -> Text {
        match self {
            QuestionKind::Choice => Text::new("单选", "one option"),
            QuestionKind::Several => Text::new("多选", "several options"),
            QuestionKind::Text => Text::new("填写", "in words"),
        }
    }
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DriveQuestion {
    /// Names it within its drive.
    pub id: String,
    /// What is asked.
    pub text: String,
    /// How it is answered.
    pub kind: QuestionKind,
    /// What can be chosen; empty where it is answered in words.
    #[serde(default)]
    pub options: Vec<String>,
    /// Whether it has to be answered.
    #[serde(default)]
    pub required: bool,
}

/// One person's answer to one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DriveAnswer {
    /// Which question.
    pub question: String,
    /// Which options, counted from 0, each once.
    #[serde(default)]
    pub chosen: Vec<u32>,
    /// In words; empty where it is answered by options.
    #[serde(default)]
    pub text: String,
}
