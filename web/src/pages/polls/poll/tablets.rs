//! Where voters cast: the server's page, or tablets that read the sheet from a file.

use super::steps::has_cards;
use super::{Known, texts as t};
use crate::components::button::{Kind as Button, button, button_if};
use crate::components::error_box::{ErrorBox, copy_text};
use crate::components::qr;
use crate::i18n::{Say, common, fill, grouped};
use crate::pages::polls::asking::use_ordering;
use crate::pages::polls::{part, texts};
use crate::platform::files;
use crate::prelude::*;
use crate::state::{notices, use_lang};
use huiyin_protocol::poll::{PollAsk, PollReply};
use huiyin_rules::Lang;

/// Properties of [`Tablets`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The poll.
    pub known: Known,
}

/// The part of the page; nothing where there are no cards.
#[component]
pub fn Tablets(props: &Props) -> Html {
    let lang = use_lang();
    let (view, room) = (&props.known.view, &props.known.room);
    let ordering = use_ordering();
    if !has_cards(view) {
        return Html::default();
    }
    let save = {
        let (id, run) = (view.id.clone(), ordering.run.clone());
        Callback::from(move |_: MouseEvent| {
            let then = Callback::from(move |reply: PollReply| save_file(reply, lang));
            run.emit((PollAsk::Sheet(id.clone()), then));
        })
    };
    let address = room.address().to_owned();
    let copy = {
        let address = address.clone();
        Callback::from(move |_: MouseEvent| {
            if copy_text(&address) {
                notices::done(lang.say(common::COPIED));
            }
        })
    };
    let taken = view.cards.map_or(0, |cards| cards.taken);
    let inside = html! {
        <>
            if let Some(failure) = &room.failure { <ErrorBox failure={failure.clone()} again={room.retry.clone()} /> }
            if let Some(failure) = &ordering.failure { <ErrorBox failure={failure.clone()} /> }
            if !address.is_empty() {
                <div class="poll-address">
                    { qr::encode(&address).map(|picture| qr::picture(&picture, lang.say(t::ADDRESS_QR))) }
                    <div class="poll-part">
                        <p>{ lang.say(t::ADDRESS) }</p>
                        <p><code class="poll-url">{ &address }</code></p>
                        <p>{ button(Button::Plain, lang.say(t::COPY), copy) }</p>
                        if let Some(now) = &room.view {
                            <p role="status"><strong>{ fill(lang.say(t::RECEIVED), &[&grouped(u64::from(now.cast)), &grouped(u64::from(taken))]) }</strong></p>
                            if !now.at_once { <p class="muted">{ lang.say(t::AT_CLOSING) }</p> }
                        }
                    </div>
                </div>
            } else if !room.is_on_server() {
                <p>{ lang.say(t::NO_SERVER) }</p>
            }
            <p>{ button_if(Button::Plain, lang.say(t::SAVE_SHEET), save, !ordering.busy && view.cards.is_some()) }</p>
            <p class="muted">{ lang.say(t::LIMIT_TABLET) }</p>
        </>
    };
    part(
        "poll-tablets",
        lang.say(t::TABLETS),
        "",
        Html::default(),
        inside,
    )
}

/// Saves a file that the engine made, and says so.
pub fn save_file(reply: PollReply, lang: Lang) {
    let PollReply::File { name, text } = reply else {
        return;
    };
    if files::save(&name, files::JSON, &[text.into_bytes()]) {
        notices::done(fill(lang.say(texts::SAVED_FILE), &[&name]));
    } else {
        notices::failed(lang.say(texts::SAVE_REFUSED));
    }
}
