//! From the crates to the browser's modules.
//!
//! One build for every browser from Chromium 86 on. Rust's defaults ask for WebAssembly features
//! that came with Chromium 96, so: (a) compile for `mvp` plus four features that Chromium 75 has,
//! (b) drop the features the prebuilt standard library only claims ([`crate::sections`]),
//! (c) wasm-bindgen without `externref`, (d) wasm-opt limited to the same features.

use crate::console::{call, note, output};
use crate::sections;
use crate::stamp::{self, Fingerprint};
use crate::{paths, tools};
use anyhow::{Context, Result, anyhow};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

/// Raise it when a change below must rebuild what is already there.
const RECIPE: &str = "2";

const FEATURES: &str =
    "-Ctarget-feature=+mutable-globals,+sign-ext,+bulk-memory,+nontrapping-fptoint";

/// The same four features by binaryen's names. Never `--all-features`: binaryen then writes
/// encodings that no browser reads.
const WASM_OPT: [&str; 8] = [
    "-Oz",
    // Folding every function into its one caller saves bytes that brotli saves anyway, and
    // hides from it what is alike: the engine packs a sixteenth smaller without.
    "--one-caller-inline-max-function-size=50",
    "--mvp-features",
    "--enable-mutable-globals",
    "--enable-sign-ext",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--strip-producers",
];

/// One WebAssembly module of the site.
pub struct Module {
    /// Its name in the site: `shell`, `pages`, `engine`, `reports`, `polls`, `public`, `sync`, `office`, `vote`; or `package`.
    pub name: &'static str,
    package: &'static str,
    artifact: &'static str,
    feature: Option<&'static str>,
}

/// The modules that load apart from each other.
pub static MODULES: [Module; 9] = [
    Module {
        name: "shell",
        package: "huiyin-web",
        artifact: "huiyin-shell",
        feature: None,
    },
    Module {
        name: "pages",
        package: "huiyin-web",
        artifact: "huiyin-pages",
        feature: None,
    },
    Module {
        name: "engine",
        package: "huiyin-wasm",
        artifact: "huiyin-engine-worker",
        feature: None,
    },
    Module {
        name: "reports",
        package: "huiyin-wasm",
        artifact: "huiyin-reports-worker",
        feature: Some("huiyin-wasm/reports"),
    },
    Module {
        name: "polls",
        package: "huiyin-wasm",
        artifact: "huiyin-polls-worker",
        feature: Some("huiyin-wasm/polls"),
    },
    Module {
        name: "public",
        package: "huiyin-wasm",
        artifact: "huiyin-public-worker",
        feature: Some("huiyin-wasm/public"),
    },
    Module {
        name: "sync",
        package: "huiyin-wasm",
        artifact: "huiyin-sync-worker",
        feature: Some("huiyin-wasm/sync"),
    },
    Module {
        name: "office",
        package: "huiyin-office",
        artifact: "huiyin_office",
        feature: Some("huiyin-office/wasm"),
    },
    Module {
        name: "vote",
        package: "huiyin-web",
        artifact: "huiyin-vote",
        feature: None,
    },
];

/// The JavaScript package's module, which is no part of the site.
pub static PACKAGE: Module = Module {
    name: "package",
    package: "huiyin-wasm",
    artifact: "huiyin-package",
    feature: Some("huiyin-wasm/package"),
};

impl Module {
    fn folder(&self) -> PathBuf {
        paths::modules().join(self.name)
    }

    /// The JavaScript glue: an ES module whose default export starts the WebAssembly.
    pub fn glue(&self) -> PathBuf {
        self.folder().join(format!("{}.js", self.name))
    }

    /// The finished WebAssembly.
    pub fn wasm(&self) -> PathBuf {
        self.folder().join(format!("{}.wasm", self.name))
    }
}

/// Compiles, binds and shrinks every module; skips what has not changed.
pub fn build() -> Result<()> {
    compile()?;
    std::thread::scope(|scope| {
        let work: Vec<_> = MODULES
            .iter()
            .map(|module| scope.spawn(|| finish(module)))
            .collect();
        for thread in work {
            thread
                .join()
                .map_err(|_| anyhow!("the module's build stopped unexpectedly"))??;
        }
        Ok(())
    })
}

/// The same for the module of the JavaScript package.
pub fn build_package() -> Result<()> {
    compile_apart(&PACKAGE)?;
    finish(&PACKAGE)
}

/// A test suite that runs inside a browser's engine: an example of a package.
pub struct Suite {
    package: &'static str,
    example: &'static str,
    features: &'static [&'static str],
}

/// The store's conformance suite, for the tests in `crates/store/tests/browser/`.
pub const STORE_SUITE: Suite = Suite {
    package: "huiyin-store",
    example: "store_conformance",
    features: &["conformance"],
};

/// The scenarios' runner, for `tests/wasm/`.
pub const SCENARIO_SUITE: Suite = Suite {
    package: "huiyin-tests",
    example: "scenario_runner",
    features: &[],
};

