use super::{chunk, photograph, screenshot};
use crate::{IntakeError, Look, MAX_PICTURE, PictureKind, check, strip};
use proptest::prelude::*;

/// Names of the segments before the dots, read without the code under test.
fn markers(file: &[u8]) -> Vec<u8> {
    let (mut at, mut found) = (2, Vec::new());
    while file.get(at) == Some(&0xff) {
        found.push(file[at + 1]);
        if file[at + 1] == 0xda {
            break;
        }
        at += 2 + usize::from(u16::from_be_bytes([file[at + 2], file[at + 3]]));
    }
    found
}

fn holds(file: &[u8], words: &[u8]) -> bool {
    file.windows(words.len()).any(|part| part == words)
}

#[test]
fn a_photograph_loses_place_device_and_what_is_behind_it() {
    let kept = strip(&photograph()).unwrap();
    for gone in [
        &b"GPS"[..],
        b"iPhone",
        b"Exif",
        b"comment",
        b"Photoshop",
        b"ICC",
        b"abc",
        b"moov",
    ] {
        assert!(
            holds(&photograph(), gone) && !holds(&kept, gone),
            "{gone:?}"
        );
    }
    assert_eq!(markers(&kept), [0xe0, 0xee, 0xdb, 0xc2, 0xc4, 0xdd, 0xda]);
    // The dots of both scans are there as they were, restart markers among them.
    assert!(holds(
        &kept,
        &[1, 2, 0xff, 0, 3, 0xff, 0xd0, 4, 0xff, 0xda, 0, 8]
    ));
    assert!(kept.ends_with(&[9, 9, 0xff, 0xd9]));
    let look = Look {
        kind: PictureKind::Jpeg,
        width: 2,
        height: 3,
    };
    assert_eq!(check(&kept), Ok(look));
}

#[test]
fn a_screenshot_keeps_only_what_shows_it() {
    let kept = strip(&screenshot()).unwrap();
    for gone in [&b"GPS"[..], b"tEXt", b"zTXt", b"tIME", b"eXIf", b"someone"] {
        assert!(!holds(&kept, gone), "{gone:?}");
    }
    for stays in [b"IHDR", b"gAMA", b"IDAT", b"IEND"] {
        assert!(holds(&kept, stays));
    }
    let look = Look {
        kind: PictureKind::Png,
        width: 2,
        height: 3,
    };
    assert_eq!(check(&kept), Ok(look));
}

#[test]
fn what_is_no_picture_is_refused() {
    for bad in [
        &b""[..],
        b"GIF89a",
        b"<svg>",
        b"<!doctype html>",
        b"PK\x03\x04",
        b"RIFF....WEBP",
    ] {
        assert_eq!(check(bad), Err(IntakeError::PictureUnknown));
    }
    for file in [photograph(), screenshot()] {
        let whole = strip(&file).unwrap();
        for cut in 8..whole.len() {
            assert_eq!(
                strip(&whole[..cut]),
                Err(IntakeError::PictureBroken),
                "{cut}"
            );
        }
    }
    let unknown = [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]),
        chunk(b"EVIL", b""),
    ];
    assert_eq!(strip(&unknown.concat()), Err(IntakeError::PictureBroken));
    // A length that would lead past the end of everything.
    let mut long = screenshot();
    long[8..12].copy_from_slice(&[0xff; 4]);
    assert_eq!(strip(&long), Err(IntakeError::PictureBroken));
}

#[test]
fn pictures_that_would_fill_a_memory_are_refused() {
    let mut large = screenshot();
    large[16..24].copy_from_slice(&[0, 0, 0x7f, 0xff, 0, 0, 0x7f, 0xff]);
    assert!(matches!(
        check(&large),
        Err(IntakeError::PictureSides { .. })
    ));
    let dots = chunk(b"IDAT", &vec![7; MAX_PICTURE]);
    let mut file = screenshot();
    file.splice(33..33, dots);
    assert!(matches!(
        check(&strip(&file).unwrap()),
        Err(IntakeError::PictureTooLarge { .. })
    ));
}

/// Files that are nearly pictures.
fn nearly() -> impl Strategy<Value = Vec<u8>> {
    let file = prop_oneof![Just(photograph()), Just(screenshot())];
    let changes = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6);
    let insert = (
        any::<prop::sample::Index>(),
        prop::collection::vec(any::<u8>(), 0..20),
    );
    (file, changes, insert).prop_map(|(mut file, changes, (at, bytes))| {
        for (at, byte) in changes {
            let at = at.index(file.len());
            file[at] = byte;
        }
        let at = at.index(file.len());
        file.splice(at..at, bytes);
        file
    })
}

proptest! {
    #[test]
    fn any_bytes_are_stripped_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = strip(&bytes);
        let _ = strip(&[&[0xff, 0xd8, 0xff], bytes.as_slice()].concat());
        let _ = strip(&[b"\x89PNG\r\n\x1a\n", bytes.as_slice()].concat());
    }

    #[test]
    fn stripping_again_changes_nothing_and_leaves_no_applications_segments(file in nearly()) {
        if let Ok(kept) = strip(&file) {
            prop_assert_eq!(strip(&kept), Ok(kept.clone()));
            prop_assert!(check(&kept).is_ok());
            // A JFIF head without its small copy may be longer by nothing.
            prop_assert!(kept.len() <= file.len());
            if PictureKind::of(&kept) == Some(PictureKind::Jpeg) {
                let others = markers(&kept).into_iter().filter(|marker| {
                    matches!(marker, 0xe1..=0xed | 0xef | 0xfe)
                });
                prop_assert_eq!(others.count(), 0);
            }
        }
    }
}
