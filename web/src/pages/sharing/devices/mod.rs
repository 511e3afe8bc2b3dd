//! 设备: who asks to be let in, who is in, and what to do when one is lost.

mod approve;
mod guidance;
mod leave;
mod numbers;
mod requests;
mod revoke;
mod rows;
mod texts;

use super::invitation::Invitation;
use super::{Known, part};
use crate::components::button::{Kind, button};
use crate::components::empty::loading;
use crate::components::error_box::ErrorBox;
use crate::i18n::{Say, common};
use crate::prelude::*;
use crate::state::sharing::{material, use_told};
use crate::state::use_lang;
use huiyin_protocol::sharing::{DeviceView, Part, SharingReply, SharingRequest, SharingStatus};
use texts as t;

/// What stands over the page.
#[derive(Clone, PartialEq)]
enum Over {
    Nothing,
    Revoke(DeviceView),
    Numbers(DeviceView),
}

/// The part.
#[component]
pub fn Devices(props: &Known) -> Html {
    let lang = use_lang();
    let status = &props.status;
    let told = use_told(Some(SharingRequest::Devices), material(status));
    let over = use_state_eq(|| Over::Nothing);
    let is_admin = status.part == Part::Member && status.own.as_ref().is_some_and(|own| own.admin);
    let shut = {
        let over = over.setter();
        Callback::from(move |()| over.set(Over::Nothing))
    };
    let ask = {
        let over = over.setter();
        Callback::from(move |wanted| over.set(wanted))
    };
    let changed = changed(&told.take, &props.take);
    let devices: Option<&[DeviceView]> = match told.reply.as_deref() {
        Some(SharingReply::Devices(all)) => Some(all),
        _ => None,
    };
    let list = match (devices, &told.failure) {
        (_, Some(failure)) => {
            let again = told.take.reform(|()| None);
            html! { <ErrorBox failure={failure.clone()} {again} /> }
        }
        (Some(all), None) => rows::rows(all, is_admin, &ask, lang),
        (None, None) => loading(lang.say(common::LOADING)),
    };
    let last_admin = is_admin
        && devices.is_some_and(|all| {
            let able = |one: &DeviceView| {
                one.admin && one.revoked.is_empty() && !one.own && !rows::is_paper(one)
            };
            !all.iter().any(able)
        });
    // Only roots make others admins.
    let is_root = devices.is_some_and(|all| all.iter().any(|one| one.own && one.root));
    html! {
        <>
            if is_admin { <requests::Requests known={props.clone()} changed={changed.clone()} {is_root} /> }
            { part("devices-all", lang.say(t::ALL), lang.say(t::ALL_INTRO), Html::default(), list) }
            if is_admin { <Invite /> }
            { guidance::guidance(lang) }
            <leave::Leave known={props.clone()} {last_admin} />
            { match &*over {
                Over::Nothing => Html::default(),
                Over::Revoke(device) => html! { <revoke::Revoke device={device.clone()} on_done={changed.clone()} on_close={shut} /> },
                Over::Numbers(device) => html! { <numbers::Numbers device={device.clone()} on_done={changed.clone()} on_close={shut} /> },
            } }
        </>
    }
}

/// Takes the list that came of an act, and asks how things stand.
fn changed(
    list: &Callback<Option<SharingReply>>,
    status: &Callback<Option<SharingStatus>>,
) -> Callback<SharingReply> {
    let (list, status) = (list.clone(), status.clone());
    Callback::from(move |reply: SharingReply| {
        list.emit(Some(reply));
        status.emit(None);
    })
}

/// The invitation, when it is wanted: a QR code on the screen invites whoever passes by.
#[component]
fn Invite() -> Html {
    let lang = use_lang();
    let open = use_state_eq(|| false);
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let words = if *open {
        t::INVITE_HIDE
    } else {
        t::INVITE_SHOW
    };
    part(
        "devices-invite",
        lang.say(t::INVITE),
        lang.say(t::INVITE_INTRO),
        button(Kind::Plain, lang.say(words), toggle),
        html! { if *open { <Invitation /> } },
    )
}
