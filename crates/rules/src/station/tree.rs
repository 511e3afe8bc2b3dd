//! Whether stations that are to be set fit into the tree.
//!
//! Only what is set is judged, with what hangs directly on it: what two devices made
//! apart may hold a contradiction elsewhere, and that must not keep the office from
//! putting it right one by one.

use super::decide::limits;
use super::refusal::StationRefusal;
use super::state::Stations;
use super::terms::{Station, StationKind};
use std::collections::{BTreeMap, BTreeSet};

/// Open stations by id, as they would be.
type Tree<'a> = BTreeMap<&'a str, &'a Station>;

/// Whether `set` fits.
pub(super) fn fits(stations: &Stations, set: &[Station]) -> Result<(), StationRefusal> {
    let mut tree: Tree<'_> = stations.open().map(|one| (one.id.as_str(), one)).collect();
    tree.extend(set.iter().map(|one| (one.id.as_str(), one)));
    let known: BTreeSet<&str> = stations.stations.keys().map(String::as_str).collect();
    let new = set.iter().filter(|one| !known.contains(one.id.as_str()));
    if known.len() + new.count() > limits::STATIONS {
        return Err(StationRefusal::TooMany {
            most: limits::STATIONS,
        });
    }
    let touched: BTreeSet<&str> = set.iter().map(|one| one.id.as_str()).collect();
    for station in set {
        parent_fits(&tree, station)?;
        path_fits(&tree, station)?;
    }
    // A station that changes its kind has to suit what hangs on it.
    for station in tree.values() {
        let parent = station.parent.as_deref();
        if parent.is_some_and(|parent| touched.contains(parent)) {
            parent_fits(&tree, station)?;
        }
    }
    names_fit(&tree, &touched)?;
    places_fit(stations, &tree, set)
}

fn parent_fits(tree: &Tree<'_>, station: &Station) -> Result<(), StationRefusal> {
    let Some(id) = &station.parent else {
        return Ok(());
    };
    let Some(parent) = tree.get(id.as_str()) else {
        return Err(StationRefusal::ParentUnknown {
            name: station.name.clone(),
            parent: id.clone(),
        });
    };
    if !station.kind.fits_under(parent.kind) {
        return Err(StationRefusal::ParentUnfit {
            name: station.name.clone(),
            kind: station.kind,
            parent: parent.name.clone(),
            parent_kind: parent.kind,
        });
    }
    Ok(())
}

/// Whether the way up from a station ends, and soon enough.
fn path_fits(tree: &Tree<'_>, station: &Station) -> Result<(), StationRefusal> {
    let parent = |one: &Station| tree.get(one.parent.as_deref()?).copied();
    let (mut levels, mut next) = (1, parent(station));
    while let Some(one) = next {
        levels += 1;
        if one.id == station.id {
            let name = station.name.clone();
            return Err(StationRefusal::Circle { name });
        }
        if levels > limits::LEVELS {
            return Err(StationRefusal::TooDeep {
                name: station.name.clone(),
                most: limits::LEVELS,
            });
        }
        next = parent(one);
    }
    Ok(())
}

/// Whether names tell apart what hangs in one place.
fn names_fit(tree: &Tree<'_>, touched: &BTreeSet<&str>) -> Result<(), StationRefusal> {
    let mut seen: BTreeMap<(Option<&str>, &str), &str> = BTreeMap::new();
    for station in tree.values() {
        let place = (station.parent.as_deref(), station.name.as_str());
        let other = seen.insert(place, &station.id);
        let new = |id: &str| touched.contains(id);
        if other.is_some_and(|other| new(other) || new(&station.id)) {
            let name = station.name.clone();
            return Err(StationRefusal::NamedAlike { name });
        }
    }
    Ok(())
}

/// Whether whoever is placed is on the roll, and has one place of each kind.
fn places_fit(stations: &Stations, tree: &Tree<'_>, set: &[Station]) -> Result<(), StationRefusal> {
    let roll: BTreeSet<&str> = stations.roll.iter().map(String::as_str).collect();
    let mut places: BTreeMap<(StationKind, &str), Vec<&Station>> = BTreeMap::new();
    for station in tree.values().filter(|one| one.kind.one_each()) {
        for deputy in &station.deputies {
            let place = places.entry((station.kind, deputy.as_str()));
            place.or_default().push(station);
        }
    }
    for station in set {
        for deputy in &station.deputies {
            if !roll.contains(deputy.as_str()) {
                return Err(StationRefusal::NotOnRoll {
                    deputy: deputy.clone(),
                    place: station.name.clone(),
                });
            }
            let all = places.get(&(station.kind, deputy.as_str()));
            let other = all.into_iter().flatten().find(|one| one.id != station.id);
            if let Some(other) = other {
                return Err(StationRefusal::PlacedTwice {
                    deputy: deputy.clone(),
                    kind: station.kind,
                    first: other.name.clone(),
                    second: station.name.clone(),
                });
            }
        }
    }
    Ok(())
}
