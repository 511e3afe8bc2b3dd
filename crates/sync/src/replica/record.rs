//! What lies in the objects' store: objects as they came, and what became of them.

/// One record of the objects' store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// An object's bytes.
    Object(Vec<u8>),
    /// The lines of these objects are in the events' store, whose head was then `head`.
    Placed {
        /// The head.
        head: u64,
        /// The objects.
        objects: Vec<u128>,
    },
    /// A store has these objects.
    Stored(Vec<u128>),
    /// The store was changed, or lost them: it is not known any more who has these.
    Unstored(Vec<u128>),
    /// Own lines up to this position of the events' store are in objects: in these, among others.
    Sealed {
        /// The position.
        position: u64,
        /// The objects just made.
        objects: Vec<u128>,
    },
}

impl Record {
    /// As it is kept.
    pub fn encode(&self) -> Vec<u8> {
        let ids = |tag: u8, extra: &[u8], ids: &[u128]| {
            let mut out = vec![tag];
            out.extend(extra);
            out.extend(ids.iter().flat_map(|id| id.to_be_bytes()));
            out
        };
        match self {
            Record::Object(bytes) => [b"O".as_slice(), bytes].concat(),
            Record::Placed { head, objects } => ids(b'P', &head.to_be_bytes(), objects),
            Record::Stored(objects) => ids(b'S', &[], objects),
            Record::Unstored(objects) => ids(b'U', &[], objects),
            Record::Sealed { position, objects } => ids(b'L', &position.to_be_bytes(), objects),
        }
    }

    /// Reads one; `None` for what is none.
    pub fn decode(bytes: &[u8]) -> Option<Record> {
        let (tag, rest) = bytes.split_first()?;
        let head = |bytes: &[u8]| Some(u64::from_be_bytes(*bytes.first_chunk::<8>()?));
        match tag {
            b'O' => Some(Record::Object(rest.to_vec())),
            b'P' => Some(Record::Placed {
                head: head(rest)?,
                objects: ids(rest.get(8..)?)?,
            }),
            b'S' => ids(rest).map(Record::Stored),
            b'U' => ids(rest).map(Record::Unstored),
            b'L' => Some(Record::Sealed {
                position: head(rest)?,
                objects: ids(rest.get(8..)?)?,
            }),
            _ => None,
        }
    }
}

fn ids(bytes: &[u8]) -> Option<Vec<u128>> {
    let chunks = bytes.chunks(16);
    chunks
        .map(|chunk| Some(u128::from_be_bytes(*chunk.first_chunk::<16>()?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_read_back() {
        for record in [
            Record::Object(b"[{}]".to_vec()),
            Record::Placed {
                head: 7,
                objects: vec![1, u128::MAX],
            },
            Record::Stored(vec![3]),
            Record::Unstored(vec![]),
            Record::Sealed {
                position: u64::MAX,
                objects: vec![9],
            },
        ] {
            assert_eq!(Record::decode(&record.encode()), Some(record));
        }
        for bad in [&b""[..], b"X", b"P123", b"S123"] {
            assert_eq!(Record::decode(bad), None);
        }
    }
}
