//! Asking for a party: the role, and the name that goes with it.

use crate::components::field::{Field, Kind};
use crate::components::form::Values;
use crate::i18n::Say;
use crate::i18n::terms::Term;
use crate::state::session::{ROLES, role_key, role_of};
use huiyin_rules::{Lang, Party, Role};
use std::rc::Rc;

crate::i18n::words! {
    ROLE = "身份", "Role";
    TITLE = "机关或处室名称", "Name of the office";
    TITLE_HINT = "如：代表工委、政府督查室。可以不填。", "Such as the deputies' work committee. May stay empty.";
    UNIT = "承办单位", "Handling unit";
    DEPUTY = "代表", "Deputy";
}

/// The keys of the fields; several forms may stand on one page, and ids are made of keys.
#[derive(Clone, Copy, PartialEq)]
pub struct Keys {
    /// The role.
    pub role: &'static str,
    /// The office's own title.
    pub title: &'static str,
    /// The unit.
    pub unit: &'static str,
    /// The deputy.
    pub deputy: &'static str,
}

impl Keys {
    /// The fields.
    pub fn fields(self, units: &[String], deputies: &[String], lang: Lang) -> Vec<Field> {
        let roles = ROLES
            .iter()
            .map(|(key, role)| ((*key).to_owned(), role.word(lang).to_owned()));
        let names = |names: &[String]| Kind::Combo(Rc::new(names.to_vec()));
        vec![
            Field::new(self.role, lang.say(ROLE), Kind::Radio(roles.collect())),
            Field::new(self.title, lang.say(TITLE), Kind::Line)
                .hint(lang.say(TITLE_HINT))
                .optional()
                .when(self.role, &["office", "government"]),
            Field::new(self.unit, lang.say(UNIT), names(units)).when(self.role, &["unit"]),
            Field::new(self.deputy, lang.say(DEPUTY), names(deputies)).when(self.role, &["deputy"]),
        ]
    }

    /// What the fields hold at first.
    pub fn values(self, party: &Party) -> Values {
        let key = match party.role {
            Role::Office | Role::Government => self.title,
            Role::Unit => self.unit,
            Role::Deputy => self.deputy,
        };
        Values::default()
            .with(self.role, role_key(party.role))
            .with(key, party.name.as_str())
    }

    /// The party that the fields name.
    pub fn party(self, values: &Values) -> Option<Party> {
        let role = role_of(values.get(self.role))?;
        let name = match role {
            Role::Office | Role::Government => values.text(self.title),
            Role::Unit => values.text(self.unit),
            Role::Deputy => values.text(self.deputy),
        };
        Some(Party { role, name })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_party_survives_the_form() {
        let keys = Keys {
            role: "own-role",
            title: "own-title",
            unit: "own-unit",
            deputy: "own-deputy",
        };
        for (role, name) in [
            (Role::Office, ""),
            (Role::Government, "督查室"),
            (Role::Unit, "区水务局"),
            (Role::Deputy, "李志强"),
        ] {
            let party = Party {
                role,
                name: name.to_owned(),
            };
            assert_eq!(keys.party(&keys.values(&party)), Some(party));
        }
        assert_eq!(keys.party(&Values::default()), None);
    }
}
