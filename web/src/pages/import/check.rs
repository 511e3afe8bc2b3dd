//! Step 4: every row with its problems, filters, and which rows go in.

use super::choose::save;
use super::rows::{self, Filter, PAGE};
use super::texts as t;
use super::wizard::{Event as Turn, Stage, Wizard, can_go_in};
use crate::components::button::{Kind, button, button_if, click};
use crate::components::empty::empty;
use crate::i18n::{Say, fill, grouped};
use crate::platform::{dom, engine};
use crate::prelude::*;
use crate::state::{notices, use_lang};
use huiyin_protocol::import::ImportCheck;
use huiyin_protocol::{Reply, Request};
use huiyin_rules::Lang;

/// Most rows passed over that are listed one by one.
const LISTED: usize = 200;
/// The id of the line that says which rows are shown; it takes the focus when the page turns.
const SHOWN: &str = "import-shown";

/// Properties of [`Check`].
#[derive(Properties)]
pub struct Props {
    /// The wizard.
    pub wizard: Wizard,
    /// Tells it what the person decides.
    pub tell: UseReducerDispatcher<Wizard>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        // The dispatcher of a page stays the same.
        self.wizard == other.wizard
    }
}

/// The step.
#[component]
pub fn Check(props: &Props) -> Html {
    let lang = use_lang();
    let wizard = &props.wizard;
    let check = wizard.check.clone();
    // The worst is shown first: that is what the person came to this step for.
    let filter = use_state_eq(|| match check.as_deref() {
        Some(check) if check.failed > 0 => Filter::Errors,
        Some(check) if !Filter::Warnings.rows(check, &wizard.left_out).is_empty() => {
            Filter::Warnings
        }
        _ => Filter::All,
    });
    let page = use_state_eq(|| 0usize);
    let Some(check) = check else {
        return Html::default();
    };
    if check.rows.is_empty() {
        return html! {
            <>
                { empty(lang.say(t::NOTHING_READ), "", Html::default()) }
                { passed_over(&check, lang) }
                { super::foot(Some(super::go(&props.tell, Stage::Header)), Html::default(), lang) }
            </>
        };
    }
    let kept = filter.rows(&check, &wizard.left_out);
    let pages = kept.len().div_ceil(PAGE).max(1);
    let at = (*page).min(pages - 1);
    let shown = kept
        .get(at * PAGE..(at * PAGE + PAGE).min(kept.len()))
        .unwrap_or(&[]);
    let toggle = {
        let tell = props.tell.clone();
        Callback::from(move |(row, out)| tell.dispatch(Turn::LeaveOut(vec![row], out)))
    };
    let pick = {
        let (filter, page) = (filter.clone(), page.clone());
        Callback::from(move |chosen| {
            filter.set(chosen);
            page.set(0);
        })
    };
    let turn = Callback::from(move |to: usize| {
        page.set(to);
        dom::focus_id(SHOWN);
    });
    let going_in = wizard.going_in();
    let on = html! {
        <>
            if check.failed > 0 {
                { button(Kind::Plain, lang.say(t::ERRORS_DOWNLOAD), download(wizard, lang)) }
            }
            { button_if(
                Kind::Primary,
                &fill(lang.say(t::TO_COMMIT), &[&grouped(going_in.into())]),
                click(super::go(&props.tell, Stage::Commit)),
                going_in > 0,
            ) }
        </>
    };
    html! {
        <>
            { summary(&check, going_in, lang) }
            { filters(&check, wizard, *filter, &pick, lang) }
            { decisions(&check, wizard, *filter, &kept, &props.tell, lang) }
            if kept.is_empty() {
                <p class="import-note">{ lang.say(t::FILTER_EMPTY) }</p>
            } else {
                { pager(at, pages, kept.len(), &turn, lang) }
                <div class="scroll">{ rows::table(&check, shown, &wizard.left_out, &toggle, lang) }</div>
            }
            { passed_over(&check, lang) }
            if going_in == 0 {
                <p class="field-error">{ lang.say(t::NOTHING_LEFT) }</p>
            }
            { super::foot(Some(super::go(&props.tell, Stage::Columns)), on, lang) }
        </>
    }
}

fn summary(check: &ImportCheck, going_in: u32, lang: Lang) -> Html {
    let counts = [
        check.rows.len() as u64,
        check.ready.into(),
        check.failed.into(),
        check.passed_over.len() as u64,
    ];
    let counts = counts.map(grouped);
    let counts: Vec<&str> = counts.iter().map(String::as_str).collect();
    html! {
        <div role="status">
            <p class="import-summary">
                <strong>{ fill(lang.say(t::SUMMARY), &counts) }</strong>
                <span class="tag">{ fill(lang.say(t::WILL), &[&grouped(going_in.into())]) }</span>
            </p>
            if check.problems.is_empty() {
                <p class="import-mark mark-ready"><span aria-hidden="true">{ "✓" }</span>{ " " }{ lang.say(t::ALL_CLEAR) }</p>
            }
        </div>
    }
}

