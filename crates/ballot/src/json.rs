//! JSON as sheets and boards are written: canonical (`huiyin_log::canonical`), read by
//! the small readers of `huiyin_log::read`.

use crate::{BallotError, MAX_TEXT};
use huiyin_log::{canonical, read, unhex};

/// JSON under way. Commas are set where they belong.
pub struct Out(Vec<u8>);

impl Out {
    pub fn new() -> Self {
        Out(Vec::new())
    }

    pub fn finish(self) -> String {
        // Texts and ASCII only were put in.
        String::from_utf8(self.0).unwrap_or_default()
    }

    /// A comma, unless this is the first thing after a bracket or belongs to a key.
    fn next(&mut self) {
        if !matches!(self.0.last(), None | Some(b'{' | b'[' | b':')) {
            self.0.push(b',');
        }
    }

    pub fn open(&mut self, bracket: u8) -> &mut Self {
        self.next();
        self.0.push(bracket);
        self
    }

    pub fn close(&mut self, bracket: u8) -> &mut Self {
        self.0.push(bracket);
        self
    }

    pub fn key(&mut self, name: &str) -> &mut Self {
        self.text(name);
        self.0.push(b':');
        self
    }

    pub fn text(&mut self, text: &str) -> &mut Self {
        self.next();
        canonical::push_string(&mut self.0, text);
        self
    }

    /// JSON that is known to be canonical: a number, a word, a whole document.
    pub fn raw(&mut self, json: &str) -> &mut Self {
        self.next();
        self.0.extend(json.as_bytes());
        self
    }

    pub fn number(&mut self, number: impl Into<u64>) -> &mut Self {
        self.raw(&number.into().to_string())
    }

    pub fn option(&mut self, number: Option<u32>) -> &mut Self {
        match number {
            Some(number) => self.number(number),
            None => self.raw("null"),
        }
    }

    pub fn texts<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>) -> &mut Self {
        self.open(b'[');
        for text in texts {
            self.text(text);
        }
        self.close(b']')
    }
}

/// The members of an object, taken by name; each error says which one it is about.
pub struct Members<'a> {
    names: &'static [&'static str],
    values: Vec<Option<&'a str>>,
}

impl<'a> Members<'a> {
    pub fn of(
        text: &'a str,
        what: &'static str,
        names: &'static [&'static str],
    ) -> Result<Self, BallotError> {
        let values = read::members(text, names).map_err(|_| BallotError::Malformed(what))?;
        Ok(Members { names, values })
    }

    /// The member as it stands; one that is `null` is none.
    pub fn maybe(&self, name: &'static str) -> Option<&'a str> {
        let at = self.names.iter().position(|known| *known == name)?;
        let value = self.values.get(at).copied().flatten()?;
        (value != "null").then_some(value)
    }

    pub fn raw(&self, name: &'static str) -> Result<&'a str, BallotError> {
        self.maybe(name).ok_or(BallotError::Malformed(name))
    }

    pub fn text(&self, name: &'static str) -> Result<String, BallotError> {
        text(self.raw(name)?, name)
    }

    pub fn maybe_text(&self, name: &'static str) -> Result<Option<String>, BallotError> {
        self.maybe(name).map(|raw| text(raw, name)).transpose()
    }

    pub fn number(&self, name: &'static str) -> Result<u32, BallotError> {
        read::from_str(self.raw(name)?).map_err(|_| BallotError::Malformed(name))
    }

    pub fn list(&self, name: &'static str, most: usize) -> Result<Vec<&'a str>, BallotError> {
        list(self.raw(name)?, name, most)
    }

    pub fn texts(&self, name: &'static str, most: usize) -> Result<Vec<String>, BallotError> {
        let listed = self.list(name, most)?;
        listed.into_iter().map(|raw| text(raw, name)).collect()
    }
}

pub fn list<'a>(
    raw: &'a str,
    name: &'static str,
    most: usize,
) -> Result<Vec<&'a str>, BallotError> {
    read::list(raw, most).map_err(|_| BallotError::Malformed(name))
}

/// A text of at most [`MAX_TEXT`] characters.
pub fn text(raw: &str, name: &'static str) -> Result<String, BallotError> {
    // An escape makes six bytes of one, a character has at most four.
    if raw.len() > MAX_TEXT * 6 + 2 {
        return Err(BallotError::TextTooLong(name));
    }
    let text = read::unescape(raw).map_err(|_| BallotError::Malformed(name))?;
    fits(&text, name)?;
    Ok(text.into_owned())
}

/// Whether a text is short enough.
pub fn fits(text: &str, name: &'static str) -> Result<(), BallotError> {
    if text.chars().count() > MAX_TEXT {
        return Err(BallotError::TextTooLong(name));
    }
    Ok(())
}

/// 32 bytes in hexadecimal digits, between quotes.
pub fn hash(raw: &str, name: &'static str) -> Result<[u8; 32], BallotError> {
    let inner = raw.strip_prefix('"').and_then(|raw| raw.strip_suffix('"'));
    inner
        .filter(|digits| digits.len() == 64)
        .and_then(unhex)
        .and_then(|bytes| bytes.try_into().ok())
        .ok_or(BallotError::Malformed(name))
}
