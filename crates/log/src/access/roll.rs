//! The roll: every device that was ever let in, and what it may do.

use super::event::{AccessEvent, Cut, Founded, Granted, Revoked, SpaceKeyed};
use super::ladder::{Chains, chains, kept};
use super::workspace_of;
use crate::seal::BoxPublic;
use crate::standing::Block;
use crate::{Alg, DeviceId, Object, ObjectId, PublicKey, Space, WorkspaceId};
use chrono::NaiveDate;
use huiyin_rules::ids::EventId;
use huiyin_rules::{Party, Role};
use std::collections::{BTreeMap, BTreeSet};

/// What one grant gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The event that gave it.
    pub event: EventId,
    /// The person.
    pub person: String,
    /// The party whose acts the device records.
    pub party: Party,
    /// May let others in and revoke them.
    pub admin: bool,
    /// May give any official number.
    pub registrar: bool,
    /// The sealed spaces it may read.
    pub spaces: BTreeSet<Space>,
    /// The last day on which what it records counts.
    pub until: Option<NaiveDate>,
}

impl Grant {
    /// Whether it holds on a day.
    pub fn holds(&self, on: NaiveDate) -> bool {
        self.until.is_none_or(|until| on <= until)
    }

    /// May read a sealed space: one it was given, its own where it is a deputy's, and all
    /// deputies' where it reads the office's.
    pub fn reads(&self, space: &Space) -> bool {
        let office = || self.spaces.contains(&Space::office());
        self.spaces.contains(space)
            || (space.is_deputys() && (office() || self.own_space().as_ref() == Some(space)))
    }

    /// The space in which the office hands it what is theirs, where it is a deputy's.
    pub fn own_space(&self) -> Option<Space> {
        let named = self.party.role == Role::Deputy && !self.party.name.is_empty();
        named.then(|| Space::of_deputy(&self.party.name))
    }
}

/// That a device was revoked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revocation {
    /// Why.
    pub reason: String,
    /// The last objects that count.
    pub cuts: Vec<Cut>,
}

/// A device that was let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its key.
    pub key: PublicKey,
    /// The key that spaces' keys are sealed to for it; a root that was never granted has none.
    pub kx: Option<BoxPublic>,
    /// Its place among the roots, from 0.
    pub root: Option<usize>,
    /// Everything it was granted; it may do what any of them allows.
    pub grants: Vec<Grant>,
    /// The blocks of official numbers it may give.
    pub blocks: Vec<Block>,
    /// That it was revoked, each time it was said.
    pub revoked: Vec<Revocation>,
}

impl Member {
    fn new(key: PublicKey, root: Option<usize>) -> Member {
        Member {
            key,
            kx: None,
            root,
            grants: Vec::new(),
            blocks: Vec::new(),
            revoked: Vec::new(),
        }
    }

    /// The grant that tells who it is: the latest.
    pub fn grant(&self) -> Option<&Grant> {
        self.grants.last()
    }

    /// Whether it records for the office.
    pub fn is_office(&self) -> bool {
        let office = |grant: &Grant| grant.party.role == Role::Office;
        self.grants.iter().any(office)
    }

    /// May let others in.
    pub fn admin(&self) -> bool {
        self.root.is_some() || self.grants.iter().any(|grant| grant.admin)
    }

    /// May give any official number.
    pub fn registrar(&self) -> bool {
        self.grants.iter().any(|grant| grant.registrar)
    }

    /// May read a sealed space.
    pub fn reads(&self, space: &Space) -> bool {
        self.grants.iter().any(|grant| grant.reads(space))
    }

    /// The objects of it that still count; `None` where all do.
    ///
    /// Two revocations leave what both leave.
    pub fn kept(&self, chains: &impl Chains) -> Option<BTreeSet<ObjectId>> {
        let mut left: Option<BTreeSet<ObjectId>> = None;
        for revocation in &self.revoked {
            let these = kept(&revocation.cuts, chains);
            left = Some(match left {
                None => these,
                Some(before) => before.intersection(&these).cloned().collect(),
            });
        }
        left
    }
}

