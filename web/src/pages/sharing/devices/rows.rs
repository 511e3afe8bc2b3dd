//! The devices, one row each.

use super::super::{party, rights};
use super::Over;
use super::texts as t;
use crate::components::button::{Kind, button, click};
use crate::i18n::{Say, Words, fill, grouped};
use crate::prelude::*;
use crate::state::sharing::minute;
use huiyin_protocol::sharing::DeviceView;
use huiyin_rules::Lang;

/// The table; `ask` opens what is to be done with one.
pub fn rows(all: &[DeviceView], is_admin: bool, ask: &Callback<Over>, lang: Lang) -> Html {
    let mut heads = vec![t::WHO, t::CODE, t::RIGHTS, t::EVENTS, t::SEEN, t::STATE];
    if is_admin {
        heads.push(t::ACTIONS);
    }
    html! {
        <div class="scroll" tabindex="0" role="region" aria-label={lang.say(t::LIST)}>
            <table class="table devices">
                <thead><tr>{ for heads.iter().map(|words: &Words| html! { <th scope="col">{ lang.say(*words) }</th> }) }</tr></thead>
                <tbody>{ for all.iter().map(|device| row(device, is_admin, ask, lang)) }</tbody>
            </table>
        </div>
    }
}

fn row(device: &DeviceView, is_admin: bool, ask: &Callback<Over>, lang: Lang) -> Html {
    let (counted, aside) = device.events;
    let seen = if device.seen.is_empty() {
        lang.say(t::NEVER).to_owned()
    } else {
        minute(&device.seen)
    };
    let blocks = device.blocks.iter();
    html! {
        <tr key={device.device.clone()} class={if device.revoked.is_empty() { "" } else { "is-off" }}>
            <th scope="row">
                <strong>{ &device.person }</strong>
                <p class="muted">{ party(device.role, &device.party, lang) }</p>
            </th>
            <td data-label={lang.say(t::CODE)}><code>{ &device.code }</code></td>
            <td data-label={lang.say(t::RIGHTS)}><span class="sharing-tags">
                { rights(device.admin, device.registrar, device.office_space, lang) }
                { for blocks.map(|block| html! { <span class="tag">{ fill(lang.say(t::BLOCKS), &[block]) }</span> }) }
            </span></td>
            <td class="num" data-label={lang.say(t::EVENTS)}>{ grouped(counted) }
                if aside > 0 { <p class="warn">{ fill(lang.say(t::QUARANTINED), &[&grouped(aside)]) }</p> }
            </td>
            <td class="devices-seen" data-label={lang.say(t::SEEN)}>{ seen }</td>
            <td data-label={lang.say(t::STATE)}>{ state(device, lang) }</td>
            if is_admin { <td data-label={lang.say(t::ACTIONS)}>{ actions(device, ask, lang) }</td> }
        </tr>
    }
}

fn state(device: &DeviceView, lang: Lang) -> Html {
    let until = fill(lang.say(t::UNTIL_DAY), &[&device.until]);
    let is_off = !device.revoked.is_empty();
    html! {
        <span class="sharing-tags">
            if device.own { <span class="tag tag-key">{ lang.say(t::OWN) }</span> }
            if device.root { <span class="tag">{ lang.say(t::ROOT) }</span> }
            if is_off {
                <span class="tag tag-off">{ lang.say(t::REVOKED) }</span><span class="muted">{ &device.revoked }</span>
            } else if is_paper(device) {
                <span class="tag tag-off">{ lang.say(t::PAPER) }</span>
            } else if !device.until.is_empty() {
                <span class="tag tag-off">{ until }</span>
            } else {
                <span class="tag tag-end">{ lang.say(t::IN_FORCE) }</span>
            }
            if device.forked { <span class="tag tag-back">{ "▲ " }{ lang.say(t::FORKED) }</span> }
        </span>
    }
}

fn actions(device: &DeviceView, ask: &Callback<Over>, lang: Lang) -> Html {
    let one = |words: Words, over: fn(DeviceView) -> Over| {
        let (ask, device) = (ask.clone(), device.clone());
        let name = fill(lang.say(t::OF), &[&device.person]);
        let go = Callback::from(move |()| ask.emit(over(device.clone())));
        html! {
            <span class="devices-do">{ button(Kind::Text, lang.say(words), click(go)) }<span class="off-screen">{ name }</span></span>
        }
    };
    html! {
        <span class="sharing-tags">
            if device.revocable && device.revoked.is_empty() { { one(t::REVOKE, Over::Revoke) } }
            if device.revoked.is_empty() && !device.registrar && !is_paper(device) { { one(t::NUMBERS, Over::Numbers) } }
        </span>
    }
}

/// A root that never recorded anything is no device but the paper with the recovery code.
pub fn is_paper(device: &DeviceView) -> bool {
    device.root && !device.own && device.seen.is_empty()
}
