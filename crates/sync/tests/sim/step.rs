//! What happens, step by step. Every step has its own number, out of which everything is
//! drawn that it leaves open: taking one away leaves the others what they are.

use crate::world::Rng;

/// A world and what happens in it.
#[derive(Clone, Debug)]
pub struct Script {
    pub seed: u64,
    pub setting: Setting,
    pub steps: Vec<Step>,
}

/// What a world begins with.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Whether the office keeps `main` sealed from the beginning.
    pub sealed_main: bool,
    /// Whether citizens' voices are most of what is recorded.
    pub voices: bool,
    /// Devices that are there, and whether each is let in at the founding.
    pub devices: Vec<(Kind, bool)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Founded the workspace.
    Founder,
    /// A second root.
    Deputised,
    /// An administrator of the office.
    Admin,
    /// An office device without more.
    Office,
    Government,
    UnitA,
    UnitB,
    Deputy,
}

#[derive(Clone, Debug)]
pub struct Step {
    pub seed: u64,
    pub act: Act,
}

/// How a work is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    Finished,
    /// It goes on at another step.
    Hanging,
    /// Dropped, while its tab lives.
    Dropped,
    /// The tab died with it.
    Killed,
}

#[derive(Clone, Debug)]
pub enum Act {
    /// The person records something, or several things.
    Write {
        device: usize,
        times: usize,
    },
    /// A tab begins to sync, or goes on with it.
    Sync {
        device: usize,
        tab: usize,
        steps: usize,
        left: Left,
        cloud: u32,
        disk: u32,
        thorough: bool,
        /// Whether it is its turn to hand on what others recorded.
        due: bool,
    },
    /// Everything one device has, carried to another by hand.
    Carry {
        from: usize,
        to: usize,
    },
    /// A device is let in, or given more.
    Grant {
        by: usize,
        device: usize,
        days: Option<i64>,
    },
    Revoke {
        by: usize,
        device: usize,
        lag: usize,
    },
    Numbers {
        by: usize,
        device: usize,
    },
    /// A reader is given the keys, or everybody gets a new one.
    Key {
        by: usize,
        device: usize,
        anew: bool,
    },
    /// An office's device vouches for what is quarantined.
    Adopt {
        by: usize,
    },
    Backup {
        device: usize,
    },
    /// An older copy is put back: of both stores, or of only one.
    Restore {
        device: usize,
        which: Which,
    },
    Clone {
        device: usize,
    },
    /// The device is gone for good.
    Lose {
        device: usize,
    },
    Online {
        device: usize,
        online: bool,
    },
    Clock {
        device: usize,
        days: i64,
    },
    StoreBackup,
    StoreRestore,
    Withhold,
    /// Somebody overwrites files on the store, or throws them away.
    Vandal,
    Malice {
        device: usize,
        kind: usize,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    Both,
    Events,
    Objects,
}

/// The script of a seed.
pub fn script(seed: u64) -> Script {
    let mut rng = Rng::new(seed ^ 0x005e_ed0f_5c21);
    let kinds = [
        Kind::Deputised,
        Kind::Admin,
        Kind::Office,
        Kind::Office,
        Kind::Government,
        Kind::UnitA,
        Kind::UnitA,
        Kind::UnitB,
        Kind::Deputy,
        Kind::Deputy,
        Kind::Deputy,
        Kind::Deputy,
    ];
    let voices = rng.permille(250);
    // Of the office and deputies alone.
    let some = [Kind::Admin, Kind::Office, Kind::Deputy, Kind::Deputy];
    let kinds = if voices { &some } else { &kinds[..] };
    let mut devices = vec![(Kind::Founder, true)];
    for _ in 0..rng.below(4) + 2 {
        let early = rng.permille(750);
        devices.push((*rng.pick(kinds), early));
    }
    let setting = Setting {
        sealed_main: rng.permille(250),
        voices,
        devices,
    };
    // Some worlds are rougher than others, and some know no malice.
    let malice = if rng.permille(500) { 160 } else { 0 };
    let misfortune = if rng.permille(600) { 110 } else { 0 };
    let rough = [0, 40, 150][rng.below(3)];
    let count = 20 + rng.below(60);
    let steps = (0..count)
        .map(|_| Step {
            seed: rng.next(),
            act: act(&mut rng, setting.devices.len(), malice, misfortune, rough),
        })
        .collect();
    Script {
        seed,
        setting,
        steps,
    }
}

fn act(rng: &mut Rng, devices: usize, malice: u32, misfortune: u32, rough: u32) -> Act {
    // One more than there are: copies come into being on the way.
    let device = rng.below(devices + 1);
    let other = rng.below(devices + 1);
    if rng.permille(malice) {
        return Act::Malice {
            device,
            kind: rng.below(crate::sim::malice::KINDS),
        };
    }
    if rng.permille(misfortune) {
        return match rng.below(9) {
            0 | 1 => Act::Backup { device },
            2 | 3 => Act::Restore {
                device,
                which: [Which::Both, Which::Both, Which::Events, Which::Objects][rng.below(4)],
            },
            4 => Act::Clone { device },
            5 => Act::Lose { device },
            6 => Act::StoreBackup,
            7 => Act::StoreRestore,
            _ => Act::Vandal,
        };
    }
    match rng.below(100) {
        0..30 => Act::Write {
            device,
            times: 1 + rng.below(3),
        },
        30..74 => Act::Sync {
            device,
            tab: usize::from(rng.permille(250)),
            steps: match rng.below(4) {
                0 => 1 + rng.below(40),
                1 | 2 => 1 + rng.below(400),
                _ => 1 + rng.below(3_000),
            },
            left: match rng.below(12) {
                0 => Left::Dropped,
                1 => Left::Killed,
                2 | 3 => Left::Hanging,
                _ => Left::Finished,
            },
            cloud: rough,
            disk: if rough > 0 && rng.permille(200) {
                30
            } else {
                0
            },
            thorough: rng.permille(200),
            due: rng.permille(500),
        },
        74..78 => Act::Carry {
            from: device,
            to: other,
        },
        78..83 => Act::Grant {
            by: rng.below(3),
            device,
            days: rng.permille(300).then(|| rng.below(40) as i64 - 10),
        },
        83..87 => Act::Revoke {
            by: rng.below(3),
            device,
            lag: rng.below(3),
        },
        87..89 => Act::Numbers { by: 0, device },
        89..92 => Act::Key {
            by: rng.below(2),
            device,
            anew: rng.permille(400),
        },
        92..94 => Act::Adopt { by: rng.below(3) },
        94..96 => Act::Online {
            device,
            online: rng.permille(600),
        },
        96..98 => Act::Clock {
            device,
            days: rng.below(7300) as i64 - 3650,
        },
        _ => Act::Withhold,
    }
}
