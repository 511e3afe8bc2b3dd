//! The key that voices are sealed to on their way (民意收件): every device of the office
//! opens them, and nobody else, the server that holds them included.

use serde::{Deserialize, Serialize};
use std::fmt;

/// One thing that happened to the intake. Wire format, as [`crate::suggestion::Event`]
/// is: a released event keeps its meaning and its field names for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum IntakeEvent {
    /// Voices are sealed to this key from now on.
    IntakeKeyed(IntakeKeyed),
}

/// Body of [`IntakeEvent::IntakeKeyed`].
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntakeKeyed {
    /// What voices are sealed to, 64 hexadecimal digits.
    pub public: String,
    /// What they are opened with, 64 hexadecimal digits: for the office alone.
    pub seed: String,
}

impl fmt::Debug for IntakeKeyed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Whatever is logged, the secret is not.
        f.debug_struct("IntakeKeyed")
            .field("public", &self.public)
            .finish_non_exhaustive()
    }
}
