//! Real stores, unmodified, for tests: each on free loopback ports over an empty
//! folder of its own, stopped and gone when the [`Peer`] is dropped, also by a panic.
//!
//! ```no_run
//! let peer = huiyin_peers::nginx();
//! println!("{:?}", peer.choice);
//! ```
//!
//! `cargo xtask test` installs what is missing; `cargo xtask peers` does so and
//! runs only the tests with peers.

#![allow(
    clippy::panic,
    reason = "only tests use this: what is missing fails them with its own words"
)]

mod nginx;
mod process;
mod rclone;
mod seaweed;
mod wsgidav;

pub use nginx::nginx;
pub use process::{Ending, Folder, Server, free_port};
pub use rclone::rclone;
pub use seaweed::seaweed;
pub use wsgidav::wsgidav;

use huiyin_protocol::sharing::StoreChoice;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// The name that every peer knows.
pub const USER: &str = "huiyin";
/// Its password.
pub const PASSWORD: &str = "mima-mima-1";

/// A real store that runs as long as this is held.
///
/// The server ends with the thread that began it: a peer is not for `static`s.
#[derive(Debug)]
pub struct Peer {
    /// What it is called in messages.
    pub name: &'static str,
    /// How to reach it.
    pub choice: StoreChoice,
    server: Server,
    folder: Folder,
}

impl Peer {
    /// The folder of the files it serves, or of its data.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The address under which a server of ours keeps its objects here, and what it finds the
    /// keys by in its environment; `None` where this is no S3 service.
    pub fn kept_at(&self) -> Option<(String, [(&'static str, &'static str); 2])> {
        let StoreChoice::S3 { url, bucket, .. } = &self.choice else {
            return None;
        };
        let keys = [
            ("AWS_ACCESS_KEY_ID", USER),
            ("AWS_SECRET_ACCESS_KEY", PASSWORD),
        ];
        Some((format!("s3://{bucket}/kept?endpoint={url}"), keys))
    }

    /// Ends the server at once, as a power failure would.
    pub fn kill(&mut self) {
        self.server.kill();
    }
}

/// Every peer there is.
pub const ALL: [fn() -> Peer; 4] = [nginx, wsgidav, rclone, seaweed];

/// Seconds since 1970, as carriers ask for them.
pub fn clock() -> i64 {
    let passed = SystemTime::now().duration_since(UNIX_EPOCH);
    passed.map_or(0, |passed| {
        i64::try_from(passed.as_secs()).unwrap_or_default()
    })
}

/// A program of the environment that xtask keeps for peers.
fn program(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let target = match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root.join(folder),
        None => root.join("target"),
    };
    let path = target.join("peers/bin").join(name);
    assert!(
        path.is_file(),
        "{} is missing; `cargo xtask peers` installs it",
        path.display()
    );
    path
}

/// A WebDAV folder of the peers' user.
fn dav(url: String) -> StoreChoice {
    StoreChoice::WebDav {
        url,
        user: USER.to_owned(),
        password: PASSWORD.to_owned(),
    }
}
