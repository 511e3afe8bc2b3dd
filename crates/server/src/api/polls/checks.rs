//! What votes are checked against, made once for a poll and kept for the next request.

use super::sheet;
use crate::app::App;
use crate::objects::boxes::{Ballot, Shape};
use crate::refusal::Refusal;
use axum::http::StatusCode;
use huiyin_ballot::{Checker, MAX_LINE, Sheet, VoteRefused};
use huiyin_rules::Text;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// Polls that are remembered, and the cards of all their questions.
const POLLS: usize = 16;
const CARDS: usize = 1_000_000;
/// Bytes of a line beside its question's id: 249, and some to spare.
const BESIDE: usize = 256;

/// How large the box of a sheet is.
pub(super) fn shape(sheet: &Sheet) -> Shape {
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let ids = sheet.questions.iter().map(|question| question.id.len());
    Shape {
        questions: number(sheet.questions.len()),
        cards: sheet.issued,
        width: number(MAX_LINE.min(BESIDE + ids.max().unwrap_or(0))),
    }
}

/// What is known of one poll.
struct Known {
    poll: String,
    cards: usize,
    checker: Arc<Checker>,
}

/// The polls whose votes came last, the latest at the end.
#[derive(Default)]
pub(crate) struct Checks {
    known: Mutex<VecDeque<Known>>,
    making: tokio::sync::Mutex<()>,
}

impl Checks {
    fn find(&self, poll: &str) -> Option<Arc<Checker>> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let at = known.iter().position(|one| one.poll == poll)?;
        let found = known.remove(at)?;
        let checker = Arc::clone(&found.checker);
        known.push_back(found);
        Some(checker)
    }

    fn add(&self, poll: &str, cards: usize, checker: &Arc<Checker>) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.push_back(Known {
            poll: poll.to_owned(),
            cards,
            checker: Arc::clone(checker),
        });
        let all = |known: &VecDeque<Known>| known.iter().map(|one| one.cards).sum::<usize>();
        while known.len() > POLLS || (known.len() > 1 && all(&known) > CARDS) {
            known.pop_front();
        }
    }
}

/// What the votes of a poll are checked against.
pub(super) async fn checker(app: &App, poll: &str) -> Result<Arc<Checker>, Refusal> {
    let checks = &app.checks;
    if let Some(found) = checks.find(poll) {
        return Ok(found);
    }
    // One at a time: the first votes of a poll come all at once.
    let _making = checks.making.lock().await;
    if let Some(found) = checks.find(poll) {
        return Ok(found);
    }
    let sheet = sheet::kept(app, poll).await?;
    let checker = Arc::new(Checker::new(&sheet));
    let issued = usize::try_from(sheet.issued).unwrap_or(usize::MAX);
    let cards = issued.saturating_mul(sheet.questions.len());
    checks.add(poll, cards, &checker);
    Ok(checker)
}

/// Checks lines, on a thread that need not answer anybody else meanwhile.
pub(super) fn check(checker: &Checker, text: &str) -> Result<Vec<Ballot>, Refusal> {
    let lines = text.strip_suffix('\n').unwrap_or(text).split('\n');
    let one = |(n, line): (usize, &str)| {
        let checked = checker.check(line).map_err(|error| refused(n, &error))?;
        let place = checker.place(&checked);
        let (question, card) = place.ok_or_else(crate::refusal::failed)?;
        let number = |number| u32::try_from(number).map_err(|_| crate::refusal::failed());
        Ok(Ballot {
            question: number(question)?,
            card: number(card)?,
            name: checked.name,
            line: line.to_owned(),
        })
    };
    (1..).zip(lines).map(one).collect()
}

fn refused(n: usize, error: &VoteRefused) -> Refusal {
    let code = format!("vote-{}", error.code().replace('_', "-"));
    let text = error.text();
    let text = Text::new(
        format!("第 {n} 行：{}", text.zh),
        format!("line {n}: {}", text.en),
    );
    Refusal::because(StatusCode::UNPROCESSABLE_ENTITY, code, text).at_line(n)
}
