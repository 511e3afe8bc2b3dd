//! The little that the frame of the app shows of a status, in plain words of a message.
//!
//! The first view must stay small, so it does not read a whole [`SharingStatus`]:
//! beside the bytes every push carries a word, a number and a time.

use crate::post;
use huiyin_protocol::sharing::{Activity, Part, SharingPush, SharingStatus};
use huiyin_protocol::{decode, encode};
use wasm_bindgen::JsValue;

/// Pushes to this tab's page.
pub fn push(push: &SharingPush) {
    let SharingPush::Status(status) = push;
    post::push_with(
        &encode(push),
        &[
            ("word", word(status).into()),
            ("count", JsValue::from_f64(status.pending as f64)),
            ("asked", JsValue::from_f64(status.requests as f64)),
            ("time", JsValue::from_str(&status.last_sync)),
        ],
    );
}

/// Pushes what came from the leader's tab.
pub fn push_bytes(bytes: &[u8]) {
    if let Ok(known) = decode::<SharingPush>(bytes) {
        push(&known);
    }
}

/// What matters most, in one word.
fn word(status: &SharingStatus) -> &'static str {
    match status.part {
        Part::Alone => "alone",
        Part::Joining => "joining",
        Part::Revoked => "revoked",
        Part::Member if !status.trouble.is_empty() => match status.activity {
            // It tries again by itself: mostly there is just no network.
            Activity::Waiting => "offline",
            _ => "trouble",
        },
        Part::Member => match status.activity {
            Activity::Getting(..) | Activity::Putting(..) => "busy",
            Activity::Idle | Activity::Waiting => "well",
        },
    }
}
