use super::*;
use crate::seal::BoxKey;
use crate::sign::{LocalKey, SignError};
use huiyin_rules::Text;
use proptest::prelude::*;

fn signer(alg: Alg) -> LocalKey {
    LocalKey::from_seed(alg, [1; 32]).unwrap()
}

fn parts() -> Parts {
    Parts {
        workspace: WorkspaceId::try_from("00112233445566778899aabbccddeeff").ok(),
        kx: BoxKey::from_seed([2; 32]).public(),
        person: "张三".into(),
        role: Role::Unit,
        party: "区\"水务\"局".into(),
        at: DateTime::parse_from_rfc3339("2026-03-08T01:30:00.5Z").unwrap(),
    }
}

fn request(alg: Alg) -> Request {
    Request::sign(parts(), &signer(alg)).unwrap()
}

fn text(request: &Request) -> String {
    String::from_utf8(request.encode()).unwrap()
}

#[test]
fn what_is_signed_reads_back() {
    for alg in Alg::ALL {
        for role in Role::ALL {
            for (workspace, party) in [(None, "甲"), (parts().workspace, "区\\水\"务")] {
                let party = party.to_owned();
                let parts = Parts {
                    workspace,
                    role,
                    party,
                    ..parts()
                };
                let request = Request::sign(parts, &signer(alg)).unwrap();
                let bytes = request.encode();
                assert_eq!(Request::decode(&bytes), Ok(request.clone()));
                assert_eq!(request.public(), &signer(alg).public());
                let json = serde_json::to_value(role).unwrap();
                let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
                assert_eq!(value["role"], json);
            }
        }
    }
}

