//! Sealed votes: cards, the box, the count, and what is published.
//!
//! Before the vote the office deals *cards*: 16 random bytes each, on paper, drawn face
//! down. The *sheet*, published before the vote, lists for every question the hashes of
//! the keys that the cards make, sorted, so that nobody can tell which belong together.
//! A *vote* is one card's choice on one question: sealed to the poll's key and signed by
//! the key that this card has for this question only. The *box* is the set of votes by
//! name. The poll's key is shared among three observers, any two of whom open it when the
//! box is closed; then the *board* is published, from which everybody can count again.
//!
//! Nothing here has a clock, does I/O or draws randomness: random bytes are arguments.
//!
//! ```
//! use huiyin_ballot::{CardSecret, scan};
//!
//! # fn main() -> Result<(), huiyin_ballot::BallotError> {
//! let card = CardSecret::from_bytes([7; 16]);
//! let typed = card.code().to_lowercase().replace('-', " ");
//! assert_eq!(CardSecret::read(&typed)?.code(), card.code());
//! let found = scan(&card.qr(Some("https://dt.example/"), &"ab".repeat(16)))?;
//! assert_eq!(found.poll.as_deref(), Some("abababababababababababababababab"));
//! # Ok(())
//! # }
//! ```

mod board;
mod card;
mod check;
mod count;
mod dealer;
mod error;
mod exception;
mod json;
mod questions;
mod record;
mod recount;
mod rule;
mod secret;
mod share;
mod sheet;
mod vote;

pub use board::{Board, BoardResult, CheckIn, PaperRow, root};
pub use card::{CardSecret, Scanned, scan};
pub use check::{Checked, Checker, VoteRefused};
pub use count::{Count, Counted, NamedVote, QuestionCount};
pub use dealer::{Dealer, Dealt, SheetDraft};
pub use error::BallotError;
pub use exception::{Exception, ExceptionCode};
/// What the record calls them too.
pub use huiyin_rules::poll::{Aspect, Cause, VoidedCard};
pub use questions::Question;
pub use record::Dealing;
pub use recount::{Recount, Recounted};
pub use rule::SheetRule;
pub use secret::PollSecret;
pub use share::Share;
pub use sheet::{Kind, Sheet};
pub use vote::{Choice, Vote, cast, name as vote_name, own_votes, receipt};

/// Most questions of a poll.
pub const MAX_QUESTIONS: usize = 200;
/// Most cards of a poll.
pub const MAX_CARDS: usize = 3_000;
/// Longest text in a sheet or a board, in characters.
pub const MAX_TEXT: usize = 300;
/// Longest vote line, in bytes.
pub const MAX_LINE: usize = 512;
/// Longest sheet read, in bytes: what the most cards and questions come to, by name too.
pub const MAX_SHEET: usize = 96 << 20;
/// Longest board read, in bytes: a sheet, and each of its cards' votes.
pub const MAX_BOARD: usize = 384 << 20;

#[cfg(test)]
mod tests;
