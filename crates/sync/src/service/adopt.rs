//! What does not count, and taking it up all the same.

use super::{Outside, Service, Trouble};
use crate::probe::Bench;
use crate::replica::index::{Entry, Index, LineEntry, Place, time};
use huiyin_log::judge::Reason;
use huiyin_log::{DeviceId, Envelope, Roll, Space, code, time_text};
use huiyin_protocol::sharing::{QuarantinedView, SharingReply};
use huiyin_rules::Lang;
use huiyin_rules::suggestion::authorship;
use huiyin_store::EventStore;
use std::collections::{BTreeMap, BTreeSet};

/// Quarantined events that are listed.
const MOST: usize = 2_000;

impl<E, O, T, H> Service<E, O, T, H>
where
    E: EventStore,
    O: EventStore,
    T: Bench + Clone,
    H: Outside,
{
    pub(super) async fn quarantine(&self) -> Result<SharingReply, Trouble> {
        let (roll, lang) = (self.replica.roll(), self.lang.get());
        let office = self.own_member().is_ok_and(|member| member.is_office());
        let views = self.replica.look(|index| {
            let mut views = Vec::new();
            for place in &index.doubtful {
                let Some(entry) = index.entry(*place) else {
                    continue;
                };
                if entry.readable || !entry.lines.is_empty() {
                    for (at, line) in entry.lines.iter().enumerate() {
                        if !entry.counts(at) && !index.accepted(line.id) {
                            views.push(view(index, &roll, entry, line, lang, office));
                        }
                    }
                }
            }
            views.truncate(MOST);
            views
        });
        Ok(SharingReply::Quarantine(views))
    }

    pub(super) async fn adopt(
        &self,
        events: &[String],
        reason: &str,
    ) -> Result<SharingReply, Trouble> {
        let member = self.own_member()?;
        if !member.is_office() {
            return Err(Trouble::refused(
                "only_office_adopts",
                "只有人大机关的设备可以采纳被隔离的记录。",
                "only an office's device adopts what was quarantined",
            ));
        }
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(Trouble::input(
                "reason_missing",
                "请写明采纳的理由。",
                "state why it is adopted",
            ));
        }
        let wanted: BTreeSet<u128> = events
            .iter()
            .filter_map(|event| u128::from_str_radix(event, 16).ok())
            .collect();
        let places: BTreeMap<Place, BTreeSet<usize>> = self.replica.look(|index| {
            let mut places: BTreeMap<Place, BTreeSet<usize>> = BTreeMap::new();
            for place in &index.doubtful {
                let Some(entry) = index.entry(*place) else {
                    continue;
                };
                for (at, line) in entry.lines.iter().enumerate() {
                    if wanted.contains(&line.id) && index.mendable(entry, at) {
                        places.entry(*place).or_default().insert(at);
                    }
                }
            }
            places
        });
        let list: Vec<Place> = places.keys().copied().collect();
        let objects = self.replica.objects_of(&list).await?;
        let mut lines: BTreeMap<Space, Vec<Envelope>> = BTreeMap::new();
        for (place, object) in &objects {
            let opened = self.replica.opened(object);
            let all = opened.as_deref().or(object.lines()).unwrap_or_default();
            let chosen = places.get(place);
            for (at, line) in all.iter().enumerate() {
                if chosen.is_some_and(|chosen| chosen.contains(&at)) {
                    let space = object.header().space.clone();
                    lines.entry(space).or_default().push(line.clone());
                }
            }
        }
        if lines.is_empty() {
            return Err(Trouble::refused(
                "nothing_to_adopt",
                "所选记录已不在隔离区，或者不能采纳。请刷新列表。",
                "what was chosen is not in quarantine any more, or cannot be adopted; reload the list",
            ));
        }
        for (space, lines) in lines {
            for some in lines.chunks(1_000) {
                self.replica
                    .adopt(&space, some.to_vec(), &self.host)
                    .await?;
            }
        }
        let head = self.replica.events().head().await?;
        self.host.announce(head);
        self.sync_soon().await;
        self.quarantine().await
    }
}

fn view(
    index: &Index,
    roll: &Roll,
    entry: &Entry,
    line: &LineEntry,
    lang: Lang,
    office: bool,
) -> QuarantinedView {
    let at = entry.lines.iter().position(|one| one.id == line.id);
    let reason = entry.reason.or(line.reason).map(|reason| reason.reason());
    let reason = reason.unwrap_or(Reason::Signature);
    let chain = index.chain(entry.chain);
    let aggregate = index.pool.text_of(line.aggregate);
    let actor = line.actor(&index.pool);
    let actor = actor.map(|actor| {
        let party = &actor.party;
        if party.name.is_empty() {
            party.role.label().get(lang).to_owned()
        } else {
            party.name.clone()
        }
    });
    QuarantinedView {
        event: format!("{:032x}", line.id),
        suggestion: aggregate.strip_prefix("s/").map(str::to_owned),
        kind: authorship::label(index.pool.text_of(line.kind)).map_or_else(
            || index.pool.text_of(line.kind).to_owned(),
            |label| label.get(lang).to_owned(),
        ),
        actor: actor.unwrap_or_default(),
        device: chain
            .map(|chain| signer(roll, &chain.device))
            .unwrap_or_default(),
        at: time_text(&time(line.at)),
        code: reason.code().to_owned(),
        text: reason.text().get(lang).to_owned(),
        adoptable: office && at.is_some_and(|at| index.mendable(entry, at)),
    }
}

/// The person and party of a device, or its code where it was never let in.
pub(super) fn signer(roll: &Roll, device: &DeviceId) -> String {
    let grant = roll.member(device).and_then(|member| member.grant());
    match grant {
        Some(grant) if grant.party.name.is_empty() => grant.person.clone(),
        Some(grant) => format!("{}（{}）", grant.person, grant.party.name),
        None => code::of_device(device),
    }
}
