//! What citizens said, as it is recorded in a world, and whose it is: found anew out of
//! everything that was ever written.

use super::state::State;
use crate::world::Rng;
use crate::world::device::Device;
use huiyin_log::Envelope;
use huiyin_rules::voice::VoiceEvent;
use huiyin_rules::{Party, Role};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// What a line of a voice says so that it is found where it must not be; what it is about
/// follows.
pub const MARK: &str = "密谈";

/// Something to be recorded of a voice.
pub struct Act {
    pub aggregate: String,
    pub kind: &'static str,
    pub body: String,
}

/// A deputy of this world, or one without any device.
fn somebody(state: &State, rng: &mut Rng) -> String {
    let slots = state.slots.iter();
    let deputies = slots.filter(|slot| slot.device.party.role == Role::Deputy);
    let mut names: Vec<String> = deputies
        .map(|slot| slot.device.party.name.clone())
        .collect();
    names.push("代表9".into());
    rng.pick(&names).clone()
}

/// What somebody does with a voice; `None` for whoever deals with none.
pub fn act(state: &State, at: usize, rng: &mut Rng) -> Option<Act> {
    let device = &state.slots[at].device;
    let office = match device.party.role {
        Role::Office => true,
        Role::Deputy => false,
        Role::Government | Role::Unit => return None,
    };
    let there = voices_of(device);
    let n = state.counter;
    let kinds: &[&'static str] = match (office, there.is_empty()) {
        (true, true) => &["voice_received"],
        (true, false) => &[
            "voice_received",
            "voice_received",
            "voice_passed",
            "voice_passed",
            "voice_answered",
        ],
        (false, true) => return None,
        (false, false) => &["voice_answered", "voice_informed", "voice_passed"],
    };
    let kind = *rng.pick(kinds);
    let aggregate = match kind {
        "voice_received" => format!("v/{n}"),
        _ => rng.pick(&there).clone(),
    };
    let name = somebody(state, rng);
    let body = body(kind, &name, &aggregate, n, rng.permille(700));
    Some(Act {
        aggregate,
        kind,
        body,
    })
}

/// The body of an event about a voice. `named` says whether a deputy is named by it.
pub fn body(kind: &str, name: &str, aggregate: &str, n: u64, named: bool) -> String {
    let on = format!("2026-03-{:02}", 1 + n % 28);
    let mut body = match kind {
        "voice_received" if named => json!({ "via": "qr", "deputy": name, "on": on }),
        "voice_received" => json!({ "via": "station", "on": on }),
        "voice_passed" if named => json!({ "to": { "deputy": { "name": name } }, "on": on }),
        "voice_passed" => json!({ "to": { "unit": { "name": "区水务局" } }, "on": on }),
        "voice_answered" | "voice_informed" => json!({ "text": "已办", "on": on }),
        other => panic!("no body for {other}"),
    };
    let whole = json!({ "type": kind, "body": body });
    if let Err(error) = serde_json::from_value::<VoiceEvent>(whole) {
        panic!("the engine cannot read {kind}: {error}");
    }
    if let Value::Object(members) = &mut body {
        members.insert("n".into(), format!("{MARK}{aggregate} {n}").into());
    }
    body.to_string()
}

/// The voices that came in, as far as a device has them.
fn voices_of(device: &Device) -> Vec<String> {
    let lines = device.events.content().lines;
    let lines = lines.iter().map(|line| Envelope::decode(line).unwrap());
    let came = lines.filter(|line| line.parts().kind == "voice_received");
    came.map(|line| line.parts().aggregate.to_string())
        .collect()
}

/// Whose each voice is, by some of the lines: whoever was named when it came in or was
/// passed it by the office, or by somebody whose it was.
pub fn whose<'a>(
    lines: impl IntoIterator<Item = &'a Envelope>,
) -> BTreeMap<String, BTreeSet<String>> {
    let mut ordered: Vec<&Envelope> = lines.into_iter().collect();
    ordered.sort_by_key(|line| (line.parts().seq, line.id().clone()));
    let mut whose: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in ordered {
        let parts = line.parts();
        let Party { role, name } = &parts.actor.party;
        let body: Value = serde_json::from_str(parts.body.get()).unwrap();
        let aggregate = parts.aggregate.to_string();
        match (parts.kind.as_str(), role) {
            ("voice_received", Role::Office) if !whose.contains_key(&aggregate) => {
                let named = body["deputy"].as_str().map(str::to_owned);
                whose.insert(aggregate, named.into_iter().collect());
            }
            ("voice_passed", Role::Office | Role::Deputy) => {
                let with = whose.get_mut(&aggregate);
                let to = body["to"]["deputy"]["name"].as_str();
                if let (Some(with), Some(to)) = (with, to)
                    && (*role == Role::Office || with.contains(name))
                {
                    with.insert(to.to_owned());
                }
            }
            (_, _) => {}
        }
    }
    whose
}
