//! A workspace in memory for tests: a clock that is set by hand, counted
//! identities, and one helper for each thing tests do.
#![allow(dead_code, reason = "every test file uses a part of it")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper of tests outside of any test function"
)]

pub mod polls;
#[cfg(feature = "public")]
pub mod public;
pub mod sharing;

use chrono::{DateTime, FixedOffset, NaiveDate};
use futures_lite::future::block_on;
use huiyin_engine::{Engine, Host};
use huiyin_protocol::item::{Acted, ItemView};
use huiyin_protocol::ledger::{LedgerPage, LedgerQuery};
use huiyin_protocol::workspace::BundleSummary;
use huiyin_protocol::{Answer, Ask, Failure, Push, Reply, Request};
use huiyin_rules::ids::SuggestionId;
use huiyin_rules::suggestion::{
    Arrangement, Command, ConsultPhase, Dossier, Promise, ScreenOutcome,
};
use huiyin_rules::{Actor, AnswerClass, Lang, Rating, Role};
use huiyin_store::{EventStore, MemoryStore};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// The outside world of a test; clones share everything.
#[derive(Clone, Default)]
pub struct World {
    pub today: Rc<Cell<Option<NaiveDate>>>,
    pub drawn: Rc<Cell<u128>>,
    pub pushed: Rc<RefCell<Vec<Push>>>,
    pub breaths: Rc<Cell<u64>>,
}

impl Host for World {
    fn now(&self) -> DateTime<FixedOffset> {
        let day = self.today.get().unwrap_or_else(|| date("2024-12-01"));
        let zone = FixedOffset::east_opt(8 * 3600).unwrap();
        day.and_hms_opt(9, 30, 0)
            .unwrap()
            .and_local_timezone(zone)
            .unwrap()
    }

    fn random(&self) -> [u8; 16] {
        self.drawn.set(self.drawn.get() + 1);
        self.drawn
            .get()
            .wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835)
            .to_be_bytes()
    }

    fn push(&self, push: Push) {
        self.pushed.borrow_mut().push(push);
    }

    fn announce(&self, _: u64) {}

    async fn breathe(&self) {
        self.breaths.set(self.breaths.get() + 1);
        futures_lite::future::yield_now().await;
    }
}

pub type Memory = Engine<MemoryStore, World>;

pub fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn office() -> Actor {
    Actor::own(Role::Office, "代表工委")
}

pub fn unit(name: &str) -> Actor {
    Actor::own(Role::Unit, name)
}

pub fn deputy(name: &str) -> Actor {
    Actor::own(Role::Deputy, name)
}

pub fn engine(store: &MemoryStore) -> Memory {
    engine_in(store, &World::default())
}

pub fn engine_in(store: &MemoryStore, world: &World) -> Memory {
    Engine::new(store.another(), world.clone())
}

pub fn ask<S: EventStore>(engine: &Engine<S, World>, actor: &Actor, request: Request) -> Answer {
    block_on(engine.handle(Ask {
        lang: Lang::Zh,
        actor: actor.clone(),
        request,
    }))
}

pub fn dossier(title: &str, lead: &str) -> Dossier {
    Dossier {
        title: title.into(),
        text: format!("{title}。理由与做法如下。"),
        lead: lead.into(),
        ..Dossier::default()
    }
}

pub fn create<S: EventStore>(engine: &Engine<S, World>, dossier: Dossier) -> SuggestionId {
    let lead = deputy(&dossier.lead);
    match ask(engine, &lead, Request::Create(dossier)) {
        Ok(Reply::Acted(acted)) => acted.id,
        other => panic!("{other:?}"),
    }
}

pub fn act<S: EventStore>(
    engine: &Engine<S, World>,
    actor: &Actor,
    id: &SuggestionId,
    command: Command,
) -> Result<Acted, Failure> {
    match ask(
        engine,
        actor,
        Request::Act {
            id: id.clone(),
            command,
        },
    ) {
        Ok(Reply::Acted(acted)) => Ok(acted),
        Ok(other) => panic!("{other:?}"),
        Err(failure) => Err(failure),
    }
}

pub fn ledger<S: EventStore>(engine: &Engine<S, World>, query: LedgerQuery) -> LedgerPage {
    ledger_for(engine, &office(), query)
}

pub fn ledger_for<S: EventStore>(
    engine: &Engine<S, World>,
    actor: &Actor,
    query: LedgerQuery,
) -> LedgerPage {
    match ask(
        engine,
        actor,
        Request::Ledger(LedgerQuery {
            limit: 1000,
            ..query
        }),
    ) {
        Ok(Reply::Ledger(page)) => page,
        other => panic!("{other:?}"),
    }
}

