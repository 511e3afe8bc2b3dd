//! Challenges and tokens: what a device proves once, so that it need not sign every request.
//!
//! Both are texts under a keyed hash. The keys lie in the store, so any server over it can check
//! what another one gave out, and none keeps sessions. A token names a device and nothing else:
//! what the device may do is looked up in the roll with every request.

use crate::chance;
use crate::objects::{Objects, StoreError};
use bytes::Bytes;
use hmac::{Hmac, KeyInit, Mac};
use huiyin_log::DeviceId;
use sha2::Sha256;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

/// Where the keys lie. Servers that start at once may each put one: all are good for checking,
/// the first by name is used for new ones.
const SECRETS: &str = "private/secret/";
/// Keys that are read; there is hardly ever more than one.
const MOST: usize = 16;
/// Texts under keys that are not known make the keys be read again, but not more often than this:
/// anybody can make such texts up.
const AGAIN: Duration = Duration::from_secs(1);
/// Seconds that a challenge may be answered for.
pub(crate) const CHALLENGE: u64 = 120;
/// Seconds that work on a challenge may take, the writing of what is sent among it.
pub(crate) const WORK: u64 = 15 * 60;
/// Seconds that a token is good for.
pub(crate) const SESSION: u64 = 12 * 3600;
/// What a device signs is this and the challenge.
pub(crate) const SIGNED: &str = "huiyin-session-1:";

type Secret = [u8; 32];

/// The keys, as far as this server knows them.
pub(crate) struct Secrets {
    known: RwLock<BTreeMap<String, Secret>>,
    read_again: Mutex<Option<Instant>>,
}

/// Kinds of texts that must not be taken for one another.
#[derive(Clone, Copy)]
enum Kind {
    Challenge,
    Token,
    Work,
}

impl Kind {
    const fn label(self) -> &'static [u8] {
        match self {
            Kind::Challenge => b"huiyin-challenge-1:",
            Kind::Token => b"huiyin-token-1:",
            Kind::Work => b"huiyin-work-challenge-1:",
        }
    }
}

/// A text taken apart whose hash holds.
struct Checked<'a> {
    subject: &'a str,
    until: u64,
}

/// A challenge to be worked on, as it was given out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Worked {
    /// The bits that were asked for.
    pub(crate) bits: u8,
    /// What tells it from every other.
    pub(crate) nonce: String,
    /// The second it is good until.
    pub(crate) until: u64,
}

/// What checking a text came to.
enum Check<'a> {
    Holds(Checked<'a>),
    Fails,
    /// Another server may have put the key since.
    UnknownKey,
}

impl Secrets {
    /// Reads the keys, and puts one where there is none.
    pub(crate) async fn open(objects: &dyn Objects) -> Result<Self, StoreError> {
        let secrets = Secrets {
            known: RwLock::default(),
            read_again: Mutex::default(),
        };
        secrets.read(objects).await?;
        if secrets.current().is_none() {
            let id = chance::hex::<4>().map_err(StoreError::broken)?;
            let secret = chance::bytes::<32>().map_err(StoreError::broken)?;
            let key = format!("{SECRETS}{id}");
            objects
                .put_new(&key, Bytes::copy_from_slice(&secret))
                .await?;
            secrets.read(objects).await?;
        }
        Ok(secrets)
    }

    /// Reads the keys that are not known yet.
    pub(crate) async fn read(&self, objects: &dyn Objects) -> Result<(), StoreError> {
        for key in objects.list(SECRETS, None, MOST).await?.keys {
            let Some(id) = key.strip_prefix(SECRETS) else {
                continue;
            };
            if self.secret(id).is_some() {
                continue;
            }
            let bytes = objects.get(&key).await?.unwrap_or_default();
            if let Ok(secret) = Secret::try_from(&bytes[..]) {
                let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
                known.insert(id.to_owned(), secret);
            }
        }
        Ok(())
    }

