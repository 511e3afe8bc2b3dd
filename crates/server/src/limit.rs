//! How often something may be asked: buckets that fill up evenly, in bounded memory.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// Who is counted at once. Whoever comes when all places are taken shares one bucket.
const PLACES: usize = 16_384;

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

    /// How many are remembered.
    #[cfg(test)]
    fn len(&self) -> usize {
        self.filled.lock().unwrap().len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

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
