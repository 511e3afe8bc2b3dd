//! Texts that Excel takes as they are meant.

use std::borrow::Cow;

/// The comment on a text that was cut, where there is no other.
pub(super) const CUT_NOTE: &str =
    "内容超过 Excel 单元格上限(32767 字符),此处已截断。/ Cut: longer than an Excel cell holds.";

/// UTF-16 units that a cell holds, and the mark at the end of a text that was cut to fit.
const CELL: usize = 32_767;
const CUT_MARK: &str = "……(已截断)";

/// Whether a program that re-reads the cell could take the text for a formula or a
/// command: it begins with `=`, `+`, `-`, `@`, their full-width forms, a tab or a line break.
pub(super) fn looks_like_formula(text: &str) -> bool {
    const MARKS: [char; 11] = [
        '=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}', '\t', '\r', '\n',
    ];
    text.starts_with(MARKS) || text.trim_start().starts_with(MARKS)
}

/// The text, cut with a visible mark when it is longer than a cell holds.
pub(super) fn fit(text: &str) -> (Cow<'_, str>, bool) {
    if text.len() <= CELL || text.encode_utf16().count() <= CELL {
        return (Cow::Borrowed(text), false);
    }
    let room = CELL - CUT_MARK.encode_utf16().count();
    let mut units = 0;
    let mut kept: String = text
        .chars()
        .take_while(|c| {
            units += c.len_utf16();
            units <= room
        })
        .collect();
    kept.push_str(CUT_MARK);
    (Cow::Owned(kept), true)
}

/// A name Excel takes for a tab: its forbidden characters replaced, at most 31 UTF-16
/// units, not empty, and different from those `taken`.
pub(super) fn sheet_name(wanted: &str, taken: &[String]) -> String {
    let clean: String = wanted
        .chars()
        .map(|c| {
            if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') || c.is_control() {
                ' '
            } else {
                c
            }
        })
        .collect();
    let clean = clean.trim_matches([' ', '\'']);
    let clean = if clean.is_empty() { "Sheet" } else { clean };
    let free = |name: &String| {
        !taken
            .iter()
            .any(|other| other.to_lowercase() == name.to_lowercase())
    };
    let name = shorten(clean, "");
    if free(&name) {
        return name;
    }
    // One of these is free: there are more of them than names taken.
    let mut numbered = (2..taken.len() + 3).map(|number| shorten(clean, &format!(" ({number})")));
    numbered.find(free).unwrap_or(name)
}

fn shorten(name: &str, ending: &str) -> String {
    let room = 31 - ending.len();
    let mut units = 0;
    let kept: String = name
        .chars()
        .take_while(|c| {
            units += c.len_utf16();
            units <= room
        })
        .collect();
    format!("{}{ending}", kept.trim_matches([' ', '\'']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_in_every_disguise() {
        for text in [
            "=1",
            "+1",
            "-1",
            "@x",
            "\u{ff1d}1",
            "\u{ff0b}",
            "\u{ff0d}",
            "\u{ff20}",
            "\t=1",
            "\rx",
            "  =1",
            "\u{3000}=1",
        ] {
            assert!(looks_like_formula(text), "{text:?}");
        }
        for text in ["", "a=b", "2024-001", "关于……", "(1)"] {
            assert!(!looks_like_formula(text), "{text:?}");
        }
    }

    #[test]
    fn names_of_tabs() {
        assert_eq!(sheet_name("建议/台账:2024", &[]), "建议 台账 2024");
        assert_eq!(sheet_name("''", &[]), "Sheet");
        assert_eq!(sheet_name(&"长".repeat(40), &[]).chars().count(), 31);
        assert_eq!(sheet_name("A", &["a".into(), "A (2)".into()]), "A (3)");
    }

    #[test]
    fn long_texts_are_cut_with_a_mark() {
        let text = "𠮷".repeat(20_000);
        let (kept, cut) = fit(&text);
        assert!(cut && kept.ends_with(CUT_MARK));
        assert!(kept.encode_utf16().count() <= CELL);
        assert_eq!(fit("短"), (Cow::Borrowed("短"), false));
    }
}
