//! The demo workspace: 95 suggestions imported by the command line from the ledger that the tests
//! use, and beside them stations, voices, a drive and a notice board of the last weeks. The app
//! loads it as it loads any bundle, when its own store is empty.

use crate::console::{output, step};
use crate::stamp::{self, Fingerprint};
use crate::{paths, serve};
use anyhow::{Context, Result};
use std::fs;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

/// Builds the command line and, if anything changed, the bundle.
pub fn build() -> Result<()> {
    let _lock = stamp::hold()?;
    step("demo workspace 演示工作区", || {
        serve::build()?;
        let huiyin = paths::huiyin();
        let ledger = paths::root().join("tests/fixtures/ledger-95.xlsx");
        let fingerprint = Fingerprint::default()
            .file(&huiyin)
            .file(&ledger)
            .text(&day()?.to_string())
            .finish();
        let bundle = paths::demo_bundle();
        if bundle.is_file() && stamp::is_fresh("demo", &fingerprint) {
            return Ok(());
        }
        if let Some(folder) = bundle.parent() {
            fs::create_dir_all(folder)?;
        }
        let imported = bundle.with_file_name("ledger.huiyin.json");
        output(
            Command::new(&huiyin)
                .arg("import")
                .arg(&ledger)
                .args([
                    "--rulebook",
                    "malong",
                    "--name",
                    "马龙区代表建议（演示）",
                    "--out",
                ])
                .arg(&imported),
        )
        .context("the demo ledger could not be imported")?;
        output(
            Command::new(&huiyin)
                .args(["demo", "--onto"])
                .arg(&imported)
                .arg("--out")
                .arg(&bundle),
        )
        .context("the demo's public side could not be made")?;
        stamp::set("demo", &fingerprint)
    })
}

/// The day it is, counted: what lies beside the ledger is of the last weeks, so that a
/// demonstration of last month is made again.
fn day() -> Result<u64> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH)?;
    // At +08:00, as the app reckons.
    Ok((since.as_secs() + 8 * 3600) / 86_400)
}
