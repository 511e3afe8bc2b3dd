//! What an envelope accepts and refuses, on hostile input too.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use huiyin_log::canonical::Flaw;
use huiyin_log::{AggregateId, Envelope, LogError, LogId, MAX_EVENT, Parts};
use huiyin_rules::actor::Party;
use huiyin_rules::{Actor, Role};
use proptest::prelude::*;
use serde_json::value::{RawValue, to_raw_value};

fn parts(body: &str) -> Parts {
    Parts {
        log: LogId::from_bytes([1; 16]),
        seq: 1,
        aggregate: AggregateId::try_from("s/1").unwrap(),
        actor: Actor::own(Role::Deputy, "张三"),
        at: chrono::DateTime::parse_from_rfc3339("2026-03-08T09:30:00+08:00").unwrap(),
        kind: "submitted".to_owned(),
        body: RawValue::from_string(body.to_owned()).unwrap(),
    }
}

fn golden() -> Vec<u8> {
    Envelope::seal(parts(r#"{"title":"关于修桥的建议","n":1}"#))
        .unwrap()
        .encode()
}

/// The code for the line with `from` replaced by `to`.
fn code_after(from: &str, to: &str) -> &'static str {
    let line = String::from_utf8(golden()).unwrap();
    assert!(line.contains(from), "{from} is not in {line}");
    Envelope::decode(line.replacen(from, to, 1).as_bytes())
        .unwrap_err()
        .code()
}

#[test]
fn each_kind_of_damage_has_its_code() {
    assert_eq!(code_after("修桥", "修路"), "event-wrong-id");
    assert_eq!(code_after("\"seq\":1", "\"seq\":2"), "event-wrong-id");
    assert_eq!(code_after("\"seq\":1", "\"seq\":0"), "event-bad-field");
    assert_eq!(code_after("\"seq\":1", "\"seq\":01"), "event-not-canonical");
    assert_eq!(
        code_after("\"seq\":1", "\"seq\":1.0"),
        "event-not-canonical"
    );
    assert_eq!(code_after(",\"kind\"", ", \"kind\""), "event-not-canonical");
    assert_eq!(code_after("修桥", "修\\u6865"), "event-not-canonical");
    assert_eq!(
        code_after("\"n\":1", "\"n\":1,\"n\":1"),
        "event-not-canonical"
    );
    assert_eq!(code_after("+08:00", "+09:00"), "event-not-canonical");
    assert_eq!(
        code_after("09:30:00+", "09:30:00.5+"),
        "event-not-canonical"
    );
    assert_eq!(code_after("09:30:00+", "09:30:60+"), "event-not-canonical");
    assert_eq!(code_after("submitted", "sub mitted"), "event-bad-field");
    assert_eq!(code_after("deputy", "emperor"), "event-bad-field");
    assert_eq!(code_after("\"kind\":", "\"sort\":"), "event-bad-field");
    assert_eq!(
        code_after("\"name\":", "\"x\":1,\"name\":"),
        "event-not-canonical"
    );
    assert_eq!(code_after("{\"v\":1", "{\"v\":2"), "event-version-unknown");
    assert_eq!(code_after("{\"v\":1", "{\"w\":1"), "not-an-event");
    assert_eq!(Envelope::decode(b"").unwrap_err(), LogError::NotAnEvent);
    assert_eq!(
        Envelope::decode(&vec![b'['; MAX_EVENT + 1])
            .unwrap_err()
            .code(),
        "event-too-large"
    );
}

#[test]
fn fields_in_another_order_are_refused() {
    let value: serde_json::Map<String, serde_json::Value> =
        serde_json::from_slice(&golden()).unwrap();
    let mut line = String::from("{\"v\":1");
    for (key, value) in value.iter().rev().filter(|(key, _)| *key != "v") {
        line += &format!(",\"{key}\":{value}");
    }
    line.push('}');
    let error = Envelope::decode(line.as_bytes()).unwrap_err();
    assert!(
        matches!(
            error,
            LogError::NotCanonical {
                flaw: Flaw::Spelling,
                ..
            }
        ),
        "{error:?}"
    );
}

#[test]
fn what_cannot_be_written_is_not_sealed() {
    for (name, bad) in [
        (
            "seq 0",
            Parts {
                seq: 0,
                ..parts("1")
            },
        ),
        (
            "seq over 2^53-1",
            Parts {
                seq: 1 << 53,
                ..parts("1")
            },
        ),
        (
            "empty kind",
            Parts {
                kind: String::new(),
                ..parts("1")
            },
        ),
        (
            "kind with a quote",
            Parts {
                kind: "a\"".into(),
                ..parts("1")
            },
        ),
        ("float", parts("1.5")),
        ("integer other parsers round", parts("9007199254740993")),
        ("whitespace", parts("{ }")),
        (
            "too large",
            parts(&format!("\"{}\"", "x".repeat(MAX_EVENT))),
        ),
        (
            "too deep",
            parts(&format!("{}1{}", "[".repeat(40), "]".repeat(40))),
        ),
    ] {
        assert!(Envelope::seal(bad).is_err(), "{name}");
    }
}

#[test]
fn an_event_of_exactly_the_limit_passes() {
    let spare = MAX_EVENT - Envelope::seal(parts("\"\"")).unwrap().encode().len();
    let exact = Envelope::seal(parts(&format!("\"{}\"", "x".repeat(spare)))).unwrap();
    assert_eq!(exact.encode().len(), MAX_EVENT);
    assert_eq!(Envelope::decode(&exact.encode()), Ok(exact));
    assert!(Envelope::seal(parts(&format!("\"{}\"", "x".repeat(spare + 1)))).is_err());
}

#[test]
fn every_error_speaks_both_languages() {
    for (from, to) in [
        ("修桥", "修路"),
        ("\"seq\":1", "\"seq\": 1"),
        ("{\"v\":1", "{\"v\":9"),
    ] {
        let line = String::from_utf8(golden()).unwrap().replacen(from, to, 1);
        let text = Envelope::decode(line.as_bytes()).unwrap_err().text();
        assert!(!text.zh.is_ascii() && text.en.is_ascii(), "{text:?}");
    }
}

prop_compose! {
    fn any_parts()(
        log in any::<[u8; 16]>(),
        seq in 1..(1u64 << 53),
        aggregate in "[a-z0-9/_.-]{1,96}",
        names in (any::<String>(), proptest::option::of(any::<String>())),
        at in -2_000_000_000i64..200_000_000_000,
        kind in "[A-Za-z0-9/_.-]{1,96}",
        body in proptest::collection::btree_map(any::<String>(), any::<(String, Option<i32>, bool)>(), 0..4),
    ) -> Parts {
        let party = |name| Party { role: Role::Unit, name };
        Parts {
            log: LogId::from_bytes(log),
            seq,
            aggregate: AggregateId::try_from(aggregate).unwrap(),
            actor: Actor { party: party(names.0), on_behalf_of: names.1.map(party) },
            at: chrono::DateTime::from_timestamp(at, 5).unwrap().fixed_offset(),
            kind,
            body: to_raw_value(&body).unwrap(),
        }
    }
}

proptest! {
    #[test]
    fn what_is_sealed_decodes_to_itself(parts in any_parts()) {
        let sealed = Envelope::seal(parts).unwrap();
        let bytes = sealed.encode();
        let back = Envelope::decode(&bytes).unwrap();
        prop_assert_eq!(back.encode(), bytes);
        prop_assert_eq!(back, sealed);
    }

    #[test]
    fn any_flipped_bit_is_refused(parts in any_parts(), at in any::<prop::sample::Index>(), bit in 0..8u8) {
        let mut bytes = Envelope::seal(parts).unwrap().encode();
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        prop_assert!(Envelope::decode(&bytes).is_err());
    }

    #[test]
    fn any_cut_or_insertion_is_refused(parts in any_parts(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let bytes = Envelope::seal(parts).unwrap().encode();
        let at = at.index(bytes.len());
        prop_assert!(Envelope::decode(&bytes[..at]).is_err());
        let mut longer = bytes.clone();
        longer.insert(at, byte);
        prop_assert!(Envelope::decode(&longer).is_err());
    }

    #[test]
    fn decoding_never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = Envelope::decode(&bytes);
        let _ = Envelope::decode(&[b"{\"v\":1,".as_slice(), &bytes].concat());
    }

    #[test]
    fn decoding_json_like_noise_never_panics(text in "[\\[\\]{}\",:0-9a-z\\\\u \n.-]{0,300}") {
        let _ = Envelope::decode(format!("{{\"v\":1,{text}").as_bytes());
        let _ = huiyin_log::canonical::check(text.as_bytes());
    }
}
