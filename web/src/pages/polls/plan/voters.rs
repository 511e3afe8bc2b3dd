//! The roll of voters: pasted names, how many they are, and which come twice.

use super::filled;
use super::texts as t;
use crate::components::button::{Kind as Button, button};
use crate::components::field::{Field, Kind, field};
use crate::i18n::{Say, fill, grouped};
use crate::prelude::*;
use huiyin_rules::Lang;

/// The field and what is said of it.
pub fn voters(
    text: &str,
    error: Option<&str>,
    deputies: &[String],
    change: &Callback<String>,
    lang: Lang,
) -> Html {
    let names = filled::names(text);
    let twice = filled::twice(&names);
    let one = Field::new("poll-voters", lang.say(t::VOTERS), Kind::Area(8))
        .hint(lang.say(t::VOTERS_HINT));
    let take = {
        let all = deputies.join("\n");
        change.reform(move |_: MouseEvent| all.clone())
    };
    let count = fill(lang.say(t::VOTERS_COUNT), &[&grouped(names.len() as u64)]);
    html! {
        <div class="poll-voters">
            { field(&one, text, error, change, lang) }
            <p role="status">
                <span>{ count }</span>
                if !twice.is_empty() {
                    <strong class="poll-warn">{ " ▲ " }{ fill(lang.say(t::VOTERS_TWICE), &[&twice.join(lang.say(t::LISTED))]) }</strong>
                }
            </p>
            if !deputies.is_empty() {
                <p>{ button(Button::Plain, &fill(lang.say(t::VOTERS_TAKE), &[&grouped(deputies.len() as u64)]), take) }</p>
            }
        </div>
    }
}
