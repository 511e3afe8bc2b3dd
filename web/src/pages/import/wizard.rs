//! What the wizard knows, and how each event changes it. Nothing here touches the browser.

use super::book::Book;
use huiyin_protocol::import::{
    CheckedRow, Field, ImportCheck, ImportDone, ImportPlan, ImportProposal, Severity,
};
use huiyin_protocol::{Failure, FailureKind};
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::Reducible;

/// The steps, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// 选择文件
    Choose,
    /// 表与表头
    Header,
    /// 列对应
    Columns,
    /// 逐行校验
    Check,
    /// 提交
    Commit,
    /// 已导入: no step of its own, but the end of the last one.
    Done,
}

/// The long work under way; there is never more than one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Busy {
    /// The file is being read.
    Reading,
    /// The engine looks for sheet, headings and columns.
    Opening,
    /// The rows are being checked.
    Checking,
    /// The suggestions are being written.
    Committing,
}

/// The wizard.
#[derive(Clone, PartialEq)]
pub struct Wizard {
    /// The step shown.
    pub stage: Stage,
    /// The work under way.
    pub busy: Option<Busy>,
    /// Why the last work came to nothing.
    pub trouble: Option<Rc<Failure>>,
    /// The person stopped the last work: what became of it, in words; empty where nothing had begun.
    pub stopped: Option<Rc<str>>,
    /// It was the writing that came to nothing: part of the rows may be written.
    pub unfinished: bool,
    /// The file in hand.
    pub book: Option<Rc<Book>>,
    /// The sheet chosen, as an index into the book's sheets.
    pub sheet: usize,
    /// What the engine proposed for it.
    pub proposal: Option<Rc<ImportProposal>>,
    /// The plan as the person changed it; its year is [`Wizard::year`].
    pub plan: Option<ImportPlan>,
    /// The year as typed.
    pub year: String,
    /// A field that moved from one column to another when it was chosen again.
    pub moved: Option<(Field, usize, usize)>,
    /// What the check of this very plan found.
    pub check: Option<Rc<ImportCheck>>,
    /// 1-based sheet rows the person leaves out.
    pub left_out: Rc<BTreeSet<u32>>,
    /// What was written.
    pub done: Option<ImportDone>,
    /// Rows that were not written, for their errors or by the person's choice.
    pub not_in: u32,
}

/// What can happen to the wizard.
pub enum Event {
    /// A work begins.
    Begin(Busy),
    /// It came to nothing, or the person stopped it.
    Failed(Failure),
    /// A sheet was opened: the book, which of its sheets, what is proposed.
    Opened(Rc<Book>, usize, ImportProposal),
    /// The same sheet, its proposal's texts in another language.
    Reworded(ImportProposal),
    /// The heading rows were changed, both 0-based.
    Header(u32, u32),
    /// A column's field was chosen.
    Column(usize, Option<Field>),
    /// The year was typed.
    Year(String),
    /// The rows were checked.
    Checked(ImportCheck),
    /// Rows are left out, or taken in again.
    LeaveOut(Vec<u32>, bool),
    /// The suggestions were written.
    Committed(ImportDone),
    /// To a step already reached.
    Go(Stage),
    /// From the beginning.
    Reset,
}

impl Default for Wizard {
    fn default() -> Self {
        Wizard {
            stage: Stage::Choose,
            busy: None,
            trouble: None,
            stopped: None,
            unfinished: false,
            book: None,
            sheet: 0,
            proposal: None,
            plan: None,
            year: String::new(),
            moved: None,
            check: None,
            left_out: Rc::default(),
            done: None,
            not_in: 0,
        }
    }
}

impl Wizard {
    /// The furthest step that can be shown now.
    pub fn reached(&self) -> Stage {
        match (&self.done, &self.check, &self.plan) {
            (Some(_), ..) => Stage::Done,
            (None, Some(check), _) if check.missing.is_empty() => {
                if self.going_in() > 0 {
                    Stage::Commit
                } else {
                    Stage::Check
                }
            }
            (None, _, Some(_)) => Stage::Columns,
            (None, ..) => Stage::Choose,
        }
    }

    /// The year typed: `Ok(None)` where there is none, an error where it is no year.
    pub fn year_typed(&self) -> Result<Option<i32>, ()> {
        let text = self.year.trim();
        if text.is_empty() {
            return Ok(None);
        }
        let plain = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        if plain {
            text.parse().map(Some).map_err(|_| ())
        } else {
            Err(())
        }
    }

    /// The plan to check: the person's, with the year typed.
    pub fn plan_now(&self) -> Option<ImportPlan> {
        let year = self.year_typed().ok()?;
        self.plan.clone().map(|plan| ImportPlan { year, ..plan })
    }

