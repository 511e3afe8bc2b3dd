use super::*;
use proptest::prelude::*;

fn recovery(seed: u8) -> Recovery {
    Recovery::from_bytes([seed; 16])
}

/// A code's characters without the hyphens.
fn characters(recovery: &Recovery) -> Vec<char> {
    recovery.code().chars().filter(|c| *c != '-').collect()
}

fn read(characters: &[char]) -> Result<[u8; 16], CodeError> {
    let typed: String = characters.iter().collect();
    Recovery::read(&typed).map(|recovery| *recovery.as_bytes())
}

#[test]
fn short_codes_are_the_first_forty_bits() {
    for (id, code) in [
        ("00000000000000000000000000000000", "0000-0000"),
        ("ffffffffff0000000000000000000000", "ZZZZ-ZZZZ"),
        ("00443214c74254b635cf84653a56d7c6", "0123-4567"),
        ("4254b635cfffffffffffffffffffffff", "89AB-CDEF"),
    ] {
        let device = DeviceId::try_from(id).unwrap();
        let workspace = WorkspaceId::try_from(id).unwrap();
        assert_eq!(of_device(&device), code);
        assert_eq!(of_workspace(&workspace), code);
        assert!(names(code, id));
        assert!(names(&code.to_lowercase().replace('-', " "), id));
    }
    let id = "08421084210000000000000000000000";
    assert_eq!(of_device(&DeviceId::try_from(id).unwrap()), "1111-1111");
    assert!(names("lIi1 1L1l", id));
    for other in ["1111-1112", "1111-111", "1111-1111-1", "", "u", "建议"] {
        assert!(!names(other, id), "{other}");
    }
}

#[test]
fn people_write_a_code_in_many_ways() {
    let recovery = recovery(0x42);
    let code = recovery.code();
    let spaced = code.replace('-', "  ");
    let full: String = code
        .chars()
        .map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap())
        .collect();
    let look_alike = code.replace('0', "o").replace('1', "l");
    assert_ne!(look_alike, *code);
    for typed in [
        code.to_lowercase(),
        code.replace('-', ""),
        spaced,
        full,
        look_alike,
        format!("\u{3000}{}\n", code.replace('-', "——")),
    ] {
        let read = Recovery::read(&typed).unwrap();
        assert_eq!(read.as_bytes(), recovery.as_bytes(), "{typed}");
    }
}

#[test]
fn what_is_wrong_is_said() {
    let code = recovery(9).code();
    let long = "0".repeat(10_000);
    for (typed, error) in [
        (String::new(), "code-wrong-length"),
        (code[..code.len() - 1].to_owned(), "code-wrong-length"),
        (format!("{}0", *code), "code-wrong-length"),
        (long, "code-wrong-length"),
        (code.replacen('-', "U", 1), "code-bad-character"),
        (code.replacen('-', "回", 1), "code-bad-character"),
        (code.replacen('-', "*", 1), "code-bad-character"),
    ] {
        let found = Recovery::read(&typed).unwrap_err();
        assert_eq!(found.code(), error, "{typed}");
        let text = found.text();
        assert!(!text.zh.is_empty() && !text.en.contains('{'), "{text:?}");
    }
    let found = Recovery::read(&code.replacen('-', "U", 1)).unwrap_err();
    assert_eq!(
        found,
        CodeError::Character {
            found: 'U',
            group: 2
        }
    );
}

#[test]
fn a_code_of_another_form_is_not_read_as_this_one() {
    // The first character with the highest bit, and the check made to fit.
    let newer = "G000-0000-0000-0000-0000-0000-00";
    let fits: Vec<_> = ALPHABET
        .iter()
        .flat_map(|a| ALPHABET.iter().map(move |b| [*a, *b].map(char::from)))
        .filter_map(|[a, b]| Recovery::read(&format!("{newer}{a}{b}")).err())
        .filter(|error| !matches!(error, CodeError::Mistyped { .. }))
        .collect();
    assert_eq!(fits, [CodeError::Newer]);
}

#[test]
fn every_single_wrong_character_is_found_and_its_group_named() {
    let good = characters(&recovery(0xa5));
    for at in 0..good.len() {
        for wrong in ALPHABET.map(char::from) {
            let mut typed = good.clone();
            if std::mem::replace(&mut typed[at], wrong) == wrong {
                continue;
            }
            let group = Some(at / GROUP + 1);
            assert_eq!(read(&typed), Err(CodeError::Mistyped { group }), "{at}");
        }
    }
}

#[test]
fn the_seeds_differ_by_purpose_and_by_code() {
    let (one, other) = (recovery(1), recovery(2));
    let seeds = [
        one.root_seed(),
        one.box_seed(),
        other.root_seed(),
        other.box_seed(),
    ];
    for (at, seed) in seeds.iter().enumerate() {
        assert!(seeds.iter().skip(at + 1).all(|other| other != seed));
    }
    assert_eq!(one.root_seed(), recovery(1).root_seed());
}

proptest! {
    #[test]
    fn codes_read_back(bytes: [u8; 16]) {
        let recovery = Recovery::from_bytes(bytes);
        let code = recovery.code();
        prop_assert_eq!(code.len(), 7 * 4 + 6);
        prop_assert_eq!(*Recovery::read(&code).unwrap().as_bytes(), bytes);
    }

    #[test]
    fn two_wrong_characters_are_found(
        bytes: [u8; 16], a in 0..28_usize, b in 0..28_usize, x in 0..32_usize, y in 0..32_usize,
    ) {
        let good = characters(&Recovery::from_bytes(bytes));
        let mut typed = good.clone();
        typed[a] = char::from(ALPHABET[x]);
        typed[b] = char::from(ALPHABET[y]);
        prop_assume!(typed != good);
        let found = read(&typed).unwrap_err();
        prop_assert_eq!(found.code(), "code-mistyped");
    }

    #[test]
    fn any_two_characters_in_each_others_place_are_found(
        bytes: [u8; 16], a in 0..28_usize, b in 0..28_usize,
    ) {
        let good = characters(&Recovery::from_bytes(bytes));
        let mut typed = good.clone();
        typed.swap(a, b);
        prop_assume!(typed != good);
        let found = read(&typed).unwrap_err();
        prop_assert_eq!(found.code(), "code-mistyped");
    }

    #[test]
    fn noise_is_no_code(noise: String) {
        let _ = names(&noise, "00000000000000000000000000000000");
        prop_assert!(Recovery::read(&noise).is_err());
    }
}
