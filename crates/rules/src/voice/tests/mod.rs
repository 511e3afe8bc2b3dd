//! A voice from its coming in to its end, and every way an order is refused.

mod deputies;
mod handed;
mod noted;
mod own;
mod received;
mod refused;
mod replayed;
mod seen;
mod table;

use super::*;
use crate::actor::{Actor, Role};
use crate::answer::Rating;
use crate::drive::Drive;
use crate::rulebook::Light;
use crate::station::{Station, StationEvent, StationKind, Stations, StationsSet};
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn received() -> Received {
    Received {
        via: Via::Qr,
        code: Some("7K2QM0XNPA".into()),
        station: Some("v".into()),
        deputy: Some("代表乙".into()),
        place: "和平路12号".into(),
        text: "雨棚漏水，请修一修。".into(),
        contact: Some("13800138000".into()),
        pictures: Vec::new(),
        tracking: Some("ab".repeat(32)),
        drive: None,
        answers: Vec::new(),
        on: day("2026-12-01"),
    }
}

fn receive(received: Received) -> VoiceOrder {
    VoiceOrder::Receive {
        received: Box::new(received),
        pictures: Vec::new(),
    }
}

fn answer(text: &str) -> VoiceOrder {
    VoiceOrder::Answer {
        text: text.into(),
        on: day("2026-12-01"),
    }
}

fn pass(to: PassTo) -> VoiceOrder {
    VoiceOrder::Pass {
        to,
        note: "内部备注：张科长跟进".into(),
        on: day("2026-12-02"),
    }
}

fn merge(into: &str) -> VoiceOrder {
    VoiceOrder::Merge {
        into: into.into(),
        on: day("2026-12-02"),
    }
}

fn refuse(reason: &str) -> VoiceOrder {
    VoiceOrder::Refuse {
        reason: reason.into(),
        on: day("2026-12-02"),
    }
}

fn raise(suggestion: &str) -> VoiceOrder {
    VoiceOrder::Raise {
        suggestion: suggestion.try_into().unwrap(),
        on: day("2026-12-02"),
    }
}

fn inform(text: &str) -> VoiceOrder {
    VoiceOrder::Inform {
        text: text.into(),
        on: day("2026-12-03"),
    }
}

fn rate(rating: Rating) -> VoiceOrder {
    VoiceOrder::Rate {
        rating,
        note: String::new(),
        on: day("2026-12-04"),
    }
}

/// A village's station under a town's, and the roll.
fn tree() -> Stations {
    let station = |id: &str, name: &str, kind, parent: Option<&str>| Station {
        id: id.into(),
        name: name.into(),
        kind,
        parent: parent.map(str::to_owned),
        address: String::new(),
        hours: String::new(),
        deputies: Vec::new(),
    };
    let stations = vec![
        station("t", "和平街道联络站", StationKind::Level1, None),
        station("v", "新村联络站", StationKind::Level2, Some("t")),
    ];
    let mut tree = crate::station::replay(&[StationEvent::StationsSet(StationsSet { stations })]);
    tree.roll = vec!["代表甲".into(), "代表乙".into()];
    tree
}

/// What the office recorded comes to.
fn by_the_office<'a>(events: impl IntoIterator<Item = &'a VoiceEvent>) -> Option<Voice> {
    let office = Actor::own(Role::Office, "代表工委");
    replay(events.into_iter().map(|event| (event, &office)))
}

/// A voice as orders make it.
struct Desk {
    events: Vec<VoiceEvent>,
    tree: Stations,
    other: Option<Voice>,
    drive: Option<Drive>,
    role: Role,
    today: NaiveDate,
}

impl Desk {
    fn new() -> Desk {
        Desk {
            events: Vec::new(),
            tree: tree(),
            other: None,
            drive: None,
            role: Role::Office,
            today: day("2026-12-10"),
        }
    }

    /// One that has come in.
    fn with() -> Desk {
        let mut desk = Desk::new();
        desk.order(receive(received()));
        desk
    }

