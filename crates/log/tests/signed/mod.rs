//! Devices, lines and objects for tests, made out of fixed numbers.
#![allow(dead_code, reason = "every test file uses a part of it")]
#![allow(
    clippy::unwrap_used,
    reason = "a helper of tests outside of any test function"
)]

use huiyin_log::access::{
    AccessEvent, Cut, Day, Founded, Granted, NumbersGranted, Revoked, RootKey, SpaceKeyed, Wrapped,
    found,
};
use huiyin_log::seal::BoxKey;
use huiyin_log::{
    AggregateId, Alg, DeviceId, Draft, Envelope, LocalKey, LogId, Object, Parts, Signer, Space,
    WorkspaceId, Wrap,
};
use huiyin_rules::{Actor, Role};

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub fn key(number: u8) -> LocalKey {
    LocalKey::from_seed(Alg::Ed25519Sha256, [number; 32]).unwrap()
}

pub fn device(number: u8) -> DeviceId {
    key(number).public().device()
}

pub fn office() -> Actor {
    Actor::own(Role::Office, "代表工委")
}

pub fn unit() -> Actor {
    Actor::own(Role::Unit, "区水务局")
}

pub fn at(day: &str) -> chrono::DateTime<chrono::FixedOffset> {
    chrono::DateTime::parse_from_rfc3339(&format!("{day}T09:30:00+08:00")).unwrap()
}

pub fn line_of(actor: Actor, kind: &str, body: &str, seq: u64) -> Envelope {
    Envelope::seal(Parts {
        log: LogId::from_bytes([9; 16]),
        seq,
        aggregate: AggregateId::try_from("s/1").unwrap(),
        actor,
        at: at("2026-03-08"),
        kind: kind.into(),
        body: serde_json::value::RawValue::from_string(body.into()).unwrap(),
    })
    .unwrap()
}

pub fn line(seq: u64) -> Envelope {
    line_of(unit(), "accepted", &format!("{{\"n\":{seq}}}"), seq)
}

pub fn workspace() -> WorkspaceId {
    founding(&[1, 2]).0
}

/// A draft of the first object of a chain.
pub fn draft(space: Space, lines: Vec<Envelope>) -> Draft {
    Draft {
        workspace: workspace(),
        space,
        log: LogId::from_bytes([3; 16]),
        seq: 1,
        prev: None,
        heads: Vec::new(),
        beside: Vec::new(),
        past: 0,
        adopts: false,
        at: at("2026-03-08"),
        lines,
        wrap: Wrap::Clear,
    }
}

pub fn sealed_to(to: &BoxKey) -> Wrap {
    Wrap::Sealed {
        generation: 3,
        to: to.public(),
        random: [8; 32],
    }
}

/// The id that goes with a header: its hash without its member `id`.
pub fn renamed(text: &str) -> String {
    let alg = if text.contains("\"alg\":\"sm2-sm3\"") {
        Alg::Sm2Sm3
    } else {
        Alg::Ed25519Sha256
    };
    let start = "[{\"v\":2,".len();
    let id = "\"id\":\"".len() + 32 + "\",".len();
    let end = text.find('}').unwrap() + 1;
    let rest = &text[start + id..end];
    let name = hex(&alg.digest(&[b"{\"v\":2,", rest.as_bytes()]));
    format!(
        "[{{\"v\":2,\"id\":\"{}\",{rest}{}",
        &name[..32],
        &text[end..]
    )
}

/// A founding with these devices for roots.
pub fn founding(roots: &[u8]) -> (WorkspaceId, AccessEvent) {
    let roots = roots.iter().map(|number| RootKey {
        alg: Alg::Ed25519Sha256.as_str().into(),
        key: key(*number).public().to_hex(),
    });
    let founded = Founded {
        name: "某区人大".into(),
        roots: roots.collect(),
        nonce: "0123456789abcdef0123456789abcdef".into(),
    };
    (found(&founded).unwrap(), AccessEvent::Founded(founded))
}

pub fn grant(number: u8) -> Granted {
    Granted {
        device: device(number).to_string(),
        alg: Alg::Ed25519Sha256.as_str().into(),
        key: key(number).public().to_hex(),
        kx: BoxKey::from_seed([number; 32]).public().to_hex(),
        person: format!("第{number}人"),
        role: Role::Unit,
        party: "区水务局".into(),
        admin: false,
        root: false,
        registrar: false,
        spaces: Vec::new(),
        until: None,
    }
}

pub fn granted(number: u8) -> AccessEvent {
    AccessEvent::Granted(grant(number))
}

pub fn admin(number: u8) -> AccessEvent {
    AccessEvent::Granted(Granted {
        role: Role::Office,
        party: "代表工委".into(),
        admin: true,
        ..grant(number)
    })
}

pub fn until(number: u8, day: &str) -> AccessEvent {
    AccessEvent::Granted(Granted {
        until: Some(Day(day.parse().unwrap())),
        ..grant(number)
    })
}

pub fn revoked(number: u8, cuts: &[&Object]) -> AccessEvent {
    let cut = |object: &&Object| Cut {
        log: object.header().log.to_string(),
        seq: object.header().seq,
        id: object.id().to_string(),
    };
    AccessEvent::Revoked(Revoked {
        device: device(number).to_string(),
        logs: cuts.iter().map(cut).collect(),
        reason: "遗失".into(),
    })
}

pub fn numbers(number: u8, from: u32, to: u32) -> AccessEvent {
    AccessEvent::NumbersGranted(NumbersGranted {
        device: device(number).to_string(),
        prefix: "2026-".into(),
        from,
        to,
    })
}

pub fn keyed(generation: u64, secret: u8, readers: &[u8]) -> AccessEvent {
    let wrapped = readers.iter().map(|reader| Wrapped {
        device: device(*reader).to_string(),
        sealed: hex(&[*reader; 4]),
    });
    AccessEvent::SpaceKeyed(SpaceKeyed {
        space: Space::OFFICE.into(),
        generation,
        public: BoxKey::from_seed([secret; 32]).public().to_hex(),
        wrapped: wrapped.collect(),
    })
}

/// A chain of access objects that one device writes.
pub struct Chain {
    number: u8,
    log: LogId,
    made: Vec<Object>,
}

impl Chain {
    pub fn of(number: u8) -> Chain {
        Chain::in_log(number, number)
    }

    pub fn in_log(number: u8, log: u8) -> Chain {
        Chain {
            number,
            log: LogId::from_bytes([log; 16]),
            made: Vec::new(),
        }
    }

    /// The next object, whose lines have numbers from `seq` on.
    pub fn says(&mut self, seq: u64, events: &[AccessEvent]) -> Object {
        self.says_on("2026-03-08", seq, events)
    }

    pub fn says_on(&mut self, day: &str, seq: u64, events: &[AccessEvent]) -> Object {
        let after = self.made.last().cloned();
        let object = self.beside(after.as_ref(), day, seq, events);
        self.made.push(object.clone());
        object
    }

    /// Another object after `prev`, which is not kept as this chain's last.
    pub fn beside(
        &self,
        prev: Option<&Object>,
        day: &str,
        seq: u64,
        events: &[AccessEvent],
    ) -> Object {
        let lines = (seq..).zip(events).map(|(seq, event)| {
            let log = self.log.clone();
            event.seal(log, seq, office(), at(day)).unwrap()
        });
        let draft = Draft {
            log: self.log.clone(),
            seq: prev.map_or(0, |prev| prev.header().seq) + 1,
            prev: prev.map(|prev| prev.id().clone()),
            ..draft(Space::access(), lines.collect())
        };
        Object::sign(draft, &key(self.number)).unwrap()
    }
}
