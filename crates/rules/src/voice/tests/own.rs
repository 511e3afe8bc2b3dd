//! What a deputy's own device recorded, among what others did: it counts where the voice is
//! with them by then.

use super::*;
use crate::actor::Party;
use proptest::prelude::*;

type Told = (VoiceEvent, Actor);

fn office() -> Actor {
    Actor::own(Role::Office, "代表工委")
}

fn itself(name: &str) -> Actor {
    Actor::own(Role::Deputy, name)
}

fn fold(events: &[Told]) -> Option<Voice> {
    replay(events.iter().map(|(event, by)| (event, by)))
}

/// One that came to 代表乙, as the office took it in.
fn came() -> Told {
    (VoiceEvent::VoiceReceived(Box::new(received())), office())
}

fn passed_to(name: &str) -> VoiceEvent {
    VoiceEvent::VoicePassed(VoicePassed {
        to: Passed::Deputy { name: name.into() },
        note: String::new(),
        on: day("2026-12-02"),
    })
}

/// Every kind that changes something, with whether deputies record it.
fn acts() -> [(VoiceEvent, bool); 7] {
    let on = day("2026-12-02");
    [
        (
            VoiceEvent::VoiceAnswered(VoiceAnswered {
                text: "已修好。".into(),
                on,
            }),
            true,
        ),
        (passed_to("代表丙"), true),
        (
            VoiceEvent::VoiceRaised(VoiceRaised {
                suggestion: "s1".try_into().unwrap(),
                on,
            }),
            true,
        ),
        (
            VoiceEvent::VoiceInformed(VoiceInformed {
                text: "正在核实。".into(),
                on,
            }),
            true,
        ),
        (
            VoiceEvent::VoiceMerged(VoiceMerged {
                into: "v2".into(),
                on,
            }),
            false,
        ),
        (
            VoiceEvent::VoiceRefused(VoiceRefused {
                reason: "请向法院反映。".into(),
                on,
            }),
            false,
        ),
        (
            VoiceEvent::VoiceRated(VoiceRated {
                rating: Rating::Satisfied,
                note: String::new(),
                on,
            }),
            false,
        ),
    ]
}

/// Who recorded it, for whom, which kind, and whether the voice is with them.
#[test]
fn every_cell() {
    let answered = (acts()[0].0.clone(), office());
    // Something to rate, so that a rating fits where it is believed.
    let before = [came(), answered];
    let bare = fold(&before).unwrap();
    for role in Role::ALL {
        for behalf in std::iter::once(None).chain(Role::ALL.map(Some)) {
            for (name, with) in [("代表乙", true), ("代表甲", false), ("", false)] {
                let by = Actor {
                    on_behalf_of: behalf.map(|role| Party {
                        role,
                        name: name.into(),
                    }),
                    ..Actor::own(role, name)
                };
                for (event, deputies) in acts() {
                    let what = format!("{by:?}: {event:?}");
                    let all = [before.to_vec(), vec![(event, by.clone())]].concat();
                    let voice = fold(&all).unwrap();
                    let own = role == Role::Deputy && behalf.is_none();
                    let counts = role == Role::Office || own && with && deputies;
                    assert_eq!(voice.anomalies, u32::from(!counts), "{what}");
                    let same = Voice {
                        anomalies: 0,
                        ..voice
                    } == bare;
                    assert_eq!(same, !counts, "{what}");
                }
                let own = received();
                let taken = (VoiceEvent::VoiceReceived(Box::new(own)), by.clone());
                let counts = role == Role::Office;
                assert_eq!(fold(&[taken]).is_some(), counts, "{by:?} takes one in");
            }
        }
    }
}

