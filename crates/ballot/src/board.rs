//! The board: everything about a poll that is public after the vote.

mod json;
mod judge;

pub(crate) use judge::judge;

use crate::vote;
use crate::{BallotError, Counted, Exception, MAX_LINE, Sheet, VoidedCard, secret};
use huiyin_log::hex;
use huiyin_rules::Rating;
use huiyin_rules::verdict::Tally;

/// Who came, and what they took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckIn {
    /// Cards drawn. One that was replaced by another is one.
    pub taken: u32,
    /// Paper ballots taken.
    pub paper_taken: u32,
    /// Members present, those included who took neither.
    pub present: u32,
    /// The names of those who took a card or a paper ballot.
    pub voters: Vec<String>,
}

/// The paper ballots on one question, as the tellers counted them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperRow {
    /// The question's id.
    pub q: String,
    /// Given out.
    pub issued: u32,
    /// Came back.
    pub collected: u32,
    /// Satisfied.
    pub satisfied: u32,
    /// Basically satisfied.
    pub basically_satisfied: u32,
    /// Dissatisfied.
    pub dissatisfied: u32,
    /// Without a mark.
    pub abstained: u32,
    /// More than one mark.
    pub invalid: u32,
}

/// What came of one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardResult {
    /// The question's id.
    pub q: String,
    /// The votes by device.
    pub device: Tally,
    /// The paper ballots, where there were any.
    pub paper: Option<Tally>,
    /// Both together.
    pub whole: Tally,
    /// What they come to by the sheet's rule.
    pub verdict: Option<Rating>,
    /// Why they come to nothing: a code of [`huiyin_rules::verdict::VoteFault`].
    pub fault: Option<String>,
}

/// A poll's public record, from which everybody can count again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    /// As it was published before the vote.
    pub sheet: Sheet,
    /// Its name.
    pub sheet_name: String,
    /// Who came, and what they took.
    pub check_in: CheckIn,
    /// Cards that do not count.
    pub voids: Vec<VoidedCard>,
    /// The lines of the box, in the order of their names.
    pub lines: Vec<String>,
    /// See [`root`].
    pub box_root: String,
    /// The poll's secret: 32 hexadecimal digits.
    pub key: String,
    /// The paper ballots.
    pub paper: Vec<PaperRow>,
    /// What came of each question, in the sheet's order.
    pub results: Vec<BoardResult>,
    /// What was odd.
    pub exceptions: Vec<Exception>,
}

/// The root of a box: SHA-256 of its votes' names in ascending order, each followed by a
/// line feed; 64 hexadecimal digits. The order in which they are given makes no
/// difference, and a name that is given twice counts once.
pub fn root<S: AsRef<str>>(names: impl IntoIterator<Item = S>) -> String {
    let mut names: Vec<S> = names.into_iter().collect();
    names.sort_unstable_by(|a, b| a.as_ref().cmp(b.as_ref()));
    names.dedup_by(|a, b| a.as_ref() == b.as_ref());
    let parts: Vec<&[u8]> = names
        .iter()
        .flat_map(|name| [name.as_ref().as_bytes(), b"\n"])
        .collect();
    hex(&secret::hash(&parts))
}

impl Board {
    /// Puts a board together from what was counted. `lines` is the whole box, in any order.
    ///
    /// # Errors
    /// A paper row is on no question of the sheet, or stands twice; a name is too long.
    pub fn make(
        sheet: Sheet,
        check_in: CheckIn,
        voids: Vec<VoidedCard>,
        lines: impl IntoIterator<Item = String>,
        paper: Vec<PaperRow>,
        counted: Counted,
    ) -> Result<Self, BallotError> {
        let named = lines.into_iter().filter(|line| line.len() <= MAX_LINE);
        let mut named: Vec<(String, String)> =
            named.map(|line| (vote::name(&line), line)).collect();
        named.sort_unstable();
        named.dedup();
        let (results, noticed) = judge(&sheet, &check_in, &paper, &counted.questions);
        let mut exceptions = counted.exceptions;
        exceptions.extend(noticed);
        let mut voids = voids;
        voids.sort_unstable_by(|a, b| a.card.cmp(&b.card));
        let board = Board {
            sheet_name: sheet.name(),
            sheet,
            check_in,
            voids,
            box_root: root(named.iter().map(|(name, _)| name)),
            lines: named.into_iter().map(|(_, line)| line).collect(),
            key: counted.secret.to_hex(),
            paper,
            results,
            exceptions,
        };
        board.check()?;
        Ok(board)
    }

    /// What came of a question.
    pub fn result(&self, q: &str) -> Option<&BoardResult> {
        self.results.iter().find(|result| result.q == q)
    }
}
