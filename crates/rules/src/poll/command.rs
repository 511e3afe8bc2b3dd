//! What can be ordered.

use super::event::{NamedVote, PollSealed};
use super::terms::{Irregular, PaperTotals, Plan, VoidedCard, Way};
use crate::verdict::Tally;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What dealing the cards came to: made beside the rules, which draw nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Sealing {
    /// Key, checks and the sheet's name.
    pub sealed: PollSealed,
    /// The list of each question.
    pub lists: BTreeMap<String, Vec<String>>,
}

/// One order of the office.
#[derive(Clone, Debug, PartialEq)]
pub enum Order {
    /// Prepare the poll, or prepare it otherwise.
    Plan(Plan),
    /// Record the cards that were dealt.
    Seal(Sealing),
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
    /// Void cards in public.
    Void(Vec<VoidedCard>),
    /// Hand in votes that were cast on a device of the office, sorted by name.
    Deliver(Vec<String>),
    /// End casting.
    Close,
    /// Let casting go on.
    Reopen {
        /// Why.
        reason: String,
    },
    /// Enter a count of the paper ballots.
    CountPaper {
        /// Who counted.
        by: String,
        /// For each question.
        totals: Vec<PaperTotals>,
    },
    /// Fix the box's content.
    Fix {
        /// The name of what it holds.
        root: String,
        /// How many sealed votes.
        votes: u32,
    },
    /// Declare the result.
    Declare {
        /// The poll's secret, reassembled from two shares; `None` without cards.
        secret: Option<String>,
        /// What the cards came to, for each question; empty without cards.
        cards: Vec<(String, Tally)>,
        /// What was irregular about the cards.
        irregular: Vec<Irregular>,
        /// Who chose what, in a poll by name; not looked at in others.
        named: Vec<NamedVote>,
        /// What the office says; needed where something is irregular.
        note: String,
        /// By when what did not satisfy is reported and voted on again.
        due: Option<NaiveDate>,
    },
    /// Set the poll aside.
    Annul {
        /// Why.
        reason: String,
    },
}
