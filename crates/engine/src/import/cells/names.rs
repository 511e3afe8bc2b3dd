//! Lists of deputies and units, split by every separator offices use.

use super::{Flaw, Read, Reader, flaw};
use crate::import::fold::{fold, says_nothing, shorten, squeeze, text_of};
use huiyin_protocol::grid::Value;

/// Reads a list of names: separated by `、` `,` `;` `/` `|`, a line break, a tab or
/// spaces, full-width or not. A two-character name written with an inner space
/// (`张 三`) is joined; any other single character is reported. A name that stands
/// twice is kept once, with a warning.
pub fn read(value: Option<&Value>, reader: &Reader) -> Read<Vec<String>> {
    let Some(value) = value else {
        return Read::plain(Vec::new());
    };
    let text = fold(&text_of(Some(value)));
    if says_nothing(&squeeze(&text)) {
        return Read::plain(Vec::new());
    }
    let mut names: Vec<String> = Vec::new();
    let mut flaws = Vec::new();
    for piece in text.split(is_separator) {
        for name in by_spaces(piece) {
            take(name, &mut names, &mut flaws, reader);
        }
    }
    Read {
        value: names,
        flaws,
    }
}

/// Reads a single name (a delegation, a leader): inner spaces of a Chinese name say nothing.
pub fn single(value: Option<&Value>) -> Option<String> {
    let text = text_of(value);
    if says_nothing(&squeeze(&text)) {
        return None;
    }
    let ascii = fold(&text).is_ascii();
    Some(if ascii { fold(&text) } else { squeeze(&text) })
}

fn is_separator(c: char) -> bool {
    matches!(
        c,
        '、' | ',' | ';' | '/' | '|' | '\n' | '\t' | '&' | '+' | '､'
    )
}

/// Splits at spaces and joins single characters pairwise: `张 三` is one name.
fn by_spaces(piece: &str) -> Vec<String> {
    // A Latin name keeps its spaces.
    if piece.is_ascii() {
        return vec![piece.split_whitespace().collect::<Vec<_>>().join(" ")];
    }
    let mut names: Vec<String> = Vec::new();
    let mut open = false;
    for token in piece.split_whitespace() {
        let single = token.chars().count() == 1;
        match names.last_mut() {
            Some(last) if open && single => {
                last.push_str(token);
                open = false;
            }
            _ => {
                names.push(token.to_owned());
                open = single;
            }
        }
    }
    names
}

fn take(name: String, names: &mut Vec<String>, flaws: &mut Vec<Flaw>, reader: &Reader) {
    let lang = reader.lang;
    let shown = shorten(&name);
    if name.is_empty() || says_nothing(&name) {
        return;
    }
    if let Some(first) = without_others(&name) {
        flaws.push(flaw!(
            lang,
            Warning,
            "names_incomplete",
            "“{shown}”没有写全姓名，只录入写出的人。"
                / "“{shown}” does not name everybody; only those named are kept.",
            "请把其余的姓名补全。" / "Add the other names."
        ));
        if !first.is_empty() {
            take(first, names, flaws, reader);
        }
        return;
    }
    if name.chars().count() == 1 || !name.chars().any(char::is_alphabetic) {
        flaws.push(flaw!(
            lang,
            Error,
            "name_unclear",
            "“{shown}”不像一个完整的名称。" / "“{shown}” does not look like a whole name.",
            "请核对名称和分隔符，多个名称用顿号分开。"
                / "Check the name; separate names with “、”."
        ));
        return;
    }
    if name.chars().count() > 60 {
        flaws.push(flaw!(
            lang,
            Error,
            "name_too_long",
            "“{shown}”超过 60 个字。" / "“{shown}” has more than 60 characters.",
            "请核对分隔符，多个名称用顿号分开。" / "Separate names with “、”."
        ));
        return;
    }
    if names.contains(&name) {
        flaws.push(flaw!(
            lang,
            Warning,
            "name_repeated",
            "“{shown}”重复出现，只录入一次。" / "“{shown}” stands twice and is kept once.",
            "请核对是否应为另一个名称。" / "Check whether another name was meant."
        ));
        return;
    }
    names.push(name);
}

