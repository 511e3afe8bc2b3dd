//! Whom a line of a voice hands it to. Whoever shares lines asks this before anything is
//! folded, so that it reads no more of a body than that.

use super::terms::Passed;
use serde::Deserialize;

/// What is read of a voice that came in; everything else may be there or not.
#[derive(Deserialize)]
struct Came {
    #[serde(default)]
    deputy: Option<String>,
}

/// What is read of a voice that is passed on.
#[derive(Deserialize)]
struct Went {
    to: Passed,
}

/// The deputy to whom a line of this kind hands its voice: the one who was told when it came
/// in, or the one it is passed on to. `None` for every other line, and for a body that cannot
/// be read: nobody is handed what nobody can name.
pub fn handed_to(kind: &str, body: &str) -> Option<String> {
    let name = match kind {
        "voice_received" => serde_json::from_str::<Came>(body).ok()?.deputy?,
        "voice_passed" => match serde_json::from_str::<Went>(body).ok()?.to {
            Passed::Deputy { name } => name,
            Passed::Station { .. } | Passed::Unit { .. } | Passed::LevelUp { .. } => return None,
        },
        _ => return None,
    };
    (!name.is_empty()).then_some(name)
}
