//! What has to hold once everybody has come together.

use super::play::{MAIN_MARK, Outcome, secret_mark};
use super::state::{Slot, State};
use super::syncing::readable;
use super::{handed, oracle, shown};
use crate::world::device::{Copy, Device};
use crate::world::disk::Disk;
use crate::world::finish;
use crate::world::view::{Fate, View, standing, view};
use huiyin_log::{Object, Space};
use huiyin_sync::replica::index::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

pub type Held<T = ()> = Result<T, String>;

macro_rules! holds {
    ($what:expr, $($text:tt)*) => {
        if !$what {
            return Err(format!($($text)*));
        }
    };
}
pub(super) use holds;

/// Everything.
///
/// # Errors
/// What does not hold.
pub fn all(state: &mut State) -> Held<Outcome> {
    let mut views: BTreeMap<usize, View> = BTreeMap::new();
    for at in state.alive() {
        let copy = state.copy(at);
        let seen = view(&state.slots[at].device, &copy);
        effective(state, at, &copy, &seen)?;
        views.insert(at, seen);
    }
    agreement(state, &views)?;
    kept(state)?;
    innocence(state, &views)?;
    forks(state, &views)?;
    // The others agree with them anyhow.
    let mut some = state.alive();
    state.rng.shuffle(&mut some);
    for at in some.into_iter().take(2) {
        let copy = state.copy(at);
        settled_alike(state, at, &views[&at])?;
        causal(&copy)?;
        again(state, at, &copy, &views[&at])?;
        shuffled(state, at, &views[&at])?;
        oracle::races(state, at, &copy, &views[&at])?;
    }
    secrecy(state)?;
    let theirs = handed::all(state, &views)?;
    let mut shown = 0;
    if state.script.seed.is_multiple_of(shown::EVERY) {
        shown = shown::alike(state, &views)?;
    }
    let seen = views.values();
    Ok(Outcome {
        objects: seen.clone().map(|view| view.fates.len()).max().unwrap_or(0),
        lines: state.written.len(),
        quarantined: seen
            .clone()
            .map(|view| {
                let fates = view.fates.values();
                fates.filter(|fate| fate.reason.is_some()).count()
            })
            .max()
            .unwrap_or(0),
        races: seen.clone().map(|view| view.races.len()).max().unwrap_or(0),
        forks: seen.map(|view| view.forks.len()).max().unwrap_or(0),
        shown,
        theirs,
    })
}

/// The first difference between two views, in words.
fn difference(one: &View, other: &View, spaces: &[Space]) -> Option<String> {
    if one.roll != other.roll {
        return Some(format!("rolls differ:\n{:#?}\n{:#?}", one.roll, other.roll));
    }
    let apart = !spaces.contains(&Space::office());
    for space in spaces {
        let of = |view: &View| -> BTreeMap<String, Fate> {
            let fates = view
                .fates
                .iter()
                .filter(|((in_space, _), _)| in_space == space.as_str());
            fates
                .map(|((_, id), fate)| (id.clone(), comparable(fate, apart)))
                .collect()
        };
        let (a, b) = (of(one), of(other));
        let ids: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
        for id in ids {
            let (a, b) = (a.get(id), b.get(id));
            // What nobody answers for is not spread: not everybody has to have seen it.
            let unanswered = [a, b].into_iter().flatten().all(|fate| !fate.signed);
            let seen = |fate: Option<&Fate>| fate.is_some_and(|fate| fate.complete);
            if a != b && !(unanswered && !(seen(a) && seen(b))) {
                return Some(format!("{space} {id}:\n  {a:?}\n  {b:?}"));
            }
        }
    }
    None
}

/// What a device knows of its own sealed lines, which it cannot open, is its own affair.
fn comparable(fate: &Fate, apart: bool) -> Fate {
    let mut fate = fate.clone();
    // What builds on what only some can read counts nowhere: some see why, the others wait.
    if apart && (!fate.complete || fate.reason == Some("space-unfit")) {
        fate.complete = false;
        fate.reason = None;
        fate.lamport = 0;
    }
    if !fate.readable {
        fate.lines.clear();
    }
    // Whose key is not known any more, some may have looked at before.
    fate.signed &= fate.reason != Some("device-unknown");
    fate
}

