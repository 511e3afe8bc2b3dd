//! Writing a file whole or not at all.

use crate::fault::Fault;
use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// A file under way: it takes its name when it is finished, and is gone otherwise.
#[derive(Debug)]
pub struct Atomic {
    target: PathBuf,
    beside: PathBuf,
    file: Option<BufWriter<File>>,
}

impl Atomic {
    /// Begins a file beside `target`.
    pub fn create(target: &Path) -> Result<Self, Fault> {
        if target.is_dir() {
            let path = target.display();
            return Err(Fault::new(
                format!("{path}：这是一个目录，请写出文件名。"),
                format!("{path}: this is a folder; name a file"),
            ));
        }
        let name = target
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let beside = target.with_file_name(format!(".{name}.{}.part", std::process::id()));
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&beside);
        let file = file.map_err(|error| Fault::file(target, &error))?;
        Ok(Atomic {
            target: target.to_owned(),
            beside,
            file: Some(BufWriter::new(file)),
        })
    }

    /// Writes more of it.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        let Some(file) = &mut self.file else {
            return Ok(());
        };
        file.write_all(bytes)
            .map_err(|error| Fault::file(&self.target, &error))
    }

    /// Makes sure it is on disk and gives it its name.
    pub fn finish(mut self) -> Result<(), Fault> {
        let failed = |error: std::io::Error| Fault::file(&self.target, &error);
        if let Some(writer) = self.file.take() {
            let file = writer
                .into_inner()
                .map_err(|error| failed(error.into_error()))?;
            file.sync_all().map_err(failed)?;
            fs::rename(&self.beside, &self.target).map_err(failed)?;
        }
        Ok(())
    }
}

impl Drop for Atomic {
    fn drop(&mut self) {
        // After `finish` there is nothing under this name any more.
        drop(self.file.take());
        let _ = fs::remove_file(&self.beside);
    }
}
