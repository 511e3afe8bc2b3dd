//! The connection to one database: opened, watched, opened again.

use super::fault::Fault;
use super::requests::{Asked, Mode, Transaction, ask};
use super::{EPOCH, EVENTS, META, SNAPSHOTS, STATE};
use crate::StoreError;
use js_sys::{Function, Math, Promise, Reflect};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, IdbDatabase, IdbFactory, IdbOpenDbRequest, IdbVersionChangeEvent};

/// A connection that knows which database it was opened on.
pub(super) struct Connection {
    name: String,
    layout: u32,
    epoch: Cell<f64>,
    open: RefCell<Option<Open>>,
    /// Set for good once a newer page or a deletion has asked for the database.
    retired: Rc<RefCell<Option<StoreError>>>,
}

/// An open database and those who listen to it.
struct Open {
    db: IdbDatabase,
    /// Set by the browser's `close` event.
    lost: Rc<Cell<bool>>,
    _on_close: Closure<dyn FnMut()>,
    _on_change: Closure<dyn FnMut(IdbVersionChangeEvent)>,
}

impl Drop for Open {
    fn drop(&mut self) {
        self.db.set_onclose(None);
        self.db.set_onversionchange(None);
        self.db.close();
    }
}

impl Connection {
    /// Opens the database `name`, making it if need be.
    pub(super) async fn open(name: &str, layout: u32) -> Result<Connection, StoreError> {
        let retired = Rc::new(RefCell::new(None));
        let open = open(name, layout, &retired).await.map_err(Fault::last)?;
        let epoch = read_epoch(&open.db).await.map_err(Fault::last)?;
        Ok(Connection {
            name: name.to_owned(),
            layout,
            epoch: Cell::new(epoch),
            open: RefCell::new(Some(open)),
            retired,
        })
    }

    /// Begins a transaction that also checks the epoch; the check's answer is
    /// to be awaited with [`Connection::check`] before anything is believed.
    pub(super) fn begin(&self, stores: &[&str], mode: Mode) -> Result<(Transaction, Asked), Fault> {
        if let Some(error) = self.retired.borrow().clone() {
            return Err(Fault::Final(error));
        }
        let open = self.open.borrow();
        let open = open.as_ref().filter(|open| !open.lost.get());
        let open = open.ok_or_else(|| Fault::Lost("the connection is closed".to_owned()))?;
        let mut names = vec![STATE];
        names.extend(stores.iter().filter(|name| **name != STATE));
        let transaction = Transaction::begin(&open.db, &names, mode)?;
        let epoch = ask(transaction.store(STATE)?.get(&EPOCH.into()))?;
        Ok((transaction, epoch))
    }

    /// Whether the database is still the one this handle was opened on.
    pub(super) async fn check(&self, asked: Asked) -> Result<(), Fault> {
        if asked.value().await?.as_f64() == Some(self.epoch.get()) {
            return Ok(());
        }
        Err(Fault::Final(StoreError::Reset))
    }

    /// From now on this handle belongs to `epoch`.
    pub(super) fn adopt(&self, epoch: f64) {
        self.epoch.set(epoch);
    }

    /// Opens a new connection in place of one that was lost.
    ///
    /// The epoch stays the one first seen: a database deleted meanwhile comes
    /// back empty and is not taken for the old one.
    pub(super) async fn reopen(&self) -> Result<(), Fault> {
        if let Some(error) = self.retired.borrow().clone() {
            return Err(Fault::Final(error));
        }
        drop(self.open.borrow_mut().take());
        let open = open(&self.name, self.layout, &self.retired).await?;
        *self.open.borrow_mut() = Some(open);
        Ok(())
    }
}

/// A new epoch: which one does not matter, only that it is another.
pub(super) fn draw_epoch() -> f64 {
    (Math::random() * 9_007_199_254_740_991.0).floor()
}

