//! What the page asks of the syncer, answered: joining, devices, stores, what was not
//! accepted. It is the only one that knows the keys.

mod access;
mod adopt;
mod carry;
mod create;
mod desk;
mod devices;
mod handing;
mod join;
mod outside;
mod revoke;
mod room;
mod signatures;
mod snapshot;
mod status;
mod store;
mod trouble;
mod work;

pub use outside::Outside;
pub use trouble::Trouble;

use crate::carrier::Any;
use crate::probe::Bench;
use crate::progress::Told;
use crate::replica::Replica;
use huiyin_protocol::sharing::{SharingAnswer, SharingAsk, SharingReply, SharingRequest};
use huiyin_rules::Lang;
use huiyin_store::{EventStore, Gate};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use work::Due;

/// The syncer of one installation.
pub struct Service<E, O, T, H> {
    replica: Replica<E, O>,
    transport: T,
    host: H,
    /// One sync at a time; whatever else is asked does not wait for it.
    gate: Gate,
    opened: Cell<bool>,
    carrier: RefCell<Option<Rc<Any<T>>>>,
    told: Told,
    due: RefCell<Due>,
    noticed: RefCell<handing::Noticed>,
    lang: Cell<Lang>,
    /// The version of what the engine is told, as it was last announced.
    announced: Cell<u64>,
}

impl<E, O, T, H> Service<E, O, T, H>
where
    E: EventStore,
    O: EventStore,
    T: Bench + Clone,
    H: Outside,
{
    /// A syncer over the engine's events and a store for its objects. The first ask opens it.
    pub fn new(events: E, objects: O, transport: T, host: H) -> Self {
        Service {
            replica: Replica::new(events, objects),
            transport,
            host,
            gate: Gate::default(),
            opened: Cell::new(false),
            carrier: RefCell::new(None),
            told: Told::default(),
            due: RefCell::default(),
            noticed: RefCell::default(),
            lang: Cell::new(Lang::Zh),
            announced: Cell::new(0),
        }
    }

    /// The copy it looks after.
    pub fn replica(&self) -> &Replica<E, O> {
        &self.replica
    }

    /// The outside world it was given.
    pub fn host(&self) -> &H {
        &self.host
    }

    /// Answers one ask.
    pub async fn handle(&self, ask: SharingAsk) -> SharingAnswer {
        self.lang.set(ask.lang);
        let lang = ask.lang;
        self.answer(ask.request)
            .await
            .map_err(|trouble| trouble.told(lang))
    }

    async fn open(&self) -> Result<(), Trouble> {
        if self.opened.get() {
            return Ok(());
        }
        self.replica.open().await?;
        self.opened.set(true);
        self.standing_moved().await?;
        Ok(())
    }

    async fn answer(&self, request: SharingRequest) -> Result<SharingReply, Trouble> {
        if let SharingRequest::Cancel = request {
            self.told.stop.set(true);
            return self.status_reply().await;
        }
        self.open().await?;
        match request {
            SharingRequest::Status | SharingRequest::Cancel => self.status_reply().await,
            SharingRequest::Probe(choice) => self.probe(&choice).await,
            SharingRequest::SetStore(choice) => self.set_store(choice).await,
            SharingRequest::Create {
                name,
                person,
                party,
                seal_main,
                store,
                claim,
            } => {
                let wish = create::Wish {
                    name,
                    person,
                    party,
                    seal_main,
                    store,
                    claim,
                };
                self.create(wish).await
            }
            SharingRequest::Join {
                invitation,
                store,
                person,
                role,
                party,
            } => self.join(&invitation, store, person, role, party).await,
            SharingRequest::JoinPoll => self.join_poll().await,
            SharingRequest::JoinCancel => self.join_cancel().await,
            SharingRequest::Recover {
                code,
                store,
                person,
            } => self.recover(&code, store, person).await,
            SharingRequest::Invitation => self.invitation().await,
            SharingRequest::Requests => self.requests().await,
            SharingRequest::Approve(approval) => self.approve(approval).await,
            SharingRequest::Decline { device } => self.decline(&device).await,
            SharingRequest::Devices => self.devices().await,
            SharingRequest::Revoke {
                device,
                reason,
                after,
            } => self.revoke(&device, &reason, after.as_deref()).await,
            SharingRequest::GrantNumbers {
                device,
                prefix,
                from,
                to,
            } => self.grant_numbers(&device, &prefix, from, to).await,
            SharingRequest::SyncNow => {
                self.sync_now(true).await?;
                self.status_reply().await
            }
            SharingRequest::Outbox => self.outbox(false).await,
            SharingRequest::Everything => self.outbox(true).await,
            SharingRequest::TakeIn(bytes) => self.take_in(&bytes).await,
            SharingRequest::Quarantine => self.quarantine().await,
            SharingRequest::Adopt { events, reason } => self.adopt(&events, &reason).await,
            SharingRequest::Signatures { aggregate } => self.signatures(&aggregate).await,
            SharingRequest::Snapshot => self.make_snapshot().await,
            SharingRequest::Leave => self.leave().await,
            SharingRequest::Room { poll, ask } => self.room(&poll, ask).await,
            SharingRequest::Desk(ask) => self.desk(ask).await.map(SharingReply::Desk),
        }
    }
}
