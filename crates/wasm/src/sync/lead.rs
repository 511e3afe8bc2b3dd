//! Which of the tabs leads.
//!
//! A Web Lock decides where there is one: it goes with the tab that holds it, and the
//! next in line has it. Plain-`http` intranets have none. There a lease decides: a
//! store of its own whose head is the lease's *generation*. Taking the lead is one
//! append after the head that was seen, so of several only one succeeds; and whoever
//! led before (a tab that slept, say) finds the head moved and leads no more. Heart
//! beats go over the line between tabs, so that nothing is written while all is well.
//!
//! The lead only saves work. Should two tabs ever take themselves for the leader, the
//! stores' expected heads keep them apart.

use super::bell::sleep;
use super::tabs::{Said, Tabs};
use crate::post;
use huiyin_store::browser::IndexedDbStore;
use huiyin_store::{EventStore, StoreError};
use js_sys::{Date, Function, Promise, Reflect};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

const LOCK: &str = "huiyin-sync";
const LEASE: &str = "huiyin-lease";

/// Milliseconds from one heart beat to the next.
const BEAT: u32 = 2_000;
/// Milliseconds without a beat after which the leader is asked whether it is there.
const SILENCE: f64 = 6_000.0;
/// Milliseconds it has to answer.
const REPLY: u32 = 1_000;

/// This tab's place among the tabs.
#[derive(Default)]
pub struct Lead {
    leads: Cell<bool>,
    /// When a leader was last heard.
    heard: Cell<f64>,
    /// The lease and its generation as taken, where this tab leads by a lease.
    lease: RefCell<Option<(Rc<IndexedDbStore>, u64)>>,
}

impl Lead {
    /// Whether this tab leads, as far as it knows.
    pub fn leads(&self) -> bool {
        self.leads.get()
    }

    /// Another tab said that it leads.
    pub fn heard(&self) {
        self.heard.set(Date::now());
    }

    /// Whether this tab still leads: asks the lease, where there is one.
    pub async fn still(&self) -> bool {
        let lease = self.lease.borrow().clone();
        if let Some((store, generation)) = lease
            && store.head().await.is_ok_and(|head| head != generation)
        {
            self.lease.take();
            self.leads.set(false);
            self.heard();
        }
        self.leads.get()
    }

    fn take(&self) {
        self.leads.set(true);
    }
}

/// Stands for the lead for as long as the worker lives. `changed` is called whenever
/// this tab began or ceased to lead.
pub async fn stand(lead: Rc<Lead>, tabs: Option<Rc<Tabs>>, me: u64, changed: Rc<dyn Fn()>) {
    let taken = {
        let (lead, tabs, changed) = (lead.clone(), tabs.clone(), changed.clone());
        move || {
            lead.take();
            if let Some(tabs) = &tabs {
                tabs.say(&Said::Leads(me));
            }
            changed();
        }
    };
    // Answers only where the browser has no locks or refuses them.
    by_lock(taken.clone()).await;
    let Some(tabs) = tabs else {
        // Nobody to ask and nobody to hand anything to.
        taken();
        return;
    };
    loop {
        // A store that cannot be opened is told to whoever asks the service for something.
        match IndexedDbStore::open(LEASE).await {
            Ok(store) => by_lease(&lead, Rc::new(store), &tabs, me, &taken, &*changed).await,
            Err(_) => taken(),
        }
        sleep(BEAT).await;
    }
}

/// Asks for the lock and keeps it; `then` is called with the lock in hand. Comes back
/// only where there is no lock to be had.
async fn by_lock(then: impl Fn() + 'static) {
    let navigator: JsValue = post::scope().navigator().into();
    let locks = Reflect::get(&navigator, &"locks".into()).unwrap_or_default();
    let request = Reflect::get(&locks, &"request".into()).unwrap_or_default();
    let Ok(request) = request.dyn_into::<Function>() else {
        return;
    };
    let held = Closure::<dyn FnMut() -> Promise>::new(move || {
        then();
        // Never settled: the lock goes with the worker.
        Promise::new(&mut |_, _| {})
    });
    let asked = request.call2(&locks, &LOCK.into(), held.as_ref());
    held.forget();
    if let Ok(asked) = asked {
        let _ = JsFuture::from(Promise::resolve(&asked)).await;
    }
}

/// Follows, takes the lead when nobody has it, leads; ends when the lease's store fails.
async fn by_lease(
    lead: &Lead,
    store: Rc<IndexedDbStore>,
    tabs: &Tabs,
    me: u64,
    taken: &impl Fn(),
    changed: &dyn Fn(),
) {
    loop {
        if lead.leads() {
            if lead.still().await {
                tabs.say(&Said::Leads(me));
            } else {
                changed();
            }
        } else if Date::now() - lead.heard.get() > SILENCE {
            let Ok(head) = store.head().await else {
                return;
            };
            let before = lead.heard.get();
            tabs.say(&Said::Call);
            sleep(REPLY).await;
            if lead.heard.get() > before {
                continue;
            }
            match store.append(&[vec![b'.']], head).await {
                Ok(generation) => {
                    lead.lease.replace(Some((store.clone(), generation)));
                    taken();
                }
                // Somebody was quicker.
                Err(StoreError::Moved { .. }) => lead.heard(),
                Err(_) => return,
            }
        }
        sleep(BEAT).await;
    }
}
