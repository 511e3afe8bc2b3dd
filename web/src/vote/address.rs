//! Where the address leads.

use crate::platform::{page, window};
use wasm_bindgen::JsValue;

/// A place of this page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Where a tablet is set up and files are opened.
    Start,
    /// A poll, by its id.
    Poll(String),
    /// A published board: of this poll, or of a file.
    Board(Option<String>),
}

impl Place {
    /// The place of the address as it is.
    pub fn now() -> Place {
        Place::read(&window::hash())
    }

    fn read(hash: &str) -> Place {
        let path = hash.trim_start_matches(['#', '/']).to_ascii_lowercase();
        let mut parts = path.split('/');
        match (parts.next(), parts.next()) {
            (Some("board"), poll) => {
                Place::Board(poll.filter(|poll| is_poll(poll)).map(str::to_owned))
            }
            (Some(poll), _) if is_poll(poll) => Place::Poll(poll.to_owned()),
            _ => Place::Start,
        }
    }

    /// Its address below the page.
    pub fn hash(&self) -> String {
        match self {
            Place::Start => "#/".to_owned(),
            Place::Poll(poll) => ["#/", poll].concat(),
            Place::Board(None) => "#/board".to_owned(),
            Place::Board(Some(poll)) => ["#/board/", poll].concat(),
        }
    }
}

/// Goes there.
pub fn go(place: &Place) {
    window::set_hash(&place.hash());
}

fn is_poll(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The code of the card that the page was opened with, once: the boot script took it out of the
/// address.
pub fn card() -> Option<String> {
    let code = page::offered("card")?.as_string()?;
    page::leave("card", &JsValue::UNDEFINED);
    Some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_back() {
        let poll = "0123456789abcdef0123456789abcdef".to_owned();
        for place in [
            Place::Start,
            Place::Poll(poll.clone()),
            Place::Board(None),
            Place::Board(Some(poll.clone())),
        ] {
            assert_eq!(Place::read(&place.hash()), place);
        }
        assert_eq!(Place::read(""), Place::Start);
        assert_eq!(Place::read("#/abc"), Place::Start);
        assert_eq!(
            Place::read(&["#/", &poll.to_uppercase(), "/CODE"].concat()),
            Place::Poll(poll)
        );
    }
}
