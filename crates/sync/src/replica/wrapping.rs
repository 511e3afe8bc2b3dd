//! Giving the key of a space to devices.

use super::{Speaker, own, wrap_context};
use huiyin_log::access::{AccessEvent, SpaceKeyed, Wrapped};
use huiyin_log::seal::{self, BoxKey, BoxPublic};
use huiyin_log::{DeviceId, Space, WorkspaceId};

/// Giving a space's key to devices.
pub(crate) struct Wrapping<'a> {
    pub workspace: &'a WorkspaceId,
    pub space: &'a Space,
    pub generation: u64,
}

impl Wrapping<'_> {
    /// The event that gives `secret` to `readers`.
    pub fn keyed(
        &self,
        secret: &BoxKey,
        readers: &[(DeviceId, BoxPublic)],
        speaker: &impl Speaker,
    ) -> AccessEvent {
        let context = wrap_context(self.workspace, self.space, self.generation);
        let wrapped = readers.iter().map(|(device, kx)| Wrapped {
            device: device.to_string(),
            sealed: huiyin_log::hex(&seal::seal(
                kx,
                &context,
                &secret.to_seed(),
                own::seed(speaker),
            )),
        });
        AccessEvent::SpaceKeyed(SpaceKeyed {
            space: self.space.to_string(),
            generation: self.generation,
            public: secret.public().to_hex(),
            wrapped: wrapped.collect(),
        })
    }
}
