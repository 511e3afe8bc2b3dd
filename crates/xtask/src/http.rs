//! The little of HTTP that serving a folder of static files needs, without any socket.

use std::path::{Component, Path, PathBuf};

/// The most a request's head may take.
pub const HEAD_LIMIT: usize = 16 * 1024;

/// A request's head, as far as it matters here.
#[derive(Debug, PartialEq, Eq)]
pub struct Request {
    pub method: String,
    /// The path decoded, without query; always starts with `/`.
    pub path: String,
    pub accept_encoding: String,
    pub user_agent: String,
}

/// Reads a request's head; `None` when it is not HTTP or its path is not decodable.
pub fn parse(head: &str) -> Option<Request> {
    let mut lines = head.split("\r\n");
    let mut words = lines.next()?.split(' ');
    let (method, target, version) = (words.next()?, words.next()?, words.next()?);
    if !version.starts_with("HTTP/1.") || !target.starts_with('/') {
        return None;
    }
    let path = decode(target.split(['?', '#']).next()?)?;
    let mut request = Request {
        method: method.to_owned(),
        path,
        accept_encoding: String::new(),
        user_agent: String::new(),
    };
    for line in lines.take_while(|line| !line.is_empty()) {
        let (name, value) = line.split_once(':')?;
        match name.to_ascii_lowercase().as_str() {
            "accept-encoding" => request.accept_encoding = value.trim().to_ascii_lowercase(),
            "user-agent" => request.user_agent = value.trim().to_owned(),
            _ => {}
        }
    }
    Some(request)
}

fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// The file below `site` that a path names; `None` when it names none or leads outside.
pub fn resolve(site: &Path, path: &str) -> Option<PathBuf> {
    let relative = path.strip_prefix('/')?;
    let relative = if relative.is_empty() {
        "index.html"
    } else {
        relative
    };
    if relative.contains(['\\', '\0', ':']) {
        return None;
    }
    let relative = Path::new(relative);
    if !relative
        .components()
        .all(|part| matches!(part, Component::Normal(_)))
    {
        return None;
    }
    Some(site.join(relative)).filter(|file| file.is_file())
}

/// Encodings to try, best first: name in the header and ending of the twin.
pub fn encodings(accept: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let accepted: Vec<String> = accept
        .split(',')
        .filter(|offer| !offer.replace(' ', "").ends_with(";q=0"))
        .filter_map(|offer| offer.split(';').next())
        .map(|name| name.trim().to_owned())
        .collect();
    [("br", "br"), ("gzip", "gz")]
        .into_iter()
        .filter(move |(name, _)| accepted.iter().any(|offer| offer == name))
}

/// The type a browser needs to see; `.wasm` in particular, or it cannot compile while loading.
pub fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        _ => "application/octet-stream",
    }
}

/// Names with a hash never change what they mean.
pub fn cache_control(path: &str) -> &'static str {
    if path.starts_with("/assets/") {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}

/// The content security policy for a browser.
///
/// Chromium learnt `'wasm-unsafe-eval'` in version 97 and before that compiles WebAssembly only
/// under `'unsafe-eval'`, so browsers that name an older Chromium get that word. It opens nothing:
/// `require-trusted-types-for` (Chromium 83) still refuses to evaluate a string.
pub fn policy(user_agent: &str) -> String {
    let wasm = if chromium_version(user_agent).is_some_and(|version| version < 97) {
        "'unsafe-eval'"
    } else {
        "'wasm-unsafe-eval'"
    };
    format!(
        "default-src 'none'; script-src 'self' {wasm}; worker-src 'self'; connect-src 'self'; \
         style-src 'self'; img-src 'self' data: blob:; base-uri 'none'; form-action 'none'; \
         frame-ancestors 'self'; trusted-types default; require-trusted-types-for 'script'"
    )
}

fn chromium_version(user_agent: &str) -> Option<u32> {
    let after = user_agent.split("Chrome/").nth(1)?;
    after.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(target: &str) -> Option<String> {
        parse(&format!("GET {target} HTTP/1.1\r\nHost: x\r\n\r\n")).map(|request| request.path)
    }

    #[test]
    fn reads_a_head() {
        let head = "HEAD /a%20b?c=d HTTP/1.1\r\nAccept-Encoding: gzip, BR\r\nuser-agent: X\r\n\r\n";
        let request = parse(head).unwrap();
        assert_eq!(
            (request.method.as_str(), request.path.as_str()),
            ("HEAD", "/a b")
        );
        assert_eq!(
            (
                request.accept_encoding.as_str(),
                request.user_agent.as_str()
            ),
            ("gzip, br", "X")
        );
    }

    #[test]
    fn refuses_what_is_not_a_request() {
        assert_eq!(parse("hello"), None);
        assert_eq!(parse("GET http://evil/ HTTP/1.1\r\n\r\n"), None);
        assert_eq!(path("/%zz"), None);
        assert_eq!(path("/%ff"), None);
        assert_eq!(path("/%2"), None);
    }

    #[test]
    fn stays_inside_the_site() {
        let site = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert!(resolve(site, "/Cargo.toml").is_some());
        assert!(resolve(site, "/src/main.rs").is_some());
        for outside in [
            "/../../Cargo.toml",
            "/src/../../../Cargo.toml",
            "//etc/passwd",
            "/..\\Cargo.toml",
            "/./x\0",
            "/src",
            "/",
        ] {
            assert_eq!(resolve(site, outside), None, "{outside}");
        }
        assert_eq!(
            resolve(site, &path("/%2e%2e/%2e%2e/Cargo.toml").unwrap()),
            None
        );
    }

    #[test]
    fn offers_what_the_browser_accepts() {
        let names = |accept| encodings(accept).map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(names("gzip, deflate, br"), ["br", "gzip"]);
        assert_eq!(names("gzip;q=1.0, br;q=0"), ["gzip"]);
        assert_eq!(names(""), [""; 0]);
        assert_eq!(names("brotli"), [""; 0]);
    }

    #[test]
    fn only_old_chromium_gets_the_old_word() {
        assert!(
            policy("Mozilla/5.0 HeadlessChrome/86.0.4240.111 Safari/537.36")
                .contains("script-src 'self' 'unsafe-eval';")
        );
        for modern in ["Chrome/97.0.1", "Chrome/156.0.0.0", "Firefox/140.0", ""] {
            assert!(
                policy(modern).contains("script-src 'self' 'wasm-unsafe-eval';"),
                "{modern}"
            );
        }
    }
}
