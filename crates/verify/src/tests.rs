//! What makes this crate worth having.

/// Another implementation would not be one if it linked the first.
#[test]
fn no_crate_of_this_project_is_below() {
    let manifest = include_str!("../Cargo.toml");
    let dependencies = manifest.split_once("[dependencies]").unwrap().1;
    assert!(!dependencies.contains("huiyin"), "{dependencies}");
    assert!(!manifest.contains("path ="));
}

#[test]
fn what_is_no_board_is_refused_in_both_languages() {
    for bad in [
        "",
        "{}",
        "[]",
        "null",
        "建议",
        "{\"form\":\"huiyin-board-2\"}",
    ] {
        let why = crate::Verification::new(bad).err().unwrap();
        assert!(!why.zh.is_empty() && !why.en.is_empty(), "{bad}");
    }
}

#[test]
fn every_finding_says_something_in_both_languages() {
    for code in crate::Code::ALL {
        let (zh, en) = code.words();
        assert!(!zh.is_ascii() && en.is_ascii() && en.len() > 20, "{code:?}");
        let same = crate::Code::ALL
            .iter()
            .filter(|other| other.as_str() == code.as_str());
        assert_eq!(same.count(), 1);
    }
}
