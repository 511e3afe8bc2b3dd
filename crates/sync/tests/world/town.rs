//! An office with an administrator, a clerk and deputies, and what they do to hand voices on.

use super::device::Copy;
use super::office::{self, Rights};
use super::{Cloud, Device, Rng, Way, Weather, finish};
use huiyin_log::access::AccessEvent;
use huiyin_log::seal::BoxKey;
use huiyin_log::{AggregateId, Envelope, LogId, Object, Parts, Space, WorkspaceId};
use huiyin_rules::Role;
use huiyin_sync::progress::Unwatched;
use huiyin_sync::pull::{Depth, pull};
use huiyin_sync::push::push;
use huiyin_sync::replica::Speaker;
use std::cell::Cell;
use std::rc::Rc;

/// The deputy who has two devices.
pub const LIU: &str = "刘明";

/// The founder, an administrator, a clerk of the office, two devices of a deputy, and another
/// deputy's.
pub struct Town {
    pub workspace: WorkspaceId,
    pub way: Way,
    pub founder: Device,
    pub admin: Device,
    pub clerk: Device,
    pub liu: Device,
    pub liu_too: Device,
    pub zhao: Device,
}

/// A day.
pub fn day(text: &str) -> Option<chrono::NaiveDate> {
    Some(text.parse().unwrap())
}

/// The world begins on 2026-03-01; the administrator's and the clerk's last day is `until`.
pub fn town(until: Option<chrono::NaiveDate>) -> Town {
    let mut rng = Rng::new(11);
    let weather = Weather::calm(12);
    let time = Rc::new(Cell::new(0));
    let mut device = |name: &str, role: Role, party: &str| {
        Device::new(name, role, party, &mut rng, &time, &weather)
    };
    let founder = device("founder", Role::Office, "代表工委");
    let admin = device("admin", Role::Office, "代表工委");
    let clerk = device("clerk", Role::Office, "代表工委");
    let liu = device("liu", Role::Deputy, LIU);
    let liu_too = device("liu-too", Role::Deputy, LIU);
    let zhao = device("zhao", Role::Deputy, "赵强");
    let (workspace, founding) = office::founded(&[&founder]);
    let readers: Vec<_> = [&founder, &admin, &clerk].map(office::reader).into();
    let secret = BoxKey::from_seed([7; 32]);
    let key = office::keyed(
        &workspace,
        &Space::office(),
        1,
        &secret,
        &readers,
        &founder.voice,
    );
    let of_office = Rights {
        office_space: true,
        until,
        ..Rights::default()
    };
    let events = [
        founding,
        key,
        office::granted(&founder, &Rights::full()),
        office::granted(
            &admin,
            &Rights {
                admin: true,
                ..of_office.clone()
            },
        ),
        office::granted(&clerk, &of_office),
        office::granted(&liu, &Rights::default()),
    ];
    for device in [&founder, &admin, &clerk, &liu, &liu_too, &zhao] {
        let copy = device.tab();
        finish(async {
            copy.open().await.unwrap();
            let identity = device.identity(&workspace);
            copy.become_device(Some(identity)).await.unwrap();
        });
    }
    let way = Way {
        cloud: Rc::new(Cloud::default()),
        weather: Rc::clone(&weather),
        online: Rc::new(Cell::new(true)),
    };
    let town = Town {
        workspace,
        way,
        founder,
        admin,
        clerk,
        liu,
        liu_too,
        zhao,
    };
    let copy = opened(&town.founder);
    says(&town.founder, &copy, &events);
    town.sync(&town.founder, &copy);
    town
}

/// A line as a device's program could write it: what it is about, its kind and its body.
pub fn line_of(by: &Device, log: [u8; 16], seq: u64, what: (&str, &str, &str)) -> Envelope {
    let (about, kind, body) = what;
    Envelope::seal(Parts {
        log: LogId::from_bytes(log),
        seq,
        aggregate: AggregateId::try_from(about).unwrap(),
        actor: by.actor(),
        at: by.voice.now(),
        kind: kind.into(),
        body: serde_json::value::RawValue::from_string(body.into()).unwrap(),
    })
    .unwrap()
}

/// A copy of a device, opened.
pub fn opened(device: &Device) -> Copy {
    let copy = device.tab();
    finish(copy.open()).unwrap();
    copy
}

/// Says something about access, where there is anything to say.
pub fn says(device: &Device, copy: &Copy, events: &[AccessEvent]) {
    if !events.is_empty() {
        finish(copy.speak(events, device.actor(), &device.voice)).unwrap();
    }
}

/// Says the keys that are to be said; gives how many orders that took.
pub fn gives_keys(device: &Device, copy: &Copy) -> usize {
    let keys = copy.deputies_keys(&device.voice);
    says(device, copy, &keys);
    assert_eq!(copy.deputies_keys(&device.voice), []);
    keys.len()
}

/// Hands on everything; gives how many lines that were.
pub fn hands(device: &Device, copy: &Copy) -> u64 {
    let mut handed = 0;
    for lacking in copy.lacking(&device.voice) {
        let events = [lacking.own, lacking.others].concat();
        handed += finish(copy.hand(&lacking.space, &events, &device.voice)).unwrap();
    }
    assert_eq!(copy.lacking(&device.voice), []);
    handed
}

impl Town {
    /// Brings a device and the store together, as the service does it.
    pub fn sync(&self, device: &Device, copy: &Copy) {
        finish(async {
            let depth = Depth::Everything;
            let access = [Space::access()];
            pull(copy, &self.way, &access, depth, &Unwatched)
                .await
                .unwrap();
            let roll = copy.roll();
            let member = roll.member(&device.id()).cloned();
            let mut spaces = vec![Space::main()];
            let own = Space::of_deputy(&device.party.name);
            for space in [Space::office(), own] {
                let granted = member.as_ref();
                if granted.is_some_and(|member| member.reads(&space)) {
                    spaces.push(space);
                }
            }
            pull(copy, &self.way, &spaces, depth, &Unwatched)
                .await
                .unwrap();
            copy.seal_own(&device.voice).await.unwrap();
            push(copy, &self.way, &Unwatched).await.unwrap();
        });
    }
}

/// Whether an event counts for a copy.
pub fn has(copy: &Copy, event: &str) -> bool {
    copy.look(|index| index.accepted(u128::from_str_radix(event, 16).unwrap()))
}

/// What a device has of a deputy's space.
pub fn handed(device: &Device, name: &str) -> Vec<Object> {
    let space = Space::of_deputy(name);
    let mut objects = device.carried();
    objects.retain(|object| object.header().space == space);
    objects
}
