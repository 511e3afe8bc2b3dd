//! Assigning, taking, giving back, extending and reminding.

use super::{check, same_unit};
use crate::calendar::Period;
use crate::refusal::{Field, Refusal};
use crate::rulebook::LateReturn;
use crate::suggestion::command::Action;
use crate::suggestion::context::Context;
use crate::suggestion::event::{Assigned, Event, Extended, Reminded, Returned, UnitDay};
use crate::suggestion::limits;
use crate::suggestion::permit::{owes, own_lane};
use crate::suggestion::state::{LaneState, Suggestion};
use crate::suggestion::terms::{Arrangement, Channel};
use crate::text::Text;
use chrono::NaiveDate;

pub(super) fn assign(
    state: &Suggestion,
    on: NaiveDate,
    assigned: Assigned,
    ctx: &Context,
) -> Result<Vec<Event>, Refusal> {
    check::maybe_line(Field::Leader, assigned.leader.as_deref(), check::NAME)?;
    check::maybe_line(Field::Meeting, assigned.meeting.as_deref(), check::TITLE)?;
    if let Some(level) = &assigned.level {
        check::line(Field::Level, level, check::NAME)?;
        let said = Text::new(level, level);
        check::listed(Field::Level, &said, &ctx.rulebook.levels, |known| {
            known.zh == *level || known.en == *level
        })?;
    }
    let arrangement = &assigned.arrangement;
    sound(arrangement)?;
    let mut follows = vec![
        (Action::Submit.label(), state.submitted),
        (Action::Register.label(), state.registered),
    ];
    if let Some(round) = state.round() {
        let parts = arrangement.parts();
        let dropped = round
            .replies()
            .find(|reply| !parts.iter().any(|(unit, _)| *unit == reply.unit));
        if let Some(reply) = dropped {
            return Err(Refusal::replied_unit_dropped(&reply.unit));
        }
        follows.push((Action::Assign.label(), round.began));
        let returned = round.returns.iter().map(|returned| returned.on).max();
        follows.push((Action::Return.label(), returned));
    }
    check::day(Action::Assign.label(), on, &follows, ctx)?;
    Ok(vec![Event::Assigned(assigned)])
}

/// Whether an arrangement can be handled by: each unit once, at least two where
/// they reply separately.
pub(super) fn sound(arrangement: &Arrangement) -> Result<(), Refusal> {
    let parts = arrangement.parts();
    check::names(
        Field::Units,
        parts.iter().map(|(unit, _)| *unit),
        check::UNITS,
    )?;
    match arrangement {
        Arrangement::Separate { units } if units.len() < 2 => {
            Err(Refusal::separate_needs_two(units.len()))
        }
        Arrangement::Separate { .. } | Arrangement::Joint { .. } => Ok(()),
    }
}

pub(super) fn accept(
    state: &Suggestion,
    unit: &str,
    on: NaiveDate,
    ctx: &Context,
) -> Result<Vec<Event>, Refusal> {
    same_unit(unit, ctx)?;
    let (_, lane) = own_lane(state, unit)?;
    check::day(
        Action::Accept.label(),
        on,
        &[(Action::Assign.label(), lane.assigned)],
        ctx,
    )?;
    Ok(vec![Event::Accepted(UnitDay {
        unit: unit.to_owned(),
        on,
    })])
}

pub(super) fn give_back(
    state: &Suggestion,
    unit: &str,
    on: NaiveDate,
    (reason, consent): (&str, Option<&str>),
    ctx: &Context,
) -> Result<Vec<Event>, Refusal> {
    same_unit(unit, ctx)?;
    check::body(Field::Reason, reason)?;
    check::maybe_line(Field::LateConsent, consent, check::NAME)?;
    let (round, lane) = own_lane(state, unit)?;
    let taken = match &lane.state {
        LaneState::Working { since } => *since,
        LaneState::Waiting | LaneState::GivenBack | LaneState::Done(_) => None,
    };
    let follows = [
        (Action::Assign.label(), lane.assigned),
        (Action::Accept.label(), taken),
    ];
    check::day(Action::Return.label(), on, &follows, ctx)?;
    if let Some((due, source)) = limits::return_window((round, lane), ctx.rulebook, ctx.calendar)
        && on > due
    {
        match ctx.rulebook.late_return.value {
            LateReturn::Refused => {
                return Err(Refusal::return_too_late(unit, on, due, &source));
            }
            LateReturn::WithConsent if consent.is_none() => {
                let source = &ctx.rulebook.late_return.source.cite;
                return Err(Refusal::late_return_without_consent(unit, on, due, source));
            }
            LateReturn::WithConsent => {}
        }
    }
    Ok(vec![Event::Returned(Returned {
        unit: unit.to_owned(),
        on,
        reason: reason.to_owned(),
        consent: consent.map(str::to_owned),
    })])
}

pub(super) fn extend(
    state: &Suggestion,
    on: NaiveDate,
    by: Period,
    (consent, reason): (&str, &str),
    ctx: &Context,
) -> Result<Vec<Event>, Refusal> {
    check::line(Field::Consent, consent, check::NAME)?;
    check::body(Field::Reason, reason)?;
    if by.count == 0 {
        return Err(Refusal::extension_empty());
    }
    let began = state.round().and_then(|round| round.began);
    check::day(
        Action::Extend.label(),
        on,
        &[(Action::Assign.label(), began)],
        ctx,
    )?;
    limits::extension_fits(state, by, ctx)?;
    Ok(vec![Event::Extended(Extended {
        on,
        by,
        consent: consent.to_owned(),
        reason: reason.to_owned(),
    })])
}

/// One reminder for each unit meant: the one named, or every unit that owes its
/// reply, or, when all have replied, every unit whose promise is open.
pub(super) fn remind(
    state: &Suggestion,
    unit: Option<&str>,
    on: NaiveDate,
    (channel, note): (Channel, &str),
    ctx: &Context,
) -> Result<Vec<Event>, Refusal> {
    check::optional_body(Field::Note, note)?;
    let Some(round) = state.round() else {
        return Err(Refusal::nothing_owed(unit));
    };
    let units: Vec<&str> = match unit {
        Some(unit) => {
            let (_, lane) = own_lane(state, unit)?;
            if !owes(round, lane) {
                return Err(Refusal::nothing_owed(Some(unit)));
            }
            vec![unit]
        }
        None => {
            let mut owing: Vec<&str> = round
                .owing()
                .filter(|lane| owes(round, lane))
                .map(|lane| lane.unit.as_str())
                .collect();
            if round.replied() {
                owing.extend(round.promises().map(|reply| reply.unit.as_str()));
            }
            owing
        }
    };
    if units.is_empty() {
        return Err(Refusal::nothing_owed(None));
    }
    check::day(
        Action::Remind.label(),
        on,
        &[(Action::Assign.label(), round.began)],
        ctx,
    )?;
    let reminder = |unit: &str| {
        Event::Reminded(Reminded {
            unit: unit.to_owned(),
            on,
            channel,
            note: note.to_owned(),
        })
    };
    Ok(units.into_iter().map(reminder).collect())
}
