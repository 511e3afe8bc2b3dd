//! A replica by itself and between two stores: founding, letting in, recording, syncing.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests outside of any test function"
)]

mod world;

use huiyin_log::seal::BoxKey;
use huiyin_log::{AggregateId, Envelope, LogId, Parts, Space, WorkspaceId, Wrap};
use huiyin_rules::Role;
use huiyin_sync::progress::Unwatched;
use huiyin_sync::pull::{Depth, pull};
use huiyin_sync::push::push;
use huiyin_sync::replica::Speaker;
use std::cell::Cell;
use std::rc::Rc;
use world::device::Copy;
use world::forge::Forgery;
use world::office::{self, Rights};
use world::view::view;
use world::{Cloud, Device, Rng, Way, Weather, finish};

struct Small {
    workspace: WorkspaceId,
    way: Way,
    office: Device,
    unit: Device,
}

fn way(weather: &Rc<Weather>) -> Way {
    Way {
        cloud: Rc::new(Cloud::default()),
        weather: Rc::clone(weather),
        online: Rc::new(Cell::new(true)),
    }
}

fn small() -> Small {
    let mut rng = Rng::new(1);
    let weather = Weather::calm(2);
    let time = Rc::new(Cell::new(0));
    let office = Device::new(
        "office",
        Role::Office,
        "代表工委",
        &mut rng,
        &time,
        &weather,
    );
    let unit = Device::new("unit", Role::Unit, "区水务局", &mut rng, &time, &weather);
    let (workspace, founding) = office::founded(&[&office]);
    let copy = office.tab();
    let secret = BoxKey::from_seed(rng.bytes32());
    let key = office::keyed(
        &workspace,
        &Space::office(),
        1,
        &secret,
        &[office::reader(&office)],
        &office.voice,
    );
    finish(async {
        copy.open().await.unwrap();
        copy.become_device(Some(office.identity(&workspace)))
            .await
            .unwrap();
        let events = [
            founding,
            office::granted(&office, &Rights::full()),
            key,
            office::granted(&unit, &Rights::usual(&unit)),
        ];
        copy.speak(&events, office.actor(), &office.voice)
            .await
            .unwrap();
        let copy = unit.tab();
        copy.open().await.unwrap();
        copy.become_device(Some(unit.identity(&workspace)))
            .await
            .unwrap();
    });
    Small {
        workspace,
        way: way(&weather),
        office,
        unit,
    }
}

fn sync(device: &Device, copy: &Copy, way: &Way) -> (u64, u64, u64) {
    finish(async {
        let spaces = [Space::access(), Space::main(), Space::office()];
        let got = pull(copy, way, &spaces, Depth::Onwards, &Unwatched)
            .await
            .unwrap();
        let made = copy.seal_own(&device.voice).await.unwrap();
        let put = push(copy, way, &Unwatched).await.unwrap();
        (got.added, made, put.put)
    })
}

fn opened(device: &Device) -> Copy {
    let copy = device.tab();
    finish(copy.open()).unwrap();
    copy
}

#[test]
fn what_one_records_the_other_reads() {
    let mut small = small();
    small.office.write("s/1", "screened", "{\"n\":1}");
    small.office.write("s/1", "assigned", "{\"n\":2}");
    let office = opened(&small.office);
    assert_eq!(sync(&small.office, &office, &small.way), (0, 1, 2));
    let unit = opened(&small.unit);
    assert_eq!(sync(&small.unit, &unit, &small.way), (2, 0, 0));
    assert_eq!(small.unit.held(), small.office.held());
    small.unit.write("s/1", "accepted", "{\"n\":3}");
    assert_eq!(sync(&small.unit, &unit, &small.way), (0, 1, 1));
    assert_eq!(sync(&small.office, &office, &small.way), (1, 0, 0));
    assert_eq!(small.unit.held(), small.office.held());
    let (a, b) = (view(&small.office, &office), view(&small.unit, &unit));
    assert_eq!(
        (&a.roll, &a.fates, &a.accepted),
        (&b.roll, &b.fates, &b.accepted)
    );
    assert_eq!(a.accepted.len(), 3);
    assert!(
        a.fates
            .values()
            .all(|fate| fate.complete && fate.reason.is_none())
    );
    assert_eq!(a.roll.founded().map(|f| f.name.as_str()), Some("某区人大"));
    assert_eq!(office.identity().unwrap().workspace, small.workspace);
}

/// What a device that is revoked put into `main` on top of what only the office reads: whoever
/// does not read that waits for it for ever, and whoever does must not come to more.
#[test]
fn what_builds_on_what_not_all_read_is_taken_up_nowhere() {
    let mut small = small();
    let mut rng = Rng::new(3);
    let (time, weather) = (Rc::new(Cell::new(0)), Weather::calm(4));
    let thief = Device::new("thief", Role::Office, "代表工委", &mut rng, &time, &weather);
    let office = opened(&small.office);
    let letting_in = [office::granted(&thief, &Rights::usual(&thief))];
    finish(office.speak(&letting_in, small.office.actor(), &small.office.voice)).unwrap();
    let on_behalf_of = Some(huiyin_rules::Party {
        role: Role::Deputy,
        name: "代表1".into(),
    });
    let deputy = huiyin_rules::Actor {
        on_behalf_of,
        ..small.office.actor()
    };
    small.office.write_as(deputy, "s/1", "evaluated", "{}");
    sync(&small.office, &office, &small.way);
    let carried = small.office.carried();
    let hidden = carried
        .iter()
        .find(|object| object.header().space == Space::office());
    let hidden = hidden.unwrap().id().clone();

    let log = LogId::from_bytes(rng.bytes16());
    let line = Envelope::seal(Parts {
        log: log.clone(),
        seq: 9,
        aggregate: AggregateId::try_from("s/1").unwrap(),
        actor: thief.actor(),
        at: thief.voice.now(),
        kind: "assigned".into(),
        body: serde_json::value::RawValue::from_string("{}".into()).unwrap(),
    })
    .unwrap();
    let made = Forgery {
        by: &thief,
        workspace: &small.workspace,
        space: Space::main(),
        log,
        seq: 1,
        prev: None,
        heads: vec![hidden],
        past: 8,
        adopts: false,
        lines: vec![line],
        wrap: Wrap::Clear,
    }
    .make(&thief.voice);
    small.way.cloud.scribble(&made.key(), made.encode());
    let putting_out = [office::revoked(&thief.id(), Vec::new())];
    finish(office.speak(&putting_out, small.office.actor(), &small.office.voice)).unwrap();
    sync(&small.office, &office, &small.way);
    let unit = opened(&small.unit);
    let spaces = [Space::access(), Space::main()];
    finish(pull(
        &unit,
        &small.way,
        &spaces,
        Depth::Everything,
        &Unwatched,
    ))
    .unwrap();

    let name = ("main".to_owned(), made.id().to_string());
    let (a, b) = (view(&small.office, &office), view(&small.unit, &unit));
    assert_eq!(a.roll, b.roll);
    assert_eq!(a.fates[&name].reason, Some("space-unfit"));
    assert!(!b.fates[&name].complete);
    // Taken up under the office's signature it would count everywhere, out of what the others
    // cannot judge.
    let offered = office.look(|index| {
        let entry = index.named(huiyin_sync::replica::index::object_key(made.id()));
        index.mendable(entry.unwrap(), 0)
    });
    assert!(!offered);
}
