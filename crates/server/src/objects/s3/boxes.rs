//! Boxes in a bucket.
//!
//! A bucket keeps the time of every put, so this store is not forgetful: devices hand their votes
//! in after closing. What comes in one request is one object, sorted and named by its hash, which
//! is never changed. No put is conditional, so the order of things keeps the promise:
//!
//! * a request puts its object, then looks whether fixing has begun, and only if it has not is
//!   acknowledged;
//! * fixing says that it has begun, then lists, then writes what it found into one last object,
//!   and only that is read from then on.
//!
//! The single objects, and with them their times, are removed when a box is fixed once more, as
//! publishing its board does: another server may still be listing them before.

use super::{Bucket, S3};
use crate::chance;
use crate::objects::boxes::{Ballot, Boxes, Cast, Lines, Phase, Shape, State, Turn, full, least};
use crate::objects::{Answer, StoreError};
use bytes::Bytes;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

/// Boxes whose objects are remembered, so that each is fetched once.
const BOXES: usize = 8;
/// Names of a box listed at once.
const PAGE: usize = 1_000;

/// What one object of votes holds, by the object's name.
type Held = BTreeMap<String, Arc<Vec<Ballot>>>;

/// Objects that were read, by poll; none of them ever changes.
#[derive(Default)]
pub(super) struct Read(Mutex<HashMap<String, Held>>);

/// What there is of a box, by the first names below its folder.
struct Found {
    phase: Option<Phase>,
    fixing: bool,
    fixed: bool,
}

impl Found {
    /// The phase as posts find it.
    fn phase(&self) -> Option<Phase> {
        let phase = self.phase?;
        Some(if self.fixing { Phase::Fixed } else { phase })
    }
}

fn folder(poll: &str) -> String {
    format!("private/box/{poll}/")
}

async fn find(bucket: &Bucket, poll: &str) -> Result<Found, StoreError> {
    let folder = folder(poll);
    // They sort before the votes.
    let names = bucket.list(&folder, "", 3).await?;
    let has = |name: &str| {
        names
            .iter()
            .any(|found| found.strip_prefix(&folder) == Some(name))
    };
    let phase = match has("0-phase") {
        true => bucket.get(&format!("{folder}0-phase")).await?,
        false => None,
    };
    let phase = phase.and_then(|bytes| {
        let number = std::str::from_utf8(&bytes).ok()?.trim().parse().ok()?;
        Phase::of(number)
    });
    Ok(Found {
        phase,
        fixing: has("1-fixing"),
        fixed: has("2-fixed"),
    })
}

fn write(ballots: &BTreeSet<Ballot>) -> Bytes {
    let mut text = String::new();
    for one in ballots {
        text.push_str(&format!("{} {} {}\n", one.question, one.card, one.line));
    }
    text.into()
}

fn read(bytes: &[u8]) -> Vec<Ballot> {
    let text = String::from_utf8_lossy(bytes);
    let ballot = |line: &str| {
        let mut parts = line.splitn(3, ' ');
        let mut number = || parts.next()?.parse().ok();
        let (question, card) = (number()?, number()?);
        let line = parts.next()?.to_owned();
        Some(Ballot {
            question,
            card,
            name: hash(line.as_bytes()),
            line,
        })
    };
    text.lines().filter_map(ballot).collect()
}

fn hash(bytes: &[u8]) -> String {
    chance::to_hex(&Sha256::digest(bytes))
}

impl S3 {
    /// Every vote of a box.
    async fn votes(&self, poll: &str) -> Result<BTreeSet<Ballot>, StoreError> {
        let folder = folder(poll);
        if let Some(fixed) = self.bucket.get(&format!("{folder}2-fixed")).await? {
            return Ok(read(&fixed).into_iter().collect());
        }
        let mut found = Held::new();
        let mut after = String::new();
        let prefix = format!("{folder}votes/");
        loop {
            let names = self.bucket.list(&prefix, &after, PAGE).await?;
            let Some(last) = names.last() else { break };
            after.clone_from(last);
            for name in names {
                if let Some(ballots) = self.object(poll, &name).await? {
                    found.insert(name, ballots);
                }
            }
        }
        let votes = found.values().flat_map(|ballots| ballots.iter().cloned());
        let votes = votes.collect();
        let mut known = self.read.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= BOXES && !known.contains_key(poll) {
            known.clear();
        }
        known.insert(poll.to_owned(), found);
        Ok(votes)
    }

    async fn object(&self, poll: &str, name: &str) -> Result<Option<Arc<Vec<Ballot>>>, StoreError> {
        let known = {
            let known = self.read.0.lock().unwrap_or_else(PoisonError::into_inner);
            known
                .get(poll)
                .and_then(|objects| objects.get(name))
                .cloned()
        };
        if known.is_some() {
            return Ok(known);
        }
        let bytes = self.bucket.get(name).await?;
        Ok(bytes.map(|bytes| Arc::new(read(&bytes))))
    }

