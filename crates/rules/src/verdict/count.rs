//! What was counted, and by which rule it counts.

use crate::fraction::Fraction;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// What was counted. Numbers nobody took are `None`, never 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Tally {
    /// All members of the body that votes (全体组成人员).
    #[serde(default)]
    pub members: Option<u32>,
    /// Members present.
    #[serde(default)]
    pub present: Option<u32>,
    /// Ballots given out.
    #[serde(default)]
    pub issued: Option<u32>,
    /// Ballots that came back.
    #[serde(default)]
    pub collected: Option<u32>,
    /// Satisfied.
    pub satisfied: u32,
    /// Basically satisfied.
    pub basically_satisfied: u32,
    /// Dissatisfied.
    pub dissatisfied: u32,
    /// Abstained: a ballot without a mark (R18).
    #[serde(default)]
    pub abstained: u32,
    /// Invalid: more than one mark (R14).
    #[serde(default)]
    pub invalid: u32,
    /// Not pressed (未按): no vote and no result (R19).
    #[serde(default)]
    pub unpressed: u32,
}

impl Tally {
    /// Ballots that name one of the three choices.
    pub fn votes(&self) -> u64 {
        [self.satisfied, self.basically_satisfied, self.dissatisfied]
            .map(u64::from)
            .iter()
            .sum()
    }

    /// Valid ballots: those that name a choice, and those that abstain (R18).
    pub fn valid(&self) -> u64 {
        self.votes() + u64::from(self.abstained)
    }

    /// Every ballot that was counted, invalid ones too. What was not pressed is none.
    pub fn counted(&self) -> u64 {
        self.valid() + u64::from(self.invalid)
    }
}

/// What the votes are a share of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Base {
    /// All members of the body.
    Members,
    /// Members present.
    Present,
    /// Ballots collected.
    Collected,
    /// Valid ballots.
    Valid,
}

impl Base {
    /// Every base.
    pub const ALL: [Base; 4] = [Base::Members, Base::Present, Base::Collected, Base::Valid];

    /// In words.
    pub fn text(self) -> Text {
        match self {
            Base::Members => Text::new("全体组成人员", "all members"),
            Base::Present => Text::new("到会人员", "members present"),
            Base::Collected => Text::new("收回票数", "ballots collected"),
            Base::Valid => Text::new("有效票数", "valid ballots"),
        }
    }

    /// The number of them in a count; `None` where nobody took it.
    pub fn number(self, tally: &Tally) -> Option<u64> {
        match self {
            Base::Members => tally.members.map(u64::from),
            Base::Present => tally.present.map(u64::from),
            Base::Collected => tally.collected.map(u64::from),
            Base::Valid => Some(tally.valid()),
        }
    }
}

/// By which rule a count becomes a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VoteRule {
    /// What the votes are a share of.
    pub base: Base,
    /// The share that is needed.
    pub threshold: Fraction,
    /// Whether exactly that share is enough.
    pub inclusive: bool,
    /// The share of members of whom more have to be present for the vote to count
    /// (R18: more than half).
    pub quorum: Option<Fraction>,
}
