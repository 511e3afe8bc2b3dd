//! How often something may be asked: buckets that fill up evenly, in bounded memory.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// Who is counted at once. Whoever comes when all places are taken shares one bucket.
const PLACES: usize = 16_384;

/// How many networks' worth all of one prefix may ask for.
const NEIGHBOURS: f64 = 8.0;

/// How much may be asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// Requests in a second, for long.
    pub each_second: f64,
    /// Requests at once, after a quiet time.
    pub at_once: f64,
}

impl Rate {
    /// A rate from its two numbers.
    pub const fn new(each_second: f64, at_once: f64) -> Self {
        Rate {
            each_second,
            at_once,
        }
    }
}

struct Bucket {
    level: f64,
    at: Instant,
}

impl Bucket {
    fn fill(&mut self, rate: Rate, now: Instant) {
        let waited = now.saturating_duration_since(self.at).as_secs_f64();
        self.level = (self.level + waited * rate.each_second).min(rate.at_once);
        self.at = now;
    }

    fn take(&mut self, rate: Rate, wanted: f64, now: Instant) -> bool {
        self.fill(rate, now);
        // More than a full bucket holds empties it.
        let wanted = wanted.min(rate.at_once);
        let enough = self.level >= wanted.max(1.0);
        if enough {
            self.level -= wanted;
        }
        enough
    }
}

/// A bucket for each of many.
pub(crate) struct Buckets<K> {
    rate: Rate,
    filled: Mutex<HashMap<Option<K>, Bucket>>,
}

impl<K: Hash + Eq> Buckets<K> {
    pub(crate) fn new(rate: Rate) -> Self {
        Buckets {
            rate,
            filled: Mutex::default(),
        }
    }

    /// Whether `who` may ask once more now.
    pub(crate) fn allow(&self, who: K, now: Instant) -> bool {
        self.allow_many(who, 1, now)
    }

    /// Whether `who` may ask for so much more now.
    pub(crate) fn allow_many(&self, who: K, wanted: usize, now: Instant) -> bool {
        let wanted = u32::try_from(wanted).map_or(f64::MAX, f64::from);
        let rate = self.rate;
        let mut filled = self.filled.lock().unwrap_or_else(PoisonError::into_inner);
        let mut who = Some(who);
        if filled.len() >= PLACES && !filled.contains_key(&who) {
            // Whose bucket is full again need not be remembered.
            filled.retain(|_, bucket| {
                bucket.fill(rate, now);
                bucket.level < rate.at_once
            });
            if filled.len() >= PLACES {
                who = None;
            }
        }
        let full = || Bucket {
            level: rate.at_once,
            at: now,
        };
        let bucket = filled.entry(who).or_insert_with(full);
        bucket.take(rate, wanted, now)
    }

    /// Whether `who` has asked for nothing that was not made up for since.
    fn rested(&self, who: K, now: Instant) -> bool {
        let mut filled = self.filled.lock().unwrap_or_else(PoisonError::into_inner);
        let mut who = Some(who);
        if filled.len() >= PLACES && !filled.contains_key(&who) {
            who = None;
        }
        filled.get_mut(&who).is_none_or(|bucket| {
            bucket.fill(self.rate, now);
            bucket.level >= self.rate.at_once
        })
    }

    /// How many are remembered.
    #[cfg(test)]
    fn len(&self) -> usize {
        self.filled.lock().unwrap().len()
    }
}

/// A bucket for each network, and one for all networks of a prefix.
///
/// Whoever has one address of version 6 has the 2⁶⁴ of a network, and whoever is given a /48, as
/// anybody may be for nothing, has 65,536 networks. A whole town's telephones may be within one
/// too, so it is given several networks' worth.
pub(crate) struct Networks {
    each: Buckets<IpAddr>,
    prefixes: Buckets<IpAddr>,
}

impl Networks {
    pub(crate) fn new(rate: Rate) -> Self {
        let all = Rate::new(rate.each_second * NEIGHBOURS, rate.at_once * NEIGHBOURS);
        Networks {
            each: Buckets::new(rate),
            prefixes: Buckets::new(all),
        }
    }

    /// Whether an address may ask once more now.
    pub(crate) fn allow(&self, address: IpAddr, now: Instant) -> bool {
        self.allow_many(address, 1, now)
    }

