//! Which suggestion of the ledger a voice belongs to: those like it first, others by search.

use super::texts as t;
use crate::components::field::{Field, Kind, field};
use crate::i18n::{Say, fill};
use crate::prelude::*;
use crate::state::{use_ask, use_lang};
use huiyin_protocol::ledger::LedgerQuery;
use huiyin_protocol::{Reply, Request};
use huiyin_rules::ids::SuggestionId;

/// Most suggestions found at once.
const MOST: u32 = 20;

/// Properties of [`Suggestions`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Those like it, and how alike in hundredths.
    pub like: Vec<(SuggestionId, String, u32)>,
    /// The one chosen.
    pub chosen: Option<SuggestionId>,
    /// Chooses one.
    pub on_pick: Callback<SuggestionId>,
}

/// The choice.
#[component]
pub fn Suggestions(props: &Props) -> Html {
    let lang = use_lang();
    let words = use_state_eq(String::new);
    let wanted = words.trim().to_owned();
    let found = use_ask((!wanted.is_empty()).then(|| {
        Request::Ledger(LedgerQuery {
            text: wanted.clone(),
            limit: MOST,
            ..LedgerQuery::default()
        })
    }));
    let mut rows: Vec<(SuggestionId, String)> = match found.reply.as_deref() {
        Some(Reply::Ledger(page)) if !wanted.is_empty() => {
            let rows = page.rows.iter();
            rows.map(|row| {
                let parts = [row.number.as_str(), row.title.as_str()];
                (row.id.clone(), parts.join(" ").trim().to_owned())
            })
            .collect()
        }
        _ => Vec::new(),
    };
    let none = !wanted.is_empty() && rows.is_empty() && !found.loading;
    if wanted.is_empty() {
        rows = props
            .like
            .iter()
            .map(|(id, title, how)| {
                let label = fill(lang.say(t::ALIKE_OF), &[title, &how.to_string()]);
                (id.clone(), label)
            })
            .collect();
    }
    let search = Field::new("join-find", lang.say(t::JOIN_FIND), Kind::Line)
        .hint(lang.say(t::JOIN_HINT))
        .optional()
        .plain("");
    let on_words = {
        let words = words.setter();
        Callback::from(move |text: String| words.set(text))
    };
    html! {
        <>
            { field(&search, &words, None, &on_words, lang) }
            if none { <p class="muted" role="status">{ lang.say(t::JOIN_NONE) }</p> }
            if !rows.is_empty() {
                <fieldset class="field">
                    <legend class="field-label">{ lang.say(t::JOIN_WHICH) }</legend>
                    <div class="pub-found">
                        { for rows.into_iter().map(|(id, label)| one(id, label, props)) }
                    </div>
                </fieldset>
            }
        </>
    }
}

fn one(id: SuggestionId, label: String, props: &Props) -> Html {
    let name = ["join-", id.as_str()].concat();
    let on = props.chosen.as_ref() == Some(&id);
    let pick = {
        let id = id.clone();
        props.on_pick.reform(move |_: Event| id.clone())
    };
    html! {
        <label key={name.clone()} class="radio" for={name.clone()}>
            <input id={name} type="radio" name="join-which" checked={on} onchange={pick} /><span>{ label }</span>
        </label>
    }
}
