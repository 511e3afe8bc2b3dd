//! The demo workspace: 95 suggestions imported by the command line from the ledger that the tests
//! use. The app loads it as it loads any bundle, when its own store is empty.

use crate::console::{output, step};
use crate::stamp::{self, Fingerprint};
use crate::{paths, serve};
use anyhow::{Context, Result};
use std::fs;
use std::process::Command;

/// Builds the command line and, if anything changed, the bundle.
pub fn build() -> Result<()> {
    let _lock = stamp::hold()?;
    step("demo workspace 演示工作区", || {
        serve::build()?;
        let huiyin = paths::huiyin();
        let ledger = paths::root().join("tests/fixtures/ledger-95.xlsx");
        let fingerprint = Fingerprint::default().file(&huiyin).file(&ledger).finish();
        let bundle = paths::demo_bundle();
        if bundle.is_file() && stamp::is_fresh("demo", &fingerprint) {
            return Ok(());
        }
        if let Some(folder) = bundle.parent() {
            fs::create_dir_all(folder)?;
        }
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
                .arg(&bundle),
        )
        .context("the demo ledger could not be imported")?;
        stamp::set("demo", &fingerprint)
    })
}
