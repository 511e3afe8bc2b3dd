//! Opening what travelled sealed.

use super::kept::Kept;
use super::voice::kind_of;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use chrono::{Days, NaiveDate};
use huiyin_intake::{IntakeError, MAX_SEALED, open_voice, track_hash};
use huiyin_log::seal::BoxKey;
use huiyin_log::{hex, unhex};
use huiyin_rules::drive::DriveAnswer;
use huiyin_rules::voice::{Received, Via, VoicePicture, VoicePictured};
use huiyin_rules::{Text, date};
use sha2::{Digest, Sha256};

/// How far back a sender's own day is believed: a sealed voice can lie on a server for
/// a while, and a clock can be wrong.
const BACK: u64 = 366;

/// A voice that was opened.
pub(super) struct Opened {
    /// What it is called.
    pub id: String,
    /// What was said.
    pub received: Received,
    /// What its pictures show.
    pub pictures: Vec<VoicePictured>,
}

/// The keys that open voices, the newest first.
pub(super) fn keys(kept: &Kept) -> Vec<BoxKey> {
    let keys = kept.keys().keys.iter().rev();
    let seed = |seed: &str| <[u8; 32]>::try_from(unhex(seed)?).ok();
    keys.filter_map(|one| seed(&one.seed).map(BoxKey::from_seed))
        .collect()
}

/// What is in a sealed voice.
pub(super) fn opened(keys: &[BoxKey], text: &str, today: NaiveDate) -> Result<Opened, Text> {
    let told = |error: IntakeError| error.text();
    // Looked at before anything is made of it.
    if text.len() > MAX_SEALED.div_ceil(3) * 4 {
        return Err(told(IntakeError::TooLarge { limit: MAX_SEALED }));
    }
    let bytes = BASE64_STANDARD
        .decode(text)
        .map_err(|_| told(IntakeError::NotOpened))?;
    let mut found = Err(IntakeError::NotOpened);
    for key in keys {
        found = open_voice(key, &bytes);
        if !matches!(found, Err(IntakeError::NotOpened)) {
            break;
        }
    }
    let voice = found.map_err(told)?;
    let mut pictures: Vec<(VoicePicture, VoicePictured)> = Vec::new();
    for picture in &voice.pictures {
        let name = hex(&Sha256::digest(&picture.bytes));
        if pictures.iter().any(|(known, _)| known.name == name) {
            continue;
        }
        let shown = VoicePictured {
            name: name.clone(),
            data: BASE64_STANDARD.encode(&picture.bytes),
        };
        let named = VoicePicture {
            name,
            kind: kind_of(picture.kind),
            bytes: u32::try_from(picture.bytes.len()).unwrap_or(u32::MAX),
        };
        pictures.push((named, shown));
    }
    let (named, shown): (Vec<_>, Vec<_>) = pictures.into_iter().unzip();
    let id = name(&voice, &named);
    let tracking = track_hash(&voice.track).map_err(told)?;
    let answers = voice.answers.into_iter().map(|one| DriveAnswer {
        question: one.question,
        chosen: one.chosen,
        text: one.text,
    });
    let received = Received {
        via: Via::Qr,
        code: voice.code,
        station: None,
        deputy: None,
        place: voice.place,
        text: voice.text,
        contact: voice.contact,
        pictures: named,
        tracking: Some(tracking),
        drive: voice.drive,
        answers: answers.collect(),
        on: day(&voice.on, today),
    };
    Ok(Opened {
        id,
        received,
        pictures: shown,
    })
}

/// A voice's name: the hash of what it says. The tracking code is among it, which makes
/// two that say the same two.
fn name(voice: &huiyin_intake::Voice, pictures: &[VoicePicture]) -> String {
    let mut hash = Sha256::new();
    hash.update(b"huiyin-voice-1\0");
    let mut part = |text: &str| {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text.as_bytes());
    };
    part(&voice.track);
    part(voice.code.as_deref().unwrap_or_default());
    part(&voice.place);
    part(&voice.text);
    part(voice.contact.as_deref().unwrap_or_default());
    part(voice.drive.as_deref().unwrap_or_default());
    for answer in &voice.answers {
        part(&answer.question);
        for chosen in &answer.chosen {
            part(&chosen.to_string());
        }
        part(&answer.text);
    }
    for picture in pictures {
        part(&picture.name);
    }
    hex(hash.finalize().get(..16).unwrap_or_default())
}

/// The sender's own day, where it can be.
fn day(text: &str, today: NaiveDate) -> NaiveDate {
    let earliest = today.checked_sub_days(Days::new(BACK)).unwrap_or(today);
    let told = date::parse(text).filter(|on| (earliest..=today).contains(on));
    told.unwrap_or(today)
}
