//! From a suggestion's identity to its dense number.

/// An open-addressed table of dense numbers; the identities themselves stand in
/// the columns, so a hundred thousand of them cost no allocation each.
#[derive(Clone, Debug, Default)]
pub struct IdTable {
    /// Dense number + 1, or 0 for an empty place; a power of two long.
    places: Vec<u32>,
    used: usize,
}

fn hash(id: &str) -> u64 {
    let mix = |h: u64, b: u8| (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3);
    let h = id.bytes().fold(0xcbf2_9ce4_8422_2325, mix);
    // The low bits choose the place: let the high ones have a say.
    h ^ (h >> 29)
}

impl IdTable {
    /// A table with room for `count` identities.
    pub fn with_room_for(count: usize) -> Self {
        IdTable {
            places: vec![0; (count * 2 + 8).next_power_of_two()],
            used: 0,
        }
    }

    /// The dense number of `id`; `text` gives the identity of a dense number.
    pub fn find<'a>(&self, id: &str, text: impl Fn(u32) -> &'a str) -> Option<u32> {
        let mask = self.places.len().checked_sub(1)?;
        let mut at = hash(id) as usize & mask;
        loop {
            let dense = self.places.get(at)?.checked_sub(1)?;
            if text(dense) == id {
                return Some(dense);
            }
            at = (at + 1) & mask;
        }
    }

    /// Adds an identity that is not in the table yet.
    pub fn insert<'a>(&mut self, id: &str, dense: u32, text: impl Fn(u32) -> &'a str) {
        if (self.used + 1) * 2 > self.places.len() {
            let old = std::mem::replace(self, IdTable::with_room_for(self.used * 2 + 8));
            for dense in old.places.iter().filter_map(|place| place.checked_sub(1)) {
                self.place(text(dense), dense);
            }
        }
        self.place(id, dense);
    }

    fn place(&mut self, id: &str, dense: u32) {
        let mask = self.places.len().wrapping_sub(1);
        let mut at = hash(id) as usize & mask;
        while let Some(place) = self.places.get_mut(at) {
            if *place == 0 {
                *place = dense + 1;
                self.used += 1;
                return;
            }
            at = (at + 1) & mask;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_identity_is_found_again_and_no_other() {
        let ids: Vec<String> = (0..5000).map(|n| format!("s{n}")).collect();
        let text = |dense: u32| ids[dense as usize].as_str();
        let mut table = IdTable::default();
        assert_eq!(table.find("s0", text), None);
        for (dense, id) in ids.iter().enumerate() {
            table.insert(id, dense as u32, text);
        }
        for (dense, id) in ids.iter().enumerate() {
            assert_eq!(table.find(id, text), Some(dense as u32));
        }
        assert_eq!(table.find("s5000", text), None);
    }
}
