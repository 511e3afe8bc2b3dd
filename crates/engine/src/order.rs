//! Sorting, with few instances of the standard library's sorts: each one costs
//! the browser's module about five kilobytes.

use std::cmp::Ordering;

/// Sorts packed keys: the more significant part in the high half.
pub fn keys(keys: &mut [u64]) {
    keys.sort_unstable();
}

/// Two numbers as one key that sorts by the first, then the second.
pub const fn key(first: u32, second: u32) -> u64 {
    (first as u64) << 32 | second as u64
}

/// The second number of a key.
pub const fn second(key: u64) -> u32 {
    (key & 0xffff_ffff) as u32
}

/// The indices below `count` in the order that `compare` gives; equals keep theirs.
pub fn indices(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<u32> {
    let mut order: Vec<u32> = (0..count as u32).collect();
    order.sort_unstable_by(|a, b| compare(*a as usize, *b as usize).then(a.cmp(b)));
    order
}

/// Numbers in order, each once.
pub fn unique(numbers: Vec<u32>) -> Vec<u32> {
    let mut packed: Vec<u64> = numbers.into_iter().map(u64::from).collect();
    keys(&mut packed);
    packed.dedup();
    packed.into_iter().map(second).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorts_as_the_standard_library_does(mut numbers: Vec<u32>) {
            let order = indices(numbers.len(), &|a, b| numbers[b].cmp(&numbers[a]));
            let mut stable: Vec<u32> = (0..numbers.len() as u32).collect();
            stable.sort_by(|a, b| numbers[*b as usize].cmp(&numbers[*a as usize]));
            prop_assert_eq!(order, stable);
            let found = unique(numbers.clone());
            numbers.sort();
            numbers.dedup();
            prop_assert_eq!(found, numbers);
        }

        #[test]
        fn a_key_keeps_both_numbers(a: u32, b: u32) {
            prop_assert_eq!(key(a, b) >> 32, u64::from(a));
            prop_assert_eq!(second(key(a, b)), b);
        }
    }
}
