//! Sealed spaces: the keys this device was given, and what they open.

use super::index::{KeyName, LineEntry, Place};
use super::settle::TOGETHER;
use super::{Replica, Secrets, SyncError};
use huiyin_log::seal::{self, BoxKey};
use huiyin_log::{Envelope, Object, Payload, Space, WorkspaceId};
use huiyin_store::EventStore;
use std::collections::BTreeSet;
use std::rc::Rc;

impl<E: EventStore, O: EventStore> Replica<E, O> {
    /// Opens the spaces' keys that this device was given, and with them what is sealed.
    pub(super) async fn learn_secrets(&self) -> Result<(), SyncError> {
        let new = self.new_secrets();
        if !new.is_empty() {
            let mut index = self.index.borrow_mut();
            index.keys.extend(new.keys().cloned());
            self.secrets.borrow_mut().extend(new);
            for entry in &mut index.entries {
                entry.tried = false;
            }
        }
        let closed = self.places(|_, _, entry| entry.sealed && !entry.readable && !entry.tried);
        for chunk in closed.chunks(TOGETHER) {
            let objects = self.objects_of(chunk).await?;
            for (place, object) in &objects {
                let lines = self.opened(object);
                self.learn_lines(*place, lines.as_deref());
            }
        }
        Ok(())
    }

    /// Whether something was opened by a key that nobody who might offers any more.
    pub(super) fn keys_withdrawn(&self) -> bool {
        let (index, roll) = (self.index.borrow(), self.roll.borrow());
        let offered: BTreeSet<KeyName> = roll
            .all_keys()
            .map(|(space, key)| (space.clone(), key.generation, key.public.to_hex()))
            .collect();
        !index.keys.is_subset(&offered)
    }

    fn learn_lines(&self, place: Place, lines: Option<&[Envelope]>) {
        let mut index = self.index.borrow_mut();
        if let Some(lines) = lines {
            let lines = lines
                .iter()
                .map(|line| LineEntry::of(line, &mut index.pool))
                .collect();
            index.set_lines(place, lines);
        }
        let Some(entry) = index.entry_mut(place) else {
            return;
        };
        entry.tried = true;
        entry.readable = lines.is_some();
        let late = entry.readable && entry.complete;
        index.stale |= late;
    }

    fn new_secrets(&self) -> Secrets {
        let identity = self.identity.borrow();
        let (Some(identity), Some(device)) = (identity.as_ref(), self.device()) else {
            return Secrets::new();
        };
        let (roll, known) = (self.roll.borrow(), self.secrets.borrow());
        let mut new = Secrets::new();
        for (space, key) in roll.all_keys() {
            let name = (space.clone(), key.generation, key.public.to_hex());
            if known.contains_key(&name) {
                continue;
            }
            let Some(sealed) = key.wrapped.get(&device) else {
                continue;
            };
            let context = wrap_context(&identity.workspace, space, key.generation);
            let opened = seal::open(&identity.box_key(), &context, sealed);
            let seed = opened.and_then(|plain| <[u8; 32]>::try_from(plain).ok());
            if let Some(secret) = seed.map(BoxKey::from_seed)
                && secret.public() == key.public
            {
                new.insert(name, Rc::new(secret));
            }
        }
        let derived = self.derived(&identity.workspace, &new);
        new.extend(derived);
        new
    }

    /// The keys of deputies' spaces: whoever reads the office's space makes them by itself.
    fn derived(&self, workspace: &WorkspaceId, new: &Secrets) -> Secrets {
        let (roll, known) = (self.roll.borrow(), self.secrets.borrow());
        let office = Space::office();
        let makers = known
            .iter()
            .chain(new)
            .filter(|((of, _, _), _)| *of == office);
        let makers: Vec<&Rc<BoxKey>> = makers.map(|(_, key)| key).collect();
        let mut derived = Secrets::new();
        for (space, key) in roll.all_keys().filter(|(space, _)| space.is_deputys()) {
            let name = (space.clone(), key.generation, key.public.to_hex());
            if known.contains_key(&name) || new.contains_key(&name) {
                continue;
            }
            let made = makers
                .iter()
                .map(|maker| deputys_key(maker, workspace, space, key.generation));
            let mut made = made.filter(|made| made.public() == key.public);
            if let Some(made) = made.next() {
                derived.insert(name, Rc::new(made));
            }
        }
        derived
    }

    /// The lines of a sealed object, with any key of its space and generation.
    pub(crate) fn opened(&self, object: &Object) -> Option<Vec<Envelope>> {
        let Payload::Sealed { generation, .. } = object.payload() else {
            return None;
        };
        let secrets = self.secrets.borrow();
        let space = &object.header().space;
        let mut keys = secrets
            .iter()
            .filter(|((of, known, _), _)| of == space && known == generation);
        keys.find_map(|(_, key)| object.open(key))
    }

    /// The keys of a space that this device was given, by generation.
    pub fn secrets_of(&self, space: &Space) -> Vec<(u64, Rc<BoxKey>)> {
        let secrets = self.secrets.borrow();
        let of = secrets.iter().filter(|((of, _, _), _)| of == space);
        of.map(|((_, generation, _), key)| (*generation, Rc::clone(key)))
            .collect()
    }

    /// Whether this device was given the key that a space is sealed to now.
    pub fn holds_key(&self, space: &Space) -> bool {
        self.secret_now(space).is_some()
    }

    /// The key that a space is sealed to now, where this device was given it.
    pub fn secret_now(&self, space: &Space) -> Option<Rc<BoxKey>> {
        let (roll, secrets) = (self.roll.borrow(), self.secrets.borrow());
        let key = roll.key(space)?;
        let name = (space.clone(), key.generation, key.public.to_hex());
        secrets.get(&name).map(Rc::clone)
    }
}

/// The key of a deputy's space that belongs to a key of the office's: two administrators
/// who make it apart make the same, and no device of the office has to be given it.
pub(super) fn deputys_key(
    office: &BoxKey,
    workspace: &WorkspaceId,
    space: &Space,
    generation: u64,
) -> BoxKey {
    office.derive(&wrap_context(workspace, space, generation))
}

/// What a secret key of a space is bound to when it is sealed for a device.
pub fn wrap_context(workspace: &WorkspaceId, space: &Space, generation: u64) -> Vec<u8> {
    format!("huiyin-space-key-1/{workspace}/{space}/{generation}").into_bytes()
}
