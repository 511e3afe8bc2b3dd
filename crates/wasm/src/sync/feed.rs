//! The server's hints that something changed: one answer that never ends, read as it comes.
//!
//! Hints only: without them, or where they are held back on the way, the timer finds
//! everything too.

use super::bell::sleep;
use super::fetch;
use super::host::Local;
use js_sys::{Reflect, Uint8Array};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, ReadableStreamDefaultReader, Response};

/// Milliseconds before the hints are asked for again, where there are none or they ended.
const AGAIN: u32 = 15_000;

/// Who wants the hints.
pub struct Feeding {
    /// The service, where it is there already; `None` once nobody wants hints any more.
    pub service: Box<dyn Fn() -> Option<Option<Rc<Local>>>>,
    /// Called for every hint.
    pub changed: Box<dyn Fn()>,
}

/// Listens for as long as somebody wants the hints.
pub async fn follow(feeding: Feeding) {
    while let Some(service) = (feeding.service)() {
        if let Some(request) = service.and_then(|service| service.hints())
            && let Ok(abort) = AbortController::new()
            && let Ok(answer) = fetch::begin(&request, &abort).await
        {
            if answer.ok() {
                listen(&answer, &feeding).await;
            }
            abort.abort();
        }
        sleep(AGAIN).await;
    }
}

/// Reads until the stream ends or nobody wants it any more.
async fn listen(answer: &Response, feeding: &Feeding) {
    let Some(stream) = answer.body() else {
        return;
    };
    let Ok(reader) = stream
        .get_reader()
        .dyn_into::<ReadableStreamDefaultReader>()
    else {
        return;
    };
    let mut events = Events::default();
    while (feeding.service)().is_some() {
        let Ok(read) = JsFuture::from(reader.read()).await else {
            return;
        };
        let field = |name: &str| Reflect::get(&read, &name.into()).unwrap_or(JsValue::UNDEFINED);
        if field("done").is_truthy() {
            return;
        }
        let bytes = field("value").dyn_into::<Uint8Array>();
        if bytes.is_ok_and(|bytes| events.take(&bytes.to_vec())) {
            (feeding.changed)();
        }
    }
}

/// Reads a stream of events line by line, however it was cut into pieces.
#[derive(Default)]
struct Events {
    line: Vec<u8>,
}

impl Events {
    /// Whether these bytes bring an event to its end. Comments, which keep the line open, are none.
    fn take(&mut self, bytes: &[u8]) -> bool {
        let mut any = false;
        for byte in bytes {
            match byte {
                b'\n' => {
                    any |= self.line.starts_with(b"data:");
                    self.line.clear();
                }
                b'\r' => {}
                // A line longer than any hint is of no use; only its beginning counts.
                byte if self.line.len() < 64 => self.line.push(*byte),
                _ => {}
            }
        }
        any
    }
}
