//! A document from a file: chosen, read, and handed over as text.

use super::texts as t;
use crate::components::button::{Kind, button_if};
use crate::i18n::{Say, fill};
use crate::platform::files;
use crate::prelude::*;
use crate::state::use_lang;
use huiyin_rules::Lang;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{File, HtmlElement, HtmlInputElement};

/// Largest file looked at, in bytes; the rules themselves allow less.
const LARGEST: f64 = 1_048_576.0;

/// Properties of [`Upload`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What the button says.
    pub label: AttrValue,
    /// Whether a file can be chosen now.
    #[prop_or(true)]
    pub enabled: bool,
    /// Gets the file's name and its text, or in words why it cannot be used.
    pub on_text: Callback<Result<(String, String), String>>,
}

/// A button that asks for a file.
#[component]
pub fn Upload(props: &Props) -> Html {
    let lang = use_lang();
    let input = use_node_ref();
    let on_file = {
        let on_text = props.on_text.clone();
        Callback::from(move |event: Event| {
            let input = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            let file = input.and_then(|input| files::chosen(&input).into_iter().next());
            if let Some(file) = file {
                let on_text = on_text.clone();
                spawn_local(async move { on_text.emit(read(&file, lang).await) });
            }
        })
    };
    let choose = {
        let input = input.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = input.cast::<HtmlElement>() {
                input.click();
            }
        })
    };
    html! {
        <>
            <input ref={input} type="file" class="off-screen" accept=".json,application/json" tabindex="-1" aria-hidden="true" onchange={on_file} />
            { button_if(Kind::Plain, &props.label, choose, props.enabled) }
        </>
    }
}

async fn read(file: &File, lang: Lang) -> Result<(String, String), String> {
    let name = file.name();
    let size = file.size();
    if size <= 0.0 {
        return Err(fill(lang.say(t::EMPTY_FILE), &[&name]));
    }
    if size > LARGEST {
        return Err(fill(lang.say(t::LARGE_FILE), &[&name]));
    }
    let bytes = files::read_all(file).await;
    let bytes = bytes.map_err(|why| fill(lang.say(t::UNREADABLE), &[&name, &why]))?;
    match String::from_utf8(bytes) {
        // Editors of Windows put a mark in front that no JSON has.
        Ok(text) => Ok((name, text.trim_start_matches('\u{feff}').to_owned())),
        Err(_) => Err(fill(lang.say(t::NOT_UTF8), &[&name])),
    }
}
