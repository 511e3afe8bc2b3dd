//! From what is recorded to the tree of stations. Never fails: what does not fit is
//! counted as an anomaly.

use super::decide::limits;
use super::event::{CodesIssued, StationEvent, StationsSet};
use super::state::{KeptCode, KeptStation, Stations};
use crate::order::odd;

/// Folds events in the order every device agrees on.
pub fn replay<'a>(events: impl IntoIterator<Item = &'a StationEvent>) -> Stations {
    let mut stations = Stations::default();
    for event in events {
        apply(&mut stations, event);
    }
    stations
}

/// Adds one event.
pub fn apply(stations: &mut Stations, event: &StationEvent) {
    let fits = match event {
        StationEvent::DeputiesListed(listed) => {
            let fits = listed.names.len() <= limits::DEPUTIES;
            if fits {
                stations.roll.clone_from(&listed.names);
            }
            fits
        }
        StationEvent::StationsSet(set) => all_set(stations, set),
        StationEvent::StationClosed(closed) => match stations.stations.get_mut(&closed.id) {
            Some(kept) if kept.closed.is_none() => {
                kept.closed = Some(closed.reason.clone());
                true
            }
            _ => false,
        },
        StationEvent::CodesIssued(issued) => all_issued(stations, issued),
        StationEvent::CodeWithdrawn(withdrawn) => match stations.codes.get_mut(&withdrawn.code) {
            Some(kept) if kept.withdrawn.is_none() => {
                kept.withdrawn = Some(withdrawn.reason.clone());
                true
            }
            _ => false,
        },
    };
    odd(&mut stations.anomalies, fits);
}

fn all_set(stations: &mut Stations, set: &StationsSet) -> bool {
    let mut fits = true;
    for station in &set.stations {
        let room = stations.stations.len() < limits::STATIONS
            || stations.stations.contains_key(&station.id);
        fits &= room;
        if room {
            // Set again after it was closed, it is open again.
            let kept = KeptStation {
                station: station.clone(),
                closed: None,
            };
            stations.stations.insert(station.id.clone(), kept);
        }
    }
    fits
}

fn all_issued(stations: &mut Stations, issued: &CodesIssued) -> bool {
    let mut fits = true;
    for code in &issued.codes {
        // Made out twice apart, the first holds: it is on a wall already.
        let new = !stations.codes.contains_key(&code.code);
        let room = stations.codes.len() < limits::CODES;
        fits &= new && room;
        if new && room {
            let kept = KeptCode {
                code: code.clone(),
                withdrawn: None,
            };
            stations.codes.insert(code.code.clone(), kept);
        }
    }
    fits
}
