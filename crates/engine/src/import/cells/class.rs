//! The class of a reply: `A`, `A 类`, `a`, `A类(已解决或正在解决)`.

use super::{Read, Reader, flaw};
use crate::import::fold::{says_nothing, shorten, squeeze, text_of};
use huiyin_protocol::grid::Value;
use huiyin_rules::AnswerClass;

/// Reads a class. The letter decides; what stands in brackets behind it is the
/// place's explanation of the letter. Words without a letter are reported, because
/// places put the same words under different letters.
pub fn read(value: Option<&Value>, reader: &Reader) -> Read<Option<AnswerClass>> {
    let plain = squeeze(&text_of(value));
    if says_nothing(&plain) || matches!(plain.as_str(), "未答复" | "未办复" | "未分类") {
        return Read::plain(None);
    }
    let mut chars = plain.chars();
    let letter = chars.next().and_then(letter);
    let rest = chars.as_str();
    let rest = rest
        .strip_prefix('类')
        .or_else(|| rest.strip_prefix("級"))
        .unwrap_or(rest);
    let ends = rest.is_empty() || rest.starts_with(['(', ':', '-', '[', '【', '.', '、', ',']);
    let several = rest.chars().any(|c| c.is_ascii_alphabetic());
    match letter {
        Some(class) if ends && !several => Read::plain(Some(class)),
        Some(_) if several => {
            let (lang, shown) = (reader.lang, shorten(&text_of(value)));
            Read::with(
                None,
                flaw!(
                    lang,
                    Error,
                    "class_several",
                    "“{shown}”写了不止一个类别。" / "“{shown}” holds more than one class.",
                    "请只留一个类别；分别办理的，以各单位答复为准分行填写。"
                        / "Keep one class only."
                ),
            )
        }
        _ => {
            let (lang, shown) = (reader.lang, shorten(&text_of(value)));
            Read::with(
                None,
                flaw!(
                    lang,
                    Error,
                    "class_unreadable",
                    "“{shown}”不能读作答复类别。" / "“{shown}” cannot be read as a class of reply.",
                    "请写 A、B、C 或 D。" / "Write A, B, C or D."
                ),
            )
        }
    }
}

fn letter(c: char) -> Option<AnswerClass> {
    match c.to_ascii_uppercase() {
        'A' => Some(AnswerClass::A),
        'B' => Some(AnswerClass::B),
        'C' => Some(AnswerClass::C),
        'D' => Some(AnswerClass::D),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use huiyin_rules::Lang;
    use proptest::prelude::*;

    fn class(written: &str) -> Result<Option<AnswerClass>, &'static str> {
        let read = read(
            Some(&Value::Text(written.into())),
            &Reader {
                lang: Lang::Zh,
                year: None,
            },
        );
        read.flaws
            .first()
            .map_or(Ok(read.value), |flaw| Err(flaw.code))
    }

    #[test]
    fn classes_as_offices_write_them() {
        use AnswerClass::{A, B, C, D};
        for (written, expected) in [
            ("A", A),
            ("a", A),
            ("A类", A),
            ("A 类", A),
            (" A类(已解决或正在解决)", A),
            ("\u{ff21}", A),
            ("A类(已解决)", A),
            ("b", B),
            ("B 类", B),
            ("B类(计划解决)", B),
            ("B:列入规划", B),
            ("\u{ff22}类", B),
            ("C类", C),
            ("d类", D),
        ] {
            assert_eq!(class(written), Ok(Some(expected)), "{written}");
        }
        for written in ["", "/", "无", "未答复"] {
            assert_eq!(class(written), Ok(None), "{written}");
        }
    }

    #[test]
    fn other_texts_are_reported() {
        for (written, code) in [
            ("已解决", "class_unreadable"),
            ("1", "class_unreadable"),
            ("E类", "class_unreadable"),
            ("A1", "class_unreadable"),
            ("甲", "class_unreadable"),
            ("A、B", "class_several"),
            ("A类/B类", "class_several"),
            ("AB", "class_several"),
        ] {
            assert_eq!(class(written), Err(code), "{written}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(written in "\\PC{0,30}") {
            let _ = class(&written);
        }
    }
}
