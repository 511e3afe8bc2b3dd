//! Asking the syncer.

use super::later::{Later, later};
use super::{engine, sync};
use huiyin_protocol::sharing::{
    Part, SharingAnswer, SharingAsk, SharingPush, SharingReply, SharingRequest, SharingStatus,
};
use huiyin_protocol::{Failure, FailureKind, decode, encode};
use huiyin_rules::Lang;
use wasm_bindgen::JsValue;

/// Asks, and calls back with the answer. The callback always comes, once.
pub fn ask_then(request: SharingRequest, then: impl FnOnce(SharingAnswer) + 'static) {
    let lang = engine::lang();
    let writes = request.writes();
    let bytes = encode(&SharingAsk { lang, request });
    let then = move |bytes: Option<Vec<u8>>| {
        let answer = match bytes {
            None => Err(gone(writes, lang)),
            Some(bytes) => decode(&bytes).unwrap_or_else(|_| Err(unreadable(lang))),
        };
        if let Ok(reply) = &answer {
            remember(reply);
        }
        then(answer);
    };
    sync::ask_bytes(&bytes, Box::new(then));
}

/// Asks; the future yields the answer.
pub fn ask(request: SharingRequest) -> Later<SharingAnswer> {
    let (fill, later) = later();
    ask_then(request, fill);
    later
}

/// The status that a push brought.
pub fn status(pushed: &JsValue) -> Option<SharingStatus> {
    let SharingPush::Status(status) = decode(&sync::bytes(pushed)).ok()?;
    Some(status)
}

/// Whether the next visit begins the worker by itself follows from how things stand.
fn remember(reply: &SharingReply) {
    match reply {
        SharingReply::Status(status) | SharingReply::Created { status, .. } => {
            sync::set_shared(status.part != Part::Alone);
        }
        SharingReply::Joining(_) => sync::set_shared(true),
        _ => {}
    }
}

fn gone(writes: bool, lang: Lang) -> Failure {
    let zh = "同步程序已停止，没有收到完成的确认。请重新载入页面后查看同步状态。";
    let en = "The syncer stopped before it confirmed. Reload the page and see how things stand.";
    failure(writes, "syncer_stopped", zh, en, lang)
}

fn unreadable(lang: Lang) -> Failure {
    let zh =
        "收到的答复无法读取，页面与同步程序的版本可能不一致。请重新载入本页和本系统的其他标签页。";
    let en = "The answer could not be read; page and syncer may be of different versions. Reload this page and the app's other tabs.";
    failure(false, "answer_unreadable", zh, en, lang)
}

fn failure(writes: bool, code: &str, zh: &str, en: &str, lang: Lang) -> Failure {
    Failure {
        kind: if writes {
            FailureKind::NotSaved
        } else {
            FailureKind::Internal
        },
        code: code.to_owned(),
        text: match lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
        .to_owned(),
        source: None,
    }
}
