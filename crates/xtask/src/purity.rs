//! The rules crate's invariants: what must be absent from it, proved rather than promised.

use crate::console::{note, output};
use crate::tools;
use anyhow::{Result, bail};

/// Packages that would bring a clock, input and output, randomness or a browser into the rules.
const BANNED: [&str; 14] = [
    "web-sys",
    "js-sys",
    "wasm-bindgen",
    "gloo",
    "yew",
    "getrandom",
    "rand",
    "fastrand",
    "iana-time-zone",
    "tokio",
    "mio",
    "socket2",
    "reqwest",
    "regex",
];

/// Package features that read the clock.
const BANNED_FEATURES: [(&str, &str); 2] = [("chrono", "clock"), ("chrono", "now")];

/// Fails when the rules crate could tell the time, read a file, roll a die or see a browser.
pub fn check() -> Result<()> {
    let tree = output(tools::cargo().args([
        "tree",
        "--locked",
        "-p",
        "huiyin-rules",
        "--edges",
        "normal,build",
        "--target",
        "all",
        "--prefix",
        "none",
        "--format",
        "{p}|{f}",
    ]))?;
    let found = offences(&tree);
    if !found.is_empty() {
        bail!(
            "huiyin-rules must stay pure, but depends on 规则层不得依赖: {}",
            found.join(", ")
        );
    }
    note(&format!(
        "{} packages below huiyin-rules, none of them banned",
        tree.lines().count().saturating_sub(1)
    ));
    // `disallowed_methods` reads crates/rules/clippy.toml, which names the clock, files, network,
    // environment and threads of the standard library; floats have no business near rates.
    output(tools::cargo().args([
        "clippy",
        "--quiet",
        "--locked",
        "-p",
        "huiyin-rules",
        "--lib",
        "--",
        "-D",
        "warnings",
        "-D",
        "clippy::disallowed_methods",
        "-D",
        "clippy::disallowed_types",
        "-D",
        "clippy::disallowed_macros",
        "-D",
        "clippy::float_arithmetic",
    ]))?;
    note("no clock, files, network, environment, threads or float arithmetic in huiyin-rules");
    Ok(())
}

/// Names of banned packages and features in `cargo tree`'s lines of `name version|features`.
fn offences(tree: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in tree.lines() {
        let (package, features) = line.split_once('|').unwrap_or((line, ""));
        let name = package.split(' ').next().unwrap_or_default();
        if BANNED.contains(&name) {
            found.push(name.to_owned());
        }
        for feature in features.trim_end_matches(" (*)").split(',') {
            if BANNED_FEATURES.contains(&(name, feature)) {
                found.push(format!("{name}/{feature}"));
            }
        }
    }
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_banned_packages_and_features() {
        let tree = "huiyin-rules v0.1.0 (x)|\nchrono v0.4.45|alloc,clock,serde\ngetrandom v0.3.1|std (*)\nserde v1|std\n";
        assert_eq!(offences(tree), ["chrono/clock", "getrandom"]);
        assert!(
            offences("huiyin-rules v0.1.0|\nchrono v0.4.45|alloc,serde\nserde v1|std (*)")
                .is_empty()
        );
    }
}
