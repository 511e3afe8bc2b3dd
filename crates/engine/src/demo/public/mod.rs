//! What lies beside the suggestions: stations with their codes, what citizens said, a drive,
//! the notice board. A few of each, in the last weeks, so that no page is empty.

mod drive;
mod raise;
mod said;

use super::numbers::Numbers;
use super::words::{OFFICE, deputy_at};
use super::{Demo, DemoError, moment};
use crate::facts;
use crate::history::Sealer;
use crate::wire::Wire;
use chrono::{Days, NaiveDate};
use huiyin_log::LogId;
use huiyin_rules::board::{self, Board, BoardField, BoardOrder, BoardSet};
use huiyin_rules::drive::Drive;
use huiyin_rules::ids::SuggestionId;
use huiyin_rules::order::OrderContext;
use huiyin_rules::station::{
    self, IssuedCode, Station, StationKind, StationOrder, Stations, code_of,
};
use huiyin_rules::voice::{
    self, PassTo, Received, Via, Voice, VoiceContext, VoiceEvent, VoiceOrder,
};
use huiyin_rules::{Actor, Role, Rulebook, Text};
use said::SAID;
use std::collections::BTreeMap;

/// Deputies on the roll.
const ROLL: usize = 24;
/// Suggestions on the board.
const SHOWN: usize = 12;
/// Which voice becomes a suggestion.
const RAISED: usize = 6;

/// The record beside which it is laid.
#[derive(Clone, Debug)]
pub struct Ground<'a> {
    /// The log it goes on.
    pub log: LogId,
    /// The next free sequence number.
    pub seq: u64,
    /// Where the numbers start; the same seed makes the same bytes.
    pub seed: u64,
    /// The last day anything happens.
    pub until: NaiveDate,
    /// The rules in force.
    pub rulebook: &'a Rulebook,
    /// Deputies with their delegations, of whom the roll takes the first; made up where there
    /// are none.
    pub deputies: Vec<(String, Option<String>)>,
    /// Suggestions of the ledger, of which the board shows the first.
    pub suggestions: Vec<SuggestionId>,
    /// Whether one of the voices becomes a suggestion.
    pub raises: bool,
}

/// What was laid beside it.
#[derive(Clone, Debug)]
pub struct Laid {
    /// The events' bytes.
    pub lines: Vec<Vec<u8>>,
    /// The next free sequence number.
    pub seq: u64,
}

/// Everything as it stands while it is made.
struct Scene<'a> {
    sealer: Sealer<'a>,
    lines: Vec<Vec<u8>>,
    stations: Stations,
    voices: BTreeMap<String, Voice>,
    today: NaiveDate,
    rulebook: &'a Rulebook,
    /// Deputies with their delegations.
    roll: Vec<(String, Option<String>)>,
}

fn refused(text: Text) -> DemoError {
    DemoError::SetAside(text)
}

/// Makes all of it at once.
///
/// # Errors
/// The rules refused a step: a fault of this program, or days that no record can hold.
pub fn lay(ground: Ground<'_>) -> Result<Laid, DemoError> {
    let actor = Actor::own(Role::Office, OFFICE);
    // Numbers of their own, which leave those of the suggestions as they are.
    let mut numbers = Numbers::new(ground.seed ^ 0x7075_626c_6963);
    let until = ground.until;
    let mut roll = ground.deputies;
    roll.truncate(ROLL);
    if roll.is_empty() {
        let made_up = (0..ROLL).map(deputy_at);
        roll.extend(made_up.map(|(name, delegation)| (name, Some(delegation.to_owned()))));
    }
    let mut scene = Scene {
        sealer: Sealer {
            log: ground.log,
            seq: ground.seq,
            actor: &actor,
            at: moment(until, 0),
        },
        lines: Vec::new(),
        stations: Stations::default(),
        voices: BTreeMap::new(),
        today: until,
        rulebook: ground.rulebook,
        roll,
    };
    let before = |days: u64| until.checked_sub_days(Days::new(days)).unwrap_or(until);
    scene.on(before(60));
    scene.tree(&mut numbers)?;
    scene.on(before(20));
    let drive = scene.drive(&mut numbers)?;
    for (at, (text, place)) in SAID.iter().enumerate() {
        let days = u64::try_from(SAID.len() - 1 - at).unwrap_or(0);
        scene.on(before(days));
        let id = scene.said(&mut numbers, at, (text, place))?;
        if at == RAISED && ground.raises {
            scene.raised(&mut numbers, &id)?;
        }
    }
    scene.answers(&mut numbers, &drive)?;
    scene.on(until);
    let shown = ground.suggestions.into_iter().take(SHOWN);
    scene.board(shown.collect())?;
    Ok(Laid {
        lines: scene.lines,
        seq: scene.sealer.seq,
    })
}

