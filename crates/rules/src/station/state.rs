//! What the tree of stations has come to, and questions about it.

use super::terms::{IssuedCode, Station, StationKind};
use std::collections::{BTreeMap, BTreeSet};

/// A station, open or closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptStation {
    /// As it was last set.
    pub station: Station,
    /// Why it was closed, where it was.
    pub closed: Option<String>,
}

/// A code, in use or withdrawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptCode {
    /// As it was made out.
    pub code: IssuedCode,
    /// Why it was withdrawn, where it was.
    pub withdrawn: Option<String>,
}

/// The roll, the tree and the codes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stations {
    /// Every deputy, in the roll's order.
    pub roll: Vec<String>,
    /// Every station there ever was, by id.
    pub stations: BTreeMap<String, KeptStation>,
    /// Every code that was ever made out.
    pub codes: BTreeMap<String, KeptCode>,
    /// Events that did not fit what was there.
    pub anomalies: u32,
}

impl Stations {
    /// Stations that are open, by id.
    pub fn open(&self) -> impl Iterator<Item = &Station> {
        let open = self.stations.values().filter(|one| one.closed.is_none());
        open.map(|one| &one.station)
    }

    /// An open station.
    pub fn find(&self, id: &str) -> Option<&Station> {
        let kept = self.stations.get(id)?;
        kept.closed.is_none().then_some(&kept.station)
    }

    /// The station's name, also of one that is closed.
    pub fn name(&self, id: &str) -> Option<&str> {
        Some(self.stations.get(id)?.station.name.as_str())
    }

    /// A code that leads somewhere: made out, not withdrawn, and its station still open.
    pub fn live(&self, code: &str) -> Option<&IssuedCode> {
        let kept = self.codes.get(code)?;
        let station = kept.code.station.as_deref();
        let there = station.is_none_or(|id| self.find(id).is_some());
        (kept.withdrawn.is_none() && there).then_some(&kept.code)
    }
}

/// Deputies of the roll who are placed in no open station (S0.1).
pub fn unplaced(stations: &Stations) -> Vec<&str> {
    let placed: BTreeSet<&str> = stations.open().flat_map(deputies).collect();
    let roll = stations.roll.iter().map(String::as_str);
    roll.filter(|name| !placed.contains(name)).collect()
}

/// Deputies who are placed but not on the roll, each once: they left, or two devices
/// changed roll and stations apart.
pub fn strangers(stations: &Stations) -> Vec<&str> {
    let roll: BTreeSet<&str> = stations.roll.iter().map(String::as_str).collect();
    let placed: BTreeSet<&str> = stations.open().flat_map(deputies).collect();
    placed.difference(&roll).copied().collect()
}

fn deputies(station: &Station) -> impl Iterator<Item = &str> {
    station.deputies.iter().map(String::as_str)
}

/// How many open stations there are of each kind.
pub fn counts(stations: &Stations) -> [(StationKind, usize); 4] {
    StationKind::ALL.map(|kind| {
        let of_kind = stations.open().filter(|one| one.kind == kind);
        (kind, of_kind.count())
    })
}

/// The station and everything below it, open or closed, each once, the station first;
/// nothing where there is no such station. Safe where the tree holds a circle.
pub fn under<'a>(stations: &'a Stations, id: &str) -> Vec<&'a str> {
    let Some((id, _)) = stations.stations.get_key_value(id) else {
        return Vec::new();
    };
    let mut children: BTreeMap<&str, Vec<&'a str>> = BTreeMap::new();
    for (id, kept) in &stations.stations {
        if let Some(parent) = &kept.station.parent {
            children.entry(parent).or_default().push(id);
        }
    }
    let mut seen = BTreeSet::from([id.as_str()]);
    let (mut found, mut next) = (Vec::new(), vec![id.as_str()]);
    while let Some(id) = next.pop() {
        found.push(id);
        // From the last, so that the first is taken next.
        for child in children.get(id).into_iter().flatten().rev() {
            if seen.insert(child) {
                next.push(child);
            }
        }
    }
    found
}

/// What a station hangs under, the nearest first, each once. Safe where the tree holds
/// a circle.
pub fn above<'a>(stations: &'a Stations, id: &str) -> Vec<&'a str> {
    let parent = |id: &str| stations.stations.get(id)?.station.parent.as_deref();
    let mut seen = BTreeSet::from([id]);
    let mut found = Vec::new();
    let mut next = parent(id);
    while let Some(one) = next {
        if !seen.insert(one) {
            break;
        }
        found.push(one);
        next = parent(one);
    }
    found
}