fn open_races(view: &View) -> BTreeSet<(String, String)> {
    let open: BTreeSet<&String> = view
        .fates
        .values()
        .filter(|fate| fate.readable)
        .flat_map(|fate| fate.lines.iter().map(|(event, _)| event))
        .collect();
    let pairs = view.races.iter();
    pairs
        .filter(|(a, b)| open.contains(a) && open.contains(b))
        .cloned()
        .collect()
}

/// Convergence: all who hold the same keys agree; all agree on access.
fn agreement(state: &State, views: &BTreeMap<usize, View>) -> Held {
    let names: Vec<usize> = views.keys().copied().collect();
    for (nth, one) in names.iter().enumerate() {
        for other in names.iter().skip(nth + 1) {
            let (a, b) = (&views[one], &views[other]);
            let keys = |view: &View, space: &Space| -> BTreeSet<String> {
                let keys = view.keys.iter().filter(|(of, _)| of == space.as_str());
                keys.map(|(_, public)| public.clone()).collect()
            };
            let mut spaces = vec![Space::access()];
            let same_main = keys(a, &Space::main()) == keys(b, &Space::main());
            if same_main {
                spaces.push(Space::main());
            }
            // Some of it may have come by hand to who does not read it.
            let reads = |at: &usize| {
                let copy = state.slots[*at].tabs[0].copy.as_ref();
                copy.is_some_and(|copy| readable(copy).contains(&Space::office()))
            };
            let office = keys(a, &Space::office()) == keys(b, &Space::office());
            let both =
                reads(one) && reads(other) && office && !keys(a, &Space::office()).is_empty();
            if same_main && both {
                spaces.push(Space::office());
            }
            spaces.extend(handed::same_deputy(state, *one, *other).filter(|own| {
                let (a, b) = (keys(a, own), keys(b, own));
                same_main && a == b
            }));
            let who = |at: &usize| state.slots[*at].device.name.clone();
            if let Some(text) = difference(a, b, &spaces) {
                return Err(format!("{} and {} differ: {text}", who(one), who(other)));
            }
            let (mine, theirs) = (open_races(a), open_races(b));
            holds!(
                !(same_main && both) || mine == theirs,
                "{} and {} see other races: {mine:?} {theirs:?}",
                who(one),
                who(other)
            );
        }
    }
    Ok(())
}

/// However a copy came to what it is, live, out of its snapshot or from nothing but its
/// records, it is the same.
fn settled_alike(state: &State, at: usize, seen: &View) -> Held {
    let slot = &state.slots[at];
    let spaces = seen.spaces();
    if let Some(copy) = slot.tabs[1]
        .copy
        .as_ref()
        .filter(|_| slot.tabs[1].opened.get())
    {
        let second = view(&slot.device, copy);
        if let Some(text) = difference(seen, &second, &spaces) {
            return Err(format!("{}'s second tab differs: {text}", slot.device.name));
        }
    }
    for without_snapshot in [false, true] {
        let twin = twin(&slot.device, state, |_| {});
        if without_snapshot {
            twin.objects.change(|content| content.snapshots.clear());
        }
        let copy = twin.tab();
        let before = standing(&twin);
        finish(copy.open()).map_err(|error| format!("{error:?}"))?;
        let opened = view(&twin, &copy);
        if let Some(text) = difference(seen, &opened, &spaces) {
            return Err(format!(
                "{} opened anew (snapshot {}) differs: {text}",
                slot.device.name, !without_snapshot
            ));
        }
        holds!(
            before == standing(&twin),
            "{} opened anew tells the engine something else: {before:?} {:?}",
            slot.device.name,
            standing(&twin)
        );
        holds!(
            twin.events.look(|content| content.lines.len())
                == slot.device.events.look(|content| content.lines.len()),
            "{} opened anew places lines",
            slot.device.name
        );
    }
    Ok(())
}

