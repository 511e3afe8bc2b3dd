//! Official numbers, made uniform: `2024-008`.

use super::{Read, Reader, flaw};
use crate::import::fold::{says_nothing, shorten, squeeze, text_of};
use huiyin_protocol::grid::Value;

/// Longest number kept as written, in characters.
const MAX_CHARS: usize = 60;

/// Reads a number: `2024-008`, `2024008`, `〔2024〕8号`, `2024年第8号`, and, where
/// the year is set, `第8号` and `8`. Another form is kept as written, with a warning:
/// places number in their own ways, and an unknown way is still a number.
pub fn read(value: Option<&Value>, reader: &Reader) -> Read<String> {
    let lang = reader.lang;
    let shown = shorten(&text_of(value));
    let plain = squeeze(&text_of(value));
    if says_nothing(&plain) {
        return Read::with(
            String::new(),
            flaw!(
                lang,
                Error,
                "number_missing",
                "这一行没有建议编号。" / "This row has no number.",
                "请填写编号。" / "Fill in the number."
            ),
        );
    }
    match parse(&plain) {
        Form::Full {
            year,
            ordinal,
            prefix,
        } => {
            let number = uniform(year, ordinal);
            if prefix.is_empty() {
                return Read::plain(number);
            }
            Read::with(
                number.clone(),
                flaw!(
                    lang,
                    Notice,
                    "number_prefix_dropped",
                    "“{shown}”统一写作 {number}，字头“{prefix}”没有保留。"
                        / "“{shown}” is made uniform as {number}; its prefix “{prefix}” is not kept.",
                    "同一编号有不同字头的，请分表导入。"
                        / "Import series with different prefixes from separate sheets."
                ),
            )
        }
        Form::Ordinal(ordinal) => match reader.year {
            Some(year) => {
                let number = uniform(year, ordinal);
                Read::with(
                    number.clone(),
                    flaw!(
                        lang,
                        Notice,
                        "number_year_assumed",
                        "“{shown}”没有写年份，按选定的 {year} 年读作 {number}。"
                            / "“{shown}” has no year; with the chosen year {year} it reads as {number}.",
                        "不是这一年的，请在表中写全编号。"
                            / "If it is another year, write the number in full."
                    ),
                )
            }
            None => Read::with(
                String::new(),
                flaw!(
                    lang,
                    Error,
                    "number_without_year",
                    "“{shown}”没有写年份，不同年份的编号会混淆。"
                        / "“{shown}” has no year, so numbers of different years would be mixed up.",
                    "请写全编号，或在读取方式中选定全表的年份。"
                        / "Write the number in full, or set the year of the whole sheet in the reading options."
                ),
            ),
        },
        Form::Other if plain.chars().count() > MAX_CHARS => Read::with(
            String::new(),
            flaw!(
                lang,
                Error,
                "number_too_long",
                "编号“{shown}”超过 60 个字。" / "The number “{shown}” has more than 60 characters.",
                "请核对这一列是不是编号。" / "Check that this column holds the numbers."
            ),
        ),
        Form::Other => Read::with(
            plain,
            flaw!(
                lang,
                Warning,
                "number_as_written",
                "编号“{shown}”不是常见的写法，按原样录入。"
                    / "The number “{shown}” is not of a usual form and is kept as written.",
                "如有误请改成 2024-008 的形式。" / "If it is wrong, write it like 2024-008."
            ),
        ),
    }
}

