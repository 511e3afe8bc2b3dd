use super::*;
use crate::carrier::{Means, WebDav};
use crate::http::Method;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

/// A WebDAV folder at `/` with the habits of one server or another.
#[derive(Default)]
struct Dav {
    folders: RefCell<BTreeSet<String>>,
    files: RefCell<BTreeMap<String, Vec<u8>>>,
    requests: Cell<u64>,
    habits: Habits,
}

#[derive(Clone, Copy, Default)]
struct Habits {
    /// Honours `If-None-Match: *`.
    heeds: bool,
    /// What is left of a torn upload.
    leaves: usize,
    /// A torn object cannot be overwritten.
    stuck: bool,
    /// Takes no body longer than this; 0 for any.
    longest: usize,
    /// Names no more than this many children; 0 for all.
    names: usize,
    /// Does something to what it keeps.
    alters: bool,
    /// Says that it keeps things, and does not.
    forgets: bool,
    /// Deletes nothing.
    keeps: bool,
    /// Lets pages of other origins in.
    open: bool,
}

impl Dav {
    fn with(habits: Habits) -> Self {
        Dav {
            habits,
            ..Dav::default()
        }
    }

    fn answer(&self, request: &Request) -> Response {
        self.requests.set(self.requests.get() + 1);
        let path = request.url.strip_prefix("http://store").unwrap().to_owned();
        let habits = self.habits;
        let (mut folders, mut files) = (self.folders.borrow_mut(), self.files.borrow_mut());
        let parent = |path: &str| {
            let bare = path.trim_end_matches('/');
            bare[..=bare.rfind('/').unwrap()].to_owned()
        };
        let conditional = request
            .headers
            .iter()
            .any(|(name, _)| name == "If-None-Match");
        let status = match request.method {
            Method::Put if parent(&path) != "/" && !folders.contains(&parent(&path)) => 409,
            Method::Put if habits.longest > 0 && request.body.len() > habits.longest => 413,
            Method::Put if conditional && habits.heeds && files.contains_key(&path) => 412,
            Method::Put
                if habits.stuck && files.get(&path).is_some_and(|old| old.len() == 60_000) =>
            {
                423
            }
            Method::Put if habits.forgets => 201,
            Method::Put => {
                let mut bytes = request.body.clone();
                if habits.alters {
                    bytes.push(b'\n');
                }
                files.insert(path, bytes);
                201
            }
            Method::Mkcol => {
                folders.insert(path);
                201
            }
            Method::Get => match files.get(&path) {
                Some(bytes) => {
                    return Response {
                        status: 200,
                        headers: Vec::new(),
                        body: bytes.clone(),
                    };
                }
                None => 404,
            },
            Method::Propfind if path != "/" && !folders.contains(&path) => 404,
            Method::Propfind => {
                let mut xml = format!("<multistatus><response><href>{path}</href></response>");
                let children = folders.iter().chain(files.keys());
                let mut children: Vec<_> = children
                    .filter(|child| parent(child) == path && *child != "/")
                    .collect();
                if habits.names > 0 {
                    children.truncate(habits.names);
                }
                for child in children {
                    let kind = if child.ends_with('/') {
                        "<collection/>"
                    } else {
                        ""
                    };
                    xml += &format!("<response><href>{child}</href>{kind}</response>");
                }
                return Response {
                    status: 207,
                    headers: Vec::new(),
                    body: (xml + "</multistatus>").into_bytes(),
                };
            }
            Method::Delete if habits.keeps => 403,
            Method::Delete => {
                files.retain(|file, _| !file.starts_with(&path));
                folders.retain(|folder| !folder.starts_with(&path));
                204
            }
            Method::Options if habits.open => {
                let headers = [
                    ("Access-Control-Allow-Origin", "*"),
                    ("Access-Control-Allow-Methods", "GET, PUT"),
                ];
                return Response {
                    status: 204,
                    headers: headers
                        .map(|(name, value)| (name.to_owned(), value.to_owned()))
                        .into(),
                    body: Vec::new(),
                };
            }
            Method::Options | Method::Post => 405,
        };
        Response {
            status,
            ..Response::default()
        }
    }
}

impl Transport for Dav {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        Ok(self.answer(&request))
    }
}

impl Bench for Dav {
    fn millis(&self) -> Option<u64> {
        Some(self.requests.get())
    }

    fn poses_as_page(&self) -> bool {
        true
    }

    async fn race(&self, requests: Vec<Request>) -> Option<Vec<Result<Response, TransportError>>> {
        Some(
            requests
                .iter()
                .map(|request| Ok(self.answer(request)))
                .collect(),
        )
    }

    async fn tear(&self, request: Request, bytes: usize) -> Option<Result<(), TransportError>> {
        let left = self.habits.leaves.min(bytes);
        if left > 0 {
            let path = request.url.strip_prefix("http://store").unwrap().to_owned();
            let bytes = request.body[..left].to_vec();
            self.files.borrow_mut().insert(path, bytes);
        }
        Some(Ok(()))
    }
}

fn tried(dav: &Dav, lang: Lang) -> ProbeReport {
    let store = Any::WebDav(WebDav::new(dav, "http://store/", "", "").unwrap());
    futures_lite::future::block_on(probe(&store, "aa", lang))
}

fn line<'a>(report: &'a ProbeReport, what: &str) -> &'a ProbeLine {
    let found = report.lines.iter().find(|line| line.what.contains(what));
    found.unwrap_or_else(|| panic!("{what}: {:#?}", report.lines))
}

/// What a store with these habits fails in.
fn failing(habits: Habits) -> Vec<String> {
    let report = tried(&Dav::with(habits), Lang::En);
    let failed = report.lines.iter().filter(|line| line.met == Some(false));
    let failed: Vec<String> = failed.map(|line| line.what.clone()).collect();
    assert_eq!(report.good, failed.is_empty());
    failed
}

