//! A sheet's secret-free parts as a record keeps them apart, and the sheet made of them again.

use crate::dealer::SheetDraft;
use crate::sheet::Kind;
use crate::{BallotError, Sheet};
use huiyin_log::seal::BoxPublic;
use huiyin_log::{hex, unhex};

/// What dealing the cards came to: everything of the sheet that its draft does not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dealing {
    /// What votes are sealed to, 64 hexadecimal digits.
    pub key: String,
    /// The shares' fingerprints.
    pub checks: Vec<String>,
    /// Cards printed.
    pub issued: u32,
    /// The commitments of each question, in the questions' order, sorted.
    pub lists: Vec<Vec<String>>,
    /// In a named poll, each voter and their commitments, in the questions' order.
    pub holders: Option<Vec<(String, Vec<String>)>>,
}

impl Sheet {
    /// What the record keeps of it beside the draft.
    pub fn dealing(&self) -> Dealing {
        let spelled = |list: &Vec<[u8; 32]>| list.iter().map(|hash| hex(hash)).collect();
        let lists = self.cards.iter();
        Dealing {
            key: self.key.to_hex(),
            checks: self.checks.to_vec(),
            issued: self.issued,
            lists: lists.map(spelled).collect(),
            holders: self.holders.as_ref().map(|holders| {
                let one = |(voter, own): &(String, Vec<[u8; 32]>)| (voter.clone(), spelled(own));
                holders.iter().map(one).collect()
            }),
        }
    }

    /// The sheet of a draft and what dealing its cards came to.
    ///
    /// # Errors
    /// The two do not fit each other.
    pub fn assemble(draft: SheetDraft, dealing: Dealing) -> Result<Sheet, BallotError> {
        let hash = |text: &String, name: &'static str| -> Result<[u8; 32], BallotError> {
            let bytes = unhex(text).and_then(|bytes| bytes.try_into().ok());
            bytes.ok_or(BallotError::Malformed(name))
        };
        let list = |list: &Vec<String>| -> Result<Vec<[u8; 32]>, BallotError> {
            list.iter().map(|one| hash(one, "cards")).collect()
        };
        let holders = dealing.holders.as_ref().map(|holders| {
            let one = |(voter, own): &(String, Vec<String>)| Ok((voter.clone(), list(own)?));
            holders
                .iter()
                .map(one)
                .collect::<Result<Vec<_>, BallotError>>()
        });
        let sheet = Sheet {
            cards: dealing.lists.iter().map(list).collect::<Result<_, _>>()?,
            holders: holders.transpose()?,
            kind: match dealing.holders {
                Some(_) => Kind::Named,
                None => Kind::Secret,
            },
            key: BoxPublic::from_hex(&dealing.key).map_err(|_| BallotError::Malformed("key"))?,
            checks: (dealing.checks.try_into()).map_err(|_| BallotError::Malformed("checks"))?,
            issued: dealing.issued,
            poll: draft.poll,
            title: draft.title,
            body: draft.body,
            on: draft.on,
            questions: draft.questions,
            rule: draft.rule,
            members: draft.members,
            voters: draft.voters,
            observers: draft.observers,
        };
        sheet.check()?;
        Ok(sheet)
    }
}
