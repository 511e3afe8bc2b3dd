//! Undoing an import: asked once, done as a whole, with what stays and why.

use super::texts as t;
use super::work::undone;
use super::working::use_engine_progress;
use crate::components::button::{Kind, button, click};
use crate::components::dialog::Dialog;
use crate::components::error_box::ErrorBox;
use crate::components::progress::progress;
use crate::i18n::common as c;
use crate::i18n::{Say, fill, grouped};
use crate::platform::{dom, engine, sleep};
use crate::prelude::*;
use crate::state::{notices, use_lang};
use huiyin_protocol::import::ImportRecord;
use huiyin_protocol::item::{BatchLine, BatchResult};
use huiyin_protocol::{Failure, FailureKind, Reply, Request};
use huiyin_rules::Lang;
use std::rc::Rc;

/// Most suggestions that stayed, listed one by one.
const LISTED: usize = 200;

/// Properties of [`Undo`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The import.
    pub record: ImportRecord,
    /// What the button says.
    pub label: AttrValue,
}

/// How far the undoing is.
#[derive(Clone, PartialEq)]
enum At {
    /// Nothing asked.
    Rest,
    /// Asked whether it is meant.
    Asking,
    /// Under way.
    Working,
    /// Not done.
    Failed(Rc<Failure>),
    /// Done, but some stayed.
    Partly(Rc<BatchResult>),
}

/// A button that undoes an import after asking.
#[component]
pub fn Undo(props: &Props) -> Html {
    let lang = use_lang();
    let at = use_state_eq(|| At::Rest);
    let (done, total) = use_engine_progress(*at == At::Working);
    let set = |next: At| {
        let at = at.clone();
        Callback::from(move |()| at.set(next.clone()))
    };
    let record = &props.record;
    let when = minute(&record.at);
    let undo = {
        let (at, import) = (at.clone(), record.import.clone());
        Callback::from(move |()| {
            at.set(At::Working);
            let at = at.clone();
            engine::ask_then(Request::ImportUndo(import.clone()), move |answer| {
                at.set(match answer {
                    Ok(Reply::ImportUndone(result))
                        if result.lines.iter().any(|line| line.failure.is_some()) =>
                    {
                        At::Partly(Rc::new(result))
                    }
                    Ok(reply) => {
                        if let Reply::ImportUndone(result) = reply {
                            notices::done(undone(&result, lang));
                            // The button that was pressed goes away; the list it stood in stays.
                            sleep::after(0, || dom::focus_id(super::history::HEADING)).forget();
                        }
                        At::Rest
                    }
                    Err(failure) if failure.kind == FailureKind::Cancelled => {
                        notices::failure(&failure);
                        At::Rest
                    }
                    Err(failure) => At::Failed(Rc::new(failure)),
                });
            });
        })
    };
    let open = button_labelled(props, &when, click(set(At::Asking)), lang);
    // While it is under way closing the dialog would only hide it.
    let close = if *at == At::Working {
        Callback::noop()
    } else {
        set(At::Rest)
    };
    let inside = match &*at {
        At::Rest => return open,
        At::Asking => html! {
            <>
                <p>{ fill(lang.say(t::UNDO_ASK), &[&record.file, &when, &grouped(record.standing.into())]) }</p>
                <div class="import-foot">
                    { button(Kind::Plain, lang.say(c::CANCEL), click(close.clone())) }
                    { button(Kind::Primary, lang.say(t::UNDO_THIS), click(undo)) }
                </div>
            </>
        },
        At::Working => {
            let cancel = Callback::from(|()| engine::ask_then(Request::Cancel, |_| {}));
            progress(lang.say(t::UNDOING), done, total, Some(cancel), lang)
        }
        At::Failed(failure) => html! {
            <>
                <ErrorBox failure={failure.clone()} again={undo} />
                <div class="import-foot">{ button(Kind::Plain, lang.say(c::CLOSE), click(close.clone())) }</div>
            </>
        },
        At::Partly(result) => html! {
            <>
                <p role="status">{ undone(result, lang) }</p>
                { stayed(result, lang) }
                <div class="import-foot">{ button(Kind::Primary, lang.say(c::CLOSE), click(close.clone())) }</div>
            </>
        },
    };
    html! {
        <>
            { open }
            <Dialog title={lang.say(t::UNDO_TITLE)} on_close={close}>{ inside }</Dialog>
        </>
    }
}

fn button_labelled(props: &Props, when: &str, on_click: Callback<MouseEvent>, lang: Lang) -> Html {
    // Several of these stand in one list: each says which import it undoes.
    let label = fill(lang.say(t::UNDO_OF), &[when, &props.record.file]);
    html! {
        <button type="button" class="btn" title={label} onclick={on_click}>
            { &props.label }
            <span class="off-screen">{ " " }{ when }</span>
        </button>
    }
}

fn stayed(result: &BatchResult, lang: Lang) -> Html {
    let all: Vec<&BatchLine> = result
        .lines
        .iter()
        .filter(|line| line.failure.is_some())
        .collect();
    html! {
        <div class="import-stayed">
            <h3>{ lang.say(t::UNDO_STAY) }</h3>
            <ul>
                { for all.iter().take(LISTED).map(|line| html! {
                    <li key={line.id.as_str()}>
                        <a href={crate::route::Route::Item(line.id.clone()).href()}>{ &line.label }</a>
                        { lang.say(c::COLON) }{ line.failure.as_ref().map_or("", |failure| failure.text.as_str()) }
                    </li>
                }) }
            </ul>
            if all.len() > LISTED {
                <p class="muted">{ fill(lang.say(t::MORE), &[&grouped((all.len() - LISTED) as u64)]) }</p>
            }
        </div>
    }
}

/// `2024-03-08 09:05` from RFC 3339, which the engine writes in the time of the place.
pub fn minute(at: &str) -> String {
    at.get(..16)
        .map_or_else(|| at.to_owned(), |text| text.replace('T', " "))
}
