//! Fingerprints: what has been built from what, so that a second run does nothing twice.

use crate::console::note;
use crate::paths;
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

/// Gathers inputs into one fingerprint.
#[derive(Default)]
pub struct Fingerprint(Sha256);

impl Fingerprint {
    /// Adds a text, such as a flag or a version.
    pub fn text(mut self, text: &str) -> Self {
        self.0.update((text.len() as u64).to_le_bytes());
        self.0.update(text);
        self
    }

    /// Adds a file's bytes; a missing file counts as such.
    pub fn file(self, path: &Path) -> Self {
        match fs::read(path) {
            Ok(bytes) => self.text(&hex(&Sha256::digest(bytes))),
            Err(_) => self.text("(absent)"),
        }
    }

    /// Adds every file below a folder, by name and bytes, in name order.
    pub fn folder(self, path: &Path) -> Result<Self> {
        let mut fingerprint = self;
        for entry in files_below(path)? {
            let name = entry
                .strip_prefix(path)
                .unwrap_or(&entry)
                .to_string_lossy()
                .into_owned();
            fingerprint = fingerprint.text(&name).file(&entry);
        }
        Ok(fingerprint)
    }

    /// The fingerprint in hexadecimal.
    pub fn finish(self) -> String {
        hex(&self.0.finalize())
    }
}

/// Holds other runs of xtask off while this one writes below the target folder: two at once would
/// take each other's files away. The lock ends when the value is dropped.
pub fn hold() -> Result<fs::File> {
    let path = paths::target().join("xtask.lock");
    write(&path, b"")?;
    let file = fs::File::open(&path)?;
    if file.try_lock().is_err() {
        note("waiting for another run of xtask 正在等待另一个 xtask 结束");
        file.lock()
            .with_context(|| format!("cannot lock {}", path.display()))?;
    }
    Ok(file)
}

/// Whether `name` was last built from exactly this fingerprint.
pub fn is_fresh(name: &str, fingerprint: &str) -> bool {
    fs::read_to_string(paths::stamps().join(name)).is_ok_and(|stored| stored == fingerprint)
}

/// Remembers that `name` has been built from this fingerprint. Call it last.
pub fn set(name: &str, fingerprint: &str) -> Result<()> {
    write(&paths::stamps().join(name), fingerprint.as_bytes())
}

/// The first ten hexadecimal digits of the bytes' SHA-256: enough to tell two builds apart.
pub fn short_hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes)).chars().take(10).collect()
}

/// Writes a file, making the folders above it.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

/// Every file below a folder in name order; none when the folder is missing.
pub fn files_below(folder: &Path) -> Result<Vec<std::path::PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        if !next.is_dir() {
            continue;
        }
        for entry in
            fs::read_dir(&next).with_context(|| format!("cannot list {}", next.display()))?
        {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
