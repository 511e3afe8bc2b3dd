use super::*;
use crate::carrier::Retry;
use crate::carrier::fake::{Fake, body, now, status};
use crate::http::TransportError;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// A folder at `/dav/` as the standard has it: no parent, no file.
struct Disk {
    /// What it says to a put into a folder that is not there.
    orphan: u16,
    folders: RefCell<BTreeSet<String>>,
    files: RefCell<BTreeMap<String, Vec<u8>>>,
}

impl Disk {
    fn saying(orphan: u16) -> Self {
        Disk {
            orphan,
            folders: RefCell::default(),
            files: RefCell::default(),
        }
    }

    fn answer(&self, request: &Request) -> Result<Response, TransportError> {
        let path = request.url.strip_prefix("http://store").unwrap().to_owned();
        let parent = |path: &str| {
            let bare = path.trim_end_matches('/');
            bare[..=bare.rfind('/').unwrap()].to_owned()
        };
        let there = |path: &str| path == "/dav/" || self.folders.borrow().contains(path);
        match request.method {
            Method::Put if !there(&parent(&path)) => status(self.orphan),
            Method::Put => {
                let files = &mut *self.files.borrow_mut();
                files.insert(path, request.body.clone());
                status(201)
            }
            Method::Mkcol if there(&path) => status(405),
            Method::Mkcol if !there(&parent(&path)) => status(409),
            Method::Mkcol => {
                self.folders.borrow_mut().insert(path);
                status(201)
            }
            Method::Get => match self.files.borrow().get(&path) {
                Some(bytes) => Ok(Response {
                    status: 200,
                    headers: Vec::new(),
                    body: bytes.clone(),
                }),
                None => status(404),
            },
            Method::Propfind if !there(&path) => status(404),
            Method::Propfind => {
                let mut xml = format!("<multistatus><response><href>{path}</href></response>");
                let (folders, files) = (self.folders.borrow(), self.files.borrow());
                for child in folders.iter().chain(files.keys()) {
                    if parent(child) == path {
                        xml += &format!("<response><href>{child}</href></response>");
                    }
                }
                // Folders are told by their type alone.
                for folder in folders.iter() {
                    xml = xml.replace(
                        &format!("<href>{folder}</href>"),
                        &format!("<href>{folder}</href><propstat><prop><resourcetype><collection/></resourcetype></prop></propstat>"),
                    );
                }
                body(207, &(xml + "</multistatus>"))
            }
            _ => status(405),
        }
    }
}

fn names(entries: Vec<Entry>) -> Vec<String> {
    let mut names: Vec<String> = entries.into_iter().map(|entry| entry.name).collect();
    names.sort();
    names
}

fn at<T: Transport>(transport: T) -> WebDav<T> {
    WebDav::new(transport, "http://store/dav", "", "").unwrap()
}

#[test]
fn folders_are_made_once_on_the_way() {
    // By the standard, as others have it, and as nginx does.
    for orphan in [409, 404, 500] {
        made_once(&Disk::saying(orphan));
    }
}

fn made_once(disk: &Disk) {
    let fake = Fake::new(|request: &Request| disk.answer(request));
    let dav = at(&fake);
    now(dav.put("v1/main/l/a", b"1")).unwrap();
    assert_eq!(
        fake.lines(),
        [
            "PUT /dav/v1/main/l/a",
            "MKCOL /dav/v1/",
            "MKCOL /dav/v1/main/",
            "MKCOL /dav/v1/main/l/",
            "PUT /dav/v1/main/l/a",
        ]
    );
    fake.asked.borrow_mut().clear();
    now(dav.put("v1/main/l/b", b"2")).unwrap();
    now(dav.put("v1/main/s/c", b"3")).unwrap();
    assert_eq!(
        fake.lines(),
        [
            "PUT /dav/v1/main/l/b",
            "PUT /dav/v1/main/s/c",
            "MKCOL /dav/v1/main/s/",
            "PUT /dav/v1/main/s/c",
        ]
    );
    // Another carrier meets the folders.
    now(at(&fake).put("v1/main/l/d", b"4")).unwrap();
    assert_eq!(disk.files.borrow().len(), 4);
}

