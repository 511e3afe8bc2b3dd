//! Whether an order is in place, and whether answers fit the questions.

use super::event::{DriveClosed, DriveEvent, DriveOpened};
use super::refusal::DriveRefusal;
use super::state::Drive;
use super::terms::{DriveAnswer, DriveQuestion, QuestionKind};
use crate::order::{self, OrderContext};
use crate::text::Text;
use std::collections::BTreeSet;

/// What drives are bounded by.
pub mod limits {
    /// Most questions.
    pub const QUESTIONS: usize = 30;
    /// Most options of a question.
    pub const OPTIONS: usize = 20;
    /// Longest title, in characters.
    pub const TITLE: usize = 120;
    /// Longest introduction.
    pub const INTRO: usize = 2_000;
    /// Longest question.
    pub const QUESTION: usize = 300;
    /// Longest option.
    pub const OPTION: usize = 100;
    /// Longest answer in words.
    pub const ANSWER: usize = 1_000;
    /// Longest reason.
    pub const REASON: usize = 500;
}

/// One order of the office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DriveOrder {
    /// Open it, or change one that is open: its questions only before its first day.
    Open(DriveOpened),
    /// Close it before its time.
    Close {
        /// Why.
        reason: String,
    },
}

type Decided = Result<Vec<DriveEvent>, DriveRefusal>;

/// What carrying out `order` records.
///
/// # Errors
/// It is not in place, with the reason and what to do.
pub fn decide(drive: Option<&Drive>, order: DriveOrder, ctx: &OrderContext<'_>) -> Decided {
    order::office(ctx.actor)?;
    match order {
        DriveOrder::Open(opened) => open(drive, opened, ctx),
        DriveOrder::Close { reason } => {
            let drive = drive.ok_or(DriveRefusal::NoSuchDrive)?;
            let field = Text::new("原因", "the reason");
            order::body(&reason, field, limits::REASON)?;
            if drive.last_day() < ctx.today || drive.closed.is_some() {
                let on = drive.last_day();
                return Err(DriveRefusal::Over { on });
            }
            let on = ctx.today;
            Ok(vec![DriveEvent::DriveClosed(DriveClosed { on, reason })])
        }
    }
}

fn open(drive: Option<&Drive>, opened: DriveOpened, ctx: &OrderContext<'_>) -> Decided {
    form_fits(&opened)?;
    if let Some(drive) = drive {
        if let Some(closed) = &drive.closed {
            return Err(DriveRefusal::Over { on: closed.on });
        }
        // Answers are counted by question and option: who answered must have read the same.
        let running = drive.opened.opens <= ctx.today;
        if running && drive.opened.questions != opened.questions {
            return Err(DriveRefusal::QuestionsStand {
                since: drive.opened.opens,
            });
        }
    }
    if opened.closes < opened.opens || opened.closes < ctx.today {
        return Err(DriveRefusal::DaysUnfit {
            opens: opened.opens,
            closes: opened.closes,
        });
    }
    Ok(vec![DriveEvent::DriveOpened(Box::new(opened))])
}

fn form_fits(opened: &DriveOpened) -> Result<(), DriveRefusal> {
    let field = Text::new("征集标题", "the drive's title");
    order::line(&opened.title, field, limits::TITLE)?;
    let field = Text::new("征集说明", "the introduction");
    order::optional_body(&opened.intro, field, limits::INTRO)?;
    let field = Text::new("题目", "questions");
    order::count(opened.questions.len(), field, 1, limits::QUESTIONS)?;
    order::once(opened.questions.iter().map(|one| one.id.as_str()))?;
    opened.questions.iter().try_for_each(question_fits)
}

fn question_fits(question: &DriveQuestion) -> Result<(), DriveRefusal> {
    order::name(&question.id, Text::new("题目", "a question"))?;
    let field = Text::new("题目内容", "a question");
    order::body(&question.text, field, limits::QUESTION)?;
    let (least, most) = match question.kind {
        QuestionKind::Choice | QuestionKind::Several => (2, limits::OPTIONS),
        QuestionKind::Text => (0, 0),
    };
    let field = Text::new(
        format!("“{}”的选项", question.text),
        format!("options of \"{}\"", question.text),
    );
    order::count(question.options.len(), field, least, most)?;
    for option in &question.options {
        order::line(option, Text::new("选项", "an option"), limits::OPTION)?;
    }
    order::once(question.options.iter().map(String::as_str))?;
    Ok(())
}

/// Whether somebody's answers fit the questions: each answered once, what has to be
/// answered is, and each answer is of its question's kind.
///
/// # Errors
/// What does not fit.
pub fn fits(drive: &Drive, answers: &[DriveAnswer]) -> Result<(), DriveRefusal> {
    let questions = &drive.opened.questions;
    let mut seen = BTreeSet::new();
    for answer in answers {
        let question = questions.iter().find(|one| one.id == answer.question);
        let question = question.ok_or(DriveRefusal::QuestionUnknown)?;
        if !seen.insert(question.id.as_str()) || !answer_fits(question, answer) {
            return Err(DriveRefusal::AnswerUnfit {
                question: question.text.clone(),
            });
        }
    }
    let missing = |one: &&DriveQuestion| one.required && !seen.contains(one.id.as_str());
    match questions.iter().find(missing) {
        Some(question) => Err(DriveRefusal::AnswerMissing {
            question: question.text.clone(),
        }),
        None => Ok(()),
    }
}

fn answer_fits(question: &DriveQuestion, answer: &DriveAnswer) -> bool {
    let chosen: BTreeSet<u32> = answer.chosen.iter().copied().collect();
    let known = |at: &u32| usize::try_from(*at).is_ok_and(|at| at < question.options.len());
    let chosen_fit = chosen.len() == answer.chosen.len() && chosen.iter().all(known);
    match question.kind {
        QuestionKind::Choice => chosen_fit && chosen.len() == 1 && answer.text.is_empty(),
        QuestionKind::Several => chosen_fit && !chosen.is_empty() && answer.text.is_empty(),
        QuestionKind::Text => {
            let field = Text::default();
            chosen.is_empty() && order::body(&answer.text, field, limits::ANSWER).is_ok()
        }
    }
}
