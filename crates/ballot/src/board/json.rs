//! The board's one spelling.

use super::{Board, BoardResult, CheckIn, PaperRow};
use crate::exception::{Exception, ExceptionCode};
use crate::json::{Members, Out, fits};
use crate::{BallotError, MAX_BOARD, MAX_CARDS, MAX_LINE, MAX_QUESTIONS, PollSecret, Sheet};
use crate::{Cause, VoidedCard};
use huiyin_log::read;
use huiyin_rules::Rating;
use huiyin_rules::verdict::Tally;

const FORM: &str = "huiyin-board-1";
/// Most votes a box holds: every card's on every question, and as many that are not.
const MAX_LINES: usize = 2 * MAX_CARDS * MAX_QUESTIONS;
/// Most exceptions: some of each kind on every question.
const MAX_EXCEPTIONS: usize = 32 * MAX_QUESTIONS;

const FIELDS: &[&str] = &[
    "form",
    "sheet",
    "sheet_name",
    "taken",
    "paper_taken",
    "present",
    "voters",
    "voids",
    "box",
    "box_root",
    "key",
    "paper",
    "results",
    "exceptions",
];

const PAPER: &[&str] = &[
    "q",
    "issued",
    "collected",
    "satisfied",
    "basically_satisfied",
    "dissatisfied",
    "abstained",
    "invalid",
];

impl Board {
    /// Reads a board. What it says is not counted again here; see [`crate::Recount`].
    ///
    /// # Errors
    /// It is none, or is not spelled the one way it is written.
    pub fn read(text: &str) -> Result<Self, BallotError> {
        let limit = MAX_BOARD;
        if text.len() > limit {
            return Err(BallotError::TooLarge { limit });
        }
        let members = Members::of(text, "board", FIELDS)?;
        if members.text("form")? != FORM {
            return Err(BallotError::Newer);
        }
        let each = |name, most| members.list(name, most).map(Vec::into_iter);
        let voids: Result<Vec<_>, _> = each("voids", MAX_CARDS)?.map(void).collect();
        let lines: Result<Vec<_>, _> = each("box", MAX_LINES)?.map(line).collect();
        let paper: Result<Vec<_>, _> = each("paper", MAX_QUESTIONS)?.map(paper).collect();
        let results: Result<Vec<_>, _> = each("results", MAX_QUESTIONS)?.map(result).collect();
        let odd: Result<Vec<_>, _> = each("exceptions", MAX_EXCEPTIONS)?.map(exception).collect();
        let board = Board {
            sheet: Sheet::read(members.raw("sheet")?)?,
            sheet_name: members.text("sheet_name")?,
            check_in: CheckIn {
                taken: members.number("taken")?,
                paper_taken: members.number("paper_taken")?,
                present: members.number("present")?,
                voters: members.texts("voters", 2 * MAX_CARDS)?,
            },
            voids: voids?,
            lines: lines?,
            box_root: members.text("box_root")?,
            key: members.text("key")?,
            paper: paper?,
            results: results?,
            exceptions: odd?,
        };
        board.check()?;
        if board.write() != text {
            return Err(BallotError::NotCanonical);
        }
        Ok(board)
    }

    /// The one spelling of it.
    pub fn write(&self) -> String {
        let mut out = Out::new();
        out.open(b'{').key("form").text(FORM);
        out.key("sheet").raw(&self.sheet.write());
        out.key("sheet_name").text(&self.sheet_name);
        let check_in = &self.check_in;
        out.key("taken").number(check_in.taken);
        out.key("paper_taken").number(check_in.paper_taken);
        out.key("present").number(check_in.present);
        out.key("voters")
            .texts(check_in.voters.iter().map(String::as_str));
        out.key("voids").open(b'[');
        for void in &self.voids {
            out.open(b'{').key("card").text(&void.card);
            out.key("cause").text(void.cause.as_str()).close(b'}');
        }
        out.close(b']').key("box");
        out.texts(self.lines.iter().map(String::as_str));
        out.key("box_root").text(&self.box_root);
        out.key("key").text(&self.key);
        out.key("paper").open(b'[');
        for row in &self.paper {
            row.write(&mut out);
        }
        out.close(b']').key("results").open(b'[');
        for result in &self.results {
            result.write(&mut out);
        }
        out.close(b']').key("exceptions").open(b'[');
        for exception in &self.exceptions {
            out.open(b'{').key("code").text(exception.code.as_str());
            out.key("q");
            maybe(&mut out, exception.q.as_deref());
            out.key("count").number(exception.count);
            out.key("note").text(&exception.note).close(b'}');
        }
        out.close(b']').close(b'}');
        out.finish()
    }

