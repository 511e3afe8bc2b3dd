//! `POST /v1/follow`: what became of a voice, for browsers that run no script.

use super::form::{self, Kind};
use super::html::{self, Part};
use super::own_page;
use super::tracks::{self, Stage, Status};
use crate::api::body;
use crate::api::who::Peer;
use crate::app::App;
use crate::refusal::{self, Refusal};
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use huiyin_intake::track_hash;
use huiyin_rules::{Lang, Text};
use std::net::IpAddr;
use std::sync::Arc;

/// Longest body, in bytes.
const MOST: usize = 4 << 10;

/// `POST /v1/follow`
pub(crate) async fn post(
    State(app): State<Arc<App>>,
    Peer(address): Peer,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let mut lang = Lang::Zh;
    match find(&app, address, &headers, body, &mut lang).await {
        Ok(status) => told(&app, lang, &status),
        Err(refused) => html::refused(&app, lang, &refused, "/follow.html"),
    }
}

async fn find(
    app: &Arc<App>,
    address: IpAddr,
    headers: &HeaderMap,
    body: Body,
    lang: &mut Lang,
) -> Result<Status, Refusal> {
    own_page(headers)?;
    let kind = headers.get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = Kind::of(kind).ok_or_else(refusal::bad_request)?;
    let held = body::read(app, headers, body, MOST).await?;
    let filled = form::filled(kind, headers, held.bytes.clone()).await?;
    *lang = filled.lang();
    // A code that cannot be one is as unknown as any other: it counts, and reads the same.
    let hash = track_hash(filled.text("code")).ok();
    tracks::find(app, address, hash)
        .await
        .map(|(_, status)| status)
}

fn named(stage: Stage) -> Text {
    let (zh, en) = match stage {
        Stage::New => ("已收到，等待处理", "received, to be looked at"),
        Stage::Answered => ("已答复", "answered"),
        Stage::Passed => ("已转交办理", "passed on"),
        Stage::Merged => (
            "已与同类事项一并办理",
            "handled together with others of the kind",
        ),
        Stage::Refused => ("不属于受理范围", "not taken up"),
        Stage::Raised => ("已形成代表建议", "made a deputy's suggestion of"),
        Stage::Done => ("已办结", "done"),
    };
    Text::new(zh, en)
}

fn told(app: &Arc<App>, lang: Lang, status: &Status) -> Response {
    let steps = status.steps.iter().map(|step| {
        let text = match lang {
            Lang::Zh => &step.zh,
            Lang::En => &step.en,
        };
        (step.on.clone(), text.clone())
    });
    let again = Text::new("查询另一个", "Look for another");
    let parts = [
        Part::Text(named(status.stage).get(lang).to_owned()),
        Part::Steps(steps.collect()),
        Part::Link("/follow.html", again.get(lang).to_owned()),
    ];
    let title = Text::new("办理进展", "What became of it");
    html::page(app, lang, StatusCode::OK, &title, &parts)
}
