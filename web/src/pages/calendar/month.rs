//! The days of a month: seven in a row, or one below the other where that is wanted
//! or the window is small. The same elements either way, so that the keyboard works alike.

use super::entry::entry;
use super::is_bare;
use super::texts as t;
use crate::i18n::{Say, day, fill};
use crate::platform::dom;
use crate::prelude::*;
use crate::state::use_lang;
use chrono::{Datelike, Days, Months, NaiveDate};
use huiyin_protocol::report::{CalendarDay, CalendarView};
use huiyin_rules::Lang;
use std::cell::RefCell;
use std::rc::Rc;

/// Entries of a day before the rest is folded away.
const FIRST: usize = 3;

/// Properties of [`Month`].
#[derive(Properties)]
pub struct Props {
    /// The days.
    pub view: CalendarView,
    /// One below the other.
    pub as_list: bool,
    /// Today.
    pub today: Option<NaiveDate>,
    /// The day the keyboard is at.
    pub active: Option<NaiveDate>,
    /// Set where the focus has to follow to the active day.
    pub moving: Rc<RefCell<bool>>,
    /// Another day is wanted, maybe of another month.
    pub on_day: Callback<NaiveDate>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Props) -> bool {
        self.as_list == other.as_list
            && self.today == other.today
            && self.active == other.active
            && self.on_day == other.on_day
            && self.view == other.view
    }
}

/// The id of a day's cell.
fn id_of(day: NaiveDate) -> String {
    ["cal-", &day::iso(day)].concat()
}

/// The day a key leads to.
fn next(key: &str, from: NaiveDate) -> Option<NaiveDate> {
    let in_week = u64::from(from.weekday().num_days_from_monday());
    match key {
        "ArrowLeft" => from.checked_sub_days(Days::new(1)),
        "ArrowRight" => from.checked_add_days(Days::new(1)),
        "ArrowUp" => from.checked_sub_days(Days::new(7)),
        "ArrowDown" => from.checked_add_days(Days::new(7)),
        "Home" => from.checked_sub_days(Days::new(in_week)),
        "End" => from.checked_add_days(Days::new(6 - in_week)),
        "PageUp" => from.checked_sub_months(Months::new(1)),
        "PageDown" => from.checked_add_months(Months::new(1)),
        _ => None,
    }
}

/// Days in rows of seven from Monday on; `None` before the first and after the last.
fn weeks(days: &[CalendarDay]) -> Vec<Vec<Option<&CalendarDay>>> {
    let before = days
        .first()
        .map_or(0, |day| day.date.weekday().num_days_from_monday() as usize);
    let mut cells: Vec<Option<&CalendarDay>> = vec![None; before];
    cells.extend(days.iter().map(Some));
    cells.resize(cells.len().div_ceil(7) * 7, None);
    cells.chunks(7).map(<[_]>::to_vec).collect()
}

/// Whether a week has nothing that a list would show.
fn is_idle(week: &[Option<&CalendarDay>], today: Option<NaiveDate>) -> bool {
    let mut days = week.iter().flatten();
    days.all(|day| day.entries.is_empty() && day.name.is_empty() && today != Some(day.date))
}

/// The month.
#[component]
pub fn Month(props: &Props) -> Html {
    let lang = use_lang();
    let unfolded = use_state_eq(|| None::<NaiveDate>);
    let days = &props.view.days;
    let within = |day: &NaiveDate| days.iter().any(|one| one.date == *day);
    // One day can always be reached by Tab: the active one, today, or the first.
    let active = props
        .active
        .filter(within)
        .or(props.today.filter(within))
        .or(days.first().map(|day| day.date));
    {
        let moving = props.moving.clone();
        let there = props.active.filter(within);
        // While another month is on its way the focus waits for it.
        use_effect_with(
            (there, days.first().map(|day| day.date)),
            move |(there, _)| {
                if let Some(day) = there
                    && moving.replace(false)
                {
                    dom::focus_id(&id_of(*day));
                }
            },
        );
    }
    let on_key = {
        let on_day = props.on_day.clone();
        // A quick second key goes on from where the first one led, shown or not yet.
        let from = props.active.or(active);
        Callback::from(move |event: KeyboardEvent| {
            if event.alt_key() || event.ctrl_key() || event.meta_key() {
                return;
            }
            if let Some(day) = from.and_then(|from| next(&dom::key_of(&event), from)) {
                event.prevent_default();
                on_day.emit(day);
            }
        })
    };
    let cell = |one: Option<&CalendarDay>, at: usize| match one {
        None => html! { <div key={at} class="cal-day is-blank" role="gridcell"></div> },
        Some(one) => {
            let is_unfolded = *unfolded == Some(one.date);
            let fold = {
                let (unfolded, date) = (unfolded.clone(), one.date);
                Callback::from(move |_: MouseEvent| {
                    unfolded.set(if is_unfolded { None } else { Some(date) })
                })
            };
            let shape = Shape {
                today: props.today == Some(one.date),
                active: active == Some(one.date),
                unfolded: is_unfolded || props.as_list,
            };
            day_cell(one, shape, fold, lang)
        }
    };
    html! {
        <>
            <div class={if props.as_list { "cal is-list" } else { "cal" }} role="grid" aria-labelledby="page-title"
                aria-describedby="cal-keys" onkeydown={on_key}>
                <div class="cal-week cal-head" role="row">
                    { for lang.say(t::WEEKDAYS).split(' ').map(|name| html! {
                        <div key={name} class="cal-weekday" role="columnheader">{ fill(lang.say(t::WEEKDAY), &[name]) }</div>
                    }) }
                </div>
                { for weeks(days).into_iter().enumerate().map(|(at, week)| html! {
                    <div key={at} class={if is_idle(&week, props.today) { "cal-week is-idle" } else { "cal-week" }} role="row">
                        { for week.into_iter().enumerate().map(|(at, one)| cell(one, at)) }
                    </div>
                }) }
            </div>
            if is_bare(&props.view) {
                <p class="muted">{ lang.say(t::NO_ENTRIES) }</p>
            }
            <p id="cal-keys" class="muted no-print cal-keys">{ with_keys(lang.say(t::KEYS)) }</p>
        </>
    }
}

