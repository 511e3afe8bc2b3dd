//! A tree of stations as orders make it, and every way it is refused.

mod refused;
mod replayed;
mod sized;

use super::*;
use crate::actor::{Actor, Role};
use crate::order::OrderContext;

fn station(id: &str, kind: StationKind, parent: Option<&str>, deputies: &[&str]) -> Station {
    Station {
        id: id.into(),
        name: format!("站{id}"),
        kind,
        parent: parent.map(str::to_owned),
        address: String::new(),
        hours: String::new(),
        deputies: deputies.iter().map(|name| (*name).to_owned()).collect(),
    }
}

fn code(bits: u64, station: Option<&str>, deputy: Option<&str>) -> IssuedCode {
    IssuedCode {
        code: code_of(bits),
        station: station.map(str::to_owned),
        deputy: deputy.map(str::to_owned),
        label: "和平联络站".into(),
    }
}

fn names(names: &[&str]) -> StationOrder {
    StationOrder::ListDeputies(names.iter().map(|name| (*name).to_owned()).collect())
}

fn withdraw(bits: u64) -> StationOrder {
    StationOrder::WithdrawCode {
        code: code_of(bits),
        reason: "更换".into(),
    }
}

fn close(id: &str) -> StationOrder {
    StationOrder::CloseStation {
        id: id.into(),
        reason: "合并".into(),
    }
}

/// What orders came to, one after the other.
#[derive(Default)]
struct Town {
    events: Vec<StationEvent>,
}

impl Town {
    fn stations(&self) -> Stations {
        replay(&self.events)
    }

    fn try_as(&mut self, role: Role, order: StationOrder) -> Result<usize, StationRefusal> {
        let actor = Actor::own(role, "代表工委");
        let ctx = OrderContext {
            today: "2026-12-01".parse().unwrap(),
            actor: &actor,
        };
        let events = decide(&self.stations(), order, &ctx)?;
        let count = events.len();
        self.events.extend(events);
        assert_eq!(self.stations().anomalies, 0, "what was decided fits");
        Ok(count)
    }

    fn order(&mut self, order: StationOrder) -> &mut Town {
        self.try_as(Role::Office, order).unwrap();
        self
    }

    fn refused(&mut self, order: StationOrder) -> &'static str {
        let refusal = self.try_as(Role::Office, order).unwrap_err();
        let text = refusal.text();
        for text in [&text.zh, &text.en] {
            assert!(!text.is_empty() && !text.contains("{}"), "{text}");
        }
        refusal.code()
    }

    /// Two towns' stations, a village's, a studio, a cell; four deputies.
    fn small() -> Town {
        use StationKind::{Cell, Level1, Level2, Studio};
        let mut town = Town::default();
        town.order(names(&["甲", "乙", "丙", "丁"]));
        town.order(StationOrder::SetStations(vec![
            // A child before its parent: an import has any order.
            station("v", Level2, Some("t"), &["乙"]),
            station("t", Level1, None, &["甲"]),
            station("u", Level1, None, &["丙"]),
            station("s", Studio, Some("t"), &["甲"]),
            station("c", Cell, Some("v"), &["乙"]),
        ]));
        town
    }
}

#[test]
fn the_tree_says_what_lies_below_and_above_and_who_has_no_place() {
    let stations = Town::small().stations();
    assert_eq!(under(&stations, "t"), ["t", "s", "v", "c"]);
    assert_eq!(under(&stations, "u"), ["u"]);
    assert!(under(&stations, "x").is_empty());
    assert_eq!(above(&stations, "c"), ["v", "t"]);
    assert_eq!(unplaced(&stations), ["丁"]);
    assert!(strangers(&stations).is_empty());
}

#[test]
fn who_leaves_the_roll_is_named_where_they_are_still_placed() {
    let mut town = Town::small();
    town.order(names(&["甲", "丙", "丁"]));
    assert_eq!(strangers(&town.stations()), ["乙"]);
    assert_eq!(unplaced(&town.stations()), ["丁"]);
}

#[test]
fn a_closed_station_places_nobody_and_its_codes_lead_nowhere_until_it_opens_again() {
    let mut town = Town::small();
    town.order(StationOrder::IssueCodes(vec![
        code(1, Some("u"), None),
        code(2, None, Some("丙")),
        code(3, None, None),
    ]));
    town.order(close("u"));
    let stations = town.stations();
    assert_eq!(unplaced(&stations), ["丙", "丁"]);
    assert_eq!(stations.live(&code_of(1)), None);
    assert!(stations.live(&code_of(2)).is_some() && stations.live(&code_of(3)).is_some());
    assert_eq!(stations.name("u"), Some("站u"), "old voices still name it");
    let again = station("u", StationKind::Level1, None, &["丙"]);
    town.order(StationOrder::SetStations(vec![again]));
    assert!(town.stations().live(&code_of(1)).is_some());
    town.order(withdraw(1));
    assert_eq!(town.stations().live(&code_of(1)), None);
}

#[test]
fn deputies_change_places_in_one_order() {
    let mut town = Town::small();
    town.order(StationOrder::SetStations(vec![
        station("t", StationKind::Level1, None, &["丙"]),
        station("u", StationKind::Level1, None, &["甲"]),
    ]));
    let stations = town.stations();
    assert_eq!(stations.find("t").unwrap().deputies, ["丙"]);
}

#[test]
fn blanks_around_names_make_no_other_name() {
    let mut town = Town::default();
    town.order(names(&[" 甲 "]));
    town.order(StationOrder::SetStations(vec![station(
        "t",
        StationKind::Level1,
        None,
        &["甲 "],
    )]));
    assert!(unplaced(&town.stations()).is_empty());
}

#[test]
fn codes_are_read_as_people_type_them() {
    let code = code_of(0x3_1234_5678_9ABC);
    assert!(is_code(&code));
    let shown = code_shown(&code);
    assert_eq!(shown.len(), 11);
    for typed in [
        shown.clone(),
        shown.to_lowercase(),
        shown.replace('0', "O").replace('1', "l"),
        shown.replace('-', "　－ "),
        code.chars()
            .map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap())
            .collect(),
    ] {
        assert_eq!(code_tidy(&typed), Some(code.clone()), "{typed}");
    }
    for bad in [
        "",
        "12345",
        "UUUUU-UUUUU",
        "12345-678901",
        "一二三四五六七八九十",
    ] {
        assert_eq!(code_tidy(bad), None, "{bad}");
    }
    assert_eq!(code_shown("短"), "短");
    assert_eq!(code_of(u64::MAX), "ZZZZZZZZZZ");
    assert_eq!(code_of(0), "0000000000");
}
