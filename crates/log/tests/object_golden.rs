//! Objects are made the same for ever.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod signed;

use huiyin_log::seal::BoxKey;
use huiyin_log::{Alg, Draft, LocalKey, Object, ObjectId, Signer, Space};
use signed::*;

const CLEAR: &[u8] = include_bytes!("../../../tests/golden/v2/object-clear.json");
const SEALED: &[u8] = include_bytes!("../../../tests/golden/v2/object-sealed.json");
const SM2: &[u8] = include_bytes!("../../../tests/golden/v2/object-sm2.json");

fn id(byte: u8) -> ObjectId {
    ObjectId::try_from(hex(&[byte; 16])).unwrap()
}

fn clear() -> Draft {
    Draft {
        seq: 2,
        prev: Some(id(1)),
        heads: vec![id(3), id(2)],
        beside: vec![id(4)],
        past: 4,
        ..draft(Space::main(), vec![line(5), line(6)])
    }
}

fn sealed() -> Draft {
    Draft {
        adopts: true,
        wrap: sealed_to(&BoxKey::from_seed([2; 32])),
        ..draft(Space::office(), vec![line(5), line(6)])
    }
}

#[test]
fn signing_gives_the_golden_bytes() {
    let sm2 = LocalKey::from_seed(Alg::Sm2Sm3, [4; 32]).unwrap();
    for (draft, signer, golden) in [
        (clear(), key(4), CLEAR),
        (sealed(), key(4), SEALED),
        (clear(), sm2, SM2),
    ] {
        let object = Object::sign(draft, &signer).unwrap();
        let made = String::from_utf8_lossy(object.encode()).into_owned();
        assert_eq!(made, String::from_utf8_lossy(golden));
        let read = Object::decode(golden).unwrap();
        assert!(read.verify(&signer.public()));
        assert_eq!(read.encode(), golden);
    }
}

#[test]
fn the_golden_objects_say_what_they_said() {
    let read = Object::decode(CLEAR).unwrap();
    let header = read.header();
    assert_eq!(header.prev, Some(id(1)));
    assert_eq!(header.heads, [id(2), id(3)]);
    assert_eq!(header.beside, [id(4)]);
    assert_eq!((header.seq, header.lamport, header.count), (2, 6, 2));
    assert_eq!(read.lines().unwrap(), [line(5), line(6)]);
    let read = Object::decode(SEALED).unwrap();
    assert!(read.header().adopts && read.lines().is_none());
    let opened = read.open(&BoxKey::from_seed([2; 32])).unwrap();
    assert_eq!(opened, [line(5), line(6)]);
}

#[test]
fn anybody_can_check_the_name() {
    use sha2::{Digest, Sha256};
    let text = std::str::from_utf8(CLEAR).unwrap();
    let header = &text[1..=text.find('}').unwrap()];
    let id = &header[13..45];
    let without = header.replacen(&format!("\"id\":\"{id}\","), "", 1);
    let hash = hex(&Sha256::digest(without.as_bytes()));
    assert_eq!(&hash[..32], id);
    let payload = &text[header.len() + 2..text.len() - 1];
    let digest = hex(&Sha256::digest(payload.as_bytes()));
    assert!(header.contains(&format!("\"digest\":\"{digest}\"")));
}
