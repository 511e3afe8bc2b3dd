//! The outside world of the engine: this machine's clock and chance.

use chrono::{DateTime, FixedOffset, Utc};
use huiyin_engine::Host;
use huiyin_protocol::Push;
use sha2::{Digest, Sha256};
use std::cell::Cell;

use crate::fault::Fault;

/// The clock, and identities drawn from one seed of the operating system.
#[derive(Debug)]
pub struct Machine {
    seed: [u8; 32],
    drawn: Cell<u64>,
}

impl Machine {
    /// Draws the seed.
    pub fn new() -> Result<Self, Fault> {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).map_err(|error| {
            Fault::new(
                format!("系统没有提供随机数：{error}"),
                format!("the system gives no random numbers: {error}"),
            )
        })?;
        Ok(Machine {
            seed,
            drawn: Cell::new(0),
        })
    }
}

impl Host for Machine {
    fn now(&self) -> DateTime<FixedOffset> {
        let now = Utc::now();
        match FixedOffset::east_opt(8 * 3600) {
            Some(zone) => now.with_timezone(&zone),
            None => now.fixed_offset(),
        }
    }

    fn random(&self) -> [u8; 16] {
        let drawn = self.drawn.get();
        self.drawn.set(drawn.wrapping_add(1));
        let digest = Sha256::new()
            .chain_update(self.seed)
            .chain_update(drawn.to_be_bytes())
            .finalize();
        let mut out = [0; 16];
        for (place, byte) in out.iter_mut().zip(digest) {
            *place = byte;
        }
        out
    }

    fn push(&self, _push: Push) {}

    fn announce(&self, _head: u64) {}

    async fn breathe(&self) {}
}
