//! Who is enrolled: the roll, made of the `access` objects in the store.
//!
//! It is a cache. Objects that other servers took in are read when a change is told, at regular
//! times, and before a device is turned away that this server has not heard of.

use crate::objects::{Objects, StoreError};
use crate::refusal::Refusal;
use crate::{clock, refusal};
use chrono::NaiveDate;
use huiyin_log::access::{Grant, Member};
use huiyin_log::{DeviceId, Object, PublicKey, Roll, Space, WorkspaceId, key, object};
use huiyin_rules::Role;
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};
use tokio::sync::Mutex;

/// Where the id of the workspace lies, once there is one.
pub(crate) const WORKSPACE: &str = "private/workspace";
/// Names read at once.
const PAGE: usize = 5_000;
/// A device that is not known makes the roll be read again, but not more often than this.
const AGAIN: Duration = Duration::from_millis(250);

/// The roll, and what it was made of.
pub(crate) struct Members {
    objects: Arc<dyn Objects>,
    view: RwLock<Arc<View>>,
    read: Mutex<Read>,
}

/// What is known of the workspace at one time.
#[derive(Default)]
pub(crate) struct View {
    /// The workspace; `None` while the store has none.
    pub(crate) workspace: Option<WorkspaceId>,
    /// Who takes part.
    pub(crate) roll: Roll,
}

/// The `access` objects read so far.
#[derive(Default)]
struct Read {
    objects: BTreeMap<String, Arc<Object>>,
    at: Option<Instant>,
}

/// What a device that is let in may do today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rights {
    /// Its key.
    pub(crate) key: PublicKey,
    /// May decide who else is let in.
    pub(crate) admin: bool,
    /// Records for the congress's own office.
    pub(crate) office: bool,
    /// What it was granted and holds today.
    grants: Vec<Grant>,
}

impl Rights {
    /// May read a space.
    pub(crate) fn reads(&self, space: &Space) -> bool {
        matches!(space.as_str(), Space::ACCESS | Space::MAIN)
            || self.grants.iter().any(|grant| grant.reads(space))
    }

    /// May write to a space: what is sealed to the office anybody may hand in, and in a
    /// deputy's space the office alone hands out.
    pub(crate) fn writes(&self, space: &Space) -> bool {
        match space.is_deputys() {
            true => self.reads(&Space::office()),
            false => space.as_str() == Space::OFFICE || self.reads(space),
        }
    }

    fn of(member: &Member, today: NaiveDate) -> Option<Rights> {
        let holds = |grant: &&Grant| grant.holds(today);
        let grants: Vec<Grant> = member.grants.iter().filter(holds).cloned().collect();
        if grants.is_empty() && member.root.is_none() {
            return None;
        }
        Some(Rights {
            key: member.key.clone(),
            admin: member.root.is_some() || grants.iter().any(|grant| grant.admin),
            office: member.root.is_some()
                || grants.iter().any(|grant| grant.party.role == Role::Office),
            grants,
        })
    }
}

impl Members {
    /// Reads the roll.
    pub(crate) async fn open(objects: Arc<dyn Objects>) -> Result<Self, StoreError> {
        let members = Members {
            objects,
            view: RwLock::default(),
            read: Mutex::default(),
        };
        members.refresh().await?;
        Ok(members)
    }

