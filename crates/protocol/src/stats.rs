//! Statistics: every rate with its arithmetic.

use crate::ledger::LedgerQuery;
use huiyin_rules::Fraction;
use serde::{Deserialize, Serialize};

/// Which suggestions to count and how to break them down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatsQuery {
    /// The rows to count; its order and window are ignored.
    pub filter: LedgerQuery,
}

/// The statistics page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatsView {
    /// Suggestions counted: numbered and in force.
    pub total: u64,
    /// Of these under key supervision.
    pub key: u64,
    /// Of these assigned to units.
    pub assigned: u64,
    /// Rates in the order of the page.
    pub rates: Vec<RateView>,
    /// How many of each class, with what the class says.
    pub classes: Vec<Bar>,
    /// How many of each rating, with those not yet rated last.
    pub ratings: Vec<Bar>,
    /// By unit that owes the reply; a suggestion of several separate units counts once for each.
    pub by_unit: Vec<Breakdown>,
    /// By category.
    pub by_category: Vec<Breakdown>,
    /// By delegation.
    pub by_delegation: Vec<Breakdown>,
    /// By month of assignment, meeting and reply, oldest first.
    pub by_month: Vec<Month>,
    /// The rulebook whose definitions were used.
    pub rulebook: String,
}

/// One rate with everything needed to check it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RateView {
    /// A stable key, such as `completed`.
    pub key: String,
    /// Its name.
    pub label: String,
    /// The exact value.
    pub value: Fraction,
    /// As a percentage with the rulebook's decimals; `None` where nothing is counted.
    pub percent: Option<String>,
    /// What is divided by what.
    pub definition: String,
    /// The division written out: 58 ÷ 95 = 61.05 %.
    pub arithmetic: String,
    /// Where the definition comes from.
    pub source: String,
    /// The rows of the numerator.
    pub rows: LedgerQuery,
}

/// A labelled count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    /// Its short label, such as `A`.
    pub label: String,
    /// What it means.
    pub text: String,
    /// How many.
    pub count: u64,
    /// Share of the total, as a percentage.
    pub percent: Option<String>,
    /// The rows.
    pub rows: LedgerQuery,
}

/// One value of a breakdown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Breakdown {
    /// The unit, category or delegation; empty where none is kept.
    pub label: String,
    /// Suggestions.
    pub total: u64,
    /// Replied of total.
    pub replied: Fraction,
    /// Consulted of total.
    pub consulted: Fraction,
    /// Satisfied of evaluated.
    pub satisfied: Fraction,
    /// Completed of total.
    pub completed: Fraction,
    /// A, B, C, D.
    pub classes: [u64; 4],
    /// Overdue now.
    pub overdue: u64,
    /// The rows.
    pub rows: LedgerQuery,
}

/// One month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Month {
    /// `2024-05`.
    pub month: String,
    /// Assigned in it.
    pub assigned: u64,
    /// Met the deputies in it.
    pub consulted: u64,
    /// Replied in it.
    pub replied: u64,
}
