//! Time that stops and runs again.

use super::check;
use crate::refusal::{Field, Refusal};
use crate::suggestion::command::Action;
use crate::suggestion::context::Context;
use crate::suggestion::event::{Event, Resumed, Suspended};
use crate::suggestion::limits;
use crate::suggestion::state::Suggestion;
use chrono::NaiveDate;

/// Only where the rulebook lets time stop, and for no longer than it says.
pub(super) fn suspend(
    state: &Suggestion,
    suspended: Suspended,
    ctx: &Context,
) -> Result<Vec<Event>, Refusal> {
    let rule = &ctx.rulebook.suspension;
    let source = &rule.source.cite;
    // `permit` refused this already; the compiler cannot know.
    let Some(longest) = rule.value else {
        return Err(Refusal::suspension_not_allowed(source));
    };
    check::body(Field::Reason, &suspended.reason)?;
    check::line(Field::SuspensionConsent, &suspended.consent, check::NAME)?;
    let round = state.round();
    let resumed = round.and_then(|round| round.suspensions.last()?.until);
    let follows = [
        (Action::Assign.label(), round.and_then(|round| round.began)),
        (Action::Resume.label(), resumed),
    ];
    check::day(Action::Suspend.label(), suspended.on, &follows, ctx)?;
    if round.is_some_and(|round| limits::used_up(round, longest, ctx.calendar)) {
        return Err(Refusal::suspension_used_up(&longest.text(), source));
    }
    Ok(vec![Event::Suspended(suspended)])
}

pub(super) fn resume(
    state: &Suggestion,
    on: NaiveDate,
    note: String,
    ctx: &Context,
) -> Result<Vec<Event>, Refusal> {
    check::optional_body(Field::Note, &note)?;
    let open = state.round().and_then(|round| round.suspended());
    let follows = [(Action::Suspend.label(), open.map(|open| open.began.on))];
    check::day(Action::Resume.label(), on, &follows, ctx)?;
    Ok(vec![Event::Resumed(Resumed { on, note })])
}
