//! Exact fractions: a rate stays two whole numbers until it is shown.

use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::fmt;

/// Most decimals a percentage is shown with; more would only pretend precision.
pub const MAX_DECIMALS: u8 = 6;

/// A share of a whole, never reduced, so that 58/95 stays 58 of 95.
///
/// A denominator of 0 is a real case (nothing was evaluated yet) and means
/// that there is no rate, not that the rate is 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Fraction {
    /// How many of them.
    pub numerator: u64,
    /// Of how many.
    pub denominator: u64,
}

impl Fraction {
    /// `numerator` of `denominator`.
    pub const fn new(numerator: u64, denominator: u64) -> Self {
        Fraction {
            numerator,
            denominator,
        }
    }

    /// The percentage rounded half up, without the sign `%`: 58/95 is `"61.05"`
    /// with two decimals and `"61.1"` with one. `None` where the denominator is 0.
    /// `decimals` above [`MAX_DECIMALS`] count as [`MAX_DECIMALS`].
    pub fn percent(self, decimals: u8) -> Option<String> {
        let places = u32::from(decimals.min(MAX_DECIMALS));
        let scale = 10u128.pow(places);
        let (n, d) = (u128::from(self.numerator), u128::from(self.denominator));
        if d == 0 {
            return None;
        }
        // Half up in whole numbers: floor(x + 1/2) = floor((2·n·scale + d) / 2d).
        let scaled = (2 * n * 100 * scale + d) / (2 * d);
        let (whole, rest) = (scaled / scale, scaled % scale);
        Some(if places == 0 {
            whole.to_string()
        } else {
            format!("{whole}.{rest:0width$}", width = places as usize)
        })
    }

    /// Which of the two rates is the greater, exactly; `None` where one of them
    /// has no value. `==` on the other hand compares the two numbers as written.
    pub fn compare(self, other: Fraction) -> Option<Ordering> {
        if self.denominator == 0 || other.denominator == 0 {
            return None;
        }
        let left = u128::from(self.numerator) * u128::from(other.denominator);
        let right = u128::from(other.numerator) * u128::from(self.denominator);
        Some(left.cmp(&right))
    }
}

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.numerator, self.denominator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn published_rates_come_out_as_printed() {
        // S1.8 prints 61.05 % and, one line on, 61.1 % and 38.9 %.
        let malong = Fraction::new(58, 95);
        assert_eq!(malong.percent(2).as_deref(), Some("61.05"));
        assert_eq!(malong.percent(1).as_deref(), Some("61.1"));
        assert_eq!(Fraction::new(37, 95).percent(1).as_deref(), Some("38.9"));
        assert_eq!(Fraction::new(95, 95).percent(2).as_deref(), Some("100.00"));
        // Luoyang 113 of 129 and Jiangxia 42 of 74.
        assert_eq!(Fraction::new(113, 129).percent(1).as_deref(), Some("87.6"));
        assert_eq!(Fraction::new(42, 74).percent(1).as_deref(), Some("56.8"));
    }

    #[test]
    fn halves_go_up_and_nothing_of_nothing_is_no_rate() {
        assert_eq!(Fraction::new(1, 8).percent(0).as_deref(), Some("13"));
        assert_eq!(Fraction::new(1, 8).percent(1).as_deref(), Some("12.5"));
        assert_eq!(Fraction::new(1, 200).percent(0).as_deref(), Some("1"));
        assert_eq!(Fraction::new(1, 201).percent(0).as_deref(), Some("0"));
        assert_eq!(Fraction::new(0, 7).percent(2).as_deref(), Some("0.00"));
        assert_eq!(Fraction::new(5, 0).percent(2), None);
        assert_eq!(
            Fraction::new(1, 3).percent(200).as_deref(),
            Some("33.333333")
        );
    }

    #[test]
    fn comparison_is_by_value_and_unknown_without_a_whole() {
        let half = Fraction::new(1, 2);
        assert_eq!(half.compare(Fraction::new(2, 4)), Some(Ordering::Equal));
        assert_eq!(
            half.compare(Fraction::new(49, 100)),
            Some(Ordering::Greater)
        );
        assert_eq!(half.compare(Fraction::new(1, 0)), None);
        assert_ne!(half, Fraction::new(2, 4));
    }

    proptest! {
        #[test]
        fn a_percentage_is_within_half_a_unit_of_the_fraction(n: u64, d in 1u64.., decimals in 0u8..=6) {
            let shown = Fraction::new(n, d).percent(decimals).unwrap();
            let digits: String = shown.chars().filter(|c| *c != '.').collect();
            let units: u128 = digits.parse().unwrap();
            prop_assert_eq!(shown.split('.').nth(1).map_or(0, str::len), usize::from(decimals));
            // |units/scale − 100n/d| ≤ 1/(2·scale), multiplied out.
            let exact = 100 * u128::from(n) * 10u128.pow(u32::from(decimals));
            let shown_times_d = units * u128::from(d);
            let off = shown_times_d.abs_diff(exact);
            prop_assert!(2 * off <= u128::from(d));
            // A tie goes up.
            if 2 * off == u128::from(d) { prop_assert!(shown_times_d > exact); }
        }

        #[test]
        fn more_of_the_same_is_never_less(n in 0u64..u64::MAX, d in 1u64..) {
            let order = Fraction::new(n, d).compare(Fraction::new(n + 1, d));
            prop_assert_eq!(order, Some(Ordering::Less));
        }

        #[test]
        fn comparison_agrees_with_itself_turned_round(a: u64, b in 1u64.., c: u64, d in 1u64..) {
            let (x, y) = (Fraction::new(a, b), Fraction::new(c, d));
            prop_assert_eq!(x.compare(y), y.compare(x).map(Ordering::reverse));
        }
    }
}
