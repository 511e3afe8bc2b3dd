//! What a copy of a workspace comes to, in a form that can be compared.

use super::device::{Copy, Device};
use huiyin_log::standing::{STANDING_KEY, Standing};
use huiyin_log::{Roll, Space};
use huiyin_sync::replica::index::Signature;
use std::collections::{BTreeMap, BTreeSet};

/// What became of one object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fate {
    pub complete: bool,
    pub lamport: u64,
    pub reason: Option<&'static str>,
    /// Event, and why it does not count.
    pub lines: Vec<(String, Option<&'static str>)>,
    pub readable: bool,
    /// Whether its signature is known to hold.
    pub signed: bool,
}

/// Everything that replicas with the same keys have to agree on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    pub roll: Roll,
    pub fates: BTreeMap<(String, String), Fate>,
    pub accepted: BTreeSet<String>,
    pub forks: BTreeSet<(String, String)>,
    pub set_aside: BTreeSet<String>,
    pub races: BTreeSet<(String, String)>,
    /// The public parts of the keys it holds, by space.
    pub keys: BTreeSet<(String, String)>,
}

impl View {
    /// Every space of which the device holds something.
    pub fn spaces(&self) -> Vec<Space> {
        let spaces: BTreeSet<&String> = self.fates.keys().map(|(space, _)| space).collect();
        let spaces = spaces.into_iter();
        spaces
            .map(|space| Space::try_from(space.as_str()).unwrap())
            .collect()
    }
}

/// What a copy comes to.
pub fn view(device: &Device, copy: &Copy) -> View {
    let standing = standing(device);
    let roll = copy.roll();
    let spaces = [Space::main(), Space::office()].into_iter();
    let keys = spaces
        .chain(roll.deputies_spaces().cloned())
        .flat_map(|space| {
            let secrets = copy.secrets_of(&space);
            secrets
                .into_iter()
                .map(move |(_, key)| (space.to_string(), key.public().to_hex()))
        });
    let keys = keys.collect();
    copy.look(|index| {
        let mut view = View {
            roll: copy.roll(),
            fates: BTreeMap::new(),
            accepted: BTreeSet::new(),
            forks: BTreeSet::new(),
            set_aside: standing
                .set_aside
                .iter()
                .map(|named| named.event.clone())
                .collect(),
            races: standing
                .races
                .iter()
                .map(|race| (race.a.clone(), race.b.clone()))
                .collect(),
            keys,
        };
        for entry in &index.entries {
            let chain = index.chain(entry.chain).unwrap();
            let text = |id: u128| format!("{id:032x}");
            let lines: Vec<(String, Option<&'static str>)> = entry
                .lines
                .iter()
                .map(|line| {
                    (
                        text(line.id),
                        line.reason.map(|reason| reason.reason().code()),
                    )
                })
                .collect();
            let access = chain.space.as_str() == Space::ACCESS;
            for (at, line) in entry.lines.iter().enumerate() {
                // What was handed on counts as what it was handed on from.
                if !access && entry.counts(at) && index.accepted(line.id) {
                    let event = text(line.id);
                    view.accepted.insert(event);
                }
            }
            let fate = Fate {
                complete: entry.complete,
                lamport: entry.lamport,
                reason: entry.doubt().map(|reason| reason.code()),
                lines,
                readable: entry.readable,
                signed: entry.signature == Signature::Good,
            };
            view.fates
                .insert((chain.space.to_string(), entry.id_text()), fate);
        }
        for chain in index.chains.iter().filter(|chain| chain.forked()) {
            view.forks
                .insert((chain.device.to_string(), chain.log.to_string()));
        }
        view
    })
}

pub fn standing(device: &Device) -> Standing {
    let kept = device
        .events
        .look(|content| content.meta.get(STANDING_KEY).cloned());
    kept.map(|bytes| serde_json::from_slice(&bytes).unwrap())
        .unwrap_or_default()
}
