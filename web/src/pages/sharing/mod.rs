//! 协同: one workspace on many devices. Beginning, devices, sync, what contradicts, what does not count.

mod begin;
mod conflicts;
mod create;
mod devices;
mod invitation;
mod invited;
mod join;
mod place;
mod probe;
mod quarantine;
mod recover;
mod recovery;
mod sync;
mod texts;
mod waiting;

pub use join::Join;

use crate::app::nav;
use crate::components::empty::loading;
use crate::components::error_box::ErrorBox;
use crate::components::tabs::tabs;
use crate::i18n::{Say, Words, fill, grouped};
use crate::pages::page_head;
use crate::pages::settings::data::clear::Clear;
use crate::pages::settings::data::export::ExportButton;
use crate::prelude::*;
use crate::route::{self, Route, Search};
use crate::state::session::party_in_full;
use crate::state::sharing::use_sharing;
use crate::state::{use_lang, use_workspace};
use huiyin_protocol::sharing::{OwnView, Part, SharingStatus};
use huiyin_protocol::workspace::WorkspaceView;
use huiyin_rules::{Lang, Party, Role};
use std::rc::Rc;
use texts as t;

/// The parts of the page: key and name.
const PARTS: [(&str, Words); 4] = [
    ("sync", t::SYNC),
    ("devices", t::DEVICES),
    ("conflicts", t::CONFLICTS),
    ("quarantine", t::QUARANTINE),
];

/// What the parts of the page get.
#[derive(Clone, PartialEq, Properties)]
pub struct Known {
    /// How things stand.
    pub status: Rc<SharingStatus>,
    /// Takes a newer status, or asks for one.
    pub take: Callback<Option<SharingStatus>>,
}

/// Properties of [`Sharing`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// `tab`, and what is to be done: `do`.
    pub search: Search,
}

/// The page.
#[component]
pub fn Sharing(props: &Props) -> Html {
    let lang = use_lang();
    let sharing = use_sharing();
    let code = recovery::use_unconfirmed();
    let conflicts = use_workspace().conflicts;
    let body = match (&sharing.status, &sharing.failure) {
        (None, Some(failure)) => {
            let again = sharing.take.reform(|()| None);
            html! { <ErrorBox failure={failure.clone()} {again} /> }
        }
        (None, None) => loading(lang.say(t::ASKING)),
        (Some(status), _) => {
            let (status, take) = (status.clone(), sharing.take.clone());
            match (&status.part, code) {
                (Part::Member, Some(shown)) => html! { <recovery::Recovery {shown} /> },
                (Part::Alone, _) => match props.search.get("do").as_str() {
                    "create" => html! { <create::Create {status} {take} /> },
                    "recover" => html! { <recover::Recover {status} {take} /> },
                    _ => begin::begin(lang),
                },
                (Part::Joining, _) => html! { <waiting::Waiting {status} {take} /> },
                (Part::Member | Part::Revoked, _) => {
                    shared(&props.search, Known { status, take }, conflicts, lang)
                }
            }
        }
    };
    html! {
        <div class="page sharing">
            { page_head(lang.say(nav::SHARING), Html::default()) }
            { body }
        </div>
    }
}

