//! Commands in, views out: over one store, over two, over one that fails.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod support;

use futures_lite::future::{block_on, zip};
use huiyin_engine::Engine;
use huiyin_protocol::ledger::LedgerQuery;
use huiyin_protocol::{Ask, FailureKind, Push, Reply, Request};
use huiyin_rules::suggestion::{Action, Arrangement, Channel, Command, ScreenOutcome, StageName};
use huiyin_rules::{AnswerClass, Lang, Rating};
use huiyin_store::{EventStore, MemoryStore, Snapshot, StoreError};
use std::cell::Cell;
use support::*;

#[test]
fn a_new_workspace_is_empty_and_takes_its_name() {
    let store = MemoryStore::new();
    let here = engine(&store);
    let Ok(Reply::Workspace(view)) = ask(&here, &office(), Request::Open) else {
        panic!()
    };
    assert_eq!(
        (view.suggestions, view.head, view.opened.0.as_str()),
        (0, 0, "empty")
    );
    assert_eq!(
        (view.rulebook.as_str(), view.next_number.as_str()),
        ("national", "2024-001")
    );
    let configure = Request::Configure {
        name: "马龙区人大".into(),
        rulebook: "malong".into(),
    };
    let Ok(Reply::Workspace(view)) = ask(&here, &office(), configure.clone()) else {
        panic!()
    };
    assert_eq!(
        (view.name.as_str(), view.rulebook.as_str(), view.head),
        ("马龙区人大", "malong", 2)
    );
    // Nothing is recorded that is so already.
    let Ok(Reply::Workspace(view)) = ask(&here, &office(), configure) else {
        panic!()
    };
    assert_eq!(view.head, 2);
    let unknown = Request::Configure {
        name: String::new(),
        rulebook: "atlantis".into(),
    };
    let failure = ask(&here, &office(), unknown).unwrap_err();
    assert_eq!(
        (failure.kind, failure.code.as_str()),
        (FailureKind::BadInput, "rulebook_unknown")
    );
    assert!(failure.text.contains("national"), "{}", failure.text);
}

#[test]
fn a_life_is_seen_in_ledger_and_item() {
    let store = MemoryStore::new();
    let here = engine(&store);
    let id = life(&here, "关于开通公交专线的建议", "张三", STEPS);
    let page = ledger(&here, LedgerQuery::default());
    let [row] = &page.rows[..] else {
        panic!("{page:?}")
    };
    assert_eq!(
        (row.number.as_str(), row.stage),
        ("2024-001", StageName::Closed)
    );
    assert_eq!(
        (row.units.as_str(), row.assisting.as_str()),
        ("区水务局", "区财政局")
    );
    assert_eq!(
        (row.class, row.rating),
        (Some(AnswerClass::B), Some(Rating::Satisfied))
    );
    assert_eq!(row.assigned, Some(date("2024-03-08")));
    assert_eq!(row.replied, Some(date("2024-05-20")));
    let due = row.due.as_ref().unwrap();
    assert_eq!(due.date, date("2024-12-31"), "the promise is what runs now");

    let item = item(&here, &office(), &id);
    assert_eq!(item.timeline.len(), STEPS + 1);
    assert_eq!(item.rounds.len(), 1);
    assert_eq!(item.row, *row);
    assert!(item.anomalies.is_empty());
    let reply = item
        .deadlines
        .iter()
        .find(|one| one.start == date("2024-03-08") && one.due == date("2024-06-11"));
    let reply = reply.unwrap_or_else(|| panic!("{:#?}", item.deadlines));
    assert_eq!(reply.met_on, Some(date("2024-05-20")));
    assert!(!reply.steps.is_empty() && !reply.source.is_empty());
    let close = item
        .actions
        .iter()
        .find(|view| view.action == Action::Close)
        .unwrap();
    assert!(close.refusal.is_some(), "closed already");
    assert_eq!(
        item.latest.as_ref(),
        item.timeline.last().map(|entry| &entry.event)
    );
}

