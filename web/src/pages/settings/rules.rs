//! The rulebook, rule by rule: value, source, where it is inherited from.

use super::texts as t;
use crate::i18n::{Say, fill, fill_number};
use crate::pages::asked;
use crate::platform::dom;
use crate::prelude::*;
use crate::state::{use_ask, use_lang, use_workspace};
use huiyin_protocol::rulebook::RuleView;
use huiyin_protocol::{Reply, Request};
use huiyin_rules::Lang;

/// The section.
#[component]
pub fn Rules() -> Html {
    let lang = use_lang();
    let workspace = use_workspace();
    let wanted = use_state_eq(String::new);
    // None is the one in force.
    let other = use_state_eq(|| None::<String>);
    let answer = use_ask(Some(Request::Rulebook {
        name: (*other).clone(),
    }));
    let Some(Reply::Rulebook(book)) = answer.reply.as_deref().filter(|_| answer.failure.is_none())
    else {
        return asked(&answer, lang);
    };
    let found: Vec<&RuleView> = book
        .rules
        .iter()
        .filter(|rule| matches(rule, &wanted))
        .collect();
    let count = if wanted.trim().is_empty() {
        fill(
            lang.say(t::RULES_OF),
            &[&book.title, &book.rules.len().to_string()],
        )
    } else {
        fill_number(lang.say(t::RULES_FOUND), found.len() as u64)
    };
    let on_find = {
        let wanted = wanted.clone();
        Callback::from(move |event: InputEvent| wanted.set(dom::value_of(&event)))
    };
    let on_book = {
        let (other, in_force) = (other.clone(), workspace.rulebook.clone());
        Callback::from(move |event: Event| {
            other.set(Some(dom::value_of(&event)).filter(|name| *name != in_force));
        })
    };
    let shown = other.as_deref().unwrap_or(&workspace.rulebook);
    html! {
        <section class="panel" aria-labelledby="rules-title">
            <div class="panel-head"><h2 id="rules-title">{ lang.say(t::RULES) }</h2></div>
            <div class="panel-body settings-part">
                <div class="rules-bar">
                    <div class="field">
                        <label class="field-label" for="rules-find">{ lang.say(t::FIND_RULE) }</label>
                        <input id="rules-find" type="search" class="control" autocomplete="off" placeholder={lang.say(t::FIND_HINT)}
                            value={(*wanted).clone()} oninput={on_find} />
                    </div>
                    <div class="field">
                        <label class="field-label" for="rules-book">{ lang.say(t::OTHER_BOOK) }</label>
                        <select id="rules-book" class="control" onchange={on_book}>
                            { for workspace.presets.iter().map(|(name, title)| {
                                let in_force = *name == workspace.rulebook;
                                html! {
                                    <option value={name.clone()} selected={*name == shown}>
                                        { title }{ if in_force { lang.say(t::IN_FORCE) } else { "" } }
                                    </option>
                                }
                            }) }
                        </select>
                    </div>
                </div>
                <p role="status">{ count }</p>
                if found.is_empty() {
                    <p class="muted">{ lang.say(t::NO_RULE) }</p>
                }
                <ul class="rules">
                    { for found.into_iter().map(|rule| row(rule, lang)) }
                </ul>
            </div>
        </section>
    }
}

fn row(rule: &RuleView, lang: Lang) -> Html {
    let from = match &rule.inherited_from {
        Some(book) => fill(lang.say(t::INHERITED), &[book]),
        None => lang.say(t::OWN_RULE).to_owned(),
    };
    html! {
        <li key={rule.code.clone()} class="rule">
            <div class="rule-head">
                <h3>{ &rule.label }</h3>
                <code class="muted">{ &rule.code }</code>
                <span class={if rule.inherited_from.is_some() { "tag tag-off" } else { "tag" }}>{ from }</span>
            </div>
            <p class="rule-value">{ &rule.value }</p>
            <blockquote class="rule-source">
                if !rule.cite.is_empty() { <cite>{ &rule.cite }</cite> }
                <p>{ &rule.text }</p>
            </blockquote>
        </li>
    }
}

/// Whether every word stands somewhere in the rule.
fn matches(rule: &RuleView, wanted: &str) -> bool {
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
}
