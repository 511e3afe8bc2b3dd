//! What can be done in which stage: every cell.

use super::*;

/// Answer, pass, merge, refuse, raise, inform, rate.
const TABLE: [(VoiceStage, [bool; 7]); 6] = [
    (VoiceStage::New, [true, true, true, true, true, true, false]),
    (
        VoiceStage::Answered,
        [true, true, true, false, true, true, true],
    ),
    (
        VoiceStage::Passed,
        [true, true, true, true, true, true, false],
    ),
    (
        VoiceStage::Merged,
        [true, true, true, false, true, true, true],
    ),
    (
        VoiceStage::Refused,
        [true, true, true, false, true, true, false],
    ),
    (
        VoiceStage::Raised,
        [true, true, false, false, true, true, true],
    ),
];

fn order(action: VoiceAction) -> VoiceOrder {
    match action {
        VoiceAction::Answer => answer("再次答复。"),
        VoiceAction::Pass => pass(PassTo::Deputy("代表甲".into())),
        VoiceAction::Merge => merge("v3"),
        VoiceAction::Refuse => refuse("不属于人大受理范围。"),
        VoiceAction::Raise => raise("s2"),
        VoiceAction::Inform => inform("正在核实。"),
        VoiceAction::Rate => rate(Rating::Satisfied),
    }
}

#[test]
fn every_cell() {
    let stages = TABLE.map(|(stage, _)| stage);
    assert_eq!(stages, VoiceStage::ALL);
    for (stage, row) in TABLE {
        for (action, fits) in VoiceAction::ALL.into_iter().zip(row) {
            let mut desk = Desk::at(stage);
            assert_eq!(desk.voice().stage, stage);
            assert_eq!(permits(stage, action), fits, "{stage:?} {action:?}");
            assert_eq!(
                may(&desk.voice()).contains(&action),
                fits,
                "{stage:?} {action:?}"
            );
            if fits {
                desk.order(order(action));
            } else {
                assert_eq!(
                    desk.refused(order(action)),
                    "voice_wrong_stage",
                    "{stage:?} {action:?}"
                );
            }
        }
    }
}

#[test]
fn each_order_leads_where_it_says() {
    for (order, stage) in [
        (answer("好。"), VoiceStage::Answered),
        (pass(PassTo::Unit("区住建局".into())), VoiceStage::Passed),
        (merge("v2"), VoiceStage::Merged),
        (refuse("请向法院反映。"), VoiceStage::Refused),
        (raise("s1"), VoiceStage::Raised),
        (inform("正在核实。"), VoiceStage::New),
    ] {
        let mut desk = Desk::at(VoiceStage::New);
        desk.order(order);
        let voice = desk.voice();
        assert_eq!(voice.stage, stage);
        assert_eq!(voice.merged_into.is_some(), stage == VoiceStage::Merged);
        assert_eq!(voice.suggestion.is_some(), stage == VoiceStage::Raised);
    }
}

#[test]
fn its_sender_rates_again_after_another_answer_only() {
    let mut desk = Desk::at(VoiceStage::Answered);
    desk.order(rate(Rating::Dissatisfied));
    assert!(!may(&desk.voice()).contains(&VoiceAction::Rate));
    assert_eq!(desk.refused(rate(Rating::Satisfied)), "voice_rated_already");
    desk.order(answer("已重新维修。"))
        .order(rate(Rating::Satisfied));
    let ratings: Vec<Rating> = desk.voice().ratings.iter().map(|one| one.rating).collect();
    assert_eq!(ratings, [Rating::Dissatisfied, Rating::Satisfied]);
}

#[test]
fn only_the_office_orders_and_a_deputy_what_is_theirs() {
    for (role, refused) in [
        (Role::Government, "order_office_only"),
        (Role::Unit, "order_office_only"),
        (Role::Deputy, "voice_not_theirs"),
    ] {
        let mut desk = Desk::at(VoiceStage::New);
        desk.role = role;
        assert_eq!(desk.refused(answer("好。")), refused);
        assert_eq!(desk.refused(refuse("好。")), "order_office_only");
        assert_eq!(desk.refused(receive(received())), "order_office_only");
    }
}
