//! How long the engine takes over a large workspace: `cargo run --release --example scale [SUGGESTIONS]`.
//!
//! Prints one line for each step: opening from the snapshot, the desk, filters,
//! sorts, searches, a window, statistics, one act. Times are medians of several runs.

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use futures_lite::future::block_on;
use huiyin_engine::demo::{Demo, Plan};
use huiyin_engine::{Engine, Host};
use huiyin_protocol::ledger::{LedgerQuery, Sort};
use huiyin_protocol::stats::StatsQuery;
use huiyin_protocol::{Answer, Ask, Push, Reply, Request};
use huiyin_rules::rulebook::Light;
use huiyin_rules::suggestion::{Command, Dossier};
use huiyin_rules::{Actor, Lang, Role};
use huiyin_store::{EventStore, MemoryStore};
use std::cell::Cell;
use std::error::Error;
use std::time::Instant;

struct Quiet(Cell<u128>);

impl Host for Quiet {
    fn now(&self) -> DateTime<FixedOffset> {
        DateTime::UNIX_EPOCH.fixed_offset() + TimeDelta::days(20_600)
    }
    fn random(&self) -> [u8; 16] {
        self.0.set(self.0.get() + 1);
        (self.0.get() << 64).to_be_bytes()
    }
    fn push(&self, _: Push) {}
    fn announce(&self, _: u64) {}
    async fn breathe(&self) {}
}

type Local = Engine<MemoryStore, Quiet>;

fn ask(engine: &Local, actor: Actor, request: Request) -> Answer {
    block_on(engine.handle(Ask {
        lang: Lang::Zh,
        actor,
        request,
    }))
}

fn timed<T>(name: &str, runs: usize, mut work: impl FnMut(usize) -> T) -> Option<T> {
    let mut times = Vec::new();
    let mut last = None;
    for run in 0..runs {
        let start = Instant::now();
        last = Some(work(run));
        times.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    times.sort_by(f64::total_cmp);
    println!(
        "{name:<44}{:>10.2} ms",
        times.get(times.len() / 2).copied().unwrap_or_default()
    );
    last
}

fn main() -> Result<(), Box<dyn Error>> {
    let suggestions = std::env::args().nth(1).map_or(Ok(100_000), |n| n.parse())?;
    let until = NaiveDate::from_ymd_opt(2026, 5, 27).ok_or("no such day")?;
    let store = MemoryStore::new();
    let office = || Actor::own(Role::Office, "代表工委");
    let mut head = 0;
    let demo = Demo::new(Plan {
        suggestions,
        seed: 1,
        until,
    })
    .ok_or("no such demo")?;
    let lines: Result<Vec<Vec<u8>>, _> = demo.collect();
    let lines = lines.map_err(|error| error.text().en)?;
    println!("{suggestions} suggestions, {} events", lines.len());
    for batch in lines.chunks(1000) {
        head = block_on(store.append(batch, head))?;
    }
    drop(lines);
    let open = |_| {
        let engine = Engine::new(store.another(), Quiet(Cell::new(0)));
        let opened = ask(&engine, office(), Request::Open);
        (engine, opened)
    };
    timed("open by replaying everything", 1, open);
    let (engine, opened) = timed("open from the snapshot", 5, open).ok_or("no run")?;
    if let Ok(Reply::Workspace(view)) = opened {
        println!(
            "  {:?}, {} deputies, {} units",
            view.opened,
            view.deputies.len(),
            view.units.len()
        );
    }
    if let Some(kept) = block_on(store.snapshot_get("projection"))? {
        println!("  snapshot of {} bytes", kept.bytes.len());
    }
    // Another limit each time would be the same question: another text asks anew.
    let query = |name: &str, query: &dyn Fn(usize) -> LedgerQuery| {
        let page = timed(name, 9, |run| {
            let query = LedgerQuery {
                limit: 50,
                year: None,
                ..query(run)
            };
            // Forgets the remembered answer, as a change would.
            let _ = ask(
                &engine,
                office(),
                Request::Ledger(LedgerQuery {
                    text: format!("zz{run}"),
                    ..LedgerQuery::default()
                }),
            );
            let start = Instant::now();
            let page = ask(&engine, office(), Request::Ledger(query));
            (start.elapsed().as_secs_f64() * 1000.0, page)
        });
        if let Some((time, Ok(Reply::Ledger(page)))) = page {
            println!(
                "  of which the question itself {time:.2} ms, {} rows",
                page.total
            );
        }
    };
    let plain = LedgerQuery::default;
    query("ledger, by number", &|_| plain());
    query("ledger, by title, backwards", &|_| LedgerQuery {
        sort: Sort::Title,
        descending: true,
        ..plain()
    });
    query("ledger, by unit", &|_| LedgerQuery {
        sort: Sort::Unit,
        ..plain()
    });
    query("filter: overdue, by due day", &|_| LedgerQuery {
        lights: vec![Light::Overdue],
        sort: Sort::Due,
        ..plain()
    });
    query("search: 学校 建议", &|_| LedgerQuery {
        text: "学校 建议".into(),
        ..plain()
    });
    query("search: gjzx", &|_| LedgerQuery {
        text: "gjzx".into(),
        ..plain()
    });
    timed("a window of 50 while scrolling", 9, |run| {
        ask(
            &engine,
            office(),
            Request::Ledger(LedgerQuery {
                limit: 50,
                offset: run as u32 * 50,
                ..plain()
            }),
        )
    });
    timed("the desk", 5, |_| ask(&engine, office(), Request::Desk));
    timed("facets", 5, |_| ask(&engine, office(), Request::Facets));
    timed("statistics", 5, |_| {
        ask(&engine, office(), Request::Stats(StatsQuery::default()))
    });
    let deputy = || Actor::own(Role::Deputy, "张三");
    let dossier = Dossier {
        title: "关于测量的建议".into(),
        text: "正文".into(),
        lead: "张三".into(),
        ..Dossier::default()
    };
    timed("create one", 5, |_| {
        ask(&engine, deputy(), Request::Create(dossier.clone()))
    });
    timed("revise it", 1, |_| {
        let id = format!("{:032x}", 2u128 << 64);
        let id = id.as_str().try_into().ok()?;
        Some(
            ask(
                &engine,
                deputy(),
                Request::Act {
                    id,
                    command: Command::Revise(dossier.clone()),
                },
            )
            .is_ok(),
        )
    });
    timed("ledger after it, by number", 1, |_| {
        ask(&engine, office(), Request::Ledger(plain()))
    });
    Ok(())
}
