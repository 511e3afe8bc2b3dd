//! What is recorded, in any order and form.

use super::*;
use crate::suggestion::Authorship;
use crate::suggestion::authorship::may;
use proptest::prelude::*;

fn arbitrary_events() -> Vec<StationEvent> {
    let mut town = Town::small();
    town.order(StationOrder::IssueCodes(vec![
        code(1, Some("u"), None),
        code(2, None, Some("丙")),
    ]));
    town.order(withdraw(1))
        .order(close("u"))
        .order(names(&["甲", "戊"]));
    let mut events = town.events;
    // Made apart: a circle, and a code for somebody else.
    events.push(StationEvent::StationsSet(StationsSet {
        stations: vec![station("t", StationKind::Level1, Some("v"), &["乙", "乙"])],
    }));
    events.push(StationEvent::CodesIssued(CodesIssued {
        codes: vec![code(1, Some("v"), None)],
    }));
    events
}

proptest! {
    #[test]
    fn any_order_folds_and_every_question_has_an_answer(
        order in Just((0..arbitrary_events().len()).collect::<Vec<_>>()).prop_shuffle(),
        kept in 0usize..12,
    ) {
        let events = arbitrary_events();
        let some: Vec<&StationEvent> = order.iter().take(kept).map(|at| &events[*at]).collect();
        let stations = replay(some.iter().copied());
        for id in stations.stations.keys() {
            let below = under(&stations, id);
            prop_assert!(below.len() <= stations.stations.len());
            prop_assert_eq!(below.first(), Some(&id.as_str()));
            prop_assert!(!above(&stations, id).contains(&id.as_str()));
        }
        prop_assert!(unplaced(&stations).iter().all(|one| stations.roll.iter().any(|name| name == one)));
        // Brought in pieces, it comes to the same.
        let mut pieces = Stations::default();
        some.iter().for_each(|event| apply(&mut pieces, event));
        prop_assert_eq!(pieces, stations);
    }
}

#[test]
fn events_are_written_as_they_are_read_and_are_the_offices() {
    for event in arbitrary_events() {
        let text = serde_json::to_string(&event).unwrap();
        let back: StationEvent = serde_json::from_str(&text).unwrap();
        assert_eq!(back, event, "{text}");
        let value = serde_json::to_value(&event).unwrap();
        let kind = value["type"].as_str().unwrap();
        for role in Role::ALL {
            let expected = if role == Role::Office {
                Authorship::Yes
            } else {
                Authorship::No
            };
            assert_eq!(may(kind, role), expected, "{kind} by {role:?}");
        }
    }
}

#[test]
fn a_code_made_out_twice_apart_is_the_firsts() {
    let stations = replay(&arbitrary_events());
    assert_eq!(
        stations.codes[&code_of(1)].code.station.as_deref(),
        Some("u")
    );
    assert_eq!(stations.anomalies, 1);
}
