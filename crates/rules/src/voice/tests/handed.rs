//! Whom a line hands its voice to.

use super::*;

/// A line's kind and body as they are written.
pub(super) fn written(event: &VoiceEvent) -> (String, String) {
    let value = serde_json::to_value(event).unwrap();
    let kind = value["type"].as_str().unwrap().to_owned();
    (kind, value["body"].to_string())
}

fn handed(event: &VoiceEvent) -> Option<String> {
    let (kind, body) = written(event);
    handed_to(&kind, &body)
}

fn came(deputy: Option<&str>) -> VoiceEvent {
    VoiceEvent::VoiceReceived(Box::new(Received {
        deputy: deputy.map(str::to_owned),
        ..received()
    }))
}

fn went(to: Passed) -> VoiceEvent {
    VoiceEvent::VoicePassed(VoicePassed {
        to,
        note: "请跟进".into(),
        on: day("2026-12-02"),
    })
}

#[test]
fn to_the_deputy_who_was_told_and_to_the_one_it_is_passed_to() {
    assert_eq!(handed(&came(Some("代表乙"))).as_deref(), Some("代表乙"));
    let to = Passed::Deputy {
        name: "代表甲".into(),
    };
    assert_eq!(handed(&went(to)).as_deref(), Some("代表甲"));
}

#[test]
fn to_nobody_by_anything_else() {
    assert_eq!(handed(&came(None)), None);
    assert_eq!(handed(&came(Some(""))), None);
    for to in [
        Passed::Station {
            id: "t".into(),
            name: "和平街道联络站".into(),
        },
        Passed::Unit {
            name: "代表甲".into(),
        },
        Passed::LevelUp {
            id: None,
            name: "代表甲".into(),
        },
        Passed::Deputy {
            name: String::new(),
        },
    ] {
        assert_eq!(handed(&went(to.clone())), None, "{to:?}");
    }
    let mut desk = Desk::at(VoiceStage::Answered);
    desk.order(merge("v2"))
        .order(answer("代表甲"))
        .order(inform("代表甲"))
        .order(raise("s1"))
        .order(rate(Rating::Satisfied));
    desk.events.extend(Desk::at(VoiceStage::Refused).events);
    for event in desk.events {
        if !matches!(event, VoiceEvent::VoiceReceived(_)) {
            assert_eq!(handed(&event), None, "{event:?}");
        }
    }
}

/// A kind says what a body means; and a body may be anything.
#[test]
fn by_the_kind_and_a_body_that_can_be_read() {
    let (_, body) = written(&came(Some("代表乙")));
    for kind in ["voice_answered", "voice_passed", "items_published", ""] {
        assert_eq!(handed_to(kind, &body), None, "{kind}");
    }
    for body in [
        "",
        "{",
        "[]",
        "null",
        "{}",
        r#"{"deputy":7}"#,
        r#"{"to":"代表甲"}"#,
        r#"{"to":{"deputy":{}}}"#,
        r#"{"to":{"deputy":{"name":"甲"},"unit":{"name":"乙"}}}"#,
    ] {
        assert_eq!(handed_to("voice_received", body), None, "{body}");
        assert_eq!(handed_to("voice_passed", body), None, "{body}");
    }
    // What a newer program adds does not hide whom it goes to.
    let newer = r#"{"to":{"deputy":{"name":"代表甲","since":1}},"how":"new"}"#;
    assert_eq!(handed_to("voice_passed", newer).as_deref(), Some("代表甲"));
}
