//! Snapshots, bundles, cancelling: the projection is a cache, the log is the truth.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod support;

use futures_lite::future::{block_on, zip};
use huiyin_engine::history::{History, Sealer};
use huiyin_engine::projection::Projection;
use huiyin_engine::wire::Wire;
use huiyin_log::LogId;
use huiyin_protocol::ledger::{LedgerPage, LedgerQuery, Sort};
use huiyin_protocol::workspace::WorkspaceView;
use huiyin_protocol::{Ask, FailureKind, Reply, Request};
use huiyin_rules::Lang;
use huiyin_rules::suggestion::{Apart, Command, Event};
use huiyin_store::{EventStore, MemoryStore};
use proptest::prelude::*;
use serde_json::value::{RawValue, to_raw_value};
use support::*;

fn open(engine: &Memory) -> WorkspaceView {
    match ask(engine, &office(), Request::Open) {
        Ok(Reply::Workspace(view)) => view,
        other => panic!("{other:?}"),
    }
}

fn all(engine: &Memory) -> LedgerPage {
    let everything = huiyin_rules::suggestion::StageName::ALL.to_vec();
    ledger(
        engine,
        LedgerQuery {
            stages: everything,
            sort: Sort::Title,
            ..LedgerQuery::default()
        },
    )
}

