//! Which file an address names, and how it is sent.

use std::path::{Component, Path, PathBuf};

/// An address's path with its percent signs resolved; `None` where it is not text.
pub(crate) fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            if !digits.iter().all(u8::is_ascii_hexdigit) {
                return None;
            }
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// The file below `site` that a path names; `None` when it names none or leads outside.
pub(super) fn resolve(site: &Path, path: &str) -> Option<PathBuf> {
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
pub(super) fn encodings(accept: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let accepted: Vec<String> = accept
        .to_ascii_lowercase()
        .split(',')
        .filter(|offer| !offer.replace(' ', "").ends_with(";q=0"))
        .filter_map(|offer| offer.split(';').next())
        .map(|name| name.trim().to_owned())
        .collect();
    [("br", "br"), ("gzip", "gz")]
        .into_iter()
        .filter(move |(name, _)| accepted.iter().any(|offer| offer == name))
}

/// A file's packed twin, `name.ending.br` beside `name.ending`.
pub(super) fn with_suffix(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    PathBuf::from(name)
}

/// The type a browser needs to see; `.wasm` in particular, or it cannot compile while loading.
pub(super) fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json; charset=utf-8",
        "xml" => "application/rss+xml; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        _ => "application/octet-stream",
    }
}

/// Names with a hash never change what they mean.
pub(super) fn cache_control(path: &str) -> &'static str {
    if path.starts_with("/assets/") {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_addresses() {
        assert_eq!(decoded("/a%20b").as_deref(), Some("/a b"));
        for bad in ["/%zz", "/%ff", "/%2", "/%+1"] {
            assert_eq!(decoded(bad), None, "{bad}");
        }
    }

    #[test]
    fn stays_inside_the_site() {
        let site = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert!(resolve(site, "/Cargo.toml").is_some());
        assert!(resolve(site, "/src/lib.rs").is_some());
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
        let hidden = decoded("/%2e%2e/%2e%2e/Cargo.toml").unwrap();
        assert_eq!(resolve(site, &hidden), None);
    }

    #[test]
    fn offers_what_the_browser_accepts() {
        let names = |accept| encodings(accept).map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(names("gzip, deflate, br"), ["br", "gzip"]);
        assert_eq!(names("gzip, BR"), ["br", "gzip"]);
        assert_eq!(names("gzip;q=1.0, br;q=0"), ["gzip"]);
        assert_eq!(names(""), [""; 0]);
        assert_eq!(names("brotli"), [""; 0]);
    }
}
