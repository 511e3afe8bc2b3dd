//! The public side: stations and codes, voices (民意), drives, the notice board.
//!
//! Asked as [`crate::Request::Public`] and answered as [`crate::Reply::Public`], both
//! with the bytes of the types here: only the module that holds the public side reads
//! them, and no other one carries their readers.

use huiyin_rules::Rating;
use huiyin_rules::board::BoardField;
use huiyin_rules::drive::DriveQuestion;
use huiyin_rules::ids::SuggestionId;
use huiyin_rules::station::{Station, StationKind};
use huiyin_rules::voice::{Passed, PictureKind, Via};
use serde::{Deserialize, Serialize};

/// Everything that can be asked about the public side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum PublicAsk {
    /// The tree of stations, who is placed nowhere, and the codes; [`PublicReply::Stations`].
    Stations,
    /// The roll of deputies, one name a line as pasted; [`PublicReply::Stations`].
    ListDeputies(String),
    /// New stations, or these otherwise; an empty id is a new one; [`PublicReply::Stations`].
    SetStations(Vec<Station>),
    /// Look through a table of stations as pasted from Excel (name, kind, parent's name,
    /// address, hours, deputies) without recording; [`PublicReply::StationTable`].
    ReadStations(String),
    /// Close a station; [`PublicReply::Stations`].
    CloseStation {
        /// Which one.
        id: String,
        /// Why.
        reason: String,
    },
    /// Issue codes for these stations and deputies; [`PublicReply::Stations`].
    IssueCodes(Vec<CodeFor>),
    /// Withdraw a code; [`PublicReply::Stations`].
    WithdrawCode {
        /// Which one.
        code: String,
        /// Why.
        reason: String,
    },
    /// A window of the inbox; [`PublicReply::Inbox`].
    Inbox(InboxQuery),
    /// One voice in full, with what is like it; [`PublicReply::Voice`].
    Voice(String),
    /// Record a voice that came by mouth, telephone or letter; [`PublicReply::Voice`].
    Record(VoiceDraft),
    /// Take in sealed voices that a server or a file brought: the bytes of each in base64;
    /// [`PublicReply::Taken`].
    TakeVoices(Vec<(String, String)>),
    /// Take in ratings that the server brought: its id, the tracking hash, rating, note;
    /// [`PublicReply::Taken`].
    TakeRatings(Vec<(String, String, Rating, String)>),
    /// Do something with one or many voices; [`PublicReply::Acted`].
    Act {
        /// Which ones.
        voices: Vec<String>,
        /// What.
        act: VoiceAct,
    },
    /// Make one suggestion of several voices, each kept as where it came from;
    /// [`PublicReply::Raised`].
    Raise {
        /// Which ones.
        voices: Vec<String>,
        /// The suggestion's title.
        title: String,
        /// Its text.
        text: String,
        /// Its category's name; empty for none.
        category: String,
        /// The deputies who raise it.
        deputies: Vec<String>,
    },
    /// How many voices by station, deputy, month and stage; [`PublicReply::Counts`].
    Counts,
    /// What those who spoke and cannot be told otherwise are to be told: documents for the
    /// server that changed since they were last told; [`PublicReply::Tell`].
    Tell,
    /// These were told; [`PublicReply::Done`].
    Told(Vec<(String, String)>),
    /// The public key that voices are sealed to; made where there is none;
    /// [`PublicReply::Key`].
    Key,
    /// The codes in force for the server: code, label, the drive's form;
    /// [`PublicReply::Codes`].
    Codes,
    /// The drives (意见征集); [`PublicReply::Drives`].
    Drives,
    /// One drive with its summary; [`PublicReply::Drive`].
    Drive(String),
    /// Open a drive; issues its code; [`PublicReply::Drive`].
    OpenDrive(DriveDraft),
    /// Close a drive; [`PublicReply::Drive`].
    CloseDrive {
        /// Which one.
        id: String,
        /// Why.
        reason: String,
    },
    /// What is published and what could be; [`PublicReply::Board`].
    Board(BoardQuery),
    /// What the board is called and shows; [`PublicReply::Board`].
    SetBoard {
        /// Its title.
        title: String,
        /// What stands above it.
        intro: String,
        /// The fields shown.
        fields: Vec<BoardField>,
    },
    /// Approve suggestions for the board; [`PublicReply::Board`].
    Publish(Vec<SuggestionId>),
    /// Take suggestions off the board; [`PublicReply::Board`].
    Withdraw {
        /// Which ones.
        suggestions: Vec<SuggestionId>,
        /// Why.
        reason: String,
    },
    /// One suggestion as the board would show it; [`PublicReply::Files`].
    Preview(SuggestionId),
    /// The board's files; [`PublicReply::Files`].
    Files,
    /// How what lies on the server stands to what is approved; [`PublicReply::Due`].
    Due {
        /// Paths there, each with its SHA-256; that is empty where it is not known.
        there: Vec<(String, String)>,
        /// What is to be done about it: everything, or only what follows from withdrawing.
        all: bool,
    },
    /// Stop the long work under way; [`PublicReply::Done`].
    Cancel,
}

