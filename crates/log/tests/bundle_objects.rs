//! Bundles of signed objects: whole, in pieces, reshaped, damaged, and taken for events.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use huiyin_log::bundle::{
    BundleError, BundleReader, BundleWriter, Header, MAX_OBJECT, ObjectBundleReader, Problem,
    RawObject,
};
use proptest::prelude::*;
use serde_json::value::RawValue;

fn object(text: &str) -> Vec<u8> {
    serde_json::to_vec(&serde_json::json!([{"v": 2, "id": "…"}, {"v": 1, "body": text}, "]["]))
        .unwrap()
}

fn workspace() -> Box<RawValue> {
    let text = r#"{"name":"示例","objects":[[1]],"events":[1]}"#;
    RawValue::from_string(text.to_owned()).unwrap()
}

fn bundle(objects: &[Vec<u8>]) -> Vec<u8> {
    let count = objects.len() as u64;
    let (mut writer, mut file) = BundleWriter::of_objects(&workspace(), count).unwrap();
    for piece in objects.chunks(2) {
        file.extend(writer.lines(piece));
    }
    file.extend(writer.finish().unwrap());
    file
}

fn read(file: &[u8], piece: usize) -> Result<(Header, Vec<RawObject>), BundleError> {
    let mut reader = ObjectBundleReader::new();
    let mut objects = Vec::new();
    for piece in file.chunks(piece.max(1)) {
        objects.extend(reader.push(piece)?);
        assert_eq!(reader.objects(), objects.len() as u64);
    }
    Ok((reader.finish()?, objects))
}

fn three() -> Vec<Vec<u8>> {
    ["一", "括号 ]} 与 \" 和 \\ 与\n换行", ""]
        .map(object)
        .to_vec()
}

fn bytes_of(objects: Vec<RawObject>) -> Vec<Vec<u8>> {
    objects.into_iter().map(|object| object.bytes).collect()
}

#[test]
fn a_bundle_is_one_object_on_a_line() {
    let file = String::from_utf8(bundle(&three())).unwrap();
    let mut lines = file.lines();
    let head = r#"{"format":"huiyin-bundle","v":2,"workspace":{"name":"示例","objects":[[1]],"events":[1]},"count":3,"objects":["#;
    assert_eq!(lines.next(), Some(head));
    assert_eq!(lines.clone().last(), Some("]}"));
    assert_eq!(lines.count(), 4);
    let value: serde_json::Value = serde_json::from_str(&file).unwrap();
    assert_eq!(value["objects"].as_array().map(Vec::len), Some(3));
    let (header, objects) = read(file.as_bytes(), 7).unwrap();
    assert_eq!(header.workspace.get(), workspace().get());
    let at: Vec<_> = objects.iter().map(|object| object.line).collect();
    assert_eq!(at, [2, 3, 4]);
    assert_eq!(bytes_of(objects), three());
    assert_eq!(read(&bundle(&[]), 1).unwrap().1, []);
}

#[test]
fn the_same_json_in_another_layout_is_the_same_bundle() {
    let text = String::from_utf8(bundle(&three())).unwrap();
    let spaced = text
        .replace("\n[{", "\n  [\r\n\t{ ")
        .replace("\n]}", "\n ] }\n");
    assert_ne!(spaced, text);
    let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    for layout in [text.replace('\n', ""), spaced, windows] {
        let (_, objects) = read(layout.as_bytes(), 5).unwrap();
        assert_eq!(bytes_of(objects), three(), "{layout}");
    }
}

