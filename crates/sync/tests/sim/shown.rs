//! The real engine on top of what the replicas came to: what people are shown.

use super::check::Held;
use super::state::State;
use crate::world::view::{View, standing};
use chrono::{DateTime, FixedOffset};
use futures_lite::future::block_on;
use huiyin_engine::{Engine, Host};
use huiyin_log::standing::{STANDING_KEY, Standing};
use huiyin_protocol::ledger::{LedgerQuery, Sort};
use huiyin_protocol::stats::StatsQuery;
use huiyin_protocol::workspace::WorkspaceView;
use huiyin_protocol::{Ask, Push, Reply, Request};
use huiyin_rules::ids::SuggestionId;
use huiyin_rules::suggestion::StageName;
use huiyin_rules::{Actor, Lang, Role};
use huiyin_store::{EventStore, MemoryStore};
use std::collections::{BTreeMap, BTreeSet};

/// One world in so many is looked at in this way too.
pub const EVERY: u64 = 15;

/// The engine's outside: always the same day.
struct Still;

impl Host for Still {
    fn now(&self) -> DateTime<FixedOffset> {
        crate::world::device::beginning() + chrono::Duration::days(200)
    }

    fn random(&self) -> [u8; 16] {
        [7; 16]
    }

    fn push(&self, _: Push) {}

    fn announce(&self, _: u64) {}

    async fn breathe(&self) {}
}

/// Everything that is shown, one text for each part.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Shown {
    /// What is folded: the workspace, the ledger, statistics, contradictions.
    parts: Vec<String>,
    /// Suggestions in full. Their histories also tell of what does not count.
    items: Vec<String>,
    suggestions: usize,
}

/// Lets an engine show what lies in a replica's store of events. Whose device it is does
/// not count here. In pieces, it has shown a part before the rest came.
fn shown(lines: &[Vec<u8>], standing: &Standing, pieces: usize) -> Result<Shown, String> {
    let store = MemoryStore::new();
    let engine = Engine::new(store.another(), Still);
    let told = Standing {
        own: None,
        version: standing.version.max(1),
        ..standing.clone()
    };
    let told = serde_json::to_vec(&told).unwrap();
    for (at, piece) in lines
        .chunks(lines.len().div_ceil(pieces).max(1))
        .enumerate()
    {
        if at + 1 == pieces || pieces == 1 {
            block_on(store.meta_put(STANDING_KEY, &told)).unwrap();
        }
        let head = block_on(store.head()).unwrap();
        block_on(store.append(piece, head)).unwrap();
        ask(&engine, Request::Open)?;
    }
    block_on(store.meta_put(STANDING_KEY, &told)).unwrap();
    let Reply::Workspace(view) = ask(&engine, Request::Open)? else {
        return Err("the engine opens with something else".into());
    };
    let query = LedgerQuery {
        stages: StageName::ALL.to_vec(),
        sort: Sort::Title,
        limit: 1_000,
        ..LedgerQuery::default()
    };
    let Reply::Ledger(page) = ask(&engine, Request::Ledger(query.clone()))? else {
        return Err("the engine has no ledger".into());
    };
    let mut rows: Vec<String> = page.rows.iter().map(|row| format!("{row:#?}")).collect();
    rows.sort();
    let mut parts = vec![format!(
        "{:#?}",
        WorkspaceView {
            opened: Default::default(),
            // What does not count is kept by whoever recorded it.
            head: 0,
            events: 0,
            ..view
        }
    )];
    parts.extend(rows);
    let mut items = Vec::new();
    for name in ["0", "1", "2"] {
        let id = SuggestionId::try_from(name).unwrap();
        // One that was never drafted is refused, and everywhere alike.
        items.push(format!("{:#?}", ask(&engine, Request::Item(id))));
    }
    parts.push(format!(
        "{:#?}",
        ask(&engine, Request::Stats(StatsQuery { filter: query }))?
    ));
    let Reply::Conflicts(mut conflicts) = ask(&engine, Request::Conflicts)? else {
        return Err("the engine does not tell contradictions".into());
    };
    // They stand in the order in which their suggestions became known here.
    conflicts.sort_by_key(|one| one.id.clone());
    parts.push(format!("{conflicts:#?}"));
    Ok(Shown {
        suggestions: page.rows.len(),
        parts,
        items,
    })
}

fn ask(engine: &Engine<MemoryStore, Still>, request: Request) -> Result<Reply, String> {
    let asked = format!("{request:?}");
    let actor = Actor::own(Role::Office, "代表工委");
    let ask = Ask {
        lang: Lang::Zh,
        actor,
        request,
    };
    block_on(engine.handle(ask)).map_err(|failure| format!("{asked}: {failure:?}"))
}

/// What one device shows, and out of what.
struct One {
    name: String,
    held: BTreeSet<String>,
    counting: BTreeSet<String>,
    races: BTreeSet<(String, String)>,
    shown: Shown,
}

/// Replicas whose stores hold the same events that count show the same. Gives how many
/// suggestions were compared.
///
/// # Errors
/// Two that do not, or one that shows something else where the events came in pieces.
pub fn alike(state: &State, views: &BTreeMap<usize, View>) -> Held<usize> {
    let mut seen: Vec<One> = Vec::new();
    let mut compared = 0;
    for (at, view) in views {
        let device = &state.slots[*at].device;
        let lines = device.events.content().lines;
        let standing = standing(device);
        let held = device.held();
        let counting = held.difference(&view.set_aside).cloned().collect();
        let now = One {
            name: device.name.clone(),
            held,
            counting,
            races: view.races.clone(),
            shown: shown(&lines, &standing, 1)?,
        };
        let later = shown(&lines, &standing, 3)?;
        let who = &now.name;
        let pieces = difference(&now.shown.parts, &later.parts);
        if let Some(text) = pieces.or(difference(&now.shown.items, &later.items)) {
            return Err(format!("{who} shows other things after pieces: {text}"));
        }
        // Who reads the same spaces knows of the same contradictions, as was seen before.
        let alike = |one: &&One| one.counting == now.counting && one.races == now.races;
        for one in seen.iter().filter(alike) {
            compared += now.shown.suggestions;
            let mut found = difference(&one.shown.parts, &now.shown.parts);
            if one.held == now.held {
                found = found.or(difference(&one.shown.items, &now.shown.items));
            }
            if let Some(text) = found {
                return Err(format!("{} and {who} show other things: {text}", one.name));
            }
        }
        seen.push(now);
    }
    Ok(compared)
}

fn difference(one: &[String], other: &[String]) -> Option<String> {
    if one.len() != other.len() {
        return Some(format!("{one:#?}\n{other:#?}"));
    }
    let (a, b) = one.iter().zip(other).find(|(a, b)| a != b)?;
    let lines = a.lines().zip(b.lines()).filter(|(a, b)| a != b);
    let lines: Vec<String> = lines
        .take(12)
        .map(|(a, b)| format!("\n  {a}\n  {b}"))
        .collect();
    Some(lines.concat())
}
