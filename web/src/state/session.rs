//! The person at the keyboard: language, display, and whose acts are recorded.

use crate::i18n::terms::Term;
use crate::i18n::{Say, fill};
use crate::platform::{dom, engine, prefs};
use crate::prelude::*;
use huiyin_rules::{Actor, Lang, Party, Role};
use std::rc::Rc;

crate::i18n::words! {
    PARTY = "{0}（{1}）", "{0} ({1})";
}

/// What the person has chosen. Kept by the browser between visits.
#[derive(Clone, PartialEq)]
pub struct Session {
    /// Language of the interface.
    pub lang: Lang,
    /// Large text.
    pub large: bool,
    /// High contrast.
    pub contrast: bool,
    /// Who sits at this keyboard.
    pub own: Party,
    /// Whose act is being recorded, where it is not theirs.
    pub on_behalf_of: Option<Party>,
    /// This device takes part in a shared workspace: who it is was granted, not chosen.
    pub fixed: bool,
}

impl Session {
    /// The session as this browser remembers it.
    pub fn remembered() -> Session {
        let session = Session {
            lang: if prefs::get("lang").as_deref() == Some("en") {
                Lang::En
            } else {
                Lang::Zh
            },
            large: prefs::is_on("large"),
            contrast: prefs::is_on("contrast"),
            own: remembered_party("own").unwrap_or(Party {
                role: Role::Office,
                name: String::new(),
            }),
            on_behalf_of: remembered_party("behalf"),
            fixed: false,
        };
        session.take_effect();
        session
    }

    /// Who acts, as the engine wants it.
    pub fn actor(&self) -> Actor {
        Actor {
            party: self.own.clone(),
            on_behalf_of: self.on_behalf_of.clone(),
        }
    }

    /// The party whose act is recorded.
    pub fn acting(&self) -> &Party {
        self.on_behalf_of.as_ref().unwrap_or(&self.own)
    }

    /// Whether acts may be recorded for somebody else: in a shared workspace by the office alone.
    pub fn may_act_for_others(&self) -> bool {
        !self.fixed || self.own.role == Role::Office
    }

    /// Whether this is a deputy's own device in a shared workspace: what is done on it gets to
    /// citizens through a device of the office.
    pub fn at_own_device(&self) -> bool {
        self.fixed && self.own.role == Role::Deputy
    }

    /// Puts the choices into the document and the engine's client.
    fn take_effect(&self) {
        dom::root_attribute("lang", Some(self.lang.tag()));
        dom::root_attribute("data-size", self.large.then_some("large"));
        dom::root_attribute("data-contrast", self.contrast.then_some("high"));
        engine::speak_as(self.lang, self.actor());
    }

    fn settle(&mut self, change: Change) {
        match change {
            Change::Lang(lang) => self.lang = lang,
            Change::Large(on) => self.large = on,
            Change::Contrast(on) => self.contrast = on,
            Change::Own(party) if !self.fixed => {
                self.own = party;
                self.on_behalf_of = None;
            }
            Change::Own(_) => {}
            Change::OnBehalfOf(party) => self.on_behalf_of = party.filter(|p| *p != self.own),
            Change::Fixed(party) => {
                self.fixed = party.is_some();
                if let Some(party) = party.filter(|p| *p != self.own) {
                    self.own = party;
                    self.on_behalf_of = None;
                }
            }
        }
        if !self.may_act_for_others() {
            self.on_behalf_of = None;
        }
    }

    fn remember(&self) {
        prefs::set("lang", if self.lang == Lang::En { "en" } else { "" });
        prefs::switch("large", self.large);
        prefs::switch("contrast", self.contrast);
        prefs::set("own", &party_text(&self.own));
        let behalf = self.on_behalf_of.as_ref().map(party_text);
        prefs::set("behalf", &behalf.unwrap_or_default());
    }
}

/// A party in words: 区水务局, 人大机关.
pub fn party_name(party: &Party, lang: Lang) -> String {
    if party.name.is_empty() {
        party.role.word(lang).to_owned()
    } else {
        party.name.clone()
    }
}

