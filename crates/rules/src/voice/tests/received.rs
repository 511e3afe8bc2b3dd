//! What may be taken in.

use super::*;
use crate::drive::{DriveAnswer, DriveEvent, DriveOpened, DriveQuestion, QuestionKind};

fn changed(change: impl Fn(&mut Received)) -> VoiceOrder {
    let mut one = received();
    change(&mut one);
    receive(one)
}

/// A picture of so many bytes, and what it shows.
fn picture(n: u8, kind: PictureKind, bytes: u32) -> (VoicePicture, VoicePictured) {
    let begins = match kind {
        PictureKind::Jpeg => "/9j/",
        PictureKind::Png => "iVBORw0KGgo",
    };
    let length = bytes.div_ceil(3) as usize * 4;
    let padding = (3 - bytes as usize % 3) % 3;
    let mut data = begins.to_owned();
    data.push_str(&"A".repeat(length - padding - begins.len()));
    data.push_str(&"=".repeat(padding));
    let name = format!("{n:064x}");
    (
        VoicePicture {
            name: name.clone(),
            kind,
            bytes,
        },
        VoicePictured { name, data },
    )
}

fn with(pictures: Vec<(VoicePicture, VoicePictured)>) -> VoiceOrder {
    let (named, shown) = pictures.into_iter().unzip();
    VoiceOrder::Receive {
        received: Box::new(Received {
            pictures: named,
            ..received()
        }),
        pictures: shown,
    }
}

#[test]
fn it_is_bounded_in_every_field() {
    let long = |n: usize| "字".repeat(n);
    let answered = DriveAnswer {
        question: "q".into(),
        chosen: vec![0],
        text: String::new(),
    };
    let table: Vec<(VoiceOrder, &str)> = vec![
        (changed(|one| one.text = " \n".into()), "voice_says_nothing"),
        (changed(|one| one.text = long(2_001)), "order_text_unfit"),
        (
            changed(|one| one.text = "字\u{0}".into()),
            "order_text_unfit",
        ),
        (changed(|one| one.place = long(201)), "order_text_unfit"),
        (
            changed(|one| one.place = "路\n号".into()),
            "order_text_unfit",
        ),
        (
            changed(|one| one.contact = Some(long(101))),
            "order_text_unfit",
        ),
        (
            changed(|one| one.deputy = Some(long(61))),
            "order_text_unfit",
        ),
        (
            changed(|one| one.code = Some("7K2QM-0XNPA".into())),
            "voice_code_unfit",
        ),
        (
            changed(|one| one.station = Some("x".into())),
            "voice_station_unknown",
        ),
        (
            changed(|one| one.tracking = Some("AB".repeat(32))),
            "order_name_unfit",
        ),
        (
            changed(|one| one.tracking = Some("ab".repeat(31))),
            "order_name_unfit",
        ),
        (changed(|one| one.on = day("2026-12-11")), "order_day_ahead"),
        (
            changed(|one| one.answers = vec![answered.clone()]),
            "voice_drive_unknown",
        ),
        (
            changed(|one| one.drive = Some("d".into())),
            "voice_drive_unknown",
        ),
        (
            changed(|one| one.drive = Some("题".into())),
            "order_name_unfit",
        ),
    ];
    for (order, expected) in table {
        assert_eq!(Desk::new().refused(order.clone()), expected, "{order:?}");
    }
}

#[test]
fn what_was_said_is_not_lost_for_a_code_withdrawn_or_a_deputy_who_left() {
    let mut desk = Desk::new();
    desk.tree.stations.get_mut("v").unwrap().closed = Some("撤".into());
    desk.tree.roll.clear();
    desk.order(changed(|one| {
        one.contact = Some("  ".into());
        one.text = " 漏水 \n".into();
    }));
    let voice = desk.voice();
    assert_eq!(
        (voice.stage, voice.received.text.as_str()),
        (VoiceStage::New, "漏水")
    );
    assert_eq!(voice.received.contact, None);
}

