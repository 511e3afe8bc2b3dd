//! A world as it stands.

use super::step::{Kind, Script, Which};
use super::syncing::Handed;
use crate::world::cloud::{Cloud, Shelf, Way};
use crate::world::device::{Copy, Device};
use crate::world::disk::Content;
use crate::world::office::{self, Rights};
use crate::world::weather::{Weather, Work};
use crate::world::{Rng, finish};
use huiyin_log::seal::BoxKey;
use huiyin_log::{Envelope, Space, WorkspaceId};
use huiyin_rules::Role;
use huiyin_sync::SyncError;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// A tab of a device's browser.
#[derive(Default)]
pub struct Tab {
    pub copy: Option<Rc<Copy>>,
    pub opened: Rc<Cell<bool>>,
    pub work: Option<Work<Result<(), SyncError>>>,
}

/// A device and what happened to it.
pub struct Slot {
    pub device: Device,
    pub kind: Kind,
    pub tabs: [Tab; 2],
    pub way: Way,
    pub lost: bool,
    /// Restored or copied: some of what it knew when it recorded something is gone.
    pub fate_mixed: bool,
    /// Forges.
    pub malicious: bool,
    pub saved: Option<(Content, Content)>,
}

pub struct State {
    pub script: Script,
    pub rng: Rng,
    pub weather: Rc<Weather>,
    pub time: Rc<Cell<i64>>,
    pub cloud: Rc<Cloud>,
    pub shelf: Option<Shelf>,
    pub workspace: WorkspaceId,
    pub slots: Vec<Slot>,
    /// Every line that was recorded, and by which slot.
    pub written: BTreeMap<String, Recorded>,
    /// Every line of a voice that was written by somebody who might be heard.
    pub voices: Vec<Envelope>,
    /// What was handed to deputies.
    pub handed: Handed,
    pub counter: u64,
}

/// A line as it was recorded.
#[derive(Clone, Debug)]
pub struct Recorded {
    pub by: usize,
    pub aggregate: String,
    pub known: Rc<std::collections::BTreeSet<String>>,
    pub honest: bool,
}

impl State {
    pub fn new(script: &Script) -> State {
        let mut rng = Rng::new(script.seed);
        let weather = Weather::calm(rng.next());
        let time: Rc<Cell<i64>> = Rc::default();
        let cloud: Rc<Cloud> = Rc::default();
        let devices: Vec<(Device, Kind, bool)> = script
            .setting
            .devices
            .iter()
            .enumerate()
            .map(|(at, (kind, early))| {
                let (role, party) = party(*kind, at);
                let name = format!("{at}-{kind:?}");
                let device = Device::new(&name, role, &party, &mut rng, &time, &weather);
                (device, *kind, *early)
            })
            .collect();
        let roots: Vec<&Device> = devices
            .iter()
            .filter(|(_, kind, _)| matches!(kind, Kind::Founder | Kind::Deputised))
            .map(|(device, _, _)| device)
            .collect();
        let (workspace, founding) = office::founded(&roots);
        let slots = devices
            .into_iter()
            .map(|(device, kind, _)| Slot::new(device, kind, &cloud, &weather))
            .collect();
        let mut state = State {
            script: script.clone(),
            rng,
            weather,
            time,
            cloud,
            shelf: None,
            workspace,
            slots,
            written: BTreeMap::new(),
            voices: Vec::new(),
            handed: Handed::default(),
            counter: 0,
        };
        state.found(founding);
        state
    }

    fn found(&mut self, founding: huiyin_log::access::AccessEvent) {
        let early: Vec<usize> = (0..self.slots.len())
            .filter(|at| self.script.setting.devices[*at].1)
            .collect();
        let voice = self.slots[0].device.voice.clone();
        let mut events = vec![founding];
        let readers: Vec<&Slot> = early.iter().map(|at| &self.slots[*at]).collect();
        let key = |space: Space, readers: Vec<&Slot>, rng: &mut Rng| {
            let secret = BoxKey::from_seed(rng.bytes32());
            let readers: Vec<_> = readers
                .iter()
                .map(|slot| office::reader(&slot.device))
                .collect();
            office::keyed(&self.workspace, &space, 1, &secret, &readers, &voice)
        };
        // The keys come before whoever writes with them.
        let offices = readers.iter().copied().filter(|slot| slot.is_office());
        events.push(key(Space::office(), offices.collect(), &mut self.rng));
        if self.script.setting.sealed_main {
            events.push(key(Space::main(), readers, &mut self.rng));
        }
        for at in &early {
            let slot = &self.slots[*at];
            events.push(office::granted(&slot.device, &slot.rights()));
        }
        for slot in &self.slots {
            let copy = slot.device.tab();
            finish(async {
                copy.open().await.unwrap();
                copy.become_device(Some(slot.device.identity(&self.workspace)))
                    .await
                    .unwrap();
            });
        }
        let founder = &self.slots[0].device;
        let copy = founder.tab();
        finish(async {
            copy.open().await.unwrap();
            copy.speak(&events, founder.actor(), &founder.voice)
                .await
                .unwrap();
        });
    }

