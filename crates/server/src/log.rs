//! What whoever looks after the server gets to read, on standard error.
//!
//! One line for each request: method, route, status, time. No addresses, no names of people or
//! things, nothing of what was asked or kept: a log is read by others and kept for long.

use std::io::Write;
use std::sync::OnceLock;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::time::Duration;

/// Lines that may wait while standard error is slow; more are left out rather than kept waiting.
const WAITING: usize = 1_024;

/// One answered request.
pub(crate) fn request(method: &str, route: &str, status: u16, took: Duration) {
    let micros = took.as_micros();
    line(format!(
        "{method} {route} {status} {}.{:01} ms",
        micros / 1_000,
        micros / 100 % 10
    ));
}

/// Something that a person should look into.
pub(crate) fn trouble(words: &str) {
    line(format!("! {}", words.replace(['\n', '\r'], " ")));
}

fn line(text: String) {
    static LINES: OnceLock<Option<SyncSender<String>>> = OnceLock::new();
    let lines = LINES.get_or_init(|| {
        let (lines, waiting) = sync_channel::<String>(WAITING);
        let writer = std::thread::Builder::new().name("log".to_owned());
        let started = writer.spawn(move || {
            for line in waiting {
                // Nobody can be told if standard error is gone.
                let _ = writeln!(std::io::stderr(), "{line}");
            }
        });
        started.ok().map(|_| lines)
    });
    if let Some(lines) = lines {
        let _ = lines.try_send(text);
    }
}
