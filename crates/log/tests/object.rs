//! Signed objects: their bytes, their limits, and everything that is no object.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod signed;

use huiyin_log::object::{MAX_HEADS, MAX_LINES, MAX_OBJECT, check_named};
use huiyin_log::seal::BoxKey;
use huiyin_log::sign::SignError;
use huiyin_log::{
    Alg, Draft, Envelope, LocalKey, LogId, Object, ObjectError, ObjectId, Payload, PublicKey,
    Signer, Space, WorkspaceId,
};
use proptest::prelude::*;
use signed::*;

fn clear() -> Object {
    let heads = [[7; 16], [5; 16]].map(|bytes| ObjectId::try_from(hex(&bytes)).unwrap());
    let draft = Draft {
        heads: heads.to_vec(),
        beside: vec![ObjectId::try_from(hex(&[6; 16])).unwrap()],
        past: 4,
        ..draft(Space::main(), vec![line(5), line(6)])
    };
    Object::sign(draft, &key(4)).unwrap()
}

fn sealed(to: &BoxKey) -> Object {
    let draft = Draft {
        wrap: sealed_to(to),
        ..draft(Space::office(), vec![line(5), line(6)])
    };
    Object::sign(draft, &key(4)).unwrap()
}

fn decode(text: &str) -> Result<Object, ObjectError> {
    Object::decode(text.as_bytes())
}

fn text(object: &Object) -> String {
    String::from_utf8(object.encode().to_vec()).unwrap()
}

#[test]
fn what_is_signed_reads_back() {
    let opener = BoxKey::from_seed([2; 32]);
    for alg in Alg::ALL {
        let key = LocalKey::from_seed(alg, [6; 32]).unwrap();
        for wrap in [huiyin_log::Wrap::Clear, sealed_to(&opener)] {
            let draft = Draft {
                wrap,
                ..draft(Space::office(), vec![line(5), line(6)])
            };
            let object = Object::sign(draft, &key).unwrap();
            let back = Object::decode(object.encode()).unwrap();
            assert_eq!((back.id(), back.header()), (object.id(), object.header()));
            assert_eq!(back.encode(), object.encode());
            assert!(back.verify(&key.public()) && object.verify(&key.public()));
            let lines = match back.payload() {
                Payload::Lines(lines) => lines.clone(),
                Payload::Sealed { generation, .. } => {
                    assert_eq!(*generation, 3);
                    assert_eq!(back.open(&BoxKey::from_seed([3; 32])), None);
                    back.open(&opener).unwrap()
                }
            };
            assert_eq!(lines, [line(5), line(6)]);
            assert_eq!((back.header().lamport, back.header().count), (6, 2));
            assert_eq!(check_named(&object.key(), object.encode()), Ok(back));
        }
    }
}

#[test]
fn heads_stand_in_order_and_the_past_counts() {
    let object = clear();
    let heads: Vec<&str> = object.header().heads.iter().map(ObjectId::as_str).collect();
    assert_eq!(heads, [hex(&[5; 16]), hex(&[7; 16])]);
    let draft = Draft {
        past: 90,
        ..draft(Space::main(), vec![line(5)])
    };
    assert_eq!(Object::sign(draft, &key(4)).unwrap().header().lamport, 90);
}

#[test]
fn another_key_signed_it_or_nobody() {
    let object = clear();
    assert!(object.verify(&key(4).public()));
    assert!(!object.verify(&key(5).public()));
    let sm2 = LocalKey::from_seed(Alg::Sm2Sm3, [4; 32]).unwrap();
    assert!(!object.verify(&sm2.public()));
    // A wrong signature makes another object, which is read and does not verify.
    let sig = text(&object).find("\"sig\":\"").unwrap() + 7;
    let mut other = text(&object);
    let digit = if &other[sig..=sig] == "0" { "1" } else { "0" };
    other.replace_range(sig..=sig, digit);
    assert!(matches!(decode(&other), Err(ObjectError::WrongId { .. })));
    let other = decode(&renamed(&other)).unwrap();
    assert!(!other.verify(&key(4).public()));
    assert_ne!(other.id(), object.id());
    assert_ne!(other.key(), object.key());
}

#[test]
fn every_changed_bit_is_found() {
    for object in [clear(), sealed(&BoxKey::from_seed([2; 32]))] {
        let bytes = object.encode();
        for at in 0..bytes.len() {
            for bit in 0..8 {
                let mut changed = bytes.to_vec();
                changed[at] ^= 1 << bit;
                assert!(Object::decode(&changed).is_err(), "byte {at} bit {bit}");
            }
        }
        for end in 0..bytes.len() {
            assert!(Object::decode(&bytes[..end]).is_err(), "cut at {end}");
        }
    }
}