/// A device over copies of another's disks.
fn twin(device: &Device, state: &State, change: impl FnOnce(&mut Device)) -> Device {
    let mut twin = device.copy(&device.name, &state.weather, 1);
    change(&mut twin);
    twin
}

/// What the engine folds is what counts, and what has not been put into objects.
fn effective(state: &State, at: usize, copy: &Copy, seen: &View) -> Held {
    let slot = &state.slots[at];
    let held = slot.device.held();
    copy.look(|index| {
        for event in &held {
            let id = u128::from_str_radix(event, 16).unwrap();
            let carried = !index.carriers(id).is_empty();
            let accepted = seen.accepted.contains(event);
            let aside = seen.set_aside.contains(event);
            holds!(
                !carried || accepted != aside,
                "{}: {event} counts: {accepted}, set aside: {aside}",
                slot.device.name
            );
            holds!(
                carried || !aside,
                "{}: {event} is set aside and in no object",
                slot.device.name
            );
        }
        for entry in index.entries.iter().filter(|entry| entry.readable) {
            for (nth, line) in entry.lines.iter().enumerate() {
                let event = format!("{:032x}", line.id);
                let access = index.is_access(entry);
                let counts = entry.counts(nth) && index.accepted(line.id);
                holds!(
                    access || !counts || held.contains(&event),
                    "{}: {event} counts and is not in the engine's store",
                    slot.device.name
                );
            }
        }
        Ok(())
    })
}

/// Nothing acknowledged is lost: what is on a living device's disk or was put on the
/// store is everywhere.
fn kept(state: &mut State) -> Held {
    let mut wanted: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for at in state.alive() {
        let copy = state.copy(at);
        let slot = &state.slots[at];
        let mut skipped = BTreeSet::new();
        copy.look(|index| {
            for entry in &index.entries {
                let stranger = entry.doubt() == Some(huiyin_log::judge::Reason::Stranger);
                if stranger || entry.signature != huiyin_sync::replica::index::Signature::Good {
                    skipped.insert(entry.id_text());
                }
            }
        });
        for object in slot.device.carried() {
            if !skipped.contains(object.id().as_str()) {
                wanted.insert(object.key(), object.encode().to_vec());
            }
        }
    }
    for (key, bytes) in &wanted {
        holds!(
            state.cloud.bytes(key).as_ref() == Some(bytes),
            "the store does not have {key}"
        );
    }
    for at in state.alive() {
        let copy = state.copy(at);
        let slot = &state.slots[at];
        let spaces = readable(&copy);
        let here: BTreeSet<String> = slot.device.carried().iter().map(Object::key).collect();
        for key in wanted.keys() {
            let readable = key.starts_with("v1/access/")
                || spaces
                    .iter()
                    .any(|space| key.starts_with(&format!("v1/{space}/")));
            holds!(
                !readable || here.contains(key),
                "{} does not have {key}",
                slot.device.name
            );
        }
        own_lines(state, at, &copy)?;
    }
    Ok(())
}

/// What a device recorded and still has is in an object, if the device may speak.
fn own_lines(state: &State, at: usize, copy: &Copy) -> Held {
    let slot = &state.slots[at];
    let own = standing(&slot.device).own;
    if own.is_none_or(|own| own.revoked) {
        return Ok(());
    }
    let held = slot.device.held();
    for written in &slot.device.written {
        let id = u128::from_str_radix(&written.event, 16).unwrap();
        holds!(
            !held.contains(&written.event) || copy.look(|index| !index.carriers(id).is_empty()),
            "{}: {} was recorded and is in no object",
            slot.device.name,
            written.event
        );
    }
    Ok(())
}

