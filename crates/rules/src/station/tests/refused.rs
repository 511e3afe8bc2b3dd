//! Every way an order is refused.

use super::*;
use StationKind::{Cell, Level1, Level2, Studio};

fn set(stations: Vec<Station>) -> StationOrder {
    StationOrder::SetStations(stations)
}

fn one(id: &str, kind: StationKind, parent: Option<&str>, deputies: &[&str]) -> StationOrder {
    set(vec![station(id, kind, parent, deputies)])
}

#[test]
fn only_the_office_orders() {
    for role in Role::ALL {
        let order = names(&["甲"]);
        let decided = Town::default().try_as(role, order);
        assert_eq!(decided.is_ok(), role == Role::Office, "{role:?}");
    }
}

#[test]
fn which_kind_hangs_under_which() {
    // Rows hang under columns: level 1, level 2, studio, cell.
    let table = [
        (Level1, [true, false, false, false]),
        (Level2, [true, true, false, false]),
        (Studio, [true, true, false, false]),
        (Cell, [true, true, true, true]),
    ];
    for (kind, row) in table {
        for (parent, fits) in ["t", "v", "s", "c"].into_iter().zip(row) {
            let mut town = Town::small();
            let order = one("n", kind, Some(parent), &[]);
            if fits {
                town.order(order);
            } else {
                assert_eq!(
                    town.refused(order),
                    "station_parent_unfit",
                    "{kind:?} {parent}"
                );
            }
        }
    }
}

#[test]
fn every_refusal_by_name() {
    let long = "站".repeat(61);
    let named = |name: &str| {
        let mut station = station("n", Level1, None, &[]);
        station.name = name.into();
        set(vec![station])
    };
    let mut address = station("n", Level1, None, &[]);
    address.address = "\u{202E}倒".into();
    let codes = |code: IssuedCode| StationOrder::IssueCodes(vec![code]);
    let mut unspelled = code(9, None, None);
    unspelled.code = "UUUUUUUUUU".into();
    let mut nameless = code(9, None, None);
    nameless.label = " ".into();
    let mut deep = vec![station("d0", Cell, Some("c"), &[])];
    for n in 1..6 {
        let parent = format!("d{}", n - 1);
        deep.push(station(&format!("d{n}"), Cell, Some(&parent), &[]));
    }
    let table: Vec<(StationOrder, &str)> = vec![
        (names(&[]), "order_count"),
        (names(&["甲", "甲 "]), "order_twice"),
        (names(&["甲\n乙"]), "order_text_unfit"),
        (names(&[&long]), "order_text_unfit"),
        (set(vec![]), "order_count"),
        (set(vec![station("n", Level1, None, &[]); 2]), "order_twice"),
        (one("有 空", Level1, None, &[]), "order_name_unfit"),
        (named(""), "order_text_unfit"),
        (named(&long), "order_text_unfit"),
        (set(vec![address]), "order_text_unfit"),
        (one("n", Level2, Some("x"), &[]), "station_parent_unknown"),
        (one("n", Level1, Some("n"), &[]), "station_circle"),
        (
            set(vec![
                station("a", Level1, Some("b"), &[]),
                station("b", Level1, Some("a"), &[]),
            ]),
            "station_circle",
        ),
        (set(deep), "station_too_deep"),
        // What hangs on it no longer fits.
        (one("t", Studio, None, &[]), "station_parent_unfit"),
        (named("站t"), "station_named_alike"),
        (one("n", Level1, None, &["戊"]), "deputy_not_on_roll"),
        (one("n", Level1, None, &["丁", "丁"]), "order_twice"),
        (one("n", Level1, None, &["甲"]), "deputy_placed_twice"),
        (one("n", Studio, None, &["甲"]), "deputy_placed_twice"),
        (close("x"), "station_unknown"),
        (close("t"), "station_still_hangs"),
        (StationOrder::IssueCodes(vec![]), "order_count"),
        (codes(unspelled), "code_unfit"),
        (codes(nameless), "order_text_unfit"),
        (codes(code(1, Some("x"), None)), "station_unknown"),
        (codes(code(1, None, Some("戊"))), "deputy_not_on_roll"),
        (
            StationOrder::IssueCodes(vec![code(1, None, None); 2]),
            "order_twice",
        ),
        (withdraw(1), "code_unknown"),
    ];
    for (order, expected) in table {
        assert_eq!(Town::small().refused(order.clone()), expected, "{order:?}");
    }
}

#[test]
fn what_was_done_is_not_done_twice() {
    let mut town = Town::small();
    town.order(close("u"));
    assert_eq!(town.refused(close("u")), "station_closed_already");
    let under = one("n", Level2, Some("u"), &[]);
    assert_eq!(town.refused(under), "station_parent_unknown");
    let codes = StationOrder::IssueCodes(vec![code(1, Some("t"), Some("甲"))]);
    town.order(codes.clone());
    assert_eq!(town.refused(codes), "code_known");
    let closed = StationOrder::IssueCodes(vec![code(2, Some("u"), None)]);
    assert_eq!(town.refused(closed), "station_unknown");
    town.order(withdraw(1));
    assert_eq!(town.refused(withdraw(1)), "code_withdrawn_already");
}

#[test]
fn one_deputy_looks_after_many_cells() {
    let mut town = Town::small();
    town.order(one("n", Cell, Some("v"), &["乙"]));
    assert_eq!(
        town.stations()
            .open()
            .filter(|one| one.kind == Cell)
            .count(),
        2
    );
}

#[test]
fn a_contradiction_made_apart_is_put_right_one_by_one() {
    let mut town = Town::small();
    // Two devices made a circle apart, and placed one deputy twice.
    town.events.push(StationEvent::StationsSet(StationsSet {
        stations: vec![
            station("a", Level1, Some("b"), &["甲"]),
            station("b", Level1, Some("a"), &[]),
        ],
    }));
    let stations = town.stations();
    assert_eq!(under(&stations, "a"), ["a", "b"]);
    assert_eq!(above(&stations, "a"), ["b"]);
    town.order(one("n", Level2, Some("u"), &["丁"]));
    town.order(one("a", Level1, None, &[]));
    assert_eq!(above(&town.stations(), "b"), ["a"]);
}

#[test]
fn there_are_never_more_than_the_tree_holds() {
    let mut stations = Stations::default();
    for n in 0..limits::STATIONS {
        let kept = KeptStation {
            station: station(&n.to_string(), Cell, None, &[]),
            closed: Some("撤".into()),
        };
        stations.stations.insert(n.to_string(), kept);
    }
    let actor = Actor::own(Role::Office, "");
    let ctx = OrderContext {
        today: "2026-12-01".parse().unwrap(),
        actor: &actor,
    };
    let refusal = decide(&stations, one("n", Level1, None, &[]), &ctx).unwrap_err();
    assert_eq!(refusal.code(), "station_too_many");
    apply(
        &mut stations,
        &StationEvent::StationsSet(StationsSet {
            stations: vec![station("n", Level1, None, &[])],
        }),
    );
    assert_eq!((stations.anomalies, stations.find("n")), (1, None));
}
