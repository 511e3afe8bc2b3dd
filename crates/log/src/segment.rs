//! Segments: 128 objects of one chain in one piece, so that a new replica need not
//! fetch them one by one.
//!
//! A segment is the objects' own bytes joined by line feeds, in the order of their
//! `seq`, from k·128+1 to (k+1)·128, and is named by the hash of its bytes:
//!
//! ```text
//! v1/{space}/s/{log}/{from:08}-{to:08}-{first 32 hex digits of SHA-256}
//! ```
//!
//! Nothing in it is the compactor's own. Two compactors that never heard of each other
//! write the same bytes under the same name, and whoever takes a segment apart has
//! the objects as if each had been fetched by itself: they are verified the same way.
//!
//! What stands in an object is not known here; a caller says where each has its place
//! ([`Place`]).

mod error;
mod name;

pub use error::{Flaw, SegmentError};
pub use name::{Name, range_of};

use crate::{DeviceId, LogId, ObjectId, Space};
use std::fmt::Display;

/// Objects of a segment.
pub const OBJECTS: u64 = 128;

/// Longest segment, in bytes (8 MiB). Objects that come to more stay as they are: they
/// are large enough by themselves, and no reader has to hold more than this.
pub const MAX_SEGMENT: usize = 8 * 1024 * 1024;

/// Where an object stands, as its header says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The space.
    pub space: Space,
    /// The device whose chain it is.
    pub device: DeviceId,
    /// The log of the chain.
    pub log: LogId,
    /// Its place in the chain, from 1.
    pub seq: u64,
    /// Its own id.
    pub id: ObjectId,
    /// The id of the one before it.
    pub prev: Option<ObjectId>,
}

/// A segment under its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    // INVARIANT: `bytes` are 128 objects of the chain and range in `name`, whose hash is theirs.
    name: Name,
    bytes: Vec<u8>,
}

impl Segment {
    /// Joins the objects of one range of one chain, given in any order.
    ///
    /// `read` takes an object's bytes apart, and refuses what is none.
    ///
    /// # Errors
    /// They are not exactly the 128 of one range, not of one chain, or too long.
    pub fn of<'a, E: Display>(
        objects: impl IntoIterator<Item = &'a [u8]>,
        read: impl Fn(&[u8]) -> Result<Place, E>,
    ) -> Result<Segment, SegmentError> {
        let mut placed = Vec::new();
        for (nth, bytes) in (1_u64..).zip(objects) {
            let place = placed_at(nth, bytes, &read)?;
            placed.push((place, bytes));
        }
        placed.sort_by_key(|(place, _)| place.seq);
        let (space, log, from) = chain(placed.iter().map(|(place, _)| place))?;
        let len = placed
            .iter()
            .map(|(_, bytes)| bytes.len() + 1)
            .sum::<usize>();
        if len > MAX_SEGMENT {
            return Err(SegmentError::TooLarge { len });
        }
        let mut bytes = Vec::with_capacity(len);
        for (_, object) in placed {
            if !bytes.is_empty() {
                bytes.push(b'\n');
            }
            bytes.extend(object);
        }
        let name = Name::new(space, log, from, &bytes);
        Ok(Segment { name, bytes })
    }

    /// Takes in a segment found under `name`, and verifies that it is what the name says.
    ///
    /// The signatures of its objects are the caller's part, as with objects that are
    /// fetched one by one.
    ///
    /// # Errors
    /// Other bytes than the name says: a torn copy, or another chain or range.
    pub fn decode<E: Display>(
        name: &Name,
        bytes: Vec<u8>,
        read: impl Fn(&[u8]) -> Result<Place, E>,
    ) -> Result<Segment, SegmentError> {
        let len = bytes.len();
        if len > MAX_SEGMENT {
            return Err(SegmentError::TooLarge { len });
        }
        // The hash first: a torn copy is the likeliest fault, and the cheapest to find.
        if !name.names(&bytes) {
            return Err(SegmentError::WrongName);
        }
        let mut places = Vec::new();
        for (nth, object) in (1_u64..).zip(split(&bytes)) {
            places.push(placed_at(nth, object, &read)?);
        }
        let (space, log, from) = chain(places.iter())?;
        if *name != Name::new(space, log, from, &bytes) {
            return Err(SegmentError::WrongName);
        }
        let name = name.clone();
        Ok(Segment { name, bytes })
    }

    /// Its name.
    pub fn name(&self) -> &Name {
        &self.name
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Its objects' bytes, in the order of the chain.
    pub fn objects(&self) -> impl Iterator<Item = &[u8]> {
        split(&self.bytes)
    }
}

/// The objects' bytes in a segment's: an object itself has no line feed, since JSON
/// has none in strings and canonical JSON none outside.
fn split(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|byte| *byte == b'\n')
}

fn placed_at<E: Display>(
    nth: u64,
    bytes: &[u8],
    read: impl Fn(&[u8]) -> Result<Place, E>,
) -> Result<Place, SegmentError> {
    let wrong = |flaw| SegmentError::Object { nth, flaw };
    if nth > OBJECTS {
        return Err(SegmentError::Count { found: nth });
    }
    if bytes.contains(&b'\n') {
        return Err(wrong(Flaw::Unreadable("\\n".to_owned())));
    }
    read(bytes).map_err(|error| wrong(Flaw::Unreadable(error.to_string())))
}

/// The space, log and first `seq` of places that are one range of one chain.
fn chain<'a>(
    places: impl Iterator<Item = &'a Place> + Clone,
) -> Result<(Space, LogId, u64), SegmentError> {
    let found = places.clone().count() as u64;
    let first = places.clone().next();
    let first = first
        .filter(|_| found == OBJECTS)
        .ok_or(SegmentError::Count { found })?;
    if range_of(first.seq).0 != first.seq {
        let flaw = Flaw::Range;
        return Err(SegmentError::Object { nth: 1, flaw });
    }
    let mut before: Option<&Place> = None;
    for (nth, place) in (1_u64..).zip(places) {
        let same =
            (&place.space, &place.device, &place.log) == (&first.space, &first.device, &first.log);
        let flaw = if !same {
            Some(Flaw::Chain)
        } else if Some(place.seq) != first.seq.checked_add(nth - 1) {
            Some(Flaw::Range)
        } else if before.is_some_and(|before| place.prev.as_ref() != Some(&before.id)) {
            Some(Flaw::Link)
        } else {
            None
        };
        if let Some(flaw) = flaw {
            return Err(SegmentError::Object { nth, flaw });
        }
        before = Some(place);
    }
    Ok((first.space.clone(), first.log.clone(), first.seq))
}

#[cfg(test)]
mod tests;
