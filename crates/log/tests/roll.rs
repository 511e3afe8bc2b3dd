//! The roll: who may say what about whom, in whatever order it is heard.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod signed;

use huiyin_log::access::{AccessEvent, Granted, Member, SpaceKeyed};
use huiyin_log::{Draft, Object, Roll, Space, Wrap};
use huiyin_rules::Role;
use proptest::prelude::*;
use signed::*;

const ROOT: u8 = 1;
const SECOND: u8 = 2;
const ADMIN: u8 = 3;
const OTHER_ADMIN: u8 = 4;
const MEMBER: u8 = 5;
const TARGET: u8 = 6;
const STRANGER: u8 = 7;

fn roll(objects: &[Object]) -> Roll {
    Roll::of(&workspace(), objects)
}

/// A workspace with two roots, two administrators, a member and a device to be talked about.
fn office_of(target: Option<AccessEvent>) -> Vec<Object> {
    let mut events = vec![
        founding(&[ROOT, SECOND]).1,
        admin(ADMIN),
        admin(OTHER_ADMIN),
    ];
    events.push(granted(MEMBER));
    events.extend(target);
    vec![Chain::of(ROOT).says(1, &events)]
}

/// Whether something that a device says counts.
fn counts(by: u8, event: AccessEvent, target: Option<AccessEvent>) -> bool {
    let mut objects = office_of(target);
    let said = Chain::in_log(by, 50).says(10, &[event]);
    let line = said.lines().unwrap()[0].id().clone();
    objects.push(said);
    roll(&objects).counted(&line)
}