/// Nobody who keeps to the rules is quarantined for breaking them.
fn innocence(state: &State, views: &BTreeMap<usize, View>) -> Held {
    let ids = |which: fn(&Slot) -> bool| -> BTreeSet<String> {
        let slots = state.slots.iter().filter(|slot| which(slot));
        slots.map(|slot| slot.device.id().to_string()).collect()
    };
    let malicious = ids(|slot| slot.malicious);
    let mixed = ids(|slot| slot.fate_mixed);
    for (at, view) in views {
        let copy = state.slots[*at].tabs[0].copy.as_ref().unwrap();
        let spaces = readable(copy);
        for ((space, id), fate) in &view.fates {
            // What came by hand of a space it does not read need not be all there is.
            if space != Space::ACCESS && !spaces.iter().any(|of| of.as_str() == space) {
                continue;
            }
            let device = copy.look(|index| {
                let id = u128::from_str_radix(id, 16).unwrap();
                let entry = index.named(id).unwrap();
                let signed = entry.signature == huiyin_sync::replica::index::Signature::Good;
                let device = index.chain(entry.chain).unwrap().device.to_string();
                signed.then_some(device)
            });
            let Some(device) = device else {
                continue;
            };
            if malicious.contains(&device) {
                continue;
            }
            // What a copy or a restored device built on may be gone with what it was before.
            if mixed.contains(&device) && !fate.complete {
                continue;
            }
            let name = &state.slots[*at].device.name;
            holds!(
                fate.complete,
                "{name}: {space} {id} of an honest device waits for {:?}",
                copy.look(|index| {
                    let entry = index.named(u128::from_str_radix(id, 16).unwrap()).unwrap();
                    let lacking = |id: &u128| !index.named(*id).is_some_and(|other| other.complete);
                    let waits = entry.builds_on().filter(lacking);
                    waits
                        .map(|id| format!("{id:032x}"))
                        .collect::<Vec<String>>()
                })
            );
            let reasons = fate.lines.iter().filter_map(|(_, reason)| *reason);
            for reason in reasons.chain(fate.reason) {
                let fair = matches!(
                    reason,
                    "device-revoked" | "grant-expired" | "number-not-granted"
                ) || (space == "access" && reason == "role-not-allowed");
                // Nothing is handed on that cannot count.
                let handed = !space.starts_with("d-") || reason == "device-revoked";
                let fair = fair && handed;
                holds!(
                    fair,
                    "{name}: {space} {id} of an honest device has {reason}"
                );
            }
        }
    }
    Ok(())
}

