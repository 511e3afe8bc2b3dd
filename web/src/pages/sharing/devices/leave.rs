//! Leaving the shared workspace.

use super::super::{Known, part};
use super::texts as t;
use crate::components::button::{Kind, button, button_if, click};
use crate::components::dialog::Dialog;
use crate::components::error_box::ErrorBox;
use crate::i18n::{Say, common, fill, grouped};
use crate::prelude::*;
use crate::state::sharing::use_doing;
use crate::state::{notices, use_lang};
use huiyin_protocol::sharing::{SharingReply, SharingRequest};

/// Properties of [`Leave`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// How things stand.
    pub known: Known,
    /// Nobody else lets devices in.
    pub last_admin: bool,
}

/// The panel, and the dialog that says what leaving means.
#[component]
pub fn Leave(props: &Props) -> Html {
    let lang = use_lang();
    let open = use_state_eq(|| false);
    let doing = use_doing();
    let show = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(true))
    };
    let shut = {
        let open = open.clone();
        Callback::from(move |()| open.set(false))
    };
    let go = {
        let (run, take) = (doing.run.clone(), props.known.take.clone());
        Callback::from(move |()| {
            let take = take.clone();
            let done = Callback::from(move |reply| {
                if let SharingReply::Status(status) = reply {
                    notices::done(lang.say(t::LEFT));
                    take.emit(Some(status));
                }
            });
            run.emit((SharingRequest::Leave, done));
        })
    };
    let pending = props.known.status.pending;
    let panel = part(
        "devices-leave",
        lang.say(t::LEAVE),
        lang.say(t::LEAVE_INTRO),
        Html::default(),
        html! { <p>{ button(Kind::Plain, lang.say(t::LEAVE_OPEN), show) }</p> },
    );
    html! {
        <>
            { panel }
            if *open {
                <Dialog title={lang.say(t::LEAVE)} on_close={shut.clone()}>
                    <div class="sharing-part">
                        <p>{ lang.say(t::LEAVE_INTRO) }</p>
                        if pending > 0 {
                            <p class="sharing-trouble" role="alert">{ "▲ " }{ fill(lang.say(t::LEAVE_PENDING), &[&grouped(pending)]) }</p>
                        }
                        if props.last_admin { <p class="sharing-trouble" role="alert">{ "▲ " }{ lang.say(t::LEAVE_LAST) }</p> }
                        <p>{ lang.say(t::LEAVE_KEYS) }</p>
                        if let Some(failure) = &doing.failure { <ErrorBox failure={failure.clone()} /> }
                        <div class="form-foot">
                            { button_if(Kind::Primary, lang.say(t::LEAVE_DO), click(go), !doing.busy) }
                            { button(Kind::Plain, lang.say(common::CANCEL), click(shut)) }
                        </div>
                    </div>
                </Dialog>
            }
        </>
    }
}
