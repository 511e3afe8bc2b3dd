//! The wizard end to end: propose, check, commit, list, undo; cancelling and a second window.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod support;

use futures_lite::future::{block_on, zip};
use huiyin_protocol::grid::{Cell, Sheet, Value, Workbook};
use huiyin_protocol::import::{ImportCheck, ImportDone, ImportProposal, ImportRecord};
use huiyin_protocol::ledger::LedgerQuery;
use huiyin_protocol::{Ask, FailureKind, Reply, Request};
use huiyin_rules::Lang;
use huiyin_store::{EventStore, MemoryStore};
use support::*;

const HEADINGS: [&str; 6] = [
    "建议编号",
    "标题",
    "领衔代表",
    "主办单位",
    "交办日期",
    "备注",
];

fn workbook(rows: u32) -> Workbook {
    let mut cells = Vec::new();
    let mut text = |row, col, text: String| {
        cells.push(Cell {
            row,
            col,
            value: Value::Text(text),
        })
    };
    for (col, heading) in (0..).zip(HEADINGS) {
        text(0, col, heading.to_owned());
    }
    for row in 1..=rows {
        text(row, 0, format!("2024-{row:05}"));
        text(row, 1, format!("关于第{row}条道路的建议"));
        text(row, 2, "张三".to_owned());
        text(row, 3, "区交通局".to_owned());
        text(row, 4, "2024-03-08".to_owned());
    }
    let sheet = Sheet {
        name: "台账".into(),
        hidden: false,
        rows: rows + 1,
        cols: 6,
        cells,
        merges: vec![],
    };
    Workbook {
        file: "台账.xlsx".into(),
        sheets: vec![sheet],
    }
}

fn proposed(here: &Memory, rows: u32) -> ImportProposal {
    match ask(here, &office(), Request::ImportOpen(workbook(rows))) {
        Ok(Reply::ImportProposal(proposal)) => proposal,
        other => panic!("{other:?}"),
    }
}

fn checked(here: &Memory, proposal: ImportProposal) -> ImportCheck {
    match ask(here, &office(), Request::ImportCheck(proposal.plan)) {
        Ok(Reply::ImportCheck(check)) => check,
        other => panic!("{other:?}"),
    }
}

fn committed(here: &Memory, skip: Vec<u32>) -> ImportDone {
    match ask(here, &office(), Request::ImportCommit { skip }) {
        Ok(Reply::ImportDone(done)) => done,
        other => panic!("{other:?}"),
    }
}