    /// Whether an address may ask for so much more now. Who is refused for itself takes nothing
    /// from its neighbours, and a place in memory only while they have something left.
    pub(crate) fn allow_many(&self, address: IpAddr, wanted: usize, now: Instant) -> bool {
        let among = |wanted| {
            prefix(address).is_none_or(|prefix| self.prefixes.allow_many(prefix, wanted, now))
        };
        among(0) && self.each.allow_many(network(address), wanted, now) && among(wanted)
    }

    /// Whether an address has asked for nothing that was not made up for since, and its neighbours
    /// have something left.
    pub(crate) fn rested(&self, address: IpAddr, now: Instant) -> bool {
        let left = prefix(address).is_none_or(|prefix| self.prefixes.allow_many(prefix, 0, now));
        left && self.each.rested(network(address), now)
    }
}

/// Whoever has one address of version 6 has 2⁶⁴ of them.
pub(crate) fn network(address: IpAddr) -> IpAddr {
    cut(address, 4)
}

/// What networks of version 6 are handed out in; those of version 4 stand for themselves.
fn prefix(address: IpAddr) -> Option<IpAddr> {
    Some(cut(address, 3)).filter(IpAddr::is_ipv6)
}

/// The first segments of an address of version 6.
fn cut(address: IpAddr, segments: usize) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let mut kept = [0; 8];
            let whole = address.segments();
            for (to, from) in kept.iter_mut().zip(whole).take(segments) {
                *to = from;
            }
            IpAddr::from(kept)
        }
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn v6(network: usize, address: u64) -> IpAddr {
        format!("2001:db8:7:{network:x}::{address:x}")
            .parse()
            .unwrap()
    }

    #[test]
    fn a_prefix_of_version_6_is_not_as_many_as_it_has_networks() {
        let networks = Networks::new(Rate::new(0.0, 5.0));
        let now = Instant::now();
        let of_one = (0..50).filter(|n| networks.allow(v6(1, *n), now)).count();
        assert_eq!(of_one, 5);
        let of_many = (2..5_000)
            .filter(|n| networks.allow(v6(*n, 1), now))
            .count();
        assert_eq!(of_many, 35, "eight networks' worth in all");
        assert!(networks.each.len() < 50, "and no more places than that");
        assert!(!networks.rested(v6(9_999, 1), now));
        for other in ["2001:db8:8::1", "203.0.113.7", "::ffff:203.0.113.8"] {
            let other = other.parse().unwrap();
            assert!(
                networks.rested(other, now) && networks.allow(other, now),
                "{other}"
            );
            assert!(!networks.rested(other, now), "{other}");
        }
        // Addresses of version 4 are no networks of each other.
        let of_four = (0..=255).filter(|n| networks.allow(IpAddr::from([198, 51, 100, *n]), now));
        assert_eq!(of_four.count(), 256);
    }

    #[test]
    fn a_burst_then_the_rate() {
        let buckets = Buckets::new(Rate::new(2.0, 5.0));
        let start = Instant::now();
        let at = |seconds: f64| start + Duration::from_secs_f64(seconds);
        let asked = |who, seconds, times| {
            (0..times)
                .filter(|_| buckets.allow(who, at(seconds)))
                .count()
        };
        assert_eq!(asked("a", 0.0, 10), 5);
        assert_eq!(asked("b", 0.0, 10), 5, "another has a bucket of its own");
        assert_eq!(asked("a", 1.0, 10), 2);
        assert_eq!(asked("a", 100.0, 10), 5, "it never holds more than at once");
    }

    #[test]
    fn memory_is_bounded_whoever_comes() {
        let buckets = Buckets::new(Rate::new(1.0, 2.0));
        let start = Instant::now();
        for who in 0..PLACES + 50 {
            buckets.allow(who, start);
        }
        assert!(buckets.len() <= PLACES + 1);
        // The late ones share a bucket, which is empty by now.
        assert!(!buckets.allow(PLACES + 99, start));
        // The others have theirs.
        assert!(buckets.allow(3, start));
        // After a while all places are free again.
        assert!(buckets.allow(PLACES + 99, start + Duration::from_secs(9)));
        assert!(buckets.len() <= 2);
    }
}
