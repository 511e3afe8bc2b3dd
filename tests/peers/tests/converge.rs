//! Several writers over each real store, with uploads that break off and uploads sent
//! twice: in the end all have the same, and nothing that was recorded is missing.

use chrono::{DateTime, FixedOffset};
use futures_lite::future::block_on;
use huiyin_log::{AggregateId, Envelope, Line, LogId, Parts};
use huiyin_peers::{ALL, Peer, clock};
use huiyin_protocol::sharing::*;
use huiyin_rules::{Actor, Lang, Role};
use huiyin_store::{EventStore, MemoryStore};
use huiyin_sync::http::{Method, Native, Request, Response, Transport, TransportError};
use huiyin_sync::probe::Bench;
use huiyin_sync::replica::Speaker;
use huiyin_sync::service::{Outside, Service};
use std::cell::Cell;
use std::rc::Rc;
use std::sync::{Arc, Barrier, mpsc};
use std::thread;

const WRITERS: u8 = 4;
const EVENTS: u32 = 40;

/// A transport whose uploads break off now and then, or are sent twice.
#[derive(Clone)]
struct Rough {
    inner: Rc<Native>,
    dice: Rc<Cell<u64>>,
}

impl Rough {
    fn roll(&self, of: u64) -> bool {
        let next = self
            .dice
            .get()
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        self.dice.set(next);
        (next >> 33) % 100 < of
    }
}

impl Transport for Rough {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        if request.method == Method::Put && self.roll(15) {
            let half = request.body.len() / 2;
            let _ = self.inner.tear(request, half).await;
            return Err(TransportError::Connection("broken off".into()));
        }
        if request.method == Method::Put && self.roll(20) {
            self.inner.send(request.clone()).await?;
        }
        self.inner.send(request).await
    }
}

impl Bench for Rough {}

struct World {
    bits: Cell<u128>,
}

impl Speaker for World {
    fn now(&self) -> DateTime<FixedOffset> {
        let zone = FixedOffset::east_opt(8 * 3600).unwrap();
        DateTime::from_timestamp(clock(), 0)
            .unwrap()
            .with_timezone(&zone)
    }

    fn random(&self) -> [u8; 16] {
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
    fn push(&self, _: SharingPush) {}

    fn announce(&self, _: u64) {}

    fn here(&self) -> Option<String> {
        None
    }

    fn clock(&self) -> Box<dyn Fn() -> i64> {
        Box::new(clock)
    }

    async fn storage(&self) -> Option<(u64, u64)> {
        None
    }
}

struct Device {
    events: MemoryStore,
    service: Service<MemoryStore, MemoryStore, Rough, World>,
    log: LogId,
}

impl Device {
    fn new(number: u8) -> Device {
        let events = MemoryStore::new();
        let transport = Rough {
            inner: Rc::new(Native::default()),
            dice: Rc::new(Cell::new(u64::from(number) + 1)),
        };
        let world = World {
            bits: Cell::new(u128::from(number) << 64 | 0x9e37_79b9),
        };
        Device {
            service: Service::new(events.another(), MemoryStore::new(), transport, world),
            events,
            log: LogId::from_bytes([number; 16]),
        }
    }

    /// Asks until it goes through: uploads break off.
    fn ask(&self, request: &SharingRequest) -> SharingReply {
        for _ in 0..200 {
            let ask = SharingAsk {
                lang: Lang::En,
                request: request.clone(),
            };
            match block_on(self.service.handle(ask)) {
                Ok(reply) => return reply,
                Err(failure) if failure.code.starts_with("store-") => {}
                Err(failure) => panic!("{failure:?}"),
            }
        }
        panic!("never went through: {request:?}");
    }

    fn record(&self, party: &str, number: u32) -> String {
        block_on(async {
            let head = self.events.head().await.unwrap();
            let lines = self.events.read(1, usize::MAX).await.unwrap();
            let seqs = lines.iter().map(|(_, line)| Line::read(line).unwrap().seq);
            let line = Envelope::seal(Parts {
                log: self.log.clone(),
                seq: seqs.max().unwrap_or(0) + 1,
                aggregate: AggregateId::try_from(format!("s/{number}")).unwrap(),
                actor: Actor::own(Role::Unit, party),
                at: self.service.host().now(),
                kind: "accepted".into(),
                body: serde_json::value::to_raw_value(party).unwrap(),
            })
            .unwrap();
            self.events.append(&[line.encode()], head).await.unwrap();
            line.id().to_string()
        })
    }