#[test]
fn undoing_brings_the_stage_before_back() {
    let store = MemoryStore::new();
    let here = engine(&store);
    let id = life(&here, "关于路灯的建议", "张三", STEPS);
    let event = item(&here, &office(), &id).latest.unwrap();
    act(&here, &office(), &id, Command::Undo { event }).unwrap();
    assert_eq!(
        ledger(&here, LedgerQuery::default()).rows[0].stage,
        StageName::Evaluated
    );
    assert!(
        item(&here, &office(), &id)
            .timeline
            .iter()
            .any(|entry| entry.undone)
    );
}

#[test]
fn a_refusal_says_which_rule_and_changes_nothing() {
    let store = MemoryStore::new();
    let here = engine(&store);
    let id = create(&here, dossier("关于路灯的建议", "张三"));
    let (_, register) = step(2, "张三");
    let failure = act(&here, &office(), &id, register).unwrap_err();
    assert_eq!(
        (failure.kind, failure.code.as_str()),
        (FailureKind::Refused, "wrong_stage")
    );
    assert!(failure.source.is_some());
    assert_eq!(block_on(store.head()), Ok(1));
}

#[test]
fn a_number_is_given_once_and_a_merge_needs_a_target_in_force() {
    let store = MemoryStore::new();
    let here = engine(&store);
    life(&here, "第一件", "张三", 3);
    let second = life(&here, "第二件", "李四", 2);
    let (office_, register) = step(2, "李四");
    assert_eq!(
        act(&here, &office_, &second, register).unwrap_err().code,
        "number_taken"
    );
    let other = Command::Register {
        number: "2024-002".into(),
        on: date("2024-03-05"),
    };
    act(&here, &office(), &second, other).unwrap();
    let third = life(&here, "第三件", "王五", 1);
    let merge = |into| Command::Screen {
        on: date("2024-03-06"),
        outcome: ScreenOutcome::Merge { into },
        tests: Vec::new(),
    };
    let failure = act(
        &here,
        &office(),
        &third,
        merge("nowhere".try_into().unwrap()),
    )
    .unwrap_err();
    assert_eq!(failure.code, "merge_target_missing");
    act(&here, &office(), &third, merge(second.clone())).unwrap();
    let fourth = life(&here, "第四件", "王五", 1);
    let failure = act(&here, &office(), &fourth, merge(third)).unwrap_err();
    assert_eq!(failure.code, "merge_target_not_in_force");
}

#[test]
fn two_tabs_on_one_store_lose_nothing_and_see_each_other() {
    let store = MemoryStore::new();
    let (world, other) = (World::default(), World::default());
    other.drawn.set(1 << 64);
    let (left, right) = (engine_in(&store, &world), engine_in(&store, &other));
    let ask = |engine: &Memory, request| {
        let ask = Ask {
            lang: Lang::Zh,
            actor: deputy("张三"),
            request,
        };
        let engine: &Memory = engine;
        block_on(engine.handle(ask))
    };
    ask(&left, Request::Open).unwrap();
    ask(&right, Request::Open).unwrap();
    for n in 0..10 {
        // Each decides on what it knows; the store says when it moved.
        let title = |side: &str| Request::Create(dossier(&format!("{side}{n}"), "张三"));
        ask(&left, title("左")).unwrap();
        ask(&right, title("右")).unwrap();
    }
    block_on(left.catch_up());
    assert!(world.pushed.borrow().contains(&Push::Changed { head: 20 }));
    assert_eq!(ledger(&left, LedgerQuery::default()).total, 20);
    assert_eq!(ledger(&right, LedgerQuery::default()).total, 20);
}

#[test]
fn many_asks_at_once_are_all_served() {
    let store = MemoryStore::new();
    let here = engine(&store);
    let create = |n: usize| {
        let request = Request::Create(dossier(&format!("第{n}件"), "张三"));
        here.handle(Ask {
            lang: Lang::Zh,
            actor: deputy("张三"),
            request,
        })
    };
    let read = || {
        here.handle(Ask {
            lang: Lang::Zh,
            actor: office(),
            request: Request::Desk,
        })
    };
    let (one, (two, (three, desk))) =
        block_on(zip(create(1), zip(create(2), zip(create(3), read()))));
    assert!(one.is_ok() && two.is_ok() && three.is_ok() && desk.is_ok());
    assert_eq!(ledger(&here, LedgerQuery::default()).total, 3);
}

/// A store that moves under a decision, or fails, as often as it is told to.
struct Faulty {
    inner: MemoryStore,
    moves: Cell<u32>,
    fails: Cell<bool>,
}

