//! 隔离区: what does not count, why, and taking single events over by the office.

use super::{Known, part};
use crate::components::button::{Kind, button_if};
use crate::components::dialog::Dialog;
use crate::components::empty::{empty, loading};
use crate::components::error_box::ErrorBox;
use crate::components::field::{Field, Kind as Input};
use crate::components::form::{Form, Values};
use crate::i18n::{Say, common, fill};
use crate::prelude::*;
use crate::route::{self, Route};
use crate::state::sharing::{material, minute, use_doing, use_told};
use crate::state::{notices, use_lang};
use huiyin_protocol::sharing::{QuarantinedView, SharingReply, SharingRequest};
use huiyin_rules::Lang;
use huiyin_rules::ids::SuggestionId;

crate::i18n::words! {
    TITLE = "隔离区", "Not counted";
    INTRO = "收到但不计入的记录：签名或者权限不符、设备停用以后记录的、超过有效期的等。每台设备的判断相同。记录本身不会删除，确有其事的，人大机关可以说明理由后采纳，以本机关的名义重新记录。", "Events that arrived and do not count: signature or rights do not hold, recorded after the device was revoked or its grant ran out, and so on. Every device judges the same. Nothing is deleted; what did happen the office can adopt with a reason, recording it in its own name.";
    NONE = "隔离区里没有记录", "Everything counts";
    NONE_HINT = "收到的记录全部有效。", "All that arrived is valid.";
    CHOOSE = "选中“{0}”", "Select “{0}”";
    ABOUT = "查看这件建议", "See the suggestion";
    BY = "行为人：{0}", "By: {0}";
    SIGNED = "签名设备：{0}", "Signed by: {0}";
    AT = "所记时间：{0}", "Time given: {0}";
    CODE = "代码 {0}", "Code {0}";
    ADOPT = "采纳所选 {0} 条…", "Adopt the {0} selected…";
    ADOPT_NONE = "选中要采纳的记录", "Select what to adopt";
    ADOPT_TITLE = "采纳记录", "Adopt events";
    ADOPT_WHAT = "以本机关的名义重新记录所选的 {0} 条，注明原记录和理由。采纳后立即计入，不能撤回。", "Records the {0} selected in this office's name, naming the originals and the reason. They count at once, and the adoption cannot be taken back.";
    REASON = "采纳理由", "Why";
    REASON_HINT = "如：已与区水务局电话核实，确为其 11 月 3 日答复。", "Such as: confirmed with the unit by phone; it did reply on 3 November.";
    ADOPT_DO = "采纳", "Adopt";
    ADOPTED = "已采纳 {0} 条记录", "{0} events are adopted";
    ONLY_OFFICE = "只有人大机关的设备可以采纳。", "Only devices of the office can adopt.";
}

/// The part.
#[component]
pub fn Quarantine(props: &Known) -> Html {
    let lang = use_lang();
    let told = use_told(Some(SharingRequest::Quarantine), material(&props.status));
    let chosen = use_state_eq(Vec::<String>::new);
    let open = use_state_eq(|| false);
    let toggle = {
        let chosen = chosen.clone();
        Callback::from(move |event: String| {
            let mut all = (*chosen).clone();
            match all.iter().position(|one| *one == event) {
                Some(at) => drop(all.remove(at)),
                None => all.push(event),
            }
            chosen.set(all);
        })
    };
    let all: Option<&[QuarantinedView]> = match told.reply.as_deref() {
        Some(SharingReply::Quarantine(all)) => Some(all),
        _ => None,
    };
    // What was adopted or has gone meanwhile is no longer chosen.
    let events: Vec<String> = chosen
        .iter()
        .filter(|event| all.is_some_and(|all| all.iter().any(|one| one.event == **event)))
        .cloned()
        .collect();
    let show = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(true))
    };
    let shut = {
        let open = open.clone();
        Callback::from(move |()| open.set(false))
    };
    let on_done = {
        let (take, status, chosen, open) = (
            told.take.clone(),
            props.take.clone(),
            chosen.clone(),
            open.clone(),
        );
        Callback::from(move |reply| {
            take.emit(Some(reply));
            status.emit(None);
            chosen.set(Vec::new());
            open.set(false);
        })
    };
    let list = match (all, &told.failure) {
        (_, Some(failure)) => {
            let again = told.take.reform(|()| None);
            html! { <ErrorBox failure={failure.clone()} {again} /> }
        }
        (Some([]), None) => empty(lang.say(NONE), lang.say(NONE_HINT), Html::default()),
        (Some(all), None) => html! {
            <ul class="aside-list">{ for all.iter().map(|one| line(one, events.contains(&one.event), &toggle, lang)) }</ul>
        },
        (None, None) => loading(lang.say(common::LOADING)),
    };
    let any = all.is_some_and(|all| !all.is_empty());
    let adoptable = all.is_some_and(|all| all.iter().any(|one| one.adoptable));
    let tools = if adoptable {
        let label = match events.len() {
            0 => lang.say(ADOPT_NONE).to_owned(),
            some => fill(lang.say(ADOPT), &[&some.to_string()]),
        };
        button_if(Kind::Primary, &label, show, !events.is_empty())
    } else {
        Html::default()
    };
    html! {
        <>
            { part("aside", lang.say(TITLE), lang.say(INTRO), tools, html! {
                <>
                    { list }
                    if any && !adoptable { <p class="muted">{ lang.say(ONLY_OFFICE) }</p> }
                </>
            }) }
            if *open { <Adopt {events} {on_done} on_close={shut} /> }
        </>
    }
}

