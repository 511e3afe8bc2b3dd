//! Bytes once written stay readable and are written the same for ever.
//!
//! The files were made without this crate (Python's `json` and `hashlib`), so
//! they also prove that the documented form is enough to write another reader.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use huiyin_log::bundle::{BundleReader, BundleWriter};
use huiyin_log::{AggregateId, Envelope, Line, LogId, Parts};
use huiyin_rules::actor::Party;
use huiyin_rules::{Actor, Role};
use serde_json::value::RawValue;

const OPENED: &[u8] = include_bytes!("../../../tests/golden/v1/envelope-opened.json");
const REPLIED: &[u8] = include_bytes!("../../../tests/golden/v1/envelope-replied.json");
const UNKNOWN: &[u8] = include_bytes!("../../../tests/golden/v1/envelope-unknown-kind.json");
const BUNDLE: &[u8] = include_bytes!("../../../tests/golden/v1/bundle.json");

const LOG: &str = "00112233445566778899aabbccddeeff";

fn parts(seq: u64, aggregate: &str, actor: Actor, at: &str, kind: &str, body: &str) -> Parts {
    Parts {
        log: LogId::try_from(LOG).unwrap(),
        seq,
        aggregate: AggregateId::try_from(aggregate).unwrap(),
        actor,
        at: chrono::DateTime::parse_from_rfc3339(at).unwrap(),
        kind: kind.to_owned(),
        body: RawValue::from_string(body.to_owned()).unwrap(),
    }
}

#[test]
fn sealing_gives_the_golden_bytes() {
    let office = Actor::own(Role::Office, "代表工委");
    // The same moment in another zone and with a fraction: kept at +08:00 to the second.
    let opened = parts(
        1,
        "w",
        office.clone(),
        "2026-03-08T01:30:00.999Z",
        "opened",
        r#"{"name":"示例区人大常委会"}"#,
    );
    assert_eq!(Envelope::seal(opened).unwrap().encode(), OPENED);

    let unit = Party {
        role: Role::Unit,
        name: "区水务局".to_owned(),
    };
    let actor = Actor {
        on_behalf_of: Some(unit),
        ..office
    };
    let body = Line::read(REPLIED).unwrap().body.to_owned();
    let at = "2026-11-22T23:59:59+08:00";
    let replied = parts((1 << 53) - 1, "s/01JD-0001", actor, at, "replied", &body);
    assert_eq!(Envelope::seal(replied).unwrap().encode(), REPLIED);
}

#[test]
fn golden_bytes_decode_and_encode_to_themselves() {
    for bytes in [OPENED, REPLIED, UNKNOWN] {
        let envelope = Envelope::decode(bytes).unwrap();
        assert_eq!(envelope.encode(), bytes);
        let line = Line::read(bytes).unwrap();
        assert_eq!(line.id, envelope.id().as_str());
        assert_eq!(line.actor().unwrap(), envelope.parts().actor);
        assert_eq!(line.at().unwrap(), envelope.parts().at);
    }
}

#[test]
fn an_unknown_event_type_is_kept_as_it_is() {
    let envelope = Envelope::decode(UNKNOWN).unwrap();
    assert_eq!(envelope.parts().kind, "future/kind.v9");
    assert_eq!(envelope.parts().body.get(), r#"[[],{},""]"#);
}

#[test]
fn the_golden_bundle_is_read_and_written_byte_for_byte() {
    let mut reader = BundleReader::new();
    let events = reader.push(BUNDLE).unwrap();
    let header = reader.finish().unwrap();
    assert_eq!(
        header.workspace.get(),
        r#"{"name":"示例区","rulebook":"malong"}"#
    );
    assert_eq!(events.iter().map(|e| e.line).collect::<Vec<_>>(), [2, 3, 4]);

    let (mut writer, mut file) = BundleWriter::new(&header.workspace, 3).unwrap();
    for event in &events {
        file.extend(writer.lines([&event.bytes]));
    }
    file.extend(writer.finish().unwrap());
    assert_eq!(file, BUNDLE);
}

#[test]
fn any_json_parser_reads_the_golden_bundle() {
    let value: serde_json::Value = serde_json::from_slice(BUNDLE).unwrap();
    assert_eq!(value["count"], 3);
    assert_eq!(value["events"].as_array().map(Vec::len), Some(3));
}
