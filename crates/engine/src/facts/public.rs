//! Where the events about the public side stand. They are folded by the module that
//! holds it, when it is asked; the others only note the places.

use serde::{Deserialize, Serialize};

/// The aggregate of stations, deputies and codes.
pub const STATIONS: &str = "t";
/// The aggregate of the notice board.
pub const BOARD: &str = "b";
/// The aggregate of the keys that voices are sealed to.
pub const KEYS: &str = "i";
/// How the aggregate of a voice begins; its identity follows.
pub const VOICE_PREFIX: &str = "v/";
/// How the aggregate of a drive begins; its identity follows.
pub const DRIVE_PREFIX: &str = "d/";
/// The kind of event that carries a picture.
pub const PICTURED: &str = "voice_pictured";

/// The places, in order of arrival.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicPlaces {
    /// Of stations, deputies and codes.
    pub stations: Vec<u32>,
    /// Of the board.
    pub board: Vec<u32>,
    /// Of the keys.
    pub keys: Vec<u32>,
    /// Of all voices, pictures left out.
    pub voices: Vec<u32>,
    /// Of all drives.
    pub drives: Vec<u32>,
    /// Of pictures, each with its voice: a fifth of a megabyte each, and wanted only where
    /// one voice is looked at.
    pub pictures: Vec<(String, u32)>,
}

impl PublicPlaces {
    /// Notes the event at a position where it is about the public side; says whether it is.
    pub(super) fn note(&mut self, aggregate: &str, kind: &str, position: u32) -> bool {
        let list = match (aggregate, aggregate.get(..2)) {
            (STATIONS, _) => &mut self.stations,
            (BOARD, _) => &mut self.board,
            (KEYS, _) => &mut self.keys,
            (_, Some(DRIVE_PREFIX)) => &mut self.drives,
            (_, Some(VOICE_PREFIX)) if kind == PICTURED => {
                let voice = aggregate.get(2..).unwrap_or_default();
                self.pictures.push((voice.to_owned(), position));
                return true;
            }
            (_, Some(VOICE_PREFIX)) => &mut self.voices,
            _ => return false,
        };
        list.push(position);
        true
    }
}

/// Whether an aggregate belongs to the public side.
pub fn is_public(aggregate: &str) -> bool {
    matches!(aggregate, STATIONS | BOARD | KEYS)
        || aggregate.starts_with(VOICE_PREFIX)
        || aggregate.starts_with(DRIVE_PREFIX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_is_noted_in_its_place_and_pictures_apart() {
        let mut places = PublicPlaces::default();
        let told = [
            ("t", "stations_set"),
            ("b", "board_set"),
            ("i", "intake_keyed"),
            ("v/a", "voice_received"),
            ("v/a", PICTURED),
            ("d/a", "drive_opened"),
        ];
        for (at, (aggregate, kind)) in told.into_iter().enumerate() {
            assert!(is_public(aggregate) && places.note(aggregate, kind, at as u32));
        }
        for other in ["w", "i/a", "s/a", "p/a", "vx", "", "民意"] {
            assert!(!is_public(other) && !places.note(other, "named", 9));
        }
        assert_eq!(places.pictures, [("a".to_owned(), 4)]);
        let rest = [
            places.stations,
            places.board,
            places.keys,
            places.voices,
            places.drives,
        ];
        assert_eq!(rest.concat(), [0, 1, 2, 3, 5]);
    }
}
