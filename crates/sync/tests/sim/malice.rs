//! What a device does that has a key and means harm.

use super::state::{Recorded, State};
use super::voices;
use crate::world::device::{Device, Voice};
use crate::world::forge::{Forgery, in_the_name_of, signed_wrongly};
use crate::world::office::{self, Rights};
use crate::world::{Rng, device};
use huiyin_log::access::AccessEvent;
use huiyin_log::seal::BoxKey;
use huiyin_log::{AggregateId, Envelope, LogId, Object, ObjectId, Parts, Space, WorkspaceId, Wrap};
use huiyin_rules::{Actor, Party, Role};
use huiyin_sync::replica::Speaker;
use std::rc::Rc;

/// How many ways there are.
pub const KINDS: usize = 29;

struct Means<'a> {
    device: &'a Device,
    workspace: &'a WorkspaceId,
    log: LogId,
    voice: &'a Voice,
}

impl Means<'_> {
    fn line(&self, actor: Actor, aggregate: &str, kind: &str, body: String, seq: u64) -> Envelope {
        Envelope::seal(Parts {
            log: self.log.clone(),
            seq,
            aggregate: AggregateId::try_from(aggregate).unwrap(),
            actor,
            at: self.voice.now(),
            kind: kind.into(),
            body: serde_json::value::RawValue::from_string(body).unwrap(),
        })
        .unwrap()
    }

    fn first(&self, space: Space, lines: Vec<Envelope>) -> Forgery<'_> {
        Forgery {
            by: self.device,
            workspace: self.workspace,
            space,
            log: self.log.clone(),
            seq: 1,
            prev: None,
            heads: Vec::new(),
            past: 0,
            adopts: false,
            lines,
            wrap: Wrap::Clear,
        }
    }

    fn made(&self, forgery: Forgery<'_>) -> Object {
        forgery.make(self.voice)
    }
}

/// A voice of this world, and the number of its last line.
fn some_voice(state: &State, rng: &mut Rng) -> Option<(String, u64)> {
    if state.voices.is_empty() {
        return None;
    }
    let aggregate = rng.pick(&state.voices).parts().aggregate.to_string();
    let of = state.voices.iter().map(Envelope::parts);
    let of = of.filter(|parts| parts.aggregate.as_str() == aggregate);
    let last = of.map(|parts| parts.seq).max()?;
    Some((aggregate, last))
}

/// Sealed to the key of a space, as far as a device knows one.
fn sealed(device: &Device, space: &Space, rng: &mut Rng) -> Wrap {
    let copy = device.tab();
    crate::world::finish(copy.open()).unwrap();
    let roll = copy.roll();
    roll.key(space).map_or(Wrap::Clear, |key| Wrap::Sealed {
        generation: key.generation,
        to: key.public,
        random: rng.bytes32(),
    })
}

