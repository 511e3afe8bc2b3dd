//! The files of the site: content-hashed names, and their precompressed twins.

use crate::console::output;
use crate::{paths, stamp};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Sizes of one file in bytes, as it is and as a server sends it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sizes {
    pub raw: u64,
    pub gzip: u64,
    pub brotli: u64,
}

impl std::ops::AddAssign for Sizes {
    fn add_assign(&mut self, other: Self) {
        self.raw += other.raw;
        self.gzip += other.gzip;
        self.brotli += other.brotli;
    }
}

/// `name` with the hash of the bytes before its ending: `boot.js` → `boot.0123456789.js`.
pub fn hashed(name: &str, bytes: &[u8]) -> String {
    let hash = stamp::short_hash(bytes);
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}.{hash}.{ending}"),
        None => format!("{name}.{hash}"),
    }
}

/// Writes a file into `assets/` below `site` under its hashed name; returns its path in the site.
pub fn publish(site: &Path, name: &str, bytes: &[u8]) -> Result<String> {
    let path = format!("assets/{}", hashed(name, bytes));
    stamp::write(&site.join(&path), bytes)?;
    Ok(path)
}

/// Gives every file below `site` its `.br` and `.gz` twin.
pub fn pack(site: &Path) -> Result<()> {
    let script = paths::root().join("crates/xtask/src/pack.mjs");
    output(Command::new("node").arg(script).arg(site))
        .context("the site could not be compressed")
        .map(|_| ())
}

/// Sizes of a packed file of the site.
pub fn sizes(site: &Path, path: &str) -> Result<Sizes> {
    let file = site.join(path);
    let length = |file: &Path| {
        let about = fs::metadata(file).with_context(|| format!("no {}", file.display()))?;
        Ok::<_, anyhow::Error>(about.len())
    };
    Ok(Sizes {
        raw: length(&file)?,
        gzip: length(&with_suffix(&file, "gz"))?,
        brotli: length(&with_suffix(&file, "br"))?,
    })
}

/// The twin's path: the file's own with one more ending.
pub fn with_suffix(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_change_with_the_bytes() {
        assert_ne!(hashed("boot.js", b"a"), hashed("boot.js", b"b"));
        assert_eq!(hashed("boot.js", b"a").len(), "boot..js".len() + 10);
    }

    #[test]
    fn a_file_without_twins_has_no_sizes() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert!(sizes(here, "Cargo.toml").is_err());
    }
}
