//! What the office's copies hand to deputies, and what they do not.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests outside of any test function"
)]

mod world;

use huiyin_log::judge::ADOPTED;
use huiyin_log::seal::BoxKey;
use huiyin_log::{Envelope, LogId, Space, Wrap};
use huiyin_sync::progress::Unwatched;
use huiyin_sync::pull::{Depth, pull};
use huiyin_sync::replica::index::{event_key, object_key};
use world::device::{Copy, Written};
use world::finish;
use world::forge::Forgery;
use world::office::{self, Rights};
use world::town::{LIU, day, gives_keys, handed, hands, has, line_of, opened, says, town};
use world::view::{standing, view};

const NAMED: &str =
    "{\"via\":\"qr\",\"deputy\":\"刘明\",\"text\":\"路灯坏了\",\"on\":\"2026-03-02\"}";
const ANSWER: &str = "{\"text\":\"已联系\",\"on\":\"2026-03-02\"}";

/// What somebody vouches for after their last day counts nowhere: handed on all the same, it
/// would be handed again with every sync for ever. So would keys.
#[test]
fn whose_time_is_over_hands_nothing_and_gives_no_keys() {
    let mut town = town(day("2026-03-02"));
    let (admin, clerk) = (opened(&town.admin), opened(&town.clerk));
    town.clerk.write("v/1", "voice_received", NAMED);
    town.sync(&town.clerk, &clerk);
    town.sync(&town.admin, &admin);
    assert_eq!(admin.deputies_keys(&town.admin.voice).len(), 1);
    for device in [&town.admin, &town.clerk] {
        device.voice.wrong_by.set(3 * 86_400);
    }
    assert_eq!(admin.deputies_keys(&town.admin.voice), []);
    // The clock is right again, and the key is given.
    town.admin.voice.wrong_by.set(0);
    assert_eq!(gives_keys(&town.admin, &admin), 1);
    town.sync(&town.admin, &admin);
    town.sync(&town.clerk, &clerk);
    assert_eq!(clerk.lacking(&town.clerk.voice), []);
    let own = Space::of_deputy(LIU);
    let all: Vec<u128> = clerk.look(|index| index.local.keys().copied().collect());
    finish(clerk.hand(&own, &all, &town.clerk.voice)).unwrap();
    assert_eq!(handed(&town.clerk, LIU), []);
    town.clerk.voice.wrong_by.set(86_400);
    assert_eq!(hands(&town.clerk, &clerk), 1);
}

/// From the moment in which somebody is known to be put out to that in which an administrator
/// makes another key, nothing is sealed to the one that they have.
#[test]
fn nothing_is_sealed_to_a_key_that_somebody_has_who_was_put_out() {
    let mut town = town(None);
    let (founder, clerk) = (opened(&town.founder), opened(&town.clerk));
    says(
        &town.founder,
        &founder,
        &[office::granted(&town.liu_too, &Rights::default())],
    );
    gives_keys(&town.founder, &founder);
    town.sync(&town.founder, &founder);
    town.clerk.write("v/1", "voice_received", NAMED);
    town.sync(&town.clerk, &clerk);
    assert_eq!(hands(&town.clerk, &clerk), 1);
    let lost = office::revoked(&town.liu_too.id(), Vec::new());
    says(&town.founder, &founder, &[lost]);
    town.sync(&town.founder, &founder);
    let later = town.clerk.write("v/2", "voice_received", NAMED);
    town.sync(&town.clerk, &clerk);
    assert_eq!(clerk.lacking(&town.clerk.voice), []);
    let own = Space::of_deputy(LIU);
    let all: Vec<u128> = clerk.look(|index| index.local.keys().copied().collect());
    finish(clerk.hand(&own, &all, &town.clerk.voice)).unwrap();
    assert_eq!(handed(&town.clerk, LIU).len(), 1);

    assert_eq!(gives_keys(&town.founder, &founder), 1);
    town.sync(&town.founder, &founder);
    town.sync(&town.clerk, &clerk);
    assert_eq!(hands(&town.clerk, &clerk), 1);
    town.sync(&town.clerk, &clerk);
    let (liu, lost) = (opened(&town.liu), opened(&town.liu_too));
    town.sync(&town.liu, &liu);
    town.sync(&town.liu_too, &lost);
    assert!(has(&liu, &later) && !has(&lost, &later));
    assert_eq!(lost.secrets_of(&own).len(), 1);
    let last = handed(&town.clerk, LIU).pop().unwrap();
    let opens = |copy: &Copy| {
        let secrets = copy.secrets_of(&own);
        secrets.iter().any(|(_, key)| last.open(key).is_some())
    };
    assert!(opens(&liu) && !opens(&lost));
}

