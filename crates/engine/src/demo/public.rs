//! What lies beside the suggestions: stations with their codes, what citizens said, a drive,
//! the notice board. A few of each, in the last weeks, so that no page is empty.

use super::numbers::Numbers;
use super::words::{OFFICE, deputy_at};
use super::{Demo, DemoError, moment};
use crate::facts;
use crate::history::Sealer;
use crate::wire::Wire;
use chrono::{Days, NaiveDate};
use huiyin_rules::board::{self, Board, BoardField, BoardOrder, BoardSet};
use huiyin_rules::drive::{
    self, Drive, DriveAnswer, DriveOpened, DriveOrder, DriveQuestion, QuestionKind,
};
use huiyin_rules::ids::SuggestionId;
use huiyin_rules::order::OrderContext;
use huiyin_rules::station::{
    self, IssuedCode, Station, StationKind, StationOrder, Stations, code_of,
};
use huiyin_rules::voice::{
    self, PassTo, Received, Via, Voice, VoiceContext, VoiceEvent, VoiceOrder,
};
use huiyin_rules::{Actor, Role, Rulebook, Text};
use std::collections::BTreeMap;

/// Deputies on the roll.
const ROLL: usize = 24;
/// Suggestions on the board.
const SHOWN: usize = 12;
/// People who answer the drive.
const ANSWERS: u32 = 14;

/// What people say, and where it is about.
const SAID: &[(&str, &str)] = &[
    ("西街南段路灯坏了三盏，晚上出行不安全。", "西街南段"),
    ("西街南段的路灯坏了好几天，没有人修。", "西街"),
    (
        "小区门口的井盖松动，车一过就响，老人走路容易绊倒。",
        "城东花园小区",
    ),
    ("中心小学放学时路口太乱，希望有交警疏导。", "中心小学路口"),
    ("公交12路等候时间太长，早高峰能不能加密班次。", "城东汽车站"),
    ("河口镇卫生院缺少常用药，取药要跑到区里。", "河口镇卫生院"),
    ("沿江步道的护栏锈蚀，有一段已经断开。", "沿江步道"),
    ("夜里工地施工声音很大，影响老人和孩子休息。", "高新片区"),
    ("村里的自来水时常浑浊，希望查一查水质。", "白石镇石桥村"),
    ("垃圾分类亭清运不及时，夏天气味很重。", "双江街道"),
    ("建议在农贸市场附近增设公共厕所。", "农贸市场"),
    ("老旧小区加装电梯的手续能不能简化一些。", "城西街道"),
    ("邻居装修纠纷，请代表帮助处理。", ""),
    ("物业费涨价没有征求业主意见。", "城西花园小区"),
    ("希望增加社区托育点，双职工家庭没有人带孩子。", "城东街道"),
    ("断头路什么时候能打通，送孩子要绕很远。", "高铁站周边"),
];

/// Everything as it stands while it is made.
struct Scene<'a> {
    sealer: Sealer<'a>,
    lines: Vec<Vec<u8>>,
    stations: Stations,
    voices: BTreeMap<String, Voice>,
    rulebook: &'a Rulebook,
    today: NaiveDate,
}

fn refused(text: Text) -> DemoError {
    DemoError::SetAside(text)
}

