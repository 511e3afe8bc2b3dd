//! Whose replica it is: the workspace, the device's keys, its chains.

use huiyin_log::seal::BoxKey;
use huiyin_log::sign::SignError;
use huiyin_log::{Alg, DeviceId, LocalKey, LogId, Signer, Space, WorkspaceId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where it is kept among the objects' store's settings.
const KEY: &str = "identity";

/// What makes this installation a device of a workspace. Never leaves it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// How it signs.
    pub alg: Alg,
    /// The seed of its signing key.
    seed: [u8; 32],
    /// The seed of the key that spaces' keys are sealed to for it.
    box_seed: [u8; 32],
    /// The log it writes in each space: minted at installation and after every restore.
    pub logs: BTreeMap<Space, LogId>,
    /// The log in which it vouches for others' lines, by space. Such lines may be older or
    /// younger than its own, so that they cannot stand in one chain with them.
    #[serde(default)]
    pub adopting: BTreeMap<Space, LogId>,
    /// The person who sits at it, as they said themselves.
    pub person: String,
}

impl Identity {
    /// A new device.
    pub fn new(
        workspace: WorkspaceId,
        alg: Alg,
        seed: [u8; 32],
        box_seed: [u8; 32],
        person: String,
    ) -> Identity {
        Identity {
            workspace,
            alg,
            seed,
            box_seed,
            logs: BTreeMap::new(),
            adopting: BTreeMap::new(),
            person,
        }
    }

    /// The same device in another workspace's hands: a request that found its workspace.
    pub fn in_workspace(&self, workspace: WorkspaceId) -> Identity {
        Identity {
            workspace,
            ..self.clone()
        }
    }

    /// The log for a space, for lines of its own or of others.
    pub fn log(&self, space: &Space, adopts: bool) -> Option<&LogId> {
        if adopts {
            self.adopting.get(space)
        } else {
            self.logs.get(space)
        }
    }

    /// The same device that goes on in another log.
    pub fn with_log(mut self, space: &Space, adopts: bool, log: LogId) -> Identity {
        let logs = if adopts {
            &mut self.adopting
        } else {
            &mut self.logs
        };
        logs.insert(space.clone(), log);
        self
    }

    /// The same device in new logs.
    pub fn anew(mut self) -> Identity {
        self.logs.clear();
        self.adopting.clear();
        self
    }

    /// What it signs with.
    ///
    /// # Errors
    /// The seed is none of the algorithm's.
    pub fn signer(&self) -> Result<LocalKey, SignError> {
        LocalKey::from_seed(self.alg, self.seed)
    }

    /// What opens what is sealed to it.
    pub fn box_key(&self) -> BoxKey {
        BoxKey::from_seed(self.box_seed)
    }

    /// Its id.
    ///
    /// # Errors
    /// The seed is none of the algorithm's.
    pub fn device(&self) -> Result<DeviceId, SignError> {
        Ok(self.signer()?.public().device())
    }

    /// The name under which settings keep it.
    pub const fn key() -> &'static str {
        KEY
    }
}
