//! The rulebook's periods, applied to a unit's part in a round.

use super::context::Context;
use super::state::{Lane, Round, Suggestion};
use crate::calendar::{Calendar, Due, DueDate, Period, due_date};
use crate::refusal::Refusal;
use crate::rulebook::{RuleCode, Rulebook, deadline, deadline_for};
use chrono::NaiveDate;

mod suspended;

pub(crate) use suspended::{Stopped, used_up};

/// Until which day a unit may give it back, and the source of that; `None` where
/// the rulebook sets no period or the day of assignment is not known.
pub(crate) fn return_window(
    (round, lane): (&Round, &Lane),
    rulebook: &Rulebook,
    calendar: &Calendar,
) -> Option<(NaiveDate, String)> {
    let rule = &rulebook.return_period;
    let (period, start) = (rule.value?, lane.assigned?);
    let stopped = Stopped::of(round, rulebook, calendar);
    let due = stopped.date(start, period).ok()?;
    Some((due.date, rule.source.cite.clone()))
}

/// Which rule a round's reply is due by: the first round's, or that of handling again.
pub(crate) const fn reply_rule(round: usize) -> RuleCode {
    if round == 0 {
        RuleCode::Reply
    } else {
        RuleCode::Rehandle
    }
}

/// The day a unit's reply is due, from the day it was given to that unit, with
/// the round's extensions, `more` that is only asked for, and the time that did
/// not count.
pub(crate) fn reply_due(
    (index, round): (usize, &Round),
    lane: &Lane,
    more: Option<Period>,
    rulebook: &Rulebook,
    calendar: &Calendar,
) -> Option<Due> {
    let code = reply_rule(index);
    let mut start = lane.assigned?;
    let mut period = rulebook.period(code)?.value?;
    let mut steps = Vec::new();
    // Three months and three months more are six months from the start, not three
    // months from where a weekend moved the first end to. Only another unit of
    // counting begins anew at the day reached.
    for by in round
        .extensions
        .iter()
        .map(|extension| extension.by)
        .chain(more)
    {
        if by.unit == period.unit {
            period.count = period.count.saturating_add(by.count);
        } else {
            let reached = deadline_for(rulebook, calendar, code, period, start).ok()?;
            steps.extend(reached.steps);
            start = reached.date;
            period = by;
        }
    }
    let stopped = Stopped::of(round, rulebook, calendar);
    let mut due = stopped.due(code, start, period).ok()?;
    steps.append(&mut due.steps);
    due.steps = steps;
    Some(due)
}

/// The same day as [`reply_due`] without its account, cheap enough for a ledger.
pub(crate) fn reply_date(
    (index, round): (usize, &Round),
    lane: &Lane,
    rulebook: &Rulebook,
    calendar: &Calendar,
) -> Option<DueDate> {
    let rolling = rulebook.rolling();
    let mut start = lane.assigned?;
    let mut period = rulebook.period(reply_rule(index))?.value?;
    for by in round.extensions.iter().map(|extension| extension.by) {
        if by.unit == period.unit {
            period.count = period.count.saturating_add(by.count);
        } else {
            start = due_date(start, period, rolling, calendar).ok()?.date;
            period = by;
        }
    }
    Stopped::of(round, rulebook, calendar)
        .date(start, period)
        .ok()
}

/// Whether `by` keeps every reply still owed within the longest time the rulebook
/// allows, counted from the same day. Where that day is not known, nothing can be
/// counted and the extension stands as consented to.
pub(crate) fn extension_fits(state: &Suggestion, by: Period, ctx: &Context) -> Result<(), Refusal> {
    let Some((index, round)) = state.rounds.iter().enumerate().next_back() else {
        return Ok(());
    };
    for lane in round.owing() {
        let Some(start) = lane.assigned else { continue };
        let ceiling = deadline(ctx.rulebook, ctx.calendar, RuleCode::Extension, start);
        // Time that did not count is no extension: both are compared without it.
        let running = Round {
            suspensions: Vec::new(),
            ..round.clone()
        };
        let extended = reply_due(
            (index, &running),
            lane,
            Some(by),
            ctx.rulebook,
            ctx.calendar,
        );
        if let (Ok(ceiling), Some(extended)) = (ceiling, extended)
            && extended.date > ceiling.date
        {
            let source = &ctx.rulebook.extension_period.source.cite;
            return Err(Refusal::extension_too_long(
                extended.date,
                ceiling.date,
                source,
            ));
        }
    }
    Ok(())
}
