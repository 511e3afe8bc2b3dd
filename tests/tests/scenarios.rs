//! Every file of `scenarios/` is one test, named after it.

use huiyin_tests::scenario::run;
use libtest_mimic::{Arguments, Trial};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What has to be shown by at least one file: sources of rules by their number, and
/// practices of places. R34 is a price and no rule.
const SOURCES: std::ops::RangeInclusive<u8> = 1..=33;
const PRACTICES: &[(u8, std::ops::RangeInclusive<u8>)] = &[
    (0, 9..=13),
    (1, 1..=1),
    (1, 3..=16),
    (3, 10..=11),
    (3, 13..=13),
    (4, 3..=6),
    (4, 8..=8),
    (4, 10..=10),
];

fn main() -> ExitCode {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let files = match scenarios(&folder) {
        Ok(files) => files,
        Err(error) => {
            eprintln!("{}: {error}", folder.display());
            return ExitCode::FAILURE;
        }
    };
    let names: Vec<String> = files.iter().map(|file| stem(file)).collect();
    let complete = Trial::test("every rule and practice has a scenario", move || {
        let missing = missing(&names);
        if missing.is_empty() {
            Ok(())
        } else {
            Err(format!("no scenario is named after {}", missing.join(", ")).into())
        }
    });
    let trials = files
        .into_iter()
        .map(|file| Trial::test(stem(&file), move || run(&file).map_err(Into::into)));
    let trials = std::iter::once(complete).chain(trials).collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn scenarios(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn stem(file: &Path) -> String {
    let stem = file.file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

/// The rules and practices no file is named after.
fn missing(names: &[String]) -> Vec<String> {
    let sources = SOURCES.map(|number| format!("r{number}"));
    let practices = PRACTICES
        .iter()
        .flat_map(|(seed, rows)| rows.clone().map(move |row| format!("s{seed}-{row:02}")));
    // `r1-r10-…` is named after both.
    let named = |sign: &String| {
        names.iter().any(|name| {
            let name = format!("-{name}-");
            name.contains(&format!("-{sign}-"))
        })
    };
    sources
        .chain(practices)
        .filter(|sign| !named(sign))
        .collect()
}
