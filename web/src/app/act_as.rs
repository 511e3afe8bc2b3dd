//! Choosing whose acts are recorded from now on.

use crate::components::dialog::Dialog;
use crate::components::field::{Field, Kind};
use crate::components::form::{Form, Values, forget_draft};
use crate::i18n::Say;
use crate::i18n::common as t;
use crate::i18n::terms::Term;
use crate::prelude::*;
use crate::state::session::{Change, ROLES, role_key, role_of};
use crate::state::{use_session, use_workspace};
use huiyin_rules::{Party, Role};
use std::rc::Rc;

/// Where the form keeps its draft.
const DRAFT: &str = "act-as";

/// Properties of [`ActAs`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Closes the dialog.
    pub on_close: Callback<()>,
}

/// The dialog.
#[component]
pub fn ActAs(props: &Props) -> Html {
    let session = use_session();
    let workspace = use_workspace();
    let lang = session.lang;
    let acting = session.acting().clone();
    let roles = ROLES
        .iter()
        .map(|(key, role)| ((*key).to_owned(), role.word(lang).to_owned()));
    let fields = vec![
        Field::new("role", lang.say(t::ACT_AS), Kind::Radio(roles.collect())),
        Field::new(
            "unit",
            lang.say(t::WHICH_UNIT),
            Kind::Combo(Rc::new(workspace.units.clone())),
        )
        .when("role", &["unit"]),
        Field::new(
            "deputy",
            lang.say(t::WHICH_DEPUTY),
            Kind::Combo(Rc::new(workspace.deputies.clone())),
        )
        .when("role", &["deputy"]),
    ];
    let name_in = |role: Role| {
        if acting.role == role {
            acting.name.clone()
        } else {
            String::new()
        }
    };
    let initial = Values::default()
        .with("role", role_key(acting.role))
        .with("unit", name_in(Role::Unit))
        .with("deputy", name_in(Role::Deputy));
    let leave = {
        let on_close = props.on_close.clone();
        Callback::from(move |()| {
            forget_draft(DRAFT);
            on_close.emit(());
        })
    };
    let submit = {
        let (session, leave) = (session.clone(), leave.clone());
        Callback::from(move |values: Values| {
            let Some(role) = role_of(values.get("role")) else {
                return;
            };
            let name = match role {
                Role::Unit => values.text("unit"),
                Role::Deputy => values.text("deputy"),
                Role::Office | Role::Government if role == session.own.role => {
                    session.own.name.clone()
                }
                Role::Office | Role::Government => String::new(),
            };
            session
                .change
                .emit(Change::OnBehalfOf(Some(Party { role, name })));
            leave.emit(());
        })
    };
    html! {
        <Dialog title={lang.say(t::ACT_AS)} on_close={leave.clone()}>
            <Form {fields} {initial} draft={DRAFT} submit={lang.say(t::OK)} on_submit={submit} on_cancel={leave} />
        </Dialog>
    }
}
