//! Checks a published vote anew.
//!
//! This crate shares no code with the program that held the vote: it reads the board's
//! JSON, opens the box with the published key, checks every signature and commitment,
//! counts, judges by the published rule, and says where the board differs. Only published
//! crates for hashes, signatures and ciphers lie beneath it. It has no clock, does no I/O
//! and draws no randomness, and works in steps, so that a page can show how far it is.
//!
//! ```
//! use huiyin_verify::Verification;
//!
//! let refused = Verification::new("{}").err().map(|why| why.en);
//! assert!(refused.is_some_and(|why| why.contains("no board")));
//! ```

mod card;
mod cipher;
mod count;
mod finding;
mod form;
mod names;
mod report;
mod verdict;

pub use finding::{Code, Finding};
pub use names::Named;
pub use report::{Counts, Malformed, QuestionReport, Receipt, Report, Step};

use card::Card;
use cipher::{Key, hash, hex};
use count::Urn;
use form::Board;
use std::collections::BTreeMap;

/// Longest board read, in bytes.
pub const MAX_BOARD: usize = 384 << 20;

/// A board being checked.
pub struct Verification {
    board: Board,
    findings: Findings,
    key: Option<Key>,
    counted: Urn,
    voids_done: usize,
    lines_done: usize,
    receipts: Vec<String>,
    expected: Option<String>,
    named: bool,
}

/// What was found so far, by kind and question.
#[derive(Default)]
struct Findings(BTreeMap<(Code, Option<usize>), u32>);

impl Findings {
    fn note(&mut self, code: Code, question: Option<usize>, count: usize) {
        if count > 0 {
            let count = u32::try_from(count).unwrap_or(u32::MAX);
            let known = self.0.entry((code, question)).or_default();
            *known = known.saturating_add(count);
        }
    }
}

impl Verification {
    /// Reads a board; nothing is checked yet.
    ///
    /// # Errors
    /// It cannot be read as one.
    pub fn new(json: &str) -> Result<Self, Malformed> {
        if json.len() > MAX_BOARD {
            return Err(Malformed::too_large());
        }
        let board = Board::read(json)?;
        let mut findings = Findings::default();
        for (at, wrong) in board.sheet.wrong_lists() {
            findings.note(Code::ListWrong, at, wrong);
        }
        if board.sheet.hash != board.sheet_name {
            findings.note(Code::SheetDiffers, None, 1);
        }
        let key = Key::of_poll(&board.key, &board.sheet.poll)
            .filter(|key| key.public() == board.sheet.key);
        findings.note(Code::ShareMissing, None, usize::from(key.is_none()));
        let counted = Urn::new(board.sheet.questions.len());
        Ok(Verification {
            board,
            findings,
            key,
            counted,
            voids_done: 0,
            lines_done: 0,
            receipts: Vec::new(),
            expected: None,
            named: false,
        })
    }

    /// Asks whether the vote with this receipt, `K7QM-2XNP`, is on the board.
    pub fn receipt(&mut self, code: &str) {
        self.receipts.push(code.to_owned());
    }

    /// Asks that the sheet is the one of this name, as it was published before the vote.
    pub fn expect_sheet(&mut self, name: &str) {
        self.expected = Some(name.trim().to_ascii_lowercase());
    }

    /// Asks who chose what; answered of a vote by name only.
    pub fn names(&mut self) {
        self.named = true;
    }

    /// How much is done, of how much.
    pub fn progress(&self) -> (usize, usize) {
        let (voids, lines) = (self.board.voids.len(), self.board.lines.len());
        (self.voids_done + self.lines_done, voids + lines)
    }

    /// Does up to `n` parts of the work; none where everything is done.
    pub fn step(&mut self, n: usize) -> Option<(usize, usize)> {
        for _ in 0..n {
            // Void cards first: whether a vote counts depends on them.
            if self.voids_done < self.board.voids.len() {
                self.void();
            } else if self.lines_done < self.board.lines.len() {
                self.line();
            } else {
                break;
            }
        }
        let (done, all) = self.progress();
        (done < all).then_some((done, all))
    }

    /// The keys of the next void card.
    fn void(&mut self) {
        let at = self.voids_done;
        self.voids_done += 1;
        let Some(void) = self.board.voids.get(at) else {
            return;
        };
        let Some(card) = Card::read(&void.card) else {
            return self.findings.note(Code::VoidWrong, None, 1);
        };
        let sheet = &self.board.sheet;
        let mut missing = Vec::new();
        for (at, question) in sheet.questions.iter().enumerate() {
            let public = card.public(&sheet.poll, &question.id);
            let commitment = cipher::commitment(&sheet.poll, &question.id, &public);
            if !sheet.lists(at, &commitment) {
                missing.push(at);
            }
            if !self.counted.void(at, public, void.cause) {
                // The same card again.
                return self.findings.note(Code::VoidWrong, None, 1);
            }
        }
        if missing.len() == sheet.questions.len() {
            return self.findings.note(Code::VoidWrong, None, 1);
        }
        // A card that is in some lists has to be in all of them.
        for at in missing {
            self.findings.note(Code::ListWrong, Some(at), 1);
        }
    }

    /// The next vote.
    fn line(&mut self) {
        let line = self.board.lines.get(self.lines_done);
        self.lines_done += 1;
        if let Some(line) = line {
            let found = self
                .counted
                .line(&self.board.sheet, self.key.as_ref(), line);
            if let Err((code, question)) = found {
                self.findings.note(code, question, 1);
            }
        }
    }

    /// What was found; what is not done yet is done first.
    pub fn finish(mut self) -> Report {
        while self.step(1_000).is_some() {}
        let Verification {
            board,
            mut findings,
            key,
            counted,
            receipts,
            expected,
            named,
            ..
        } = self;
        if expected.is_some_and(|name| name != board.sheet.hash) {
            findings.note(Code::SheetDiffers, None, 1);
        }
        let names = counted.names();
        let mut sorted: Vec<String> = names.iter().map(|name| hex(name)).collect();
        let in_order = sorted.is_sorted();
        findings.note(Code::BoxUnsorted, None, usize::from(!in_order));
        sorted.sort_unstable();
        sorted.dedup();
        let text: String = sorted.iter().flat_map(|name| [name, "\n"]).collect();
        let root = hex(&hash(&[text.as_bytes()]));
        findings.note(Code::RootDiffers, None, usize::from(root != board.box_root));
        for code in verdict::check_in(&board) {
            findings.note(code.0, None, code.1);
        }
        let questions = report::questions(&board, &counted, key.is_some(), &mut findings);
        let receipts = report::receipts(&board, receipts, &sorted, names);
        let dropped = receipts.iter().filter(|receipt| !receipt.found).count();
        findings.note(Code::Dropped, None, dropped);
        let asked = named && key.is_some();
        let named = asked.then(|| names::named(&board, &counted));
        report::make(
            board,
            findings,
            questions,
            (receipts, named.unwrap_or_default()),
            root,
        )
    }
}

#[cfg(test)]
mod tests;