/// A key of a space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpaceKey {
    /// Which key.
    pub generation: u64,
    /// What objects are sealed to.
    pub public: BoxPublic,
    /// The secret key for each device, sealed to it.
    pub wrapped: BTreeMap<DeviceId, Vec<u8>>,
}

/// What the events about access come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roll {
    founded: Option<Founded>,
    members: BTreeMap<DeviceId, Member>,
    keys: BTreeMap<Space, Vec<SpaceKey>>,
    /// Keys whose making does not count, though whoever made them was an administrator:
    /// others may have sealed to them before they heard of it.
    spare: BTreeMap<Space, Vec<SpaceKey>>,
    /// Events about access that counted.
    counted: BTreeSet<EventId>,
}

/// One line of an access object whose signature holds.
struct Said {
    /// Where it stands among all: sequence number, then id.
    order: (u64, EventId),
    device: DeviceId,
    object: ObjectId,
    on: NaiveDate,
    event: AccessEvent,
}

impl Roll {
    /// The roll of a workspace out of a set of objects, in any order. Objects of other
    /// workspaces and spaces are passed over.
    pub fn of<'a>(workspace: &WorkspaceId, objects: impl IntoIterator<Item = &'a Object>) -> Roll {
        Roll::verified(workspace, objects, Object::verify)
    }

    /// The same, where `verify` says whether an object is signed by a key: for whoever
    /// remembers what it verified.
    pub fn verified<'a>(
        workspace: &WorkspaceId,
        objects: impl IntoIterator<Item = &'a Object>,
        mut verify: impl FnMut(&Object, &PublicKey) -> bool,
    ) -> Roll {
        let objects: Vec<&Object> = objects
            .into_iter()
            .filter(|object| {
                let header = object.header();
                header.workspace == *workspace && header.space.as_str() == Space::ACCESS
            })
            .collect();
        let mut roll = Roll::default();
        let lines = objects.iter().filter_map(|object| object.lines()).flatten();
        let founding = lines
            .filter(|line| workspace_of(line).as_ref() == Some(workspace))
            .find_map(|line| match AccessEvent::read(line) {
                Some(AccessEvent::Founded(founded)) => Some(founded),
                _ => None,
            });
        let Some(founded) = founding else {
            return roll;
        };
        roll.begin(&founded);
        let chains = chains(objects.iter().copied());
        // Down the ladder: what the upper ones said is settled before a lower one is heard.
        // The first root may have added others at the foot of it.
        let mut heard = BTreeSet::new();
        while let Some(root) = roll.roots().into_iter().find(|root| !heard.contains(root)) {
            let of = std::slice::from_ref(&root);
            let said = roll.heard(of, &objects, Some(&chains), &mut verify);
            roll.take(&said, Authority::Root);
            heard.insert(root);
        }
        let admins: Vec<DeviceId> = roll
            .members
            .iter()
            .filter(|(_, member)| member.root.is_none() && member.admin())
            .map(|(device, _)| device.clone())
            .collect();
        let said = roll.heard(&admins, &objects, Some(&chains), &mut verify);
        roll.take(&said, Authority::Admin);
        roll.spare(&objects, &mut verify);
        roll.founded = Some(founded);
        roll
    }

    fn begin(&mut self, founded: &Founded) {
        for (place, root) in founded.roots.iter().enumerate() {
            let Ok(alg) = Alg::try_from(root.alg.as_str()) else {
                continue;
            };
            if let Ok(key) = PublicKey::from_hex(alg, &root.key) {
                let device = key.device();
                self.members
                    .entry(device)
                    .or_insert_with(|| Member::new(key, Some(place)));
            }
        }
    }

    fn roots(&self) -> Vec<DeviceId> {
        let mut roots: Vec<(usize, DeviceId)> = self
            .members
            .iter()
            .filter_map(|(device, member)| Some((member.root?, device.clone())))
            .collect();
        roots.sort();
        roots.into_iter().map(|(_, device)| device).collect()
    }

    /// What `devices` said and still counts, in the order everybody agrees on.
    fn heard(
        &self,
        devices: &[DeviceId],
        objects: &[&Object],
        chains: Option<&BTreeMap<ObjectId, Option<ObjectId>>>,
        verify: &mut impl FnMut(&Object, &PublicKey) -> bool,
    ) -> Vec<Said> {
        let mut said = Vec::new();
        for device in devices {
            let Some(member) = self.members.get(device) else {
                continue;
            };
            let kept = chains.and_then(|chains| member.kept(chains));
            for object in objects {
                let header = object.header();
                let counts = kept.as_ref().is_none_or(|kept| kept.contains(object.id()));
                if header.device != *device || !counts || !verify(object, &member.key) {
                    continue;
                }
                for line in object.lines().unwrap_or_default() {
                    let Some(event) = AccessEvent::read(line) else {
                        continue;
                    };
                    said.push(Said {
                        order: (line.parts().seq, line.id().clone()),
                        device: device.clone(),
                        object: object.id().clone(),
                        on: line.parts().at.date_naive(),
                        event,
                    });
                }
            }
        }
        said.sort_by(|a, b| (&a.order, &a.object).cmp(&(&b.order, &b.object)));
        said.dedup_by(|a, b| a.order == b.order);
        said
    }

    fn take(&mut self, said: &[Said], authority: Authority) {
        let speaks = |roll: &Roll, one: &Said| {
            roll.members.get(&one.device).is_some_and(|member| {
                let admin = |grant: &Grant| grant.admin && grant.holds(one.on);
                member.root.is_some() || member.grants.iter().any(admin)
            })
        };
        // Whom a lower one lets in does not gain by it: who may speak is settled before.
        let heard: Vec<&Said> = said.iter().filter(|one| speaks(self, one)).collect();
        for one in heard {
            let counted = match &one.event {
                AccessEvent::Founded(_) => true,
                AccessEvent::Granted(granted) => self.granted(one, granted, authority),
                AccessEvent::Revoked(revoked) => self.revoked(one, revoked, authority),
                AccessEvent::SpaceKeyed(keyed) => self.keyed(keyed),
                AccessEvent::NumbersGranted(numbers) => {
                    let member = DeviceId::try_from(numbers.device.as_str())
                        .ok()
                        .and_then(|device| self.members.get_mut(&device));
                    let fits = numbers.from <= numbers.to && numbers.prefix.len() <= 32;
                    member.filter(|_| fits).is_some_and(|member| {
                        member.blocks.push(numbers.block());
                        true
                    })
                }
            };
            if counted {
                self.counted.insert(one.order.1.clone());
            }
        }
    }

    fn granted(&mut self, one: &Said, granted: &Granted, authority: Authority) -> bool {
        let Some(key) = Alg::try_from(granted.alg.as_str())
            .ok()
            .and_then(|alg| PublicKey::from_hex(alg, &granted.key).ok())
        else {
            return false;
        };
        let device = key.device();
        if device.as_str() != granted.device {
            return false;
        }
        let upper = self
            .members
            .get(&device)
            .is_some_and(|member| member.admin());
        if authority == Authority::Admin && (granted.admin || upper) {
            return false;
        }
        let first = self.members.get(&one.device).and_then(|m| m.root) == Some(0);
        if granted.root && !(authority == Authority::Root && first) {
            return false;
        }
        let lowest = self.members.values().filter_map(|member| member.root).max();
        let spaces = granted.spaces.iter();
        let grant = Grant {
            event: one.order.1.clone(),
            person: granted.person.clone(),
            party: Party {
                role: granted.role,
                name: granted.party.clone(),
            },
            admin: granted.admin && granted.role == Role::Office,
            registrar: granted.registrar && granted.role == Role::Office,
            spaces: spaces
                .filter_map(|space| Space::try_from(space.as_str()).ok())
                .collect(),
            until: granted.until.map(|day| day.0),
        };
        let member = self
            .members
            .entry(device)
            .or_insert_with(|| Member::new(key, None));
        if let Ok(kx) = BoxPublic::from_hex(&granted.kx) {
            member.kx = Some(kx);
        }
        if granted.root && member.root.is_none() {
            member.root = Some(lowest.map_or(0, |lowest| lowest + 1));
        }
        member.grants.push(grant);
        true
    }

    fn revoked(&mut self, one: &Said, revoked: &Revoked, authority: Authority) -> bool {
        let Ok(device) = DeviceId::try_from(revoked.device.as_str()) else {
            return false;
        };
        let place = |roll: &Roll, device: &DeviceId| roll.members.get(device).and_then(|m| m.root);
        let (own, other) = (place(self, &one.device), place(self, &device));
        let Some(member) = self.members.get_mut(&device) else {
            return false;
        };
        let may = match (authority, other) {
            // An earlier root over a later one; whoever it is may put out itself.
            (Authority::Root, Some(other)) => own.is_some_and(|own| own < other),
            (Authority::Root, None) => true,
            (Authority::Admin, other) => other.is_none() && !member.admin(),
        };
        if may {
            member.revoked.push(Revocation {
                reason: revoked.reason.clone(),
                cuts: revoked.logs.clone(),
            });
        }
        may
    }

    /// The keys of administrators that do not count.
    fn spare(&mut self, objects: &[&Object], verify: &mut impl FnMut(&Object, &PublicKey) -> bool) {
        let admins = self.members.iter().filter(|(_, member)| member.admin());
        let admins: Vec<DeviceId> = admins.map(|(device, _)| device.clone()).collect();
        for one in self.heard(&admins, objects, None, verify) {
            if let AccessEvent::SpaceKeyed(keyed) = &one.event
                && !self.counted(&one.order.1)
            {
                keep_key(&mut self.spare, keyed);
            }
        }
    }

    fn keyed(&mut self, keyed: &SpaceKeyed) -> bool {
        keep_key(&mut self.keys, keyed)
    }

    /// How it was founded; `None` where the founding is not among the objects.
    pub fn founded(&self) -> Option<&Founded> {
        self.founded.as_ref()
    }

    /// A device, where it was ever let in.
    pub fn member(&self, device: &DeviceId) -> Option<&Member> {
        self.members.get(device)
    }

    /// Every device that was ever let in.
    pub fn members(&self) -> impl Iterator<Item = (&DeviceId, &Member)> {
        self.members.iter()
    }

    /// The keys of a space, in the order they were made.
    pub fn keys(&self, space: &Space) -> &[SpaceKey] {
        self.keys.get(space).map_or(&[], Vec::as_slice)
    }

    /// The deputies' spaces that have a key.
    pub fn deputies_spaces(&self) -> impl Iterator<Item = &Space> {
        self.keys.keys().filter(|space| space.is_deputys())
    }

    /// Every key of every space that anything may be sealed to: also those that do not
    /// count. What is sealed counts by who signed it, not by who made the key.
    pub fn all_keys(&self) -> impl Iterator<Item = (&Space, &SpaceKey)> {
        let keys = self.keys.iter().chain(&self.spare);
        keys.flat_map(|(space, keys)| keys.iter().map(move |key| (space, key)))
    }

    /// The key that a space's objects are sealed to: of the highest generation, the first.
    pub fn key(&self, space: &Space) -> Option<&SpaceKey> {
        let highest = self.keys(space).iter().map(|key| key.generation).max()?;
        let mut keys = self.keys(space).iter();
        keys.find(|key| key.generation == highest)
    }

    /// Whether an event about access counted.
    pub fn counted(&self, event: &EventId) -> bool {
        self.counted.contains(event)
    }
}

/// Keeps a key, or one more reader of it; false for what is none.
fn keep_key(keys: &mut BTreeMap<Space, Vec<SpaceKey>>, keyed: &SpaceKeyed) -> bool {
    let (Ok(space), Ok(public)) = (
        Space::try_from(keyed.space.as_str()),
        BoxPublic::from_hex(&keyed.public),
    ) else {
        return false;
    };
    let wrapped = keyed.wrapped.iter().filter_map(|one| {
        let device = DeviceId::try_from(one.device.as_str()).ok()?;
        Some((device, crate::ids::unhex(&one.sealed)?))
    });
    let keys = keys.entry(space).or_default();
    let known = keys
        .iter_mut()
        .find(|key| key.generation == keyed.generation && key.public == public);
    match known {
        Some(known) => {
            for (device, sealed) in wrapped {
                known.wrapped.entry(device).or_insert(sealed);
            }
        }
        None => keys.push(SpaceKey {
            generation: keyed.generation,
            public,
            wrapped: wrapped.collect(),
        }),
    }
    true
}

/// On whose authority something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Authority {
    Root,
    Admin,
}
