//! What rulebooks say, how they read, and what they set.

mod deadlines;
mod derived;
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
    Rulebook::from_json(&file(id)).unwrap_or_else(|error| panic!("{id}: {error}"))
}

/// A preset's file, or the schema.
fn file(id: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/presets");
    std::fs::read_to_string(format!("{folder}/{id}.json")).unwrap()
}
