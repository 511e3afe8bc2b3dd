//! The work under way: how far it is, and the way to stop it.

use super::texts as t;
use super::wizard::Busy;
use crate::components::progress::progress;
use crate::i18n::Say;
use crate::platform::engine;
use crate::prelude::*;
use crate::state::use_lang;
use huiyin_protocol::Push;

/// Properties of [`Working`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Which work.
    pub busy: Busy,
    /// How far the reading of the file is.
    pub read: (u64, u64),
    /// Stops it.
    pub cancel: Callback<()>,
}

/// A bar with a button to stop.
#[component]
pub fn Working(props: &Props) -> Html {
    let lang = use_lang();
    let stopping = use_state_eq(|| false);
    let (done, total) = use_engine_progress(props.busy);
    let label = lang.say(if *stopping {
        t::CANCELLING
    } else {
        match props.busy {
            Busy::Reading => t::READING,
            Busy::Opening => t::OPENING,
            Busy::Checking => t::CHECKING,
            Busy::Committing => t::COMMITTING,
        }
    });
    let (done, total) = if props.busy == Busy::Reading {
        props.read
    } else {
        (done, total)
    };
    let cancel = (!*stopping).then(|| {
        let (stopping, cancel) = (stopping.clone(), props.cancel.clone());
        Callback::from(move |()| {
            stopping.set(true);
            cancel.emit(());
        })
    });
    html! {
        <>
            { progress(label, done, total, cancel, lang) }
            if props.busy == Busy::Committing {
                <p class="muted">{ lang.say(t::COMMIT_STAY) }</p>
            }
        </>
    }
}

/// How far the engine says its long work is; begins anew for another `work`.
#[hook]
pub fn use_engine_progress<T: PartialEq + 'static>(work: T) -> (u64, u64) {
    let at = use_state_eq(|| (0, 0));
    {
        let at = at.clone();
        use_effect_with(work, move |_| {
            at.set((0, 0));
            let heard = engine::listen(move |signal| {
                if let engine::Signal::Push(Push::Progress { done, total }) = signal {
                    at.set((*done, *total));
                }
            });
            move || drop(heard)
        });
    }
    *at
}
