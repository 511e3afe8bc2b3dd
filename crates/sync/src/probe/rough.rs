//! What stores differ in: conditions, races, uploads that break off, pages of other origins.

use super::store::{Probe, noise};
use super::{Bench, Finding};
use crate::carrier::Raw;
use crate::http::{Method, Request, Response, Transport, TransportError};
use huiyin_rules::Text;

/// Writers in a race.
const WRITERS: usize = 8;
/// An upload that breaks off: its length, and how much of it is sent.
const WHOLE: usize = 100_000;
const SENT: usize = 60_000;
/// Tries to put what broke off once more.
const HEALS: usize = 8;

const ABSENT: (&str, &str) = ("If-None-Match", "*");
/// A page of another origin.
const ORIGIN: &str = "https://huiyin.example";

/// Whether a second put under the condition "nothing there yet" is refused.
pub(super) async fn condition<R: Raw<Transport: Bench>>(probe: &mut Probe<'_, R>) {
    let key = probe.key("condition");
    let put = |bytes: &[u8]| probe.store.request(Method::Put, &key, &[ABSENT], bytes);
    let transport = probe.store.transport();
    let first = transport.send(put(b"first")).await;
    let second = transport.send(put(b"other")).await;
    let kept = probe.store.get(&key).await.ok().flatten();
    let statuses = Text::new(
        format!("{}、{}", status(&first), status(&second)),
        format!("{}, {}", status(&first), status(&second)),
    );
    let (zh, en) = match (&first, &second, kept.as_deref()) {
        (Ok(one), Ok(two), Some(b"first")) if one.is_success() && two.status == 412 => {
            ("遵守", "honoured")
        }
        (Ok(one), Ok(two), Some(b"other")) if one.is_success() && two.is_success() => {
            ("不遵守，后写的覆盖", "ignored, the second overwrote")
        }
        (Ok(one), _, _) if !one.is_success() => ("不接受带条件的写入", "such puts are refused"),
        _ => ("不一致，不可依赖", "neither kept to nor ignored"),
    };
    let outcome = Text::new(
        format!("{zh}（{}）", statuses.zh),
        format!("{en} ({})", statuses.en),
    );
    probe.findings.push(Finding::told(
        (
            "条件写入 If-None-Match（不需要）",
            "If-None-Match (not needed)",
        ),
        outcome,
    ));
}

/// How many of several writers at the same moment are told that they were first.
pub(super) async fn race<R: Raw<Transport: Bench>>(probe: &mut Probe<'_, R>) {
    let key = probe.key("race");
    let bytes = |writer: usize| format!("writer {writer} ").repeat(400).into_bytes();
    let requests = (0..WRITERS).map(|writer| {
        let bytes = bytes(writer);
        probe.store.request(Method::Put, &key, &[ABSENT], &bytes)
    });
    let Some(answers) = probe.store.transport().race(requests.collect()).await else {
        return;
    };
    let won =
        |answer: &Result<Response, TransportError>| answer.as_ref().is_ok_and(Response::is_success);
    let winners = answers.iter().filter(|answer| won(answer)).count();
    let kept = probe.store.get(&key).await.ok().flatten();
    let whole = kept.is_some_and(|kept| (0..WRITERS).any(|writer| kept == bytes(writer)));
    let (zh, en) = if whole {
        ("留下其中一个的完整内容", "one writer's bytes stayed, whole")
    } else {
        ("留下的内容不完整", "what stayed is nobody's whole bytes")
    };
    let outcome = Text::new(
        format!("{winners} 个得到成功的应答；{zh}"),
        format!("{winners} were told they had put it; {en}"),
    );
    probe.findings.push(Finding::told(
        (
            "8 个写入者同时条件写入",
            "8 writers at once under that condition",
        ),
        outcome,
    ));
}

/// What stays of an upload that broke off, and whether putting it once more makes it whole.
pub(super) async fn torn<R: Raw<Transport: Bench>>(probe: &mut Probe<'_, R>) {
    let key = probe.key("torn");
    let bytes = noise(WHOLE);
    let request = probe.store.request(Method::Put, &key, &[], &bytes);
    let transport = probe.store.transport();
    let Some(Ok(())) = transport.tear(request, SENT).await else {
        return;
    };
    let outcome = match probe.store.get(&key).await {
        Ok(None) => Text::new("什么也没有留下", "nothing"),
        Ok(Some(found)) => {
            let found = found.len();
            Text::new(
                format!("残缺的 {found} 字节当作完整内容提供；读取时按哈希拒收"),
                format!(
                    "a torn object of {found} bytes, served as if whole; readers refuse it by its hash"
                ),
            )
        }
        Err(error) => {
            let text = error.text();
            Text::new(
                format!("不能读取：{}", text.zh),
                format!("it cannot be got: {}", text.en),
            )
        }
    };
    let what = ("上传中断后留下的内容", "left of an upload that broke off");
    probe.findings.push(Finding::told(what, outcome));
    let mut healed = Err(Text::default());
    for _ in 0..HEALS {
        healed = probe.keeps(&key, &bytes).await;
        if healed.is_ok() {
            break;
        }
    }
    let outcome = healed.map(|()| Text::new("补齐", "whole again"));
    probe.need(("上传中断后重新写入", "is put anew after that"), outcome);
}

/// Whether pages of other origins may use the store.
pub(super) async fn origins<R: Raw<Transport: Bench>>(probe: &mut Probe<'_, R>) {
    let transport = probe.store.transport();
    if !transport.poses_as_page() {
        return;
    }
    let mut asked = Request::new(
        Method::Options,
        probe
            .store
            .request(Method::Get, &probe.key("first"), &[], b"")
            .url,
    );
    asked = asked
        .with("Origin", ORIGIN)
        .with("Access-Control-Request-Method", "PUT")
        .with(
            "Access-Control-Request-Headers",
            "authorization,content-type",
        );
    let answer = transport.send(asked).await;
    let allowed = answer.as_ref().is_ok_and(|answer| {
        let origin = answer.header("access-control-allow-origin");
        let methods = answer
            .header("access-control-allow-methods")
            .unwrap_or_default();
        answer.is_success()
            && matches!(origin, Some("*" | ORIGIN))
            && (methods.contains('*') || methods.to_ascii_uppercase().contains("PUT"))
    });
    let outcome = if allowed {
        ("允许", "allowed")
    } else {
        (
            "不允许；请把本程序与存储放在同一地址下",
            "not allowed; serve the app and the store from one address",
        )
    };
    let what = ("其他地址的网页访问", "pages of other origins (CORS)");
    probe.findings.push(Finding::told(what, outcome));
}

fn status(answer: &Result<Response, TransportError>) -> String {
    match answer {
        Ok(answer) => answer.status.to_string(),
        Err(_) => "–".to_owned(),
    }
}
