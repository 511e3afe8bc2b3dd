//! One object as the index keeps it.

use super::{Place, Pool};
use chrono::{DateTime, FixedOffset, NaiveDate};
use huiyin_log::judge::{Facts, Reason};
use huiyin_log::{
    Alg, DeviceId, Envelope, Header, LogId, Object, ObjectId, Payload, Space, WorkspaceId,
};
use huiyin_rules::Actor;
use huiyin_rules::ids::EventId;
use huiyin_rules::voice::{handed_to, is_discreet};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// An event's id as a number.
pub type EventKey = u128;

/// An event's id as a number. Every id is 32 hexadecimal digits.
pub fn event_key(id: &EventId) -> EventKey {
    u128::from_str_radix(id.as_str(), 16).unwrap_or_default()
}

/// An object's id as a number.
pub fn object_key(id: &ObjectId) -> u128 {
    u128::from_str_radix(id.as_str(), 16).unwrap_or_default()
}

/// A device's objects in one space, one after another.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Chain {
    /// The device.
    pub device: DeviceId,
    /// The log.
    pub log: LogId,
    /// The space.
    pub space: Space,
    /// The objects by their place in the chain, without those that somebody else is known to have signed.
    #[serde(skip)]
    pub by_seq: BTreeMap<u64, BTreeSet<Place>>,
}

impl Chain {
    /// The last place that is taken; 0 for none.
    pub fn last(&self) -> u64 {
        self.by_seq.keys().next_back().copied().unwrap_or(0)
    }

    /// Whether one place was taken twice.
    pub fn forked(&self) -> bool {
        self.by_seq.values().any(|places| places.len() > 1)
    }
}

/// Complete objects of a chain of which each follows the one before it.
///
/// A chain that was forked has several branches, and so may a chain in which somebody
/// without the key put something: what one builds on is asked by branch and not by
/// number, or a clone's records would pass for known.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Branch {
    /// The chain.
    pub chain: u32,
    /// The objects, one after another.
    pub places: Vec<Place>,
}

/// What is known of an object's signature.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Signature {
    /// Not asked yet: the device's key is not known.
    #[default]
    Unasked,
    /// It holds.
    Good,
    /// It does not.
    Bad,
}

/// One object.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// Its name.
    pub id: u128,
    /// Its record in the objects' store.
    pub record: u64,
    /// The chain it stands in.
    pub chain: u32,
    /// Its place in the chain.
    pub seq: u64,
    /// The object before it.
    pub prev: Option<u128>,
    /// The other objects it builds on.
    pub heads: Vec<u128>,
    /// What was known beside them in spaces that not everybody reads.
    pub beside: Vec<u128>,
    /// The Lamport number it claims.
    pub claims: u64,
    /// How many lines it carries.
    pub count: u32,
    /// Whether it vouches for others' lines.
    pub adopts: bool,
    /// Whether its lines are sealed.
    pub sealed: bool,
    /// Whether they were tried to be opened with every key there is here.
    pub tried: bool,
    /// How it is signed.
    pub alg: Alg,
    /// When it says it was sealed, seconds since 1970.
    pub at: i64,
    /// Whether everything it builds on is here.
    pub complete: bool,
    /// The branch of its chain that it stands in, and how many there are before it; once complete.
    pub branch: (u32, u32),
    /// For each branch it builds on, how many objects of it, by branch; once complete.
    pub past: Vec<(u32, u32)>,
    /// The greatest Lamport number in `main` that it builds on; once complete.
    pub past_main: u64,
    /// The Lamport number that counts for what builds on it; once complete.
    pub lamport: u64,
    /// What is known of its signature.
    pub signature: Signature,
    /// Why its form does not fit what it builds on; once complete.
    pub unfit: Option<ReasonCode>,
    /// Why it does not count as a whole; once judged.
    pub reason: Option<ReasonCode>,
    /// Whether its lines can be read here.
    pub readable: bool,
    /// Whether it was judged.
    pub judged: bool,
    /// The head of the events' store once its lines were in it; `None` before.
    pub placed: Option<u64>,
    /// Whether a store was seen to have it.
    pub stored: bool,
    /// Whether its clock ran more than a day ahead when it came.
    pub ahead: bool,
    /// Its lines, where they can be read.
    pub lines: Vec<LineEntry>,
}

/// A [`Reason`] by its place in [`Reason::ALL`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReasonCode(u8);

impl From<Reason> for ReasonCode {
    fn from(reason: Reason) -> Self {
        let at = Reason::ALL.iter().position(|one| *one == reason);
        ReasonCode(at.unwrap_or(0) as u8)
    }
}

impl ReasonCode {
    /// The reason.
    pub fn reason(self) -> Reason {
        let known = Reason::ALL.get(usize::from(self.0)).copied();
        known.unwrap_or(Reason::Signature)
    }
}

