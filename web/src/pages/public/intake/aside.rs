//! What came sealed and this device cannot open: saved as files, then off the server, where
//! nothing else would ever take it away and it takes the room of what is yet to come. Another
//! device may hold the key it was sealed to, so nothing goes that was not saved before.

use super::desk::ask_desk;
use super::texts as t;
use crate::components::button::{Kind as Button, button};
use crate::components::confirm::Confirm;
use crate::i18n::{Say, fill, fill_number, grouped};
use crate::pages::public::texts as pt;
use crate::platform::{files, zip};
use crate::prelude::*;
use crate::state::{notices, use_lang, use_workspace};
use huiyin_protocol::Failure;
use huiyin_protocol::sharing::{DeskAsk, DeskReply};
use std::collections::BTreeSet;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// Most bytes of one archive; what is more is left for the next.
const ARCHIVE: usize = 24 * 1024 * 1024;
/// Dropped by one request of ours.
const AT_ONCE: usize = 50;

/// Properties of [`Aside`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Which, as the server calls them.
    pub ids: Vec<String>,
    /// Hears when something was dropped.
    pub on_done: Callback<()>,
}

/// The button and what it asks first.
#[component]
pub fn Aside(props: &Props) -> Html {
    let lang = use_lang();
    let workspace = use_workspace();
    let asking = use_state_eq(|| false);
    let busy = use_state_eq(|| false);
    let failure = use_state_eq(|| None::<Rc<Failure>>);
    let ask = |on: bool| {
        let (asking, failure) = (asking.setter(), failure.setter());
        Callback::from(move |()| {
            failure.set(None);
            asking.set(on);
        })
    };
    let on_do = {
        let (asking, busy, failure) = (asking.setter(), busy.setter(), failure.setter());
        let (ids, on_done) = (props.ids.clone(), props.on_done.clone());
        let name = fill(lang.say(t::ASIDE_FILE), &[&workspace.today]);
        Callback::from(move |_: String| {
            let (asking, busy, failure) = (asking.clone(), busy.clone(), failure.clone());
            let (ids, name, on_done) = (ids.clone(), name.clone(), on_done.clone());
            busy.set(true);
            failure.set(None);
            spawn_local(async move {
                let result = put_aside(&ids, &name).await;
                busy.set(false);
                match result {
                    Ok(Some(count)) => {
                        notices::done(fill_number(lang.say(t::ASIDE_DID), count));
                        asking.set(false);
                        on_done.emit(());
                    }
                    Ok(None) => notices::failed(lang.say(pt::SAVE_REFUSED)),
                    Err(why) => failure.set(Some(Rc::new(why))),
                }
            });
        })
    };
    let count = grouped(props.ids.len() as u64);
    html! {
        <>
            <p>{ button(Button::Plain, lang.say(t::ASIDE), ask(true).reform(|_: MouseEvent| ())) }</p>
            if *asking {
                <Confirm title={lang.say(t::ASIDE_DO)} lines={vec![fill(lang.say(t::ASIDE_WHAT), &[&count]), lang.say(t::ASIDE_AFTER).to_owned()]}
                    busy={*busy} failure={(*failure).clone()} {on_do} on_close={ask(false)} />
            }
        </>
    }
}

/// Saves them as one archive and drops them on the server; answers how many, or nothing
/// where the browser would not save.
async fn put_aside(ids: &[String], name: &str) -> Result<Option<u64>, Failure> {
    let wanted: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
    let mut found = Found::default();
    let mut after = None;
    loop {
        let DeskReply::Voices { all, more } = ask_desk(DeskAsk::Take { after }).await? else {
            break;
        };
        after = all.last().map(|(id, _)| id.clone());
        let ended = all.is_empty() || !more;
        let some = all.into_iter();
        found.add(some.filter(|(id, _)| wanted.contains(id.as_str())));
        if ended || found.full {
            break;
        }
    }
    let saved = found.files.is_empty()
        || zip::archive(&found.files)
            .is_some_and(|bytes| files::save(name, "application/zip", &[bytes]));
    if !saved {
        return Ok(None);
    }
    for some in found.ids.chunks(AT_ONCE) {
        ask_desk(DeskAsk::Drop(some.to_vec())).await?;
    }
    Ok(Some(found.ids.len() as u64))
}

/// What goes into the archive: each as the file that can be taken in again.
#[derive(Default)]
struct Found {
    ids: Vec<String>,
    files: Vec<(String, String)>,
    size: usize,
    full: bool,
}

impl Found {
    fn add(&mut self, some: impl Iterator<Item = (String, String)>) {
        for (id, text) in some {
            if !self.files.is_empty() && self.size + text.len() > ARCHIVE {
                self.full = true;
                return;
            }
            self.size += text.len();
            // A number of our own: what the server calls it is no name to be unpacked.
            self.files
                .push((format!("{:04}.txt", self.files.len() + 1), text));
            self.ids.push(id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_has_room_for_one_at_least_and_for_no_more_than_it_may_hold() {
        let one = |id: &str, bytes: usize| (id.to_owned(), "A".repeat(bytes));
        let mut found = Found::default();
        found.add([one("../a", ARCHIVE + 1), one("b", 1)].into_iter());
        assert_eq!(
            (found.ids.as_slice(), found.full),
            (&["../a".to_owned()][..], true)
        );
        assert_eq!(found.files[0].0, "0001.txt");
        let mut found = Found::default();
        found.add([one("a", ARCHIVE - 1), one("b", 1), one("c", 1)].into_iter());
        assert_eq!((found.ids.len(), found.full), (2, true));
    }
}
