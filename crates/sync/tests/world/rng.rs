//! Random numbers that are the same on every machine and in every year: xoshiro256**,
//! begun by splitmix64.

#[derive(Clone, Debug)]
pub struct Rng([u64; 4]);

impl Rng {
    pub fn new(seed: u64) -> Rng {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = state;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            z ^ (z >> 31)
        };
        Rng([next(), next(), next(), next()])
    }

    pub fn next(&mut self) -> u64 {
        let [a, b, c, d] = &mut self.0;
        let result = b.wrapping_mul(5).rotate_left(7).wrapping_mul(9);
        let t = *b << 17;
        *c ^= *a;
        *d ^= *b;
        *b ^= *c;
        *a ^= *d;
        *c ^= t;
        *d = d.rotate_left(45);
        result
    }

    /// A number below `end`; 0 for 0.
    pub fn below(&mut self, end: usize) -> usize {
        if end == 0 {
            return 0;
        }
        (self.next() % end as u64) as usize
    }

    /// True so many times out of a thousand.
    pub fn permille(&mut self, times: u32) -> bool {
        self.next() % 1000 < u64::from(times)
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }

    pub fn bytes16(&mut self) -> [u8; 16] {
        let (a, b) = (self.next(), self.next());
        ((u128::from(a) << 64) | u128::from(b)).to_be_bytes()
    }

    pub fn bytes32(&mut self) -> [u8; 32] {
        let (a, b) = (self.bytes16(), self.bytes16());
        let mut all = [0; 32];
        all[..16].copy_from_slice(&a);
        all[16..].copy_from_slice(&b);
        all
    }
}
