//! What can be ordered.

use super::terms::{IssuedCode, Station};

/// One order of the office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StationOrder {
    /// State the whole roll of deputies.
    ListDeputies(Vec<String>),
    /// Set stations, one or the many of an import; an open one that is not named stays.
    SetStations(Vec<Station>),
    /// Close a station under which nothing open hangs.
    CloseStation {
        /// Which.
        id: String,
        /// Why.
        reason: String,
    },
    /// Record codes that were made out.
    IssueCodes(Vec<IssuedCode>),
    /// Let a code lead nowhere any more.
    WithdrawCode {
        /// Which, without the dash.
        code: String,
        /// Why.
        reason: String,
    },
}
