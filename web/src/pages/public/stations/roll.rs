//! The roll of deputies: pasted as a whole, and who of them is where.

use super::Known;
use super::issue::Issue;
use super::texts as t;
use crate::components::button::{Kind as Button, button, button_if, click};
use crate::components::dialog::Dialog;
use crate::components::empty::empty;
use crate::components::error_box::ErrorBox;
use crate::components::field::{Field, Kind, field};
use crate::i18n::{Say, common, fill, grouped};
use crate::pages::public::asking::use_ordering;
use crate::pages::public::texts as pt;
use crate::prelude::*;
use crate::route::{self, Route, Search};
use crate::state::{notices, use_lang, use_workspace};
use huiyin_protocol::public::{CodeFor, PublicAsk, PublicReply, StationsView};
use huiyin_rules::Lang;
use std::rc::Rc;

/// The names in a pasted text: a line each, or cells of a sheet. Running numbers are none.
fn names(text: &str) -> Vec<String> {
    let cells = text.split(['\n', '\t', '、', '，', ',', '；', ';']);
    let named = cells.map(str::trim).filter(|cell| {
        !cell.is_empty() && !cell.chars().all(|one| one.is_ascii_digit() || one == '.')
    });
    named.map(str::to_owned).collect()
}

/// Those of one list that the other does not name.
fn missing<'a>(of: &'a [String], from: &[String]) -> Vec<&'a str> {
    let gone = of.iter().filter(|name| !from.contains(name));
    gone.map(String::as_str).collect()
}

/// Properties of [`Roll`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Stations, roll, codes.
    pub known: Known,
}

/// The part of the page.
#[component]
pub fn Roll(props: &Props) -> Html {
    let lang = use_lang();
    let view = &props.known.view;
    let listing = use_state_eq(|| false);
    let picked = use_state_eq(|| Rc::new(Vec::<String>::new()));
    let list = |on: bool| {
        let listing = listing.setter();
        Callback::from(move |()| listing.set(on))
    };
    let clear = {
        let picked = picked.setter();
        Callback::from(move |()| picked.set(Rc::new(Vec::new())))
    };
    let tools = if view.may_change {
        button(Button::Primary, lang.say(t::LIST), click(list(true)))
    } else {
        Html::default()
    };
    let targets = picked.iter().map(|name| CodeFor {
        deputy: Some(name.clone()),
        ..CodeFor::default()
    });
    let dialog = if *listing {
        html! { <Listing known={props.known.clone()} on_close={list(false)} /> }
    } else {
        Html::default()
    };
    if view.deputies.is_empty() {
        let hint = if view.may_change {
            t::NO_ROLL_HINT
        } else {
            pt::OFFICE_ONLY
        };
        return html! { <>{ empty(lang.say(t::NO_ROLL), lang.say(hint), tools) }{ dialog }</> };
    }
    html! {
        <>
            <p class="pub-tools">{ tools }<span class="muted">{ lang.say(t::ROLL_HINT) }</span></p>
            if !picked.is_empty() {
                <Issue known={props.known.clone()} targets={targets.collect::<Vec<_>>()} on_clear={clear} />
            }
            { table(view, &picked, lang) }
            { dialog }
        </>
    }
}

/// Who is where, with which code.
fn table(view: &StationsView, picked: &UseStateHandle<Rc<Vec<String>>>, lang: Lang) -> Html {
    let all = view.deputies.iter().all(|name| picked.contains(name));
    let toggle_all = {
        let (picked, names) = (picked.clone(), view.deputies.clone());
        Callback::from(move |_: Event| {
            picked.set(Rc::new(if all { Vec::new() } else { names.clone() }));
        })
    };
    let voices = view.with_deputies.iter().copied();
    let voices = voices.chain(std::iter::repeat(0));
    html! {
        <div class="panel scroll pub-high" tabindex="0" role="region" aria-label={lang.say(t::ROLL)}>
            <table class="table pub-table">
                <thead><tr>
                    if view.may_change { <th scope="col" class="pub-check"><input type="checkbox" checked={all} onchange={toggle_all} aria-label={lang.say(t::PICK_ALL)} /></th> }
                    <th scope="col">{ lang.say(pt::DEPUTY) }</th>
                    <th scope="col">{ lang.say(t::PLACED_AT) }</th>
                    if view.told {
                        <th scope="col">{ lang.say(pt::CODE) }</th>
                        <th scope="col">{ lang.say(t::VOICES) }</th>
                    }
                </tr></thead>
                <tbody>{ for view.deputies.iter().zip(voices).map(|(name, voices)| one((name, voices), view, picked, lang)) }</tbody>
            </table>
        </div>
    }
}

