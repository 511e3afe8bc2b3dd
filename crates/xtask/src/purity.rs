//! The pure crates' invariants: what must be absent from them, proved rather than promised.

use crate::console::{note, output};
use crate::tools;
use anyhow::{Result, bail};

/// What judges suggestions, what makes and counts votes, what counts them again, and what
/// seals a citizen's voice: each has a `clippy.toml` that names the clock, files, network,
/// environment and threads of the standard library.
const PURE: [&str; 4] = [
    "huiyin-rules",
    "huiyin-ballot",
    "huiyin-verify",
    "huiyin-intake",
];

/// Packages that would bring a clock, input and output, randomness or a browser into them.
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

/// Fails when a pure crate could tell the time, read a file, roll a die or see a browser, or
/// when the verifier knows anything of what it verifies.
pub fn check() -> Result<()> {
    for name in PURE {
        check_one(name)?;
    }
    Ok(())
}

fn check_one(name: &str) -> Result<()> {
    let tree = output(tools::cargo().args([
        "tree",
        "--locked",
        "-p",
        name,
        "--edges",
        "normal,build",
        "--target",
        "all",
        "--prefix",
        "none",
        "--format",
        "{p}|{f}",
    ]))?;
    let mut found = offences(&tree);
    if name == "huiyin-verify" {
        found.extend(of_our_own(&tree));
    }
    if !found.is_empty() {
        bail!(
            "{name} must stay pure, but depends on 不得依赖: {}",
            found.join(", ")
        );
    }
    note(&format!(
        "{} packages below {name}, none of them banned",
        tree.lines().count().saturating_sub(1)
    ));
    // `disallowed_methods` reads the crate's clippy.toml; floats have no business near rates
    // and votes.
    output(tools::cargo().args([
        "clippy",
        "--quiet",
        "--locked",
        "-p",
        name,
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
    note(&format!(
        "no clock, files, network, environment, threads or float arithmetic in {name}"
    ));
    Ok(())
}

/// Names of this project's crates below the first.
fn of_our_own(tree: &str) -> Vec<String> {
    let names = tree
        .lines()
        .skip(1)
        .filter_map(|line| line.split(' ').next());
    let ours = names.filter(|name| name.starts_with("huiyin"));
    ours.map(str::to_owned).collect()
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
    fn finds_what_the_verifier_must_not_know() {
        let tree = "huiyin-verify v0.1.0|\nserde v1|std\nhuiyin-log v0.1.0 (x)|\n";
        assert_eq!(of_our_own(tree), ["huiyin-log"]);
    }

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
