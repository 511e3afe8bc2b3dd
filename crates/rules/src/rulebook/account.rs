//! The first step of a deadline's account: the rule, its value, its source.

use super::rule::Rule;
use super::{RuleCode, Rulebook};
use crate::calendar::{Step, date_text};
use crate::text::Text;
use chrono::NaiveDate;

/// `value` is what holds here; `usual` is the rule's own where that is another.
pub(super) fn rule_step<T>(
    rulebook: &Rulebook,
    code: RuleCode,
    rule: &Rule<T>,
    value: &Text,
    usual: Option<Text>,
    start: NaiveDate,
) -> Step {
    let (title, from) = (code.title(), date_text(start));
    let mut text = if code.counts_back() {
        Text::new(
            format!("{}：{}，自{}往前推算", title.zh, value.zh, from.zh),
            format!("{}: {}, counted back from {}", title.en, value.en, from.en),
        )
    } else {
        Text::new(
            format!("{}：{}，自{}起", title.zh, value.zh, from.zh),
            format!("{}: {}, from {}", title.en, value.en, from.en),
        )
    };
    let mut add = |zh: String, en: String| {
        text.zh.push_str(&zh);
        text.en.push_str(&en);
    };
    if let Some(usual) = usual {
        add(
            format!("（本件另定；规则为{}）", usual.zh),
            format!(" (fixed for this one; the rule: {})", usual.en),
        );
    }
    let source = &rule.source;
    add(
        format!("。依据〔{}〕{}", source.cite, source.text.zh),
        format!(". Source [{}]: {}", source.cite, source.text.en),
    );
    let book = &rulebook.title;
    if rule.origin == rulebook.id {
        add(
            format!("（规则：{}）", book.zh),
            format!(" (rulebook: {})", book.en),
        );
    } else {
        let own_name = || Text::new(rule.origin.clone(), rule.origin.clone());
        let from = Rulebook::preset_title(&rule.origin).unwrap_or_else(own_name);
        add(
            format!("（规则：{}，沿用“{}”）", book.zh, from.zh),
            format!(" (rulebook: {}, inherited from {})", book.en, from.en),
        );
    }
    Step {
        rule: format!("rulebook/{code}"),
        text,
        date: start,
    }
}
