//! A voice as JSON: written one way, read by the small readers of `huiyin_log::read`.

use crate::picture::PictureKind;
use crate::{Answer, FORM, IntakeError, MAX_ANSWERS, MAX_PICTURE, MAX_PICTURES, Picture, Voice};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use huiyin_log::{canonical, read};

const NAMES: [&str; 10] = [
    "form", "code", "place", "text", "contact", "pictures", "track", "drive", "answers", "on",
];
const OPTIONS: usize = 50;

/// JSON under way.
struct Out(Vec<u8>);

impl Out {
    fn raw(&mut self, json: &str) -> &mut Self {
        self.0.extend_from_slice(json.as_bytes());
        self
    }

    fn text(&mut self, text: &str) -> &mut Self {
        canonical::push_string(&mut self.0, text);
        self
    }

    fn maybe(&mut self, text: Option<&str>) -> &mut Self {
        match text {
            Some(text) => self.text(text),
            None => self.raw("null"),
        }
    }

    fn list<T>(&mut self, items: &[T], one: impl Fn(&mut Self, &T)) -> &mut Self {
        self.raw("[");
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                self.raw(",");
            }
            one(self, item);
        }
        self.raw("]")
    }
}

/// A voice as JSON.
pub fn write(voice: &Voice) -> Vec<u8> {
    let mut out = Out(Vec::new());
    out.raw("{\"form\":").text(FORM);
    out.raw(",\"code\":").maybe(voice.code.as_deref());
    out.raw(",\"place\":").text(&voice.place);
    out.raw(",\"text\":").text(&voice.text);
    out.raw(",\"contact\":").maybe(voice.contact.as_deref());
    out.raw(",\"pictures\":")
        .list(&voice.pictures, |out, picture| {
            out.raw("{\"type\":").text(picture.kind.media_type());
            out.raw(",\"data\":")
                .text(&STANDARD.encode(&picture.bytes))
                .raw("}");
        });
    out.raw(",\"track\":").text(&voice.track);
    out.raw(",\"drive\":").maybe(voice.drive.as_deref());
    out.raw(",\"answers\":")
        .list(&voice.answers, |out, answer| {
            out.raw("{\"question\":").text(&answer.question);
            out.raw(",\"chosen\":").list(&answer.chosen, |out, number| {
                out.raw(&number.to_string());
            });
            out.raw(",\"text\":").text(&answer.text).raw("}");
        });
    out.raw(",\"on\":").text(&voice.on).raw("}");
    out.0
}

/// The members of an object, in the order of their names.
struct Members<'a>(std::vec::IntoIter<Option<&'a str>>);

impl<'a> Members<'a> {
    fn of(text: &'a str, what: &'static str, names: &[&str]) -> Result<Self, IntakeError> {
        let found = read::members(text, names).map_err(|_| IntakeError::Malformed(what))?;
        Ok(Members(found.into_iter()))
    }

    fn maybe(&mut self) -> Option<&'a str> {
        self.0.next().flatten().filter(|raw| *raw != "null")
    }

    fn raw(&mut self, name: &'static str) -> Result<&'a str, IntakeError> {
        self.maybe().ok_or(IntakeError::Malformed(name))
    }

    fn text(&mut self, name: &'static str) -> Result<String, IntakeError> {
        text(self.raw(name)?, name)
    }

    fn maybe_text(&mut self, name: &'static str) -> Result<Option<String>, IntakeError> {
        self.maybe().map(|raw| text(raw, name)).transpose()
    }

    /// A list; one that is not there is empty.
    fn list(&mut self, name: &'static str, limit: usize) -> Result<Vec<&'a str>, IntakeError> {
        let Some(raw) = self.maybe() else {
            return Ok(Vec::new());
        };
        read::list(raw, limit).map_err(|_| IntakeError::Malformed(name))
    }
}

fn text(raw: &str, name: &'static str) -> Result<String, IntakeError> {
    let text = read::unescape(raw).map_err(|_| IntakeError::Malformed(name))?;
    Ok(text.into_owned())
}

/// The voice that a JSON text says. Members it does not know are passed over.
pub fn read(json: &str) -> Result<Voice, IntakeError> {
    let mut of = Members::of(json, "voice", &NAMES)?;
    if of.text("form")? != FORM {
        return Err(IntakeError::Newer);
    }
    Ok(Voice {
        code: of.maybe_text("code")?,
        place: of.maybe_text("place")?.unwrap_or_default(),
        text: of.text("text")?,
        contact: of.maybe_text("contact")?,
        pictures: {
            let listed = of.list("pictures", MAX_PICTURES)?;
            listed.into_iter().map(picture).collect::<Result<_, _>>()?
        },
        track: of.text("track")?,
        drive: of.maybe_text("drive")?,
        answers: {
            let listed = of.list("answers", MAX_ANSWERS)?;
            listed.into_iter().map(answer).collect::<Result<_, _>>()?
        },
        on: of.text("on")?,
    })
}

fn picture(raw: &str) -> Result<Picture, IntakeError> {
    let mut of = Members::of(raw, "pictures", &["type", "data"])?;
    let kind = PictureKind::named(&of.text("pictures")?).ok_or(IntakeError::PictureUnknown)?;
    let data = of.text("pictures")?;
    // Four characters for three bytes.
    if data.len() / 4 * 3 > MAX_PICTURE + 3 {
        return Err(IntakeError::PictureTooLarge { limit: MAX_PICTURE });
    }
    let bytes = STANDARD
        .decode(data)
        .map_err(|_| IntakeError::Malformed("pictures"))?;
    Ok(Picture { kind, bytes })
}

fn answer(raw: &str) -> Result<Answer, IntakeError> {
    let wrong = |_| IntakeError::Malformed("answers");
    let mut of = Members::of(raw, "answers", &["question", "chosen", "text"])?;
    Ok(Answer {
        question: of.text("answers")?,
        chosen: {
            let listed = of.list("answers", OPTIONS)?;
            let number = |raw| read::from_str::<u32>(raw).map_err(wrong);
            listed.into_iter().map(number).collect::<Result<_, _>>()?
        },
        text: of.maybe_text("answers")?.unwrap_or_default(),
    })
}
