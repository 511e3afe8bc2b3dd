//! The columns of the ledger, one entry for each suggestion.

use super::names::Symbol;
use super::pool::Span;
use serde::{Deserialize, Serialize};

/// A day that is not known; other days are day numbers of [`huiyin_rules::calendar::day_number`].
pub const NO_DAY: i32 = i32::MIN;

/// Bits of [`Cells::flags`].
pub mod flag {
    /// At least one event was folded.
    pub const LIVE: u16 = 1;
    /// Counts in ledgers and rates.
    pub const COUNTED: u16 = 1 << 1;
    /// Every unit replied in some round.
    pub const REPLIED: u16 = 1 << 2;
    /// A unit met the deputies.
    pub const CONSULTED: u16 = 1 << 3;
    /// Something was promised and not yet kept.
    pub const PROMISED: u16 = 1 << 4;
    /// The next deadline may move (暂估).
    pub const PROVISIONAL: u16 = 1 << 5;
    /// A unit gave it back and no new arrangement was made.
    pub const GIVEN_BACK: u16 = 1 << 6;
    /// Under key supervision.
    pub const KEY: u16 = 1 << 7;
    /// A motion.
    pub const MOTION: u16 = 1 << 8;
}

/// Bits of the numbers in a row's list of units: `symbol << 8 | bits`.
pub mod lane {
    /// How far to shift the unit's symbol.
    pub const SHIFT: u32 = 8;
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
}

/// Bits of the numbers in a row's list of deputies: `symbol << 8 | bits`.
pub mod signer {
    /// How far to shift the deputy's symbol.
    pub const SHIFT: u32 = 8;
    /// Gave an opinion in the current round.
    pub const EVALUATED: u32 = 1;
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
    flags: u16,
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
