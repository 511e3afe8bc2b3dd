//! The year of a sheet, for dates and numbers that state none: found, told, never silent.

use super::cells::{Reader, date, number};
use super::fold::{squeeze, text_of};
use super::header::Header;
use chrono::Datelike;
use huiyin_protocol::grid::{Sheet, Value};
use huiyin_protocol::import::Field;
use huiyin_rules::Lang;
use std::collections::BTreeSet;

/// Rows looked at for dates and numbers that state their year.
const SAMPLE: u32 = 500;

/// The year proposed and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearFound {
    /// The year; `None` where nothing says one, or two things disagree.
    pub year: Option<i32>,
    /// Why, for the person.
    pub reason: String,
}

/// Proposes the year of a sheet: what its name and title rows say, else what its
/// own dates and numbers say, else the day it was filled in or the file's name.
pub fn propose(file: &str, sheet: &Sheet, header: &Header, lang: Lang) -> YearFound {
    let titles = title_texts(sheet, header);
    let (filled, titled): (Vec<&String>, Vec<&String>) = titles.iter().partition(|text| {
        ["日期", "时间", "制表", "打印"]
            .iter()
            .any(|word| text.contains(word))
    });
    let named = |texts: &[&String]| {
        let mut years = BTreeSet::new();
        years.extend(texts.iter().flat_map(|text| years_in(text)));
        years
    };
    let name = squeeze(&sheet.name);
    let steps = [
        (
            named(&[vec![&name], titled].concat()),
            "表名或表头标题写明",
            "the sheet's name or title says so",
        ),
        (
            of_cells(sheet, header),
            "表中写全年份的日期和编号都是这一年",
            "every full date and number in the sheet is of that year",
        ),
        (
            named(&filled),
            "填报日期是这一年",
            "the sheet was filled in that year",
        ),
        (
            named(&[&squeeze(file)]),
            "文件名写明",
            "the file's name says so",
        ),
    ];
    for (years, zh, en) in steps {
        let list = years
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("、");
        match years.len() {
            0 => continue,
            1 => {
                let reason = match lang {
                    Lang::Zh => format!(
                        "没有写年份的日期和编号按 {list} 年读取：{zh}。每处都会列出，请核对。"
                    ),
                    Lang::En => format!(
                        "Dates and numbers without a year are read as of {list}: {en}. Each is listed."
                    ),
                };
                return YearFound {
                    year: years.first().copied(),
                    reason,
                };
            }
            _ => {
                let reason = match lang {
                    Lang::Zh => format!(
                        "表中出现几个年份（{list}），没有写年份的日期和编号将逐处报告；可以选定一个年份。"
                    ),
                    Lang::En => format!(
                        "Several years appear ({list}); dates and numbers without a year will be reported one by one unless you set a year."
                    ),
                };
                return YearFound { year: None, reason };
            }
        }
    }
    let reason = match lang {
        Lang::Zh => "没有找到年份，没有写年份的日期和编号将逐处报告；可以选定一个年份。",
        Lang::En => {
            "No year was found; dates and numbers without a year will be reported one by one unless you set a year."
        }
    };
    YearFound {
        year: None,
        reason: reason.to_owned(),
    }
}

fn title_texts(sheet: &Sheet, header: &Header) -> Vec<String> {
    let above = sheet
        .cells
        .iter()
        .take_while(|cell| cell.row < header.first);
    above
        .filter(|cell| matches!(cell.value, Value::Text(_)))
        .map(|cell| squeeze(&text_of(Some(&cell.value))))
        .collect()
}

/// The years that dates and numbers of the sheet state themselves.
fn of_cells(sheet: &Sheet, header: &Header) -> BTreeSet<i32> {
    let reader = Reader {
        lang: Lang::Zh,
        year: None,
    };
    let mut years = BTreeSet::new();
    let from = header.last + 1;
    for (col, field) in header.columns.iter().enumerate() {
        let Ok(col) = u32::try_from(col) else {
            continue;
        };
        for row in from..sheet.rows.min(from.saturating_add(SAMPLE)) {
            let value = sheet.get(row, col);
            match field {
                Some(Field::Assigned | Field::Consulted | Field::Replied) => {
                    years.extend(date::read(value, &reader).value.map(|date| date.year()));
                }
                Some(Field::Number) => {
                    let number = number::read(value, &reader).value;
                    years.extend(
                        number
                            .split_once('-')
                            .and_then(|(year, _)| year.parse::<i32>().ok()),
                    );
                }
                _ => {}
            }
        }
    }
    years
}

/// The years 1979 to 2099 written in a text as four digits of their own.
pub fn years_in(text: &str) -> Vec<i32> {
    let groups = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|group| group.len() == 4);
    groups
        .filter_map(|group| group.parse().ok())
        .filter(|year| (1979..=2099).contains(year))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::header;
    use crate::import::testing::named;

    fn year(name: &str, rows: &[&[&str]]) -> Option<i32> {
        let sheet = named(name, rows);
        let header = header::find(&sheet).unwrap();
        propose("ledger-95.xlsx", &sheet, &header, Lang::Zh).year
    }

    const HEAD: &[&str] = &["编号", "标题", "交办日期"];

    #[test]
    fn the_sheets_own_words_come_first() {
        assert_eq!(
            year(
                "2024年建议",
                &[&["填报日期:2025年1月5日"], HEAD, &["1", "a", "2023-12-30"]]
            ),
            Some(2024)
        );
        assert_eq!(
            year(
                "台账",
                &[&["2024年度办理情况"], HEAD, &["1", "a", "3月8日"]]
            ),
            Some(2024)
        );
        assert_eq!(
            year(
                "台账",
                &[HEAD, &["1", "a", "2024.3.8"], &["2024-002", "b", "3月8日"]]
            ),
            Some(2024)
        );
        assert_eq!(
            year(
                "台账",
                &[&["填报日期:2025年1月5日"], HEAD, &["1", "a", "3月8日"]]
            ),
            Some(2025)
        );
    }

    #[test]
    fn contradiction_and_silence_give_no_year() {
        assert_eq!(
            year("2024年", &[&["2023年度办理情况"], HEAD, &["1", "a", ""]]),
            None
        );
        assert_eq!(
            year(
                "台账",
                &[HEAD, &["1", "a", "2024.3.8"], &["2", "b", "2023.3.8"]]
            ),
            None
        );
        assert_eq!(year("台账", &[HEAD, &["1", "a", "3月8日"]]), None);
    }
}