fn uniform(year: i32, ordinal: u32) -> String {
    format!("{year}-{ordinal:03}")
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Form {
    Full {
        year: i32,
        ordinal: u32,
        prefix: String,
    },
    Ordinal(u32),
    Other,
}

fn parse(plain: &str) -> Form {
    // 建议第8号, 第8号建议 and 8号 all say 8.
    let core = plain.trim_end_matches("建议").trim_end_matches("议案");
    let core = core.strip_suffix('号').unwrap_or(core);
    let Some(digits_at) = core.find(|c: char| c.is_ascii_digit()) else {
        return chinese(core.trim_start_matches("建议").trim_start_matches('第'));
    };
    let (prefix, rest) = core.split_at(digits_at);
    let groups: Vec<&str> = rest
        .split(|c: char| !c.is_ascii_digit())
        .filter(|g| !g.is_empty())
        .collect();
    let marks: String = rest.chars().filter(|c| !c.is_ascii_digit()).collect();
    let word = prefix.trim_end_matches(['[', '(', '〔', '【', '第']);
    let known_word = matches!(word, "" | "建议" | "建" | "议案" | "编号");
    let prefix = if known_word {
        String::new()
    } else {
        word.to_owned()
    };
    match groups.as_slice() {
        [all] if marks.is_empty() => match all.len() {
            1..=4 if known_word => ordinal(all).map_or(Form::Other, Form::Ordinal),
            7 | 8 if word.is_empty() => {
                let (year, rest) = all.split_at(4);
                full(year, rest, prefix)
            }
            _ => Form::Other,
        },
        [year, rest] if year.len() == 4 && rest.len() <= 5 && is_joint(&marks) => {
            full(year, rest, prefix)
        }
        _ => Form::Other,
    }
}

/// What may stand between year and ordinal.
fn is_joint(marks: &str) -> bool {
    let marks = marks.trim_start_matches(['年', '度', ']', ')', '〕', '】', '-', '_', '/', '.']);
    matches!(marks, "" | "第" | "建" | "建议" | "建议第" | "字第")
}

fn full(year: &str, rest: &str, prefix: String) -> Form {
    match (year.parse::<i32>(), ordinal(rest)) {
        (Ok(year @ 1979..=2099), Some(ordinal)) => Form::Full {
            year,
            ordinal,
            prefix,
        },
        _ => Form::Other,
    }
}

fn ordinal(digits: &str) -> Option<u32> {
    digits.parse().ok().filter(|&n: &u32| n > 0)
}

/// 第十二号 and the like, up to 九百九十九.
fn chinese(text: &str) -> Form {
    let (mut total, mut digit, mut last_unit) = (0u32, None, 1000u32);
    for c in text.chars() {
        let unit = match c {
            '百' => 100,
            '十' => 10,
            _ => 0,
        };
        if unit > 0 {
            if unit >= last_unit {
                return Form::Other;
            }
            total += digit.take().unwrap_or(1) * unit;
            last_unit = unit;
            continue;
        }
        match "零一二三四五六七八九".chars().position(|d| d == c) {
            Some(0) if digit.is_none() && total > 0 => {}
            Some(value @ 1..) if digit.is_none() => digit = u32::try_from(value).ok(),
            _ => return Form::Other,
        }
    }
    match total + digit.unwrap_or(0) {
        0 => Form::Other,
        n => Form::Ordinal(n),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use huiyin_rules::Lang;
    use proptest::prelude::*;

    fn number(written: &str, year: Option<i32>) -> (String, Option<&'static str>) {
        let read = read(
            Some(&Value::Text(written.into())),
            &Reader {
                lang: Lang::Zh,
                year,
            },
        );
        (read.value, read.flaws.first().map(|flaw| flaw.code))
    }

    #[test]
    fn numbers_become_uniform() {
        for written in [
            "2024-008",
            "2024-8",
            "2024008",
            "20240008",
            "〔2024〕8号",
            "[2024]8号",
            "(2024)第8号",
            "2024年第8号",
            " 2024 - 008 ",
            "2024008",
            "2024年8号",
            "第2024-008号",
            "2024建议第8号",
            "建议〔2024〕8号",
        ] {
            assert_eq!(
                number(written, None),
                ("2024-008".into(), None),
                "{written}"
            );
        }
        assert_eq!(number("2024-1208", None).0, "2024-1208");
        assert_eq!(
            number("马人建〔2024〕8号", None),
            ("2024-008".into(), Some("number_prefix_dropped"))
        );
    }

    #[test]
    fn a_number_without_year_needs_the_sheets_year() {
        for written in [
            "第8号",
            "8",
            "008",
            "建议第8号",
            "第8号建议",
            "8号",
            "第八号",
        ] {
            assert_eq!(
                number(written, Some(2024)),
                ("2024-008".into(), Some("number_year_assumed")),
                "{written}"
            );
            assert_eq!(
                number(written, None),
                (String::new(), Some("number_without_year")),
                "{written}"
            );
        }
        assert_eq!(number("第一百二十三号", Some(2024)).0, "2024-123");
        assert_eq!(number("第一百零二号", Some(2024)).0, "2024-102");
        assert_eq!(number("第十号", Some(2024)).0, "2024-010");
        let cell = Value::Number(8.0);
        let read = read(
            Some(&cell),
            &Reader {
                lang: Lang::En,
                year: Some(2024),
            },
        );
        assert_eq!(read.value, "2024-008");
    }

    #[test]
    fn other_forms_are_kept_and_pointed_out() {
        for written in [
            "B-15-3",
            "C0012",
            "1234-008",
            "2024-000",
            "2024-1-8",
            "十二届三次8号",
            "八十百",
        ] {
            assert_eq!(
                number(written, Some(2024)),
                (squeeze(written), Some("number_as_written")),
                "{written}"
            );
        }
        assert_eq!(number("/", None).1, Some("number_missing"));
        assert_eq!(number(&"长".repeat(61), None).1, Some("number_too_long"));
    }

    proptest! {
        #[test]
        fn never_panics(written in "\\PC{0,80}", year in proptest::option::of(1990i32..2050)) {
            let (value, flaw) = number(&written, year);
            prop_assert!(!value.is_empty() || flaw.is_some());
        }

        #[test]
        fn a_uniform_number_stays_as_it_is(year in 1979i32..=2099, ordinal in 1u32..99_999) {
            let written = uniform(year, ordinal);
            prop_assert_eq!(number(&written, None), (written, None));
        }
    }
}
