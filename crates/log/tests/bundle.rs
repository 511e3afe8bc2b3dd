//! Reading and writing bundle files: whole, in pieces, reshaped, damaged.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use huiyin_log::bundle::{BundleError, BundleReader, BundleWriter, Header, Incoming, Problem};
use huiyin_log::{AggregateId, Envelope, LogId, MAX_EVENT, Parts};
use huiyin_rules::{Actor, Role};
use proptest::prelude::*;
use serde_json::value::{RawValue, to_raw_value};

fn line(seq: u64, text: &str) -> Vec<u8> {
    let parts = Parts {
        log: LogId::from_bytes([2; 16]),
        seq,
        aggregate: AggregateId::try_from("s/1").unwrap(),
        actor: Actor::own(Role::Office, "代表工委"),
        at: chrono::DateTime::from_timestamp(1_773_000_000, 0)
            .unwrap()
            .fixed_offset(),
        kind: "noted".to_owned(),
        body: to_raw_value(text).unwrap(),
    };
    Envelope::seal(parts).unwrap().encode()
}

fn bundle(lines: &[Vec<u8>]) -> Vec<u8> {
    let workspace = RawValue::from_string(r#"{"name":"示例","events":[1]}"#.to_owned()).unwrap();
    let (mut writer, mut file) = BundleWriter::new(&workspace, lines.len() as u64).unwrap();
    for piece in lines.chunks(2) {
        file.extend(writer.lines(piece));
    }
    file.extend(writer.finish().unwrap());
    file
}

fn read(file: &[u8], piece: usize) -> Result<(Header, Vec<Incoming>), BundleError> {
    let mut reader = BundleReader::new();
    let mut events = Vec::new();
    for piece in file.chunks(piece.max(1)) {
        events.extend(reader.push(piece)?);
    }
    Ok((reader.finish()?, events))
}

fn three() -> Vec<Vec<u8>> {
    vec![
        line(1, "一"),
        line(2, "括号 ]} 与 \" 和 \\ 与\n换行"),
        line(3, ""),
    ]
}

fn bytes_of(events: Vec<Incoming>) -> Vec<Vec<u8>> {
    events.into_iter().map(|event| event.bytes).collect()
}

#[test]
fn the_same_json_in_another_layout_is_the_same_bundle() {
    let file = bundle(&three());
    let text = String::from_utf8(file.clone()).unwrap();
    let pretty = pretty(&text);
    assert!(pretty.lines().count() > 40, "{pretty}");
    let one_line = text.replace('\n', "");
    let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    for layout in [text, pretty, one_line, windows] {
        let (header, events) = read(layout.as_bytes(), 7).unwrap();
        assert_eq!(bytes_of(events), three());
        assert_eq!(header.workspace.get(), r#"{"name":"示例","events":[1]}"#);
        assert_eq!(header.count, 3);
    }
}

/// Indents JSON as editors do, keeping the order of keys.
fn pretty(json: &str) -> String {
    let (mut out, mut depth, mut string, mut escape) = (String::new(), 0, false, false);
    for c in json.chars() {
        if string {
            out.push(c);
            string = escape || c != '"';
            escape = !escape && c == '\\';
            continue;
        }
        match c {
            '{' | '[' => {
                depth += 1;
                out += &format!("{c}\n{}", "  ".repeat(depth));
            }
            '}' | ']' => {
                depth -= 1;
                out += &format!("\n{}{c}", "  ".repeat(depth));
            }
            ',' => out += &format!(",\n{}", "  ".repeat(depth)),
            ':' => out += ": ",
            c if c.is_whitespace() => {}
            c => {
                string = c == '"';
                out.push(c);
            }
        }
    }
    out
}

#[test]
fn an_empty_bundle_is_a_bundle() {
    let (header, events) = read(&bundle(&[]), 1).unwrap();
    assert_eq!((header.count, events.len()), (0, 0));
}

#[test]
fn wrong_files_are_named_with_their_line() {
    let good = String::from_utf8(bundle(&three())).unwrap();
    let cases: Vec<(String, u64, &str)> = vec![
        (String::new(), 1, "bundle-not-a-bundle"),
        ("PK\u{3}\u{4}".into(), 1, "bundle-not-a-bundle"),
        ("\n\n[1]".into(), 3, "bundle-not-a-bundle"),
        ("{}".into(), 1, "bundle-not-a-bundle"),
        (r#"{"events":[]}"#.into(), 1, "bundle-not-a-bundle"),
        (
            good.replace("huiyin-bundle", "other"),
            1,
            "bundle-not-a-bundle",
        ),
        (
            good.replacen("\"v\":1", "\"v\":3", 1),
            1,
            "bundle-version-unknown",
        ),
        // Version 2 lists objects.
        (
            good.replacen("\"v\":1", "\"v\":2", 1),
            1,
            "bundle-not-a-bundle",
        ),
        (
            good.replacen("\"v\":1", "\"v\":2", 1)
                .replace("\n{\"v\":1", "\n[{\"v\":1")
                .replace("\"events\":[\n", "\"objects\":[\n"),
            1,
            "bundle-of-objects",
        ),
        (
            good.replace("\"count\":3", "\"count\":4"),
            6,
            "bundle-wrong-count",
        ),
        (good.replace("一", "二"), 2, "event-wrong-id"),
        (good.replacen(",\n", "\n", 1), 3, "bundle-malformed"),
        (good.replacen(",\n", ",\n,", 1), 3, "bundle-malformed"),
        (good.replacen("\n]}", ",\n]}", 1), 5, "bundle-malformed"),
        (
            good.replacen("\n]}", "\n],\"x\":1}", 1),
            5,
            "bundle-malformed",
        ),
        (format!("{good}{{}}"), 6, "bundle-malformed"),
        (good[..good.len() - 3].to_owned(), 5, "bundle-truncated"),
        (good[..200].to_owned(), 2, "bundle-truncated"),
        (good[..20].to_owned(), 1, "bundle-truncated"),
    ];
    for (file, line, code) in cases {
        for piece in [1, 64, 1 << 20] {
            let error = read(file.as_bytes(), piece).unwrap_err();
            assert_eq!((error.line, error.code()), (line, code), "{file}");
            assert!(
                error.text().zh.contains(&format!("第 {line} 行")),
                "{error:?}"
            );
        }
    }
}

#[test]
fn memory_is_bounded_by_one_event() {
    let mut reader = BundleReader::new();
    let head = bundle(&[]);
    reader.push(&head[..head.len() - 3]).unwrap();
    let mut pushed = 0;
    let error = loop {
        pushed += 1000;
        if let Err(error) = reader.push(&[b"{\"v\":[1".as_slice(), &[b'1'; 993]].concat()) {
            break error;
        }
        assert!(
            pushed <= MAX_EVENT,
            "an event without an end is read for ever"
        );
    };
    assert_eq!(error.code(), "event-too-large");

    let mut reader = BundleReader::new();
    reader.push(b"{\"workspace\":\"").unwrap();
    let error = (0..)
        .find_map(|_| reader.push(&[b'x'; 4096]).err())
        .unwrap();
    assert_eq!(error.problem, Problem::HeaderTooLarge);
}

#[test]
fn a_writer_keeps_its_promise() {
    let workspace = RawValue::from_string("{}".to_owned()).unwrap();
    let (mut writer, _) = BundleWriter::new(&workspace, 2).unwrap();
    let _ = writer.lines([line(1, "")]);
    assert_eq!(writer.finish().unwrap_err().code(), "bundle-wrong-count");
    let spaced = RawValue::from_string("{ }".to_owned()).unwrap();
    assert_eq!(
        BundleWriter::new(&spaced, 0).unwrap_err().code(),
        "bundle-bad-workspace"
    );
}

proptest! {
    #[test]
    fn pieces_of_any_size_give_the_same_events(texts in proptest::collection::vec(any::<String>(), 0..6), piece in 1..300usize) {
        let lines: Vec<Vec<u8>> = (1..).zip(&texts).map(|(n, text)| line(n, text)).collect();
        let (header, events) = read(&bundle(&lines), piece).unwrap();
        prop_assert_eq!(header.count, lines.len() as u64);
        prop_assert_eq!(bytes_of(events), lines);
    }

    #[test]
    fn noise_never_panics(noise in proptest::collection::vec(any::<u8>(), 0..300), piece in 1..50usize) {
        prop_assert!(read(&noise, piece).is_err());
        let mut file = bundle(&three());
        let at = noise.len().min(file.len());
        file.splice(at.., noise);
        prop_assert!(read(&file, piece).is_err());
    }
}
