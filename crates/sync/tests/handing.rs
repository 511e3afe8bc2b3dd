//! Deputies get what is theirs on devices of their own, and nothing else.

mod support;

use futures_lite::future::block_on;
use huiyin_log::Space;
use huiyin_protocol::sharing::*;
use huiyin_rules::{Actor, Role};
use support::*;

const RECEIVED: &str = "{\"via\":\"qr\",\"deputy\":\"刘明\",\"text\":\"路灯坏了\",\"contact\":\"13812345678\",\"on\":\"2026-03-20\"}";
const ELSEWHERE: &str =
    "{\"via\":\"qr\",\"deputy\":\"王芳\",\"text\":\"没有公厕\",\"on\":\"2026-03-20\"}";

fn at_office() -> Actor {
    actor(Role::Office, "代表工委")
}

fn liu() -> Actor {
    actor(Role::Deputy, "刘明")
}

fn to(name: &str) -> String {
    format!("{{\"to\":{{\"deputy\":{{\"name\":\"{name}\"}}}},\"on\":\"2026-03-20\"}}")
}

async fn voice(office: &Device, id: &str, body: &str) -> String {
    let id = format!("v/{id}");
    office
        .record(at_office(), &id, "voice_received", body)
        .await
}

fn holds(folder: &Folder, word: &str) -> bool {
    let word = word.as_bytes();
    let files = folder.files.borrow();
    files
        .values()
        .any(|bytes| bytes.windows(word.len()).any(|w| w == word))
}

/// The objects that lie in a deputy's space.
fn handed(folder: &Folder, name: &str) -> usize {
    let start = format!("v1/{}/l/", Space::of_deputy(name));
    let files = folder.files.borrow();
    files.keys().filter(|path| path.contains(&start)).count()
}

async fn wait(device: &Device, seconds: i64) {
    let clock = &device.service.host().seconds;
    clock.set(clock.get() + seconds);
    device.sync().await;
}

#[test]
fn a_deputys_device_gets_what_is_theirs_and_what_it_records_comes_back() {
    block_on(async {
        let folder = Folder::default();
        let (office, _) = office(&folder, false).await;
        // One voice was there before the deputy's device, one comes later.
        let before = voice(&office, "1", RECEIVED).await;
        let picture = office
            .record(
                at_office(),
                "v/1",
                "voice_pictured",
                "{\"name\":\"ab\",\"data\":\"\"}",
            )
            .await;
        let elsewhere = voice(&office, "2", ELSEWHERE).await;
        office.sync().await;
        let own = joined(2, &office, &folder, Role::Deputy, "刘明").await;
        own.sync().await;
        assert_eq!(own.ids().await, [before.clone(), picture.clone()]);
        let later = voice(&office, "3", RECEIVED).await;
        let passed = office
            .record(at_office(), "v/2", "voice_passed", &to("刘明"))
            .await;
        office.sync().await;
        own.sync().await;
        let theirs = [&before, &picture, &later, &elsewhere, &passed];
        assert_eq!(sorted(own.ids().await), sorted(theirs));

        let answered = own
            .record(
                liu(),
                "v/1",
                "voice_answered",
                "{\"text\":\"已联系\",\"on\":\"2026-03-20\"}",
            )
            .await;
        own.sync().await;
        assert_eq!(own.status().await.pending, 0);
        office.sync().await;
        assert!(office.ids().await.contains(&answered));
        assert_eq!(office.status().await.quarantined, 0);

        // Nobody else gets any of it, and the store cannot read it.
        let unit = joined(3, &office, &folder, Role::Unit, "区水务局").await;
        let other = joined(4, &office, &folder, Role::Deputy, "赵强").await;
        unit.sync().await;
        other.sync().await;
        assert!(unit.ids().await.is_empty() && other.ids().await.is_empty());
        for word in ["路灯坏了", "13812345678", "没有公厕", "已联系"] {
            assert!(!holds(&folder, word), "{word}");
        }
        // What is settled is handed once.
        let count = handed(&folder, "刘明");
        for _ in 0..3 {
            office.sync().await;
            own.sync().await;
        }
        assert_eq!(handed(&folder, "刘明"), count);
        assert_eq!(handed(&folder, "王芳"), 0);
        // A second device of the deputy's has everything, what the first recorded too.
        let second = joined(5, &office, &folder, Role::Deputy, "刘明").await;
        second.sync().await;
        assert_eq!(sorted(second.ids().await), sorted(own.ids().await));
    });
}