    fn ids(&self) -> Vec<String> {
        let lines = block_on(self.events.read(1, usize::MAX)).unwrap();
        let ids = lines
            .iter()
            .map(|(_, line)| Line::read(line).unwrap().id.to_owned());
        let mut ids: Vec<String> = ids.collect();
        ids.sort();
        ids
    }

    /// Syncs until everything is on the store and `wanted` events are here.
    fn settle(&self, wanted: usize) {
        for _ in 0..400 {
            let SharingReply::Status(status) = self.ask(&SharingRequest::SyncNow) else {
                panic!("no status");
            };
            if status.pending == 0 && self.ids().len() >= wanted {
                return;
            }
        }
        panic!("{} of {wanted} events after 400 syncs", self.ids().len());
    }
}

fn approve(office: &Device, code: &str) {
    for _ in 0..200 {
        let SharingReply::Requests(requests) = office.ask(&SharingRequest::Requests) else {
            panic!("no requests");
        };
        if let Some(request) = requests.iter().find(|request| request.code == code) {
            office.ask(&SharingRequest::Approve(Approval {
                device: request.device.clone(),
                person: request.person.clone(),
                role: request.role,
                party: request.party.clone(),
                admin: false,
                registrar: false,
                office_space: false,
                until: None,
            }));
            return;
        }
    }
    panic!("the request {code} never came");
}

/// A writer: joins, records, syncs in between, and tells what it recorded and what it has.
fn write(
    number: u8,
    invitation: String,
    choice: StoreChoice,
    codes: &mpsc::Sender<String>,
    let_in: &Barrier,
) -> (Vec<String>, Vec<String>) {
    let (device, party) = (Device::new(number), format!("单位{number}"));
    let reply = device.ask(&SharingRequest::Join {
        invitation,
        store: Some(choice),
        person: "经办".into(),
        role: Role::Unit,
        party: party.clone(),
    });
    let SharingReply::Joining(joining) = reply else {
        panic!("{reply:?}");
    };
    codes.send(joining.code).unwrap();
    let_in.wait();
    for _ in 0..200 {
        if matches!(
            device.ask(&SharingRequest::JoinPoll),
            SharingReply::Status(_)
        ) {
            break;
        }
    }
    let mut recorded = Vec::new();
    for event in 0..EVENTS {
        recorded.push(device.record(&party, event));
        if event % 5 == 0 {
            device.ask(&SharingRequest::SyncNow);
        }
    }
    device.settle(usize::from(WRITERS) * EVENTS as usize);
    (recorded, device.ids())
}

fn converges(start: fn() -> Peer) {
    let peer = start();
    let office = Device::new(100);
    office.ask(&SharingRequest::Create {
        name: "收敛".into(),
        person: "王".into(),
        party: String::new(),
        seal_main: false,
        store: Some(peer.choice.clone()),
        claim: None,
    });
    office.settle(0);
    let SharingReply::Invitation(invitation) = office.ask(&SharingRequest::Invitation) else {
        panic!("no invitation");
    };
    let (send, codes) = mpsc::channel();
    let let_in = Arc::new(Barrier::new(usize::from(WRITERS) + 1));
    let writers: Vec<_> = (1..=WRITERS)
        .map(|number| {
            let (text, choice) = (invitation.text.clone(), peer.choice.clone());
            let (send, let_in) = (send.clone(), Arc::clone(&let_in));
            thread::spawn(move || write(number, text, choice, &send, &let_in))
        })
        .collect();
    for _ in 0..WRITERS {
        approve(&office, &codes.recv().unwrap());
    }
    office.settle(0);
    let_in.wait();
    let written: Vec<(Vec<String>, Vec<String>)> = writers
        .into_iter()
        .map(|writer| writer.join().unwrap())
        .collect();
    office.settle(usize::from(WRITERS) * EVENTS as usize);
    let mut recorded: Vec<String> = written.iter().flat_map(|(own, _)| own.clone()).collect();
    recorded.sort();
    assert_eq!(office.ids(), recorded, "{}", peer.name);
    for (_, ids) in written {
        assert_eq!(ids, recorded, "{}", peer.name);
    }
    let SharingReply::Status(status) = office.ask(&SharingRequest::Status) else {
        panic!("no status");
    };
    assert_eq!(
        (status.quarantined, status.waiting, status.forks),
        (0, 0, 0)
    );
}

#[test]
fn writers_over_nginx_converge() {
    converges(ALL[0]);
}

#[test]
fn writers_over_wsgidav_converge() {
    converges(ALL[1]);
}

#[test]
fn writers_over_rclone_converge() {
    converges(ALL[2]);
}

#[test]
fn writers_over_seaweedfs_converge() {
    converges(ALL[3]);
}
