//! What is filled in about a poll, as a form keeps it, and the draft made of it.

use crate::components::form::Values;
use crate::i18n::day;
use huiyin_protocol::poll::{DraftItem, PollDraft, PollView};
use huiyin_rules::Rating;
use huiyin_rules::ids::SuggestionId;
use huiyin_rules::poll::PollKind;
use huiyin_rules::verdict::{Base, VoteRule};
use huiyin_rules::{Fraction, Lang};

/// The keys of the three observers.
pub const OBSERVERS: [&str; 3] = ["poll-observer-1", "poll-observer-2", "poll-observer-3"];

/// The kinds by their names in the form.
pub const KINDS: [(&str, PollKind); 3] = [
    ("secret", PollKind::Secret),
    ("named", PollKind::Named),
    ("by-hand", PollKind::ByHand),
];

/// The bases by their names in the form.
pub const BASES: [(&str, Base); 4] = [
    ("members", Base::Members),
    ("present", Base::Present),
    ("collected", Base::Collected),
    ("valid", Base::Valid),
];

fn named<T: Copy>(all: &[(&str, T)], name: &str) -> Option<T> {
    let found = all.iter().find(|(other, _)| *other == name);
    found.map(|(_, one)| *one)
}

fn name_of<'a, T: PartialEq>(all: &[(&'a str, T)], one: &T) -> &'a str {
    let found = all.iter().find(|(_, other)| other == one);
    found.map_or("", |(name, _)| *name)
}

/// How ballots are given, where it is chosen.
pub fn kind(values: &Values) -> Option<PollKind> {
    named(&KINDS, values.get("poll-kind"))
}

/// A share as typed: `1/2`, `2/3`.
pub fn share(text: &str) -> Option<Fraction> {
    let (numerator, denominator) = text.split_once(['/', '／'])?;
    let numerator = numerator.trim().parse().ok()?;
    let denominator = denominator.trim().parse().ok()?;
    (denominator > 0).then(|| Fraction::new(numerator, denominator))
}

/// The office's own rule, where it is complete.
pub fn own_rule(values: &Values) -> Option<VoteRule> {
    Some(VoteRule {
        base: named(&BASES, values.get("poll-base"))?,
        threshold: share(values.get("poll-share"))?,
        inclusive: match values.get("poll-exactly") {
            "enough" => true,
            "short" => false,
            _ => return None,
        },
        quorum: share(values.get("poll-quorum")),
    })
}

/// The items in their order: one a line, its parts apart.
pub fn items(values: &Values) -> Vec<DraftItem> {
    let lines = values.raw("poll-items").lines();
    let read = lines.filter_map(|line| {
        let mut parts = line.split('\t');
        let suggestion = parts.next()?;
        let title = parts.next()?.to_owned();
        let unit = parts.next().unwrap_or_default().to_owned();
        Some(DraftItem {
            suggestion: SuggestionId::try_from(suggestion).ok(),
            title,
            unit,
        })
    });
    read.collect()
}

