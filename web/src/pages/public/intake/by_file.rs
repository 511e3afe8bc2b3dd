//! Sealed voices as files: what the citizen's page saves where there is no network, and what other
//! systems send.

use super::super::asking::use_ordering;
use super::super::outcome::outcome;
use super::texts as t;
use crate::components::button::{Kind as Button, button_if};
use crate::components::error_box::ErrorBox;
use crate::i18n::{Say, fill, grouped};
use crate::platform::{files, picture, transfer};
use crate::prelude::*;
use crate::state::use_lang;
use huiyin_protocol::public::{PublicAsk, PublicReply};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{File, HtmlElement, HtmlInputElement};

/// Largest file; a voice with its pictures is far smaller.
const MOST: f64 = 2.0 * 1024.0 * 1024.0;

/// What came of the last files.
#[derive(Clone, Default, PartialEq)]
struct Taken {
    new: u32,
    known: u32,
    refused: Vec<(String, String)>,
}

/// A sealed voice as the engine takes it, whether the file holds its bytes or their base64.
fn as_base64(bytes: &[u8]) -> String {
    let text = std::str::from_utf8(bytes)
        .map(str::trim)
        .unwrap_or_default();
    let is_base64 = !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='));
    if is_base64 {
        text.to_owned()
    } else {
        picture::to_base64(bytes)
    }
}

/// The part of the panel.
#[component]
pub fn ByFile() -> Html {
    let lang = use_lang();
    let ordering = use_ordering();
    let taken = use_state_eq(|| None::<Taken>);
    let over = use_state_eq(|| false);
    let key = use_state_eq(String::new);
    let input = use_node_ref();
    let take = {
        let (run, taken) = (ordering.run.clone(), taken.setter());
        Callback::from(move |chosen: Vec<File>| {
            if chosen.is_empty() {
                return;
            }
            let (run, taken) = (run.clone(), taken.clone());
            spawn_local(async move {
                let (sealed, unread) = read(chosen, lang).await;
                let then = Callback::from(move |reply: PublicReply| {
                    let PublicReply::Taken {
                        taken: new,
                        known,
                        refused,
                    } = reply
                    else {
                        return;
                    };
                    let count = |all: &[String]| u32::try_from(all.len()).unwrap_or(u32::MAX);
                    taken.set(Some(Taken {
                        new: count(&new),
                        known: count(&known),
                        refused: [refused, unread.clone()].concat(),
                    }));
                });
                run.emit((PublicAsk::TakeVoices(sealed), then));
            });
        })
    };
    let on_choose = {
        let take = take.clone();
        Callback::from(move |event: Event| {
            let target = event.target().and_then(|target| target.dyn_into().ok());
            if let Some(input) = target {
                let input: HtmlInputElement = input;
                take.emit(files::chosen(&input));
            }
        })
    };
    let pick = {
        let input = input.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = input.cast::<HtmlElement>() {
                input.click();
            }
        })
    };
    let drag = |on: bool| {
        let over = over.setter();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(on);
        })
    };
    let on_drop = {
        let over = over.setter();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(false);
            take.emit(transfer::dropped(&event));
        })
    };
    let show_key = {
        let (run, key) = (ordering.run.clone(), key.setter());
        Callback::from(move |_: MouseEvent| {
            let key = key.clone();
            let then = Callback::from(move |reply: PublicReply| {
                if let PublicReply::Key { public } = reply {
                    key.set(public);
                }
            });
            run.emit((PublicAsk::Key, then));
        })
    };
    html! {
        <details class="pub-more" open={taken.is_some() || ordering.failure.is_some()}>
            <summary>{ lang.say(t::BY_FILE) }</summary>
            <div class="pub-part">
                <p class="muted">{ lang.say(t::BY_FILE_HOW) }</p>
                if key.is_empty() {
                    <p>{ button_if(Button::Text, lang.say(t::SHOW_KEY), show_key, !ordering.busy) }</p>
                } else {
                    <p class="pub-url">{ lang.say(t::KEY) }<code>{ (*key).clone() }</code></p>
                }
                <div class={if *over { "import-drop is-over" } else { "import-drop" }} ondragover={drag(true)} ondragleave={drag(false)} ondrop={on_drop}>
                    <p>{ lang.say(t::DROP) }</p>
                    <input ref={input} type="file" multiple=true class="off-screen" tabindex="-1" aria-label={lang.say(t::CHOOSE)} onchange={on_choose} />
                    { button_if(Button::Plain, lang.say(t::CHOOSE), pick, !ordering.busy) }
                </div>
                if let Some(failure) = &ordering.failure { <ErrorBox failure={failure.clone()} /> }
                if let Some(taken) = &*taken {
                    <p role="status"><strong>{ fill(lang.say(t::TAKEN), &[&grouped(taken.new.into()), &grouped(taken.known.into())]) }</strong></p>
                    if !taken.refused.is_empty() { { outcome(taken.new, &taken.refused, lang) } }
                }
            </div>
        </details>
    }
}

/// The files by name; those too large or unreadable apart, with why.
async fn read(
    chosen: Vec<File>,
    lang: huiyin_rules::Lang,
) -> (Vec<(String, String)>, Vec<(String, String)>) {
    let (mut sealed, mut unread) = (Vec::new(), Vec::new());
    for file in chosen {
        if file.size() > MOST {
            unread.push((file.name(), lang.say(t::TOO_LARGE).to_owned()));
            continue;
        }
        match files::read_all(&file).await {
            Ok(bytes) => sealed.push((file.name(), as_base64(&bytes))),
            Err(why) => unread.push((file.name(), why)),
        }
    }
    (sealed, unread)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_their_base64_are_the_same_voice() {
        assert_eq!(as_base64(b"Zm9v\n"), "Zm9v");
        assert_eq!(as_base64(&[0xff, 0x00]), "/wA=");
    }
}
