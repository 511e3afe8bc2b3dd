//! Requests to be let in: what a new device says of itself, under its own signature.
//!
//! One line of canonical JSON (see [`crate::canonical`]) of at most [`MAX_REQUEST`]
//! bytes, with the members in this order and no line end:
//!
//! ```text
//! {"enrol":1,"sig":"<hex>","device":"<32 hex>","alg":"ed25519-sha256","key":"<hex>",
//!  "kx":"<64 hex>","workspace":null,"person":"…","role":"unit","party":"…",
//!  "at":"2026-03-08T09:30:00+08:00"}
//! ```
//!
//! `sig` is the signature over this same line **without** the member `"sig":"…",`,
//! by the key `key`, of which `device` is the name. It proves that whoever asks has
//! the key; who that is, and whether to let them in, an admin decides, who hears the
//! device's code ([`Request::code`]) from the person. No other signed text of Huiyin
//! begins `{"enrol":`.

mod error;

pub use error::EnrolError;

use crate::canonical::{self, Flaw, push_string};
use crate::envelope::{east8, time};
use crate::ids::{hex, unhex};
use crate::line::instant;
use crate::seal::BoxPublic;
use crate::sign::{Alg, PublicKey, Signer};
use crate::{DeviceId, WorkspaceId, code, read};
use chrono::{DateTime, Datelike, FixedOffset, Timelike};
use huiyin_rules::Role;
use serde::Deserialize;

/// Longest request accepted, in bytes (4 KiB).
pub const MAX_REQUEST: usize = 4096;
/// The version of the byte form.
const VERSION: u64 = 1;
/// How every request of this version begins; the member `sig` follows at once.
const OPENING: &[u8] = b"{\"enrol\":1,";
/// Longest name of a person or party, in characters.
const MAX_NAME: usize = 100;

/// What a device asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// The workspace, where the device knows which one; a store may hold only one.
    pub workspace: Option<WorkspaceId>,
    /// The key by which others seal to the device.
    pub kx: BoxPublic,
    /// The person at the device: 1 to 100 characters.
    pub person: String,
    /// The part it wants to play.
    pub role: Role,
    /// The party's name: the unit's, the deputy's; the office's own title, which may
    /// be empty. At most 100 characters.
    pub party: String,
    /// When it asked: the device's claim, kept to the second at +08:00.
    pub at: DateTime<FixedOffset>,
}

/// A request under the device's signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    // INVARIANT: `signature` is `key`'s over `parts`, and `encode` can write them.
    parts: Parts,
    key: PublicKey,
    signature: Vec<u8>,
}

impl Request {
    /// Signs a request. The time is cut to the second and moved to +08:00.
    ///
    /// # Errors
    /// A name is empty, too long or holds control characters, the year is out of
    /// range, or the signer does not sign, or signs what does not hold.
    pub fn sign(parts: Parts, signer: &dyn Signer) -> Result<Request, EnrolError> {
        let at = east8()
            .and_then(|zone| parts.at.with_timezone(&zone).with_nanosecond(0))
            .filter(|at| (0..=9999).contains(&at.year()))
            .ok_or_else(|| EnrolError::field("at"))?;
        let parts = Parts { at, ..parts };
        check_names(&parts)?;
        let key = signer.public();
        let signature = signer
            .sign(&join(None, &rest(&parts, &key)))
            .map_err(EnrolError::Sign)?;
        Self::verified(parts, key, signature)
    }

    fn verified(parts: Parts, key: PublicKey, signature: Vec<u8>) -> Result<Self, EnrolError> {
        let request = Request {
            parts,
            key,
            signature,
        };
        let signed = join(None, &rest(&request.parts, &request.key));
        if !request.key.verify(&signed, &request.signature) {
            return Err(EnrolError::Signature);
        }
        let len = request.encode().len();
        if len > MAX_REQUEST {
            return Err(EnrolError::TooLarge { len });
        }
        Ok(request)
    }

    /// What the device asks for.
    pub fn parts(&self) -> &Parts {
        &self.parts
    }

    /// The key it signs with.
    pub fn public(&self) -> &PublicKey {
        &self.key
    }

    /// The device.
    pub fn device(&self) -> DeviceId {
        self.key.device()
    }

    /// The device's short code, to be compared by telephone.
    pub fn code(&self) -> String {
        code::of_device(&self.device())
    }

    /// Where the request is kept on a store.
    pub fn store_key(&self) -> String {
        store_key(&self.device())
    }

    /// The one byte form, without a line end.
    pub fn encode(&self) -> Vec<u8> {
        join(Some(&self.signature), &rest(&self.parts, &self.key))
    }

