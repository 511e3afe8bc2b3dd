//! What a deputy does with voices, on their own device and on one of the office.

use super::*;
use crate::actor::Party;
use crate::suggestion::authorship::{Authorship, may_record};

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
        let expected = if theirs {
            Ok(())
        } else {
            Err("voice_not_theirs")
        };
        for actor in [for_deputy(name), Actor::own(Role::Deputy, name)] {
            for order in [
                answer("已联系物业维修。"),
                pass(PassTo::LevelUp),
                inform("正在核实。"),
                raise("s1"),
            ] {
                let what = format!("{actor:?}: {order:?}");
                assert_eq!(decided(voice, order, &actor), expected, "{what}");
            }
            let may = may_as(voice, &actor);
            assert_eq!(!may.is_empty(), theirs, "{actor:?}: {may:?}");
            assert!(may.iter().all(|one| is_for_deputies(*one)), "{may:?}");
        }
    }
}

#[test]
fn merging_refusing_rating_and_taking_in_stay_the_offices() {
    let actors = [for_deputy("代表乙"), Actor::own(Role::Deputy, "代表乙")];
    let mut desk = Desk::at(VoiceStage::Answered);
    let answered = desk.order(inform("已修好。")).voice();
    let new = Desk::with().voice();
    for (voice, order) in [
        (&new, merge("v2")),
        (&new, refuse("请向法院反映。")),
        (&answered, rate(Rating::Satisfied)),
        (&new, receive(received())),
    ] {
        for actor in &actors {
            let refused = decided(voice, order.clone(), actor);
            assert_eq!(refused, Err("order_office_only"), "{actor:?}: {order:?}");
        }
    }
}

/// Nobody comes to a note or a contact by passing a voice to themselves.
#[test]
fn nobody_passes_a_voice_to_themselves() {
    let voice = Desk::with().voice();
    let to = || pass(PassTo::Deputy("代表乙".into()));
    for actor in [for_deputy("代表乙"), Actor::own(Role::Deputy, "代表乙")] {
        assert_eq!(decided(&voice, to(), &actor), Err("voice_there_already"));
    }
    let office = Actor::own(Role::Office, "代表工委");
    assert_eq!(decided(&voice, to(), &office), Ok(()));
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
        let own = Actor::own(Role::Deputy, "代表乙");
        assert_eq!(may_as(&voice, &own), theirs, "{stage:?}");
    }
}

/// Who is at the keyboard, whose act it is, what is done, and whether the voice is with them.
#[test]
fn every_cell() {
    let party = |role, name: &str| Party {
        role,
        name: name.into(),
    };
    let (theirs, others) = (Desk::with().voice(), {
        let mut desk = Desk::new();
        let none = Received {
            deputy: None,
            ..received()
        };
        desk.order(receive(none)).voice()
    });
    let orders = |action| match action {
        VoiceAction::Answer => ("voice_answered", answer("好。")),
        VoiceAction::Pass => ("voice_passed", pass(PassTo::LevelUp)),
        VoiceAction::Merge => ("voice_merged", merge("v2")),
        VoiceAction::Refuse => ("voice_refused", refuse("请向法院反映。")),
        VoiceAction::Raise => ("voice_raised", raise("s1")),
        VoiceAction::Inform => ("voice_informed", inform("正在核实。")),
        VoiceAction::Rate => ("voice_rated", rate(Rating::Satisfied)),
    };
    for role in Role::ALL {
        for behalf in std::iter::once(None).chain(Role::ALL.map(Some)) {
            let actor = Actor {
                party: party(role, "代表乙"),
                on_behalf_of: behalf.map(|role| party(role, "代表乙")),
            };
            let office = match behalf {
                None => role == Role::Office,
                Some(behalf) => behalf == Role::Office,
            };
            let deputy = match behalf {
                None => role == Role::Deputy,
                Some(behalf) => role == Role::Office && behalf == Role::Deputy,
            };
            for (voice, with) in [(&theirs, true), (&others, false)] {
                for action in VoiceAction::ALL {
                    let (kind, order) = orders(action);
                    let what = format!("{actor:?}: {action:?}, with them: {with}");
                    let expected = match () {
                        () if deputy && is_for_deputies(action) => match with {
                            true => Ok(()),
                            false => Err("voice_not_theirs"),
                        },
                        () if !office => Err("order_office_only"),
                        () if action == VoiceAction::Rate => Err("voice_wrong_stage"),
                        () => Ok(()),
                    };
                    assert_eq!(decided(voice, order, &actor), expected, "{what}");
                    let may = may_as(voice, &actor).contains(&action);
                    assert_eq!(may, expected.is_ok(), "{what}");
                    let some = may_some(&actor).contains(&action);
                    let fits = office || deputy && is_for_deputies(action);
                    assert_eq!(some, fits, "{what}");
                    // Only the office records for others, whatever is decided.
                    let others = behalf.is_some_and(|behalf| behalf != role);
                    let record = fits && (role == Role::Office || !others);
                    let record = record
                        || behalf == Some(role) && is_for_deputies(action) && role == Role::Deputy;
                    assert_eq!(
                        may_record(kind, &actor) == Authorship::Yes,
                        record,
                        "{what}"
                    );
                }
            }
        }
    }
}