/// The same where the office's key is a new one: who had the old one could make the
/// deputies' keys.
#[test]
fn nothing_is_sealed_to_a_key_made_of_an_old_one_of_the_offices() {
    let mut town = town(None);
    let (founder, clerk) = (opened(&town.founder), opened(&town.clerk));
    gives_keys(&town.founder, &founder);
    let readers: Vec<_> = [&town.founder, &town.clerk].map(office::reader).into();
    let secret = BoxKey::from_seed([8; 32]);
    let office_space = Space::office();
    let voice = &town.founder.voice;
    let new = office::keyed(&town.workspace, &office_space, 2, &secret, &readers, voice);
    let out = office::revoked(&town.admin.id(), Vec::new());
    says(&town.founder, &founder, &[out, new]);
    town.sync(&town.founder, &founder);
    town.clerk.write("v/1", "voice_received", NAMED);
    town.sync(&town.clerk, &clerk);
    assert_eq!(clerk.lacking(&town.clerk.voice), []);
    assert_eq!(gives_keys(&town.founder, &founder), 1);
    town.sync(&town.founder, &founder);
    town.sync(&town.clerk, &clerk);
    assert_eq!(hands(&town.clerk, &clerk), 1);
    let sealed = handed(&town.clerk, LIU).pop().unwrap();
    // Whoever has the old key makes another for each generation.
    let old = BoxKey::from_seed([7; 32]);
    for generation in 0..5 {
        let context = format!(
            "huiyin-space-key-1/{}/{}/{generation}",
            town.workspace,
            Space::of_deputy(LIU)
        );
        assert!(sealed.open(&old.derive(context.as_bytes())).is_none());
    }
}

#[test]
fn without_a_key_nothing_is_handed_in_the_clear() {
    let mut town = town(None);
    let founder = opened(&town.founder);
    town.founder.write("v/1", "voice_received", NAMED);
    town.sync(&town.founder, &founder);
    let all: Vec<u128> = founder.look(|index| index.local.keys().copied().collect());
    assert_eq!(all.len(), 1);
    for name in [LIU, "王芳"] {
        let space = Space::of_deputy(name);
        let handed = finish(founder.hand(&space, &all, &town.founder.voice)).unwrap();
        assert_eq!(handed, 0, "{name}");
    }
    assert_eq!(handed(&town.founder, LIU), []);
    gives_keys(&town.founder, &founder);
    assert_eq!(hands(&town.founder, &founder), 1);
}

#[test]
fn what_another_tab_handed_meanwhile_is_not_handed_again() {
    let mut town = town(None);
    let founder = opened(&town.founder);
    gives_keys(&town.founder, &founder);
    town.founder.write("v/1", "voice_received", NAMED);
    town.founder.write("v/2", "voice_received", NAMED);
    town.sync(&town.founder, &founder);
    let second = opened(&town.founder);
    let lacking = founder.lacking(&town.founder.voice).pop().unwrap();
    assert_eq!(lacking.own.len(), 2);
    let some = &lacking.own[..1];
    let voice = &town.founder.voice;
    assert_eq!(finish(second.hand(&lacking.space, some, voice)).unwrap(), 1);
    let rest = finish(founder.hand(&lacking.space, &lacking.own, voice));
    assert_eq!(rest.unwrap(), 1);
    assert_eq!(handed(&town.founder, LIU).len(), 2);
    finish(second.catch_up()).unwrap();
    assert_eq!(second.lacking(voice), []);
    assert_eq!(founder.lacking(voice), []);
}

