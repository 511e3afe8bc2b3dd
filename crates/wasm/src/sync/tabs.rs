//! What the workers of the syncer say to each other from tab to tab.

use huiyin_protocol::{decode, encode};
use js_sys::{Function, Uint8Array};
use serde::{Deserialize, Serialize};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

const CHANNEL: &str = "huiyin:sync";

/// One message; every other tab gets it.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub enum Said {
    /// Who leads?
    Call,
    /// This one leads, and goes on leading.
    Leads(u64),
    /// A page's ask, for whoever leads.
    Ask {
        /// The tab.
        from: u64,
        /// The ask's number in that tab.
        id: u32,
        /// The ask.
        bytes: Vec<u8>,
    },
    /// The leader has the ask.
    Heard {
        /// The tab.
        to: u64,
        /// The ask's number there.
        id: u32,
        /// The leader.
        by: u64,
    },
    /// The leader's answer.
    Answer {
        /// The tab.
        to: u64,
        /// The ask's number there.
        id: u32,
        /// The answer.
        bytes: Vec<u8>,
    },
    /// There may be something new to get.
    Look,
    /// What the leader's service says unasked.
    Push(Vec<u8>),
}

/// The line to the other tabs.
pub struct Tabs {
    channel: BroadcastChannel,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
}

impl Tabs {
    /// Opens it. `None` where the browser has no such thing; then every tab is for itself.
    pub fn open(heard: impl Fn(Said) + 'static) -> Option<Tabs> {
        // Asked for first, because a missing constructor is an exception without a type.
        let known = js_sys::Reflect::get(&js_sys::global(), &"BroadcastChannel".into()).ok()?;
        known.dyn_into::<Function>().ok()?;
        let channel = BroadcastChannel::new(CHANNEL).ok()?;
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            // Tabs of another build may speak otherwise; what cannot be read is passed over.
            let bytes = event.data().dyn_into::<Uint8Array>().ok();
            if let Some(said) = bytes.and_then(|bytes| decode(&bytes.to_vec()).ok()) {
                heard(said);
            }
        });
        channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        Some(Tabs {
            channel,
            _on_message: on_message,
        })
    }

    /// Says it to all other tabs. What gets lost is said again by whoever misses the answer.
    pub fn say(&self, said: &Said) {
        let bytes = Uint8Array::from(encode(said).as_slice());
        let _ = self.channel.post_message(&JsValue::from(bytes));
    }
}
