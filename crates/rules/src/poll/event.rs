//! What happened to a poll. Wire format, as [`crate::suggestion::Event`] is: a released
//! event keeps its meaning and its field names for ever.

use super::terms::{Irregular, PaperTotals, Plan, QuestionResult, VoidedCard, Way};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One thing that happened to one poll.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum PollEvent {
    /// What it is to be; a later one takes the place of an earlier one until cards are dealt.
    PollPlanned(Box<Plan>),
    /// Cards were dealt and printed, the key was shared out.
    PollSealed(PollSealed),
    /// The public list of one question's cards.
    PollListed(PollListed),
    /// Casting began.
    PollOpened(OnDay),
    /// A voter came and took a card or a paper ballot.
    VoterCheckedIn(CheckedIn),
    /// A check-in was a mistake.
    CheckInUndone(CheckInUndone),
    /// Cards were opened and voided in public.
    CardsVoided(CardsVoided),
    /// A device of the office handed in the votes cast on it.
    VotesDelivered(VotesDelivered),
    /// Casting ended.
    PollClosed(OnDay),
    /// Casting goes on.
    PollReopened(Why),
    /// One person's count of the paper ballots.
    PaperCounted(PaperCounted),
    /// The box's content was fixed: nothing is taken in any more.
    BoxFixed(BoxFixed),
    /// Who chose what, in a poll by name; recorded with the result.
    NamedVotes(NamedVotes),
    /// The result was declared.
    PollDeclared(Box<DeclaredPoll>),
    /// The poll counts for nothing.
    PollAnnulled(Why),
}

/// Body of [`PollEvent::PollSealed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PollSealed {
    /// The public key that votes are sealed to, 64 hexadecimal digits.
    pub key: String,
    /// What each observer's share is checked with, 64 hexadecimal digits each.
    pub checks: Vec<String>,
    /// Cards printed, spare ones included.
    pub issued: u32,
    /// The name of the public sheet: the hash of its bytes.
    pub sheet: String,
    /// Named polls: each voter's entries in the lists.
    #[serde(default)]
    pub holders: Vec<Holder>,
}

/// Whose card it is, in a named poll.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The voter.
    pub voter: String,
    /// The card's entries in the lists, in the order of the questions.
    pub cards: Vec<String>,
}

/// Body of [`PollEvent::PollListed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PollListed {
    /// Which question.
    pub question: String,
    /// What the cards commit to, sorted.
    pub cards: Vec<String>,
}

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnDay {
    /// The day.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
}

/// A reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    /// Why.
    pub reason: String,
}

/// Body of [`PollEvent::VoterCheckedIn`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedIn {
    /// Who, as the roll names them.
    pub voter: String,
    /// Card or paper; never which card.
    pub way: Way,
}

/// Body of [`PollEvent::CheckInUndone`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckInUndone {
    /// Who.
    pub voter: String,
    /// Why.
    pub reason: String,
}

/// Body of [`PollEvent::CardsVoided`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardsVoided {
    /// Which, and why.
    pub cards: Vec<VoidedCard>,
}

/// Body of [`PollEvent::VotesDelivered`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VotesDelivered {
    /// Sealed votes, sorted by name: the order says nothing about when they were cast.
    pub votes: Vec<String>,
}

/// Body of [`PollEvent::PaperCounted`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperCounted {
    /// Who counted.
    pub by: String,
    /// What they counted, for each question.
    pub totals: Vec<PaperTotals>,
}

/// Body of [`PollEvent::BoxFixed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoxFixed {
    /// The name of what the box holds.
    pub root: String,
    /// How many sealed votes it holds, over all questions.
    pub votes: u32,
}

/// Body of [`PollEvent::NamedVotes`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedVotes {
    /// Some of those who took a card.
    pub votes: Vec<NamedVote>,
}

/// What one voter chose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedVote {
    /// Who.
    pub voter: String,
    /// A letter for each question in their order: `s` satisfied, `b` basically satisfied,
    /// `d` dissatisfied, `a` abstained, `i` invalid, `-` not cast.
    pub choices: String,
}

/// Body of [`PollEvent::PollDeclared`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeclaredPoll {
    /// The day.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
    /// The poll's secret, now public, so that anyone can open and count; `None` without cards.
    #[serde(default)]
    pub secret: Option<String>,
    /// What came of each question.
    pub results: Vec<QuestionResult>,
    /// What was irregular, each named.
    #[serde(default)]
    pub irregular: Vec<Irregular>,
    /// What the office says of it.
    #[serde(default)]
    pub note: String,
    /// By when what did not satisfy has to be reported and voted on again.
    #[serde(default, with = "crate::date::option")]
    pub due: Option<NaiveDate>,
}