fn sorted<T: AsRef<str>>(ids: impl IntoIterator<Item = T>) -> Vec<String> {
    let mut ids: Vec<String> = ids.into_iter().map(|id| id.as_ref().to_owned()).collect();
    ids.sort();
    ids
}

#[test]
fn what_a_deputy_passes_on_reaches_another_and_nobody_helps_themselves() {
    block_on(async {
        let folder = Folder::default();
        let (office, _) = office(&folder, false).await;
        let lamp = voice(&office, "1", RECEIVED).await;
        let secret = voice(&office, "2", ELSEWHERE).await;
        office.sync().await;
        let own = joined(2, &office, &folder, Role::Deputy, "刘明").await;
        let zhao = joined(3, &office, &folder, Role::Deputy, "赵强").await;
        own.sync().await;
        let passed = own.record(liu(), "v/1", "voice_passed", &to("赵强")).await;
        // Whoever knows the name of another's voice does not get at it by that.
        own.record(liu(), "v/2", "voice_passed", &to("刘明")).await;
        own.record(liu(), "v/2", "voice_passed", &to("赵强")).await;
        own.sync().await;
        wait(&office, 0).await;
        for device in [&own, &zhao] {
            device.sync().await;
            assert!(!device.ids().await.contains(&secret));
        }
        assert_eq!(sorted(zhao.ids().await), sorted([&lamp, &passed]));
        let answered = zhao
            .record(
                actor(Role::Deputy, "赵强"),
                "v/1",
                "voice_answered",
                "{\"text\":\"已修\",\"on\":\"2026-03-21\"}",
            )
            .await;
        zhao.sync().await;
        office.sync().await;
        own.sync().await;
        assert!(own.ids().await.contains(&answered));
    });
}

#[test]
fn a_note_goes_to_whom_it_is_written_to() {
    block_on(async {
        let folder = Folder::default();
        let (office, _) = office(&folder, false).await;
        let lamp = voice(&office, "1", RECEIVED).await;
        let own = joined(2, &office, &folder, Role::Deputy, "刘明").await;
        let zhao = joined(3, &office, &folder, Role::Deputy, "赵强").await;
        let passed = record(&office, "voice_passed", &to("赵强")).await;
        let noted = record(&office, "voice_noted", &to("赵强")).await;
        let unit =
            "{\"to\":{\"unit\":{\"name\":\"区住建局\"}},\"note\":\"密\",\"on\":\"2026-03-20\"}";
        let to_unit = record(&office, "voice_noted", unit).await;
        // As it was written before notes were lines of their own.
        let before = record(&office, "voice_passed", unit).await;
        for device in [&office, &own, &zhao] {
            device.sync().await;
        }
        assert_eq!(sorted(own.ids().await), sorted([&lamp, &passed]));
        assert_eq!(sorted(zhao.ids().await), sorted([&lamp, &passed, &noted]));
        // Who wrote it has it on a second device too.
        let theirs = own.record(liu(), "v/1", "voice_noted", &to("赵强")).await;
        own.sync().await;
        office.sync().await;
        let second = joined(4, &office, &folder, Role::Deputy, "刘明").await;
        second.sync().await;
        assert_eq!(
            sorted(second.ids().await),
            sorted([&lamp, &passed, &theirs])
        );
        let everything = [&lamp, &passed, &noted, &to_unit, &before, &theirs];
        assert_eq!(sorted(office.ids().await), sorted(everything));
    });
}

async fn record(office: &Device, kind: &str, body: &str) -> String {
    office.record(at_office(), "v/1", kind, body).await
}

