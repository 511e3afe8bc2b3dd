//! `rclone serve webdav` (Debian).

use crate::{Ending, Folder, PASSWORD, Peer, Server, USER, dav};
use std::process::Command;

/// rclone: overwrites whatever the condition, and what a torn upload left stays.
pub fn rclone() -> Peer {
    let folder = Folder::new("rclone");
    let files = folder.make("files");
    let (server, [port]) = Server::begin(&folder, Ending::Asked, |[port]: [u16; 1]| {
        let mut command = Command::new("rclone");
        command.args(["serve", "webdav"]).arg(&files);
        command.arg("--addr").arg(format!("127.0.0.1:{port}"));
        command.args(["--user", USER, "--pass", PASSWORD]);
        command
            .arg("--config")
            .arg(folder.path().join("rclone.conf"));
        command.arg("--cache-dir").arg(folder.path().join("cache"));
        command
    });
    Peer {
        name: "rclone",
        choice: dav(format!("http://127.0.0.1:{port}/")),
        server,
        folder,
    }
}