#[test]
fn folders_that_were_taken_away_are_made_again() {
    let disk = Disk::saying(409);
    let fake = Fake::new(|request: &Request| disk.answer(request));
    let dav = at(&fake);
    now(dav.put("v1/main/l/a", b"1")).unwrap();
    disk.folders.borrow_mut().clear();
    now(dav.put("v1/main/l/b", b"2")).unwrap();
    assert_eq!(disk.files.borrow().len(), 2);
}

#[test]
fn a_fault_is_not_taken_for_a_missing_folder_for_ever() {
    let faulty = Cell::new(false);
    let disk = Disk::saying(409);
    let fake = Fake::new(|request: &Request| match request.method {
        Method::Put if faulty.get() => status(500),
        _ => disk.answer(request),
    });
    let dav = at(&fake);
    now(dav.put("v1/a", b"1")).unwrap();
    faulty.set(true);
    fake.asked.borrow_mut().clear();
    let error = now(dav.put("v1/b", b"2")).unwrap_err();
    assert_eq!(
        (error.code, error.is_retryable()),
        (CarrierCode::Faulty, true)
    );
    assert_eq!(fake.lines(), ["PUT /dav/v1/b"]);
}

#[test]
fn what_was_put_is_got_and_listed() {
    let disk = Disk::saying(409);
    let fake = Fake::new(|request: &Request| disk.answer(request));
    let dav = at(&fake);
    for key in ["v1/a/1", "v1/a/2", "v1/b/1", "v1/c"] {
        now(dav.put(key, key.as_bytes())).unwrap();
    }
    assert_eq!(now(dav.get("v1/a/2")).unwrap().unwrap(), b"v1/a/2");
    assert_eq!(now(dav.get("v1/a/3")).unwrap(), None);
    assert_eq!(
        names(now(dav.list("v1/", None)).unwrap()),
        ["a/", "b/", "c"]
    );
    assert_eq!(names(now(dav.list("", None)).unwrap()), ["v1/"]);
    assert_eq!(names(now(dav.list("v1/a/", Some("1"))).unwrap()), ["2"]);
    assert!(now(dav.list("v1/none/", None)).unwrap().is_empty());
}

#[test]
fn a_missing_folder_is_empty_but_a_missing_root_is_told() {
    let nothing = Fake::new(|_: &Request| status(404));
    let dav = at(&nothing);
    for error in [
        now(dav.list("v1/", None)).unwrap_err(),
        now(dav.list("", None)).unwrap_err(),
        now(dav.put("v1/a", b"")).unwrap_err(),
    ] {
        assert_eq!(error.code, CarrierCode::NoSuchRoot);
        assert!(!error.is_retryable());
    }
    let conflict = Fake::new(|_: &Request| status(409));
    let error = now(at(&conflict).put("v1/a", b"")).unwrap_err();
    assert_eq!(error.code, CarrierCode::NoSuchRoot);
}

#[test]
fn the_password_goes_along_and_nowhere_else() {
    let fake = Fake::new(|_: &Request| status(401));
    let dav = WebDav::new(&fake, "https://store/dav/", "王芳", "p:w").unwrap();
    let error = now(dav.get("v1/a")).unwrap_err();
    assert_eq!(error.code, CarrierCode::Unauthorized);
    let asked = fake.asked.borrow();
    assert_eq!(
        asked[0].headers,
        [(
            "Authorization".to_owned(),
            "Basic 546L6IqzOnA6dw==".to_owned()
        )]
    );
    assert!(!error.text().zh.contains("546L6IqzOnA6dw"), "{error}");
}

#[test]
fn pages_of_a_folder_are_read_to_the_end() {
    let page = |names: &[&str], next: Option<&str>| {
        let mut xml = "<multistatus><response><href>/dav/v1/</href></response>".to_owned();
        for name in names {
            xml += &format!("<response><href>/dav/v1/{name}</href></response>");
        }
        let mut answer = body(207, &(xml + "</multistatus>")).unwrap();
        if let Some(next) = next {
            let link = format!("<{next}>; rel=\"next\"");
            answer.headers.push(("Link".into(), link));
        }
        Ok(answer)
    };
    let fake = Fake::new(|request: &Request| match request.url.split_once('?') {
        None => page(&["a"], Some("https://elsewhere/dav/v1/?mk=1")),
        Some((_, "mk=1")) => page(&["b"], Some("/dav/v1/?mk=2")),
        _ => page(&["c"], Some("/dav/v1/?mk=2")),
    });
    let entries = now(at(&fake).list("v1/", None)).unwrap();
    assert_eq!(names(entries), ["a", "b", "c"]);
    let hosts = fake.asked.borrow();
    assert!(
        hosts
            .iter()
            .all(|asked| asked.url.starts_with("http://store/dav/v1/"))
    );
}