    /// One in a stage, and with another one beside it.
    fn at(stage: VoiceStage) -> Desk {
        let mut desk = Desk::with();
        desk.other = Some(Desk::with().voice());
        match stage {
            VoiceStage::New => &mut desk,
            VoiceStage::Answered => desk.order(answer("已修好。")),
            VoiceStage::Passed => desk.order(pass(PassTo::LevelUp)),
            VoiceStage::Merged => desk.order(merge("v2")),
            VoiceStage::Refused => desk.order(refuse("请向法院反映。")),
            VoiceStage::Raised => desk.order(raise("s1")),
        };
        desk
    }

    fn find(&self) -> Option<Voice> {
        by_the_office(&self.events)
    }

    fn voice(&self) -> Voice {
        self.find().unwrap()
    }

    fn try_order(&mut self, order: VoiceOrder) -> Result<(), VoiceRefusal> {
        let actor = Actor::own(self.role, "");
        let ctx = VoiceContext {
            today: self.today,
            actor: &actor,
            id: "v1",
            stations: &self.tree,
            other: self.other.as_ref(),
            drive: self.drive.as_ref(),
        };
        let events = decide(self.find().as_ref(), order, &ctx)?;
        self.events.extend(events);
        assert_eq!(self.voice().anomalies, 0, "what was decided fits");
        Ok(())
    }

    fn order(&mut self, order: VoiceOrder) -> &mut Desk {
        self.try_order(order).unwrap();
        self
    }

    fn refused(&mut self, order: VoiceOrder) -> &'static str {
        let refusal = self.try_order(order).unwrap_err();
        let text = refusal.text();
        for text in [&text.zh, &text.en] {
            assert!(!text.is_empty() && !text.contains("{}"), "{text}");
        }
        refusal.code()
    }
}

#[test]
fn one_dealt_with_on_its_day_is_in_time() {
    let new = Desk::with().voice();
    let mut late = Desk::with();
    late.order(inform("正在核实。"));
    let informed = late.voice();
    late.order(pass(PassTo::Unit("区住建局".into())));
    let mut done = Desk::with();
    done.order(answer("已修好。"));
    for (voice, today, expected) in [
        (&new, "2026-12-01", Light::Normal),
        (&new, "2026-12-02", Light::Overdue),
        (&informed, "2026-12-04", Light::Overdue),
        (&late.voice(), "2026-12-04", Light::DoneLate),
        (&done.voice(), "2026-12-09", Light::Done),
    ] {
        assert_eq!(light(voice, day(today)), expected, "{today}");
    }
}

#[test]
fn it_goes_up_level_by_level() {
    let mut desk = Desk::with();
    desk.order(pass(PassTo::LevelUp));
    assert_eq!(desk.voice().station.as_deref(), Some("t"));
    desk.order(pass(PassTo::LevelUp));
    let voice = desk.voice();
    assert_eq!(voice.station.as_deref(), Some("t"), "beyond this congress");
    let to = voice.steps.iter().map(|step| match &step.done {
        Done::Passed { to, .. } => to.clone(),
        _ => unreachable!(),
    });
    let up = |id: Option<&str>, name: &str| Passed::LevelUp {
        id: id.map(str::to_owned),
        name: name.into(),
    };
    assert_eq!(
        to.collect::<Vec<_>>(),
        [up(Some("t"), "和平街道联络站"), up(None, "")]
    );
}

#[test]
fn chains_of_merged_ones_end_and_so_do_circles() {
    let next = |id: &str| {
        let found = match id {
            "a" => "b",
            "b" => "c",
            "x" => "z",
            "z" => "y",
            "y" => "z",
            _ => return None,
        };
        Some(found.to_owned())
    };
    for (start, end) in [("a", "c"), ("c", "c"), ("x", "y"), ("y", "y"), ("z", "y")] {
        assert_eq!(end_of(start, next), end, "{start}");
    }
}