    /// Whether it can be a board of its sheet, whatever it says of the votes.
    pub(super) fn check(&self) -> Result<(), BallotError> {
        PollSecret::from_hex(&self.key)?;
        for voter in &self.check_in.voters {
            fits(voter, "voters")?;
        }
        let mut rows: Vec<&str> = self.paper.iter().map(|row| row.q.as_str()).collect();
        rows.sort_unstable();
        let twice = rows.windows(2).any(|pair| matches!(pair, [a, b] if a == b));
        if twice || rows.iter().any(|q| self.sheet.question(q).is_none()) {
            return Err(BallotError::Malformed("paper"));
        }
        Ok(())
    }
}

impl PaperRow {
    fn write(&self, out: &mut Out) {
        out.open(b'{').key("q").text(&self.q);
        for (name, number) in PAPER.iter().skip(1).zip([
            self.issued,
            self.collected,
            self.satisfied,
            self.basically_satisfied,
            self.dissatisfied,
            self.abstained,
            self.invalid,
        ]) {
            out.key(name).number(number);
        }
        out.close(b'}');
    }
}

impl BoardResult {
    fn write(&self, out: &mut Out) {
        out.open(b'{').key("q").text(&self.q).key("device");
        write_tally(out, &self.device);
        out.key("paper");
        match &self.paper {
            Some(paper) => write_tally(out, paper),
            None => drop(out.raw("null")),
        }
        out.key("whole");
        write_tally(out, &self.whole);
        out.key("verdict");
        maybe(out, self.verdict.map(word));
        out.key("fault");
        maybe(out, self.fault.as_deref());
        out.close(b'}');
    }
}

/// A rating as events spell it.
const fn word(rating: Rating) -> &'static str {
    match rating {
        Rating::Satisfied => "satisfied",
        Rating::BasicallySatisfied => "basically_satisfied",
        Rating::Dissatisfied => "dissatisfied",
    }
}

fn maybe(out: &mut Out, text: Option<&str>) {
    match text {
        Some(text) => out.text(text),
        None => out.raw("null"),
    };
}

fn write_tally(out: &mut Out, tally: &Tally) {
    out.open(b'{');
    for (name, number) in [
        ("members", tally.members),
        ("present", tally.present),
        ("issued", tally.issued),
        ("collected", tally.collected),
        ("satisfied", Some(tally.satisfied)),
        ("basically_satisfied", Some(tally.basically_satisfied)),
        ("dissatisfied", Some(tally.dissatisfied)),
        ("abstained", Some(tally.abstained)),
        ("invalid", Some(tally.invalid)),
        ("unpressed", Some(tally.unpressed)),
    ] {
        out.key(name).option(number);
    }
    out.close(b'}');
}

fn void(raw: &str) -> Result<VoidedCard, BallotError> {
    let members = Members::of(raw, "voids", &["card", "cause"])?;
    let cause = members.text("cause")?;
    let known = Cause::ALL.into_iter().find(|one| one.as_str() == cause);
    Ok(VoidedCard {
        card: members.text("card")?,
        cause: known.ok_or(BallotError::Malformed("cause"))?,
    })
}

fn line(raw: &str) -> Result<String, BallotError> {
    let bad = || BallotError::Malformed("box");
    // An escape makes six bytes of one.
    if raw.len() > MAX_LINE * 6 + 2 {
        return Err(bad());
    }
    let line = read::unescape(raw).map_err(|_| bad())?;
    if line.len() > MAX_LINE {
        return Err(bad());
    }
    Ok(line.into_owned())
}

fn paper(raw: &str) -> Result<PaperRow, BallotError> {
    let members = Members::of(raw, "paper", PAPER)?;
    Ok(PaperRow {
        q: members.text("q")?,
        issued: members.number("issued")?,
        collected: members.number("collected")?,
        satisfied: members.number("satisfied")?,
        basically_satisfied: members.number("basically_satisfied")?,
        dissatisfied: members.number("dissatisfied")?,
        abstained: members.number("abstained")?,
        invalid: members.number("invalid")?,
    })
}

fn result(raw: &str) -> Result<BoardResult, BallotError> {
    let names = &["q", "device", "paper", "whole", "verdict", "fault"];
    let members = Members::of(raw, "results", names)?;
    let tally = |raw: &str| -> Result<Tally, BallotError> {
        read::from_str(raw).map_err(|_| BallotError::Malformed("results"))
    };
    let verdict = members.maybe("verdict").map(read::from_str);
    Ok(BoardResult {
        q: members.text("q")?,
        device: tally(members.raw("device")?)?,
        paper: members.maybe("paper").map(tally).transpose()?,
        whole: tally(members.raw("whole")?)?,
        verdict: verdict
            .transpose()
            .map_err(|_| BallotError::Malformed("verdict"))?,
        fault: members.maybe_text("fault")?,
    })
}

fn exception(raw: &str) -> Result<Exception, BallotError> {
    let members = Members::of(raw, "exceptions", &["code", "q", "count", "note"])?;
    let code = ExceptionCode::read(&members.text("code")?);
    Ok(Exception {
        code: code.ok_or(BallotError::Newer)?,
        q: members.maybe_text("q")?,
        count: members.number("count")?,
        note: members.text("note")?,
    })
}
