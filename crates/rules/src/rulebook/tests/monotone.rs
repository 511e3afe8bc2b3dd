//! What holds of every rule of every preset: a later start is never due earlier, and a
//! holiday more never makes a deadline earlier.

use super::super::{RuleCode, Rulebook, deadline, deadline_date};
use super::day;
use crate::calendar::Calendar;
use chrono::{Datelike, NaiveDate, Weekday};
use proptest::prelude::*;
use std::sync::OnceLock;

fn books() -> &'static [Rulebook] {
    static BOOKS: OnceLock<Vec<Rulebook>> = OnceLock::new();
    BOOKS.get_or_init(|| Rulebook::presets().filter_map(Rulebook::preset).collect())
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0u64..5200).prop_map(|n| day("2014-01-01") + chrono::Days::new(n))
}

/// The shipped calendar with one working day of 2015–2026 announced as a holiday.
fn with_holiday(off: NaiveDate) -> Option<Calendar> {
    let json = include_str!("../../../data/holidays-cn.json");
    let mut file: serde_json::Value = serde_json::from_str(json).ok()?;
    let year = &mut file["years"][off.year().to_string()];
    let made_up = year["make_up_workdays"].as_array_mut()?;
    made_up.retain(|one| one["date"] != off.to_string());
    let notice = serde_json::json!({"date": off.to_string(), "name": "增加的假日"});
    year["holidays"].as_array_mut()?.push(notice);
    Calendar::from_json(&file.to_string()).ok()
}

proptest! {
    // Each case goes through every rule of every preset.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_later_start_is_never_due_earlier(a in any_day(), b in any_day()) {
        let (first, second) = (a.min(b), a.max(b));
        let calendar = Calendar::built_in();
        for book in books() {
            for code in RuleCode::ALL {
                let due = |start| deadline_date(book, calendar, code, start).map(|due| due.date);
                match (due(first), due(second)) {
                    (Ok(one), Ok(two)) => prop_assert!(one <= two, "{} {code}", book.id),
                    (one, two) => prop_assert_eq!(one.is_err(), two.is_err()),
                }
            }
        }
    }

    #[test]
    fn a_holiday_more_never_makes_a_deadline_earlier(start in any_day(), nth in 0i32..2900) {
        let calendar = Calendar::built_in();
        let off = calendar.add_working_days(day("2015-01-01"), nth).unwrap();
        prop_assume!(calendar.is_working(off));
        let more = with_holiday(off).unwrap();
        prop_assert!(!more.is_working(off));
        for book in books() {
            for code in RuleCode::ALL {
                let due = |calendar| deadline_date(book, calendar, code, start);
                if let (Ok(before), Ok(after)) = (due(calendar), due(&more)) {
                    // No preset counts back in working days, which could be sooner.
                    prop_assert!(after.date >= before.date, "{} {code} with {off} off", book.id);
                }
            }
        }
    }

    #[test]
    fn every_account_agrees_with_its_date(start in any_day()) {
        for book in books() {
            for code in RuleCode::ALL {
                let calendar = Calendar::built_in();
                let (account, bare) = (deadline(book, calendar, code, start), deadline_date(book, calendar, code, start));
                prop_assert_eq!(account.is_ok(), bare.is_ok());
                if let (Ok(account), Ok(bare)) = (account, bare) {
                    prop_assert_eq!((account.date, account.provisional), (bare.date, bare.provisional));
                    prop_assert_eq!(account.steps.last().map(|step| step.date), Some(bare.date));
                    for step in &account.steps {
                        prop_assert!(!step.text.zh.is_empty() && !step.text.en.is_empty());
                    }
                }
            }
        }
    }
}

#[test]
fn the_holiday_that_was_added_is_one() {
    let friday = day("2024-06-07");
    assert_eq!(friday.weekday(), Weekday::Fri);
    assert!(!with_holiday(friday).unwrap().is_working(friday));
    // A make-up working day can become one too.
    assert!(
        !with_holiday(day("2024-02-18"))
            .unwrap()
            .is_working(day("2024-02-18"))
    );
}
