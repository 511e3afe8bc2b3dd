//! The rulebooks that ship. Each is a document that states only what its source says;
//! `build.rs` packs them, parents first, so that the browser carries no blanks.

use super::book::Rulebook;
use crate::text::Text;

/// A preset: its id, its title, its document.
struct Preset {
    id: &'static str,
    zh: &'static str,
    en: &'static str,
    json: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/presets.rs"));

impl Rulebook {
    /// The rulebook shipped under this id; `None` where there is none.
    pub fn preset(id: &str) -> Option<Rulebook> {
        let preset = PRESETS.iter().find(|preset| preset.id == id)?;
        // A test proves that every preset reads.
        Rulebook::from_json(preset.json).ok()
    }

    /// The ids of the rulebooks shipped, the general one first.
    pub fn presets() -> impl Iterator<Item = &'static str> {
        PRESETS.iter().map(|preset| preset.id)
    }

    /// The name for people of the rulebook with this id, where it is a preset.
    pub fn preset_title(id: &str) -> Option<Text> {
        let preset = PRESETS.iter().find(|preset| preset.id == id)?;
        Some(Text::new(preset.zh, preset.en))
    }
}
