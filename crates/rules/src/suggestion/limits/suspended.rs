//! Time that does not count (中止计时): how much of it there is, and where it
//! moves the last day of a period to.
//!
//! A period is longer by the days that did not count: working days where it is
//! counted in working days, otherwise days of the calendar. In a round no more of
//! them than the rulebook's longest suspension count; where the rulebook lets no
//! time stop, none do. A suspension that lasts is reckoned with the longest time,
//! since nobody knows yet when it ends.

use crate::calendar::{
    Calendar, Due, DueDate, OutOfRange, Period, Step, Unit, date_text, due, due_date,
};
use crate::rulebook::{DeadlineError, RuleCode, Rulebook, deadline_for};
use crate::suggestion::state::{Round, Suspension};
use crate::text::Text;
use chrono::{Days, Months, NaiveDate};

/// What stopped in a round, cut to the longest time the rulebook allows.
pub(crate) struct Stopped<'a> {
    times: Vec<Time<'a>>,
    rulebook: &'a Rulebook,
    calendar: &'a Calendar,
}

/// One time that does not count: from its first day to the day before `until`.
#[derive(Clone, Copy)]
struct Time<'a> {
    from: NaiveDate,
    until: NaiveDate,
    /// Whether the longest time cut it short.
    cut: bool,
    record: &'a Suspension,
}

impl<'a> Stopped<'a> {
    /// The time that does not count in `round`.
    pub(crate) fn of(
        round: &'a Round,
        rulebook: &'a Rulebook,
        calendar: &'a Calendar,
    ) -> Stopped<'a> {
        let longest = rulebook.suspension.value;
        let times = match longest {
            Some(longest) if !round.suspensions.is_empty() => counted(round, longest, calendar),
            Some(_) | None => Vec::new(),
        };
        Stopped {
            times,
            rulebook,
            calendar,
        }
    }

    /// The last day of `period` from `start`, without its account.
    pub(crate) fn date(&self, start: NaiveDate, period: Period) -> Result<DueDate, OutOfRange> {
        let rolling = self.rulebook.rolling();
        if self.times.is_empty() {
            return due_date(start, period, rolling, self.calendar);
        }
        let (from, longer, _) = self.moved(start, period)?;
        due_date(from, longer, rolling, self.calendar)
    }

    /// The last day of `period` under rule `code` from `start`, with its account.
    pub(crate) fn due(
        &self,
        code: RuleCode,
        start: NaiveDate,
        period: Period,
    ) -> Result<Due, DeadlineError> {
        let mut account = deadline_for(self.rulebook, self.calendar, code, period, start)?;
        if self.times.is_empty() {
            return Ok(account);
        }
        let (from, longer, told) = self.moved(start, period)?;
        if told.is_empty() {
            return Ok(account);
        }
        let moved = due(from, longer, self.rulebook.rolling(), self.calendar)?;
        // What moved the first last day on, and the calendar, come anew at the end.
        account
            .steps
            .retain(|step| step.rule != "civil-code-203" && step.rule != "calendar");
        account.steps.extend(told);
        let last = moved.steps.into_iter().filter(|step| {
            let counts = period.unit == Unit::WorkingDays && step.rule == "working-days";
            counts || step.rule == "civil-code-203" || step.rule == "calendar"
        });
        account.steps.extend(last);
        account.date = moved.date;
        account.provisional = moved.provisional;
        Ok(account)
    }

    /// From which day which period ends on the same day as `period` from `start`
    /// with what did not count, and a step for each time that was left out.
    fn moved(
        &self,
        start: NaiveDate,
        period: Period,
    ) -> Result<(NaiveDate, Period, Vec<Step>), OutOfRange> {
        let out = OutOfRange { start, period };
        let working = period.unit == Unit::WorkingDays;
        // Months come to an end first, and days are added to that day; article 203
        // is asked once, at the very end.
        let (from, first) = match period.unit {
            Unit::Months => {
                let end = start.checked_add_months(Months::new(period.count));
                (end.ok_or(out)?, Period::calendar_days(0))
            }
            Unit::WorkingDays | Unit::CalendarDays => (start, period),
        };
        let end = |count: u32| {
            if working {
                let count = i32::try_from(count).ok()?;
                self.calendar.add_working_days(from, count)
            } else {
                from.checked_add_days(Days::new(u64::from(count)))
            }
        };
        let (mut count, mut told) = (first.count, Vec::new());
        for time in &self.times {
            // What stops after the last day, or ran out before the first, moves nothing.
            let rolling = self.rulebook.rolling();
            let reached = if told.is_empty() {
                due_date(start, period, rolling, self.calendar)?.date
            } else {
                let unit = first.unit;
                due_date(from, Period { count, unit }, rolling, self.calendar)?.date
            };
            let began = time.from.max(start.succ_opt().ok_or(out)?);
            if time.from > reached || time.until <= began {
                continue;
            }
            let days = self.length(began, time.until, working);
            count = count.saturating_add(days);
            let length = if working {
                Period::working_days(days)
            } else {
                Period::calendar_days(days)
            };
            told.push(time.step(length.text(), end(count).ok_or(out)?));
        }
        if told.is_empty() {
            return Ok((start, period, told));
        }
        let unit = first.unit;
        Ok((from, Period { count, unit }, told))
    }

    /// How many days there are from `from` to the day before `until`.
    fn length(&self, from: NaiveDate, until: NaiveDate, working: bool) -> u32 {
        length(from, until, working, self.calendar)
    }
}

