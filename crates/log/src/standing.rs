//! What the syncer leaves for the engine: whose device this is, what does not
//! count, and which decisions were made apart.
//!
//! The engine folds whatever lines its store holds. Lines that came from other
//! devices and turned out not to count, and pairs of decisions that were made
//! without knowledge of each other, are named here, in one small document beside
//! the events. It is derived: every replica that holds the same objects writes the
//! same lists.

use huiyin_rules::Role;
use serde::{Deserialize, Serialize};

/// Where the document is kept among the store's settings.
pub const STANDING_KEY: &str = "standing";

/// The document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Grows with every change, so that a reader sees at once whether it knows this one.
    pub version: u64,
    /// What this device may do; `None` where it works alone.
    #[serde(default)]
    pub own: Option<Own>,
    /// Events in the store that are quarantined: no fold counts them.
    #[serde(default)]
    pub set_aside: Vec<Named>,
    /// Decisions about one thing, made apart, that cannot both hold.
    #[serde(default)]
    pub races: Vec<Race>,
}

/// What this device was granted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Own {
    /// The part it plays.
    pub role: Role,
    /// The party's name: the unit's, the deputy's; the office's own title.
    pub party: String,
    /// The person who sits at it.
    pub person: String,
    /// Whether it may give any official number.
    pub registrar: bool,
    /// The blocks of official numbers it may give.
    #[serde(default)]
    pub blocks: Vec<Block>,
    /// Set once the device was revoked: it can read what it has and record nothing more.
    #[serde(default)]
    pub revoked: bool,
}

/// Official numbers `prefix` + `from`..=`to`, such as `2024-` and 101 to 150.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What the numbers begin with.
    pub prefix: String,
    /// The first.
    pub from: u32,
    /// The last.
    pub to: u32,
}

impl Block {
    /// Whether an official number is one of these.
    pub fn holds(&self, number: &str) -> bool {
        let digits = number.trim().strip_prefix(self.prefix.as_str());
        let plain = |digits: &&str| {
            (1..=9).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
        };
        digits
            .filter(plain)
            .and_then(|digits| digits.parse::<u32>().ok())
            .is_some_and(|number| (self.from..=self.to).contains(&number))
    }
}

/// An event and what it is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Named {
    /// What it is about, such as `s/<id>`.
    pub aggregate: String,
    /// Its id.
    pub event: String,
}

/// Two events about one thing, neither of which knew of the other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Race {
    /// What they are about.
    pub aggregate: String,
    /// The one with the smaller id.
    pub a: String,
    /// The other.
    pub b: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_holds_its_numbers_and_no_others() {
        let block = Block {
            prefix: "2024-".into(),
            from: 101,
            to: 150,
        };
        for inside in ["2024-101", "2024-0150", " 2024-120 "] {
            assert!(block.holds(inside), "{inside}");
        }
        for outside in [
            "2024-100",
            "2024-151",
            "2024-",
            "2025-120",
            "2024-1x",
            "120",
            "2024-1234567890",
        ] {
            assert!(!block.holds(outside), "{outside}");
        }
    }

    #[test]
    fn the_document_reads_back_with_the_engines_reader() {
        let standing = Standing {
            version: 7,
            own: Some(Own {
                role: Role::Unit,
                party: "区水务局".into(),
                person: "张三".into(),
                registrar: false,
                blocks: vec![],
                revoked: false,
            }),
            set_aside: vec![Named {
                aggregate: "s/1".into(),
                event: "e".into(),
            }],
            races: vec![Race {
                aggregate: "s/1".into(),
                a: "a".into(),
                b: "b".into(),
            }],
        };
        let text = serde_json::to_string(&standing).unwrap();
        assert_eq!(crate::read::from_str::<Standing>(&text), Ok(standing));
        assert_eq!(
            crate::read::from_str::<Standing>("{\"version\":1}").map(|s| s.own),
            Ok(None)
        );
    }
}
