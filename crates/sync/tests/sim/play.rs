//! Letting the steps happen.

use super::bodies::body;
use super::state::{Recorded, State};
use super::step::{Act, Kind, Left, Script, Step};
use super::syncing::{Manner, sync};
use super::{check, malice, peace, voices};
use crate::world::Rng;
use crate::world::device::objects_of;
use crate::world::finish;
use crate::world::office::{self, Rights};
use crate::world::view::standing;
use crate::world::weather::go_on;
use huiyin_log::access::AccessEvent;
use huiyin_log::seal::BoxKey;
use huiyin_log::{Envelope, Space};
use huiyin_rules::Role;
use huiyin_sync::progress::Unwatched;
use huiyin_sync::pull::{Depth, pull};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// What a world came to.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    pub objects: usize,
    pub lines: usize,
    pub quarantined: usize,
    pub races: usize,
    pub forks: usize,
    /// Suggestions that were shown on several devices, in worlds that an engine looked at.
    pub shown: usize,
    /// Lines of voices that deputies had on devices of their own.
    pub theirs: usize,
}

/// Plays a script to its end.
///
/// # Errors
/// What does not hold.
pub fn play(script: &Script) -> Result<Outcome, String> {
    let mut state = State::new(script);
    for step in &script.steps {
        take(&mut state, step);
    }
    peace::make(&mut state)?;
    check::all(&mut state)
}

fn take(state: &mut State, step: &Step) {
    let mut rng = Rng::new(step.seed);
    *state.weather.rng.borrow_mut() = Rng::new(rng.next());
    state
        .time
        .set(state.time.get() + 60 + rng.below(18_000) as i64);
    let there = |at: usize| (at < state.slots.len() && !state.slots[at].lost).then_some(at);
    match &step.act {
        Act::Write { device, times } => {
            if let Some(at) = there(*device) {
                for _ in 0..*times {
                    write(state, at, &mut rng);
                }
            }
        }
        Act::Sync { device, .. } => {
            if let Some(at) = there(*device) {
                tab_works(state, at, &step.act);
            }
        }
        Act::Carry { from, to } => {
            if let (Some(from), Some(to)) = (there(*from), there(*to)) {
                carry(state, from, to);
            }
        }
        Act::Grant { by, device, days } => {
            if let (Some(by), Some(at)) = (there(*by), there(*device)) {
                grant(state, by, at, *days);
            }
        }
        Act::Revoke { by, device, lag } => {
            // The first root cannot be revoked, and whoever guards the world stays.
            if let (Some(by), Some(at)) = (there(*by), (*device > 0).then_some(*device))
                && at < state.slots.len()
            {
                revoke(state, by, at, *lag, &mut rng);
            }
        }
        Act::Numbers { by, device } => {
            if let (Some(by), Some(at)) = (there(*by), there(*device)) {
                let from = 1 + rng.below(5) as u32 * 10;
                let id = state.slots[at].device.id();
                speak(
                    state,
                    by,
                    vec![office::numbers(&id, "2026-", from, from + 9)],
                );
            }
        }
        Act::Key { by, device, anew } => {
            if let (Some(by), Some(at)) = (there(*by), there(*device)) {
                give_keys(state, by, at, *anew, &mut rng);
            }
        }
        Act::Adopt { by } => {
            if let Some(by) = there(*by) {
                adopt(state, by, &mut rng);
            }
        }
        Act::Backup { device } => {
            if let Some(at) = there(*device) {
                state.backup(at);
            }
        }
        Act::Restore { device, which } => {
            if let Some(at) = there(*device) {
                state.restore(at, *which);
            }
        }
        Act::Clone { device } => {
            if let Some(at) = there(*device) {
                state.duplicate(at);
            }
        }
        Act::Lose { device } => {
            // Somebody has to be left who can let others in.
            if let Some(at) = there(*device).filter(|at| *at > 0) {
                state.close(at);
                state.slots[at].lost = true;
            }
        }
        Act::Online { device, online } => {
            if let Some(at) = there(*device) {
                state.slots[at].way.online.set(*online);
            }
        }
        Act::Clock { device, days } => {
            if let Some(at) = there(*device) {
                state.slots[at].device.voice.wrong_by.set(days * 86_400);
            }
        }
        Act::StoreBackup => state.shelf = Some(state.cloud.shelf.borrow().clone()),
        Act::StoreRestore => {
            if let Some(shelf) = state.shelf.clone() {
                *state.cloud.shelf.borrow_mut() = shelf;
            }
        }
        Act::Withhold => {
            let keys = state.cloud.keys();
            for _ in 0..3 {
                if !keys.is_empty() {
                    let key = rng.pick(&keys).clone();
                    state.cloud.shelf.borrow_mut().withheld.insert(key);
                }
            }
        }
        Act::Vandal => {
            let keys = state.cloud.keys();
            for _ in 0..2 {
                if keys.is_empty() {
                    break;
                }
                let key = rng.pick(&keys).clone();
                let bytes = state.cloud.bytes(&key).unwrap_or_default();
                match rng.below(3) {
                    0 => {
                        state.cloud.shelf.borrow_mut().blobs.remove(&key);
                    }
                    1 => state.cloud.scribble(&key, &bytes[..bytes.len() / 2]),
                    _ => state.cloud.scribble(&key, b"<html>404</html>"),
                }
            }
        }
        Act::Malice { device, kind } => {
            if let Some(at) = there(*device).filter(|at| *at > 0) {
                malice::strike(state, at, *kind, &mut rng);
            }
        }
    }
}

