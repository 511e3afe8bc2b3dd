//! Boxes in a file of their own beside the main one.
//!
//! A write-ahead log is a list of what was written in the order it was written, and within one
//! page of a table rows lie in the order they came. So this file has neither: every place of a
//! box is a row of fixed size, written with zeros when the box is made, and a vote overwrites its
//! own. Two boxes that hold the same votes are the same bytes, whatever order they came in; what
//! is left beside them is how many commits there were. The journal holds what pages were before,
//! during a commit only, and is emptied by it.

mod table;

pub(super) use table::SCHEMA;

use super::Sqlite;
use crate::objects::Answer;
use crate::objects::boxes::{Ballot, Boxes, Cast, Lines, Phase, Shape, State, Turn};

impl Boxes for Sqlite {
    fn forgetful(&self) -> bool {
        true
    }

    fn make<'a>(&'a self, poll: &'a str, shape: Shape) -> Answer<'a, ()> {
        let poll = poll.to_owned();
        Box::pin(self.shelf.run(move |to| table::make(to, &poll, shape)))
    }

    fn state<'a>(&'a self, poll: &'a str) -> Answer<'a, Option<State>> {
        let poll = poll.to_owned();
        Box::pin(self.shelf.run(move |of| table::state(of, &poll)))
    }

    fn turn<'a>(&'a self, poll: &'a str, to: Phase) -> Answer<'a, Turn> {
        let poll = poll.to_owned();
        Box::pin(self.shelf.run(move |of| table::turn(of, &poll, to)))
    }

    fn cast<'a>(&'a self, poll: &'a str, ballots: Vec<Ballot>) -> Answer<'a, Cast> {
        let poll = poll.to_owned();
        Box::pin(self.shelf.run(move |to| table::cast(to, &poll, &ballots)))
    }

    fn lines<'a>(&'a self, poll: &'a str, after: &'a str, limit: usize) -> Answer<'a, Lines> {
        let (poll, after) = (poll.to_owned(), after.to_owned());
        Box::pin(
            self.shelf
                .run(move |of| table::lines(of, &poll, &after, limit)),
        )
    }
}

#[cfg(test)]
mod tests;