    /// A copy of a device that no work is under way in, opened.
    pub fn copy(&mut self, at: usize) -> Rc<Copy> {
        let slot = &mut self.slots[at];
        let tab = &mut slot.tabs[0];
        if let Some(work) = tab.work.take() {
            // Whatever becomes of it: only the gate has to be free.
            let _ = finish(work);
        }
        let copy = tab
            .copy
            .get_or_insert_with(|| Rc::new(slot.device.tab()))
            .clone();
        if !tab.opened.replace(true) {
            finish(copy.open()).unwrap();
        }
        copy
    }

    /// Closes all tabs of a device, whatever they are at.
    pub fn close(&mut self, at: usize) {
        self.slots[at].tabs = Default::default();
    }

    pub fn backup(&mut self, at: usize) {
        let device = &self.slots[at].device;
        let saved = (device.events.content(), device.objects.content());
        self.slots[at].saved = Some(saved);
    }

    pub fn restore(&mut self, at: usize, which: Which) {
        let Some((events, objects)) = self.slots[at].saved.clone() else {
            return;
        };
        self.close(at);
        let slot = &mut self.slots[at];
        slot.fate_mixed = true;
        if which != Which::Objects {
            slot.device.events.change(|content| *content = events);
        }
        if which != Which::Events {
            slot.device.objects.change(|content| *content = objects);
        }
    }

    pub fn duplicate(&mut self, at: usize) {
        if self.slots.len() > self.script.setting.devices.len() {
            return;
        }
        let seed = self.rng.next();
        let slot = &mut self.slots[at];
        slot.fate_mixed = true;
        let name = format!("{}-copy", slot.device.name);
        let mut twin = Slot::new(
            slot.device.copy(&name, &self.weather, seed),
            slot.kind,
            &self.cloud,
            &self.weather,
        );
        twin.fate_mixed = true;
        twin.malicious = slot.malicious;
        self.slots.push(twin);
    }

    pub fn alive(&self) -> Vec<usize> {
        (0..self.slots.len())
            .filter(|at| !self.slots[*at].lost)
            .collect()
    }
}

impl Slot {
    fn new(device: Device, kind: Kind, cloud: &Rc<Cloud>, weather: &Rc<Weather>) -> Slot {
        Slot {
            device,
            kind,
            tabs: Default::default(),
            way: Way {
                cloud: Rc::clone(cloud),
                weather: Rc::clone(weather),
                online: Rc::new(Cell::new(true)),
            },
            lost: false,
            fate_mixed: false,
            malicious: false,
            saved: None,
        }
    }

    pub fn is_office(&self) -> bool {
        self.device.party.role == Role::Office
    }

    pub fn rights(&self) -> Rights {
        match self.kind {
            Kind::Founder => Rights::full(),
            Kind::Deputised | Kind::Admin => Rights {
                admin: true,
                office_space: true,
                ..Rights::default()
            },
            _ => Rights::usual(&self.device),
        }
    }
}

fn party(kind: Kind, at: usize) -> (Role, String) {
    match kind {
        Kind::Founder | Kind::Deputised | Kind::Admin | Kind::Office => {
            (Role::Office, "代表工委".into())
        }
        Kind::Government => (Role::Government, "政府督查室".into()),
        Kind::UnitA => (Role::Unit, "区水务局".into()),
        Kind::UnitB => (Role::Unit, "区教育局".into()),
        // Some have several devices.
        Kind::Deputy => (Role::Deputy, format!("代表{}", 1 + at % 2)),
    }
}
