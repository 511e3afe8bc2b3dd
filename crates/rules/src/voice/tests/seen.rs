//! What the sender of a voice sees, and what nobody sees.

use super::*;
use crate::text::Text;

fn zh(steps: &[PlainStep]) -> Vec<&str> {
    steps.iter().map(|step| step.text.zh.as_str()).collect()
}

fn outcome() -> Outcome {
    let on = |text: &str| Some(day(text));
    Outcome {
        number: Some("2026-017".into()),
        registered_on: on("2026-12-03"),
        assigned_on: on("2026-12-04"),
        units: vec!["区住建局".into(), "区城管局".into()],
        replied_on: on("2026-12-08"),
        rehandled_on: None,
        closed_on: None,
        ended_on: None,
        item: Some("0f3a".into()),
    }
}

#[test]
fn every_step_is_told_in_plain_words_and_none_is_internal() {
    let mut desk = Desk::at(VoiceStage::New);
    desk.order(pass(PassTo::Station("t".into())))
        .order(pass(PassTo::Deputy("代表甲".into())))
        .order(pass(PassTo::LevelUp))
        .order(inform("维修队周五到场。"))
        .order(raise("s1"));
    let mut told = outcome();
    told.rehandled_on = Some(day("2026-12-09"));
    told.closed_on = Some(day("2026-12-20"));
    let steps = plain(&desk.voice(), Some(&told), &[]);
    assert_eq!(
        zh(&steps),
        [
            "已收到您反映的问题。感谢您的关心和支持。",
            "已转由和平街道联络站办理。",
            "已转请人大代表联系跟进。",
            "已提请上一级研究处理。",
            "您反映的问题已转为人大代表建议，将依法交有关单位研究办理。",
            "告知您办理进展：维修队周五到场。",
            "该建议已登记，编号为2026-017。",
            "该建议已交区住建局、区城管局办理。",
            "承办单位已对该建议作出答复。可在公示板查看办理情况。",
            "该建议正在重新办理。",
            "该建议已办结。感谢您的关心和监督。",
        ]
    );
    let file = TrackFile::of(&desk.voice(), Some(&told), None);
    let json = serde_json::to_string(&file).unwrap();
    for secret in [
        "张科长",
        "代表甲",
        "代表乙",
        "13800138000",
        "s1",
        "7K2QM0XNPA",
    ] {
        assert!(!json.contains(secret), "{secret} in {json}");
    }
    assert!(steps.iter().all(|step| !step.text.en.is_empty()));
    assert_eq!((file.stage.as_str(), file.rate), ("done", true));
    assert_eq!(file.item.as_deref(), Some("0f3a"));
}

#[test]
fn refused_and_ended_are_told_kindly_with_the_reason() {
    let refused = Desk::at(VoiceStage::Refused).voice();
    let steps = plain(&refused, None, &[]);
    assert_eq!(
        zh(&steps)[1],
        "很抱歉，您反映的事项未能受理。原因：请向法院反映。"
    );
    let ended = Outcome {
        ended_on: Some(day("2026-12-05")),
        ..Outcome::default()
    };
    let raised = Desk::at(VoiceStage::Raised).voice();
    let steps = plain(&raised, Some(&ended), &[]);
    assert!(zh(&steps)[2].contains("另行向您反馈"));
}

#[test]
fn what_became_of_a_suggestion_is_told_while_the_voice_is_raised_only() {
    let mut desk = Desk::at(VoiceStage::Raised);
    assert_eq!(plain(&desk.voice(), Some(&outcome()), &[]).len(), 5);
    desk.order(answer("直接解决了。"));
    let voice = desk.voice();
    assert_eq!(plain(&voice, Some(&outcome()), &[]).len(), 3);
    let file = TrackFile::of(&voice, Some(&outcome()), None);
    assert_eq!((file.item, file.stage.as_str()), (None, "answered"));
}

