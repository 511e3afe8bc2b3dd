//! Deputies' opinions: one column in words, or a tick in one of three columns.

use super::{Read, Reader, flaw};
use crate::import::fold::{says_nothing, shorten, squeeze, text_of};
use huiyin_protocol::grid::Value;
use huiyin_rules::Rating;

/// Reads a rating in words. Words between the three (较满意, 非常满意) are reported:
/// the law's form knows three, and which one was meant is not for a program to say.
pub fn read(value: Option<&Value>, reader: &Reader) -> Read<Option<Rating>> {
    let plain = squeeze(&text_of(value));
    if says_nothing(&plain) || matches!(plain.as_str(), "未评价" | "未反馈" | "未测评" | "待评价")
    {
        return Read::plain(None);
    }
    let word = plain.strip_prefix("表示").unwrap_or(&plain);
    match word.trim_end_matches(['.', '√', '✓', '✔']) {
        "满意" => Read::plain(Some(Rating::Satisfied)),
        "基本满意" => Read::plain(Some(Rating::BasicallySatisfied)),
        "不满意" => Read::plain(Some(Rating::Dissatisfied)),
        _ => {
            let (lang, shown) = (reader.lang, shorten(&text_of(value)));
            Read::with(
                None,
                flaw!(
                    lang,
                    Error,
                    "rating_unreadable",
                    "“{shown}”不能读作满意度。" / "“{shown}” cannot be read as a rating.",
                    "请写满意、基本满意或不满意。" / "Write 满意, 基本满意 or 不满意."
                ),
            )
        }
    }
}

/// Reads one cell of the three tick columns; `word` is the column's own rating.
pub fn tick(value: Option<&Value>, word: Rating, reader: &Reader) -> Read<bool> {
    let ticked = match value {
        Some(Value::Bool(ticked)) => Some(*ticked),
        Some(Value::Number(number)) if *number == 1.0 => Some(true),
        Some(Value::Number(number)) if *number == 0.0 => Some(false),
        Some(Value::Text(text)) => tick_text(&squeeze(text), word),
        None => Some(false),
        Some(_) => None,
    };
    ticked.map_or_else(
        || {
            let (lang, shown) = (reader.lang, shorten(&text_of(value)));
            Read::with(
                false,
                flaw!(
                    lang,
                    Error,
                    "tick_unreadable",
                    "“{shown}”看不出是否打勾。" / "Whether “{shown}” is a tick cannot be told.",
                    "打勾请写 √，不打勾请留空。"
                        / "Write √ for a tick and leave the cell empty otherwise."
                ),
            )
        },
        Read::plain,
    )
}

fn tick_text(plain: &str, word: Rating) -> Option<bool> {
    match plain {
        "√" | "✓" | "✔" | "☑" | "✅" | "是" | "1" | "v" | "V" | "y" | "Y" | "对" | "有" => {
            Some(true)
        }
        "否" | "0" | "×" | "✗" | "✘" | "x" | "X" | "n" | "N" | "□" | "☐" => Some(false),
        nothing if says_nothing(nothing) => Some(false),
        own if own == word.zh() => Some(true),
        _ => None,
    }
}

/// The rating that three tick cells say together: none where nothing is ticked,
/// an error where more than one is.
pub fn of_ticks(ticks: &[(Rating, bool)], reader: &Reader) -> Read<Option<Rating>> {
    let ticked: Vec<Rating> = ticks
        .iter()
        .filter(|(_, on)| *on)
        .map(|(rating, _)| *rating)
        .collect();
    match ticked.as_slice() {
        [] => Read::plain(None),
        [only] => Read::plain(Some(*only)),
        _ => {
            let lang = reader.lang;
            let shown = ticked
                .iter()
                .map(|r| r.label().get(lang).to_owned())
                .collect::<Vec<_>>()
                .join("、");
            Read::with(
                None,
                flaw!(
                    lang,
                    Error,
                    "ticks_several",
                    "满意度同时勾选了{shown}。" / "More than one rating is ticked: {shown}.",
                    "请只保留一个勾。" / "Keep one tick only."
                ),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::testing::{READER, text};
    use proptest::prelude::*;

    #[test]
    fn ratings_in_words() {
        for (written, expected) in [
            ("满意", Some(Rating::Satisfied)),
            (" 满 意 ", Some(Rating::Satisfied)),
            ("表示满意", Some(Rating::Satisfied)),
            ("基本满意", Some(Rating::BasicallySatisfied)),
            ("不满意", Some(Rating::Dissatisfied)),
            ("", None),
            ("/", None),
            ("未评价", None),
        ] {
            assert_eq!(
                read(Some(&text(written)), &READER),
                Read::plain(expected),
                "{written}"
            );
        }
        for written in ["较满意", "非常满意", "一般", "同意", "A", "√"] {
            let read = read(Some(&text(written)), &READER);
            assert_eq!(
                read.flaws.first().map(|f| f.code),
                Some("rating_unreadable"),
                "{written}"
            );
        }
    }

    #[test]
    fn ticks_have_many_shapes() {
        for written in [
            "√", " √ ", "✓", "✔", "是", "1", "v", "V", "\u{ff36}", "☑", "满意",
        ] {
            assert_eq!(
                tick(Some(&text(written)), Rating::Satisfied, &READER),
                Read::plain(true),
                "{written}"
            );
        }
        for written in ["", "/", "×", "否", "0", "—", "□"] {
            assert_eq!(
                tick(Some(&text(written)), Rating::Satisfied, &READER),
                Read::plain(false),
                "{written}"
            );
        }
        for value in [
            text("不满意"),
            text("?"),
            text("○"),
            Value::Number(95.0),
            Value::Error("#REF!".into()),
        ] {
            let read = tick(Some(&value), Rating::Satisfied, &READER);
            assert_eq!(
                read.flaws.first().map(|f| f.code),
                Some("tick_unreadable"),
                "{value}"
            );
        }
        assert!(tick(Some(&Value::Number(1.0)), Rating::Satisfied, &READER).value);
        assert!(tick(Some(&Value::Bool(true)), Rating::Satisfied, &READER).value);
    }

    #[test]
    fn one_tick_and_no_more() {
        let all = |on: [bool; 3]| Rating::ALL.into_iter().zip(on).collect::<Vec<_>>();
        assert_eq!(
            of_ticks(&all([true, false, false]), &READER).value,
            Some(Rating::Satisfied)
        );
        assert_eq!(
            of_ticks(&all([false, false, true]), &READER).value,
            Some(Rating::Dissatisfied)
        );
        assert_eq!(of_ticks(&all([false; 3]), &READER), Read::plain(None));
        let several = of_ticks(&all([true, true, false]), &READER);
        assert_eq!(
            (several.value, several.flaws.first().map(|f| f.code)),
            (None, Some("ticks_several"))
        );
    }

    proptest! {
        #[test]
        fn never_panics(written in "\\PC{0,20}") {
            let _ = read(Some(&text(&written)), &READER);
            let _ = tick(Some(&text(&written)), Rating::Satisfied, &READER);
        }
    }
}
