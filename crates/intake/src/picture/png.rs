//! PNG (ISO/IEC 15948): chunks with a length, a name and a check sum.

use super::four;

pub(super) const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";

/// Sides of the picture; `None` where the file breaks off or is none.
pub(super) fn walk(file: &[u8], keep: &mut dyn FnMut(&[u8])) -> Option<(u32, u32)> {
    let mut rest = file.strip_prefix(&SIGNATURE)?;
    keep(&SIGNATURE);
    let (mut sides, mut dots) = (None, false);
    loop {
        let length = usize::try_from(four(rest)?).ok()?;
        // Length, name, what is in it, check sum.
        let (chunk, after) = rest.split_at_checked(length.checked_add(12)?)?;
        let (name, body) = (chunk.get(4..8)?, chunk.get(8..8 + length)?);
        rest = after;
        if sides.is_none() && name != b"IHDR" {
            return None;
        }
        match name {
            b"IHDR" if sides.is_none() && length == 13 => {
                let (width, height) = (four(body)?, four(body.get(4..)?)?);
                sides = Some((width, height)).filter(|_| width > 0 && height > 0);
                sides?;
                keep(chunk);
            }
            b"IDAT" => {
                dots = true;
                keep(chunk);
            }
            b"IEND" if length == 0 => {
                keep(chunk);
                // Whatever follows is no part of the picture.
                return sides.filter(|_| dots);
            }
            _ if needed(name, length) => keep(chunk),
            // A name that begins with a capital says that nothing can be shown without it.
            [first, ..] if first.is_ascii_lowercase() => {}
            _ => return None,
        }
    }
}

/// Whether a chunk says how the dots are to be shown. None of them has room for anything else.
fn needed(name: &[u8], length: usize) -> bool {
    match name {
        b"PLTE" => length <= 768,
        b"tRNS" => length <= 256,
        b"gAMA" => length == 4,
        b"sRGB" => length == 1,
        b"cHRM" => length == 32,
        _ => false,
    }
}
