//! What deputies have to have on their own devices, and what nobody else may.

use super::check::{Held, holds};
use super::state::{Slot, State};
use super::syncing::readable;
use super::voices::{MARK, whose};
use crate::world::device::Copy;
use crate::world::view::View;
use huiyin_log::judge::VOICE_KINDS;
use huiyin_log::{Envelope, Payload, Roll, Space};
use huiyin_rules::Role;
use huiyin_sync::replica::index::Signature;
use huiyin_sync::replica::own::wrap_context;
use std::collections::{BTreeMap, BTreeSet};

/// Everything about it. Gives how many lines of voices deputies' devices have.
///
/// # Errors
/// What does not hold.
pub fn all(state: &State, views: &BTreeMap<usize, View>) -> Held<usize> {
    for at in state.alive() {
        let slot = &state.slots[at];
        let (copy, voice, name) = (copy_of(slot), &slot.device.voice, &slot.device.name);
        let lacking = copy.lacking(voice);
        holds!(lacking.is_empty(), "{name} goes on handing {lacking:?}");
        let keys = copy.deputies_keys(voice);
        holds!(keys.is_empty(), "{name} goes on giving keys: {keys:?}");
        by_the_office(slot, copy)?;
        as_the_original(slot, copy)?;
        handed_once(slot, copy)?;
    }
    offices_agree(state, views)?;
    let theirs = deputies_have(state, views)?;
    nobody_else(state)?;
    put_out(state)?;
    of_the_offices_key(state)?;
    Ok(theirs)
}

fn copy_of(slot: &Slot) -> &Copy {
    slot.tabs[0].copy.as_ref().unwrap()
}

/// In a deputy's space nothing counts but what the office put there, sealed.
fn by_the_office(slot: &Slot, copy: &Copy) -> Held {
    let roll = copy.roll();
    copy.look(|index| {
        let handed = index.entries.iter().filter(|entry| index.is_handed(entry));
        for entry in handed {
            let device = &index.chain(entry.chain).unwrap().device;
            let mut grants = roll.member(device).into_iter().flat_map(|one| &one.grants);
            let office = grants.any(|grant| grant.party.role == Role::Office);
            let counts = (0..entry.lines.len()).any(|at| entry.counts(at));
            holds!(
                !counts || (office && entry.adopts && entry.sealed),
                "{}: {} counts in a deputy's space",
                slot.device.name,
                entry.id_text()
            );
        }
        Ok(())
    })
}

/// What was handed counts on the office's devices as what it was handed on from.
fn as_the_original(slot: &Slot, copy: &Copy) -> Held {
    if !readable(copy).contains(&Space::office()) {
        return Ok(());
    }
    copy.look(|index| {
        let handed = index.entries.iter().filter(|entry| index.is_handed(entry));
        for event in handed.flat_map(|entry| &entry.lines).map(|line| line.id) {
            let carriers = index.carriers(event).iter();
            let originals = carriers.filter_map(|(place, at)| {
                let entry = index.entry(*place)?;
                let known = entry.complete && entry.readable && !index.is_handed(entry);
                let known = known && entry.signature == Signature::Good;
                known.then(|| entry.counts(*at as usize))
            });
            let originals: Vec<bool> = originals.collect();
            holds!(
                originals.is_empty() || originals.contains(&true) == index.accepted(event),
                "{}: {event:032x} counts otherwise than it did: {originals:?}",
                slot.device.name
            );
        }
        Ok(())
    })
}

/// A device that is not copied and not restored hands a line to a deputy once.
fn handed_once(slot: &Slot, copy: &Copy) -> Held {
    if slot.fate_mixed || slot.malicious {
        return Ok(());
    }
    copy.look(|index| {
        let mut seen = BTreeSet::new();
        let handed = index.entries.iter().filter(|entry| index.is_handed(entry));
        for entry in handed.filter(|entry| index.mine.contains(&entry.id)) {
            let space = &index.chain(entry.chain).unwrap().space;
            for (at, line) in entry.lines.iter().enumerate() {
                holds!(
                    !entry.counts(at) || seen.insert((space, line.id)),
                    "{} handed {:032x} twice to {space}",
                    slot.device.name,
                    line.id
                );
            }
        }
        Ok(())
    })
}

/// The lines of voices that count on a device.
fn counting<'a>(state: &'a State, view: &View) -> Vec<&'a Envelope> {
    let lines = state.voices.iter();
    lines
        .filter(|line| view.accepted.contains(line.id().as_str()))
        .collect()
}