/// Does one of these things.
pub fn strike(state: &mut State, at: usize, kind: usize, rng: &mut Rng) {
    state.slots[at].malicious = true;
    state.counter += 1;
    let n = state.counter;
    let slot = &state.slots[at];
    let voice = slot.device.voice.clone();
    let means = Means {
        device: &slot.device,
        workspace: &state.workspace,
        log: LogId::from_bytes(rng.bytes16()),
        voice: &voice,
    };
    let own = slot.device.actor();
    let body = format!("{{\"n\":\"x{n}\"}}");
    let kinds = ["accepted", "replied", "consulted"];
    let mine = |seq: u64| {
        let kind = match own.party.role {
            Role::Unit => *kinds.get(n as usize % 3).unwrap_or(&"accepted"),
            Role::Deputy => "drafted",
            Role::Government => "coordinated",
            Role::Office => "assigned",
        };
        let aggregate = format!("s/{}", n % 3);
        means.line(
            own.clone(),
            &aggregate,
            kind,
            format!("{{\"n\":\"x{n}-{seq}\"}}"),
            seq,
        )
    };
    let known: Vec<Object> = device::objects_of(&slot.device.objects.content());
    let victim = (!known.is_empty()).then(|| rng.pick(&known).clone());
    let own_main: Vec<&Object> = known
        .iter()
        .filter(|object| {
            let header = object.header();
            header.device == slot.device.id() && header.space == Space::main()
        })
        .collect();
    let party = |role, name: &str| Actor {
        party: Party {
            role,
            name: name.into(),
        },
        on_behalf_of: None,
    };
    let mut honest = false;
    let mut objects: Vec<Object> = Vec::new();
    let mut said: Vec<Envelope> = Vec::new();
    match kind {
        // In somebody else's name, in a chain of their own or in theirs.
        0 | 1 => {
            if let Some(victim) = &victim {
                let mut forgery = means.first(Space::main(), vec![mine(1 + rng.next() % 50)]);
                if kind == 1 {
                    forgery.log = victim.header().log.clone();
                    forgery.space = victim.header().space.clone();
                    forgery.seq = victim.header().seq + 1;
                    forgery.prev = Some(victim.id().clone());
                    forgery.past = victim.header().lamport;
                }
                let made = means.made(forgery);
                objects.push(in_the_name_of(&made, victim.header().device.as_str()));
            }
        }
        2 => objects.extend(victim.as_ref().map(signed_wrongly)),
        3 => {
            let line = means.line(party(Role::Unit, "区发改局"), "s/1", "replied", body, 3);
            objects.push(means.made(means.first(Space::main(), vec![line])));
        }
        4 => {
            let kind = if own.party.role == Role::Deputy {
                "assigned"
            } else {
                "drafted"
            };
            let line = means.line(own.clone(), "s/1", kind, body, 3);
            objects.push(means.made(means.first(Space::main(), vec![line])));
        }
        5 => {
            let mut actor = own.clone();
            actor.on_behalf_of = Some(Party {
                role: Role::Deputy,
                name: "代表1".into(),
            });
            let line = means.line(actor, "s/1", "drafted", body, 3);
            objects.push(means.made(means.first(Space::main(), vec![line])));
        }
        6 => {
            let body = "{\"number\":\"2026-999\"}".to_owned();
            let line = means.line(own.clone(), "s/1", "registered", body, 3);
            objects.push(means.made(means.first(Space::main(), vec![line])));
        }
        7 => {
            let seq = [1 << 21, 1 << 41, (1 << 53) - 1][rng.below(3)];
            objects.push(means.made(means.first(Space::main(), vec![mine(seq)])));
        }
        8 => {
            let mut forgery = means.first(Space::main(), vec![mine(9), mine(4)]);
            forgery.adopts = true;
            objects.push(means.made(forgery));
        }
        9 => objects.push(means.made(means.first(Space::access(), vec![mine(5)]))),
        10 => {
            let kind = ["submitted", "evaluated"][rng.below(2)];
            let line = means.line(own.clone(), "s/1", kind, body, 3);
            objects.push(means.made(means.first(Space::office(), vec![line])));
        }
        11 => {
            // Hidden from everybody but the office.
            let secret = BoxKey::from_seed(rng.bytes32());
            let mut forgery = means.first(Space::office(), vec![mine(3)]);
            forgery.wrap = Wrap::Sealed {
                generation: 1,
                to: secret.public(),
                random: rng.bytes32(),
            };
            objects.push(means.made(forgery));
        }
        12 => {
            let mut forgery = means.first(Space::main(), vec![mine(3)]);
            let head = huiyin_log::hex(&rng.bytes16());
            forgery.heads = vec![ObjectId::try_from(head).unwrap()];
            objects.push(means.made(forgery));
        }
        // A fork: twice the same place, both in order otherwise.
        13 | 14 => {
            if let Some(base) = own_main.get(rng.below(own_main.len().max(1))) {
                let mut forgery = means.first(Space::main(), Vec::new());
                forgery.log = base.header().log.clone();
                forgery.seq = base.header().seq + 1;
                forgery.prev = Some(base.id().clone());
                forgery.past = base.header().lamport;
                forgery.lines = vec![mine((base.header().lamport + 1).min((1 << 53) - 1))];
                honest = kind == 13;
                objects.push(means.made(forgery));
            }
        }
        15 => {
            if let Some(victim) = &victim {
                let mut forgery = means.first(Space::main(), vec![mine(1 << 10)]);
                forgery.seq = 2 + rng.next() % 5;
                forgery.prev = Some(victim.id().clone());
                objects.push(means.made(forgery));
            }
        }
        16 => {
            let heads = known
                .iter()
                .filter(|object| object.header().space == Space::office());
            let heads: Vec<ObjectId> = heads.map(|object| object.id().clone()).take(2).collect();
            let mut forgery = means.first(Space::main(), vec![mine(1 << 12)]);
            forgery.heads = heads;
            objects.push(means.made(forgery));
        }
        // More rights for itself, none for others, keys of its own making.
        17 | 18 => {
            let target = &state.slots[rng.below(state.slots.len())].device;
            let full = Rights {
                root: rng.permille(300),
                ..Rights::full()
            };
            let secret = BoxKey::from_seed(rng.bytes32());
            let events = [
                office::granted(means.device, &full),
                office::revoked(&target.id(), Vec::new()),
                office::keyed(
                    means.workspace,
                    &Space::office(),
                    7,
                    &secret,
                    &[office::reader(means.device)],
                    &voice,
                ),
                office::numbers(&means.device.id(), "2026-", 1, 900),
            ];
            let admin = matches!(own.party.role, Role::Office);
            let lines: Vec<Envelope> = (1..)
                .zip(events)
                // An administrator's order is an order, even where it does harm.
                .filter(|(_, event)| !admin || matches!(event, AccessEvent::Granted(_)))
                .map(|(seq, event)| {
                    let (log, at) = (means.log.clone(), voice.now());
                    event.seal(log, seq, own.clone(), at).unwrap()
                })
                .collect();
            objects.push(means.made(means.first(Space::access(), lines)));
        }
        // Somebody else's line in an object of its own; a good line beside a bad one.
        19 => {
            let line = victim
                .as_ref()
                .and_then(|victim| victim.lines()?.first().cloned());
            if let Some(line) = line {
                objects.push(means.made(means.first(Space::main(), vec![line])));
            }
        }
        20 => {
            let bad = means.line(party(Role::Office, "代表工委"), "s/1", "closed", body, 8);
            objects.push(means.made(means.first(Space::main(), vec![mine(7), bad])));
        }
        // A stranger, with a key that nobody knows.
        21 => {
            let stranger = Device::new(
                "stranger",
                Role::Unit,
                "区水务局",
                rng,
                &state.time,
                &state.weather,
            );
            let line = means.line(stranger.actor(), "s/1", "accepted", body, 3);
            let mut forgery = means.first(Space::main(), vec![line]);
            forgery.by = &stranger;
            objects.push(forgery.make(&voice));
        }
        22 => {
            if let Some(victim) = &victim {
                // Under a name that is not its own.
                let key = victim.key().replacen("/l/", "/l/0", 1);
                state.cloud.scribble(&key, victim.encode());
                let other = format!("{}0", &victim.key()[..victim.key().len() - 1]);
                state.cloud.scribble(&other, victim.encode());
            }
        }
        // A deputy helps themselves, or others, to a voice, whoever's it is.
        24 | 25 if own.party.role == Role::Deputy => {
            let kind = ["voice_passed", "voice_passed", "voice_answered"][rng.below(3)];
            let name = ["代表1", "代表2", own.party.name.as_str()][rng.below(3)];
            if let Some((aggregate, seq)) = some_voice(state, rng) {
                let body = voices::body(kind, name, &aggregate, n, true).replace(voices::MARK, "x");
                let line = means.line(own.clone(), &aggregate, kind, body, seq + 1);
                let mut forgery = means.first(Space::office(), vec![line.clone()]);
                forgery.wrap = sealed(&slot.device, &Space::office(), rng);
                objects.push(means.made(forgery));
                said.push(line);
            }
        }
        // They write into a deputy's space, as if they were the office or in their own name,
        // vouched for or not, sealed or not.
        26..=28
            if own.party.role == Role::Deputy || (kind == 28 && own.party.role == Role::Office) =>
        {
            let name = ["代表1", "代表2"][rng.below(2)];
            let space = Space::of_deputy(name);
            let office = party(Role::Office, "代表工委");
            let actor = if kind == 27 { own.clone() } else { office };
            let aggregate = some_voice(state, rng)
                .filter(|_| rng.permille(500))
                .map_or_else(|| format!("v/x{n}"), |(aggregate, _)| aggregate);
            let mut lines = Vec::new();
            for (seq, kind) in [(1 << 10, "voice_received"), (1 << 11, "voice_passed")] {
                let body = voices::body(kind, name, &aggregate, n, true).replace(voices::MARK, "x");
                lines.push(means.line(actor.clone(), &aggregate, kind, body, seq));
            }
            let mut forgery = means.first(space.clone(), lines);
            forgery.adopts = rng.permille(700);
            if kind != 28 {
                forgery.wrap = sealed(&slot.device, &space, rng);
            }
            objects.push(means.made(forgery));
        }
        _ => {
            let other = WorkspaceId::try_from("f".repeat(32)).unwrap();
            let mut forgery = means.first(Space::main(), vec![mine(3)]);
            forgery.workspace = &other;
            objects.push(forgery.make(&voice));
        }
    }
    state.voices.extend(said);
    for object in &objects {
        for line in object.lines().unwrap_or_default() {
            let recorded = Recorded {
                by: at,
                aggregate: line.parts().aggregate.to_string(),
                known: Rc::default(),
                honest: false,
            };
            state
                .written
                .entry(line.id().to_string())
                .or_insert(recorded);
        }
        state.cloud.scribble(&object.key(), object.encode());
    }
    // A fork that its own installation knows of is what a faulty program makes.
    if honest {
        let copy = state.copy(at);
        let _ = crate::world::finish(copy.take(objects, false));
    }
}
