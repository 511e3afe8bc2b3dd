//! The board's files: put on the server, or saved to be put on any other site.

use super::Known;
use super::standing::{Seen, use_standing};
use super::texts as t;
use crate::components::button::{Kind as Button, button, button_if};
use crate::components::error_box::ErrorBox;
use crate::components::progress::progress;
use crate::i18n::{Say, fill, fill_number};
use crate::pages::public::intake::use_desk;
use crate::pages::public::part;
use crate::pages::public::texts as pt;
use crate::platform::public::ask_public;
use crate::platform::{files, zip};
use crate::prelude::*;
use crate::state::{notices, use_lang, use_workspace};
use huiyin_protocol::Failure;
use huiyin_protocol::public::{PublicAsk, PublicReply};
use huiyin_rules::Lang;
use wasm_bindgen_futures::spawn_local;

/// Properties of [`Publish`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The board.
    pub known: Known,
}

/// The part of the page.
#[component]
pub fn Publish(props: &Props) -> Html {
    let lang = use_lang();
    let workspace = use_workspace();
    let desk = use_desk();
    let view = &props.known.view;
    let titled = !view.title.is_empty();
    let on_server = desk.status.is_some() && titled;
    let standing = use_standing(on_server);
    let saving = use_state_eq(|| false);
    let ready = titled && !*saving && standing.step.is_none();
    let to_file = {
        let saving = saving.setter();
        let name = fill(lang.say(t::FILE), &[&workspace.today]);
        Callback::from(move |_: MouseEvent| {
            let (saving, name) = (saving.clone(), name.clone());
            saving.set(true);
            spawn_local(async move {
                if let Err(why) = save(&name, lang).await {
                    notices::failure(&why);
                }
                saving.set(false);
            });
        })
    };
    let to_server = standing.run.reform(|_: MouseEvent| true);
    let at_once = standing.run.reform(|_: MouseEvent| false);
    let page = desk.address();
    let folder = page.rsplit_once('/').map_or(page, |(folder, _)| folder);
    let away = standing.failure.is_some() || desk.failure.is_some();
    let inside = html! {
        <>
            <p class="pub-tools">
                if desk.status.is_some() { { button_if(Button::Primary, lang.say(t::TO_SERVER), to_server, ready) } }
                { button_if(Button::Plain, lang.say(t::TO_FILE), to_file, ready) }
                <span class="muted">{ fill_number(lang.say(t::PUBLISHED_COUNT), view.published) }</span>
            </p>
            if let Some((press, done, of)) = standing.step {
                { progress(lang.say(if press { t::PUTTING } else { t::TAKING_OFF }), done, of, None, lang) }
            } else if on_server || away {
                { stands(standing.seen.as_deref(), away, at_once, lang) }
            }
            if let Some(failure) = &standing.failure { <ErrorBox failure={failure.clone()} /> }
            if let Some(failure) = &desk.failure { <ErrorBox failure={failure.clone()} again={desk.look.clone()} /> }
            if desk.status.is_some() {
                <p class="pub-url"><span class="muted">{ lang.say(t::AT) }</span><code>{ [folder, "/board.html"].concat() }</code></p>
            } else if desk.is_settled && desk.failure.is_none() {
                <p class="muted">{ lang.say(t::NO_SERVER) }</p>
            }
        </>
    };
    part(
        "board-publish",
        lang.say(t::FILES),
        lang.say(t::FILES_INTRO),
        Html::default(),
        inside,
    )
}

/// Whether what lies on the server is what is approved now.
fn stands(seen: Option<&Seen>, away: bool, at_once: Callback<MouseEvent>, lang: Lang) -> Html {
    let gone = seen.map_or(0, |seen| seen.due.gone);
    if gone > 0 {
        return html! {
            <p class="pub-note is-warn" role="alert">
                <span><span aria-hidden="true">{ "▲" }</span>{ " " }{ fill_number(lang.say(t::STILL_THERE), gone) }</span>
                { button(Button::Plain, lang.say(t::TAKE_OFF), at_once) }
            </p>
        };
    }
    let Some(seen) = seen.filter(|_| !away) else {
        return if away {
            html! { <p class="pub-warn" role="status"><span aria-hidden="true">{ "▲" }</span>{ " " }{ lang.say(t::UNSURE) }</p> }
        } else {
            Html::default()
        };
    };
    let due = &seen.due;
    let differs = due.new + due.changed;
    let words = match (seen.any, differs) {
        (false, _) => lang.say(t::NOT_YET).to_owned(),
        (true, 0) if due.compared => lang.say(t::AS_APPROVED).to_owned(),
        (true, 0) => lang.say(t::SAME_NAMES).to_owned(),
        (true, _) => fill_number(lang.say(t::DIFFERS), differs),
    };
    if seen.any && differs == 0 {
        html! { <p class="muted" role="status">{ words }</p> }
    } else {
        html! { <p class="pub-warn" role="status"><span aria-hidden="true">{ "▲" }</span>{ " " }{ words }</p> }
    }
}

/// Saves every file as one archive.
async fn save(name: &str, lang: Lang) -> Result<(), Failure> {
    let PublicReply::Files(all) = ask_public(&PublicAsk::Files).await? else {
        return Ok(());
    };
    let archive = zip::archive(&all);
    let saved = archive.is_some_and(|bytes| files::save(name, "application/zip", &[bytes]));
    if saved {
        notices::done(fill(lang.say(pt::SAVED_FILE), &[name]));
    } else {
        notices::failed(lang.say(pt::SAVE_REFUSED));
    }
    Ok(())
}