fn imports(here: &Memory) -> Vec<ImportRecord> {
    match ask(here, &office(), Request::Imports) {
        Ok(Reply::Imports(imports)) => imports,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_ledger_comes_in_and_goes_out_again_as_a_whole() {
    let store = MemoryStore::new();
    let here = engine(&store);
    let proposal = proposed(&here, 300);
    assert!(!proposal.remembered);
    let check = checked(&here, proposal);
    assert_eq!(
        (check.ready, check.failed),
        (300, 0),
        "{:?}",
        check.problems.first()
    );
    let done = committed(&here, vec![5, 6]);
    assert_eq!((done.imported, done.skipped), (298, 2));
    assert_eq!(ledger(&here, LedgerQuery::default()).total, 298);
    assert_eq!(
        ask(&here, &office(), Request::ImportErrors)
            .unwrap_err()
            .code,
        "no_workbook"
    );

    // The same file again: the mapping is remembered, and every row is known.
    let again = proposed(&here, 300);
    assert!(again.remembered);
    assert_eq!(checked(&here, again).ready, 2);

    let [record] = &imports(&here)[..] else {
        panic!()
    };
    assert_eq!(
        (record.imported, record.standing, record.undone),
        (298, 298, false)
    );
    assert_eq!(
        (record.file.as_str(), record.by.as_str()),
        ("台账.xlsx", "代表工委")
    );
    assert_eq!(record.at, "2024-12-01T09:30:00+08:00");
    let undo = Request::ImportUndo(record.import.clone());
    let Ok(Reply::ImportUndone(result)) = ask(&here, &office(), undo) else {
        panic!()
    };
    assert_eq!((result.done, result.lines.len()), (298, 298));
    assert_eq!(ledger(&here, LedgerQuery::default()).total, 0);
    let [record] = &imports(&here)[..] else {
        panic!()
    };
    assert_eq!(
        (record.imported, record.standing, record.undone),
        (298, 0, true)
    );

    // What was undone does not stand in the way, here or after reopening.
    let later = engine_in(&store, &{
        let world = World::default();
        world.drawn.set(1 << 70);
        world
    });
    let check = checked(&later, proposed(&later, 300));
    assert_eq!(check.ready, 300);
    assert_eq!(committed(&later, vec![]).imported, 300);
}

#[test]
fn a_stopped_import_can_be_undone_as_a_whole() {
    let store = MemoryStore::new();
    let here = engine(&store);
    let proposal = proposed(&here, 2000);
    assert_eq!(checked(&here, proposal).ready, 2000);
    let told = |request| {
        here.handle(Ask {
            lang: Lang::Zh,
            actor: office(),
            request,
        })
    };
    let (written, _) = block_on(zip(told(Request::ImportCommit { skip: vec![] }), async {
        futures_lite::future::yield_now().await;
        told(Request::Cancel).await
    }));
    let failure = written.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Cancelled);
    let shown = ledger(&here, LedgerQuery::default()).total;
    assert!(0 < shown && shown < 2000, "{shown}");
    assert!(
        failure.text.contains(&shown.to_string()),
        "{}",
        failure.text
    );
    let [record] = &imports(&here)[..] else {
        panic!()
    };
    assert_eq!((record.imported, record.standing), (shown, shown));
    let undo = Request::ImportUndo(record.import.clone());
    let Ok(Reply::ImportUndone(result)) = ask(&here, &office(), undo) else {
        panic!()
    };
    assert_eq!(result.done, shown);
    assert_eq!(ledger(&here, LedgerQuery::default()).total, 0);
}

#[test]
fn a_stopped_check_changes_nothing_and_can_be_made_again() {
    let here = engine(&MemoryStore::new());
    let proposal = proposed(&here, 2000);
    let told = |request| {
        here.handle(Ask {
            lang: Lang::Zh,
            actor: office(),
            request,
        })
    };
    let (stopped, _) = block_on(zip(
        told(Request::ImportCheck(proposal.plan.clone())),
        async {
            futures_lite::future::yield_now().await;
            told(Request::Cancel).await
        },
    ));
    assert_eq!(stopped.unwrap_err().kind, FailureKind::Cancelled);
    assert_eq!(checked(&here, proposal).ready, 2000);
}

#[test]
fn a_device_without_its_own_numbers_enters_no_ledger() {
    use huiyin_log::standing::{Block, Own, STANDING_KEY, Standing};
    let store = MemoryStore::new();
    let here = engine(&store);
    let proposal = proposed(&here, 3);
    let numbers: Vec<String> = checked(&here, proposal)
        .rows
        .iter()
        .map(|row| row.number.clone())
        .collect();
    let (prefix, _) = numbers[0].rsplit_once('-').unwrap();
    let told = |version, blocks: &[Block], registrar| {
        let own = Own {
            role: huiyin_rules::Role::Office,
            party: String::new(),
            person: "王五".into(),
            registrar,
            blocks: blocks.to_vec(),
            revoked: false,
        };
        let standing = Standing {
            version,
            own: Some(own),
            ..Standing::default()
        };
        let text = serde_json::to_string(&standing).unwrap();
        block_on(store.meta_put(STANDING_KEY, text.as_bytes())).unwrap();
        block_on(here.catch_up());
    };
    let commit = || ask(&here, &office(), Request::ImportCommit { skip: vec![] });
    let before = block_on(store.head()).unwrap();
    let some = Block {
        prefix: format!("{prefix}-"),
        from: 1,
        to: 2,
    };
    for blocks in [&[][..], &[some]] {
        told(before + 1 + blocks.len() as u64, blocks, false);
        assert_eq!(commit().unwrap_err().code, "number_not_yours");
        assert_eq!(block_on(store.head()).unwrap(), before);
    }
    told(before + 9, &[], true);
    assert_eq!(committed(&here, vec![]).imported, 3);
}

#[test]
fn a_number_taken_by_another_window_meanwhile_stops_the_import() {
    let store = MemoryStore::new();
    let here = engine(&store);
    let other = engine_in(&store, &{
        let world = World::default();
        world.drawn.set(1 << 70);
        world
    });
    let proposal = proposed(&here, 3);
    let number = checked(&here, proposal).rows[1].number.clone();
    let id = life(&other, "抢先一步", "李四", 2);
    let register = huiyin_rules::suggestion::Command::Register {
        number,
        on: date("2024-03-05"),
    };
    act(&other, &office(), &id, register).unwrap();
    let head = block_on(store.head());
    let failure = ask(&here, &office(), Request::ImportCommit { skip: vec![] }).unwrap_err();
    assert_eq!(
        (failure.kind, failure.code.as_str()),
        (FailureKind::Refused, "number_taken")
    );
    assert_eq!(block_on(store.head()), head, "nothing was written");
}

#[test]
fn only_the_office_imports() {
    let here = engine(&MemoryStore::new());
    let proposal = proposed(&here, 3);
    let failure = ask(&here, &deputy("张三"), Request::ImportCheck(proposal.plan)).unwrap_err();
    assert_eq!(
        (failure.kind, failure.code.as_str()),
        (FailureKind::Refused, "wrong_role")
    );
    assert_eq!(
        ask(
            &here,
            &office(),
            Request::ImportUndo("x".try_into().unwrap())
        )
        .unwrap_err()
        .code,
        "no_such_import"
    );
}
