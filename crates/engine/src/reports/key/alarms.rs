//! What of key supervision is missed, and the committees' parts.

use super::Marked;
use huiyin_protocol::report::{Alarm, CommitteeLine, KeyView};
use huiyin_rules::rulebook::Source;
use huiyin_rules::{Lang, Rulebook};
use std::collections::BTreeMap;

/// The quota, the leaders and the committees, each where a rule is missed.
pub(super) fn alarms(view: &KeyView, chosen: &[Marked], book: &Rulebook, lang: Lang) -> Vec<Alarm> {
    let mut alarms = Vec::new();
    let mut say = |rule: &str, source: &Source, zh: String, en: String| {
        alarms.push(Alarm {
            rule: rule.to_owned(),
            text: if lang == Lang::Zh { zh } else { en },
            source: super::super::cited(source, lang),
        });
    };
    if let (Some(required), missing @ 1..) = (view.required, view.missing) {
        let (year, key, proposed) = (view.year, view.key, view.candidates.len());
        say(
            "key-quota",
            &book.key_quota.source,
            format!(
                "{year}年重点督办应不少于{required}件，现有{key}件，还缺{missing}件；可从下列{proposed}件中选定"
            ),
            format!(
                "{year} needs {required} under key supervision, there are {key}: {missing} missing; {proposed} are proposed below"
            ),
        );
    }
    let bare = chosen
        .iter()
        .filter(|one| one.supervisor.is_empty() || one.committee.is_empty());
    let bare = bare.count();
    if book.key_leaders.value && bare > 0 {
        say(
            "key-leaders",
            &book.key_leaders.source,
            format!("{bare}件重点督办建议没有明确领衔领导或者责任委室"),
            format!("{bare} under key supervision have no leading officer or no committee"),
        );
    }
    let behind: Vec<&str> = view
        .committees
        .iter()
        .filter(|line| line.missing)
        .map(|line| line.name.as_str())
        .collect();
    if let (Some(required), false) = (book.committee_evaluations.value, behind.is_empty()) {
        let required = required.0;
        say(
            "committee-evaluations",
            &book.committee_evaluations.source,
            format!(
                "每个委员会每年至少评估{required}件，尚未达到：{}",
                behind.join("、")
            ),
            format!(
                "each committee evaluates {required} a year; short of it: {}",
                behind.join(", ")
            ),
        );
    }
    alarms
}

/// The committees the office named, then those that only their acts name.
pub(super) fn committees(
    named: &[String],
    chosen: &[Marked],
    evaluated: &BTreeMap<String, u32>,
    book: &Rulebook,
) -> Vec<CommitteeLine> {
    let mut names: Vec<&str> = named.iter().map(String::as_str).collect();
    let of_key = chosen.iter().map(|one| one.committee.as_str());
    for name in of_key.chain(evaluated.keys().map(String::as_str)) {
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    let required = book.committee_evaluations.value.map(|count| count.0);
    let line = |name: &str| {
        let made = evaluated.get(name).copied().unwrap_or(0);
        let key = chosen.iter().filter(|one| one.committee == name).count();
        CommitteeLine {
            name: name.to_owned(),
            key: u32::try_from(key).unwrap_or(u32::MAX),
            evaluated: made,
            required,
            missing: required.is_some_and(|required| made < required),
        }
    };
    names.into_iter().map(line).collect()
}
