//! Accepting nothing more from a device.

use super::{Outside, Service, Trouble};
use crate::probe::Bench;
use chrono::DateTime;
use huiyin_log::Space;
use huiyin_log::access::{AccessEvent, Revoked};
use huiyin_protocol::sharing::SharingReply;
use huiyin_store::EventStore;

impl<E, O, T, H> Service<E, O, T, H>
where
    E: EventStore,
    O: EventStore,
    T: Bench + Clone,
    H: Outside,
{
    pub(super) async fn revoke(
        &self,
        device: &str,
        reason: &str,
        after: Option<&str>,
    ) -> Result<SharingReply, Trouble> {
        let own = self.must_be_admin()?;
        let id = self.known_device(device)?;
        let reason = reason.trim();
        if reason.is_empty() || reason.chars().count() > 200 || reason.chars().any(char::is_control)
        {
            return Err(Trouble::input(
                "reason_unfit",
                "请写明停用的原因，不超过200个字。",
                "state why the device is revoked, in at most 200 characters",
            ));
        }
        let roll = self.replica.roll();
        let member = roll.member(&id).ok_or_else(super::access::alone)?;
        if !super::devices::may_revoke(&own, member) {
            return Err(Trouble::refused(
                "may_not_revoke",
                "本设备无权停用这台设备，或者它已停用。管理员由创建工作区的设备停用，创建工作区的设备凭恢复码停用。",
                "this device may not revoke that one, or it is revoked already; administrators are revoked by the founding device, the founding device with the recovery code",
            ));
        }
        let until = match after.map(str::trim) {
            None | Some("") => None,
            Some(text) => Some(
                DateTime::parse_from_rfc3339(text)
                    .map_err(|_| {
                        Trouble::input(
                            "time_unfit",
                            format!("“{text}”不是时间。请写成 2026-11-27T09:30:00+08:00。"),
                            format!("`{text}` is no time; write 2026-11-27T09:30:00+08:00"),
                        )
                    })?
                    .timestamp(),
            ),
        };
        // What the store has and this device has not must not be cut off unseen.
        let _ = self.sync_now(false).await;
        if member.reads(&Space::office())
            && let Some(carrier) = self.carrier().await?
        {
            let _ = self.look_at_handed(&*carrier).await;
        }
        let mut events = vec![AccessEvent::Revoked(Revoked {
            device: id.to_string(),
            logs: self.last_of(&id, until),
            reason: reason.to_owned(),
        })];
        // Whoever has the device has its keys: what is sealed from now on is sealed to new ones.
        for space in [Space::office(), Space::main()] {
            let read = space.as_str() == Space::MAIN || member.reads(&space);
            if roll.key(&space).is_some() && read && self.replica.holds_key(&space) {
                events.push(self.new_key(&space, &id)?);
            }
        }
        let actor = self.own_actor()?;
        self.replica.speak(&events, actor, &self.host).await?;
        self.sync_soon().await;
        self.devices().await
    }
}
