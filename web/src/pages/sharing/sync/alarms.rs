//! What a person should know: a store that lost something, chains that forked, clocks that run ahead.

use super::super::{Known, part};
use super::texts as t;
use crate::i18n::{Say, fill, grouped};
use crate::prelude::*;
use crate::state::use_lang;

/// The panel; nothing where all is well.
#[component]
pub fn Alarms(props: &Known) -> Html {
    let lang = use_lang();
    let status = &props.status;
    let counted = [
        (t::ROLLED_BACK, status.rolled_back),
        (t::FORKS, status.forks),
        (t::CLOCKS, status.clocks),
    ];
    let mut all: Vec<String> = counted
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(words, count)| fill(lang.say(words), &[&grouped(count)]))
        .collect();
    if !status.restarted.is_empty() {
        let mut text = fill(lang.say(t::RESTARTED), &[&status.restarted]);
        text.push(' ');
        text.push_str(lang.say(t::RESTARTED_OK));
        all.push(text);
    }
    if all.is_empty() {
        return Html::default();
    }
    part(
        "sync-alarms",
        lang.say(t::ALARMS),
        "",
        Html::default(),
        html! {
            <ul class="sharing-alarms">
                { for all.into_iter().map(|text| html! { <li key={text.clone()}><span aria-hidden="true">{ "▲ " }</span>{ text }</li> }) }
            </ul>
        },
    )
}
