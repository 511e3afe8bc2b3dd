//! Polls (满意度测评): prepared, dealt, held, counted, declared, published.
//!
//! Asked as [`crate::Request::Poll`] and answered as [`crate::Reply::Poll`], both with
//! the bytes of the types here: only the module that holds polls reads them, and no
//! other one carries their readers.

use chrono::NaiveDate;
use huiyin_rules::Rating;
use huiyin_rules::ids::SuggestionId;
use huiyin_rules::poll::{Cause, PaperTotals, PollKind, Way};
use huiyin_rules::verdict::{Tally, VoteRule};
use serde::{Deserialize, Serialize};

/// Everything that can be asked about polls.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum PollAsk {
    /// The polls, newest first; [`PollReply::List`].
    List,
    /// What a new poll can be made of; [`PollReply::Choices`].
    Choices,
    /// One poll; [`PollReply::Poll`].
    Show(String),
    /// Prepare a poll (a new one without an id) or prepare it otherwise; [`PollReply::Poll`].
    Plan {
        /// Which one.
        id: Option<String>,
        /// What it is to be.
        draft: PollDraft,
    },
    /// Deal the cards: once, and only here are their codes known; [`PollReply::Dealt`].
    Deal {
        /// Which one.
        id: String,
        /// Cards beyond the number of voters.
        spare: u32,
    },
    /// Carry out an order; [`PollReply::Poll`].
    Order {
        /// Which one.
        id: String,
        /// What.
        order: PollOrder,
    },
    /// Put sealed votes into this device's box; [`PollReply::Taken`].
    TakeVotes {
        /// Which one.
        id: String,
        /// The votes, each a line.
        lines: Vec<String>,
        /// Whether they are to be recorded too, so that they reach the other devices
        /// of the office through any store.
        record: bool,
    },
    /// Fix what the box holds; [`PollReply::Poll`].
    Fix(String),
    /// Open the box with two observers' shares and count, without recording anything:
    /// what there is to look into before the result is declared; [`PollReply::Counted`].
    Count {
        /// Which one.
        id: String,
        /// Two share codes; none where there were no cards.
        shares: Vec<String>,
    },
    /// Count and declare the result; [`PollReply::Poll`].
    Declare {
        /// Which one.
        id: String,
        /// Two share codes; none where there were no cards.
        shares: Vec<String>,
        /// What the office says of it.
        note: String,
        /// By when what did not satisfy is reported and voted on again.
        #[serde(with = "huiyin_rules::date::option")]
        due: Option<NaiveDate>,
        /// Whether suggestions that it is dissatisfied with are handled again from today.
        rehandle: bool,
    },
    /// The public sheet, for tablets and the server; [`PollReply::File`].
    Sheet(String),
    /// The public board, after the result was declared; [`PollReply::File`].
    Board(String),
    /// Stop counting or dealing; [`PollReply::Stopped`].
    Cancel,
}

/// What a poll is to be, as the office fills it in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PollDraft {
    /// Its title.
    pub title: String,
    /// The body that votes.
    pub body: String,
    /// The day, `2026-12-01`.
    pub on: String,
    /// How ballots are given; nothing is chosen for the office.
    pub kind: Option<PollKind>,
    /// The items, in order.
    pub items: Vec<DraftItem>,
    /// Whether process and result are rated apart.
    pub apart: bool,
    /// The rule set's name; `own` for `rule`.
    pub set: String,
    /// The office's own rule, for `own`.
    pub rule: Option<VoteRule>,
    /// All members of the body.
    pub members: u32,
    /// Who may vote.
    pub voters: Vec<String>,
    /// Who watches the count.
    pub observers: Vec<String>,
    /// The earlier poll it repeats.
    pub again_of: Option<String>,
}

/// One item of a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftItem {
    /// A suggestion of the ledger; title, number and unit are then taken from it.
    pub suggestion: Option<SuggestionId>,
    /// The title of a free item; for a suggestion, shown only.
    pub title: String,
    /// The unit that answers for a free item.
    pub unit: String,
}