/// The parts, for a device that takes part.
fn shared(search: &Search, known: Known, conflicts: u32, lang: Lang) -> Html {
    let asked = search.get("tab");
    let part = PARTS.iter().find(|(key, _)| *key == asked);
    let chosen = part.map_or(PARTS[0].0, |(key, _)| *key);
    let Known { status, take } = known;
    let items = PARTS.map(|(key, words)| {
        let count = match key {
            "devices" => status.requests,
            "conflicts" => u64::from(conflicts),
            "quarantine" => status.quarantined,
            _ => 0,
        };
        let name = lang.say(words);
        let label = if count > 0 {
            fill(lang.say(t::COUNTED), &[name, &count.to_string()])
        } else {
            name.to_owned()
        };
        (key, label)
    });
    let choose = Callback::from(|key: &'static str| {
        route::go(&Route::Sharing(Search::default().with("tab", key)));
    });
    let inside = match chosen {
        "devices" => html! { <devices::Devices status={status.clone()} {take} /> },
        "conflicts" => html! { <conflicts::Conflicts /> },
        "quarantine" => html! { <quarantine::Quarantine status={status.clone()} {take} /> },
        _ => html! { <sync::Sync status={status.clone()} {take} /> },
    };
    html! {
        <>
            { status.own.as_ref().map(|own| own_line(own, lang)) }
            if status.part == Part::Revoked {
                <p class="banner banner-bad" role="alert">{ lang.say(t::REVOKED_LONG) }</p>
            }
            { tabs("sharing", lang.say(t::PARTS), &items, chosen, &choose) }
            <div id="sharing-panel" class="sharing-panel" role="tabpanel" aria-labelledby={["sharing-", chosen].concat()}>
                { inside }
            </div>
        </>
    }
}

/// Who this device is, in one line.
fn own_line(own: &OwnView, lang: Lang) -> Html {
    let mut who = fill(
        lang.say(t::OWN),
        &[&own.person, &party(own.role, &own.party, lang)],
    );
    if !own.until.is_empty() {
        who.push_str(&fill(lang.say(t::OWN_UNTIL), &[&own.until]));
    }
    html! {
        <p class="sharing-own"><span>{ who }</span>{ rights(own.admin, own.registrar, own.office_space, lang) }</p>
    }
}

/// A party with its role.
fn party(role: Role, name: &str, lang: Lang) -> String {
    let name = name.to_owned();
    party_in_full(&Party { role, name }, lang)
}

/// What a device may do beyond its role, as tags.
fn rights(admin: bool, registrar: bool, office_space: bool, lang: Lang) -> Html {
    let all = [
        (admin, t::ADMIN),
        (registrar, t::REGISTRAR),
        (office_space, t::OFFICE_SPACE),
    ];
    html! {
        <>{ for all.into_iter().filter(|(on, _)| *on).map(|(_, words)| html! { <span class="tag">{ lang.say(words) }</span> }) }</>
    }
}

/// A part of the page: heading, a sentence, what can be done.
fn part(id: &'static str, title: &str, intro: &str, tools: Html, inside: Html) -> Html {
    html! {
        <section class="panel" aria-labelledby={id}>
            <div class="panel-head"><h2 {id}>{ title }</h2><div class="page-tools">{ tools }</div></div>
            <div class="panel-body sharing-part">
                if !intro.is_empty() {
                    <p class="muted sharing-intro">{ intro }</p>
                }
                { inside }
            </div>
        </section>
    }
}

/// What is here already, where it becomes part of what is shared.
fn here_already(view: &WorkspaceView, lang: Lang) -> Html {
    if view.events == 0 {
        return Html::default();
    }
    let counts = [grouped(u64::from(view.suggestions)), grouped(view.events)];
    html! { <p class="sharing-note" role="note">{ fill(lang.say(t::HERE), &[&counts[0], &counts[1]]) }</p> }
}

/// That another workspace can only come where nothing is, and the two steps to that.
#[component]
fn NotEmpty() -> Html {
    let lang = use_lang();
    let workspace = use_workspace();
    let counts = [
        grouped(u64::from(workspace.suggestions)),
        grouped(workspace.events),
    ];
    html! {
        <>
            { part("sharing-not-empty", lang.say(t::NOT_EMPTY), "", Html::default(), html! {
                <>
                    <p>{ fill(lang.say(t::NOT_EMPTY_WHAT), &[&counts[0], &counts[1]]) }</p>
                    <p>{ lang.say(t::NOT_EMPTY_HOW) }</p>
                    <ExportButton />
                </>
            }) }
            <Clear />
        </>
    }
}