#[test]
fn no_other_spelling_is_the_object() {
    let plain = text(&clear());
    let value: serde_json::Value = serde_json::from_str(&plain).unwrap();
    let spellings = [
        serde_json::to_string_pretty(&value).unwrap(),
        value.to_string(),
        format!("{plain}\n"),
        format!(" {plain}"),
        format!("\u{feff}{plain}"),
        plain.replacen("},{", "}, {", 1),
        plain.replacen("\"seq\":1", "\"seq\":01", 1),
        plain.replacen("\"seq\":1", "\"seq\":1.0", 1),
        plain.replacen("\"seq\":1", "\"seq\":1e0", 1),
        plain.replacen("\"main\"", "\"m\\u0061in\"", 1),
        plain.replacen("\"adopts\":false", "\"adopts\":0", 1),
        plain.replacen("\"adopts\":false", "\"adopts\":\"false\"", 1),
        plain.replacen("\"prev\":null", "\"prev\":\"\"", 1),
        plain.replacen("+08:00", "+0800", 1),
        plain.replacen("T09:30:00+08:00", "T01:30:00+00:00", 1),
        plain.replacen("T09:30:00+", "T09:30:00.5+", 1),
        plain.replacen(
            "\"heads\":[\"0505",
            "\"heads\":[\"0505".to_uppercase().as_str(),
            1,
        ),
        plain.replacen("\"v\":2,", "\"v\":2,\"v\":2,", 1),
        plain.replacen("\"count\":2", "\"count\":2,\"extra\":1", 1),
    ];
    for spelling in spellings {
        if spelling == plain {
            continue;
        }
        assert!(decode(&spelling).is_err(), "{spelling}");
        if let Ok(named) = std::panic::catch_unwind(|| renamed(&spelling)) {
            let found = decode(&named);
            assert!(found.is_err(), "{named} is {found:?}");
        }
    }
}

/// Changes a text of the header and gives the object the name that goes with it.
fn changed(from: &str, to: &str) -> Result<Object, ObjectError> {
    let plain = text(&clear());
    assert!(plain.contains(from), "{from}");
    decode(&renamed(&plain.replacen(from, to, 1)))
}

#[test]
fn fields_say_what_they_may() {
    let five = hex(&[5; 16]);
    let seven = hex(&[7; 16]);
    let many: Vec<String> = (0..=MAX_HEADS).map(|n| format!("\"{n:032x}\"")).collect();
    let both = format!("\"{five}\",\"{seven}\"");
    for (from, to, field) in [
        ("\"main\"", "\"enrol\"", "space"),
        ("\"main\"", "\"Main\"", "space"),
        ("\"ed25519-sha256\"", "\"md5\"", "alg"),
        ("\"seq\":1,", "\"seq\":0,", "seq"),
        ("\"seq\":1,", "\"seq\":2,", "seq"),
        ("\"seq\":1,", "\"seq\":9007199254740992,", "seq"),
        ("\"prev\":null", &format!("\"prev\":\"{five}\""), "seq"),
        ("\"prev\":null", "\"prev\":\"x\"", "prev"),
        ("\"count\":2", "\"count\":0", "count"),
        ("\"count\":2", "\"count\":3", "count"),
        ("\"count\":2", "\"count\":2001", "count"),
        ("\"lamport\":6", "\"lamport\":-1", "lamport"),
        (both.as_str(), &format!("\"{seven}\",\"{five}\""), "heads"),
        (both.as_str(), &format!("\"{five}\",\"{five}\""), "heads"),
        (both.as_str(), &many.join(","), "heads"),
        ("\"2026-03-08T", "\"2026-13-08T", "at"),
        ("\"sig\":\"", "\"sig\":\"xy", "sig"),
    ] {
        assert_eq!(changed(from, to), Err(ObjectError::BadField(field)), "{to}");
    }
    let found = changed("{\"n\":5}", "{\"n\":4}").unwrap_err();
    assert!(matches!(found, ObjectError::Event(_)), "{found:?}");
    let bare = text(&clear());
    let end = bare.find('}').unwrap() + 1;
    for payload in ["", ",", ",[]", ",1", ",\"\"", ",{}", ",{\"generation\":1}"] {
        assert!(decode(&renamed(&format!("{}{payload}]", &bare[..end]))).is_err());
    }
}

#[test]
fn a_version_from_the_future_is_named() {
    let plain = text(&clear()).replacen("\"v\":2", "\"v\":3", 1);
    assert_eq!(decode(&plain), Err(ObjectError::UnknownVersion(3)));
    assert_eq!(decode("[{\"v\":x,"), Err(ObjectError::NotAnObject));
    assert_eq!(decode(""), Err(ObjectError::NotAnObject));
}

#[test]
fn what_is_too_large_is_not_made_and_not_read() {
    let many: Vec<Envelope> = (1..=MAX_LINES as u64 + 1).map(line).collect();
    let made = |draft: Draft| Object::sign(draft, &key(4)).map(|object| object.header().count);
    assert_eq!(
        made(draft(Space::main(), many[..MAX_LINES].to_vec())),
        Ok(MAX_LINES as u32)
    );
    assert_eq!(
        made(draft(Space::main(), many)),
        Err(ObjectError::BadField("count"))
    );
    assert_eq!(
        made(draft(Space::main(), Vec::new())),
        Err(ObjectError::BadField("count"))
    );
    let heads = (0..=MAX_HEADS).map(|n| ObjectId::try_from(format!("{n:032x}")).unwrap());
    let heads = Draft {
        heads: heads.collect(),
        ..draft(Space::main(), vec![line(1)])
    };
    assert_eq!(made(heads), Err(ObjectError::BadField("heads")));
    let long = format!("{{\"n\":\"{}\"}}", "长".repeat(80_000));
    let large: Vec<Envelope> = (1..=5)
        .map(|seq| line_of(unit(), "replied", &long, seq))
        .collect();
    let found = made(draft(Space::main(), large)).unwrap_err();
    assert_eq!(found.code(), "object-too-large");
    let found = Object::decode(&vec![b'['; MAX_OBJECT + 1]).unwrap_err();
    assert_eq!(found, ObjectError::TooLarge(MAX_OBJECT + 1));
}

