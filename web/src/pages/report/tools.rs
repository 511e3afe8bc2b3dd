//! A report as an Excel file and on paper.

use super::texts as t;
use crate::components::button::{Kind, button_if};
use crate::i18n::common;
use crate::i18n::{Say, fill};
use crate::platform::{engine, office, window};
use crate::prelude::*;
use crate::state::{notices, use_lang, use_workspace};
use huiyin_protocol::report::ReportQuery;
use huiyin_protocol::{Reply, Request};

/// Properties of [`Tools`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The report.
    pub query: Option<ReportQuery>,
    /// What the file is called, before the day.
    pub file: String,
    /// There is something to show.
    pub ready: bool,
}

/// The buttons.
#[component]
pub fn Tools(props: &Props) -> Html {
    let lang = use_lang();
    let workspace = use_workspace();
    let busy = use_state_eq(|| false);
    let export = {
        let busy = busy.clone();
        let query = props.query.clone();
        let name = [&plain(&props.file), "_", &workspace.today, ".xlsx"].concat();
        Callback::from(move |_: MouseEvent| {
            let Some(query) = query.clone() else { return };
            busy.set(true);
            let (busy, name) = (busy.clone(), name.clone());
            engine::ask_then(Request::ReportTable(query), move |answer| match answer {
                Ok(Reply::Table(table)) => {
                    office::save_table(&table, name.clone(), move |result| {
                        busy.set(false);
                        match result {
                            Ok(()) => notices::done(fill(lang.say(common::EXPORTED), &[&name])),
                            Err(why) => {
                                notices::failed(fill(lang.say(common::EXPORT_FAILED), &[&why]))
                            }
                        }
                    });
                }
                Ok(_) => busy.set(false),
                Err(why) => {
                    busy.set(false);
                    notices::failure(&why);
                }
            });
        })
    };
    let print = Callback::from(|_: MouseEvent| window::print());
    let label = lang.say(if *busy { t::EXPORTING } else { common::EXPORT });
    html! {
        <>
            { button_if(Kind::Plain, label, export, props.ready && !*busy) }
            { button_if(Kind::Plain, lang.say(t::PRINT), print, props.ready) }
        </>
    }
}

/// Without what file systems refuse.
fn plain(text: &str) -> String {
    let kept = text.chars().filter(|c| {
        !matches!(c, '\\' | '/' | ':' | '*' | '?' | '"' | '<' | '>' | '|') && !c.is_control()
    });
    kept.take(60).collect()
}
