//! Whether lines count: each reason with a case that gives exactly it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod signed;

use huiyin_log::access::{AccessEvent, Day, Granted, Member};
use huiyin_log::judge::{
    ADOPTED, AHEAD, Facts, OFFICE_ALONE, Reason, UNSEEN, VOICE_KINDS, form, is_for_all, is_offices,
    lamport, line as judge_line, unseen,
};
use huiyin_log::{Draft, Header, Object, Roll, Space};
use huiyin_rules::{Actor, Party, Role};
use proptest::prelude::*;
use signed::*;

const DEVICE: u8 = 5;

fn member(grants: Vec<Granted>) -> Member {
    let mut events = vec![founding(&[1, 2]).1];
    events.extend(grants.into_iter().map(AccessEvent::Granted));
    let object = Chain::of(1).says(1, &events);
    let roll = Roll::of(&workspace(), &[object]);
    roll.member(&device(DEVICE)).unwrap().clone()
}

fn as_unit() -> Granted {
    grant(DEVICE)
}

fn as_office() -> Granted {
    Granted {
        role: Role::Office,
        party: "代表工委".into(),
        ..grant(DEVICE)
    }
}

fn header(space: Space, adopts: bool) -> Header {
    let draft = Draft {
        adopts,
        ..draft(space, vec![line(1)])
    };
    Object::sign(draft, &key(DEVICE)).unwrap().header().clone()
}

fn facts(actor: Actor, kind: &str) -> Facts {
    Facts::of(&line_of(
        actor,
        kind,
        "{\"number\":\"2026-005\",\"n\":1}",
        3,
    ))
}

fn in_main(member: &Member, facts: &Facts) -> Result<(), Reason> {
    judge_line(member, &header(Space::main(), false), facts)
}

#[test]
fn what_fits_its_grant_counts() {
    let unit_member = member(vec![as_unit()]);
    assert_eq!(in_main(&unit_member, &facts(unit(), "accepted")), Ok(()));
    let office_member = member(vec![as_office()]);
    assert_eq!(
        in_main(&office_member, &facts(office(), "assigned")),
        Ok(())
    );
    // The office may go by several names, and record what others did.
    let other = Actor::own(Role::Office, "监督统筹办");
    assert_eq!(in_main(&office_member, &facts(other, "assigned")), Ok(()));
    let mut behalf = office();
    behalf.on_behalf_of = Some(unit().party);
    assert_eq!(in_main(&office_member, &facts(behalf, "accepted")), Ok(()));
    // Any of several grants will do.
    let both = member(vec![as_unit(), as_office()]);
    for (actor, kind) in [(unit(), "accepted"), (office(), "assigned")] {
        assert_eq!(in_main(&both, &facts(actor, kind)), Ok(()));
    }
    // A newer program's kinds are kept for it.
    assert_eq!(in_main(&unit_member, &facts(unit(), "teleported")), Ok(()));
}

