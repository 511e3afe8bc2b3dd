//! What a malicious device puts on a store.

use super::device::{Device, Voice};
use huiyin_log::{Alg, Draft, Envelope, LogId, Object, ObjectId, Space, WorkspaceId, Wrap};
use huiyin_sync::replica::Speaker;

/// An object with anything in it, signed by a device as it likes.
pub struct Forgery<'a> {
    pub by: &'a Device,
    pub workspace: &'a WorkspaceId,
    pub space: Space,
    pub log: LogId,
    pub seq: u64,
    pub prev: Option<ObjectId>,
    pub heads: Vec<ObjectId>,
    pub past: u64,
    pub adopts: bool,
    pub lines: Vec<Envelope>,
    pub wrap: Wrap,
}

impl Forgery<'_> {
    pub fn make(self, voice: &Voice) -> Object {
        let draft = Draft {
            workspace: self.workspace.clone(),
            space: self.space,
            log: self.log,
            seq: self.seq,
            prev: self.prev,
            heads: self.heads,
            beside: Vec::new(),
            past: self.past,
            adopts: self.adopts,
            at: voice.now(),
            lines: self.lines,
            wrap: self.wrap,
        };
        Object::sign(draft, &self.by.key()).unwrap()
    }
}

/// The same object as if another device had made it: everything fits but the signature.
pub fn in_the_name_of(object: &Object, device: &str) -> Object {
    let text = std::str::from_utf8(object.encode()).unwrap();
    let own = object.header().device.to_string();
    let changed = text.replacen(
        &format!("\"device\":\"{own}\""),
        &format!("\"device\":\"{device}\""),
        1,
    );
    renamed(&changed)
}

/// Another signature under the same content.
pub fn signed_wrongly(object: &Object) -> Object {
    let text = std::str::from_utf8(object.encode()).unwrap();
    let at = text.find("\"sig\":\"").unwrap() + 7;
    let mut changed = text.to_owned();
    let digit = if &changed[at..=at] == "0" { "1" } else { "0" };
    changed.replace_range(at..=at, digit);
    renamed(&changed)
}

/// Gives changed bytes the name that goes with them.
pub fn renamed(text: &str) -> Object {
    let bytes = with_its_name(text);
    Object::decode(bytes.as_bytes()).unwrap()
}

/// The id is the hash of the header without its member `id`.
pub fn with_its_name(text: &str) -> String {
    let start = "[{\"v\":2,".len();
    let id = "\"id\":\"".len() + 32 + "\",".len();
    let end = text.find('}').unwrap() + 1;
    let rest = &text[start + id..end];
    let hash = Alg::Ed25519Sha256.digest(&[b"{\"v\":2,", rest.as_bytes()]);
    let name: String = huiyin_log::hex(&hash)[..32].to_owned();
    format!("[{{\"v\":2,\"id\":\"{name}\",{rest}{}", &text[end..])
}