/// Builds a suite with the browsers' flags; returns the folder it lies in.
pub fn build_suite(suite: &Suite) -> Result<PathBuf> {
    let name = suite.example;
    let _lock = stamp::hold()?;
    let mut cargo = cargo_for_browsers();
    cargo.args(["-p", suite.package, "--example", name]);
    for feature in suite.features {
        cargo.args(["--features", feature]);
    }
    call(&mut cargo)?;
    let folder = paths::wasm().join(name);
    let raw = compiled_folder()
        .join("examples")
        .join(format!("{name}.wasm"));
    let fingerprint = Fingerprint::default().text(RECIPE).file(&raw).finish();
    if folder.is_dir() && stamp::is_fresh(name, &fingerprint) {
        return Ok(folder);
    }
    let plain = sections::without_features(&fs::read(&raw)?, &sections::LEAKED)?;
    bind(name, plain, &folder)?;
    stamp::set(name, &fingerprint)?;
    Ok(folder)
}

/// The modules whose features must not reach the others: what one run of cargo builds of a
/// package it builds with all features asked for.
const APART: [&str; 4] = ["reports", "polls", "public", "sync"];

/// Runs cargo for all modules at once, then for each that is built apart.
fn compile() -> Result<()> {
    let (apart, together): (Vec<_>, Vec<_>) = MODULES
        .iter()
        .partition(|module| APART.contains(&module.name));
    let mut cargo = cargo_for_browsers();
    for module in together {
        ask_for(&mut cargo, module);
    }
    call(&mut cargo)?;
    apart.into_iter().try_for_each(compile_apart)
}

fn compile_apart(module: &Module) -> Result<()> {
    let mut cargo = cargo_for_browsers();
    ask_for(&mut cargo, module);
    call(cargo.args(["--bin", module.artifact]))
}

fn ask_for(cargo: &mut Command, module: &Module) {
    cargo.args(["-p", module.package]);
    if let Some(feature) = module.feature {
        cargo.args(["--features", feature]);
    }
}

/// `cargo build` with the flags of the browsers' build, in a target folder of its own.
fn cargo_for_browsers() -> Command {
    let mut cargo = tools::cargo();
    cargo
        .args([
            "build",
            "--locked",
            "--profile",
            "web",
            "--target",
            tools::WASM_TARGET,
        ])
        .env("CARGO_TARGET_DIR", paths::wasm())
        .env("CARGO_ENCODED_RUSTFLAGS", flags().join("\u{1f}"));
    cargo
}

fn compiled_folder() -> PathBuf {
    paths::wasm().join(tools::WASM_TARGET).join("web")
}

/// Compiler flags. Source paths are cut so that the modules carry no name of the machine that
/// built them and are the same bytes everywhere.
fn flags() -> Vec<String> {
    let mut flags = vec!["-Ctarget-cpu=mvp".to_owned(), FEATURES.to_owned()];
    flags.push(format!("--remap-path-prefix={}=.", paths::root().display()));
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::var_os("HOME").map(|home| Path::new(&home).join(".cargo")));
    if let Some(home) = home {
        for checkout in fs::read_dir(home.join("registry/src"))
            .into_iter()
            .flatten()
            .flatten()
        {
            flags.push(format!(
                "--remap-path-prefix={}=crates.io",
                checkout.path().display()
            ));
        }
    }
    flags
}

/// Turns one compiled module into its glue and its smallest WebAssembly.
fn finish(module: &Module) -> Result<()> {
    let raw_file = compiled_folder().join(format!("{}.wasm", module.artifact));
    let raw = fs::read(&raw_file).with_context(|| {
        format!(
            "cargo made no {}; does {} build a WebAssembly module?",
            raw_file.display(),
            module.package
        )
    })?;
    let lock = paths::root().join("web/package-lock.json");
    let fingerprint = Fingerprint::default()
        .text(RECIPE)
        .text(&WASM_OPT.join(" "))
        .file(&raw_file)
        .file(&lock)
        .finish();
    let stamp_name = format!("module-{}", module.name);
    if module.glue().is_file()
        && module.wasm().is_file()
        && stamp::is_fresh(&stamp_name, &fingerprint)
    {
        return Ok(());
    }
    note(&format!("wasm-bindgen, wasm-opt: {}", module.name));
    let plain = sections::without_features(&raw, &sections::LEAKED)
        .with_context(|| format!("cannot read {}", raw_file.display()))?;
    let folder = module.folder();
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    bind(module.name, plain, &folder)
        .with_context(|| format!("wasm-bindgen failed on {}", module.name))?;
    let bound = folder.join(format!("{}_bg.wasm", module.name));
    optimise(&bound, &module.wasm())?;
    fs::remove_file(&bound)?;
    stamp::set(&stamp_name, &fingerprint)
}

fn bind(name: &str, wasm: Vec<u8>, folder: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_bytes(name, wasm)
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder)
}

fn optimise(from: &Path, to: &Path) -> Result<()> {
    let tool = paths::root().join("web/node_modules/binaryen/bin/wasm-opt");
    output(
        Command::new("node")
            .arg(tool)
            .args(WASM_OPT)
            .arg(from)
            .arg("-o")
            .arg(to),
    )
    .map(|_| ())
}