#[test]
fn a_request_says_where_it_is_kept_and_what_to_compare() {
    let request = request(Alg::Sm2Sm3);
    let device = request.device();
    assert_eq!(device, signer(Alg::Sm2Sm3).public().device());
    assert_eq!(request.store_key(), format!("v1/enrol/{device}"));
    assert_eq!(request.code(), code::of_device(&device));
    assert!(text(&request).contains(r#""at":"2026-03-08T09:30:00+08:00"}"#));
}

#[test]
fn names_are_short_and_stand_on_one_line() {
    let long = "长".repeat(101);
    for bad in ["", " 张", "张 ", "张\n三", "张\u{7f}", "\u{202e}张", &long] {
        let parts = Parts {
            person: bad.to_owned(),
            ..parts()
        };
        let error = Request::sign(parts, &signer(Alg::Ed25519Sha256)).unwrap_err();
        assert_eq!(error, EnrolError::field("person"), "{bad}");
        assert!(error.text().zh.starts_with("姓名"));
    }
    for (role, party, good) in [
        (Role::Office, "", true),
        (Role::Government, "", true),
        (Role::Unit, "", false),
        (Role::Deputy, "", false),
        (Role::Deputy, &long, false),
        (Role::Office, &"长".repeat(100), true),
    ] {
        let party = party.to_owned();
        let parts = Parts {
            role,
            party,
            ..parts()
        };
        let signed = Request::sign(parts, &signer(Alg::Ed25519Sha256));
        assert_eq!(signed.is_ok(), good, "{role:?}");
    }
}

#[test]
fn the_longest_request_is_within_the_limit() {
    let parts = Parts {
        person: "𠀀".repeat(100),
        party: "\"".repeat(100),
        ..parts()
    };
    let request = Request::sign(parts, &signer(Alg::Sm2Sm3)).unwrap();
    assert!(request.encode().len() <= MAX_REQUEST);
    let long = vec![b' '; MAX_REQUEST + 1];
    let error = Request::decode(&long).unwrap_err();
    assert_eq!(error.code(), "enrol-too-large");
}

#[test]
fn each_kind_of_damage_has_its_code() {
    let request = request(Alg::Ed25519Sha256);
    let good = text(&request);
    let other = LocalKey::from_seed(Alg::Ed25519Sha256, [9; 32]).unwrap();
    let (key, device) = (request.public().to_hex(), request.device());
    let foreign = other.public();
    // The other device's request under this one's signature.
    let stolen = good
        .replace(&key, &foreign.to_hex())
        .replace(device.as_str(), foreign.device().as_str());
    let swapped = good.replacen(
        "\"person\":\"张三\",\"role\":\"unit\"",
        "\"role\":\"unit\",\"person\":\"张三\"",
        1,
    );
    for (bytes, code) in [
        (String::new(), "enrol-not-a-request"),
        ("{\"v\":1}".to_owned(), "enrol-not-a-request"),
        ("{\"enrol\":x".to_owned(), "enrol-not-a-request"),
        (good.replacen(":1,", ":2,", 1), "enrol-version-unknown"),
        (good.replacen(':', ": ", 1), "enrol-not-a-request"),
        (
            good.replacen("\"role\":", "\"role\": ", 1),
            "enrol-not-canonical",
        ),
        (format!("{good}\n"), "enrol-not-canonical"),
        (swapped, "enrol-not-canonical"),
        (
            good.replacen("\"at\":", "\"x\":1,\"at\":", 1),
            "enrol-not-canonical",
        ),
        (good.replacen("+08:00", "Z", 1), "enrol-not-canonical"),
        (
            good.replacen("\"role\":\"unit\",", "", 1),
            "enrol-bad-field",
        ),
        (good.replacen("\"unit\"", "\"king\"", 1), "enrol-bad-field"),
        (good.replacen("ed25519-sha256", "rsa", 1), "enrol-bad-field"),
        (
            good.replacen("ed25519-sha256", "sm2-sm3", 1),
            "enrol-bad-field",
        ),
        (
            good.replacen(device.as_str(), foreign.device().as_str(), 1),
            "enrol-bad-field",
        ),
        (good.replacen("张三", "李四", 1), "enrol-wrong-signature"),
        (good.replacen("unit", "office", 1), "enrol-wrong-signature"),
        (stolen, "enrol-wrong-signature"),
    ] {
        let error = Request::decode(bytes.as_bytes()).unwrap_err();
        assert_eq!(error.code(), code, "{bytes}");
        let text = error.text();
        assert!(!text.zh.is_empty() && !text.en.is_empty());
    }
}

#[test]
fn a_module_that_signs_wrongly_is_found_out_at_once() {
    struct Wrong(LocalKey, Result<Vec<u8>, SignError>);
    impl Signer for Wrong {
        fn public(&self) -> PublicKey {
            self.0.public()
        }
        fn sign(&self, _: &[u8]) -> Result<Vec<u8>, SignError> {
            self.1.clone()
        }
    }
    let locked = SignError::new("ukey-locked", Text::new("已锁定。", "locked"));
    for (answer, code) in [
        (Ok(vec![1; 64]), "enrol-wrong-signature"),
        (Ok(vec![]), "enrol-wrong-signature"),
        (Err(locked), "ukey-locked"),
    ] {
        let signer = Wrong(signer(Alg::Sm2Sm3), answer);
        let error = Request::sign(parts(), &signer).unwrap_err();
        assert_eq!(error.code(), code);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_flipped_bit_is_refused(at: proptest::sample::Index, bit in 0..8_u8) {
        let mut bytes = request(Alg::Ed25519Sha256).encode();
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        prop_assert!(Request::decode(&bytes).is_err());
    }

    #[test]
    fn noise_never_panics(noise in proptest::collection::vec(any::<u8>(), 0..300), at: proptest::sample::Index) {
        prop_assert!(Request::decode(&noise).is_err());
        let mut bytes = request(Alg::Ed25519Sha256).encode();
        let at = at.index(bytes.len());
        bytes.splice(at.., noise);
        prop_assert!(Request::decode(&bytes).is_err());
    }
}
