//! What the browser gives the service, and the service over it.

use super::fetch::Fetch;
use crate::host;
use crate::post;
use chrono::{DateTime, FixedOffset};
use huiyin_protocol::sharing::SharingPush;
use huiyin_store::StoreError;
use huiyin_store::browser::{Hints, IndexedDbStore};
use huiyin_sync::replica::Speaker;
use huiyin_sync::service::{Outside, Service};
use js_sys::{Function, Promise, Reflect};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The engine's store.
pub const EVENTS: &str = "huiyin";
/// The store of signed objects, keys and the syncer's settings.
const OBJECTS: &str = "huiyin-log";

/// The service in a browser.
pub type Local = Service<IndexedDbStore, IndexedDbStore, Fetch, Browser>;

/// Gets what the service says unasked.
pub type Pushed = Rc<dyn Fn(&SharingPush)>;

/// Opens the stores, and the service over them.
pub async fn open(push: Pushed, hints: Option<Rc<Hints>>) -> Result<Local, StoreError> {
    let events = IndexedDbStore::open(EVENTS).await?;
    let objects = IndexedDbStore::open(OBJECTS).await?;
    Ok(Service::new(
        events,
        objects,
        Fetch,
        Browser { push, hints },
    ))
}

/// The worker as the service's outside world.
pub struct Browser {
    push: Pushed,
    hints: Option<Rc<Hints>>,
}

impl Speaker for Browser {
    fn now(&self) -> DateTime<FixedOffset> {
        host::now()
    }

    fn random(&self) -> [u8; 16] {
        host::random()
    }
}

impl Outside for Browser {
    fn push(&self, push: SharingPush) {
        (self.push)(&push);
    }

    fn announce(&self, head: u64) {
        if let Some(hints) = &self.hints {
            hints.announce(head);
        }
    }

    fn here(&self) -> Option<String> {
        // This script lies in the site's folder of assets.
        let script = post::scope().location().href();
        let (site, _) = script.rsplit_once("/assets/")?;
        Some([site, "/"].concat())
    }

    fn clock(&self) -> Box<dyn Fn() -> i64> {
        Box::new(|| host::now().timestamp())
    }

    async fn storage(&self) -> Option<(u64, u64)> {
        // Only pages from a secure place may ask.
        let navigator: JsValue = post::scope().navigator().into();
        let storage = Reflect::get(&navigator, &"storage".into()).ok()?;
        let estimate = Reflect::get(&storage, &"estimate".into()).ok()?;
        let estimate = estimate.dyn_into::<Function>().ok()?;
        let asked = estimate.call0(&storage).ok()?.dyn_into::<Promise>().ok()?;
        let answer = JsFuture::from(asked).await.ok()?;
        let number = |name: &str| Reflect::get(&answer, &name.into()).ok()?.as_f64();
        Some((number("usage")? as u64, number("quota")? as u64))
    }
}
