//! Who sits here, and for whom acts are recorded.

use super::part;
use super::texts as t;
use crate::components::button::{Kind as Look, button};
use crate::components::field::{Field, Kind};
use crate::components::form::{Form, Values, forget_draft};
use crate::i18n::terms::Term;
use crate::i18n::{Say, fill};
use crate::prelude::*;
use crate::state::session::{Change, ROLES, party_name, role_key, role_of};
use crate::state::{notices, use_session, use_workspace};
use huiyin_rules::{Lang, Party, Role};
use std::rc::Rc;

/// The keys of one form's fields; two forms stand on one page, and ids are made of keys.
#[derive(Clone, Copy, PartialEq)]
struct Keys {
    draft: &'static str,
    role: &'static str,
    title: &'static str,
    unit: &'static str,
    deputy: &'static str,
}

const OWN: Keys = Keys {
    draft: "own-party",
    role: "own-role",
    title: "own-title",
    unit: "own-unit",
    deputy: "own-deputy",
};
const FOR: Keys = Keys {
    draft: "for-party",
    role: "for-role",
    title: "for-title",
    unit: "for-unit",
    deputy: "for-deputy",
};

impl Keys {
    fn fields(self, units: &[String], deputies: &[String], lang: Lang) -> Vec<Field> {
        let roles = ROLES
            .iter()
            .map(|(key, role)| ((*key).to_owned(), role.word(lang).to_owned()));
        let names = |names: &[String]| Kind::Combo(Rc::new(names.to_vec()));
        vec![
            Field::new(self.role, lang.say(t::ROLE), Kind::Radio(roles.collect())),
            Field::new(self.title, lang.say(t::TITLE), Kind::Line)
                .hint(lang.say(t::TITLE_HINT))
                .optional()
                .when(self.role, &["office", "government"]),
            Field::new(self.unit, lang.say(t::UNIT), names(units)).when(self.role, &["unit"]),
            Field::new(self.deputy, lang.say(t::DEPUTY), names(deputies))
                .when(self.role, &["deputy"]),
        ]
    }

    fn values(self, party: &Party) -> Values {
        let key = match party.role {
            Role::Office | Role::Government => self.title,
            Role::Unit => self.unit,
            Role::Deputy => self.deputy,
        };
        Values::default()
            .with(self.role, role_key(party.role))
            .with(key, party.name.as_str())
    }

    fn party(self, values: &Values) -> Option<Party> {
        let role = role_of(values.get(self.role))?;
        let name = match role {
            Role::Office | Role::Government => values.text(self.title),
            Role::Unit => values.text(self.unit),
            Role::Deputy => values.text(self.deputy),
        };
        Some(Party { role, name })
    }
}

/// The section.
#[component]
pub fn Identity() -> Html {
    let session = use_session();
    let workspace = use_workspace();
    let lang = session.lang;
    // Cancelling begins a form anew: another key, another form.
    let round = use_state_eq(|| 0u32);
    let begin = |draft: &'static str| {
        let round = round.clone();
        Callback::from(move |()| {
            forget_draft(draft);
            round.set(*round + 1);
        })
    };
    let save_own = {
        let (session, begin) = (session.clone(), begin(OWN.draft));
        Callback::from(move |values: Values| {
            let Some(party) = OWN.party(&values) else {
                return;
            };
            notices::done(fill(lang.say(t::SELF_SAVED), &[&party_name(&party, lang)]));
            session.change.emit(Change::Own(party));
            begin.emit(());
        })
    };
    let save_for = {
        let (session, begin) = (session.clone(), begin(FOR.draft));
        Callback::from(move |values: Values| {
            let Some(party) = FOR.party(&values) else {
                return;
            };
            notices::done(fill(lang.say(t::BEHALF_DONE), &[&party_name(&party, lang)]));
            session.change.emit(Change::OnBehalfOf(Some(party)));
            begin.emit(());
        })
    };
    let stop = {
        let session = session.clone();
        Callback::from(move |_: MouseEvent| session.change.emit(Change::OnBehalfOf(None)))
    };
    let own = party_name(&session.own, lang);
    let now = match &session.on_behalf_of {
        Some(other) => fill(lang.say(t::BEHALF_NOW), &[&party_name(other, lang), &own]),
        None => fill(lang.say(t::BEHALF_NONE), &[&own]),
    };
    let fields = |keys: Keys| keys.fields(&workspace.units, &workspace.deputies, lang);
    let for_values = session
        .on_behalf_of
        .as_ref()
        .map(|party| FOR.values(party))
        .unwrap_or_default();
    html! {
        <>
            { part(lang.say(t::SELF), lang.say(t::SELF_INTRO), html! {
                <Form key={["own", &round.to_string()].concat()} fields={fields(OWN)} initial={OWN.values(&session.own)} draft={OWN.draft}
                    submit={lang.say(t::SAVE_SELF)} on_submit={save_own} on_cancel={begin(OWN.draft)} />
            }) }
            { part(lang.say(t::BEHALF), lang.say(t::BEHALF_INTRO), html! {
                <>
                    <p role="status" class="settings-now">
                        <strong>{ now }</strong>
                        if session.on_behalf_of.is_some() {
                            { button(Look::Plain, lang.say(t::BEHALF_END), stop) }
                        }
                    </p>
                    <Form key={["for", &round.to_string()].concat()} fields={fields(FOR)} initial={for_values} draft={FOR.draft}
                        submit={lang.say(t::BEHALF_START)} on_submit={save_for} on_cancel={begin(FOR.draft)} />
                </>
            }) }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_party_survives_the_form() {
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
            assert_eq!(OWN.party(&OWN.values(&party)), Some(party));
        }
        assert_eq!(FOR.party(&Values::default()), None);
    }
}
