//! The rules by what they govern, in the order people look for them.

use super::texts as t;
use crate::i18n::Words;
use huiyin_protocol::rulebook::RuleView;

/// A group: its name for anchors, its title, the rules in it.
type Group = (&'static str, Words, &'static [&'static str]);

const GROUPS: [Group; 5] = [
    (
        "time",
        t::TIME,
        &[
            "assign",
            "accept",
            "return",
            "late-return",
            "reply",
            "extension",
            "assist-opinion",
            "consult",
            "contact-before",
            "contact-during",
            "contact-after",
            "feedback",
            "rehandle",
            "first-evaluation",
            "look-back",
            "suspension",
            "rest-days-roll",
            "due-soon",
            "voice-answer",
            "inquiry-proposal",
            "inspection-report",
            "opinions-out",
            "filing",
            "filing-review",
        ],
    ),
    (
        "handling",
        t::HANDLING,
        &[
            "screening-tests",
            "not-accepted-reasons",
            "levels",
            "step-owners",
            "mechanisms",
            "voice-channels",
            "board-fields",
            "contacts",
            "reply-form",
            "class-a",
            "class-b",
            "class-c",
            "class-d",
        ],
    ),
    (
        "rating",
        t::RATING,
        &[
            "ratings",
            "two-ratings",
            "back-to-back",
            "least-opinions",
            "redo-steps",
            "assessments",
            "third-party-scope",
            "vote",
            "duty-report-voters",
            "duty-report-share",
        ],
    ),
    (
        "supervision",
        t::SUPERVISION,
        &[
            "key-quota",
            "key-criteria",
            "key-leaders",
            "repeat-years",
            "supervision-forms",
            "supervisor-roles",
            "track-years",
            "commitment-ledger",
            "committee-evaluations",
            "mid-year",
        ],
    ),
    (
        "counting",
        t::COUNTING,
        &[
            "rate-replied",
            "rate-consulted",
            "rate-contacts",
            "rate-satisfaction",
            "rate-completed",
            "percent-decimals",
            "score-card",
            "rank-least",
        ],
    ),
];

/// The rules in their groups, empty ones left out. What no group knows, such as
/// a rule of a later version, comes last.
pub fn grouped<'a>(rules: &[&'a RuleView]) -> Vec<(&'static str, Words, Vec<&'a RuleView>)> {
    let mut all = Vec::new();
    for (key, title, codes) in GROUPS {
        let found = codes.iter().filter_map(|code| {
            let rule = rules.iter().find(|rule| rule.code == *code);
            rule.copied()
        });
        all.push((key, title, found.collect::<Vec<_>>()));
    }
    let known = |code: &str| GROUPS.iter().any(|(_, _, codes)| codes.contains(&code));
    let rest = rules.iter().filter(|rule| !known(&rule.code)).copied();
    all.push(("other", t::OTHER, rest.collect()));
    all.retain(|(_, _, rules)| !rules.is_empty());
    all
}

/// Whether every word stands somewhere in the rule.
pub fn matches(rule: &RuleView, wanted: &str) -> bool {
    let text = [&rule.label, &rule.code, &rule.value, &rule.cite, &rule.text]
        .map(|part| part.to_lowercase());
    wanted
        .to_lowercase()
        .split_whitespace()
        .all(|word| text.iter().any(|part| part.contains(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_must_be_found_somewhere() {
        let rule = RuleView {
            code: "reply".into(),
            label: "答复期限".into(),
            value: "3个月".into(),
            cite: "R2 第十条".into(),
            ..RuleView::default()
        };
        for (wanted, is_found) in [
            ("", true),
            ("答复", true),
            ("REPLY 3个月", true),
            ("答复 6个月", false),
            ("r2", true),
        ] {
            assert_eq!(matches(&rule, wanted), is_found, "{wanted}");
        }
    }

    #[test]
    fn every_rule_there_is_has_a_group() {
        let views: Vec<RuleView> = huiyin_rules::Rulebook::KEYS
            .iter()
            .map(|key| RuleView {
                code: (*key).to_owned(),
                ..RuleView::default()
            })
            .collect();
        let all: Vec<&RuleView> = views.iter().collect();
        let groups = grouped(&all);
        assert!(
            groups.iter().all(|(key, ..)| *key != "other"),
            "{:?}",
            groups.last()
        );
        let count: usize = groups.iter().map(|(_, _, rules)| rules.len()).sum();
        assert_eq!(count, views.len());
    }
}