/// Who or what a code is for; a station, a deputy, or a deputy at a station.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeFor {
    /// The station's id.
    pub station: Option<String>,
    /// The deputy's name.
    pub deputy: Option<String>,
    /// The drive's id.
    pub drive: Option<String>,
}

/// Something done with voices.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum VoiceAct {
    /// Answer.
    Answer(String),
    /// Pass on.
    Pass {
        /// To whom.
        to: Passed,
        /// What those are told; the citizen never reads it.
        note: String,
    },
    /// Merge into another that says the same.
    Merge(String),
    /// Refuse.
    Refuse(String),
    /// Tell the citizen a step in plain words.
    Inform(String),
    /// It belongs to a suggestion that is there already.
    Join(SuggestionId),
}

/// A voice as the office writes it down.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VoiceDraft {
    /// How it came.
    pub via: Via,
    /// At which station.
    pub station: Option<String>,
    /// To which deputy.
    pub deputy: Option<String>,
    /// Where it is about.
    pub place: String,
    /// What was said.
    pub text: String,
    /// How to reach who said it.
    pub contact: Option<String>,
    /// The day, `2026-12-01`; empty for today.
    pub on: String,
}

/// A window of the inbox.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboxQuery {
    /// Stages wanted, by name (`new`, `answered`, …); empty for all.
    pub stages: Vec<String>,
    /// Only of this station and those under it.
    pub station: Option<String>,
    /// Only to this deputy.
    pub deputy: Option<String>,
    /// Only of this drive; `None` leaves drives' answers out where they have no text.
    pub drive: Option<String>,
    /// Only those with these words.
    pub text: String,
    /// Only those not dealt with in time.
    pub late: bool,
    /// The first row, from 0.
    pub from: u32,
    /// How many rows at most.
    pub count: u32,
}

/// A new drive.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DriveDraft {
    /// Its title.
    pub title: String,
    /// What stands above the questions.
    pub intro: String,
    /// The questions.
    pub questions: Vec<DriveQuestion>,
    /// The first day, `2026-12-01`.
    pub opens: String,
    /// The last day.
    pub closes: String,
}

/// Which suggestions the board's page lists.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardQuery {
    /// Words of the title or the number.
    pub text: String,
    /// Only the published (`true`), only the others (`false`).
    pub published: Option<bool>,
    /// The first row, from 0.
    pub from: u32,
    /// How many rows at most.
    pub count: u32,
}

/// Everything that is answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each is the answer to the ask that names it")]
pub enum PublicReply {
    Stations(Box<StationsView>),
    StationTable {
        /// What would be recorded.
        stations: Vec<Station>,
        /// What is wrong: line (from 1) and why.
        faults: Vec<(u32, String)>,
    },
    Inbox(InboxView),
    Voice(Box<VoiceView>),
    Taken {
        /// What was new, by the id it came under; to be dropped from where it came.
        taken: Vec<String>,
        /// What was there already; to be dropped likewise.
        known: Vec<String>,
        /// What cannot be read or does not fit, with the reason; kept where it is.
        refused: Vec<(String, String)>,
    },
    Acted {
        /// How many were done.
        done: u32,
        /// Those refused: id and why.
        refused: Vec<(String, String)>,
    },
    Raised {
        /// The suggestion.
        suggestion: SuggestionId,
    },
    Counts(CountsView),
    /// Tracking hash and document of each.
    Tell(Vec<(String, String)>),
    Key {
        /// 64 hexadecimal digits.
        public: String,
    },
    Codes(Vec<(String, String, Option<String>)>),
    Drives(Vec<DriveRow>),
    Drive(Box<DriveView>),
    Board(Box<BoardView>),
    /// Path and content of each.
    Files(Vec<(String, String)>),
    Due(BoardDue),
    Done,
}

