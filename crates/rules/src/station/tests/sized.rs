//! Trees of the size that offices have.

use super::*;
use StationKind::{Cell, Level1, Level2, Studio};

fn roll(count: usize) -> Vec<String> {
    (1..=count).map(|n| format!("代表{n}")).collect()
}

/// S0.1: 254 deputies in 14 level-1 stations, 94 level-2 stations and 4 studios.
fn grid() -> (Town, Vec<Station>) {
    let deputies = roll(254);
    let mut stations: Vec<Station> = (0..14)
        .map(|n| station(&format!("a{n}"), Level1, None, &[]))
        .collect();
    stations.extend((0..94).map(|n| {
        let parent = format!("a{}", n % 14);
        station(&format!("b{n}"), Level2, Some(&parent), &[])
    }));
    stations.extend((0..4).map(|n| station(&format!("s{n}"), Studio, Some("a0"), &[])));
    for (n, deputy) in deputies.iter().enumerate() {
        // Everybody has one place among all 112.
        let at = n % stations.len();
        stations[at].deputies.push(deputy.clone());
    }
    let mut town = Town::default();
    town.order(StationOrder::ListDeputies(deputies));
    town.order(StationOrder::SetStations(stations.clone()));
    (town, stations)
}

#[test]
fn everybody_is_placed_and_whoever_is_taken_out_is_named() {
    let (mut town, stations) = grid();
    let all = town.stations();
    assert_eq!(
        counts(&all),
        [(Level1, 14), (Level2, 94), (Studio, 4), (Cell, 0)]
    );
    assert_eq!(all.roll.len(), 254);
    assert!(unplaced(&all).is_empty() && strangers(&all).is_empty());
    let below: usize = (0..14).map(|n| under(&all, &format!("a{n}")).len()).sum();
    assert_eq!(below, 14 + 94 + 4);
    let mut changed = stations[20].clone();
    let gone = changed.deputies.remove(0);
    town.order(StationOrder::SetStations(vec![changed]));
    assert_eq!(unplaced(&town.stations()), [gone.as_str()]);
}

#[test]
fn thirteen_hundred_cells_come_in_one_order_each_with_its_code() {
    // S4.13: 139 deputies, 1,297 cells.
    let deputies = roll(139);
    let mut town = Town::default();
    town.order(StationOrder::ListDeputies(deputies.clone()));
    let mut stations = vec![station("t", Level1, None, &[])];
    stations.extend((0..1_297).map(|n| {
        let deputy = deputies[n % 139].as_str();
        station(&format!("c{n}"), Cell, Some("t"), &[deputy])
    }));
    let order = StationOrder::SetStations(stations);
    let events = town.try_as(Role::Office, order).unwrap();
    assert!((2..10).contains(&events), "in pieces that travel: {events}");
    let codes = (0..1_297).map(|n: u64| code(n << 20, Some(&format!("c{n}")), None));
    town.order(StationOrder::IssueCodes(codes.collect()));
    let all = town.stations();
    assert_eq!(counts(&all)[3], (Cell, 1_297));
    assert_eq!(under(&all, "t").len(), 1_298);
    assert_eq!(all.codes.len(), 1_297);
    assert!(unplaced(&all).is_empty());
    for event in &town.events {
        let bytes = serde_json::to_vec(event).unwrap().len();
        assert!(bytes < 384 * 1024, "{bytes}");
    }
}

#[test]
fn the_fullest_stations_there_may_be_still_travel() {
    let long = |n: usize| format!("{n:04}{}", "站".repeat(56));
    let deputies: Vec<String> = (0..200).map(long).collect();
    let mut town = Town::default();
    town.order(StationOrder::ListDeputies(deputies.clone()));
    let full = (0..30).map(|n| Station {
        deputies: deputies.clone(),
        address: "址".repeat(200),
        hours: "时".repeat(200),
        ..station(&format!("c{n}"), Cell, None, &[])
    });
    town.order(StationOrder::SetStations(full.collect()));
    for event in &town.events {
        let bytes = serde_json::to_vec(event).unwrap().len();
        assert!(bytes < 384 * 1024, "{bytes}");
    }
}
