//! Everything CI runs, step by step with its time.

use crate::console::{call, failure, note, output, step};
use crate::{demo, package, paths, purity, site, size, stamp, tools, wasm};
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

/// The package whose tests start real stores.
const PEERS: &str = "huiyin-peers";

/// The packages some of whose tests need a database, a store or a checker that is installed first.
const SERVERS: [&str; 4] = ["-p", "huiyin-server-tests", "-p", "huiyin-cli"];

const NEXTEST: [&str; 7] = [
    "nextest",
    "run",
    "--locked",
    "--cargo-quiet",
    "--status-level",
    "slow",
    "--no-fail-fast",
];

/// Runs all checks; `fast` leaves real stores and the browsers out. A check that fails does not
/// keep the others from running: one run tells everything that is wrong.
pub fn run(fast: bool) -> Result<()> {
    let started = Instant::now();
    step("tools 工具", || {
        tools::ensure_component("rustfmt", "fmt")?;
        tools::ensure_component("clippy", "clippy")?;
        tools::ensure_wasm_target()
    })?;
    let mut checks = Checks::default();
    checks.run("format 代码格式", || {
        call(tools::cargo().args(["fmt", "--all", "--check"]))
    });
    checks.run("clippy, native 静态检查", || {
        let lints = [
            "clippy",
            "--quiet",
            "--locked",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ];
        call(tools::cargo().args(lints))?;
        // No default member, because its tests need programs that a plain `cargo test` has not.
        call(
            tools::cargo()
                .args(["clippy", "--quiet", "--locked", "-p", PEERS])
                .args(["--all-targets", "--", "-D", "warnings"]),
        )
    });
    checks.run("clippy, browser 静态检查（浏览器）", || {
        let lint = |what: &[&str]| {
            call(
                tools::cargo()
                    .args(["clippy", "--quiet", "--locked"])
                    .args(["--target", tools::WASM_TARGET])
                    .args(what)
                    .args(["--", "-D", "warnings"]),
            )
        };
        let office = ["--features", "huiyin-office/wasm"];
        lint(&[&BROWSER_PACKAGES[..], &office].concat())?;
        lint(&[
            "-p",
            "huiyin-wasm",
            "--features",
            "reports,polls,public,package,intake",
        ])
    });
    checks.run(
        "purity of rules and votes 规则与计票的纯净性",
        purity::check,
    );
    checks.run(
        "unit, property and scenario tests 单元、性质与场景测试",
        native_tests,
    );
    if fast {
        note("--fast: stores and browsers were left out 未运行存储与浏览器测试");
    } else {
        checks.run("real stores 真实存储", peers);
        browsers(&mut checks)?;
    }
    let seconds = started.elapsed().as_secs();
    if !checks.failed.is_empty() {
        bail!("failed 未通过 ({seconds} s): {}", checks.failed.join(" · "));
    }
    println!("✓ all checks passed 全部通过 ({seconds} s)");
    Ok(())
}

/// Installs real stores where they are missing, and runs the tests with them: first of the
/// carriers, then of the server, which are left out of the usual run.
pub fn peers() -> Result<()> {
    tools::ensure_peers()?;
    tools::ensure_servers()?;
    if tools::on_path("cargo-nextest").is_some() {
        call(tools::cargo().args(NEXTEST).args(["-p", PEERS]))?;
        let ignored = ["--run-ignored", "only"];
        return call(tools::cargo().args(NEXTEST).args(ignored).args(SERVERS));
    }
    call(tools::cargo().args(["test", "--quiet", "--locked", "-p", PEERS]))?;
    let test = ["test", "--quiet", "--locked"];
    call(
        tools::cargo()
            .args(test)
            .args(SERVERS)
            .args(["--tests", "--", "--ignored"]),
    )
}

/// Which checks have failed so far.
#[derive(Default)]
struct Checks {
    failed: Vec<&'static str>,
}

impl Checks {
    fn run(&mut self, title: &'static str, work: impl FnOnce() -> Result<()>) {
        if let Err(error) = step(title, work) {
            failure(&error);
            self.failed.push(title);
        }
    }
}

fn native_tests() -> Result<()> {
    if tools::on_path("cargo-nextest").is_some() {
        call(tools::cargo().args(NEXTEST))?;
        // nextest leaves the examples in the documentation out.
        return call(tools::cargo().args(["test", "--quiet", "--locked", "--doc"]));
    }
    call(tools::cargo().args(["test", "--quiet", "--locked"]))
}

/// What follows needs the built site: without it nothing more can be checked.
fn browsers(checks: &mut Checks) -> Result<()> {
    site::build()?;
    let packed = package::build_for_tests();
    demo::build()?;
    // What the browsers vote in: a sheet, its cards, and the board of a box.
    let sitting = ["build", "--quiet", "--locked", "-p", "huiyin-ballot"];
    call(tools::cargo().args(sitting).args(["--example", "hall"]))?;
    let suite = step(
        "store suite for browsers 浏览器存储测试模块",
        || wasm::build_suite(&wasm::STORE_SUITE),
    )?;
    let scenarios = step("scenarios for browsers 浏览器场景测试模块", || {
        wasm::build_suite(&wasm::SCENARIO_SUITE)
    })?;
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
                .env("HUIYIN_STORE_SUITE", &suite)
                .env("HUIYIN_SCENARIO_SUITE", &scenarios),
        )
    };
    checks.run("the JavaScript package JavaScript 软件包", || {
        packed.and_then(|()| node("tests/package"))
    });
    checks.run(
        "scenarios through WebAssembly 场景经 WebAssembly 运行",
        || node("tests/wasm"),
    );
    checks.run("store in browsers 浏览器存储", || {
        node("crates/store/tests/browser")
    });
    checks.run("the app in browsers 浏览器中的应用", || {
        node("tests/e2e")
    });
    checks.run("sizes 体积", size::check);
    Ok(())
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
