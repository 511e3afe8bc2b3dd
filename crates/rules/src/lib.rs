//! The rules of handling deputies' suggestions: pure decisions over recorded facts.
//!
//! Nothing here reads a clock, touches a disk or draws a random number. What
//! happened arrives as events, what is wanted as commands, and what day it is,
//! who asks, which rulebook and which calendar hold as arguments.

pub mod actor;
pub mod answer;
pub mod board;
pub mod calendar;
pub mod date;
pub mod drive;
pub mod fraction;
pub mod ids;
pub mod intake_key;
pub mod order;
pub mod poll;
pub mod rates;
pub mod refusal;
pub mod repeats;
pub mod report;
pub mod rulebook;
pub mod score;
pub mod station;
pub mod suggestion;
pub mod text;
mod tree;
pub mod verdict;
pub mod voice;

pub use actor::{Actor, Party, Role};
pub use answer::{AnswerClass, Rating};
pub use calendar::Calendar;
pub use fraction::Fraction;
pub use refusal::{Refusal, RefusalCode};
pub use rulebook::Rulebook;
pub use text::{Lang, Text};
