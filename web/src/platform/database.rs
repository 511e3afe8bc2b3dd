//! A small IndexedDB database: opened for one piece of work, and told of success only by the
//! transaction's `complete` event.
//!
//! The store of the workspaces (`huiyin-store`) keeps a connection open and watched, as it writes
//! all day. What is kept here is written now and then, so each piece of work opens its own.

use super::files::words;
use js_sys::{Array, Function, Object, Promise, Reflect};
use std::future::Future;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, IdbDatabase, IdbFactory, IdbObjectStore, IdbRequest, IdbTransaction};

/// Whether a transaction writes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Reads only.
    Read,
    /// Writes: on disk before it says so.
    Strict,
}

/// An open database; dropping it closes it.
pub struct Database(IdbDatabase);

impl Drop for Database {
    fn drop(&mut self) {
        // Transactions under way still end.
        self.0.close();
    }
}

impl Database {
    /// Opens a database with these object stores, making what is not there.
    ///
    /// # Errors
    /// The browser's own words: storage is refused or broken, or a newer page has the database.
    pub async fn open(
        name: &str,
        layout: u32,
        stores: &'static [&'static str],
    ) -> Result<Database, String> {
        let factory = Reflect::get(&js_sys::global(), &"indexedDB".into())
            .ok()
            .filter(|found| found.is_object())
            .ok_or_else(|| "no indexedDB".to_owned())?;
        let factory: IdbFactory = factory.unchecked_into();
        let request = factory
            .open_with_u32(name, layout)
            .map_err(|error| words(&error))?;
        let asked = request.clone();
        let upgrade = Closure::<dyn FnMut()>::new(move || {
            let made = asked.result().and_then(|db| {
                let db: IdbDatabase = db.unchecked_into();
                let present = db.object_store_names();
                for name in stores.iter().filter(|name| !present.contains(name)) {
                    db.create_object_store(name)?;
                }
                Ok(())
            });
            // Aborting the upgrade fails the opening, which is reported below.
            if made.is_err()
                && let Some(transaction) = asked.transaction()
            {
                let _ = transaction.abort();
            }
        });
        request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
        let opened = self::request(request.clone().unchecked_into()).await;
        request.set_onupgradeneeded(None);
        let db: IdbDatabase = opened?.unchecked_into();
        Ok(Database(db))
    }

    /// Begins a transaction over `stores`.
    ///
    /// # Errors
    /// The browser's own words.
    pub fn begin(&self, stores: &[&str], mode: Mode) -> Result<Transaction, String> {
        self.try_begin(stores, mode).map_err(|error| words(&error))
    }

    fn try_begin(&self, stores: &[&str], mode: Mode) -> Result<Transaction, JsValue> {
        let names: Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
        let options = Object::new();
        let access = match mode {
            Mode::Read => "readonly",
            Mode::Strict => {
                Reflect::set(&options, &"durability".into(), &"strict".into())?;
                "readwrite"
            }
        };
        // web-sys keeps the third argument behind an unstable flag; a browser that does not know
        // it leaves it aside.
        let method: Function = Reflect::get(&self.0, &"transaction".into())?.dyn_into()?;
        let inner: IdbTransaction = method
            .call3(&self.0, &names, &access.into(), &options)?
            .unchecked_into();
        let ended = Promise::new(&mut |resolve: Function, _| {
            inner.set_oncomplete(Some(&resolve));
            inner.set_onabort(Some(&resolve));
        });
        Ok(Transaction { inner, ended })
    }
}

/// A transaction under way. While it lasts, nothing but its requests may be awaited.
pub struct Transaction {
    inner: IdbTransaction,
    ended: Promise,
}

impl Transaction {
    /// One of its object stores.
    ///
    /// # Errors
    /// What the browser threw.
    pub fn store(&self, name: &str) -> Result<IdbObjectStore, JsValue> {
        self.inner.object_store(name)
    }

    /// Waits until everything is kept; what could not be asked for in full is not kept at all.
    ///
    /// # Errors
    /// The browser's own words; nothing of the transaction is kept then.
    pub async fn end(self, asked: Result<(), JsValue>) -> Result<(), String> {
        if let Err(error) = asked {
            if self.inner.abort().is_ok() {
                let _ = JsFuture::from(self.ended).await;
            }
            return Err(words(&error));
        }
        let ended = JsFuture::from(self.ended).await;
        let event: Event = ended.map_err(|error| words(&error))?.unchecked_into();
        if event.type_() == "complete" {
            return Ok(());
        }
        Err(self.inner.error().map_or_else(
            || "the transaction was aborted".to_owned(),
            |error| words(&error.into()),
        ))
    }
}

/// What a request gives. Its end is listened for from now on, so several may be under way.
pub fn request(request: IdbRequest) -> impl Future<Output = Result<JsValue, String>> {
    // Resolved by each event, so that a promise nobody awaits is no unhandled rejection.
    let ended = Promise::new(&mut |resolve: Function, _| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&resolve));
    });
    async move {
        JsFuture::from(ended).await.map_err(|error| words(&error))?;
        match request.error().map_err(|error| words(&error))? {
            None => request.result().map_err(|error| words(&error)),
            Some(error) => Err(words(&error.into())),
        }
    }
}
