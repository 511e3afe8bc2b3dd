//! Keys, signatures, boxes, requests and codes are made the same for ever.
//!
//! The files were made without this crate (Python's `hashlib`, `hmac` and
//! `cryptography`, with SM2, XChaCha20 and GF(32) written out from the standards), so
//! they also prove that what the modules document is enough to write another.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use huiyin_log::code::{self, Recovery};
use huiyin_log::enrol::{self, Parts, Request};
use huiyin_log::seal::{BoxKey, BoxPublic, open, seal};
use huiyin_log::segment::{Place, Segment};
use huiyin_log::sign::{Alg, LocalKey, PublicKey, Signer};
use huiyin_log::{DeviceId, LogId, ObjectId, Space, WorkspaceId};
use huiyin_rules::Role;
use serde::Deserialize;

const SIGNATURES: &str = include_str!("../../../tests/golden/v2/signatures.json");
const BOXES: &str = include_str!("../../../tests/golden/v2/boxes.json");
const UNIT: &[u8] = include_bytes!("../../../tests/golden/v2/enrol-unit.json");
const OFFICE: &[u8] = include_bytes!("../../../tests/golden/v2/enrol-office.json");
const RECOVERY: &str = include_str!("../../../tests/golden/v2/recovery.json");
const SEGMENT: &str = include_str!("../../../tests/golden/v2/segment-name.txt");

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len() / 2)
        .map(|at| u8::from_str_radix(&text[2 * at..2 * at + 2], 16).unwrap())
        .collect()
}

fn array<const N: usize>(text: &str) -> [u8; N] {
    unhex(text).try_into().unwrap()
}

#[derive(Deserialize)]
struct Keys {
    alg: Alg,
    seed: String,
    key: String,
    device: DeviceId,
    code: String,
    signatures: Vec<Signed>,
}

#[derive(Deserialize)]
struct Signed {
    message: String,
    signature: String,
}

#[test]
fn keys_and_signatures_are_the_golden_ones() {
    let golden: Vec<Keys> = serde_json::from_str(SIGNATURES).unwrap();
    assert_eq!(golden.len(), 4);
    for keys in golden {
        let signer = LocalKey::from_seed(keys.alg, array(&keys.seed)).unwrap();
        let public = PublicKey::from_hex(keys.alg, &keys.key).unwrap();
        assert_eq!(signer.public(), public);
        assert_eq!(public.device(), keys.device);
        assert_eq!(code::of_device(&keys.device), keys.code);
        assert_eq!(keys.signatures.len(), 3);
        for signed in keys.signatures {
            let message = unhex(&signed.message);
            assert_eq!(hex(&signer.sign(&message).unwrap()), signed.signature);
            assert!(public.verify(&message, &unhex(&signed.signature)));
        }
    }
}

#[derive(Deserialize)]
struct Boxed {
    seed: String,
    public: String,
    context: String,
    plain: String,
    random: String,
    #[serde(rename = "box")]
    sealed: String,
}

#[test]
fn the_golden_boxes_are_made_and_open() {
    let golden: Vec<Boxed> = serde_json::from_str(BOXES).unwrap();
    assert_eq!(golden.len(), 3);
    for boxed in golden {
        let key = BoxKey::from_seed(array(&boxed.seed));
        let public = BoxPublic::from_hex(&boxed.public).unwrap();
        assert_eq!(key.public(), public);
        let (context, plain) = (unhex(&boxed.context), unhex(&boxed.plain));
        let sealed = seal(&public, &context, &plain, array(&boxed.random));
        assert_eq!(hex(&sealed), boxed.sealed);
        assert_eq!(open(&key, &context, &unhex(&boxed.sealed)), Some(plain));
    }
}

fn parts(seed: [u8; 32], at: &str, person: &str, role: Role, party: &str) -> Parts {
    Parts {
        workspace: None,
        kx: BoxKey::from_seed(seed).public(),
        person: person.to_owned(),
        role,
        party: party.to_owned(),
        at: chrono::DateTime::parse_from_rfc3339(at).unwrap(),
    }
}

#[test]
fn the_golden_requests_are_written_and_read() {
    let counting = std::array::from_fn(|at| at as u8);
    let unit = Parts {
        workspace: WorkspaceId::try_from("00112233445566778899aabbccddeeff").ok(),
        ..parts(
            counting,
            "2026-03-08T01:30:00.9Z",
            "张三",
            Role::Unit,
            "区水务局\"一科\"",
        )
    };
    let office = parts(
        [0xff; 32],
        "2026-12-31T23:59:59+08:00",
        "欧阳 Li",
        Role::Office,
        "",
    );
    for (parts, alg, seed, bytes) in [
        (unit, Alg::Ed25519Sha256, counting, UNIT),
        (office, Alg::Sm2Sm3, [0xff; 32], OFFICE),
    ] {
        let signer = LocalKey::from_seed(alg, seed).unwrap();
        let request = Request::sign(parts, &signer).unwrap();
        assert_eq!(request.encode(), bytes);
        assert_eq!(Request::decode(bytes).as_ref(), Ok(&request));
        assert_eq!(request.store_key(), enrol::store_key(&request.device()));
    }
}

#[derive(Deserialize)]
struct Paper {
    bytes: String,
    code: String,
    root_seed: String,
    box_seed: String,
}

#[test]
fn the_golden_recovery_codes_give_the_golden_seeds() {
    let golden: Vec<Paper> = serde_json::from_str(RECOVERY).unwrap();
    assert_eq!(golden.len(), 3);
    for paper in golden {
        let made = Recovery::from_bytes(array(&paper.bytes));
        assert_eq!(made.code().as_str(), paper.code);
        let read = Recovery::read(&paper.code).unwrap();
        assert_eq!(hex(read.as_bytes()), paper.bytes);
        assert_eq!(hex(&read.root_seed()), paper.root_seed);
        assert_eq!(hex(&read.box_seed()), paper.box_seed);
    }
}

#[test]
fn a_segment_has_the_golden_name() {
    let id = |seq: u64| ObjectId::try_from(format!("{seq:032x}")).unwrap();
    let place = |bytes: &[u8]| {
        let text = std::str::from_utf8(bytes).unwrap();
        let seq = text.trim_matches(['[', ']']).parse::<u64>()?;
        Ok::<_, std::num::ParseIntError>(Place {
            space: Space::main(),
            device: DeviceId::from_digest(&[1; 32]),
            log: LogId::try_from("00112233445566778899aabbccddeeff").unwrap(),
            seq,
            id: id(seq),
            prev: Some(id(seq - 1)),
        })
    };
    let objects: Vec<_> = (129..=256).map(|seq| format!("[{seq}]")).collect();
    let segment = Segment::of(objects.iter().map(|object| object.as_bytes()), place).unwrap();
    assert_eq!(segment.name().to_string(), SEGMENT.trim_end());
}
