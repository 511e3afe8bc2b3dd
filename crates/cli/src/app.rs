//! The engine over a store in memory, asked as the app asks it.

use crate::fault::Fault;
use crate::host::Machine;
use crate::out::Atomic;
use huiyin_engine::Engine;
use huiyin_protocol::{Answer, Ask, Reply, Request};
use huiyin_rules::{Actor, Lang, Role};
use huiyin_store::MemoryStore;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Bytes of a bundle handed over at a time.
const PIECE: usize = 1 << 20;

/// A workspace for the length of one command.
pub struct App {
    engine: Engine<MemoryStore, Machine>,
    lang: Lang,
}

impl App {
    /// An empty workspace.
    pub fn new(lang: Lang) -> Result<Self, Fault> {
        Ok(App {
            engine: Engine::new(MemoryStore::new(), Machine::new()?),
            lang,
        })
    }

    /// Asks as the congress office; `about` is named where it fails.
    pub fn ask(&self, about: &str, request: Request) -> Result<Reply, Fault> {
        let actor = Actor::own(Role::Office, "");
        let ask = Ask {
            lang: self.lang,
            actor,
            request,
        };
        let answer: Answer = futures_lite::future::block_on(self.engine.handle(ask));
        answer.map_err(|failure| Fault::engine(about, &failure))
    }

    /// A workspace that holds a bundle.
    pub fn of_bundle(path: &Path, lang: Lang) -> Result<Self, Fault> {
        let app = App::new(lang)?;
        let about = path.display().to_string();
        let mut file = File::open(path).map_err(|error| Fault::file(path, &error))?;
        let mut first = true;
        loop {
            let mut bytes = Vec::with_capacity(PIECE);
            let piece = file.by_ref().take(PIECE as u64).read_to_end(&mut bytes);
            piece.map_err(|error| Fault::file(path, &error))?;
            let last = bytes.len() < PIECE;
            app.ask(&about, Request::BundleImport { first, last, bytes })?;
            first = false;
            if last {
                return Ok(app);
            }
        }
    }

    /// Writes everything as a bundle.
    pub fn write_bundle(&self, path: &Path) -> Result<u64, Fault> {
        let about = path.display().to_string();
        let mut out = Atomic::create(path)?;
        let mut from = 0;
        loop {
            match self.ask(&about, Request::BundleExport { from })? {
                Reply::BundlePart {
                    bytes, next, total, ..
                } => {
                    out.write(&bytes)?;
                    match next {
                        Some(next) => from = next,
                        None => {
                            out.finish()?;
                            return Ok(total);
                        }
                    }
                }
                other => return Err(unexpected(&other)),
            }
        }
    }
}

/// An answer that does not belong to the question: a fault of the program.
pub fn unexpected(_reply: &Reply) -> Fault {
    Fault::new(
        "程序内部错误：答非所问。请报告这个问题。",
        "internal fault: the answer does not belong to the question; please report this",
    )
}
