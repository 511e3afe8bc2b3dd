//! A report on its way: how far it is, the way to stop it, why it did not come.

use super::texts as t;
use crate::components::button::{Kind, button, click};
use crate::components::empty::{empty, loading};
use crate::components::error_box::ErrorBox;
use crate::components::progress::progress;
use crate::i18n::Say;
use crate::i18n::common;
use crate::pages::import::working::use_engine_progress;
use crate::platform::engine;
use crate::prelude::*;
use crate::state::use_lang;
use huiyin_protocol::{Failure, FailureKind, Request};
use std::rc::Rc;

/// Properties of [`Waiting`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// A question is under way.
    pub loading: bool,
    /// Why the last one came to nothing.
    pub failure: Option<Rc<Failure>>,
    /// Asks again.
    pub again: Callback<()>,
    /// An older report stands below meanwhile.
    pub beside: bool,
}

/// Nothing, a mark that something is under way, a bar with a button to stop, or the failure.
#[component]
pub fn Waiting(props: &Props) -> Html {
    let lang = use_lang();
    let (done, total) = use_engine_progress(props.loading);
    let stopping = use_state_eq(|| false);
    {
        let stopping = stopping.clone();
        use_effect_with(props.loading, move |_| stopping.set(false));
    }
    if props.loading {
        if total == 0 {
            // Short ones come before anybody could read more than this.
            return if props.beside {
                Html::default()
            } else {
                loading(lang.say(common::LOADING))
            };
        }
        let cancel = (!*stopping).then(|| {
            let stopping = stopping.clone();
            Callback::from(move |()| {
                stopping.set(true);
                engine::ask_then(Request::Cancel, |_| {});
            })
        });
        let label = lang.say(if *stopping { t::STOPPING } else { t::GATHERING });
        return progress(label, done, total, cancel, lang);
    }
    match &props.failure {
        Some(failure) if failure.kind == FailureKind::Cancelled => {
            let again = button(
                Kind::Plain,
                lang.say(common::RETRY),
                click(props.again.clone()),
            );
            empty(lang.say(t::STOPPED), lang.say(t::STOPPED_HINT), again)
        }
        Some(failure) => {
            html! { <ErrorBox failure={failure.clone()} again={props.again.clone()} /> }
        }
        None => Html::default(),
    }
}
