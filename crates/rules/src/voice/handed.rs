//! Whom a line of a voice hands it to. Whoever shares lines asks this before anything is
//! folded, so that it reads no more of a body than that.

use super::terms::Passed;
use crate::actor::{Actor, Role};
use serde::Deserialize;
use std::collections::BTreeSet;

/// What is read of a voice that came in; everything else may be there or not.
#[derive(Deserialize)]
struct Came {
    #[serde(default)]
    deputy: Option<String>,
}

/// What is read of a voice that is passed on, and of a note to whom it was passed.
#[derive(Deserialize)]
struct Went {
    to: Passed,
    #[serde(default)]
    note: String,
}

/// Whether a line holds a note for whom the voice was passed to, which is nobody else's:
/// it goes to the deputy it is written to ([`handed_to`]) and the one who wrote it.
pub fn is_discreet(kind: &str, body: &str) -> bool {
    let went = || serde_json::from_str::<Went>(body).ok();
    match kind {
        "voice_noted" => true,
        // As it was written before notes were lines of their own.
        "voice_passed" => went().is_none_or(|went| !went.note.is_empty()),
        _ => false,
    }
}

/// The deputy to whom a line of this kind hands its voice: the one who was told when it came
/// in, or the one it is passed on to; or to whom a note about that is written. `None` for
/// every other line, and for a body that cannot be read: nobody is handed what nobody can
/// name.
pub fn handed_to(kind: &str, body: &str) -> Option<String> {
    let name = match kind {
        "voice_received" => serde_json::from_str::<Came>(body).ok()?.deputy?,
        "voice_passed" | "voice_noted" => match serde_json::from_str::<Went>(body).ok()?.to {
            Passed::Deputy { name } => name,
            Passed::Station { .. } | Passed::Unit { .. } | Passed::LevelUp { .. } => return None,
        },
        _ => return None,
    };
    (!name.is_empty()).then_some(name)
}

/// Whose a voice is, found from its lines alone, in the order of the log: as
/// [`Voice::is_with`](super::Voice::is_with) has it of the whole voice ([`super::replay`]). Whoever hands lines
/// on asks this, so that no deputy hands themselves or others what was never theirs.
#[derive(Clone, Debug, Default)]
pub struct Hands {
    came: bool,
    with: BTreeSet<String>,
}

impl Hands {
    /// Takes the next line in.
    pub fn take(&mut self, kind: &str, actor: &Actor, handed: Option<&str>) {
        let by_office = actor.party.role == Role::Office;
        let own_word = actor.party.role == Role::Deputy && actor.on_behalf_of.is_none();
        let fits = match kind {
            "voice_received" => !self.came && by_office,
            // Only whose it is passes it on in their own name.
            "voice_passed" => {
                let theirs = own_word && self.is_with(&actor.party.name);
                self.came && (by_office || theirs)
            }
            _ => false,
        };
        self.came |= fits;
        self.with.extend(handed.filter(|_| fits).map(str::to_owned));
    }

    /// Whether it is this deputy's.
    pub fn is_with(&self, deputy: &str) -> bool {
        self.with.contains(deputy)
    }
}
