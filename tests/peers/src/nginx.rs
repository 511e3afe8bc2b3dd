//! nginx with its dav and dav-ext modules (Debian: nginx-extras).

use crate::{Ending, Folder, PASSWORD, Peer, Server, USER, dav};
use std::path::Path;
use std::process::Command;

/// As a site would set it up, but for the ports and folders; bodies of up to 64 MiB.
const SITE: &str = "
load_module /usr/lib/nginx/modules/ngx_http_dav_ext_module.so;
daemon off;
user USER;
worker_processes 2;
pid FOLDER/nginx.pid;
error_log stderr;
events { worker_connections 256; }
http {
  access_log off;
  client_body_temp_path FOLDER/temp-body;
  proxy_temp_path FOLDER/temp-proxy;
  fastcgi_temp_path FOLDER/temp-fastcgi;
  uwsgi_temp_path FOLDER/temp-uwsgi;
  scgi_temp_path FOLDER/temp-scgi;
  client_max_body_size 64m;
  server {
    listen 127.0.0.1:PORT;
    root FOLDER/files;
    location /dav/ {
      dav_methods PUT DELETE MKCOL COPY MOVE;
      dav_ext_methods PROPFIND OPTIONS;
      auth_basic dav;
      auth_basic_user_file FOLDER/users;
    }
  }
}
";

/// nginx: overwrites whatever the condition, keeps nothing of a torn upload.
pub fn nginx() -> Peer {
    let folder = Folder::new("nginx");
    folder.make("files/dav");
    folder.write("users", &format!("{USER}:{{PLAIN}}{PASSWORD}\n"));
    let path = folder.path().display().to_string();
    let (server, [port]) = Server::begin(&folder, Ending::Asked, |[port]: [u16; 1]| {
        let site = SITE
            .replace("FOLDER", &path)
            .replace("PORT", &port.to_string())
            .replace("USER", &user());
        let site = folder.write("nginx.conf", &site);
        // Debian keeps it where not everybody's path leads.
        let sbin = Path::new("/usr/sbin/nginx");
        let program = if sbin.is_file() {
            sbin
        } else {
            Path::new("nginx")
        };
        let mut command = Command::new(program);
        command.arg("-e").arg("stderr").arg("-p").arg(&path);
        command.arg("-c").arg(site);
        command
    });
    Peer {
        name: "nginx",
        choice: dav(format!("http://127.0.0.1:{port}/dav/")),
        server,
        folder,
    }
}

/// Whoever runs the test owns the folder; nginx would take another user when root starts it.
fn user() -> String {
    let id = Command::new("id").arg("-un").output();
    let name = id.map(|id| String::from_utf8_lossy(&id.stdout).trim().to_owned());
    name.unwrap_or_default()
}
