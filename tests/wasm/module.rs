//! The scenarios' runner as a browser module.

use huiyin_tests::scenario::run_text;
use wasm_bindgen::prelude::wasm_bindgen;

/// Runs a scenario from its text. `given` are the names and texts of `given/` in
/// turn. Answers what went wrong; empty when everything held.
#[wasm_bindgen]
pub fn run(text: &str, given: Vec<String>) -> String {
    let find = |name: &str| {
        let (names, _) = given.as_chunks::<2>();
        let found = names.iter().find(|[known, _]| known == name);
        found
            .map(|[_, text]| text.clone())
            .ok_or_else(|| format!("there is no given `{name}`"))
    };
    run_text(text, &find).err().unwrap_or_default()
}
