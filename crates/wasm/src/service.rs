//! The one engine of this worker.

use crate::host::Browser;
use crate::post;
use huiyin_engine::{Engine, Trouble};
use huiyin_protocol::{Answer, Ask, FailureKind, decode, encode};
use huiyin_rules::Lang;
use huiyin_store::StoreError;
use huiyin_store::browser::{Hints, IndexedDbStore};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// The database's name in this origin.
const STORE: &str = "huiyin";

type Local = Engine<IndexedDbStore, Browser>;

thread_local! {
    static ENGINE: RefCell<Option<Rc<Local>>> = const { RefCell::new(None) };
}

fn current() -> Option<Rc<Local>> {
    ENGINE.with(|engine| engine.borrow().clone())
}

/// Opens the store. Where it cannot be opened, every ask tries again and says why not.
pub async fn open() {
    // What is wrong is told to whoever asks first.
    let _ = engine().await;
}

async fn engine() -> Result<Rc<Local>, StoreError> {
    if let Some(engine) = current() {
        return Ok(engine);
    }
    let store = IndexedDbStore::open(STORE).await?;
    // Another ask may have opened it meanwhile.
    if let Some(engine) = current() {
        return Ok(engine);
    }
    let hints = Hints::open(STORE, |_| spawn_local(catch_up()));
    let engine = Rc::new(Engine::new(store, Browser::new(hints)));
    ENGINE.with(|place| place.replace(Some(Rc::clone(&engine))));
    Ok(engine)
}

async fn catch_up() {
    if let Some(engine) = current() {
        engine.catch_up().await;
    }
}

/// Answers ask `id`.
pub async fn answer(id: u32, bytes: Vec<u8>) {
    let answer = match decode::<Ask>(&bytes) {
        Ok(ask) => asked(ask).await,
        Err(error) => Err(Trouble::new(
            FailureKind::Internal,
            "ask_unreadable",
            format!("页面与引擎的版本不一致（{error}）。请刷新页面。"),
            format!("page and engine are of different versions ({error}); reload the page"),
        )
        .told(Lang::Zh)),
    };
    post::answer(id, &encode(&answer));
}

async fn asked(ask: Ask) -> Answer {
    let lang = ask.lang;
    let engine = engine()
        .await
        .map_err(|error| Trouble::from(error).told(lang))?;
    engine.handle(ask).await
}
