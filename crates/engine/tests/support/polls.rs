//! Polls asked as the page asks them.

use super::*;
use huiyin_ballot::{CardSecret, Choice, Sheet, cast};
use huiyin_protocol::poll::*;
use huiyin_protocol::{decode, encode};
use huiyin_rules::poll::{PaperTotals, PollKind};

pub fn poll_as(engine: &Memory, actor: &Actor, ask_: PollAsk) -> Result<PollReply, Failure> {
    match ask(engine, actor, Request::Poll(encode(&ask_))) {
        Ok(Reply::Poll(bytes)) => Ok(decode(&bytes).unwrap()),
        Ok(other) => panic!("{other:?}"),
        Err(failure) => Err(failure),
    }
}

pub fn asked(engine: &Memory, ask: PollAsk) -> PollReply {
    poll_as(engine, &office(), ask).unwrap()
}

pub fn refused(engine: &Memory, ask: PollAsk) -> String {
    poll_as(engine, &office(), ask).unwrap_err().code
}

pub fn shown(reply: PollReply) -> PollView {
    match reply {
        PollReply::Poll(view) => *view,
        other => panic!("{other:?}"),
    }
}

pub fn order(engine: &Memory, id: &str, order: PollOrder) -> PollView {
    let id = id.to_owned();
    shown(asked(engine, PollAsk::Order { id, order }))
}

pub fn workspace() -> (Memory, MemoryStore, World) {
    let (store, world) = (MemoryStore::new(), World::default());
    world.today.set(Some(date("2026-12-01")));
    let engine = engine_in(&store, &world);
    let configure = Request::Configure {
        name: "测试".into(),
        rulebook: "malong".into(),
    };
    ask(&engine, &office(), configure).unwrap();
    (engine, store, world)
}

/// A suggestion that a unit handles.
pub fn assigned(engine: &Memory, number: &str, title: &str) -> SuggestionId {
    let on = date("2026-03-01");
    let id = create(engine, dossier(title, "刘明"));
    let done = |actor: &Actor, command| act(engine, actor, &id, command).unwrap();
    done(&deputy("刘明"), Command::Submit { on });
    let (outcome, tests) = (ScreenOutcome::Accept, Vec::new());
    done(&office(), Command::Screen { on, outcome, tests });
    let number = number.to_owned();
    done(&office(), Command::Register { number, on });
    let command = Command::Assign {
        on,
        leader: None,
        arrangement: Arrangement::Joint {
            lead: "区水务局".into(),
            assisting: Vec::new(),
        },
        meeting: None,
        level: None,
    };
    done(&office(), command);
    id
}

pub fn draft(items: &[SuggestionId], voters: u32) -> PollDraft {
    let of = |id: &SuggestionId| DraftItem {
        suggestion: Some(id.clone()),
        ..DraftItem::default()
    };
    let free = DraftItem {
        title: "关于计划执行情况的报告".into(),
        unit: "区发改局".into(),
        ..DraftItem::default()
    };
    PollDraft {
        title: "重点督办建议满意度测评".into(),
        body: "区人大常委会".into(),
        on: "2026-12-01".into(),
        kind: Some(PollKind::Secret),
        items: items.iter().map(of).chain([free]).collect(),
        apart: false,
        set: "zhenhai-2022".into(),
        rule: None,
        members: 40,
        voters: (1..=voters).map(|n| format!("委员{n:02}")).collect(),
        observers: vec!["监一".into(), "监二".into(), "监三".into()],
        again_of: None,
    }
}

pub fn planned(engine: &Memory, draft: PollDraft) -> PollView {
    shown(asked(engine, PollAsk::Plan { id: None, draft }))
}

pub fn dealt(engine: &Memory, id: &str, spare: u32) -> (Dealt, Sheet) {
    let id = id.to_owned();
    let ask = PollAsk::Deal {
        id: id.clone(),
        spare,
    };
    let dealt = match asked(engine, ask) {
        PollReply::Dealt(dealt) => dealt,
        other => panic!("{other:?}"),
    };
    let text = match asked(engine, PollAsk::Sheet(id)) {
        PollReply::File { text, .. } => text,
        other => panic!("{other:?}"),
    };
    let sheet = Sheet::read(&text).unwrap();
    assert_eq!(sheet.name(), dealt.sheet);
    (dealt, sheet)
}

pub fn voted(sheet: &Sheet, code: &str, choice: impl Fn(usize) -> Choice) -> Vec<String> {
    let card = CardSecret::read(code).unwrap();
    let asked = sheet.questions.iter().enumerate();
    let choices: Vec<(String, Choice)> = asked
        .map(|(at, one)| (one.id.clone(), choice(at)))
        .collect();
    let votes = cast(sheet, &card, &choices).unwrap();
    votes.iter().map(|vote| vote.line().to_owned()).collect()
}

pub fn totals(view: &PollView, collected: u32, satisfied: u32) -> Vec<PaperTotals> {
    let one = |question: &QuestionView| PaperTotals {
        question: question.id.clone(),
        collected,
        satisfied,
        dissatisfied: collected - satisfied,
        ..PaperTotals::default()
    };
    view.questions.iter().map(one).collect()
}

pub fn take(engine: &Memory, id: &str, lines: Vec<String>, record: bool) -> (u32, u32, usize) {
    let id = id.to_owned();
    match asked(engine, PollAsk::TakeVotes { id, lines, record }) {
        PollReply::Taken {
            new,
            known,
            refused,
        } => (new, known, refused.len()),
        other => panic!("{other:?}"),
    }
}
