//! What a deputy does with voices, on a device of the office.

use super::*;
use crate::actor::Party;
use crate::suggestion::authorship::{Authorship, may_act};

/// The office's device, acting for a deputy.
fn for_deputy(name: &str) -> Actor {
    Actor {
        on_behalf_of: Some(Party {
            role: Role::Deputy,
            name: name.into(),
        }),
        ..Actor::own(Role::Office, "代表工委")
    }
}

fn decided(voice: &Voice, order: VoiceOrder, actor: &Actor) -> Result<(), &'static str> {
    let (stations, other) = (tree(), Desk::with().voice());
    let ctx = VoiceContext {
        today: day("2026-12-10"),
        actor,
        id: "v1",
        stations: &stations,
        other: Some(&other),
        drive: None,
    };
    let decided = decide(Some(voice), order, &ctx);
    decided.map(|_| ()).map_err(|refusal| refusal.code())
}

/// 代表乙 was spoken to; 代表甲 has it once it was passed on.
#[test]
fn each_deals_with_what_came_to_them_or_was_passed_to_them() {
    let came = Desk::with().voice();
    let mut desk = Desk::with();
    let passed = desk.order(pass(PassTo::Deputy("代表甲".into()))).voice();
    for (voice, name, theirs) in [
        (&came, "代表乙", true),
        (&came, "代表甲", false),
        (&passed, "代表甲", true),
        (&passed, "代表乙", true),
        (&passed, "", false),
    ] {
        let actor = for_deputy(name);
        let expected = if theirs {
            Ok(())
        } else {
            Err("voice_not_theirs")
        };
        for order in [
            answer("已联系物业维修。"),
            pass(PassTo::LevelUp),
            inform("正在核实。"),
            raise("s1"),
        ] {
            let what = format!("{name}: {order:?}");
            assert_eq!(decided(voice, order, &actor), expected, "{what}");
        }
        let may = may_as(voice, &actor);
        assert_eq!(!may.is_empty(), theirs, "{name}: {may:?}");
        assert!(may.iter().all(|one| is_for_deputies(*one)), "{may:?}");
    }
}

#[test]
fn merging_refusing_rating_and_taking_in_stay_the_offices() {
    let actor = for_deputy("代表乙");
    let mut desk = Desk::at(VoiceStage::Answered);
    let answered = desk.order(inform("已修好。")).voice();
    let new = Desk::with().voice();
    for (voice, order) in [
        (&new, merge("v2")),
        (&new, refuse("请向法院反映。")),
        (&answered, rate(Rating::Satisfied)),
        (&new, receive(received())),
    ] {
        let what = format!("{order:?}");
        assert_eq!(
            decided(voice, order, &actor),
            Err("order_office_only"),
            "{what}"
        );
    }
}

/// A stage that has no room for an action has none for deputies either.
#[test]
fn what_a_deputy_may_is_what_the_office_may_and_is_a_deputys() {
    let (deputy, office) = (for_deputy("代表乙"), Actor::own(Role::Office, ""));
    for stage in VoiceStage::ALL {
        let voice = Desk::at(stage).voice();
        let all = may(&voice);
        assert_eq!(may_as(&voice, &office), all, "{stage:?}");
        let theirs: Vec<VoiceAction> = all
            .into_iter()
            .filter(|one| is_for_deputies(*one))
            .collect();
        assert_eq!(may_as(&voice, &deputy), theirs, "{stage:?}");
    }
}

/// A deputy's own device holds no voices: what it says about one counts nowhere.
#[test]
fn a_deputys_own_device_deals_with_none() {
    let own = Actor::own(Role::Deputy, "代表乙");
    assert!(may_some(&own).is_empty());
    assert!(may_some(&Actor::own(Role::Unit, "区住建局")).is_empty());
    let all = VoiceAction::ALL.into_iter();
    let theirs: Vec<VoiceAction> = all.filter(|one| is_for_deputies(*one)).collect();
    assert_eq!(may_some(&for_deputy("代表乙")), theirs);
    assert_eq!(may_some(&Actor::own(Role::Office, "")), VoiceAction::ALL);
    let voice = Desk::with().voice();
    assert_eq!(
        decided(&voice, answer("好。"), &own),
        Err("order_office_only")
    );
    assert!(may_as(&voice, &own).is_empty());
    let at_office = for_deputy("代表乙");
    for (kind, there) in [
        ("voice_answered", Authorship::Yes),
        ("voice_passed", Authorship::Yes),
        ("voice_raised", Authorship::Yes),
        ("voice_informed", Authorship::Yes),
        ("voice_received", Authorship::No),
        ("voice_pictured", Authorship::No),
        ("voice_merged", Authorship::No),
        ("voice_refused", Authorship::No),
        ("voice_rated", Authorship::No),
        ("intake_keyed", Authorship::No),
    ] {
        assert_eq!(may_act(kind, &at_office), there, "{kind}");
        assert_eq!(may_act(kind, &own), Authorship::No, "{kind}");
    }
}
