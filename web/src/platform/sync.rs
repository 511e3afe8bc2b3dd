//! The syncer's worker as both modules know it: begun where the workspace is shared,
//! heard for the little that the top bar shows.
//!
//! What its answers mean is for [`super::sharing`]; here they are bytes, so that the
//! first view carries no readers for them. The worker begun by the first view goes on
//! under the second module, as the engine's does.

use super::{page, prefs};
use js_sys::{Object, Reflect, Uint8Array};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, Worker};

/// Remembers that the workspace is shared, or that it was asked for.
const SHARED: &str = "shared";
/// The names under which worker and last push are left for the other module.
const WORKER: &str = "syncer";
const PUSHED: &str = "synced";

/// How things stand, as far as the top bar tells it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mark {
    /// `alone`, `joining`, `revoked`, `well`, `busy`, `offline`, `trouble`.
    pub word: String,
    /// Events that no store has yet.
    pub count: u32,
    /// Devices that ask to be let in.
    pub asked: u32,
    /// When the last sync ended well, RFC 3339 at +08:00; empty for never.
    pub time: String,
}

/// Gets the bytes of an answer, or `None` where none will come.
pub type Then = Box<dyn FnOnce(Option<Vec<u8>>)>;
type Listener = Rc<dyn Fn(&JsValue)>;

#[derive(Default)]
struct Client {
    worker: RefCell<Option<Worker>>,
    next: Cell<u32>,
    waiting: RefCell<Vec<(u32, Then)>>,
    listeners: RefCell<Vec<(u32, Listener)>>,
}

thread_local! {
    static CLIENT: Client = Client::default();
}

/// Whether the worker belongs to every visit.
pub fn is_shared() -> bool {
    prefs::is_on(SHARED)
}

/// Remembers whether it does.
pub fn set_shared(on: bool) {
    if on != is_shared() {
        prefs::switch(SHARED, on);
    }
}

/// Begins the worker, or goes on with the one that runs. Answers whether there is one.
pub fn begin() -> bool {
    CLIENT.with(|client| {
        let mut worker = client.worker.borrow_mut();
        if worker.is_none() {
            *worker = running().or_else(start);
            if let Some(worker) = &*worker {
                hear(worker);
            }
        }
        worker.is_some()
    })
}

fn running() -> Option<Worker> {
    page::offered(WORKER)?.dyn_into().ok()
}

fn start() -> Option<Worker> {
    let worker = Worker::new(&super::engine::address("sync")?).ok()?;
    page::leave(WORKER, &worker);
    Some(worker)
}

fn hear(worker: &Worker) {
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| {
        receive(&event.data());
    });
    let on_error = Closure::<dyn Fn()>::new(die);
    worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    // A worker lives as long as the page; one that died is rare enough.
    on_message.forget();
    on_error.forget();
}

/// Sends an ask. The callback always comes, once.
pub fn ask_bytes(bytes: &[u8], then: Then) {
    let there = begin();
    let failed = CLIENT.with(|client| {
        let id = client.next.replace(client.next.get().wrapping_add(1));
        let sent = there && post(client, id, bytes);
        if sent {
            client.waiting.borrow_mut().push((id, then));
            return None;
        }
        Some(then)
    });
    if let Some(then) = failed {
        then(None);
    }
}

/// The page is looked at again: there may be something new.
pub fn look() {
    CLIENT.with(|client| post(client, 0, &[]));
}

fn post(client: &Client, id: u32, bytes: &[u8]) -> bool {
    let message = Object::new();
    let complete = Reflect::set(&message, &"id".into(), &id.into()).is_ok()
        && Reflect::set(&message, &"b".into(), &Uint8Array::from(bytes)).is_ok();
    let worker = client.worker.borrow();
    let posted = worker
        .as_ref()
        .map(|worker| worker.post_message(&message).is_ok());
    complete && posted == Some(true)
}

/// Ends the worker: nothing is shared any more.
pub fn end() {
    let worker = CLIENT.with(|client| client.worker.take());
    if let Some(worker) = worker {
        worker.terminate();
    }
    page::leave(WORKER, &JsValue::UNDEFINED);
    page::leave(PUSHED, &JsValue::UNDEFINED);
    give_up();
}

/// What was pushed last, here or under the first view; undefined where nothing was.
pub fn pushed() -> JsValue {
    page::offered(PUSHED).unwrap_or(JsValue::UNDEFINED)
}

/// Hears every push until the answer is dropped. What is heard is for [`mark`] and [`bytes`].
pub fn listen(listener: impl Fn(&JsValue) + 'static) -> Listening {
    CLIENT.with(|client| {
        let id = client.next.replace(client.next.get().wrapping_add(1));
        let mut listeners = client.listeners.borrow_mut();
        listeners.push((id, Rc::new(listener)));
        Listening(id)
    })
}

/// Keeps a listener alive.
pub struct Listening(u32);

impl Drop for Listening {
    fn drop(&mut self) {
        CLIENT.with(|client| {
            let mut listeners = client.listeners.borrow_mut();
            listeners.retain(|(id, _)| *id != self.0);
        });
    }
}

fn field(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or_default()
}

/// What the top bar tells of a push.
pub fn mark(pushed: &JsValue) -> Mark {
    let text = |name: &str| field(pushed, name).as_string().unwrap_or_default();
    let number = |name: &str| field(pushed, name).as_f64().unwrap_or_default() as u32;
    Mark {
        word: text("word"),
        count: number("count"),
        asked: number("asked"),
        time: text("time"),
    }
}

/// The bytes of a push or an answer.
pub fn bytes(of: &JsValue) -> Vec<u8> {
    let bytes = field(of, "b").dyn_into::<Uint8Array>();
    bytes.map(|bytes| bytes.to_vec()).unwrap_or_default()
}

fn receive(data: &JsValue) {
    if let Some(id) = field(data, "id").as_f64() {
        let then = CLIENT.with(|client| {
            let mut waiting = client.waiting.borrow_mut();
            let at = waiting.iter().position(|(one, _)| *one == id as u32)?;
            Some(waiting.swap_remove(at).1)
        });
        if let Some(then) = then {
            then(Some(bytes(data)));
        }
        return;
    }
    match field(data, "t").as_string().as_deref() {
        Some("push") => tell(data),
        Some("dead") => die(),
        _ => {}
    }
}

fn tell(data: &JsValue) {
    page::leave(PUSHED, data);
    // A listener may add or drop listeners, so the list is not held while they run.
    let all: Vec<Listener> = CLIENT.with(|client| {
        let listeners = client.listeners.borrow();
        listeners.iter().map(|(_, one)| one.clone()).collect()
    });
    for listener in all {
        listener(data);
    }
}

/// The worker stopped. The next ask begins a new one; until then the top bar says so.
fn die() {
    end();
    let data = Object::new();
    // Fails only on a frozen object; this one is new.
    let _ = Reflect::set(&data, &"word".into(), &"trouble".into());
    tell(&data);
}

fn give_up() {
    let waiting: Vec<_> = CLIENT.with(|client| client.waiting.borrow_mut().drain(..).collect());
    for (_, then) in waiting {
        then(None);
    }
}
