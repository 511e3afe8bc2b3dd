//! Key supervision, the kind of matter, and what a remark says.

use super::{Read, Reader, flaw};
use crate::import::fold::{says_nothing, shorten, squeeze, text_of};
use huiyin_protocol::grid::Value;
use huiyin_rules::suggestion::Kind;

/// Reads 是否重点督办: 是 or a tick, 否 or nothing.
pub fn read(value: Option<&Value>, reader: &Reader) -> Read<bool> {
    let key = match value {
        None => Some(false),
        Some(Value::Bool(key)) => Some(*key),
        Some(value) => key_text(&squeeze(&value.to_string())),
    };
    key.map_or_else(
        || {
            let (lang, shown) = (reader.lang, shorten(&text_of(value)));
            Read::with(
                false,
                flaw!(
                    lang,
                    Error,
                    "key_unreadable",
                    "“{shown}”看不出是否重点督办。"
                        / "Whether “{shown}” means key supervision cannot be told.",
                    "请写是或否。" / "Write 是 or 否."
                ),
            )
        },
        Read::plain,
    )
}

fn key_text(plain: &str) -> Option<bool> {
    match plain {
        "是" | "√" | "✓" | "✔" | "☑" | "1" | "v" | "V" | "y" | "Y" | "重点" | "重点督办"
        | "重点建议" | "重点督办建议" | "TRUE" => Some(true),
        "否" | "不是" | "0" | "×" | "x" | "X" | "n" | "N" | "一般" | "非重点" | "FALSE" | "□" => {
            Some(false)
        }
        nothing if says_nothing(nothing) => Some(false),
        _ => None,
    }
}

/// Reads a remark: 重点督办 marks key supervision; anything else is told, because
/// the record has no place for it.
pub fn remark(value: Option<&Value>, reader: &Reader) -> Read<bool> {
    let lang = reader.lang;
    let plain = squeeze(&text_of(value));
    if says_nothing(&plain) {
        return Read::plain(false);
    }
    let shown = shorten(&text_of(value));
    if matches!(plain.as_str(), "重点督办" | "重点督办建议" | "重点建议") {
        return Read::plain(true);
    }
    let negated = ["非重点", "不重点", "未列", "不列", "取消", "撤销", "拟列"]
        .iter()
        .any(|word| plain.contains(word));
    if !plain.contains("重点督办") || negated {
        return Read::with(
            false,
            flaw!(
                lang,
                Notice,
                "remark_not_kept",
                "备注“{shown}”没有录入。" / "The remark “{shown}” is not kept.",
                "需要保留的，请导入后在该建议中记录。"
                    / "Record it on the suggestion after the import where it matters."
            ),
        );
    }
    Read::with(
        true,
        flaw!(
            lang,
            Notice,
            "remark_partly_kept",
            "备注“{shown}”按重点督办录入，其余文字没有录入。"
                / "The remark “{shown}” was read as key supervision; the rest of it is not kept.",
            "需要保留的，请导入后在该建议中记录。"
                / "Record it on the suggestion after the import where it matters."
        ),
    )
}

/// Reads 建议, 议案 or one of the words for matters under supervision; nothing is a suggestion.
pub fn kind(value: Option<&Value>, reader: &Reader) -> Read<Kind> {
    let plain = squeeze(&text_of(value));
    match plain.as_str() {
        "建议" | "代表建议" | "建议、批评和意见" | "建议批评和意见" | "建议类" => {
            Read::plain(Kind::Suggestion)
        }
        "议案" | "代表议案" => Read::plain(Kind::Motion),
        "整改事项" | "整改" | "问题" | "监督项目" | "监督事项" | "问题清单" | "整改问题"
        | "监督议题" => Read::plain(Kind::Matter),
        nothing if says_nothing(nothing) => Read::plain(Kind::Suggestion),
        _ => {
            let (lang, shown) = (reader.lang, shorten(&plain));
            Read::with(
                Kind::Suggestion,
                flaw!(
                    lang,
                    Error,
                    "kind_unreadable",
                    "“{shown}”看不出是建议、议案还是监督事项。"
                        / "Whether “{shown}” is a suggestion, a motion or a matter cannot be told.",
                    "请写建议、议案或监督事项。" / "Write 建议, 议案 or 监督事项."
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
    fn yes_and_no() {
        for (written, key) in [
            ("是", true),
            ("√", true),
            (" 重点督办 ", true),
            ("否", false),
            ("", false),
            ("/", false),
        ] {
            assert_eq!(
                read(Some(&text(written)), &READER),
                Read::plain(key),
                "{written}"
            );
        }
        assert_eq!(
            read(Some(&text("主任甲")), &READER)
                .flaws
                .first()
                .map(|f| f.code),
            Some("key_unreadable")
        );
    }

    #[test]
    fn remarks_are_kept_or_told() {
        for (written, key, code) in [
            ("重点督办", true, None),
            ("", false, None),
            ("重点督办,副主任领办", true, Some("remark_partly_kept")),
            ("非重点督办", false, Some("remark_not_kept")),
            ("转下年", false, Some("remark_not_kept")),
        ] {
            let read = remark(Some(&text(written)), &READER);
            assert_eq!(
                (read.value, read.flaws.first().map(|f| f.code)),
                (key, code),
                "{written}"
            );
        }
    }

    #[test]
    fn kinds() {
        assert_eq!(
            kind(Some(&text("议案")), &READER),
            Read::plain(Kind::Motion)
        );
        for written in ["整改事项", "问题", "监督项目", " 监督事项 "] {
            let read = kind(Some(&text(written)), &READER);
            assert_eq!(read, Read::plain(Kind::Matter), "{written}");
        }
        assert_eq!(kind(None, &READER), Read::plain(Kind::Suggestion));
        assert_eq!(kind(Some(&text("提案")), &READER).flaws.len(), 1);
    }

    proptest! {
        #[test]
        fn never_panics(written in "\\PC{0,20}") {
            let _ = read(Some(&text(&written)), &READER);
            let _ = remark(Some(&text(&written)), &READER);
            let _ = kind(Some(&text(&written)), &READER);
        }
    }
}