async fn read_epoch(db: &IdbDatabase) -> Result<f64, Fault> {
    let transaction = Transaction::begin(db, &[STATE], Mode::Read)?;
    let epoch = ask(transaction.store(STATE)?.get(&EPOCH.into()))?
        .value()
        .await?;
    epoch.as_f64().ok_or_else(|| super::fault::damaged("epoch"))
}

async fn open(
    name: &str,
    layout: u32,
    retired: &Rc<RefCell<Option<StoreError>>>,
) -> Result<Open, Fault> {
    let request = factory()?.open_with_u32(name, layout)?;
    let for_upgrade = request.clone();
    let upgrade = Closure::<dyn FnMut()>::new(move || {
        // A failure here aborts the upgrade, and with it the opening, which is reported below.
        if make_stores(&for_upgrade).is_err()
            && let Some(transaction) = for_upgrade.transaction()
        {
            let _ = transaction.abort();
        }
    });
    request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    let ended = Promise::new(&mut |resolve: Function, _| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&resolve));
        request.set_onblocked(Some(&resolve));
    });
    let event: Event = JsFuture::from(ended).await?.unchecked_into();
    request.set_onupgradeneeded(None);
    if event.type_() == "blocked" {
        close_when_open(&request);
        return Err(Fault::Final(StoreError::Blocked));
    }
    if let Some(exception) = request.error()? {
        return Err(JsValue::from(exception).into());
    }
    let db: IdbDatabase = request.result()?.unchecked_into();
    Ok(watch(db, retired))
}

/// `indexedDB` of the window or of the worker.
fn factory() -> Result<IdbFactory, Fault> {
    let missing = |why: &str| Fault::Final(StoreError::Unavailable(why.to_owned()));
    let factory = Reflect::get(&js_sys::global(), &"indexedDB".into())
        .map_err(|_| missing("indexedDB may not be used"))?;
    if factory.is_null() || factory.is_undefined() {
        return Err(missing("no indexedDB"));
    }
    Ok(factory.unchecked_into())
}

/// Makes the layout, or what an older one lacks.
fn make_stores(request: &IdbOpenDbRequest) -> Result<(), JsValue> {
    let db: IdbDatabase = request.result()?.unchecked_into();
    let present = db.object_store_names();
    for name in [EVENTS, STATE, SNAPSHOTS, META] {
        if !present.contains(name) {
            let store = db.create_object_store(name)?;
            if name == STATE {
                store.put_with_key(&draw_epoch().into(), &EPOCH.into())?;
            }
        }
    }
    Ok(())
}

/// A blocked opening succeeds later, when nobody waits for it any more; it
/// must not stand in the way of others then.
fn close_when_open(request: &IdbOpenDbRequest) {
    let opened = request.clone();
    let close = Closure::once_into_js(move || {
        if let Ok(db) = opened.result() {
            db.unchecked_into::<IdbDatabase>().close();
        }
    });
    request.set_onsuccess(Some(close.unchecked_ref()));
    request.set_onupgradeneeded(None);
}

fn watch(db: IdbDatabase, retired: &Rc<RefCell<Option<StoreError>>>) -> Open {
    let lost = Rc::new(Cell::new(false));
    let on_close = Closure::<dyn FnMut()>::new({
        let lost = Rc::clone(&lost);
        move || lost.set(true)
    });
    let on_change = Closure::<dyn FnMut(IdbVersionChangeEvent)>::new({
        let (db, retired) = (db.clone(), Rc::clone(retired));
        move |event: IdbVersionChangeEvent| {
            // Another page wants to upgrade (a version) or to delete (none). Holding on
            // would block it for ever; transactions under way still end.
            let why = if event.new_version().is_some() {
                StoreError::Outdated
            } else {
                StoreError::Reset
            };
            *retired.borrow_mut() = Some(why);
            db.close();
        }
    });
    db.set_onclose(Some(on_close.as_ref().unchecked_ref()));
    db.set_onversionchange(Some(on_change.as_ref().unchecked_ref()));
    Open {
        db,
        lost,
        _on_close: on_close,
        _on_change: on_change,
    }
}
