//! Serves the release site on loopback, with the headers a real deployment should send.

use crate::assets::with_suffix;
use crate::http::{self, Request};
use crate::{console, paths};
use anyhow::{Context, Result, bail};
use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

/// Where `start` listens unless told otherwise. A browser keeps data per address *and port*, so
/// the port stays the same from day to day.
const USUAL_PORT: u16 = 8095;

/// The demo workspace's address, outside the site's own files.
const DEMO: &str = "/demo.huiyin.json";

struct Site {
    root: PathBuf,
    demo: Option<PathBuf>,
}

/// Serves until the process is ended. Prints the address as the last line before the first answer.
pub fn run(port: Option<u16>, with_demo: bool, open: bool) -> Result<()> {
    let root = paths::dist();
    if !root.join("index.html").is_file() {
        bail!(
            "there is no site in {}; run `cargo xtask dist` first\n还没有生成站点,请先运行 cargo xtask dist",
            root.display()
        );
    }
    let demo = Some(paths::demo_bundle()).filter(|file| with_demo && file.is_file());
    let listener = listen(port)?;
    let address = format!("http://{}/", listener.local_addr()?);
    println!("回音已就绪 Huiyin is ready: {address}");
    console::note("Ctrl+C 结束 ends it");
    std::io::stdout().flush()?;
    if open {
        open_browser(&address);
    }
    let site = Arc::new(Site { root, demo });
    for stream in listener.incoming() {
        let site = Arc::clone(&site);
        // A connection that breaks is the browser's business, not a reason to stop serving.
        std::thread::spawn(move || stream.map(|stream| answer(&site, stream)));
    }
    Ok(())
}

fn listen(port: Option<u16>) -> Result<TcpListener> {
    let wanted = port.unwrap_or(USUAL_PORT);
    match TcpListener::bind((Ipv4Addr::LOCALHOST, wanted)) {
        Ok(listener) => Ok(listener),
        Err(error) if port.is_none() => {
            console::note(&format!("port {wanted} is taken ({error}); using a free one. Data kept in the browser belongs to its port."));
            console::note(&format!("端口 {wanted} 已被占用,改用空闲端口;浏览器中的数据按端口分开保存。"));
            TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no free port on loopback")
        }
        Err(error) => Err(error).with_context(|| format!("cannot listen on port {wanted}; choose another with --port\n端口 {wanted} 不可用,请用 --port 另选")),
    }
}

fn open_browser(address: &str) {
    let opened = ["xdg-open", "open", "explorer.exe"]
        .iter()
        .any(|program| Command::new(program).arg(address).spawn().is_ok());
    if !opened {
        console::note(
            "no program to open a browser was found; open the address yourself 请自行打开上面的地址",
        );
    }
}

fn answer(site: &Site, mut stream: TcpStream) -> Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    stream.set_write_timeout(Some(Duration::from_secs(30)))?;
    let Some(head) = read_head(&mut stream)? else {
        return Ok(());
    };
    let response = respond(site, http::parse(&head).as_ref());
    stream.write_all(&response)?;
    Ok(stream.shutdown(std::net::Shutdown::Write)?)
}

/// The request up to its blank line; `None` when the browser closed without asking anything.
fn read_head(stream: &mut TcpStream) -> Result<Option<String>> {
    let mut head = Vec::new();
    let mut chunk = [0; 2048];
    while !head.windows(4).any(|window| window == b"\r\n\r\n") {
        let count = stream.read(&mut chunk)?;
        if count == 0 || head.len() > http::HEAD_LIMIT {
            return Ok(None);
        }
        head.extend(chunk.iter().take(count));
    }
    Ok(Some(String::from_utf8_lossy(&head).into_owned()))
}

