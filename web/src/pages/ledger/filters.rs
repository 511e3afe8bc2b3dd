//! The query bar: words at once, more filters on demand; everything stands in the address.

use super::texts as x;
use crate::components::button::{Kind, button};
use crate::components::field::{Field, Kind as Input, field};
use crate::i18n::terms::Term;
use crate::i18n::{Say, Words};
use crate::platform::sleep::{self, Timeout};
use crate::platform::{dom, prefs};
use crate::prelude::*;
use crate::route::{self, Route, query};
use crate::state::{use_ask, use_lang};
use huiyin_protocol::ledger::{Facet, Facets, LedgerQuery};
use huiyin_protocol::{Reply, Request};
use huiyin_rules::rulebook::Light;
use huiyin_rules::suggestion::{Kind as What, StageName};
use huiyin_rules::{AnswerClass, Lang, Rating};
use std::rc::Rc;

/// How long the typing rests before it is searched for, in milliseconds.
const REST: u32 = 250;
/// The id of the search field, for the key `/`.
pub const SEARCH_ID: &str = "ledger-search";

/// Goes to the ledger with this query, without a step in the history.
pub fn apply(query: LedgerQuery) {
    route::replace(&Route::Ledger(Box::new(query)));
}

/// Properties of [`Filters`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The query of the address.
    pub query: LedgerQuery,
}

/// The bar.
#[component]
pub fn Filters(props: &Props) -> Html {
    let lang = use_lang();
    let typed = use_state_eq(|| props.query.text.clone());
    let open = use_state_eq(|| prefs::is_on("filters-open"));
    let timer = use_mut_ref(|| None::<Timeout>);
    let latest = use_mut_ref(LedgerQuery::default);
    latest.borrow_mut().clone_from(&props.query);
    let answer = use_ask(Some(Request::Facets));
    let nothing = Facets::default();
    let facets = match answer.reply.as_deref() {
        Some(Reply::Facets(facets)) => facets,
        _ => &nothing,
    };
    {
        // The address changed otherwise: a view, Reset, the browser's Back.
        let (typed, timer) = (typed.clone(), timer.clone());
        use_effect_with(props.query.text.clone(), move |text| {
            if timer.borrow().is_none() {
                typed.set(text.clone());
            }
        });
    }
    let search = {
        let (latest, timer) = (latest.clone(), timer.clone());
        Callback::from(move |text: String| {
            timer.borrow_mut().take();
            let mut query = latest.borrow().clone();
            text.trim().clone_into(&mut query.text);
            apply(query);
        })
    };
    let on_input = {
        let (typed, timer, search) = (typed.clone(), timer.clone(), search.clone());
        Callback::from(move |event: InputEvent| {
            let text = dom::value_of(&event);
            typed.set(text.clone());
            // Half a word in an input method is not a search.
            let pending = (!event.is_composing()).then(|| {
                let search = search.clone();
                sleep::after(REST, move || search.emit(text))
            });
            *timer.borrow_mut() = pending;
        })
    };
    let input = use_node_ref();
    {
        // The event has no listener of its own in Yew; without it the last word would never be searched for.
        let (input, search) = (input.clone(), search.clone());
        use_effect_with((), move |()| {
            let heard = input.get().map(|input| {
                gloo_events::EventListener::new(&input, "compositionend", move |event| {
                    search.emit(dom::value_of(event));
                })
            });
            move || drop(heard)
        });
    }
    let on_submit = {
        let (search, typed) = (search.clone(), typed.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            search.emit((*typed).clone());
        })
    };
    let reset = {
        let (typed, timer, latest) = (typed.clone(), timer.clone(), latest.clone());
        Callback::from(move |_: MouseEvent| {
            timer.borrow_mut().take();
            typed.set(String::new());
            let order = latest.borrow();
            apply(LedgerQuery {
                sort: order.sort,
                descending: order.descending,
                ..LedgerQuery::default()
            });
        })
    };
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| {
            prefs::switch("filters-open", !*open);
            open.set(!*open);
        })
    };
    let pairs = query::pairs(&props.query);
    let value = |name: &str| {
        let found = pairs.iter().find(|(other, _)| *other == name);
        found.map_or("", |(_, value)| value.as_str())
    };
    let change = |name: &'static str| {
        let latest = latest.clone();
        Callback::from(move |value: String| {
            let next = query::with(&latest.borrow(), name, &value);
            apply(next);
        })
    };
    html! {
        <form class="panel filters no-print" role="search" onsubmit={on_submit}>
            <div class="filter-first">
                <label class="off-screen" for={SEARCH_ID}>{ lang.say(x::SEARCH_LABEL) }</label>
                <input ref={input} id={SEARCH_ID} type="search" class="control" autocomplete="off" placeholder={lang.say(x::SEARCH)}
                    value={(*typed).clone()} oninput={on_input} />
                <button type="submit" class="btn btn-primary">{ lang.say(x::QUERY) }</button>
                { button(Kind::Plain, lang.say(x::RESET), reset) }
                <button type="button" class="btn btn-text" aria-expanded={if *open { "true" } else { "false" }} onclick={toggle}>
                    { lang.say(if *open { x::LESS } else { x::MORE }) }
                </button>
            </div>
            if *open {
                <div class="filter-more">
                    { for choices(facets, lang).into_iter().map(|(name, label, options)| {
                        let mut options = options;
                        let now = value(name);
                        // A view may keep several at once, which one choice cannot say: it is shown as it is.
                        if !now.is_empty() && !options.iter().any(|(key, _)| key == now) {
                            let parts: Vec<&str> = now.split(',').map(|part| {
                                options.iter().find(|(key, _)| key == part).map_or(part, |(_, text)| text.as_str())
                            }).collect();
                            let text = parts.join(lang.say(Words("、", ", ")));
                            options.push((now.to_owned(), text));
                        }
                        let one = Field::new(name, lang.say(label), Input::Select(options)).plain(lang.say(x::ANY));
                        field(&one, now, None, &change(name), lang)
                    }) }
                    { for names(facets).into_iter().map(|(name, label, options)| html! {
                        <NameFilter key={name} {name} label={lang.say(label)} value={value(name).to_owned()} {options} on_change={change(name)} />
                    }) }
                    { for [("again", x::AGAIN), ("promised", x::PROMISED), ("mine", x::MINE)].into_iter().map(|(name, label)| {
                        let one = Field::new(name, lang.say(label), Input::Check);
                        field(&one, value(name), None, &change(name), lang)
                    }) }
                </div>
            }
        </form>
    }
}

