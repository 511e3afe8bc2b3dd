//! The board's files: put on the server, or saved to be put on any other site.

use super::Known;
use super::texts as t;
use crate::components::button::{Kind as Button, button_if};
use crate::components::error_box::ErrorBox;
use crate::components::progress::progress;
use crate::i18n::{Say, fill, fill_number};
use crate::pages::public::intake::{ask_desk, use_desk};
use crate::pages::public::part;
use crate::pages::public::texts as pt;
use crate::platform::public::ask_public;
use crate::platform::{files, zip};
use crate::prelude::*;
use crate::state::{notices, use_lang, use_workspace};
use huiyin_protocol::Failure;
use huiyin_protocol::public::{PublicAsk, PublicReply};
use huiyin_protocol::sharing::{DeskAsk, DeskReply};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// Files put at once.
const AT_ONCE: usize = 100;

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
    let failure = use_state_eq(|| None::<Rc<Failure>>);
    let step = use_state_eq(|| None::<(u64, u64)>);
    let busy = step.is_some();
    let run = {
        let (failure, step) = (failure.setter(), step.setter());
        let name = fill(lang.say(t::FILE), &[&workspace.today]);
        Callback::from(move |to_server: bool| {
            let (failure, step, name) = (failure.clone(), step.clone(), name.clone());
            failure.set(None);
            step.set(Some((0, 0)));
            spawn_local(async move {
                let said = step.clone();
                let result = if to_server {
                    put(move |done, of| said.set(Some((done, of)))).await
                } else {
                    save(&name, lang).await
                };
                step.set(None);
                match result {
                    Ok(Some(count)) => notices::done(fill_number(lang.say(t::PUT), count)),
                    Ok(None) => {}
                    Err(why) => failure.set(Some(Rc::new(why))),
                }
            });
        })
    };
    let view = &props.known.view;
    let ready = !view.title.is_empty() && !busy;
    let to_server = run.reform(|_: MouseEvent| true);
    let to_file = run.reform(|_: MouseEvent| false);
    let page = desk.address();
    let folder = page.rsplit_once('/').map_or(page, |(folder, _)| folder);
    let inside = html! {
        <>
            <p class="pub-tools">
                if desk.status.is_some() { { button_if(Button::Primary, lang.say(t::TO_SERVER), to_server, ready) } }
                { button_if(Button::Plain, lang.say(t::TO_FILE), to_file, ready) }
                <span class="muted">{ fill_number(lang.say(t::PUBLISHED_COUNT), view.published) }</span>
            </p>
            if let Some((done, of)) = *step { { progress(lang.say(t::PUTTING), done, of, None, lang) } }
            if let Some(failure) = &*failure { <ErrorBox failure={failure.clone()} /> }
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

async fn all() -> Result<Vec<(String, String)>, Failure> {
    match ask_public(&PublicAsk::Files).await? {
        PublicReply::Files(all) => Ok(all),
        _ => Ok(Vec::new()),
    }
}

/// Puts every file on the server, and takes away what lies there and is none of them.
/// Answers how many files there are.
async fn put(say: impl Fn(u64, u64)) -> Result<Option<u64>, Failure> {
    let all = all().await?;
    let of = all.len() as u64;
    let DeskReply::Published(before) = ask_desk(DeskAsk::Published).await? else {
        return Ok(None);
    };
    let remove = gone(&before, &all);
    // What is taken off goes before anything is put there.
    if !remove.is_empty() {
        let files = Vec::new();
        ask_desk(DeskAsk::Publish { files, remove }).await?;
    }
    let mut done = 0;
    for some in all.chunks(AT_ONCE) {
        say(done, of);
        let files = some.to_vec();
        let remove = Vec::new();
        ask_desk(DeskAsk::Publish { files, remove }).await?;
        done += some.len() as u64;
    }
    Ok(Some(of))
}

/// What lies there and is not among the files.
fn gone(before: &[String], files: &[(String, String)]) -> Vec<String> {
    let old = before.iter();
    let gone = old.filter(|path| !files.iter().any(|(other, _)| other == *path));
    gone.cloned().collect()
}

/// Saves every file as one archive.
async fn save(name: &str, lang: huiyin_rules::Lang) -> Result<Option<u64>, Failure> {
    let all = all().await?;
    let archive = zip::archive(&all);
    let saved = archive.is_some_and(|bytes| files::save(name, "application/zip", &[bytes]));
    if saved {
        notices::done(fill(lang.say(pt::SAVED_FILE), &[name]));
    } else {
        notices::failed(lang.say(pt::SAVE_REFUSED));
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_withdrawn_is_taken_away() {
        let files = [("board.json".to_owned(), String::new())];
        let before = ["board.json", "item/a.json"].map(str::to_owned);
        assert_eq!(gone(&before, &files), ["item/a.json"]);
        assert_eq!(gone(&[], &files), Vec::<String>::new());
    }
}
