//! A device: its keys, its disks, its clock, and a small writer in place of the engine.

use super::disk::{Content, Disk};
use super::rng::Rng;
use super::weather::Weather;
use chrono::{DateTime, Duration, FixedOffset};
use huiyin_log::seal::BoxKey;
use huiyin_log::{
    AggregateId, Alg, DeviceId, Envelope, Line, LocalKey, LogId, Object, Parts, Signer, WorkspaceId,
};
use huiyin_rules::{Actor, Party, Role};
use huiyin_sync::replica::{Record, Speaker};
use huiyin_sync::{Identity, Replica};
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

pub type Copy = Replica<Disk, Disk>;

/// A clock that is wrong by a fixed time, and randomness of the device's own.
#[derive(Clone, Debug)]
pub struct Voice {
    /// Seconds since the world began, for everybody.
    pub time: Rc<Cell<i64>>,
    pub wrong_by: Rc<Cell<i64>>,
    pub rng: Rc<RefCell<Rng>>,
}

pub fn beginning() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-03-01T09:00:00+08:00").unwrap()
}

impl Speaker for Voice {
    fn now(&self) -> DateTime<FixedOffset> {
        beginning() + Duration::seconds(self.time.get() + self.wrong_by.get())
    }

    fn random(&self) -> [u8; 16] {
        self.rng.borrow_mut().bytes16()
    }
}

/// What a device recorded, and what it knew then.
#[derive(Clone, Debug)]
pub struct Written {
    pub event: String,
    pub line: Vec<u8>,
    pub known: Rc<BTreeSet<String>>,
}

/// One installation.
#[derive(Debug)]
pub struct Device {
    pub name: String,
    pub party: Party,
    pub seed: [u8; 32],
    pub box_seed: [u8; 32],
    pub events: Disk,
    pub objects: Disk,
    pub voice: Voice,
    /// The engine's own log.
    pub log: LogId,
    pub written: Vec<Written>,
}

impl Device {
    pub fn new(
        name: &str,
        role: Role,
        party: &str,
        rng: &mut Rng,
        time: &Rc<Cell<i64>>,
        weather: &Rc<Weather>,
    ) -> Device {
        Device {
            name: name.into(),
            party: Party {
                role,
                name: party.into(),
            },
            seed: rng.bytes32(),
            box_seed: rng.bytes32(),
            events: Disk::new(weather),
            objects: Disk::new(weather),
            voice: Voice {
                time: Rc::clone(time),
                wrong_by: Rc::default(),
                rng: Rc::new(RefCell::new(Rng::new(rng.next()))),
            },
            log: LogId::from_bytes(rng.bytes16()),
            written: Vec::new(),
        }
    }

    /// A copy of this installation that goes on by itself.
    pub fn copy(&self, name: &str, weather: &Rc<Weather>, seed: u64) -> Device {
        Device {
            name: name.into(),
            party: self.party.clone(),
            seed: self.seed,
            box_seed: self.box_seed,
            events: Disk::of(self.events.content(), weather),
            objects: Disk::of(self.objects.content(), weather),
            voice: Voice {
                time: Rc::clone(&self.voice.time),
                wrong_by: Rc::new(Cell::new(self.voice.wrong_by.get())),
                rng: Rc::new(RefCell::new(Rng::new(seed))),
            },
            log: self.log.clone(),
            written: Vec::new(),
        }
    }

    pub fn key(&self) -> LocalKey {
        LocalKey::from_seed(Alg::Ed25519Sha256, self.seed).unwrap()
    }

    pub fn id(&self) -> DeviceId {
        self.key().public().device()
    }

    pub fn box_key(&self) -> BoxKey {
        BoxKey::from_seed(self.box_seed)
    }

    pub fn identity(&self, workspace: &WorkspaceId) -> Identity {
        Identity::new(
            workspace.clone(),
            Alg::Ed25519Sha256,
            self.seed,
            self.box_seed,
            self.name.clone(),
        )
    }

    pub fn actor(&self) -> Actor {
        Actor {
            party: self.party.clone(),
            on_behalf_of: None,
        }
    }

    /// A tab: another copy over the same disks, to be opened.
    pub fn tab(&self) -> Copy {
        Replica::new(self.events.clone(), self.objects.clone())
    }

    /// Records one event as the engine does: everything in the store is known, the
    /// sequence number is one more than the greatest there.
    pub fn write(&mut self, aggregate: &str, kind: &str, body: &str) -> String {
        let actor = self.actor();
        self.write_as(actor, aggregate, kind, body)
    }

    pub fn write_as(&mut self, actor: Actor, aggregate: &str, kind: &str, body: &str) -> String {
        let (seq, known) = self.events.look(|content| {
            let mut known = BTreeSet::new();
            let mut seq = 0;
            for line in &content.lines {
                let line = Line::read(line).unwrap();
                seq = seq.max(line.seq);
                known.insert(line.id.to_owned());
            }
            (seq + 1, known)
        });
        let line = Envelope::seal(Parts {
            log: self.log.clone(),
            seq,
            aggregate: AggregateId::try_from(aggregate).unwrap(),
            actor,
            at: self.voice.now(),
            kind: kind.into(),
            body: serde_json::value::RawValue::from_string(body.into()).unwrap(),
        })
        .unwrap();
        let bytes = line.encode();
        self.events
            .change(|content| content.lines.push(bytes.clone()));
        self.written.push(Written {
            event: line.id().to_string(),
            line: bytes,
            known: Rc::new(known),
        });
        line.id().to_string()
    }

    /// Whether its store holds an event of a kind about a thing.
    pub fn has(&self, aggregate: &str, kind: &str) -> bool {
        self.events.look(|content| {
            let mut lines = content.lines.iter().map(|line| Line::read(line).unwrap());
            lines.any(|line| line.aggregate == aggregate && line.kind == kind)
        })
    }

    /// The events in its store.
    pub fn held(&self) -> BTreeSet<String> {
        self.events.look(|content| {
            let lines = content.lines.iter();
            lines
                .map(|line| Line::read(line).unwrap().id.to_owned())
                .collect()
        })
    }

    /// The objects on its disk.
    pub fn carried(&self) -> Vec<Object> {
        objects_of(&self.objects.content())
    }
}

pub fn objects_of(content: &Content) -> Vec<Object> {
    let records = content.lines.iter().filter_map(|line| Record::decode(line));
    records
        .filter_map(|record| match record {
            Record::Object(bytes) => Some(Object::decode(&bytes).unwrap()),
            _ => None,
        })
        .collect()
}
