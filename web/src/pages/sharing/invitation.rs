//! The invitation for others: as text and as a QR code.

use crate::components::button::{Kind, button};
use crate::components::empty::loading;
use crate::components::error_box::{ErrorBox, copy_text};
use crate::components::qr;
use crate::i18n::{Say, common, fill};
use crate::prelude::*;
use crate::state::sharing::use_told;
use crate::state::{notices, use_lang};
use huiyin_protocol::sharing::{InvitationView, SharingReply, SharingRequest};
use huiyin_rules::Lang;

crate::i18n::words! {
    TEXT = "邀请", "Invitation";
    HOW = "发给要加入的人。邀请中没有密码和密钥，拿到邀请只能申请，仍要由您核对校验码后批准。", "Send it to whoever is to join. It holds no password and no key: with it one can only ask, and you still compare codes before you agree.";
    COPY = "复制邀请", "Copy the invitation";
    QR = "邀请的二维码，用手机或者平板扫描", "The invitation as a QR code, for a phone or a tablet";
    COMPARE = "工作区校验码：{0}。加入的人可以对照，防止加入错误的工作区。", "The workspace's code: {0}. Whoever joins can compare it, so as not to join another one.";
    SECRET = "WebDAV 或者 S3 的用户名、密码不在邀请里，请另外告知。", "User and password of a WebDAV folder or S3 bucket are not in it; tell them apart.";
    PICK = "浏览器没有允许复制，请选中上面的文字自行复制", "The browser did not let it be copied; select the text above and copy it yourself";
}

/// The invitation.
#[component]
pub fn Invitation() -> Html {
    let lang = use_lang();
    let told = use_told(Some(SharingRequest::Invitation), Vec::new());
    match (told.reply.as_deref(), &told.failure) {
        (Some(SharingReply::Invitation(view)), _) => shown(view, lang),
        (_, Some(failure)) => {
            let again = told.take.reform(|()| None);
            html! { <ErrorBox failure={failure.clone()} {again} /> }
        }
        _ => loading(lang.say(common::LOADING)),
    }
}

fn shown(view: &InvitationView, lang: Lang) -> Html {
    let copy = {
        let text = view.text.clone();
        Callback::from(move |_: MouseEvent| {
            if copy_text(&text) {
                notices::done(lang.say(common::COPIED));
            } else {
                notices::failed(lang.say(PICK));
            }
        })
    };
    let rows = view.text.lines().count().clamp(2, 8).to_string();
    html! {
        <div class="invitation">
            <div class="invitation-text sharing-part">
                <p>{ lang.say(HOW) }</p>
                <label class="field-label" for="invitation-text">{ lang.say(TEXT) }</label>
                <textarea id="invitation-text" class="control" readonly=true {rows} value={view.text.clone()} />
                <p>{ button(Kind::Primary, lang.say(COPY), copy) }</p>
                <p class="muted">{ lang.say(SECRET) }</p>
                if !view.compare.is_empty() {
                    <p class="muted">{ fill(lang.say(COMPARE), &[&view.compare]) }</p>
                }
            </div>
            { qr::picture(&view.qr, lang.say(QR)) }
        </div>
    }
}
