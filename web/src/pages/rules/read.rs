//! Reading: the rulebook in force or another, beside one it is compared with.

use super::draft::Draft;
use super::groups::{grouped, matches};
use super::rule::rule;
use super::texts as t;
use super::upload::Upload;
use super::versions::versions;
use super::{Mode, Plan};
use crate::app::nav;
use crate::components::button::{Kind, button, click};
use crate::components::dialog::Dialog;
use crate::components::field::{Field, Kind as Input, field};
use crate::i18n::{Say, common, fill, fill_number};
use crate::pages::{asked, page_head};
use crate::platform::{dom, files, window};
use crate::prelude::*;
use crate::route::{self, Route, Search};
use crate::state::session::party_name;
use crate::state::{notices, use_ask, use_session, use_workspace};
use huiyin_protocol::rulebook::{RuleView, RulebookView};
use huiyin_protocol::workspace::WorkspaceView;
use huiyin_protocol::{Reply, Request};
use huiyin_rules::{Lang, Role};
use std::rc::Rc;

/// The rulebook in force, in the address of what to compare with.
const IN_FORCE: &str = "in-force";

/// What a document has to be, beside the page.
const SCHEMA: &str = "rulebook.schema.json";

/// Properties of [`Read`].
#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// What the address asks for.
    pub search: Search,
    /// Goes on to another mode.
    pub go: Callback<Mode>,
}

/// The page while it is read.
#[component]
pub(super) fn Read(props: &Props) -> Html {
    let session = use_session();
    let lang = session.lang;
    let workspace = use_workspace();
    let search = &props.search;
    let (book, with, wanted) = (search.get("book"), search.get("with"), search.get("q"));
    let answer = use_ask(Some(Request::Rulebook {
        name: Some(book.clone()).filter(|name| !name.is_empty()),
    }));
    let other = use_ask((!with.is_empty()).then(|| Request::Rulebook {
        name: Some(with.clone()).filter(|name| name != IN_FORCE),
    }));
    let failed = use_state_eq(String::new);
    // What the person is asked before it is done.
    let asking = use_state_eq(|| Asking::Nothing);
    let kept = use_state_eq(|| Draft::kept().map(Rc::new));

    let view = match answer.reply.as_deref() {
        Some(Reply::Rulebook(view)) if answer.failure.is_none() => view,
        _ => {
            return html! {
                <div class="page rules-page">
                    { page_head(lang.say(nav::RULES), Html::default()) }
                    { bar(search, &workspace, lang) }
                    { asked(&answer, lang) }
                </div>
            };
        }
    };
    let against = match other.reply.as_deref() {
        Some(Reply::Rulebook(view)) if !with.is_empty() => Some(view),
        _ => None,
    };
    let is_preset = workspace.presets.iter().any(|(name, _)| *name == view.name);
    let is_office = session.acting().role == Role::Office;

    let derive = {
        let (go, asking, kept) = (props.go.clone(), asking.clone(), kept.clone());
        let draft = Rc::new(Draft::begin(
            view,
            is_preset,
            titles(view, &workspace.name),
            &workspace.today,
        ));
        Callback::from(move |()| {
            if kept.as_ref().is_some_and(|kept| !kept.own.is_empty()) {
                asking.set(Asking::Replace(draft.clone()));
            } else {
                go.emit(Mode::Edit(draft.clone()));
            }
        })
    };
    let adopt = {
        let go = props.go.clone();
        // A preset comes into force as a rulebook of our own that states nothing itself.
        let draft = Draft::begin(view, is_preset, view.titles.clone(), &workspace.today);
        let plan = Plan {
            document: Rc::new(draft.document()),
            title: view.title.clone(),
            draft: None,
        };
        Callback::from(move |()| go.emit(Mode::Review(plan.clone())))
    };
    let on_text = {
        let (go, failed) = (props.go.clone(), failed.clone());
        Callback::from(move |read: Result<(String, String), String>| match read {
            Ok((title, document)) => go.emit(Mode::Review(Plan {
                document: Rc::new(document),
                title,
                draft: None,
            })),
            Err(why) => failed.set(why),
        })
    };
    let tools = html! {
        <>
            if is_office {
                { button(Kind::Primary, lang.say(t::DERIVE), click(derive)) }
                if !book.is_empty() && book != workspace.rulebook {
                    { button(Kind::Plain, lang.say(t::ADOPT_THIS), click(adopt)) }
                }
                <Upload label={lang.say(t::UPLOAD)} {on_text} />
            }
            { button(Kind::Plain, lang.say(t::DOWNLOAD), download(&view.name, &view.document, lang)) }
            { button(Kind::Plain, lang.say(t::PRINT), Callback::from(|_| window::print())) }
        </>
    };
    html! {
        <div class="page rules-page">
            { page_head(lang.say(nav::RULES), tools) }
            if !is_office {
                <p class="banner banner-warn no-print">{ fill(lang.say(t::OFFICE_ONLY), &[&party_name(session.acting(), lang)]) }</p>
            }
            if !failed.is_empty() {
                <p class="error-box" role="alert">{ &*failed }</p>
            }
            if let Some(draft) = (*kept).clone().filter(|draft| is_office && !draft.own.is_empty()) {
                { draft_here(&draft, props, &asking, lang) }
            }
            { bar(search, &workspace, lang) }
            if !view.versions.is_empty() && book.is_empty() {
                { versions(&view.versions, lang) }
            }
            if against.is_none() && !with.is_empty() {
                { asked(&other, lang) }
            }
            { list(view, against, &wanted, !search.get("only").is_empty(), lang) }
            <p class="muted no-print">{ lang.say(t::SCHEMA_ABOUT) }{ " " }<a href={SCHEMA} download="rulebook.schema.json">{ lang.say(t::SCHEMA) }</a></p>
            { question(&asking, &kept, &props.go, lang) }
        </div>
    }
}

