//! 日历: what falls due, day by day.

mod entry;
mod month;
mod overdue;
mod texts;

use crate::app::nav;
use crate::components::button::{Kind, button};
use crate::i18n::{Say, day, fill};
use crate::pages::page_head;
use crate::pages::report::{Tools, gathered, picked, use_report};
use crate::platform::dom;
use crate::prelude::*;
use crate::route::{self, Route, Search};
use crate::state::{use_lang, use_workspace};
use chrono::{Datelike, Months, NaiveDate};
use huiyin_protocol::report::{CalendarView, ReportQuery, ReportView};
use huiyin_rules::Lang;
use month::Month;
use texts as t;

/// Properties of [`Calendar`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// `month` (`2024-05`), `mine`, `view`.
    pub search: Search,
}

/// The first day of the month that a text such as `2024-05` names.
fn first_of(text: &str) -> Option<NaiveDate> {
    day::parse(&[text, "-01"].concat())
}

/// `2024-05`.
fn name_of(first: NaiveDate) -> String {
    let mut text = day::iso(first);
    text.truncate(text.len().saturating_sub(3));
    text
}

/// The last day of the month that begins with `first`.
fn last_of(first: NaiveDate) -> NaiveDate {
    let next = first.checked_add_months(Months::new(1));
    next.and_then(|next| next.pred_opt()).unwrap_or(first)
}

/// The page.
#[component]
pub fn Calendar(props: &Props) -> Html {
    let lang = use_lang();
    let workspace = use_workspace();
    let search = &props.search;
    let today = day::parse(&workspace.today);
    let asked = search.get("month");
    let first = first_of(&asked).or_else(|| today.and_then(|today| today.with_day(1)));
    let mine = search.get("mine") == "1";
    let as_list = search.get("view") == "list";
    // The day the keyboard is at; also tells another month that the focus goes with it.
    let active = use_state_eq(|| None::<NaiveDate>);
    let moving = use_mut_ref(|| false);

    let query = first.map(|from| ReportQuery::Calendar {
        from,
        to: last_of(from),
        mine,
    });
    let answer = use_report(query.clone());
    let view = picked(&answer, |view| match view {
        ReportView::Calendar(view) => Some(view),
        _ => None,
    });
    let to_month = {
        let (search, active) = (search.clone(), active.clone());
        Callback::from(move |(first, day): (NaiveDate, Option<NaiveDate>)| {
            active.set(day);
            route::replace(&Route::Calendar(search.with("month", &name_of(first))));
        })
    };
    let turn = |by: i32| {
        let (to_month, first) = (to_month.clone(), first);
        Callback::from(move |_: MouseEvent| {
            let months = Months::new(by.unsigned_abs());
            let other = first.and_then(|first| {
                if by < 0 {
                    first.checked_sub_months(months)
                } else {
                    first.checked_add_months(months)
                }
            });
            if let Some(other) = other {
                to_month.emit((other, None));
            }
        })
    };
    let to_today = {
        let (to_month, moving) = (to_month.clone(), moving.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(first) = today.and_then(|today| today.with_day(1)) {
                *moving.borrow_mut() = true;
                to_month.emit((first, today));
            }
        })
    };
    let to_typed = {
        let to_month = to_month.clone();
        Callback::from(move |event: Event| {
            if let Some(first) = first_of(&dom::value_of(&event)) {
                to_month.emit((first, None));
            }
        })
    };
    let set = |name: &'static str, value: &'static str| {
        let search = search.clone();
        Callback::from(move |()| {
            route::replace(&Route::Calendar(search.with(name, value)));
        })
    };
    let on_mine = set("mine", if mine { "" } else { "1" }).reform(|_: Event| ());
    let shown_as = |list: bool, words: crate::i18n::Words| {
        let on_click = set("view", if list { "list" } else { "" }).reform(|_: MouseEvent| ());
        html! {
            <button type="button" class="btn" aria-pressed={if list == as_list { "true" } else { "false" }} onclick={on_click}>{ lang.say(words) }</button>
        }
    };
    // Until another month has come the one shown keeps its name.
    let shown = view.and_then(|view| view.days.first()).map(|day| day.date);
    let title = shown
        .or(first)
        .map_or_else(String::new, |first| month_name(first, lang));
    let report = view.map(|view| {
        html! {
            <>
                { overdue::show(view, lang) }
                <Month view={view.clone()} {as_list} {today} active={*active} moving={moving.clone()} on_day={
                    let (to_month, active, moving) = (to_month.clone(), active.clone(), moving.clone());
                    Callback::from(move |day: NaiveDate| {
                        *moving.borrow_mut() = true;
                        if Some((day.year(), day.month())) == first.map(|first| (first.year(), first.month())) {
                            active.set(Some(day));
                        } else if let Some(first) = day.with_day(1) {
                            to_month.emit((first, Some(day)));
                        }
                    })
                } />
            </>
        }
    });
    html! {
        <div class="page report" aria-busy={answer.loading.then_some("true")}>
            { page_head(lang.say(nav::CALENDAR), html! { <Tools {query} file={[lang.say(nav::CALENDAR), "_", &title].concat()} ready={report.is_some()} /> }) }
            <div class="report-filters">
                <h2 class="cal-title" aria-live="polite">{ title }</h2>
                <div class="cal-turn no-print">
                    { button(Kind::Plain, lang.say(t::BEFORE), turn(-1)) }
                    { button(Kind::Plain, lang.say(t::TODAY), to_today) }
                    { button(Kind::Plain, lang.say(t::AFTER), turn(1)) }
                </div>
                <label class="field cal-go no-print"><span class="off-screen">{ lang.say(t::GO_TO) }</span>
                    <input type="month" class="control" value={first.map_or_else(String::new, name_of)} onchange={to_typed} /></label>
                <label class="radio no-print"><input type="checkbox" checked={mine} onchange={on_mine} /><span>{ lang.say(t::MINE) }</span></label>
                <div class="cal-as no-print" role="group" aria-label={lang.say(t::AS)}>
                    { shown_as(false, t::GRID) }{ shown_as(true, t::LIST) }
                </div>
            </div>
            { gathered(&answer, report) }
        </div>
    }
}

/// `2024 年 5 月`, `2024-05`.
fn month_name(first: NaiveDate, lang: Lang) -> String {
    let year = first.year().to_string();
    let month = first.month().to_string();
    let month = match lang {
        Lang::En if month.len() == 1 => ["0", &month].concat(),
        _ => month,
    };
    fill(lang.say(t::MONTH), &[&year, &month])
}

/// Whether nothing falls due in the whole span.
fn is_bare(view: &CalendarView) -> bool {
    view.days.iter().all(|day| day.entries.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_named_and_read_back() {
        let first = first_of("2024-02").unwrap();
        assert_eq!(name_of(first), "2024-02");
        assert_eq!(day::iso(last_of(first)), "2024-02-29");
        assert_eq!(month_name(first, Lang::Zh), "2024 年 2 月");
        assert_eq!(month_name(first, Lang::En), "2024-02");
        assert_eq!(first_of("2024-13"), None);
        assert_eq!(first_of(""), None);
    }
}
