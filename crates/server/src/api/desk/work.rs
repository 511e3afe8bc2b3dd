//! What a sender pays with: work on a challenge, and each challenge once.

use crate::app::App;
use crate::refusal::{self, Refusal};
use crate::{clock, token};
use huiyin_intake::solved;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

/// Most bits asked for, however much comes: a phone works on them for a minute.
const MOST: u8 = 24;
/// Bits that a challenge may be behind what is asked for by now, so that nobody has to do it
/// twice who was only slow.
const BEHIND: u8 = 2;
/// Challenges that are remembered as spent. As many voices within a quarter of an hour are
/// beyond every limit.
const SPENT: usize = 65_536;

/// How many voices come, as a level that falls by half each minute.
pub(crate) struct Load {
    busy: f64,
    level: Mutex<(f64, Option<Instant>)>,
}

impl Load {
    pub(super) fn new(busy: f64) -> Self {
        Load {
            busy,
            level: Mutex::new((0.0, None)),
        }
    }

    fn level(&self, more: f64, now: Instant) -> f64 {
        let mut level = self.level.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = level
            .1
            .map_or(0.0, |at| now.saturating_duration_since(at).as_secs_f64());
        level.0 = level.0 * (-waited / 60.0).exp2() + more;
        level.1 = Some(now);
        level.0
    }

    /// Bits asked for now, where the office asks for `base` in quiet times.
    pub(super) fn bits(&self, base: u8, now: Instant) -> u8 {
        let (mut bits, mut level) = (base, self.level(0.0, now));
        while level > self.busy && bits < MOST.max(base) {
            bits += 1;
            level /= 2.0;
        }
        bits
    }

    fn paid(&self, now: Instant) {
        self.level(1.0, now);
    }
}

/// What challenges were spent on, by what tells them apart.
#[derive(Default)]
pub(crate) struct Spent(Mutex<HashMap<String, (u64, String)>>);

impl Spent {
    /// Spends a challenge on something. Sending the same again, because the answer was lost, is
    /// no second spending.
    fn spend(&self, worked: token::Worked, on: &str, now: u64) -> Result<(), Refusal> {
        let mut spent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, before)) = spent.get(&worked.nonce) {
            return if before == on {
                Ok(())
            } else {
                Err(refusal::work_used())
            };
        }
        if spent.len() >= SPENT {
            spent.retain(|_, (until, _)| *until >= now);
            if spent.len() >= SPENT {
                return Err(refusal::busy());
            }
        }
        spent.insert(worked.nonce, (worked.until, on.to_owned()));
        Ok(())
    }
}

/// Fails unless whoever sends `on` has worked for it.
pub(super) async fn paid(
    app: &Arc<App>,
    base: u8,
    challenge: &str,
    nonce: u64,
    on: &str,
) -> Result<(), Refusal> {
    let now = clock::now();
    let worked = app.secrets.worked(challenge, now, &*app.objects).await?;
    let worked = worked.ok_or_else(refusal::work_expired)?;
    let asked = app.citizens.load.bits(base, Instant::now());
    if worked.bits.saturating_add(BEHIND) < asked {
        return Err(refusal::work_expired());
    }
    if !solved(challenge, nonce, worked.bits) {
        return Err(refusal::work_missing());
    }
    app.citizens.spent.spend(worked, on, now)?;
    app.citizens.load.paid(Instant::now());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn work_grows_with_what_comes_and_falls_again() {
        let load = Load::new(60.0);
        let start = Instant::now();
        assert_eq!(load.bits(16, start), 16);
        (0..60).for_each(|_| load.paid(start));
        assert_eq!(load.bits(16, start), 16);
        (0..60).for_each(|_| load.paid(start));
        assert_eq!(load.bits(16, start), 17);
        (0..1_000).for_each(|_| load.paid(start));
        assert_eq!(load.bits(16, start), 21);
        (0..1_000_000).for_each(|_| load.paid(start));
        assert_eq!(load.bits(16, start), MOST);
        assert_eq!(load.bits(16, start + Duration::from_secs(60 * 60)), 16);
    }

    #[test]
    fn what_is_remembered_is_bounded_and_forgotten_in_time() {
        let spent = Spent::default();
        let worked = |n: usize, until| token::Worked {
            bits: 16,
            nonce: n.to_string(),
            until,
        };
        assert_eq!(spent.spend(worked(0, 10), "a", 1), Ok(()));
        assert_eq!(spent.spend(worked(0, 10), "a", 1), Ok(()));
        assert_eq!(
            spent.spend(worked(0, 10), "b", 1),
            Err(refusal::work_used())
        );
        for n in 1..SPENT {
            spent.spend(worked(n, 10), "a", 1).unwrap();
        }
        assert_eq!(
            spent.spend(worked(SPENT, 10), "a", 10),
            Err(refusal::busy())
        );
        assert_eq!(spent.spend(worked(SPENT, 20), "a", 11), Ok(()));
        assert_eq!(spent.0.lock().unwrap().len(), 1);
    }
}
