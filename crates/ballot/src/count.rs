//! Opening the box: what the votes come to, question by question.

use crate::card::{CardSecret, commitment};
use crate::check::{Checker, VoteRefused};
use crate::exception::{Exception, ExceptionCode};
use crate::vote::{self, Choice};
use crate::{BallotError, PollSecret, Sheet, secret};
use huiyin_log::seal::{BoxKey, open};
use huiyin_rules::poll::{Cause, VoidedCard};
use huiyin_rules::verdict::Tally;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A count under way. In which order votes are added makes no difference.
pub struct Count {
    checker: Checker,
    key: BoxKey,
    secret: PollSecret,
    poll: String,
    members: u32,
    taken: u32,
    /// Cards printed that are neither taken nor declared left over or replaced, or the
    /// other way round.
    unaccounted: u32,
    /// By question.
    asked: Vec<Asked>,
    /// In a named poll, by question: whose a commitment is.
    holders: Vec<BTreeMap<[u8; 32], String>>,
    /// The names of all lines so far.
    seen: BTreeSet<[u8; 32]>,
    odd: BTreeMap<(ExceptionCode, Option<usize>), u32>,
}

/// What was found on one question.
struct Asked {
    id: String,
    /// Credentials that do not count.
    voids: BTreeMap<[u8; 32], Cause>,
    /// Credentials that do not count and voted all the same.
    aside: BTreeSet<[u8; 32]>,
    /// Credentials that voted.
    voted: BTreeMap<[u8; 32], Mark>,
}

/// What one credential said.
enum Mark {
    Once(Option<Choice>),
    Often,
}

/// What a count came to.
#[derive(Debug)]
pub struct Counted {
    /// In the sheet's order.
    pub questions: Vec<QuestionCount>,
    /// What was odd, by kind and question.
    pub exceptions: Vec<Exception>,
    /// The poll's secret, to be published with the box.
    pub secret: PollSecret,
}

/// What was counted on one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionCount {
    /// The question's id.
    pub q: String,
    /// The votes by device. Who was present is not known here and stays open.
    pub tally: Tally,
    /// Credentials of void cards that voted and were not counted.
    pub set_aside: u32,
    /// In a named poll, who voted what, by name; nobody in a secret one.
    pub named: Vec<NamedVote>,
}

/// Who voted what, in a named poll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedVote {
    /// The voter's name.
    pub voter: String,
    /// His choice; none where the vote is invalid.
    pub choice: Option<Choice>,
}

impl fmt::Debug for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Count({} lines)", self.seen.len())
    }
}

impl Count {
    /// Begins a count. `taken` cards were drawn at the check-in.
    ///
    /// # Errors
    /// The secret is not the sheet's; a void card is not on the sheet, or stands twice.
    pub fn new(
        sheet: &Sheet,
        voids: &[VoidedCard],
        taken: u32,
        secret: PollSecret,
    ) -> Result<Self, BallotError> {
        let key = secret.key(&sheet.poll);
        if key.public() != sheet.key {
            return Err(BallotError::KeyWrong);
        }
        let ids = sheet.questions.iter().map(|question| &question.id);
        let mut asked: Vec<Asked> = ids
            .map(|id| Asked {
                id: id.clone(),
                voids: BTreeMap::new(),
                aside: BTreeSet::new(),
                voted: BTreeMap::new(),
            })
            .collect();
        let mut away = 0_u32;
        for void in voids {
            let wrong = || BallotError::VoidWrong(void.card.clone());
            let card = CardSecret::read(&void.card).map_err(|_| wrong())?;
            if !card.belongs(sheet) {
                return Err(wrong());
            }
            let keys = card.keys();
            for one in &mut asked {
                let public = keys.key(&sheet.poll, &one.id).public();
                if one.voids.insert(public, void.cause).is_some() {
                    return Err(wrong());
                }
            }
            away += u32::from(void.cause != Cause::Spoiled);
        }
        Ok(Count {
            checker: Checker::new(sheet),
            key,
            secret,
            poll: sheet.poll.clone(),
            members: sheet.members,
            taken,
            unaccounted: sheet.issued.abs_diff(taken.saturating_add(away)),
            asked,
            holders: sheet.holders_by_commitment(),
            seen: BTreeSet::new(),
            odd: BTreeMap::new(),
        })
    }