/// The items as the form keeps them.
pub fn items_text(items: &[DraftItem]) -> String {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let lines = items.iter().map(|item| {
        let id = item.suggestion.as_ref().map_or("", SuggestionId::as_str);
        [id, "\t", &plain(&item.title), "\t", &plain(&item.unit)].concat()
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The names in a pasted text: a line each, or cells of a sheet. Running numbers are none.
pub fn names(text: &str) -> Vec<String> {
    let cells = text.split(['\n', '\t', '、', '，', ',', '；', ';']);
    let trimmed = cells.map(str::trim);
    let named = trimmed.filter(|cell| {
        !cell.is_empty() && !cell.chars().all(|one| one.is_ascii_digit() || one == '.')
    });
    named.map(str::to_owned).collect()
}

/// Names that occur more than once, each once.
pub fn twice(names: &[String]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (at, name) in names.iter().enumerate() {
        if names[..at].contains(name) && !found.contains(name) {
            found.push(name.clone());
        }
    }
    found
}

/// The draft as it is sent. `own` says whether the office's own rule is asked for.
pub fn draft(values: &Values, own: bool) -> PollDraft {
    let kind = kind(values);
    let observers = OBSERVERS.iter().map(|key| values.text(key));
    PollDraft {
        title: values.text("poll-title"),
        body: values.text("poll-body"),
        on: day::iso_or_empty(values.day("poll-on")),
        kind,
        items: items(values),
        apart: values.get("poll-apart") == "1",
        set: values.text("poll-set"),
        rule: own.then(|| own_rule(values)).flatten(),
        members: values.count("poll-members").unwrap_or_default(),
        voters: names(values.raw("poll-voters")),
        observers: observers.filter(|name| !name.is_empty()).collect(),
        again_of: values.option("poll-again"),
    }
}

/// A draft as the form keeps it.
pub fn values(draft: &PollDraft) -> Values {
    let mut values = Values::default()
        .with("poll-title", draft.title.as_str())
        .with("poll-body", draft.body.as_str())
        .with("poll-on", draft.on.as_str())
        .with(
            "poll-kind",
            draft.kind.map_or("", |kind| name_of(&KINDS, &kind)),
        )
        .with("poll-items", items_text(&draft.items))
        .with("poll-apart", if draft.apart { "1" } else { "" })
        .with("poll-set", draft.set.as_str())
        .with("poll-voters", draft.voters.join("\n"))
        .with("poll-again", draft.again_of.clone().unwrap_or_default());
    if draft.members > 0 {
        values.set("poll-members", draft.members.to_string());
    }
    for (key, name) in OBSERVERS.iter().zip(&draft.observers) {
        values.set(key, name.clone());
    }
    if let Some(rule) = &draft.rule {
        let exactly = if rule.inclusive { "enough" } else { "short" };
        let quorum = rule.quorum.map(|share| share.to_string());
        values = values
            .with("poll-base", name_of(&BASES, &rule.base))
            .with("poll-share", rule.threshold.to_string())
            .with("poll-exactly", exactly)
            .with("poll-quorum", quorum.unwrap_or_default());
    }
    values
}

/// A draft that repeats a poll for what did not satisfy; the day is left open.
pub fn repeat(view: &PollView, title: String) -> PollDraft {
    let results = view.declared.iter().flat_map(|declared| &declared.results);
    let open: Vec<&str> = results
        .filter(|result| {
            result
                .rating
                .is_none_or(|rating| rating == Rating::Dissatisfied)
        })
        .map(|result| result.question.as_str())
        .collect();
    let of = view
        .questions
        .iter()
        .filter(|one| open.contains(&one.id.as_str()));
    let mut wanted: Vec<u32> = of.map(|question| question.item).collect();
    wanted.dedup();
    let item = |number: u32| {
        view.draft
            .items
            .get(number.checked_sub(1)? as usize)
            .cloned()
    };
    PollDraft {
        title,
        on: String::new(),
        items: wanted.into_iter().filter_map(item).collect(),
        again_of: Some(view.id.clone()),
        ..view.draft.clone()
    }
}

/// A base in words.
pub fn base_word(base: Base, lang: Lang) -> String {
    base.text().get(lang).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled() -> PollDraft {
        PollDraft {
            title: "2026年满意度测评".to_owned(),
            body: "区人大常委会".to_owned(),
            on: "2026-12-01".to_owned(),
            kind: Some(PollKind::Secret),
            items: vec![
                DraftItem {
                    suggestion: SuggestionId::try_from("0123456789abcdef0123456789abcdef").ok(),
                    title: "关于公交线路的建议".to_owned(),
                    unit: "区交通局".to_owned(),
                },
                DraftItem {
                    suggestion: None,
                    title: "营商环境专项工作".to_owned(),
                    unit: String::new(),
                },
            ],
            apart: true,
            set: "own".to_owned(),
            rule: Some(VoteRule {
                base: Base::Present,
                threshold: Fraction::new(2, 3),
                inclusive: true,
                quorum: Some(Fraction::new(1, 2)),
            }),
            members: 35,
            voters: vec!["张三".to_owned(), "李四".to_owned()],
            observers: vec!["甲".to_owned(), "乙".to_owned(), "丙".to_owned()],
            again_of: Some("a1".to_owned()),
        }
    }

    #[test]
    fn a_draft_survives_the_form() {
        assert_eq!(draft(&values(&filled()), true), filled());
        assert_eq!(draft(&values(&filled()), false).rule, None);
        assert_eq!(draft(&Values::default(), true), PollDraft::default());
    }

    #[test]
    fn names_come_from_lines_cells_and_lists() {
        let pasted = "1\t张三\n2\t李四\n\n 王五 、赵六，张三\n";
        let found = names(pasted);
        assert_eq!(found, ["张三", "李四", "王五", "赵六", "张三"]);
        assert_eq!(twice(&found), ["张三"]);
    }

    #[test]
    fn a_share_is_two_numbers() {
        assert_eq!(share("1/2"), Some(Fraction::new(1, 2)));
        assert_eq!(share(" 2 ／ 3 "), Some(Fraction::new(2, 3)));
        for wrong in ["", "0.5", "1/0", "半数"] {
            assert_eq!(share(wrong), None, "{wrong}");
        }
    }
}
