//! Sizes of the site's entries against their budgets. KB = 1000 bytes, as in the design.

use crate::{console, package, paths, site};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fs;

/// Entry and the most it may weigh in brotli, in KB (design, "Speed and size it is built for").
/// `pages` is what the first view does not need; its budget holds what was reached.
/// `reports` is the engine once more with what the first view does without (imports, reports,
/// rulebooks), for a worker of its own that starts when the first of them is asked for; its
/// budget too holds what was reached.
/// `sync` is loaded where a workspace is shared: signatures, seals, stores, and what is handed
/// to deputies.
/// `vote` is the page of the vote: all of it, as nothing else is loaded for it; its budget holds
/// what was reached. A seventh of it counts boards again, which voters do not need.
/// `package` is no part of the site: the JavaScript package, of which nobody's first view waits.
/// `voice`, `follow` and `board` are citizens' first views, read on a phone in the street; `embed`
/// is what a portal loads for the widget, its script and its frame. `intake` comes after them.
const BUDGETS: [(&str, u64); 15] = [
    ("shell", 120),
    ("pages", 720),
    ("engine", 320),
    ("reports", 500),
    ("polls", 480),
    ("public", 520),
    ("sync", 435),
    ("office", 650),
    ("vote", 265),
    ("voice", 100),
    ("follow", 100),
    ("board", 100),
    ("embed", 100),
    ("intake", 60),
    ("package", 260),
];

/// Builds the site if needed, prints the table, fails when an entry is over its budget.
pub fn run() -> Result<()> {
    site::build()?;
    package::build()?;
    check()
}

/// Prints the table of the site and the package as they are, fails when an entry is over its budget.
pub fn check() -> Result<()> {
    let file = paths::dist().join("manifest.json");
    let mut manifest: Value = serde_json::from_str(
        &fs::read_to_string(&file)
            .with_context(|| format!("no {}; run `cargo xtask dist` first", file.display()))?,
    )?;
    manifest["entries"]["package"] = package::entry()?;
    table(&manifest["entries"], &BUDGETS)
}

/// Prints the entries of public pages alone, fails likewise.
pub fn check_public(entries: &Value) -> Result<()> {
    let public: Vec<(&str, u64)> = BUDGETS
        .into_iter()
        .filter(|(name, _)| entries.get(name).is_some())
        .collect();
    table(entries, &public)
}

fn table(entries: &Value, budgets: &[(&str, u64)]) -> Result<()> {
    println!(
        "  {:<52} {:>9} {:>9} {:>9} {:>9}",
        "KB", "raw", "gzip", "brotli", "budget"
    );
    for (name, budget) in budgets {
        let entry = &entries[name];
        row(name, entry, &budget.to_string());
        for part in entry["files"].as_array().into_iter().flatten() {
            row(
                &format!("  {}", part["path"].as_str().unwrap_or("?")),
                part,
                "",
            );
        }
    }
    let over = over_budget(entries, budgets)?;
    if !over.is_empty() {
        bail!("over budget 超出体积上限: {}", over.join(", "));
    }
    console::note("every entry is within its budget 各入口均未超出上限");
    Ok(())
}

fn over_budget(entries: &Value, budgets: &[(&str, u64)]) -> Result<Vec<String>> {
    let mut over = Vec::new();
    for (name, budget) in budgets {
        let brotli = entries[name]["brotli"]
            .as_u64()
            .with_context(|| format!("the manifest has no entry {name}"))?;
        if brotli > budget * 1000 {
            over.push(format!("{name} {} > {budget} KB", kilobytes(brotli)));
        }
    }
    Ok(over)
}

fn row(name: &str, sizes: &Value, budget: &str) {
    let cell = |key: &str| {
        sizes[key]
            .as_u64()
            .map_or_else(|| "?".to_owned(), kilobytes)
    };
    println!(
        "  {name:<52} {:>9} {:>9} {:>9} {budget:>9}",
        cell("raw"),
        cell("gzip"),
        cell("brotli")
    );
}

/// Tenths of a kilobyte, rounded up, so that a file is never shown smaller than it is.
fn kilobytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100);
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn names_what_is_over_and_only_that() {
        let mut entries = serde_json::Map::new();
        for (name, _) in BUDGETS {
            entries.insert(name.to_owned(), json!({ "brotli": 5 }));
        }
        entries["shell"] = json!({ "brotli": 120_000 });
        entries["engine"] = json!({ "brotli": 320_001 });
        let over = over_budget(&Value::Object(entries), &BUDGETS).unwrap();
        assert_eq!(over, ["engine 320.1 > 320 KB"]);
    }

    #[test]
    fn a_missing_entry_is_not_a_small_one() {
        assert!(over_budget(&json!({ "shell": { "brotli": 1 } }), &BUDGETS).is_err());
    }
}
