//! WsgiDAV (PyPI).

use crate::{Ending, Folder, PASSWORD, Peer, Server, USER, dav, program};
use std::process::Command;

const SETTINGS: &str = "
host: 127.0.0.1
port: PORT
provider_mapping:
  '/dav': 'FILES'
http_authenticator:
  accept_basic: true
  accept_digest: false
  default_to_digest: false
simple_dc:
  user_mapping:
    '*':
      'USER':
        password: 'PASSWORD'
verbose: 1
";

/// WsgiDAV: heeds the condition, but serves what a torn upload left as if it were whole.
pub fn wsgidav() -> Peer {
    let folder = Folder::new("wsgidav");
    let files = folder.make("files").display().to_string();
    let (server, [port]) = Server::begin(&folder, Ending::Asked, |[port]: [u16; 1]| {
        let settings = SETTINGS
            .replace("FILES", &files)
            .replace("PORT", &port.to_string())
            .replace("USER", USER)
            .replace("PASSWORD", PASSWORD);
        let settings = folder.write("wsgidav.yaml", &settings);
        let mut command = Command::new(program("wsgidav"));
        command.arg("--config").arg(settings);
        command.env("TMPDIR", folder.path());
        command
    });
    Peer {
        name: "WsgiDAV",
        choice: dav(format!("http://127.0.0.1:{port}/dav/")),
        server,
        folder,
    }
}
