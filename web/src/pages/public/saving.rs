//! Tables taken away for Excel.

use crate::i18n::{Say, common, fill};
use crate::platform::office;
use crate::state::notices;
use huiyin_protocol::grid::Table;
use huiyin_rules::Lang;

/// Makes the file and offers it for saving.
pub fn save_table(table: &Table, name: &str, lang: Lang) {
    let said = name.to_owned();
    office::save_table(table, name.to_owned(), move |result| match result {
        Ok(()) => notices::done(fill(lang.say(common::EXPORTED), &[&said])),
        Err(why) => notices::failed(fill(lang.say(common::EXPORT_FAILED), &[&why])),
    });
}
