//! Several devices over one WebDAV folder, by what a page can ask.

mod support;

use futures_lite::future::block_on;
use huiyin_protocol::sharing::*;
use huiyin_rules::Role;
use huiyin_sync::replica::Speaker;
use support::*;

#[test]
fn what_one_records_the_other_has_and_a_store_sees_no_evaluation() {
    block_on(async {
        let folder = Folder::default();
        let (office, _) = office(&folder, false).await;
        let first = office
            .record(
                actor(Role::Office, "代表工委"),
                "w",
                "named",
                "{\"name\":\"马龙\"}",
            )
            .await;
        office.sync().await;
        let unit = joined(2, &office, &folder, Role::Unit, "区水务局").await;
        let deputy = joined(3, &office, &folder, Role::Deputy, "张三").await;
        unit.sync().await;
        deputy.sync().await;
        assert_eq!(unit.ids().await, std::slice::from_ref(&first));
        let rated = deputy
            .record(
                actor(Role::Deputy, "张三"),
                "s/1",
                "evaluated",
                "{\"deputy\":\"张三\",\"result\":\"dissatisfied\",\"note\":\"管线未改\"}",
            )
            .await;
        deputy.sync().await;
        office.sync().await;
        unit.sync().await;
        assert!(office.ids().await.contains(&rated));
        assert_eq!(unit.ids().await, [first]);
        // Neither the store nor the unit's device holds a word of it.
        let word = "管线未改".as_bytes();
        let holds = |bytes: &[u8]| bytes.windows(word.len()).any(|w| w == word);
        assert!(!folder.files.borrow().values().any(|bytes| holds(bytes)));
        assert_eq!(deputy.status().await.pending, 0);
        assert_eq!(office.status().await.quarantined, 0);
    });
}

#[test]
fn what_a_unit_may_not_do_counts_nowhere_and_the_office_can_take_it_up() {
    block_on(async {
        let folder = Folder::default();
        let (office, _) = office(&folder, true).await;
        let unit = joined(2, &office, &folder, Role::Unit, "区水务局").await;
        // Its own program would refuse this; a forged one does not.
        unit.record(
            actor(Role::Unit, "区水务局"),
            "s/1",
            "registered",
            "{\"number\":\"2026-001\",\"on\":\"2026-03-01\"}",
        )
        .await;
        let other = unit
            .record(
                actor(Role::Unit, "区教育局"),
                "s/1",
                "accepted",
                "{\"unit\":\"区教育局\",\"on\":\"2026-03-02\"}",
            )
            .await;
        let good = unit
            .record(
                actor(Role::Unit, "区水务局"),
                "s/1",
                "accepted",
                "{\"unit\":\"区水务局\",\"on\":\"2026-03-02\"}",
            )
            .await;
        unit.sync().await;
        office.sync().await;
        assert_eq!(office.ids().await, std::slice::from_ref(&good));
        let SharingReply::Quarantine(held) = office.ask(SharingRequest::Quarantine).await else {
            panic!("no list");
        };
        let codes: Vec<&str> = held.iter().map(|one| one.code.as_str()).collect();
        assert_eq!(codes, ["role-not-allowed"]);
        // What stands in another's name was never put under the unit's signature.
        assert_eq!(unit.standing().await.set_aside.len(), 1);
        assert!(!office.ids().await.contains(&other));
        assert_eq!(unit.refused(SharingRequest::Requests).await, "not_admin");
    });
}

#[test]
fn a_revoked_device_is_heard_no_more_and_the_recovery_code_replaces_the_first() {
    block_on(async {
        let folder = Folder::default();
        let (office, recovery) = office(&folder, false).await;
        let unit = joined(2, &office, &folder, Role::Unit, "区水务局").await;
        let before = unit
            .record(actor(Role::Unit, "区水务局"), "s/1", "accepted", "{}")
            .await;
        unit.sync().await;
        office.sync().await;
        folder.away.set(true);
        let late = unit
            .record(actor(Role::Unit, "区水务局"), "s/2", "accepted", "{}")
            .await;
        assert_eq!(unit.status().await.pending, 1);
        folder.away.set(false);
        let device = unit.status().await.device;
        office
            .ask(SharingRequest::Revoke {
                device: device.clone(),
                reason: "设备丢失".into(),
                after: None,
            })
            .await;
        unit.sync().await;
        office.sync().await;
        assert_eq!(unit.status().await.part, Part::Revoked);
        assert_eq!(office.ids().await, std::slice::from_ref(&before));
        assert!(unit.ids().await.contains(&late));
        let new = Device::new(9, &folder);
        let reply = new
            .ask(SharingRequest::Recover {
                code: recovery.to_lowercase(),
                store: Folder::choice(),
                person: "王主任".into(),
            })
            .await;
        let SharingReply::Status(status) = reply else {
            panic!("{reply:?}");
        };
        assert_eq!(status.part, Part::Member);
        assert!(status.own.unwrap().admin);
        assert_eq!(new.ids().await, [before]);
        office.sync().await;
        assert_eq!(office.status().await.part, Part::Revoked);
        joined(10, &new, &folder, Role::Office, "代表工委").await;
    });
}

#[test]
fn a_store_that_forgets_is_told_again_and_a_file_does_as_well() {
    block_on(async {
        let folder = Folder::default();
        let (office, _) = office(&folder, false).await;
        let unit = joined(2, &office, &folder, Role::Unit, "区水务局").await;
        let said = unit
            .record(actor(Role::Unit, "区水务局"), "s/1", "accepted", "{}")
            .await;
        let SharingReply::File { bytes, events, .. } = unit.ask(SharingRequest::Outbox).await
        else {
            panic!("no file");
        };
        assert_eq!(events, 1);
        let reply = office.ask(SharingRequest::TakeIn(bytes)).await;
        assert!(
            matches!(reply, SharingReply::TakenIn { added: 1, .. }),
            "{reply:?}"
        );
        assert_eq!(office.ids().await, std::slice::from_ref(&said));
        office.sync().await;
        let kept = folder.files.borrow().len();
        folder
            .files
            .borrow_mut()
            .retain(|name, _| !name.contains("/main/"));
        assert!(folder.files.borrow().len() < kept);
        // A look at what is new does not read old folders; the thorough one does.
        office
            .ask(SharingRequest::SetStore(Some(Folder::choice())))
            .await;
        for _ in 0..25 {
            office.sync().await;
        }
        assert_eq!(folder.files.borrow().len(), kept);
        assert!(office.status().await.rolled_back > 0);
    });
}

#[test]
fn a_new_device_starts_from_a_snapshot() {
    block_on(async {
        let folder = Folder::default();
        let (office, _) = office(&folder, true).await;
        for number in 0..300 {
            office
                .record(
                    actor(Role::Office, "代表工委"),
                    &format!("s/{number}"),
                    "reminded",
                    "{}",
                )
                .await;
        }
        office.sync().await;
        office.ask(SharingRequest::Snapshot).await;
        let snapshots = folder
            .files
            .borrow()
            .keys()
            .filter(|name| name.contains("/p/"))
            .count();
        assert_eq!(snapshots, 2);
        let other = joined(4, &office, &folder, Role::Office, "代表工委").await;
        other.sync().await;
        let (mut theirs, mut ours) = (other.ids().await, office.ids().await);
        theirs.sort();
        ours.sort();
        assert_eq!(theirs, ours);
        let now = office.service.host().now();
        assert_eq!(now, other.service.host().now());
    });
}
