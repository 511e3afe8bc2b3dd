//! What a server is started with.

use crate::limit::Rate;
use crate::objects::desk::Room;
use std::path::PathBuf;
use std::time::Duration;

/// How a server without a workspace lets one be founded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Claim {
    /// By whoever knows a code that is drawn once, kept in the store and shown at the start.
    #[default]
    Drawn,
    /// By whoever knows this code.
    Code(String),
    /// By whoever comes first: for servers that only one person reaches.
    Open,
}

/// What a server is started with.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The folder of the app's files; without one there is only the interface.
    pub site: Option<PathBuf>,
    /// A bundle that the app offers as a demo.
    pub demo: Option<PathBuf>,
    /// How a workspace is founded.
    pub claim: Claim,
    /// Origins that the app may talk to besides this server.
    pub connect: Vec<String>,
    /// Origins whose pages may show the app within them.
    pub frame_ancestors: Vec<String>,
    /// Exact origins whose pages may show what is published and the form for citizens.
    pub embed_origins: Vec<String>,
    /// Whether requests come through a proxy on this machine or in front of it, which says in
    /// `X-Forwarded-For` whose they are.
    pub proxied: bool,
    /// Whether requests are left out of the log.
    pub quiet: bool,
    /// What is refused for being too much.
    pub limits: Limits,
}

/// What is refused for being too much.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// Connections in all.
    pub connections: usize,
    /// Connections of one address; not counted behind a proxy.
    pub connections_each: usize,
    /// Requests being answered at once, those whose bodies are still on their way not counted.
    pub requests: usize,
    /// Requests of one address.
    pub address: Rate,
    /// Requests of one device.
    pub device: Rate,
    /// Challenges and sessions of one address.
    pub knocks: Rate,
    /// Requests to join of one address.
    pub joins: Rate,
    /// Votes handed in from one address: a hall full of people may share one.
    pub votes: Rate,
    /// Voices and ratings of one address that paid with work: many phones may share one.
    pub voices: Rate,
    /// The same in all.
    pub voices_all: Rate,
    /// Voices of one address that came as a plain form, which pays nothing.
    pub forms: Rate,
    /// The same in all.
    pub forms_all: Rate,
    /// Paid voices and ratings, counted as a level that falls by half each minute, beyond which
    /// each doubling asks for a bit more of work: 60 are some 40 a minute.
    pub busy: f64,
    /// Codes and tracking codes of one address that there are none of.
    pub misses: Rate,
    /// The same in all.
    pub misses_all: Rate,
    /// Voices that wait for the office.
    pub waiting: Room,
    /// Voices whose status is told.
    pub tracks: Room,
    /// Ratings that wait for the office.
    pub ratings: Room,
    /// Published files.
    pub files: Room,
    /// Claims in all.
    pub claims: Rate,
    /// Requests to join that wait at once.
    pub joining: usize,
    /// Connections that wait for changes.
    pub listeners: usize,
    /// Connections of one device that wait for changes.
    pub listeners_each: usize,
    /// How long a request's head may take; also how long a connection may do nothing.
    pub head: Duration,
    /// How long a body may pause, and a reader may not read.
    pub stall: Duration,
    /// The slowest a body may come on the whole, in bytes a second.
    pub pace: u64,
    /// Bodies held at once, in bytes.
    pub bodies: usize,
    /// How long requests under way are waited for when the server ends.
    pub farewell: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            connections: 2_048,
            connections_each: 256,
            requests: 512,
            address: Rate::new(400.0, 4_000.0),
            device: Rate::new(200.0, 4_000.0),
            knocks: Rate::new(10.0, 300.0),
            joins: Rate::new(0.2, 20.0),
            votes: Rate::new(500.0, 20_000.0),
            voices: Rate::new(0.5, 60.0),
            voices_all: Rate::new(20.0, 600.0),
            forms: Rate::new(0.01, 5.0),
            forms_all: Rate::new(0.5, 60.0),
            busy: 60.0,
            misses: Rate::new(0.05, 20.0),
            misses_all: Rate::new(20.0, 1_000.0),
            waiting: room(5_000, 512 << 20),
            tracks: room(200_000, 512 << 20),
            ratings: room(50_000, 64 << 20),
            files: room(50_000, 512 << 20),
            claims: Rate::new(0.2, 20.0),
            joining: 300,
            listeners: 1_024,
            listeners_each: 8,
            head: Duration::from_secs(20),
            stall: Duration::from_secs(20),
            pace: 16 * 1024,
            bodies: 256 << 20,
            farewell: Duration::from_secs(15),
        }
    }
}

const fn room(items: u64, bytes: u64) -> Room {
    Room { items, bytes }
}
