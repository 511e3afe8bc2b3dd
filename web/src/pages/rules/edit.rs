//! Making a rulebook: its name, and the rules that differ from what it inherits.

use super::draft::{Draft, OwnRule, is_identifier, of_view};
use super::groups::{grouped, matches};
use super::read::{download, jumps};
use super::rule::source;
use super::rule_dialog::RuleDialog;
use super::texts as t;
use super::typed::worded;
use super::{Mode, Plan};
use crate::components::button::{Kind as Look, button, click};
use crate::components::field::{Field, Kind, field, id_of};
use crate::i18n::{Say, common, fill};
use crate::pages::{asked, page_head};
use crate::platform::dom;
use crate::prelude::*;
use crate::state::{notices, use_ask, use_lang, use_workspace};
use huiyin_protocol::rulebook::{RuleView, RulebookView};
use huiyin_protocol::{Reply, Request};
use huiyin_rules::Lang;
use std::rc::Rc;

/// The rulebook whose names and forms stand for one that inherits nothing.
const ANY: &str = "national";

/// Properties of [`Edit`].
#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// The draft.
    pub draft: Rc<Draft>,
    /// Goes on: with a changed draft, to read, to look it through.
    pub go: Callback<Mode>,
}

/// The page while a rulebook is made.
#[component]
pub(super) fn Edit(props: &Props) -> Html {
    let lang = use_lang();
    let workspace = use_workspace();
    let draft = &props.draft;
    let base = if draft.inherits.is_empty() {
        ANY
    } else {
        &draft.inherits
    };
    let answer = use_ask(Some(Request::Rulebook {
        name: Some(base.to_owned()),
    }));
    let wanted = use_state_eq(String::new);
    let only = use_state_eq(|| false);
    // The rule in the dialog.
    let open = use_state_eq(|| None::<String>);
    let faults = use_state_eq(Vec::<(String, String)>::new);
    let summary = use_node_ref();
    {
        let summary = summary.clone();
        use_effect_with(faults.clone(), move |faults| {
            if !faults.is_empty() {
                dom::focus(&summary);
            }
        });
    }
    let change = {
        let go = props.go.clone();
        Callback::from(move |next: Draft| go.emit(Mode::Edit(Rc::new(next))))
    };
    let leave = {
        let go = props.go.clone();
        Callback::from(move |()| go.emit(Mode::Read))
    };
    let Some(Reply::Rulebook(base)) = answer.reply.as_deref().filter(|_| answer.failure.is_none())
    else {
        return html! {
            <div class="page rules-page">
                { page_head(lang.say(t::EDIT_TITLE), button(Look::Plain, lang.say(t::LEAVE), click(leave))) }
                { asked(&answer, lang) }
            </div>
        };
    };
    let look = {
        let (faults, go, draft) = (faults.clone(), props.go.clone(), draft.clone());
        let (presets, base) = (workspace.presets.clone(), base.clone());
        Callback::from(move |()| {
            let found = missing(&draft, &base, &presets, lang);
            if found.is_empty() {
                go.emit(Mode::Review(Plan {
                    document: Rc::new(draft.document()),
                    title: draft.titles.0.clone(),
                    draft: Some(draft.clone()),
                }));
            }
            faults.set(found);
        })
    };
    let intro = if draft.inherits.is_empty() {
        lang.say(t::EDIT_INTRO_WHOLE).to_owned()
    } else {
        fill(lang.say(t::EDIT_INTRO), &[&base.title])
    };
    let tools = html! {
        <>
            { button(Look::Primary, lang.say(t::LOOK), click(look.clone())) }
            { button(Look::Plain, lang.say(t::SAVE_FILE), download(&draft.id, &draft.document(), lang)) }
            { button(Look::Plain, lang.say(t::LEAVE), click(leave)) }
        </>
    };
    let fits = |rule: &&RuleView| {
        matches(rule, &wanted) && (!*only || draft.own_rule(&rule.code).is_some())
    };
    let shown: Vec<&RuleView> = base.rules.iter().filter(fits).collect();
    let groups = grouped(&shown);
    html! {
        <div class="page rules-page">
            { page_head(lang.say(t::EDIT_TITLE), tools) }
            if !faults.is_empty() {
                { summarised(&summary, &faults, lang) }
            }
            <section class="panel">
                <div class="panel-body rules-stack">
                    <p>{ intro }</p>
                    { head(draft, &change, lang) }
                </div>
            </section>
            <div class="rules-bar">
                { find(&wanted, lang) }
                { only_changed(&only, draft.own.len(), lang) }
            </div>
            if shown.is_empty() { <p role="status">{ lang.say(t::NO_RULE) }</p> }
            if groups.len() > 1 {
                { jumps(&groups, lang) }
            }
            { for groups.iter().map(|(key, title, rules)| {
                let id = ["rules-", key].concat();
                html! {
                    <section key={*key} class="panel" aria-labelledby={id.clone()}>
                        <div class="panel-head"><h2 {id} tabindex="-1">{ lang.say(*title) }</h2></div>
                        <ul class="panel-body rules">
                            { for rules.iter().map(|rule| row(rule, draft, &change, &open, lang)) }
                        </ul>
                    </section>
                }
            }) }
            { dialog(base, draft, &change, &open) }
        </div>
    }
}

