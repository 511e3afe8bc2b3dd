//! What a poll has come to.

use super::event::{BoxFixed, DeclaredPoll, PaperCounted, PollSealed};
use super::terms::{Cause, Plan, VoidedCard, Way};
use crate::text::Text;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// It can still be changed.
    Planned,
    /// Cards are printed.
    Sealed,
    /// Votes are cast.
    Open,
    /// No more votes are cast; those under way still come in.
    Closed,
    /// Nothing comes in any more.
    Fixed,
    /// Its result is declared.
    Declared,
    /// It counts for nothing.
    Annulled,
}

impl Phase {
    /// The stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Phase::Planned => "planned",
            Phase::Sealed => "sealed",
            Phase::Open => "open",
            Phase::Closed => "closed",
            Phase::Fixed => "fixed",
            Phase::Declared => "declared",
            Phase::Annulled => "annulled",
        }
    }

    /// In words.
    pub fn label(self) -> Text {
        match self {
            Phase::Planned => Text::new("筹备中", "being prepared"),
            Phase::Sealed => Text::new("票卡已制", "cards dealt"),
            Phase::Open => Text::new("投票中", "voting"),
            Phase::Closed => Text::new("投票已截止", "closed"),
            Phase::Fixed => Text::new("票箱已封存", "box fixed"),
            Phase::Declared => Text::new("结果已宣布", "declared"),
            Phase::Annulled => Text::new("已作废", "annulled"),
        }
    }
}

/// One poll.
#[derive(Clone, Debug, PartialEq)]
pub struct Poll {
    /// What it is to be.
    pub plan: Plan,
    /// How far it is.
    pub phase: Phase,
    /// Its cards and key, once dealt.
    pub sealed: Option<PollSealed>,
    /// The public lists, by question.
    pub lists: BTreeMap<String, Vec<String>>,
    /// The day casting began.
    pub opened: Option<NaiveDate>,
    /// The day casting ended.
    pub closed: Option<NaiveDate>,
    /// Who came, and how they take part.
    pub checked_in: BTreeMap<String, Way>,
    /// Cards voided in public, by code.
    pub voided: BTreeMap<String, Cause>,
    /// Sealed votes that devices handed in through the record.
    pub delivered: BTreeSet<String>,
    /// Counts of the paper ballots, each person's last one, in the order they came.
    pub paper: Vec<PaperCounted>,
    /// The box's content.
    pub fixed: Option<BoxFixed>,
    /// Who chose what, in a poll by name: see [`NamedVote::choices`](super::NamedVote).
    pub named: BTreeMap<String, String>,
    /// The result.
    pub declared: Option<DeclaredPoll>,
    /// Why it counts for nothing.
    pub annulled: Option<String>,
    /// Events that did not fit what was there.
    pub anomalies: u32,
}

impl Poll {
    /// A poll that was only planned.
    pub(super) fn new(plan: Plan) -> Poll {
        Poll {
            plan,
            phase: Phase::Planned,
            sealed: None,
            lists: BTreeMap::new(),
            opened: None,
            closed: None,
            checked_in: BTreeMap::new(),
            voided: BTreeMap::new(),
            delivered: BTreeSet::new(),
            paper: Vec::new(),
            fixed: None,
            named: BTreeMap::new(),
            declared: None,
            annulled: None,
            anomalies: 0,
        }
    }

    /// How many take part in a way.
    pub fn taken(&self, way: Way) -> u32 {
        let count = self.checked_in.values().filter(|one| **one == way).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// How many came.
    pub fn present(&self) -> u32 {
        u32::try_from(self.checked_in.len()).unwrap_or(u32::MAX)
    }

    /// Cards voided for a cause.
    pub fn void(&self, cause: Cause) -> u32 {
        let count = self.voided.values().filter(|one| **one == cause).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// The voided cards as they are published.
    pub fn voids(&self) -> Vec<VoidedCard> {
        let void = |(card, cause): (&String, &Cause)| VoidedCard {
            card: card.clone(),
            cause: *cause,
        };
        self.voided.iter().map(void).collect()
    }

    /// Cards that are neither with a voter nor voided. Negative where more were than there
    /// are. A voter's card that was replaced is void, and the voter has another one; one
    /// that was spoiled is void and its voter has none.
    pub fn unaccounted(&self) -> i64 {
        let issued = self.sealed.as_ref().map_or(0, |sealed| sealed.issued);
        let away = self.void(Cause::Leftover) + self.void(Cause::Replaced);
        i64::from(issued) - i64::from(self.taken(Way::Card)) - i64::from(away)
    }
}