/// The kinds of events that a role records in this world.
fn kinds(role: Role) -> &'static [&'static str] {
    match role {
        Role::Office => &[
            "screened",
            "assigned",
            "closed",
            "voided",
            "key_marked",
            "key_unmarked",
            "rehandled",
            "registered",
            "evaluated",
        ],
        Role::Government => &["assigned", "coordinated", "extended"],
        Role::Unit => &["accepted", "returned", "replied", "consulted"],
        Role::Deputy => &["drafted", "submitted", "evaluated", "looked_back"],
    }
}

/// What only the office may read says so in its own bytes.
pub fn secret_mark(device: &huiyin_log::DeviceId) -> String {
    format!("绝密{}", &device.as_str()[..8])
}

/// What everybody in the workspace may read, and nobody outside where `main` is sealed.
pub const MAIN_MARK: &str = "公开";

fn write(state: &mut State, at: usize, rng: &mut Rng) {
    let slot = &state.slots[at];
    let own = standing(&slot.device).own;
    // The engine refuses a device that knows that it was revoked.
    if own.as_ref().is_some_and(|own| own.revoked) {
        return;
    }
    let role = slot.device.party.role;
    let voices = if state.script.setting.voices {
        800
    } else {
        300
    };
    if rng.permille(voices) {
        state.counter += 1;
        if let Some(act) = voices::act(state, at, rng) {
            let (aggregate, kind) = (act.aggregate, act.kind);
            let actor = state.slots[at].device.actor();
            written(state, at, actor, aggregate, kind, &act.body);
            return;
        }
    }
    let slot = &state.slots[at];
    let mut kind = *rng.pick(kinds(role));
    let number = 1 + rng.below(60) as u32;
    let number_text = format!("2026-{number:03}");
    if kind == "registered" {
        let allowed = own.as_ref().is_some_and(|own| {
            own.registrar || own.blocks.iter().any(|block| block.holds(&number_text))
        });
        if !allowed {
            kind = "screened";
        }
    }
    state.counter += 1;
    let n = state.counter;
    let aggregate = format!("s/{}", rng.below(3));
    // Somebody has to begin it, or the engine has nothing to show of the rest.
    let drafting = matches!(role, Role::Office | Role::Deputy);
    if drafting && n.is_multiple_of(2) && !slot.device.has(&aggregate, "drafted") {
        kind = "drafted";
    }
    let mark = if huiyin_log::judge::is_offices(kind) {
        secret_mark(&slot.device.id())
    } else {
        MAIN_MARK.to_owned()
    };
    let mut actor = slot.device.actor();
    if role == Role::Office && matches!(kind, "evaluated" | "drafted") {
        // The office enters what a deputy told it.
        actor.on_behalf_of = Some(huiyin_rules::Party {
            role: Role::Deputy,
            name: "代表1".into(),
        });
    }
    let body = body(kind, actor.acting(), &number_text, &mark, n);
    written(state, at, actor, aggregate, kind, &body);
}

