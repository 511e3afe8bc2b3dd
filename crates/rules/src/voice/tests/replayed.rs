//! What is recorded, in any order and form.

use super::*;
use crate::suggestion::Authorship;
use crate::suggestion::authorship::may as may_write;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn arbitrary_events() -> Vec<VoiceEvent> {
    let mut desk = Desk::at(VoiceStage::New);
    desk.order(pass(PassTo::Station("t".into())))
        .order(inform("正在核实。"))
        .order(merge("v2"))
        .order(answer("已修好。"))
        .order(rate(Rating::Satisfied))
        .order(raise("s1"));
    let mut events = desk.events;
    events.extend(Desk::at(VoiceStage::Refused).events);
    // A picture that nobody named.
    events.push(VoiceEvent::VoicePictured(VoicePictured {
        name: "00".repeat(32),
        data: "AAAA".into(),
    }));
    events
}

proptest! {
    #[test]
    fn replay_never_fails(
        order in Just((0..arbitrary_events().len()).collect::<Vec<_>>()).prop_shuffle(),
        kept in 0usize..14,
    ) {
        let events = arbitrary_events();
        let some: Vec<&VoiceEvent> = order.iter().take(kept).map(|at| &events[*at]).collect();
        let came = |event: &&&VoiceEvent| matches!(event, VoiceEvent::VoiceReceived(_));
        let voice = by_the_office(some.iter().copied());
        prop_assert_eq!(voice.is_some(), some.iter().any(|event| came(&event)));
        if let Some(voice) = voice {
            // Where it stands is what the last triage says, and nothing else.
            let last = voice.steps.iter().rev().find_map(|step| step.done.stage());
            prop_assert_eq!(voice.stage, last.unwrap_or(VoiceStage::New));
            prop_assert_eq!(voice.merged_into.is_some(), voice.stage == VoiceStage::Merged);
            prop_assert!(voice.pictured.is_empty());
            let file = TrackFile::of(&voice, None, None);
            prop_assert_eq!(file.steps.len(), voice.steps.len() + 1);
            prop_assert!(file.steps.is_sorted_by_key(|step| step.on));
        }
    }
}

#[test]
fn what_its_sender_said_counts_whatever_else_was_done_apart() {
    let mut desk = Desk::at(VoiceStage::Answered);
    let rated = VoiceEvent::VoiceRated(VoiceRated {
        rating: Rating::Dissatisfied,
        note: String::new(),
        on: day("2026-12-04"),
    });
    desk.order(pass(PassTo::LevelUp));
    desk.events.push(rated.clone());
    // Two devices fetched it from the server.
    desk.events.push(rated);
    let voice = desk.voice();
    assert_eq!((voice.ratings.len(), voice.anomalies), (1, 1));
}

#[test]
fn a_hostile_history_stays_small() {
    let mut events = Desk::with().events;
    let told = VoiceEvent::VoiceInformed(VoiceInformed {
        text: "字".into(),
        on: day("2026-12-01"),
    });
    events.extend(std::iter::repeat_n(told, 1_000));
    let voice = by_the_office(&events).unwrap();
    assert_eq!(voice.steps.len(), limits::STEPS);
    assert_eq!(voice.anomalies, 800);
}

#[test]
fn events_are_written_as_they_are_read_and_some_are_deputies_too() {
    let mut kinds = BTreeSet::new();
    for event in arbitrary_events() {
        let text = serde_json::to_string(&event).unwrap();
        let back: VoiceEvent = serde_json::from_str(&text).unwrap();
        assert_eq!(back, event, "{text}");
        let value = serde_json::to_value(&event).unwrap();
        let kind = value["type"].as_str().unwrap().to_owned();
        assert_eq!(may_write(&kind, Role::Office), Authorship::Yes, "{kind}");
        for role in [Role::Government, Role::Unit] {
            assert_eq!(may_write(&kind, role), Authorship::No, "{kind} by {role:?}");
        }
        let deputy = match event {
            VoiceEvent::VoiceAnswered(_)
            | VoiceEvent::VoicePassed(_)
            | VoiceEvent::VoiceNoted(_)
            | VoiceEvent::VoiceRaised(_)
            | VoiceEvent::VoiceInformed(_) => Authorship::Yes,
            _ => Authorship::No,
        };
        assert_eq!(may_write(&kind, Role::Deputy), deputy, "{kind}");
        kinds.insert(kind);
    }
    assert_eq!(kinds.len(), 10, "{kinds:?}");
    let up = Passed::LevelUp {
        id: None,
        name: String::new(),
    };
    assert_eq!(
        serde_json::to_string(&up).unwrap(),
        r#"{"level_up":{"id":null,"name":""}}"#
    );
}
