//! A `.zip` of texts, stored as they are: what is published is small, and a packer would
//! weigh more than it saves.

/// The polynomial of zip's checksum, its bits reversed.
const POLYNOMIAL: u32 = 0xedb8_8320;
/// Names are UTF-8.
const UTF8: u16 = 1 << 11;
/// The first day there is, 1980-01-01: the same files make the same archive.
const DAY: u16 = (1 << 5) | 1;

fn checksum(bytes: &[u8]) -> u32 {
    let sum = bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            let carried = if sum & 1 == 1 { POLYNOMIAL } else { 0 };
            sum >> 1 ^ carried
        })
    });
    !sum
}

fn two(out: &mut Vec<u8>, number: u16) {
    out.extend(number.to_le_bytes());
}

fn four(out: &mut Vec<u8>, number: u32) {
    out.extend(number.to_le_bytes());
}

/// What a file's own header and the list at the end both say of it.
fn about(out: &mut Vec<u8>, name: &str, bytes: &[u8]) -> Option<()> {
    let length = u32::try_from(bytes.len()).ok()?;
    for part in [20, UTF8, 0, 0, DAY] {
        two(out, part);
    }
    four(out, checksum(bytes));
    four(out, length);
    four(out, length);
    two(out, u16::try_from(name.len()).ok()?);
    two(out, 0);
    Some(())
}

/// The archive; `None` where it is more than the form holds (65,535 files, 4 GB).
pub fn archive(files: &[(String, String)]) -> Option<Vec<u8>> {
    let count = u16::try_from(files.len()).ok()?;
    let (mut out, mut list) = (Vec::new(), Vec::new());
    for (name, text) in files {
        let at = u32::try_from(out.len()).ok()?;
        four(&mut out, 0x0403_4b50);
        about(&mut out, name, text.as_bytes())?;
        out.extend(name.as_bytes());
        out.extend(text.as_bytes());
        four(&mut list, 0x0201_4b50);
        two(&mut list, 20);
        about(&mut list, name, text.as_bytes())?;
        // No comment, one disk, no attributes of any system.
        for _ in 0..3 {
            two(&mut list, 0);
        }
        four(&mut list, 0);
        four(&mut list, at);
        list.extend(name.as_bytes());
    }
    let at = u32::try_from(out.len()).ok()?;
    let length = u32::try_from(list.len()).ok()?;
    out.extend(list);
    four(&mut out, 0x0605_4b50);
    for part in [0, 0, count, count] {
        two(&mut out, part);
    }
    four(&mut out, length);
    four(&mut out, at);
    two(&mut out, 0);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_zips() {
        assert_eq!(checksum(b"123456789"), 0xcbf4_3926);
        assert_eq!(checksum(b""), 0);
    }

    #[test]
    fn an_archive_ends_with_the_list_of_its_files() {
        let files = [("board.json".to_owned(), "{}".to_owned())];
        let bytes = archive(&files).unwrap();
        assert!(bytes.starts_with(b"PK\x03\x04"));
        // 30 + name + content, then 46 + name, then 22.
        assert_eq!(bytes.len(), 30 + 10 + 2 + 46 + 10 + 22);
        assert_eq!(&bytes[40..42], b"{}");
        assert_eq!(&bytes[42..46], b"PK\x01\x02");
        assert_eq!(&bytes[98..102], b"PK\x05\x06");
    }
}
