//! One rule as it is read: value, source, where it comes from, what another says.

use super::texts as t;
use crate::i18n::{Say, fill};
use crate::prelude::*;
use huiyin_protocol::rulebook::RuleView;
use huiyin_rules::Lang;

/// Another rulebook's title and its value of the same rule, where it differs.
pub type Other<'a> = Option<(&'a str, &'a str)>;

/// The rule as an entry of a list.
pub fn rule(rule: &RuleView, other: Other<'_>, lang: Lang) -> Html {
    let from = match &rule.inherited_from {
        Some(book) => fill(lang.say(t::INHERITED), &[book]),
        None => lang.say(t::OWN).to_owned(),
    };
    html! {
        <li key={rule.code.clone()} class="rule">
            <div class="rule-head">
                <h3>{ &rule.label }</h3>
                <code class="muted">{ &rule.code }</code>
                <span class={if rule.inherited_from.is_some() { "tag tag-off" } else { "tag" }}>{ from }</span>
            </div>
            <p class="rule-value">{ &rule.value }</p>
            if let Some((title, value)) = other {
                <p class="rule-other"><strong>{ fill(lang.say(t::OTHER_SAYS), &[title]) }</strong>{ value }</p>
            }
            { source(&rule.cite, &rule.text) }
        </li>
    }
}

/// The citation and what it says.
pub fn source(cite: &str, text: &str) -> Html {
    html! {
        <blockquote class="rule-source">
            if !cite.is_empty() { <cite>{ cite }</cite> }
            <p>{ text }</p>
        </blockquote>
    }
}
