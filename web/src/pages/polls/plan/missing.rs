//! What of a poll is not filled in yet. Whether it is in order the engine says.

use super::filled::{self, OBSERVERS};
use super::texts as t;
use crate::components::form::{Errors, Values};
use crate::i18n::{Say, Words, common, fill};
use huiyin_rules::Lang;
use huiyin_rules::poll::PollKind;

/// What is missing, in the order of the form. `own` says whether the office's own rule is asked for.
pub fn missing(values: &Values, own: bool, lang: Lang) -> Errors {
    let mut errors = Errors::new();
    let mut wants = |key: &str, sentence: Words, label: &str| {
        errors.push((key.to_owned(), fill(lang.say(sentence), &[label])));
    };
    for (key, label) in [("poll-title", t::TITLE), ("poll-body", t::BODY)] {
        if values.get(key).is_empty() {
            wants(key, common::PLEASE_FILL, lang.say(label));
        }
    }
    if values.day("poll-on").is_none() {
        let sentence = if values.get("poll-on").is_empty() {
            common::PLEASE_FILL
        } else {
            common::BAD_DATE
        };
        wants("poll-on", sentence, lang.say(t::ON));
    }
    let kind = filled::kind(values);
    if kind.is_none() {
        wants("poll-kind", common::PLEASE_CHOOSE, lang.say(t::KIND));
    }
    if filled::items(values).is_empty() {
        wants("poll-search", t::PLEASE_ADD, "");
    }
    if values.get("poll-set").is_empty() {
        wants("poll-set", common::PLEASE_CHOOSE, lang.say(t::SET));
    }
    if own {
        for (key, label) in [("poll-base", t::BASE), ("poll-exactly", t::EXACTLY)] {
            if values.get(key).is_empty() {
                wants(key, common::PLEASE_CHOOSE, lang.say(label));
            }
        }
        if filled::share(values.get("poll-share")).is_none() {
            wants("poll-share", t::BAD_SHARE, lang.say(t::SHARE));
        }
        let quorum = values.get("poll-quorum");
        if !quorum.is_empty() && filled::share(quorum).is_none() {
            wants("poll-quorum", t::BAD_SHARE, lang.say(t::QUORUM));
        }
    }
    if values.count("poll-members").is_none() {
        wants("poll-members", common::BAD_COUNT, lang.say(t::MEMBERS));
    }
    if filled::names(values.raw("poll-voters")).is_empty() {
        wants("poll-voters", common::PLEASE_FILL, lang.say(t::VOTERS));
    }
    if kind.is_some_and(PollKind::has_cards) {
        for (key, label) in OBSERVERS.into_iter().zip(t::OBSERVER) {
            if values.get(key).is_empty() {
                wants(key, common::PLEASE_FILL, lang.say(label));
            }
        }
    }
    errors
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_polls_by_cards_want_observers_and_only_own_rules_their_parts() {
        let keys = |values: &Values, own| -> Vec<String> {
            let found = missing(values, own, Lang::Zh).into_iter();
            found.map(|(key, _)| key).collect()
        };
        let values = Values::default()
            .with("poll-title", "测评")
            .with("poll-body", "常委会")
            .with("poll-on", "2026-12-01")
            .with("poll-items", "\t事项\t")
            .with("poll-set", "general")
            .with("poll-members", "35")
            .with("poll-voters", "张三");
        let by = |kind: &str| values.clone().with("poll-kind", kind);
        assert_eq!(keys(&values, false), ["poll-kind"]);
        assert_eq!(keys(&by("by-hand"), false), Vec::<String>::new());
        assert_eq!(keys(&by("secret"), false), OBSERVERS);
        assert_eq!(
            keys(&by("by-hand").with("poll-quorum", "半数"), true),
            ["poll-base", "poll-exactly", "poll-share", "poll-quorum"]
        );
    }
}
