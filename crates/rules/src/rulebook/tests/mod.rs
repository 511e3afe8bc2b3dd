//! What rulebooks say, how they read, and what they set.

mod deadlines;
mod derived;
mod faults;
mod monotone;
mod presets;
mod reading;

use super::Rulebook;
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A preset out of its file, not out of what was packed.
fn book(id: &str) -> Rulebook {
    Rulebook::from_json(file(id)).unwrap_or_else(|error| panic!("{id}: {error}"))
}

/// Declares the files that ship.
macro_rules! files {
    ($($id:literal)+) => {
        /// A preset's file, or the schema.
        fn file(id: &str) -> &'static str {
            match id {
                $($id => include_str!(concat!("../../../presets/", $id, ".json")),)+
                _ => panic!("there is no file {id}"),
            }
        }
    };
}

files! {
    "national"
    "quanshan"
    "malong"
    "luoyang"
    "jiangxia"
    "haidian"
    "chaoyang"
    "fengtai"
    "shijingshan"
    "fangshan"
    "shunyi"
    "pinggu"
    "daxing"
    "rulebook.schema"
}