    async fn put_in(&self, poll: &str, ballots: Vec<Ballot>) -> Result<Cast, StoreError> {
        let shut = |found: &Found| match found.phase() {
            None => Some(Cast::NoBox),
            Some(phase) if !phase.takes() => Some(Cast::Shut(phase)),
            Some(_) => None,
        };
        if let Some(refused) = shut(&find(&self.bucket, poll).await?) {
            return Ok(refused);
        }
        let kept = self.votes(poll).await?;
        let mut places: BTreeMap<(u32, u32), BTreeSet<&str>> = BTreeMap::new();
        for one in &kept {
            let place = places.entry((one.question, one.card)).or_default();
            place.insert(&one.name);
        }
        let names = |question, card| {
            let names = places.get(&(question, card));
            names.into_iter().flatten().copied().collect()
        };
        if let Some(at) = full(&ballots, names) {
            return Ok(Cast::Full(at));
        }
        let fresh: BTreeSet<Ballot> = ballots
            .into_iter()
            .filter(|one| !kept.contains(one))
            .collect();
        let bytes = write(&fresh);
        let name = format!("{}votes/{}", folder(poll), hash(&bytes));
        if !fresh.is_empty() {
            self.bucket.put(&name, bytes.clone()).await?;
            if self.bucket.get(&name).await? != Some(bytes) {
                return Err(StoreError::away("what was put is not there yet"));
            }
        }
        // Only what was there before fixing began is certain to be found by it. What came later
        // stays: somebody else may have put the same, and been acknowledged.
        let refused = shut(&find(&self.bucket, poll).await?);
        Ok(refused.unwrap_or(Cast::Kept))
    }

    /// Gathers everything into the last object; whoever broke off is followed up by the next.
    async fn fix(&self, poll: &str) -> Result<(), StoreError> {
        let folder = folder(poll);
        let begun = Bytes::from_static(b"1");
        self.bucket.put(&format!("{folder}1-fixing"), begun).await?;
        let all = write(&self.votes(poll).await?);
        let fixed = format!("{folder}2-fixed");
        // Another server may have been first.
        if self.bucket.get(&fixed).await?.is_none() {
            self.bucket.put(&fixed, all).await?;
        }
        match self.bucket.get(&fixed).await? {
            Some(_) => Ok(()),
            None => Err(StoreError::away("what was put is not there yet")),
        }
    }

    /// Removes the single objects of a box that was fixed before.
    async fn clear(&self, poll: &str) -> Result<(), StoreError> {
        let prefix = format!("{}votes/", folder(poll));
        loop {
            let names = self.bucket.list(&prefix, "", PAGE).await?;
            if names.is_empty() {
                return Ok(());
            }
            for name in names {
                self.bucket.remove(&name).await?;
            }
        }
    }
}

impl Boxes for S3 {
    fn forgetful(&self) -> bool {
        false
    }

    fn make<'a>(&'a self, poll: &'a str, _: Shape) -> Answer<'a, ()> {
        Box::pin(async move {
            if find(&self.bucket, poll).await?.phase.is_none() {
                let name = format!("{}0-phase", folder(poll));
                self.bucket.put(&name, Bytes::from_static(b"0")).await?;
            }
            Ok(())
        })
    }

    fn state<'a>(&'a self, poll: &'a str) -> Answer<'a, Option<State>> {
        Box::pin(async move {
            let Some(phase) = find(&self.bucket, poll).await?.phase() else {
                return Ok(None);
            };
            let votes = self.votes(poll).await?;
            let places: BTreeSet<(u32, u32)> =
                votes.iter().map(|one| (one.question, one.card)).collect();
            let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
            for (question, _) in places {
                *counts.entry(question).or_default() += 1;
            }
            let cast = counts.into_values().max().unwrap_or(0);
            Ok(Some(State { phase, cast }))
        })
    }

    fn turn<'a>(&'a self, poll: &'a str, to: Phase) -> Answer<'a, Turn> {
        Box::pin(async move {
            let found = find(&self.bucket, poll).await?;
            let Some(phase) = found.phase() else {
                return Ok(Turn::NoBox);
            };
            if !phase.leads_to(to) {
                return Ok(Turn::Refused(phase));
            }
            if to == Phase::Fixed {
                match found.fixed {
                    false => self.fix(poll).await?,
                    true => self.clear(poll).await?,
                }
            } else if !phase.stays(to) {
                let name = format!("{}0-phase", folder(poll));
                let number = to.number().to_string();
                self.bucket.put(&name, number.into()).await?;
            }
            Ok(Turn::Done)
        })
    }

    fn cast<'a>(&'a self, poll: &'a str, ballots: Vec<Ballot>) -> Answer<'a, Cast> {
        Box::pin(self.put_in(poll, ballots))
    }

    fn lines<'a>(&'a self, poll: &'a str, after: &'a str, limit: usize) -> Answer<'a, Lines> {
        Box::pin(async move {
            let found = find(&self.bucket, poll).await?;
            if found.fixing && !found.fixed {
                // Whoever began did not finish.
                self.fix(poll).await?;
            }
            let votes = self.votes(poll).await?;
            let lines = votes.into_iter().map(|one| (one.name, one.line));
            Ok(least(lines, after, limit))
        })
    }
}
