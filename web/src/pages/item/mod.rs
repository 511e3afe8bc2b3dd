//! 建议详情: one suggestion in full, and what the acting party may do to it.

pub mod act;
mod beside;
mod deadlines;
mod facts;
mod oversight;
mod rounds;
mod signatures;
mod texts;
mod todo;

use crate::components::chip;
use crate::components::timeline::{Entry, timeline};
use crate::i18n::common as t;
use crate::i18n::{Say, day, fill};
use crate::pages::{asked, page_head};
use crate::platform::window;
use crate::prelude::*;
use crate::route::{self, Route, Search};
use crate::state::{use_ask, use_lang};
use huiyin_protocol::item::{ItemView, TimelineEntry};
use huiyin_protocol::{Reply, Request};
use huiyin_rules::Lang;
use huiyin_rules::ids::SuggestionId;
use signatures::Signatures;

/// Properties of [`Item`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Which one.
    pub id: SuggestionId,
}

/// The page.
#[component]
pub fn Item(props: &Props) -> Html {
    let lang = use_lang();
    let answer = use_ask(Some(Request::Item(props.id.clone())));
    let signatures = signatures::use_signatures(&props.id, lang);
    let print = Callback::from(|_: MouseEvent| window::print());
    let tools = html! {
        <>
            { route::link(&Route::ledger(), "btn", html! { lang.say(texts::BACK) }) }
            { crate::components::button::button(crate::components::button::Kind::Plain, lang.say(texts::PRINT), print) }
        </>
    };
    let Some(Reply::Item(item)) = answer.reply.as_deref() else {
        return html! {
            <div class="page">{ page_head(lang.say(t::ITEM), tools) }{ asked(&answer, lang) }</div>
        };
    };
    let body = html! {
        <>
            { under_title(item, lang) }
            if answer.failure.is_some() {
                { asked(&answer, lang) }
            }
            <div class="item">
                <div class="item-side">
                    <todo::Todo id={props.id.clone()} reply={answer.reply.clone()} />
                    { deadlines::deadlines(item, lang) }
                    { oversight::owners(item, lang) }
                </div>
                <div class="item-main">
                    { conflicts(item, lang) }
                    { anomalies(item, lang) }
                    { facts::facts(item, lang) }
                    { rounds::rounds(item, lang) }
                    { oversight::oversight(item, lang) }
                    <section class="panel" aria-labelledby="item-timeline">
                        <div class="panel-head"><h2 id="item-timeline">{ lang.say(texts::TIMELINE) }</h2>
                            <div class="page-tools">{ signatures.switch.clone() }</div></div>
                        <div class="panel-body">
                            { signatures.state.clone() }
                            { timeline(item.timeline.iter().map(|one| entry(one, item.source.is_some(), &signatures, lang)).collect()) }
                        </div>
                    </section>
                </div>
            </div>
        </>
    };
    // Two parts as while it was awaited: the heading stays the same element and keeps the focus.
    html! { <div class="page">{ page_head(&item.dossier.title, tools) }{ body }</div> }
}

fn under_title(item: &ItemView, lang: Lang) -> Html {
    let row = &item.row;
    let number = if row.number.is_empty() {
        lang.say(t::NO_NUMBER)
    } else {
        &row.number
    };
    html! {
        <p class="item-marks">
            <strong class="item-number">{ number }</strong>
            { chip::stage(row.stage, lang) }
            if row.key {
                { chip::key(lang.say(texts::KEY)) }
            }
            { chip::class(row.class) }
            { chip::rating(row.rating, lang) }
            if let Some(due) = &row.due {
                { chip::due(due, lang) }
            }
        </p>
    }
}

/// That something about it was decided twice, and where that is settled.
fn conflicts(item: &ItemView, lang: Lang) -> Html {
    if item.conflicts == 0 {
        return Html::default();
    }
    let to = Route::Sharing(Search::default().with("tab", "conflicts"));
    html! {
        <p class="banner banner-warn" role="status">
            <span><span aria-hidden="true">{ "▲ " }</span>{ lang.say(texts::CONFLICTS) }</span>
            { route::link(&to, "", html! { lang.say(texts::CONFLICTS_SEE) }) }
        </p>
    }
}

fn anomalies(item: &ItemView, lang: Lang) -> Html {
    if item.anomalies.is_empty() {
        return Html::default();
    }
    html! {
        <section class="panel item-odd">
            <div class="panel-head"><h2>{ lang.say(texts::ANOMALIES) }</h2></div>
            <ul class="panel-body">{ for item.anomalies.iter().map(|text| html! { <li>{ text }</li> }) }</ul>
        </section>
    }
}

/// One event. Without a stated day an act done here happened when it was recorded;
/// of one entered from a ledger nobody knows.
fn entry(one: &TimelineEntry, from_ledger: bool, signatures: &Signatures, lang: Lang) -> Entry {
    let when = match one.on {
        Some(on) => day::iso(on),
        None if from_ledger => lang.say(texts::DAY_UNKNOWN).to_owned(),
        None => day::iso(one.at.date_naive()),
    };
    let mut who = one.who.clone();
    if let Some(by) = &one.recorded_by {
        who.push_str(lang.say(crate::i18n::Words("，", ", ")));
        who.push_str(&fill(lang.say(texts::RECORDED_BY), &[by]));
    }
    let recorded = fill(lang.say(texts::RECORDED_AT), &[&day::minute(one.at)]);
    let body = html! {
        <>
            <p class="muted">{ who }{ " · " }{ recorded }
                if one.round > 1 {
                    { " · " }{ fill(lang.say(texts::ROUND_SHORT), &[&one.round.to_string()]) }
                }
            </p>
            if !one.detail.is_empty() {
                <p class="item-text">{ &one.detail }</p>
            }
            if !one.basis.is_empty() {
                <p class="muted item-basis">{ lang.say(t::BASIS) }{ lang.say(t::COLON) }{ &one.basis }</p>
            }
            if !one.not_counted.is_empty() {
                <p class="item-aside"><span aria-hidden="true">{ "▲ " }</span>{ &one.not_counted }</p>
            }
            { signatures.of(&one.event, lang) }
        </>
    };
    Entry {
        key: one.event.as_str().to_owned(),
        when,
        what: one.what.clone(),
        undone: if one.undone {
            Some(lang.say(texts::TAKEN_BACK))
        } else {
            (!one.not_counted.is_empty()).then(|| lang.say(texts::NOT_COUNTED))
        },
        body,
    }
}
