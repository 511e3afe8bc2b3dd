//! One voice: what was said, what became of it, what the citizen reads, what is like it.

mod like;
mod pictures;
mod texts;

use super::asking::use_public_ask;
use super::fields::beginning;
use super::part;
use super::voices::{Act, ActKind, Picked, Raise, leave, texts as vt};
use crate::app::nav;
use crate::components::button::{Kind as Button, button, click};
use crate::components::chip;
use crate::components::timeline::{Entry, timeline};
use crate::i18n::{Say, Words};
use crate::pages::page_head;
use crate::pages::unanswered;
use crate::prelude::*;
use crate::route::{self, Route};
use crate::state::{Session, use_session};
use huiyin_protocol::public::{PublicAsk, PublicReply, VoiceView};
use huiyin_rules::{Lang, Role};
use pictures::Pictures;
use std::rc::Rc;
use texts as t;

/// Characters of the heading.
const HEADING: usize = 28;
/// What can be done, in the order of the buttons; raising comes before all of them.
const KINDS: [ActKind; 6] = [
    ActKind::Answer,
    ActKind::Pass,
    ActKind::Join,
    ActKind::Merge,
    ActKind::Refuse,
    ActKind::Inform,
];

#[derive(Clone, Copy, PartialEq)]
enum Open {
    Act(ActKind),
    Raise,
}

/// Properties of [`Voice`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Which one.
    pub id: String,
}

/// The page.
#[component]
pub fn Voice(props: &Props) -> Html {
    let session = use_session();
    let lang = session.lang;
    let answer = use_public_ask(Some(PublicAsk::Voice(props.id.clone())));
    let open = use_state_eq(|| None::<Open>);
    let Some(PublicReply::Voice(view)) = answer.reply.as_deref() else {
        return html! {
            <div class="page pub-page">
                { page_head(lang.say(nav::VOICE), leave(lang)) }
                { unanswered(&answer, lang) }
            </div>
        };
    };
    let show = |what: Open| {
        let open = open.setter();
        click(Callback::from(move |()| open.set(Some(what))))
    };
    let close = {
        let open = open.setter();
        Callback::from(move |_: bool| open.set(None))
    };
    let may = |key: &str| view.may.iter().any(|one| one == key);
    let picked: Vec<Picked> = vec![Picked::of(&view.row)];
    let dialog = match *open {
        Some(Open::Act(kind)) => {
            let targets: Vec<Picked> = view.alike.iter().map(|(row, _)| Picked::of(row)).collect();
            html! { <Act {kind} {picked} {targets} like={view.suggestions.clone()} on_close={close} /> }
        }
        Some(Open::Raise) => html! { <Raise {picked} on_close={close} /> },
        None => Html::default(),
    };
    html! {
        <div class="page pub-page" aria-busy={answer.loading.then_some("true")}>
            { page_head(&heading(view, lang), leave(lang)) }
            <p class="pub-marks">
                { super::voices::stage(&view.row.stage) }
                if view.row.late { { super::voices::late(lang) } }
                { chip::rating(view.row.rating, lang) }
            </p>
            { became(view, lang) }
            if !view.may.is_empty() {
                <section class="pub-do" aria-label={lang.say(t::DO)}>
                    if may("raise") { { button(Button::Primary, lang.say(vt::RAISE), show(Open::Raise)) } }
                    { for KINDS.into_iter().filter(|kind| may(kind.key()))
                        .map(|kind| button(Button::Plain, lang.say(kind.words()), show(Open::Act(kind)))) }
                </section>
            }
            <div class="pub-two">
                <div class="pub-column">
                    { part("voice-said", lang.say(vt::SAID), "", Html::default(), said(view, lang)) }
                    { like::like(view, lang) }
                </div>
                <div class="pub-column">
                    { part("voice-told", lang.say(t::TOLD), lang.say(followed(view, &session)), Html::default(), told(view, session.at_own_device(), lang)) }
                    { part("voice-history", lang.say(t::HISTORY), "", Html::default(), history(view)) }
                </div>
            </div>
            { dialog }
        </div>
    }
}

/// What the page is called: how the voice begins; a drive's answers have no text.
fn heading(view: &VoiceView, lang: Lang) -> String {
    let text = beginning(&view.text, HEADING);
    if text.is_empty() {
        return lang.say(nav::VOICE).to_owned();
    }
    text
}