#[test]
fn each_reason_has_its_case() {
    let unit_member = member(vec![as_unit()]);
    let office_member = member(vec![as_office()]);
    let mut behalf = unit();
    behalf.on_behalf_of = Some(Party {
        role: Role::Deputy,
        name: "代表甲".into(),
    });
    let ending = member(vec![Granted {
        until: Some(Day("2026-03-07".parse().unwrap())),
        ..as_unit()
    }]);
    let elsewhere = Actor::own(Role::Unit, "区教育局");
    let cases = [
        (
            Reason::Adopts,
            &unit_member,
            Space::main(),
            true,
            facts(unit(), "accepted"),
        ),
        (
            Reason::Space,
            &unit_member,
            Space::access(),
            false,
            facts(unit(), "accepted"),
        ),
        (
            Reason::Space,
            &unit_member,
            Space::office(),
            false,
            facts(unit(), "accepted"),
        ),
        (
            Reason::Party,
            &unit_member,
            Space::main(),
            false,
            facts(elsewhere, "accepted"),
        ),
        (
            Reason::Party,
            &unit_member,
            Space::main(),
            false,
            facts(office(), "assigned"),
        ),
        (
            Reason::Behalf,
            &unit_member,
            Space::main(),
            false,
            facts(behalf, "drafted"),
        ),
        (
            Reason::Role,
            &unit_member,
            Space::main(),
            false,
            facts(unit(), "assigned"),
        ),
        (
            Reason::Expired,
            &ending,
            Space::main(),
            false,
            facts(unit(), "accepted"),
        ),
        (
            Reason::Official,
            &office_member,
            Space::main(),
            false,
            facts(office(), "registered"),
        ),
    ];
    for (reason, member, space, adopts, facts) in cases {
        let found = judge_line(member, &header(space, adopts), &facts);
        assert_eq!(found, Err(reason), "{facts:?}");
    }
    // About access outside of its space.
    let mut about_access = facts(office(), "granted");
    about_access.aggregate = "a".into();
    assert_eq!(in_main(&office_member, &about_access), Err(Reason::Space));
    // A root that was never granted anything.
    let root = Roll::of(
        &workspace(),
        &[Chain::of(1).says(1, &[founding(&[1, 2]).1])],
    );
    let root = root.member(&device(1)).unwrap();
    assert_eq!(
        in_main(root, &facts(office(), "assigned")),
        Err(Reason::Party)
    );
}

#[test]
fn the_last_day_counts_and_what_is_adopted_is_vouched_for_now() {
    let member = member(vec![Granted {
        until: Some(Day("2026-03-08".parse().unwrap())),
        ..as_office()
    }]);
    assert_eq!(in_main(&member, &facts(office(), "assigned")), Ok(()));
    let mut late = facts(unit(), "accepted");
    late.on = "2030-01-01".parse().unwrap();
    assert_eq!(
        judge_line(&member, &header(Space::main(), true), &late),
        Ok(())
    );
    let mut header = header(Space::main(), true);
    header.at = at("2026-03-09");
    assert_eq!(judge_line(&member, &header, &late), Err(Reason::Expired));
}

#[test]
fn official_numbers_are_the_registrars_or_in_a_block() {
    let with_block = {
        let events = [
            founding(&[1, 2]).1,
            AccessEvent::Granted(as_office()),
            numbers(DEVICE, 1, 9),
        ];
        let roll = Roll::of(&workspace(), &[Chain::of(1).says(1, &events)]);
        roll.member(&device(DEVICE)).unwrap().clone()
    };
    let registrar = member(vec![Granted {
        registrar: true,
        ..as_office()
    }]);
    for (number, in_block) in [("2026-005", true), ("2026-010", false), ("2025-005", false)] {
        let body = format!("{{\"number\":\"{number}\"}}");
        for kind in ["registered", "entered"] {
            let facts = Facts::of(&line_of(office(), kind, &body, 3));
            assert_eq!(facts.number.as_deref(), Some(number));
            assert_eq!(in_main(&with_block, &facts).is_ok(), in_block, "{number}");
            assert_eq!(in_main(&registrar, &facts), Ok(()));
        }
    }
    let other = Facts::of(&line_of(
        office(),
        "assigned",
        "{\"number\":\"2026-005\"}",
        3,
    ));
    assert_eq!(other.number, None);
}

#[test]
fn the_sealed_space_holds_what_it_is_for() {
    let member = member(vec![Granted {
        role: Role::Deputy,
        party: "代表甲".into(),
        ..grant(DEVICE)
    }]);
    let deputy = || Actor::own(Role::Deputy, "代表甲");
    let office = header(Space::office(), false);
    for (kind, found) in [
        ("evaluated", Ok(())),
        ("looked_back", Ok(())),
        ("drafted", Err(Reason::Space)),
        ("teleported", Ok(())),
    ] {
        assert_eq!(
            judge_line(&member, &office, &facts(deputy(), kind)),
            found,
            "{kind}"
        );
    }
}