#[test]
fn pictures_are_what_they_are_said_to_be() {
    use PictureKind::{Jpeg, Png};
    for bytes in [9, 10, 11, 149_999, 150_000] {
        let mut desk = Desk::new();
        desk.order(with(vec![picture(1, Jpeg, bytes), picture(2, Png, bytes)]));
        assert_eq!(desk.voice().pictured.len(), 2);
        let largest = desk
            .events
            .iter()
            .map(|one| serde_json::to_vec(one).unwrap().len());
        assert!(largest.max().unwrap() < 201_000);
    }
    let bad = |change: fn(&mut VoicePicture, &mut VoicePictured)| {
        let (mut named, mut shown) = picture(1, Jpeg, 100);
        change(&mut named, &mut shown);
        with(vec![(named, shown)])
    };
    let table: Vec<(VoiceOrder, &str)> = vec![
        (
            with((1..=4).map(|n| picture(n, Jpeg, 9)).collect()),
            "order_count",
        ),
        (
            with(vec![picture(1, Jpeg, 9), picture(1, Jpeg, 9)]),
            "order_twice",
        ),
        (with(vec![picture(1, Jpeg, 150_001)]), "voice_picture_unfit"),
        (bad(|named, _| named.kind = Png), "voice_picture_unfit"),
        (bad(|named, _| named.bytes = 0), "voice_picture_unfit"),
        (bad(|named, _| named.bytes = 103), "voice_picture_unfit"),
        (
            bad(|_, shown| shown.data.pop().map_or((), |_| ())),
            "voice_picture_unfit",
        ),
        (
            bad(|_, shown| shown.data = shown.data.replacen('A', "<", 1)),
            "voice_picture_unfit",
        ),
        (
            bad(|_, shown| shown.name = "00".repeat(32)),
            "voice_picture_unfit",
        ),
        (
            bad(|named, shown| {
                named.name = "x".into();
                shown.name = "x".into();
            }),
            "order_name_unfit",
        ),
    ];
    for (order, expected) in table {
        assert_eq!(Desk::new().refused(order), expected);
    }
    // Named but not shown, or shown but not named.
    let (named, shown) = picture(1, Jpeg, 9);
    for (named, shown) in [(vec![named], vec![]), (vec![], vec![shown])] {
        let order = VoiceOrder::Receive {
            received: Box::new(Received {
                pictures: named,
                ..received()
            }),
            pictures: shown,
        };
        assert_eq!(Desk::new().refused(order), "order_count");
    }
}

#[test]
fn answers_to_a_drive_need_no_other_words_and_fit_its_questions_and_days() {
    let opened = DriveOpened {
        title: "征求意见".into(),
        intro: String::new(),
        questions: vec![DriveQuestion {
            id: "q".into(),
            text: "是否同意？".into(),
            kind: QuestionKind::Choice,
            options: vec!["是".into(), "否".into()],
            required: true,
        }],
        opens: day("2026-12-01"),
        closes: day("2026-12-05"),
    };
    let drive = crate::drive::replay(&[DriveEvent::DriveOpened(Box::new(opened))]);
    let answered = |chosen: u32, on: &str| {
        let mut one = received();
        one.text.clear();
        one.drive = Some("d".into());
        one.on = day(on);
        one.answers = vec![DriveAnswer {
            question: "q".into(),
            chosen: vec![chosen],
            text: String::new(),
        }];
        receive(one)
    };
    let mut desk = Desk::new();
    desk.drive = drive;
    assert_eq!(
        desk.refused(answered(2, "2026-12-01")),
        "drive_answer_unfit"
    );
    assert_eq!(desk.refused(answered(0, "2026-12-06")), "voice_drive_over");
    desk.order(answered(0, "2026-12-05"));
    let first = &plain(&desk.voice(), None, &[])[0].text;
    assert!(first.zh.contains("意见征集"), "{}", first.zh);
}