/// `张三等5名代表`: the name before 等, where 等 stands for people not named.
fn without_others(name: &str) -> Option<String> {
    let at = name.find('等')?;
    let after = name.get(at + '等'.len_utf8()..)?;
    let rest: String = after.chars().filter(|c| !c.is_ascii_digit()).collect();
    let counts = [
        "",
        "人",
        "名",
        "位",
        "名代表",
        "位代表",
        "人代表",
        "代表",
        "个单位",
        "单位",
        "家单位",
    ];
    counts
        .contains(&rest.as_str())
        .then(|| name.get(..at).unwrap_or("").to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use huiyin_rules::Lang;
    use proptest::prelude::*;

    fn names(written: &str) -> (Vec<String>, Vec<&'static str>) {
        let read = read(
            Some(&Value::Text(written.into())),
            &Reader {
                lang: Lang::Zh,
                year: None,
            },
        );
        (
            read.value,
            read.flaws.iter().map(|flaw| flaw.code).collect(),
        )
    }

    #[test]
    fn lists_are_split_by_six_separators_and_more() {
        let all = ["吴波", "王军玉", "王国"];
        for written in [
            "吴波、王军玉、王国",
            "吴波,王军玉,王国",
            "吴波\u{ff0c}王军玉\u{ff0c}王国",
            "吴波;王军玉;王国",
            "吴波\u{ff1b}王军玉\u{ff1b}王国",
            "吴波/王军玉/王国",
            "吴波 王军玉 王国",
            "吴波\n王军玉\r\n王国",
            "吴波\u{3000}王军玉  王国",
            " 吴波、 王军玉 、王国、",
            "吴 波、王军玉 王 国",
            "吴 波 王军玉 王 国",
        ] {
            assert_eq!(names(written).0, all, "{written:?}");
            assert!(names(written).1.is_empty(), "{written:?}");
        }
        assert_eq!(names("张 三 李 四").0, ["张三", "李四"]);
        assert_eq!(names("区公安局 区司法局").0, ["区公安局", "区司法局"]);
    }

    #[test]
    fn nobody_is_nobody() {
        for written in ["", "/", "无", "——"] {
            assert_eq!(names(written), (Vec::new(), Vec::new()), "{written}");
        }
    }

    #[test]
    fn unclear_names_are_reported() {
        assert_eq!(
            names("张三、李"),
            (vec!["张三".to_owned()], vec!["name_unclear"])
        );
        assert_eq!(names("张三、12").1, ["name_unclear"]);
        assert_eq!(
            names("张三、李四、张三"),
            (
                vec!["张三".to_owned(), "李四".to_owned()],
                vec!["name_repeated"]
            )
        );
        assert_eq!(
            names("张三等5名代表"),
            (vec!["张三".to_owned()], vec!["names_incomplete"])
        );
        assert_eq!(names(&"长".repeat(61)).1, ["name_too_long"]);
    }

    #[test]
    fn single_names_lose_their_spaces() {
        let read = |text: &str| single(Some(&Value::Text(text.into())));
        assert_eq!(
            read(" 通泉街道 代表团\n").as_deref(),
            Some("通泉街道代表团")
        );
        assert_eq!(read("John  Smith").as_deref(), Some("John  Smith"));
        assert_eq!(read("/"), None);
    }

    proptest! {
        #[test]
        fn never_panics_and_never_repeats(written in "\\PC{0,60}") {
            let (mut found, _) = names(&written);
            let count = found.len();
            found.sort();
            found.dedup();
            prop_assert_eq!(found.len(), count);
        }

        #[test]
        fn joined_lists_come_apart_again(list in proptest::collection::btree_set("[一-龥]{2,4}", 1..6), sep in 0usize..6) {
            prop_assume!(list.iter().all(|n| !n.contains('等') && !says_nothing(n)));
            let list: Vec<String> = list.into_iter().collect();
            let written = list.join(["、", ",", ";", "/", "\n", " "][sep]);
            prop_assert_eq!(names(&written), (list, Vec::new()));
        }
    }
}
