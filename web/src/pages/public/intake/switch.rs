//! Opening the intake, or closing it.

use super::desk::Order;
use super::texts as t;
use crate::components::button::{Kind as Button, button};
use crate::components::dialog::Dialog;
use crate::components::field::{Field, Kind};
use crate::components::form::{Form, Values};
use crate::i18n::{Say, fill};
use crate::platform::public::ask_public_then;
use crate::prelude::*;
use crate::route;
use crate::state::{notices, use_lang, use_workspace};
use huiyin_protocol::Failure;
use huiyin_protocol::public::{PublicAsk, PublicReply};
use huiyin_protocol::sharing::{DeskAsk, DeskStatus};
use std::rc::Rc;

/// Leading zero bits that a phone works for; the second for when machines send voices.
const WORK: [(&str, crate::i18n::Words); 2] = [("16", t::WORK_USUAL), ("20", t::WORK_MORE)];

/// Properties of [`Switch`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// How it stands.
    pub status: Rc<DeskStatus>,
    /// Orders it.
    pub ask: Callback<Order>,
    /// Closes the dialog.
    pub on_close: Callback<()>,
    /// It was opened.
    pub on_open: Callback<()>,
}

/// The dialog.
#[component]
pub fn Switch(props: &Props) -> Html {
    let lang = use_lang();
    let workspace = use_workspace();
    let busy = use_state_eq(|| false);
    let failure = use_state_eq(|| None::<Rc<Failure>>);
    let status = &props.status;
    let title = Some(status.title.clone()).filter(|title| !title.is_empty());
    let bits = status.bits.to_string();
    let known = WORK.iter().any(|(key, _)| *key == bits);
    let work = if known { bits } else { WORK[0].0.to_owned() };
    let initial = Values::default()
        .with("title", title.unwrap_or_else(|| workspace.name.clone()))
        .with("bits", work);
    let set = {
        let (ask, on_close, on_open) = (
            props.ask.clone(),
            props.on_close.clone(),
            props.on_open.clone(),
        );
        let (busy, failure) = (busy.setter(), failure.setter());
        Callback::from(move |order: DeskAsk| {
            busy.set(true);
            failure.set(None);
            let (busy, failure) = (busy.clone(), failure.clone());
            let (on_close, on_open) = (on_close.clone(), on_open.clone());
            let opens = matches!(&order, DeskAsk::Set { open: true, .. });
            let then = Callback::from(move |why: Option<Rc<Failure>>| {
                busy.set(false);
                if why.is_some() {
                    failure.set(why);
                    return;
                }
                notices::done(lang.say(if opens { t::OPENED } else { t::CLOSED }));
                on_close.emit(());
                if opens {
                    on_open.emit(());
                }
            });
            ask.emit((order, then));
        })
    };
    let on_submit = {
        let (set, failure) = (set.clone(), failure.setter());
        // Every office device opens voices with the one key that the record holds.
        Callback::from(move |values: Values| {
            let (set, failure) = (set.clone(), failure.clone());
            ask_public_then(&PublicAsk::Key, move |answer| match answer {
                Ok(PublicReply::Key { public }) => set.emit(DeskAsk::Set {
                    open: true,
                    key: public,
                    bits: values.get("bits").parse().unwrap_or(16),
                    title: values.text("title"),
                }),
                Ok(_) => {}
                Err(why) => failure.set(Some(Rc::new(why))),
            });
        })
    };
    let shut = {
        let status = status.clone();
        set.reform(move |_: MouseEvent| DeskAsk::Set {
            open: false,
            key: status.key.clone(),
            bits: status.bits,
            title: status.title.clone(),
        })
    };
    let work = WORK.map(|(key, words)| (key.to_owned(), lang.say(words).to_owned()));
    let fields = vec![
        Field::new("title", lang.say(t::TITLE), Kind::Line).hint(lang.say(t::TITLE_HINT)),
        Field::new("bits", lang.say(t::WORK), Kind::Radio(work.to_vec()))
            .hint(lang.say(t::WORK_HINT)),
    ];
    let extra = if status.open {
        button(Button::Plain, lang.say(t::SHUT), shut)
    } else {
        Html::default()
    };
    html! {
        <Dialog title={lang.say(t::SETTINGS)} on_close={props.on_close.clone()}>
            <p class="dialog-about">{ fill(lang.say(t::OPEN_WHAT), &[&status.address]) }</p>
            <p class="dialog-about">{ lang.say(t::OPEN_CODES) }{ route::link(&route::Route::Stations(route::Search::default()), "", html! { lang.say(t::TO_CODES) }) }</p>
            <Form {fields} {initial} draft="" submit={lang.say(if status.open { t::SAVE } else { t::OPEN_DO })} {on_submit}
                on_cancel={props.on_close.clone()} busy={*busy} failure={(*failure).clone()} {extra} />
        </Dialog>
    }
}