    /// What is known now.
    pub(crate) fn view(&self) -> Arc<View> {
        let view = self.view.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&view)
    }

    /// What a device may do.
    ///
    /// # Errors
    /// It may do nothing: it was never let in, was revoked, or its time is over.
    pub(crate) async fn rights(&self, device: &DeviceId) -> Result<Rights, Refusal> {
        match judge(&self.view(), device) {
            Ok(rights) => Ok(rights),
            // It may have been let in through another server.
            Err(_) => {
                self.read_again().await?;
                judge(&self.view(), device)
            }
        }
    }

    /// Fails where a device may not read a space.
    ///
    /// Who was let in once goes on reading `access`: that it was revoked, or let in again, is
    /// said there, by somebody who may. A device believes that, and no server's word.
    pub(crate) async fn may_read(&self, device: &DeviceId, space: &Space) -> Result<(), Refusal> {
        match self.rights(device).await {
            Ok(rights) if rights.reads(space) => Ok(()),
            Ok(_) => Err(refusal::space_closed()),
            Err(refused) => {
                let known = self.view().roll.member(device).is_some();
                match space.as_str() {
                    Space::ACCESS if known => Ok(()),
                    _ => Err(refused),
                }
            }
        }
    }

    /// Reads what was added since, unless that was only just done.
    pub(crate) async fn read_again(&self) -> Result<(), StoreError> {
        let mut read = self.read.lock().await;
        if read.at.is_some_and(|at| at.elapsed() < AGAIN) {
            return Ok(());
        }
        self.read_all(&mut read).await
    }

    /// Reads what was added since.
    pub(crate) async fn refresh(&self) -> Result<(), StoreError> {
        let mut read = self.read.lock().await;
        self.read_all(&mut read).await
    }

    /// Makes sure that an object just put is counted.
    pub(crate) async fn taken(&self, key: &str) -> Result<(), StoreError> {
        let mut read = self.read.lock().await;
        if read.objects.contains_key(key) && self.view().workspace.is_some() {
            return Ok(());
        }
        self.read_all(&mut read).await
    }

    async fn read_all(&self, read: &mut Read) -> Result<(), StoreError> {
        let known = self.view().workspace.clone();
        let workspace = match known {
            Some(workspace) => Some(workspace),
            None => self.workspace().await?,
        };
        let fresh = self.read_new(read).await?;
        read.at = Some(Instant::now());
        let Some(workspace) = workspace else {
            return Ok(());
        };
        if !fresh && self.view().workspace.is_some() {
            return Ok(());
        }
        // Signatures of the whole roll are checked anew: no work for a thread that serves.
        let objects: Vec<Arc<Object>> = read.objects.values().cloned().collect();
        let of = workspace.clone();
        let roll = move || Roll::of(&of, objects.iter().map(|object| &**object));
        let roll = tokio::task::spawn_blocking(roll).await;
        let view = View {
            roll: roll.map_err(StoreError::broken)?,
            workspace: Some(workspace),
        };
        *self.view.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(view);
        Ok(())
    }

    async fn workspace(&self) -> Result<Option<WorkspaceId>, StoreError> {
        let Some(bytes) = self.objects.get(WORKSPACE).await? else {
            return Ok(None);
        };
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let id = WorkspaceId::try_from(text);
        id.map(Some)
            .map_err(|_| StoreError::broken("no workspace's id in private/workspace"))
    }

    /// Reads objects that are not read yet; true where there were any.
    async fn read_new(&self, read: &mut Read) -> Result<bool, StoreError> {
        let folder = key::chains(&Space::access());
        let mut fresh = false;
        let mut after: Option<String> = None;
        loop {
            let page = self.objects.list(&folder, after.as_deref(), PAGE).await?;
            for key in &page.keys {
                if read.objects.contains_key(key) {
                    continue;
                }
                let bytes = self.objects.get(key).await?.unwrap_or_default();
                // A store that others write to as well may hold anything.
                if let Ok(object) = object::check_named(key, &bytes) {
                    read.objects.insert(key.clone(), Arc::new(object));
                    fresh = true;
                }
            }
            after = page.keys.last().cloned();
            if !page.more {
                return Ok(fresh);
            }
        }
    }
}

fn judge(view: &View, device: &DeviceId) -> Result<Rights, Refusal> {
    if view.workspace.is_none() {
        return Err(refusal::not_founded());
    }
    let member = view.roll.member(device).ok_or_else(refusal::not_enrolled)?;
    if !member.revoked.is_empty() {
        return Err(refusal::device_revoked());
    }
    Rights::of(member, clock::today()).ok_or_else(refusal::grant_expired)
}
