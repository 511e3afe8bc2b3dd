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
    /// This installation made these objects.
    Made(Vec<u128>),
    /// What stands in an object that this device made and cannot open.
    Lines {
        /// The object.
        object: u128,
        /// The lines.
        lines: Vec<Vec<u8>>,
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
            Record::Made(objects) => ids(b'M', &[], objects),
            Record::Lines { object, lines } => {
                // Canonical JSON has no line ends.
                [b"L", object.to_be_bytes().as_slice(), &lines.join(&b'\n')].concat()
            }
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
            b'M' => ids(rest).map(Record::Made),
            b'L' => {
                let (object, lines) = rest.split_first_chunk::<16>()?;
                Some(Record::Lines {
                    object: u128::from_be_bytes(*object),
                    lines: lines
                        .split(|byte| *byte == b'\n')
                        .map(<[u8]>::to_vec)
                        .collect(),
                })
            }
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
            Record::Made(vec![9]),
            Record::Lines {
                object: 5,
                lines: vec![b"{}".to_vec(), b"[]".to_vec()],
            },
        ] {
            assert_eq!(Record::decode(&record.encode()), Some(record));
        }
        for bad in [&b""[..], b"X", b"P123", b"S123", b"L1"] {
            assert_eq!(Record::decode(bad), None);
        }
    }
}
