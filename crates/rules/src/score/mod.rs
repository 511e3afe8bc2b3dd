//! Score cards of handling units: points from facts, each explained (S1.9, R23–R26).

mod card;

pub use card::{Grade, Measure, Points, ScoreCard, ScoreItem, Scoring};
