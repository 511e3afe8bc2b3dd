//! Events about access, as they are written.

use super::ACCESS;
use crate::{
    AggregateId, Envelope, LogError, LogId, Parts, WorkspaceId, envelope, read, standing::Block,
};
use chrono::{DateTime, FixedOffset, NaiveDate};
use huiyin_rules::{Actor, Role};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// One thing said about access.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccessEvent {
    /// The workspace was founded.
    Founded(Founded),
    /// A device was let in, or given more.
    Granted(Granted),
    /// Nothing more is accepted from a device.
    Revoked(Revoked),
    /// A space has a key, or somebody else was given it.
    SpaceKeyed(SpaceKeyed),
    /// A device may give some official numbers.
    NumbersGranted(NumbersGranted),
}

/// How a workspace begins. The hash of this very body is the workspace's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Founded {
    /// What the office calls it.
    pub name: String,
    /// The root keys, the one with the most authority first.
    pub roots: Vec<RootKey>,
    /// 32 random hexadecimal digits: two workspaces of one name and root stay two.
    pub nonce: String,
}

/// A root key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RootKey {
    /// The signing method.
    pub alg: String,
    /// The public key in hexadecimal digits.
    pub key: String,
}

/// A device and what it may do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Granted {
    /// The device.
    pub device: String,
    /// The signing method of its key.
    pub alg: String,
    /// Its public key in hexadecimal digits.
    pub key: String,
    /// The public key that spaces' keys are sealed to for it.
    pub kx: String,
    /// The person.
    pub person: String,
    /// The part it plays.
    pub role: Role,
    /// The party's name.
    pub party: String,
    /// May let others in and revoke them; counts from a root only.
    #[serde(default)]
    pub admin: bool,
    /// Becomes a root, below those there are; counts from the first root only.
    #[serde(default)]
    pub root: bool,
    /// May give any official number.
    #[serde(default)]
    pub registrar: bool,
    /// The sealed spaces it may read.
    #[serde(default)]
    pub spaces: Vec<String>,
    /// The last day on which what it records counts.
    #[serde(default)]
    pub until: Option<Day>,
}

/// A day, as it is written in events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Day(#[serde(with = "huiyin_rules::date")] pub NaiveDate);

/// Nothing more is accepted from a device than what is named here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revoked {
    /// The device.
    pub device: String,
    /// The last object accepted of each of its chains; of a chain that is not named, none.
    pub logs: Vec<Cut>,
    /// Why.
    pub reason: String,
}

/// The last object accepted of a chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cut {
    /// The chain.
    pub log: String,
    /// Its place.
    pub seq: u64,
    /// Its id.
    pub id: String,
}

/// A space's key and the devices it was given to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpaceKeyed {
    /// The space.
    pub space: String,
    /// Which key: 1, then one more each time it is changed.
    pub generation: u64,
    /// The public key that objects are sealed to.
    pub public: String,
    /// The secret key, sealed to each device that may read.
    pub wrapped: Vec<Wrapped>,
}

/// A space's secret key for one device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wrapped {
    /// The device.
    pub device: String,
    /// The sealed key, in hexadecimal digits.
    #[serde(rename = "box")]
    pub sealed: String,
}

/// A block of official numbers for a device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumbersGranted {
    /// The device.
    pub device: String,
    /// What the numbers begin with.
    pub prefix: String,
    /// The first.
    pub from: u32,
    /// The last.
    pub to: u32,
}

impl NumbersGranted {
    /// The block.
    pub fn block(&self) -> Block {
        Block {
            prefix: self.prefix.clone(),
            from: self.from,
            to: self.to,
        }
    }
}

impl AccessEvent {
    /// The event's type on the wire.
    pub const fn kind(&self) -> &'static str {
        match self {
            AccessEvent::Founded(_) => "founded",
            AccessEvent::Granted(_) => "granted",
            AccessEvent::Revoked(_) => "revoked",
            AccessEvent::SpaceKeyed(_) => "space_keyed",
            AccessEvent::NumbersGranted(_) => "numbers_granted",
        }
    }

    /// Reads an event line about access; `None` where it is none that is known.
    pub fn read(line: &Envelope) -> Option<AccessEvent> {
        let parts = line.parts();
        if parts.aggregate.as_str() != ACCESS {
            return None;
        }
        let body = parts.body.get();
        match parts.kind.as_str() {
            "founded" => read::from_str(body).ok().map(AccessEvent::Founded),
            "granted" => read::from_str(body).ok().map(AccessEvent::Granted),
            "revoked" => read::from_str(body).ok().map(AccessEvent::Revoked),
            "space_keyed" => read::from_str(body).ok().map(AccessEvent::SpaceKeyed),
            "numbers_granted" => read::from_str(body).ok().map(AccessEvent::NumbersGranted),
            _ => None,
        }
    }

    /// Seals it into a line of its log.
    ///
    /// # Errors
    /// It is larger than an event may be.
    pub fn seal(
        &self,
        log: LogId,
        seq: u64,
        actor: Actor,
        at: DateTime<FixedOffset>,
    ) -> Result<Envelope, LogError> {
        let body = match self {
            AccessEvent::Founded(body) => serde_json::value::to_raw_value(body),
            AccessEvent::Granted(body) => serde_json::value::to_raw_value(body),
            AccessEvent::Revoked(body) => serde_json::value::to_raw_value(body),
            AccessEvent::SpaceKeyed(body) => serde_json::value::to_raw_value(body),
            AccessEvent::NumbersGranted(body) => serde_json::value::to_raw_value(body),
        };
        let aggregate = AggregateId::try_from(ACCESS);
        Envelope::seal(Parts {
            log,
            seq,
            aggregate: envelope::field("aggregate", aggregate)?,
            actor,
            at,
            kind: self.kind().to_owned(),
            body: envelope::field("body", body)?,
        })
    }
}

/// The id of the workspace that a founding line founds; `None` where it is none.
pub fn workspace_of(line: &Envelope) -> Option<WorkspaceId> {
    let parts = line.parts();
    if parts.kind != "founded" || parts.aggregate.as_str() != ACCESS {
        return None;
    }
    named(parts.body.get().as_bytes())
}

fn named(body: &[u8]) -> Option<WorkspaceId> {
    let hash = Sha256::digest(body);
    WorkspaceId::try_from(crate::ids::hex(hash.get(..16)?)).ok()
}

/// The id of the workspace that would be founded so.
pub fn found(founded: &Founded) -> Option<WorkspaceId> {
    named(&serde_json::to_vec(founded).ok()?)
}
