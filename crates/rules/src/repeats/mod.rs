//! Suggestions that raise the same matter, found by comparing titles and texts across
//! years (S0.11, S4.8). What is found is proposed with its reason; offices decide.
//!
//! A title is stripped of what every title has (关于……的建议, 进一步加强), its places
//! are set apart (`words`), and what is left is compared by pairs of characters
//! ([`Index`]). Texts are compared by a small fixed [`Sketch`] that can be kept in a
//! column. [`Index::candidates`] says which suggestions of a year could be put under
//! key supervision, and why.

mod candidates;
mod index;
mod sketch;
mod words;

pub use candidates::{Candidate, DocFacts, Reason, Thresholds};
pub use index::{Doc, Index, Related, alike};
pub use sketch::Sketch;
pub use words::{Matter, matter};

#[cfg(test)]
mod tests;
