//! Giving a device a block of official numbers.

use super::texts as t;
use crate::components::dialog::Dialog;
use crate::components::field::{Field, Kind};
use crate::components::form::{Errors, Form, Values};
use crate::i18n::{Say, Words, fill};
use crate::prelude::*;
use crate::state::sharing::use_doing;
use crate::state::{notices, use_lang, use_workspace};
use huiyin_protocol::sharing::{DeviceView, SharingReply, SharingRequest};
use huiyin_rules::Lang;

/// Properties of [`Numbers`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Which one.
    pub device: DeviceView,
    /// Gets the devices.
    pub on_done: Callback<SharingReply>,
    /// Closes the dialog.
    pub on_close: Callback<()>,
}

/// The dialog.
#[component]
pub fn Numbers(props: &Props) -> Html {
    let lang = use_lang();
    let workspace = use_workspace();
    let doing = use_doing();
    let device = &props.device;
    let on_submit = {
        let (run, on_done, on_close) = (
            doing.run.clone(),
            props.on_done.clone(),
            props.on_close.clone(),
        );
        let device = device.device.clone();
        Callback::from(move |values: Values| {
            let (Some(from), Some(to)) = (values.count("block-from"), values.count("block-to"))
            else {
                return;
            };
            let prefix = values.text("block-prefix");
            let said = [&prefix, &from.to_string(), "–", &to.to_string()].concat();
            let request = SharingRequest::GrantNumbers {
                device: device.clone(),
                prefix,
                from,
                to,
            };
            let (on_done, on_close) = (on_done.clone(), on_close.clone());
            let done = Callback::from(move |reply| {
                notices::done(fill(lang.say(t::NUMBERS_DONE), &[&said]));
                on_done.emit(reply);
                on_close.emit(());
            });
            run.emit((request, done));
        })
    };
    let check = Callback::from(move |values: Values| check(&values, lang));
    let fields = vec![
        Field::new("block-prefix", lang.say(t::NUMBERS_PREFIX), Kind::Line)
            .hint(lang.say(t::NUMBERS_PREFIX_HINT))
            .optional(),
        Field::new("block-from", lang.say(t::NUMBERS_FROM), Kind::Count),
        Field::new("block-to", lang.say(t::NUMBERS_TO), Kind::Count),
    ];
    // What the numbers of this workspace begin with, from the one that comes next.
    let digits = |c: char| c.is_ascii_digit();
    let prefix = workspace.next_number.trim_end_matches(digits);
    let initial = Values::default().with("block-prefix", prefix);
    let blocks = device.blocks.join(lang.say(Words("、", ", ")));
    html! {
        <Dialog title={lang.say(t::NUMBERS_TITLE)} on_close={props.on_close.clone()}>
            <div class="sharing-part sharing-gap">
                <p>{ fill(lang.say(t::NUMBERS_WHAT), &[&device.person]) }</p>
                if !blocks.is_empty() { <p>{ fill(lang.say(t::NUMBERS_NOW), &[&blocks]) }</p> }
            </div>
            <Form {fields} {initial} draft="" submit={lang.say(t::NUMBERS_DO)} {on_submit}
                on_cancel={props.on_close.clone()} {check} busy={doing.busy} failure={doing.failure.clone()} />
        </Dialog>
    }
}

fn check(values: &Values, lang: Lang) -> Errors {
    match (values.count("block-from"), values.count("block-to")) {
        (Some(from), Some(to)) if to < from => {
            vec![("block-to".to_owned(), lang.say(t::NUMBERS_ORDER).to_owned())]
        }
        _ => Errors::new(),
    }
}