#[test]
fn what_citizens_say_may_lie_in_the_sealed_space_and_what_everybody_has_to_know_may_not() {
    let office_member = member(vec![as_office()]);
    let unit_member = member(vec![as_unit()]);
    let sealed = |kind: &str| {
        let header = header(Space::office(), false);
        judge_line(&office_member, &header, &facts(office(), kind))
    };
    for kind in [
        "voice_received",
        "voice_pictured",
        "voice_answered",
        "voice_passed",
        "voice_noted",
        "voice_merged",
        "voice_refused",
        "voice_raised",
        "voice_informed",
        "voice_rated",
        "intake_keyed",
    ] {
        assert!(!is_for_all(kind), "{kind}");
        assert_eq!(sealed(kind), Ok(()), "{kind}");
        assert_eq!(
            in_main(&unit_member, &facts(unit(), kind)),
            Err(Reason::Role)
        );
    }
    for kind in [
        "deputies_listed",
        "stations_set",
        "station_closed",
        "codes_issued",
        "code_withdrawn",
        "drive_opened",
        "drive_closed",
        "board_set",
        "items_published",
        "items_withdrawn",
    ] {
        assert!(is_for_all(kind), "{kind}");
        assert_eq!(sealed(kind), Err(Reason::Space), "{kind}");
        assert_eq!(in_main(&office_member, &facts(office(), kind)), Ok(()));
        assert_eq!(
            in_main(&unit_member, &facts(unit(), kind)),
            Err(Reason::Role)
        );
    }
}

fn numbered(past: u64, claims: u64, lines: &[u64], adopts: bool) -> (u64, bool) {
    let mut header = header(Space::main(), adopts);
    header.lamport = claims;
    header.count = lines.len() as u32;
    let (counts, fits) = lamport(&header, past, Some(lines));
    assert_eq!(fits.err(), fits.is_err().then_some(Reason::Numbers));
    (counts, fits.is_ok())
}

#[test]
fn numbers_follow_on_what_they_build_on() {
    for (past, claims, lines, adopts, fits) in [
        (0, 1, &[1][..], false, true),
        (4, 6, &[5, 6], false, true),
        (4, 9, &[5, 9], false, true),
        (4, 6, &[6, 5], false, false),
        (4, 6, &[6, 6], false, false),
        (4, 6, &[4, 6], false, false),
        (4, 7, &[5, 6], false, false),
        (4, 5, &[5, 6], false, false),
        (6, 6, &[5, 6], false, false),
        (4, 5 + AHEAD, &[5 + AHEAD], false, true),
        (4, 6 + AHEAD, &[6 + AHEAD], false, false),
        (u64::MAX, u64::MAX, &[5], false, false),
        (9, 9, &[6, 5], true, true),
        (9, 12, &[12, 5], true, true),
        (9, 11, &[12, 5], true, false),
        (9, 9, &[0], true, false),
        (9, ADOPTED, &[ADOPTED], true, true),
        (9, ADOPTED + 1, &[ADOPTED + 1], true, false),
        (ADOPTED + 7, ADOPTED + 7, &[3], true, true),
    ] {
        let (counts, found) = numbered(past, claims, lines, adopts);
        assert_eq!(
            found, fits,
            "past {past}, claims {claims}, lines {lines:?}, {adopts}"
        );
        // What does not fit pushes nobody's numbers up.
        assert_eq!(counts, if fits { claims } else { past });
    }
}

#[test]
fn who_cannot_read_the_lines_takes_the_claim_within_bounds() {
    let mut header = header(Space::office(), false);
    header.count = 2;
    for (claims, fits) in [
        (4, true),
        (6, true),
        (6 + AHEAD, true),
        (7 + AHEAD, false),
        (3, false),
    ] {
        header.lamport = claims;
        let (counts, found) = lamport(&header, 4, None);
        assert_eq!(
            (counts, found.is_ok()),
            (if fits { claims } else { 4 }, fits),
            "{claims}"
        );
    }
}

