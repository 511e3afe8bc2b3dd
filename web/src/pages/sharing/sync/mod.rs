//! 同步: how things stand, the store, files to carry, room.

mod alarms;
mod files;
mod room;
mod store;
mod texts;

use super::{Known, part};
use crate::components::button::{Kind, button_if};
use crate::components::error_box::ErrorBox;
use crate::components::progress::progress;
use crate::i18n::{Say, fill, grouped};
use crate::platform::sharing;
use crate::prelude::*;
use crate::state::sharing::{minute, use_doing};
use crate::state::use_lang;
use huiyin_protocol::sharing::{Activity, SharingReply, SharingRequest, SharingStatus};
use huiyin_rules::Lang;
use texts as t;

/// The part.
#[component]
pub fn Sync(props: &Known) -> Html {
    let Known { status, take } = props;
    html! {
        <>
            <alarms::Alarms status={status.clone()} take={take.clone()} />
            <State status={status.clone()} take={take.clone()} />
            <store::Store status={status.clone()} take={take.clone()} />
            <files::Files status={status.clone()} take={take.clone()} />
            <room::Room status={status.clone()} take={take.clone()} />
        </>
    }
}

/// How things stand, with the two things to do about it.
#[component]
fn State(props: &Known) -> Html {
    let lang = use_lang();
    let doing = use_doing();
    let status = &props.status;
    let now = {
        let (run, take) = (doing.run.clone(), props.take.clone());
        Callback::from(move |_: MouseEvent| {
            let take = take.clone();
            let done = Callback::from(move |reply| {
                if let SharingReply::Status(status) = reply {
                    take.emit(Some(status));
                }
            });
            run.emit((SharingRequest::SyncNow, done));
        })
    };
    let cancel = {
        let take = props.take.clone();
        Callback::from(move |()| {
            let take = take.clone();
            sharing::ask_then(SharingRequest::Cancel, move |answer| {
                if let Ok(SharingReply::Status(status)) = answer {
                    take.emit(Some(status));
                }
            });
        })
    };
    let under_way = match status.activity {
        Activity::Getting(done, total) => Some((t::GETTING, done, total)),
        Activity::Putting(done, total) => Some((t::PUTTING, done, total)),
        Activity::Idle | Activity::Waiting if doing.busy => Some((t::BEGINNING, 0, 0)),
        Activity::Idle | Activity::Waiting => None,
    };
    let can_sync = status.store.is_some() && under_way.is_none();
    part(
        "sync-state",
        lang.say(t::STATE),
        "",
        button_if(Kind::Primary, lang.say(t::NOW), now, can_sync),
        html! {
            <>
                { headline(status, lang) }
                if status.store.is_some() && !status.trouble.is_empty() {
                    <p class="sharing-trouble" role="alert">{ &status.trouble }
                        if status.activity == Activity::Waiting { <span class="muted">{ " " }{ lang.say(t::TRIES_AGAIN) }</span> }
                    </p>
                }
                if let Some((words, done, total)) = under_way {
                    { progress(lang.say(words), done, total, Some(cancel), lang) }
                }
                // What went wrong is told above as long as it lasts.
                if let Some(failure) = doing.failure.as_ref().filter(|why| why.text != status.trouble) {
                    <ErrorBox failure={failure.clone()} />
                }
                <dl class="sharing-facts">
                    <div><dt>{ lang.say(t::LAST) }</dt><dd>{ last(status, lang) }</dd></div>
                    <div><dt>{ lang.say(t::HELD) }</dt><dd>{ fill(lang.say(t::HELD_OF), &[&grouped(status.events), &grouped(status.objects)]) }</dd></div>
                    if status.waiting > 0 {
                        <div><dt>{ lang.say(t::WAITING) }</dt><dd>{ fill(lang.say(t::WAITING_OF), &[&grouped(status.waiting)]) }</dd></div>
                    }
                </dl>
            </>
        },
    )
}

fn last(status: &SharingStatus, lang: Lang) -> String {
    if status.last_sync.is_empty() {
        lang.say(t::NEVER).to_owned()
    } else {
        minute(&status.last_sync)
    }
}

/// The one sentence that matters: whether everything is on a store.
fn headline(status: &SharingStatus, lang: Lang) -> Html {
    let pending = grouped(status.pending);
    let (class, mark, text) = match (&status.store, status.pending) {
        (None, 0) => ("sharing-head", "", lang.say(t::NO_STORE).to_owned()),
        (None, _) => (
            "sharing-head warn",
            "▲ ",
            fill(lang.say(t::NO_STORE_PENDING), &[&pending]),
        ),
        (Some(_), 0) if status.last_sync.is_empty() => {
            ("sharing-head", "", lang.say(t::NOT_YET).to_owned())
        }
        (Some(_), 0) => ("sharing-head good", "✓ ", lang.say(t::ALL_THERE).to_owned()),
        (Some(_), _) => (
            "sharing-head warn",
            "▲ ",
            fill(lang.say(t::PENDING), &[&pending]),
        ),
    };
    html! { <p {class} role="status"><span aria-hidden="true">{ mark }</span>{ text }</p> }
}