/// An order that changes a poll.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum PollOrder {
    /// Let votes be cast.
    Open,
    /// A voter came.
    CheckIn {
        /// Who.
        voter: String,
        /// Card or paper.
        way: Way,
    },
    /// A check-in was a mistake.
    UndoCheckIn {
        /// Who.
        voter: String,
        /// Why.
        reason: String,
    },
    /// Void cards in public, by what is printed or scanned.
    Void {
        /// Card codes, as typed or scanned.
        cards: Vec<String>,
        /// Why.
        cause: Cause,
    },
    /// End casting.
    Close,
    /// Let casting go on.
    Reopen(String),
    /// Enter a count of the paper ballots.
    CountPaper {
        /// Who counted.
        by: String,
        /// For each question.
        totals: Vec<PaperTotals>,
    },
    /// Set the poll aside.
    Annul(String),
}

/// Everything that is answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each is the answer to the ask that names it")]
pub enum PollReply {
    List(Vec<PollRow>),
    Choices(PollChoices),
    Poll(Box<PollView>),
    Dealt(Dealt),
    Taken {
        /// Votes that were new.
        new: u32,
        /// Votes that were there already.
        known: u32,
        /// Lines that were refused, each with the reason.
        refused: Vec<String>,
    },
    Counted(CountView),
    File {
        name: String,
        text: String,
    },
    Stopped,
}

/// A poll in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PollRow {
    /// Which one.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The body that votes.
    pub body: String,
    /// The day.
    pub on: String,
    /// How ballots are given, in words.
    pub kind: String,
    /// The phase's stable name, and in words.
    pub phase: (String, String),
    /// Items voted on.
    pub items: u32,
    /// Who came, of how many on the roll.
    pub present: (u32, u32),
    /// Declared: items satisfied, basically satisfied, dissatisfied, void.
    pub verdicts: Option<[u32; 4]>,
}

/// What a new poll can be made of.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PollChoices {
    /// Rule sets: name, title, what it says with its source, whether it decides results by
    /// itself or needs the office's own rule, and the rule in words.
    pub sets: Vec<RuleSetView>,
    /// The rulebook's own rule, where it has one.
    pub own: Option<VoteRule>,
    /// Earlier declared polls with items that did not satisfy: id and title.
    pub again: Vec<(String, String)>,
    /// The deputies the ledger names, to make a roll of.
    pub deputies: Vec<String>,
}

/// A rule set to choose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RuleSetView {
    /// Its stable name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it says.
    pub text: String,
    /// Its source.
    pub source: String,
    /// The rule, where the set has one.
    pub rule: Option<VoteRule>,
    /// Its quorum, in words.
    pub quorum: Option<String>,
    /// Whether a ballot without a mark is invalid (else it is an abstention).
    pub blank_invalid: bool,
}

/// Codes that were dealt. They are shown and printed once, and kept nowhere.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dealt {
    /// Which poll.
    pub id: String,
    /// Its title, for the sheet.
    pub title: String,
    /// The cards: code, and for a named poll whose it is.
    pub cards: Vec<(String, Option<String>)>,
    /// The observers and their share codes.
    pub shares: Vec<(String, String)>,
    /// The public sheet's name.
    pub sheet: String,
}

impl std::fmt::Debug for Dealt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The codes are secrets.
        write!(f, "Dealt({}, {} cards)", self.id, self.cards.len())
    }
}

