//! Everything CI runs, step by step with its time.

use crate::console::{call, note, output, step};
use crate::{demo, paths, purity, site, size, stamp, tools, wasm};
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// Packages that exist only in the browser.
const BROWSER_PACKAGES: [&str; 6] = [
    "-p",
    "huiyin-web",
    "-p",
    "huiyin-wasm",
    "-p",
    "huiyin-office",
];

/// Runs all checks; `fast` leaves the browsers out.
pub fn run(fast: bool) -> Result<()> {
    let started = Instant::now();
    step("tools 工具", || {
        tools::ensure_component("rustfmt", "fmt")?;
        tools::ensure_component("clippy", "clippy")?;
        tools::ensure_wasm_target()
    })?;
    step("format 代码格式", || {
        call(tools::cargo().args(["fmt", "--all", "--check"]))
    })?;
    step("clippy, native 静态检查", || {
        call(tools::cargo().args([
            "clippy",
            "--quiet",
            "--locked",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ]))
    })?;
    step("clippy, browser 静态检查(浏览器)", || {
        call(
            tools::cargo()
                .args([
                    "clippy",
                    "--quiet",
                    "--locked",
                    "--target",
                    tools::WASM_TARGET,
                ])
                .args(BROWSER_PACKAGES)
                .args(["--features", "huiyin-office/wasm", "--", "-D", "warnings"]),
        )
    })?;
    step("purity of the rules 规则层纯净性", purity::check)?;
    step(
        "unit, property and scenario tests 单元、性质与场景测试",
        native_tests,
    )?;
    if fast {
        note("--fast: the browsers were left out 未运行浏览器测试");
    } else {
        browsers()?;
    }
    println!(
        "✓ all checks passed 全部通过 ({} s)",
        started.elapsed().as_secs()
    );
    Ok(())
}

fn native_tests() -> Result<()> {
    if tools::on_path("cargo-nextest").is_some() {
        call(tools::cargo().args([
            "nextest",
            "run",
            "--locked",
            "--cargo-quiet",
            "--status-level",
            "slow",
            "--no-fail-fast",
        ]))?;
        // nextest leaves the examples in the documentation out.
        return call(tools::cargo().args(["test", "--quiet", "--locked", "--doc"]));
    }
    call(tools::cargo().args(["test", "--quiet", "--locked"]))
}

fn browsers() -> Result<()> {
    site::build()?;
    demo::build()?;
    let suite = step(
        "store suite for browsers 浏览器存储测试模块",
        wasm::build_store_suite,
    )?;
    let tests = paths::root().join("tests");
    let chromium = step("browsers 浏览器", || {
        tools::ensure_packages(&tests)?;
        tools::ensure_chromium()
    })?;
    let version = output(Command::new(&chromium).arg("--version"))?;
    note(&format!("{} + Chromium 86", version.trim()));
    let node = |folder: &str| {
        let files = test_files(&paths::root().join(folder))?;
        let xtask = std::env::current_exe()?;
        call(
            Command::new("node")
                .args(["--test", "--test-concurrency=1", "--test-reporter=spec"])
                .args(files)
                .current_dir(&tests)
                .env("HUIYIN_XTASK", xtask)
                .env("HUIYIN_CHROMIUM", &chromium)
                .env("HUIYIN_TARGET", paths::target())
                .env("HUIYIN_STORE_SUITE", &suite),
        )
    };
    step("store in browsers 浏览器存储", || {
        node("crates/store/tests/browser")
    })?;
    step("the app in browsers 浏览器中的应用", || {
        node("tests/e2e")
    })?;
    // Last, so that a module that grew does not hide what the browsers found.
    step("sizes 体积", size::check)
}

/// Test files by name, because node versions differ in how they search a folder.
fn test_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let files: Vec<_> = stamp::files_below(folder)?
        .into_iter()
        .filter(|file| file.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    if files.is_empty() {
        bail!("no tests in {}", folder.display());
    }
    Ok(files)
}
