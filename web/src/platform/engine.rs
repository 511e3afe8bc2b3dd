//! The client of the engine's worker.
//!
//! Requests go out as `{id, b}` and come back with the same `id`; in between
//! the engine pushes. There is one engine for each page, so this is one
//! thread-local object and everything else calls functions. Imports, reports and
//! rulebooks are answered by a second worker over the same workspace, polls by a third, the
//! public side by a fourth; each begins when the first ask for it comes.

use super::codec::{Codec, FIRST};
use super::later::{Later, later};
use super::page;
use huiyin_protocol::{Answer, Failure, FailureKind, Push, Request, decode};
use huiyin_rules::{Actor, Lang, Role};
use js_sys::{Object, Reflect, Uint8Array};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, Worker};

/// What the engine says unasked, and what becomes of its worker.
#[derive(Clone, Debug, PartialEq)]
pub enum Signal {
    /// A push of the engine.
    Push(Push),
    /// The worker stopped for good; the text is for support.
    Dead(String),
}

type Then = Box<dyn FnOnce(Answer)>;
type Listener = Rc<dyn Fn(&Signal)>;

/// Which worker an ask went to.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Desk,
    Reports,
    Polls,
    Public,
}

impl Part {
    /// Who answers a request.
    fn of(request: &Request) -> Part {
        if request.is_poll() {
            Part::Polls
        } else if request.is_public() {
            Part::Public
        } else if request.is_report() {
            Part::Reports
        } else {
            Part::Desk
        }
    }

    /// The name under which the boot script left the address of its script.
    const fn name(self) -> &'static str {
        match self {
            Part::Desk => "engine",
            Part::Reports => "reports",
            Part::Polls => "polls",
            Part::Public => "public",
        }
    }
}

/// An ask under way.
struct Waiting {
    id: u32,
    part: Part,
    /// Whether it changes what is kept.
    writes: bool,
    then: Then,
}

struct Client {
    worker: RefCell<Option<Worker>>,
    /// The workers beside it that have begun.
    beside: RefCell<Vec<(Part, Worker)>>,
    next: Cell<u32>,
    waiting: RefCell<Vec<Waiting>>,
    listeners: RefCell<Vec<(u32, Listener)>>,
    dead: RefCell<Option<String>>,
    codec: Cell<Codec>,
    lang: Cell<Lang>,
    actor: RefCell<Actor>,
}

thread_local! {
    static CLIENT: Client = Client {
        worker: RefCell::new(None),
        beside: RefCell::new(Vec::new()),
        next: Cell::new(1),
        waiting: RefCell::new(Vec::new()),
        listeners: RefCell::new(Vec::new()),
        dead: RefCell::new(None),
        codec: Cell::new(FIRST),
        lang: Cell::new(Lang::Zh),
        actor: RefCell::new(Actor::own(Role::Office, "")),
    };
}

/// An address that the page's boot script left for us, such as `engine`.
pub fn address(name: &str) -> Option<String> {
    page::offered(name)?.as_string()
}

/// Starts the worker, or goes on with the one that the first view started;
/// called once. Requests are numbered from `first` and written by `codec`.
pub fn start(first: u32, codec: Codec) {
    CLIENT.with(|client| {
        client.next.set(first);
        client.codec.set(codec);
    });
    match running().map_or_else(begin, Ok) {
        Ok(worker) => {
            hear(&worker, Part::Desk);
            CLIENT.with(|client| client.worker.replace(Some(worker)));
        }
        Err(error) => die(
            Part::Desk,
            error.as_string().unwrap_or_else(|| "worker".to_owned()),
        ),
    }
}

fn hear(worker: &Worker, part: Part) {
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        receive(part, &event.data());
    });
    let on_error = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
        let said = Reflect::get(&event, &"message".into()).ok();
        let said = said.and_then(|said| said.as_string());
        die(part, said.unwrap_or_else(|| "worker".to_owned()));
    });
    worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    // A worker lives as long as the page.
    on_message.forget();
    on_error.forget();
}

/// The worker an ask goes to; those beside the first begin with their first one.
fn worker_of(client: &Client, part: Part) -> Option<Worker> {
    if part == Part::Desk {
        return client.worker.borrow().clone();
    }
    let begun = beside(client, part);
    begun.or_else(|| {
        let worker = Worker::new(&address(part.name())?).ok()?;
        hear(&worker, part);
        client.beside.borrow_mut().push((part, worker.clone()));
        Some(worker)
    })
}

