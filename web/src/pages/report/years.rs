//! The year a report is about: the one in the address, else the newest one with suggestions.

use super::texts as t;
use crate::i18n::{Say, fill};
use crate::platform::dom;
use crate::prelude::*;
use crate::state::{use_ask, use_workspace};
use huiyin_protocol::ledger::Facets;
use huiyin_protocol::{Reply, Request};
use huiyin_rules::Lang;
use std::rc::Rc;

/// The year chosen and what else could be.
#[derive(Clone, PartialEq, Default)]
pub struct Years {
    /// The year.
    pub chosen: i32,
    /// The years to choose from, the newest first.
    pub all: Vec<i32>,
    /// The units to choose from.
    pub units: Rc<Vec<String>>,
}

/// The years of the ledger; `None` until they are known. `asked` is what the address says.
#[hook]
pub fn use_years(asked: &str) -> Option<Years> {
    let workspace = use_workspace();
    let answer = use_ask(Some(Request::Facets));
    let facets = match answer.reply.as_deref() {
        Some(Reply::Facets(facets)) => Some(facets),
        _ => None,
    };
    if facets.is_none() && answer.failure.is_none() {
        return None;
    }
    let today = workspace.today.get(..4).and_then(|year| year.parse().ok());
    Some(years(facets, today, asked.parse().ok()))
}

fn years(facets: Option<&Facets>, today: Option<i32>, asked: Option<i32>) -> Years {
    let known = facets.map_or(&[][..], |facets| &facets.years);
    let mut all: Vec<i32> = known
        .iter()
        .filter_map(|year| year.value.parse().ok())
        .collect();
    let newest = all.iter().max().copied();
    all.extend(today);
    all.extend(asked);
    all.sort_unstable_by(|a, b| b.cmp(a));
    all.dedup();
    let units = facets.map_or(&[][..], |facets| &facets.units);
    Years {
        chosen: asked.or(newest).or(today).unwrap_or_default(),
        all,
        units: Rc::new(units.iter().map(|unit| unit.value.clone()).collect()),
    }
}

/// The choice of a year.
pub fn year_choice(years: &Years, change: &Callback<i32>, lang: Lang) -> Html {
    let on_change = {
        let change = change.clone();
        Callback::from(move |event: Event| {
            if let Ok(year) = dom::value_of(&event).parse() {
                change.emit(year);
            }
        })
    };
    html! {
        <div class="field report-year">
            <label class="field-label" for="report-year">{ lang.say(t::YEAR) }</label>
            <select id="report-year" class="control" onchange={on_change}>
                { for years.all.iter().map(|year| {
                    let text = year.to_string();
                    html! {
                        <option key={*year} value={text.clone()} selected={*year == years.chosen}>{ fill(lang.say(t::ONE_YEAR), &[&text]) }</option>
                    }
                }) }
            </select>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use huiyin_protocol::ledger::Facet;

    fn facets(years: &[&str]) -> Facets {
        let one = |year: &&str| Facet {
            value: (*year).to_owned(),
            count: 1,
        };
        Facets {
            years: years.iter().map(one).collect(),
            ..Facets::default()
        }
    }

    #[test]
    fn the_newest_year_with_suggestions_is_meant_unless_another_is_asked_for() {
        let known = facets(&["2023", "2024", ""]);
        let years_of = |asked| years(Some(&known), Some(2026), asked);
        assert_eq!(years_of(None).chosen, 2024);
        assert_eq!(years_of(None).all, [2026, 2024, 2023]);
        assert_eq!(years_of(Some(2020)).chosen, 2020);
        assert_eq!(years_of(Some(2020)).all, [2026, 2024, 2023, 2020]);
        assert_eq!(years(None, Some(2026), None).chosen, 2026);
    }
}
