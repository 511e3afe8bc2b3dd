//! One rate: the percentage, its two numbers, and how it was computed.

use super::texts as t;
use crate::i18n::{Say, fill, grouped};
use crate::prelude::*;
use crate::route::{self, Route};
use crate::state::use_lang;
use huiyin_protocol::stats::RateView;
use huiyin_rules::Fraction;

/// Properties of [`Card`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The rate.
    pub rate: RateView,
    /// Its rows are all those counted, not only the numerator's.
    pub all: bool,
}

/// The card. What explains it is hidden by an attribute rather than folded away,
/// so that paper shows it.
#[component]
pub fn Card(props: &Props) -> Html {
    let lang = use_lang();
    let open = use_state_eq(|| false);
    let rate = &props.rate;
    let [part, whole] = [rate.value.numerator, rate.value.denominator].map(grouped);
    let how_id = ["how-", &rate.key].concat();
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    html! {
        <li class="panel rate-card">
            <h3>{ &rate.label }</h3>
            <p class="rate-percent">
                if let Some(percent) = &rate.percent {
                    { percent }<span class="rate-sign">{ "%" }</span>
                } else {
                    <span class="rate-none">{ lang.say(t::NO_RATE) }</span>
                }
            </p>
            <p class="muted">{ fill(lang.say(t::OF), &[&part, &whole]) }</p>
            { gauge(rate.value, "gauge") }
            <p class="rate-foot no-print">
                <button type="button" class="btn btn-text" aria-expanded={if *open { "true" } else { "false" }}
                    aria-controls={how_id.clone()} onclick={toggle}>
                    { lang.say(t::HOW) }<span aria-hidden="true">{ if *open { " ▴" } else { " ▾" } }</span>
                </button>
                if rate.value.numerator > 0 {
                    { route::link(&Route::Ledger(Box::new(rate.rows.clone())), "", html! {
                        if props.all { { lang.say(t::SHOW_ROWS) } } else { { fill(lang.say(t::SEE), &[&part]) } }
                    }) }
                }
            </p>
            <dl id={how_id} class="how" hidden={!*open}>
                <dt>{ lang.say(t::DEFINITION) }</dt><dd>{ &rate.definition }</dd>
                <dt>{ lang.say(t::ARITHMETIC) }</dt><dd>{ &rate.arithmetic }</dd>
                <dt>{ lang.say(t::SOURCE) }</dt><dd>{ &rate.source }</dd>
            </dl>
        </li>
    }
}

/// A thin bar filled as far as the share says; the number beside it says the same.
pub fn gauge(value: Fraction, class: &'static str) -> Html {
    let per_mille = value
        .numerator
        .saturating_mul(1000)
        .checked_div(value.denominator)
        .unwrap_or(0)
        .min(1000);
    html! {
        <svg {class} viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect class="gauge-ground" width="1000" height="10" />
            <rect class="gauge-fill" width={per_mille.to_string()} height="10" />
        </svg>
    }
}