/// Two objects at one place of a chain, both signed by its device, are a fork that shows.
fn forks(state: &State, views: &BTreeMap<usize, View>) -> Held {
    for (at, view) in views {
        let copy = state.slots[*at].tabs[0].copy.as_ref().unwrap();
        copy.look(|index| {
            let mut places: BTreeMap<(u32, u64), Vec<&str>> = BTreeMap::new();
            let mut names = Vec::new();
            let counting = |entry: &&Entry| entry.complete && entry.reason.is_none();
            for entry in index.entries.iter().filter(counting) {
                names.push((entry.chain, entry.seq, entry.id_text()));
            }
            for (chain, seq, id) in &names {
                places.entry((*chain, *seq)).or_default().push(id);
            }
            for ((chain, seq), ids) in places.iter().filter(|(_, ids)| ids.len() > 1) {
                let chain = index.chain(*chain).unwrap();
                let known = (chain.device.to_string(), chain.log.to_string());
                holds!(
                    view.forks.contains(&known),
                    "{seq} {ids:?} is a fork unseen"
                );
                // Who is neither copied nor malicious never forks its own chain.
                let slot = state
                    .slots
                    .iter()
                    .find(|slot| slot.device.id() == chain.device)
                    .unwrap();
                holds!(
                    slot.fate_mixed || slot.malicious,
                    "{} forked its chain: {seq} {ids:?}",
                    slot.device.name
                );
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// An accepted line has a greater number than every accepted line it was written after.
fn causal(copy: &Copy) -> Held {
    copy.look(|index| {
        for entry in index
            .entries
            .iter()
            .filter(|entry| entry.readable && !entry.adopts)
        {
            if index.is_access(entry) || entry.reason.is_some() || !entry.complete {
                continue;
            }
            let Some(first) = entry.lines.iter().map(|line| line.seq).min() else {
                continue;
            };
            for other in index.entries.iter().filter(|other| !index.is_access(other)) {
                if !index.builds_on(entry, other) {
                    continue;
                }
                for (at, line) in other.lines.iter().enumerate() {
                    holds!(
                        !other.counts(at) || line.seq < first,
                        "{} has {first} and builds on {} with {}",
                        entry.id_text(),
                        other.id_text(),
                        line.seq
                    );
                }
            }
        }
        Ok(())
    })
}

/// Idempotence: everything once more changes nothing.
fn again(state: &State, at: usize, copy: &Rc<Copy>, seen: &View) -> Held {
    let device = &state.slots[at].device;
    let before = (device.objects.content(), device.events.content());
    let mut objects = device.carried();
    objects.reverse();
    let taken = finish(copy.take(objects, false)).map_err(|error| format!("{error:?}"))?;
    holds!(
        taken.added == 0,
        "{}: taking all in again adds something",
        device.name
    );
    let made = finish(copy.seal_own(&device.voice)).map_err(|error| format!("{error:?}"))?;
    holds!(made == 0, "{}: seals something once more", device.name);
    holds!(
        (device.objects.content().lines, device.events.content()) == (before.0.lines, before.1),
        "{}: taking all in again changes something",
        device.name
    );
    holds!(
        view(device, copy) == *seen,
        "{}: taking all in again changes what it comes to",
        device.name
    );
    Ok(())
}

/// Order-independence: a device that is given the same objects in any order comes to the same.
fn shuffled(state: &mut State, at: usize, seen: &View) -> Held {
    let mut rng = state.rng.clone();
    let slot = &state.slots[at];
    let mut objects = slot.device.carried();
    let fresh = twin(&slot.device, state, |fresh| {
        fresh.events = Disk::new(&state.weather);
        fresh.objects = Disk::new(&state.weather);
    });
    let copy = fresh.tab();
    rng.shuffle(&mut objects);
    finish(async {
        copy.open().await.unwrap();
        copy.become_device(Some(fresh.identity(&state.workspace)))
            .await
            .unwrap();
        while !objects.is_empty() {
            let rest = objects.split_off(objects.len().min(1 + rng.below(8)));
            let some = std::mem::replace(&mut objects, rest);
            copy.take(some, false).await.unwrap();
            if rng.permille(100) {
                copy.open().await.unwrap();
            }
        }
    });
    let other = view(&fresh, &copy);
    let spaces = seen.spaces();
    if let Some(text) = difference(seen, &other, &spaces) {
        return Err(format!(
            "{} in another order differs: {text}",
            slot.device.name
        ));
    }
    let (mine, theirs) = (open_races(seen), open_races(&other));
    holds!(
        mine == theirs,
        "{} in another order sees other races: {mine:?} {theirs:?}",
        slot.device.name
    );
    let effective: BTreeSet<String> = fresh.held().difference(&other.set_aside).cloned().collect();
    holds!(
        effective == other.accepted,
        "{} in another order folds something else",
        slot.device.name
    );
    state.rng = rng;
    Ok(())
}

/// What is sealed is nowhere to be read but where it may be.
fn secrecy(state: &State) -> Held {
    let has = |bytes: &[u8], mark: &str| {
        let mark = mark.as_bytes();
        bytes.windows(mark.len()).any(|part| part == mark)
    };
    for bytes in state.cloud.seen.borrow().iter() {
        holds!(
            !has(bytes, "绝密") && !has(bytes, super::voices::MARK),
            "the store saw what only the office may read"
        );
        holds!(
            !state.script.setting.sealed_main || !has(bytes, MAIN_MARK),
            "the store saw what only members may read"
        );
    }
    for slot in state.slots.iter().filter(|slot| !slot.is_office()) {
        let own = secret_mark(&slot.device.id());
        let lines = [&slot.device.events, &slot.device.objects];
        for line in lines.iter().flat_map(|disk| disk.content().lines) {
            let theirs = has(&line, "绝密") && !has(&line, &own);
            holds!(
                !theirs,
                "{} holds what only the office may read",
                slot.device.name
            );
        }
        for snapshot in slot.device.objects.content().snapshots.values() {
            let theirs = has(&snapshot.bytes, "绝密") && !has(&snapshot.bytes, &own);
            holds!(!theirs, "{}'s snapshot tells", slot.device.name);
        }
    }
    Ok(())
}
