//! The kinds of value a rule can have: shown to people, checked, and changed by them.

mod lists;
mod single;
mod times;

pub(super) use single::share_schema;
pub(super) use times::period_schema;

use super::form::Form;
use super::shape::Shape;
use crate::text::Text;

/// What every value of a rule can do.
pub(crate) trait RuleValue: Shape {
    /// The value in words.
    fn show(&self) -> Text;
    /// What is wrong with it and what is allowed, or nothing.
    fn fault(&self) -> Option<Text>;
    /// How a settings page lets people change it.
    fn form() -> Form;
}

/// Where a place lays nothing down.
fn unset() -> Text {
    Text::new("未规定", "not set")
}

fn joined(texts: impl Iterator<Item = Text>, zh: &str, en: &str) -> Text {
    let (all_zh, all_en): (Vec<String>, Vec<String>) = texts.map(|t| (t.zh, t.en)).unzip();
    Text::new(all_zh.join(zh), all_en.join(en))
}

/// One after the other, with the commas of a list.
fn listed(texts: impl Iterator<Item = Text>) -> Text {
    joined(texts, "、", ", ")
}

fn distinct<T: PartialEq>(items: impl Iterator<Item = T>) -> bool {
    let mut seen = Vec::new();
    for item in items {
        if seen.contains(&item) {
            return false;
        }
        seen.push(item);
    }
    true
}

fn twice() -> Text {
    Text::new("同一项重复出现", "an entry is given twice")
}
