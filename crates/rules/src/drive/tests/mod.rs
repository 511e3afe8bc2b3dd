//! A drive from its opening to what its answers come to.

mod decided;
mod summed;

use super::*;
use crate::actor::{Actor, Role};
use crate::order::OrderContext;
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn question(id: &str, kind: QuestionKind, options: usize, required: bool) -> DriveQuestion {
    DriveQuestion {
        id: id.into(),
        text: format!("题目{id}"),
        kind,
        options: (0..options).map(|n| format!("选项{n}")).collect(),
        required,
    }
}

/// One option of three, needed; several of three; in words.
fn form() -> DriveOpened {
    DriveOpened {
        title: "物业管理条例征求意见".into(),
        intro: String::new(),
        questions: vec![
            question("q1", QuestionKind::Choice, 3, true),
            question("q2", QuestionKind::Several, 3, false),
            question("q3", QuestionKind::Text, 0, false),
        ],
        opens: day("2026-12-01"),
        closes: day("2026-12-20"),
    }
}

fn drive(opened: DriveOpened) -> Drive {
    replay(&[DriveEvent::DriveOpened(Box::new(opened))]).unwrap()
}

fn chosen(question: &str, chosen: &[u32]) -> DriveAnswer {
    DriveAnswer {
        question: question.into(),
        chosen: chosen.to_vec(),
        text: String::new(),
    }
}

fn words(question: &str, text: &str) -> DriveAnswer {
    DriveAnswer {
        question: question.into(),
        chosen: Vec::new(),
        text: text.into(),
    }
}