#[test]
fn of_several_devices_of_the_office_one_hands_on() {
    block_on(async {
        let folder = Folder::default();
        let (first, _) = office(&folder, false).await;
        let second = joined(2, &first, &folder, Role::Office, "代表工委").await;
        let third = joined(3, &first, &folder, Role::Office, "代表工委").await;
        voice(&first, "1", RECEIVED).await;
        first.sync().await;
        let own = joined(4, &first, &folder, Role::Deputy, "刘明").await;
        own.sync().await;
        let one = handed(&folder, "刘明");
        own.record(
            liu(),
            "v/1",
            "voice_answered",
            "{\"text\":\"好\",\"on\":\"2026-03-20\"}",
        )
        .await;
        own.sync().await;
        // Woken by the same hint, none sees what the others are about to put.
        for device in [&first, &second, &third] {
            device.sync().await;
        }
        for _ in 0..4 {
            for device in [&second, &third, &first] {
                wait(device, 31).await;
            }
        }
        assert_eq!(handed(&folder, "刘明"), one + 1);
        // Where the one whose turn it is stays away, another takes over.
        for away in [&first, &second, &third] {
            let act = own
                .record(
                    liu(),
                    "v/1",
                    "voice_informed",
                    "{\"text\":\"在办\",\"on\":\"2026-03-21\"}",
                )
                .await;
            own.sync().await;
            let before = handed(&folder, "刘明");
            for _ in 0..6 {
                for device in [&first, &second, &third] {
                    if !std::ptr::eq(device, away) {
                        wait(device, 31).await;
                    }
                }
            }
            assert_eq!(handed(&folder, "刘明"), before + 1, "{act}");
            away.sync().await;
        }
    });
}

#[test]
fn whoever_is_put_out_gets_no_more() {
    block_on(async {
        let folder = Folder::default();
        let (office, _) = office(&folder, false).await;
        voice(&office, "1", RECEIVED).await;
        office.sync().await;
        let lost = joined(2, &office, &folder, Role::Deputy, "刘明").await;
        lost.sync().await;
        assert_eq!(lost.ids().await.len(), 1);
        revoke(&office, &lost).await;
        let space = Space::of_deputy("刘明");
        let count = handed(&folder, "刘明");
        voice(&office, "2", RECEIVED).await;
        office.sync().await;
        // Nobody is there to whom it could be handed.
        assert_eq!(handed(&folder, "刘明"), count);
        let new = joined(3, &office, &folder, Role::Deputy, "刘明").await;
        new.sync().await;
        assert_eq!(new.ids().await.len(), 2);
        let roll = office.service.replica().roll();
        let keys = roll.keys(&space);
        assert_eq!(keys.len(), 2);
        let device = lost.service.replica().device().unwrap();
        assert!(keys[0].wrapped.contains_key(&device));
        assert!(!roll.key(&space).unwrap().wrapped.contains_key(&device));
        lost.sync().await;
        assert_eq!(lost.ids().await.len(), 1);
    });
}

async fn revoke(office: &Device, other: &Device) {
    office
        .ask(SharingRequest::Revoke {
            device: other.status().await.device,
            reason: "设备丢失".into(),
            after: None,
        })
        .await;
}

#[test]
fn a_device_of_the_office_that_is_put_out_takes_nothing_from_deputies() {
    block_on(async {
        let folder = Folder::default();
        let (office, recovery) = office(&folder, false).await;
        let clerk = joined(2, &office, &folder, Role::Office, "代表工委").await;
        let own = joined(3, &office, &folder, Role::Deputy, "刘明").await;
        let before = voice(&clerk, "1", RECEIVED).await;
        clerk.sync().await;
        own.sync().await;
        assert_eq!(own.ids().await, std::slice::from_ref(&before));
        office.sync().await;
        let space = Space::of_deputy("刘明");
        let old = office.service.replica().roll().key(&space).unwrap().public;
        revoke(&office, &clerk).await;
        // Who had the office's key could make the deputies' keys: they are changed too.
        let new = office.service.replica().roll().key(&space).unwrap().public;
        assert_ne!(old, new);
        let later = voice(&office, "2", RECEIVED).await;
        office.sync().await;
        own.sync().await;
        assert_eq!(sorted(own.ids().await), sorted([&before, &later]));
        assert!(own.standing().await.set_aside.is_empty());

        // The same where the first device itself is lost.
        let replaced = Device::new(4, &folder);
        replaced
            .ask(SharingRequest::Recover {
                code: recovery,
                store: Folder::choice(),
                person: "李主任".into(),
            })
            .await;
        let last = voice(&replaced, "3", RECEIVED).await;
        replaced.sync().await;
        own.sync().await;
        assert_eq!(sorted(own.ids().await), sorted([&before, &later, &last]));
        assert!(own.standing().await.set_aside.is_empty());
        own.record(
            liu(),
            "v/3",
            "voice_answered",
            "{\"text\":\"好\",\"on\":\"2026-03-20\"}",
        )
        .await;
        own.sync().await;
        replaced.sync().await;
        assert_eq!(replaced.ids().await.len(), 4);
    });
}