/// A text in which every second part, between bars, is what is printed on a key.
fn with_keys(text: &'static str) -> Html {
    let parts = text.split('|').enumerate();
    parts
        .map(|(at, part)| match at % 2 {
            0 => html! { { part } },
            _ => html! { <kbd>{ part }</kbd> },
        })
        .collect()
}

/// How a day is shown.
struct Shape {
    today: bool,
    active: bool,
    unfolded: bool,
}

fn day_cell(one: &CalendarDay, shape: Shape, fold: Callback<MouseEvent>, lang: Lang) -> Html {
    let mut class = classes!("cal-day");
    let weekend = one.date.weekday().num_days_from_monday() >= 5;
    let marks = [
        (!one.working, "is-off"),
        (shape.today, "is-today"),
        (one.entries.is_empty() && one.name.is_empty(), "is-empty"),
    ];
    for (on, name) in marks {
        if on {
            class.push(name);
        }
    }
    // A weekend off is plain, and so is a weekday at work; only what differs is marked.
    let kind = match (one.working, weekend) {
        (true, true) => Some((t::WORK, t::MAKE_UP, "cal-work")),
        (false, false) => Some((t::REST, t::RESTING, "cal-rest")),
        _ => None,
    };
    let count = one.entries.len();
    let mut label = day::iso(one.date);
    let names = lang.say(t::WEEKDAYS).split(' ');
    let mut parts = Vec::new();
    let weekday = one.date.weekday().num_days_from_monday() as usize;
    if let Some(name) = names.into_iter().nth(weekday) {
        parts.push(fill(lang.say(t::WEEKDAY), &[name]));
    }
    if !one.name.is_empty() {
        parts.push(one.name.clone());
    }
    if let Some((_, words, _)) = kind {
        parts.push(lang.say(words).to_owned());
    }
    if !one.announced {
        parts.push(lang.say(t::NOT_ANNOUNCED).to_owned());
    }
    parts.push(if count == 0 {
        lang.say(t::NONE_DUE).to_owned()
    } else {
        fill(lang.say(t::DUE), &[&count.to_string()])
    });
    for part in parts {
        label.push_str(if lang == Lang::Zh { "，" } else { ", " });
        label.push_str(&part);
    }
    let shown = if shape.unfolded {
        count
    } else {
        count.min(FIRST)
    };
    let tab = if shape.active { "0" } else { "-1" };
    html! {
        <div key={day::iso(one.date)} id={id_of(one.date)} {class} role="gridcell" tabindex={tab}
            aria-current={shape.today.then_some("date")}>
            <p class="off-screen">{ label }</p>
            <p class="cal-date" aria-hidden="true">
                <span class="cal-number">{ one.date.day().to_string() }</span>
                <span class="cal-full">{ day::iso(one.date) }</span>
                if let Some((mark, _, class)) = kind {
                    <span {class}>{ lang.say(mark) }</span>
                }
                <span class="cal-name">{ &one.name }</span>
                if !one.announced && count > 0 {
                    <span class="cal-soft">{ lang.say(crate::i18n::common::PROVISIONAL) }</span>
                }
            </p>
            if count > 0 {
                <ul>{ for one.entries.iter().take(shown).map(|due| entry(due, shape.active, lang)) }</ul>
            }
            if count > FIRST {
                <button type="button" class="btn btn-text cal-more no-print" tabindex={tab} onclick={fold}>
                    { if shape.unfolded { lang.say(t::FEWER).to_owned() } else { fill(lang.say(t::MORE), &[&(count - FIRST).to_string()]) } }
                </button>
            }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str) -> NaiveDate {
        day::parse(text).unwrap()
    }

    #[test]
    fn keys_lead_by_days_weeks_and_months() {
        let from = on("2024-03-31");
        let to = |key: &str| next(key, from).map(day::iso);
        assert_eq!(to("ArrowRight").as_deref(), Some("2024-04-01"));
        assert_eq!(to("ArrowUp").as_deref(), Some("2024-03-24"));
        assert_eq!(to("Home").as_deref(), Some("2024-03-25"));
        assert_eq!(to("End").as_deref(), Some("2024-03-31"));
        assert_eq!(to("PageUp").as_deref(), Some("2024-02-29"));
        assert_eq!(to("PageDown").as_deref(), Some("2024-04-30"));
        assert_eq!(to("x"), None);
    }

    #[test]
    fn a_month_stands_in_weeks_from_monday() {
        let days: Vec<CalendarDay> = on("2024-06-01")
            .iter_days()
            .take(30)
            .map(|date| CalendarDay {
                date,
                working: true,
                name: String::new(),
                announced: true,
                entries: Vec::new(),
            })
            .collect();
        let weeks = weeks(&days);
        // The first of June 2024 was a Saturday.
        assert_eq!(weeks.len(), 5);
        assert!(weeks[0][4].is_none());
        assert_eq!(weeks[0][5].map(|day| day.date), Some(on("2024-06-01")));
        assert_eq!(weeks[4][6].map(|day| day.date), Some(on("2024-06-30")));
        assert!(super::weeks(&[]).is_empty());
    }
}