    fn secret(&self, id: &str) -> Option<Secret> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known.get(id).copied()
    }

    fn current(&self) -> Option<(String, Secret)> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known
            .first_key_value()
            .map(|(id, secret)| (id.clone(), *secret))
    }

    fn write(&self, kind: Kind, subject: &str, until: u64) -> Option<String> {
        let (id, secret) = self.current()?;
        let text = format!("{id}.{subject}.{until}");
        let hash = keyed(&secret, kind, &text)?.finalize().into_bytes();
        Some(format!("{text}.{}", chance::to_hex(&hash)))
    }

    fn check<'a>(&self, kind: Kind, text: &'a str) -> Check<'a> {
        let parts: Vec<&str> = text.split('.').collect();
        let [id, subject, until, hash] = parts[..] else {
            return Check::Fails;
        };
        let Some(secret) = self.secret(id) else {
            return Check::UnknownKey;
        };
        let signed = text.get(..text.len() - hash.len() - 1).unwrap_or_default();
        let holds = keyed(&secret, kind, signed)
            .zip(unhex(hash))
            .is_some_and(|(mac, hash)| mac.verify_slice(&hash).is_ok());
        match until.parse() {
            Ok(until) if holds => Check::Holds(Checked { subject, until }),
            _ => Check::Fails,
        }
    }

    async fn checked<'a>(
        &self,
        kind: Kind,
        text: &'a str,
        objects: &dyn Objects,
    ) -> Result<Option<Checked<'a>>, StoreError> {
        let first = self.check(kind, text);
        Ok(match first {
            Check::Holds(checked) => Some(checked),
            Check::Fails => None,
            Check::UnknownKey if !self.may_read_again() => None,
            Check::UnknownKey => {
                self.read(objects).await?;
                match self.check(kind, text) {
                    Check::Holds(checked) => Some(checked),
                    Check::Fails | Check::UnknownKey => None,
                }
            }
        })
    }

    fn may_read_again(&self) -> bool {
        let mut last = self
            .read_again
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let may = last.is_none_or(|last| last.elapsed() >= AGAIN);
        if may {
            *last = Some(Instant::now());
        }
        may
    }

    /// A fresh challenge; `None` where there is neither a key nor randomness.
    pub(crate) fn challenge(&self, now: u64) -> Option<String> {
        let nonce = chance::hex::<16>().ok()?;
        self.write(Kind::Challenge, &nonce, now + CHALLENGE)
    }

    /// The nonce of a challenge that one of the servers gave out, and how long it may be
    /// answered; `None` for anything else.
    pub(crate) async fn challenged(
        &self,
        challenge: &str,
        now: u64,
        objects: &dyn Objects,
    ) -> Result<Option<(String, u64)>, StoreError> {
        let checked = self.checked(Kind::Challenge, challenge, objects).await?;
        let fresh = checked.filter(|checked| checked.until >= now);
        Ok(fresh.map(|checked| (checked.subject.to_owned(), checked.until)))
    }

    /// A fresh challenge that so many bits of work are asked for.
    pub(crate) fn work(&self, bits: u8, now: u64) -> Option<String> {
        let nonce = chance::hex::<16>().ok()?;
        self.write(Kind::Work, &format!("{bits}-{nonce}"), now + WORK)
    }

    /// What a challenge asked for that one of the servers gave out; `None` for anything else.
    pub(crate) async fn worked(
        &self,
        challenge: &str,
        now: u64,
        objects: &dyn Objects,
    ) -> Result<Option<Worked>, StoreError> {
        let checked = self.checked(Kind::Work, challenge, objects).await?;
        let fresh = checked.filter(|checked| checked.until >= now);
        Ok(fresh.and_then(|checked| {
            let (bits, nonce) = checked.subject.split_once('-')?;
            Some(Worked {
                bits: bits.parse().ok()?,
                nonce: nonce.to_owned(),
                until: checked.until,
            })
        }))
    }

    /// A device's token and the second it is good until.
    pub(crate) fn token(&self, device: &DeviceId, now: u64) -> Option<(String, u64)> {
        let until = now + SESSION;
        let token = self.write(Kind::Token, device.as_str(), until)?;
        Some((token, until))
    }

    /// The device that a token was given to, and the second it is good until: perhaps over.
    pub(crate) async fn device(
        &self,
        token: &str,
        objects: &dyn Objects,
    ) -> Result<Option<(DeviceId, u64)>, StoreError> {
        let checked = self.checked(Kind::Token, token, objects).await?;
        Ok(checked.and_then(|checked| {
            let device = DeviceId::try_from(checked.subject).ok()?;
            Some((device, checked.until))
        }))
    }
}