/// A question before something is lost.
#[derive(Clone, PartialEq)]
enum Asking {
    Nothing,
    /// Throw the draft away.
    Discard(Rc<Draft>),
    /// Put this one in its place.
    Replace(Rc<Draft>),
}

fn draft_here(
    draft: &Rc<Draft>,
    props: &Props,
    asking: &UseStateHandle<Asking>,
    lang: Lang,
) -> Html {
    let go_on = {
        let (go, draft) = (props.go.clone(), draft.clone());
        Callback::from(move |()| go.emit(Mode::Edit(draft.clone())))
    };
    let discard = {
        let (asking, draft) = (asking.clone(), draft.clone());
        Callback::from(move |()| asking.set(Asking::Discard(draft.clone())))
    };
    html! {
        <div class="rules-draft no-print" role="status">
            <span>{ fill(lang.say(t::DRAFT_HERE), &[&draft.titles.0, &draft.own.len().to_string()]) }</span>
            { button(Kind::Plain, lang.say(t::GO_ON), click(go_on)) }
            { button(Kind::Text, lang.say(t::THROW_AWAY), click(discard)) }
        </div>
    }
}

fn question(
    asking: &UseStateHandle<Asking>,
    kept: &UseStateHandle<Option<Rc<Draft>>>,
    go: &Callback<Mode>,
    lang: Lang,
) -> Html {
    let close = {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(Asking::Nothing))
    };
    let (words, yes, title, lost) = match &**asking {
        Asking::Nothing => return Html::default(),
        Asking::Discard(draft) => {
            let (kept, asking) = (kept.clone(), asking.clone());
            let yes = Callback::from(move |()| {
                Draft::forget();
                kept.set(None);
                asking.set(Asking::Nothing);
            });
            (t::THROW_AWAY_ASK, yes, t::THROW_AWAY, draft.clone())
        }
        Asking::Replace(draft) => {
            let (go, draft) = (go.clone(), draft.clone());
            let yes = Callback::from(move |()| go.emit(Mode::Edit(draft.clone())));
            (
                t::NEW_DRAFT_ASK,
                yes,
                t::REPLACE_DRAFT,
                (**kept).clone().unwrap_or_default(),
            )
        }
    };
    html! {
        <Dialog title={lang.say(title)} on_close={close.clone()}>
            <p>{ fill(lang.say(words), &[&lost.titles.0, &lost.own.len().to_string()]) }</p>
            <div class="form-foot">
                { button(Kind::Plain, lang.say(common::CANCEL), click(close)) }
                { button(Kind::Primary, lang.say(title), click(yes)) }
            </div>
        </Dialog>
    }
}

/// Choosing what is shown, compared and looked for; all of it stands in the address.
fn bar(search: &Search, workspace: &WorkspaceView, lang: Lang) -> Html {
    let set = |name: &'static str| {
        let search = search.clone();
        Callback::from(move |value: String| {
            route::replace(&Route::Rules(search.with(name, &value)))
        })
    };
    let book = search.get("book");
    let shown = if book.is_empty() {
        &workspace.rulebook
    } else {
        &book
    };
    let in_force = fill(lang.say(t::IN_FORCE), &[&workspace.rulebook_title]);
    let others = |but: &str| -> Vec<(String, String)> {
        let others = workspace.presets.iter().filter(|(name, _)| name != but);
        others.cloned().collect()
    };
    let mut compared = others(shown);
    if !book.is_empty() {
        compared.retain(|(name, _)| *name != workspace.rulebook);
        compared.insert(0, (IN_FORCE.to_owned(), in_force.clone()));
    }
    let find = Callback::from({
        let set = set("q");
        move |event: InputEvent| set.emit(dom::value_of(&event))
    });
    let choose = |name| set(name).reform(|event: Event| dom::value_of(&event));
    let with = search.get("with");
    let only = Field::new("rules-only", lang.say(t::ONLY_DIFFERENT), Input::Check);
    html! {
        <div class="rules-bar no-print">
            <div class="field">
                <label class="field-label" for="rules-book">{ lang.say(t::SHOWN) }</label>
                <select id="rules-book" class="control" onchange={choose("book")}>
                    <option value="" selected={book.is_empty()}>{ in_force }</option>
                    { options(&others(&workspace.rulebook), &book) }
                </select>
            </div>
            <div class="field">
                <label class="field-label" for="rules-with">{ lang.say(t::COMPARE_WITH) }</label>
                <select id="rules-with" class="control" onchange={choose("with")}>
                    <option value="" selected={with.is_empty()}>{ lang.say(t::NO_COMPARE) }</option>
                    { options(&compared, &with) }
                </select>
                if !with.is_empty() {
                    { field(&only, if search.get("only").is_empty() { "" } else { "1" }, None, &set("only"), lang) }
                }
            </div>
            <div class="field">
                <label class="field-label" for="rules-find">{ lang.say(t::FIND) }</label>
                <input id="rules-find" type="search" class="control" autocomplete="off" placeholder={lang.say(t::FIND_HINT)}
                    value={search.get("q")} oninput={find} />
            </div>
        </div>
    }
}

