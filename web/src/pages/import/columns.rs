//! Step 3: what each column holds, and the year of dates that state none.

use super::book::Glance;
use super::fields;
use super::texts as t;
use super::wizard::{Event as Turn, Stage, Wizard};
use super::work::Works;
use crate::components::button::{Kind, button_if};
use crate::i18n::common as c;
use crate::i18n::{Say, fill};
use crate::platform::dom;
use crate::prelude::*;
use huiyin_protocol::grid::column_letters;
use huiyin_protocol::import::Field;
use huiyin_rules::Lang;

/// The step.
pub fn columns(wizard: &Wizard, works: &Works, lang: Lang) -> Html {
    let (Some(book), Some(plan), Some(proposal)) = (&wizard.book, &wizard.plan, &wizard.proposal)
    else {
        return Html::default();
    };
    let Some(glance) = book.sheets.get(wizard.sheet) else {
        return Html::default();
    };
    let headings = glance.headings(plan.header_first, plan.header_last);
    let is_empty = |at: usize| {
        plan.columns.get(at).copied().flatten().is_none()
            && headings.get(at).is_none_or(String::is_empty)
            && glance.samples(at, plan.header_last).is_empty()
    };
    let (empty, full): (Vec<usize>, Vec<usize>) =
        (0..plan.columns.len()).partition(|at| is_empty(*at));
    let view = View {
        columns: &plan.columns,
        headings: &headings,
        glance,
        header_last: plan.header_last,
        works,
        lang,
    };
    let mapped = plan.columns.iter().flatten().count();
    let check = {
        let (works, plan) = (works.clone(), wizard.plan_now());
        Callback::from(move |_: MouseEvent| {
            if let Some(plan) = plan.clone() {
                works.check(plan);
            }
        })
    };
    let counts = [
        mapped.to_string(),
        (full.len() - mapped.min(full.len())).to_string(),
    ];
    html! {
        <>
            { missing(wizard, lang) }
            if proposal.remembered {
                <p class="import-note">{ lang.say(t::REMEMBERED) }</p>
            }
            { year(wizard, works, lang) }
            <p class="muted" role="status">
                { fill(lang.say(t::MAPPED), &[&counts[0], &counts[1]]) }
                if let Some((field, from, to)) = wizard.moved {
                    { " " }<strong>{ fill(lang.say(t::MOVED), &[fields::name(field, lang), &letters(from), &letters(to)]) }</strong>
                }
            </p>
            { view.table(&full) }
            if !empty.is_empty() {
                <details class="import-details">
                    <summary>{ fill(lang.say(t::MORE_COLUMNS), &[&empty.len().to_string()]) }</summary>
                    { view.table(&empty) }
                </details>
            }
            { super::foot(
                Some(super::go(&works.tell, Stage::Header)),
                button_if(Kind::Primary, lang.say(t::DO_CHECK), check, wizard.plan_now().is_some()),
                lang,
            ) }
        </>
    }
}

fn letters(col: usize) -> String {
    u32::try_from(col).map(column_letters).unwrap_or_default()
}

/// What the last check missed: while any stands, no row can be read.
fn missing(wizard: &Wizard, lang: Lang) -> Html {
    let Some(check) = wizard
        .check
        .as_ref()
        .filter(|check| !check.missing.is_empty())
    else {
        return Html::default();
    };
    html! {
        <div class="error-summary" role="alert">
            <p class="error-title">{ lang.say(t::BLOCKED) }</p>
            <ul>{ for check.missing.iter().map(|text| html! { <li>{ text }</li> }) }</ul>
        </div>
    }
}

fn year(wizard: &Wizard, works: &Works, lang: Lang) -> Html {
    let wrong = wizard.year_typed().is_err();
    let on_input = {
        let tell = works.tell.clone();
        Callback::from(move |event: InputEvent| tell.dispatch(Turn::Year(dom::value_of(&event))))
    };
    html! {
        <div class={if wrong { "field has-error" } else { "field" }}>
            <label class="field-label" for="import-year">{ lang.say(t::YEAR) }
                <span class="field-need">{ lang.say(c::OPTIONAL) }</span>
            </label>
            <p class="field-hint" id="import-year-hint">{ lang.say(t::YEAR_HINT) }</p>
            if wrong {
                <p class="field-error" id="import-year-error">{ lang.say(t::YEAR_WRONG) }</p>
            }
            <input id="import-year" class="control import-year" type="text" inputmode="numeric" maxlength="4" autocomplete="off"
                value={wizard.year.clone()} oninput={on_input} aria-invalid={wrong.then_some("true")}
                aria-describedby={if wrong { "import-year-hint import-year-error" } else { "import-year-hint" }} />
        </div>
    }
}

/// What the table of columns is made from.
struct View<'a> {
    columns: &'a [Option<Field>],
    headings: &'a [String],
    glance: &'a Glance,
    header_last: u32,
    works: &'a Works,
    lang: Lang,
}

impl View<'_> {
    fn table(&self, which: &[usize]) -> Html {
        let lang = self.lang;
        html! {
            <div class="scroll">
                <table class="table import-columns">
                    <thead>
                        <tr>
                            <th scope="col">{ lang.say(t::COL_LETTER) }</th>
                            <th scope="col">{ lang.say(t::COL_HEADING) }</th>
                            <th scope="col" class="wide-only">{ lang.say(t::COL_SAMPLES) }</th>
                            <th scope="col">{ lang.say(t::COL_FIELD) }</th>
                        </tr>
                    </thead>
                    <tbody>{ for which.iter().map(|at| self.row(*at)) }</tbody>
                </table>
            </div>
        }
    }

    fn row(&self, at: usize) -> Html {
        let lang = self.lang;
        let heading = self.headings.get(at).map_or("", String::as_str);
        let samples = self.glance.samples(at, self.header_last);
        let shown = if heading.is_empty() {
            lang.say(t::NO_HEADING)
        } else {
            heading
        };
        let now = self.columns.get(at).copied().flatten();
        let on_change = {
            let tell = self.works.tell.clone();
            Callback::from(move |event: Event| {
                // The first option is no field; the others follow in the order of `Field::ALL`.
                let chosen = dom::value_of(&event).parse::<usize>().ok();
                let field = chosen.and_then(|chosen| Field::ALL.get(chosen).copied());
                tell.dispatch(Turn::Column(at, field));
            })
        };
        let label = fill(lang.say(t::COL_FIELD_OF), &[&letters(at), shown]);
        html! {
            <tr key={at} class={now.is_none().then_some("is-off")}>
                <th scope="row">{ letters(at) }</th>
                <td>{ shown }</td>
                <td class="wide-only muted import-samples">{ samples.join(" · ") }</td>
                <td>
                    <select class="control" aria-label={label} onchange={on_change}>
                        <option value="" selected={now.is_none()}>{ lang.say(t::NOT_READ_COLUMN) }</option>
                        { for Field::ALL.iter().enumerate().map(|(index, field)| html! {
                            <option value={index.to_string()} selected={now == Some(*field)}>{ self.option(*field, at) }</option>
                        }) }
                    </select>
                </td>
            </tr>
        }
    }

    /// A field's name, with the column that holds it now.
    fn option(&self, field: Field, at: usize) -> String {
        let name = fields::name(field, self.lang);
        match self
            .columns
            .iter()
            .position(|held| *held == Some(field))
            .filter(|other| *other != at)
        {
            Some(other) => fill(self.lang.say(t::TAKEN), &[name, &letters(other)]),
            None => name.to_owned(),
        }
    }
}
