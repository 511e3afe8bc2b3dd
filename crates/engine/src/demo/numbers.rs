//! Numbers that look random and are not: SplitMix64 from a seed.

/// The generator (Steele, Lea, Flood 2014: "Fast splittable pseudorandom number generators").
#[derive(Clone, Debug)]
pub struct Numbers(u64);

impl Numbers {
    /// From a seed; equal seeds give equal numbers.
    pub const fn new(seed: u64) -> Self {
        Numbers(seed)
    }

    /// The next 64 bits.
    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `bound`; 0 where `bound` is 0.
    pub const fn below(&mut self, bound: u32) -> u32 {
        // The high half of a 64-bit product: no division, and a bias below 2⁻³².
        (((self.next() >> 32) * bound as u64) >> 32) as u32
    }

    /// From `low` to `high`, both included.
    pub const fn between(&mut self, low: u32, high: u32) -> u32 {
        low + self.below(high - low + 1)
    }

    /// True in `percent` of a hundred cases.
    pub const fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of a list; empty for an empty list.
    pub fn pick(&mut self, list: &[&'static str]) -> &'static str {
        let at = self.below(u32::try_from(list.len()).unwrap_or(u32::MAX));
        list.get(at as usize).copied().unwrap_or_default()
    }

    /// Sixteen bytes, for an identity.
    pub fn bytes(&mut self) -> [u8; 16] {
        let (a, b) = (self.next().to_be_bytes(), self.next().to_be_bytes());
        let mut out = [0; 16];
        for (place, byte) in out.iter_mut().zip(a.into_iter().chain(b)) {
            *place = byte;
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_sequence() {
        // First outputs for seed 1234567, as in the reference implementations.
        let mut numbers = Numbers::new(1_234_567);
        let first: Vec<u64> = (0..3).map(|_| numbers.next()).collect();
        assert_eq!(
            first,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423
            ]
        );
    }

    #[test]
    fn bounds_hold() {
        let mut numbers = Numbers::new(7);
        for _ in 0..10_000 {
            assert!(numbers.below(10) < 10);
            assert!((3..=5).contains(&numbers.between(3, 5)));
        }
        assert_eq!(numbers.below(0), 0);
        let hits = (0..10_000).filter(|_| numbers.chance(25)).count();
        assert!((2_200..2_800).contains(&hits), "{hits}");
    }
}