#[test]
fn trouble_is_told_apart() {
    let cases = [
        (423, CarrierCode::Busy, true),
        (429, CarrierCode::Busy, true),
        (500, CarrierCode::Faulty, true),
        (502, CarrierCode::Faulty, true),
        (503, CarrierCode::Busy, true),
        (504, CarrierCode::TimedOut, true),
        (507, CarrierCode::Full, true),
        (301, CarrierCode::Moved, false),
        (400, CarrierCode::NotAStore, false),
        (401, CarrierCode::Unauthorized, false),
        (403, CarrierCode::Forbidden, false),
        (405, CarrierCode::NotAStore, false),
        (413, CarrierCode::TooLarge, false),
        (422, CarrierCode::Rejected, false),
    ];
    for (code, kind, passes) in cases {
        let fake = Fake::new(|_: &Request| status(code));
        for error in [
            now(at(&fake).put("v1/a", b"")).unwrap_err(),
            now(at(&fake).get("v1/a")).unwrap_err(),
            now(at(&fake).list("v1/", None)).unwrap_err(),
        ] {
            assert_eq!((error.code, error.is_retryable()), (kind, passes), "{code}");
            assert!(error.text().zh.contains("v1/"), "{error}");
        }
    }
    let failures = [
        (TransportError::TimedOut, CarrierCode::TimedOut),
        (
            TransportError::Connection("x".into()),
            CarrierCode::Unreachable,
        ),
        (TransportError::TooLarge, CarrierCode::NotAStore),
    ];
    for (failure, kind) in failures {
        let fake = Fake::new(|_: &Request| Err(failure.clone()));
        assert_eq!(now(at(&fake).get("v1/a")).unwrap_err().code, kind);
    }
}

#[test]
fn a_locked_folder_says_when() {
    let fake = Fake::new(|_: &Request| {
        let mut answer = status(423)?;
        answer.headers.push(("retry-after".into(), " 9 ".into()));
        Ok(answer)
    });
    let error = now(at(&fake).put("v1/a", b"")).unwrap_err();
    assert_eq!(error.retry, Retry::Later(Some(9)));
}

#[test]
fn a_web_page_is_no_store() {
    let fake = Fake::new(|_: &Request| body(200, "<html></html>"));
    let error = now(at(&fake).list("v1/", None)).unwrap_err();
    assert_eq!(error.code, CarrierCode::NotAStore);
    let torn = Fake::new(|_: &Request| body(207, "<multistatus><response>"));
    let error = now(at(&torn).list("v1/", None)).unwrap_err();
    assert_eq!(error.code, CarrierCode::NotAStore);
}

#[test]
fn base64_is_that_of_the_standard() {
    let cases = [
        ("", ""),
        ("f", "Zg=="),
        ("fo", "Zm8="),
        ("foo", "Zm9v"),
        ("foob", "Zm9vYg=="),
    ];
    for (plain, encoded) in cases {
        assert_eq!(base64(plain.as_bytes()), encoded);
    }
}

proptest! {
    #[test]
    fn hostile_answers_are_answers(
        code in 100..600_u16,
        bytes in proptest::collection::vec(any::<u8>(), 0..200),
        link in "[<>?a-z\"=; /,]{0,30}",
    ) {
        let fake = Fake::new(|_: &Request| Ok(Response {
            status: code,
            headers: vec![("Link".into(), link.clone()), ("Retry-After".into(), link.clone())],
            body: bytes.clone(),
        }));
        let dav = at(&fake);
        let _ = now(dav.put("v1/a/b", b"x"));
        let _ = now(dav.get("v1/a/b"));
        let _ = now(dav.list("v1/a/", None));
    }
}
