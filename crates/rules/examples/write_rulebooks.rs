//! Writes the presets as the writer has them, and the JSON Schema of rulebooks:
//! `cargo run -p huiyin-rules --example write_rulebooks` in the repository.
#![allow(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    reason = "a tool for developers; the rules themselves do no I/O"
)]

use huiyin_rules::Rulebook;
use std::error::Error;
use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("presets");
    for id in Rulebook::presets() {
        let file = folder.join(id).with_extension("json");
        let book = Rulebook::from_json(&fs::read_to_string(&file)?)
            .map_err(|error| format!("{id}: {error}"))?;
        fs::write(&file, book.to_json())?;
    }
    let schema = serde_json::to_string_pretty(&Rulebook::json_schema())?;
    fs::write(folder.join("rulebook.schema.json"), schema + "\n")?;
    Ok(())
}
