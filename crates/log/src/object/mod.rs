//! What travels: a run of event lines, signed, chained and named by its own hash.
//!
//! Version 2, one line of canonical JSON and no line end:
//!
//! ```text
//! [{header},{line},{line},…]                      in a space that is clear
//! [{header},{"generation":1,"box":"<base64url>"}]  in a space that is sealed
//! ```
//!
//! with the header's fields in this order:
//!
//! ```text
//! {"v":2,"id":"<32 hex>","sig":"<hex>","alg":"ed25519-sha256","workspace":"<32 hex>",
//!  "space":"main","device":"<32 hex>","log":"<32 hex>","seq":1,"prev":null,"heads":["<32 hex>"],
//!  "beside":[],"lamport":12,"count":3,"adopts":false,"digest":"<64 hex>","at":"2026-03-08T09:30:00+08:00"}
//! ```
//!
//! `digest` is the hash (of the kind that `alg` names) of everything between the
//! header's comma and the closing bracket, `sig` the device's signature over the
//! header without its members `id` and `sig`, `id` the first 32 hexadecimal digits of
//! the hash of the header without its member `id`. So the id covers everything, the
//! signature too: a wrong signature makes another object, never a replacement.

mod decode;
mod draft;
mod encode;
mod error;

pub use decode::check_named;
pub use draft::{Draft, Wrap};
pub use error::ObjectError;

use crate::seal::{self, BoxKey};
use crate::segment::Place;
use crate::{Alg, DeviceId, Envelope, LogId, ObjectId, PublicKey, Space, WorkspaceId, read};
use chrono::{DateTime, FixedOffset};

/// The version of the object's byte form that this program writes.
pub const OBJECT_VERSION: u64 = 2;
/// Longest object accepted, in bytes (1 MiB).
pub const MAX_OBJECT: usize = 1024 * 1024;
/// Most event lines in one object.
pub const MAX_LINES: usize = 2_000;
/// Most heads an object names.
pub const MAX_HEADS: usize = 256;

/// What an object says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// How it is hashed and signed.
    pub alg: Alg,
    /// The workspace it belongs to.
    pub workspace: WorkspaceId,
    /// Who may read it.
    pub space: Space,
    /// The device that signed it.
    pub device: DeviceId,
    /// The chain it stands in, together with `device`.
    pub log: LogId,
    /// Its place in that chain, from 1 without gaps.
    pub seq: u64,
    /// The object before it in that chain.
    pub prev: Option<ObjectId>,
    /// The latest objects of other chains known when its lines were written, in order.
    pub heads: Vec<ObjectId>,
    /// The same of spaces that whoever reads this one need not be able to read, as far as
    /// the object before did not say so: known, but nothing that anybody has to have.
    pub beside: Vec<ObjectId>,
    /// The greatest sequence number among its lines and everything it builds on.
    pub lamport: u64,
    /// How many lines it carries.
    pub count: u32,
    /// Whether the lines are others', which this office vouches for.
    pub adopts: bool,
    /// When it was sealed: a claim of the device, to the second at +08:00. Nothing is ordered by it.
    pub at: DateTime<FixedOffset>,
}

/// What an object carries.
#[derive(Clone, Debug)]
pub enum Payload {
    /// Event lines anybody can read.
    Lines(Vec<Envelope>),
    /// Lines that only the members of the space can read.
    Sealed {
        /// Which of the space's keys it is sealed to.
        generation: u64,
        /// The sealed bytes, see [`crate::seal`].
        sealed: Vec<u8>,
    },
}

/// One signed object under its name.
#[derive(Clone, Debug)]
pub struct Object {
    // INVARIANT: `bytes` are canonical and say what the other fields say; `id` is their hash.
    id: ObjectId,
    header: Header,
    signature: Vec<u8>,
    payload: Payload,
    /// The header without `id` and `sig`: what is signed.
    signed: Vec<u8>,
    bytes: Vec<u8>,
}

impl Object {
    /// Its name: the hash of everything else.
    pub fn id(&self) -> &ObjectId {
        &self.id
    }

    /// What it says of itself.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// What it carries.
    pub fn payload(&self) -> &Payload {
        &self.payload
    }

    /// Its exact bytes.
    pub fn encode(&self) -> &[u8] {
        &self.bytes
    }

    /// Its exact bytes, by value.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// Where a store keeps it.
    pub fn key(&self) -> String {
        crate::key::object(
            &self.header.space,
            &self.header.log,
            self.header.seq,
            &self.id,
        )
    }

    /// Whether `key` signed it, and is the key of the device it names.
    pub fn verify(&self, key: &PublicKey) -> bool {
        key.alg() == self.header.alg
            && key.device() == self.header.device
            && key.verify(&self.signed, &self.signature)
    }

    /// Where it stands, for segments.
    pub fn place(&self) -> Place {
        let header = &self.header;
        Place {
            space: header.space.clone(),
            device: header.device.clone(),
            log: header.log.clone(),
            seq: header.seq,
            id: self.id.clone(),
            prev: header.prev.clone(),
        }
    }

    /// The lines of a clear object.
    pub fn lines(&self) -> Option<&[Envelope]> {
        match &self.payload {
            Payload::Lines(lines) => Some(lines),
            Payload::Sealed { .. } => None,
        }
    }

    /// The lines of a sealed object, where `key` opens it and they are what the header promises.
    pub fn open(&self, key: &BoxKey) -> Option<Vec<Envelope>> {
        let Payload::Sealed { sealed, .. } = &self.payload else {
            return None;
        };
        let plain = seal::open(key, &draft::context(&self.header), sealed)?;
        let text = ["[", std::str::from_utf8(&plain).ok()?, "]"].concat();
        let lines = read::elements(&text).ok()?;
        let lines: Option<Vec<Envelope>> = lines
            .into_iter()
            .map(|line| Envelope::decode(line?.as_bytes()).ok())
            .collect();
        lines.filter(|lines| lines.len() == self.header.count as usize)
    }
}

impl PartialEq for Object {
    /// Equal names are equal objects.
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Object {}