#[test]
fn authority_is_a_ladder() {
    let root_grant = || {
        AccessEvent::Granted(Granted {
            root: true,
            admin: true,
            role: Role::Office,
            ..grant(TARGET)
        })
    };
    let plain = || Some(granted(TARGET));
    let upper = || Some(admin(TARGET));
    type Case = (&'static str, AccessEvent, Option<AccessEvent>, [bool; 5]);
    // By: the first root, the second, an administrator, a member, a stranger.
    let cases: [Case; 14] = [
        (
            "lets in",
            granted(TARGET),
            None,
            [true, true, true, false, false],
        ),
        (
            "grants more",
            granted(TARGET),
            plain(),
            [true, true, true, false, false],
        ),
        (
            "makes an administrator",
            admin(TARGET),
            None,
            [true, true, false, false, false],
        ),
        (
            "makes a member one",
            admin(TARGET),
            plain(),
            [true, true, false, false, false],
        ),
        (
            "gives an administrator more",
            granted(TARGET),
            upper(),
            [true, true, false, false, false],
        ),
        (
            "makes a root",
            root_grant(),
            None,
            [true, false, false, false, false],
        ),
        (
            "revokes a member",
            revoked(TARGET, &[]),
            plain(),
            [true, true, true, false, false],
        ),
        (
            "revokes an administrator",
            revoked(TARGET, &[]),
            upper(),
            [true, true, false, false, false],
        ),
        ("revokes nobody", revoked(TARGET, &[]), None, [false; 5]),
        (
            "revokes the second root",
            revoked(SECOND, &[]),
            None,
            [true, false, false, false, false],
        ),
        (
            "revokes the first root",
            revoked(ROOT, &[]),
            None,
            [false; 5],
        ),
        (
            "keys a space",
            keyed(1, 9, &[MEMBER]),
            None,
            [true, true, true, false, false],
        ),
        (
            "gives numbers",
            numbers(TARGET, 1, 9),
            plain(),
            [true, true, true, false, false],
        ),
        (
            "gives nobody numbers",
            numbers(TARGET, 1, 9),
            None,
            [false; 5],
        ),
    ];
    for (what, event, target, expected) in cases {
        let by = [ROOT, SECOND, ADMIN, MEMBER, STRANGER];
        let found = by.map(|by| counts(by, event.clone(), target.clone()));
        assert_eq!(found, expected, "{what}");
    }
}

#[test]
fn what_counts_shows_in_the_roll() {
    let mut objects = office_of(Some(granted(TARGET)));
    objects.push(Chain::in_log(ADMIN, 51).says(
        20,
        &[
            numbers(TARGET, 10, 19),
            keyed(2, 9, &[TARGET, MEMBER]),
            revoked(MEMBER, &[]),
        ],
    ));
    objects.push(Chain::in_log(SECOND, 52).says(30, &[keyed(2, 9, &[ADMIN]), keyed(1, 8, &[])]));
    let roll = roll(&objects);
    assert_eq!(roll.founded().unwrap().name, "某区人大");
    let member = |number: u8| roll.member(&device(number));
    assert_eq!(member(ROOT).unwrap().root, Some(0));
    assert_eq!(member(SECOND).unwrap().root, Some(1));
    assert!(member(ADMIN).unwrap().admin() && !member(MEMBER).unwrap().admin());
    assert!(member(STRANGER).is_none());
    assert_eq!(member(MEMBER).unwrap().revoked.len(), 1);
    let blocks = &member(TARGET).unwrap().blocks;
    assert_eq!((blocks.len(), blocks[0].from, blocks[0].to), (1, 10, 19));
    let office = Space::office();
    assert_eq!(roll.keys(&office).len(), 2);
    // The highest generation is sealed to; its readers come from all who said so.
    let key = roll.key(&office).unwrap();
    assert_eq!((key.generation, key.wrapped.len()), (2, 3));
}

#[test]
fn nothing_is_founded_without_the_founding() {
    let mut root = Chain::of(ROOT);
    let founding_line = root.says(1, &[founding(&[ROOT, SECOND]).1]);
    let later = root.says(2, &[granted(MEMBER)]);
    assert_eq!(roll(std::slice::from_ref(&later)), Roll::default());
    // Whoever brings the founding: it vouches for itself.
    let brought = Chain::in_log(STRANGER, 60).says(1, &[founding(&[ROOT, SECOND]).1]);
    assert!(
        roll(&[brought, later.clone()])
            .member(&device(MEMBER))
            .is_some()
    );
    assert!(
        roll(&[founding_line, later])
            .member(&device(MEMBER))
            .is_some()
    );
    // Another founding is another workspace.
    let other = Chain::in_log(STRANGER, 60).says(1, &[founding(&[STRANGER]).1]);
    assert_eq!(roll(&[other]), Roll::default());
}

#[test]
fn a_name_that_is_not_the_keys_lets_nobody_in() {
    let wrong = AccessEvent::Granted(Granted {
        device: device(STRANGER).to_string(),
        ..grant(TARGET)
    });
    assert!(!counts(ROOT, wrong, None));
    let no_key = AccessEvent::Granted(Granted {
        key: "00".into(),
        ..grant(TARGET)
    });
    assert!(!counts(ROOT, no_key, None));
}

#[test]
fn an_administrator_outside_the_office_is_none() {
    let unit = AccessEvent::Granted(Granted {
        admin: true,
        registrar: true,
        ..grant(TARGET)
    });
    let mut objects = office_of(Some(unit));
    objects.push(Chain::in_log(TARGET, 53).says(20, &[granted(STRANGER)]));
    let roll = roll(&objects);
    let member: &Member = roll.member(&device(TARGET)).unwrap();
    assert!(!member.admin() && !member.registrar());
    assert!(roll.member(&device(STRANGER)).is_none());
}

#[test]
fn an_administrators_time_ends() {
    let ending = AccessEvent::Granted(Granted {
        until: Some(huiyin_log::access::Day("2026-03-10".parse().unwrap())),
        role: Role::Office,
        admin: true,
        ..grant(TARGET)
    });
    for (day, counted) in [("2026-03-10", true), ("2026-03-11", false)] {
        let mut objects = office_of(Some(ending.clone()));
        objects.push(Chain::in_log(TARGET, 53).says_on(day, 20, &[granted(STRANGER)]));
        let found = roll(&objects).member(&device(STRANGER)).is_some();
        assert_eq!(found, counted, "{day}");
    }
}

#[test]
fn who_reads_which_deputys_space() {
    let as_deputy = |name: &str| Granted {
        role: Role::Deputy,
        party: name.into(),
        ..grant(TARGET)
    };
    let with_office = |granted: Granted| Granted {
        spaces: vec![Space::OFFICE.into()],
        ..granted
    };
    let as_office = Granted {
        role: Role::Office,
        party: "代表工委".into(),
        ..grant(TARGET)
    };
    let spaces = [
        Space::of_deputy("刘明"),
        Space::of_deputy("赵强"),
        Space::office(),
        Space::try_from("d-1").unwrap(),
    ];
    // The grant, whose space is its own, and which of the spaces it reads.
    for (what, granted, own, reads) in [
        (
            "a deputy",
            as_deputy("刘明"),
            Some("刘明"),
            [true, false, false, false],
        ),
        ("another", as_deputy("刘明 "), Some("刘明 "), [false; 4]),
        ("one without a name", as_deputy(""), None, [false; 4]),
        (
            "a unit of that name",
            Granted {
                party: "刘明".into(),
                ..grant(TARGET)
            },
            None,
            [false; 4],
        ),
        (
            "the office without its space",
            as_office.clone(),
            None,
            [false; 4],
        ),
        (
            "the office",
            with_office(as_office),
            None,
            [true, true, true, false],
        ),
        (
            "a deputy who works at the office",
            with_office(as_deputy("赵强")),
            Some("赵强"),
            [true, true, true, false],
        ),
    ] {
        let roll = roll(&office_of(Some(AccessEvent::Granted(granted))));
        let member = roll.member(&device(TARGET)).unwrap();
        let grant = member.grant().unwrap();
        assert_eq!(grant.own_space(), own.map(Space::of_deputy), "{what}");
        for (space, reads) in spaces.iter().zip(reads) {
            assert_eq!(grant.reads(space), reads, "{what} {space}");
            assert_eq!(member.reads(space), reads, "{what} {space}");
        }
    }
    // Whoever was granted two things has what both give.
    let both = [as_deputy("刘明"), as_deputy("赵强")].map(AccessEvent::Granted);
    let mut objects = office_of(None);
    objects.push(Chain::in_log(ROOT, 56).says(40, &both));
    let roll = roll(&objects);
    let member = roll.member(&device(TARGET)).unwrap();
    let found = spaces.each_ref().map(|space| member.reads(space));
    assert_eq!(found, [true, true, false, false]);
    assert!(!member.grant().unwrap().reads(&spaces[0]));
}

#[test]
fn deputies_spaces_are_those_with_a_key_that_counts() {
    let of = |space: &Space, event: AccessEvent| match event {
        AccessEvent::SpaceKeyed(keyed) => AccessEvent::SpaceKeyed(SpaceKeyed {
            space: space.to_string(),
            ..keyed
        }),
        other => other,
    };
    let (liu, zhao) = (Space::of_deputy("刘明"), Space::of_deputy("赵强"));
    let mut objects = office_of(None);
    let keys = [of(&liu, keyed(1, 8, &[TARGET])), keyed(1, 9, &[MEMBER])];
    objects.push(Chain::in_log(ROOT, 55).says(30, &keys));
    // A member's key is nobody's.
    objects.push(Chain::in_log(MEMBER, 58).says(50, &[of(&zhao, keyed(1, 7, &[MEMBER]))]));
    let roll = roll(&objects);
    let found: Vec<&Space> = roll.deputies_spaces().collect();
    assert_eq!(found, [&liu]);
}

#[test]
fn a_forged_signature_is_not_heard() {
    let mut objects = office_of(None);
    let said = Chain::in_log(ADMIN, 51).says(20, &[granted(TARGET)]);
    let text = String::from_utf8(said.encode().to_vec()).unwrap();
    // An administrator's order as if a root had given it, and a root's as if the stranger had.
    let forged = text.replace(device(ADMIN).as_str(), device(ROOT).as_str());
    objects.push(Object::decode(renamed(&forged).as_bytes()).unwrap());
    assert!(roll(&objects).member(&device(TARGET)).is_none());
}

#[test]
fn orders_are_heard_in_the_space_access_only() {
    let mut objects = office_of(None);
    let line = granted(TARGET)
        .seal(
            huiyin_log::LogId::from_bytes([3; 16]),
            20,
            office(),
            at("2026-03-08"),
        )
        .unwrap();
    for (space, wrap) in [
        (Space::main(), Wrap::Clear),
        (
            Space::access(),
            sealed_to(&huiyin_log::seal::BoxKey::from_seed([1; 32])),
        ),
    ] {
        let draft = Draft {
            wrap,
            ..draft(space, vec![line.clone()])
        };
        objects.push(Object::sign(draft, &key(ROOT)).unwrap());
    }
    assert!(roll(&objects).member(&device(TARGET)).is_none());
}

#[test]
fn after_a_revocation_what_was_accepted_counts_and_nothing_else() {
    let mut admin_chain = Chain::in_log(ADMIN, 51);
    let first = admin_chain.says(20, &[granted(30)]);
    let second = admin_chain.says(21, &[granted(31)]);
    let third = admin_chain.says(22, &[granted(32)]);
    let mut other_log = Chain::in_log(ADMIN, 54);
    let elsewhere = other_log.says(23, &[granted(33)]);
    // With the key and an old number: beside the second, and after the first.
    let backdated = admin_chain.beside(Some(&first), "2026-03-08", 21, &[granted(34)]);
    let mut objects = office_of(None);
    objects.push(Chain::in_log(ROOT, 55).says(40, &[revoked(ADMIN, &[&second])]));
    objects.extend([first, second, third, elsewhere, backdated]);
    let roll = roll(&objects);
    let inside = [30, 31, 32, 33, 34].map(|number| roll.member(&device(number)).is_some());
    assert_eq!(inside, [true, true, false, false, false]);
}

#[test]
fn several_revocations_leave_what_each_leaves() {
    let mut chain = Chain::in_log(ADMIN, 51);
    let first = chain.says(20, &[granted(30)]);
    let second = chain.says(21, &[granted(31)]);
    let mut objects = office_of(None);
    objects.push(Chain::in_log(ROOT, 55).says(40, &[revoked(ADMIN, &[&second])]));
    objects.push(Chain::in_log(SECOND, 56).says(41, &[revoked(ADMIN, &[&first])]));
    objects.extend([first, second]);
    let roll = roll(&objects);
    assert!(roll.member(&device(30)).is_some() && roll.member(&device(31)).is_none());
    assert_eq!(roll.member(&device(ADMIN)).unwrap().revoked.len(), 2);
}

#[test]
fn of_two_that_revoke_each_other_the_upper_one_stays() {
    // Roots: the earlier one stays, whatever the numbers say.
    let mut objects = office_of(None);
    objects.push(Chain::in_log(SECOND, 56).says(5, &[revoked(ROOT, &[])]));
    objects.push(Chain::in_log(ROOT, 55).says(40, &[revoked(SECOND, &[])]));
    let found = roll(&objects);
    assert!(found.member(&device(ROOT)).unwrap().revoked.is_empty());
    assert_eq!(found.member(&device(SECOND)).unwrap().revoked.len(), 1);
    // Administrators: neither, since neither is above the other.
    let mut objects = office_of(None);
    objects.push(Chain::in_log(ADMIN, 51).says(20, &[revoked(OTHER_ADMIN, &[])]));
    objects.push(Chain::in_log(OTHER_ADMIN, 52).says(20, &[revoked(ADMIN, &[])]));
    let found = roll(&objects);
    for number in [ADMIN, OTHER_ADMIN] {
        assert!(found.member(&device(number)).unwrap().revoked.is_empty());
    }
}

#[test]
fn whom_a_revoked_administrator_let_in_goes_with_it() {
    let mut admin_chain = Chain::in_log(ADMIN, 51);
    let before = admin_chain.says(20, &[granted(30)]);
    let after = admin_chain.says(21, &[granted(31)]);
    let mut objects = office_of(None);
    objects.extend([before.clone(), after]);
    assert!(roll(&objects).member(&device(31)).is_some());
    objects.push(Chain::in_log(SECOND, 56).says(41, &[revoked(ADMIN, &[&before])]));
    let found = roll(&objects);
    assert!(found.member(&device(30)).is_some() && found.member(&device(31)).is_none());
}

#[test]
fn keys_of_a_revoked_administrator_open_still_and_are_not_sealed_to() {
    let mut objects = office_of(None);
    objects.push(Chain::in_log(ROOT, 55).says(30, &[keyed(1, 8, &[MEMBER])]));
    objects.push(Chain::in_log(ADMIN, 51).says(31, &[keyed(2, 9, &[MEMBER])]));
    assert_eq!(roll(&objects).key(&Space::office()).unwrap().generation, 2);
    objects.push(Chain::in_log(ROOT, 57).says(41, &[revoked(ADMIN, &[])]));
    // A member's key is nobody's.
    objects.push(Chain::in_log(MEMBER, 58).says(50, &[keyed(9, 7, &[MEMBER])]));
    let found = roll(&objects);
    assert_eq!(found.key(&Space::office()).unwrap().generation, 1);
    let all: Vec<u64> = found.all_keys().map(|(_, key)| key.generation).collect();
    assert_eq!(all, [1, 2]);
}

#[test]
fn a_root_that_the_first_one_adds_stands_below_all_others() {
    let new = AccessEvent::Granted(Granted {
        root: true,
        admin: true,
        role: Role::Office,
        ..grant(TARGET)
    });
    let mut objects = office_of(Some(new));
    objects.push(Chain::in_log(TARGET, 53).says(20, &[revoked(SECOND, &[]), admin(STRANGER)]));
    let found = roll(&objects);
    assert_eq!(found.member(&device(TARGET)).unwrap().root, Some(2));
    assert!(found.member(&device(SECOND)).unwrap().revoked.is_empty());
    assert!(found.member(&device(STRANGER)).unwrap().admin());
}

#[test]
fn one_order_in_two_objects_is_one_order() {
    let mut objects = office_of(None);
    let event = granted(TARGET);
    let line = event
        .seal(
            huiyin_log::LogId::from_bytes([3; 16]),
            20,
            office(),
            at("2026-03-08"),
        )
        .unwrap();
    for (by, log) in [(ADMIN, 51), (OTHER_ADMIN, 52), (STRANGER, 60)] {
        let draft = Draft {
            log: huiyin_log::LogId::from_bytes([log; 16]),
            ..draft(Space::access(), vec![line.clone()])
        };
        objects.push(Object::sign(draft, &key(by)).unwrap());
    }
    assert_eq!(
        roll(&objects).member(&device(TARGET)).unwrap().grants.len(),
        1
    );
    // Whichever of the two does not count: the other's does.
    for gone in [ADMIN, OTHER_ADMIN] {
        let mut objects = objects.clone();
        objects.push(Chain::in_log(ROOT, 57).says(41, &[revoked(gone, &[])]));
        assert!(roll(&objects).member(&device(TARGET)).is_some(), "{gone}");
    }
}

/// Everything that happens in one workspace: grants, a fork, revocations up and down.
fn everything() -> Vec<Object> {
    let mut objects = office_of(Some(granted(TARGET)));
    let mut admin_chain = Chain::in_log(ADMIN, 51);
    let first = admin_chain.says(20, &[granted(30), numbers(30, 1, 9)]);
    let second = admin_chain.says(22, &[keyed(2, 9, &[30])]);
    objects.push(admin_chain.beside(Some(&first), "2026-03-08", 22, &[granted(34)]));
    objects.push(Chain::in_log(OTHER_ADMIN, 52).says(20, &[revoked(30, &[]), revoked(ADMIN, &[])]));
    objects.push(Chain::in_log(SECOND, 56).says(41, &[revoked(ADMIN, &[&second]), admin(TARGET)]));
    objects.push(Chain::in_log(TARGET, 53).says(43, &[granted(35), until(35, "2026-05-01")]));
    objects.push(Chain::in_log(ROOT, 57).says(60, &[revoked(SECOND, &[])]));
    objects.push(Chain::in_log(STRANGER, 60).says(1, &[admin(STRANGER)]));
    objects.extend([first, second]);
    objects
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_order_gives_the_same_roll(order in Just(everything()).prop_shuffle()) {
        prop_assert_eq!(roll(&order), roll(&everything()));
    }

    #[test]
    fn any_part_in_any_order_gives_the_same(
        mask in any::<u16>(),
        order in Just((0..everything().len()).collect::<Vec<usize>>()).prop_shuffle(),
    ) {
        let all = everything();
        let here = |at: &&usize| mask & (1 << **at) != 0;
        let mixed: Vec<Object> = order.iter().filter(here).map(|at| all[*at].clone()).collect();
        let sorted: Vec<usize> = (0..all.len()).collect();
        let sorted: Vec<Object> = sorted.iter().filter(here).map(|at| all[*at].clone()).collect();
        prop_assert_eq!(roll(&mixed), roll(&sorted));
    }
}
