//! Rows that repeat another row or a suggestion already in the workspace.

use super::fold::plain_title;
use huiyin_protocol::import::Duplicate;
use huiyin_rules::Lang;
use std::collections::HashMap;

/// The suggestions already in the workspace, by number and by title.
#[derive(Clone, Debug, Default)]
pub struct Known {
    numbers: HashMap<String, String>,
    titles: HashMap<String, String>,
}

impl Known {
    /// Adds a suggestion that stands in the workspace; those without a number count by title.
    pub fn add(&mut self, number: &str, title: &str) {
        let plain = plain_title(title);
        let label = if number.is_empty() {
            title.to_owned()
        } else {
            format!("{number} {title}")
        };
        if !number.is_empty() {
            self.numbers.insert(number.to_owned(), label.clone());
        }
        if !plain.is_empty() {
            self.titles.insert(plain, label);
        }
    }
}

impl<N: AsRef<str>, T: AsRef<str>> FromIterator<(N, T)> for Known {
    fn from_iter<I: IntoIterator<Item = (N, T)>>(pairs: I) -> Self {
        let mut known = Known::default();
        for (number, title) in pairs {
            known.add(number.as_ref(), title.as_ref());
        }
        known
    }
}

/// The rows of the sheet seen so far.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    numbers: HashMap<String, u32>,
    titles: HashMap<String, u32>,
}

impl Seen {
    /// Says what a row repeats, and remembers it. `row` is 1-based.
    pub fn check(
        &mut self,
        row: u32,
        number: &str,
        title: &str,
        known: &Known,
        lang: Lang,
    ) -> Option<Duplicate> {
        let plain = plain_title(title);
        let text = |what: Same, whom: &str| wording(what, whom, lang);
        let in_row = |row: u32| match lang {
            Lang::Zh => format!("本表第 {row} 行"),
            Lang::En => format!("row {row} of this sheet"),
        };
        let in_workspace = |label: &str| match lang {
            Lang::Zh => format!("已有的“{label}”"),
            Lang::En => format!("“{label}” in the workspace"),
        };
        let number_repeats = (!number.is_empty()).then(|| {
            let whom = known.numbers.get(number).map(|label| in_workspace(label));
            whom.or_else(|| self.numbers.get(number).map(|row| in_row(*row)))
        });
        let title_repeats = (!plain.is_empty()).then(|| {
            let whom = known.titles.get(&plain).map(|label| in_workspace(label));
            whom.or_else(|| self.titles.get(&plain).map(|row| in_row(*row)))
        });
        let found = match (number_repeats.flatten(), title_repeats.flatten()) {
            (Some(whom), _) => Some(Duplicate {
                text: text(Same::Number, &whom),
                certain: true,
            }),
            (None, Some(whom)) => Some(Duplicate {
                text: text(Same::Title, &whom),
                certain: false,
            }),
            (None, None) => None,
        };
        if !number.is_empty() {
            self.numbers.entry(number.to_owned()).or_insert(row);
        }
        if !plain.is_empty() {
            self.titles.entry(plain).or_insert(row);
        }
        found
    }
}

#[derive(Clone, Copy)]
enum Same {
    Number,
    Title,
}

fn wording(same: Same, whom: &str, lang: Lang) -> String {
    match (same, lang) {
        (Same::Number, Lang::Zh) => format!("编号与{whom}相同。"),
        (Same::Number, Lang::En) => format!("It has the same number as {whom}."),
        (Same::Title, Lang::Zh) => format!("标题与{whom}相同或相近。"),
        (Same::Title, Lang::En) => {
            format!("Its title is the same as, or close to, that of {whom}.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_number_is_certain_and_the_same_title_is_not() {
        let known: Known = [("2023-001", "关于甲的建议"), ("", "关于丙的建议")]
            .into_iter()
            .collect();
        let mut seen = Seen::default();
        let mut check = |row, number: &str, title: &str| {
            seen.check(row, number, title, &known, Lang::Zh)
                .map(|d| (d.certain, d.text))
        };
        assert_eq!(check(2, "2024-001", "关于乙的建议"), None);
        assert_eq!(
            check(3, "2024-001", "关于丁的建议"),
            Some((true, "编号与本表第 2 行相同。".into()))
        );
        assert_eq!(
            check(4, "2024-004", "关于 乙 的建议"),
            Some((false, "标题与本表第 2 行相同或相近。".into()))
        );
        assert_eq!(
            check(5, "2023-001", "关于戊的建议").map(|d| d.0),
            Some(true)
        );
        assert_eq!(
            check(6, "2024-006", "关于丙的建议").map(|d| d.0),
            Some(false)
        );
        assert_eq!(check(7, "", ""), None);
        assert_eq!(check(8, "", ""), None);
    }
}