pub fn item<S: EventStore>(
    engine: &Engine<S, World>,
    actor: &Actor,
    id: &SuggestionId,
) -> ItemView {
    match ask(engine, actor, Request::Item(id.clone())) {
        Ok(Reply::Item(item)) => *item,
        other => panic!("{other:?}"),
    }
}

pub fn titles(page: &LedgerPage) -> Vec<&str> {
    page.rows.iter().map(|row| row.title.as_str()).collect()
}

/// Everything as one bundle.
pub fn export<S: EventStore>(engine: &Engine<S, World>) -> Vec<u8> {
    let mut bundle = Vec::new();
    let mut from = 0;
    loop {
        match ask(engine, &office(), Request::BundleExport { from }) {
            Ok(Reply::BundlePart { bytes, next, .. }) => {
                bundle.extend(bytes);
                match next {
                    Some(next) => from = next,
                    None => return bundle,
                }
            }
            other => panic!("{other:?}"),
        }
    }
}

/// Takes a bundle in, in pieces of `size` bytes.
pub fn import<S: EventStore>(
    engine: &Engine<S, World>,
    bundle: &[u8],
    size: usize,
) -> Result<BundleSummary, Failure> {
    let pieces: Vec<&[u8]> = bundle.chunks(size).collect();
    for (index, bytes) in pieces.iter().enumerate() {
        let (first, last) = (index == 0, index + 1 == pieces.len());
        let request = Request::BundleImport {
            first,
            last,
            bytes: bytes.to_vec(),
        };
        match ask(engine, &office(), request)? {
            Reply::Done if !last => {}
            Reply::BundleTaken(summary) if last => return Ok(summary),
            other => panic!("{other:?}"),
        }
    }
    panic!("an empty bundle has no last piece")
}

/// The steps of a life, each by whom and on which day.
pub fn step(number: usize, name: &str) -> (Actor, Command) {
    let on = |text| date(text);
    match number {
        0 => (
            deputy(name),
            Command::Submit {
                on: on("2024-03-01"),
            },
        ),
        1 => (
            office(),
            Command::Screen {
                on: on("2024-03-04"),
                outcome: ScreenOutcome::Accept,
                tests: Vec::new(),
            },
        ),
        2 => (
            office(),
            Command::Register {
                number: "2024-001".into(),
                on: on("2024-03-05"),
            },
        ),
        3 => (
            office(),
            Command::Assign {
                on: on("2024-03-08"),
                leader: Some("赵副区长".into()),
                arrangement: Arrangement::Joint {
                    lead: "区水务局".into(),
                    assisting: vec!["区财政局".into()],
                },
                meeting: None,
                level: None,
            },
        ),
        4 => (
            unit("区水务局"),
            Command::Accept {
                unit: "区水务局".into(),
                on: on("2024-03-11"),
            },
        ),
        5 => (
            unit("区水务局"),
            Command::Consult {
                unit: "区水务局".into(),
                on: on("2024-04-10"),
                phase: ConsultPhase::During,
                people: vec![name.into()],
                outcome: "同意方案".into(),
            },
        ),
        6 => (
            unit("区水务局"),
            Command::Reply {
                unit: "区水务局".into(),
                on: on("2024-05-20"),
                class: AnswerClass::B,
                text: "已列入年度计划。".into(),
                points: Vec::new(),
                promise: Some(Promise {
                    what: "年底前完工".into(),
                    due: Some(date("2024-12-31")),
                }),
                signed_by: None,
                sealed: false,
                form_enclosed: false,
            },
        ),
        7 => (
            deputy(name),
            Command::Evaluate {
                deputy: name.into(),
                on: on("2024-05-27"),
                process: Some(Rating::Satisfied),
                result: Rating::Satisfied,
                note: String::new(),
                points: Vec::new(),
                defects: Vec::new(),
            },
        ),
        8 => (
            office(),
            Command::Close {
                on: on("2024-06-03"),
                despite: None,
            },
        ),
        _ => panic!("a life has nine steps"),
    }
}

/// How many steps [`step`] knows.
pub const STEPS: usize = 9;

/// A suggestion taken through the first `steps` of its life.
pub fn life<S: EventStore>(
    engine: &Engine<S, World>,
    title: &str,
    name: &str,
    steps: usize,
) -> SuggestionId {
    let id = create(engine, dossier(title, name));
    for number in 0..steps {
        let (actor, command) = step(number, name);
        act(engine, &actor, &id, command).unwrap();
    }
    id
}
