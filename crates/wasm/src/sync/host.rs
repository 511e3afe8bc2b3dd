//! What the browser gives the service, and the service over it.

use super::bell::sleep;
use super::fetch::Fetch;
use crate::host::{now, random};
use huiyin_protocol::sharing::{SharingAnswer, SharingAsk, SharingPush};
use huiyin_store::browser::{Hints, IndexedDbStore};
use huiyin_store::{EventStore, StoreError};
use std::rc::Rc;

/// The engine's store.
pub const EVENTS: &str = "huiyin";
/// The store of signed objects.
const OBJECTS: &str = "huiyin-log";

pub type Pushed = Rc<dyn Fn(&SharingPush)>;

pub struct Local {}

pub async fn open(push: Pushed, hints: Option<Rc<Hints>>) -> Result<Local, StoreError> {
    Ok(Local {})
}
pub async fn is_current(service: &Local) -> Result<(), StoreError> {
    Ok(())
}
impl Local {
    pub async fn tick(&self) {}
    pub fn wake(&self) {}
    pub fn hints(&self) -> Option<huiyin_sync::http::Request> {
        None
    }
    pub async fn handle(&self, ask: SharingAsk) -> SharingAnswer {
        Ok(huiyin_protocol::sharing::SharingReply::Requests(vec![]))
    }
}