fn ids(lines: &[&Envelope]) -> BTreeSet<String> {
    lines.iter().map(|line| line.id().to_string()).collect()
}

/// The office's devices with the same keys count the same.
fn offices_agree(state: &State, views: &BTreeMap<usize, View>) -> Held {
    let keys = |view: &View| -> BTreeSet<(String, String)> {
        let keys = view.keys.iter();
        let common = |space: &str| !space.starts_with("d-");
        keys.filter(|(space, _)| common(space)).cloned().collect()
    };
    // Whoever cannot open what is sealed now knows of its own lines what others do not.
    let offices = views.iter().filter(|(at, _)| {
        let copy = copy_of(&state.slots[**at]);
        readable(copy).contains(&Space::office()) && copy.holds_key(&Space::office())
    });
    let offices: Vec<(&usize, &View)> = offices.collect();
    for (one, a) in &offices {
        for (other, b) in &offices {
            let (mine, theirs) = (ids(&counting(state, a)), ids(&counting(state, b)));
            holds!(
                keys(a) != keys(b) || mine == theirs,
                "{} and {} count other lines of voices: {:?}",
                state.slots[**one].device.name,
                state.slots[**other].device.name,
                mine.symmetric_difference(&theirs)
            );
        }
    }
    Ok(())
}

/// Whether a slot is a deputy's device that is let in.
fn is_open(slot: &Slot, roll: &Roll) -> bool {
    let member = roll.member(&slot.device.id());
    slot.device.party.role == Role::Deputy
        && member.is_some_and(|member| member.revoked.is_empty() && !member.grants.is_empty())
}

/// Each deputy's device has the lines of the voices that are theirs by what counts on the
/// founder's device, which nobody puts out and which gives all keys.
fn deputies_have(state: &State, views: &BTreeMap<usize, View>) -> Held<usize> {
    let founder = copy_of(&state.slots[0]);
    holds!(
        founder.holds_key(&Space::office()),
        "the founder cannot read what is the office's"
    );
    let counts = counting(state, &views[&0]);
    let at_office = ids(&counts);
    let (with, ever) = (whose(counts.iter().copied()), whose(&state.voices));
    let mut sum = 0;
    for (at, view) in views {
        let slot = &state.slots[*at];
        if !is_open(slot, &view.roll) {
            continue;
        }
        let (name, party) = (&slot.device.name, &slot.device.party.name);
        let is_with = |whose: &BTreeMap<String, BTreeSet<String>>, line: &Envelope| {
            let with = whose.get(line.parts().aggregate.as_str());
            with.is_some_and(|with| with.contains(party))
        };
        let own: BTreeSet<&str> = state
            .slots
            .iter()
            .filter(|other| other.device.id() == slot.device.id())
            .flat_map(|other| other.device.written.iter().map(|one| one.event.as_str()))
            .collect();
        let here = counting(state, view);
        for line in &here {
            let id = line.id().as_str();
            let theirs = is_with(&with, line) && at_office.contains(id);
            // What was theirs and counts no more at the office was theirs all the same.
            let were = is_with(&ever, line) && !(at_office.contains(id) && is_with(&with, line));
            holds!(
                own.contains(id) || slot.malicious || theirs || were,
                "{name} has {id} of {} that is not theirs",
                line.parts().aggregate
            );
        }
        sum += here.len();
        let here = ids(&here);
        for line in counts.iter().filter(|line| is_with(&with, line)) {
            holds!(
                slot.malicious || here.contains(line.id().as_str()),
                "{name} does not have {} {} of {}",
                line.parts().kind,
                line.id(),
                line.parts().aggregate
            );
        }
    }
    Ok(sum)
}