fn respond(site: &Site, request: Option<&Request>) -> Vec<u8> {
    let Some(request) = request else {
        return plain("400 Bad Request", None);
    };
    let headers_only = match request.method.as_str() {
        "GET" => false,
        "HEAD" => true,
        _ => return plain("405 Method Not Allowed", None),
    };
    let file = if request.path == DEMO {
        // A site without a demo says "nothing here" rather than "not found", which browsers report
        // as an error.
        let Some(demo) = &site.demo else {
            return plain("204 No Content", Some(request));
        };
        Some(demo.clone())
    } else {
        http::resolve(&site.root, &request.path)
    };
    let Some(file) = file else {
        return plain("404 Not Found", Some(request));
    };
    let packed = http::encodings(&request.accept_encoding)
        .find_map(|(name, suffix)| Some((name, fs::read(with_suffix(&file, suffix)).ok()?)));
    let (encoding, body) = match packed {
        Some((name, body)) => (Some(name), body),
        None => match fs::read(&file) {
            Ok(body) => (None, body),
            Err(_) => return plain("404 Not Found", Some(request)),
        },
    };
    let name = if request.path == "/" {
        "/index.html"
    } else {
        &request.path
    };
    let mut head = head("200 OK", Some(request), http::media_type(name), body.len());
    head.push_str(&format!(
        "Cache-Control: {}\r\nVary: Accept-Encoding, User-Agent\r\n",
        http::cache_control(name)
    ));
    if let Some(encoding) = encoding {
        head.push_str(&format!("Content-Encoding: {encoding}\r\n"));
    }
    head.push_str("\r\n");
    let mut bytes = head.into_bytes();
    if !headers_only {
        bytes.extend(body);
    }
    bytes
}

fn plain(status: &str, request: Option<&Request>) -> Vec<u8> {
    let bodiless =
        status.starts_with("204") || request.is_some_and(|request| request.method == "HEAD");
    let body = if bodiless { "" } else { status };
    let mut text = head(status, request, "text/plain; charset=utf-8", body.len());
    text.push_str("Cache-Control: no-store\r\n\r\n");
    text.push_str(body);
    text.into_bytes()
}

fn head(status: &str, request: Option<&Request>, media_type: &str, length: usize) -> String {
    let policy = http::policy(request.map_or("", |request| &request.user_agent));
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {length}\r\nConnection: close\r\n\
         Content-Security-Policy: {policy}\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n\
         Cross-Origin-Resource-Policy: same-origin\r\nPermissions-Policy: camera=(), microphone=(), geolocation=()\r\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(site: &Site, request: &str) -> String {
        String::from_utf8_lossy(&respond(site, http::parse(request).as_ref())).into_owned()
    }

    fn site(demo: bool) -> Site {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        Site {
            demo: demo.then(|| root.join("Cargo.toml")),
            root,
        }
    }

    #[test]
    fn serves_a_file_with_the_security_headers() {
        let answer = ask(&site(false), "GET /Cargo.toml HTTP/1.1\r\n\r\n");
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"));
        assert!(answer.contains("name = \"xtask\""));
        for header in [
            "Content-Security-Policy: default-src 'none'; ",
            "X-Content-Type-Options: nosniff",
            "Referrer-Policy: no-referrer",
        ] {
            assert!(answer.contains(header), "{header}");
        }
    }

    #[test]
    fn head_has_the_length_and_no_body() {
        let answer = ask(&site(false), "HEAD /Cargo.toml HTTP/1.1\r\n\r\n");
        assert!(answer.contains("Content-Length: ") && !answer.contains("Content-Length: 0"));
        assert!(answer.ends_with("\r\n\r\n"));
    }

    #[test]
    fn refuses_other_methods_and_unknown_paths() {
        assert!(ask(&site(false), "POST / HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 405"));
        assert!(ask(&site(false), "GET /nothing HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 404"));
        assert!(
            ask(&site(false), "GET /../xtask/Cargo.toml HTTP/1.1\r\n\r\n")
                .starts_with("HTTP/1.1 404")
        );
        assert!(ask(&site(false), "nonsense").starts_with("HTTP/1.1 400"));
    }

    #[test]
    fn the_demo_is_there_only_when_asked_for() {
        assert!(
            ask(&site(false), "GET /demo.huiyin.json HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 204")
        );
        assert!(
            ask(&site(true), "GET /demo.huiyin.json HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 200")
        );
    }
}
