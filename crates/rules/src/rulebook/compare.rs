//! What changes for an office that goes from one rulebook to another.

use crate::text::Text;
use serde::{Deserialize, Serialize};

/// One rule whose value differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleChange {
    /// The rule's key, such as `reply`.
    pub key: String,
    /// Its name.
    pub title: Text,
    /// The value that held, in words.
    pub from: Text,
    /// The value that will hold, in words.
    pub to: Text,
}