/// Where it went: the suggestion it became, or the voice it was merged into.
fn became(view: &VoiceView, lang: Lang) -> Html {
    let note = |words: Words, place: Route, label: &str| {
        html! { <p class="pub-note" role="note">{ lang.say(words) }{ route::link(&place, "", html! { label }) }</p> }
    };
    let plain = |words: Words| html! { <p class="pub-note" role="note">{ lang.say(words) }</p> };
    match (&view.suggestion, &view.into) {
        (Some((_, title)), _) if title.is_empty() => plain(t::BECAME_ELSEWHERE),
        (Some((id, title)), _) => note(t::BECAME, Route::Item(id.clone()), title),
        (None, Some(id)) => note(
            t::MERGED,
            Route::Voice(id.clone()),
            lang.say(t::MERGED_LINK),
        ),
        // What it was merged into is not this person's to see.
        (None, None) if view.row.stage.0 == "merged" => plain(t::MERGED_ELSEWHERE),
        (None, None) => Html::default(),
    }
}

/// The text, the facts, the pictures, the answers to a drive.
fn said(view: &VoiceView, lang: Lang) -> Html {
    let facts = [
        (
            vt::CAME,
            [view.row.on.as_str(), view.row.via.as_str()].join(" "),
        ),
        (vt::TO, view.row.came_to.clone()),
        (vt::PLACE, view.row.place.clone()),
    ];
    html! {
        <>
            if !view.text.is_empty() { <p class="pub-said">{ &view.text }</p> }
            if let Some((title, answers)) = &view.drive {
                <h3>{ title }</h3>
                <dl class="pub-answers">
                    { for answers.iter().enumerate().map(|(at, (question, answer))| html! {
                        <div key={at}><dt>{ question }</dt><dd>{ answer }</dd></div>
                    }) }
                </dl>
            }
            <Pictures all={Rc::new(view.pictures.clone())} count={view.row.pictures} />
            <dl class="pub-facts">
                { for facts.into_iter().filter(|(_, value)| !value.trim().is_empty()).map(|(words, value)| html! {
                    <div><dt>{ lang.say(words) }</dt><dd>{ value }</dd></div>
                }) }
                { view.contact.as_ref().map(|contact| html! {
                    <div><dt>{ lang.say(vt::CONTACT) }</dt>
                        // Not on the screen for whoever stands behind the desk.
                        <dd><details class="pub-more"><summary>{ lang.say(t::SHOW_CONTACT) }</summary><p>{ contact }</p></details></dd></div>
                }) }
            </dl>
        </>
    }
}

/// How the citizen comes to know: whoever is not shown how to reach them leaves it to the
/// office.
fn followed(view: &VoiceView, session: &Session) -> Words {
    if view.tracked {
        return t::TOLD_HINT;
    }
    match view.contact.is_some() || session.acting().role == Role::Office {
        true => t::UNTRACKED,
        false => t::UNTRACKED_OTHER,
    }
}

/// What the citizen reads, and says of it.
fn told(view: &VoiceView, later: bool, lang: Lang) -> Html {
    html! {
        <>
            if later && view.tracked { <p class="muted pub-intro">{ lang.say(t::TOLD_LATER) }</p> }
            if view.told.is_empty() { <p class="muted">{ lang.say(t::NOTHING_TOLD) }</p> }
            <ol class="pub-steps">
                { for view.told.iter().enumerate().map(|(at, (on, text))| html! {
                    <li key={at}><time class="muted">{ on }</time><p>{ text }</p></li>
                }) }
            </ol>
            { view.rated.as_ref().map(|(rating, note, on)| html! {
                <p class="pub-note"><strong>{ lang.say(vt::RATED) }</strong>{ " " }{ chip::rating(Some(*rating), lang) }{ " " }<span class="muted">{ on }</span>
                    if !note.is_empty() { <br />{ note } }</p>
            }) }
        </>
    }
}

/// What happened, with who did it.
fn history(view: &VoiceView) -> Html {
    let steps = view.history.iter().enumerate();
    let entries = steps.map(|(at, (on, what, who))| Entry {
        key: at.to_string(),
        when: on.clone(),
        what: what.clone(),
        undone: None,
        body: if who.is_empty() {
            Html::default()
        } else {
            html! { <p class="muted">{ who }</p> }
        },
    });
    timeline(entries.collect())
}
