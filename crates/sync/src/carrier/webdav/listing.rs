//! Names out of a WebDAV server's answer about a folder.

use crate::carrier::Entry;
use crate::carrier::address::decode;
use crate::carrier::xml::{self, Odd, Piece};

/// What is said about one resource.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Said {
    href: String,
    folder: bool,
    /// It is named only to say that there is something wrong with it.
    failed: bool,
}

/// The children of the folder at `path` (decoded, `/dav/v1/main/`) that an answer names.
/// `folder` is the part of it below the store (`v1/main/`).
///
/// What a server calls its resources need not be what the client calls them: a
/// proxy may have taken a prefix off or put one on. What an answer surely holds
/// is the folder itself, the parent of all others.
pub(super) fn children(xml: &[u8], path: &str, folder: &str) -> Result<Vec<Entry>, Odd> {
    let asked = segments(path);
    let below = segments(folder);
    let named: Vec<(Vec<String>, bool)> = multistatus(xml)?
        .into_iter()
        .filter_map(|said| Some((located(&said.href, path)?, said.folder)))
        .collect();
    let Some(parent) = parent(&named, &asked, &below) else {
        return Ok(Vec::new());
    };
    let mut entries = Vec::with_capacity(named.len());
    for (place, folder) in &named {
        if let Some((name, around)) = place.split_last()
            && *around == parent
        {
            let end = if *folder { "/" } else { "" };
            entries.extend(Entry::new(format!("{name}{end}")));
        }
    }
    Ok(entries)
}

/// Where the folder that was asked about stands by the server's own account.
fn parent(
    named: &[(Vec<String>, bool)],
    asked: &[String],
    below: &[String],
) -> Option<Vec<String>> {
    let expected = |place: &Vec<String>| {
        place == asked
            || place
                .split_last()
                .is_some_and(|(_, around)| around == asked)
    };
    if named.iter().any(|(place, _)| expected(place)) {
        return Some(asked.to_vec());
    }
    // Under another prefix: the folder itself is the shortest of those that end as it does.
    let ends = |place: &&[String]| place.ends_with(below);
    let own = named.iter().map(|(place, _)| place.as_slice()).filter(ends);
    if let Some(own) = own.min_by_key(|place| place.len()) {
        return Some(own.to_vec());
    }
    // A server that does not name the folder itself names its children.
    let around = named.iter().filter_map(|(place, _)| place.split_last());
    let mut around = around.map(|(_, around)| around);
    around.find(ends).map(<[String]>::to_vec)
}

fn multistatus(xml: &[u8]) -> Result<Vec<Said>, Odd> {
    let mut out = Vec::new();
    let mut said = Said::default();
    let mut right = false;
    xml::read(xml, |piece| match piece {
        Piece::Open(name, 0) => right = name == "multistatus",
        Piece::Open("response", 1) => said = Said::default(),
        Piece::Open("collection", _) => said.folder = true,
        Piece::Close("href", "response", text) => text.clone_into(&mut said.href),
        // `HTTP/1.1 404 Not Found`
        Piece::Close("status", "response", text) => {
            let code = text.split(' ').nth(1).unwrap_or_default();
            said.failed = !code.starts_with('2');
        }
        Piece::Close("response", "multistatus", _) if !said.failed => {
            out.push(std::mem::take(&mut said));
        }
        Piece::Open(..) | Piece::Close(..) => {}
    })?;
    if right { Ok(out) } else { Err(Odd) }
}

/// A resource's place, decoded; `None` where its name is no text.
fn located(href: &str, path: &str) -> Option<Vec<String>> {
    let href = match href.split_once("://") {
        Some((_, rest)) => rest.get(rest.find('/')?..)?,
        None => href,
    };
    let href = href.split(['?', '#']).next().unwrap_or(href);
    // Segments are told apart before decoding: `%2F` belongs to a name.
    let decoded = |text: &str| -> Option<Vec<String>> {
        let parts = text.split('/').filter(|part| !matches!(*part, "" | "."));
        parts.map(decode).collect()
    };
    if href.starts_with('/') {
        return decoded(href);
    }
    let mut place = segments(path);
    place.extend(decoded(href)?);
    Some(place)
}

