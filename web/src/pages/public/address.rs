//! Where citizens are led by a code: the page that takes their voice, on the server or
//! beside this one, as the office states it.

use super::intake::use_desk;
use super::texts as t;
use crate::components::field::{Field, Kind, field};
use crate::i18n::Say;
use crate::platform::{prefs, window};
use crate::prelude::*;
use huiyin_rules::Lang;

/// Under this name the browser remembers the address that was stated.
const KEPT: &str = "public.base";
/// The page that takes voices.
const PAGE: &str = "voice.html";

/// The address of the citizen's page, and what changes it.
#[derive(Clone, PartialEq)]
pub struct Base {
    /// The address in force.
    pub address: String,
    /// What stands in the field; empty for the one found.
    pub stated: String,
    /// States another one.
    pub set: Callback<String>,
}

impl Base {
    /// The address that a code's square holds.
    pub fn of(&self, code: &str) -> String {
        [&self.address, "#", code].concat()
    }
}

/// The page beside another address: without fragment, query and file name.
fn beside(address: &str) -> String {
    let path = address.split(['#', '?']).next().unwrap_or_default();
    let folder = match path.rsplit_once('/') {
        // Not the slashes of `https://`.
        Some((folder, _)) if !folder.ends_with('/') && !folder.ends_with(':') => folder,
        _ => path,
    };
    [folder, "/", PAGE].concat()
}

/// As stated: a page, or the folder it lies in.
fn stated_page(stated: &str) -> String {
    let stated = stated.trim().trim_end_matches('#');
    if stated.ends_with(".html") {
        stated.to_owned()
    } else {
        [stated.trim_end_matches('/'), "/", PAGE].concat()
    }
}

fn own() -> String {
    beside(&window::address())
}

/// The address, stated or found.
#[hook]
pub fn use_base() -> Base {
    let desk = use_desk();
    let stated = use_state_eq(|| prefs::get(KEPT).unwrap_or_default());
    let set = {
        let stated = stated.setter();
        Callback::from(move |text: String| {
            prefs::set(KEPT, text.trim());
            stated.set(text);
        })
    };
    let address = match (stated.trim(), desk.address()) {
        ("", "") => own(),
        ("", server) => stated_page(server),
        (stated, _) => stated_page(stated),
    };
    Base {
        address,
        stated: (*stated).clone(),
        set,
    }
}

/// The field, with what the square of a code holds below it.
pub fn base_field(base: &Base, code: &str, lang: Lang) -> Html {
    let one = Field::new("public-base", lang.say(t::BASE), Kind::Line)
        .hint(lang.say(t::BASE_HINT))
        .optional()
        .plain("");
    html! {
        <div class="pub-base">
            { field(&one, &base.stated, None, &base.set, lang) }
            <p class="pub-url"><span class="muted">{ lang.say(t::BASE_IS) }</span><code>{ base.of(code) }</code></p>
        </div>
    }
}

/// A code as it is written: `XXXXX-XXXXX`.
pub fn written(code: &str) -> String {
    match (code.get(..5), code.get(5..)) {
        (Some(first), Some(rest)) if !rest.is_empty() => [first, "-", rest].concat(),
        _ => code.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_citizens_page_lies_beside_the_offices() {
        for (here, there) in [
            (
                "https://a.example/#/stations",
                "https://a.example/voice.html",
            ),
            (
                "https://a.example/x/index.html?k=1#/s",
                "https://a.example/x/voice.html",
            ),
            ("http://10.0.0.8:8080/", "http://10.0.0.8:8080/voice.html"),
            ("http://10.0.0.8:8080", "http://10.0.0.8:8080/voice.html"),
        ] {
            assert_eq!(beside(here), there, "{here}");
        }
    }

    #[test]
    fn what_is_stated_may_be_the_page_or_its_folder() {
        for stated in [
            "https://a.example/rd",
            "https://a.example/rd/",
            " https://a.example/rd/voice.html# ",
        ] {
            assert_eq!(stated_page(stated), "https://a.example/rd/voice.html");
        }
    }

    #[test]
    fn codes_are_written_in_two_halves() {
        assert_eq!(written("ABCDE12345"), "ABCDE-12345");
        assert_eq!(written("ABC"), "ABC");
    }
}
