//! Days and periods, by cases out of the law and the notices.

mod laws;
mod notices;

use super::*;
use crate::text::Lang;

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