/// A deputy's device does not read the office's space, and sees by what it is handed alone
/// that the office took up what did not count as it came.
#[test]
fn what_the_office_takes_up_of_a_deputys_counts_on_their_own_device() {
    let mut town = town(None);
    let (founder, liu) = (opened(&town.founder), opened(&town.liu_too));
    let ending = Rights {
        until: day("2026-03-02"),
        ..Rights::default()
    };
    let grant = office::granted(&town.liu_too, &ending);
    says(&town.founder, &founder, &[grant]);
    gives_keys(&town.founder, &founder);
    let came = town.founder.write("v/1", "voice_received", NAMED);
    town.sync(&town.founder, &founder);
    hands(&town.founder, &founder);
    town.sync(&town.founder, &founder);
    town.sync(&town.liu_too, &liu);
    assert!(has(&liu, &came));

    town.liu_too.voice.wrong_by.set(5 * 86_400);
    let late = town.liu_too.write("v/1", "voice_answered", ANSWER);
    town.sync(&town.liu_too, &liu);
    town.sync(&town.founder, &founder);
    assert!(!has(&founder, &late) && !has(&liu, &late));
    assert_eq!(hands(&town.founder, &founder), 0);
    let Written { line, .. } = town.liu_too.written.pop().unwrap();
    let lines = vec![Envelope::decode(&line).unwrap()];
    finish(founder.adopt(&Space::office(), lines, &town.founder.voice)).unwrap();
    assert!(has(&founder, &late));
    assert_eq!(hands(&town.founder, &founder), 1);
    town.sync(&town.founder, &founder);
    town.sync(&town.liu_too, &liu);
    assert!(has(&liu, &late));
    assert_eq!(standing(&town.liu_too).set_aside, []);
}

/// Keys that an administrator made who was put out count no more, and open still what was
/// sealed to them: who comes later needs them, and nothing new is sealed to them.
#[test]
fn what_was_sealed_to_a_key_that_counts_no_more_is_for_later_devices_too() {
    let mut town = town(None);
    let (founder, admin) = (opened(&town.founder), opened(&town.admin));
    let (clerk, liu_too) = (opened(&town.clerk), opened(&town.liu_too));
    let before = office::cuts(&founder, &town.admin.id(), 0);
    town.sync(&town.admin, &admin);
    gives_keys(&town.admin, &admin);
    town.sync(&town.admin, &admin);
    let came = town.clerk.write("v/1", "voice_received", NAMED);
    town.sync(&town.clerk, &clerk);
    assert_eq!(hands(&town.clerk, &clerk), 1);
    town.sync(&town.clerk, &clerk);
    town.sync(&town.founder, &founder);
    let own = Space::of_deputy(LIU);
    assert!(founder.roll().key(&own).is_some());
    let put_out = [
        office::revoked(&town.admin.id(), before),
        office::granted(&town.liu_too, &Rights::default()),
    ];
    says(&town.founder, &founder, &put_out);
    let spare = founder.roll().all_keys().next().map(|(space, key)| {
        let counts = founder.roll().keys(space).contains(key);
        (space.clone(), counts)
    });
    assert!(spare.is_some());
    assert!(founder.roll().key(&own).is_none());
    assert!(gives_keys(&town.founder, &founder) > 0);
    let roll = founder.roll();
    let (now, generations) = (roll.key(&own).unwrap(), roll.keys(&own).len());
    assert!(generations >= 2 && now.generation >= 2);
    town.sync(&town.founder, &founder);
    town.sync(&town.clerk, &clerk);
    town.sync(&town.liu_too, &liu_too);
    assert!(has(&liu_too, &came));
    let later = town.clerk.write("v/2", "voice_received", NAMED);
    town.sync(&town.clerk, &clerk);
    hands(&town.clerk, &clerk);
    town.sync(&town.clerk, &clerk);
    town.sync(&town.liu_too, &liu_too);
    assert!(has(&liu_too, &later));
}

