//! The rulebooks that ship, read and laid over their parents when the engine was
//! built: the browser needs no reader of rulebook files for them.

use huiyin_rules::Rulebook;

/// Every preset as postcard (see `build.rs`).
static BOOKS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rulebooks.bin"));

/// The rulebooks that ship, as [`Rulebook::presets`] lists them.
pub fn all() -> Vec<Rulebook> {
    // A test proves that they read.
    postcard::from_bytes(BOOKS).unwrap_or_default()
}

/// The rulebook shipped under this id: what [`Rulebook::preset`] reads from its file.
pub fn preset(id: &str) -> Option<Rulebook> {
    all().into_iter().find(|book| book.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_built_in_is_what_the_files_say() {
        let files: Vec<Rulebook> = Rulebook::presets().filter_map(Rulebook::preset).collect();
        assert_eq!(files.len(), Rulebook::presets().count());
        assert_eq!(all(), files);
        assert_eq!(preset("malong"), Rulebook::preset("malong"));
        assert_eq!(preset("nowhere"), None);
    }
}
