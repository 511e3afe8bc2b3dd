//! Sealing a voice to the office's key, and opening it there.

use crate::{FORM, IntakeError, MAX_SEALED, Voice, form};
use huiyin_log::seal::{BoxKey, BoxPublic, open, seal};

/// What the text inside is filled up to a multiple of: how long a box is tells little of what
/// was said.
const STEP: usize = 2_048;

/// Seals a voice to the office's key. `random` are 32 random bytes drawn for this voice.
///
/// # Errors
/// The voice is not within the limits, or its pictures are none.
pub fn seal_voice(
    voice: &Voice,
    key: &BoxPublic,
    random: [u8; 32],
) -> Result<Vec<u8>, IntakeError> {
    let voice = voice.clone().tidy()?;
    let mut plain = form::write(&voice);
    plain.resize(plain.len().next_multiple_of(STEP), b' ');
    Ok(seal(key, FORM.as_bytes(), &plain, random))
}

/// Opens a voice with the office's key. Whoever sealed it may have been anybody with any program,
/// so everything is checked, and pictures lose here what they should not have had any more.
///
/// # Errors
/// The key does not open it, or what is in it is no voice.
pub fn open_voice(key: &BoxKey, sealed: &[u8]) -> Result<Voice, IntakeError> {
    if sealed.len() > MAX_SEALED {
        return Err(IntakeError::TooLarge { limit: MAX_SEALED });
    }
    let plain = open(key, FORM.as_bytes(), sealed).ok_or(IntakeError::NotOpened)?;
    let text = String::from_utf8(plain).map_err(|_| IntakeError::Malformed("voice"))?;
    form::read(text.trim_end_matches(' '))?.tidy()
}
