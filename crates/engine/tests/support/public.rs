//! The public side in tests: asked in the office's name, and citizens who seal what they say.

use super::*;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use huiyin_intake::{Picture, PictureKind, Voice, read_track, seal_voice, track_code, track_hash};
use huiyin_log::seal::BoxPublic;
use huiyin_protocol::public::*;
use huiyin_protocol::{decode, encode};
use huiyin_rules::board::BoardField;
use huiyin_rules::station::{Station, StationKind};
use huiyin_rules::voice::Via;
use huiyin_rules::{Party, Role};

pub fn public_as(engine: &Memory, actor: &Actor, ask_: &PublicAsk) -> Result<PublicReply, Failure> {
    match ask(engine, actor, Request::Public(encode(ask_))) {
        Ok(Reply::Public(bytes)) => Ok(decode(&bytes).unwrap()),
        Ok(other) => panic!("{other:?}"),
        Err(failure) => Err(failure),
    }
}

pub fn asked(engine: &Memory, ask: PublicAsk) -> PublicReply {
    public_as(engine, &office(), &ask).unwrap()
}

pub fn refused(engine: &Memory, ask: PublicAsk) -> String {
    public_as(engine, &office(), &ask).unwrap_err().code
}

pub fn stations(reply: PublicReply) -> StationsView {
    match reply {
        PublicReply::Stations(view) => *view,
        other => panic!("{other:?}"),
    }
}

pub fn inbox_as(engine: &Memory, actor: &Actor, query: InboxQuery) -> InboxView {
    let query = InboxQuery {
        count: query.count.max(100),
        ..query
    };
    match public_as(engine, actor, &PublicAsk::Inbox(query)).unwrap() {
        PublicReply::Inbox(view) => view,
        other => panic!("{other:?}"),
    }
}

pub fn inbox(engine: &Memory, query: InboxQuery) -> InboxView {
    inbox_as(engine, &office(), query)
}

pub fn voice(engine: &Memory, id: &str) -> VoiceView {
    voice_as(engine, &office(), id).unwrap()
}

pub fn voice_as(engine: &Memory, actor: &Actor, id: &str) -> Result<VoiceView, Failure> {
    match public_as(engine, actor, &PublicAsk::Voice(id.into()))? {
        PublicReply::Voice(view) => Ok(*view),
        other => panic!("{other:?}"),
    }
}

/// What the office wrote down.
pub fn recorded(engine: &Memory, text: &str) -> String {
    let draft = VoiceDraft {
        via: Via::Phone,
        station: None,
        deputy: None,
        place: String::new(),
        text: text.into(),
        contact: None,
        on: String::new(),
    };
    record(engine, draft)
}

pub fn record(engine: &Memory, draft: VoiceDraft) -> String {
    match asked(engine, PublicAsk::Record(draft)) {
        PublicReply::Voice(view) => view.row.id,
        other => panic!("{other:?}"),
    }
}

pub fn acted(engine: &Memory, voices: &[&str], act: VoiceAct) -> (u32, Vec<(String, String)>) {
    let voices = voices.iter().map(|id| (*id).to_owned()).collect();
    match asked(engine, PublicAsk::Act { voices, act }) {
        PublicReply::Acted { done, refused } => (done, refused),
        other => panic!("{other:?}"),
    }
}

/// Somebody of the office who acts on behalf of a party.
pub fn acting_for(role: Role, name: &str) -> Actor {
    Actor {
        on_behalf_of: Some(Party {
            role,
            name: name.into(),
        }),
        ..office()
    }
}

/// Records what somebody said to a deputy, with how they are reached; gives its id.
pub fn said_to(engine: &Memory, deputy: &str, text: &str) -> String {
    let draft = VoiceDraft {
        via: Via::Station,
        station: None,
        deputy: Some(deputy.into()),
        place: "西街".into(),
        text: text.into(),
        contact: Some("13812345678".into()),
        on: String::new(),
    };
    record(engine, draft)
}

/// How many voices an act was done to, and which were refused.
pub type Acted = Result<(u32, Vec<(String, String)>), String>;

/// Does something with a voice as somebody.
pub fn act_as(engine: &Memory, actor: &Actor, id: &str, act: VoiceAct) -> Acted {
    let voices = vec![id.to_owned()];
    match public_as(engine, actor, &PublicAsk::Act { voices, act }) {
        Ok(PublicReply::Acted { done, refused }) => Ok((done, refused)),
        Ok(other) => panic!("{other:?}"),
        Err(failure) => Err(failure.code),
    }
}

