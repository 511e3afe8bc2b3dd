//! Which two decisions about one suggestion cannot both hold, where neither was made
//! in the knowledge of the other.
//!
//! It is about decisions, not about records: that a unit met the deputies, or was
//! reminded, stays true whatever else happened, and a record that comes too late for
//! its stage is an anomaly of the fold, which shows it. A clash is what a person has
//! to settle, because each of the two changes what everybody has to do next:
//!
//! - **the same decision made twice, differently**: two screenings, two numbers, two
//!   arrangements of the units, two versions of the text, two divisions into points, two
//!   orders to handle it again, two extensions, suspensions, resumptions or settlements
//!   (from each of which days are counted), two ways to supervise it;
//! - **a party's own word given twice**: two replies, second answers or assisting
//!   opinions of one unit, two opinions of one deputy in a round;
//! - **yes and no**: a unit that takes it, gives its opinion or replies and gives it back;
//!   key supervision put on and taken off; a suggestion withdrawn or void that was handed
//!   in, screened, numbered, assigned, answered, closed or ordered anew; a suggestion closed
//!   that was ordered anew, or rated, which may be what it must not be closed on.
//!
//! What is the same for both is no clash: two that take it, close it, withdraw it, take
//! off key supervision, or tell totals. Neither are two settlements of one contradiction:
//! the later in the common order holds (see [`settle`](super::settle)). Nothing about the
//! workspace as a whole clashes: of two names, rulebooks, calendars or lists of committees
//! the later simply holds, all of them stay listed, and each can be put in force again.

use crate::actor::Party;

/// One of two events, as far as it is known without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Side<'a> {
    /// The event's kind, such as `screened`.
    pub kind: &'a str,
    /// The party whose act it is.
    pub acting: &'a Party,
}

/// Whether two events about one suggestion, neither made in the knowledge of the
/// other, cannot both hold. It makes no difference which is which.
pub fn clash(a: &Side<'_>, b: &Side<'_>) -> bool {
    let same_party = a.acting == b.acting;
    if a.kind == b.kind {
        return twice(a.kind) || (own_word(a.kind) && same_party);
    }
    let contrary = |kind, other| contrary(kind, other) || (changed_mind(kind, other) && same_party);
    contrary(a.kind, b.kind) || contrary(b.kind, a.kind)
}

/// Decisions of which there is one, whoever makes it.
fn twice(kind: &str) -> bool {
    matches!(
        kind,
        "revised"
            | "screened"
            | "registered"
            | "key_marked"
            | "assigned"
            | "extended"
            | "rehandled"
            | "points_split"
            | "coordinated"
            | "suspended"
            | "resumed"
    )
}

/// What each party says once.
fn own_word(kind: &str) -> bool {
    matches!(
        kind,
        "replied" | "fulfilled" | "opinion_given" | "evaluated" | "looked_back"
    )
}

/// Decisions that undo each other, whoever makes them.
fn contrary(kind: &str, other: &str) -> bool {
    match kind {
        "key_marked" => other == "key_unmarked",
        "closed" => matches!(other, "rehandled" | "evaluated"),
        "voided" => matches!(
            other,
            "submitted"
                | "screened"
                | "registered"
                | "assigned"
                | "replied"
                | "rehandled"
                | "closed"
        ),
        _ => false,
    }
}

/// What one unit cannot mean both.
fn changed_mind(kind: &str, other: &str) -> bool {
    kind == "returned" && matches!(other, "accepted" | "opinion_given" | "replied")
}
