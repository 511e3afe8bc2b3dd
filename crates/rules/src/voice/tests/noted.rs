//! Notes beside passing on: for whom they are written to.

use super::*;

fn to(name: &str) -> Passed {
    Passed::Deputy { name: name.into() }
}

fn went(name: &str) -> VoiceEvent {
    VoiceEvent::VoicePassed(VoicePassed {
        to: to(name),
        note: String::new(),
        on: day("2026-12-02"),
    })
}

fn noted(name: &str, note: &str) -> VoiceEvent {
    VoiceEvent::VoiceNoted(VoiceNoted {
        to: to(name),
        note: note.into(),
        on: day("2026-12-02"),
    })
}

fn came() -> VoiceEvent {
    VoiceEvent::VoiceReceived(Box::new(received()))
}

fn notes(voice: &Voice) -> Vec<&str> {
    let steps = voice.steps.iter().filter_map(|step| match &step.done {
        Done::Passed { note, .. } => Some(note.as_str()),
        _ => None,
    });
    steps.collect()
}

#[test]
fn a_note_is_a_line_of_its_own() {
    let mut desk = Desk::at(VoiceStage::New);
    let before = desk.events.len();
    desk.order(pass(PassTo::Deputy("代表甲".into())));
    let made: Vec<VoiceEvent> = desk.events.split_off(before);
    assert_eq!(
        made,
        [went("代表甲"), noted("代表甲", "内部备注：张科长跟进")]
    );
    let voice = by_the_office([&came()].into_iter().chain(&made)).unwrap();
    assert_eq!(notes(&voice), ["内部备注：张科长跟进"]);
    assert_eq!((voice.stage, voice.anomalies), (VoiceStage::Passed, 0));
    // Without it nothing else differs: so it is for whoever never gets it.
    let without = by_the_office([&came(), &went("代表甲")]).unwrap();
    assert_eq!(notes(&without), [""]);
    assert_eq!(without.is_with("代表甲"), voice.is_with("代表甲"));
    // Blanks are no note.
    let mut desk = Desk::at(VoiceStage::New);
    let before = desk.events.len();
    desk.order(VoiceOrder::Pass {
        to: PassTo::Deputy("代表甲".into()),
        note: " \u{3000}\n".into(),
        on: day("2026-12-02"),
    });
    assert_eq!(desk.events.split_off(before), [went("代表甲")]);
}

#[test]
fn it_belongs_to_the_last_time_it_was_passed_there() {
    let twice = [
        came(),
        went("代表甲"),
        noted("代表甲", "一"),
        went("代表丙"),
        went("代表甲"),
        noted("代表甲", "二"),
    ];
    let voice = by_the_office(&twice).unwrap();
    assert_eq!((notes(&voice), voice.anomalies), (vec!["一", "", "二"], 0));
    for odd in [
        // Passed to nobody of that name; twice; before it went.
        vec![came(), went("代表甲"), noted("代表丙", "一")],
        vec![
            came(),
            went("代表甲"),
            noted("代表甲", "一"),
            noted("代表甲", "二"),
        ],
        vec![came(), noted("代表甲", "一"), went("代表甲")],
    ] {
        let voice = by_the_office(&odd).unwrap();
        assert_eq!(voice.anomalies, 1, "{odd:?}");
        assert_ne!(notes(&voice), ["二"], "{odd:?}");
    }
}

#[test]
fn a_deputy_notes_what_is_theirs_alone() {
    let office = Actor::own(Role::Office, "代表工委");
    for (name, fits) in [("代表乙", true), ("代表甲", true), ("代表丙", false)] {
        let own = Actor::own(Role::Deputy, name);
        let events = [came(), went("代表甲"), noted("代表甲", "一")];
        let by = [&office, &office, &own];
        let voice = replay(events.iter().zip(by)).unwrap();
        assert_eq!(voice.anomalies, u32::from(!fits), "{name}");
    }
}

#[test]
fn what_is_discreet() {
    let old = VoiceEvent::VoicePassed(VoicePassed {
        to: to("代表甲"),
        note: "一".into(),
        on: day("2026-12-02"),
    });
    for (event, discreet) in [
        (came(), false),
        (went("代表甲"), false),
        (noted("代表甲", "一"), true),
        (noted("代表甲", ""), true),
        (old, true),
    ] {
        let (kind, body) = handed::written(&event);
        assert_eq!(is_discreet(&kind, &body), discreet, "{event:?}");
    }
    let told = handed_to("voice_noted", r#"{"to":{"deputy":{"name":"代表甲"}}}"#);
    assert_eq!(told.as_deref(), Some("代表甲"));
    // What cannot be read is shown to nobody it may not be meant for.
    assert!(is_discreet("voice_passed", "{"));
    // A note makes a voice nobody's.
    let mut hands = Hands::default();
    let office = Actor::own(Role::Office, "代表工委");
    hands.take("voice_received", &office, Some("代表乙"));
    hands.take("voice_noted", &office, Some("代表甲"));
    assert!(hands.is_with("代表乙") && !hands.is_with("代表甲"));
}