fn line(one: &QuarantinedView, is_chosen: bool, toggle: &Callback<String>, lang: Lang) -> Html {
    let id = ["aside-", &one.event].concat();
    let flip = {
        let event = one.event.clone();
        toggle.reform(move |_: Event| event.clone())
    };
    let about = one
        .suggestion
        .as_ref()
        .and_then(|id| SuggestionId::try_from(id.as_str()).ok());
    let facts = [(BY, &one.actor), (SIGNED, &one.device)];
    html! {
        <li key={one.event.clone()} class="aside-one">
            if one.adoptable {
                <input {id} type="checkbox" checked={is_chosen} onchange={flip} aria-label={fill(lang.say(CHOOSE), &[&one.kind])} />
            }
            <div class="aside-body">
                <p class="aside-title"><strong>{ &one.kind }</strong>
                    if let Some(id) = about { { route::link(&Route::Item(id), "", html! { lang.say(ABOUT) }) } }</p>
                <p>{ &one.text }</p>
                <p class="muted aside-facts">
                    { for facts.into_iter().filter(|(_, value)| !value.is_empty()).map(|(words, value)| html! { <span>{ fill(lang.say(words), &[value]) }</span> }) }
                    <span>{ fill(lang.say(AT), &[&minute(&one.at)]) }</span>
                    <span>{ fill(lang.say(CODE), &[&one.code]) }</span>
                </p>
            </div>
        </li>
    }
}

/// Properties of [`Adopt`].
#[derive(Properties, PartialEq)]
struct AdoptProps {
    events: Vec<String>,
    on_done: Callback<SharingReply>,
    on_close: Callback<()>,
}

/// Asks for the reason.
#[component]
fn Adopt(props: &AdoptProps) -> Html {
    let lang = use_lang();
    let doing = use_doing();
    let count = props.events.len().to_string();
    let on_submit = {
        let (run, on_done) = (doing.run.clone(), props.on_done.clone());
        let (events, count) = (props.events.clone(), count.clone());
        Callback::from(move |values: Values| {
            let request = SharingRequest::Adopt {
                events: events.clone(),
                reason: values.text("adopt-reason"),
            };
            let (on_done, count) = (on_done.clone(), count.clone());
            let done = Callback::from(move |reply| {
                notices::done(fill(lang.say(ADOPTED), &[&count]));
                on_done.emit(reply);
            });
            run.emit((request, done));
        })
    };
    let fields = vec![
        Field::new("adopt-reason", lang.say(REASON), Input::Area(3)).hint(lang.say(REASON_HINT)),
    ];
    html! {
        <Dialog title={lang.say(ADOPT_TITLE)} on_close={props.on_close.clone()}>
            <p class="sharing-gap">{ fill(lang.say(ADOPT_WHAT), &[&count]) }</p>
            <Form {fields} draft="" submit={lang.say(ADOPT_DO)} {on_submit} on_cancel={props.on_close.clone()}
                busy={doing.busy} failure={doing.failure.clone()} />
        </Dialog>
    }
}
