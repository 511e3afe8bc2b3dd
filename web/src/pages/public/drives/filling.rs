//! The form of a drive: what was typed stays until it is opened, errors stand on top.

use super::filled::{self, Typed};
use super::preview::as_citizen;
use super::questions::questions;
use super::texts as t;
use crate::app::nav;
use crate::components::button::{Kind as Button, button, click};
use crate::components::dialog::Dialog;
use crate::components::error_box::ErrorBox;
use crate::components::field::{Field, Kind, field};
use crate::components::form::{Errors, Values, error_summary, forget_draft};
use crate::i18n::{Say, common, fill};
use crate::pages::page_head;
use crate::pages::public::asking::use_ordering;
use crate::pages::public::part;
use crate::pages::public::texts as pt;
use crate::platform::{dom, prefs};
use crate::prelude::*;
use crate::route::{self, Route};
use crate::state::{notices, use_session, use_workspace};
use huiyin_protocol::public::{PublicAsk, PublicReply};
use huiyin_rules::{Lang, Role};

/// Where unsaved input is kept.
const DRAFT: &str = "drive-new";
/// The same as the browser keeps it.
const KEPT: &str = "draft.drive-new";

/// The page.
#[component]
pub fn DriveNew() -> Html {
    let session = use_session();
    let lang = session.lang;
    let office = session.acting().role == Role::Office;
    html! {
        <div class="page pub-page">
            { page_head(lang.say(nav::DRIVE_NEW), route::link(&Route::Drives, "btn", html! { lang.say(t::LEAVE) })) }
            if office { <Filling /> } else { <p class="muted">{ lang.say(pt::OFFICE_ONLY) }</p> }
        </div>
    }
}

fn fields(lang: Lang) -> [(&'static str, Field); 4] {
    let new = |key, label, kind| Field::new(key, lang.say(label), kind);
    [
        ("drive-title", new("drive-title", t::TITLE, Kind::Line)),
        (
            "drive-intro",
            new("drive-intro", t::INTRO_TEXT, Kind::Area(3))
                .hint(lang.say(t::INTRO_HINT))
                .optional(),
        ),
        ("drive-opens", new("drive-opens", t::OPENS, Kind::Day(None))),
        (
            "drive-closes",
            new("drive-closes", t::CLOSES, Kind::Day(None)).hint(lang.say(t::CLOSES_HINT)),
        ),
    ]
}

#[component]
fn Filling() -> Html {
    let session = use_session();
    let workspace = use_workspace();
    let lang = session.lang;
    let first = Values::default()
        .with("drive-opens", workspace.today.as_str())
        .with(
            "drive-questions",
            filled::questions_text(&[Typed::default()]),
        );
    let restored = use_state_eq(|| prefs::get(KEPT).map(|text| Values::from_text(&text)));
    let values = use_state_eq(|| match &*restored {
        Some(draft) => first.clone().overlaid(draft.clone()),
        None => first.clone(),
    });
    let has_draft = use_state_eq(|| restored.is_some());
    let errors = use_state_eq(Errors::new);
    let showing = use_state_eq(|| false);
    let ordering = use_ordering();
    let (summary, refusal) = (use_node_ref(), use_node_ref());
    let latest = use_mut_ref(Values::default);
    latest.borrow_mut().clone_from(&values);
    {
        // Both stand above the fields; the button that was pressed is far below.
        let (summary, refusal) = (summary.clone(), refusal.clone());
        let (wrong, refused) = (!errors.is_empty(), ordering.failure.is_some());
        use_effect_with((errors.clone(), ordering.failure.clone()), move |_| {
            if wrong {
                dom::focus(&summary);
            } else if refused {
                dom::focus(&refusal);
            }
        });
    }
    let set = {
        let (values, latest) = (values.setter(), latest.clone());
        Callback::from(move |(key, value): (&'static str, String)| {
            let mut next = latest.borrow().clone();
            next.set(key, value);
            prefs::set(KEPT, &next.to_text());
            latest.borrow_mut().clone_from(&next);
            values.set(next);
        })
    };
    let on_questions =
        set.reform(|all: Vec<Typed>| ("drive-questions", filled::questions_text(&all)));
    let submit = {
        let (errors, latest, run) = (errors.setter(), latest.clone(), ordering.run.clone());
        Callback::from(move |()| {
            let values = latest.borrow().clone();
            let found = filled::missing(&values, lang);
            let fine = found.is_empty();
            errors.set(found);
            if !fine {
                return;
            }
            let then = Callback::from(move |reply: PublicReply| {
                forget_draft(DRAFT);
                if let PublicReply::Drive(view) = reply {
                    notices::done(fill(lang.say(t::OPENED), &[&view.row.title]));
                    route::go(&Route::Drive(view.row.id.clone()));
                }
            });
            run.emit((PublicAsk::OpenDrive(filled::draft(&values)), then));
        })
    };
    let discard = {
        let (values, has_draft) = (values.setter(), has_draft.setter());
        Callback::from(move |_: MouseEvent| {
            prefs::set(KEPT, "");
            values.set(first.clone());
            has_draft.set(false);
        })
    };
    let on_key = {
        let submit = submit.clone();
        Callback::from(move |event: KeyboardEvent| {
            if dom::sends(&event) {
                event.prevent_default();
                submit.emit(());
            }
        })
    };
    let error = |key: &str| {
        let found = errors.iter().find(|(other, _)| other == key);
        found.map(|(_, text)| text.as_str())
    };
    let show = |on: bool| {
        let showing = showing.setter();
        Callback::from(move |()| showing.set(on))
    };
    html! {
        <div class="form" onkeydown={on_key}>
            if *has_draft {
                <p class="form-draft" role="status">{ lang.say(common::UNSAVED_DRAFT) }
                    { button(Button::Text, lang.say(common::DISCARD_DRAFT), discard) }</p>
            }
            { error_summary(&errors, &summary, lang) }
            if let Some(failure) = &ordering.failure {
                <div ref={refusal} tabindex="-1"><ErrorBox failure={failure.clone()} /></div>
            }
            { part("drive-about", lang.say(t::ABOUT), "", Html::default(), html! {
                <>{ for fields(lang).into_iter().map(|(key, one)| {
                    let change = set.reform(move |value: String| (key, value));
                    field(&one, values.raw(key), error(key), &change, lang)
                }) }</>
            }) }
            { part("drive-questions", lang.say(t::QUESTIONS), lang.say(t::QUESTIONS_INTRO), Html::default(),
                questions(&filled::questions(&values), &errors, &on_questions, lang)) }
            <div class="form-foot">
                <button type="button" class="btn btn-primary" disabled={ordering.busy} onclick={submit.reform(|_: MouseEvent| ())}>
                    { lang.say(if ordering.busy { common::SAVING } else { t::OPEN }) }
                </button>
                { button(Button::Plain, lang.say(t::PREVIEW), click(show(true))) }
            </div>
            if *showing {
                <Dialog title={lang.say(t::PREVIEW_TITLE)} on_close={show(false)}>
                    { as_citizen(&filled::draft(&values), lang) }
                    <div class="form-foot">{ button(Button::Primary, lang.say(common::CLOSE), click(show(false))) }</div>
                </Dialog>
            }
        </div>
    }
}