impl Time<'_> {
    fn step(&self, length: Text, date: NaiveDate) -> Step {
        let (began, to) = (&self.record.began, date_text(date));
        let from = date_text(self.from);
        let last = date_text(self.until.pred_opt().unwrap_or(self.until));
        let (mut zh, mut en) = match self.record.until {
            Some(_) => (
                format!("{}至{}中止计时", from.zh, last.zh),
                format!("time stopped from {} to {}", from.en, last.en),
            ),
            None => (
                format!("自{}起中止计时，尚未恢复，最长至{}", from.zh, last.zh),
                format!(
                    "time has stopped since {} and not begun again; at the longest until {}",
                    from.en, last.en
                ),
            ),
        };
        if self.cut && self.record.until.is_some() {
            zh.push_str("（以规定的最长时间为限）");
            en.push_str(" (as long as the rule allows)");
        }
        let text = Text::new(
            format!(
                "{zh}，经{}同意，{}不计入，顺延至{}",
                began.consent, length.zh, to.zh
            ),
            format!(
                "{en}, with consent of {}: {} do not count, which leads to {}",
                began.consent, length.en, to.en
            ),
        );
        Step {
            rule: "rulebook/suspension".to_owned(),
            text,
            date,
        }
    }
}

/// Whether a round's suspensions have used up the longest time.
pub(crate) fn used_up(round: &Round, longest: Period, calendar: &Calendar) -> bool {
    let times = counted(round, longest, calendar);
    let Some(last) = times.last() else {
        return longest.count == 0;
    };
    // The next could begin on the day time ran again, at the earliest.
    last.cut || allowed(&times, last.until, longest, calendar) == Some(last.until)
}

/// The times of a round, oldest first, cut where the longest time is used up.
fn counted<'a>(round: &'a Round, longest: Period, calendar: &Calendar) -> Vec<Time<'a>> {
    let mut times: Vec<Time<'a>> = Vec::new();
    for record in &round.suspensions {
        let from = record.began.on;
        let Some(most) = allowed(&times, from, longest, calendar) else {
            continue;
        };
        let until = record.until.map_or(most, |until| until.min(most));
        if until > from {
            times.push(Time {
                from,
                until,
                cut: record.until.is_none_or(|stated| stated > most),
                record,
            });
        }
    }
    times
}

/// The first day that counts again at the latest, when time stops on `from` after
/// what stopped before. Months are measured from the first day of the first time.
fn allowed(
    before: &[Time<'_>],
    from: NaiveDate,
    longest: Period,
    calendar: &Calendar,
) -> Option<NaiveDate> {
    let working = longest.unit == Unit::WorkingDays;
    let first = before.first().map_or(from, |time| time.from);
    let budget = match longest.unit {
        Unit::Months => {
            let end = first.checked_add_months(Months::new(longest.count))?;
            length(first, end, false, calendar)
        }
        Unit::WorkingDays | Unit::CalendarDays => longest.count,
    };
    let used = before.iter().fold(0u32, |used, time| {
        used.saturating_add(length(time.from, time.until, working, calendar))
    });
    let left = budget.saturating_sub(used);
    if working {
        // The working day after those that are left, counted from the day before.
        let eve = from.pred_opt()?;
        let last = calendar.add_working_days(eve, i32::try_from(left).ok()?)?;
        if left == 0 {
            Some(from)
        } else {
            last.succ_opt()
        }
    } else {
        from.checked_add_days(Days::new(u64::from(left)))
    }
}

/// Days from `from` to the day before `until`.
fn length(from: NaiveDate, until: NaiveDate, working: bool, calendar: &Calendar) -> u32 {
    let days = if working {
        match (from.pred_opt(), until.pred_opt()) {
            (Some(eve), Some(last)) => i64::from(calendar.working_days_between(eve, last)),
            _ => 0,
        }
    } else {
        until.signed_duration_since(from).num_days()
    };
    u32::try_from(days.max(0)).unwrap_or(u32::MAX)
}
