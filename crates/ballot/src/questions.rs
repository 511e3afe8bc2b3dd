//! What is asked.

use crate::BallotError;
use crate::json::{Members, Out, fits};
use huiyin_rules::poll::Aspect;

/// Longest id of a question, in bytes.
const MAX_ID: usize = 32;

/// One question: an item, or one of its two aspects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Lower-case letters, digits and `-`, at most 32 bytes; unique on the sheet.
    pub id: String,
    /// The item's place, from 1.
    pub item: u32,
    /// What is rated.
    pub title: String,
    /// The suggestion's number, where it has one.
    pub number: Option<String>,
    /// The unit that is rated, where it is one.
    pub unit: Option<String>,
    /// Which side of it.
    pub aspect: Aspect,
}

const FIELDS: &[&str] = &["id", "item", "title", "number", "unit", "aspect"];

/// Whether `id` can be a question's.
pub fn is_id(id: &str) -> bool {
    let plain = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    !id.is_empty() && id.len() <= MAX_ID && id.bytes().all(plain)
}

impl Question {
    pub(crate) fn read(raw: &str) -> Result<Self, BallotError> {
        let members = Members::of(raw, "questions", FIELDS)?;
        let named = members.text("aspect")?;
        let mut all = Aspect::ALL.into_iter();
        let aspect = all.find(|aspect| aspect.as_str() == named);
        Ok(Question {
            id: members.text("id")?,
            item: members.number("item")?,
            title: members.text("title")?,
            number: members.maybe_text("number")?,
            unit: members.maybe_text("unit")?,
            aspect: aspect.ok_or(BallotError::Malformed("aspect"))?,
        })
    }

    pub(crate) fn write(&self, out: &mut Out) {
        out.open(b'{').key("id").text(&self.id);
        out.key("item").number(self.item);
        out.key("title").text(&self.title);
        for (name, value) in [("number", &self.number), ("unit", &self.unit)] {
            match value {
                Some(value) => out.key(name).text(value),
                None => out.key(name).raw("null"),
            };
        }
        out.key("aspect").text(self.aspect.as_str()).close(b'}');
    }

    pub(crate) fn check(&self) -> Result<(), BallotError> {
        if !is_id(&self.id) {
            return Err(BallotError::Malformed("id"));
        }
        fits(&self.title, "title")?;
        fits(self.number.as_deref().unwrap_or_default(), "number")?;
        fits(self.unit.as_deref().unwrap_or_default(), "unit")
    }
}
