use super::*;
use crate::text::Lang;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The day a period ends on, by the account, which must agree with the bare date.
fn end(start: &str, period: Period) -> (String, bool) {
    ends(start, period, Rolling::RestDays)
}

fn ends(start: &str, period: Period, rolling: Rolling) -> (String, bool) {
    let calendar = Calendar::built_in();
    let account = due(day(start), period, rolling, calendar).unwrap();
    let bare = due_date(day(start), period, rolling, calendar).unwrap();
    assert_eq!(
        (account.date, account.provisional),
        (bare.date, bare.provisional)
    );
    assert_eq!(account.steps.last().unwrap().date, account.date);
    (account.date.to_string(), account.provisional)
}

#[test]
fn the_shipped_calendar_reads_and_reaches_its_horizon() {
    let calendar = Calendar::built_in();
    assert_eq!(calendar.horizon(), day("2026-12-31"));
    assert_eq!(calendar.first(), day("2015-01-01"));
    assert!(
        calendar.id().starts_with("cn-2015-2026-"),
        "{}",
        calendar.id()
    );
    assert!(calendar.covers(day("2026-12-31")) && !calendar.covers(day("2027-01-01")));
}

#[test]
fn days_are_what_the_notices_say() {
    let calendar = Calendar::built_in();
    let kind = |text: &str| calendar.day_kind(day(text));
    assert_eq!(kind("2024-06-07"), DayKind::Working);
    assert_eq!(kind("2024-06-10"), DayKind::Holiday("端午节"));
    assert_eq!(kind("2024-06-16"), DayKind::Weekend);
    assert_eq!(kind("2024-02-18"), DayKind::MakeUpWorkday("春节"));
    assert_eq!(kind("2024-10-12"), DayKind::MakeUpWorkday("国庆节"));
    // No notice for 2027 is out: New Year's Day, a Friday, follows the plain week.
    assert_eq!(kind("2027-01-01"), DayKind::Working);
}

#[test]
fn month_periods_end_as_the_civil_code_says() {
    let cases = [
        // The published fixture: 8 June 2024 is in the Dragon Boat holiday.
        ("2024-03-08", 3, "2024-06-11"),
        // Corresponding day, an ordinary working day.
        ("2024-04-15", 3, "2024-07-15"),
        // No 31 February: month's end, in a leap year and in a common one.
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-11-30", 3, "2025-02-28"),
        // 31 August has no 31 November; the 30th is a Saturday.
        ("2024-08-31", 3, "2024-12-02"),
        // From a leap day, twelve months on: 28 February 2025, a Friday.
        ("2024-02-29", 12, "2025-02-28"),
        // Into Spring Festival 2024 (10–17 February); the 18th is a Sunday, but worked.
        ("2023-11-12", 3, "2024-02-18"),
        // A Saturday that is a make-up working day does not move.
        ("2024-07-12", 3, "2024-10-12"),
        // Into National Day 2024 (1–7 October).
        ("2024-07-01", 3, "2024-10-08"),
        // Spring Festival 2026 has nine days off, 15–23 February.
        ("2025-11-15", 3, "2026-02-24"),
    ];
    for (start, months, expected) in cases {
        assert_eq!(
            end(start, Period::months(months)),
            (expected.to_owned(), false),
            "{months} months from {start}"
        );
    }
}

#[test]
fn working_day_periods_skip_holidays_and_count_make_up_days() {
    let cases = [
        ("2024-03-08", 5, "2024-03-15"),
        // Qingming 4–6 April 2024 is off, Sunday the 7th is worked.
        ("2024-04-03", 2, "2024-04-08"),
        ("2024-04-03", 1, "2024-04-07"),
        // Spring Festival 2024: 10–17 off; Friday the 9th and the Sundays 4th and 18th worked.
        ("2024-02-08", 5, "2024-02-21"),
        ("2024-02-02", 1, "2024-02-04"),
        // Starting on a rest day.
        ("2024-06-08", 1, "2024-06-11"),
        // Across two years' notices.
        ("2025-12-31", 1, "2026-01-04"),
    ];
    for (start, days, expected) in cases {
        assert_eq!(
            end(start, Period::working_days(days)),
            (expected.to_owned(), false),
            "{days} working days from {start}"
        );
    }
}

