//! Screening, numbering and key supervision: the office's part before handling.

use super::check;
use crate::refusal::{Field, Refusal};
use crate::suggestion::command::Action;
use crate::suggestion::context::Context;
use crate::suggestion::event::{Event, KeyMarked, Reasoned, Registered, Screened};
use crate::suggestion::state::Suggestion;
use crate::suggestion::terms::ScreenOutcome;
use crate::text::Text;
use chrono::NaiveDate;

pub(super) fn screen(
    state: &Suggestion,
    on: NaiveDate,
    (outcome, tests): (&ScreenOutcome, &[String]),
    ctx: &Context,
) -> Result<Vec<Event>, Refusal> {
    check::once(Field::Tests, tests, |test| said(test))?;
    let rule = &ctx.rulebook.screening_tests;
    for test in tests {
        check::listed(Field::Tests, &said(test), rule, |known| {
            known.zh == *test || known.en == *test
        })?;
    }
    let submitted = (Action::Submit.label(), state.submitted);
    check::day(Action::Screen.label(), on, &[submitted], ctx)?;
    match outcome {
        ScreenOutcome::Accept => {}
        ScreenOutcome::NotAccept { note, .. } => check::optional_body(Field::Note, note)?,
        ScreenOutcome::Merge { into } if *into == state.id => {
            return Err(Refusal::merge_into_itself());
        }
        ScreenOutcome::Merge { .. } => {}
        ScreenOutcome::SendBack { note } => check::body(Field::Missing, note)?,
    }
    Ok(vec![Event::Screened(Screened {
        on,
        outcome: outcome.clone(),
        tests: tests.to_vec(),
    })])
}

pub(super) fn register(
    state: &Suggestion,
    number: &str,
    on: NaiveDate,
    ctx: &Context,
) -> Result<Vec<Event>, Refusal> {
    check::line(Field::Number, number, check::NAME)?;
    let follows = [
        (Action::Submit.label(), state.submitted),
        (Action::Screen.label(), state.screened),
    ];
    check::day(Action::Register.label(), on, &follows, ctx)?;
    Ok(vec![Event::Registered(Registered {
        number: number.to_owned(),
        on,
    })])
}

pub(super) fn mark_key(marked: KeyMarked, ctx: &Context) -> Result<Vec<Event>, Refusal> {
    check::maybe_line(Field::Supervisor, marked.supervisor.as_deref(), check::NAME)?;
    check::maybe_line(Field::Committee, marked.committee.as_deref(), check::NAME)?;
    check::optional_body(Field::Reason, &marked.reason)?;
    check::once(Field::Criteria, &marked.criteria, |one| one.label())?;
    let criteria = &ctx.rulebook.key_criteria;
    for one in &marked.criteria {
        check::listed(Field::Criteria, &one.label(), criteria, |known| {
            known == one
        })?;
    }
    let leaders = &ctx.rulebook.key_leaders;
    if leaders.value {
        let needed = [
            (&marked.supervisor, Field::Supervisor),
            (&marked.committee, Field::Committee),
        ];
        if let Some((_, field)) = needed.iter().find(|(named, _)| named.is_none()) {
            return Err(Refusal::key_leaders_missing(*field, &leaders.source.cite));
        }
    }
    Ok(vec![Event::KeyMarked(marked)])
}

/// What people wrote, in both languages of a refusal.
fn said(words: &str) -> Text {
    Text::new(words, words)
}

pub(super) fn unmark_key(reason: &str) -> Result<Vec<Event>, Refusal> {
    check::body(Field::Reason, reason)?;
    Ok(vec![Event::KeyUnmarked(Reasoned {
        reason: reason.to_owned(),
    })])
}
