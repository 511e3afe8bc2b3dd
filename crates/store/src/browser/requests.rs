//! Requests and transactions as futures.
//!
//! An IndexedDB transaction lives only as long as it has requests: code inside
//! one may await its requests and nothing else. A promise that is resolved by
//! the `success` event continues within that event, which keeps the
//! transaction alive; this holds in every browser since Chromium 58.

use super::fault::Fault;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, IdbDatabase, IdbObjectStore, IdbRequest, IdbTransaction};

/// Whether a transaction writes, and how surely.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// Reads only.
    Read,
    /// Writes what can be derived again.
    Cache,
    /// Writes facts: on disk before it says so.
    Strict,
}

/// A request under way. Its end is listened for from the beginning, so several may be under way.
pub(super) struct Asked {
    request: IdbRequest,
    ended: Promise,
}

/// Begins to listen for the end of a request that was just made.
pub(super) fn ask(request: Result<IdbRequest, JsValue>) -> Result<Asked, Fault> {
    let request = request?;
    // Resolved by both events, so that a promise nobody awaits is never an unhandled rejection.
    let ended = Promise::new(&mut |resolve: Function, _| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&resolve));
    });
    Ok(Asked { request, ended })
}

impl Asked {
    /// What the request gave.
    pub(super) async fn value(self) -> Result<JsValue, Fault> {
        JsFuture::from(self.ended).await?;
        match self.request.error()? {
            None => Ok(self.request.result()?),
            Some(exception) => Err(JsValue::from(exception).into()),
        }
    }
}

/// A transaction under way.
pub(super) struct Transaction {
    inner: IdbTransaction,
    ended: Promise,
}

impl Transaction {
    /// Begins a transaction over `stores`.
    pub(super) fn begin(db: &IdbDatabase, stores: &[&str], mode: Mode) -> Result<Self, Fault> {
        let names: Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
        let access = if mode == Mode::Read {
            "readonly"
        } else {
            "readwrite"
        };
        let options = Object::new();
        let durability = if mode == Mode::Strict {
            "strict"
        } else {
            "default"
        };
        Reflect::set(&options, &"durability".into(), &durability.into())?;
        // web-sys keeps the third argument behind an unstable flag. A browser
        // that does not know it leaves it aside.
        let method: Function = Reflect::get(db, &"transaction".into())?.dyn_into()?;
        let inner = method.call3(db, &names, &access.into(), &options)?;
        let inner: IdbTransaction = inner.unchecked_into();
        let ended = Promise::new(&mut |resolve: Function, _| {
            inner.set_oncomplete(Some(&resolve));
            inner.set_onabort(Some(&resolve));
        });
        Ok(Transaction { inner, ended })
    }

    /// One of its object stores.
    pub(super) fn store(&self, name: &str) -> Result<IdbObjectStore, Fault> {
        Ok(self.inner.object_store(name)?)
    }

    /// Waits until everything is kept. Only now may anybody be told of success.
    pub(super) async fn complete(self) -> Result<(), Fault> {
        let event: Event = JsFuture::from(self.ended).await?.unchecked_into();
        if event.type_() == "complete" {
            return Ok(());
        }
        match self.inner.error() {
            Some(exception) => Err(JsValue::from(exception).into()),
            None => Err(Fault::Lost("the transaction was aborted".to_owned())),
        }
    }

    /// Gives up: nothing of it is kept. A transaction that has ended already is left as it is.
    pub(super) async fn abort(self) {
        if self.inner.abort().is_ok() {
            let _ = JsFuture::from(self.ended).await;
        }
    }
}
