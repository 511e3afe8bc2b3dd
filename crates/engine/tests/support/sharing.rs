//! Several devices with one workspace: what they hold, bring together, and are told.

use super::*;
use huiyin_log::Line;
use huiyin_log::standing::{Named, Race, STANDING_KEY, Standing};
use huiyin_protocol::conflict::ConflictView;
use huiyin_protocol::workspace::WorkspaceView;
use huiyin_rules::suggestion::{Side, clash};

pub fn lines(store: &MemoryStore) -> Vec<Vec<u8>> {
    let head = usize::try_from(block_on(store.head()).unwrap()).unwrap();
    let read = block_on(store.read(1, head)).unwrap();
    read.into_iter().map(|(_, line)| line).collect()
}

pub fn append(store: &MemoryStore, lines: &[Vec<u8>]) {
    let head = block_on(store.head()).unwrap();
    block_on(store.append(lines, head)).unwrap();
}

pub fn told(store: &MemoryStore, standing: &Standing) {
    let text = serde_json::to_string(standing).unwrap();
    block_on(store.meta_put(STANDING_KEY, text.as_bytes())).unwrap();
}

pub fn id_of(line: &[u8]) -> String {
    Line::read(line).unwrap().id.to_owned()
}

pub fn named(line: &[u8]) -> Named {
    let line = Line::read(line).unwrap();
    Named {
        aggregate: line.aggregate.to_owned(),
        event: line.id.to_owned(),
    }
}

/// What the syncer would find: every pair of events that contradict, one of each device.
pub fn races(one: &[Vec<u8>], other: &[Vec<u8>]) -> Vec<Race> {
    let mut races = Vec::new();
    for a in one.iter().map(|line| Line::read(line).unwrap()) {
        for b in other.iter().map(|line| Line::read(line).unwrap()) {
            let (of_a, of_b) = (a.actor().unwrap(), b.actor().unwrap());
            let side = |kind, acting| Side { kind, acting };
            let sides = (side(a.kind, of_a.acting()), side(b.kind, of_b.acting()));
            if a.aggregate == b.aggregate && clash(&sides.0, &sides.1) {
                races.push(Race {
                    aggregate: a.aggregate.to_owned(),
                    a: a.id.min(b.id).to_owned(),
                    b: a.id.max(b.id).to_owned(),
                });
            }
        }
    }
    races
}

/// A device with a copy of what another has.
pub fn device(number: u128, base: &[Vec<u8>]) -> (MemoryStore, Memory, World) {
    let (store, world) = (MemoryStore::new(), World::default());
    world.drawn.set(number * 1_000);
    append(&store, base);
    let engine = engine_in(&store, &world);
    (store, engine, world)
}

pub fn open(engine: &Memory) -> WorkspaceView {
    match ask(engine, &office(), Request::Open) {
        Ok(Reply::Workspace(view)) => view,
        other => panic!("{other:?}"),
    }
}

pub fn conflicts(engine: &Memory, actor: &Actor) -> Vec<ConflictView> {
    match ask(engine, actor, Request::Conflicts) {
        Ok(Reply::Conflicts(views)) => views,
        other => panic!("{other:?}"),
    }
}

/// The steps of a life from `from` to `to`, with a number of this device's own.
pub fn go_on(engine: &Memory, id: &SuggestionId, (from, to): (usize, usize), number: &str) {
    for at in from..to {
        let (actor, command) = step(at, "张三");
        let command = match command {
            Command::Register { on, .. } => Command::Register {
                number: number.into(),
                on,
            },
            command => command,
        };
        act(engine, &actor, id, command).unwrap();
    }
}

/// A suggestion that the office and the government gave to different units apart.
pub fn contested() -> (MemoryStore, SuggestionId, Standing, Vec<Vec<u8>>) {
    let (base, first, _) = device(1, &[]);
    let id = life(&first, "修缮水渠", "张三", 3);
    let base = lines(&base);
    let (a, here, _) = device(2, &base);
    let (b, there, _) = device(3, &base);
    go_on(&here, &id, (3, 5), "");
    let (_, command) = step(3, "张三");
    let Command::Assign { on, leader, .. } = command else {
        panic!("{command:?}")
    };
    let other = Command::Assign {
        on,
        leader,
        arrangement: huiyin_rules::suggestion::Arrangement::Joint {
            lead: "区交通局".into(),
            assisting: Vec::new(),
        },
        meeting: None,
        level: None,
    };
    let government = Actor::own(Role::Government, "政府督查室");
    act(&there, &government, &id, other).unwrap();
    let (a, b) = (lines(&a), lines(&b));
    let (own_a, own_b) = (a[base.len()..].to_vec(), b[base.len()..].to_vec());
    let standing = Standing {
        version: 1,
        races: races(&own_a, &own_b),
        ..Standing::default()
    };
    let all = [base, own_b, own_a].concat();
    let store = MemoryStore::new();
    told(&store, &standing);
    append(&store, &all);
    (store, id, standing, all)
}