impl Entry {
    /// An object just come, at `record` of the objects' store.
    pub fn of(object: &Object, chain: u32, record: u64) -> Entry {
        let header = object.header();
        Entry {
            id: object_key(object.id()),
            record,
            chain,
            seq: header.seq,
            prev: header.prev.as_ref().map(object_key),
            heads: header.heads.iter().map(object_key).collect(),
            beside: header.beside.iter().map(object_key).collect(),
            claims: header.lamport,
            count: header.count,
            adopts: header.adopts,
            sealed: matches!(object.payload(), Payload::Sealed { .. }),
            tried: false,
            alg: header.alg,
            at: header.at.timestamp(),
            complete: false,
            branch: (0, 0),
            past: Vec::new(),
            past_main: 0,
            lamport: 0,
            signature: Signature::Unasked,
            unfit: None,
            reason: None,
            readable: false,
            judged: false,
            placed: None,
            stored: false,
            ahead: false,
            lines: Vec::new(),
        }
    }

    /// What it builds on.
    pub fn builds_on(&self) -> impl Iterator<Item = u128> + '_ {
        self.prev.iter().chain(&self.heads).copied()
    }

    /// Why it does not count as a whole.
    pub fn doubt(&self) -> Option<Reason> {
        self.reason.map(ReasonCode::reason)
    }

    /// Whether its line at `at` counts.
    pub fn counts(&self, at: usize) -> bool {
        let whole = self.complete && self.judged && self.reason.is_none();
        whole && self.lines.get(at).is_some_and(|line| line.reason.is_none())
    }

    /// Its id.
    pub fn id_text(&self) -> String {
        format!("{:032x}", self.id)
    }

    /// Its header, as far as judging asks for it.
    pub fn header(&self, chain: &Chain, workspace: &WorkspaceId) -> Header {
        let id = |key: &u128| ObjectId::try_from(format!("{key:032x}")).ok();
        Header {
            alg: self.alg,
            workspace: workspace.clone(),
            space: chain.space.clone(),
            device: chain.device.clone(),
            log: chain.log.clone(),
            seq: self.seq,
            prev: self.prev.as_ref().and_then(id),
            heads: self.heads.iter().filter_map(id).collect(),
            beside: self.beside.iter().filter_map(id).collect(),
            lamport: self.claims,
            count: self.count,
            adopts: self.adopts,
            at: time(self.at),
        }
    }
}

/// Seconds since 1970 as a time at +08:00.
pub fn time(seconds: i64) -> DateTime<FixedOffset> {
    let utc = DateTime::from_timestamp(seconds, 0).unwrap_or_default();
    match FixedOffset::east_opt(8 * 3600) {
        Some(zone) => utc.with_timezone(&zone),
        None => utc.fixed_offset(),
    }
}

/// One line of an object.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LineEntry {
    /// The event's id.
    pub id: EventKey,
    /// Its sequence number.
    pub seq: u64,
    /// What happened, in the pool.
    pub kind: u32,
    /// What it is about, in the pool.
    pub aggregate: u32,
    /// Who acted, in the pool.
    pub actor: u32,
    /// The second it says it was recorded.
    pub at: i64,
    /// The official number it gives, in the pool.
    pub number: Option<u32>,
    /// The deputy to whom it hands what it is about, in the pool.
    pub handed: Option<u32>,
    /// Whether it is for nobody else of those whose what it is about is.
    pub discreet: bool,
    /// Why it does not count; once judged.
    pub reason: Option<ReasonCode>,
}

impl LineEntry {
    /// What is kept of a line.
    pub fn of(line: &Envelope, pool: &mut Pool) -> LineEntry {
        let facts = Facts::of(line);
        LineEntry {
            id: event_key(line.id()),
            seq: line.parts().seq,
            kind: pool.text(&facts.kind),
            aggregate: pool.text(&facts.aggregate),
            actor: pool.actor(&facts.actor),
            at: line.parts().at.timestamp(),
            number: facts.number.map(|number| pool.text(&number)),
            discreet: is_discreet(&facts.kind, line.parts().body.get()),
            handed: handed_to(&facts.kind, line.parts().body.get()).map(|name| pool.text(&name)),
            reason: None,
        }
    }

    /// What is judged of it.
    pub fn facts(&self, pool: &Pool) -> Option<Facts> {
        Some(Facts {
            kind: pool.text_of(self.kind).to_owned(),
            aggregate: pool.text_of(self.aggregate).to_owned(),
            actor: pool.actor_of(self.actor)?.clone(),
            on: self.on(),
            number: self.number.map(|number| pool.text_of(number).to_owned()),
        })
    }

    /// The day it says it was recorded.
    pub fn on(&self) -> NaiveDate {
        time(self.at).date_naive()
    }

    /// Who acted.
    pub fn actor<'a>(&self, pool: &'a Pool) -> Option<&'a Actor> {
        pool.actor_of(self.actor)
    }
}