impl Demo {
    /// Lays it beside the suggestions that were made.
    pub(super) fn public(&mut self) -> Result<(), DemoError> {
        let laid = lay(Ground {
            log: self.log.clone(),
            seq: self.seq,
            seed: self.plan.seed,
            until: self.plan.until,
            rulebook: &self.rulebook,
            deputies: Vec::new(),
            suggestions: self.listed.iter().rev().cloned().collect(),
            raises: self.lives() < self.plan.suggestions,
        })?;
        self.seq = laid.seq;
        self.ready.extend(laid.lines);
        Ok(())
    }
}

impl Scene<'_> {
    fn on(&mut self, day: NaiveDate) {
        self.today = day;
        self.sealer.at = moment(day, 30);
    }

    fn order(&self) -> OrderContext<'_> {
        OrderContext {
            today: self.today,
            actor: self.sealer.actor,
        }
    }

    fn seal<E: Wire>(&mut self, aggregate: &str, events: &[E]) -> Result<(), DemoError> {
        for event in events {
            self.lines.push(self.sealer.seal(aggregate, event)?.line);
        }
        Ok(())
    }

    fn station(&mut self, order: StationOrder) -> Result<(), DemoError> {
        let events = station::decide(&self.stations, order, &self.order())
            .map_err(|refusal| refused(refusal.text()))?;
        for event in &events {
            station::apply(&mut self.stations, event);
        }
        self.seal(facts::STATIONS, &events)
    }

    /// The roll, the tree, and a code for each station and some deputies.
    fn tree(&mut self, numbers: &mut Numbers) -> Result<(), DemoError> {
        let roll: Vec<String> = self.roll.iter().map(|(name, _)| name.clone()).collect();
        self.station(StationOrder::ListDeputies(roll.clone()))?;
        // A short roll goes round more than once; nobody stands twice at one place.
        let placed = |places: std::ops::Range<usize>| {
            let names = places
                .take(roll.len())
                .filter_map(|at| roll.get(at % roll.len().max(1)));
            names.cloned().collect::<Vec<_>>()
        };
        let places: [(&str, StationKind, Option<&str>, std::ops::Range<usize>); 10] = [
            ("城东街道人大代表联络站", StationKind::Level1, None, 0..4),
            ("河口镇人大代表联络站", StationKind::Level1, None, 4..8),
            ("东门社区联络站", StationKind::Level2, Some("demo-0"), 8..11),
            (
                "西街社区联络站",
                StationKind::Level2,
                Some("demo-0"),
                11..14,
            ),
            ("石桥村联络站", StationKind::Level2, Some("demo-1"), 14..17),
            (
                "民生代表工作室",
                StationKind::Studio,
                Some("demo-0"),
                17..21,
            ),
            ("东门社区第一网格", StationKind::Cell, Some("demo-2"), 8..9),
            ("东门社区第二网格", StationKind::Cell, Some("demo-2"), 9..10),
            (
                "西街社区第一网格",
                StationKind::Cell,
                Some("demo-3"),
                11..12,
            ),
            (
                "西街社区第二网格",
                StationKind::Cell,
                Some("demo-3"),
                12..13,
            ),
        ];
        let set = places.iter().enumerate().map(|(at, place)| Station {
            id: format!("demo-{at}"),
            name: place.0.to_owned(),
            kind: place.1,
            parent: place.2.map(str::to_owned),
            address: String::new(),
            hours: "每月第二周周三 9:00-11:30".to_owned(),
            deputies: placed(place.3.clone()),
        });
        self.station(StationOrder::SetStations(set.collect()))?;
        let stations = places
            .iter()
            .enumerate()
            .map(|(at, place)| (Some(format!("demo-{at}")), None, place.0.to_owned()));
        let deputies = roll
            .iter()
            .take(2)
            .map(|name| (None, Some(name.clone()), name.clone()));
        let codes = stations
            .chain(deputies)
            .map(|(station, deputy, label)| IssuedCode {
                code: code_of(numbers.next()),
                station,
                deputy,
                drive: None,
                label,
            });
        self.station(StationOrder::IssueCodes(codes.collect()))
    }

    fn voice(&mut self, id: &str, order: VoiceOrder) -> Result<(), DemoError> {
        self.voice_in(id, order, None)
    }

    fn voice_in(
        &mut self,
        id: &str,
        order: VoiceOrder,
        drive: Option<&Drive>,
    ) -> Result<(), DemoError> {
        let other = match &order {
            VoiceOrder::Merge { into, .. } => self.voices.get(into),
            _ => None,
        };
        let ctx = VoiceContext {
            today: self.today,
            actor: self.sealer.actor,
            id,
            stations: &self.stations,
            other,
            drive,
        };
        let events = voice::decide(self.voices.get(id), order, &ctx)
            .map_err(|refusal| refused(refusal.text()))?;
        // What was received is all that later orders here look at, and the first act.
        let known: Vec<VoiceEvent> = self
            .voices
            .get(id)
            .map(|known| VoiceEvent::VoiceReceived(Box::new(known.received.clone())))
            .into_iter()
            .chain(events.iter().cloned())
            .collect();
        if let Some(voice) = voice::replay(known.iter().map(|event| (event, self.sealer.actor))) {
            self.voices.insert(id.to_owned(), voice);
        }
        self.seal(&[facts::VOICE_PREFIX, id].concat(), &events)
    }

    fn received(&self, text: &str, place: &str) -> Received {
        Received {
            via: Via::Station,
            code: None,
            station: None,
            deputy: None,
            place: place.to_owned(),
            text: text.to_owned(),
            contact: None,
            pictures: Vec::new(),
            tracking: None,
            drive: None,
            answers: Vec::new(),
            on: self.today,
        }
    }

    /// One voice, and what the office does with it.
    fn said(
        &mut self,
        numbers: &mut Numbers,
        at: usize,
        (text, place): (&str, &str),
    ) -> Result<String, DemoError> {
        let id = name(numbers);
        let station = format!("demo-{}", numbers.below(10));
        let via = Via::ALL.get(at % Via::ALL.len()).copied();
        let received = Received {
            via: via.unwrap_or(Via::Station),
            station: Some(station),
            ..self.received(text, place)
        };
        let order = VoiceOrder::Receive {
            received: Box::new(received),
            pictures: Vec::new(),
        };
        self.voice(&id, order)?;
        let (on, first) = (
            self.today,
            self.voices.keys().find(|one| **one != id).cloned(),
        );
        let order = match (at, first) {
            (1, Some(into)) => VoiceOrder::Merge { into, on },
            (2 | 4 | 7, _) => VoiceOrder::Answer {
                text: "感谢反映，已联系有关单位到现场查看，将尽快处理。".to_owned(),
                on,
            },
            (3 | 9, _) => VoiceOrder::Pass {
                to: PassTo::Unit("区城市管理局".to_owned()),
                note: String::new(),
                on,
            },
            (5 | 8, _) => VoiceOrder::Pass {
                to: PassTo::LevelUp,
                note: String::new(),
                on,
            },
            (12, _) => VoiceOrder::Refuse {
                reason: "属于民事纠纷，请向社区人民调解委员会申请调解。".to_owned(),
                on,
            },
            // The latest wait.
            _ => return Ok(id),
        };
        self.voice(&id, order)?;
        Ok(id)
    }

    fn board(&mut self, suggestions: Vec<SuggestionId>) -> Result<(), DemoError> {
        let set = BoardSet {
            title: "代表建议办理情况公示".to_owned(),
            intro: "公示内容由区人大常委会代表工委核定，每周更新。".to_owned(),
            fields: vec![
                BoardField::Number,
                BoardField::Category,
                BoardField::Units,
                BoardField::Light,
                BoardField::Due,
                BoardField::ReplyDate,
                BoardField::ReplyText,
            ],
        };
        let mut board = Board::default();
        let publish = (!suggestions.is_empty()).then_some(BoardOrder::Publish { suggestions });
        for order in std::iter::once(BoardOrder::Set(set)).chain(publish) {
            let events = board::decide(&board, order, self.rulebook, &self.order())
                .map_err(|refusal| refused(refusal.text()))?;
            for event in &events {
                board::apply(&mut board, event);
            }
            self.seal(facts::BOARD, &events)?;
        }
        Ok(())
    }
}

fn name(numbers: &mut Numbers) -> String {
    let bytes = numbers.bytes();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
