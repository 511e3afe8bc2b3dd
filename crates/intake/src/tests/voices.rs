use super::{photograph, voice};
use crate::*;
use huiyin_log::seal::{BoxKey, seal};
use proptest::prelude::*;
use serde_json::{Value, json};

fn key() -> BoxKey {
    BoxKey::from_seed([1; 32])
}

/// Seals any text as a voice.
fn sealed(text: &str) -> Vec<u8> {
    seal(&key().public(), FORM.as_bytes(), text.as_bytes(), [3; 32])
}

fn written() -> Value {
    serde_json::from_slice(&form::write(&voice())).unwrap()
}

#[test]
fn what_was_said_comes_back_whole() {
    let sealed = seal_voice(&voice(), &key().public(), [2; 32]).unwrap();
    assert_eq!(open_voice(&key(), &sealed), Ok(voice()));
    let other = BoxKey::from_seed([2; 32]);
    assert_eq!(open_voice(&other, &sealed), Err(IntakeError::NotOpened));
}

#[test]
fn the_form_is_the_one_agreed_upon() {
    let value = written();
    assert_eq!(value["form"], "huiyin-voice-1");
    assert_eq!(value["pictures"][1]["type"], "image/png");
    assert_eq!(
        value["answers"],
        json!([{"question": "q1", "chosen": [0, 2], "text": "都好"}])
    );
    let least =
        format!(r#"{{"form":"{FORM}","text":"好","track":"0123456789AB","on":"2026-12-01"}}"#);
    let read = open_voice(&key(), &sealed(&least)).unwrap();
    assert_eq!(
        (read.text.as_str(), read.code, read.pictures.len()),
        ("好", None, 0)
    );
}

#[test]
fn the_length_says_little() {
    let of = |text: &str| {
        let said = Voice {
            text: text.to_owned(),
            pictures: Vec::new(),
            ..voice()
        };
        seal_voice(&said, &key().public(), [2; 32]).unwrap().len()
    };
    assert_eq!(of("好"), of(&"好".repeat(300)));
}

#[test]
fn the_largest_voice_fits() {
    let mut large = voice();
    large.text = "\u{1f3ee}".repeat(MAX_TEXT);
    large.place = "\u{1f3ee}".repeat(MAX_PLACE);
    let mut file = photograph();
    file.truncate(file.len() - 17);
    file.resize(MAX_PICTURE - 2, 7);
    file.extend_from_slice(&[0xff, 0xd9]);
    let picture = Picture {
        kind: PictureKind::Jpeg,
        bytes: strip(&file).unwrap(),
    };
    large.pictures = vec![picture; MAX_PICTURES];
    large.answers = vec![
        Answer {
            question: "q".repeat(64),
            chosen: (0..50).collect(),
            text: "\u{1f3ee}".repeat(MAX_ANSWER),
        };
        MAX_ANSWERS
    ];
    let sealed = seal_voice(&large, &key().public(), [2; 32]).unwrap();
    assert!(sealed.len() <= MAX_SEALED, "{}", sealed.len());
    assert_eq!(open_voice(&key(), &sealed), Ok(large));
}

#[test]
fn texts_lose_what_nobody_sees() {
    let said = Voice {
        text: " \u{feff}甲\r\n乙\u{202e}丙\u{0}\u{1b}[2J\u{ad}\u{61c}\u{e0041} ".to_owned(),
        place: "路\n口".to_owned(),
        contact: Some(" \t ".to_owned()),
        ..voice()
    };
    let tidy = said.tidy().unwrap();
    assert_eq!(
        (tidy.text.as_str(), tidy.place.as_str()),
        ("甲\n乙丙[2J", "路 口")
    );
    assert_eq!(tidy.contact, None);
    assert_eq!(tidy.clone().tidy(), Ok(tidy));
}

#[test]
fn pictures_are_clean_whatever_was_sealed() {
    use base64::Engine;
    let mut value = written();
    let dirty = base64::engine::general_purpose::STANDARD.encode(photograph());
    value["pictures"] = json!([{"type": "image/png", "data": dirty}]);
    let read = open_voice(&key(), &sealed(&value.to_string())).unwrap();
    // What a file is its bytes say, not whoever sent it.
    assert_eq!(read.pictures, vec![Picture::new(&photograph()).unwrap()]);
}

#[test]
fn what_is_beyond_the_limits_is_refused() {
    let codes: Vec<String> = [
        ("text", json!("x".repeat(MAX_TEXT + 1))),
        ("text", json!(7)),
        ("text", json!({"$gt": ""})),
        ("place", json!("x".repeat(MAX_PLACE + 1))),
        ("contact", json!("x".repeat(MAX_CONTACT + 1))),
        ("track", json!("short")),
        ("code", json!("../../etc/p")),
        ("drive", json!("<script>")),
        ("on", json!("2026-02-30")),
        ("on", json!("2026-2-3")),
        ("form", json!("huiyin-voice-2")),
        ("answers", json!([{"question": "q", "chosen": [-1]}])),
        ("answers", json!([{"question": "q", "chosen": [50]}])),
        ("pictures", json!([{"type": "image/svg+xml", "data": ""}])),
        ("pictures", json!([{"type": "image/png", "data": "%"}])),
        ("pictures", json!([1, 2, 3, 4])),
    ]
    .into_iter()
    .map(|(name, bad)| {
        let mut value = written();
        value[name] = bad;
        let error = open_voice(&key(), &sealed(&value.to_string())).unwrap_err();
        error.code().trim_start_matches("voice-").to_owned()
    })
    .collect();
    assert_eq!(
        codes,
        [
            "text-too-long",
            "malformed",
            "malformed",
            "text-too-long",
            "text-too-long",
            "track-mistyped",
            "code-mistyped",
            "malformed",
            "malformed",
            "malformed",
            "version-unknown",
            "malformed",
            "malformed",
            "picture-unknown",
            "malformed",
            "malformed"
        ]
    );
    let mut empty = written();
    empty["text"] = json!(" \n ");
    empty["answers"] = json!([]);
    assert_eq!(
        open_voice(&key(), &sealed(&empty.to_string())),
        Err(IntakeError::Empty)
    );
    let large = vec![1; MAX_SEALED + 1];
    assert_eq!(
        open_voice(&key(), &large),
        Err(IntakeError::TooLarge { limit: MAX_SEALED })
    );
    let deep = format!("{}1{}", "[".repeat(9_999), "]".repeat(9_999));
    assert_eq!(
        open_voice(&key(), &sealed(&deep)),
        Err(IntakeError::Malformed("voice"))
    );
}

#[test]
fn codes_are_read_as_people_type_them() {
    let code = issue_code([0xf3; 8]);
    assert_eq!((code.len(), spell_code(&code).len()), (10, 11));
    assert_eq!(read_code(&spell_code(&code).to_lowercase()), Ok(code));
    let track = track_code([0x5a; 8]);
    assert_eq!(track.len(), 14);
    let symbols = read_track(&track).unwrap();
    assert_eq!(spell_track(&symbols), track);
    let hash = track_hash(&track).unwrap();
    assert_eq!(hash.len(), 64);
    assert_eq!(track_hash(&symbols), Ok(hash));
    assert_eq!(read_code("O1l-2345-678"), Ok("0112345678".to_owned()));
    assert_eq!(track_hash("x"), Err(IntakeError::TrackMistyped));
    // As other programs have to compute it: sha256("huiyin-track-1", 0, "000000000000").
    assert_eq!(
        track_hash("0000-0000-0000").unwrap(),
        "5c898f577494d58d6efd1ffeed967bc37100335267848e37ad5c7d23becaac88"
    );
}

#[test]
fn work_is_done_in_slices_and_checked() {
    let nonce = (0..)
        .step_by(100)
        .find_map(|start| solve("c", 10, start, 100))
        .unwrap();
    assert_eq!(solve("c", 10, 0, u32::MAX), Some(nonce));
    assert!(solved("c", nonce, 10) && solved("c", nonce, 0) && !solved("d", nonce, 20));
    assert_eq!(solve("c", 255, u64::MAX, 10), None);
}

#[test]
fn every_error_says_what_and_what_to_do() {
    for error in [
        IntakeError::NotOpened,
        IntakeError::Malformed("text"),
        IntakeError::Newer,
        IntakeError::TooLarge { limit: MAX_SEALED },
        IntakeError::Empty,
        IntakeError::TooLong {
            what: "place",
            limit: MAX_PLACE,
        },
        IntakeError::TooMany {
            what: "pictures",
            limit: MAX_PICTURES,
        },
        IntakeError::PictureUnknown,
        IntakeError::PictureBroken,
        IntakeError::PictureTooLarge { limit: MAX_PICTURE },
        IntakeError::PictureSides { limit: MAX_SIDE },
        IntakeError::CodeMistyped,
        IntakeError::TrackMistyped,
    ] {
        let text = error.text();
        assert!(
            text.zh.ends_with('。') && text.zh.matches('。').count() >= 2,
            "{}",
            text.zh
        );
        assert!(
            text.en.contains(';') || text.en.contains(':'),
            "{}",
            text.en
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_said_and_read(text in ".{1,200}", place in ".{0,50}", random: [u8; 8]) {
        let said = Voice { text, place, track: read_track(&track_code(random)).unwrap(), ..voice() };
        let said = said.tidy();
        prop_assume!(said.is_ok());
        let said = said.unwrap();
        let sealed = seal_voice(&said, &key().public(), [5; 32]).unwrap();
        prop_assert_eq!(open_voice(&key(), &sealed), Ok(said));
    }

    #[test]
    fn any_bytes_are_opened_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200), text: String) {
        let _ = open_voice(&key(), &bytes);
        let _ = open_voice(&key(), &sealed(&text));
        let _ = (read_code(&text), read_track(&text));
    }
}
