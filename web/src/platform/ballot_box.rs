//! The box of a tablet: votes that were cast here, until they are handed in and fixed.
//!
//! The database `huiyin-box` is apart from every workspace's. It holds nothing but sheets and
//! votes: no time, no order, no card, no receipt.
//!
//! | object store | key | value |
//! |---|---|---|
//! | `sheets` | poll | the sheet's text |
//! | `votes` | `[poll, name of the vote]` | the vote's line |
//! | `given` | `[poll, name of the vote]` | `true`: the server has acknowledged it |

use super::database::{Database, Mode, request};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::IdbKeyRange;

const NAME: &str = "huiyin-box";
const LAYOUT: u32 = 1;

const SHEETS: &str = "sheets";
const VOTES: &str = "votes";
const GIVEN: &str = "given";

/// A vote in the box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its name: SHA-256 of the line, 64 hexadecimal digits.
    pub name: String,
    /// The line.
    pub line: String,
}

async fn open() -> Result<Database, String> {
    Database::open(NAME, LAYOUT, &[SHEETS, VOTES, GIVEN]).await
}

fn key(poll: &str, name: &str) -> JsValue {
    js_sys::Array::of2(&poll.into(), &name.into()).into()
}

/// Every key that begins with this poll: an array sorts after every text.
fn all_of(poll: &str) -> Result<IdbKeyRange, JsValue> {
    let from = js_sys::Array::of1(&poll.into());
    let to = js_sys::Array::of2(&poll.into(), &js_sys::Array::new());
    IdbKeyRange::bound(&from, &to)
}

/// Puts the votes of one card into the box, all or none; ends only when they are on disk.
///
/// # Errors
/// The browser's own words. Nothing was kept then.
pub async fn put(poll: &str, votes: &[Kept]) -> Result<(), String> {
    // In the order of their names, whatever the order of the questions.
    let mut votes: Vec<&Kept> = votes.iter().collect();
    votes.sort_by(|a, b| a.name.cmp(&b.name));
    let database = open().await?;
    let writing = database.begin(&[VOTES], Mode::Strict)?;
    let filled = writing.store(VOTES).and_then(|store| {
        for vote in votes {
            store.put_with_key(&vote.line.as_str().into(), &key(poll, &vote.name))?;
        }
        Ok(())
    });
    writing.end(filled).await
}

/// Every vote of a poll, sorted by name.
///
/// # Errors
/// The browser's own words.
pub async fn votes(poll: &str) -> Result<Vec<Kept>, String> {
    let database = open().await?;
    let reading = database.begin(&[VOTES], Mode::Read)?;
    let asked = reading.store(VOTES).and_then(|store| {
        let range = all_of(poll)?;
        let keys = request(store.get_all_keys_with_key(&range)?);
        Ok((keys, request(store.get_all_with_key(&range)?)))
    });
    let (keys, lines) = asked.map_err(|error| super::files::words(&error))?;
    let (keys, lines) = (list(keys.await?), list(lines.await?));
    let pair = |(key, line): (JsValue, JsValue)| Kept {
        name: name_in(&key),
        line: line.as_string().unwrap_or_default(),
    };
    Ok(keys.into_iter().zip(lines).map(pair).collect())
}

/// Every vote's line of a poll, sorted by the votes' names.
///
/// # Errors
/// The browser's own words.
pub async fn lines(poll: &str) -> Result<Vec<String>, String> {
    let kept = votes(poll).await?;
    Ok(kept.into_iter().map(|vote| vote.line).collect())
}

/// The votes of a poll that no server has acknowledged yet, sorted by name.
///
/// # Errors
/// The browser's own words.
pub async fn undelivered(poll: &str) -> Result<Vec<Kept>, String> {
    let database = open().await?;
    let reading = database.begin(&[GIVEN], Mode::Read)?;
    let asked = reading
        .store(GIVEN)
        .and_then(|store| Ok(request(store.get_all_keys_with_key(&all_of(poll)?.into())?)));
    let given = list(asked.map_err(|error| super::files::words(&error))?.await?);
    // Sorted, as the browser gives keys.
    let given: Vec<String> = given.iter().map(name_in).collect();
    let mut kept = votes(poll).await?;
    kept.retain(|vote| given.binary_search(&vote.name).is_err());
    Ok(kept)
}

/// Marks votes as acknowledged by the server.
///
/// # Errors
/// The browser's own words; nothing was marked then, and handing in once more does no harm.
pub async fn delivered(poll: &str, names: &[String]) -> Result<(), String> {
    let database = open().await?;
    let writing = database.begin(&[GIVEN], Mode::Strict)?;
    let filled = writing.store(GIVEN).and_then(|store| {
        for name in names {
            store.put_with_key(&JsValue::TRUE, &key(poll, name))?;
        }
        Ok(())
    });
    writing.end(filled).await
}

/// Keeps a poll's sheet.
///
/// # Errors
/// The browser's own words.
pub async fn put_sheet(poll: &str, text: &str) -> Result<(), String> {
    let database = open().await?;
    let writing = database.begin(&[SHEETS], Mode::Strict)?;
    let filled = writing
        .store(SHEETS)
        .and_then(|store| store.put_with_key(&text.into(), &poll.into()))
        .map(drop);
    writing.end(filled).await
}

/// A poll's sheet, where it is kept.
///
/// # Errors
/// The browser's own words.
pub async fn sheet(poll: &str) -> Result<Option<String>, String> {
    let database = open().await?;
    let reading = database.begin(&[SHEETS], Mode::Read)?;
    let asked = reading
        .store(SHEETS)
        .and_then(|store| Ok(request(store.get(&poll.into())?)));
    let text = asked.map_err(|error| super::files::words(&error))?.await?;
    Ok(text.as_string())
}

/// The polls whose sheets are kept, by id.
///
/// # Errors
/// The browser's own words.
pub async fn polls() -> Result<Vec<String>, String> {
    let database = open().await?;
    let reading = database.begin(&[SHEETS], Mode::Read)?;
    let asked = reading
        .store(SHEETS)
        .and_then(|store| Ok(request(store.get_all_keys()?)));
    let keys = asked.map_err(|error| super::files::words(&error))?.await?;
    let keys = list(keys).into_iter();
    Ok(keys.filter_map(|key| key.as_string()).collect())
}

/// Removes everything about a poll, once its box was fixed elsewhere.
///
/// # Errors
/// The browser's own words; nothing was removed then.
pub async fn forget(poll: &str) -> Result<(), String> {
    let database = open().await?;
    let writing = database.begin(&[SHEETS, VOTES, GIVEN], Mode::Strict)?;
    let removed = writing.store(SHEETS).and_then(|sheets| {
        sheets.delete(&poll.into())?;
        let range = all_of(poll)?;
        for name in [VOTES, GIVEN] {
            writing.store(name)?.delete(&range)?;
        }
        Ok(())
    });
    writing.end(removed).await
}

/// The name in a key `[poll, name]`.
fn name_in(key: &JsValue) -> String {
    let parts = key.dyn_ref::<js_sys::Array>();
    let name = parts.and_then(|parts| parts.get(1).as_string());
    name.unwrap_or_default()
}

fn list(found: JsValue) -> Vec<JsValue> {
    found
        .dyn_into::<js_sys::Array>()
        .map(|list| list.to_vec())
        .unwrap_or_default()
}
