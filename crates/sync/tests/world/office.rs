//! What an office says about access: founding, grants, keys, revocations.

use super::device::{Copy, Device, Voice};
use huiyin_log::access::{
    AccessEvent, Cut, Founded, Granted, NumbersGranted, Revoked, RootKey, SpaceKeyed, Wrapped,
    found,
};
use huiyin_log::seal::{BoxKey, BoxPublic, seal};
use huiyin_log::{Alg, DeviceId, Signer, Space, WorkspaceId};
use huiyin_rules::Role;
use huiyin_sync::replica::own;

/// A founding with these devices for roots.
pub fn founded(roots: &[&Device]) -> (WorkspaceId, AccessEvent) {
    let founded = Founded {
        name: "某区人大".into(),
        roots: roots
            .iter()
            .map(|device| RootKey {
                alg: Alg::Ed25519Sha256.as_str().into(),
                key: device.key().public().to_hex(),
            })
            .collect(),
        nonce: "0123456789abcdef0123456789abcdef".into(),
    };
    (found(&founded).unwrap(), AccessEvent::Founded(founded))
}

/// What a device is let in as.
#[derive(Clone, Debug, Default)]
pub struct Rights {
    pub admin: bool,
    pub root: bool,
    pub registrar: bool,
    pub office_space: bool,
    pub until: Option<chrono::NaiveDate>,
}

impl Rights {
    pub fn usual(device: &Device) -> Rights {
        Rights {
            office_space: device.party.role == Role::Office,
            ..Rights::default()
        }
    }

    pub fn full() -> Rights {
        Rights {
            admin: true,
            registrar: true,
            office_space: true,
            ..Rights::default()
        }
    }
}

pub fn granted(device: &Device, rights: &Rights) -> AccessEvent {
    AccessEvent::Granted(Granted {
        device: device.id().to_string(),
        alg: Alg::Ed25519Sha256.as_str().into(),
        key: device.key().public().to_hex(),
        kx: device.box_key().public().to_hex(),
        person: device.name.clone(),
        role: device.party.role,
        party: device.party.name.clone(),
        admin: rights.admin,
        root: rights.root,
        registrar: rights.registrar,
        spaces: if rights.office_space {
            vec![Space::OFFICE.to_owned()]
        } else {
            Vec::new()
        },
        until: rights.until.map(huiyin_log::access::Day),
    })
}

pub fn numbers(device: &DeviceId, prefix: &str, from: u32, to: u32) -> AccessEvent {
    AccessEvent::NumbersGranted(NumbersGranted {
        device: device.to_string(),
        prefix: prefix.into(),
        from,
        to,
    })
}

pub fn revoked(device: &DeviceId, logs: Vec<Cut>) -> AccessEvent {
    AccessEvent::Revoked(Revoked {
        device: device.to_string(),
        logs,
        reason: "遗失".into(),
    })
}

/// A space's key, sealed to some readers.
pub fn keyed(
    workspace: &WorkspaceId,
    space: &Space,
    generation: u64,
    secret: &BoxKey,
    readers: &[(DeviceId, BoxPublic)],
    voice: &Voice,
) -> AccessEvent {
    let context = own::wrap_context(workspace, space, generation);
    AccessEvent::SpaceKeyed(SpaceKeyed {
        space: space.to_string(),
        generation,
        public: secret.public().to_hex(),
        wrapped: readers
            .iter()
            .map(|(device, public)| Wrapped {
                device: device.to_string(),
                sealed: huiyin_log::hex(&seal(
                    public,
                    &context,
                    &secret.to_seed(),
                    own::seed(voice),
                )),
            })
            .collect(),
    })
}

pub fn reader(device: &Device) -> (DeviceId, BoxPublic) {
    (device.id(), device.box_key().public())
}

/// A key of a space for one more reader, out of those that a copy holds.
pub fn keys_for(copy: &Copy, space: &Space, to: &Device, voice: &Voice) -> Vec<AccessEvent> {
    let workspace = copy.identity().unwrap().workspace;
    let secrets = copy.secrets_of(space);
    secrets
        .iter()
        .map(|(generation, secret)| {
            keyed(&workspace, space, *generation, secret, &[reader(to)], voice)
        })
        .collect()
}

/// The last objects known of a device, less the last `lag` of each chain.
pub fn cuts(copy: &Copy, device: &DeviceId, lag: usize) -> Vec<Cut> {
    copy.look(|index| {
        let mut cuts = Vec::new();
        for (number, chain) in (0..).zip(&index.chains) {
            if chain.device != *device {
                continue;
            }
            for tip in index.tips(number) {
                let mut entry = Some(tip);
                for _ in 0..lag {
                    entry = entry.and_then(|entry| index.named(entry.prev?));
                }
                cuts.extend(entry.map(|entry| Cut {
                    log: chain.log.to_string(),
                    seq: entry.seq,
                    id: entry.id_text(),
                }));
            }
        }
        cuts
    })
}
