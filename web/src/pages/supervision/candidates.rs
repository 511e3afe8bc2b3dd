//! Suggestions proposed for key supervision, each with why. Nothing is marked by itself.

use super::mark::Mark;
use super::texts as t;
use crate::components::chip;
use crate::i18n::terms::Term;
use crate::i18n::{Say, fill};
use crate::pages::report::cells::{self, section};
use crate::prelude::*;
use crate::state::use_lang;
use huiyin_protocol::report::{KeyCandidate, Related};
use huiyin_rules::Lang;

/// Candidates before "show all".
const FIRST: usize = 20;

/// Properties of [`Candidates`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The candidates, the best reasons first.
    pub candidates: Vec<KeyCandidate>,
}

/// The list.
#[component]
pub fn Candidates(props: &Props) -> Html {
    let lang = use_lang();
    let whole = use_state_eq(|| false);
    let marking = use_state(|| None::<KeyCandidate>);
    let all = &props.candidates;
    let shown = if *whole {
        all.len()
    } else {
        all.len().min(FIRST)
    };
    let close = {
        let marking = marking.clone();
        Callback::from(move |()| marking.set(None))
    };
    let inside = if all.is_empty() {
        html! { <p class="muted">{ lang.say(t::NO_CANDIDATES) }</p> }
    } else {
        html! {
            <>
                <p class="muted">{ lang.say(t::CANDIDATES_HINT) }</p>
                <ol class="candidates">
                    { for all.iter().take(shown).map(|one| {
                        let mark = {
                            let (marking, one) = (marking.clone(), one.clone());
                            Callback::from(move |_: MouseEvent| marking.set(Some(one.clone())))
                        };
                        candidate(one, mark, lang)
                    }) }
                </ol>
                if shown < all.len() {
                    <p class="no-print">
                        <button type="button" class="btn btn-text" onclick={Callback::from(move |_: MouseEvent| whole.set(true))}>
                            { fill(lang.say(crate::pages::report::texts::SHOW_ALL), &[&all.len().to_string()]) }
                        </button>
                    </p>
                }
            </>
        }
    };
    html! {
        <>
            { section("key-candidates", lang.say(t::CANDIDATES), Some(all.len()), inside) }
            if let Some(one) = &*marking {
                <Mark key={one.row.id.as_str()} candidate={one.clone()} on_close={close} />
            }
        </>
    }
}

fn candidate(one: &KeyCandidate, mark: Callback<MouseEvent>, lang: Lang) -> Html {
    let row = &one.row;
    let name = if row.number.is_empty() {
        &row.title
    } else {
        &row.number
    };
    html! {
        <li key={row.id.as_str()} class="candidate">
            <div class="candidate-main">
                <h3>{ cells::item_of(row, lang) }</h3>
                <p class="candidate-tags">
                    { for one.criteria.iter().map(|criterion| html! { <span class="tag">{ criterion.word(lang) }</span> }) }
                    { chip::stage(row.stage, lang) }
                    <span class="muted">{ &row.units }</span>
                </p>
                <ul class="candidate-why" aria-label={lang.say(t::WHY)}>
                    { for one.reasons.iter().map(|reason| html! { <li>{ reason }</li> }) }
                </ul>
                if !one.related.is_empty() {
                    <details class="candidate-related">
                        <summary>{ fill(lang.say(t::RELATED), &[&one.related.len().to_string()]) }</summary>
                        <ul>{ for one.related.iter().map(|other| related(other, lang)) }</ul>
                    </details>
                }
            </div>
            <button type="button" class="btn no-print" onclick={mark} aria-label={fill(lang.say(t::MARK_THIS), &[name])}>{ lang.say(t::MARK) }</button>
        </li>
    }
}

fn related(other: &Related, lang: Lang) -> Html {
    html! {
        <li key={other.id.as_str()}>
            { cells::item(&other.id, &other.number, &other.title, lang) }
            if other.year > 0 {
                <span class="muted nowrap">{ fill(lang.say(crate::pages::report::texts::ONE_YEAR), &[&other.year.to_string()]) }</span>
            }
            <span class="muted nowrap">{ fill(lang.say(t::ALIKE), &[&other.percent.to_string()]) }</span>
        </li>
    }
}