type Options = Vec<(String, String)>;

/// Filters with few values: name in the address, label, values.
fn choices(facets: &Facets, lang: Lang) -> Vec<(&'static str, Words, Options)> {
    let pair = |key: &str, text: &str| (key.to_owned(), text.to_owned());
    let facet = |all: &[Facet]| -> Options {
        all.iter()
            .map(|one| {
                let count = one.count.to_string();
                let (key, text) = if one.value.is_empty() {
                    ("-", lang.say(x::NO_CATEGORY))
                } else {
                    (one.value.as_str(), one.value.as_str())
                };
                (key.to_owned(), [text, " (", &count, ")"].concat())
            })
            .collect()
    };
    let stages = StageName::ALL
        .into_iter()
        .map(|stage| pair(query::stage_name(stage), stage.word(lang)));
    let classes = ["a", "b", "c", "d"].into_iter().zip(AnswerClass::ALL);
    let lights = [
        ("overdue", Light::Overdue),
        ("soon", Light::DueSoon),
        ("normal", Light::Normal),
    ];
    let ratings = [
        ("satisfied", Rating::Satisfied),
        ("basically", Rating::BasicallySatisfied),
        ("dissatisfied", Rating::Dissatisfied),
    ];
    let waits = x::WAITING
        .into_iter()
        .map(|(key, words)| pair(key, lang.say(words)));
    let yes = |on: &'static str, off: &'static str| vec![pair("1", on), pair("0", off)];
    vec![
        ("stage", x::STAGE, stages.collect()),
        (
            "light",
            x::LIGHT,
            lights
                .into_iter()
                .map(|(key, one)| pair(key, one.word(lang)))
                .collect(),
        ),
        (
            "class",
            x::CLASS,
            classes.map(|(key, one)| pair(key, one.letter())).collect(),
        ),
        (
            "rating",
            x::RATING,
            ratings
                .into_iter()
                .map(|(key, one)| pair(key, one.word(lang)))
                .collect(),
        ),
        ("category", x::CATEGORY, facet(&facets.categories)),
        ("delegation", x::DELEGATION, facet(&facets.delegations)),
        ("leader", x::LEADER, facet(&facets.leaders)),
        ("year", x::YEAR, facet(&facets.years)),
        (
            "kind",
            x::KIND,
            vec![
                pair("suggestion", What::Suggestion.word(lang)),
                pair("motion", What::Motion.word(lang)),
                pair("matter", What::Matter.word(lang)),
            ],
        ),
        ("waits", x::WAITS, waits.collect()),
        (
            "key",
            x::KEY,
            yes(
                lang.say(crate::i18n::common::YES),
                lang.say(crate::i18n::common::NO),
            ),
        ),
    ]
}

/// Filters with many values, which are typed.
fn names(facets: &Facets) -> [(&'static str, Words, Rc<Vec<String>>); 3] {
    let list = |all: &[Facet]| Rc::new(all.iter().map(|one| one.value.clone()).collect::<Vec<_>>());
    let units = list(&facets.units);
    [
        ("unit", x::UNIT, units.clone()),
        ("reply-unit", x::REPLY_UNIT, units),
        ("deputy", x::DEPUTY, list(&facets.deputies)),
    ]
}

#[derive(Properties, PartialEq)]
struct NameProps {
    name: &'static str,
    label: AttrValue,
    value: String,
    options: Rc<Vec<String>>,
    on_change: Callback<String>,
}

/// A typed filter: takes effect when what stands there is a name, or nothing.
#[component]
fn NameFilter(props: &NameProps) -> Html {
    let lang = use_lang();
    let typed = use_state_eq(|| props.value.clone());
    {
        let typed = typed.clone();
        use_effect_with(props.value.clone(), move |value| typed.set(value.clone()));
    }
    let change = {
        let (typed, options, on_change) = (
            typed.clone(),
            props.options.clone(),
            props.on_change.clone(),
        );
        let applied = props.value.clone();
        Callback::from(move |value: String| {
            let name = value.trim().to_owned();
            typed.set(value);
            if (name.is_empty() || options.contains(&name)) && name != applied {
                on_change.emit(name);
            }
        })
    };
    let one = Field::new(
        props.name,
        &props.label,
        Input::Combo(props.options.clone()),
    )
    .plain("");
    field(&one, &typed, None, &change, lang)
}
