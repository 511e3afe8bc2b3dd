//! The earlier imports, each with the way to undo it.

use super::texts as t;
use super::undo::{Undo, minute};
use crate::components::empty::loading;
use crate::components::error_box::ErrorBox;
use crate::i18n::common as c;
use crate::i18n::{Say, grouped};
use crate::prelude::*;
use crate::state::use_lang;
use huiyin_protocol::Failure;
use huiyin_protocol::import::ImportRecord;
use huiyin_rules::Lang;
use std::rc::Rc;

/// The id of the list's heading, which takes the focus when an import was undone.
pub const HEADING: &str = "import-history";

/// Properties of [`History`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The imports; `None` while they are not known.
    pub list: Option<Vec<ImportRecord>>,
    /// Why they are not known.
    pub failure: Option<Rc<Failure>>,
    /// Asks again.
    pub again: Callback<()>,
}

/// The list.
#[component]
pub fn History(props: &Props) -> Html {
    let lang = use_lang();
    let body = match (&props.list, &props.failure) {
        (_, Some(failure)) => {
            html! { <ErrorBox failure={failure.clone()} again={props.again.clone()} /> }
        }
        (None, None) => loading(lang.say(c::LOADING)),
        (Some(list), None) if list.is_empty() => {
            html! { <p class="muted">{ lang.say(t::HISTORY_EMPTY) }</p> }
        }
        (Some(list), None) => table(list, lang),
    };
    html! {
        <section class="panel" aria-labelledby={HEADING}>
            <div class="panel-head"><h2 id={HEADING} tabindex="-1">{ lang.say(t::HISTORY) }</h2></div>
            <div class="panel-body">{ body }</div>
        </section>
    }
}

fn table(list: &[ImportRecord], lang: Lang) -> Html {
    html! {
        <div class="scroll">
            <table class="table import-history">
                <thead>
                    <tr>
                        <th scope="col">{ lang.say(t::H_TIME) }</th>
                        <th scope="col">{ lang.say(t::FILE) }</th>
                        <th scope="col" class="wide-only">{ lang.say(t::SHEET) }</th>
                        <th scope="col" class="wide-only">{ lang.say(t::H_BY) }</th>
                        <th scope="col" class="num">{ lang.say(t::H_COUNT) }</th>
                        <th scope="col" class="num">{ lang.say(t::H_STANDING) }</th>
                        <th scope="col">{ lang.say(c::UNDO) }</th>
                    </tr>
                </thead>
                <tbody>
                    { for list.iter().map(|record| html! {
                        <tr key={record.import.as_str()}>
                            <td class="import-time">{ minute(&record.at) }</td>
                            <td class="import-file-cell">{ &record.file }</td>
                            <td class="wide-only">{ &record.sheet }</td>
                            <td class="wide-only">{ &record.by }</td>
                            <td class="num">{ grouped(record.imported.into()) }</td>
                            <td class="num">{ grouped(record.standing.into()) }</td>
                            <td>
                                if record.undone {
                                    <span class="tag tag-off">{ lang.say(t::H_UNDONE) }</span>
                                } else {
                                    <Undo record={record.clone()} label={lang.say(c::UNDO)} />
                                }
                            </td>
                        </tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}
