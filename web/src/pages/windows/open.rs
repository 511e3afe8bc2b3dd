//! Opening a window: its name, its days, and the suggestions in it.

use super::texts as t;
use crate::components::dialog::Dialog;
use crate::components::field::{Field, Kind};
use crate::components::form::{Errors, Form, Values, forget_draft};
use crate::i18n::{Say, fill, fill_number};
use crate::platform::engine;
use crate::prelude::*;
use crate::state::{notices, use_ask, use_lang, use_workspace};
use huiyin_protocol::ledger::{Facets, LedgerQuery};
use huiyin_protocol::{Failure, Reply, Request};
use huiyin_rules::Lang;
use huiyin_rules::suggestion::StageName;
use std::rc::Rc;

const DRAFT: &str = "window";
/// Longest title, in characters.
const LONGEST: usize = 60;
/// Longest window, in days.
const MOST_DAYS: i64 = 366;

/// Properties of [`Open`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The dialog closes.
    pub on_close: Callback<()>,
}

/// The dialog.
#[component]
pub fn Open(props: &Props) -> Html {
    let lang = use_lang();
    let workspace = use_workspace();
    let facets = use_ask(Some(Request::Facets));
    let none = Facets::default();
    let facets = match facets.reply.as_deref() {
        Some(Reply::Facets(facets)) => facets,
        _ => &none,
    };
    // What is counted below has to be what the form holds, so it begins afresh.
    use_memo((), |()| forget_draft(DRAFT));
    let busy = use_state_eq(|| false);
    let failure = use_state_eq(|| None::<Rc<Failure>>);
    let initial = Values::default()
        .with("window-opens", workspace.today.as_str())
        .with("window-kind", "first")
        .with("window-which", "all");
    let values = use_state_eq(|| initial.clone());
    let count = use_ask(Some(Request::Ledger(LedgerQuery {
        limit: 1,
        ..query(&values)
    })));
    let matching = match count.reply.as_deref() {
        Some(Reply::Ledger(page)) if !count.loading => Some(page.total),
        _ => None,
    };
    let on_submit = {
        let (busy, failure, on_close) = (busy.clone(), failure.clone(), props.on_close.clone());
        Callback::from(move |values: Values| {
            let (Some(opens), Some(closes)) =
                (values.day("window-opens"), values.day("window-closes"))
            else {
                return;
            };
            let title = values.text("window-title");
            let request = Request::WindowOpen {
                title: title.clone(),
                opens,
                closes,
                look_back: values.get("window-kind") == "look-back",
                query: query(&values),
            };
            busy.set(true);
            failure.set(None);
            let (busy, failure, on_close) = (busy.clone(), failure.clone(), on_close.clone());
            engine::ask_then(request, move |answer| {
                busy.set(false);
                match answer {
                    Ok(_) => {
                        forget_draft(DRAFT);
                        notices::done(fill(lang.say(t::OPENED), &[&title]));
                        on_close.emit(());
                    }
                    Err(why) => failure.set(Some(Rc::new(why))),
                }
            });
        })
    };
    let on_cancel = {
        let on_close = props.on_close.clone();
        Callback::from(move |()| {
            forget_draft(DRAFT);
            on_close.emit(());
        })
    };
    let on_values = {
        let values = values.clone();
        Callback::from(move |next: Values| values.set(next))
    };
    let check = Callback::from(move |values: Values| check(&values, lang));
    let said = match matching {
        None => String::new(),
        Some(0) => lang.say(t::MATCH_NONE).to_owned(),
        Some(count) => fill_number(lang.say(t::MATCH), count),
    };
    html! {
        <Dialog title={lang.say(t::OPEN_ONE)} on_close={props.on_close.clone()}>
            <Form fields={fields(facets, &workspace.units, lang)} {initial} draft={DRAFT} submit={lang.say(t::OPEN_NOW)}
                {on_submit} {on_cancel} {check} on_values={Some(on_values)} busy={*busy} failure={(*failure).clone()}
                extra={html! { <p role="status" class="window-match">{ said }</p> }} />
        </Dialog>
    }
}

