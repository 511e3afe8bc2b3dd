//! A poll's sheet: from this tablet, from the server, or from a file.

use super::net;
use super::texts as t;
use crate::i18n::Words;
use crate::platform::{ballot_box, files};
use huiyin_ballot::{MAX_SHEET, Sheet};
use huiyin_rules::Text;
use std::rc::Rc;
use web_sys::File;

/// The sheet of a poll.
///
/// # Errors
/// Why there is none, and what to do.
pub async fn find(poll: &str) -> Result<Rc<Sheet>, Text> {
    // What is kept was checked when it came, and the sheet of a poll never changes.
    if let Ok(Some(text)) = ballot_box::sheet(poll).await
        && let Ok(sheet) = Sheet::read(&text)
    {
        return Ok(Rc::new(sheet));
    }
    let answer = net::get(&net::of_poll(poll, "")).await;
    let answer = answer.map_err(|why| filled(t::SHEET_UNREACHED, &why))?;
    match answer.status {
        404 => return Err(filled(t::SHEET_UNKNOWN, poll)),
        _ if !answer.is_ok() => {
            return Err(filled(t::SHEET_REFUSED, &answer.status.to_string()));
        }
        _ => {}
    }
    take(&answer.text, Some(poll)).await
}

/// The sheet in a file, which is kept on this tablet.
///
/// # Errors
/// Why it cannot be used, and what to do.
pub async fn open(file: &File, poll: Option<&str>) -> Result<Rc<Sheet>, Text> {
    take(&text(file, MAX_SHEET).await?, poll).await
}

/// A file as text.
///
/// # Errors
/// Why it cannot be read, and what to do.
pub async fn text(file: &File, most: usize) -> Result<String, Text> {
    if file.size() > most as f64 {
        return Err(filled(t::FILE_LARGE, &file.name()));
    }
    let bytes = files::read_all(file).await;
    let bytes = bytes.map_err(|why| filled(t::FILE_UNREADABLE, &why))?;
    match String::from_utf8(bytes) {
        // Editors of Windows put a mark in front and a line's end behind.
        Ok(text) => Ok(text.trim_start_matches('\u{feff}').trim_end().to_owned()),
        Err(_) => Err(filled(t::FILE_OTHER, &file.name())),
    }
}

async fn take(text: &str, poll: Option<&str>) -> Result<Rc<Sheet>, Text> {
    let sheet = Sheet::read(text).map_err(|error| error.text())?;
    if poll.is_some_and(|poll| poll != sheet.poll) {
        return Err(filled(t::SHEET_OTHER, &sheet.title));
    }
    let kept = ballot_box::put_sheet(&sheet.poll, text).await;
    kept.map_err(|why| filled(t::NOT_KEPT, &why))?;
    Ok(Rc::new(sheet))
}

/// A text in both languages with its place filled.
pub fn filled(words: Words, value: &str) -> Text {
    let fill = |text| crate::i18n::fill(text, &[value]);
    Text::new(fill(words.0), fill(words.1))
}
