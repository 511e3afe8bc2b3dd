//! Deadlines: the time a rulebook sets, applied to a day, with its account.

use super::account::rule_step;
use super::kinds::YearDay;
use super::{RuleCode, Rulebook};
use crate::calendar::{
    Calendar, Due, DueDate, OutOfRange, Period, day_before, day_before_date, day_of_year, due,
    due_date,
};
use crate::text::Text;
use chrono::{Datelike, NaiveDate};
use std::fmt;

/// Why there is no deadline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeadlineError {
    /// The rulebook sets no period for it.
    NotSet {
        /// Which rule.
        code: RuleCode,
        /// The rulebook's name.
        rulebook: Text,
    },
    /// It would end beyond the dates that can be written.
    OutOfRange(OutOfRange),
}

impl DeadlineError {
    /// What is wrong, in both languages.
    pub fn text(&self) -> Text {
        match self {
            DeadlineError::NotSet { code, rulebook } => {
                let title = code.title();
                Text::new(
                    format!("《{}》没有规定{}；可在设置中补充", rulebook.zh, title.zh),
                    format!(
                        "the rulebook `{}` sets no {}; it can be added in the settings",
                        rulebook.en, title.en
                    ),
                )
            }
            DeadlineError::OutOfRange(error) => error.text(),
        }
    }
}

impl fmt::Display for DeadlineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().en)
    }
}

impl std::error::Error for DeadlineError {}

impl From<OutOfRange> for DeadlineError {
    fn from(error: OutOfRange) -> Self {
        DeadlineError::OutOfRange(error)
    }
}

/// The deadline that rule `code` sets from `start` on, with every step: the
/// rule and its source, the articles of the Civil Code, the calendar.
///
/// Three kinds of rule count differently: a day of the year (`look-back`,
/// `inquiry-proposal`) is taken in the year of `start`, so many years on; the
/// inspection's report is counted back from the meeting on `start`; and a period of
/// 0 days (`voice-answer`) ends on `start` itself.
///
/// # Errors
///
/// Where the rulebook does not set it, or it ends beyond all dates.
pub fn deadline(
    rulebook: &Rulebook,
    calendar: &Calendar,
    code: RuleCode,
    start: NaiveDate,
) -> Result<Due, DeadlineError> {
    let Some(rule) = rulebook.year_day(code) else {
        return deadline_for(rulebook, calendar, code, period(rulebook, code)?, start);
    };
    let day = rule.value.ok_or_else(|| not_set(rulebook, code))?;
    let mut account = day_of_year(year_day(day, start)?);
    let (zh, en) = day.year_text();
    let value = Text::new(
        format!("{zh}{}月{}日前", day.month, day.day),
        format!("by {:02}-{:02} of {en}", day.month, day.day),
    );
    account
        .steps
        .insert(0, rule_step(rulebook, code, rule, &value, None, start));
    Ok(account)
}

/// The same day without its account, cheap enough for a whole ledger.
///
/// # Errors
///
/// As [`deadline`].
pub fn deadline_date(
    rulebook: &Rulebook,
    calendar: &Calendar,
    code: RuleCode,
    start: NaiveDate,
) -> Result<DueDate, DeadlineError> {
    if let Some(rule) = rulebook.year_day(code) {
        let day = rule.value.ok_or_else(|| not_set(rulebook, code))?;
        return Ok(DueDate {
            date: year_day(day, start)?,
            provisional: false,
        });
    }
    let period = period(rulebook, code)?;
    Ok(if code.counts_back() {
        day_before_date(start, period, calendar)?
    } else {
        due_date(start, period, rulebook.rolling(), calendar)?
    })
}

/// As [`deadline`], where another period was fixed for this one case under the
/// rule, such as a reply whose extension was consented to: the account then
/// names both the rule's period and the one that was fixed.
///
/// # Errors
///
/// As [`deadline`]; a rule that is a day of the year takes no period.
pub fn deadline_for(
    rulebook: &Rulebook,
    calendar: &Calendar,
    code: RuleCode,
    fixed: Period,
    start: NaiveDate,
) -> Result<Due, DeadlineError> {
    let Some(rule) = rulebook.period(code) else {
        return Err(not_set(rulebook, code));
    };
    let mut account = if code.counts_back() {
        day_before(start, fixed, calendar)?
    } else {
        due(start, fixed, rulebook.rolling(), calendar)?
    };
    let usual = (rule.value != Some(fixed)).then(|| {
        let unset = || Text::new("未规定", "not set");
        rule.value.map_or_else(unset, Period::text)
    });
    let step = rule_step(rulebook, code, rule, &fixed.text(), usual, start);
    account.steps.insert(0, step);
    Ok(account)
}

/// The day in the year so many years after that of `start`; the month's last day where
/// the month is shorter.
fn year_day(day: YearDay, start: NaiveDate) -> Result<NaiveDate, OutOfRange> {
    let year = start.year().saturating_add(i32::from(day.years));
    let month = u32::from(day.month);
    let in_month = |day| NaiveDate::from_ymd_opt(year, month, day);
    let days = (28..=u32::from(day.day)).rev();
    let found = in_month(u32::from(day.day)).or_else(|| days.into_iter().find_map(in_month));
    found.ok_or(OutOfRange {
        start,
        period: Period::months(12 * u32::from(day.years)),
    })
}

fn period(rulebook: &Rulebook, code: RuleCode) -> Result<Period, DeadlineError> {
    let rule = rulebook.period(code).and_then(|rule| rule.value);
    rule.ok_or_else(|| not_set(rulebook, code))
}

fn not_set(rulebook: &Rulebook, code: RuleCode) -> DeadlineError {
    DeadlineError::NotSet {
        code,
        rulebook: rulebook.title.clone(),
    }
}