fn fields(facets: &Facets, units: &[String], lang: Lang) -> Vec<Field> {
    let pair = |key: &str, words| (key.to_owned(), lang.say(words).to_owned());
    let mut years: Vec<(String, String)> = facets
        .years
        .iter()
        .filter(|year| !year.value.is_empty())
        .map(|year| (year.value.clone(), year.value.clone()))
        .collect();
    years.sort_by(|a, b| b.cmp(a));
    let chosen = &["chosen"];
    vec![
        Field::new("window-title", lang.say(t::TITLE), Kind::Line).hint(lang.say(t::TITLE_HINT)),
        Field::new("window-opens", lang.say(t::OPENS), Kind::Day(None)),
        Field::new("window-closes", lang.say(t::CLOSES), Kind::Day(None)),
        Field::new(
            "window-kind",
            lang.say(t::KIND),
            Kind::Radio(vec![
                pair("first", t::FIRST_LONG),
                pair("look-back", t::LOOK_BACK_LONG),
            ]),
        ),
        Field::new(
            "window-which",
            lang.say(t::WHICH),
            Kind::Radio(vec![pair("all", t::ALL), pair("chosen", t::CHOSEN)]),
        )
        .hint(lang.say(t::WHICH_HINT)),
        Field::new("window-year", lang.say(t::YEAR), Kind::Select(years))
            .optional()
            .plain(lang.say(t::ANY_YEAR))
            .when("window-which", chosen),
        Field::new(
            "window-unit",
            lang.say(t::UNIT),
            Kind::Combo(Rc::new(units.to_vec())),
        )
        .hint(lang.say(t::UNIT_HINT))
        .optional()
        .when("window-which", chosen),
        Field::new(
            "window-key",
            lang.say(t::KEY),
            Kind::Select(vec![pair("1", t::KEY_ONLY), pair("0", t::KEY_NOT)]),
        )
        .optional()
        .plain(lang.say(t::KEY_ANY))
        .when("window-which", chosen),
    ]
}

/// Which suggestions the form names: replied to, and within its conditions.
fn query(values: &Values) -> LedgerQuery {
    let mut stages = vec![StageName::Replied, StageName::Evaluated];
    if values.get("window-kind") == "look-back" {
        stages.push(StageName::Closed);
    }
    let mut query = LedgerQuery {
        stages,
        ..LedgerQuery::default()
    };
    if values.get("window-which") == "chosen" {
        query.year = values.get("window-year").parse().ok();
        query.unit = values.option("window-unit");
        query.key = match values.get("window-key") {
            "1" => Some(true),
            "0" => Some(false),
            _ => None,
        };
    }
    query
}

fn check(values: &Values, lang: Lang) -> Errors {
    let mut errors = Errors::new();
    let mut add = |key: &str, words| errors.push((key.to_owned(), lang.say(words).to_owned()));
    if values.get("window-title").chars().count() > LONGEST {
        add("window-title", t::TITLE_LONG);
    }
    if let (Some(opens), Some(closes)) = (values.day("window-opens"), values.day("window-closes")) {
        let days = (closes - opens).num_days();
        if days < 0 {
            add("window-closes", t::ORDER);
        } else if days >= MOST_DAYS {
            add("window-closes", t::YEAR_LONG);
        }
    }
    errors
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_count_only_where_they_are_chosen() {
        let values = Values::default()
            .with("window-kind", "look-back")
            .with("window-which", "all")
            .with("window-year", "2024")
            .with("window-key", "0");
        let all = query(&values);
        assert_eq!((all.year, all.key), (None, None));
        assert!(all.stages.contains(&StageName::Closed));
        let chosen = query(
            &values
                .with("window-which", "chosen")
                .with("window-kind", "first"),
        );
        assert_eq!(
            (chosen.year, chosen.key, chosen.unit),
            (Some(2024), Some(false), None)
        );
        assert!(!chosen.stages.contains(&StageName::Closed));
    }

    #[test]
    fn a_window_ends_after_it_begins_and_within_a_year() {
        let keys = |opens: &str, closes: &str| -> Vec<String> {
            let values = Values::default()
                .with("window-opens", opens)
                .with("window-closes", closes);
            check(&values, Lang::Zh)
                .into_iter()
                .map(|(key, _)| key)
                .collect()
        };
        assert_eq!(keys("2024-06-01", "2024-06-01"), Vec::<String>::new());
        assert_eq!(keys("2024-06-02", "2024-06-01"), ["window-closes"]);
        assert_eq!(keys("2024-06-01", "2025-06-02"), ["window-closes"]);
    }
}
