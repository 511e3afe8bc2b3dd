//! One drive: how it stands, its code, what was answered.

use super::summary::{sheet, summary};
use super::texts as t;
use super::{days, state};
use crate::app::nav;
use crate::components::button::{Kind as Button, button, click};
use crate::components::confirm::Confirm;
use crate::components::printing::use_printing;
use crate::components::qr;
use crate::i18n::{Say, common, fill, fill_number};
use crate::pages::page_head;
use crate::pages::public::address::{Base, base_field, use_base, written};
use crate::pages::public::asking::{use_ordering, use_public_ask};
use crate::pages::public::part;
use crate::pages::public::saving::save_table;
use crate::pages::public::stations::{Said, poster};
use crate::pages::public::texts as pt;
use crate::pages::unanswered;
use crate::platform::window;
use crate::prelude::*;
use crate::route::{self, Route, Search};
use crate::state::{notices, use_session, use_workspace};
use huiyin_protocol::public::{CodeView, DriveView, PublicAsk, PublicReply};
use huiyin_rules::{Lang, Role};

/// Properties of [`Drive`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Which one.
    pub id: String,
}

/// The page.
#[component]
pub fn Drive(props: &Props) -> Html {
    let session = use_session();
    let lang = session.lang;
    let workspace = use_workspace();
    let is_office = session.acting().role == Role::Office;
    let answer = use_public_ask(Some(PublicAsk::Drive(props.id.clone())));
    let base = use_base();
    let (paper, print) = use_printing::<()>();
    let closing = use_state_eq(|| false);
    let ordering = use_ordering();
    let leave = route::link(&Route::Drives, "btn", html! { lang.say(t::LEAVE) });
    let Some(PublicReply::Drive(view)) = answer.reply.as_deref() else {
        return html! {
            <div class="page pub-page">
                { page_head(lang.say(nav::DRIVES), leave) }
                { unanswered(&answer, lang) }
            </div>
        };
    };
    let ask = |on: bool| {
        let closing = closing.setter();
        Callback::from(move |()| closing.set(on))
    };
    let on_do = {
        let (run, take, id) = (ordering.run.clone(), answer.take.clone(), props.id.clone());
        let closing = closing.setter();
        Callback::from(move |reason: String| {
            let (take, closing) = (take.clone(), closing.clone());
            let then = Callback::from(move |reply: PublicReply| {
                closing.set(false);
                notices::done(lang.say(t::CLOSED));
                take.emit(reply);
            });
            let id = id.clone();
            run.emit((PublicAsk::CloseDrive { id, reason }, then));
        })
    };
    let ended = view.closed.is_some();
    let tools = html! {
        <>
            if is_office && !ended && view.row.open { { button(Button::Plain, lang.say(t::CLOSE_ASK), click(ask(true))) } }
            { leave }
        </>
    };
    let class = if paper.is_some() {
        "page pub-page prints-one"
    } else {
        "page pub-page"
    };
    let voices = Route::Voices(Search::default().with("drive", &view.row.id));
    let export = {
        let (table, today) = (sheet(view, lang), workspace.today.clone());
        let name = fill(lang.say(t::SUMMARY_FILE), &[&today, &view.row.title]);
        Callback::from(move |_: MouseEvent| save_table(&table, &name, lang))
    };
    let on_paper_now = Callback::from(|_: MouseEvent| window::print());
    let texts = html! {
        <span class="pub-tools">
            if view.row.answers.is_some_and(|answers| answers > 0) {
                { button(Button::Plain, lang.say(t::SUMMARY_PRINT), on_paper_now) }
                { button(Button::Plain, lang.say(common::EXPORT), export) }
            }
            { route::link(&voices, "btn", html! { lang.say(t::SEE_ANSWERS) }) }
        </span>
    };
    html! {
        <div {class} aria-busy={answer.loading.then_some("true")}>
            { page_head(&view.row.title, tools) }
            <p class="pub-marks">
                { state(&view.row, lang) }
                <span class="muted">{ days(&view.row) }</span>
                if let Some(answers) = view.row.answers { <span class="muted">{ fill_number(lang.say(t::ANSWERED), answers) }</span> }
            </p>
            if let Some(why) = &view.closed { <p class="pub-note" role="note">{ lang.say(t::CLOSED_WHY) }{ why }</p> }
            if !view.intro.is_empty() { <p class="pub-said">{ &view.intro }</p> }
            { view.code.as_ref().filter(|_| is_office && !ended).map(|code| code_part(code, &base, &print, lang)) }
            { part("drive-summary", lang.say(t::SUMMARY), lang.say(t::SUMMARY_INTRO), texts, summary(view, lang)) }
            if *closing {
                <Confirm title={lang.say(t::CLOSE_DO)} lines={vec![lang.say(t::CLOSE_WHAT).to_owned()]} reason=true
                    busy={ordering.busy} failure={ordering.failure.clone()} {on_do} on_close={ask(false)} />
            }
            { paper.and(view.code.as_ref()).map(|code| on_paper(view, code, &base, lang)) }
        </div>
    }
}

/// The code, where it leads, and its poster.
fn code_part(code: &CodeView, base: &Base, print: &Callback<()>, lang: Lang) -> Html {
    let press = print.reform(|_: MouseEvent| ());
    part(
        "drive-code",
        lang.say(pt::CODE),
        lang.say(t::CODE_INTRO),
        button(Button::Plain, lang.say(t::PRINT), press),
        html! {
            <div class="pub-code">
                { qr::encode(&base.of(&code.code)).map(|picture| qr::picture(&picture, lang.say(t::SQUARE))) }
                <div class="pub-column">
                    <p class="code-large">{ written(&code.code) }</p>
                    { base_field(base, &code.code, lang) }
                </div>
            </div>
        },
    )
}

fn on_paper(view: &DriveView, code: &CodeView, base: &Base, lang: Lang) -> Html {
    let said = Said {
        title: lang.say(nav::DRIVES).to_owned(),
        label: view.row.title.clone(),
        lines: vec![(t::ABOUT, view.intro.clone()), (t::DAYS, days(&view.row))],
        what: lang.say(t::POSTER_WHAT),
        steps: [t::POSTER_1, t::POSTER_2, t::POSTER_3],
    };
    html! { <div class="print-only poll-print">{ poster(code, &said, base, lang) }</div> }
}
