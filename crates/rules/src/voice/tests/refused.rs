//! Orders about a voice that is there, out of place.

use super::*;

#[test]
fn every_refusal_by_name() {
    let long = |n: usize| "字".repeat(n);
    let noted = VoiceOrder::Pass {
        to: PassTo::LevelUp,
        note: long(501),
        on: day("2026-12-02"),
    };
    let rated = VoiceOrder::Rate {
        rating: Rating::Satisfied,
        note: long(501),
        on: day("2026-12-04"),
    };
    let on = |on: &str| VoiceOrder::Answer {
        text: "好。".into(),
        on: day(on),
    };
    use VoiceStage::{Answered, New, Raised};
    let table: Vec<(VoiceStage, VoiceOrder, &str)> = vec![
        (New, receive(received()), "voice_received_already"),
        (New, answer(" "), "order_text_unfit"),
        (New, answer(&long(1_001)), "order_text_unfit"),
        (New, on("2026-12-11"), "order_day_ahead"),
        (New, on("2026-11-30"), "order_day_early"),
        (New, inform(""), "order_text_unfit"),
        (New, refuse(""), "order_text_unfit"),
        (New, refuse(&long(501)), "order_text_unfit"),
        (New, noted, "order_text_unfit"),
        (
            New,
            pass(PassTo::Station("x".into())),
            "voice_station_unknown",
        ),
        (
            New,
            pass(PassTo::Deputy("代表丙".into())),
            "voice_deputy_unknown",
        ),
        (New, pass(PassTo::Unit(" ".into())), "order_text_unfit"),
        (New, pass(PassTo::Unit(long(61))), "order_text_unfit"),
        (New, merge("v1"), "voice_into_itself"),
        (New, merge("有 空"), "order_name_unfit"),
        (Answered, rated, "order_text_unfit"),
        (Raised, raise("s1"), "voice_raised_already"),
    ];
    for (stage, order, expected) in table {
        assert_eq!(
            Desk::at(stage).refused(order.clone()),
            expected,
            "{order:?}"
        );
    }
}

#[test]
fn it_is_merged_into_one_that_is_there_and_not_merged_itself() {
    let mut desk = Desk::with();
    assert_eq!(desk.refused(merge("v2")), "voice_other_unknown");
    desk.other = Some(Desk::at(VoiceStage::Merged).voice());
    assert_eq!(desk.refused(merge("v2")), "voice_other_merged");
    for stage in VoiceStage::ALL {
        if stage != VoiceStage::Merged {
            let mut desk = Desk::with();
            desk.other = Some(Desk::at(stage).voice());
            desk.order(merge("v2"));
        }
    }
}

#[test]
fn it_is_passed_to_one_station_once() {
    let mut desk = Desk::with();
    // It lies there because it came in there: passing it on is still an act.
    desk.order(pass(PassTo::Station("v".into())));
    assert_eq!(
        desk.refused(pass(PassTo::Station("v".into()))),
        "voice_there_already"
    );
    desk.order(pass(PassTo::Station("t".into())));
    desk.tree.stations.get_mut("v").unwrap().closed = Some("撤".into());
    assert_eq!(
        desk.refused(pass(PassTo::Station("v".into()))),
        "voice_station_unknown"
    );
}

#[test]
fn nothing_is_done_with_one_that_is_not_there() {
    for order in [answer("好。"), pass(PassTo::LevelUp), raise("s1")] {
        assert_eq!(Desk::new().refused(order), "no_such_voice");
    }
}

#[test]
fn there_is_an_end_to_what_is_done_with_one() {
    let mut desk = Desk::with();
    for _ in 0..limits::STEPS {
        desk.order(inform("正在核实。"));
    }
    assert_eq!(desk.refused(inform("正在核实。")), "voice_too_many");
    let mut rated = Desk::with();
    for _ in 0..limits::RATINGS {
        rated.order(answer("好。")).order(rate(Rating::Satisfied));
    }
    rated.order(answer("好。"));
    assert_eq!(rated.refused(rate(Rating::Satisfied)), "voice_too_many");
}
