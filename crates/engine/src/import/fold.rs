//! Texts as people type them, made comparable: full-width forms, odd spaces, invisible characters.

use huiyin_protocol::grid::Value;

/// Full-width letters, digits and punctuation as their plain forms, every kind
/// of space as a plain one, invisible characters gone, ends trimmed. For
/// parsing only: what is kept in the record keeps its own punctuation.
pub fn fold(text: &str) -> String {
    let folded: String = text.chars().filter_map(fold_char).collect();
    folded.trim().to_owned()
}

fn fold_char(c: char) -> Option<char> {
    match c {
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{00ad}' => None,
        '\n' | '\t' => Some(c),
        '\r' => Some('\n'),
        c if c.is_control() => None,
        c if c.is_whitespace() => Some(' '),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
        '。' => Some('.'),
        '—' | '–' | '−' | '‐' | '‑' => Some('-'),
        c => Some(c),
    }
}

/// [`fold`] without any space: for codes, dates and headings, where a space says nothing.
pub fn squeeze(text: &str) -> String {
    fold(text).chars().filter(|c| !c.is_whitespace()).collect()
}

/// A text to be kept: trimmed, one line, invisible characters gone, everything else as written.
pub fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}') {
            continue;
        }
        if c.is_whitespace() || c.is_control() {
            gap = true;
            continue;
        }
        // A line break inside Chinese text is Excel's wrapping, not a space.
        if gap && !out.is_empty() && c.is_ascii() && out.ends_with(|last: char| last.is_ascii()) {
            out.push(' ');
        }
        gap = false;
        out.push(c);
    }
    out
}

/// A text of several lines to be kept: lines trimmed at their ends, empty ones at both ends gone.
pub fn tidy_lines(text: &str) -> String {
    let clean = |line: &str| {
        let kept: String = line.chars().filter(|c| !c.is_control()).collect();
        kept.trim_end().to_owned()
    };
    let unified = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<String> = unified.split('\n').map(clean).collect();
    lines.join("\n").trim().to_owned()
}

/// What a person writes to say that there is nothing: `/`, `—`, `无`.
pub fn says_nothing(squeezed: &str) -> bool {
    let only_strokes = squeezed
        .chars()
        .all(|c| matches!(c, '-' | '/' | '\\' | '_' | '.' | '…'));
    only_strokes
        || matches!(
            squeezed,
            "无" | "暂无" | "空" | "没有" | "N/A" | "n/a" | "NA"
        )
}

/// The text of a cell, whatever its type; nothing for an empty one.
pub fn text_of(value: Option<&Value>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

/// Cuts a text for a message, so that a long cell does not fill the screen.
pub fn shorten(text: &str) -> String {
    const KEEP: usize = 40;
    let line = tidy(text);
    if line.chars().count() <= KEEP {
        return line;
    }
    line.chars().take(KEEP).chain(['…']).collect()
}

/// The title reduced to what two titles of the same matter share: no spaces,
/// no punctuation, without 关于 … 的建议.
pub fn plain_title(title: &str) -> String {
    let letters: String = squeeze(title)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .map(|c| c.to_ascii_lowercase())
        .collect();
    let core = letters.strip_prefix("关于").unwrap_or(&letters);
    let endings = ["的建议", "的议案", "建议", "议案"];
    endings
        .iter()
        .find_map(|end| core.strip_suffix(end))
        .unwrap_or(core)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_keeps_the_meaning_and_drops_the_spelling() {
        assert_eq!(fold(" A类(已解决) "), "A类(已解决)");
        assert_eq!(squeeze("2024 年\u{3000}3月\u{a0}8 日"), "2024年3月8日");
        assert_eq!(squeeze("\u{feff}√\u{200b}"), "√");
    }

    #[test]
    fn tidying_keeps_chinese_punctuation() {
        assert_eq!(
            tidy(" 关于“一老一小”,加强\n服务的建议 "),
            "关于“一老一小”,加强服务的建议"
        );
        assert_eq!(tidy("5G  base\nstation"), "5G base station");
        assert_eq!(tidy_lines("\n 一、甲 \r\n二、乙\r\n\r\n"), "一、甲\n二、乙");
    }

    #[test]
    fn nothing_has_many_spellings() {
        for text in ["", "/", "—", "——", "无", "-", "N/A", "…"] {
            assert!(says_nothing(&squeeze(text)), "{text}");
        }
        for text in ["0", "否", "无锡路", "张三"] {
            assert!(!says_nothing(&squeeze(text)), "{text}");
        }
    }

    #[test]
    fn titles_of_the_same_matter_meet() {
        let a = plain_title("关于在旧县街道增设公交站点的建议 ");
        assert_eq!(a, plain_title("在旧县街道增设公交站点"));
        assert_ne!(a, plain_title("关于在月望乡增设公交站点的建议"));
    }
}
