//! What is said about access, put together.

use super::{Outside, Service, Trouble};
use crate::probe::Bench;
use crate::replica::{Identity, Wrapping, own};
use huiyin_log::access::{AccessEvent, Member};
use huiyin_log::seal::{BoxKey, BoxPublic};
use huiyin_log::{DeviceId, Space};
use huiyin_rules::Actor;
use huiyin_store::EventStore;

impl<E, O, T, H> Service<E, O, T, H>
where
    E: EventStore,
    O: EventStore,
    T: Bench + Clone,
    H: Outside,
{
    /// The identity of a device that takes part.
    pub(super) fn member_identity(&self) -> Result<Identity, Trouble> {
        let identity = self.replica.identity().ok_or_else(alone)?;
        self.own_member()?;
        Ok(identity)
    }

    /// What this device was granted.
    pub(super) fn own_member(&self) -> Result<Member, Trouble> {
        let device = self.replica.device().ok_or_else(alone)?;
        let roll = self.replica.roll();
        let member = roll.member(&device).cloned().ok_or_else(|| {
            Trouble::refused(
                "not_let_in",
                "本设备尚未获准加入。请等待管理员批准。",
                "this device has not been let in yet; wait for an administrator",
            )
        })?;
        if !member.revoked.is_empty() {
            return Err(Trouble::refused(
                "device_revoked",
                "本设备已停用，不能再作此操作。如需继续使用，请由管理员重新批准一台设备。",
                "this device was revoked and can do no more; ask an administrator to let a new one in",
            ));
        }
        Ok(member)
    }

    /// That this device lets others in.
    pub(super) fn must_be_admin(&self) -> Result<Member, Trouble> {
        let member = self.own_member()?;
        if member.admin() {
            return Ok(member);
        }
        Err(Trouble::refused(
            "not_admin",
            "只有管理员设备可以管理其他设备。请到管理员的设备上操作。",
            "only an administrator's device manages others; do it there",
        ))
    }

    /// Who acts in this device's name.
    pub(super) fn own_actor(&self) -> Result<Actor, Trouble> {
        let member = self.own_member()?;
        let party = member.grant().map(|grant| grant.party.clone());
        let party = party.ok_or_else(alone)?;
        Ok(Actor {
            party,
            on_behalf_of: None,
        })
    }

    /// Every key of a space that this device holds, for one more reader.
    pub(super) fn keys_for(
        &self,
        space: &Space,
        reader: (DeviceId, BoxPublic),
    ) -> Result<Vec<AccessEvent>, Trouble> {
        let workspace = self.member_identity()?.workspace;
        let secrets = self.replica.secrets_of(space);
        let reader = [reader];
        let events = secrets.iter().map(|(generation, secret)| {
            let wrapping = Wrapping {
                workspace: &workspace,
                space,
                generation: *generation,
            };
            wrapping.keyed(secret, &reader, &self.host)
        });
        Ok(events.collect())
    }

    /// A new key of a space for everybody who may read it, `without` one.
    pub(super) fn new_key(
        &self,
        space: &Space,
        without: &DeviceId,
    ) -> Result<AccessEvent, Trouble> {
        let workspace = self.member_identity()?.workspace;
        let roll = self.replica.roll();
        let main = space.as_str() == Space::MAIN;
        let readers: Vec<(DeviceId, BoxPublic)> = roll
            .members()
            .filter(|(device, member)| {
                *device != without && member.revoked.is_empty() && (main || member.reads(space))
            })
            .filter_map(|(device, member)| Some((device.clone(), member.kx?)))
            .collect();
        let last = roll.keys(space).iter().map(|key| key.generation).max();
        let wrapping = Wrapping {
            workspace: &workspace,
            space,
            generation: last.unwrap_or(0) + 1,
        };
        let secret = BoxKey::from_seed(own::seed(&self.host));
        Ok(wrapping.keyed(&secret, &readers, &self.host))
    }
}

/// The device works alone.
pub(super) fn alone() -> Trouble {
    Trouble::refused(
        "works_alone",
        "本设备没有加入共享工作区。请先创建或加入。",
        "this device takes no part in a shared workspace; create or join one first",
    )
}