fn written(
    state: &mut State,
    at: usize,
    actor: huiyin_rules::Actor,
    aggregate: String,
    kind: &str,
    body: &str,
) {
    let device = &mut state.slots[at].device;
    let event = device.write_as(actor, &aggregate, kind, body);
    let last = device.written.last().unwrap();
    let known = Rc::clone(&last.known);
    if aggregate.starts_with("v/") {
        state.voices.push(Envelope::decode(&last.line).unwrap());
    }
    state.written.insert(
        event,
        Recorded {
            by: at,
            aggregate,
            known,
            honest: true,
        },
    );
}

fn tab_works(state: &mut State, at: usize, act: &Act) {
    let Act::Sync {
        tab,
        steps,
        left,
        cloud,
        disk,
        thorough,
        due,
        ..
    } = act
    else {
        return;
    };
    let slot = &mut state.slots[at];
    let tab = &mut slot.tabs[*tab];
    let mut work = match tab.work.take() {
        Some(work) => work,
        None => {
            let copy = tab
                .copy
                .get_or_insert_with(|| Rc::new(slot.device.tab()))
                .clone();
            let depth = if *thorough {
                Depth::Everything
            } else {
                Depth::Onwards
            };
            Box::pin(sync(
                copy,
                Rc::clone(&tab.opened),
                slot.way.clone(),
                slot.device.voice.clone(),
                Manner {
                    depth,
                    due: *due,
                    handed: Rc::clone(&state.handed),
                },
            ))
        }
    };
    state.weather.cloud.set(*cloud);
    state.weather.disk.set(*disk);
    state.weather.pauses.set(true);
    let steps = if *left == Left::Finished {
        1_000_000
    } else {
        (*steps).min(5_000)
    };
    // What it comes to is of no concern here: in the end everything has to be there.
    let done = go_on(&mut work, steps);
    state.weather.cloud.set(0);
    state.weather.disk.set(0);
    state.weather.pauses.set(false);
    match (left, done) {
        (Left::Killed, _) => {
            drop(work);
            *tab = Default::default();
        }
        (Left::Hanging, None) => tab.work = Some(work),
        (Left::Finished, None) => panic!("a sync does not come to an end"),
        (_, _) => {}
    }
}

fn carry(state: &mut State, from: usize, to: usize) {
    let objects = objects_of(&state.slots[from].device.objects.content());
    let copy = state.copy(to);
    finish(copy.take(objects, false)).unwrap();
}

/// Whether a copy would let its device say something about access.
fn may_speak(copy: &crate::world::device::Copy) -> bool {
    let roll = copy.roll();
    let member = copy.device().and_then(|own| roll.member(&own).cloned());
    member.is_some_and(|member| member.admin() && member.revoked.is_empty())
}

fn speak(state: &mut State, by: usize, events: Vec<AccessEvent>) -> bool {
    let copy = state.copy(by);
    if events.is_empty() || !may_speak(&copy) {
        return false;
    }
    let device = &state.slots[by].device;
    finish(copy.speak(&events, device.actor(), &device.voice)).unwrap();
    true
}

fn grant(state: &mut State, by: usize, at: usize, days: Option<i64>) {
    let until = days.map(|days| {
        let now = crate::world::device::beginning() + chrono::Duration::seconds(state.time.get());
        now.date_naive() + chrono::Duration::days(days)
    });
    let founder = state.slots[by].kind == Kind::Founder;
    let slot = &state.slots[at];
    let mut rights = slot.rights();
    rights.admin &= founder;
    let rights = Rights { until, ..rights };
    let mut events = Vec::new();
    // A reader gets the keys with the grant, as the service does it.
    let copy = state.copy(by);
    let slot = &state.slots[at];
    let voice = state.slots[by].device.voice.clone();
    if rights.office_space {
        events.extend(office::keys_for(
            &copy,
            &Space::office(),
            &slot.device,
            &voice,
        ));
    }
    events.extend(office::keys_for(
        &copy,
        &Space::main(),
        &slot.device,
        &voice,
    ));
    events.push(office::granted(&slot.device, &rights));
    speak(state, by, events);
}