fn one(
    (name, voices): (&String, u32),
    view: &StationsView,
    picked: &UseStateHandle<Rc<Vec<String>>>,
    lang: Lang,
) -> Html {
    let at = view.rows.iter().map(|row| &row.station);
    let at = at.filter(|station| station.deputies.contains(name));
    let at: Vec<&str> = at.map(|station| station.name.as_str()).collect();
    let mut own = view
        .codes
        .iter()
        .filter(|code| code.deputy.as_ref() == Some(name));
    let in_force = own.find(|code| code.withdrawn.is_none());
    let on = picked.contains(name);
    let toggle = {
        let (picked, name) = (picked.clone(), name.clone());
        Callback::from(move |_: Event| {
            let mut next = (**picked).clone();
            next.retain(|other| *other != name);
            if !on {
                next.push(name.clone());
            }
            picked.set(Rc::new(next));
        })
    };
    let search = Search::default().with("deputy", name);
    let voices = match voices {
        0 => html! { "0" },
        _ => route::link(&Route::Voices(search), "", html! { grouped(voices.into()) }),
    };
    html! {
        <tr key={name.clone()} class={if on { "is-selected" } else { "" }}>
            if view.may_change { <td class="pub-check"><input type="checkbox" checked={on} onchange={toggle} aria-label={fill(lang.say(t::PICK_ONE), &[name])} /></td> }
            <th scope="row">{ name }</th>
            <td data-label={lang.say(t::PLACED_AT)}>
                if at.is_empty() { <span class="pub-warn">{ "▲ " }{ lang.say(t::NOWHERE) }</span> } else { { at.join(lang.say(pt::LISTED)) } }
            </td>
            if view.told {
            <td data-label={lang.say(pt::CODE)}>{ in_force.map(|code| html! { <code>{ super::super::address::written(&code.code) }</code> }) }</td>
            <td data-label={lang.say(t::VOICES)}>{ voices }</td>
            }
        </tr>
    }
}

#[derive(Properties, PartialEq)]
struct ListingProps {
    known: Known,
    on_close: Callback<()>,
}

/// The whole roll as it is to be, and what that changes.
#[component]
fn Listing(props: &ListingProps) -> Html {
    let lang = use_lang();
    let workspace = use_workspace();
    let ordering = use_ordering();
    let now = &props.known.view.deputies;
    let text = use_state_eq(|| now.join("\n"));
    let set = {
        let text = text.setter();
        Callback::from(move |value: String| text.set(value))
    };
    let new = names(&text);
    let (come, gone) = (missing(&new, now), missing(now, &new));
    let take_ledger = {
        let all = workspace.deputies.join("\n");
        set.reform(move |_: MouseEvent| all.clone())
    };
    let save = {
        let (run, new) = (ordering.run.clone(), new.join("\n"));
        let (take, on_close) = (props.known.take.clone(), props.on_close.clone());
        Callback::from(move |_: MouseEvent| {
            let (take, on_close) = (take.clone(), on_close.clone());
            let then = Callback::from(move |reply: PublicReply| {
                notices::done(lang.say(t::LISTED));
                take.emit(reply);
                on_close.emit(());
            });
            run.emit((PublicAsk::ListDeputies(new.clone()), then));
        })
    };
    let one = Field::new("roll-names", lang.say(t::ROLL_NAMES), Kind::Area(12))
        .hint(lang.say(t::ROLL_NAMES_HINT))
        .plain("");
    let count = grouped(new.len() as u64);
    let said = |words, names: &[&str]| {
        let list = names.join(lang.say(pt::LISTED));
        html! { <span>{ fill(lang.say(words), &[&grouped(names.len() as u64), &list]) }</span> }
    };
    html! {
        <Dialog title={lang.say(t::LIST)} on_close={props.on_close.clone()}>
            <div class="form">
                { field(&one, &text, None, &set, lang) }
                if now.is_empty() && !workspace.deputies.is_empty() {
                    <p>{ button(Button::Plain, &fill(lang.say(t::ROLL_TAKE), &[&grouped(workspace.deputies.len() as u64)]), take_ledger) }</p>
                }
                <p class="pub-line" role="status">
                    <span>{ fill(lang.say(t::ROLL_COUNT), &[&count]) }</span>
                    if !now.is_empty() && !come.is_empty() { { said(t::COME, &come) } }
                    if !gone.is_empty() { <strong class="pub-warn">{ "▲ " }{ said(t::GONE, &gone) }</strong> }
                </p>
                if let Some(failure) = &ordering.failure { <ErrorBox failure={failure.clone()} /> }
                <div class="form-foot">
                    { button_if(Button::Primary, lang.say(t::SAVE), save, !new.is_empty() && !ordering.busy) }
                    { button(Button::Plain, lang.say(common::CANCEL), click(props.on_close.clone())) }
                </div>
            </div>
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_from_lines_and_cells_and_what_changes_is_told() {
        let new = names("1\t张三\n2\t李四\n 王五 、赵六\n");
        assert_eq!(new, ["张三", "李四", "王五", "赵六"]);
        let now = ["张三".to_owned(), "钱七".to_owned()];
        assert_eq!(missing(&new, &now), ["李四", "王五", "赵六"]);
        assert_eq!(missing(&now, &new), ["钱七"]);
    }
}
