//! Step 2: the sheet and its heading rows, on a picture of its first rows.

use super::book::Glance;
use super::texts as t;
use super::wizard::{Event as Turn, Stage, Wizard};
use super::work::Works;
use crate::components::button::{Kind, button, click};
use crate::i18n::{Say, fill};
use crate::platform::dom;
use crate::prelude::*;
use huiyin_protocol::grid::column_letters;
use huiyin_rules::Lang;

/// Most columns of the picture; a ledger has fewer.
const SHOWN_COLS: usize = 40;

/// The step.
pub fn header(wizard: &Wizard, works: &Works, lang: Lang) -> Html {
    let (Some(book), Some(plan), Some(proposal)) = (&wizard.book, &wizard.plan, &wizard.proposal)
    else {
        return Html::default();
    };
    let Some(glance) = book.sheets.get(wizard.sheet) else {
        return Html::default();
    };
    let choose_sheet = {
        let (works, book, now) = (works.clone(), book.clone(), wizard.sheet);
        Callback::from(move |event: Event| {
            if let Ok(sheet) = dom::value_of(&event).parse::<usize>()
                && sheet != now
            {
                works.open_sheet(&book, sheet);
            }
        })
    };
    let (first, last) = (plan.header_first, plan.header_last);
    let set = |change: fn(u32, u32, u32) -> (u32, u32)| {
        let tell = works.tell.clone();
        Callback::from(move |row: u32| {
            let (first, last) = change(row, first, last);
            tell.dispatch(Turn::Header(first, last));
        })
    };
    let on = button(
        Kind::Primary,
        lang.say(t::NEXT),
        click(super::go(&works.tell, Stage::Columns)),
    );
    html! {
        <>
            <div class="import-fields">
                <div class="field">
                    <label class="field-label" for="import-sheet">{ lang.say(t::SHEET) }</label>
                    <select id="import-sheet" class="control" onchange={choose_sheet}>
                        { for book.sheets.iter().enumerate().map(|(at, sheet)| html! {
                            <option value={at.to_string()} selected={at == wizard.sheet}>{ sheet_option(sheet, lang) }</option>
                        }) }
                    </select>
                </div>
                if !glance.top.is_empty() {
                    // A change of the first row moves the last along where it would come before it.
                    { row_select("import-first", t::HEADER_FIRST, glance, first, &set(|row, _, last| (row, last.max(row))), lang) }
                    { row_select("import-last", t::HEADER_LAST, glance, last, &set(|row, first, _| (first.min(row), row)), lang) }
                }
            </div>
            if glance.top.is_empty() {
                <p class="import-note">{ lang.say(t::SHEET_EMPTY) }</p>
            } else {
                <p class="muted">{ lang.say(t::HEADER_HINT) }</p>
            }
            if !proposal.reasons.is_empty() {
                <div class="import-why">
                    <h3>{ lang.say(t::WHY) }</h3>
                    <ul>{ for proposal.reasons.iter().map(|reason| html! { <li>{ reason }</li> }) }</ul>
                </div>
            }
            if !glance.top.is_empty() {
                { picture(glance, first, last, &set(|row, _, _| (row, row)), lang) }
            }
            { super::foot(Some(super::go(&works.tell, Stage::Choose)), if glance.top.is_empty() { Html::default() } else { on }, lang) }
        </>
    }
}

fn sheet_option(sheet: &Glance, lang: Lang) -> String {
    let size = [sheet.rows.to_string(), sheet.cols.to_string()];
    let mut text = fill(
        lang.say(t::SHEET_OPTION),
        &[&sheet.name, &size[0], &size[1]],
    );
    if sheet.hidden {
        text.push_str(lang.say(t::SHEET_HIDDEN));
    }
    text
}

fn row_name(row: u32, lang: Lang) -> String {
    fill(lang.say(t::ROW_N), &[&(row + 1).to_string()])
}

fn row_select(
    id: &'static str,
    label: crate::i18n::Words,
    glance: &Glance,
    now: u32,
    set: &Callback<u32>,
    lang: Lang,
) -> Html {
    let set = set.clone();
    let on_change = Callback::from(move |event: Event| {
        if let Ok(row) = dom::value_of(&event).parse() {
            set.emit(row);
        }
    });
    let rows = u32::try_from(glance.top.len()).unwrap_or(0);
    html! {
        <div class="field">
            <label class="field-label" for={id}>{ lang.say(label) }</label>
            <select {id} class="control" onchange={on_change}>
                { for (0..rows).map(|row| html! {
                    <option value={row.to_string()} selected={row == now}>{ row_name(row, lang) }</option>
                }) }
            </select>
        </div>
    }
}

/// The sheet's first rows as a table; a click on a row's number makes it the heading row.
fn picture(glance: &Glance, first: u32, last: u32, set: &Callback<u32>, lang: Lang) -> Html {
    let cols = glance.top.first().map_or(0, Vec::len).min(SHOWN_COLS);
    let letters = (0..cols).filter_map(|col| u32::try_from(col).ok());
    html! {
        <div>
            <p class="import-picture-title">
                <strong>{ fill(lang.say(t::PREVIEW), &[&glance.top.len().to_string()]) }</strong>
                { " " }<span class="muted">{ lang.say(t::PREVIEW_HINT) }</span>
            </p>
            <div class="import-picture" tabindex="0" role="region" aria-label={fill(lang.say(t::PREVIEW), &[&glance.top.len().to_string()])}>
                <table class="import-sheet">
                    <thead>
                        <tr>
                            <th scope="col"><span class="off-screen">{ lang.say(t::ROW) }</span></th>
                            { for letters.map(|col| html! { <th scope="col">{ column_letters(col) }</th> }) }
                        </tr>
                    </thead>
                    <tbody>
                        { for glance.top.iter().zip(0u32..).map(|(cells, row)| {
                            let is_header = (first..=last).contains(&row);
                            let set = set.clone();
                            let on_click = Callback::from(move |_: MouseEvent| set.emit(row));
                            html! {
                                <tr key={row} class={is_header.then_some("is-header")}>
                                    <th scope="row">
                                        <button type="button" class="import-sheet-row" onclick={on_click}
                                            aria-pressed={if is_header { "true" } else { "false" }}>
                                            { row + 1 }<span class="off-screen">{ lang.say(t::MAKE_HEADER) }</span>
                                            if is_header { <span class="import-sheet-mark">{ lang.say(t::IS_HEADER) }</span> }
                                        </button>
                                    </th>
                                    { for cells.iter().take(cols).map(|text| html! { <td>{ text }</td> }) }
                                </tr>
                            }
                        }) }
                    </tbody>
                </table>
            </div>
        </div>
    }
}