fn revoke(state: &mut State, by: usize, at: usize, lag: usize, rng: &mut Rng) {
    let copy = state.copy(by);
    let id = state.slots[at].device.id();
    if state.slots[by].device.id() == id {
        return;
    }
    let way = state.slots[by].way.clone();
    // What it handed on is looked at first, or has to be handed anew.
    if rng.permille(600) {
        let spaces: Vec<Space> = copy.roll().deputies_spaces().cloned().collect();
        let _ = finish(pull(&copy, &way, &spaces, Depth::Onwards, &Unwatched));
    }
    let cuts = office::cuts(&copy, &id, lag);
    let mut events = vec![office::revoked(&id, cuts)];
    // As the service does it, unless another administrator is to do that.
    let roll = copy.roll();
    let upper = roll.member(&id).is_some_and(|member| member.admin());
    let may = state.slots[by].kind == Kind::Founder || !upper;
    if may && rng.permille(800) {
        let office = state.slots[at].is_office();
        let spaces = [Space::office(), Space::main()];
        for space in spaces.iter().skip(usize::from(!office)) {
            events.extend(new_key(state, &copy, by, space, Some(&id), rng));
        }
    }
    speak(state, by, events);
}

/// A new key of a space for everybody who may read it, but one.
fn new_key(
    state: &State,
    copy: &crate::world::device::Copy,
    by: usize,
    space: &Space,
    without: Option<&huiyin_log::DeviceId>,
    rng: &mut Rng,
) -> Option<AccessEvent> {
    let roll = copy.roll();
    if roll.key(space).is_none() || !copy.holds_key(space) {
        return None;
    }
    let main = *space == Space::main();
    let readers: Vec<_> = roll
        .members()
        .filter(|(device, _)| Some(*device) != without)
        .filter(|(_, member)| member.revoked.is_empty() && (main || member.reads(space)))
        .filter_map(|(device, member)| Some((device.clone(), member.kx?)))
        .collect();
    let last = roll.keys(space).iter().map(|key| key.generation).max();
    let secret = BoxKey::from_seed(rng.bytes32());
    let (generation, workspace) = (last.unwrap_or(0) + 1, &state.workspace);
    let voice = &state.slots[by].device.voice;
    Some(office::keyed(
        workspace, space, generation, &secret, &readers, voice,
    ))
}

fn give_keys(state: &mut State, by: usize, at: usize, anew: bool, rng: &mut Rng) {
    let copy = state.copy(by);
    let voice = state.slots[by].device.voice.clone();
    let mut events = Vec::new();
    for space in [Space::office(), Space::main()] {
        let roll = copy.roll();
        if roll.key(&space).is_none() || !copy.holds_key(&space) {
            continue;
        }
        let main = space == Space::main();
        if anew {
            events.extend(new_key(state, &copy, by, &space, None, rng));
        } else if main || state.slots[at].is_office() {
            let device = &state.slots[at].device;
            events.extend(office::keys_for(&copy, &space, device, &voice));
        }
    }
    speak(state, by, events);
}

fn adopt(state: &mut State, by: usize, rng: &mut Rng) {
    let copy = state.copy(by);
    let roll = copy.roll();
    let office = copy
        .device()
        .and_then(|own| roll.member(&own))
        .is_some_and(|member| {
            let office = |grant: &huiyin_log::access::Grant| grant.party.role == Role::Office;
            member.revoked.is_empty() && member.grants.iter().any(office)
        });
    if !office {
        return;
    }
    let wanted: BTreeSet<u128> = copy.look(|index| {
        let entries = index
            .doubtful
            .iter()
            .filter_map(|place| index.entry(*place));
        let mut wanted = BTreeSet::new();
        for entry in entries {
            // What the page offers, and nothing else.
            let lines = entry.lines.iter().enumerate();
            let mendable = lines.filter(|(at, _)| index.mendable(entry, *at));
            wanted.extend(mendable.map(|(_, line)| line.id));
        }
        wanted
    });
    let mut lines: BTreeMap<Space, Vec<Envelope>> = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for object in state.slots[by].device.carried() {
        let space = object.header().space.clone();
        let opened = copy
            .secrets_of(&space)
            .iter()
            .find_map(|(_, key)| object.open(key));
        let all = opened.or(object.lines().map(<[Envelope]>::to_vec));
        for line in all.unwrap_or_default() {
            let id = huiyin_sync::replica::index::event_key(line.id());
            if wanted.contains(&id) && rng.permille(700) && taken.insert(id) {
                lines.entry(space.clone()).or_default().push(line);
            }
        }
    }
    let voice = state.slots[by].device.voice.clone();
    for (space, lines) in lines {
        finish(copy.adopt(&space, lines, &voice)).unwrap();
    }
}