/// What was handed on makes nothing count that was revoked since, where that is known; and
/// where it counts no more it is handed on no more.
#[test]
fn what_was_handed_on_counts_as_what_it_was_handed_on_from() {
    let mut town = town(None);
    let (founder, clerk) = (opened(&town.founder), opened(&town.clerk));
    gives_keys(&town.founder, &founder);
    town.sync(&town.founder, &founder);
    let came = town.clerk.write("v/1", "voice_received", NAMED);
    town.sync(&town.clerk, &clerk);
    town.sync(&town.founder, &founder);
    assert_eq!(hands(&town.founder, &founder), 1);
    let out = office::revoked(&town.clerk.id(), Vec::new());
    says(&town.founder, &founder, &[out]);
    assert!(!has(&founder, &came));
    let id = u128::from_str_radix(&came, 16).unwrap();
    founder.look(|index| {
        let carriers: Vec<bool> = index
            .carriers(id)
            .iter()
            .map(|(place, at)| index.entry(*place).unwrap().counts(*at as usize))
            .collect();
        // The one that was handed on counts by itself.
        assert_eq!(carriers, [false, true]);
        assert_eq!(index.counting(id).count(), 0);
    });
    let set_aside = standing(&town.founder).set_aside;
    assert_eq!(set_aside.len(), 1);
    // A copy that gets both at once places none of it for the engine to fold.
    town.sync(&town.founder, &founder);
    let admin = opened(&town.admin);
    let objects = town.founder.carried();
    finish(admin.take(objects, true)).unwrap();
    assert!(!has(&admin, &came) && !town.admin.held().contains(&came));
    // Taken up again, it counts everywhere.
    let Written { line, .. } = town.clerk.written.pop().unwrap();
    let lines = vec![Envelope::decode(&line).unwrap()];
    finish(founder.adopt(&Space::office(), lines, &town.founder.voice)).unwrap();
    town.sync(&town.founder, &founder);
    town.sync(&town.admin, &admin);
    assert!(has(&founder, &came) && has(&admin, &came));
    assert!(town.admin.held().contains(&came));
}

/// A line whose number is beyond what anybody can vouch for would never stand there. No
/// program of ours makes one.
#[test]
fn what_nobody_can_vouch_for_is_not_handed_for_ever() {
    let town = town(None);
    let founder = opened(&town.founder);
    gives_keys(&town.founder, &founder);
    let line = |seq: u64, about: &str| {
        let by = &town.founder;
        line_of(by, [5; 16], seq, (about, "voice_received", NAMED))
    };
    let (first, second) = (line(ADOPTED, "v/1"), line(ADOPTED + 1, "v/2"));
    let ids = [&first, &second].map(|line| line.id().to_string());
    let office = Space::office();
    finish(founder.adopt(&office, vec![first], &town.founder.voice)).unwrap();
    let carried = town.founder.carried();
    let adopted = carried
        .iter()
        .find(|object| object.header().space == office);
    let forged = Forgery {
        by: &town.clerk,
        workspace: &town.workspace,
        space: office.clone(),
        log: LogId::from_bytes([5; 16]),
        seq: 1,
        prev: None,
        heads: vec![adopted.unwrap().id().clone()],
        past: ADOPTED,
        adopts: false,
        lines: vec![second],
        wrap: Wrap::Sealed {
            generation: 1,
            to: BoxKey::from_seed([7; 32]).public(),
            random: [3; 32],
        },
    }
    .make(&town.clerk.voice);
    finish(founder.take(vec![forged], false)).unwrap();
    assert!(has(&founder, &ids[0]) && has(&founder, &ids[1]));
    assert_eq!(hands(&town.founder, &founder), 1);
    assert_eq!(handed(&town.founder, LIU).len(), 1);
}

/// What the store lost of what was handed on is put back by whoever of the office has it.
#[test]
fn what_the_store_loses_of_it_others_put_back() {
    let mut town = town(None);
    let (founder, clerk) = (opened(&town.founder), opened(&town.clerk));
    gives_keys(&town.founder, &founder);
    town.sync(&town.founder, &founder);
    let came = town.clerk.write("v/1", "voice_received", NAMED);
    town.sync(&town.clerk, &clerk);
    hands(&town.clerk, &clerk);
    town.sync(&town.clerk, &clerk);
    let own = [Space::of_deputy(LIU)];
    finish(pull(&founder, &town.way, &own, Depth::Onwards, &Unwatched)).unwrap();
    let name = handed(&town.founder, LIU).pop().unwrap().key();
    town.way.cloud.shelf.borrow_mut().blobs.remove(&name);
    // The clerk's device is gone for good.
    town.sync(&town.founder, &founder);
    assert!(town.way.cloud.bytes(&name).is_some());
    let liu = opened(&town.liu);
    town.sync(&town.liu, &liu);
    assert!(has(&liu, &came));
}

