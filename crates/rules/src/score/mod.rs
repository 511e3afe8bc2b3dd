//! Score cards of handling units: points from facts, each explained (S1.9, R23–R26).
//!
//! [`UnitFacts`] gathers what a unit's year came to, suggestion by suggestion.
//! [`score`] lays a [`ScoreCard`] over it, line by line with its arithmetic; [`rank`]
//! puts units beside each other and refuses where numbers are too small; [`awards`]
//! prepares a list for decision. [`cards`] holds the cards of places with their sources.

mod award;
mod card;
mod cards;
mod deputy;
mod facts;
mod gather;
mod rank;
mod reckon;

pub use award::{Award, AwardCriteria, AwardList, awards};
pub use card::{Grade, Measure, Points, ScoreCard, ScoreItem, Scoring};
pub use cards::{NamedCard, cards};
pub use deputy::{
    DeputyFacts, DeputyGrade, JIANGBEI, PointRule, YINCHUAN, deputy_grade, poor_years,
};
pub use facts::{CountFact, Named, ShareFact, UnitFacts};
pub use rank::{Place, Ranking, Unranked, rank};
pub use reckon::{Level, Scored, ScoredLine, score, score_with};

#[cfg(test)]
mod tests;
