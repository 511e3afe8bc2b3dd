//! A device: a key, and one chain in each space.

use chrono::{DateTime, FixedOffset};
use huiyin_log::access::AccessEvent;
use huiyin_log::enrol::{self, Request};
use huiyin_log::seal::BoxKey;
use huiyin_log::{
    AggregateId, Alg, DeviceId, Draft, Envelope, LocalKey, LogId, Object, ObjectId, Parts, Signer,
    Space, WorkspaceId, Wrap,
};
use huiyin_rules::{Actor, Role};
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

/// A device.
pub struct Device {
    pub key: LocalKey,
    pub kx: BoxKey,
    pub role: Role,
    pub party: String,
    chains: Mutex<BTreeMap<String, Chain>>,
}

/// A log, the place of its last object and that object.
type Chain = (LogId, u64, Option<ObjectId>);

/// Bytes that no other device or log of this process has, and hardly any other process.
pub(crate) fn fresh() -> [u8; 32] {
    static MADE: AtomicU64 = AtomicU64::new(1);
    let made = MADE.fetch_add(1, Ordering::Relaxed);
    let time = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap();
    let text = format!("{} {made} {}", std::process::id(), time.as_nanos());
    Alg::Ed25519Sha256.digest(&[text.as_bytes()])
}

pub(crate) fn at() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-03-08T09:30:00+08:00").unwrap()
}

/// A line of a suggestion.
pub fn line(log: &LogId, seq: u64, text: &str) -> Envelope {
    Envelope::seal(Parts {
        log: log.clone(),
        seq,
        aggregate: AggregateId::try_from(format!("s/{seq}")).unwrap(),
        actor: Actor::own(Role::Unit, "区水务局"),
        at: at(),
        kind: "noted".to_owned(),
        body: serde_json::value::to_raw_value(&[text]).unwrap(),
    })
    .unwrap()
}

impl Device {
    pub fn new(role: Role, party: &str) -> Device {
        Self::with_alg(Alg::Ed25519Sha256, role, party)
    }

    pub fn with_alg(alg: Alg, role: Role, party: &str) -> Device {
        Device {
            key: LocalKey::from_seed(alg, fresh()).unwrap(),
            kx: BoxKey::from_seed(fresh()),
            role,
            party: party.to_owned(),
            chains: Mutex::default(),
        }
    }

    /// A handling unit's.
    pub fn unit() -> Device {
        Device::new(Role::Unit, "区水务局")
    }

    /// An office's.
    pub fn office() -> Device {
        Device::new(Role::Office, "代表工委")
    }

    pub fn id(&self) -> DeviceId {
        self.key.public().device()
    }

    /// The log it writes in a space.
    pub fn log(&self, space: &str) -> LogId {
        let mut chains = self.chains.lock().unwrap();
        let chain = chains.entry(space.to_owned()).or_insert_with(|| {
            let mut bytes = [0; 16];
            bytes.copy_from_slice(&fresh()[..16]);
            (LogId::from_bytes(bytes), 0, None)
        });
        chain.0.clone()
    }

    /// Its next object in a space, carrying `lines`.
    pub fn next(&self, workspace: &WorkspaceId, space: &str, lines: Vec<Envelope>) -> Object {
        let log = self.log(space);
        let mut chains = self.chains.lock().unwrap();
        let chain = chains.get_mut(space).unwrap();
        let object = self.sign(workspace, space, log, chain.1 + 1, chain.2.clone(), lines);
        chain.1 += 1;
        chain.2 = Some(object.id().clone());
        object
    }

    /// An object anywhere.
    pub fn sign(
        &self,
        workspace: &WorkspaceId,
        space: &str,
        log: LogId,
        seq: u64,
        prev: Option<ObjectId>,
        lines: Vec<Envelope>,
    ) -> Object {
        let draft = Draft {
            workspace: workspace.clone(),
            space: Space::try_from(space).unwrap(),
            log,
            seq,
            prev,
            heads: vec![],
            beside: vec![],
            past: 0,
            adopts: false,
            at: at(),
            lines,
            wrap: Wrap::Clear,
        };
        Object::sign(draft, &self.key).unwrap()
    }

    /// Its next object in a space, with one line of some text.
    pub fn note(&self, workspace: &WorkspaceId, space: &str, text: &str) -> Object {
        let log = self.log(space);
        let seq = self.chains.lock().unwrap()[space].1 + 1;
        self.next(workspace, space, vec![line(&log, seq, text)])
    }

    /// Its next object about access.
    pub fn say(&self, workspace: &WorkspaceId, events: &[AccessEvent]) -> Object {
        let log = self.log(Space::ACCESS);
        let said = self.chains.lock().unwrap()[Space::ACCESS].1 * 100;
        let actor = Actor::own(self.role, self.party.clone());
        let lines = (said + 1..)
            .zip(events)
            .map(|(seq, event)| event.seal(log.clone(), seq, actor.clone(), at()).unwrap());
        self.next(workspace, Space::ACCESS, lines.collect())
    }

    /// Its request to be let in.
    pub fn request(&self, workspace: Option<&WorkspaceId>, person: &str) -> Request {
        let parts = enrol::Parts {
            workspace: workspace.cloned(),
            kx: self.kx.public(),
            person: person.to_owned(),
            role: self.role,
            party: self.party.clone(),
            at: at(),
        };
        Request::sign(parts, &self.key).unwrap()
    }
}