/// A deputy vouches for nothing in their own space; where the office takes up what they said
/// there, it stands in the office's.
#[test]
fn what_a_deputy_puts_into_their_own_space_counts_once_the_office_takes_it_up() {
    let mut town = town(None);
    let (founder, liu) = (opened(&town.founder), opened(&town.liu));
    gives_keys(&town.founder, &founder);
    town.founder.write("v/1", "voice_received", NAMED);
    town.sync(&town.founder, &founder);
    hands(&town.founder, &founder);
    town.sync(&town.founder, &founder);
    town.sync(&town.liu, &liu);
    let own = Space::of_deputy(LIU);
    let line = line_of(&town.liu, [6; 16], 9, ("v/1", "voice_answered", ANSWER));
    let roll = liu.roll();
    let key = roll.key(&own).unwrap();
    let forged = Forgery {
        by: &town.liu,
        workspace: &town.workspace,
        space: own.clone(),
        log: LogId::from_bytes([6; 16]),
        seq: 1,
        prev: None,
        heads: Vec::new(),
        past: 0,
        adopts: true,
        lines: vec![line.clone()],
        wrap: Wrap::Sealed {
            generation: key.generation,
            to: key.public,
            random: [3; 32],
        },
    }
    .make(&town.liu.voice);
    let id = line.id().to_string();
    finish(founder.take(vec![forged.clone()], false)).unwrap();
    finish(liu.take(vec![forged.clone()], false)).unwrap();
    let name = (own.to_string(), forged.id().to_string());
    for (device, copy) in [(&town.founder, &founder), (&town.liu, &liu)] {
        let fate = view(device, copy).fates.remove(&name).unwrap();
        assert_eq!(fate.reason, Some("adopts-unauthorised"), "{}", device.name);
        assert!(!has(copy, &id));
    }
    let offered = founder.look(|index| {
        let entry = index.named(object_key(forged.id())).unwrap();
        index.mendable(entry, 0)
    });
    assert!(offered);
    finish(founder.adopt(&own, vec![line], &town.founder.voice)).unwrap();
    let stands = founder.look(|index| {
        let carriers = index.carriers(u128::from_str_radix(&id, 16).unwrap());
        let chains = carriers
            .iter()
            .filter_map(|(place, _)| index.chain_of(*place));
        chains
            .filter(|chain| chain.space == Space::office())
            .count()
    });
    assert_eq!(stands, 1);
    assert_eq!(hands(&town.founder, &founder), 1);
    town.sync(&town.founder, &founder);
    town.sync(&town.liu, &liu);
    assert!(has(&founder, &id) && has(&liu, &id));
}

/// Whose voice it is not gets at it in no way, and who writes the office's space without
/// reading it hands nothing on.
#[test]
fn only_whoever_reads_the_offices_space_hands_on() {
    let mut town = town(None);
    let founder = opened(&town.founder);
    let zhao = opened(&town.zhao);
    let grant = office::granted(&town.zhao, &Rights::default());
    says(&town.founder, &founder, &[grant]);
    assert_eq!(gives_keys(&town.founder, &founder), 2);
    let came = town.founder.write("v/1", "voice_received", NAMED);
    town.sync(&town.founder, &founder);
    assert_eq!(hands(&town.founder, &founder), 1);
    town.sync(&town.founder, &founder);
    finish(zhao.take(town.founder.carried(), false)).unwrap();
    assert!(!has(&zhao, &came));
    assert_eq!(zhao.secrets_of(&Space::of_deputy(LIU)).len(), 0);
    assert_eq!(zhao.secrets_of(&Space::of_deputy("赵强")).len(), 1);
    assert_eq!(zhao.lacking(&town.zhao.voice), []);
    assert_eq!(zhao.deputies_keys(&town.zhao.voice), []);

    // A device of the office that was not given the key yet.
    let late = &town.liu_too;
    assert_eq!(opened(late).lacking(&late.voice), []);
    let line = Envelope::decode(&town.founder.written[0].line).unwrap();
    let space = Space::of_deputy(LIU);
    let events = [event_key(line.id())];
    let done = finish(zhao.hand(&space, &events, &town.zhao.voice));
    assert_eq!(done.unwrap(), 0);
    assert_eq!(handed(&town.zhao, LIU).len(), 1);
}
