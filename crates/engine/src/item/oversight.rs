//! What was done to see that a suggestion is handled well.

use crate::order;
use chrono::NaiveDate;
use huiyin_protocol::item::OversightView;
use huiyin_rules::suggestion::{Action, Suggestion};
use huiyin_rules::verdict::Tally;
use huiyin_rules::{Lang, Text};

/// Key supervision in words: who follows it and why.
pub(super) fn key_facts(suggestion: &Suggestion, lang: Lang) -> Vec<(String, String)> {
    let Some(key) = &suggestion.key else {
        return Vec::new();
    };
    let criteria = key.criteria.iter().map(|one| one.label());
    let facts = [
        (
            ("领衔领导", "Leading officer"),
            key.supervisor.clone().unwrap_or_default(),
        ),
        (
            ("责任委室", "Committee"),
            key.committee.clone().unwrap_or_default(),
        ),
        (("督办情形", "Criteria"), joined(criteria, lang)),
        (("列为理由", "Reason"), key.reason.clone()),
    ];
    facts
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|((zh, en), value)| (if lang == Lang::Zh { zh } else { en }.to_owned(), value))
        .collect()
}

fn joined(texts: impl Iterator<Item = Text>, lang: Lang) -> String {
    let mut out = String::new();
    for text in texts {
        push(&mut out, text.get(lang), lang);
    }
    out
}

fn push(out: &mut String, part: &str, lang: Lang) {
    if part.is_empty() {
        return;
    }
    if !out.is_empty() {
        out.push_str(if lang == Lang::Zh { "、" } else { ", " });
    }
    out.push_str(part);
}

/// Reminders, summons, acts of supervision, defects and assessments, oldest first.
pub(super) fn views(suggestion: &Suggestion, lang: Lang) -> Vec<OversightView> {
    let mut all: Vec<OversightView> = Vec::new();
    let mut add = |what: Text, on: NaiveDate, by: &str, unit: &str, facts: String, text: &str| {
        all.push(OversightView {
            what: what.get(lang).to_owned(),
            on,
            by: by.to_owned(),
            unit: unit.to_owned(),
            facts,
            text: text.to_owned(),
        });
    };
    for one in &suggestion.reminders {
        let facts = one.channel.label().get(lang).to_owned();
        add(
            Action::Remind.label(),
            one.on,
            "",
            &one.unit,
            facts,
            &one.note,
        );
    }
    for one in &suggestion.summons {
        let facts = people(&one.people, lang);
        add(
            Action::Summon.label(),
            one.on,
            &one.by,
            &one.unit,
            facts,
            &one.outcome,
        );
    }
    for one in &suggestion.supervisions {
        let terms = [one.form.label(), one.role.label(), one.medium.label()];
        let mut facts = joined(terms.into_iter(), lang);
        push(&mut facts, &people(&one.people, lang), lang);
        add(
            Action::Supervise.label(),
            one.on,
            &one.by,
            "",
            facts,
            &one.finding,
        );
    }
    for one in &suggestion.defects {
        let facts = joined(one.defects.iter().map(|defect| defect.label()), lang);
        let what = Text::new("办理问题", "Defects");
        add(what, one.on, "", &one.unit, facts, &one.note);
    }
    for one in &suggestion.assessments {
        let mut facts = one.kind.label().get(lang).to_owned();
        if let Some(tally) = &one.tally {
            push(&mut facts, &counted(tally, lang), lang);
        }
        let what = Text::new("评估", "Assessment");
        add(what, one.on, &one.by, "", facts, &one.finding);
    }
    let day = |at: usize| all.get(at).map(|one| one.on);
    let order = order::indices(all.len(), &|a, b| day(a).cmp(&day(b)));
    let mut all: Vec<Option<OversightView>> = all.into_iter().map(Some).collect();
    let in_turn = order.into_iter();
    in_turn
        .filter_map(|at| all.get_mut(at as usize)?.take())
        .collect()
}

fn people(names: &[String], lang: Lang) -> String {
    let mut out = String::new();
    for name in names {
        push(&mut out, name, lang);
    }
    out
}

/// A count in words; what nobody counted is left out.
fn counted(tally: &Tally, lang: Lang) -> String {
    let parts = [
        (tally.issued, "发出", "issued"),
        (tally.collected, "收回", "collected"),
        (Some(tally.satisfied), "满意", "satisfied"),
        (
            Some(tally.basically_satisfied),
            "基本满意",
            "basically satisfied",
        ),
        (Some(tally.dissatisfied), "不满意", "dissatisfied"),
        (
            Some(tally.abstained).filter(|n| *n > 0),
            "弃权",
            "abstained",
        ),
        (Some(tally.invalid).filter(|n| *n > 0), "无效", "invalid"),
        (
            Some(tally.unpressed).filter(|n| *n > 0),
            "未按",
            "not pressed",
        ),
    ];
    let mut out = String::new();
    for (count, zh, en) in parts {
        if let Some(count) = count {
            let word = if lang == Lang::Zh { zh } else { en };
            push(&mut out, &[word, " ", &count.to_string()].concat(), lang);
        }
    }
    out
}
