//! What the engine asks of the outside: time, chance, patience, and ears.

use chrono::{DateTime, FixedOffset};
use huiyin_protocol::Push;
use std::future::Future;

/// The outside world. The browser's worker, the command line and every test
/// bring their own; the engine itself has neither clock nor randomness.
pub trait Host {
    /// The moment it is, at +08:00.
    fn now(&self) -> DateTime<FixedOffset>;

    /// 128 fresh random bits, for identities.
    fn random(&self) -> [u8; 16];

    /// Tells the front end something unasked.
    fn push(&self, push: Push);

    /// Tells other tabs on the same store that it now reaches `head`.
    fn announce(&self, head: u64);

    /// Lets everything else that waits have its turn; long works call it between pieces.
    fn breathe(&self) -> impl Future<Output = ()>;
}
