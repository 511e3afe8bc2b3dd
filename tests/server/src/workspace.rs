//! A workspace: its founder, and whom it lets in.

use crate::{Client, Device};
use huiyin_log::access::{AccessEvent, Cut, Founded, Granted, Revoked, RootKey, found};
use huiyin_log::{Object, Signer, WorkspaceId};
use huiyin_rules::Role;

/// A workspace, and the device that founded it.
pub struct Workspace {
    pub id: WorkspaceId,
    pub founder: Device,
    pub founding: Object,
}

impl Workspace {
    /// Signs a founding that no server has yet.
    pub fn new() -> Workspace {
        let founder = Device::office();
        let public = founder.key.public();
        let founded = Founded {
            name: "马龙区人大".to_owned(),
            roots: vec![RootKey {
                alg: public.alg().as_str().to_owned(),
                key: public.to_hex(),
            }],
            nonce: "ab".repeat(16),
        };
        let id = found(&founded).unwrap();
        let own = grant(&founder, true, &["office"], None);
        let founding = founder.say(&id, &[AccessEvent::Founded(founded), own]);
        Workspace {
            id,
            founder,
            founding,
        }
    }

    /// Founds one on a server.
    pub fn found(client: &Client) -> (Workspace, Client) {
        let workspace = Workspace::new();
        let (client, granted) = client.signed_in(&workspace.founder);
        assert!(!granted);
        let put = client.put(&workspace.founding.key(), workspace.founding.encode());
        assert_eq!(put.status, 201, "{put:?}");
        (workspace, client)
    }

    /// Lets a device in, through the founder's client.
    pub fn let_in(&self, founder: &Client, device: &Device, spaces: &[&str]) {
        self.tell(founder, grant(device, false, spaces, None));
    }

    /// Says something about access, through the founder's client.
    pub fn tell(&self, founder: &Client, event: AccessEvent) {
        let object = self.founder.say(&self.id, &[event]);
        let put = founder.put(&object.key(), object.encode());
        assert_eq!(put.status, 201, "{put:?}");
    }
}

impl Default for Workspace {
    fn default() -> Self {
        Workspace::new()
    }
}

/// A grant for a device.
pub fn grant(device: &Device, admin: bool, spaces: &[&str], until: Option<&str>) -> AccessEvent {
    let public = device.key.public();
    AccessEvent::Granted(Granted {
        device: public.device().to_string(),
        alg: public.alg().as_str().to_owned(),
        key: public.to_hex(),
        kx: device.kx.public().to_hex(),
        person: "张三".to_owned(),
        role: device.role,
        party: device.party.clone(),
        admin,
        root: false,
        registrar: device.role == Role::Office,
        spaces: spaces.iter().map(|space| (*space).to_owned()).collect(),
        until: until.map(|day| serde_json::from_value(day.into()).unwrap()),
    })
}

/// A revocation that keeps what a device's chain held up to `last`.
pub fn revocation(device: &Device, last: Option<&Object>) -> AccessEvent {
    AccessEvent::Revoked(Revoked {
        device: device.id().to_string(),
        logs: last
            .map(|last| Cut {
                log: last.header().log.to_string(),
                seq: last.header().seq,
                id: last.id().to_string(),
            })
            .into_iter()
            .collect(),
        reason: "设备遗失".to_owned(),
    })
}