#[test]
fn a_sealed_payload_opens_in_its_own_object_only() {
    let opener = BoxKey::from_seed([2; 32]);
    let object = sealed(&opener);
    assert!(object.open(&opener).is_some());
    let own = text(&object);
    let other_workspace = WorkspaceId::try_from("f".repeat(32)).unwrap();
    let header = object.header();
    for (from, to) in [
        (header.workspace.to_string(), other_workspace.to_string()),
        ("\"office\"".into(), "\"main\"".into()),
        (header.device.to_string(), device(5).to_string()),
        (
            header.log.to_string(),
            LogId::from_bytes([4; 16]).to_string(),
        ),
        (
            "\"seq\":1,\"prev\":null".into(),
            format!("\"seq\":2,\"prev\":\"{}\"", hex(&[1; 16])),
        ),
    ] {
        let moved = decode(&renamed(&own.replacen(&from, &to, 1))).unwrap();
        assert_eq!(moved.open(&opener), None, "{to}");
    }
    // The number of lines is the header's, and the header says it to everybody.
    let lying = decode(&renamed(&own.replacen("\"count\":2", "\"count\":1", 1))).unwrap();
    assert_eq!(lying.open(&opener), None);
}

#[test]
fn a_name_belongs_to_one_object() {
    let object = clear();
    let name = object.key();
    assert_eq!(check_named(&name, object.encode()).as_ref(), Ok(&object));
    let id = object.id().as_str();
    for wrong in [
        name.replace("main", "office"),
        name.replace("00000001-", "00000002-"),
        name.replace(id, &hex(&[1; 16])),
        name.replace(header_log(&object), &hex(&[1; 16])),
        "v1/main/l".into(),
        String::new(),
    ] {
        assert!(check_named(&wrong, object.encode()).is_err(), "{wrong}");
    }
    let torn = &object.encode()[..200];
    assert!(check_named(&name, torn).is_err());
}

fn header_log(object: &Object) -> &str {
    object.header().log.as_str()
}

#[test]
fn a_module_that_does_not_sign_makes_no_object() {
    struct Locked(LocalKey);
    impl Signer for Locked {
        fn public(&self) -> PublicKey {
            self.0.public()
        }
        fn sign(&self, _: &[u8]) -> Result<Vec<u8>, SignError> {
            let text = huiyin_rules::Text::new("请先输入口令。", "enter the PIN first");
            Err(SignError::new("ukey-locked", text))
        }
    }
    let found = Object::sign(draft(Space::main(), vec![line(1)]), &Locked(key(4)));
    assert_eq!(found.unwrap_err().code(), "object-unsigned");
}

#[test]
fn every_refusal_has_a_code_and_two_texts() {
    let errors = [
        ObjectError::TooLarge(1),
        ObjectError::NotAnObject,
        ObjectError::UnknownVersion(3),
        ObjectError::NotCanonical,
        ObjectError::BadField("seq"),
        ObjectError::WrongDigest,
        ObjectError::WrongId {
            claimed: "x".into(),
        },
    ];
    for error in errors {
        let text = error.text();
        assert!(!text.zh.is_empty() && !text.en.is_empty() && !error.code().is_empty());
        assert_eq!(error.to_string(), text.en);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_are_refused_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(Object::decode(&bytes).is_err());
    }

    #[test]
    fn mutilated_objects_are_refused_without_panic(
        at in 0usize..1200,
        cut in 0usize..40,
        insert in "[\\[\\]{}\",:0-9a-z\\\\]{0,12}",
        rename in any::<bool>(),
    ) {
        let own = text(&clear());
        let start = at.min(own.len());
        let mut start = start;
        while !own.is_char_boundary(start) {
            start -= 1;
        }
        let mut end = (start + cut).min(own.len());
        while !own.is_char_boundary(end) {
            end += 1;
        }
        let mut changed = own.clone();
        changed.replace_range(start..end, &insert);
        prop_assume!(changed != own);
        let named = rename.then(|| std::panic::catch_unwind(|| renamed(&changed)).ok()).flatten();
        let found = decode(named.as_deref().unwrap_or(&changed));
        // Whatever is read is spelled the one way.
        if let Ok(object) = found {
            let spelled = named.unwrap_or(changed);
            prop_assert_eq!(object.encode(), spelled.as_bytes());
            prop_assert!(!object.verify(&key(4).public()) || object == clear());
        }
    }
}
