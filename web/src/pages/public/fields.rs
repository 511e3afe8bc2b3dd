//! Filters and choices that several pages share.

use super::texts as t;
use crate::components::combo::Combo;
use crate::components::form::Errors;
use crate::i18n::{Say, fill};
use crate::prelude::*;
use huiyin_rules::Lang;
use std::rc::Rc;

/// A choice by name with a label above it, outside a form.
pub fn by_name(
    id: &'static str,
    label: &str,
    value: String,
    options: &Rc<Vec<String>>,
    on_change: &Callback<String>,
) -> Html {
    html! {
        <div class="field">
            <label class="field-label" for={id}>{ label }</label>
            <Combo {id} {value} options={options.clone()} on_change={on_change.clone()} />
        </div>
    }
}

/// The names of stations, for proposals.
pub fn names(stations: &[(String, String)]) -> Rc<Vec<String>> {
    Rc::new(stations.iter().map(|(_, name)| name.clone()).collect())
}

/// The id of the station of this name.
pub fn station_id(stations: &[(String, String)], name: &str) -> Option<String> {
    let found = stations.iter().find(|(_, other)| other == name.trim());
    found.map(|(id, _)| id.clone())
}

/// The name of the station of this id; the id where it is not known.
pub fn station_name(stations: &[(String, String)], id: &str) -> String {
    let found = stations.iter().find(|(other, _)| other == id);
    found.map_or_else(|| id.to_owned(), |(_, name)| name.clone())
}

/// What is wrong where a field names a station that there is not.
pub fn unknown_station(key: &str, name: &str, stations: &[(String, String)], lang: Lang) -> Errors {
    if name.trim().is_empty() || station_id(stations, name).is_some() {
        return Errors::new();
    }
    vec![(key.to_owned(), fill(lang.say(t::NO_PLACE), &[name]))]
}

/// The beginning of a text, for titles and lists.
pub fn beginning(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most {
        return line;
    }
    line.chars().take(most).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_is_one_line_and_says_that_it_goes_on() {
        assert_eq!(beginning("路灯\n不亮", 8), "路灯 不亮");
        assert_eq!(beginning("路灯不亮已经半个月", 4), "路灯不亮…");
    }

    #[test]
    fn stations_are_named_and_found_again() {
        let all = [("a".to_owned(), "东关站".to_owned())];
        assert_eq!(station_id(&all, " 东关站 ").as_deref(), Some("a"));
        assert_eq!(station_name(&all, "b"), "b");
        assert!(unknown_station("s", "", &all, Lang::Zh).is_empty());
        assert_eq!(unknown_station("s", "西关站", &all, Lang::Zh).len(), 1);
    }
}