#[test]
fn wrong_files_are_named_with_their_line() {
    let good = String::from_utf8(bundle(&three())).unwrap();
    let events = |v: u64| {
        good.replacen("\"v\":2", &format!("\"v\":{v}"), 1)
            .replace("3,\"objects\":[\n", "3,\"events\":[\n")
    };
    let cases: Vec<(String, u64, &str)> = vec![
        (String::new(), 1, "bundle-not-a-bundle"),
        ("{}".into(), 1, "bundle-not-a-bundle"),
        (good.replace("huiyin-bundle", "x"), 1, "bundle-not-a-bundle"),
        (
            good.replacen("\"v\":2", "\"v\":1", 1),
            1,
            "bundle-not-a-bundle",
        ),
        (
            good.replacen("\"v\":2", "\"v\":3", 1),
            1,
            "bundle-version-unknown",
        ),
        (events(2), 1, "bundle-not-a-bundle"),
        (events(1), 1, "bundle-of-events"),
        (
            good.replace("\"count\":3", "\"count\":4"),
            6,
            "bundle-wrong-count",
        ),
        (
            good.replace("\"count\":3", "\"count\":2"),
            6,
            "bundle-wrong-count",
        ),
        (good.replacen("\n[{", "\n{", 1), 2, "bundle-malformed"),
        (good.replacen(",\n", "\n", 1), 3, "bundle-malformed"),
        (good.replacen(",\n", ",\n,", 1), 3, "bundle-malformed"),
        (good.replacen("\n]}", ",\n]}", 1), 5, "bundle-malformed"),
        (format!("{good}{{}}"), 6, "bundle-malformed"),
        (good[..good.len() - 3].to_owned(), 5, "bundle-truncated"),
        (good[..200].to_owned(), 3, "bundle-truncated"),
    ];
    for (file, line, code) in cases {
        for piece in [1, 64, 1 << 20] {
            let error = read(file.as_bytes(), piece).unwrap_err();
            assert_eq!((error.line, error.code()), (line, code), "{file}");
            let text = error.text();
            assert!(text.zh.contains(&format!("第 {line} 行")), "{text:?}");
            assert!(text.zh.contains("签名对象"), "{text:?}");
        }
    }
}

#[test]
fn an_engine_is_told_where_a_bundle_of_objects_belongs() {
    let file = bundle(&three());
    for piece in [1, 1 << 20] {
        let mut reader = BundleReader::new();
        let error = file
            .chunks(piece)
            .find_map(|piece| reader.push(piece).err());
        let error = error.unwrap();
        assert_eq!((error.code(), error.line), ("bundle-of-objects", 1));
        assert!(error.text().zh.contains("共享") && error.text().en.contains("Sharing"));
    }
}

#[test]
fn memory_is_bounded_by_one_object() {
    let mut reader = ObjectBundleReader::new();
    let head = bundle(&[]);
    reader.push(&head[..head.len() - 3]).unwrap();
    let longest = [b"[\"".as_slice(), &vec![b'x'; MAX_OBJECT - 4], b"\"]"].concat();
    assert_eq!(longest.len(), MAX_OBJECT);
    assert_eq!(reader.push(&longest).unwrap().len(), 1);
    reader.push(b",[\"").unwrap();
    let mut pushed = 0;
    let error = loop {
        pushed += 4096;
        if let Err(error) = reader.push(&[b'x'; 4096]) {
            break error;
        }
        assert!(
            pushed <= MAX_OBJECT,
            "an object without an end is read for ever"
        );
    };
    assert_eq!(error.code(), "bundle-object-too-large");
    assert!(matches!(error.problem, Problem::ObjectTooLarge { .. }));
    assert_eq!(error.items, 1);
}

#[test]
fn a_writer_keeps_its_promise() {
    let (mut writer, _) = BundleWriter::of_objects(&workspace(), 1).unwrap();
    let _ = writer.lines(three());
    let error = writer.finish().unwrap_err();
    assert_eq!((error.code(), error.items), ("bundle-wrong-count", 3));
    let spaced = RawValue::from_string("{ }".to_owned()).unwrap();
    let error = BundleWriter::of_objects(&spaced, 0).unwrap_err();
    assert_eq!(error.code(), "bundle-bad-workspace");
}

proptest! {
    #[test]
    fn pieces_of_any_size_give_the_same_objects(texts in proptest::collection::vec(any::<String>(), 0..6), piece in 1..300usize) {
        let objects: Vec<_> = texts.iter().map(|text| object(text)).collect();
        let (header, found) = read(&bundle(&objects), piece).unwrap();
        prop_assert_eq!(header.count, objects.len() as u64);
        prop_assert_eq!(bytes_of(found), objects);
    }

    #[test]
    fn noise_never_panics(noise in proptest::collection::vec(any::<u8>(), 0..300), piece in 1..50usize) {
        prop_assert!(read(&noise, piece).is_err());
        let mut file = bundle(&three());
        let at = noise.len().min(file.len());
        file.splice(at.., noise);
        // Cut or overwritten somewhere: refused, or read to another end without a panic.
        let _ = read(&file, piece);
    }
}
