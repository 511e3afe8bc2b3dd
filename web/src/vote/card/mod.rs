//! A card comes in: by camera, by a photograph, by keys or by a scanner that types.

pub mod camera;
mod decode;
pub mod photo;
pub mod typed;

use crate::i18n::Words;
use huiyin_ballot::{BallotError, CardSecret, Sheet, scan};
use huiyin_rules::Text;
use std::rc::Rc;

crate::i18n::words! {
    OTHER_POLL = "这张票卡属于另一次测评，本次是“{0}”。请核对票卡上的标题，或者到签到处换卡。", "This card is of another poll; this one is “{0}”. Compare the title on the card, or have it replaced at the check-in.";
}

/// A card in somebody's hand, for as long as the ballot is open.
#[derive(Clone)]
pub struct Held(pub Rc<CardSecret>);

impl PartialEq for Held {
    fn eq(&self, other: &Held) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// The card that was scanned or typed, where it is one of this poll.
///
/// # Errors
/// Why it is none, and what to do.
pub fn read(text: &str, sheet: &Sheet) -> Result<Held, Text> {
    let scanned = scan(text).map_err(|error| error.text())?;
    if scanned
        .poll
        .is_some_and(|poll| !sheet.poll.starts_with(&poll))
    {
        return Err(other_poll(sheet));
    }
    if !scanned.card.belongs(sheet) {
        return Err(BallotError::CardUnknown.text());
    }
    Ok(Held(Rc::new(scanned.card)))
}

fn other_poll(sheet: &Sheet) -> Text {
    let Words(zh, en) = OTHER_POLL;
    let fill = |text| crate::i18n::fill(text, &[&sheet.title]);
    Text::new(fill(zh), fill(en))
}
