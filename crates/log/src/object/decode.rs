//! Reading an object and checking everything that can be checked without keys.

use super::encode;
use super::{
    Header, MAX_HEADS, MAX_LINES, MAX_OBJECT, OBJECT_VERSION, Object, ObjectError, Payload,
};
use crate::ids::{hex, unhex};
use crate::key::{self, Key};
use crate::{Alg, DeviceId, Envelope, LogId, ObjectId, Space, WorkspaceId, canonical, line, read};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// The members of a header, in their order.
const FIELDS: [&str; 17] = [
    "v",
    "id",
    "sig",
    "alg",
    "workspace",
    "space",
    "device",
    "log",
    "seq",
    "prev",
    "heads",
    "beside",
    "lamport",
    "count",
    "adopts",
    "digest",
    "at",
];

impl Object {
    /// Reads an object and checks its form, its name and its payload's digest. Whether
    /// the signature holds is asked with [`Object::verify`], once the key is known.
    ///
    /// Never panics and never allocates more than a few times the input, whatever the
    /// bytes are.
    ///
    /// # Errors
    /// Too long, a version from the future, not canonical, a field that is wrong, a line
    /// that is no event, or a name or digest that is not the hash of the content.
    pub fn decode(bytes: &[u8]) -> Result<Object, ObjectError> {
        if bytes.len() > MAX_OBJECT {
            return Err(ObjectError::TooLarge(bytes.len()));
        }
        let text = std::str::from_utf8(bytes).map_err(|_| ObjectError::NotAnObject)?;
        check_version(text)?;
        let parts = read::elements(text).map_err(|_| ObjectError::NotAnObject)?;
        let mut parts = parts.into_iter().flatten();
        let raw = parts.next().ok_or(ObjectError::NotAnObject)?;
        let Claimed {
            header,
            id,
            signature,
            digest,
        } = read_header(raw)?;
        let written = text
            .get(raw.len() + 2..text.len().saturating_sub(1))
            .ok_or(ObjectError::NotAnObject)?;
        let payload = read_payload(parts.collect(), written)?;
        if let Payload::Lines(lines) = &payload
            && lines.len() != header.count as usize
        {
            return Err(ObjectError::BadField("count"));
        }
        if hex(&header.alg.digest(&[written.as_bytes()])) != digest {
            return Err(ObjectError::WrongDigest);
        }
        let rest = encode::rest(&header, &digest);
        let named = encode::name(header.alg, &rest, &signature);
        if named.as_ref() != Some(&id) {
            return Err(ObjectError::WrongId { claimed: id.into() });
        }
        let signed = encode::signed(&rest);
        // Whatever was spelled otherwise than this program spells it is found here.
        if encode::whole(&rest, &signature, &id, written.as_bytes()) != bytes {
            return Err(ObjectError::NotCanonical);
        }
        Ok(Object {
            id,
            header,
            signature,
            payload,
            signed,
            bytes: bytes.to_vec(),
        })
    }
}

/// Reads the object that a store keeps under `name`.
///
/// # Errors
/// The name is no object's, the bytes are none, or they are another object's.
pub fn check_named(name: &str, bytes: &[u8]) -> Result<Object, ObjectError> {
    let Some(Key::Object(named)) = key::parse(name) else {
        return Err(ObjectError::BadField("key"));
    };
    let object = Object::decode(bytes)?;
    if object.key() == name && object.id == named.id {
        Ok(object)
    } else {
        Err(ObjectError::WrongId {
            claimed: named.id.into(),
        })
    }
}

/// Every version begins `[{"v":N,`, so that an old program can name a new one.
fn check_version(text: &str) -> Result<(), ObjectError> {
    let rest = text
        .strip_prefix("[{\"v\":")
        .ok_or(ObjectError::NotAnObject)?;
    let (digits, _) = rest.split_once(',').ok_or(ObjectError::NotAnObject)?;
    match digits.parse::<u64>() {
        Ok(OBJECT_VERSION) => Ok(()),
        Ok(found) => Err(ObjectError::UnknownVersion(found)),
        Err(_) => Err(ObjectError::NotAnObject),
    }
}

struct Claimed {
    header: Header,
    id: ObjectId,
    signature: Vec<u8>,
    digest: String,
}