#[test]
fn every_reason_has_a_code_of_its_own_and_two_texts() {
    let mut codes: Vec<&str> = Reason::ALL.iter().map(|reason| reason.code()).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), Reason::ALL.len());
    for reason in Reason::ALL {
        let text = reason.text();
        assert!(!text.zh.is_empty() && !text.en.is_empty());
    }
}

proptest! {
    #[test]
    fn nobody_pushes_the_numbers_further_than_ahead(
        past in 0u64..1 << 53,
        claims in any::<u64>(),
        lines in prop::collection::vec(any::<u64>(), 1..5),
        adopts in any::<bool>(),
    ) {
        let (counts, fits) = numbered(past, claims, &lines, adopts);
        prop_assert!(counts >= past);
        let most = if adopts { ADOPTED.max(past) } else { past + lines.len() as u64 + AHEAD };
        prop_assert!(counts <= most);
        prop_assert!(fits || counts == past);
    }

    #[test]
    fn any_body_is_looked_at_without_panic(text in "[ -~]{0,40}", kind in "registered|entered|granted") {
        let body = serde_json::to_string(&text).unwrap();
        for body in [format!("{{\"number\":{body}}}"), body] {
            let facts = Facts::of(&line_of(office(), &kind, &body, 3));
            prop_assert!(facts.number.is_none_or(|number| number == text));
        }
    }
}

/// A deputy deals with voices on their own device, or has the office write down what they did.
#[test]
fn what_a_deputy_does_with_a_voice_counts_from_their_own_device_and_the_offices() {
    let deputy = Party {
        role: Role::Deputy,
        name: "秦斌永".into(),
    };
    let at_office = Actor {
        on_behalf_of: Some(deputy.clone()),
        ..office()
    };
    let own = Actor {
        party: deputy.clone(),
        on_behalf_of: None,
    };
    let another = Actor::own(Role::Deputy, "赵强");
    let granted = Granted {
        role: Role::Deputy,
        party: deputy.name.clone(),
        ..grant(DEVICE)
    };
    let (office_member, deputy_member) = (member(vec![as_office()]), member(vec![granted]));
    let sealed = header(Space::office(), false);
    for kind in [
        "voice_answered",
        "voice_passed",
        "voice_noted",
        "voice_raised",
        "voice_informed",
    ] {
        let there = judge_line(&office_member, &sealed, &facts(at_office.clone(), kind));
        assert_eq!(there, Ok(()), "{kind}");
        for header in [&sealed, &header(Space::main(), false)] {
            let own = judge_line(&deputy_member, header, &facts(own.clone(), kind));
            assert_eq!(own, Ok(()), "{kind}");
            let others = judge_line(&deputy_member, header, &facts(another.clone(), kind));
            assert_eq!(others, Err(Reason::Party), "{kind}");
        }
    }
    for kind in [
        "voice_received",
        "voice_pictured",
        "voice_merged",
        "voice_refused",
        "voice_rated",
    ] {
        for (member, actor) in [
            (&office_member, at_office.clone()),
            (&deputy_member, own.clone()),
        ] {
            let found = judge_line(member, &sealed, &facts(actor, kind));
            assert_eq!(found, Err(Reason::Role), "{kind}");
        }
    }
}

#[test]
fn each_space_asks_for_a_form() {
    let deputys = Space::of_deputy("秦斌永");
    let other = Space::try_from("d-1").unwrap();
    // Sealed, vouched for: neither, the one, the other, both.
    let forms = [(false, false), (true, false), (false, true), (true, true)];
    for (space, fits) in [
        (Space::access(), [true, false, true, false]),
        (Space::main(), [true; 4]),
        (Space::office(), [false, true, false, true]),
        (deputys, [false, false, false, true]),
        // What a newer program makes is kept for it.
        (other, [true; 4]),
    ] {
        for ((sealed, adopts), fits) in forms.into_iter().zip(fits) {
            let found = form(&space, sealed, adopts);
            let expected = if fits { Ok(()) } else { Err(Reason::Space) };
            assert_eq!(found, expected, "{space} {sealed} {adopts}");
        }
    }
}