fn keyed(secret: &Secret, kind: Kind, text: &str) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).ok()?;
    mac.update(kind.label());
    mac.update(text.as_bytes());
    Some(mac)
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let plain = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !plain {
        return None;
    }
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok())
        .collect()
}

/// Bytes of hexadecimal digits of a signature; `None` where they are none, or too many.
pub(crate) fn signature(text: &str) -> Option<Vec<u8>> {
    let plain = text.len() == 128 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let (first, second) = text.split_at_checked(64).filter(|_| plain)?;
    Some([unhex(first)?, unhex(second)?].concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::objects::Memory;

    fn device() -> DeviceId {
        DeviceId::try_from("ab".repeat(16)).unwrap()
    }

    #[tokio::test]
    async fn any_server_over_the_store_checks_what_another_gave_out() {
        let store = Memory::default();
        let one = Secrets::open(&store).await.unwrap();
        let other = Secrets::open(&store).await.unwrap();
        let (token, until) = one.token(&device(), 1_000).unwrap();
        let found = other.device(&token, &store).await.unwrap();
        assert_eq!(found, Some((device(), until)));
        let elsewhere = Memory::default();
        let stranger = Secrets::open(&elsewhere).await.unwrap();
        assert_eq!(stranger.device(&token, &elsewhere).await.unwrap(), None);
    }

    #[tokio::test]
    async fn a_key_that_another_server_put_later_is_found() {
        let store = Memory::default();
        let one = Secrets::open(&store).await.unwrap();
        let late = format!("{SECRETS}00000000");
        store
            .put_new(&late, Bytes::from(vec![7; 32]))
            .await
            .unwrap();
        let other = Secrets::open(&store).await.unwrap();
        let (token, until) = other.token(&device(), 1_000).unwrap();
        assert!(token.starts_with("00000000."));
        assert_eq!(
            one.device(&token, &store).await.unwrap(),
            Some((device(), until))
        );
    }

    #[tokio::test]
    async fn a_changed_token_is_none() {
        let store = Memory::default();
        let secrets = Secrets::open(&store).await.unwrap();
        let (token, _) = secrets.token(&device(), 1_000).unwrap();
        let other = token.replace("abab", "abac");
        let longer = token.replace(".44200.", ".94200.");
        assert_ne!(longer, token);
        let challenge = secrets.challenge(1_000).unwrap();
        for bad in [
            &other,
            &longer,
            &challenge,
            "",
            "...",
            &token[1..],
            &format!("{token}0"),
        ] {
            assert_eq!(secrets.device(bad, &store).await.unwrap(), None, "{bad}");
        }
        assert_eq!(secrets.challenged(&token, 0, &store).await.unwrap(), None);
        let work = secrets.work(16, 1_000).unwrap();
        assert_eq!(secrets.challenged(&work, 0, &store).await.unwrap(), None);
        assert_eq!(secrets.worked(&challenge, 0, &store).await.unwrap(), None);
        let cheaper = work.replace(".16-", ".1-");
        assert_eq!(secrets.worked(&cheaper, 0, &store).await.unwrap(), None);
        let worked = secrets.worked(&work, 1_900, &store).await.unwrap().unwrap();
        assert_eq!((worked.bits, worked.until), (16, 1_900));
        assert_eq!(secrets.worked(&work, 1_901, &store).await.unwrap(), None);
    }

    #[tokio::test]
    async fn challenges_end() {
        let store = Memory::default();
        let secrets = Secrets::open(&store).await.unwrap();
        let challenge = secrets.challenge(1_000).unwrap();
        assert!(
            secrets
                .challenged(&challenge, 1_120, &store)
                .await
                .unwrap()
                .is_some()
        );
        assert_eq!(
            secrets.challenged(&challenge, 1_121, &store).await.unwrap(),
            None
        );
    }
}