/// Nobody but the office and whose a voice is or was has a line of it in any form they can
/// read: neither among their events nor in any object that they can open.
fn nobody_else(state: &State) -> Held {
    let ever = whose(&state.voices);
    let slots = state.slots.iter().filter(|slot| !slot.is_office());
    for slot in slots {
        let party = &slot.device.party;
        let own: BTreeSet<&[u8]> = state
            .slots
            .iter()
            .filter(|other| other.device.id() == slot.device.id())
            .flat_map(|other| other.device.written.iter().map(|one| one.line.as_slice()))
            .collect();
        let may = |bytes: &[u8]| {
            let Ok(line) = Envelope::decode(bytes) else {
                return false;
            };
            let with = ever.get(line.parts().aggregate.as_str());
            let theirs = with.is_some_and(|with| with.contains(&party.name));
            theirs
                && party.role == Role::Deputy
                && VOICE_KINDS.contains(&line.parts().kind.as_str())
        };
        let check = |bytes: &[u8], wher: &str| {
            let secret = String::from_utf8_lossy(bytes).contains(MARK);
            holds!(
                !secret || own.contains(bytes) || may(bytes),
                "{} can read in its {wher}: {}",
                slot.device.name,
                String::from_utf8_lossy(bytes)
            );
            Ok(())
        };
        for line in slot.device.events.content().lines {
            check(&line, "events")?;
        }
        for snapshot in slot.device.objects.content().snapshots.values() {
            let told = String::from_utf8_lossy(&snapshot.bytes).contains(MARK);
            holds!(!told, "{}'s snapshot tells", slot.device.name);
        }
        let Some(copy) = slot.tabs[0].copy.as_ref() else {
            continue;
        };
        // In the worlds without voices there is nothing to find.
        let carried = if state.voices.is_empty() {
            Vec::new()
        } else {
            slot.device.carried()
        };
        for object in carried {
            let secrets = copy.secrets_of(&object.header().space);
            let opened = secrets.iter().find_map(|(_, key)| object.open(key));
            let opened = opened.as_deref().or(object.lines()).unwrap_or_default();
            for line in opened {
                check(&line.encode(), "objects")?;
            }
        }
    }
    Ok(())
}

/// A deputy's device that is put out opens nothing that was handed on by somebody who knew
/// of it.
fn put_out(state: &State) -> Held {
    let roll = copy_of(&state.slots[0]).roll();
    let out = state.slots.iter().filter(|slot| {
        let member = roll.member(&slot.device.id());
        let deputy = slot.device.party.role == Role::Deputy;
        deputy && member.is_some_and(|member| !member.revoked.is_empty())
    });
    let handed = state.handed.borrow();
    for slot in out {
        let Some(copy) = slot.tabs[0].copy.as_ref() else {
            continue;
        };
        let known: BTreeSet<u128> = handed
            .iter()
            .filter(|(_, knew)| knew.out.contains(&slot.device.id()))
            .map(|(object, _)| *object)
            .collect();
        // Whatever came into its hands.
        for other in state.slots.iter().filter(|_| !known.is_empty()) {
            for object in other.device.carried() {
                let id = u128::from_str_radix(object.id().as_str(), 16).unwrap();
                if !known.contains(&id) {
                    continue;
                }
                let secrets = copy.secrets_of(&object.header().space);
                let opens = secrets.iter().any(|(_, key)| object.open(key).is_some());
                holds!(
                    !opens,
                    "{} was put out and can open {}",
                    slot.device.name,
                    object.id()
                );
            }
        }
    }
    Ok(())
}

/// What is handed on is sealed to a key that belongs to the office's as it was known then:
/// whoever had only the one before makes nothing of it.
fn of_the_offices_key(state: &State) -> Held {
    let secrets = copy_of(&state.slots[0]).secrets_of(&Space::office());
    let handed = state.handed.borrow();
    for slot in state.slots.iter().filter(|_| !handed.is_empty()) {
        for object in slot.device.carried() {
            let id = u128::from_str_radix(object.id().as_str(), 16).unwrap();
            let Some(office) = handed.get(&id).and_then(|knew| knew.office.as_ref()) else {
                continue;
            };
            let of = |public: &String| {
                secrets
                    .iter()
                    .find(|(_, key)| key.public().to_hex() == *public)
            };
            // It may be one that nobody offers any more.
            let Some((_, office)) = of(office) else {
                continue;
            };
            let Payload::Sealed { generation, .. } = object.payload() else {
                return Err(format!("{} was handed in the clear", object.id()));
            };
            let space = &object.header().space;
            let context = wrap_context(&state.workspace, space, *generation);
            holds!(
                object.open(&office.derive(&context)).is_some(),
                "{} handed {} by a key of an older one of the office's",
                slot.device.name,
                object.id()
            );
        }
    }
    Ok(())
}

/// The space that two devices read because both are one deputy's.
pub fn same_deputy(state: &State, one: usize, other: usize) -> Option<Space> {
    let own = |at: usize| -> BTreeSet<Space> {
        let copy = copy_of(&state.slots[at]);
        let spaces = readable(copy).into_iter();
        spaces.filter(Space::is_deputys).collect()
    };
    let (mine, theirs) = (own(one), own(other));
    mine.intersection(&theirs).next().cloned()
}
