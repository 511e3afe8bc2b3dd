mod pictures;
mod voices;

use crate::{Answer, Picture, Voice, read_track, track_code};

/// A JPEG of 2 by 3 dots as a camera writes it: EXIF with a place, a small copy in the JFIF
/// head, a comment, two scans with restart markers, and a film behind the end.
pub fn photograph() -> Vec<u8> {
    let mut file = vec![0xff, 0xd8];
    let mut segment = |marker: u8, body: &[u8]| {
        let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
        file.extend_from_slice(&[0xff, marker]);
        file.extend_from_slice(&length);
        file.extend_from_slice(body);
    };
    segment(0xe0, b"JFIF\0\x01\x02\x01\0\x48\0\x48\x01\x01abc");
    segment(0xe1, b"Exif\0\0II*\0 GPS 34.2610 N 117.1859 E, iPhone");
    segment(0xe2, b"ICC_PROFILE\0");
    segment(0xed, b"Photoshop 3.0\0 by-line");
    segment(0xee, b"Adobe\0\x64\0\0\0\0\x01 and more");
    segment(0xfe, b"a comment");
    segment(0xdb, &[0; 65]);
    segment(0xc2, &[8, 0, 3, 0, 2, 1, 1, 0x11, 0]);
    segment(0xc4, &[0; 20]);
    segment(0xdd, &[0, 4]);
    segment(0xda, &[1, 1, 0, 0, 0, 0]);
    file.extend_from_slice(&[1, 2, 0xff, 0, 3, 0xff, 0xd0, 4]);
    file.extend_from_slice(&[0xff, 0xff, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 0, 0, 9, 9]);
    file.extend_from_slice(b"\xff\xd9ftypqt moov GPS");
    file
}

pub fn chunk(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len()).unwrap().to_be_bytes();
    [&length, name.as_slice(), body, &[0; 4]].concat()
}

/// A PNG of 2 by 3 dots with texts, a time and EXIF in it.
pub fn screenshot() -> Vec<u8> {
    let head = [0, 0, 0, 2, 0, 0, 0, 3, 8, 2, 0, 0, 0];
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", &head),
        chunk(b"gAMA", &[0; 4]),
        chunk(b"tEXt", b"Author\0someone"),
        chunk(b"eXIf", b"II*\0GPS"),
        chunk(b"tIME", &[0; 7]),
        chunk(b"IDAT", b"dots"),
        chunk(b"zTXt", b"x"),
        chunk(b"IEND", b""),
        b"GPS behind the end".to_vec(),
    ]
    .concat()
}

pub fn voice() -> Voice {
    Voice {
        code: Some("0123456789".to_owned()),
        place: "和平路 12 号门前".to_owned(),
        text: "路灯坏了三天。\n\"请\"修\\一下".to_owned(),
        contact: Some("13800000000".to_owned()),
        pictures: vec![
            Picture::new(&photograph()).unwrap(),
            Picture::new(&screenshot()).unwrap(),
        ],
        track: read_track(&track_code([9; 8])).unwrap(),
        drive: Some("d/01".to_owned()),
        answers: vec![Answer {
            question: "q1".to_owned(),
            chosen: vec![0, 2],
            text: "都好".to_owned(),
        }],
        on: "2026-12-01".to_owned(),
    }
}
