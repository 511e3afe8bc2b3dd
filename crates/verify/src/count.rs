//! The box: every line checked, opened and put under its credential.

use crate::cipher::{Key, base64, commitment, hash, signed, unbase64};
use crate::finding::Code;
use crate::form::{Cause, Sheet, Tally};
use std::collections::{BTreeMap, BTreeSet};

/// Longest line of a box, in bytes.
const MAX_LINE: usize = 512;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Vote {
    q: String,
    pk: String,
    r#box: String,
    sig: String,
}

/// What was found in a box, by the questions' places.
pub struct Urn {
    names: Vec<[u8; 32]>,
    seen: BTreeSet<[u8; 32]>,
    questions: Vec<Found>,
}

#[derive(Default)]
struct Found {
    voids: BTreeMap<[u8; 32], Cause>,
    /// Void credentials that voted.
    aside: BTreeSet<[u8; 32]>,
    /// What each credential said: the choice from 1 to 4, 0 for none that can be read;
    /// and whether it said several things.
    said: BTreeMap<[u8; 32], (u8, bool)>,
}

/// What one question's votes come to.
pub struct Counted {
    pub tally: Tally,
    pub double: usize,
    pub unreadable: usize,
    pub leftover: usize,
    pub aside: usize,
}

impl Urn {
    pub fn new(questions: usize) -> Self {
        Urn {
            names: Vec::new(),
            seen: BTreeSet::new(),
            questions: std::iter::repeat_with(Found::default)
                .take(questions)
                .collect(),
        }
    }

    /// The names of the lines, in the board's order.
    pub fn names(&self) -> &[[u8; 32]] {
        &self.names
    }

    /// Declares a credential void; false where it is already.
    pub fn void(&mut self, question: usize, public: [u8; 32], cause: Cause) -> bool {
        let found = self.questions.get_mut(question);
        found.is_some_and(|found| found.voids.insert(public, cause).is_none())
    }

    /// Takes a line; names why it does not count, and on which question.
    pub fn line(
        &mut self,
        sheet: &Sheet,
        key: Option<&Key>,
        line: &str,
    ) -> Result<(), (Code, Option<usize>)> {
        let name = hash(&[line.as_bytes()]);
        self.names.push(name);
        if !self.seen.insert(name) {
            return Err((Code::Repeated, None));
        }
        let parts = parts(line).ok_or((Code::Malformed, None))?;
        let (question, public, sealed, signature) = parts;
        let at = sheet.questions.iter().position(|one| one.id == question);
        let at = at.ok_or((Code::UnknownQuestion, None))?;
        if !sheet.lists(at, &commitment(&sheet.poll, &question, &public)) {
            return Err((Code::UnknownCard, Some(at)));
        }
        if !signed(&sheet.poll, &question, &public, &sealed, &signature) {
            return Err((Code::Forged, Some(at)));
        }
        let Some(found) = self.questions.get_mut(at) else {
            return Ok(());
        };
        if found.voids.contains_key(&public) {
            found.aside.insert(public);
        } else if let Some((_, several)) = found.said.get_mut(&public) {
            *several = true;
        } else {
            let plain = key.and_then(|key| key.open(&sheet.poll, &question, &sealed));
            found.said.insert(public, (choice(plain.as_deref()), false));
        }
        Ok(())
    }

    /// The credentials that voted on the question at that place and what each chose, from
    /// 1 to 4; 0 where it said several things, or none that can be read.
    pub fn said(&self, question: usize) -> impl Iterator<Item = (&[u8; 32], u8)> {
        let found = self.questions.get(question);
        let said = found.into_iter().flat_map(|found| &found.said);
        said.map(|(public, (choice, several))| (public, if *several { 0 } else { *choice }))
    }

    /// What the votes on the question at that place come to.
    pub fn counted(&self, question: usize, taken: u32) -> Option<Counted> {
        let found = self.questions.get(question)?;
        let mut by_choice = [0_u32; 5];
        let mut double = 0;
        for (choice, several) in found.said.values() {
            double += usize::from(*several);
            let choice = if *several { 0 } else { *choice };
            if let Some(place) = by_choice.get_mut(usize::from(choice)) {
                *place += 1;
            }
        }
        let [
            invalid,
            satisfied,
            basically_satisfied,
            dissatisfied,
            abstained,
        ] = by_choice;
        let collected = u32::try_from(found.said.len()).ok()?;
        let of_leftover = |public: &&[u8; 32]| found.voids.get(*public) == Some(&Cause::Leftover);
        Some(Counted {
            tally: Tally {
                members: None,
                present: None,
                issued: Some(taken),
                collected: Some(collected),
                satisfied,
                basically_satisfied,
                dissatisfied,
                abstained,
                invalid,
                unpressed: taken.saturating_sub(collected),
            },
            double,
            unreadable: usize::try_from(invalid).unwrap_or_default() - double,
            leftover: found.aside.iter().filter(of_leftover).count(),
            aside: found.aside.len(),
        })
    }
}

/// A choice is a number from 1 to 4 and fifteen zeros.
fn choice(plain: Option<&[u8]>) -> u8 {
    match plain.and_then(<[u8]>::split_first) {
        Some((choice @ 1..=4, rest)) if *rest == [0; 15] => *choice,
        _ => 0,
    }
}

type Parts = (String, [u8; 32], Vec<u8>, Vec<u8>);

/// A line's question, credential, box and signature; none where it is spelled otherwise
/// than votes are.
fn parts(line: &str) -> Option<Parts> {
    if line.len() > MAX_LINE {
        return None;
    }
    let Vote { q, pk, r#box, sig } = serde_json::from_str(line).ok()?;
    let (public, sealed, signature) = (unbase64(&pk)?, unbase64(&r#box)?, unbase64(&sig)?);
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if sealed.len() != 65 || signature.len() != 64 || !q.bytes().all(plain) {
        return None;
    }
    let [pk, r#box, sig] = [&public, &sealed, &signature].map(|bytes| base64(bytes));
    let spelled = format!(r#"{{"q":"{q}","pk":"{pk}","box":"{box}","sig":"{sig}"}}"#);
    let public = public.try_into().ok()?;
    (spelled == line).then_some((q, public, sealed, signature))
}
