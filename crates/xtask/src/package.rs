//! The JavaScript package: `target/dist-npm/huiyin-<version>.tgz`.
//!
//! Its script, types and examples lie in `crates/wasm/package/` as they are shipped; what is
//! built joins them here. Node.js and browsers load the same WebAssembly.

use crate::console::{call, output, step};
use crate::stamp::{self, Fingerprint};
use crate::{assets, paths, site, tools, wasm};
use anyhow::{Context, Result};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// Raise it when a change below must pack again what is already there.
const RECIPE: &str = "1";

/// What a page loads of the package.
const LOADED: [&str; 5] = [
    "browser.js",
    "api.js",
    "huiyin.js",
    "glue.js",
    "huiyin.wasm",
];

/// The texts of the licences, beside the workspace's manifest.
const LICENCES: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];

/// Builds the tarball if it is missing or old.
pub fn build() -> Result<()> {
    let _lock = stamp::hold()?;
    step("tools of the browser build 浏览器构建工具", || {
        tools::ensure_wasm_target()?;
        tools::ensure_packages(&paths::root().join("web"))
    })?;
    step("compile the package 编译软件包", wasm::build_package)?;
    step("pack it 打包", pack)
}

/// The same, and the program that its answers are compared with.
pub fn build_for_tests() -> Result<()> {
    build()?;
    let asked = ["-p", "huiyin-tests", "--example", "asked"];
    call(
        tools::cargo()
            .args(["build", "--quiet", "--locked"])
            .args(asked),
    )
}

/// The sizes of what a page loads.
pub fn entry() -> Result<Value> {
    site::entry(&packed_from(), &LOADED)
}

fn packed_from() -> PathBuf {
    paths::npm().join("huiyin")
}

fn pack() -> Result<()> {
    let sources = paths::root().join("crates/wasm/package");
    let mut inputs = Fingerprint::default()
        .text(RECIPE)
        .text(env!("CARGO_PKG_VERSION"))
        .folder(&sources)?
        .file(&wasm::PACKAGE.glue())
        .file(&wasm::PACKAGE.wasm());
    for licence in LICENCES {
        inputs = inputs.file(&paths::root().join(licence));
    }
    let fingerprint = inputs.finish();
    let tarball = paths::npm().join(format!("huiyin-{}.tgz", env!("CARGO_PKG_VERSION")));
    if tarball.is_file() && stamp::is_fresh("package", &fingerprint) {
        return Ok(());
    }
    if paths::npm().exists() {
        fs::remove_dir_all(paths::npm())?;
    }
    let folder = packed_from();
    for file in stamp::files_below(&sources)? {
        let name = file.strip_prefix(&sources)?;
        let bytes = fs::read(&file)?;
        stamp::write(&folder.join(name), &bytes)?;
    }
    for licence in LICENCES {
        fs::copy(paths::root().join(licence), folder.join(licence))?;
    }
    fs::copy(wasm::PACKAGE.glue(), folder.join("glue.js"))?;
    fs::copy(wasm::PACKAGE.wasm(), folder.join("huiyin.wasm"))?;
    // The version stands in one place, the workspace's manifest.
    for name in ["package.json", "huiyin.js"] {
        let file = folder.join(name);
        let text = fs::read_to_string(&file)?;
        fs::write(
            file,
            text.replace("0.0.0-workspace", env!("CARGO_PKG_VERSION")),
        )?;
    }
    output(
        Command::new("npm")
            .args(["pack", "--silent", "--ignore-scripts", "--pack-destination"])
            .arg(paths::npm())
            .current_dir(&folder),
    )
    .context("npm could not pack the package")?;
    // After packing: the twins are for measuring only.
    assets::pack(&folder)?;
    stamp::set("package", &fingerprint)
}
