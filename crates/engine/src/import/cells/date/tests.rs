use super::*;
use huiyin_rules::Lang;
use proptest::prelude::*;

fn reader(year: Option<i32>) -> Reader {
    Reader {
        lang: Lang::Zh,
        year,
    }
}

fn text(text: &str, year: Option<i32>) -> Read<Option<NaiveDate>> {
    read(Some(&Value::Text(text.into())), &reader(year))
}

#[test]
fn days_as_offices_write_them() {
    let day = NaiveDate::from_ymd_opt(2024, 3, 8);
    for written in [
        "2024-03-08",
        "2024-3-8",
        "2024.3.8",
        "2024/03/08 ",
        " 2024/3/8",
        "2024年3月8日",
        "2024年03月08日",
        "2024 年 3 月 8 日",
        "2024年3月8日",
        "20240308",
        "2024.3.8.",
        "2024年3月8号",
        "45359",
        "2024-03-08 09:30",
        "2024-03-08T09:30:00",
        "2024年3月8日(星期五)",
        "2024年3月8日上午",
        "2024年3.8",
        "2024、3、8",
    ] {
        let read = text(written, None);
        assert_eq!(
            (read.value, read.flaws.len()),
            (day, 0),
            "{written}: {:?}",
            read.flaws
        );
    }
    for value in [
        Value::Number(45359.0),
        Value::Number(45359.4),
        Value::Number(20240308.0),
    ] {
        assert_eq!(
            read(Some(&value), &reader(None)),
            Read::plain(day),
            "{value}"
        );
    }
    let serial = read(Some(&Value::Number(45450.0)), &reader(None));
    assert_eq!(serial.value, NaiveDate::from_ymd_opt(2024, 6, 7));
}

#[test]
fn a_missing_year_is_told_and_never_assumed_silently() {
    for written in [
        "3月8日",
        "3.8",
        "3/8",
        "03-08",
        "3月8号",
        "24.3.8",
        "24年3月8日",
    ] {
        let read = text(written, Some(2024));
        assert_eq!(read.value, NaiveDate::from_ymd_opt(2024, 3, 8), "{written}");
        let codes: Vec<_> = read.flaws.iter().map(|flaw| flaw.code).collect();
        assert_eq!(codes, ["year_assumed"], "{written}");
        assert_eq!(text(written, None).value, None, "{written}");
    }
    assert_eq!(
        text("23.3.8", Some(2024)).flaws.first().map(|f| f.code),
        Some("date_short_year")
    );
}

#[test]
fn what_is_no_day_is_reported_by_name() {
    for (written, code) in [
        ("2024年3月", "date_without_day"),
        ("2024.3", "date_without_day"),
        ("202403", "date_without_day"),
        ("2024-04-31", "date_does_not_exist"),
        ("20241301", "date_does_not_exist"),
        ("2月30日", "date_does_not_exist"),
        ("3月8日", "date_without_year"),
        ("2024.3.8、2024.4.1", "date_several"),
        ("2024.3.8-3.10", "date_several"),
        ("三月八日", "date_unreadable"),
        ("上周", "date_unreadable"),
        ("约2024年3月8日", "date_unreadable"),
        ("3/8/2024", "date_unreadable"),
        ("12345678901234567890", "date_unreadable"),
        ("2024年3月8日前", "date_unreadable"),
        ("A类", "date_unreadable"),
        ("0202-03-08", "date_out_of_range"),
    ] {
        let year = if code == "date_does_not_exist" {
            Some(2024)
        } else {
            None
        };
        let read = text(written, year);
        assert_eq!(read.value, None, "{written}");
        assert_eq!(
            read.flaws.first().map(|flaw| flaw.code),
            Some(code),
            "{written}"
        );
    }
    for value in [
        Value::Number(3.8),
        Value::Number(2024.0),
        Value::Number(f64::NAN),
        Value::Bool(true),
    ] {
        assert_eq!(
            read(Some(&value), &reader(Some(2024))).flaws.len(),
            1,
            "{value}"
        );
    }
    assert_eq!(
        read(Some(&Value::Number(2024.3)), &reader(None))
            .flaws
            .first()
            .map(|f| f.code),
        Some("date_without_day")
    );
}

#[test]
fn nothing_is_no_day() {
    assert_eq!(read(None, &reader(None)), Read::plain(None));
    for written in ["", " ", "/", "—", "无", "未答复", "尚未"] {
        assert_eq!(text(written, None), Read::plain(None), "{written}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_or_reported(written in "\\PC{0,24}", year in proptest::option::of(1990i32..2050)) {
        let read = text(&written, year);
        prop_assert!(read.value.is_none() || read.flaws.iter().all(|f| f.code == "year_assumed"));
    }

    #[test]
    fn any_number_is_read_or_reported(number: f64) {
        let read = read(Some(&Value::Number(number)), &reader(None));
        prop_assert_eq!(read.value.is_none(), !read.flaws.is_empty());
    }

    #[test]
    fn every_form_of_a_day_reads_back(days in 0u64..40_000, form in 0usize..6) {
        let date = NaiveDate::from_ymd_opt(1979, 1, 1).unwrap() + Days::new(days);
        let (y, m, d) = (date.year(), date.month(), date.day());
        let written = [
            format!("{y}-{m}-{d}"), format!("{y}.{m:02}.{d:02}"), format!("{y}/{m}/{d} "),
            format!("{y}年{m}月{d}日"), format!("{y}{m:02}{d:02}"), format!("{y} 年 {m} 月 {d} 日"),
        ];
        prop_assert_eq!(text(&written[form], None), Read::plain(Some(date)));
    }
}
