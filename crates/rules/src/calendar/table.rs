//! Prefix sums over the announced span, so that counting working days and
//! finding the n-th one cost the same for a week and for a decade.

use std::ops::RangeInclusive;

/// Whether a day number is a Monday to Friday. Day 1 is a Monday.
pub(super) fn is_weekday(day: i32) -> bool {
    (i64::from(day) - 1).rem_euclid(7) < 5
}

/// Weekdays from day 1 to `day` in a week without notices; negative before day 1.
fn plain_up_to(day: i64) -> i64 {
    5 * day.div_euclid(7) + day.rem_euclid(7).min(5)
}

/// The day of the `n`-th weekday, counted from day 1: the inverse of [`plain_up_to`].
fn plain_nth(n: i64) -> i64 {
    7 * (n - 1).div_euclid(5) + (n - 1).rem_euclid(5) + 1
}

/// Working days of a span, counted from day 1 of the proleptic calendar; outside
/// the span by the plain week.
#[derive(Clone, Debug)]
pub(super) struct Table {
    first: i64,
    last: i64,
    /// Working days from day 1 to the day before the span.
    before: i64,
    /// Working days of the span up to and including its i-th day.
    counts: Vec<u32>,
    /// The working days of the span as offsets from `first`, in order.
    working: Vec<u32>,
}

impl Table {
    /// Tabulates `span`, asking `is_working` for each of its days.
    pub(super) fn new(span: RangeInclusive<i32>, is_working: impl Fn(i32) -> bool) -> Table {
        let (first, last) = (i64::from(*span.start()), i64::from(*span.end()));
        let mut counts = Vec::new();
        let mut working = Vec::new();
        let mut count = 0u32;
        for (offset, day) in (0u32..).zip(span) {
            if is_working(day) {
                count += 1;
                working.push(offset);
            }
            counts.push(count);
        }
        Table {
            first,
            last: last.max(first - 1),
            before: plain_up_to(first - 1),
            counts,
            working,
        }
    }

    /// Working days from day 1 to `day`, both included; negative before day 1.
    pub(super) fn working_up_to(&self, day: i32) -> i64 {
        let day = i64::from(day);
        if day < self.first {
            return plain_up_to(day);
        }
        let inside = usize::try_from(day - self.first)
            .ok()
            .and_then(|offset| self.counts.get(offset));
        match inside {
            Some(count) => self.before + i64::from(*count),
            None => self.total() + plain_up_to(day) - plain_up_to(self.last),
        }
    }

    /// The first day on which [`Table::working_up_to`] reaches `n`, a working day.
    pub(super) fn nth_working(&self, n: i64) -> i64 {
        if n <= self.before {
            return plain_nth(n);
        }
        let inside = usize::try_from(n - self.before - 1)
            .ok()
            .and_then(|index| self.working.get(index));
        match inside {
            Some(offset) => self.first + i64::from(*offset),
            None => plain_nth(n - self.total() + plain_up_to(self.last)),
        }
    }

    fn total(&self) -> i64 {
        self.before + i64::from(self.counts.last().copied().unwrap_or(0))
    }
}