/// What only some read cannot be built on by all: who writes there must not push others'
/// numbers so high that nothing of theirs fits any more.
#[test]
fn nobody_pushes_up_the_numbers_of_others_unseen() {
    block_on(async {
        let folder = Folder::default();
        let (office, _) = office(&folder, false).await;
        let unit = joined(2, &office, &folder, Role::Unit, "区水务局").await;
        let hostile = joined(3, &office, &folder, Role::Deputy, "刘明").await;
        let zhao = joined(4, &office, &folder, Role::Deputy, "赵强").await;
        let lamp = voice(&office, "1", RECEIVED).await;
        let passed = record(&office, "voice_passed", &to("赵强")).await;
        office.sync().await;
        for device in [&hostile, &zhao] {
            device.sync().await;
        }
        let said = "{\"text\":\"好\",\"on\":\"2026-03-20\"}";
        for kind in ["voice_informed", "evaluated", "newer_than_we"] {
            for _ in 0..3 {
                let body = if kind == "evaluated" {
                    "{\"deputy\":\"刘明\"}"
                } else {
                    said
                };
                let about = if kind == "evaluated" { "s/1" } else { "v/1" };
                hostile
                    .record_above(900_000, liu(), about, kind, body)
                    .await;
                hostile.sync().await;
                office.sync().await;
                zhao.sync().await;
            }
        }
        // Everybody else goes on as if nothing had happened.
        let named = office
            .record(at_office(), "w", "named", "{\"name\":\"马龙\"}")
            .await;
        let later = voice(&office, "2", RECEIVED).await;
        office.sync().await;
        zhao.sync().await;
        let answered = zhao
            .record(actor(Role::Deputy, "赵强"), "v/1", "voice_answered", said)
            .await;
        let drafted = zhao
            .record(actor(Role::Deputy, "赵强"), "s/2", "drafted", "{}")
            .await;
        zhao.sync().await;
        office.sync().await;
        unit.sync().await;
        let here = office.ids().await;
        for id in [&lamp, &passed, &named, &later, &answered, &drafted] {
            assert!(here.contains(id), "{id}");
        }
        assert_eq!(sorted(unit.ids().await), sorted([&named, &drafted]));
    });
}

#[test]
fn a_server_that_knows_nothing_of_it_keeps_nothing_else_from_anybody() {
    block_on(async {
        let folder = Folder::default();
        let (office, _) = office(&folder, false).await;
        let own = joined(2, &office, &folder, Role::Deputy, "刘明").await;
        folder.closed.set(Some("v1/d-"));
        let lamp = voice(&office, "1", RECEIVED).await;
        let named = office
            .record(at_office(), "w", "named", "{\"name\":\"马龙\"}")
            .await;
        let drafted = own.record(liu(), "s/1", "drafted", "{}").await;
        // It is told, and everything else goes its way.
        for device in [&office, &own, &office, &own] {
            assert_eq!(
                device.refused(SharingRequest::SyncNow).await,
                "store-forbidden"
            );
        }
        assert_eq!(sorted(own.ids().await), sorted([&named, &drafted]));
        assert_eq!(
            sorted(office.ids().await),
            sorted([&lamp, &named, &drafted])
        );
        // Once the server knows, what was held up follows.
        folder.closed.set(None);
        office.sync().await;
        own.sync().await;
        assert_eq!(sorted(own.ids().await), sorted([&lamp, &named, &drafted]));
    });
}
