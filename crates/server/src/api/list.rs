//! `GET /o?prefix=&after=&limit=`: which names there are.

use super::who::Enrolled;
use crate::app::App;
use crate::refusal::{self, Refusal};
use axum::Json;
use axum::extract::{Query, State};
use huiyin_log::Space;
use huiyin_log::key::ENROL;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Names in an answer, unless told otherwise, and at most.
const USUAL: usize = 1_000;
const MOST: usize = 10_000;
/// Longest prefix or name to go on after, in bytes.
const LONGEST: usize = 200;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    prefix: String,
    after: Option<String>,
    limit: Option<usize>,
}

#[derive(Serialize)]
pub(crate) struct Listed {
    keys: Vec<String>,
    more: bool,
}

/// `GET /o`
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    enrolled: Enrolled,
    asked: Result<Query<Asked>, axum::extract::rejection::QueryRejection>,
) -> Result<Json<Listed>, Refusal> {
    let Query(asked) = asked.map_err(|_| refusal::bad_request())?;
    let limit = asked.limit.unwrap_or(USUAL);
    let plain = |text: &str| {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/');
        text.len() <= LONGEST && text.bytes().all(plain)
    };
    let after = asked.after.as_deref();
    if !(1..=MOST).contains(&limit) || !plain(&asked.prefix) || !after.is_none_or(plain) {
        return Err(refusal::bad_request());
    }
    if asked.prefix.starts_with(ENROL) {
        if !enrolled.rights.admin {
            return Err(refusal::admins_only());
        }
    } else {
        // A listing stays within one space, so that what may be read is settled before.
        let space = asked.prefix.strip_prefix("v1/").and_then(|rest| rest.split_once('/'));
        let space = space.and_then(|(space, _)| Space::try_from(space).ok());
        let space = space.ok_or_else(refusal::name_malformed)?;
        if !enrolled.rights.reads(&space) {
            return Err(refusal::space_closed());
        }
    }
    let page = app.objects.list(&asked.prefix, after, limit).await?;
    Ok(Json(Listed {
        keys: page.keys,
        more: page.more,
    }))
}
