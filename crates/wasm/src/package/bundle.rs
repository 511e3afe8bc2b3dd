//! A bundle read through and counted.

use super::Answer;
use super::fault::give;
use huiyin_log::bundle::{BundleError, BundleReader, Header, ObjectBundleReader};
use huiyin_log::{Envelope, Object};
use js_sys::{JSON, Reflect, Uint8Array};
use serde::Serialize;
use std::collections::BTreeMap;
use wasm_bindgen::JsValue;

/// Bytes that are copied over at once.
const PIECE: u32 = 1 << 20;

/// What a bundle holds, up to its end or the first fault.
#[derive(Default, Serialize)]
struct Read {
    ok: bool,
    /// `events` or `objects`; `null` where it is no bundle.
    contents: Option<&'static str>,
    /// How many the frame promises.
    promised: Option<u64>,
    /// How many were read.
    items: u64,
    /// How many of them say something new: a bundle is a set.
    distinct: usize,
    /// Events, those inside of objects that are not sealed included.
    events: u64,
    /// Sealed objects, whose events only those with the key can read.
    sealed: u64,
    /// Suggestions that the events are about.
    suggestions: usize,
    /// Events by their type.
    kinds: BTreeMap<String, u64>,
    fault: Option<Wrong>,
}

#[derive(Serialize)]
struct Wrong {
    code: &'static str,
    line: u64,
    /// How many stood before it.
    items: u64,
    zh: String,
    en: String,
}

impl From<BundleError> for Wrong {
    fn from(error: BundleError) -> Wrong {
        let text = error.text();
        Wrong {
            code: error.code(),
            line: error.line,
            items: error.items,
            zh: text.zh,
            en: text.en,
        }
    }
}

/// Names of what was seen, for finding what is new.
#[derive(Default)]
struct Seen {
    /// Ids are 128 bits.
    items: Vec<u128>,
    suggestions: Vec<String>,
}

impl Seen {
    fn item(&mut self, id: &str) {
        self.items.extend(u128::from_str_radix(id, 16));
    }

    fn event(&mut self, read: &mut Read, event: &Envelope) {
        let parts = event.parts();
        read.events += 1;
        *read.kinds.entry(parts.kind.clone()).or_default() += 1;
        let about = parts.aggregate.as_str();
        // Events about one suggestion most often follow each other.
        let new = self.suggestions.last().is_none_or(|last| last != about);
        if new && about.starts_with("s/") {
            self.suggestions.push(about.to_owned());
        }
    }

    fn finish(mut self, read: &mut Read) {
        self.items.sort_unstable();
        self.items.dedup();
        self.suggestions.sort_unstable();
        self.suggestions.dedup();
        read.distinct = self.items.len();
        read.suggestions = self.suggestions.len();
    }
}

/// What a bundle holds, and the first thing that is wrong with it.
///
/// # Errors
/// There is none.
pub fn validate_bundle(bytes: &Uint8Array) -> Answer {
    let mut read = Read::default();
    let mut seen = Seen::default();
    let mut result = events(bytes, &mut read, &mut seen);
    if let Err(fault) = &result
        && fault.code == "bundle-of-objects"
    {
        result = objects(bytes, &mut read, &mut seen);
    }
    seen.finish(&mut read);
    let workspace = match result {
        Ok(header) => {
            read.ok = true;
            JSON::parse(header.workspace.get()).unwrap_or(JsValue::NULL)
        }
        Err(fault) => {
            read.fault = Some(fault);
            JsValue::NULL
        }
    };
    let given = give(&read)?;
    Reflect::set(&given, &JsValue::from_str("workspace"), &workspace)?;
    Ok(given)
}

fn pieces(bytes: &Uint8Array) -> impl Iterator<Item = Vec<u8>> {
    let length = bytes.length();
    let starts = (0..length).step_by(PIECE as usize);
    starts.map(move |start| {
        let end = start.saturating_add(PIECE).min(length);
        bytes.subarray(start, end).to_vec()
    })
}

fn events(bytes: &Uint8Array, read: &mut Read, seen: &mut Seen) -> Result<Header, Wrong> {
    let mut reader = BundleReader::new();
    for piece in pieces(bytes) {
        for one in reader.push(&piece)? {
            seen.item(one.envelope.id().as_str());
            seen.event(read, &one.envelope);
        }
        if let Some(header) = reader.header() {
            read.contents = Some("events");
            read.promised = Some(header.count);
        }
        read.items = reader.events();
    }
    Ok(reader.finish()?)
}

fn objects(bytes: &Uint8Array, read: &mut Read, seen: &mut Seen) -> Result<Header, Wrong> {
    let mut reader = ObjectBundleReader::new();
    for piece in pieces(bytes) {
        for raw in reader.push(&piece)? {
            let object = Object::decode(&raw.bytes).map_err(|error| {
                let text = error.text();
                Wrong {
                    code: error.code(),
                    line: raw.line,
                    items: read.items,
                    zh: format!("第 {} 行：{}", raw.line, text.zh),
                    en: format!("line {}: {}", raw.line, text.en),
                }
            })?;
            read.items += 1;
            seen.item(object.id().as_str());
            match object.lines() {
                Some(lines) => lines.iter().for_each(|event| seen.event(read, event)),
                None => read.sealed += 1,
            }
        }
        if let Some(header) = reader.header() {
            read.contents = Some("objects");
            read.promised = Some(header.count);
        }
    }
    Ok(reader.finish()?)
}
