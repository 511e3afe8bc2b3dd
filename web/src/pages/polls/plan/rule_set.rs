//! By which rule the count becomes a verdict: rule sets with their sources, and what
//! each comes to for the members entered.

use super::filled::{self, BASES, base_word, own_rule};
use super::texts as t;
use crate::components::field::{Field, Kind, field, id_of};
use crate::components::form::Values;
use crate::i18n::{Say, common, fill, grouped};
use crate::platform::dom;
use crate::prelude::*;
use huiyin_protocol::poll::{PollChoices, RuleSetView};
use huiyin_rules::Lang;
use huiyin_rules::verdict::{Base, VoteRule, needed};

/// The name of the office's own rule.
const OWN: &str = "own";

/// Whether the office's own rule is asked for: it is chosen, or the set chosen says
/// nothing of the result and the rulebook neither.
pub fn wants_own(choices: &PollChoices, set: &str) -> bool {
    let chosen = choices.sets.iter().find(|one| one.id == set);
    set == OWN || (choices.own.is_none() && chosen.is_some_and(|one| one.rule.is_none()))
}

/// The choice, and the fields of the office's own rule.
pub fn rule_set<'a>(
    choices: &PollChoices,
    values: &Values,
    error: &impl Fn(&str) -> Option<&'a str>,
    change: &impl Fn(&'static str) -> Callback<String>,
    lang: Lang,
) -> Html {
    let id = id_of("poll-set");
    let wrong = error("poll-set");
    let chosen = values.get("poll-set");
    let people = (
        values.count("poll-members"),
        filled::names(values.raw("poll-voters")).len() as u64,
    );
    let on_change = change("poll-set").reform(|event: Event| dom::value_of(&event));
    let radio = |at: usize, key: &str, title: &str, inside: Html| {
        let id = if at == 0 {
            id.clone()
        } else {
            [&id, "-", key].concat()
        };
        html! {
            <div key={key.to_owned()} class="poll-set">
                <label class="radio" for={id.clone()}>
                    <input {id} type="radio" name="poll-set" value={key.to_owned()} checked={chosen == key} onchange={on_change.clone()} />
                    <strong>{ title }</strong>
                </label>
                <div class="poll-set-about">{ inside }</div>
            </div>
        }
    };
    html! {
        <>
            <fieldset class={if wrong.is_some() { "field has-error" } else { "field" }}>
                <legend class="field-label">{ lang.say(t::SET) }<span class="field-need">{ lang.say(common::REQUIRED) }</span></legend>
                if let Some(wrong) = wrong { <p class="field-error">{ wrong }</p> }
                { for choices.sets.iter().enumerate().map(|(at, set)| radio(at, &set.id, &set.title, about(set, choices.own.as_ref(), people, lang))) }
                { radio(choices.sets.len(), OWN, lang.say(t::OWN_SET), html! { <p>{ lang.say(t::OWN_SET_IS) }</p> }) }
            </fieldset>
            if wants_own(choices, chosen) {
                <div class="poll-own">
                    { for own_fields(lang).iter().map(|(key, one)| field(one, values.raw(key), error(key), &change(key), lang)) }
                    if let Some(rule) = own_rule(values) {
                        <p role="status" class="poll-means">{ means(&rule, people, lang) }</p>
                    }
                </div>
            }
        </>
    }
}

/// What a set says, where it comes from, and what it comes to in numbers.
fn about(
    set: &RuleSetView,
    own: Option<&VoteRule>,
    people: (Option<u32>, u64),
    lang: Lang,
) -> Html {
    let rule = set.rule.as_ref().or(own);
    html! {
        <>
            <p>{ &set.text }</p>
            if let Some(rule) = rule {
                if set.rule.is_none() { <p>{ lang.say(t::BY_RULEBOOK) }</p> }
                <p class="poll-means">{ means(rule, people, lang) }</p>
            } else {
                <p>{ lang.say(t::BY_OWN) }</p>
            }
            if let Some(quorum) = &set.quorum { <p>{ quorum }</p> }
            if set.blank_invalid { <p>{ lang.say(t::BLANK_INVALID) }</p> }
            <p class="muted"><cite>{ lang.say(common::BASIS) }{ lang.say(common::COLON) }{ &set.source }</cite></p>
        </>
    }
}

