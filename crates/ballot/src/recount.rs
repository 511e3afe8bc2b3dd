//! Counting a published board again, step by step.

use crate::board::{Board, BoardResult, judge, root};
use crate::count::Count;
use crate::exception::{Exception, ExceptionCode};
use crate::{BallotError, PollSecret, vote};
use std::fmt;

/// A board being counted again.
pub struct Recount<'a> {
    board: &'a Board,
    count: Count,
    names: Vec<String>,
}

/// What the count of a board came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recounted {
    /// What each question comes to.
    pub results: Vec<BoardResult>,
    /// What is odd about the votes.
    pub exceptions: Vec<Exception>,
    /// What the board says otherwise.
    pub differs: Vec<Exception>,
}

impl fmt::Debug for Recount<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Recount({:?})", self.progress())
    }
}

impl<'a> Recount<'a> {
    /// Begins.
    ///
    /// # Errors
    /// The key is not the sheet's; a void card is not on the sheet, or stands twice.
    pub fn new(board: &'a Board) -> Result<Self, BallotError> {
        let secret = PollSecret::from_hex(&board.key)?;
        let count = Count::new(&board.sheet, &board.voids, board.check_in.taken, secret)?;
        Ok(Recount {
            board,
            count,
            names: Vec::with_capacity(board.lines.len()),
        })
    }

    /// How many votes are counted, of how many.
    pub fn progress(&self) -> (usize, usize) {
        (self.names.len(), self.board.lines.len())
    }

    /// Counts up to `n` votes more; true where all are counted.
    pub fn step(&mut self, n: usize) -> bool {
        for line in self.board.lines.iter().skip(self.names.len()).take(n) {
            self.count.add(line);
            self.names.push(vote::name(line));
        }
        self.names.len() == self.board.lines.len()
    }

    /// What it came to; what is not counted yet is counted first.
    pub fn finish(mut self) -> Recounted {
        while !self.step(1_000) {}
        let board = self.board;
        let counted = self.count.finish();
        let (results, noticed) = judge(
            &board.sheet,
            &board.check_in,
            &board.paper,
            &counted.questions,
        );
        let mut exceptions = counted.exceptions;
        exceptions.extend(noticed);
        let mut differs = Vec::new();
        for (wrong, code) in [
            (
                board.sheet.name() != board.sheet_name,
                ExceptionCode::SheetDiffers,
            ),
            (!self.names.is_sorted(), ExceptionCode::BoxUnsorted),
            (
                root(&self.names) != board.box_root,
                ExceptionCode::RootDiffers,
            ),
        ] {
            if wrong {
                differs.push(Exception::new(code, None, 1));
            }
        }
        for (at, ours) in results.iter().enumerate() {
            let mut note = |code| differs.push(Exception::new(code, Some(&ours.q), 1));
            match board.results.get(at) {
                Some(theirs) if theirs.q == ours.q => {
                    let tallies = |one: &BoardResult| (one.device, one.paper, one.whole);
                    if tallies(ours) != tallies(theirs) {
                        note(ExceptionCode::TallyDiffers);
                    }
                    if (ours.verdict, &ours.fault) != (theirs.verdict, &theirs.fault) {
                        note(ExceptionCode::VerdictDiffers);
                    }
                }
                _ => note(ExceptionCode::TallyDiffers),
            }
        }
        if board.results.len() > results.len() {
            differs.push(Exception::new(ExceptionCode::TallyDiffers, None, 1));
        }
        Recounted {
            results,
            exceptions,
            differs,
        }
    }
}
