//! A WebDAV folder in memory, and devices that share through it.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    missing_docs,
    reason = "each test uses a part of it, and what fails here fails the test"
)]

use chrono::{DateTime, FixedOffset};
use huiyin_log::{AggregateId, Envelope, LogId, Parts};
use huiyin_protocol::sharing::*;
use huiyin_rules::{Actor, Lang, Role};
use huiyin_store::{EventStore, MemoryStore};
use huiyin_sync::http::{Method, Request, Response, Transport, TransportError};
use huiyin_sync::probe::Bench;
use huiyin_sync::replica::Speaker;
use huiyin_sync::service::{Outside, Service};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// The folder's address.
pub const ADDRESS: &str = "http://nas.test/dav/";

/// A WebDAV folder: files by path, and whether it can be reached.
#[derive(Clone, Default)]
pub struct Folder {
    pub files: Rc<RefCell<BTreeMap<String, Vec<u8>>>>,
    folders: Rc<RefCell<BTreeSet<String>>>,
    pub away: Rc<Cell<bool>>,
    /// What begins so is refused, as a server refuses what it does not know.
    pub closed: Rc<Cell<Option<&'static str>>>,
}

impl Folder {
    /// How the app is told of it.
    pub fn choice() -> StoreChoice {
        StoreChoice::WebDav {
            url: ADDRESS.into(),
            user: "li".into(),
            password: "secret".into(),
        }
    }
}

fn answer(status: u16, body: impl Into<Vec<u8>>) -> Response {
    Response {
        status,
        headers: Vec::new(),
        body: body.into(),
    }
}

impl Transport for Folder {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        if self.away.get() {
            return Err(TransportError::Connection("away".into()));
        }
        let path = request.url.strip_prefix(ADDRESS).unwrap_or("").to_owned();
        if self
            .closed
            .get()
            .is_some_and(|start| path.starts_with(start))
        {
            return Ok(answer(403, ""));
        }
        let (mut files, mut folders) = (self.files.borrow_mut(), self.folders.borrow_mut());
        let parent = |path: &str| match path.trim_end_matches('/').rsplit_once('/') {
            Some((parent, _)) => format!("{parent}/"),
            None => String::new(),
        };
        Ok(match request.method {
            Method::Put if !parent(&path).is_empty() && !folders.contains(&parent(&path)) => {
                answer(409, "no parent")
            }
            Method::Put => {
                files.insert(path, request.body);
                answer(201, "")
            }
            Method::Get => match files.get(&path) {
                Some(bytes) => answer(200, bytes.clone()),
                None => answer(404, ""),
            },
            Method::Delete => match files.remove(&path) {
                Some(_) => answer(204, ""),
                None => answer(404, ""),
            },
            Method::Mkcol => {
                let path = format!("{}/", path.trim_end_matches('/'));
                if !parent(&path).is_empty() && !folders.contains(&parent(&path)) {
                    return Ok(answer(409, ""));
                }
                folders.insert(path);
                answer(201, "")
            }
            Method::Propfind => {
                let path = match path.trim_end_matches('/') {
                    "" => String::new(),
                    path => format!("{path}/"),
                };
                if !path.is_empty() && !folders.contains(&path) {
                    return Ok(answer(404, ""));
                }
                let child = |name: &&String| {
                    name.strip_prefix(path.as_str()).is_some_and(|rest| {
                        !rest.is_empty() && !rest.trim_end_matches('/').contains('/')
                    })
                };
                let names = files
                    .keys()
                    .filter(child)
                    .chain(folders.iter().filter(child));
                let mut xml =
                    String::from("<?xml version=\"1.0\"?><D:multistatus xmlns:D=\"DAV:\">");
                for name in [&path].into_iter().chain(names) {
                    let kind = if name.is_empty() || name.ends_with('/') {
                        "<D:collection/>"
                    } else {
                        ""
                    };
                    xml.push_str(&format!(
                        "<D:response><D:href>/dav/{name}</D:href><D:propstat><D:prop><D:resourcetype>{kind}</D:resourcetype></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>"
                    ));
                }
                xml.push_str("</D:multistatus>");
                answer(207, xml)
            }
            Method::Post | Method::Options => answer(405, ""),
        })
    }
}

impl Bench for Folder {}

/// A device's outside world.
pub struct World {
    bits: Cell<u128>,
    pub seconds: Cell<i64>,
    pub announced: Cell<u64>,
    pub pushed: RefCell<Vec<SharingPush>>,
}

impl Speaker for World {
    fn now(&self) -> DateTime<FixedOffset> {
        let zone = FixedOffset::east_opt(8 * 3600).unwrap();
        DateTime::from_timestamp(self.seconds.get(), 0)
            .unwrap()
            .with_timezone(&zone)
    }

    fn random(&self) -> [u8; 16] {
        // Not random, but never the same again and never another device's.
        let next = self
            .bits
            .get()
            .wrapping_mul(0x2545_F491_4F6C_DD1D_9E37_79B9_7F4A_7C15)
            .wrapping_add(1);
        self.bits.set(next);
        next.to_be_bytes()
    }
}

impl Outside for World {
    fn push(&self, push: SharingPush) {
        self.pushed.borrow_mut().push(push);
    }

    fn announce(&self, head: u64) {
        self.announced.set(head);
    }

    fn here(&self) -> Option<String> {
        None
    }

    fn clock(&self) -> Box<dyn Fn() -> i64> {
        let seconds = self.seconds.get();
        Box::new(move || seconds)
    }

    async fn storage(&self) -> Option<(u64, u64)> {
        Some((1, 100))
    }
}