fn read_header(raw: &str) -> Result<Claimed, ObjectError> {
    let found = read::members(raw, &FIELDS).map_err(|_| ObjectError::NotAnObject)?;
    let value = |name: &'static str| {
        let at = FIELDS.iter().position(|field| *field == name);
        let value = at.and_then(|at| found.get(at).copied().flatten());
        value.ok_or(ObjectError::BadField(name))
    };
    // None of these holds anything that is escaped.
    let plain = |name: &'static str| {
        let inner = value(name)?
            .strip_prefix('"')
            .and_then(|r| r.strip_suffix('"'));
        inner
            .filter(|inner| !inner.contains(['\\', '"']))
            .ok_or(ObjectError::BadField(name))
    };
    let number = |name: &'static str| {
        let number = value(name)?.parse::<u64>().ok();
        number
            .filter(|number| *number <= canonical::MAX_INTEGER)
            .ok_or(ObjectError::BadField(name))
    };
    let alg = Alg::try_from(plain("alg")?).map_err(|_| ObjectError::BadField("alg"))?;
    let prev = match value("prev")? {
        "null" => None,
        _ => Some(id("prev", plain("prev")?, ObjectId::try_from)?),
    };
    let heads = ids("heads", value("heads")?)?;
    let beside = ids("beside", value("beside")?)?;
    let seq = number("seq")?;
    if seq == 0 || (seq == 1) != prev.is_none() {
        return Err(ObjectError::BadField("seq"));
    }
    let count = number("count")?;
    if count == 0 || count > MAX_LINES as u64 {
        return Err(ObjectError::BadField("count"));
    }
    let signature = plain("sig")?;
    let digest = plain("digest")?;
    Ok(Claimed {
        id: id("id", plain("id")?, ObjectId::try_from)?,
        signature: unhex(signature).ok_or(ObjectError::BadField("sig"))?,
        digest: digest.to_owned(),
        header: Header {
            alg,
            workspace: id("workspace", plain("workspace")?, WorkspaceId::try_from)?,
            space: id("space", plain("space")?, Space::try_from)?,
            device: id("device", plain("device")?, DeviceId::try_from)?,
            log: id("log", plain("log")?, LogId::try_from)?,
            seq,
            prev,
            heads,
            beside,
            lamport: number("lamport")?,
            count: count as u32,
            adopts: value("adopts")? == "true",
            at: line::instant(plain("at")?).ok_or(ObjectError::BadField("at"))?,
        },
    })
}

/// Ids in their order, each once.
fn ids(name: &'static str, raw: &str) -> Result<Vec<ObjectId>, ObjectError> {
    let listed = read::elements(raw).map_err(|_| ObjectError::BadField(name))?;
    if listed.len() > MAX_HEADS {
        return Err(ObjectError::BadField(name));
    }
    let ids: Result<Vec<ObjectId>, ObjectError> = listed
        .into_iter()
        .flatten()
        .map(|raw| id(name, raw.trim_matches('"'), ObjectId::try_from))
        .collect();
    ids.and_then(|ids| {
        let ordered = ids.is_sorted_by(|a, b| a < b);
        ordered.then_some(ids).ok_or(ObjectError::BadField(name))
    })
}

fn id<'a, T, E>(
    name: &'static str,
    raw: &'a str,
    read: impl Fn(&'a str) -> Result<T, E>,
) -> Result<T, ObjectError> {
    read(raw).map_err(|_| ObjectError::BadField(name))
}

fn read_payload(parts: Vec<&str>, written: &str) -> Result<Payload, ObjectError> {
    if let [only] = parts.as_slice()
        && written.starts_with("{\"generation\":")
    {
        let found = read::members(only, &["generation", "box"]);
        let found = found.map_err(|_| ObjectError::BadField("box"))?;
        let raw = |at: usize| found.get(at).copied().flatten();
        let generation = raw(0).and_then(|raw| raw.parse::<u64>().ok());
        let boxed = raw(1).and_then(|raw| raw.strip_prefix('"')?.strip_suffix('"'));
        let sealed = boxed.and_then(|text| URL_SAFE_NO_PAD.decode(text).ok());
        let (Some(generation), Some(sealed), Some(boxed)) = (generation, sealed, boxed) else {
            return Err(ObjectError::BadField("box"));
        };
        if written != format!("{{\"generation\":{generation},\"box\":\"{boxed}\"}}") {
            return Err(ObjectError::NotCanonical);
        }
        return Ok(Payload::Sealed { generation, sealed });
    }
    if parts.is_empty() || parts.len() > MAX_LINES {
        return Err(ObjectError::BadField("count"));
    }
    // Commas alone stand between the lines.
    if parts.iter().map(|part| part.len()).sum::<usize>() + parts.len() - 1 != written.len() {
        return Err(ObjectError::NotCanonical);
    }
    let lines: Result<Vec<Envelope>, ObjectError> = parts
        .into_iter()
        .map(|part| Envelope::decode(part.as_bytes()).map_err(ObjectError::Event))
        .collect();
    lines.map(Payload::Lines)
}
