//! What the answers come to, told so that nobody's answer can be found out.
//!
//! A number under five is not told, nor is any other from which it could be had by
//! subtraction, whoever knows how many answered in all. What hides it is hidden by size
//! alone: within a question every number below a bound is hidden, and the bound rises
//! from five until what is hidden is not to be told apart. That two hidden numbers could
//! be exchanged with everything shown staying the same is what proves it; that is why the
//! bound looks at nothing but sizes. Numbers told while a drive runs could be subtracted
//! from later ones, so a summary is published once, when it is over.

use super::decide::fits;
use super::state::Drive;
use super::terms::{DriveAnswer, QuestionKind};
use serde::{Deserialize, Serialize};

/// Smallest number that is told.
pub const LEAST: u32 = 5;

/// What the answers to one question come to. A number that is absent is not told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionSummary {
    /// Which question.
    pub question: String,
    /// How many answered it.
    pub answered: Option<u32>,
    /// How many chose each option; empty where it is answered in words.
    pub options: Vec<Option<u32>>,
}

/// What the answers come to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DriveSummary {
    /// How many people answered; absent where fewer than [`LEAST`] did, and then nothing
    /// else is told either.
    pub people: Option<u32>,
    /// For each question, in the order they are asked.
    pub questions: Vec<QuestionSummary>,
}

/// Counts people's answers, each person's as one slice; what does not fit the questions
/// counts for nothing. For a question in words, `answered` is the number of texts.
pub fn summary<'a>(
    drive: &Drive,
    people: impl IntoIterator<Item = &'a [DriveAnswer]>,
) -> DriveSummary {
    let questions = &drive.opened.questions;
    let mut counted: Vec<Counted> = questions
        .iter()
        .map(|one| Counted {
            answered: 0,
            options: vec![0; one.options.len()],
        })
        .collect();
    let mut total = 0;
    for answers in people {
        if answers.is_empty() || fits(drive, answers).is_err() {
            continue;
        }
        total += 1;
        for answer in answers {
            let at = questions.iter().position(|one| one.id == answer.question);
            if let Some(counted) = at.and_then(|at| counted.get_mut(at)) {
                counted.add(answer);
            }
        }
    }
    let told = questions.iter().zip(counted).map(|(question, counted)| {
        let (answered, options) = match question.kind {
            _ if total < LEAST || counted.answered < LEAST => counted.nothing(),
            QuestionKind::Choice => counted.choice(total, question.required),
            QuestionKind::Several => counted.several(total, question.required),
            QuestionKind::Text => (
                apart(counted.answered, total, question.required),
                Vec::new(),
            ),
        };
        QuestionSummary {
            question: question.id.clone(),
            answered,
            options,
        }
    });
    DriveSummary {
        questions: told.collect(),
        people: (total >= LEAST).then_some(total),
    }
}

struct Counted {
    answered: u32,
    options: Vec<u32>,
}

type Told = (Option<u32>, Vec<Option<u32>>);

impl Counted {
    fn add(&mut self, answer: &DriveAnswer) {
        self.answered += 1;
        for at in &answer.chosen {
            let at = usize::try_from(*at).ok();
            if let Some(count) = at.and_then(|at| self.options.get_mut(at)) {
                *count += 1;
            }
        }
    }

    fn nothing(&self) -> Told {
        (None, vec![None; self.options.len()])
    }

    /// One option each: the options and those who did not answer add up to everybody.
    fn choice(&self, total: u32, required: bool) -> Told {
        let mut all = self.options.clone();
        if !required {
            all.push(total - self.answered);
        }
        let mut told = hidden(&all);
        let answered = if required {
            Some(total)
        } else {
            told.pop().flatten().map(|skipped| total - skipped)
        };
        (answered, told)
    }

    /// Any options: each divides those who answered into two.
    fn several(&self, total: u32, required: bool) -> Told {
        let told = |count: &u32| apart(*count, self.answered, false);
        let options = self.options.iter().map(told).collect();
        (apart(self.answered, total, required), options)
    }
}

/// A part of a whole, where both it and the rest are told or the rest is nobody by
/// design.
fn apart(part: u32, whole: u32, all: bool) -> Option<u32> {
    let told = part >= LEAST && (all || whole - part >= LEAST);
    told.then_some(part)
}

/// Parts that add up to a whole that everybody knows.
fn hidden(parts: &[u32]) -> Vec<Option<u32>> {
    let mut bound = LEAST;
    loop {
        let small: Vec<u32> = parts.iter().copied().filter(|one| *one < bound).collect();
        if small.is_empty() || small.len() == parts.len() || safe(&small, bound) {
            let told = |one: &u32| (*one >= bound || small.is_empty()).then_some(*one);
            return parts.iter().map(told).collect();
        }
        bound = bound.saturating_mul(2);
    }
}

/// Whether parts below the bound cannot be told apart, though their sum is known.
fn safe(small: &[u32], bound: u32) -> bool {
    let alike = small
        .windows(2)
        .all(|pair| matches!(pair, [a, b] if a == b));
    if bound > LEAST {
        return !alike;
    }
    // Alike, they could be unlike as well, unless the sum leaves no choice.
    let sum: u32 = small.iter().sum();
    let most = u32::try_from(small.len()).unwrap_or(u32::MAX) * (LEAST - 1);
    small.len() > 1 && sum > 0 && sum < most
}