/// A workspace with `lives` suggestions, each as far as it says, undone where it says so.
fn workspace(store: &MemoryStore, lives: &[(usize, bool)]) {
    let here = engine(store);
    for (n, (steps, undo)) in lives.iter().enumerate() {
        let name = ["张三", "李四", "王五"][n % 3];
        let id = create(&here, dossier(&format!("第{n}件建议"), name));
        for number in 0..*steps {
            let (actor, command) = step(number, name);
            let command = match command {
                Command::Register { on, .. } => Command::Register {
                    number: format!("2024-{n:03}"),
                    on,
                },
                command => command,
            };
            act(&here, &actor, &id, command).unwrap();
        }
        if let (true, Some(event)) = (*undo, item(&here, &office(), &id).latest) {
            act(&here, &office(), &id, Command::Undo { event }).unwrap();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn a_snapshot_shows_what_folding_everything_shows(
        lives in prop::collection::vec((0..=STEPS, any::<bool>()), 1..8)
    ) {
        let store = MemoryStore::new();
        workspace(&store, &lives);
        let replayed = engine(&store);
        prop_assert_eq!(open(&replayed).opened.0, "replay");
        let shown = all(&replayed);
        // A workspace of a few events is not worth a snapshot by itself: make one.
        let mut projection = refolded(&store);
        let bytes = projection.to_snapshot();
        block_on(store.snapshot_put("projection", projection.head, &bytes)).unwrap();
        let loaded = engine(&store);
        let view = open(&loaded);
        prop_assert_eq!((view.opened.0.as_str(), view.opened.1), ("snapshot", 0));
        prop_assert_eq!(all(&loaded), shown);
        // Written again, it is the same bytes.
        let again = Projection::from_snapshot(&bytes).map(|mut loaded| loaded.to_snapshot());
        prop_assert_eq!(again, Some(bytes));
    }

    #[test]
    fn a_bundle_is_a_set(
        lives in prop::collection::vec((0..=STEPS, any::<bool>()), 1..6),
        seed: u64,
        size in 1usize..5000,
    ) {
        let store = MemoryStore::new();
        workspace(&store, &lives);
        let origin = engine(&store);
        let bundle = export(&origin);
        let shuffled = shuffle(&bundle, seed);
        let elsewhere = MemoryStore::new();
        let there = engine(&elsewhere);
        let head = block_on(store.head()).unwrap();
        let summary = import(&there, &shuffled, size).unwrap();
        prop_assert_eq!((summary.events, summary.added, summary.known, summary.head), (head, head, 0, head));
        let again = import(&there, &bundle, size).unwrap();
        prop_assert_eq!((again.added, again.known, again.head), (0, head, head));
        prop_assert_eq!(all(&there).rows, all(&origin).rows);
        // And what is folded from the snapshot of it is the same.
        prop_assert_eq!(all(&engine(&elsewhere)).rows, all(&origin).rows);
    }

    #[test]
    fn damaged_snapshots_are_dropped(lives in prop::collection::vec((0..=STEPS, any::<bool>()), 1..4), at: prop::sample::Index, flip in 1u8..) {
        let store = MemoryStore::new();
        workspace(&store, &lives);
        let mut projection = refolded(&store);
        let mut bytes = projection.to_snapshot();
        let place = at.index(bytes.len());
        bytes[place] ^= flip;
        prop_assert!(Projection::from_snapshot(&bytes).is_none());
        block_on(store.snapshot_put("projection", projection.head, &bytes)).unwrap();
        let here = engine(&store);
        prop_assert_eq!(open(&here).opened.0, "replay");
        // A draft that was taken back is no suggestion.
        let standing = lives.iter().filter(|life| **life != (0, true)).count();
        prop_assert_eq!(all(&here).total as usize, standing);
    }
}

/// The projection that the store's events come to, folded without the engine's own folding.
fn refolded(store: &MemoryStore) -> Projection {
    use huiyin_engine::books::Books;
    use huiyin_engine::projection::write::{Basis, Folded};
    use huiyin_rules::Calendar;
    let calendar = Calendar::built_in();
    let mut projection = Projection::default();
    let books = Books::new(&projection.facts).unwrap();
    projection.basis = (String::new(), calendar.id().to_owned());
    let lines = block_on(store.read(1, usize::MAX)).unwrap();
    for (position, line) in &lines {
        let line = huiyin_log::Line::read(line).unwrap();
        projection.note(line.aggregate.strip_prefix("s/").unwrap(), *position as u32);
        projection.head = *position;
        projection.seq = projection.seq.max(line.seq);
    }
    for dense in 0..projection.len() {
        let own: Vec<&[u8]> = projection
            .positions(dense)
            .iter()
            .map(|at| lines[*at as usize - 1].1.as_slice())
            .collect();
        let id = projection.id(dense).try_into().unwrap();
        let history = History::read(own, Apart::default());
        let (suggestion, anomalies) = history.replay(&id);
        projection.write(
            dense,
            Folded {
                suggestion: suggestion.as_ref(),
                given_to: &history.given_to(&history.settled()),
                anomalies: anomalies.len(),
            },
            Basis {
                books: &books,
                calendar,
            },
        );
    }
    projection
}

/// The same bundle with its events in another order.
fn shuffle(bundle: &[u8], mut seed: u64) -> Vec<u8> {
    let text = std::str::from_utf8(bundle).unwrap();
    let mut lines: Vec<&str> = text
        .lines()
        .map(|line| line.trim_end_matches(','))
        .collect();
    let (first, last) = (lines.remove(0), lines.pop().unwrap());
    for at in (1..lines.len()).rev() {
        seed = seed
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        lines.swap(at, (seed >> 33) as usize % (at + 1));
    }
    format!("{first}\n{}\n{last}\n", lines.join(",\n")).into_bytes()
}

#[test]
fn events_recorded_after_an_import_come_after_what_was_imported() {
    let (store, elsewhere) = (MemoryStore::new(), MemoryStore::new());
    let origin = engine(&store);
    let id = life(&origin, "跨设备的建议", "张三", 4);
    let there = engine(&elsewhere);
    import(&there, &export(&origin), 1000).unwrap();
    for number in 4..STEPS {
        let (actor, command) = step(number, "张三");
        act(&there, &actor, &id, command).unwrap();
    }
    // And back again: the first device folds the same.
    let summary = import(&origin, &export(&there), 777).unwrap();
    assert_eq!((summary.added, summary.known), (5, 5));
    assert_eq!(item(&origin, &office(), &id), item(&there, &office(), &id));
    assert!(item(&origin, &office(), &id).anomalies.is_empty());
}

#[test]
fn an_event_of_a_newer_program_is_kept_and_counted() {
    let store = MemoryStore::new();
    let here = engine(&store);
    let id = life(&here, "关于路灯的建议", "张三", 3);
    struct Livestreamed;
    impl Wire for Livestreamed {
        fn write(&self) -> Result<(&'static str, Box<RawValue>), serde_json::Error> {
            Ok(("livestreamed", to_raw_value(&["2030-01-01"])?))
        }
        fn read(_: &str, _: &str) -> Option<Self> {
            None
        }
    }
    let actor = office();
    let at = huiyin_engine::Host::now(&World::default());
    let mut sealer = Sealer {
        log: LogId::from_bytes([7; 16]),
        seq: 99,
        actor: &actor,
        at,
    };
    let newer = sealer.seal(&format!("s/{id}"), &Livestreamed).unwrap();
    let head = block_on(store.head()).unwrap();
    block_on(store.append(&[newer.line], head)).unwrap();
    block_on(here.catch_up());
    let item = item(&here, &office(), &id);
    assert_eq!(item.anomalies.len(), 1, "{:?}", item.anomalies);
    let Ok(Reply::Workspace(view)) = ask(&here, &office(), Request::Open) else {
        panic!()
    };
    assert_eq!((view.events, view.anomalies), (5, 1));
    let bundle = String::from_utf8(export(&here)).unwrap();
    assert!(
        bundle.contains("livestreamed"),
        "it goes on with everything else"
    );
}

#[test]
fn a_cancelled_bundle_keeps_what_was_stored_and_can_be_taken_in_again() {
    let store = MemoryStore::new();
    let origin = engine(&store);
    let id = create(&origin, dossier("很长的往事", "张三"));
    // Many events in few suggestions: revisions of one draft.
    let actor = deputy("张三");
    let at = huiyin_engine::Host::now(&World::default());
    let mut sealer = Sealer {
        log: LogId::from_bytes([9; 16]),
        seq: 2,
        actor: &actor,
        at,
    };
    let lines: Vec<Vec<u8>> = (0..2500)
        .map(|n| {
            let event = Event::Revised(dossier(&format!("第{n}稿"), "张三"));
            sealer.seal(&format!("s/{id}"), &event).unwrap().line
        })
        .collect();
    for (n, batch) in lines.chunks(1000).enumerate() {
        block_on(store.append(batch, 1 + n as u64 * 1000)).unwrap();
    }
    block_on(origin.catch_up());
    let bundle = export(&origin);

    let elsewhere = MemoryStore::new();
    let there = engine(&elsewhere);
    let told = |request| {
        there.handle(Ask {
            lang: Lang::Zh,
            actor: office(),
            request,
        })
    };
    block_on(told(Request::Open)).unwrap();
    let whole = Request::BundleImport {
        first: true,
        last: true,
        bytes: bundle.clone(),
    };
    let (taken, cancelled) = block_on(zip(told(whole), async {
        futures_lite::future::yield_now().await;
        told(Request::Cancel).await
    }));
    assert_eq!(cancelled, Ok(Reply::Done));
    let failure = taken.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Cancelled);
    let stored = block_on(elsewhere.head()).unwrap();
    assert!(stored < 2501, "{stored}");
    if stored > 0 {
        assert!(
            failure.text.contains(&stored.to_string()),
            "{}",
            failure.text
        );
        assert_eq!(all(&there).total, 1);
    }
    let summary = import(&there, &bundle, 100_000).unwrap();
    assert_eq!(
        (summary.events, summary.added, summary.known),
        (2501, 2501 - stored, stored)
    );
    assert_eq!(all(&there).rows, all(&origin).rows);
}

#[test]
fn a_broken_bundle_says_what_is_wrong_and_where() {
    let store = MemoryStore::new();
    workspace(&store, &[(3, false)]);
    let bundle = export(&engine(&store));
    let text = String::from_utf8(bundle.clone()).unwrap();
    let there = engine(&MemoryStore::new());
    let cases = [
        (text.replace("张三", "李四").into_bytes(), "第 2 行"),
        (bundle[..bundle.len() - 20].to_vec(), "中途结束"),
        (b"PK\x03\x04 not a bundle".to_vec(), "不是回音的数据包"),
    ];
    for (bytes, said) in cases {
        let failure = import(&there, &bytes, 64).unwrap_err();
        assert_eq!(failure.kind, FailureKind::BadInput);
        assert!(failure.text.contains(said), "{}", failure.text);
    }
    let orphan = Request::BundleImport {
        first: false,
        last: true,
        bytes: Vec::new(),
    };
    assert_eq!(
        ask(&there, &office(), orphan).unwrap_err().code,
        "bundle_not_begun"
    );
}

#[test]
fn enough_events_leave_a_snapshot_and_clearing_leaves_nothing() {
    let store = MemoryStore::new();
    let here = engine(&store);
    for n in 0..301 {
        create(&here, dossier(&format!("第{n}件"), "张三"));
    }
    let snapshot = block_on(store.snapshot_get("projection")).unwrap().unwrap();
    assert_eq!(snapshot.position, 300);
    let later = engine(&store);
    let view = open(&later);
    assert_eq!((view.opened.0.as_str(), view.opened.1), ("snapshot", 1));
    assert_eq!(view.suggestions, 301);
    let Ok(Reply::Workspace(view)) = ask(&later, &office(), Request::Clear) else {
        panic!()
    };
    assert_eq!((view.suggestions, view.head), (0, 0));
    // The other tab is told to reload rather than shown a workspace that is no more.
    let failure = act(
        &here,
        &deputy("张三"),
        &"x".try_into().unwrap(),
        step(0, "张三").1,
    )
    .unwrap_err();
    assert_eq!(
        (failure.kind, failure.code.as_str()),
        (FailureKind::NotSaved, "store-reset")
    );
}

#[test]
fn another_rulebook_judges_every_row_anew() {
    let store = MemoryStore::new();
    let here = engine(&store);
    life(&here, "关于路灯的建议", "张三", 4);
    let before = ledger(&here, LedgerQuery::default());
    let configure = Request::Configure {
        name: String::new(),
        rulebook: "malong".into(),
    };
    ask(&here, &office(), configure).unwrap();
    let after = ledger(&here, LedgerQuery::default());
    // Opened by its snapshot or by replay, the rows are those of the rulebook now in force.
    assert_eq!(
        ledger(&engine(&store), LedgerQuery::default()).rows,
        after.rows
    );
    assert_eq!(before.total, after.total);
}