/// A rule as a sentence, with its numbers for this body.
fn means(rule: &VoteRule, people: (Option<u32>, u64), lang: Lang) -> String {
    let sentence = if rule.inclusive {
        t::REACHES
    } else {
        t::PASSES
    };
    let share = rule.threshold.to_string();
    let mut text = fill(lang.say(sentence), &[&base_word(rule.base, lang), &share]);
    let (members, voters) = people;
    let (number, words) = match rule.base {
        Base::Members => (members.map(u64::from), t::NUMBERS),
        Base::Present | Base::Collected | Base::Valid => (Some(voters), t::NUMBERS_SAY),
    };
    let number = number.filter(|number| *number > 0);
    if let Some((number, least)) =
        number.and_then(|number| Some((number, needed(number, rule.threshold, rule.inclusive)?)))
    {
        text.push_str(&fill(lang.say(words), &[&grouped(number), &grouped(least)]));
    }
    if let (Some(quorum), Some(members)) = (rule.quorum, members)
        && let Some(least) = needed(u64::from(members), quorum, false)
    {
        text.push_str(&fill(lang.say(t::NUMBERS_QUORUM), &[&grouped(least)]));
    }
    text
}

fn own_fields(lang: Lang) -> [(&'static str, Field); 4] {
    let bases = BASES
        .iter()
        .map(|(key, base)| ((*key).to_owned(), base_word(*base, lang)));
    let exactly = [("short", t::EXACTLY_SHORT), ("enough", t::EXACTLY_ENOUGH)];
    let exactly = exactly.map(|(key, words)| (key.to_owned(), lang.say(words).to_owned()));
    [
        (
            "poll-base",
            Field::new(
                "poll-base",
                lang.say(t::BASE),
                Kind::Select(bases.collect()),
            )
            .hint(lang.say(t::BASE_HINT)),
        ),
        (
            "poll-share",
            Field::new("poll-share", lang.say(t::SHARE), Kind::Line).hint(lang.say(t::SHARE_HINT)),
        ),
        (
            "poll-exactly",
            Field::new(
                "poll-exactly",
                lang.say(t::EXACTLY),
                Kind::Radio(exactly.to_vec()),
            ),
        ),
        (
            "poll-quorum",
            Field::new("poll-quorum", lang.say(t::QUORUM), Kind::Line)
                .hint(lang.say(t::QUORUM_HINT))
                .optional(),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use huiyin_rules::Fraction;

    fn rule(base: Base, inclusive: bool) -> VoteRule {
        VoteRule {
            base,
            threshold: Fraction::new(1, 2),
            inclusive,
            quorum: None,
        }
    }

    #[test]
    fn a_rule_is_told_in_numbers_where_they_are_known() {
        let strict = means(&rule(Base::Members, false), (Some(36), 33), Lang::Zh);
        assert!(strict.contains("36") && strict.contains("19"), "{strict}");
        let inclusive = means(&rule(Base::Members, true), (Some(36), 33), Lang::Zh);
        assert!(inclusive.contains("18"), "{inclusive}");
        let unknown = means(&rule(Base::Members, true), (None, 33), Lang::Zh);
        assert!(!unknown.contains("33"), "{unknown}");
        let said = means(&rule(Base::Present, false), (Some(36), 33), Lang::Zh);
        assert!(said.contains("33") && said.contains("17"), "{said}");
    }

    #[test]
    fn a_set_without_a_rule_wants_one_from_somewhere() {
        let set = |id: &str, rule| RuleSetView {
            id: id.to_owned(),
            title: String::new(),
            text: String::new(),
            source: String::new(),
            rule,
            quorum: None,
            blank_invalid: false,
        };
        let mut choices = PollChoices {
            sets: vec![set("a", Some(rule(Base::Members, false))), set("b", None)],
            ..PollChoices::default()
        };
        let wanted = |choices: &PollChoices| ["", "a", "b", OWN].map(|set| wants_own(choices, set));
        assert_eq!(wanted(&choices), [false, false, true, true]);
        choices.own = Some(rule(Base::Present, true));
        assert_eq!(wanted(&choices), [false, false, false, true]);
    }
}
