//! What is shown, as an Excel file: the same columns, filter and order.

use super::texts as x;
use crate::i18n::common as t;
use crate::i18n::{Say, fill};
use crate::platform::{engine, office};
use crate::state::notices;
use huiyin_protocol::ledger::{Column, LedgerQuery};
use huiyin_protocol::{Reply, Request};
use huiyin_rules::Lang;

/// Asks for the table, writes it, offers it for saving, and says so.
pub fn export(query: &LedgerQuery, columns: &[Column], today: &str, lang: Lang) {
    // The file says what was filtered for, as far as one word can.
    let about = [
        &query.text,
        query.unit.as_ref().unwrap_or(&String::new()),
        query.category.as_ref().unwrap_or(&String::new()),
    ]
    .into_iter()
    .find(|text| !text.is_empty())
    .map_or_else(String::new, |text| ["_", &plain(text)].concat());
    let name = fill(lang.say(x::FILE), &[today, &about]);
    let request = Request::LedgerTable {
        query: query.clone(),
        columns: columns.to_vec(),
    };
    engine::ask_then(request, move |answer| match answer {
        Ok(Reply::Table(table)) => {
            office::save_table(&table, name.clone(), move |result| match result {
                Ok(()) => notices::done(fill(lang.say(t::EXPORTED), &[&name])),
                Err(why) => notices::failed(fill(lang.say(t::EXPORT_FAILED), &[&why])),
            });
        }
        Ok(_) => {}
        Err(why) => notices::failure(&why),
    });
}

/// Without what file systems refuse.
fn plain(text: &str) -> String {
    let kept = text.chars().filter(|c| {
        !matches!(c, '\\' | '/' | ':' | '*' | '?' | '"' | '<' | '>' | '|') && !c.is_control()
    });
    kept.take(24).collect()
}
