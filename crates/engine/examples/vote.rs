//! How long a large vote takes in a workspace:
//! `cargo run --release -p huiyin-engine --example vote [VOTERS] [ITEMS]`.
//!
//! Plans, deals, checks everybody in, casts, takes the votes in, fixes the box, declares,
//! publishes the board, and verifies it with the second implementation. Prints seconds for
//! each step and the peak of memory.

use chrono::{DateTime, FixedOffset, TimeDelta};
use futures_lite::future::block_on;
use huiyin_ballot::{CardSecret, Choice, Sheet, cast};
use huiyin_engine::{Engine, Host};
use huiyin_protocol::poll::{DraftItem, PollAsk, PollDraft, PollOrder, PollReply};
use huiyin_protocol::{Ask, Push, Reply, Request, decode, encode};
use huiyin_rules::poll::{PollKind, Way};
use huiyin_rules::{Actor, Lang, Role};
use huiyin_store::MemoryStore;
use huiyin_verify::Verification;
use std::cell::Cell;
use std::error::Error;
use std::time::Instant;

struct Quiet(Cell<u128>);

impl Host for Quiet {
    fn now(&self) -> DateTime<FixedOffset> {
        DateTime::UNIX_EPOCH.fixed_offset() + TimeDelta::days(20_788)
    }
    fn random(&self) -> [u8; 16] {
        self.0.set(self.0.get() + 1);
        let spread = self
            .0
            .get()
            .wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
        spread.to_be_bytes()
    }
    fn push(&self, _: Push) {}
    fn announce(&self, _: u64) {}
    async fn breathe(&self) {}
}

type Anything = Box<dyn Error>;

fn main() -> Result<(), Anything> {
    let mut numbers = std::env::args().skip(1).map(|word| word.parse::<usize>());
    let voters = numbers.next().transpose()?.unwrap_or(1_000);
    let items = numbers.next().transpose()?.unwrap_or(75);
    let engine = Engine::new(MemoryStore::new(), Quiet(Cell::new(0)));
    let ask = |request: Request| {
        block_on(engine.handle(Ask {
            lang: Lang::Zh,
            actor: Actor::own(Role::Office, "代表工委"),
            request,
        }))
        .map_err(|failure| failure.text)
    };
    let poll = |asked: PollAsk| -> Result<PollReply, Anything> {
        match ask(Request::Poll(encode(&asked)))? {
            Reply::Poll(bytes) => Ok(decode(&bytes)?),
            _ => Err("another answer".into()),
        }
    };
    ask(Request::Configure {
        name: "测试".into(),
        rulebook: "malong".into(),
    })?;
    let mut clock = Instant::now();
    let mut told = |what: &str| {
        println!("{what:<28}{:>9.2} s", clock.elapsed().as_secs_f64());
        clock = Instant::now();
    };
    println!("{voters} voters, {items} items");
    let names: Vec<String> = (0..voters).map(|n| format!("委员{n:04}")).collect();
    let item = |n: usize| DraftItem {
        title: format!("事项{n}"),
        ..DraftItem::default()
    };
    let draft = PollDraft {
        title: "满意度测评".into(),
        body: "人大常委会".into(),
        on: "2026-12-01".into(),
        kind: Some(PollKind::Secret),
        items: (0..items).map(item).collect(),
        set: "general".into(),
        members: u32::try_from(voters)?,
        voters: names.clone(),
        observers: ["甲", "乙", "丙"].map(str::to_owned).into(),
        ..PollDraft::default()
    };
    let id = match poll(PollAsk::Plan { id: None, draft })? {
        PollReply::Poll(view) => view.id,
        _ => return Err("no poll".into()),
    };
    told("plan");
    let dealt = match poll(PollAsk::Deal {
        id: id.clone(),
        spare: 0,
    })? {
        PollReply::Dealt(dealt) => dealt,
        _ => return Err("no cards".into()),
    };
    told("deal and record");
    let order = |order: PollOrder| {
        poll(PollAsk::Order {
            id: id.clone(),
            order,
        })
    };
    order(PollOrder::Open)?;
    for voter in names {
        let way = Way::Card;
        order(PollOrder::CheckIn { voter, way })?;
    }
    told("check everybody in");
    let sheet = match poll(PollAsk::Sheet(id.clone()))? {
        PollReply::File { text, .. } => Sheet::read(&text).map_err(|error| error.code())?,
        _ => return Err("no sheet".into()),
    };
    let kinds = [
        Choice::Satisfied,
        Choice::BasicallySatisfied,
        Choice::Dissatisfied,
    ];
    let mut lines = Vec::with_capacity(voters * items);
    for (at, (code, _)) in dealt.cards.iter().enumerate() {
        let card = CardSecret::read(code).map_err(|error| error.code())?;
        let asked = sheet.questions.iter().enumerate();
        let choices: Vec<_> = asked
            .filter_map(|(n, one)| Some((one.id.clone(), *kinds.get((at + n) % 3)?)))
            .collect();
        let votes = cast(&sheet, &card, &choices).map_err(|error| error.code())?;
        lines.extend(votes.iter().map(|vote| vote.line().to_owned()));
    }
    told("cast, on the tablets");
    order(PollOrder::Close)?;
    told("close");
    poll(PollAsk::TakeVotes {
        id: id.clone(),
        lines,
        record: false,
    })?;
    told("take in and check the votes");
    poll(PollAsk::Fix(id.clone()))?;
    told("fix the box");
    let shares: Vec<String> = dealt
        .shares
        .iter()
        .take(2)
        .map(|one| one.1.clone())
        .collect();
    poll(PollAsk::Declare {
        id: id.clone(),
        shares,
        note: String::new(),
        due: None,
        rehandle: false,
    })?;
    told("open, count and declare");
    let board = match poll(PollAsk::Board(id))? {
        PollReply::File { text, .. } => text,
        _ => return Err("no board".into()),
    };
    told("count again for the board");
    let mut check = Verification::new(&board).map_err(|error| error.en)?;
    while check.step(1_000).is_some() {}
    let report = check.finish();
    told("verify");
    println!(
        "the board is {} bytes and {}",
        board.len(),
        if report.good { "good" } else { "not good" }
    );
    if let Ok(status) = std::fs::read_to_string("/proc/self/status") {
        let peak = status.lines().find(|line| line.starts_with("VmHWM"));
        println!("{}", peak.unwrap_or_default());
    }
    Ok(())
}
