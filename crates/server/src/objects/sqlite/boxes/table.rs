//! The tables: every place of every box is there from the beginning, and stays as large.

use crate::objects::boxes::{Ballot, Cast, LINES, Lines, Phase, Shape, State, Turn, least};
use rusqlite::{OptionalExtension, Transaction, params};
use std::collections::BTreeMap;

/// `places` are numbered through by box, question, card and line; `counts` by box and question.
/// What a row holds never changes its size, so it is written over where it lies.
pub(in crate::objects::sqlite) const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS boxes (
  n INTEGER PRIMARY KEY,
  poll TEXT NOT NULL UNIQUE,
  phase BLOB NOT NULL,
  questions INTEGER NOT NULL,
  cards INTEGER NOT NULL,
  width INTEGER NOT NULL,
  first INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS places (n INTEGER PRIMARY KEY, vote BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS counts (n INTEGER PRIMARY KEY, cards BLOB NOT NULL);
";

/// Bytes of a name, which stands before its line.
const NAME: usize = 64;
const NAME_SQL: i64 = NAME as i64;
const EACH: i64 = LINES as i64;
/// Questions that a box's counts have room for.
const QUESTIONS: i64 = 1 << 16;

/// A box as its row says.
struct Row {
    n: i64,
    phase: Phase,
    questions: i64,
    cards: i64,
    width: usize,
    first: i64,
}

/// A vote in its place.
type Vote = (String, String);

fn find(of: &Transaction<'_>, poll: &str) -> rusqlite::Result<Option<Row>> {
    let mut ask = of.prepare_cached(
        "SELECT n, phase, questions, cards, width, first FROM boxes WHERE poll = ?1",
    )?;
    let row = ask.query_row([poll], |row| {
        let phase: Vec<u8> = row.get(1)?;
        let phase = phase.first().and_then(|number| Phase::of((*number).into()));
        Ok(Row {
            n: row.get(0)?,
            phase: phase.ok_or(rusqlite::Error::InvalidQuery)?,
            questions: row.get(2)?,
            cards: row.get(3)?,
            width: usize::try_from(row.get::<_, u32>(4)?).unwrap_or(0),
            first: row.get(5)?,
        })
    });
    row.optional()
}

pub(super) fn make(to: &Transaction<'_>, poll: &str, shape: Shape) -> rusqlite::Result<()> {
    if find(to, poll)?.is_some() {
        return Ok(());
    }
    let next = |sql| to.query_row(sql, [], |row| row.get::<_, i64>(0));
    let n = next("SELECT coalesce(max(n), 0) + 1 FROM boxes")?;
    let first = next("SELECT coalesce(max(n), 0) + 1 FROM places")?;
    let (questions, cards) = (i64::from(shape.questions), i64::from(shape.cards));
    to.execute(
        "INSERT INTO boxes VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![n, poll, [0_u8], questions, cards, shape.width, first],
    )?;
    let mut place = to.prepare_cached("INSERT INTO places VALUES (?1, zeroblob(?2))")?;
    let width = NAME_SQL + i64::from(shape.width);
    for n in first..first + questions * cards * EACH {
        place.execute(params![n, width])?;
    }
    let mut count = to.prepare_cached("INSERT INTO counts VALUES (?1, zeroblob(4))")?;
    for question in 0..questions {
        count.execute([n * QUESTIONS + question])?;
    }
    Ok(())
}

pub(super) fn state(of: &Transaction<'_>, poll: &str) -> rusqlite::Result<Option<State>> {
    let Some(row) = find(of, poll)? else {
        return Ok(None);
    };
    // Numbers of four bytes, the highest first, compare as bytes do.
    let mut most = of.prepare_cached("SELECT max(cards) FROM counts WHERE n >= ?1 AND n < ?2")?;
    let first = row.n * QUESTIONS;
    let cast: Option<[u8; 4]> = most.query_row([first, first + row.questions], |row| row.get(0))?;
    Ok(Some(State {
        phase: row.phase,
        cast: cast.map_or(0, u32::from_be_bytes),
    }))
}

pub(super) fn turn(of: &Transaction<'_>, poll: &str, to: Phase) -> rusqlite::Result<Turn> {
    let Some(row) = find(of, poll)? else {
        return Ok(Turn::NoBox);
    };
    if !row.phase.leads_to(to) {
        return Ok(Turn::Refused(row.phase));
    }
    if !row.phase.stays(to) {
        let number = u8::try_from(to.number()).unwrap_or(0);
        of.prepare_cached("UPDATE boxes SET phase = ?2 WHERE n = ?1")?
            .execute(params![row.n, [number]])?;
    }
    Ok(Turn::Done)
}

pub(super) fn cast(to: &Transaction<'_>, poll: &str, ballots: &[Ballot]) -> rusqlite::Result<Cast> {
    let Some(row) = find(to, poll)? else {
        return Ok(Cast::NoBox);
    };
    if !row.phase.takes() {
        return Ok(Cast::Shut(row.phase));
    }
    let mut places: BTreeMap<(i64, i64), Place> = BTreeMap::new();
    for (at, ballot) in ballots.iter().enumerate() {
        let (question, card) = (i64::from(ballot.question), i64::from(ballot.card));
        let outside = question >= row.questions || card >= row.cards;
        if outside || ballot.name.len() != NAME || ballot.line.len() > row.width {
            // Not of this box: it was made for another sheet.
            return Err(rusqlite::Error::InvalidQuery);
        }
        let place = match places.entry((question, card)) {
            std::collections::btree_map::Entry::Occupied(place) => place.into_mut(),
            std::collections::btree_map::Entry::Vacant(place) => {
                place.insert(read(to, row.place(question, card))?)
            }
        };
        if place.votes.contains_key(&ballot.name) {
            continue;
        }
        place.votes.insert(ballot.name.clone(), ballot.line.clone());
        if place.votes.len() > LINES {
            return Ok(Cast::Full(at));
        }
    }
    for ((question, card), place) in places {
        if place.votes.len() == place.kept {
            continue;
        }
        write(to, &row, row.place(question, card), &place.votes)?;
        if place.kept == 0 {
            count(to, row.n * QUESTIONS + question)?;
        }
    }
    Ok(Cast::Kept)
}

impl Row {
    fn place(&self, question: i64, card: i64) -> i64 {
        self.first + (question * self.cards + card) * EACH
    }
}

/// What lies in a place, sorted by name so that it tells no order, and how many of it before.
struct Place {
    votes: BTreeMap<String, String>,
    kept: usize,
}

fn read(of: &Transaction<'_>, place: i64) -> rusqlite::Result<Place> {
    let mut ask = of.prepare_cached("SELECT vote FROM places WHERE n >= ?1 AND n < ?2")?;
    let found = ask.query_map([place, place + EACH], |row| row.get::<_, Vec<u8>>(0))?;
    let mut votes = BTreeMap::new();
    for bytes in found {
        votes.extend(vote(&bytes?));
    }
    let kept = votes.len();
    Ok(Place { votes, kept })
}

/// What a row holds; `None` where it is empty.
fn vote(bytes: &[u8]) -> Option<Vote> {
    let (name, line) = bytes.split_at_checked(NAME)?;
    let line = line.split(|byte| *byte == 0).next()?;
    let text = |bytes: &[u8]| Some(std::str::from_utf8(bytes).ok()?.to_owned());
    (!line.is_empty()).then_some(())?;
    Some((text(name)?, text(line)?))
}

fn write(
    to: &Transaction<'_>,
    row: &Row,
    place: i64,
    votes: &BTreeMap<String, String>,
) -> rusqlite::Result<()> {
    let mut over = to.prepare_cached("UPDATE places SET vote = ?2 WHERE n = ?1")?;
    for (n, (name, line)) in (place..).zip(votes) {
        let mut bytes = Vec::with_capacity(NAME + row.width);
        bytes.extend_from_slice(name.as_bytes());
        bytes.extend_from_slice(line.as_bytes());
        bytes.resize(NAME + row.width, 0);
        over.execute(params![n, bytes])?;
    }
    Ok(())
}

fn count(to: &Transaction<'_>, n: i64) -> rusqlite::Result<()> {
    let mut ask = to.prepare_cached("SELECT cards FROM counts WHERE n = ?1")?;
    let cast: [u8; 4] = ask.query_row([n], |row| row.get(0))?;
    let more = u32::from_be_bytes(cast).saturating_add(1);
    to.prepare_cached("UPDATE counts SET cards = ?2 WHERE n = ?1")?
        .execute(params![n, more.to_be_bytes()])?;
    Ok(())
}

pub(super) fn lines(
    of: &Transaction<'_>,
    poll: &str,
    after: &str,
    limit: usize,
) -> rusqlite::Result<Lines> {
    let Some(row) = find(of, poll)? else {
        return Ok(Lines::default());
    };
    let end = row.place(row.questions, 0);
    // Most places are empty or wanted on another page: their names are looked at first.
    let mut ask = of.prepare_cached(
        "SELECT vote FROM places WHERE n >= ?1 AND n < ?2 AND substr(vote, 1, ?4) > CAST(?3 AS BLOB)
         AND substr(vote, 1, 1) != x'00' ORDER BY substr(vote, 1, ?4) LIMIT ?5",
    )?;
    let most = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
    let found = ask.query_map(params![row.first, end, after, NAME_SQL, most], |row| {
        row.get::<_, Vec<u8>>(0)
    })?;
    let mut votes = Vec::new();
    for bytes in found {
        votes.extend(vote(&bytes?));
    }
    Ok(least(votes, after, limit))
}