/// A party with its role: 区水务局（承办单位）, 人大机关.
pub fn party_in_full(party: &Party, lang: Lang) -> String {
    let role = party.role.word(lang);
    if party.name.is_empty() || party.name == role {
        return role.to_owned();
    }
    fill(lang.say(PARTY), &[&party.name, role])
}

/// The roles by their names in forms and preferences.
pub const ROLES: [(&str, Role); 4] = [
    ("office", Role::Office),
    ("government", Role::Government),
    ("unit", Role::Unit),
    ("deputy", Role::Deputy),
];

/// A role's name in forms and preferences.
pub fn role_key(role: Role) -> &'static str {
    let found = ROLES.iter().find(|(_, other)| *other == role);
    found.map_or("office", |(key, _)| *key)
}

/// The role of a name in forms and preferences.
pub fn role_of(key: &str) -> Option<Role> {
    let found = ROLES.iter().find(|(other, _)| *other == key);
    found.map(|(_, role)| *role)
}

fn party_text(party: &Party) -> String {
    [role_key(party.role), ":", &party.name].concat()
}

fn remembered_party(key: &str) -> Option<Party> {
    let text = prefs::get(key)?;
    let (role, name) = text.split_once(':')?;
    Some(Party {
        role: role_of(role)?,
        name: name.to_owned(),
    })
}

/// A change of the session.
pub enum Change {
    /// Another language.
    Lang(Lang),
    /// Large text on or off.
    Large(bool),
    /// High contrast on or off.
    Contrast(bool),
    /// Another person at the keyboard; acts are theirs from now on.
    Own(Party),
    /// Acts are recorded for somebody else, or no longer.
    OnBehalfOf(Option<Party>),
    /// As whom this device takes part in a shared workspace; `None` where it works alone.
    Fixed(Option<Party>),
}

impl Reducible for Session {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut next = (*self).clone();
        next.settle(change);
        if next == *self {
            return self;
        }
        next.take_effect();
        next.remember();
        Rc::new(next)
    }
}

/// The context: the session and the way to change it.
#[derive(Clone, PartialEq)]
pub struct SessionHandle {
    /// The session now.
    pub now: Rc<Session>,
    /// Changes it.
    pub change: Callback<Change>,
}

impl std::ops::Deref for SessionHandle {
    type Target = Session;

    fn deref(&self) -> &Session {
        &self.now
    }
}

/// The session; the component renders again when it changes.
#[hook]
pub fn use_session() -> SessionHandle {
    // The app provides it around everything; the other arm keeps a stray component alive.
    use_context::<SessionHandle>().unwrap_or_else(|| SessionHandle {
        now: Rc::new(Session::remembered()),
        change: Callback::noop(),
    })
}

/// The language of the page.
#[hook]
pub fn use_lang() -> Lang {
    use_context::<Lang>().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session() -> Session {
        Session {
            lang: Lang::Zh,
            large: false,
            contrast: false,
            own: party(Role::Office, "代表工委"),
            on_behalf_of: Some(party(Role::Unit, "区水务局")),
            fixed: false,
        }
    }

    fn party(role: Role, name: &str) -> Party {
        Party {
            role,
            name: name.to_owned(),
        }
    }

    #[test]
    fn a_device_that_was_let_in_is_who_it_was_let_in_as() {
        let unit = party(Role::Unit, "区教育局");
        let mut fixed = session();
        fixed.settle(Change::Fixed(Some(unit.clone())));
        assert_eq!((&fixed.own, &fixed.on_behalf_of), (&unit, &None));
        fixed.settle(Change::Own(party(Role::Office, "")));
        fixed.settle(Change::OnBehalfOf(Some(party(Role::Deputy, "李志强"))));
        assert_eq!((&fixed.own, &fixed.on_behalf_of), (&unit, &None));
        fixed.settle(Change::Fixed(None));
        fixed.settle(Change::OnBehalfOf(Some(party(Role::Deputy, "李志强"))));
        assert!(fixed.on_behalf_of.is_some());
    }

    #[test]
    fn the_office_goes_on_recording_for_others() {
        let mut fixed = session();
        fixed.settle(Change::Fixed(Some(party(Role::Office, "代表工委"))));
        assert_eq!(fixed.on_behalf_of, session().on_behalf_of);
    }
}