fn segments(path: &str) -> Vec<String> {
    let parts = path.split('/').filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn answer(hrefs: &[&str]) -> String {
        let mut xml =
            "<?xml version=\"1.0\"?><D:multistatus xmlns:D=\"DAV:\" xmlns:lp1=\"DAV:\">".to_owned();
        for href in hrefs {
            let kind = if href.ends_with('/') {
                "<lp1:collection/>"
            } else {
                ""
            };
            xml += &format!(
                "<D:response><D:href>{href}</D:href><D:propstat><D:prop><lp1:resourcetype>{kind}</lp1:resourcetype></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>"
            );
        }
        xml + "</D:multistatus>"
    }

    fn names(hrefs: &[&str], path: &str, folder: &str) -> Vec<String> {
        let entries = children(answer(hrefs).as_bytes(), path, folder).unwrap();
        entries.into_iter().map(|entry| entry.name).collect()
    }

    #[test]
    fn names_are_found_however_servers_write_them() {
        let forms: [&[&str]; 7] = [
            // As asked, absolute, relative, encoded without need.
            &["/dav/v1/l/", "/dav/v1/l/a/", "/dav/v1/l/b-1"],
            &[
                "http://10.0.0.1/dav/v1/l/",
                "http://10.0.0.1/dav/v1/l/a/",
                "https://x/dav/v1/l/b-1",
            ],
            &["", "a/", "./b-1"],
            &["/dav/v1/l", "/dav/v1/l/%61/", "/dav/v1/l/b%2D1"],
            // A proxy put a prefix on, or took one off.
            &["/v1/l/", "/v1/l/a/", "/v1/l/b-1"],
            &[
                "/srv/files/v1/l/",
                "/srv/files/v1/l/a/",
                "/srv/files/v1/l/b-1",
            ],
            // The folder itself is not named.
            &["/v1/l/a/", "/v1/l/b-1"],
        ];
        for hrefs in forms {
            assert_eq!(
                names(hrefs, "/dav/v1/l/", "v1/l/"),
                ["a/", "b-1"],
                "{hrefs:?}"
            );
        }
    }

    #[test]
    fn the_root_may_stand_anywhere() {
        assert_eq!(names(&["/", "/v1/"], "/", ""), ["v1/"]);
        assert_eq!(names(&["/dav/", "/dav/v1/"], "/dav/", ""), ["v1/"]);
        assert_eq!(names(&["/other/", "/other/v1/"], "/dav/", ""), ["v1/"]);
        assert!(names(&["/other/"], "/dav/", "").is_empty());
    }

    #[test]
    fn a_child_may_have_its_parents_name() {
        assert_eq!(names(&["/d/v1/", "/d/v1/v1/"], "/d/v1/", "v1/"), ["v1/"]);
        assert_eq!(names(&["/v1/", "/v1/v1/"], "/d/v1/", "v1/"), ["v1/"]);
    }

    #[test]
    fn only_children_count() {
        let hrefs = [
            "/d/",
            "/d/v1/",
            "/d/v1/a/",
            "/d/v1/a/deep",
            "/d/v1/x%2Fy",
            "/d/v1/..",
            "/d/v1/%ff",
            "/d/v1/%0A",
        ];
        assert_eq!(names(&hrefs, "/d/v1/", "v1/"), ["a/"]);
    }

    #[test]
    fn a_folder_is_one_by_its_type_not_by_its_address() {
        let xml = answer(&["/d/", "/d/a/"]).replace("/d/a/", "/d/a");
        let entries = children(xml.as_bytes(), "/d/", "").unwrap();
        assert_eq!(entries, [Entry { name: "a/".into() }]);
    }

    #[test]
    fn what_a_server_only_complains_about_is_not_there() {
        let xml = "<multistatus><response><href>/d/a</href><status>HTTP/1.1 404 Not Found</status></response>\
            <response><href>/d/b</href><propstat><prop><x><href>/d/c</href></x></prop></propstat></response></multistatus>";
        let entries = children(xml.as_bytes(), "/d/", "").unwrap();
        assert_eq!(entries, [Entry { name: "b".into() }]);
    }

    #[test]
    fn another_document_is_odd() {
        for xml in ["<html></html>", "<response/>", "", "<multistatus>"] {
            assert_eq!(children(xml.as_bytes(), "/d/", ""), Err(Odd), "{xml}");
        }
    }

    proptest! {
        #[test]
        fn hostile_addresses_name_nothing_outside(hrefs in proptest::collection::vec("[/a.%2F:d?#]{0,12}", 0..8)) {
            let hrefs: Vec<&str> = hrefs.iter().map(String::as_str).collect();
            for name in names(&hrefs, "/d/a/", "a/") {
                let bare = name.strip_suffix('/').unwrap_or(&name);
                prop_assert!(!bare.is_empty() && !bare.contains('/') && bare != "..");
            }
        }
    }
}