/// The stations, in the order of the tree.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StationsView {
    /// Each with how deep it stands.
    pub rows: Vec<StationRow>,
    /// How many of each kind.
    pub counts: Vec<(StationKind, u32)>,
    /// The roll of deputies.
    pub deputies: Vec<String>,
    /// How many voices are with each of them, in the order of the roll; empty for who sees none.
    pub with_deputies: Vec<u32>,
    /// Deputies of the roll who are placed nowhere.
    pub unplaced: Vec<String>,
    /// The codes, newest last.
    pub codes: Vec<CodeView>,
    /// Whether this person may change them.
    pub may_change: bool,
    /// Whether this person is told of codes and of how many voices came; where not, neither
    /// stands here.
    pub told: bool,
}

/// A station in the tree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StationRow {
    /// The station.
    pub station: Station,
    /// 0 for those without a parent.
    pub depth: u32,
    /// Deputies placed in it and under it.
    pub deputies: u32,
    /// Voices that came to it or were passed to it, and under it.
    pub voices: u32,
    /// Why it is closed.
    pub closed: Option<String>,
}

/// A code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeView {
    /// Ten symbols, without the dash.
    pub code: String,
    /// What a citizen reads: the station's or the deputy's name.
    pub label: String,
    /// Its station.
    pub station: Option<String>,
    /// Its deputy.
    pub deputy: Option<String>,
    /// Its drive.
    pub drive: Option<String>,
    /// Voices that came by it.
    pub voices: u32,
    /// Why it is withdrawn.
    pub withdrawn: Option<String>,
}

/// A window of the inbox.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct InboxView {
    /// The rows, newest first; what is late before everything else.
    pub rows: Vec<VoiceRow>,
    /// How many rows there are in all.
    pub total: u32,
    /// How many in each stage, whatever the stages asked for: name, words, count.
    pub stages: Vec<(String, String, u32)>,
    /// How many are late, asked for or not.
    pub late: u32,
    /// What this person may do with some of them, by name as in [`VoiceView::may`]; empty
    /// for who only looks.
    pub acts: Vec<String>,
    /// Whether this person and device read them at all; a unit's does not.
    pub readable: bool,
    /// Stations to choose from: id and name.
    pub stations: Vec<(String, String)>,
    /// Deputies to choose from.
    pub deputies: Vec<String>,
}

/// A row of the inbox.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VoiceRow {
    /// Which one.
    pub id: String,
    /// The day it came.
    pub on: String,
    /// Where it is about.
    pub place: String,
    /// The beginning of the text.
    pub text: String,
    /// How it came, in words.
    pub via: String,
    /// The station's or deputy's name.
    pub came_to: String,
    /// The stage's stable name, and in words.
    pub stage: (String, String),
    /// Not dealt with in time.
    pub late: bool,
    /// How many pictures.
    pub pictures: u32,
    /// How many others of the inbox are like it.
    pub alike: u32,
    /// What the citizen thinks of what became of it.
    pub rating: Option<Rating>,
}

