//! The looks of cells in a written workbook.

use huiyin_protocol::grid::ColumnKind;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

/// How a value is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Text,
    Integer,
    Decimal,
    Percent,
    Date,
    DateTime,
}

impl Look {
    const ALL: [Look; 6] = [
        Look::Text,
        Look::Integer,
        Look::Decimal,
        Look::Percent,
        Look::Date,
        Look::DateTime,
    ];

    pub(super) fn of(kind: ColumnKind) -> Look {
        match kind {
            ColumnKind::Text => Look::Text,
            ColumnKind::Integer => Look::Integer,
            ColumnKind::Decimal => Look::Decimal,
            ColumnKind::Percent => Look::Percent,
            ColumnKind::Date => Look::Date,
        }
    }

    fn number_format(self) -> Option<&'static str> {
        match self {
            Look::Text => None,
            Look::Integer => Some("0"),
            Look::Decimal => Some("0.00"),
            Look::Percent => Some("0.00%"),
            Look::Date => Some("yyyy-mm-dd"),
            Look::DateTime => Some("yyyy-mm-dd hh:mm"),
        }
    }
}

/// All formats of a workbook, made once.
pub(super) struct Formats {
    pub(super) title: Format,
    pub(super) heading: Format,
    plain: Format,
    /// For each look: plain, quoted, error, quoted error.
    cells: Vec<Format>,
}

impl Formats {
    pub(super) fn new() -> Self {
        // The font every Chinese office has; Excel's own choice would mix two.
        let base = || Format::new().set_font_name("宋体").set_font_size(11);
        let body = || {
            base()
                .set_border(FormatBorder::Thin)
                .set_border_color(0xD0_D0_D0)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap()
        };
        let mut cells = Vec::new();
        for look in Look::ALL {
            for (error, quoted) in [(false, false), (false, true), (true, false), (true, true)] {
                let mut format = body();
                if let Some(code) = look.number_format() {
                    format = format.set_num_format(code);
                }
                if quoted {
                    format = format.set_quote_prefix();
                }
                if error {
                    format = format
                        .set_background_color(0xFF_C7_CE)
                        .set_font_color(0x9C_00_06);
                }
                cells.push(format);
            }
        }
        Formats {
            title: base()
                .set_bold()
                .set_font_size(16)
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_quote_prefix(),
            heading: body()
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_background_color(0xF2_F2_F2)
                .set_quote_prefix(),
            plain: body(),
            cells,
        }
    }

    /// `quoted` marks a text as text for good: edited in Excel, it does not become a formula.
    pub(super) fn get(&self, look: Look, error: bool, quoted: bool) -> &Format {
        let at = look as usize * 4 + usize::from(error) * 2 + usize::from(quoted);
        self.cells.get(at).unwrap_or(&self.plain)
    }
}