impl EventStore for Faulty {
    async fn head(&self) -> Result<u64, StoreError> {
        self.inner.head().await
    }
    async fn append(&self, batch: &[Vec<u8>], expected_head: u64) -> Result<u64, StoreError> {
        if self.fails.get() {
            return Err(StoreError::Full);
        }
        if self.moves.get() > 0 {
            self.moves.set(self.moves.get() - 1);
            return Err(StoreError::Moved {
                head: expected_head + 1,
            });
        }
        self.inner.append(batch, expected_head).await
    }
    async fn read(&self, from: u64, max_events: usize) -> Result<Vec<(u64, Vec<u8>)>, StoreError> {
        self.inner.read(from, max_events).await
    }
    async fn read_at(&self, positions: &[u64]) -> Result<Vec<Vec<u8>>, StoreError> {
        self.inner.read_at(positions).await
    }
    async fn snapshot_put(
        &self,
        name: &str,
        position: u64,
        bytes: &[u8],
    ) -> Result<(), StoreError> {
        self.inner.snapshot_put(name, position, bytes).await
    }
    async fn snapshot_get(&self, name: &str) -> Result<Option<Snapshot>, StoreError> {
        self.inner.snapshot_get(name).await
    }
    async fn snapshot_drop(&self, name: &str) -> Result<(), StoreError> {
        self.inner.snapshot_drop(name).await
    }
    async fn meta_get(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.inner.meta_get(key).await
    }
    async fn meta_put(&self, key: &str, bytes: &[u8]) -> Result<(), StoreError> {
        self.inner.meta_put(key, bytes).await
    }
    async fn clear(&self) -> Result<(), StoreError> {
        self.inner.clear().await
    }
}

fn faulty(store: &MemoryStore) -> Engine<Faulty, World> {
    let inner = store.another();
    Engine::new(
        Faulty {
            inner,
            moves: Cell::new(0),
            fails: Cell::new(false),
        },
        World::default(),
    )
}

#[test]
fn a_store_that_moved_is_decided_on_again_but_not_for_ever() {
    for (moves, saved) in [(1, true), (7, true), (1000, false)] {
        let inner = MemoryStore::new();
        let faulty = Faulty {
            inner,
            moves: Cell::new(moves),
            fails: Cell::new(false),
        };
        let here = Engine::new(faulty, World::default());
        let answer = ask(
            &here,
            &deputy("张三"),
            Request::Create(dossier("建议", "张三")),
        );
        assert_eq!(answer.is_ok(), saved, "{moves}");
        if let Err(failure) = answer {
            assert_eq!(
                (failure.kind, failure.code.as_str()),
                (FailureKind::NotSaved, "store-moved")
            );
        }
    }
}

#[test]
fn what_is_not_saved_is_said_and_not_shown() {
    let store = MemoryStore::new();
    let seed = engine(&store);
    let id = life(&seed, "关于路灯的建议", "张三", 3);
    let inner = store.another();
    let faulty_store = Faulty {
        inner,
        moves: Cell::new(0),
        fails: Cell::new(true),
    };
    let here = Engine::new(faulty_store, World::default());
    let before = ledger(&here, LedgerQuery::default());
    let (_, assign) = step(3, "张三");
    let failure = act(&here, &office(), &id, assign.clone()).unwrap_err();
    assert_eq!(
        (failure.kind, failure.code.as_str()),
        (FailureKind::NotSaved, "store-full")
    );
    assert!(failure.text.starts_with("未保存"), "{}", failure.text);
    let batch = Request::Batch {
        ids: vec![id.clone()],
        command: assign,
        dry_run: false,
    };
    let Ok(Reply::Batch(result)) = ask(&here, &office(), batch) else {
        panic!()
    };
    assert_eq!(result.done, 0);
    assert_eq!(
        result.lines[0].failure.as_ref().unwrap().kind,
        FailureKind::NotSaved
    );
    assert_eq!(ledger(&here, LedgerQuery::default()), before);
}

fn assign() -> Command {
    step(3, "").1
}