/// The worker of a part, where it has begun.
fn beside(client: &Client, part: Part) -> Option<Worker> {
    let begun = client.beside.borrow();
    let found = begun.iter().find(|(other, _)| *other == part);
    found.map(|(_, worker)| worker.clone())
}

/// The name under which the worker is left for the other module.
const WORKER: &str = "worker";

fn running() -> Option<Worker> {
    page::offered(WORKER)?.dyn_into().ok()
}

fn begin() -> Result<Worker, JsValue> {
    let address = address("engine").ok_or_else(|| JsValue::from_str("no address of the engine"))?;
    let worker = Worker::new(&address)?;
    page::leave(WORKER, &worker);
    Ok(worker)
}

/// In whose name and language everything is asked from now on.
pub fn speak_as(lang: Lang, actor: Actor) {
    CLIENT.with(|client| {
        client.lang.set(lang);
        client.actor.replace(actor);
    });
}

/// A question as bytes: the same for the same question in the same name and language.
pub fn question(request: &Request) -> Vec<u8> {
    CLIENT.with(|client| {
        let ask = client.codec.get().ask;
        ask(client.lang.get(), &client.actor.borrow(), request).unwrap_or_default()
    })
}

/// The language everything is asked in.
pub fn lang() -> Lang {
    CLIENT.with(|client| client.lang.get())
}

/// Why the engine is gone, where it is.
pub fn death() -> Option<String> {
    CLIENT.with(|client| client.dead.borrow().clone())
}

/// Asks, and calls back with the answer. The callback always comes, once.
pub fn ask_then(request: Request, then: impl FnOnce(Answer) + 'static) {
    ask_boxed(None, request, Box::new(then));
}

/// Asks for something that changes what is kept, though the request itself does not tell.
pub fn change_then(request: Request, then: impl FnOnce(Answer) + 'static) {
    ask_of(None, request, true, Box::new(then));
}

fn ask_boxed(actor: Option<Actor>, request: Request, then: Then) {
    let unsaved = writes(&request);
    ask_of(actor, request, unsaved, then);
}

fn ask_of(actor: Option<Actor>, request: Request, unsaved: bool, then: Then) {
    let part = Part::of(&request);
    let failed = CLIENT.with(|client| {
        if client.dead.borrow().is_some() {
            return Some(then);
        }
        let actor = actor.unwrap_or_else(|| client.actor.borrow().clone());
        let bytes = (client.codec.get().ask)(client.lang.get(), &actor, &request);
        let id = client.next.replace(client.next.get().wrapping_add(1));
        let message = Object::new();
        let complete = bytes.is_some_and(|bytes| {
            let bytes = Uint8Array::from(bytes.as_slice());
            Reflect::set(&message, &"id".into(), &id.into()).is_ok()
                && Reflect::set(&message, &"b".into(), &bytes).is_ok()
        });
        if request == Request::Cancel
            && let Some(reports) = beside(client, Part::Reports)
        {
            // Whichever of the two is at work; an answer nobody waits for is passed over.
            let _ = reports.post_message(&message);
        }
        let worker = worker_of(client, part);
        let posted = complete && worker.is_some_and(|worker| worker.post_message(&message).is_ok());
        if posted {
            client.waiting.borrow_mut().push(Waiting {
                id,
                part,
                writes: unsaved,
                then,
            });
            None
        } else {
            Some(then)
        }
    });
    if let Some(then) = failed {
        then(Err(gone(unsaved)));
    }
}

/// Asks; the future yields the answer. Dropping it ignores the answer, not the deed.
pub fn ask(request: Request) -> Later<Answer> {
    asking(None, request)
}

/// Asks as somebody else than the session's party, for one request: the office
/// enters a suggestion in its lead deputy's name.
pub fn ask_as(actor: Actor, request: Request) -> Later<Answer> {
    asking(Some(actor), request)
}

fn asking(actor: Option<Actor>, request: Request) -> Later<Answer> {
    let (fill, later) = later();
    ask_boxed(actor, request, Box::new(fill));
    later
}

/// Hears every signal until the answer is dropped.
pub fn listen(listener: impl Fn(&Signal) + 'static) -> Listening {
    CLIENT.with(|client| {
        let id = client.next.replace(client.next.get().wrapping_add(1));
        client
            .listeners
            .borrow_mut()
            .push((id, Rc::new(listener) as Listener));
        Listening(id)
    })
}