fn filters(
    check: &ImportCheck,
    wizard: &Wizard,
    now: Filter,
    pick: &Callback<Filter>,
    lang: Lang,
) -> Html {
    html! {
        <div class="import-filters" role="group" aria-label={lang.say(t::FILTER)}>
            { for Filter::ALL.into_iter().filter_map(|(filter, words)| {
                let count = filter.rows(check, &wizard.left_out).len();
                // What does not occur is not offered, unless it is what is shown.
                if count == 0 && filter != now && filter != Filter::All {
                    return None;
                }
                let on_click = pick.reform(move |_: MouseEvent| filter);
                Some(html! {
                    <button key={words.1} type="button" class="import-filter" aria-pressed={if filter == now { "true" } else { "false" }} onclick={on_click}>
                        { lang.say(words) }{ " " }<span class="import-count">{ grouped(count as u64) }</span>
                    </button>
                })
            }) }
        </div>
    }
}

/// Deciding for many rows at once.
fn decisions(
    check: &ImportCheck,
    wizard: &Wizard,
    filter: Filter,
    kept: &[usize],
    tell: &UseReducerDispatcher<Wizard>,
    lang: Lang,
) -> Html {
    let rows = |which: &mut dyn Iterator<Item = usize>| -> Vec<u32> {
        let rows = which
            .filter_map(|at| check.rows.get(at))
            .filter(|row| can_go_in(row));
        rows.map(|row| row.row)
            .filter(|row| !wizard.left_out.contains(row))
            .collect()
    };
    let act = |rows: Vec<u32>, out: bool| {
        let tell = tell.clone();
        Callback::from(move |_: MouseEvent| tell.dispatch(Turn::LeaveOut(rows.clone(), out)))
    };
    let similar = rows(&mut Filter::Duplicates.rows(check, &wizard.left_out).into_iter());
    let here = rows(&mut kept.iter().copied());
    let leave_here =
        !here.is_empty() && !matches!(filter, Filter::All | Filter::Duplicates | Filter::Out);
    if similar.is_empty() && !leave_here && wizard.left_out.is_empty() {
        return Html::default();
    }
    html! {
        <div class="import-decisions">
            if !similar.is_empty() {
                { button(Kind::Text, lang.say(t::LEAVE_ALL_SIMILAR), act(similar, true)) }
            }
            if leave_here {
                { button(Kind::Text, lang.say(t::LEAVE_SHOWN), act(here, true)) }
            }
            if !wizard.left_out.is_empty() {
                { button(Kind::Text, lang.say(t::TAKE_ALL), act(wizard.left_out.iter().copied().collect(), false)) }
            }
        </div>
    }
}

fn pager(at: usize, pages: usize, total: usize, turn: &Callback<usize>, lang: Lang) -> Html {
    let from = at * PAGE + 1;
    let numbers = [from, (at * PAGE + PAGE).min(total), total].map(|number| grouped(number as u64));
    let text = fill(lang.say(t::PAGE), &[&numbers[0], &numbers[1], &numbers[2]]);
    html! {
        <div class="import-pager" role="group" aria-label={lang.say(t::PAGES)}>
            <span id={SHOWN} tabindex="-1">{ text }</span>
            if pages > 1 {
                { button_if(Kind::Plain, lang.say(t::EARLIER), turn.reform(move |_| at.saturating_sub(1)), at > 0) }
                { button_if(Kind::Plain, lang.say(t::LATER), turn.reform(move |_| at + 1), at + 1 < pages) }
            }
        </div>
    }
}

fn passed_over(check: &ImportCheck, lang: Lang) -> Html {
    let count = check.passed_over.len();
    if count == 0 {
        return Html::default();
    }
    html! {
        <details class="import-details">
            <summary>{ fill(lang.say(t::PASSED_OVER), &[&grouped(count as u64)]) }</summary>
            <ul>
                { for check.passed_over.iter().take(LISTED).map(|(row, why)| html! {
                    <li key={*row}>{ fill(lang.say(t::ROW_N), &[&row.to_string()]) }{ lang.say(crate::i18n::common::COLON) }{ why }</li>
                }) }
            </ul>
            if count > LISTED {
                <p class="muted">{ fill(lang.say(t::MORE), &[&grouped((count - LISTED) as u64)]) }</p>
            }
        </details>
    }
}

/// Saves the rows with errors, beside the name of their file.
fn download(wizard: &Wizard, lang: Lang) -> Callback<MouseEvent> {
    let file = wizard.book.as_ref().map_or("", |book| book.file.as_str());
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let name = [stem, lang.say(t::ERRORS_FILE)].concat();
    Callback::from(move |_: MouseEvent| {
        let name = name.clone();
        engine::ask_then(Request::ImportErrors, move |answer| match answer {
            Ok(Reply::Table(table)) => save(&table, name, lang),
            Ok(_) => {}
            Err(failure) => notices::failure(&failure),
        });
    })
}