#[test]
fn a_merged_one_shows_how_the_other_goes_and_not_who_that_is() {
    let mut other = Desk::at(VoiceStage::New);
    other
        .order(answer(
            "王建国先生您好，已联系您13800138000，2026-12-01已修好。",
        ))
        .order(raise("s1"));
    let other = other.voice();
    let merged = Desk::at(VoiceStage::Merged).voice();
    let told = outcome();
    let file = TrackFile::of(
        &merged,
        None,
        Some(Other {
            voice: &other,
            outcome: Some(&told),
        }),
    );
    let json = serde_json::to_string(&file).unwrap();
    assert!(
        !json.contains("建国") && !json.contains("13800138000"),
        "{json}"
    );
    assert!(
        json.contains("2026-12-01已修好") && json.contains("编号为2026-017"),
        "{json}"
    );
    let received = file.steps.iter().filter(|step| step.zh.contains("已收到"));
    assert_eq!(received.count(), 1, "its own coming in, not the other's");
    assert_eq!((file.stage.as_str(), file.rate), ("merged", true));
    assert_eq!(file.item.as_deref(), Some("0f3a"));
    let alone = TrackFile::of(&merged, None, None);
    assert!(!alone.rate && alone.steps.len() == 2);
}

#[test]
fn there_is_something_to_rate_once_there_is_an_answer() {
    let rate_of = |voice: &Voice, told: &Outcome| TrackFile::of(voice, Some(told), None).rate;
    let none = Outcome::default();
    for (stage, without, with) in [
        (VoiceStage::New, false, false),
        (VoiceStage::Answered, true, true),
        (VoiceStage::Passed, false, false),
        (VoiceStage::Merged, false, false),
        (VoiceStage::Refused, false, false),
        (VoiceStage::Raised, false, true),
    ] {
        let voice = Desk::at(stage).voice();
        assert_eq!(rate_of(&voice, &none), without, "{stage:?}");
        assert_eq!(rate_of(&voice, &outcome()), with, "{stage:?}");
    }
    let mut rated = Desk::at(VoiceStage::Answered);
    rated.order(rate(Rating::BasicallySatisfied));
    let file = TrackFile::of(&rated.voice(), None, None);
    assert_eq!(
        (file.rate, file.rated),
        (false, Some(Rating::BasicallySatisfied))
    );
}

#[test]
fn the_longest_history_fits_the_server() {
    let mut desk = Desk::with();
    for _ in 0..60 {
        desk.order(answer(&"长".repeat(1_000)));
    }
    let file = TrackFile::of(&desk.voice(), None, None);
    let bytes = serde_json::to_vec(&file).unwrap().len();
    assert!(bytes <= TrackFile::MOST, "{bytes}");
    assert!(file.steps[0].zh.contains("已收到"));
    let last = file.steps.last().unwrap();
    assert!(last.zh.contains(&"长".repeat(1_000)), "the newest is whole");
    let mut quoted = Desk::with();
    quoted.order(answer(&"\"".repeat(1_000)));
    let file = TrackFile::of(&quoted.voice(), None, None);
    assert!(serde_json::to_vec(&file).unwrap().len() <= TrackFile::MOST);
}

#[test]
fn the_status_document_is_written_as_agreed() {
    let voice = Desk::at(VoiceStage::New).voice();
    let file = TrackFile::of(&voice, None, None);
    let value = serde_json::to_value(&file).unwrap();
    let step = Text::new(
        "已收到您反映的问题。感谢您的关心和支持。",
        "We have received what you told us. Thank you.",
    );
    assert_eq!(
        value,
        serde_json::json!({
            "form": "huiyin-track-1", "stage": "new", "item": null, "rate": false, "rated": null,
            "steps": [{"on": "2026-12-01", "zh": step.zh, "en": step.en}],
        })
    );
    assert_eq!(serde_json::from_value::<TrackFile>(value).unwrap(), file);
}
