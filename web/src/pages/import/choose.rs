//! Step 1: a file chosen, dropped or pasted.

use super::fields;
use super::paste;
use super::texts as t;
use super::wizard::Event as Turn;
use super::work::{Works, local};
use crate::components::button::{Kind, button};
use crate::i18n::Say;
use crate::i18n::{common as c, fill};
use crate::platform::{dom, files, office, transfer};
use crate::prelude::*;
use crate::state::{notices, use_lang};
use huiyin_protocol::grid::{Column, Table};
use huiyin_protocol::import::Field;
use huiyin_rules::Lang;
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement};

/// The field that invites to paste; what is pasted into other fields is theirs.
const PASTE: &str = "import-paste";

/// Properties of [`Choose`].
#[derive(Properties)]
pub struct Props {
    /// Reads what was chosen.
    pub works: Works,
}

impl PartialEq for Props {
    fn eq(&self, _: &Self) -> bool {
        // The works of a page stay the same for as long as it is shown.
        true
    }
}

/// The step.
#[component]
pub fn Choose(props: &Props) -> Html {
    let lang = use_lang();
    let works = &props.works;
    let over = use_state_eq(|| false);
    {
        let works = works.clone();
        use_effect_with(lang, move |lang| {
            let lang = *lang;
            let heard = dom::document().map(|document| {
                let options = gloo_events::EventListenerOptions::enable_prevent_default();
                gloo_events::EventListener::new_with_options(
                    &document,
                    "paste",
                    options,
                    move |event| {
                        pasted(event, &works, lang);
                    },
                )
            });
            move || drop(heard)
        });
    }
    let on_choose = {
        let works = works.clone();
        Callback::from(move |event: Event| {
            let input = event.target_dyn_into::<HtmlInputElement>();
            take(
                input.map(|input| files::chosen(&input)).unwrap_or_default(),
                &works,
                lang,
            );
        })
    };
    let on_over = {
        let over = over.clone();
        Callback::from(move |event: DragEvent| {
            // Without this the browser would leave the page and open the file itself.
            event.prevent_default();
            over.set(true);
        })
    };
    let on_leave = {
        let over = over.clone();
        Callback::from(move |_: DragEvent| over.set(false))
    };
    let on_drop = {
        let (over, works) = (over.clone(), works.clone());
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(false);
            take(transfer::dropped(&event), &works, lang);
        })
    };
    let input = use_node_ref();
    let open = {
        let input = input.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = input.cast::<HtmlInputElement>() {
                input.click();
            }
        })
    };
    let template = Callback::from(move |_: MouseEvent| save_template(lang));
    // The listener of the document takes what is pasted; nothing else is kept here.
    let forget = Callback::from(|event: InputEvent| {
        if let Some(area) = event.target_dyn_into::<web_sys::HtmlTextAreaElement>() {
            area.set_value("");
        }
    });
    html! {
        <>
            <div class={if *over { "import-drop is-over" } else { "import-drop" }} ondragover={on_over} ondragleave={on_leave} ondrop={on_drop}>
                <p class="import-drop-title">{ lang.say(t::DROP_TITLE) }</p>
                <p class="muted">{ lang.say(t::DROP_HINT) }</p>
                { button(Kind::Primary, lang.say(t::PICK), open) }
                <input ref={input} id="import-file" class="off-screen" type="file" accept=".xlsx,.xlsm,.csv,.xls,.et" tabindex="-1"
                    aria-hidden="true" onchange={on_choose} />
            </div>
            <div class="field import-paste">
                <label class="field-label" for={PASTE}>{ lang.say(t::PASTE_LABEL) }</label>
                <p class="field-hint" id="import-paste-hint">{ lang.say(t::PASTE_HINT) }</p>
                <textarea id={PASTE} class="control" rows="1" placeholder={lang.say(t::PASTE_HERE)}
                    aria-describedby="import-paste-hint" oninput={forget} />
            </div>
            <details class="import-details">
                <summary>{ lang.say(t::COLUMNS_TITLE) }</summary>
                <p>{ lang.say(t::COLUMNS_MUST) }</p>
                <p>{ lang.say(t::COLUMNS_MAY) }</p>
                <p>{ lang.say(t::COLUMNS_FREE) }</p>
                { button(Kind::Plain, lang.say(t::TEMPLATE), template) }
            </details>
        </>
    }
}

/// Takes the one file given.
fn take(mut given: Vec<File>, works: &Works, lang: Lang) {
    match (given.pop(), given.is_empty()) {
        (Some(file), true) => works.read_file(file, lang),
        (Some(_), false) => {
            works
                .tell
                .dispatch(Turn::Failed(local("one_file_only", t::DROP_ONE, lang)))
        }
        (None, _) => {}
    }
}

fn pasted(event: &web_sys::Event, works: &Works, lang: Lang) {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    if dom::is_typing(event) && target.is_none_or(|target| target.id() != PASTE) {
        return;
    }
    let given = transfer::pasted_files(event);
    let text = transfer::pasted_text(event);
    // A copied table often comes with a picture of itself: the text counts.
    if text.is_empty() && !given.is_empty() {
        event.prevent_default();
        take(given, works, lang);
        return;
    }
    event.prevent_default();
    match paste::workbook(&text, lang.say(t::PASTE_FILE), lang.say(t::PASTE_SHEET)) {
        Some(workbook) => works.take_pasted(workbook, lang),
        None => works.tell.dispatch(Turn::Failed(local(
            "paste_no_table",
            t::PASTE_NOT_TABLE,
            lang,
        ))),
    }
}

/// An empty ledger with the headings the import knows best.
fn save_template(lang: Lang) {
    let ticks = [
        Field::TickSatisfied,
        Field::TickBasically,
        Field::TickDissatisfied,
        Field::Serial,
    ];
    let wanted = Field::ALL
        .into_iter()
        .filter(|field| !ticks.contains(field));
    let columns = wanted.map(|field| Column {
        // The headings are read in Chinese, whatever language the page is in.
        title: fields::name(field, Lang::Zh).to_owned(),
        width: if matches!(field, Field::Title | Field::Text | Field::AssistingUnits) {
            36
        } else {
            14
        },
        ..Column::default()
    });
    let table = Table {
        sheet: lang.say(t::TEMPLATE_SHEET).to_owned(),
        columns: columns.collect(),
        ..Table::default()
    };
    save(&table, lang.say(t::TEMPLATE_FILE).to_owned(), lang);
}

/// Saves a table as an Excel file and says so.
pub fn save(table: &Table, name: String, lang: Lang) {
    let shown = name.clone();
    office::save_table(table, name, move |result| match result {
        Ok(()) => notices::done(fill(lang.say(c::EXPORTED), &[&shown])),
        Err(why) => notices::failed(fill(lang.say(c::EXPORT_FAILED), &[&why])),
    });
}
