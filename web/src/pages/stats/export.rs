//! The statistics as an Excel file.

use super::texts as t;
use crate::i18n::common;
use crate::i18n::{Say, fill};
use crate::platform::{engine, office};
use crate::state::notices;
use huiyin_protocol::ledger::LedgerQuery;
use huiyin_protocol::stats::StatsQuery;
use huiyin_protocol::{Reply, Request};
use huiyin_rules::Lang;

/// What files of these figures are called: 统计_2026-11-22_2024_区水务局.
pub fn stem(query: &LedgerQuery, today: &str, lang: Lang) -> String {
    let mut stem = lang.say(t::FILE).to_owned();
    let year = query.year.map(|year| year.to_string());
    let parts = [
        Some(today),
        year.as_deref(),
        query.unit.as_deref(),
        query.category.as_deref(),
        query.delegation.as_deref(),
    ];
    for part in parts.into_iter().flatten().filter(|part| !part.is_empty()) {
        stem.push('_');
        // What file systems do not take.
        stem.push_str(&part.replace(['/', '\\', ':', '*', '?', '"', '<', '>', '|'], "-"));
    }
    stem
}

/// Makes the file and offers it for saving; `then` hears when this is over, well or badly.
pub fn to_excel(query: StatsQuery, stem: &str, lang: Lang, then: impl Fn() + 'static) {
    let file = [stem, ".xlsx"].concat();
    engine::ask_then(Request::StatsTable(query), move |answer| match answer {
        Ok(Reply::Table(table)) => {
            let name = file.clone();
            office::save_table(&table, file, move |result| {
                then();
                match result {
                    Ok(()) => notices::done(fill(lang.say(common::EXPORTED), &[&name])),
                    Err(why) => notices::failed(fill(lang.say(common::EXPORT_FAILED), &[&why])),
                }
            });
        }
        Ok(_) => then(),
        Err(failure) => {
            then();
            notices::failure(&failure);
        }
    });
}
