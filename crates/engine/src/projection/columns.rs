//! The columns of the ledger, one entry for each suggestion.

use super::names::Symbol;
use super::pool::Span;
use serde::{Deserialize, Serialize};

/// A day that is not known; other days are day numbers of [`huiyin_rules::calendar::day_number`].
pub const NO_DAY: i32 = i32::MIN;

/// A day that never comes, for what is asked without an end.
pub const NEVER: i32 = i32::MAX;

/// Bits of [`Cells::flags`].
pub mod flag {
    /// At least one event was folded.
    pub const LIVE: u32 = 1;
    /// Counts in ledgers and rates.
    pub const COUNTED: u32 = 1 << 1;
    /// Every unit replied in some round.
    pub const REPLIED: u32 = 1 << 2;
    /// A unit met the deputies.
    pub const CONSULTED: u32 = 1 << 3;
    /// Something was promised and not yet kept.
    pub const PROMISED: u32 = 1 << 4;
    /// The next deadline may move (暂估).
    pub const PROVISIONAL: u32 = 1 << 5;
    /// A unit gave it back and no new arrangement was made.
    pub const GIVEN_BACK: u32 = 1 << 6;
    /// Under key supervision.
    pub const KEY: u32 = 1 << 7;
    /// A motion.
    pub const MOTION: u32 = 1 << 8;
    /// A supervision matter.
    pub const MATTER: u32 = 1 << 9;
    /// The deputies were met in every phase that is asked for.
    pub const CONTACTS: u32 = 1 << 10;
    /// It was assigned.
    pub const ASSIGNED: u32 = 1 << 11;
    /// Time does not run.
    pub const SUSPENDED: u32 = 1 << 12;
    /// Units disagree and nobody has settled it.
    pub const DISAGREED: u32 = 1 << 13;
    /// Evaluated back to back: units see totals only, and only afterwards.
    pub const BLIND: u32 = 1 << 14;
    /// Fewer opinions than totals are shown of.
    pub const FEW: u32 = 1 << 15;
    /// A promise was kept.
    pub const KEPT: u32 = 1 << 16;
    /// It was voted on, or an assessment was recorded.
    pub const ASSESSED: u32 = 1 << 17;
    /// A vote was dissatisfied with what the current round came to, and nobody has
    /// answered that.
    pub const VOTED_DOWN: u32 = 1 << 18;
}

/// Bits of the numbers in a row's list of units: `symbol << SHIFT | bits`.
pub mod lane {
    /// How far to shift the unit's symbol; four million names fit.
    pub const SHIFT: u32 = 10;
    /// It assists and owes no reply of its own.
    pub const ASSISTING: u32 = 1;
    /// It has not taken it.
    pub const WAITING: u32 = 1 << 1;
    /// It has taken it and not replied.
    pub const WORKING: u32 = 1 << 2;
    /// It gave it back.
    pub const GIVEN_BACK: u32 = 1 << 3;
    /// It promised something that is not kept yet.
    pub const PROMISED: u32 = 1 << 4;
    /// It owes the lead unit its opinion.
    pub const OPINION: u32 = 1 << 5;
    /// It replied, and not every signing deputy was handed the reply.
    pub const UNDELIVERED: u32 = 1 << 6;
    /// It owes a step of handling again.
    pub const REDO: u32 = 1 << 7;
    /// It had a part before and has none now: it gave it back, or another arrangement
    /// was made without it. The suggestion stays in its view.
    pub const PAST: u32 = 1 << 8;
}

/// Bits of the numbers in a row's list of deputies: `symbol << SHIFT | bits`.
pub mod signer {
    /// How far to shift the deputy's symbol.
    pub const SHIFT: u32 = 10;
    /// Gave an opinion in the current round.
    pub const EVALUATED: u32 = 1;
    /// Looked back in the current round.
    pub const LOOKED_BACK: u32 = 1 << 1;
}

macro_rules! columns {
    ($($(#[$doc:meta])* $name:ident: $type:ty,)*) => {
        /// One suggestion's entries.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub struct Cells { $($(#[$doc])* pub $name: $type,)* }

        /// All suggestions' entries, by column.
        #[derive(Clone, Debug, Default, Serialize, Deserialize)]
        pub struct Columns { $($(#[$doc])* pub $name: Vec<$type>,)* }

        impl Columns {
            /// Appends a row.
            pub fn push(&mut self, cells: Cells) {
                $(self.$name.push(cells.$name);)*
            }

            /// Changes a row.
            pub fn set(&mut self, row: u32, cells: Cells) {
                $(if let Some(place) = self.$name.get_mut(row as usize) { *place = cells.$name; })*
            }

            /// One row; `None` past the end.
            pub fn get(&self, row: u32) -> Option<Cells> {
                Some(Cells { $($name: *self.$name.get(row as usize)?,)* })
            }

            /// Rows.
            pub fn rows(&self) -> usize {
                self.id.len()
            }

            /// Whether every column has the same length.
            pub fn even(&self) -> bool {
                true $(&& self.$name.len() == self.rows())*
            }
        }
    };
}

columns! {
    /// Identity, in the text pool.
    id: Span,
    /// Official number, in the text pool.
    number: Span,
    /// Title, in the text pool.
    title: Span,
    /// What is searched, in the search pool.
    search: Span,
    /// Index in `StageName::ALL`.
    stage: u8,
    /// 1–4 for A–D, 0 for none.
    class: u8,
    /// 1–3 from satisfied to dissatisfied, 0 for none.
    rating: u8,
    /// See [`flag`].
    flags: u32,
    /// The rulebook it is judged by; see `books::Books::get`.
    book: u16,
    /// Category.
    category: Symbol,
    /// Delegation.
    delegation: Symbol,
    /// Responsible leader.
    leader: Symbol,
    /// The import that brought it, interned beside the names; 0 for none.
    import: Symbol,
    /// Deputies, the lead first; see [`signer`].
    signers: Span,
    /// Units of the current round; see [`lane`].
    lanes: Span,
    /// Day of the first assignment.
    assigned: i32,
    /// Day of the last meeting.
    consulted: i32,
    /// Day of the last reply.
    replied: i32,
    /// Last day of the next running deadline.
    due: i32,
    /// Day from which on it is due soon.
    warn: i32,
    /// First day on which a unit may see the opinions' totals; see `mask`.
    reveal: i32,
    /// Day before which the deputies are asked to look back; [`NEVER`] where that has no end.
    look_back: i32,
    /// Which deadline it is; see `row::DueKind`.
    due_kind: u8,
    /// Year of assignment, else of the number; 0 for none.
    year: u16,
    /// Rounds of handling.
    rounds: u16,
    /// Contradictions found while folding.
    anomalies: u16,
    /// Positions of its events, in the word pool; in order of arrival.
    positions: Span,
}

impl Cells {
    /// The entries of a suggestion of which nothing is known but its identity.
    pub fn blank(id: Span) -> Cells {
        Cells {
            id,
            assigned: NO_DAY,
            consulted: NO_DAY,
            replied: NO_DAY,
            due: NO_DAY,
            warn: NO_DAY,
            reveal: NO_DAY,
            look_back: NO_DAY,
            ..Cells::default()
        }
    }
}