/// Title and identifier.
fn head(draft: &Rc<Draft>, change: &Callback<Draft>, lang: Lang) -> Html {
    let part = |key: &str, label, hint, value: &str, needed: bool, set: fn(&mut Draft, String)| {
        let mut one = Field::new(key, lang.say(label), Kind::Line).hint(hint);
        one.required = needed;
        let (draft, change) = (draft.clone(), change.clone());
        let edit = Callback::from(move |value: String| {
            let mut next = (*draft).clone();
            set(&mut next, value);
            change.emit(next);
        });
        field(&one, value, None, &edit, lang)
    };
    html! {
        <div class="rules-head">
            { part("book-zh", t::TITLE_ZH, "", &draft.titles.0, true, |draft, value| draft.titles.0 = value) }
            <details>
                <summary>{ lang.say(t::MORE_HEAD) }</summary>
                <div class="rules-stack">
                    { part("book-en", t::TITLE_EN, lang.say(t::EN_HINT), &draft.titles.1, false, |draft, value| draft.titles.1 = value) }
                    { part("book-id", t::IDENTIFIER, lang.say(t::IDENTIFIER_HINT), &draft.id, true, |draft, value| draft.id = value) }
                </div>
            </details>
        </div>
    }
}

fn find(wanted: &UseStateHandle<String>, lang: Lang) -> Html {
    let set = {
        let wanted = wanted.clone();
        Callback::from(move |event: InputEvent| wanted.set(dom::value_of(&event)))
    };
    html! {
        <div class="field">
            <label class="field-label" for="rules-find">{ lang.say(t::FIND) }</label>
            <input id="rules-find" type="search" class="control" autocomplete="off" placeholder={lang.say(t::FIND_HINT)}
                value={(**wanted).clone()} oninput={set} />
        </div>
    }
}

fn only_changed(only: &UseStateHandle<bool>, count: usize, lang: Lang) -> Html {
    let label = fill(lang.say(t::ONLY_CHANGED), &[&count.to_string()]);
    let one = Field::new("rules-own", &label, Kind::Check);
    let set = {
        let only = only.clone();
        Callback::from(move |value: String| only.set(!value.is_empty()))
    };
    field(&one, if **only { "1" } else { "" }, None, &set, lang)
}

fn row(
    rule: &RuleView,
    draft: &Rc<Draft>,
    change: &Callback<Draft>,
    open: &UseStateHandle<Option<String>>,
    lang: Lang,
) -> Html {
    let own = draft.own_rule(&rule.code);
    let edit = {
        let (open, code) = (open.clone(), rule.code.clone());
        Callback::from(move |_: MouseEvent| open.set(Some(code.clone())))
    };
    let revert = {
        let (draft, change, code, label) = (
            draft.clone(),
            change.clone(),
            rule.code.clone(),
            rule.label.clone(),
        );
        Callback::from(move |_: MouseEvent| {
            let back = {
                let (change, own) = (change.clone(), draft.own_rule(&code).cloned());
                // Into the draft as it is then: other rules may have changed meanwhile.
                Callback::from(move |()| {
                    if let (Some(now), Some(own)) = (Draft::kept(), own.clone()) {
                        change.emit(now.with(own));
                    }
                })
            };
            change.emit(draft.without(&code));
            notices::undoable(fill(lang.say(t::REVERTED), &[&label]), back);
        })
    };
    let can_revert = own.is_some() && !draft.inherits.is_empty();
    html! {
        <li key={rule.code.clone()} class={if own.is_some() { "rule is-own" } else { "rule" }}>
            <div class="rule-head">
                <h3 id={id_of(&["own-", &rule.code].concat())} tabindex="-1">{ &rule.label }</h3>
                <code class="muted">{ &rule.code }</code>
                if own.is_some() { <span class="tag">{ lang.say(t::OWN) }</span> }
                <span class="rule-tools">
                    <button type="button" class="btn" onclick={edit} aria-label={fill(lang.say(t::CHANGE_OF), &[&rule.label])}>{ lang.say(t::CHANGE) }</button>
                    if can_revert {
                        <button type="button" class="btn btn-text" onclick={revert} aria-label={fill(lang.say(t::REVERT_OF), &[&rule.label])}>{ lang.say(t::REVERT) }</button>
                    }
                </span>
            </div>
            { match own {
                Some(own) => html! {
                    <>
                        <p class="rule-value">{ value_of(own, rule, lang) }</p>
                        if can_revert { <p class="muted">{ fill(lang.say(t::BEFORE_IT_WAS), &[&rule.value]) }</p> }
                        { source(&own.cite, if lang == Lang::En && !own.texts.1.is_empty() { &own.texts.1 } else { &own.texts.0 }) }
                    </>
                },
                None => html! { <p class="rule-value">{ &rule.value }</p> },
            } }
        </li>
    }
}