#[test]
fn a_store_that_only_puts_gets_and_lists_is_good() {
    let dav = Dav::with(Habits {
        leaves: 60_000,
        keeps: true,
        ..Habits::default()
    });
    let report = tried(&dav, Lang::En);
    assert!(report.good, "{report:#?}");
    assert!(
        line(&report, "If-None-Match")
            .outcome
            .starts_with("ignored")
    );
    assert!(
        line(&report, "8 writers")
            .outcome
            .starts_with("8 were told")
    );
    assert!(line(&report, "broke off").outcome.contains("60000 bytes"));
    assert!(line(&report, "CORS").outcome.starts_with("not allowed"));
    assert!(line(&report, "deletes").outcome.contains("v1/probe/"));
    assert_eq!(line(&report, "median").outcome, "put 1 ms, get 1 ms");
    assert!(!dav.files.borrow().is_empty());
}

#[test]
fn what_a_store_does_beyond_that_is_told() {
    let dav = Dav::with(Habits {
        heeds: true,
        open: true,
        ..Habits::default()
    });
    let report = tried(&dav, Lang::Zh);
    assert!(report.good, "{report:#?}");
    assert_eq!(report.summary, "可以使用：写入、读取和列目录都符合要求。");
    assert!(line(&report, "条件写入 If").outcome.starts_with("遵守"));
    assert!(
        line(&report, "8 个写入者")
            .outcome
            .starts_with("1 个得到成功")
    );
    assert_eq!(line(&report, "上传中断后留下").outcome, "什么也没有留下");
    assert_eq!(line(&report, "其他地址").outcome, "允许");
    assert!(
        dav.files.borrow().is_empty(),
        "everything is taken away again"
    );
    let report = tried(
        &Dav::with(Habits {
            leaves: 1,
            ..Habits::default()
        }),
        Lang::En,
    );
    assert!(
        line(&report, "broke off")
            .outcome
            .contains("a torn object of 1 bytes")
    );
}

#[test]
fn what_is_needed_and_not_met_is_named() {
    let habits = Habits::default();
    let altered = failing(Habits {
        alters: true,
        ..habits
    });
    assert_eq!(altered, ["keeps what is put"]);
    let forgotten = failing(Habits {
        forgets: true,
        ..habits
    });
    assert_eq!(forgotten, ["keeps what is put"]);
    let small = failing(Habits {
        longest: 500_000,
        ..habits
    });
    assert_eq!(small, ["keeps an object of 1 MiB"]);
    let short = failing(Habits {
        names: 39,
        ..habits
    });
    assert_eq!(short, ["lists many names, page by page"]);
    let stuck = failing(Habits {
        leaves: 60_000,
        stuck: true,
        ..habits
    });
    assert_eq!(stuck, ["is put anew after that"]);
    // A store that refuses segments keeps objects singly.
    assert!(
        failing(Habits {
            longest: 2 << 20,
            ..habits
        })
        .is_empty()
    );
}

#[test]
fn a_store_that_is_not_reached_is_not_tried_further() {
    struct Gone;
    impl Transport for Gone {
        async fn send(&self, _: Request) -> Result<Response, TransportError> {
            Err(TransportError::Connection("refused".to_owned()))
        }
    }
    impl Bench for Gone {}
    for choice in ["http://store/", "http://store/x"] {
        let store = Any::WebDav(WebDav::new(Gone, choice, "", "").unwrap());
        let report = futures_lite::future::block_on(probe(&store, "aa", Lang::Zh));
        assert!(!report.good);
        assert_eq!(report.lines.len(), 1);
        assert!(report.summary.contains("连接存储"), "{}", report.summary);
        assert!(report.lines[0].outcome.contains("refused"));
    }
}

#[test]
fn a_browser_leaves_out_what_it_cannot_do() {
    struct Plain<'a>(&'a Dav);
    impl Transport for Plain<'_> {
        async fn send(&self, request: Request) -> Result<Response, TransportError> {
            self.0.send(request).await
        }
    }
    impl Bench for Plain<'_> {}
    let dav = Dav::default();
    let store = Any::WebDav(WebDav::new(Plain(&dav), "http://store/", "", "").unwrap());
    let report = futures_lite::future::block_on(probe(&store, "aa", Lang::En));
    assert!(report.good);
    for absent in ["8 writers", "broke off", "CORS", "median"] {
        assert!(
            !report.lines.iter().any(|line| line.what.contains(absent)),
            "{absent}"
        );
    }
}

#[test]
fn a_server_says_who_it_is() {
    struct Office(&'static str);
    impl Transport for Office {
        async fn send(&self, request: Request) -> Result<Response, TransportError> {
            assert_eq!(request.url, "http://office/v1/server");
            Ok(Response {
                status: 200,
                body: self.0.into(),
                ..Response::default()
            })
        }
    }
    impl Bench for Office {}
    let said = |json| {
        let choice = huiyin_protocol::sharing::StoreChoice::Server { url: String::new() };
        let mut means = Means::new(|| 0);
        means.here = Some("http://office/".to_owned());
        let store = Any::of(&choice, Office(json), means).unwrap();
        futures_lite::future::block_on(probe(&store, "aa", Lang::Zh))
    };
    let report =
        said(r#"{"name":"区人大","version":"0.1.0","workspace":null,"claim_needed":true}"#);
    assert!(report.good);
    assert_eq!(report.lines[0].outcome, "“区人大”，版本 0.1.0");
    assert!(report.lines[1].outcome.contains("认领码"));
    assert!(!said("<html>").good);
}
