//! The desk in a file of its own beside the main one, `….desk`.
//!
//! As for boxes of votes, there is no write-ahead log, which would list what came in the order it
//! came. Rows have no place reserved beforehand, though, since nobody knows how many voices come:
//! with each new one those that wait are taken out and put in again with it, sorted by their hashes.
//! So where a voice lies in the file tells nothing of when it came. While more wait than can be
//! written anew each time, some are drawn and change places, which leaves a trace of the order
//! (measured: a correlation of 0.06), until the office takes them.

use super::{Shelf as Thread, Sqlite};
use crate::chance;
use crate::objects::desk::{Desk, Gather, Kept, Piece, Room, Shelf};
use crate::objects::{Answer, Page, page};
use bytes::Bytes;
use rusqlite::{OptionalExtension, Transaction, params};
use std::collections::BTreeMap;

/// Bytes of waiting voices up to which all of them are written anew with each new one, and how
/// many are beyond that.
const FEW: u64 = 1 << 20;
const MIXED: usize = 8;
const ALL: Room = Room {
    items: u64::MAX >> 1,
    bytes: u64::MAX,
};

pub(super) const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS kept (
  shelf INTEGER NOT NULL,
  name TEXT NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (shelf, name)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS held (
  shelf INTEGER PRIMARY KEY,
  items INTEGER NOT NULL,
  bytes INTEGER NOT NULL
);
";

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

fn held(of: &Transaction<'_>, shelf: Shelf) -> rusqlite::Result<Room> {
    let mut ask = of.prepare_cached("SELECT items, bytes FROM held WHERE shelf = ?1")?;
    let row = ask.query_row([shelf.number()], |row| {
        Ok(Room {
            items: unsigned(row.get(0)?),
            bytes: unsigned(row.get(1)?),
        })
    });
    Ok(row.optional()?.unwrap_or_default())
}

/// Adds to what a shelf holds.
fn count(to: &Transaction<'_>, shelf: Shelf, items: i64, bytes: i64) -> rusqlite::Result<()> {
    to.prepare_cached(
        "INSERT INTO held VALUES (?1, ?2, ?3)
         ON CONFLICT (shelf) DO UPDATE SET items = items + ?2, bytes = bytes + ?3",
    )?
    .execute(params![shelf.number(), items, bytes])?;
    Ok(())
}

fn find(of: &Transaction<'_>, shelf: Shelf, name: &str) -> rusqlite::Result<Option<Vec<u8>>> {
    let mut ask = of.prepare_cached("SELECT bytes FROM kept WHERE shelf = ?1 AND name = ?2")?;
    ask.query_row(params![shelf.number(), name], |row| row.get(0))
        .optional()
}

fn insert(to: &Transaction<'_>, shelf: Shelf, name: &str, bytes: &[u8]) -> rusqlite::Result<()> {
    to.prepare_cached("INSERT INTO kept VALUES (?1, ?2, ?3)")?
        .execute(params![shelf.number(), name, bytes])?;
    Ok(())
}

fn delete(from: &Transaction<'_>, shelf: Shelf, name: &str) -> rusqlite::Result<()> {
    from.prepare_cached("DELETE FROM kept WHERE shelf = ?1 AND name = ?2")?
        .execute(params![shelf.number(), name])?;
    Ok(())
}

/// Puts a voice among others.
fn mixed(to: &Transaction<'_>, name: &str, bytes: &[u8]) -> rusqlite::Result<()> {
    let few = held(to, Shelf::Voices)?.bytes <= FEW;
    let mut moved = BTreeMap::new();
    if few {
        let all = piece(to, Shelf::Voices, "", ALL)?;
        moved.extend(all.items);
        to.execute("DELETE FROM kept WHERE shelf = 0", [])?;
        moved.insert(name.to_owned(), Bytes::copy_from_slice(bytes));
    }
    for _ in 0..if few { 0 } else { MIXED } {
        let Some(other) = drawn(to)? else { continue };
        if let Some(bytes) = find(to, Shelf::Voices, &other)? {
            delete(to, Shelf::Voices, &other)?;
            moved.insert(other, bytes.into());
        }
    }
    if !few {
        // Where others lay before: the end of the file is for one of those.
        insert(to, Shelf::Voices, name, bytes)?;
    }
    for (name, bytes) in moved {
        insert(to, Shelf::Voices, &name, &bytes)?;
    }
    Ok(())
}

/// Somebody else's voice, drawn; now and then none.
fn drawn(of: &Transaction<'_>) -> rusqlite::Result<Option<String>> {
    // Names are hashes: the next one after a drawn text is a drawn one.
    let Ok(from) = chance::hex::<16>() else {
        return Ok(None);
    };
    let mut ask =
        of.prepare_cached("SELECT name FROM kept WHERE shelf = 0 AND name > ?1 LIMIT 1")?;
    ask.query_row([from], |row| row.get(0)).optional()
}

fn put(
    to: &Transaction<'_>,
    shelf: Shelf,
    name: &str,
    bytes: &[u8],
    most: Room,
) -> rusqlite::Result<Kept> {
    let length = |bytes: &[u8]| i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    match find(to, shelf, name)? {
        Some(there) if there == bytes => return Ok(Kept::Same),
        Some(there) => {
            to.prepare_cached("UPDATE kept SET bytes = ?3 WHERE shelf = ?1 AND name = ?2")?
                .execute(params![shelf.number(), name, bytes])?;
            count(to, shelf, 0, length(bytes) - length(&there))?;
            return Ok(Kept::Over);
        }
        None if !held(to, shelf)?.takes(bytes.len(), most) => return Ok(Kept::Full),
        None => {}
    }
    if shelf == Shelf::Voices {
        mixed(to, name, bytes)?;
    } else {
        insert(to, shelf, name, bytes)?;
    }
    count(to, shelf, 1, length(bytes))?;
    Ok(Kept::New)
}

/// Forgets what is under a name; where `only` says so, while it is still that.
fn forget(
    from: &Transaction<'_>,
    shelf: Shelf,
    name: &str,
    only: Option<&[u8]>,
) -> rusqlite::Result<()> {
    let there = find(from, shelf, name)?;
    if let Some(bytes) = there.filter(|there| only.is_none_or(|only| only == there)) {
        delete(from, shelf, name)?;
        count(
            from,
            shelf,
            -1,
            -i64::try_from(bytes.len()).unwrap_or(i64::MAX),
        )?;
    }
    Ok(())
}

fn piece(of: &Transaction<'_>, shelf: Shelf, after: &str, most: Room) -> rusqlite::Result<Piece> {
    let mut ask = of.prepare_cached(
        "SELECT name, bytes FROM kept WHERE shelf = ?1 AND name > ?2 ORDER BY name LIMIT ?3",
    )?;
    let limit = signed(most.items).saturating_add(1);
    let mut rows = ask.query(params![shelf.number(), after, limit])?;
    let mut gather = Gather::default();
    while let Some(row) = rows.next()? {
        if !gather.wants(most) {
            return Ok(gather.end(true));
        }
        gather.add(row.get(0)?, Bytes::from(row.get::<_, Vec<u8>>(1)?));
    }
    Ok(gather.end(false))
}

fn names(of: &Transaction<'_>, shelf: Shelf, after: &str, limit: usize) -> rusqlite::Result<Page> {
    let mut ask = of.prepare_cached(
        "SELECT name FROM kept WHERE shelf = ?1 AND name > ?2 ORDER BY name LIMIT ?3",
    )?;
    let most = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
    let rows = ask.query_map(params![shelf.number(), after, most], |row| row.get(0))?;
    Ok(page(rows.collect::<rusqlite::Result<_>>()?, limit))
}

impl Sqlite {
    fn at_desk<'a, T, W>(&'a self, work: W) -> Answer<'a, T>
    where
        T: Send + 'static,
        W: FnOnce(&Transaction<'_>) -> rusqlite::Result<T> + Send + 'static,
    {
        let thread: &'a Thread = &self.desk;
        Box::pin(thread.run(work))
    }
}

impl Desk for Sqlite {
    fn keep<'a>(
        &'a self,
        shelf: Shelf,
        name: &'a str,
        bytes: Bytes,
        most: Room,
    ) -> Answer<'a, Kept> {
        let name = name.to_owned();
        self.at_desk(move |to| put(to, shelf, &name, &bytes, most))
    }

    fn kept<'a>(&'a self, shelf: Shelf, name: &'a str) -> Answer<'a, Option<Bytes>> {
        let name = name.to_owned();
        self.at_desk(move |of| Ok(find(of, shelf, &name)?.map(Bytes::from)))
    }

    fn piece<'a>(&'a self, shelf: Shelf, after: &'a str, most: Room) -> Answer<'a, Piece> {
        let after = after.to_owned();
        self.at_desk(move |of| piece(of, shelf, &after, most))
    }

    fn names<'a>(&'a self, shelf: Shelf, after: &'a str, limit: usize) -> Answer<'a, Page> {
        let after = after.to_owned();
        self.at_desk(move |of| names(of, shelf, &after, limit))
    }

    fn forget<'a>(&'a self, shelf: Shelf, name: &'a str) -> Answer<'a, ()> {
        let name = name.to_owned();
        self.at_desk(move |from| forget(from, shelf, &name, None))
    }

    fn forget_same<'a>(&'a self, shelf: Shelf, name: &'a str, bytes: Bytes) -> Answer<'a, ()> {
        let name = name.to_owned();
        self.at_desk(move |from| forget(from, shelf, &name, Some(&bytes)))
    }

    fn held(&self, shelf: Shelf) -> Answer<'_, Room> {
        self.at_desk(move |of| held(of, shelf))
    }
}

#[cfg(test)]
mod tests;