impl Demo {
    /// Makes all of it at once.
    pub(super) fn public(&mut self) -> Result<(), DemoError> {
        let actor = Actor::own(Role::Office, OFFICE);
        // Numbers of their own, which leave those of the suggestions as they are.
        let mut numbers = Numbers::new(self.plan.seed ^ 0x7075_626c_6963);
        let until = self.plan.until;
        let mut scene = Scene {
            sealer: Sealer {
                log: self.log.clone(),
                seq: self.seq,
                actor: &actor,
                at: moment(until, 0),
            },
            lines: Vec::new(),
            stations: Stations::default(),
            voices: BTreeMap::new(),
            rulebook: &self.rulebook,
            today: until,
        };
        let before = |days: u64| until.checked_sub_days(Days::new(days)).unwrap_or(until);
        scene.on(before(60));
        scene.tree(&mut numbers)?;
        scene.on(before(20));
        let drive = scene.drive(&mut numbers)?;
        for (at, (text, place)) in SAID.iter().enumerate() {
            let days = u64::try_from(SAID.len() - 1 - at).unwrap_or(0);
            scene.on(before(days));
            scene.said(&mut numbers, at, (text, place))?;
        }
        scene.answers(&mut numbers, &drive)?;
        scene.on(until);
        let listed: Vec<SuggestionId> = self.listed.iter().rev().take(SHOWN).cloned().collect();
        scene.board(listed)?;
        self.seq = scene.sealer.seq;
        self.ready.extend(scene.lines);
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
        let roll: Vec<String> = (0..ROLL).map(|at| deputy_at(at).0).collect();
        self.station(StationOrder::ListDeputies(roll.clone()))?;
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
            deputies: roll.get(place.3.clone()).unwrap_or_default().to_vec(),
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
        if let Some(voice) = voice::replay(&known) {
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
    ) -> Result<(), DemoError> {
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
            _ => return Ok(()),
        };
        self.voice(&id, order)
    }

    fn drive(&mut self, numbers: &mut Numbers) -> Result<(String, Drive), DemoError> {
        let question = |at: u32, text: &str, kind, options: &[&str]| DriveQuestion {
            id: format!("q{at}"),
            text: text.to_owned(),
            kind,
            options: options.iter().map(|one| (*one).to_owned()).collect(),
            required: kind == QuestionKind::Choice,
        };
        let opened = DriveOpened {
            title: "《停车管理办法（草案）》意见征集".to_owned(),
            intro: "区人大常委会将审议停车管理办法，现征求意见。".to_owned(),
            questions: vec![
                question(
                    1,
                    "您是否赞成夜间开放机关停车场？",
                    QuestionKind::Choice,
                    &["赞成", "不赞成"],
                ),
                question(
                    2,
                    "您认为哪些地方最缺车位？",
                    QuestionKind::Several,
                    &["老旧小区", "学校周边", "医院周边", "商圈"],
                ),
                question(3, "您还有什么意见？", QuestionKind::Text, &[]),
            ],
            opens: self.today,
            closes: self
                .today
                .checked_add_days(Days::new(40))
                .unwrap_or(self.today),
        };
        let id = name(numbers);
        let events = drive::decide(None, DriveOrder::Open(opened), &self.order())
            .map_err(|refusal| refused(refusal.text()))?;
        self.seal(&[facts::DRIVE_PREFIX, &id].concat(), &events)?;
        let drive = drive::replay(&events)
            .ok_or_else(|| refused(Text::new("征集没有开始", "the drive did not open")))?;
        let code = IssuedCode {
            code: code_of(numbers.next()),
            station: None,
            deputy: None,
            drive: Some(id.clone()),
            label: "停车管理意见征集".to_owned(),
        };
        self.station(StationOrder::IssueCodes(vec![code]))?;
        Ok((id, drive))
    }

    fn answers(
        &mut self,
        numbers: &mut Numbers,
        (drive, opened): &(String, Drive),
    ) -> Result<(), DemoError> {
        for at in 0..ANSWERS {
            let answer = |question: &str, chosen: Vec<u32>, text: &str| DriveAnswer {
                question: question.to_owned(),
                chosen,
                text: text.to_owned(),
            };
            let mut answers = vec![
                answer("q1", vec![numbers.below(2)], ""),
                answer("q2", vec![numbers.below(4)], ""),
            ];
            if at == 3 {
                answers.push(answer(
                    "q3",
                    Vec::new(),
                    "希望公布收费标准，并给残疾人预留车位。",
                ));
            }
            let received = Received {
                via: Via::Qr,
                drive: Some(drive.clone()),
                answers,
                ..self.received("", "")
            };
            let order = VoiceOrder::Receive {
                received: Box::new(received),
                pictures: Vec::new(),
            };
            self.voice_in(&name(numbers), order, Some(opened))?;
        }
        Ok(())
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
