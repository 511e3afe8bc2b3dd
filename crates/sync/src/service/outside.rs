//! What the service asks of the outside: time, chance, somebody to tell.

use crate::replica::Speaker;
use huiyin_protocol::sharing::SharingPush;
use std::future::Future;

/// The outside world. The browser's worker and tests bring their own.
pub trait Outside: Speaker {
    /// Tells the page something unasked.
    fn push(&self, push: SharingPush);

    /// Tells the engines on the same events that they now reach `head`.
    fn announce(&self, head: u64);

    /// Where the page came from (`https://office.example/`), for a server without an address.
    fn here(&self) -> Option<String>;

    /// The clock, seconds since 1970, for stores whose signatures hold some minutes only.
    fn clock(&self) -> Box<dyn Fn() -> i64>;

    /// Bytes kept for this site and how many would be; `None` where nobody says.
    fn storage(&self) -> impl Future<Output = Option<(u64, u64)>>;
}
