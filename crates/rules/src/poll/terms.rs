//! What polls are about and made of.

use crate::answer::Rating;
use crate::ids::SuggestionId;
use crate::text::Text;
use crate::verdict::{Blank, Tally, VoteRule};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How ballots are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PollKind {
    /// By sealed cards that nobody can tie to a person (无记名).
    Secret,
    /// By cards that bear the voter's name (记名).
    Named,
    /// On paper alone, counted by hand.
    ByHand,
}

impl PollKind {
    /// Every kind.
    pub const ALL: [PollKind; 3] = [PollKind::Secret, PollKind::Named, PollKind::ByHand];

    /// In words.
    pub fn label(self) -> Text {
        match self {
            PollKind::Secret => Text::new("无记名（密封票卡）", "secret, by sealed cards"),
            PollKind::Named => Text::new("记名", "named"),
            PollKind::ByHand => Text::new("纸质票，人工计票", "on paper, counted by hand"),
        }
    }

    /// Whether cards are dealt.
    pub const fn has_cards(self) -> bool {
        !matches!(self, PollKind::ByHand)
    }
}

/// What of an item a question asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    /// The item as a whole.
    Overall,
    /// How it was handled.
    Process,
    /// What came of it.
    Result,
}

impl Aspect {
    /// Every aspect.
    pub const ALL: [Aspect; 3] = [Aspect::Overall, Aspect::Process, Aspect::Result];

    /// The name it is written by.
    pub const fn as_str(self) -> &'static str {
        match self {
            Aspect::Overall => "overall",
            Aspect::Process => "process",
            Aspect::Result => "result",
        }
    }

    /// In words.
    pub fn label(self) -> Text {
        match self {
            Aspect::Overall => Text::new("总体评价", "overall"),
            Aspect::Process => Text::new("办理过程", "process"),
            Aspect::Result => Text::new("办理结果", "result"),
        }
    }
}

/// One thing that is voted on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// `q1`, `q2`, … in the order they are asked.
    pub id: String,
    /// The item it belongs to, counted from 1: two questions share one where process
    /// and result are rated apart.
    pub item: u32,
    /// The item's title.
    pub title: String,
    /// The suggestion's official number, where it is one.
    #[serde(default)]
    pub number: Option<String>,
    /// The suggestion, where it is one.
    #[serde(default)]
    pub suggestion: Option<SuggestionId>,
    /// The unit that answers for it.
    #[serde(default)]
    pub unit: Option<String>,
    /// What of it is asked.
    pub aspect: Aspect,
}

/// Makes questions of items: one each, or two where process and result are rated apart.
pub fn flatten(items: Vec<Question>, apart: bool) -> Vec<Question> {
    let aspects: &[Aspect] = if apart {
        &[Aspect::Process, Aspect::Result]
    } else {
        &[Aspect::Overall]
    };
    let mut questions = Vec::new();
    for (item, one) in (1u32..).zip(items) {
        for aspect in aspects {
            questions.push(Question {
                id: format!("q{}", questions.len() + 1),
                item,
                aspect: *aspect,
                ..one.clone()
            });
        }
    }
    questions
}

/// By which rule the count becomes verdicts, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PollRule {
    /// The rule set's stable name; `rulebook` for the office's own.
    pub set: String,
    /// Its name for people.
    pub title: Text,
    /// Its source.
    pub source: String,
    /// The rule.
    pub rule: VoteRule,
    /// What a ballot without a mark is.
    pub blank: Blank,
}

/// What a poll is to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Its title.
    pub title: String,
    /// The body that votes, such as 区人大常委会.
    pub body: String,
    /// The day of the sitting.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
    /// How ballots are given.
    pub kind: PollKind,
    /// What is voted on.
    pub questions: Vec<Question>,
    /// How the count becomes verdicts.
    pub rule: PollRule,
    /// All members of the body (全体组成人员).
    pub members: u32,
    /// Who may vote, by name.
    pub voters: Vec<String>,
    /// Who watches the count (监票人): three, who hold the shares of the poll's key.
    pub observers: Vec<String>,
    /// The earlier poll that this one repeats, where it does.
    #[serde(default)]
    pub again_of: Option<String>,
}

/// How a voter takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// Drew a card; which one is nowhere recorded.
    Card,
    /// Took a paper ballot.
    Paper,
}

impl Way {
    /// In words.
    pub fn label(self) -> Text {
        match self {
            Way::Card => Text::new("票卡", "card"),
            Way::Paper => Text::new("纸质票", "paper ballot"),
        }
    }
}

/// Why a card is void.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// Nobody drew it.
    Leftover,
    /// Its holder got another one for it.
    Replaced,
    /// It was damaged, or was seen by others, and nothing came in its place: it stays
    /// among the cards that were drawn.
    Spoiled,
}

impl Cause {
    /// Every cause.
    pub const ALL: [Cause; 3] = [Cause::Leftover, Cause::Replaced, Cause::Spoiled];

    /// The name it is written by.
    pub const fn as_str(self) -> &'static str {
        match self {
            Cause::Leftover => "leftover",
            Cause::Replaced => "replaced",
            Cause::Spoiled => "spoiled",
        }
    }

    /// In words.
    pub fn label(self) -> Text {
        match self {
            Cause::Leftover => Text::new("余票", "left over"),
            Cause::Replaced => Text::new("换发新卡", "replaced by another"),
            Cause::Spoiled => {
                Text::new("损坏或泄露，不再换发", "damaged or seen, and not replaced")
            }
        }
    }
}

/// A card that was opened and voided in public: its code is no secret any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoidedCard {
    /// The code printed on it.
    pub card: String,
    /// Why.
    pub cause: Cause,
}

/// What one person counted of the paper ballots on one question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperTotals {
    /// Which question.
    pub question: String,
    /// Ballots that came back.
    pub collected: u32,
    /// Satisfied.
    pub satisfied: u32,
    /// Basically satisfied.
    pub basically_satisfied: u32,
    /// Dissatisfied.
    pub dissatisfied: u32,
    /// Without a mark.
    pub abstained: u32,
    /// With more than one mark.
    pub invalid: u32,
}

/// Something about the count that everybody is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Irregular {
    /// What, stable: the ballot crate's codes.
    pub code: String,
    /// On which question, where it is about one.
    #[serde(default)]
    pub question: Option<String>,
    /// How many.
    pub count: u32,
    /// In words.
    pub text: Text,
}

/// What came of one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionResult {
    /// Which question.
    pub question: String,
    /// What the cards came to; `None` where there were none.
    #[serde(default)]
    pub cards: Option<Tally>,
    /// What the paper ballots came to; `None` where there were none.
    #[serde(default)]
    pub paper: Option<Tally>,
    /// Both together, and nothing else.
    pub whole: Tally,
    /// The verdict; `None` where the vote on it is void.
    pub rating: Option<Rating>,
    /// Why it is void: the fault's stable name.
    #[serde(default)]
    pub fault: Option<String>,
}