    /// Adds a line out of the box, whatever it is.
    pub fn add(&mut self, line: &str) {
        if !self.seen.insert(secret::hash(&[line.as_bytes()])) {
            return self.note(ExceptionCode::Repeated, None);
        }
        let parts = match self.checker.parts(line) {
            Ok(parts) => parts,
            Err(refused) => {
                let at = refused.question().and_then(|q| self.place(q));
                return self.note(code_of(&refused), at);
            }
        };
        let Some(asked) = self.asked.iter_mut().find(|one| one.id == parts.question) else {
            return;
        };
        if asked.voids.contains_key(&parts.public) {
            asked.aside.insert(parts.public);
            return;
        }
        if let Some(mark) = asked.voted.get_mut(&parts.public) {
            *mark = Mark::Often;
            return;
        }
        let context = vote::context(&self.poll, &parts.question);
        let plain = open(&self.key, &context, &parts.sealed);
        let choice = plain.as_deref().and_then(Choice::read);
        asked.voted.insert(parts.public, Mark::Once(choice));
    }

    /// What it came to.
    pub fn finish(mut self) -> Counted {
        let mut questions = Vec::with_capacity(self.asked.len());
        for (at, asked) in std::mem::take(&mut self.asked).into_iter().enumerate() {
            let (tally, found) = self.tally(&asked);
            for (code, count) in found {
                self.note_many(code, Some(at), count);
            }
            let holders = self.holders.get(at);
            let mut named: Vec<NamedVote> = (asked.voted.iter())
                .filter_map(|(public, mark)| {
                    let commitment = commitment(&self.poll, &asked.id, public);
                    let choice = match mark {
                        Mark::Once(choice) => *choice,
                        Mark::Often => None,
                    };
                    let voter = holders?.get(&commitment)?.clone();
                    Some(NamedVote { voter, choice })
                })
                .collect();
            named.sort_unstable_by(|a, b| a.voter.cmp(&b.voter));
            questions.push(QuestionCount {
                q: asked.id,
                tally,
                set_aside: number(asked.aside.len()),
                named,
            });
        }
        self.note_many(ExceptionCode::CardsUnaccounted, None, self.unaccounted);
        let name = |at: Option<usize>| questions.get(at?).map(|one| one.q.as_str());
        let odd = self.odd.iter();
        let exceptions = odd
            .map(|((code, at), count)| Exception::new(*code, name(*at), *count))
            .collect();
        Counted {
            exceptions,
            questions,
            secret: self.secret,
        }
    }

    /// What one question's credentials said, and what was odd about it.
    fn tally(&self, asked: &Asked) -> (Tally, Vec<(ExceptionCode, u32)>) {
        let collected = number(asked.voted.len());
        let mut tally = Tally {
            members: Some(self.members),
            issued: Some(self.taken),
            collected: Some(collected),
            unpressed: self.taken.saturating_sub(collected),
            ..Tally::default()
        };
        let (mut double, mut unreadable) = (0, 0);
        for mark in asked.voted.values() {
            let place = match mark {
                Mark::Once(Some(Choice::Satisfied)) => &mut tally.satisfied,
                Mark::Once(Some(Choice::BasicallySatisfied)) => &mut tally.basically_satisfied,
                Mark::Once(Some(Choice::Dissatisfied)) => &mut tally.dissatisfied,
                Mark::Once(Some(Choice::Blank)) => &mut tally.abstained,
                Mark::Once(None) => {
                    unreadable += 1;
                    &mut tally.invalid
                }
                Mark::Often => {
                    double += 1;
                    &mut tally.invalid
                }
            };
            *place += 1;
        }
        let leftover = |pk: &&[u8; 32]| asked.voids.get(*pk) == Some(&Cause::Leftover);
        let copies = number(asked.aside.iter().filter(leftover).count());
        let found = vec![
            (ExceptionCode::Double, double),
            (ExceptionCode::Unreadable, unreadable),
            (ExceptionCode::LeftoverVoted, copies),
            (
                ExceptionCode::SetAside,
                number(asked.aside.len()).saturating_sub(copies),
            ),
            (ExceptionCode::Stuffed, collected.saturating_sub(self.taken)),
        ];
        (tally, found)
    }

    fn place(&self, question: &str) -> Option<usize> {
        self.asked.iter().position(|one| one.id == question)
    }

    fn note(&mut self, code: ExceptionCode, at: Option<usize>) {
        self.note_many(code, at, 1);
    }

    fn note_many(&mut self, code: ExceptionCode, at: Option<usize>, count: u32) {
        if count > 0 {
            let known = self.odd.entry((code, at)).or_default();
            *known = known.saturating_add(count);
        }
    }
}

fn code_of(refused: &VoteRefused) -> ExceptionCode {
    match refused {
        VoteRefused::Malformed => ExceptionCode::Malformed,
        VoteRefused::UnknownQuestion(_) => ExceptionCode::UnknownQuestion,
        VoteRefused::UnknownCard(_) => ExceptionCode::UnknownCard,
        VoteRefused::Forged(_) => ExceptionCode::Forged,
    }
}

fn number(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}
