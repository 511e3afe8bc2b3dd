//! One thing a citizen said.

use crate::picture::{self, PictureKind};
use crate::{
    IntakeError, MAX_ANSWER, MAX_ANSWERS, MAX_CONTACT, MAX_PICTURES, MAX_PLACE, MAX_TEXT, codes,
};

/// Longest id of a drive or of its question, and most options.
const MAX_ID: usize = 64;
const MAX_OPTIONS: usize = 50;

/// One thing a citizen said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Voice {
    /// The poster's code, 10 symbols; `None` where it came without one.
    pub code: Option<String>,
    /// Where it is about; may be empty.
    pub place: String,
    /// What was said; may be empty where a drive's questions were answered.
    pub text: String,
    /// How to reach the citizen, where they want that.
    pub contact: Option<String>,
    /// Pictures.
    pub pictures: Vec<Picture>,
    /// The tracking code, 12 symbols.
    pub track: String,
    /// The drive whose questions were answered.
    pub drive: Option<String>,
    /// The answers.
    pub answers: Vec<Answer>,
    /// The day it was written, `2026-12-01`, as the citizen's device has it.
    pub on: String,
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// What kind of file it is.
    pub kind: PictureKind,
    /// The file.
    pub bytes: Vec<u8>,
}

/// An answer to one of a drive's questions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The question's id.
    pub question: String,
    /// The options chosen, from 0.
    pub chosen: Vec<u32>,
    /// What was written.
    pub text: String,
}

impl Picture {
    /// A picture of a file as it came: without what it says about place, time and device.
    ///
    /// # Errors
    /// It is no picture, or too large.
    pub fn new(file: &[u8]) -> Result<Self, IntakeError> {
        let bytes = picture::strip(file)?;
        let kind = picture::check(&bytes)?.kind;
        Ok(Picture { kind, bytes })
    }
}

impl Voice {
    /// The same voice as it is sealed and kept: texts without blanks around them and without
    /// characters that nobody sees, pictures without what is not the picture.
    ///
    /// # Errors
    /// It is not within the limits, says nothing, or has something that is no picture.
    pub fn tidy(self) -> Result<Self, IntakeError> {
        let contact = self.contact.map(|text| line(&text));
        let contact = contact.filter(|text| !text.is_empty());
        let pictures = self.pictures.iter();
        let pictures: Result<Vec<Picture>, IntakeError> =
            pictures.map(|one| Picture::new(&one.bytes)).collect();
        let answers = self.answers.into_iter().map(|answer| Answer {
            text: tidy_text(&answer.text),
            ..answer
        });
        let code = self.code.map(|code| codes::read_code(&code)).transpose()?;
        let voice = Voice {
            code,
            place: line(&self.place),
            text: tidy_text(&self.text),
            contact,
            pictures: pictures?,
            track: codes::read_track(&self.track)?,
            drive: self.drive,
            answers: answers.collect(),
            on: self.on,
        };
        voice.within().map(|()| voice)
    }

    fn within(&self) -> Result<(), IntakeError> {
        fits("text", &self.text, MAX_TEXT)?;
        fits("place", &self.place, MAX_PLACE)?;
        fits(
            "contact",
            self.contact.as_deref().unwrap_or_default(),
            MAX_CONTACT,
        )?;
        if self.pictures.len() > MAX_PICTURES {
            return Err(IntakeError::TooMany {
                what: "pictures",
                limit: MAX_PICTURES,
            });
        }
        if self.answers.len() > MAX_ANSWERS {
            return Err(IntakeError::TooMany {
                what: "answers",
                limit: MAX_ANSWERS,
            });
        }
        if self.drive.as_deref().is_some_and(|id| !is_id(id)) {
            return Err(IntakeError::Malformed("drive"));
        }
        for answer in &self.answers {
            fits("answers", &answer.text, MAX_ANSWER)?;
            let known = |option: &u32| usize::try_from(*option).is_ok_and(|at| at < MAX_OPTIONS);
            let chosen = answer.chosen.len() <= MAX_OPTIONS && answer.chosen.iter().all(known);
            if !is_id(&answer.question) || !chosen {
                return Err(IntakeError::Malformed("answers"));
            }
        }
        if self.on.len() != 10 || huiyin_rules::date::parse(&self.on).is_none() {
            return Err(IntakeError::Malformed("on"));
        }
        if self.text.is_empty() && self.answers.is_empty() {
            return Err(IntakeError::Empty);
        }
        Ok(())
    }
}

fn fits(what: &'static str, text: &str, limit: usize) -> Result<(), IntakeError> {
    if text.chars().count() > limit {
        return Err(IntakeError::TooLong { what, limit });
    }
    Ok(())
}

/// An id as the record writes them.
fn is_id(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'/');
    !text.is_empty() && text.len() <= MAX_ID && text.bytes().all(plain)
}

/// Characters that turn the direction of what follows, or are not seen: with them a text can read
/// otherwise than it is.
fn unseen(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            // Letters that no screen shows: whole texts can be hidden in them.
            | '\u{e0000}'..='\u{e007f}')
}

/// A text of several lines without blanks around it, and without characters that nobody sees or
/// that turn the direction of others.
pub fn tidy_text(text: &str) -> String {
    let text = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let kept = text
        .chars()
        .filter(|one| *one == '\n' || !(one.is_control() || unseen(*one)));
    kept.collect::<String>().trim().to_owned()
}

/// A text of one line.
fn line(text: &str) -> String {
    tidy_text(text).replace('\n', " ")
}
