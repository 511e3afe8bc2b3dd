//! Devices: those that ask, those that were let in.

use super::create::name;
use super::{Outside, Service, Trouble};
use crate::carrier::Carrier;
use crate::probe::Bench;
use crate::replica::index::{Index, time};
use huiyin_log::access::{AccessEvent, Day, Granted, Member, NumbersGranted};
use huiyin_log::{DeviceId, Space, code, enrol, key, time_text};
use huiyin_protocol::sharing::{Approval, DeviceView, JoinRequest, SharingReply};
use huiyin_rules::{Lang, Role, date};
use huiyin_store::EventStore;
use std::collections::BTreeSet;

/// Devices that were declined here, so that they are not shown again.
const DECLINED: &str = "declined";
/// Requests read from a store; whoever floods it does not flood this device.
const MOST: usize = 100;

impl<E, O, T, H> Service<E, O, T, H>
where
    E: EventStore,
    O: EventStore,
    T: Bench + Clone,
    H: Outside,
{
    pub(super) async fn requests(&self) -> Result<SharingReply, Trouble> {
        self.must_be_admin()?;
        let asked = self.asking().await?;
        self.due.borrow_mut().requests = asked.len() as u64;
        let views = asked.iter().map(|request| JoinRequest {
            device: request.device().to_string(),
            code: request.code(),
            person: request.parts().person.clone(),
            role: request.parts().role,
            party: request.parts().party.clone(),
            at: time_text(&request.parts().at),
        });
        Ok(SharingReply::Requests(views.collect()))
    }

    /// Requests on the store that nobody answered yet.
    async fn asking(&self) -> Result<Vec<enrol::Request>, Trouble> {
        let Some(carrier) = self.carrier().await? else {
            return Ok(Vec::new());
        };
        let workspace = self.member_identity()?.workspace;
        let (roll, declined) = (self.replica.roll(), self.declined().await?);
        let entries = carrier.list(key::ENROL, None).await?;
        let mut found = Vec::new();
        for entry in entries.into_iter().take(MOST * 4) {
            let Ok(device) = DeviceId::try_from(entry.name.as_str()) else {
                continue;
            };
            if roll.member(&device).is_some() || declined.contains(device.as_str()) {
                continue;
            }
            let Some(bytes) = carrier.get(&key::enrol(&device)).await? else {
                continue;
            };
            // What does not verify is nobody's request.
            if let Ok(request) = enrol::Request::decode(&bytes)
                && request.device() == device
                && request
                    .parts()
                    .workspace
                    .as_ref()
                    .is_none_or(|of| *of == workspace)
            {
                found.push(request);
            }
            if found.len() >= MOST {
                break;
            }
        }
        found.sort_by_key(|request| (request.parts().at, request.device()));
        Ok(found)
    }

    /// Notes how many ask, where this device may let them in.
    pub(super) async fn look_for_requests<C: Carrier>(&self, carrier: &C) -> Result<(), Trouble> {
        if self.must_be_admin().is_err() {
            return Ok(());
        }
        let (roll, declined) = (self.replica.roll(), self.declined().await?);
        let entries = carrier.list(key::ENROL, None).await?;
        let open = entries.iter().filter(|entry| {
            DeviceId::try_from(entry.name.as_str()).is_ok_and(|device| {
                roll.member(&device).is_none() && !declined.contains(device.as_str())
            })
        });
        let count = open.count() as u64;
        self.due.borrow_mut().requests = count;
        Ok(())
    }

    async fn declined(&self) -> Result<BTreeSet<String>, Trouble> {
        let kept = self.replica.objects().meta_get(DECLINED).await?;
        Ok(kept
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default())
    }

    pub(super) async fn decline(&self, device: &str) -> Result<SharingReply, Trouble> {
        self.must_be_admin()?;
        let mut declined = self.declined().await?;
        declined.insert(device.to_owned());
        let bytes = serde_json::to_vec(&declined).unwrap_or_default();
        self.replica.objects().meta_put(DECLINED, &bytes).await?;
        self.requests().await
    }

    pub(super) async fn approve(&self, approval: Approval) -> Result<SharingReply, Trouble> {
        let own = self.must_be_admin()?;
        let person = name(&approval.person, true)?;
        let needs = matches!(approval.role, Role::Unit | Role::Deputy);
        let party = name(&approval.party, needs)?;
        if approval.admin && own.root.is_none() {
            return Err(Trouble::refused(
                "only_roots_make_admins",
                "只有创建工作区的设备可以指定管理员。请去掉“管理员”，或者到该设备上批准。",
                "only the device that founded the workspace makes administrators; leave that out, or approve it there",
            ));
        }
        if (approval.admin || approval.registrar) && approval.role != Role::Office {
            return Err(Trouble::input(
                "office_only",
                "管理员和编号权只能给人大机关的设备。",
                "only an office's device can be an administrator or give official numbers",
            ));
        }
        let until = match approval.until.as_deref().map(str::trim) {
            None | Some("") => None,
            Some(text) => Some(Day(date::parse(text).ok_or_else(|| {
                Trouble::input(
                    "date_unfit",
                    format!("有效期“{text}”不是日期。请写成 2027-12-31。"),
                    format!("`{text}` is no date; write 2027-12-31"),
                )
            })?)),
        };
        let asked = self.asking().await?;
        let request = asked
            .iter()
            .find(|request| request.device().as_str() == approval.device)
            .ok_or_else(|| {
                Trouble::refused(
                    "request_gone",
                    "这个申请已不在存储中或者已被处理。请刷新申请列表。",
                    "the request is gone from the store or was answered already; reload the list",
                )
            })?;
        let kx = request.parts().kx;
        let mut spaces = Vec::new();
        if approval.office_space {
            if !own.reads(&Space::office()) {
                return Err(Trouble::refused(
                    "cannot_pass_on",
                    "本设备自己不能阅读代表的个人评价，无法授予他人。请由能够阅读的设备批准。",
                    "this device may not read deputies' evaluations itself and cannot pass that on",
                ));
            }
            spaces.push(Space::OFFICE.to_owned());
        }
        let public = request.public();
        let mut events = vec![AccessEvent::Granted(Granted {
            device: request.device().to_string(),
            alg: public.alg().as_str().to_owned(),
            key: public.to_hex(),
            kx: kx.to_hex(),
            person,
            role: approval.role,
            party,
            admin: approval.admin,
            root: false,
            registrar: approval.registrar,
            spaces: spaces.clone(),
            until,
        })];
        let reader = (request.device(), kx);
        if !spaces.is_empty() {
            events.extend(self.keys_for(&Space::office(), reader.clone())?);
        }
        events.extend(self.keys_for(&Space::main(), reader)?);
        let actor = self.own_actor()?;
        self.replica.speak(&events, actor, &self.host).await?;
        self.sync_soon().await;
        self.devices().await
    }

    /// Passes on at once what was said; where that fails the next sync does.
    pub(super) async fn sync_soon(&self) {
        self.wake();
        let _ = self.sync_now(false).await;
    }

    pub(super) async fn grant_numbers(
        &self,
        device: &str,
        prefix: &str,
        from: u32,
        to: u32,
    ) -> Result<SharingReply, Trouble> {
        self.must_be_admin()?;
        let prefix = prefix.trim();
        let fits =
            (1..=20).contains(&prefix.chars().count()) && !prefix.chars().any(char::is_control);
        if !fits || from == 0 || from > to || to > 999_999 {
            return Err(Trouble::input(
                "numbers_unfit",
                "号段应有前缀(如 2026-),起号不小于1、不大于止号,止号不超过999999。请修改后重试。",
                "a block has a prefix such as 2026-, a first number of at least 1 and a last one not below it and at most 999999",
            ));
        }
        let id = self.known_device(device)?;
        let roll = self.replica.roll();
        for (other, member) in roll.members() {
            let overlaps = member
                .blocks
                .iter()
                .any(|block| block.prefix == prefix && block.from <= to && from <= block.to);
            if overlaps {
                let who = member
                    .grant()
                    .map(|grant| grant.person.clone())
                    .unwrap_or_default();
                let who = if who.is_empty() {
                    code::of_device(other)
                } else {
                    who
                };
                return Err(Trouble::refused(
                    "numbers_taken",
                    format!("这个号段与已分给“{who}”的号段重叠。请换一段。"),
                    format!("the block overlaps one given to “{who}”; choose another"),
                ));
            }
        }
        let event = AccessEvent::NumbersGranted(NumbersGranted {
            device: id.to_string(),
            prefix: prefix.to_owned(),
            from,
            to,
        });
        let actor = self.own_actor()?;
        self.replica.speak(&[event], actor, &self.host).await?;
        self.sync_soon().await;
        self.devices().await
    }

    pub(super) fn known_device(&self, device: &str) -> Result<DeviceId, Trouble> {
        let id = DeviceId::try_from(device).ok();
        let roll = self.replica.roll();
        id.filter(|id| roll.member(id).is_some()).ok_or_else(|| {
            Trouble::input(
                "no_such_device",
                "工作区中没有这台设备。请刷新设备列表。",
                "there is no such device in the workspace; reload the list",
            )
        })
    }

    pub(super) async fn devices(&self) -> Result<SharingReply, Trouble> {
        let own = self.replica.device().ok_or_else(super::access::alone)?;
        let (roll, lang) = (self.replica.roll(), self.lang.get());
        let mine = roll.member(&own).cloned();
        let views = roll
            .members()
            .filter(|(_, member)| member.grant().is_some());
        let mut views: Vec<DeviceView> = views
            .map(|(device, member)| {
                let may = mine.as_ref().is_some_and(|mine| may_revoke(mine, member));
                self.replica
                    .look(|index| view(index, device, member, lang, may, *device == own))
            })
            .collect();
        views.sort_by(|a, b| {
            (!a.own, a.role, &a.party, &a.person, &a.device)
                .cmp(&(!b.own, b.role, &b.party, &b.person, &b.device))
        });
        Ok(SharingReply::Devices(views))
    }
}