#[test]
fn calendar_day_periods_roll_over_rest_days() {
    assert_eq!(end("2024-03-08", Period::calendar_days(10)).0, "2024-03-18");
    // The tenth day is a Saturday.
    assert_eq!(end("2024-03-13", Period::calendar_days(10)).0, "2024-03-25");
    assert_eq!(end("2024-09-21", Period::calendar_days(10)).0, "2024-10-08");
}

#[test]
fn a_narrow_reading_moves_holidays_but_not_weekends() {
    let narrow = |start, months| ends(start, Period::months(months), Rolling::HolidaysOnly).0;
    assert_eq!(narrow("2024-04-20", 3), "2024-07-20");
    assert_eq!(end("2024-04-20", Period::months(3)).0, "2024-07-22");
    assert_eq!(narrow("2024-07-01", 3), "2024-10-08");
    // Saturday 8 June is part of the Dragon Boat holiday, though the table
    // lists only the Monday.
    assert_eq!(narrow("2024-03-08", 3), "2024-06-11");
}

#[test]
fn beyond_the_horizon_dates_are_provisional() {
    assert_eq!(
        end("2026-09-30", Period::months(3)),
        ("2026-12-30".into(), false)
    );
    // 1 January 2027 would be a holiday, but no notice says so yet.
    assert_eq!(
        end("2026-10-01", Period::months(3)),
        ("2027-01-01".into(), true)
    );
    assert_eq!(
        end("2026-12-31", Period::working_days(1)),
        ("2027-01-01".into(), true)
    );
    assert_eq!(
        end("2026-12-25", Period::working_days(4)),
        ("2026-12-31".into(), false)
    );
    // Before the first notice known, a count asks days nobody told us about.
    assert!(end("2014-12-30", Period::working_days(5)).1);
    let calendar = Calendar::plain_week();
    let unknown = due_date(
        day("2024-03-08"),
        Period::months(3),
        Rolling::RestDays,
        &calendar,
    );
    assert_eq!(
        unknown.unwrap(),
        DueDate {
            date: day("2024-06-10"),
            provisional: true
        }
    );
}

#[test]
fn the_account_names_rule_calendar_and_arithmetic() {
    let calendar = Calendar::built_in();
    let account = due(
        day("2024-03-08"),
        Period::months(3),
        Rolling::RestDays,
        calendar,
    )
    .unwrap();
    let rules: Vec<&str> = account.steps.iter().map(|s| s.rule.as_str()).collect();
    assert_eq!(
        rules,
        [
            "civil-code-201",
            "civil-code-202",
            "civil-code-203",
            "calendar"
        ]
    );
    let rest = "2024年6月8日（星期六）至2024年6月10日（星期一）为休假日（周末休息日、端午节放假）";
    assert!(
        account.steps[2].text.zh.contains(rest),
        "{}",
        account.steps[2].text.zh
    );
    assert!(
        account.steps[2]
            .text
            .en
            .contains("(weekend, Dragon Boat Festival)")
    );
    assert!(account.steps[2].text.zh.contains("第二百零三条"));
    assert!(account.steps[3].text.get(Lang::En).contains(calendar.id()));

    let account = due(
        day("2024-04-03"),
        Period::working_days(2),
        Rolling::RestDays,
        calendar,
    );
    let text = &account.unwrap().steps[1].text.zh;
    assert!(
        text.contains("共5天") && text.contains("3天（其中清明节3天）"),
        "{text}"
    );
    assert!(text.contains("2个工作日（含调休上班1天）"), "{text}");
}

