//! Pictures: what they are, how large, and nothing else.
//!
//! A photograph says where and when it was taken and with which device, and may hold a smaller
//! copy of what was cut off, or a film behind its end. None of that is decoded here: the files
//! are walked by their markers, what a viewer needs is kept, everything else left out.

mod jpeg;
mod png;

use crate::{IntakeError, MAX_DOTS, MAX_PICTURE, MAX_SIDE};

/// A picture's kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureKind {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
}

/// What is known of a picture without decoding it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Its kind.
    pub kind: PictureKind,
    /// Its width, in dots.
    pub width: u32,
    /// Its height, in dots.
    pub height: u32,
}

impl PictureKind {
    /// What the web calls it.
    pub const fn media_type(self) -> &'static str {
        match self {
            PictureKind::Jpeg => "image/jpeg",
            PictureKind::Png => "image/png",
        }
    }

    /// The kind with a name of the web; `None` for any other.
    pub fn named(media_type: &str) -> Option<Self> {
        [PictureKind::Jpeg, PictureKind::Png]
            .into_iter()
            .find(|kind| kind.media_type() == media_type)
    }

    /// The kind that a file says by its first bytes.
    pub fn of(file: &[u8]) -> Option<Self> {
        if file.starts_with(&[0xff, 0xd8, 0xff]) {
            Some(PictureKind::Jpeg)
        } else if file.starts_with(&png::SIGNATURE) {
            Some(PictureKind::Png)
        } else {
            None
        }
    }
}

/// A picture's file without what it says about place, time, device and people, and without
/// anything after its end. Doing it again changes nothing.
///
/// A photograph's *orientation* goes too: turn it before, as a browser does when it draws it.
///
/// # Errors
/// It is no JPEG or PNG, or breaks off.
///
/// ```
/// use huiyin_intake::{IntakeError, strip};
///
/// assert_eq!(strip(b"<svg onload=alert(1)>"), Err(IntakeError::PictureUnknown));
/// ```
pub fn strip(file: &[u8]) -> Result<Vec<u8>, IntakeError> {
    let mut out = Vec::with_capacity(file.len());
    walk(file, &mut |part| out.extend_from_slice(part))?;
    Ok(out)
}

/// Looks at a picture's file.
///
/// # Errors
/// It is no JPEG or PNG, breaks off, or is larger than a voice's pictures may be.
pub fn check(file: &[u8]) -> Result<Look, IntakeError> {
    let look = walk(file, &mut |_| {})?;
    if file.len() > MAX_PICTURE {
        return Err(IntakeError::PictureTooLarge { limit: MAX_PICTURE });
    }
    Ok(look)
}

/// Walks through a file, and hands over what is to be kept.
fn walk(file: &[u8], keep: &mut dyn FnMut(&[u8])) -> Result<Look, IntakeError> {
    let kind = PictureKind::of(file).ok_or(IntakeError::PictureUnknown)?;
    let found = match kind {
        PictureKind::Jpeg => jpeg::walk(file, keep),
        PictureKind::Png => png::walk(file, keep),
    };
    let (width, height) = found.ok_or(IntakeError::PictureBroken)?;
    let dots = width.checked_mul(height);
    if width > MAX_SIDE || height > MAX_SIDE || dots.is_none_or(|dots| dots > MAX_DOTS) {
        return Err(IntakeError::PictureSides { limit: MAX_SIDE });
    }
    Ok(Look {
        kind,
        width,
        height,
    })
}

/// A number of two bytes, the higher first.
fn two(bytes: &[u8]) -> Option<u32> {
    let [high, low] = bytes.get(..2)?.try_into().ok()?;
    Some(u32::from(u16::from_be_bytes([high, low])))
}

/// A number of four bytes, the highest first.
fn four(bytes: &[u8]) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(..4)?.try_into().ok()?))
}