/// Whether a device may put another out; it may always leave by itself.
pub(super) fn may_revoke(own: &Member, other: &Member) -> bool {
    if !own.revoked.is_empty() || !other.revoked.is_empty() {
        return false;
    }
    match (own.root, other.root) {
        (Some(own), Some(other)) => own < other,
        (Some(_), None) => true,
        (None, Some(_)) => false,
        (None, None) => own.admin() && !other.admin(),
    }
}

fn view(
    index: &Index,
    device: &DeviceId,
    member: &Member,
    lang: Lang,
    revocable: bool,
    own: bool,
) -> DeviceView {
    let grant = member.grant();
    let (mut accepted, mut quarantined, mut seen, mut forked) = (0, 0, i64::MIN, false);
    for chain in index.chains.iter().filter(|chain| chain.device == *device) {
        forked |= chain.forked();
        for entry in chain
            .by_seq
            .values()
            .flatten()
            .filter_map(|place| index.entry(*place))
        {
            if chain.space.as_str() != Space::ACCESS {
                if entry.readable {
                    let counts = (0..entry.lines.len())
                        .filter(|at| entry.counts(*at))
                        .count();
                    accepted += counts as u64;
                    quarantined += (entry.lines.len() - counts) as u64;
                } else if entry.reason.is_none() {
                    accepted += u64::from(entry.count);
                } else {
                    quarantined += u64::from(entry.count);
                }
            }
            if entry.reason.is_none() {
                seen = seen.max(entry.at);
            }
        }
    }
    let revoked = member.revoked.first();
    DeviceView {
        device: device.to_string(),
        code: code::of_device(device),
        person: grant.map(|grant| grant.person.clone()).unwrap_or_default(),
        role: grant.map_or(Role::Office, |grant| grant.party.role),
        party: grant
            .map(|grant| grant.party.name.clone())
            .unwrap_or_default(),
        root: member.root.is_some(),
        admin: member.admin(),
        registrar: member.registrar(),
        blocks: member
            .blocks
            .iter()
            .map(|block| match lang {
                Lang::Zh => format!(
                    "{}{:03} 至 {}{:03}",
                    block.prefix, block.from, block.prefix, block.to
                ),
                Lang::En => format!(
                    "{}{:03} to {}{:03}",
                    block.prefix, block.from, block.prefix, block.to
                ),
            })
            .collect(),
        office_space: member.reads(&Space::office()),
        until: grant
            .and_then(|grant| grant.until)
            .map(|day| day.to_string())
            .unwrap_or_default(),
        own,
        revoked: revoked
            .map(|revoked| revoked.reason.clone())
            .unwrap_or_default(),
        forked,
        events: (accepted, quarantined),
        seen: if seen == i64::MIN {
            String::new()
        } else {
            time_text(&time(seen))
        },
        revocable: revocable && !own,
    }
}
