//! Before another rulebook is chosen: which rules it changes, one by one.

use super::texts as t;
use crate::components::button::{Kind, button, button_if, click};
use crate::components::dialog::Dialog;
use crate::i18n::common;
use crate::i18n::{Say, fill};
use crate::pages::asked;
use crate::prelude::*;
use crate::state::{use_ask, use_lang};
use huiyin_protocol::rulebook::RulebookView;
use huiyin_protocol::{Reply, Request};

/// Properties of [`Compare`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The preset that is to be chosen.
    pub name: String,
    /// The one in force is the office's own, which choosing a preset cannot bring back.
    pub own: bool,
    /// It shall be.
    pub on_yes: Callback<()>,
    /// It shall not.
    pub on_no: Callback<()>,
}

/// The dialog.
#[component]
pub fn Compare(props: &Props) -> Html {
    let lang = use_lang();
    let now = use_ask(Some(Request::Rulebook { name: None }));
    let then = use_ask(Some(Request::Rulebook {
        name: Some(props.name.clone()),
    }));
    let body = match (now.reply.as_deref(), then.reply.as_deref()) {
        (Some(Reply::Rulebook(now)), Some(Reply::Rulebook(then))) => changes(now, then, lang),
        (Some(_), _) => asked(&then, lang),
        _ => asked(&now, lang),
    };
    let is_known = now.reply.is_some() && then.reply.is_some();
    html! {
        <Dialog title={lang.say(t::CHANGE_RULES)} on_close={props.on_no.clone()} wide=true>
            <div class="settings-part">
                { body }
                <p>{ lang.say(if props.own { t::CHANGE_OWN } else { t::CHANGE_UNDO }) }</p>
                <div class="form-foot">
                    { button_if(Kind::Primary, lang.say(t::CHANGE), click(props.on_yes.clone()), is_known) }
                    { button(Kind::Plain, lang.say(common::CANCEL), click(props.on_no.clone())) }
                </div>
            </div>
        </Dialog>
    }
}

/// The rules whose values differ: name, value now, value then.
fn differing<'a>(
    now: &'a RulebookView,
    then: &'a RulebookView,
) -> Vec<(&'a str, &'a str, &'a str)> {
    let rows = then.rules.iter().filter_map(|rule| {
        let old = now.rules.iter().find(|old| old.code == rule.code);
        let before = old.map_or("", |old| old.value.as_str());
        (before != rule.value).then_some((rule.label.as_str(), before, rule.value.as_str()))
    });
    rows.collect()
}

fn changes(now: &RulebookView, then: &RulebookView, lang: huiyin_rules::Lang) -> Html {
    let rows = differing(now, then);
    html! {
        <>
            <p>{ fill(lang.say(t::CHANGE_INTRO), &[&now.title, &then.title]) }</p>
            if rows.is_empty() {
                <p>{ lang.say(t::SAME_RULES) }</p>
            } else {
                <p><strong>{ fill(lang.say(t::CHANGED_RULES), &[&rows.len().to_string()]) }</strong></p>
                <div class="scroll" tabindex="0" role="region" aria-label={lang.say(t::CHANGE_RULES)}>
                    <table class="table">
                        <thead><tr>
                            <th scope="col">{ lang.say(t::RULE) }</th>
                            <th scope="col">{ lang.say(t::BEFORE) }</th>
                            <th scope="col">{ lang.say(t::AFTER) }</th>
                        </tr></thead>
                        <tbody>
                            { for rows.iter().map(|(label, before, after)| html! {
                                <tr key={*label}><th scope="row">{ *label }</th><td>{ *before }</td><td><strong>{ *after }</strong></td></tr>
                            }) }
                        </tbody>
                    </table>
                </div>
            }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use huiyin_protocol::rulebook::RuleView;

    #[test]
    fn only_rules_with_another_value_are_listed() {
        let book = |values: [&str; 2]| RulebookView {
            rules: ["a", "b"]
                .into_iter()
                .zip(values)
                .map(|(code, value)| RuleView {
                    code: code.into(),
                    label: code.into(),
                    value: value.into(),
                    ..RuleView::default()
                })
                .collect(),
            ..RulebookView::default()
        };
        let (now, then) = (book(["3个月", "否"]), book(["3个月", "是"]));
        assert_eq!(differing(&now, &then), [("b", "否", "是")]);
        assert_eq!(differing(&now, &now), []);
    }
}
