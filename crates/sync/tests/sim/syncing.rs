//! What a tab does when it syncs: as the service does it.

use crate::world::cloud::Way;
use crate::world::device::{Copy, Voice};
use huiyin_log::{DeviceId, Space};
use huiyin_sync::SyncError;
use huiyin_sync::progress::Unwatched;
use huiyin_sync::pull::{Depth, pull};
use huiyin_sync::push::{compact, push};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// What a device knew that handed something to a deputy.
#[derive(Clone, PartialEq)]
pub struct Knew {
    /// Who was put out.
    pub out: BTreeSet<DeviceId>,
    /// The office's key.
    pub office: Option<String>,
}

/// What was handed to deputies, by objects.
pub type Handed = Rc<RefCell<BTreeMap<u128, Knew>>>;

/// How a tab syncs.
#[derive(Clone)]
pub struct Manner {
    pub depth: Depth,
    /// Whether it is its turn to hand on what others recorded.
    pub due: bool,
    pub handed: Handed,
}

/// One sync of one tab.
pub async fn sync(
    copy: Rc<Copy>,
    opened: Rc<Cell<bool>>,
    way: Way,
    voice: Voice,
    manner: Manner,
) -> Result<(), SyncError> {
    if !opened.get() {
        copy.open().await?;
        opened.set(true);
    }
    let depth = manner.depth;
    pull(&copy, &way, &[Space::access()], depth, &Unwatched).await?;
    let spaces = readable(&copy);
    pull(&copy, &way, &spaces, depth, &Unwatched).await?;
    copy.seal_own(&voice).await?;
    hand_over(&copy, &way, &voice, &manner).await?;
    push(&copy, &way, &Unwatched).await?;
    compact(&copy, &way).await?;
    copy.keep().await;
    Ok(())
}

/// The spaces beside `access` that a copy asks a store for.
pub fn readable(copy: &Copy) -> Vec<Space> {
    let roll = copy.roll();
    let member = copy.device().and_then(|own| roll.member(&own).cloned());
    let mut spaces = vec![Space::main()];
    if let Some(member) = member {
        let grants = member.grants.iter();
        let own = grants.flat_map(|grant| grant.spaces.iter().cloned().chain(grant.own_space()));
        let own: BTreeSet<Space> = own.collect();
        spaces.extend(own);
    }
    spaces
}

/// Says deputies' keys and hands them what they lack.
async fn hand_over(
    copy: &Copy,
    way: &Way,
    voice: &Voice,
    manner: &Manner,
) -> Result<(), SyncError> {
    let roll = copy.roll();
    let member = copy.device().and_then(|own| roll.member(&own).cloned());
    let Some(member) = member.filter(|member| member.revoked.is_empty()) else {
        return Ok(());
    };
    let keys = copy.deputies_keys(voice);
    if let Some(grant) = member.grant().filter(|_| !keys.is_empty()) {
        let actor = huiyin_rules::Actor {
            party: grant.party.clone(),
            on_behalf_of: None,
        };
        copy.speak(&keys, actor, voice).await?;
    }
    for one in copy.lacking(voice) {
        hand(copy, &one.space, &one.own, voice, manner).await?;
        if one.others.is_empty() || !manner.due {
            continue;
        }
        let spaces = [one.space.clone()];
        pull(copy, way, &spaces, Depth::Onwards, &Unwatched).await?;
        let others = copy.lacks_of_others(&one.space, voice);
        hand(copy, &one.space, &others, voice, manner).await?;
    }
    Ok(())
}

/// Hands some of it, and remembers what was known then.
async fn hand(
    copy: &Copy,
    space: &Space,
    events: &[u128],
    voice: &Voice,
    manner: &Manner,
) -> Result<(), SyncError> {
    let before = copy.look(|index| index.entries.len());
    let known = knows(copy);
    copy.hand(space, events, voice).await?;
    // Another tab may have heard more meanwhile.
    if knows(copy) == known {
        copy.look(|index| {
            let new = index.entries.iter().skip(before);
            let new = new.filter(|entry| index.is_handed(entry) && index.mine.contains(&entry.id));
            let mut handed = manner.handed.borrow_mut();
            handed.extend(new.map(|entry| (entry.id, known.clone())));
        });
    }
    Ok(())
}

fn knows(copy: &Copy) -> Knew {
    let roll = copy.roll();
    let out = roll.members();
    let out = out.filter(|(_, member)| !member.revoked.is_empty());
    let office = copy.secret_now(&Space::office());
    Knew {
        out: out.map(|(device, _)| device.clone()).collect(),
        office: office.map(|key| key.public().to_hex()),
    }
}