/// Keeps a listener alive.
pub struct Listening(u32);

impl Drop for Listening {
    fn drop(&mut self) {
        CLIENT.with(|client| {
            client
                .listeners
                .borrow_mut()
                .retain(|(id, _)| *id != self.0)
        });
    }
}

fn receive(part: Part, data: &JsValue) {
    let field = |name: &str| Reflect::get(data, &name.into()).unwrap_or_default();
    let bytes = || {
        let bytes = field("b").dyn_into::<Uint8Array>();
        bytes.map(|bytes| bytes.to_vec()).unwrap_or_default()
    };
    if let Some(id) = field("id").as_f64() {
        let id = id as u32;
        let then = CLIENT.with(|client| {
            let mut waiting = client.waiting.borrow_mut();
            let at = waiting
                .iter()
                .position(|one| (one.id, one.part) == (id, part))?;
            Some(waiting.swap_remove(at).then)
        });
        if let Some(then) = then {
            let read = CLIENT.with(|client| client.codec.get().answer);
            then(read(&bytes()).unwrap_or_else(|| Err(unreadable())));
        }
        return;
    }
    match field("t").as_string().as_deref() {
        Some("push") => {
            // What changed is told by the first worker alone.
            match decode::<Push>(&bytes()) {
                Ok(Push::Changed { .. }) if part != Part::Desk => {}
                Ok(push) => signal(&Signal::Push(push)),
                Err(_) => {}
            }
        }
        Some("dead") => die(part, field("message").as_string().unwrap_or_default()),
        _ => {}
    }
}

fn signal(signal: &Signal) {
    // A listener may add or drop listeners, so the list is not held while they run.
    let all: Vec<Listener> = CLIENT.with(|client| {
        let listeners = client.listeners.borrow();
        listeners
            .iter()
            .map(|(_, listener)| listener.clone())
            .collect()
    });
    for listener in all {
        listener(signal);
    }
}

/// A worker stopped. Without the first one nothing goes on; another begins anew with
/// the next ask for it.
fn die(part: Part, message: String) {
    let waiting: Vec<_> = CLIENT.with(|client| {
        if part == Part::Desk {
            let dead = &mut client.dead.borrow_mut();
            dead.get_or_insert_with(|| message.clone());
        } else {
            client
                .beside
                .borrow_mut()
                .retain(|(other, _)| *other != part);
        }
        let (lost, kept) = client
            .waiting
            .take()
            .into_iter()
            .partition(|one: &Waiting| one.part == part);
        client.waiting.replace(kept);
        lost
    });
    for one in waiting {
        (one.then)(Err(gone(one.writes)));
    }
    if part == Part::Desk {
        signal(&Signal::Dead(message));
    }
}

/// Whether a request changes what is kept, so that its loss must read "not saved".
fn writes(request: &Request) -> bool {
    matches!(
        request,
        Request::Create(_)
            | Request::Act { .. }
            | Request::Batch { dry_run: false, .. }
            | Request::UndoBatch(_)
            | Request::Configure { .. }
            | Request::ImportCommit { .. }
            | Request::ImportUndo(_)
            | Request::BundleImport { .. }
            | Request::RulebookAdopt { .. }
            | Request::CalendarLoad { .. }
            | Request::Committees(_)
            | Request::WindowOpen { .. }
            | Request::WindowClose(_)
    )
}

fn gone(unsaved: bool) -> Failure {
    let zh = "处理数据的程序已停止，没有收到保存成功的确认。请保留页面上的内容，重新载入后核对。";
    let en =
        "The data engine stopped before it confirmed. Keep what you entered, reload and check.";
    failure(unsaved, "engine_stopped", zh, en)
}

pub(super) fn unreadable() -> Failure {
    let zh = "收到的答复无法读取，页面与数据程序的版本可能不一致。请重新载入页面。";
    let en = "The answer could not be read; page and engine may be of different versions. Reload the page.";
    failure(false, "answer_unreadable", zh, en)
}

fn failure(unsaved: bool, code: &str, zh: &str, en: &str) -> Failure {
    let lang = CLIENT.with(|client| client.lang.get());
    Failure {
        kind: if unsaved {
            FailureKind::NotSaved
        } else {
            FailureKind::Internal
        },
        code: code.to_owned(),
        text: match lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
        .to_owned(),
        source: None,
    }
}
