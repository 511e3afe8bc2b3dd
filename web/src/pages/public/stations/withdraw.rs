//! Withdrawing a code, with a reason.

use super::Known;
use super::texts as t;
use crate::components::confirm::Confirm;
use crate::i18n::{Say, fill};
use crate::pages::public::address::written;
use crate::pages::public::asking::use_ordering;
use crate::prelude::*;
use crate::state::{notices, use_lang};
use huiyin_protocol::public::{PublicAsk, PublicReply};

/// Properties of [`Withdraw`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Stations, roll, codes.
    pub known: Known,
    /// Which code.
    pub code: String,
    /// Closes the dialog.
    pub on_close: Callback<()>,
}

/// The dialog.
#[component]
pub fn Withdraw(props: &Props) -> Html {
    let lang = use_lang();
    let ordering = use_ordering();
    let found = props
        .known
        .view
        .codes
        .iter()
        .find(|code| code.code == props.code);
    let label = found.map_or("", |code| code.label.as_str());
    let on_do = {
        let (run, code) = (ordering.run.clone(), props.code.clone());
        let (take, on_close) = (props.known.take.clone(), props.on_close.clone());
        Callback::from(move |reason: String| {
            let (take, on_close, code) = (take.clone(), on_close.clone(), code.clone());
            let then = Callback::from(move |reply: PublicReply| {
                notices::done(lang.say(t::WITHDRAWN));
                take.emit(reply);
                on_close.emit(());
            });
            run.emit((PublicAsk::WithdrawCode { code, reason }, then));
        })
    };
    let lines = vec![
        fill(lang.say(t::WITHDRAW_WHAT), &[label, &written(&props.code)]),
        lang.say(t::WITHDRAW_AFTER).to_owned(),
    ];
    html! {
        <Confirm title={lang.say(t::WITHDRAW_DO)} {lines} reason=true busy={ordering.busy}
            failure={ordering.failure.clone()} {on_do} on_close={props.on_close.clone()} />
    }
}
