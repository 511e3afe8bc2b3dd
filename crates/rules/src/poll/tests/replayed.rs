//! What is recorded, in any order and form.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

#[test]
fn votes_handed_in_come_in_pieces_and_once() {
    let mut room = Room::held(PollKind::Secret, 4, 0);
    let lines: Vec<String> = (0..1_300)
        .map(|n| format!("{{\"q\":\"q1\",\"n\":{n:05}}}"))
        .collect();
    let before = room.events.len();
    room.order(Order::Deliver(lines.clone()));
    assert_eq!(room.events.len() - before, 3);
    assert_eq!(room.poll().unwrap().delivered.len(), 1_300);
    room.order(Order::Deliver(lines));
    assert_eq!(
        room.events.len() - before,
        3,
        "what is there is not recorded again"
    );
}

fn arbitrary_events() -> Vec<PollEvent> {
    let mut room = Room::held(PollKind::Secret, 3, 2);
    room.order(paper("张三", totals(2, 1)));
    room.order(paper("李四", totals(2, 1)));
    room.order(Order::Deliver(vec!["{}".into()]));
    room.order(fix());
    let given = cards(&room, 2, 1, 0);
    room.order(declare(given, ""));
    room.order(Order::Annul {
        reason: "试验".into(),
    });
    room.events
}

proptest! {
    #[test]
    fn replay_never_fails(
        order in Just((0..arbitrary_events().len()).collect::<Vec<_>>()).prop_shuffle(),
        kept in 0usize..40,
    ) {
        let events = arbitrary_events();
        let some: Vec<&PollEvent> = order.iter().take(kept).map(|at| &events[*at]).collect();
        let poll = replay(some.iter().copied());
        let planned = some.iter().any(|event| matches!(event, PollEvent::PollPlanned(_)));
        prop_assert_eq!(poll.is_some(), planned);
        if let Some(poll) = poll {
            // Whoever is checked in is on the roll; whatever is void stays so.
            prop_assert!(poll.checked_in.keys().all(|one| poll.plan.voters.contains(one)));
            let _ = remaining(&poll);
        }
    }

    #[test]
    fn an_event_repeated_changes_nothing_but_the_anomalies(at in 0usize..20) {
        let events = arbitrary_events();
        let at = at % events.len();
        let mut twice = events.clone();
        twice.insert(at, events[at].clone());
        let (mut once, mut twice) = (replay(&events).unwrap(), replay(&twice).unwrap());
        once.anomalies = 0;
        twice.anomalies = 0;
        prop_assert_eq!(once, twice);
    }
}

#[test]
fn events_are_written_as_they_are_read() {
    for event in arbitrary_events() {
        let text = serde_json::to_string(&event).unwrap();
        let back: PollEvent = serde_json::from_str(&text).unwrap();
        assert_eq!(back, event, "{text}");
    }
    let kinds: BTreeMap<String, ()> = arbitrary_events()
        .iter()
        .map(|event| {
            serde_json::to_value(event).unwrap()["type"]
                .as_str()
                .unwrap()
                .to_owned()
        })
        .map(|kind| (kind, ()))
        .collect();
    for kind in kinds.keys() {
        let office = crate::suggestion::authorship::may(kind, Role::Office);
        let unit = crate::suggestion::authorship::may(kind, Role::Unit);
        assert_eq!(office, crate::suggestion::Authorship::Yes, "{kind}");
        assert_eq!(unit, crate::suggestion::Authorship::No, "{kind}");
    }
}
