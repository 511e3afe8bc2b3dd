//! Who vouches for the events of a suggestion: asked for when somebody wants to see it.

use crate::components::button::{Kind, button};
use crate::components::empty::loading;
use crate::components::error_box::ErrorBox;
use crate::i18n::{Say, common, fill};
use crate::platform::sync;
use crate::prelude::*;
use crate::state::sharing::{Told, use_told};
use crate::state::{use_head, use_workspace};
use huiyin_protocol::sharing::{SharingReply, SharingRequest, SignatureView};
use huiyin_rules::Lang;
use huiyin_rules::ids::{EventId, SuggestionId};

crate::i18n::words! {
    SHOW = "查看签名", "Show signatures";
    HIDE = "收起签名", "Hide signatures";
    SIGNED = "签名：{0}，设备 {1}", "Signed: {0}, device {1}";
    UNSIGNED = "尚未签名：在下次同步时签名", "Not signed yet: it will be at the next sync";
    VERIFIED = "已验证", "verified here";
    UNVERIFIED = "未通过验证", "not verified";
    STORED = "已上传", "on a store";
    LOCAL = "未上传", "on no store yet";
    PLACE = "对象 {0}，第 {1} 号，{2}", "object {0}, number {1}, {2}";
}

/// What the timeline shows of signatures.
#[derive(Clone, PartialEq)]
pub struct Signatures {
    /// The switch; nothing where the workspace is not shared.
    pub switch: Html,
    /// Waiting, or why there is nothing to show.
    pub state: Html,
    told: Option<Told>,
}

/// The signatures of one suggestion's events, where they are wanted.
#[hook]
pub fn use_signatures(id: &SuggestionId, lang: Lang) -> Signatures {
    let head = use_head();
    let workspace = use_workspace();
    let wanted = use_state_eq(|| false);
    let request = wanted.then(|| SharingRequest::Signatures {
        aggregate: ["s/", id.as_str()].concat(),
    });
    let told = use_told(request, head.to_le_bytes().to_vec());
    if workspace.own.is_none() && !sync::is_shared() {
        return Signatures {
            switch: Html::default(),
            state: Html::default(),
            told: None,
        };
    }
    let toggle = {
        let wanted = wanted.clone();
        Callback::from(move |_: MouseEvent| wanted.set(!*wanted))
    };
    let words = if *wanted { HIDE } else { SHOW };
    let state = match &told.failure {
        _ if !*wanted => Html::default(),
        Some(failure) => {
            let again = told.take.reform(|()| None);
            html! { <ErrorBox failure={failure.clone()} {again} /> }
        }
        None if told.reply.is_none() => loading(lang.say(common::LOADING)),
        None => Html::default(),
    };
    Signatures {
        switch: button(Kind::Plain, lang.say(words), toggle),
        state,
        told: Some(told).filter(|_| *wanted),
    }
}

impl Signatures {
    /// What vouches for one event.
    pub fn of(&self, event: &EventId, lang: Lang) -> Html {
        let reply = self.told.as_ref().and_then(|told| told.reply.as_deref());
        let Some(SharingReply::Signatures(all)) = reply else {
            return Html::default();
        };
        // What the office adopted is signed twice.
        let mut these = all
            .iter()
            .filter(|one| one.event == event.as_str())
            .peekable();
        if these.peek().is_none() {
            return html! { <p class="signature muted">{ lang.say(UNSIGNED) }</p> };
        }
        html! { <>{ for these.map(|one| line(one, lang)) }</> }
    }
}

fn line(one: &SignatureView, lang: Lang) -> Html {
    let (class, mark, verified) = if one.verified {
        ("good", "✓ ", VERIFIED)
    } else {
        ("bad", "✕ ", UNVERIFIED)
    };
    let stored = if one.stored { STORED } else { LOCAL };
    let place = fill(
        lang.say(PLACE),
        &[&one.object, &one.seq.to_string(), &one.alg],
    );
    html! {
        <p class="signature">
            <span>{ fill(lang.say(SIGNED), &[&one.signer, &one.device]) }</span>
            <span {class}><span aria-hidden="true">{ mark }</span>{ lang.say(verified) }</span>
            <span class="muted">{ lang.say(stored) }</span>
            <span class="muted signature-place">{ place }</span>
            if !one.note.is_empty() { <span class="warn">{ &one.note }</span> }
        </p>
    }
}
