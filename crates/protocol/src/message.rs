//! The envelope of the conversation: asks, answers, pushes.

use crate::conflict::ConflictView;
use crate::grid::{Table, Workbook};
use crate::import::{ImportCheck, ImportDone, ImportPlan, ImportProposal, ImportRecord};
use crate::item::{Acted, BatchResult, ItemView};
use crate::ledger::{DeskView, Facets, LedgerPage, LedgerQuery};
use crate::report::{ReportQuery, ReportView};
use crate::rulebook::{Existing, Looked, RulebookView, WindowView};
use crate::stats::{StatsQuery, StatsView};
use crate::workspace::{BundleSummary, WorkspaceView};
use chrono::NaiveDate;
use huiyin_rules::ids::{ImportId, SuggestionId};
use huiyin_rules::suggestion::{Command, Dossier};
use huiyin_rules::{Actor, Lang};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// One question or order of the front end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ask {
    /// The language the answer's texts are wanted in.
    pub lang: Lang,
    /// Who asks, and on whose behalf.
    pub actor: Actor,
    /// What is asked.
    pub request: Request,
}

/// Everything the front end can ask for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Open the workspace; answered with [`Reply::Workspace`].
    Open,
    /// Name the workspace and choose its rulebook preset; [`Reply::Workspace`].
    Configure {
        /// The office's name for it.
        name: String,
        /// The preset's name.
        rulebook: String,
    },
    /// My open work; [`Reply::Desk`].
    Desk,
    /// A window of the ledger; [`Reply::Ledger`].
    Ledger(LedgerQuery),
    /// The values that filters can take; [`Reply::Facets`].
    Facets,
    /// One suggestion in full; [`Reply::Item`].
    Item(SuggestionId),
    /// Begin a new suggestion; [`Reply::Acted`].
    Create(Dossier),
    /// Do something to one suggestion; [`Reply::Acted`].
    Act {
        /// Which one.
        id: SuggestionId,
        /// What.
        command: Command,
    },
    /// The same command for many, each answered for itself; [`Reply::Batch`].
    Batch {
        /// Which ones.
        ids: Vec<SuggestionId>,
        /// What.
        command: Command,
        /// Only say what would happen.
        dry_run: bool,
    },
    /// Take back what a batch did, where nothing followed; [`Reply::Batch`].
    UndoBatch(Vec<SuggestionId>),
    /// Rates and breakdowns; [`Reply::Stats`].
    Stats(StatsQuery),
    /// The rows of a ledger query as a table for Excel; [`Reply::Table`].
    LedgerTable {
        /// The rows; its window is ignored.
        query: LedgerQuery,
        /// Column keys in the order shown.
        columns: Vec<crate::ledger::Column>,
    },
    /// Statistics as a table for Excel; [`Reply::Table`].
    StatsTable(StatsQuery),
    /// Take in a workbook and propose how to read it; [`Reply::ImportProposal`].
    ImportOpen(Workbook),
    /// Read it this way and check every row; [`Reply::ImportCheck`].
    ImportCheck(ImportPlan),
    /// Write the rows that passed; [`Reply::ImportDone`].
    ImportCommit {
        /// Rows left out by the person, 1-based sheet rows.
        skip: Vec<u32>,
    },
    /// The rows that did not pass, as a table for Excel; [`Reply::Table`].
    ImportErrors,
    /// Earlier imports; [`Reply::Imports`].
    Imports,
    /// Undo an import; [`Reply::ImportUndone`].
    ImportUndo(ImportId),
    /// Forget the workbook in hand; [`Reply::Done`].
    ImportClose,
    /// Stop the long work under way; [`Reply::Done`].
    Cancel,
    /// The next part of a bundle of everything; [`Reply::BundlePart`].
    BundleExport {
        /// 0 for the first part, else what the last part's `next` said.
        from: u64,
    },
    /// The next bytes of a bundle to take in; [`Reply::Done`], at the end [`Reply::BundleTaken`].
    BundleImport {
        /// Whether these are the first bytes.
        first: bool,
        /// Whether these are the last bytes.
        last: bool,
        /// The bytes.
        bytes: Vec<u8>,
    },
    /// The rulebook in force, rule by rule; [`Reply::Rulebook`].
    Rulebook {
        /// A preset's name, or `None` for the one in force.
        name: Option<String>,
    },
    /// Throw away everything on this device; [`Reply::Workspace`].
    Clear,
    /// A report; [`Reply::Report`].
    Report(ReportQuery),
    /// A report as a table for Excel; [`Reply::Table`].
    ReportTable(ReportQuery),
    /// Look through a rulebook document and what adopting it would move; [`Reply::Looked`].
    RulebookLook {
        /// The document.
        document: String,
        /// From when.
        #[serde(with = "huiyin_rules::date")]
        from: NaiveDate,
        /// What becomes of suggestions under way.
        existing: Existing,
    },
    /// Put a rulebook in force; [`Reply::Workspace`].
    RulebookAdopt {
        /// The document.
        document: String,
        /// From when.
        #[serde(with = "huiyin_rules::date")]
        from: NaiveDate,
        /// What becomes of suggestions under way.
        existing: Existing,
    },
    /// Look through a holiday calendar and what loading it would move; [`Reply::Looked`].
    CalendarLook {
        /// The document.
        document: String,
    },
    /// Load a holiday calendar; [`Reply::Looked`] with what it moved.
    CalendarLoad {
        /// The document.
        document: String,
    },
    /// Name the committees; [`Reply::Workspace`].
    Committees(Vec<String>),
    /// The evaluation windows, newest first; [`Reply::Windows`].
    Windows,
    /// Open an evaluation window for the rows of a query; [`Reply::Windows`].
    WindowOpen {
        /// Its title.
        title: String,
        /// First day.
        #[serde(with = "huiyin_rules::date")]
        opens: NaiveDate,
        /// Last day.
        #[serde(with = "huiyin_rules::date")]
        closes: NaiveDate,
        /// Whether it is for looking back.
        look_back: bool,
        /// Which suggestions; its window is ignored.
        query: LedgerQuery,
    },
    /// Close a window before its last day; [`Reply::Windows`].
    WindowClose(String),
    /// What was decided apart and contradicts; [`Reply::Conflicts`]. Settled one by one with
    /// [`Request::Act`] and [`Command::Resolve`].
    Conflicts,
    /// Something about polls: the bytes of a [`crate::poll::PollAsk`]; [`Reply::Poll`].
    Poll(Vec<u8>),
    /// Something about the public side: the bytes of a [`crate::public::PublicAsk`];
    /// [`Reply::Public`].
    Public(Vec<u8>),
}

