//! Every order out of place, refused by name.

use super::*;

#[test]
fn every_order_out_of_place_is_refused_by_name() {
    let mut room = Room::new();
    let plan_of = |change: &dyn Fn(&mut Plan)| {
        let mut plan = plan(PollKind::Secret, 3);
        change(&mut plan);
        Order::Plan(plan)
    };
    assert_eq!(room.refused(Order::Open), "no_such_poll");
    assert_eq!(
        room.refused(plan_of(&|p| p.title = " ".into())),
        "poll_text_unfit"
    );
    assert_eq!(
        room.refused(plan_of(&|p| p.body = "会".repeat(61))),
        "poll_text_unfit"
    );
    assert_eq!(
        room.refused(plan_of(&|p| p.questions.clear())),
        "poll_range"
    );
    assert_eq!(room.refused(plan_of(&|p| p.voters.clear())), "poll_range");
    assert_eq!(
        room.refused(plan_of(&|p| p.voters.push("委员1".into()))),
        "poll_twice"
    );
    assert_eq!(
        room.refused(plan_of(&|p| p.members = 2)),
        "voters_over_members"
    );
    assert_eq!(
        room.refused(plan_of(&|p| p.observers.truncate(2))),
        "observers_needed"
    );
    assert_eq!(
        room.refused(plan_of(&|p| p.rule.rule.threshold = Fraction::new(3, 2))),
        "poll_rule_unfit"
    );
    assert_eq!(
        room.refused(plan_of(&|p| p.rule.rule.quorum = Some(Fraction::new(1, 0)))),
        "poll_rule_unfit"
    );
    let plan = plan(PollKind::Secret, 3);
    room.order(Order::Plan(plan.clone()));
    assert_eq!(room.refused(Order::Open), "poll_wrong_phase");
    assert_eq!(
        room.refused(check_in("委员1", Way::Card)),
        "poll_wrong_phase"
    );
    assert_eq!(room.refused(Order::Seal(sealing(&plan, 2))), "poll_range");
    let mut unfit = sealing(&plan, 4);
    unfit.lists.remove("q2");
    assert_eq!(room.refused(Order::Seal(unfit)), "poll_lists_unfit");
    room.order(Order::Seal(sealing(&plan, 4)));
    assert_eq!(room.refused(Order::Plan(plan.clone())), "poll_wrong_phase");
    assert_eq!(room.refused(Order::Close), "poll_wrong_phase");
    room.order(Order::Open);
    assert_eq!(room.refused(check_in("路人", Way::Card)), "not_on_roll");
    room.order(check_in("委员1", Way::Card));
    assert_eq!(
        room.refused(check_in("委员1", Way::Paper)),
        "checked_in_already"
    );
    let undo = |voter: &str, reason: &str| Order::UndoCheckIn {
        voter: voter.into(),
        reason: reason.into(),
    };
    assert_eq!(room.refused(undo("委员2", "误点")), "not_checked_in");
    assert_eq!(room.refused(undo("委员1", "")), "poll_text_unfit");
    room.order(undo("委员1", "误点"))
        .order(check_in("委员1", Way::Card));
    assert_eq!(
        room.refused(Order::Void(void(0, 1, Cause::Leftover))),
        "leftover_before_close"
    );
    assert_eq!(room.refused(Order::Void(Vec::new())), "poll_too_many");
    assert_eq!(
        room.refused(Order::Void(void(0, 4, Cause::Replaced))),
        "voids_too_many"
    );
    assert_eq!(
        room.refused(Order::Void(void(0, 2, Cause::Spoiled))),
        "voids_too_many"
    );
    room.order(Order::Void(void(0, 3, Cause::Replaced)));
    assert_eq!(
        room.refused(Order::Void(void(0, 1, Cause::Spoiled))),
        "card_voided_already"
    );
    assert_eq!(room.refused(check_in("委员2", Way::Card)), "no_card_left");
    assert_eq!(
        room.refused(Order::Deliver(vec!["{}".into()])),
        "poll_wrong_phase"
    );
    room.order(Order::Close);
    assert_eq!(
        room.refused(check_in("委员2", Way::Card)),
        "poll_wrong_phase"
    );
    assert_eq!(
        room.refused(Order::Reopen { reason: " ".into() }),
        "poll_text_unfit"
    );
    assert_eq!(room.refused(paper("张三", totals(1, 1))), "no_paper");
    room.order(Order::Reopen {
        reason: "有人迟到".into(),
    });
    room.order(check_in("委员3", Way::Paper))
        .order(Order::Close);
    assert_eq!(
        room.refused(paper("张三", totals(1, 1)[..1].to_vec())),
        "paper_totals_unfit"
    );
    let mut wrong = totals(1, 1);
    wrong[1].invalid = 1;
    assert_eq!(room.refused(paper("张三", wrong)), "paper_sum");
    let mut strange = totals(1, 1);
    strange.push(PaperTotals {
        question: "q9".into(),
        ..PaperTotals::default()
    });
    assert_eq!(room.refused(paper("张三", strange)), "paper_totals_unfit");
    room.order(paper("张三", totals(1, 1)))
        .order(paper("李四", totals(1, 1)));
    room.order(fix());
    assert_eq!(room.refused(undo("委员1", "误点")), "poll_wrong_phase");
    let mut others = cards(&room, 1, 0, 0);
    others[0].1.issued = Some(2);
    assert_eq!(room.refused(declare(others, "")), "poll_cards_unfit");
    let early = Order::Declare {
        secret: None,
        cards: cards(&room, 1, 0, 0),
        irregular: Vec::new(),
        named: Vec::new(),
        note: String::new(),
        due: Some(day("2026-12-01")),
    };
    assert_eq!(room.refused(early), "poll_due_too_early");
    let mut over = cards(&room, 1, 0, 0);
    over[0].1.satisfied = 41;
    assert_eq!(room.refused(declare(over, "")), "poll_uncountable");
    let given = cards(&room, 1, 0, 0);
    room.order(declare(given, ""));
    assert_eq!(room.refused(fix()), "poll_wrong_phase");
    assert_eq!(
        room.refused(Order::Annul {
            reason: String::new()
        }),
        "poll_text_unfit"
    );
    room.order(Order::Annul {
        reason: "票卡曾被复印".into(),
    });
    assert_eq!(
        room.refused(Order::Annul {
            reason: "再次".into()
        }),
        "poll_wrong_phase"
    );
    room.actor = Actor::own(Role::Unit, "区水务局");
    assert_eq!(room.refused(Order::Close), "poll_office_only");
}

#[test]
fn polls_by_hand_have_no_cards() {
    let mut room = Room::new();
    let mut plan = plan(PollKind::ByHand, 3);
    plan.observers.clear();
    room.order(Order::Plan(plan.clone()));
    assert_eq!(
        room.refused(Order::Seal(sealing(&plan, 3))),
        "poll_way_unfit"
    );
    room.order(Order::Open);
    assert_eq!(room.refused(check_in("委员1", Way::Card)), "poll_way_unfit");
    room.order(check_in("委员1", Way::Paper))
        .order(Order::Close);
    assert_eq!(room.refused(fix()), "poll_way_unfit");
}