pub fn key(engine: &Memory) -> String {
    match asked(engine, PublicAsk::Key) {
        PublicReply::Key { public } => public,
        other => panic!("{other:?}"),
    }
}

/// A citizen's voice: the number makes its tracking code.
pub fn said(number: u8, text: &str) -> Voice {
    Voice {
        text: text.into(),
        track: read_track(&track_code([number; 8])).unwrap(),
        on: "2026-12-01".into(),
        ..Voice::default()
    }
}

pub fn hash(number: u8) -> String {
    track_hash(&track_code([number; 8])).unwrap()
}

/// A voice sealed as its sender's page does, under the name a server gives it.
pub fn sealed(key: &str, name: &str, voice: &Voice, random: u8) -> (String, String) {
    let key = BoxPublic::from_hex(key).unwrap();
    let bytes = seal_voice(voice, &key, [random; 32]).unwrap();
    (name.to_owned(), BASE64_STANDARD.encode(bytes))
}

pub type Took = (Vec<String>, Vec<String>, Vec<(String, String)>);

pub fn taken(reply: PublicReply) -> Took {
    match reply {
        PublicReply::Taken {
            taken,
            known,
            refused,
        } => (taken, known, refused),
        other => panic!("{other:?}"),
    }
}

pub fn take(engine: &Memory, voices: Vec<(String, String)>) -> Took {
    taken(asked(engine, PublicAsk::TakeVoices(voices)))
}

pub fn tell(engine: &Memory) -> Vec<(String, String)> {
    match asked(engine, PublicAsk::Tell) {
        PublicReply::Tell(all) => all,
        other => panic!("{other:?}"),
    }
}

pub fn files(engine: &Memory) -> Vec<(String, String)> {
    match asked(engine, PublicAsk::Files) {
        PublicReply::Files(files) => files,
        other => panic!("{other:?}"),
    }
}

pub fn board(engine: &Memory, query: BoardQuery) -> BoardView {
    let query = BoardQuery {
        count: 100,
        ..query
    };
    match asked(engine, PublicAsk::Board(query)) {
        PublicReply::Board(view) => *view,
        other => panic!("{other:?}"),
    }
}

pub fn set_board(engine: &Memory, fields: &[BoardField]) {
    let ask = PublicAsk::SetBoard {
        title: "代表建议公示".into(),
        intro: "办理情况".into(),
        fields: fields.to_vec(),
    };
    asked(engine, ask);
}

pub fn station(name: &str, kind: StationKind, parent: Option<&str>, deputies: &[&str]) -> Station {
    Station {
        id: String::new(),
        name: name.into(),
        kind,
        parent: parent.map(str::to_owned),
        address: String::new(),
        hours: String::new(),
        deputies: deputies.iter().map(|one| (*one).to_owned()).collect(),
    }
}

/// A town's station with one of a village under it, three deputies on the roll, one of them
/// placed nowhere. Gives the ids of town and village.
pub fn placed(engine: &Memory) -> (String, String) {
    asked(engine, PublicAsk::ListDeputies("刘明、王芳\n李强".into()));
    let town = station("城关镇站", StationKind::Level1, None, &["刘明"]);
    let view = stations(asked(engine, PublicAsk::SetStations(vec![town])));
    let town = view.rows[0].station.id.clone();
    let village = station("西街社区站", StationKind::Level2, Some(&town), &["王芳"]);
    let view = stations(asked(engine, PublicAsk::SetStations(vec![village])));
    let village = view.rows[1].station.id.clone();
    (town, village)
}

pub fn code_for(engine: &Memory, wanted: CodeFor) -> String {
    let view = stations(asked(engine, PublicAsk::IssueCodes(vec![wanted])));
    view.codes.last().unwrap().code.clone()
}

/// A workspace on 1 December 2026.
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

/// A picture of a few dots.
pub fn picture(dots: &[u8]) -> Picture {
    let chunk = |name: &[u8], body: &[u8]| {
        let length = u32::try_from(body.len()).unwrap().to_be_bytes();
        [&length, name, body, &[0; 4]].concat()
    };
    let head = [0, 0, 0, 2, 0, 0, 0, 3, 8, 2, 0, 0, 0];
    let bytes = [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", &head),
        chunk(b"IDAT", dots),
        chunk(b"IEND", b""),
    ];
    Picture {
        kind: PictureKind::Png,
        bytes: bytes.concat(),
    }
}
