//! What the browser gives the engine: time, chance, patience, ears.

use crate::post;
use chrono::{DateTime, FixedOffset};
use huiyin_engine::Host;
use huiyin_protocol::{Push, encode};
use huiyin_store::browser::Hints;
use js_sys::{Date, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

/// Seconds that China is ahead of UTC; the device's own time zone never matters.
const EAST_8: i32 = 8 * 3600;

/// The worker as the engine's outside world.
pub struct Browser {
    hints: Option<Hints>,
}

impl Browser {
    /// A worker that shares its store with other tabs through `hints`.
    pub fn new(hints: Option<Hints>) -> Self {
        Browser { hints }
    }
}

/// The moment it is.
pub fn now() -> DateTime<FixedOffset> {
    let utc = DateTime::from_timestamp_millis(Date::now() as i64).unwrap_or_default();
    match FixedOffset::east_opt(EAST_8) {
        Some(zone) => utc.with_timezone(&zone),
        None => utc.fixed_offset(),
    }
}

/// Fresh random bytes.
pub fn random<const COUNT: usize>() -> [u8; COUNT] {
    let mut bytes = [0; COUNT];
    // `getRandomValues` is there on plain http too. Without it identities could
    // collide, so the worker rather stops than goes on.
    let drawn = post::scope()
        .crypto()
        .and_then(|c| c.get_random_values_with_u8_array(&mut bytes));
    if let Err(error) = drawn {
        wasm_bindgen::throw_val(error);
    }
    bytes
}

/// Lets what waits have its turn: a message to oneself comes after what is waiting
/// already, without the milliseconds that timers are held back by.
pub async fn breathe() {
    let Ok(channel) = MessageChannel::new() else {
        return;
    };
    let turn = Promise::new(&mut |resolve, _| {
        channel.port1().set_onmessage(Some(&resolve));
        if channel.port2().post_message(&JsValue::NULL).is_err() {
            // No turn is given up then; the work goes on.
            let _ = resolve.call0(&JsValue::NULL);
        }
    });
    let _ = JsFuture::from(turn).await;
    channel.port1().close();
}

impl Host for Browser {
    fn now(&self) -> DateTime<FixedOffset> {
        now()
    }

    fn random(&self) -> [u8; 16] {
        random()
    }

    fn push(&self, push: Push) {
        post::push(&encode(&push));
    }

    fn announce(&self, head: u64) {
        if let Some(hints) = &self.hints {
            hints.announce(head);
        }
    }

    async fn breathe(&self) {
        breathe().await;
    }
}
