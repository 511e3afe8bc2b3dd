//! What holds for every day, every period and every calendar.

use super::super::*;
use super::day;
use proptest::prelude::*;

#[test]
fn a_working_day_count_agrees_with_the_file_read_day_by_day_from_2015_to_2026() {
    // Read out of the file itself, so that nothing of the calendar's own is trusted.
    let file = include_str!("../../../data/holidays-cn.json");
    let file: serde_json::Value = serde_json::from_str(file).unwrap();
    let listed = |list: &str| -> std::collections::BTreeSet<NaiveDate> {
        let years = file["years"].as_object().unwrap().values();
        let days = years.flat_map(|year| year[list].as_array().unwrap());
        days.map(|one| day(one["date"].as_str().unwrap())).collect()
    };
    let (off, made_up) = (listed("holidays"), listed("make_up_workdays"));
    let calendar = Calendar::built_in();
    let first = day("2015-01-01");
    let (mut count, mut worked) = (0, Vec::new());
    for today in first
        .iter_days()
        .take_while(|today| *today <= day("2026-12-31"))
    {
        let weekend = matches!(today.weekday(), Weekday::Sat | Weekday::Sun);
        let works = made_up.contains(&today) || (!weekend && !off.contains(&today));
        assert_eq!(calendar.is_working(today), works, "{today}");
        if works && today > first {
            count += 1;
            worked.push(today);
        }
        assert_eq!(
            calendar.working_days_between(first, today),
            count,
            "{today}"
        );
    }
    assert!(count > 2900, "{count}");
    for (n, expected) in (1i32..).zip(worked) {
        assert_eq!(calendar.add_working_days(first, n), Some(expected), "{n}");
    }
}

/// Counting one day at a time, to compare the table with.
fn count_slowly(calendar: &Calendar, from: NaiveDate, to: NaiveDate) -> i32 {
    let days = from.iter_days().skip(1).take_while(|day| *day <= to);
    days.filter(|day| calendar.is_working(*day)).count() as i32
}

/// Days from 2013, before the first notice, to 2029, after the last.
fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0u64..6000).prop_map(|n| day("2013-01-01") + chrono::Days::new(n))
}

fn any_period() -> impl Strategy<Value = Period> {
    let unit = prop_oneof![
        Just(Unit::Months),
        Just(Unit::WorkingDays),
        Just(Unit::CalendarDays)
    ];
    (1u32..200, unit).prop_map(|(count, unit)| Period { count, unit })
}

proptest! {
    #[test]
    fn the_table_counts_as_a_person_would(from in any_day(), span in 0u64..900) {
        let calendar = Calendar::built_in();
        let to = from + chrono::Days::new(span);
        let count = count_slowly(calendar, from, to);
        prop_assert_eq!(calendar.working_days_between(from, to), count);
        prop_assert_eq!(calendar.working_days_between(to, from), -count);
    }

    #[test]
    fn adding_n_working_days_and_counting_gives_n(from in any_day(), n in -900i32..900) {
        let calendar = Calendar::built_in();
        let to = calendar.add_working_days(from, n).unwrap();
        prop_assert_eq!(calendar.working_days_between(from, to), n);
        prop_assert!(n == 0 || calendar.is_working(to));
    }

    #[test]
    fn a_later_start_never_ends_earlier(a in any_day(), b in any_day(), period in any_period(), narrow: bool) {
        let calendar = Calendar::built_in();
        let rolling = if narrow { Rolling::HolidaysOnly } else { Rolling::RestDays };
        let end = |start| due_date(start, period, rolling, calendar).unwrap().date;
        let (first, second) = (a.min(b), a.max(b));
        prop_assert!(end(first) <= end(second));
        prop_assert!(end(first) > first);
    }

    #[test]
    fn a_holiday_more_never_makes_a_deadline_earlier(start in any_day(), period in any_period(), off in any_day(), narrow: bool) {
        let old = Calendar::built_in();
        let rolling = if narrow { Rolling::HolidaysOnly } else { Rolling::RestDays };
        let mut announced = old.announced.clone();
        // A day off more: a working day, a weekend day that is now listed, or a make-up day.
        announced.insert(day_number(off), Announced { off: true, name: "增加的假日".to_owned() });
        let new = Calendar::assemble("more".to_owned(), old.first, old.horizon, announced);
        let end = |calendar: &Calendar| due_date(start, period, rolling, calendar).unwrap().date;
        prop_assert!(end(&new) >= end(old), "{off} off: {} before {}", end(&new), end(old));
    }

    #[test]
    fn counting_back_is_the_other_way_round(end in any_day(), n in 0u32..400, later in 0u64..400) {
        let calendar = Calendar::built_in();
        for period in [Period::calendar_days(n), Period::working_days(n), Period::months(n)] {
            let back = |end| day_before_date(end, period, calendar).unwrap().date;
            prop_assert!(back(end) <= end);
            prop_assert!(back(end) <= back(end + chrono::Days::new(later)));
        }
        let filed = day_before_date(end, Period::working_days(n), calendar).unwrap().date;
        prop_assert_eq!(calendar.working_days_between(filed, end), n as i32);
        let same = due_date(end, Period::calendar_days(0), Rolling::RestDays, calendar).unwrap();
        prop_assert_eq!(same, DueDate { date: end, provisional: false });
    }

    #[test]
    fn the_last_day_is_worked_and_the_account_agrees(start in any_day(), period in any_period()) {
        let calendar = Calendar::built_in();
        let bare = due_date(start, period, Rolling::RestDays, calendar).unwrap();
        let account = due(start, period, Rolling::RestDays, calendar).unwrap();
        prop_assert!(calendar.is_working(bare.date));
        prop_assert_eq!((account.date, account.provisional), (bare.date, bare.provisional));
        prop_assert!(account.steps.windows(2).all(|pair| pair[0].date <= pair[1].date));
        if bare.provisional { prop_assert!(!calendar.covers(start) || !calendar.covers(bare.date)); }
    }

    #[test]
    fn a_warning_begins_when_so_many_days_are_left(due in any_day(), soon in 0u32..40) {
        let calendar = Calendar::built_in();
        let from = calendar.warn_from(due, soon);
        let left = i32::try_from(soon).unwrap();
        prop_assert_eq!(calendar.working_days_between(from, due), left);
        prop_assert!(calendar.working_days_between(from.pred_opt().unwrap(), due) > left);
    }
}
