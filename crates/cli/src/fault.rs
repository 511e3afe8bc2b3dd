//! What went wrong, in one line.

use huiyin_protocol::Failure;
use huiyin_rules::{Lang, Text};
use std::io;
use std::path::Path;

/// Why a command did nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault(Text);

impl Fault {
    /// From its two versions.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Fault(Text::new(zh, en))
    }

    /// A file that cannot be read or written.
    pub fn file(path: &Path, error: &io::Error) -> Self {
        let (path, zh) = (path.display(), reason(error));
        Fault::new(format!("{path}:{zh}。"), format!("{path}: {error}"))
    }

    /// What the engine answered, about what was being done.
    pub fn engine(about: &str, failure: &Failure) -> Self {
        // The text is already in the language asked for.
        let text = format!("{about}:{}", failure.text);
        Fault::new(text.clone(), text)
    }

    /// The one line, without line breaks.
    pub fn line(&self, lang: Lang) -> String {
        self.0
            .get(lang)
            .split(['\n', '\r'])
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "没有这个文件或目录，请核对路径".to_owned(),
        io::ErrorKind::PermissionDenied => "没有读写权限".to_owned(),
        io::ErrorKind::StorageFull => "磁盘已满".to_owned(),
        io::ErrorKind::IsADirectory => "这是一个目录，不是文件".to_owned(),
        _ => format!("读写失败({error})"),
    }
}