#[test]
fn a_batch_answers_for_each_and_can_be_taken_back() {
    let store = MemoryStore::new();
    let here = engine(&store);
    let mut ids: Vec<_> = (0..40)
        .map(|n| {
            let id = life(&here, &format!("第{n}件"), "张三", 2);
            let number = format!("2024-{n:03}");
            act(
                &here,
                &office(),
                &id,
                Command::Register {
                    number,
                    on: date("2024-03-05"),
                },
            )
            .unwrap();
            id
        })
        .collect();
    let draft = create(&here, dossier("草稿", "张三"));
    ids.insert(7, draft.clone());
    ids.push("nowhere".try_into().unwrap());
    let batch = |dry_run| Request::Batch {
        ids: ids.clone(),
        command: assign(),
        dry_run,
    };
    let head = block_on(store.head()).unwrap();
    let Ok(Reply::Batch(dry)) = ask(&here, &office(), batch(true)) else {
        panic!()
    };
    assert_eq!(
        (dry.done, block_on(store.head()).unwrap()),
        (40, head),
        "a dry run writes nothing"
    );
    let Ok(Reply::Batch(done)) = ask(&here, &office(), batch(false)) else {
        panic!()
    };
    assert_eq!(done, dry);
    let failed: Vec<_> = done
        .lines
        .iter()
        .filter(|line| line.failure.is_some())
        .collect();
    assert_eq!(failed.len(), 2);
    assert_eq!(failed[0].id, draft);
    let assigned = LedgerQuery {
        stages: vec![StageName::Assigned],
        ..LedgerQuery::default()
    };
    assert_eq!(ledger(&here, assigned.clone()).total, 40);

    // A reminder of both units makes two events; what followed the first batch keeps it from being undone.
    let (_, accept) = step(4, "张三");
    act(&here, &unit("区水务局"), &ids[0], accept).unwrap();
    let Ok(Reply::Batch(undone)) = ask(&here, &office(), Request::UndoBatch(ids.clone())) else {
        panic!()
    };
    assert_eq!(undone.done, 39);
    let line = undone.lines.iter().find(|line| line.id == ids[0]).unwrap();
    assert_eq!(line.failure.as_ref().unwrap().code, "undo_not_latest");
    assert_eq!(ledger(&here, assigned).total, 0);
    let handling = LedgerQuery {
        stages: vec![StageName::Handling],
        ..LedgerQuery::default()
    };
    assert_eq!(ledger(&here, handling).total, 1);
}

#[test]
fn a_batch_of_reminders_is_taken_back_event_by_event() {
    let store = MemoryStore::new();
    let here = engine(&store);
    let id = life(&here, "两家分别办理", "张三", 3);
    let units = vec!["区水务局".into(), "区财政局".into()];
    let arrangement = Arrangement::Separate { units };
    act(
        &here,
        &office(),
        &id,
        Command::Assign {
            on: date("2024-03-08"),
            leader: None,
            arrangement,
            meeting: None,
            level: None,
        },
    )
    .unwrap();
    let before = item(&here, &office(), &id);
    let command = Command::Remind {
        unit: None,
        on: date("2024-04-01"),
        channel: Channel::Phone,
        note: String::new(),
    };
    let batch = Request::Batch {
        ids: vec![id.clone()],
        command,
        dry_run: false,
    };
    let Ok(Reply::Batch(done)) = ask(&here, &office(), batch) else {
        panic!()
    };
    assert_eq!(done.done, 1);
    assert_eq!(
        item(&here, &office(), &id).timeline.len(),
        before.timeline.len() + 2
    );
    let Ok(Reply::Batch(undone)) = ask(&here, &office(), Request::UndoBatch(vec![id.clone()]))
    else {
        panic!()
    };
    assert_eq!(undone.done, 1, "{undone:?}");
    let after = item(&here, &office(), &id);
    assert_eq!(after.latest, before.latest);
    assert!(after.anomalies.is_empty(), "{:?}", after.anomalies);
}

#[test]
fn what_belongs_to_one_alone_is_not_done_to_many() {
    let here = faulty(&MemoryStore::new());
    let command = Command::Register {
        number: "1".into(),
        on: date("2024-03-05"),
    };
    let failure = ask(
        &here,
        &office(),
        Request::Batch {
            ids: vec![],
            command,
            dry_run: true,
        },
    )
    .unwrap_err();
    assert_eq!(failure.code, "not_for_many");
}
