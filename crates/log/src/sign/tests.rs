use super::*;
use crate::ids::{hex, unhex};
use huiyin_rules::Text;

fn key(alg: Alg, seed: u8) -> LocalKey {
    LocalKey::from_seed(alg, [seed; 32]).unwrap()
}

#[test]
fn algorithms_read_back_by_name() {
    for alg in Alg::ALL {
        assert_eq!(Alg::try_from(alg.as_str()), Ok(alg));
        let json = serde_json::to_string(&alg).unwrap();
        assert_eq!(json, format!("\"{alg}\""));
        assert_eq!(crate::read::from_str::<Alg>(&json), Ok(alg));
    }
    let error = Alg::try_from("rsa").unwrap_err();
    assert_eq!(error.code(), "sign-alg-unknown");
    assert!(error.text().zh.contains("rsa") && error.text().en.contains("rsa"));
}

#[test]
fn digests_are_those_of_the_standards() {
    // FIPS 180-4 and GB/T 32905-2016, appendix A.1, in two parts.
    let abc: [&[u8]; 2] = [b"a", b"bc"];
    assert_eq!(
        hex(&Alg::Ed25519Sha256.digest(&abc)),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
    assert_eq!(
        hex(&Alg::Sm2Sm3.digest(&abc)),
        "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    );
}

#[test]
fn the_signature_printed_in_rfc_8032_is_made_and_holds() {
    let seed = unhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60").unwrap();
    let key = LocalKey::from_seed(Alg::Ed25519Sha256, seed.try_into().unwrap()).unwrap();
    assert_eq!(
        key.public().to_hex(),
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    );
    let signature = key.sign(b"").unwrap();
    assert_eq!(
        hex(&signature),
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    );
    assert!(key.public().verify(b"", &signature));
}

#[test]
fn the_signature_printed_in_the_sm2_standard_holds() {
    // GB/T 32918.5-2017, appendix A.
    let key = "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020\
               ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13";
    let signature = "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3\
                     b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa";
    let key = PublicKey::from_hex(Alg::Sm2Sm3, key).unwrap();
    let signature = unhex(signature).unwrap();
    assert!(key.verify(b"message digest", &signature));
    assert!(!key.verify(b"message digesu", &signature));
}

#[test]
fn signatures_hold_for_their_message_and_key_alone() {
    for alg in Alg::ALL {
        let (mine, other) = (key(alg, 1), key(alg, 2));
        let signature = mine.sign(b"message").unwrap();
        assert_eq!(signature.len(), 64);
        assert_eq!(
            mine.sign(b"message").unwrap(),
            signature,
            "not deterministic"
        );
        assert!(mine.public().verify(b"message", &signature));
        assert!(!mine.public().verify(b"massage", &signature));
        assert!(!mine.public().verify(b"", &signature));
        assert!(!other.public().verify(b"message", &signature));
        for at in (0..signature.len() * 8).step_by(17) {
            let mut bent = signature.clone();
            bent[at / 8] ^= 1 << (at % 8);
            assert!(!mine.public().verify(b"message", &bent), "{alg} bit {at}");
        }
        for len in [0, 1, 63, 65] {
            let mut cut = signature.clone();
            cut.resize(len, 0);
            assert!(!mine.public().verify(b"message", &cut), "{alg} {len}");
        }
        for same in [0, 0xff] {
            assert!(!mine.public().verify(b"message", &[same; 64]));
        }
    }
}

#[test]
fn keys_read_back_and_have_one_spelling() {
    for alg in Alg::ALL {
        let public = key(alg, 3).public();
        let hex = public.to_hex();
        assert_eq!(PublicKey::from_hex(alg, &hex), Ok(public.clone()));
        assert_eq!(PublicKey::new(alg, public.as_bytes()), Ok(public.clone()));
        assert_eq!(public.alg(), alg);
        let upper = hex.to_uppercase();
        for bad in ["", "00", &upper, &hex[2..], &format!("{hex}00")] {
            let error = PublicKey::from_hex(alg, bad).unwrap_err();
            assert_eq!(error.code(), "sign-key-malformed", "{alg} {bad}");
        }
        let name = format!("{alg}:{hex}");
        let hash = alg.digest(&[name.as_bytes()]);
        assert_eq!(public.device(), crate::DeviceId::from_digest(&hash));
        assert_eq!(
            format!("{:?}", key(alg, 3)),
            format!("LocalKey(PublicKey({name}))")
        );
    }
}

#[test]
fn other_spellings_and_weak_points_are_no_keys() {
    // The neutral element, a point of order 8, and a small y spelled as y + p.
    for bad in [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ] {
        assert!(
            PublicKey::from_hex(Alg::Ed25519Sha256, bad).is_err(),
            "{bad}"
        );
    }
    // 3 is a y of the curve, so that only the spelling is wrong with the last one.
    let three = "0300000000000000000000000000000000000000000000000000000000000000";
    assert!(PublicKey::from_hex(Alg::Ed25519Sha256, three).is_ok());

    let good = key(Alg::Sm2Sm3, 4).public().to_hex();
    let (x, y) = good[2..].split_at(64);
    for bad in [
        format!("02{x}"),
        format!("03{x}"),
        format!("05{x}"),
        format!("06{x}{y}"),
        format!("04{y}{x}"),
        "00".to_owned(),
        format!("04{}", "00".repeat(64)),
        format!("04{}", "ff".repeat(64)),
    ] {
        assert!(PublicKey::from_hex(Alg::Sm2Sm3, &bad).is_err(), "{bad}");
    }
}

#[test]
fn the_same_seed_gives_each_algorithm_its_own_key() {
    let [a, b] = Alg::ALL.map(|alg| key(alg, 5).public());
    assert_ne!(a.to_hex(), b.to_hex());
    assert_ne!(a.device(), b.device());
}

#[test]
fn a_module_of_ones_own_signs_behind_the_trait() {
    struct Token {
        inner: LocalKey,
        unlocked: bool,
    }
    impl Signer for Token {
        fn public(&self) -> PublicKey {
            self.inner.public()
        }
        fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignError> {
            if !self.unlocked {
                let text = Text::new("请先输入口令。", "enter the PIN first");
                return Err(SignError::new("ukey-locked", text));
            }
            self.inner.sign(message)
        }
    }
    for unlocked in [true, false] {
        let inner = key(Alg::Sm2Sm3, 6);
        let signer: Box<dyn Signer> = Box::new(Token { inner, unlocked });
        match signer.sign(b"m") {
            Ok(signature) => assert!(unlocked && signer.public().verify(b"m", &signature)),
            Err(error) => assert_eq!((unlocked, error.code()), (false, "ukey-locked")),
        }
    }
}