    /// How many suggestions the commit will write.
    pub fn going_in(&self) -> u32 {
        let ready = self.check.as_ref().map_or(0, |check| check.ready);
        ready.saturating_sub(u32::try_from(self.left_out.len()).unwrap_or(u32::MAX))
    }

    /// A change of the plan makes the check worthless.
    fn replan(&mut self) {
        self.check = None;
        self.left_out = Rc::default();
    }
}

/// Whether a row can be imported as it stands.
pub fn can_go_in(row: &CheckedRow) -> bool {
    row.worst != Some(Severity::Error)
}

impl Reducible for Wizard {
    type Action = Event;

    fn reduce(self: Rc<Self>, event: Event) -> Rc<Self> {
        let mut next = (*self).clone();
        if !matches!(event, Event::Reworded(_)) {
            next.trouble = None;
            next.stopped = None;
            next.unfinished = false;
            next.moved = None;
        }
        match event {
            Event::Begin(busy) => next.busy = Some(busy),
            Event::Failed(failure) => {
                next.unfinished = next.busy.take() == Some(Busy::Committing);
                if failure.kind == FailureKind::Cancelled {
                    next.stopped = Some(failure.text.into());
                } else {
                    next.trouble = Some(Rc::new(failure));
                }
            }
            Event::Opened(book, sheet, proposal) => {
                next.busy = None;
                next.stage = Stage::Header;
                next.book = Some(book);
                next.sheet = sheet;
                next.year = proposal
                    .plan
                    .year
                    .map_or_else(String::new, |year| year.to_string());
                next.plan = Some(proposal.plan.clone());
                next.proposal = Some(Rc::new(proposal));
                next.done = None;
                next.replan();
            }
            Event::Reworded(proposal) => {
                next.busy = None;
                // The engine has only this sheet in hand now, so its index may be another.
                if let Some(plan) = &mut next.plan {
                    plan.sheet = proposal.plan.sheet;
                }
                next.proposal = Some(Rc::new(proposal));
                next.replan();
            }
            Event::Header(first, last) => {
                if let Some(plan) = &mut next.plan {
                    (plan.header_first, plan.header_last) = (first.min(last), first.max(last));
                }
                next.replan();
            }
            Event::Column(at, field) => {
                if let Some(plan) = &mut next.plan {
                    next.moved = choose(&mut plan.columns, at, field);
                }
                next.replan();
            }
            Event::Year(text) => {
                next.year = text;
                next.replan();
            }
            Event::Checked(check) => {
                next.busy = None;
                next.stage = if check.missing.is_empty() {
                    next.stage.max(Stage::Check)
                } else {
                    Stage::Columns
                };
                // A second check of the same plan keeps what the person decided.
                let ready: BTreeSet<u32> = check
                    .rows
                    .iter()
                    .filter(|row| can_go_in(row))
                    .map(|row| row.row)
                    .collect();
                next.left_out = Rc::new(next.left_out.intersection(&ready).copied().collect());
                next.check = Some(Rc::new(check));
            }
            Event::LeaveOut(rows, out) => {
                let mut left_out = (*next.left_out).clone();
                for row in rows {
                    if out {
                        left_out.insert(row);
                    } else {
                        left_out.remove(&row);
                    }
                }
                next.left_out = Rc::new(left_out);
            }
            Event::Committed(done) => {
                // The file is let go: what was read of it is in the workspace now.
                let failed = next.check.as_ref().map_or(0, |check| check.failed);
                let left_out = u32::try_from(next.left_out.len()).unwrap_or(u32::MAX);
                return Rc::new(Wizard {
                    stage: Stage::Done,
                    done: Some(done),
                    not_in: failed.saturating_add(left_out),
                    ..Wizard::default()
                });
            }
            Event::Go(stage) => {
                if stage <= next.reached() {
                    next.stage = stage;
                }
            }
            Event::Reset => return Rc::new(Wizard::default()),
        }
        Rc::new(next)
    }
}

/// Gives a column a field. A field belongs to one column: it leaves the one it had,
/// which is answered so that the person is told.
fn choose(
    columns: &mut [Option<Field>],
    at: usize,
    field: Option<Field>,
) -> Option<(Field, usize, usize)> {
    let before = columns
        .iter()
        .position(|held| field.is_some() && *held == field)
        .filter(|before| *before != at);
    if let Some(held) = before.and_then(|before| columns.get_mut(before)) {
        *held = None;
    }
    if let Some(held) = columns.get_mut(at) {
        *held = field;
    }
    Some((field?, before?, at))
}

#[cfg(test)]
mod tests;