/// One poll in full.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PollView {
    /// Which one.
    pub id: String,
    /// As it was filled in, for editing it again.
    pub draft: PollDraft,
    /// The phase's stable name, and in words.
    pub phase: (String, String),
    /// How ballots are given, in words.
    pub kind: String,
    /// The day it was opened and closed.
    pub opened: Option<String>,
    /// The day it was closed.
    pub closed: Option<String>,
    /// What is voted on.
    pub questions: Vec<QuestionView>,
    /// The rule's title, source and sentence.
    pub rule: (String, String, String),
    /// The roll, in its order, with how each takes part.
    pub roll: Vec<(String, Option<Way>)>,
    /// Cards printed, drawn, voided (leftover, replaced, spoiled), and neither.
    pub cards: Option<CardsView>,
    /// Who took a paper ballot.
    pub paper_taken: u32,
    /// Paper counts as entered: who, and what.
    pub paper: Vec<(String, Vec<PaperTotals>)>,
    /// What still has to be done before the result can be declared.
    pub remaining: Vec<String>,
    /// What the office should know before it goes on: small votes, few paper ballots.
    pub warnings: Vec<String>,
    /// Sealed votes in this device's box: in all, and the most of one question.
    pub boxed: (u32, u32),
    /// The fixed box: its name and how many votes.
    pub fixed: Option<(String, u32)>,
    /// Where it is about suggestions: the time the rulebook in force gives for handling
    /// again, in words, empty where it gives none; and its source.
    pub rehandle: Option<(String, String)>,
    /// The result.
    pub declared: Option<DeclaredView>,
    /// Why it counts for nothing.
    pub annulled: Option<String>,
    /// Events that did not fit.
    pub anomalies: u32,
}

/// Where the cards are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardsView {
    /// Printed.
    pub issued: u32,
    /// Drawn.
    pub taken: u32,
    /// Voided: left over.
    pub leftover: u32,
    /// Voided: replaced.
    pub replaced: u32,
    /// Voided: damaged or seen.
    pub spoiled: u32,
    /// Neither drawn nor voided.
    pub unaccounted: i64,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionView {
    /// `q1`, `q2`, …
    pub id: String,
    /// Its item's number in the poll.
    pub item: u32,
    /// Title.
    pub title: String,
    /// Official number.
    pub number: Option<String>,
    /// Which suggestion.
    pub suggestion: Option<SuggestionId>,
    /// The unit.
    pub unit: Option<String>,
    /// What of it is asked, in words; empty where it is asked as a whole.
    pub aspect: String,
}

/// What opening the box came to, before it is declared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CountView {
    /// What is irregular, in words.
    pub irregular: Vec<String>,
    /// How many votes were counted, for each question: never how they are divided.
    pub counted: Vec<(String, u32)>,
    /// Why it cannot be declared yet; empty where it can.
    pub hindrances: Vec<String>,
}

/// A declared result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeclaredView {
    /// The day.
    pub on: String,
    /// Each question's result.
    pub results: Vec<ResultView>,
    /// In a poll by name, what each voter chose, in words, question by question.
    pub named: Vec<(String, Vec<String>)>,
    /// What was irregular.
    pub irregular: Vec<String>,
    /// What the office said.
    pub note: String,
    /// By when what did not satisfy is voted on again.
    pub due: Option<String>,
    /// The box's name; empty without cards.
    pub root: String,
    /// The sheet's name; empty without cards.
    pub sheet: String,
}

/// One question's result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ResultView {
    /// Which question.
    pub question: String,
    /// What was counted, cards and paper together.
    pub whole: Tally,
    /// The cards alone, where it can be shown without telling few people's choices.
    pub cards: Option<Tally>,
    /// The paper ballots alone, likewise.
    pub paper: Option<Tally>,
    /// The verdict; `None` where the vote on it is void.
    pub rating: Option<Rating>,
    /// The verdict in words, or why it is void.
    pub label: String,
    /// The arithmetic, step by step.
    pub steps: Vec<String>,
    /// What comes next: handle again, report again, vote again.
    pub next: Option<String>,
    /// Whether the suggestion's record took the result in.
    pub recorded: bool,
    /// Whether a round was opened in the suggestion because of it.
    pub rehandled: bool,
    /// What became of the suggestion, in words: the round and its last day, or why there is
    /// none; `None` where nothing follows.
    pub again: Option<String>,
}