impl Request {
    /// Whether it is answered by the module that holds polls.
    pub const fn is_poll(&self) -> bool {
        matches!(self, Request::Poll(_))
    }

    /// Whether it is answered by the module that holds the public side.
    pub const fn is_public(&self) -> bool {
        matches!(self, Request::Public(_))
    }

    /// Whether it is answered by the engine's second module, which imports ledgers,
    /// gathers reports and keeps rulebooks, and is loaded only where that is asked for.
    pub const fn is_report(&self) -> bool {
        matches!(
            self,
            Request::Report(_)
                | Request::ReportTable(_)
                | Request::Stats(_)
                | Request::StatsTable(_)
                | Request::LedgerTable { .. }
                | Request::BundleExport { .. }
                | Request::ImportOpen(_)
                | Request::ImportCheck(_)
                | Request::ImportCommit { .. }
                | Request::ImportErrors
                | Request::Imports
                | Request::ImportUndo(_)
                | Request::ImportClose
                | Request::Rulebook { .. }
                | Request::RulebookLook { .. }
                | Request::RulebookAdopt { .. }
                | Request::CalendarLook { .. }
                | Request::CalendarLoad { .. }
                | Request::Committees(_)
                | Request::Windows
                | Request::WindowOpen { .. }
                | Request::WindowClose(_)
                | Request::Conflicts
        )
    }
}

/// Everything the engine can answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(
    missing_docs,
    reason = "each is the answer to the request that names it"
)]
#[allow(
    clippy::large_enum_variant,
    reason = "a reply is made once and turned into bytes; boxing would only move it"
)]
pub enum Reply {
    Workspace(WorkspaceView),
    Desk(DeskView),
    Ledger(LedgerPage),
    Facets(Facets),
    Item(Box<ItemView>),
    Acted(Acted),
    Batch(BatchResult),
    Stats(StatsView),
    Table(Table),
    ImportProposal(ImportProposal),
    ImportCheck(ImportCheck),
    ImportDone(ImportDone),
    Imports(Vec<ImportRecord>),
    ImportUndone(BatchResult),
    BundlePart {
        bytes: Vec<u8>,
        /// Where the next part begins; `None` when this was the last.
        next: Option<u64>,
        /// Events written so far and in all.
        done: u64,
        total: u64,
    },
    BundleTaken(BundleSummary),
    Rulebook(RulebookView),
    Done,
    Report(Box<ReportView>),
    Looked(Looked),
    Windows(Vec<WindowView>),
    Conflicts(Vec<ConflictView>),
    /// The bytes of a [`crate::poll::PollReply`].
    Poll(Vec<u8>),
    /// The bytes of a [`crate::public::PublicReply`].
    Public(Vec<u8>),
}

/// The answer to one ask.
pub type Answer = Result<Reply, Failure>;

/// What kind of failure it is, so that the front end shows it in the right place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FailureKind {
    /// A rule refused; the text says which and why.
    Refused,
    /// What was given cannot be used.
    BadInput,
    /// It was not saved; what was entered has to stay on the screen.
    NotSaved,
    /// There is no such thing (any more).
    NotFound,
    /// The person stopped it.
    Cancelled,
    /// A fault of the program.
    Internal,
}

/// Why an ask came to nothing, ready to be shown and copied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// What kind.
    pub kind: FailureKind,
    /// A stable code, such as `reply_before_assignment`.
    pub code: String,
    /// What, where and what to do, in the asked language.
    pub text: String,
    /// The rule's source, where a rule refused.
    pub source: Option<String>,
}

/// What the engine says unasked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Push {
    /// Something was recorded, here or in another tab: views are out of date.
    Changed {
        /// The new position.
        head: u64,
    },
    /// How far a long work is.
    Progress {
        /// Units done.
        done: u64,
        /// Units in all; 0 where that is not known.
        total: u64,
    },
    /// Storage failed outside any ask.
    StorageTrouble {
        /// What and what to do, in Chinese.
        zh: String,
        /// The same in English.
        en: String,
    },
}

/// A message as bytes. Fails only on what postcard cannot hold, which no type here contains.
pub fn encode<T: Serialize>(message: &T) -> Vec<u8> {
    postcard::to_stdvec(message).unwrap_or_default()
}

/// A message from bytes.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, postcard::Error> {
    postcard::from_bytes(bytes)
}
