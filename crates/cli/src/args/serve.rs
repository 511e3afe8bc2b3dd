//! What `huiyin serve` takes.

use super::Given;
use crate::fault::Fault;
use huiyin_server::{Address, AddressError, Claim, Limits, Options, Rate, Room};
use std::net::{Ipv4Addr, SocketAddr};

/// Where it listens unless told otherwise.
const PORT: u16 = 8095;

/// A server to be.
pub struct Serve {
    pub listen: SocketAddr,
    pub store: Address,
    pub options: Options,
}

impl std::fmt::Debug for Serve {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The store's address holds a password.
        f.debug_struct("Serve")
            .field("listen", &self.listen)
            .finish_non_exhaustive()
    }
}

impl Given {
    pub(super) fn serve(&mut self) -> Result<Serve, Fault> {
        let listen = match self.take_text("listen")? {
            None => SocketAddr::from((Ipv4Addr::LOCALHOST, PORT)),
            Some(text) => text.parse().map_err(|_| {
                Fault::new(
                    format!("--listen {text}：请写成 地址:端口，如 0.0.0.0:8095。"),
                    format!("--listen {text}: write ADDRESS:PORT, such as 0.0.0.0:8095"),
                )
            })?,
        };
        let store = self.take_text("store")?;
        let store = store.as_deref().unwrap_or("sqlite:huiyin.db");
        let store = Address::parse(store).map_err(|AddressError(text)| {
            Fault::new(
                format!("--store：{}。", text.zh),
                format!("--store: {}", text.en),
            )
        })?;
        let claim = match (self.take_text("claim")?, self.flag("no-claim")) {
            (Some(_), true) => {
                return Err(Fault::new(
                    "--claim 和 --no-claim 只能写一个。",
                    "write --claim or --no-claim, not both",
                ));
            }
            (Some(code), false) => Claim::Code(code),
            (None, true) => Claim::Open,
            (None, false) => Claim::Drawn,
        };
        Ok(Serve {
            listen,
            store,
            options: Options {
                site: self.take("site")?.map(Into::into),
                demo: self.take("demo")?.map(Into::into),
                claim,
                connect: self.take_all("connect")?,
                frame_ancestors: self.take_all("frame-ancestors")?,
                embed_origins: self.take_all("embed-origin")?,
                proxied: self.flag("proxied"),
                quiet: self.flag("quiet"),
                limits: {
                    let usual = limits(self.take_number("rate")?);
                    desk(
                        usual,
                        self.take_number("voices")?,
                        self.take_number("waiting")?,
                    )
                },
            },
        })
    }
}

/// The usual limits, with another rate of one device and what goes with it.
fn limits(rate: Option<u32>) -> Limits {
    let usual = Limits::default();
    let Some(rate) = rate.map(f64::from) else {
        return usual;
    };
    Limits {
        device: Rate::new(rate, 20.0 * rate),
        address: Rate::new(2.0 * rate, 20.0 * rate),
        knocks: Rate::new(rate / 20.0, 1.5 * rate),
        votes: Rate::new(2.5 * rate, 100.0 * rate),
        ..usual
    }
}

/// The limits with other numbers for citizens: voices a minute of one address, and how many may
/// wait for the office.
fn desk(usual: Limits, voices: Option<u32>, waiting: Option<u32>) -> Limits {
    let each = voices.map_or(usual.voices, |voices| {
        let voices = f64::from(voices);
        Rate::new(voices / 60.0, 2.0 * voices)
    });
    let items = waiting.map_or(usual.waiting.items, u64::from);
    // A voice has up to 700 KB, most have four.
    let each_bytes = usual.waiting.bytes / usual.waiting.items.max(1);
    let bytes = each_bytes.saturating_mul(items);
    Limits {
        voices: each,
        waiting: Room { items, bytes },
        ..usual
    }
}
