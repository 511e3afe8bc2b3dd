//! Devices that ask to be let in.

use super::super::{Known, part, party};
use super::approve::Approve;
use super::texts as t;
use crate::components::button::{Kind, button, button_if, click};
use crate::components::dialog::Dialog;
use crate::components::empty::loading;
use crate::components::error_box::ErrorBox;
use crate::i18n::{Say, common, fill};
use crate::prelude::*;
use crate::state::sharing::{material, minute, use_doing, use_told};
use crate::state::{notices, use_lang};
use huiyin_protocol::sharing::{JoinRequest, SharingReply, SharingRequest};
use huiyin_rules::Lang;

/// Properties of [`Requests`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// How things stand.
    pub known: Known,
    /// Takes the list of devices once one was let in.
    pub changed: Callback<SharingReply>,
    /// This device may make others let devices in.
    pub is_root: bool,
}

#[derive(Clone, PartialEq)]
enum Over {
    Nothing,
    Approve(JoinRequest),
    Decline(JoinRequest),
}

/// The panel.
#[component]
pub fn Requests(props: &Props) -> Html {
    let lang = use_lang();
    let told = use_told(
        Some(SharingRequest::Requests),
        material(&props.known.status),
    );
    let over = use_state_eq(|| Over::Nothing);
    let shut = {
        let over = over.setter();
        Callback::from(move |()| over.set(Over::Nothing))
    };
    let ask = {
        let over = over.setter();
        Callback::from(move |wanted| over.set(wanted))
    };
    let on_approved = {
        let (changed, take, shut) = (props.changed.clone(), told.take.clone(), shut.clone());
        Callback::from(move |reply| {
            changed.emit(reply);
            take.emit(None);
            shut.emit(());
        })
    };
    let on_declined = {
        let (take, shut, status) = (told.take.clone(), shut.clone(), props.known.take.clone());
        Callback::from(move |reply| {
            take.emit(Some(reply));
            status.emit(None);
            shut.emit(());
        })
    };
    let list = match (told.reply.as_deref(), &told.failure) {
        (_, Some(failure)) => {
            let again = told.take.reform(|()| None);
            html! { <ErrorBox failure={failure.clone()} {again} /> }
        }
        (Some(SharingReply::Requests(all)), None) if all.is_empty() => {
            html! { <p class="muted">{ lang.say(t::REQUESTS_NONE) }</p> }
        }
        (Some(SharingReply::Requests(all)), None) => html! {
            <ul class="requests">{ for all.iter().map(|one| line(one, &ask, lang)) }</ul>
        },
        _ => loading(lang.say(common::LOADING)),
    };
    html! {
        <>
            { part("devices-requests", lang.say(t::REQUESTS), lang.say(t::REQUESTS_INTRO), Html::default(), list) }
            { match &*over {
                Over::Nothing => Html::default(),
                Over::Approve(request) => html! { <Approve request={request.clone()} is_root={props.is_root} on_done={on_approved} on_close={shut} /> },
                Over::Decline(request) => html! { <Decline request={request.clone()} on_done={on_declined} on_close={shut} /> },
            } }
        </>
    }
}

fn line(one: &JoinRequest, ask: &Callback<Over>, lang: Lang) -> Html {
    let to = |over: fn(JoinRequest) -> Over| {
        let (ask, one) = (ask.clone(), one.clone());
        click(Callback::from(move |()| ask.emit(over(one.clone()))))
    };
    html! {
        <li key={one.device.clone()} class="request">
            <span class="code">{ &one.code }</span>
            <span class="request-who"><strong>{ &one.person }</strong>
                <span>{ party(one.role, &one.party, lang) }</span>
                <span class="muted">{ fill(lang.say(t::ASKED_AT), &[&minute(&one.at)]) }</span></span>
            <span class="request-do">
                { button(Kind::Primary, lang.say(t::APPROVE), to(Over::Approve)) }
                { button(Kind::Plain, lang.say(t::DECLINE), to(Over::Decline)) }
            </span>
        </li>
    }
}

/// Properties of [`Decline`].
#[derive(Properties, PartialEq)]
struct DeclineProps {
    request: JoinRequest,
    on_done: Callback<SharingReply>,
    on_close: Callback<()>,
}

/// Asks before a request is declined.
#[component]
fn Decline(props: &DeclineProps) -> Html {
    let lang = use_lang();
    let doing = use_doing();
    let request = &props.request;
    let go = {
        let (run, on_done) = (doing.run.clone(), props.on_done.clone());
        let (device, person) = (request.device.clone(), request.person.clone());
        Callback::from(move |()| {
            let (on_done, person) = (on_done.clone(), person.clone());
            let done = Callback::from(move |reply| {
                notices::done(fill(lang.say(t::DECLINED), &[&person]));
                on_done.emit(reply);
            });
            let device = device.clone();
            run.emit((SharingRequest::Decline { device }, done));
        })
    };
    html! {
        <Dialog title={lang.say(t::DECLINE_TITLE)} on_close={props.on_close.clone()}>
            <div class="sharing-part">
                <p>{ fill(lang.say(t::DECLINE_WHAT), &[&request.person, &request.code]) }</p>
                if let Some(failure) = &doing.failure { <ErrorBox failure={failure.clone()} /> }
                <div class="form-foot">
                    { button_if(Kind::Primary, lang.say(t::DECLINE), click(go), !doing.busy) }
                    { button(Kind::Plain, lang.say(common::CANCEL), click(props.on_close.clone())) }
                </div>
            </div>
        </Dialog>
    }
}
