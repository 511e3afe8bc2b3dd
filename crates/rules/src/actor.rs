//! Who acts: the person at the keyboard, and the party whose act it is.

use serde::{Deserialize, Serialize};

/// The parts people play in the handling of suggestions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The congress's own office (代表工委, 监督统筹办).
    Office,
    /// The government's coordinator (政府督查室, 政府办公室).
    Government,
    /// A handling unit (承办单位).
    Unit,
    /// A deputy (代表).
    Deputy,
}

impl Role {
    /// Every role, in the order the interface lists them.
    pub const ALL: [Role; 4] = [Role::Office, Role::Government, Role::Unit, Role::Deputy];
}

/// A party to the handling: a role and, for units and deputies, which one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Party {
    /// The part it plays.
    pub role: Role,
    /// The unit's or deputy's name; the office's or coordinator's own title, which may be empty.
    pub name: String,
}

/// Who does something now.
///
/// One device may record what others did: then `on_behalf_of` names the party
/// whose act it is, and the rules judge by that party while both are kept.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Actor {
    /// Who is at the keyboard.
    pub party: Party,
    /// The party whose act is recorded, where it is not the one at the keyboard.
    #[serde(default)]
    pub on_behalf_of: Option<Party>,
}

impl Actor {
    /// A party acting for itself.
    pub fn own(role: Role, name: impl Into<String>) -> Self {
        Actor {
            party: Party {
                role,
                name: name.into(),
            },
            on_behalf_of: None,
        }
    }

    /// The party whose act this is, by which every rule judges.
    pub fn acting(&self) -> &Party {
        self.on_behalf_of.as_ref().unwrap_or(&self.party)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_judge_the_party_whose_act_it_is() {
        let mut actor = Actor::own(Role::Office, "代表工委");
        assert_eq!(actor.acting().role, Role::Office);
        actor.on_behalf_of = Some(Party {
            role: Role::Unit,
            name: "区水务局".into(),
        });
        assert_eq!(actor.acting().name, "区水务局");
        assert_eq!(actor.party.role, Role::Office);
    }
}