#[test]
fn in_a_deputys_space_stand_voices_that_the_office_vouches_for() {
    let deputy = || Actor::own(Role::Deputy, "秦斌永");
    let granted = Granted {
        role: Role::Deputy,
        party: "秦斌永".into(),
        ..grant(DEVICE)
    };
    let (office_member, deputy_member) = (member(vec![as_office()]), member(vec![granted]));
    let handed = header(Space::of_deputy("秦斌永"), true);
    let by = |member: &Member, actor: Actor, kind: &str| {
        judge_line(member, &handed, &facts(actor, kind))
    };
    // Every kind about a voice is the office's to read, and may be handed on by it.
    for kind in VOICE_KINDS {
        assert!(is_offices(kind), "{kind}");
        assert_eq!(by(&office_member, office(), kind), Ok(()), "{kind}");
    }
    // What deputies did as well, whichever deputy that was.
    for actor in [deputy(), Actor::own(Role::Deputy, "赵强")] {
        let found = by(&office_member, actor, "voice_answered");
        assert_eq!(found, Ok(()));
    }
    // And what is the office's alone is handed to nobody.
    assert_eq!(OFFICE_ALONE, ["evaluated", "looked_back", "intake_keyed"]);
    for kind in OFFICE_ALONE {
        assert!(is_offices(kind), "{kind}");
        let actor = if kind == "intake_keyed" {
            office()
        } else {
            deputy()
        };
        let found = by(&office_member, actor, kind);
        assert_eq!(found, Err(Reason::Space), "{kind}");
    }
    for kind in ["drafted", "assigned", "stations_set", "board_set"] {
        let found = by(&office_member, office(), kind);
        assert_eq!(found, Err(Reason::Space), "{kind}");
    }
    assert_eq!(by(&office_member, office(), "teleported"), Ok(()));
    // Nobody but the office vouches for anything, and no word makes an act of one that its
    // role can never do.
    for kind in ["voice_received", "voice_answered"] {
        let found = by(&deputy_member, office(), kind);
        assert_eq!(found, Err(Reason::Adopts), "{kind}");
    }
    let found = by(&office_member, unit(), "voice_passed");
    assert_eq!(found, Err(Reason::Role));
    // It is vouched for on the day it is handed on.
    let ending = |day: &str| {
        member(vec![Granted {
            until: Some(Day(day.parse().unwrap())),
            ..as_office()
        }])
    };
    for (day, found) in [("2026-03-08", Ok(())), ("2026-03-07", Err(Reason::Expired))] {
        assert_eq!(by(&ending(day), office(), "voice_received"), found, "{day}");
    }
}

#[test]
fn what_not_everybody_reads_runs_ahead_of_what_everybody_does_by_half() {
    let count = 1;
    for (space, bounded) in [
        (Space::access(), false),
        (Space::main(), false),
        (Space::office(), true),
        (Space::of_deputy("秦斌永"), true),
        (Space::try_from("newer").unwrap(), true),
    ] {
        let header = header(space.clone(), false);
        for (main, seq, fits) in [
            (0, 1, true),
            (0, UNSEEN + count, true),
            (0, UNSEEN + count + 1, false),
            (70, UNSEEN + count + 70, true),
            (70, UNSEEN + count + 71, false),
            (u64::MAX, u64::MAX, true),
            (0, u64::MAX, false),
        ] {
            let expected = match fits || !bounded {
                true => Ok(()),
                false => Err(Reason::Numbers),
            };
            assert_eq!(unseen(&header, main, seq), expected, "{space} {main} {seq}");
        }
    }
    // Whoever reads what is just within goes on from it where everybody reads.
    let mut all = header(Space::main(), false);
    let next = UNSEEN + count + 1;
    all.lamport = next;
    assert_eq!(lamport(&all, 0, Some(&[next])).1, Ok(()));
}
