//! JPEG (ITU-T T.81, annex B): segments that begin with a marker, and coded dots between.

use super::two;

const START: u8 = 0xd8;
const END: u8 = 0xd9;
const SCAN: u8 = 0xda;

/// Sides of the picture; `None` where the file breaks off or is none that browsers show.
pub(super) fn walk(file: &[u8], keep: &mut dyn FnMut(&[u8])) -> Option<(u32, u32)> {
    let mut rest = file.strip_prefix(&[0xff, START])?;
    keep(&[0xff, START]);
    let (mut sides, mut scanned) = (None, false);
    loop {
        let marker;
        (marker, rest) = next(rest)?;
        if marker == END {
            keep(&[0xff, END]);
            // Whatever follows is no part of the picture: films, other pictures, anything.
            return sides.filter(|_| scanned);
        }
        let length = usize::try_from(two(rest)?).ok()?;
        let (segment, after) = rest.split_at_checked(length)?;
        let body = segment.get(2..)?;
        rest = after;
        match marker {
            // Baseline, extended, progressive. Others no browser shows.
            0xc0..=0xc2 => {
                if sides.is_some() {
                    return None;
                }
                sides = Some(frame(body)?);
                part(keep, marker, segment);
            }
            // Tables and the restart interval.
            0xc4 | 0xdb | 0xdd => part(keep, marker, segment),
            SCAN => {
                sides?;
                scanned = true;
                part(keep, marker, segment);
                let coded;
                (coded, rest) = rest.split_at_checked(coded_length(rest)?)?;
                keep(coded);
            }
            // JFIF's own: how dense the dots are. What may follow it is a small copy.
            0xe0 if body.starts_with(b"JFIF\0") && body.len() >= 14 => {
                keep(&[0xff, marker, 0, 16]);
                keep(body.get(..12)?);
                keep(&[0, 0]);
            }
            // Adobe's: how the colours are to be read.
            0xee if body.starts_with(b"Adobe") && body.len() >= 12 => {
                keep(&[0xff, marker, 0, 14]);
                keep(body.get(..12)?);
            }
            // Applications' own (EXIF, XMP, IPTC, a profile of colours) and comments.
            0xe0..=0xef | 0xfe => {}
            _ => return None,
        }
    }
}

fn part(keep: &mut dyn FnMut(&[u8]), marker: u8, segment: &[u8]) {
    keep(&[0xff, marker]);
    keep(segment);
}

/// The next marker, and what follows it. Any number of filling bytes may stand before one.
fn next(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let mut rest = bytes.strip_prefix(&[0xff])?;
    while let Some(more) = rest.strip_prefix(&[0xff]) {
        rest = more;
    }
    let (marker, rest) = rest.split_first()?;
    (*marker != 0).then_some((*marker, rest))
}

/// Width and height out of the head of a frame.
fn frame(body: &[u8]) -> Option<(u32, u32)> {
    let (height, width) = (two(body.get(1..)?)?, two(body.get(3..)?)?);
    (width > 0 && height > 0).then_some((width, height))
}

/// How many bytes of coded dots come before the next marker; restart markers are among them.
fn coded_length(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == 0xff)?;
        match bytes.get(at + 1)? {
            0 | 0xd0..=0xd7 => at += 2,
            _ => return Some(at),
        }
    }
}
