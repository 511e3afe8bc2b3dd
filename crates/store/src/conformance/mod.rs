//! The suite every store has to pass, natively and in the browser alike.
//!
//! A store's owner gives a [`Factory`] that opens handles by name and calls
//! [`run`], which hears of each case as it ends.

mod appending;
mod beside;
mod reading;
mod sharing;

use crate::{EventStore, StoreError};

/// Opens handles of the store under test.
pub trait Factory {
    /// The store's type.
    type Store: EventStore;

    /// A new handle on the store called `name`, which is empty at the first call for that name.
    #[expect(async_fn_in_trait, reason = "as in EventStore")]
    async fn open(&self, name: &str) -> Result<Self::Store, StoreError>;
}

/// What went wrong in a case: the place and what was found there.
pub type Failure = String;

/// How a case ended.
pub type Outcome = Result<(), Failure>;

/// Fails the case unless both sides are equal.
macro_rules! same {
    ($left:expr, $right:expr) => {
        match (&$left, &$right) {
            (left, right) if left == right => {}
            (left, right) => {
                let mut found = format!("{left:?} is not {right:?}");
                if found.len() > 400 {
                    found = found.chars().take(400).collect();
                }
                return Err(format!("{}:{}: {found}", file!(), line!()));
            }
        }
    };
}

/// The value, or fails the case.
macro_rules! get {
    ($result:expr) => {
        match $result {
            Ok(value) => value,
            Err(error) => return Err(format!("{}:{}: {error:?}", file!(), line!())),
        }
    };
}

use {get, same};

/// Runs every case and gives the number of those that failed.
pub async fn run<F: Factory>(factory: &F, mut hear: impl FnMut(&'static str, &Outcome)) -> usize {
    let mut failed = 0;
    macro_rules! case {
        ($folder:ident :: $case:ident) => {
            let outcome = $folder::$case(factory).await;
            failed += usize::from(outcome.is_err());
            hear(stringify!($case), &outcome);
        };
    }
    case!(appending::an_empty_store_is_at_zero);
    case!(appending::what_is_appended_is_read_back);
    case!(appending::a_moved_head_is_told_and_nothing_written);
    case!(appending::one_batch_may_be_large);
    case!(appending::an_import_can_be_followed_cancelled_and_interrupted);
    case!(reading::pages_of_every_size_give_the_same);
    case!(reading::scattered_positions_are_read_at_once);
    case!(sharing::two_handles_interleave_without_loss);
    case!(sharing::two_appends_at_once_never_share_a_position);
    case!(sharing::a_new_handle_finds_everything);
    case!(sharing::stores_of_other_names_are_apart);
    case!(sharing::clearing_leaves_nothing_and_stops_other_handles);
    case!(beside::snapshots_are_replaced_and_dropped);
    case!(beside::a_snapshot_of_thirty_megabytes_is_kept);
    case!(beside::settings_are_kept);
    failed
}

/// Lines `from..from + count`, each telling its number, of differing lengths.
fn lines(from: usize, count: usize) -> Vec<Vec<u8>> {
    let line = |n: usize| format!("{{\"n\":{n},\"x\":\"{}\"}}", "回".repeat(n % 50)).into_bytes();
    (from..from + count).map(line).collect()
}
