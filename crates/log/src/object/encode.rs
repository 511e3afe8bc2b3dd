//! An object's header as bytes.

use super::{Header, OBJECT_VERSION};
use crate::ids::hex;
use crate::{Alg, ObjectId, canonical, envelope};

/// Everything of a header but `v`, `id` and `sig`: `"alg":…}`.
pub(super) fn rest(header: &Header, digest: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(512 + 36 * header.heads.len());
    let mut member = |name: &str, value: &[u8]| {
        if !out.is_empty() {
            out.push(b',');
        }
        canonical::push_string(&mut out, name);
        out.push(b':');
        out.extend(value);
    };
    member("alg", &quoted(header.alg.as_str()));
    member("workspace", &quoted(header.workspace.as_str()));
    member("space", &quoted(header.space.as_str()));
    member("device", &quoted(header.device.as_str()));
    member("log", &quoted(header.log.as_str()));
    member("seq", header.seq.to_string().as_bytes());
    let prev = header.prev.as_ref();
    member(
        "prev",
        &prev.map_or_else(|| b"null".to_vec(), |prev| quoted(prev.as_str())),
    );
    member("heads", &list(&header.heads));
    member("beside", &list(&header.beside));
    member("lamport", header.lamport.to_string().as_bytes());
    member("count", header.count.to_string().as_bytes());
    member("adopts", if header.adopts { b"true" } else { b"false" });
    member("digest", &quoted(digest));
    member("at", &quoted(&envelope::time(&header.at)));
    out.push(b'}');
    out
}

fn list(ids: &[ObjectId]) -> Vec<u8> {
    let ids: Vec<Vec<u8>> = ids.iter().map(|id| quoted(id.as_str())).collect();
    [b"[".as_slice(), &ids.join(&b','), b"]"].concat()
}

fn quoted(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() + 2);
    canonical::push_string(&mut out, text);
    out
}

/// `{"v":2,` and more members.
fn opening() -> Vec<u8> {
    format!("{{\"v\":{OBJECT_VERSION},").into_bytes()
}

/// What is signed: the header without `id` and `sig`.
pub(super) fn signed(rest: &[u8]) -> Vec<u8> {
    [&opening(), rest].concat()
}

fn with_signature(rest: &[u8], signature: &[u8]) -> Vec<u8> {
    let sig = quoted(&hex(signature));
    [b"\"sig\":".as_slice(), &sig, b",", rest].concat()
}

/// The name that a header with this signature has.
pub(super) fn name(alg: Alg, rest: &[u8], signature: &[u8]) -> Option<ObjectId> {
    let hash = alg.digest(&[&opening(), &with_signature(rest, signature)]);
    ObjectId::try_from(hex(hash.get(..16)?)).ok()
}

/// The whole object.
pub(super) fn whole(rest: &[u8], signature: &[u8], id: &ObjectId, payload: &[u8]) -> Vec<u8> {
    [
        b"[".as_slice(),
        &opening(),
        b"\"id\":",
        &quoted(id.as_str()),
        b",",
        &with_signature(rest, signature),
        b",",
        payload,
        b"]",
    ]
    .concat()
}
