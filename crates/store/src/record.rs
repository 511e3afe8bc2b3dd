//! How several events lie in one stored record.
//!
//! One IndexedDB record for each event is far too slow for a million of them
//! (each costs a key, a structured clone and a message between processes), so
//! the events appended together share records. Layout: the number of events,
//! then the end of each event within the text, all `u32` little-endian, then
//! the text: the events one after the other.

/// Most events in one record.
pub const MAX_EVENTS: usize = 1_000;

/// Text after which a record is closed, in bytes. Bounds what is read to get
/// at one event of an old suggestion.
pub const MAX_TEXT: usize = 256 * 1024;

/// Splits a batch into records: runs of at most [`MAX_EVENTS`] events and,
/// unless it is one event, at most [`MAX_TEXT`] bytes.
pub fn split(batch: &[Vec<u8>]) -> Vec<&[Vec<u8>]> {
    let mut records = Vec::new();
    let mut rest = batch;
    while !rest.is_empty() {
        let mut text = 0;
        let fits = |line: &&Vec<u8>| {
            text += line.len();
            text <= MAX_TEXT
        };
        let count = rest.iter().take(MAX_EVENTS).take_while(fits).count().max(1);
        let (record, after) = rest.split_at(count);
        records.push(record);
        rest = after;
    }
    records
}

/// The bytes of the record that holds `lines`.
pub fn pack(lines: &[Vec<u8>]) -> Vec<u8> {
    let text: usize = lines.iter().map(Vec::len).sum();
    let mut out = Vec::with_capacity(4 * (lines.len() + 1) + text);
    out.extend(word(lines.len()));
    let mut end = 0;
    for line in lines {
        end += line.len();
        out.extend(word(end));
    }
    out.extend(lines.iter().flatten());
    out
}

/// A batch never comes near 4 GiB, the memory of a 32-bit browser module.
fn word(n: usize) -> [u8; 4] {
    u32::try_from(n).unwrap_or(u32::MAX).to_le_bytes()
}

/// A record read back.
#[derive(Clone, Debug)]
pub struct Record {
    bytes: Vec<u8>,
    count: usize,
}

impl Record {
    /// Reads a record's frame; `None` where it contradicts itself.
    pub fn parse(bytes: Vec<u8>) -> Option<Record> {
        let count = read_word(&bytes, 0)?;
        let text = count.checked_add(1)?.checked_mul(4)?;
        let end = if count == 0 {
            0
        } else {
            read_word(&bytes, 4 * count)?
        };
        (text.checked_add(end)? == bytes.len()).then_some(Record { bytes, count })
    }

    /// How many events it holds.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The event at `index`, from 0.
    pub fn line(&self, index: usize) -> Option<&[u8]> {
        if index >= self.count {
            return None;
        }
        let start = if index == 0 {
            0
        } else {
            read_word(&self.bytes, 4 * index)?
        };
        let end = read_word(&self.bytes, 4 * (index + 1))?;
        let text = 4 * (self.count + 1);
        self.bytes
            .get(text.checked_add(start)?..text.checked_add(end)?)
    }
}

fn read_word(bytes: &[u8], at: usize) -> Option<usize> {
    let word = bytes.get(at..at.checked_add(4)?)?.first_chunk::<4>()?;
    usize::try_from(u32::from_le_bytes(*word)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(lengths: &[usize]) -> Vec<Vec<u8>> {
        (b'a'..)
            .zip(lengths)
            .map(|(letter, &n)| vec![letter; n])
            .collect()
    }

    #[test]
    fn what_is_packed_is_read_back() {
        for lengths in [&[][..], &[0], &[1], &[3, 0, 2], &[70_000, 1]] {
            let lines = lines(lengths);
            let record = Record::parse(pack(&lines)).unwrap();
            assert_eq!(record.count(), lines.len());
            for (index, line) in lines.iter().enumerate() {
                assert_eq!(record.line(index), Some(line.as_slice()));
            }
            assert_eq!(record.line(lines.len()), None);
        }
    }

    #[test]
    fn a_batch_is_split_by_count_and_by_bytes_without_loss() {
        let sizes =
            |batch: &[Vec<u8>]| split(batch).into_iter().map(<[_]>::len).collect::<Vec<_>>();
        assert_eq!(sizes(&[]), Vec::<usize>::new());
        assert_eq!(sizes(&vec![vec![0]; 2_500]), [1_000, 1_000, 500]);
        assert_eq!(sizes(&lines(&[MAX_TEXT, 1, MAX_TEXT + 5, 1])), [1, 1, 1, 1]);
        assert_eq!(sizes(&lines(&[MAX_TEXT / 2, MAX_TEXT / 2, 1])), [2, 1]);
        let batch = vec![vec![7; 900]; 2_000];
        assert_eq!(split(&batch).concat(), batch);
    }

    #[test]
    fn damaged_records_are_refused_without_panic() {
        let good = pack(&lines(&[3, 4, 5]));
        for cut in 0..good.len() {
            assert!(Record::parse(good[..cut].to_vec()).is_none());
        }
        for at in 0..16 {
            let mut bad = good.clone();
            bad[at] ^= 0xff;
            if let Some(record) = Record::parse(bad) {
                let _ = (0..9).map(|index| record.line(index)).collect::<Vec<_>>();
            }
        }
    }
}
