//! Calendar documents: refused with the place, another version, laid over the one that ships.

use super::super::*;
use super::day;

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
    let json = include_str!("../../../data/holidays-cn.json");
    let same = Calendar::from_json(json).unwrap();
    let other = Calendar::from_json(&json.replacen("2026-01-03", "2026-01-05", 1)).unwrap();
    assert_eq!(same.id(), Calendar::built_in().id());
    assert_ne!(same.id(), other.id());
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
    let file = include_str!("../../../data/holidays-cn.json");
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