/// A device: its engine's events, its objects, its syncer.
pub struct Device {
    pub events: MemoryStore,
    pub service: Service<MemoryStore, MemoryStore, Folder, World>,
    log: LogId,
}

impl Device {
    /// A device with nothing in it.
    pub fn new(number: u8, folder: &Folder) -> Device {
        let events = MemoryStore::new();
        Device {
            service: Service::new(
                events.another(),
                MemoryStore::new(),
                folder.clone(),
                World {
                    bits: Cell::new(u128::from(number) << 64 | 0x1234_5678_9abc_def1),
                    seconds: Cell::new(1_774_000_000),
                    announced: Cell::new(0),
                    pushed: RefCell::default(),
                },
            ),
            events,
            log: LogId::from_bytes([number; 16]),
        }
    }

    /// Asks the syncer.
    pub async fn ask(&self, request: SharingRequest) -> SharingReply {
        self.service
            .handle(SharingAsk {
                lang: Lang::Zh,
                request,
            })
            .await
            .unwrap()
    }

    /// Asks what is refused; gives the code.
    pub async fn refused(&self, request: SharingRequest) -> String {
        let answer = self
            .service
            .handle(SharingAsk {
                lang: Lang::Zh,
                request,
            })
            .await;
        answer.unwrap_err().code
    }

    /// How things stand.
    pub async fn status(&self) -> SharingStatus {
        match self.ask(SharingRequest::Status).await {
            SharingReply::Status(status) => status,
            other => panic!("{other:?}"),
        }
    }

    /// Syncs once.
    pub async fn sync(&self) {
        self.ask(SharingRequest::SyncNow).await;
    }

    /// Records something as the engine does. Gives its id.
    pub async fn record(&self, actor: Actor, aggregate: &str, kind: &str, body: &str) -> String {
        self.record_above(0, actor, aggregate, kind, body).await
    }

    /// The same with a number so much higher than it has to be: a forged program's.
    pub async fn record_above(
        &self,
        above: u64,
        actor: Actor,
        aggregate: &str,
        kind: &str,
        body: &str,
    ) -> String {
        let head = self.events.head().await.unwrap();
        let lines = self.events.read(1, usize::MAX).await.unwrap();
        let seq = lines
            .iter()
            .map(|(_, line)| huiyin_log::Line::read(line).unwrap().seq)
            .max()
            .unwrap_or(0);
        let line = Envelope::seal(Parts {
            log: self.log.clone(),
            seq: seq + 1 + above,
            aggregate: AggregateId::try_from(aggregate).unwrap(),
            actor,
            at: self.service.host().now(),
            kind: kind.into(),
            body: serde_json::value::RawValue::from_string(body.into()).unwrap(),
        })
        .unwrap();
        self.events.append(&[line.encode()], head).await.unwrap();
        line.id().to_string()
    }

    /// The ids of the engine's events, in order of arrival.
    pub async fn ids(&self) -> Vec<String> {
        let lines = self.events.read(1, usize::MAX).await.unwrap();
        lines
            .iter()
            .map(|(_, line)| huiyin_log::Line::read(line).unwrap().id.to_owned())
            .collect()
    }

    /// What the engine is told.
    pub async fn standing(&self) -> huiyin_log::standing::Standing {
        let bytes = self
            .events
            .meta_get(huiyin_log::standing::STANDING_KEY)
            .await
            .unwrap();
        serde_json::from_slice(&bytes.unwrap()).unwrap()
    }
}

/// The office's device, sharing through a folder; and its recovery code.
pub async fn office(folder: &Folder, seal_main: bool) -> (Device, String) {
    let device = Device::new(1, folder);
    let reply = device
        .ask(SharingRequest::Create {
            name: "马龙区人大".into(),
            person: "王主任".into(),
            party: "代表工委".into(),
            seal_main,
            store: Some(Folder::choice()),
            claim: None,
        })
        .await;
    let SharingReply::Created { recovery, status } = reply else {
        panic!("{reply:?}");
    };
    assert_eq!(status.part, Part::Member);
    device.sync().await;
    (device, recovery)
}

/// Another device, let in by the office's.
pub async fn joined(
    number: u8,
    office: &Device,
    folder: &Folder,
    role: Role,
    party: &str,
) -> Device {
    let device = Device::new(number, folder);
    let SharingReply::Invitation(invitation) = office.ask(SharingRequest::Invitation).await else {
        panic!("no invitation");
    };
    let reply = device
        .ask(SharingRequest::Join {
            invitation: invitation.text,
            store: Some(Folder::choice()),
            person: format!("{party}经办"),
            role,
            party: party.into(),
        })
        .await;
    let SharingReply::Joining(joining) = reply else {
        panic!("{reply:?}");
    };
    let SharingReply::Requests(requests) = office.ask(SharingRequest::Requests).await else {
        panic!("no requests");
    };
    let request = requests
        .iter()
        .find(|request| request.code == joining.code)
        .unwrap();
    office
        .ask(SharingRequest::Approve(Approval {
            device: request.device.clone(),
            person: request.person.clone(),
            role,
            party: party.into(),
            admin: false,
            registrar: false,
            office_space: role == Role::Office,
            until: None,
        }))
        .await;
    let reply = device.ask(SharingRequest::JoinPoll).await;
    let SharingReply::Status(status) = reply else {
        panic!("{reply:?}");
    };
    assert_eq!(status.part, Part::Member);
    device
}

/// Somebody of a party.
pub fn actor(role: Role, name: &str) -> Actor {
    Actor::own(role, name)
}
