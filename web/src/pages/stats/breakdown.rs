//! The breakdowns: by unit, category, delegation, one at a time.

use super::table::Table;
use super::texts as t;
use crate::components::tabs::tabs;
use crate::i18n::{Say, Words};
use crate::prelude::*;
use crate::state::use_lang;
use huiyin_protocol::stats::{Breakdown, StatsView};
use std::rc::Rc;

/// Properties of [`Breakdowns`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The statistics.
    pub view: StatsView,
}

/// What a tab shows: its key, its name, the heading of its first column, its rows.
type Tab = (
    &'static str,
    Words,
    Words,
    fn(&StatsView) -> &Vec<Breakdown>,
);

const TABS: [Tab; 3] = [
    ("unit", t::BY_UNIT, t::UNIT, |view| &view.by_unit),
    ("category", t::BY_CATEGORY, t::CATEGORY, |view| {
        &view.by_category
    }),
    ("delegation", t::BY_DELEGATION, t::DELEGATION, |view| {
        &view.by_delegation
    }),
];

/// The breakdowns.
#[component]
pub fn Breakdowns(props: &Props) -> Html {
    let lang = use_lang();
    let chosen = use_state_eq(|| TABS[0].0);
    let choose = {
        let chosen = chosen.clone();
        Callback::from(move |key| chosen.set(key))
    };
    let items = TABS.map(|(key, label, ..)| (key, lang.say(label).to_owned()));
    let Some((key, _, heading, rows)) = TABS.into_iter().find(|(key, ..)| key == &*chosen) else {
        return Html::default();
    };
    html! {
        <section class="panel" aria-labelledby="stats-breakdown">
            <div class="panel-head">
                <h2 id="stats-breakdown">{ lang.say(t::BREAKDOWN) }</h2>
                <span class="muted no-print">{ lang.say(t::SORT_HINT) }</span>
            </div>
            <div class="panel-body">
                { tabs("breakdown", lang.say(t::BREAKDOWN), &items, key, &choose) }
                <div id="breakdown-panel" role="tabpanel" aria-labelledby={["breakdown-", key].concat()}>
                    <Table key={key} rows={Rc::new(rows(&props.view).clone())} heading={lang.say(heading)} decimals={decimals(&props.view)} />
                    if key == "unit" {
                        <p class="muted">{ lang.say(t::UNIT_HINT) }</p>
                    }
                </div>
            </div>
        </section>
    }
}

/// The rulebook's decimals, as the rates show them; two where there is no rate to show.
fn decimals(view: &StatsView) -> u8 {
    let shown = view.rates.iter().find_map(|rate| rate.percent.as_deref());
    let digits = shown.map(|percent| {
        percent
            .split_once('.')
            .map_or(0, |(_, digits)| digits.len())
    });
    digits
        .and_then(|digits| u8::try_from(digits).ok())
        .unwrap_or(2)
}
