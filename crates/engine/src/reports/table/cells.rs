//! The pieces sheets are made of.

use chrono::NaiveDate;
use huiyin_protocol::grid::{Column, ColumnKind, Table, TableCell, Value};
use huiyin_rules::{Fraction, Lang};

/// A column before its language is chosen: headings in Chinese and English, width, kind.
pub type Heading = (&'static str, &'static str, u16, ColumnKind);

/// A sheet in the making.
#[derive(Debug)]
pub struct Sheet {
    /// The language of its headings.
    pub lang: Lang,
    table: Table,
}

impl Sheet {
    /// An empty sheet.
    pub fn new(lang: Lang) -> Sheet {
        Sheet {
            lang,
            table: Table::default(),
        }
    }

    /// The wording in the sheet's language.
    pub fn say(&self, zh: &'static str, en: &'static str) -> &'static str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// Names the sheet and its columns.
    pub fn headed(
        mut self,
        tab: (&'static str, &'static str),
        title: String,
        columns: &[Heading],
    ) -> Sheet {
        self.table.sheet = self.say(tab.0, tab.1).to_owned();
        self.table.title = Some(title);
        let named = columns.iter().map(|(zh, en, width, kind)| Column {
            title: self.say(zh, en).to_owned(),
            width: *width,
            kind: *kind,
        });
        self.table.columns = named.collect();
        self
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = TableCell>) {
        self.table.rows.push(cells.into_iter().collect());
    }

    /// The finished sheet.
    pub fn finish(self) -> Table {
        self.table
    }
}

/// A text.
pub fn text(text: &str) -> TableCell {
    TableCell::from(text)
}

/// A count. Excel's numbers are floats; counts are far below where those lose a unit.
pub fn count(count: impl Into<u64>) -> TableCell {
    TableCell::from(Value::Number(count.into() as f64))
}

/// A day, where there is one.
pub fn day(day: Option<NaiveDate>) -> TableCell {
    TableCell {
        value: day.map(Value::Date),
        ..TableCell::default()
    }
}

/// A share, where there is anything to share; the sheet's column shows it in percent.
pub fn share(share: Fraction) -> TableCell {
    let ratio = share.numerator as f64 / share.denominator as f64;
    TableCell {
        value: (share.denominator > 0).then_some(Value::Number(ratio)),
        note: Some(format!("{} ÷ {}", share.numerator, share.denominator)),
        error: false,
    }
}