#[test]
fn absurd_periods_are_refused_not_wrapped() {
    let calendar = Calendar::built_in();
    let far = NaiveDate::MAX;
    for period in [
        Period::months(u32::MAX),
        Period::working_days(u32::MAX),
        Period::calendar_days(u32::MAX),
    ] {
        assert!(due(day("2024-03-08"), period, Rolling::RestDays, calendar).is_err());
    }
    assert!(due(far, Period::calendar_days(1), Rolling::RestDays, calendar).is_err());
    assert!(due(far, Period::working_days(1), Rolling::RestDays, calendar).is_err());
}

#[test]
fn a_calendar_that_is_wrong_says_where() {
    let file = |years: &str| format!(r#"{{"horizon":"2026-12-31","years":{{{years}}}}}"#);
    let year = |days: &str, made_up: &str| {
        file(&format!(
            r#""2026":{{"holidays":[{days}],"make_up_workdays":[{made_up}]}}"#
        ))
    };
    let new_year = r#"{"date":"2026-01-01","name":"元旦"}"#;
    let cases = [
        (year(new_year, ""), None),
        (
            year(&format!("{new_year},{new_year}"), ""),
            Some("years.2026.holidays[1]"),
        ),
        (year("", new_year), Some("years.2026.make_up_workdays[0]")),
        (
            year(r#"{"date":"2025-01-01","name":"元旦"}"#, ""),
            Some("years.2026.holidays[0]"),
        ),
        (
            year(r#"{"date":"2026-01-01","name":""}"#, ""),
            Some("years.2026.holidays[0]"),
        ),
        (file(""), Some("years")),
        (
            file(
                r#""2024":{"holidays":[],"make_up_workdays":[]},"2026":{"holidays":[],"make_up_workdays":[]}"#,
            ),
            Some("years"),
        ),
        (
            file(r#""2025":{"holidays":[],"make_up_workdays":[]}"#),
            Some("horizon"),
        ),
    ];
    for (json, at) in cases {
        match (Calendar::from_json(&json), at) {
            (Ok(_), None) => {}
            (Err(error), Some(at)) => {
                assert_eq!(error.at, at, "{error}");
                assert!(!error.text.zh.is_empty());
            }
            (outcome, at) => panic!("{json}: {outcome:?} instead of {at:?}"),
        }
    }
    let bad_date = year(r#"{"date":"2026-02-30","name":"x"}"#, "");
    for json in [
        "",
        "{",
        "[1]",
        &bad_date,
        &file(r#""2026":1"#),
        &file(r#""9999":{}"#),
    ] {
        let error = Calendar::from_json(json).unwrap_err();
        assert_eq!(error.line, Some(1), "{error}");
    }
    let twice = file(
        r#""2026":{"holidays":[],"make_up_workdays":[]},"2026":{"holidays":[],"make_up_workdays":[]}"#,
    );
    assert!(
        Calendar::from_json(&twice)
            .unwrap_err()
            .to_string()
            .contains("twice")
    );
    assert!(Calendar::from_json(&" ".repeat(2 << 20)).is_err());
}

#[test]
fn another_notice_makes_another_version() {
    let json = include_str!("../../data/holidays-cn.json");
    let same = Calendar::from_json(json).unwrap();
    let other = Calendar::from_json(&json.replacen("2026-01-03", "2026-01-05", 1)).unwrap();
    assert_eq!(same.id(), Calendar::built_in().id());
    assert_ne!(same.id(), other.id());
}

#[test]
fn a_working_day_count_agrees_with_the_file_read_day_by_day_from_2015_to_2026() {
    // Read out of the file itself, so that nothing of the calendar's own is trusted.
    let file = include_str!("../../data/holidays-cn.json");
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

/// One year of notices, with a holiday on its first day.
fn year_file(year: i32, holidays: &[&str], horizon: &str) -> String {
    let days: Vec<String> = holidays
        .iter()
        .map(|date| format!(r#"{{"date":"{date}","name":"元旦"}}"#))
        .collect();
    let days = days.join(",");
    format!(
        "{{\"horizon\":\"{horizon}\",\n\"years\":{{\n\"{year}\":{{\"holidays\":[{days}],\"make_up_workdays\":[]}}}}}}"
    )
}

#[test]
fn a_newer_notice_moves_the_horizon_and_the_deadlines() {
    let old = Calendar::built_in();
    let json = year_file(2027, &["2027-01-01"], "2027-12-31");
    let new = old.extended(&json).unwrap();
    assert_eq!(
        (new.first(), new.horizon()),
        (old.first(), day("2027-12-31"))
    );
    assert_ne!(new.id(), old.id());
    let end = |calendar: &Calendar| {
        let months = Period::months(3);
        due_date(day("2026-10-01"), months, Rolling::RestDays, calendar).unwrap()
    };
    // Provisionally a Friday; announced as a holiday it moves to Monday, for good.
    assert_eq!(
        (end(old).date, end(old).provisional),
        (day("2027-01-01"), true)
    );
    assert_eq!(
        (end(&new).date, end(&new).provisional),
        (day("2027-01-04"), false)
    );
    let changes = old.changes(&new);
    assert_eq!(changes.len(), 1);
    assert_eq!(
        (changes[0].date, changes[0].working),
        (day("2027-01-01"), false)
    );
    assert_eq!(changes[0].from.zh, "工作日");
    assert_eq!(changes[0].to.zh, "元旦放假");
    assert_eq!(new.changes(old)[0].to.en, "a working day");
    assert!(old.differs_between(&new, day("2026-12-30"), day("2027-01-02")));
    assert!(!old.differs_between(&new, day("2026-06-01"), day("2026-12-31")));
}

#[test]
fn a_notice_replaces_the_years_it_speaks_of_and_leaves_no_gap() {
    let old = Calendar::built_in();
    // 2026 anew: its own holidays are gone, those of other years stay.
    let again = old
        .extended(&year_file(2026, &["2026-01-05"], "2026-12-31"))
        .unwrap();
    assert_eq!(again.day_kind(day("2026-10-01")), DayKind::Working);
    assert_eq!(again.day_kind(day("2026-01-05")), DayKind::Holiday("元旦"));
    assert_eq!(
        again.day_kind(day("2024-06-10")),
        DayKind::Holiday("端午节")
    );
    // The same file over the calendar changes nothing, not even its name.
    let file = include_str!("../../data/holidays-cn.json");
    assert_eq!(old.extended(file).unwrap().id(), old.id());
    assert!(old.changes(&old.extended(file).unwrap()).is_empty());
    // An earlier year reaches back.
    let back = old
        .extended(&year_file(2014, &["2014-01-01"], "2014-12-31"))
        .unwrap();
    assert_eq!(
        (back.first(), back.horizon()),
        (day("2014-01-01"), old.horizon())
    );
    // Half a year announced is not yet the basis of the next.
    let half = old
        .extended(&year_file(2027, &["2027-01-01"], "2027-06-30"))
        .unwrap();
    let next = half.extended(&year_file(2028, &["2028-01-03"], "2028-12-31"));
    assert!(next.unwrap_err().text.en.contains("give 2027"));
    let gap = old
        .extended(&year_file(2028, &["2028-01-03"], "2028-12-31"))
        .unwrap_err();
    assert_eq!((gap.at.as_str(), gap.line), ("years", Some(2)), "{gap}");
    let wrong = old
        .extended(&year_file(2027, &["2026-01-01"], "2027-12-31"))
        .unwrap_err();
    assert_eq!(wrong.line, Some(3), "{wrong}");
    let plain = Calendar::plain_week().extended(file).unwrap();
    assert_eq!(plain.id(), old.id());
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
