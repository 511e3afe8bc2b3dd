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
        let came = kind == "voice_received";
        let fits = match actor.party.role {
            Role::Office => came != self.came,
            // Only whose it is passes it on in their own name.
            Role::Deputy => {
                let own = actor.on_behalf_of.is_none() && self.is_with(&actor.party.name);
                !came && own
            }
            Role::Government | Role::Unit => false,
        };
        self.came |= fits;
        self.with.extend(handed.filter(|_| fits).map(str::to_owned));
    }

    /// Whether it is this deputy's.
    pub fn is_with(&self, deputy: &str) -> bool {
        self.with.contains(deputy)
    }
}