/// The engine's wording where the value is the inherited one, else ours.
fn value_of(own: &OwnRule, rule: &RuleView, lang: Lang) -> String {
    if of_view(rule).value == own.value {
        rule.value.clone()
    } else {
        worded(&rule.form, &own.value, lang)
    }
}

fn dialog(
    base: &RulebookView,
    draft: &Rc<Draft>,
    change: &Callback<Draft>,
    open: &UseStateHandle<Option<String>>,
) -> Html {
    let rule = open
        .as_ref()
        .and_then(|code| base.rules.iter().find(|rule| rule.code == *code));
    let Some(rule) = rule else {
        return Html::default();
    };
    let start = draft
        .own_rule(&rule.code)
        .cloned()
        .unwrap_or_else(|| OwnRule {
            cite: String::new(),
            texts: (String::new(), String::new()),
            ..of_view(rule)
        });
    let on_close = {
        let open = open.clone();
        Callback::from(move |()| open.set(None))
    };
    let on_done = {
        let (draft, change, open) = (draft.clone(), change.clone(), open.clone());
        Callback::from(move |rule: OwnRule| {
            change.emit(draft.with(rule));
            open.set(None);
        })
    };
    html! { <RuleDialog key={rule.code.clone()} rule={rule.clone()} {start} {on_done} {on_close} /> }
}

/// What the draft lacks before it can be looked through: the field's key and what to do.
fn missing(
    draft: &Draft,
    base: &RulebookView,
    presets: &[(String, String)],
    lang: Lang,
) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut add = |key: &str, text: String| found.push((key.to_owned(), text));
    if draft.titles.0.trim().is_empty() {
        add("book-zh", lang.say(t::NEED_TITLE).to_owned());
    }
    if !is_identifier(&draft.id) {
        add("book-id", lang.say(t::NEED_ID).to_owned());
    } else if presets.iter().any(|(name, _)| *name == draft.id) {
        add("book-id", fill(lang.say(t::ID_TAKEN), &[&draft.id]));
    }
    if draft.own.is_empty() {
        add("book-zh", fill(lang.say(t::NOTHING_OWN), &[&base.title]));
    }
    for own in &draft.own {
        if own.cite.trim().is_empty() || own.texts.0.trim().is_empty() {
            let rule = base.rules.iter().find(|rule| rule.code == own.code);
            let label = rule.map_or(own.code.as_str(), |rule| rule.label.as_str());
            let key = ["own-", &own.code].concat();
            add(&key, fill(lang.say(t::NEED_SOURCE), &[label]));
        }
    }
    found
}

fn summarised(summary: &NodeRef, faults: &[(String, String)], lang: Lang) -> Html {
    html! {
        <div ref={summary.clone()} class="error-summary" role="alert" tabindex="-1">
            <p class="error-title">{ lang.say(common::ERRORS_TITLE) }</p>
            <ul>
                { for faults.iter().map(|(key, text)| {
                    let id = id_of(key);
                    let to = Callback::from(move |_: MouseEvent| reveal(&id));
                    html! { <li key={text.clone()}><button type="button" class="btn btn-text" onclick={to}>{ text }</button></li> }
                }) }
            </ul>
        </div>
    }
}

/// Moves the focus to a field, opening the fold it may lie in.
fn reveal(id: &str) {
    let fold = dom::document()
        .and_then(|document| document.get_element_by_id(id))
        .and_then(|element| element.closest("details").ok().flatten());
    if let Some(fold) = fold {
        // Fails only on a malformed name.
        let _ = fold.set_attribute("open", "");
    }
    dom::focus_id(id);
}

#[cfg(test)]
mod tests {
    use super::super::json::Json;
    use super::*;

    #[test]
    fn a_draft_needs_a_title_an_identifier_and_sources() {
        let own = OwnRule {
            code: "reply".into(),
            value: Json::Null,
            cite: " ".into(),
            texts: ("两个月".into(), String::new()),
        };
        let draft = Draft {
            id: "malong".into(),
            titles: (" ".into(), String::new()),
            inherits: "malong".into(),
            own: vec![own.clone()],
        };
        let presets = [("malong".to_owned(), "马龙".to_owned())];
        let base = RulebookView::default();
        let keys = |draft: &Draft| -> Vec<String> {
            let found = missing(draft, &base, &presets, Lang::Zh);
            found.into_iter().map(|(key, _)| key).collect()
        };
        assert_eq!(keys(&draft), ["book-zh", "book-id", "own-reply"]);
        let good = Draft {
            id: "ours".into(),
            titles: ("本机关".into(), String::new()),
            own: vec![OwnRule {
                cite: "本机关规定".into(),
                ..own
            }],
            ..draft
        };
        assert_eq!(keys(&good), Vec::<String>::new());
    }
}
