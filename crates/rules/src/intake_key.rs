//! The key that voices are sealed to on their way (民意收件): every device of the office
//! opens them, and nobody else, the server that holds them included.

use crate::order::{self, OrderContext, Unfit, odd};
use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::fmt;

/// One thing that happened to the intake. Wire format, as [`crate::suggestion::Event`]
/// is: a released event keeps its meaning and its field names for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum IntakeEvent {
    /// Voices are sealed to this key from now on.
    IntakeKeyed(IntakeKeyed),
}

/// Body of [`IntakeEvent::IntakeKeyed`].
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntakeKeyed {
    /// What voices are sealed to, 64 hexadecimal digits.
    pub public: String,
    /// What they are opened with, 64 hexadecimal digits: for the office alone.
    pub seed: String,
}

impl fmt::Debug for IntakeKeyed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Whatever is logged, the secret is not.
        f.debug_struct("IntakeKeyed")
            .field("public", &self.public)
            .finish_non_exhaustive()
    }
}

/// Keys, the newest last: what was sealed to an earlier one is still opened with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IntakeKeys {
    /// Every key.
    pub keys: Vec<IntakeKeyed>,
    /// Events that did not fit what was there.
    pub anomalies: u32,
}

impl IntakeKeys {
    /// The key that voices are sealed to now.
    pub fn current(&self) -> Option<&IntakeKeyed> {
        self.keys.last()
    }

    /// The key that belongs to a public key.
    pub fn of(&self, public: &str) -> Option<&IntakeKeyed> {
        self.keys.iter().find(|one| one.public == public)
    }
}

/// Most keys there ever are.
pub const MOST_KEYS: usize = 100;

/// Folds events in the order every device agrees on. Never fails: what does not fit is
/// counted as an anomaly.
pub fn replay<'a>(events: impl IntoIterator<Item = &'a IntakeEvent>) -> IntakeKeys {
    let mut keys = IntakeKeys::default();
    for IntakeEvent::IntakeKeyed(keyed) in events {
        let fits = keys.keys.len() < MOST_KEYS && keys.of(&keyed.public).is_none();
        if fits {
            keys.keys.push(keyed.clone());
        }
        odd(&mut keys.anomalies, fits);
    }
    keys
}

/// One order of the office.
#[derive(Clone, PartialEq, Eq)]
pub enum IntakeOrder {
    /// Seal voices to another key from now on; made beside the rules, which draw nothing.
    Key(IntakeKeyed),
}

/// Why not; [`IntakeRefusal::code`] is stable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IntakeRefusal {
    /// What holds for every order.
    Unfit(Unfit),
    /// The key was used before.
    KeyKnown,
}

impl From<Unfit> for IntakeRefusal {
    fn from(unfit: Unfit) -> IntakeRefusal {
        IntakeRefusal::Unfit(unfit)
    }
}

impl IntakeRefusal {
    /// The stable name.
    pub const fn code(&self) -> &'static str {
        match self {
            IntakeRefusal::Unfit(unfit) => unfit.code(),
            IntakeRefusal::KeyKnown => "intake_key_known",
        }
    }

    /// What is wrong, where, and what to do.
    pub fn text(&self) -> Text {
        match self {
            IntakeRefusal::Unfit(unfit) => unfit.text(),
            IntakeRefusal::KeyKnown => Text::new(
                "这个收件密钥已经用过。请重新生成。",
                "this key was used before; make another one",
            ),
        }
    }
}

/// What carrying out `order` records.
///
/// # Errors
/// It is not in place, with the reason and what to do.
pub fn decide(
    keys: &IntakeKeys,
    order: IntakeOrder,
    ctx: &OrderContext<'_>,
) -> Result<Vec<IntakeEvent>, IntakeRefusal> {
    order::office(ctx.actor)?;
    let IntakeOrder::Key(keyed) = order;
    let field = || Text::new("收件密钥", "the intake's key");
    order::hash(&keyed.public, field())?;
    order::hash(&keyed.seed, field())?;
    order::count(keys.keys.len() + 1, field(), 1, MOST_KEYS)?;
    if keys.of(&keyed.public).is_some() {
        return Err(IntakeRefusal::KeyKnown);
    }
    Ok(vec![IntakeEvent::IntakeKeyed(keyed)])
}

#[cfg(test)]
mod tests;