#[test]
fn it_is_theirs_from_the_passing_on_not_before() {
    let answer = || (acts()[0].0.clone(), itself("代表甲"));
    let pass = || (passed_to("代表甲"), office());
    let after = fold(&[came(), pass(), answer()]).unwrap();
    assert_eq!((after.stage, after.anomalies), (VoiceStage::Answered, 0));
    let before = fold(&[came(), answer(), pass()]).unwrap();
    assert_eq!((before.stage, before.anomalies), (VoiceStage::Passed, 1));
    // Before it came in at all, too.
    let early = fold(&[(acts()[0].0.clone(), itself("代表乙")), came()]).unwrap();
    assert_eq!((early.stage, early.anomalies), (VoiceStage::New, 1));
}

#[test]
fn whom_a_deputy_passes_it_to_deals_with_it_from_then_on() {
    let answer = |name: &str| (acts()[0].0.clone(), itself(name));
    let passed = (passed_to("代表甲"), itself("代表乙"));
    let voice = fold(&[came(), passed, answer("代表甲")]).unwrap();
    assert_eq!((voice.stage, voice.anomalies), (VoiceStage::Answered, 0));
    // Whose it is not hands it to nobody, themselves least of all.
    for to in ["代表甲", "代表丙"] {
        let forged = (passed_to(to), itself("代表丙"));
        let voice = fold(&[came(), forged, answer(to)]).unwrap();
        assert_eq!((voice.stage, voice.anomalies), (VoiceStage::New, 2), "{to}");
        assert!(!voice.is_with(to), "{to}");
    }
}

fn recorded() -> impl Strategy<Value = Told> {
    let by = prop::sample::select(vec![
        office(),
        itself("代表甲"),
        itself("代表乙"),
        itself("代表丙"),
        Actor::own(Role::Unit, "代表乙"),
    ]);
    let mut events: Vec<VoiceEvent> = acts().into_iter().map(|(event, _)| event).collect();
    events.extend(["代表甲", "代表丙"].map(passed_to));
    (prop::sample::select(events), by)
}

proptest! {
    /// What does not count changes nothing but the count of what did not: without it the
    /// voice is the same, so that a device that never got it agrees with one that did.
    #[test]
    fn what_is_not_believed_leaves_nothing_behind(
        told in prop::collection::vec(recorded(), 0..12),
    ) {
        let all = [vec![came()], told].concat();
        let counting = counted(all.iter().map(|(event, by)| (event, by)));
        prop_assert_eq!(counting.len(), all.len());
        let counts = all.iter().zip(&counting).filter(|(_, counts)| **counts);
        let counts: Vec<Told> = counts.map(|(one, _)| one.clone()).collect();
        let mut believed: Vec<Told> = Vec::new();
        for one in all.clone() {
            let anomalies = |all: &[Told]| fold(all).map_or(0, |voice| voice.anomalies);
            let before = anomalies(&believed);
            believed.push(one);
            if anomalies(&believed) > before {
                believed.pop();
            }
        }
        prop_assert_eq!(&counts, &believed);
        let (whole, kept) = (fold(&all).unwrap(), fold(&believed).unwrap());
        prop_assert_eq!(kept.anomalies, 0);
        prop_assert_eq!(whole.anomalies as usize, all.len() - believed.len());
        prop_assert_eq!(Voice { anomalies: 0, ..whole }, kept.clone());
        // Whoever hands lines on finds the same from the lines alone.
        let mut hands = Hands::default();
        for (event, by) in &all {
            let value = serde_json::to_value(event).unwrap();
            let kind = value["type"].as_str().unwrap();
            let handed = handed_to(kind, &value["body"].to_string());
            hands.take(kind, by, handed.as_deref());
        }
        for name in ["代表甲", "代表乙", "代表丙", "代表丁", ""] {
            prop_assert_eq!(hands.is_with(name), kept.is_with(name), "{}", name);
        }
        // Each deputy who did something had it by then.
        for (at, (_, by)) in believed.iter().enumerate() {
            if by.party.role == Role::Deputy {
                let then = fold(&believed[..at]).unwrap();
                prop_assert!(then.is_with(&by.party.name));
            }
        }
    }
}
