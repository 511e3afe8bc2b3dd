use super::*;
use proptest::prelude::*;

/// What stands for an object here: its place in so many words, and some text.
fn object(space: &str, device: u8, log: u8, seq: u64, text: &str) -> Vec<u8> {
    forked(space, device, log, seq, text, 0)
}

fn forked(space: &str, device: u8, log: u8, seq: u64, text: &str, fork: u64) -> Vec<u8> {
    format!("{space} {device} {log} {seq} {fork} {text}").into_bytes()
}

fn id(seq: u64, fork: u64) -> ObjectId {
    ObjectId::try_from(format!("{fork:016x}{seq:016x}")).unwrap()
}

fn place(bytes: &[u8]) -> Result<Place, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    let parts: Vec<_> = text.splitn(6, ' ').collect();
    let [space, device, log, seq, fork, _] = parts.as_slice() else {
        return Err("six words".into());
    };
    let number = |text: &str| text.parse::<u64>().map_err(|error| error.to_string());
    let (seq, fork) = (number(seq)?, number(fork)?);
    Ok(Place {
        space: Space::try_from(*space).map_err(|error| error.to_string())?,
        device: DeviceId::try_from(format!("{:032x}", number(device)?)).unwrap(),
        log: LogId::try_from(format!("{:032x}", number(log)?)).unwrap(),
        seq,
        id: id(seq, fork),
        prev: (seq > 1).then(|| id(seq - 1, fork)),
    })
}

fn run(from: u64) -> Vec<Vec<u8>> {
    (from..from + OBJECTS)
        .map(|seq| object("main", 1, 2, seq, "建议"))
        .collect()
}

fn join(objects: &[Vec<u8>]) -> Result<Segment, SegmentError> {
    Segment::of(objects.iter().map(Vec::as_slice), place)
}

#[test]
fn a_segment_gives_back_the_objects_byte_for_byte() {
    for from in [1, 129, 12_801] {
        let objects = run(from);
        let segment = join(&objects).unwrap();
        let name = segment.name();
        assert_eq!((name.from(), name.to()), (from, from + 127));
        assert_eq!(name.space(), &Space::main());
        assert_eq!(name.log().as_str(), format!("{:032x}", 2));
        let found: Vec<_> = segment.objects().map(<[u8]>::to_vec).collect();
        assert_eq!(found, objects);
        let name = Name::parse(&name.to_string()).unwrap();
        let read = Segment::decode(&name, segment.bytes().to_vec(), place).unwrap();
        assert_eq!(read, segment);
    }
}

#[test]
fn what_is_no_run_of_one_chain_is_not_joined() {
    let with = |at: usize, bytes: Vec<u8>| {
        let mut objects = run(129);
        objects[at] = bytes;
        objects
    };
    let seq = |at: u64| 129 + at;
    for (objects, code, nth, flaw) in [
        (
            with(5, object("office", 1, 2, seq(5), "")),
            "segment-bad-object",
            6,
            Some(Flaw::Chain),
        ),
        (
            with(5, object("main", 9, 2, seq(5), "")),
            "segment-bad-object",
            6,
            Some(Flaw::Chain),
        ),
        (
            with(5, object("main", 1, 9, seq(5), "")),
            "segment-bad-object",
            6,
            Some(Flaw::Chain),
        ),
        (
            with(127, object("main", 1, 2, seq(128), "")),
            "segment-bad-object",
            128,
            Some(Flaw::Range),
        ),
        (
            with(5, object("main", 1, 2, seq(4), "")),
            "segment-bad-object",
            6,
            Some(Flaw::Range),
        ),
        (
            with(5, forked("main", 1, 2, seq(5), "", 1)),
            "segment-bad-object",
            6,
            Some(Flaw::Link),
        ),
        (
            with(5, b"noise".to_vec()),
            "segment-bad-object",
            6,
            Some(Flaw::Unreadable("six words".into())),
        ),
        (
            with(5, object("main", 1, 2, seq(5), "\n")),
            "segment-bad-object",
            6,
            Some(Flaw::Unreadable("\\n".into())),
        ),
        (run(130), "segment-bad-object", 1, Some(Flaw::Range)),
        (vec![], "segment-wrong-count", 0, None),
        (run(1)[..127].to_vec(), "segment-wrong-count", 0, None),
        ([run(1), run(129)].concat(), "segment-wrong-count", 0, None),
        (
            (1..=OBJECTS)
                .map(|seq| object("main", 1, 2, seq, &"x".repeat(MAX_SEGMENT / 128)))
                .collect(),
            "segment-too-large",
            0,
            None,
        ),
    ] {
        let error = join(&objects).unwrap_err();
        assert_eq!(error.code(), code);
        if let Some(flaw) = flaw {
            assert_eq!(error, SegmentError::Object { nth, flaw });
        }
        let text = error.text();
        assert!(!text.zh.is_empty() && !text.en.is_empty());
    }
}

#[test]
fn a_segment_under_another_name_is_refused() {
    let segment = join(&run(129)).unwrap();
    let bytes = segment.bytes().to_vec();
    let decode = |key: &str, bytes: &[u8]| {
        let name = Name::parse(key).unwrap();
        Segment::decode(&name, bytes.to_vec(), place).map_err(|error| error.code())
    };
    let key = segment.name().to_string();
    assert!(decode(&key, &bytes).is_ok());
    for other in [
        key.replace("v1/main", "v1/office"),
        key.replace("00000129-00000256", "00000257-00000384"),
        key.replace("00000000000002/", "00000000000003/"),
    ] {
        assert_ne!(other, key);
        assert_eq!(decode(&other, &bytes), Err("segment-wrong-name"), "{other}");
    }
    for torn in [
        &bytes[..bytes.len() - 1],
        &[],
        &[bytes.clone(), b"\n".to_vec()].concat(),
    ] {
        assert_eq!(decode(&key, torn), Err("segment-wrong-name"));
    }
    // Named after its own bytes, and yet no segment.
    let short = join(&run(1)).unwrap();
    let cut = short.bytes().rsplitn(2, |b| *b == b'\n').nth(1).unwrap();
    let name = Name::new(Space::main(), short.name().log().clone(), 1, cut);
    assert_eq!(decode(&name.to_string(), cut), Err("segment-wrong-count"));
    let long = [short.bytes(), b"\n", &object("main", 1, 2, 129, "")].concat();
    let name = Name::new(Space::main(), short.name().log().clone(), 1, &long);
    assert_eq!(decode(&name.to_string(), &long), Err("segment-wrong-count"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn two_compactors_write_the_same(order in Just((0..128_usize).collect::<Vec<_>>()).prop_shuffle(), k in 0..1000_u64) {
        let objects = run(k * OBJECTS + 1);
        let one = join(&objects).unwrap();
        // The other found them in another order, out of segments and single objects.
        let other: Vec<_> = order.iter().map(|at| objects[*at].clone()).collect();
        let other = join(&other).unwrap();
        prop_assert_eq!(one.name().to_string(), other.name().to_string());
        prop_assert_eq!(one.bytes(), other.bytes());
    }

    #[test]
    fn noise_is_no_segment(noise in proptest::collection::vec(any::<u8>(), 0..300), key: String) {
        let _ = Name::parse(&key);
        let name = Name::new(Space::main(), LogId::from_bytes([1; 16]), 1, &noise);
        prop_assert!(Segment::decode(&name, noise, place).is_err());
    }
}
