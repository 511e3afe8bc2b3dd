//! Every file of `scenarios/` is one test, named after it.

use huiyin_tests::scenario::run;
use libtest_mimic::{Arguments, Trial};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Fewer files than this mean that the folder was not found or was emptied.
const AT_LEAST: usize = 15;

fn main() -> ExitCode {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let files = match scenarios(&folder) {
        Ok(files) if files.len() >= AT_LEAST => files,
        Ok(files) => {
            eprintln!(
                "{}: {} scenarios, at least {AT_LEAST} expected",
                folder.display(),
                files.len()
            );
            return ExitCode::FAILURE;
        }
        Err(error) => {
            eprintln!("{}: {error}", folder.display());
            return ExitCode::FAILURE;
        }
    };
    let trials = files.into_iter().map(|file| {
        let name = file
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        Trial::test(name, move || run(&file).map_err(Into::into))
    });
    libtest_mimic::run(&Arguments::from_args(), trials.collect()).exit_code()
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