    /// Reads and verifies a request.
    ///
    /// Never panics and never allocates more than a few times the input.
    ///
    /// # Errors
    /// Too long, a version from the future, not canonical, a member that is wrong, a
    /// device that is not the key's, or a signature that does not hold.
    pub fn decode(bytes: &[u8]) -> Result<Request, EnrolError> {
        let len = bytes.len();
        if len > MAX_REQUEST {
            return Err(EnrolError::TooLarge { len });
        }
        check_version(bytes)?;
        canonical::check(bytes).map_err(|(at, flaw)| EnrolError::NotCanonical { at, flaw })?;
        let text = std::str::from_utf8(bytes).map_err(|_| EnrolError::NotARequest)?;
        let raw: Raw = read::from_str(text).map_err(|error| EnrolError::BadField {
            field: error.to_string(),
        })?;
        let parts = Parts {
            workspace: raw.workspace,
            kx: BoxPublic::from_hex(&raw.kx).map_err(|_| EnrolError::field("kx"))?,
            person: raw.person,
            role: raw.role,
            party: raw.party,
            at: instant(&raw.at).ok_or_else(|| EnrolError::field("at"))?,
        };
        check_names(&parts)?;
        let key = PublicKey::from_hex(raw.alg, &raw.key).map_err(|_| EnrolError::field("key"))?;
        if key.device() != raw.device {
            return Err(EnrolError::field("device"));
        }
        let signature = unhex(&raw.sig).ok_or_else(|| EnrolError::field("sig"))?;
        let respelled = join(Some(&signature), &rest(&parts, &key));
        if respelled != bytes {
            let pairs = respelled.iter().zip(bytes);
            let at = pairs.take_while(|(a, b)| a == b).count();
            let flaw = Flaw::Spelling;
            return Err(EnrolError::NotCanonical { at, flaw });
        }
        Self::verified(parts, key, signature)
    }
}

/// Where a device's request is kept on a store.
pub fn store_key(device: &DeviceId) -> String {
    format!("v1/enrol/{device}")
}

/// The members after `enrol`, unverified.
#[derive(Deserialize)]
struct Raw {
    sig: String,
    device: DeviceId,
    alg: Alg,
    key: String,
    kx: String,
    workspace: Option<WorkspaceId>,
    person: String,
    role: Role,
    party: String,
    at: String,
}

/// Every version begins `{"enrol":N,`, so that an old program can name a new one.
fn check_version(bytes: &[u8]) -> Result<(), EnrolError> {
    let rest = bytes.strip_prefix(b"{\"enrol\":");
    let rest = rest.ok_or(EnrolError::NotARequest)?;
    let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let digits = rest.get(..count.min(18)).unwrap_or_default();
    let digits = std::str::from_utf8(digits).unwrap_or_default();
    match digits.parse() {
        Ok(VERSION) => Ok(()),
        Ok(found) => Err(EnrolError::UnknownVersion { found }),
        Err(_) => Err(EnrolError::NotARequest),
    }
}

/// Names stand in a list that an admin decides by: short, on one line, and not empty
/// where somebody has to be named.
fn check_names(parts: &Parts) -> Result<(), EnrolError> {
    let plain = |name: &str| {
        name.chars().count() <= MAX_NAME
            && name.trim().len() == name.len()
            && !name.chars().any(|c| c.is_control() || turns(c))
    };
    if parts.person.is_empty() || !plain(&parts.person) {
        return Err(EnrolError::field("person"));
    }
    let named = matches!(parts.role, Role::Unit | Role::Deputy);
    if (named && parts.party.is_empty()) || !plain(&parts.party) {
        return Err(EnrolError::field("party"));
    }
    Ok(())
}

/// Characters that turn the direction of writing, so that a name could show as another.
fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

/// Everything after the member `sig`: `"device":…}`.
fn rest(parts: &Parts, key: &PublicKey) -> Vec<u8> {
    let role = match parts.role {
        Role::Office => "office",
        Role::Government => "government",
        Role::Unit => "unit",
        Role::Deputy => "deputy",
    };
    let at = time(&parts.at);
    let members = [
        ("device", Some(key.device().as_str().to_owned())),
        ("alg", Some(key.alg().as_str().to_owned())),
        ("key", Some(key.to_hex())),
        ("kx", Some(parts.kx.to_hex())),
        ("workspace", parts.workspace.clone().map(String::from)),
        ("person", Some(parts.person.clone())),
        ("role", Some(role.to_owned())),
        ("party", Some(parts.party.clone())),
        ("at", Some(at)),
    ];
    let mut out = Vec::with_capacity(512);
    for (nth, (name, value)) in members.iter().enumerate() {
        if nth > 0 {
            out.push(b',');
        }
        push_string(&mut out, name);
        out.push(b':');
        match value {
            Some(value) => push_string(&mut out, value),
            None => out.extend(b"null"),
        }
    }
    out.push(b'}');
    out
}

/// The line with its signature, or as it is signed.
fn join(signature: Option<&[u8]>, rest: &[u8]) -> Vec<u8> {
    let sig = signature.map(|signature| format!("\"sig\":\"{}\",", hex(signature)));
    [OPENING, sig.unwrap_or_default().as_bytes(), rest].concat()
}

#[cfg(test)]
mod tests;