/// One voice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VoiceView {
    /// The row.
    pub row: VoiceRow,
    /// All of the text.
    pub text: String,
    /// How to reach who said it.
    pub contact: Option<String>,
    /// Whether what became of it can be followed by code.
    pub tracked: bool,
    /// The pictures: name, kind, base64; empty where they are not on this device.
    pub pictures: Vec<(String, PictureKind, String)>,
    /// The drive's title, and its answers in words: question, answer.
    pub drive: Option<(String, Vec<(String, String)>)>,
    /// What happened, oldest first: day, what, and who did it.
    pub history: Vec<(String, String, String)>,
    /// What the citizen reads, oldest first: day and text.
    pub told: Vec<(String, String)>,
    /// The voice it was merged into, where this person sees that one; or the suggestion it
    /// became.
    pub into: Option<String>,
    /// The suggestion it became, with its title.
    pub suggestion: Option<(SuggestionId, String)>,
    /// What is like it: the row, and how alike in hundredths.
    pub alike: Vec<(VoiceRow, u32)>,
    /// Suggestions like it: id, title, hundredths.
    pub suggestions: Vec<(SuggestionId, String, u32)>,
    /// What may be done: `answer`, `pass`, `merge`, `refuse`, `raise`, `inform`, `join`.
    pub may: Vec<String>,
    /// What the citizen said of what became of it.
    pub rated: Option<(Rating, String, String)>,
}

/// How many voices of those that the inbox lists: to a deputy theirs alone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CountsView {
    /// Whether this person and device read voices at all.
    pub readable: bool,
    /// In all.
    pub total: u32,
    /// By stage: name, words, count.
    pub stages: Vec<(String, String, u32)>,
    /// By station, with what is under it: id, name, count.
    pub stations: Vec<(String, String, u32)>,
    /// By deputy whom it came or was passed to: name, count; empty for a deputy.
    pub deputies: Vec<(String, u32)>,
    /// By month, `2026-12`, oldest first: came, dealt with.
    pub months: Vec<(String, u32, u32)>,
    /// Dealt with on the day they came, of those dealt with.
    pub same_day: (u32, u32),
    /// Ratings: satisfied, basically satisfied, dissatisfied.
    pub ratings: [u32; 3],
}

/// A drive in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DriveRow {
    /// Which one.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its first day.
    pub opens: String,
    /// Its last day.
    pub closes: String,
    /// Whether answers are taken today.
    pub open: bool,
    /// How many answered; `None` where this person or device may not know.
    pub answers: Option<u32>,
}

/// One drive.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DriveView {
    /// The row.
    pub row: DriveRow,
    /// What stands above the questions.
    pub intro: String,
    /// Its code.
    pub code: Option<CodeView>,
    /// Each question with its counts.
    pub questions: Vec<DriveSummary>,
    /// Why it was closed before its time.
    pub closed: Option<String>,
}

/// What was answered to one question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DriveSummary {
    /// The question.
    pub question: DriveQuestion,
    /// For each option, how many chose it; `None` where too few did to be told.
    pub counts: Vec<Option<u32>>,
    /// How many answered it; `None` where too few did to be told.
    pub answered: Option<u32>,
    /// The texts, newest first, at most a hundred.
    pub texts: Vec<String>,
}

/// The board's page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct BoardView {
    /// Its title.
    pub title: String,
    /// What stands above it.
    pub intro: String,
    /// The fields shown.
    pub fields: Vec<BoardField>,
    /// The fields that the rulebook in force lets it show.
    pub open: Vec<BoardField>,
    /// The window.
    pub rows: Vec<BoardRow>,
    /// How many rows there are in all.
    pub total: u32,
    /// How many are published.
    pub published: u32,
    /// Whether this person may change it.
    pub may_change: bool,
}

/// How what lies on the server stands to what is approved now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardDue {
    /// The board's files as they would be published now.
    pub total: u32,
    /// Approved and not there.
    pub new: u32,
    /// Withdrawn and still there.
    pub gone: u32,
    /// There and not as it is now: suggestions, or else the list alone.
    pub changed: u32,
    /// Whether contents were compared, or only which files there are.
    pub compared: bool,
    /// The lists to be put, which name no suggestion that is not there already.
    pub lists: Vec<(String, String)>,
    /// To be taken away once the lists do not name it any more.
    pub remove: Vec<String>,
    /// To be put then, in this order: path and content.
    pub files: Vec<(String, String)>,
}

/// A suggestion on the board's page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BoardRow {
    /// Which one.
    pub id: SuggestionId,
    /// Its official number.
    pub number: String,
    /// Its title, as the record has it.
    pub title: String,
    /// Its stage in words.
    pub stage: String,
    /// The day it was published.
    pub published: Option<String>,
    /// What masking would change in what is shown of it; empty where nothing.
    pub masked: Vec<String>,
}
