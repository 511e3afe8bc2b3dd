//! Telling other tabs that something was appended.

use js_sys::Function;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

/// A line to the other tabs that have the same store open.
///
/// Hints only: one may be lost, come late or be wrong. A tab that hears of
/// another head reads on; a head lower than its own means that the store was
/// cleared. Correctness rests on [`crate::StoreError::Moved`] alone.
pub struct Hints {
    channel: BroadcastChannel,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
}

impl Hints {
    /// Listens for what other tabs announce about the store `name`.
    ///
    /// `None` where the browser has no `BroadcastChannel`; then ask for the
    /// head when the page is shown again.
    pub fn open(name: &str, mut heard: impl FnMut(u64) + 'static) -> Option<Hints> {
        // Asked for first, because a missing constructor is an exception without a type.
        let known = js_sys::Reflect::get(&js_sys::global(), &"BroadcastChannel".into()).ok()?;
        known.dyn_into::<Function>().ok()?;
        let channel = BroadcastChannel::new(&format!("huiyin:{name}")).ok()?;
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            // Any script of this site may post here: take nothing but a whole number.
            let number = event.data().as_f64();
            if let Some(head) = number.filter(|n| n.fract() == 0.0 && (0.0..9e15).contains(n)) {
                heard(head as u64);
            }
        });
        channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        Some(Hints {
            channel,
            _on_message: on_message,
        })
    }

    /// Tells the other tabs that the store's head is now `head`.
    pub fn announce(&self, head: u64) {
        // A hint that cannot be sent is a hint that was lost.
        let _ = self.channel.post_message(&JsValue::from_f64(head as f64));
    }
}

impl Drop for Hints {
    fn drop(&mut self) {
        self.channel.set_onmessage(None);
        self.channel.close();
    }
}