fn options(all: &[(String, String)], chosen: &str) -> Html {
    html! {
        <>
            { for all.iter().map(|(name, title)| html! {
                <option key={name.clone()} value={name.clone()} selected={*name == chosen}>{ title }</option>
            }) }
        </>
    }
}

fn list(
    view: &RulebookView,
    against: Option<&RulebookView>,
    wanted: &str,
    only: bool,
    lang: Lang,
) -> Html {
    let other = |rule: &RuleView| {
        let against = against?;
        let found = against.rules.iter().find(|other| other.code == rule.code)?;
        (found.json != rule.json).then_some((against.title.as_str(), found.value.as_str()))
    };
    let different = view
        .rules
        .iter()
        .filter(|rule| other(rule).is_some())
        .count();
    let only = only && against.is_some();
    let fits = |rule: &&RuleView| matches(rule, wanted) && (!only || other(rule).is_some());
    let shown: Vec<&RuleView> = view.rules.iter().filter(fits).collect();
    let own = view
        .rules
        .iter()
        .filter(|rule| rule.inherited_from.is_none())
        .count();
    let count = fill(
        lang.say(t::COUNT_ALL),
        &[&view.title, &view.rules.len().to_string(), &own.to_string()],
    );
    let groups = grouped(&shown);
    html! {
        <>
            <div class="rules-count" role="status">
                <p>{ count }
                    if let Some(against) = against {
                        { fill(lang.say(t::COUNT_DIFFERENT), &[&against.title, &different.to_string()]) }
                    }
                    if shown.len() < view.rules.len() {
                        { fill_number(lang.say(t::COUNT_FOUND), shown.len() as u64) }
                    }
                </p>
                if shown.is_empty() { <p>{ lang.say(t::NO_RULE) }</p> }
            </div>
            if groups.len() > 1 {
                { jumps(&groups, lang) }
            }
            { for groups.iter().map(|(key, title, rules)| {
                let id = ["rules-", key].concat();
                html! {
                    <section key={*key} class="panel" aria-labelledby={id.clone()}>
                        <div class="panel-head"><h2 {id} tabindex="-1">{ lang.say(*title) }</h2><span class="muted">{ rules.len() }</span></div>
                        <ul class="panel-body rules">
                            { for rules.iter().map(|one| rule(one, other(one), lang)) }
                        </ul>
                    </section>
                }
            }) }
        </>
    }
}

/// Leads to the groups; links would take the address of the page.
pub(super) fn jumps(
    groups: &[(&'static str, crate::i18n::Words, Vec<&RuleView>)],
    lang: Lang,
) -> Html {
    html! {
        <nav class="rules-jumps no-print" aria-label={lang.say(t::JUMP)}>
            { for groups.iter().map(|(key, title, _)| {
                let id = ["rules-", key].concat();
                let to = Callback::from(move |_: MouseEvent| dom::focus_id(&id));
                html! { <button key={*key} type="button" class="btn btn-text" onclick={to}>{ lang.say(*title) }</button> }
            }) }
        </nav>
    }
}

/// What a derived rulebook is called at first.
fn titles(view: &RulebookView, workspace: &str) -> (String, String) {
    if workspace.is_empty() {
        let (zh, en) = &view.titles;
        (
            [zh.as_str(), "（本机关）"].concat(),
            [en.as_str(), ", ours"].concat(),
        )
    } else {
        ([workspace, "办理规则"].concat(), String::new())
    }
}

/// Offers a document as a file.
pub(super) fn download(name: &str, document: &str, lang: Lang) -> Callback<MouseEvent> {
    let file = [name, ".rulebook.json"].concat();
    let bytes = document.as_bytes().to_vec();
    Callback::from(move |_| {
        if files::save(&file, files::JSON, std::slice::from_ref(&bytes)) {
            notices::done(fill(lang.say(t::DOWNLOADED), &[&file]));
        } else {
            notices::failed(lang.say(t::NOT_DOWNLOADED));
        }
    })
}
