//! The store this device syncs with: chosen, tried, remembered.

use super::{Outside, Service, Trouble};
use crate::carrier::{Any, Carrier, CarrierCode, Means};
use crate::probe::{self, Bench};
use huiyin_log::{Signer, Space, key};
use huiyin_protocol::sharing::{SharingReply, StoreChoice};
use huiyin_store::EventStore;
use std::rc::Rc;

/// Where the choice is kept among the objects' store's settings.
const STORE: &str = "store";
/// The claim code of an empty server, until the workspace is on it.
const CLAIM: &str = "claim";

impl<E, O, T, H> Service<E, O, T, H>
where
    E: EventStore,
    O: EventStore,
    T: Bench + Clone,
    H: Outside,
{
    /// The store that was chosen.
    pub(super) async fn store(&self) -> Result<Option<StoreChoice>, Trouble> {
        let kept = self.replica.objects().meta_get(STORE).await?;
        Ok(kept.and_then(|bytes| serde_json::from_slice(&bytes).ok()))
    }

    pub(super) async fn keep_store(&self, choice: Option<StoreChoice>) -> Result<(), Trouble> {
        let bytes = choice.and_then(|choice| serde_json::to_vec(&choice).ok());
        let bytes = bytes.unwrap_or_default();
        self.replica.objects().meta_put(STORE, &bytes).await?;
        self.carrier.borrow_mut().take();
        self.due.borrow_mut().everything();
        Ok(())
    }

    pub(super) async fn keep_claim(&self, claim: Option<String>) -> Result<(), Trouble> {
        let claim = claim.unwrap_or_default();
        self.replica
            .objects()
            .meta_put(CLAIM, claim.trim().as_bytes())
            .await?;
        Ok(())
    }

    /// What carries to the store; `None` where none was chosen.
    pub(super) async fn carrier(&self) -> Result<Option<Rc<Any<T>>>, Trouble> {
        if let Some(carrier) = self.carrier.borrow().clone() {
            return Ok(Some(carrier));
        }
        let Some(choice) = self.store().await? else {
            return Ok(None);
        };
        let claim = self.replica.objects().meta_get(CLAIM).await?;
        let claim = claim.and_then(|bytes| String::from_utf8(bytes).ok());
        let carrier = Rc::new(self.carry(&choice, claim)?);
        *self.carrier.borrow_mut() = Some(Rc::clone(&carrier));
        Ok(Some(carrier))
    }

    /// A carrier to some store, in this device's name where it has one.
    pub(super) fn carry(
        &self,
        choice: &StoreChoice,
        claim: Option<String>,
    ) -> Result<Any<T>, Trouble> {
        let signer = match self.replica.identity() {
            Some(identity) => Some(Rc::new(identity.signer()?) as Rc<dyn Signer>),
            None => None,
        };
        let mut means = Means::new(self.host.clock());
        means.signer = signer;
        means.here = self.host.here();
        means.claim = claim.filter(|claim| !claim.is_empty());
        Ok(Any::of(choice, self.transport.clone(), means)?)
    }

    pub(super) async fn probe(&self, choice: &StoreChoice) -> Result<SharingReply, Trouble> {
        let carrier = self.carry(choice, None)?;
        let report = probe::probe(
            &carrier,
            &huiyin_log::hex(&self.host.random()),
            self.lang.get(),
        )
        .await;
        Ok(SharingReply::Probe(report))
    }

    pub(super) async fn set_store(
        &self,
        choice: Option<StoreChoice>,
    ) -> Result<SharingReply, Trouble> {
        if let Some(choice) = &choice {
            // An address that cannot be one is told now, not at the next sync.
            self.carry(choice, None)?;
        }
        let before = self.store().await?;
        if before != choice {
            let known = self.replica.look(|index| {
                let stored = index.entries.iter().filter(|entry| entry.stored);
                stored.map(|entry| entry.id).collect::<Vec<u128>>()
            });
            // Another store has nothing that this device knows of.
            if place_of(before.as_ref()) != place_of(choice.as_ref()) {
                self.replica.note_stored(known, false).await?;
            }
            self.keep_store(choice).await?;
            self.wake();
        }
        self.status_reply().await
    }

    /// That a store has no workspace yet, before one is founded on it.
    pub(super) async fn must_be_free(
        &self,
        choice: &StoreChoice,
        claim: Option<&str>,
    ) -> Result<(), Trouble> {
        let carrier = self.carry(choice, claim.map(str::to_owned))?;
        let taken = if let Any::Server(server) = &carrier {
            let info = server.info().await?;
            if info.claim_needed && claim.is_none_or(|claim| claim.trim().is_empty()) {
                return Err(Trouble::input(
                    "claim_needed",
                    "该服务器需要启用码。请填写服务器启动时显示的启用码。",
                    "this server asks for its claim code; it was shown when the server started",
                ));
            }
            info.workspace.is_some()
        } else {
            let folder = key::chains(&Space::access());
            match carrier.list(&folder, None).await {
                Ok(entries) => !entries.is_empty(),
                Err(error) if error.code == CarrierCode::NoSuchRoot => return Err(error.into()),
                Err(error) => return Err(error.into()),
            }
        };
        if taken {
            return Err(Trouble::refused(
                "store_taken",
                "这个存储中已有一个工作区。请选择“加入”，或者换一个空的存储。",
                "this store holds a workspace already; join it, or choose an empty store",
            ));
        }
        Ok(())
    }
}

/// Which store it is, whoever signs in to it.
fn place_of(choice: Option<&StoreChoice>) -> Option<(String, String)> {
    Some(match choice? {
        StoreChoice::Server { url } | StoreChoice::WebDav { url, .. } => {
            (url.clone(), String::new())
        }
        StoreChoice::S3 { url, bucket, .. } => (url.clone(), bucket.clone()),
    })
}
