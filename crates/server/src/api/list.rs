//! `GET /o?prefix=&after=&limit=`: which names there are.

use super::who::Caller;
use crate::app::App;
use crate::objects::{Objects, Page, StoreError};
use crate::refusal::{self, Refusal};
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use huiyin_log::Space;
use huiyin_log::key::ENROL;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Names in an answer, unless told otherwise, and at most.
const USUAL: usize = 1_000;
const MOST: usize = 10_000;
/// Names looked at together when only folders are wanted.
const TOGETHER: usize = 200;
/// Longest prefix or name to go on after, in bytes.
const LONGEST: usize = 200;
/// A letter that no name has and that sorts after all that names have.
const LAST: char = '~';

#[derive(Deserialize)]
pub(crate) struct Asked {
    prefix: String,
    after: Option<String>,
    limit: Option<usize>,
    /// `/`, to be told folders in place of everything in them.
    delimiter: Option<String>,
}

#[derive(Serialize)]
pub(crate) struct Listed {
    keys: Vec<String>,
    more: bool,
}

/// `GET /o`
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Json<Listed>, Refusal> {
    let Query(asked) = asked.map_err(|_| refusal::bad_request())?;
    let limit = asked.limit.unwrap_or(USUAL);
    let after = asked.after.as_deref().unwrap_or_default();
    let folders = match asked.delimiter.as_deref() {
        None | Some("") => false,
        Some("/") => true,
        Some(_) => return Err(refusal::bad_request()),
    };
    if !(1..=MOST).contains(&limit) || !plain(&asked.prefix) || !plain(after) {
        return Err(refusal::bad_request());
    }
    readable(&app, &caller, &asked.prefix).await?;
    let page = if folders {
        children(&*app.objects, &asked.prefix, after, limit).await?
    } else {
        app.objects.list(&asked.prefix, Some(after), limit).await?
    };
    Ok(Json(Listed {
        keys: page.keys,
        more: page.more,
    }))
}

fn plain(text: &str) -> bool {
    let plain =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/' | b'~');
    text.len() <= LONGEST && text.bytes().all(plain)
}

/// A listing stays within one space, so that what may be read is settled before.
async fn readable(app: &App, caller: &Caller, prefix: &str) -> Result<(), Refusal> {
    if prefix.starts_with(ENROL) {
        return match app.members.rights(&caller.device).await?.admin {
            true => Ok(()),
            false => Err(refusal::admins_only()),
        };
    }
    let space = prefix
        .strip_prefix("v1/")
        .and_then(|rest| rest.split_once('/'))
        .and_then(|(space, _)| Space::try_from(space).ok());
    match space {
        Some(space) => app.members.may_read(&caller.device, &space).await,
        None => {
            app.members.rights(&caller.device).await?;
            Err(refusal::name_malformed())
        }
    }
}

/// The names below a prefix up to the next `/`: those of folders end in it, and stand for
/// everything in them.
async fn children(
    objects: &dyn Objects,
    prefix: &str,
    after: &str,
    limit: usize,
) -> Result<Page, StoreError> {
    let mut found = Page::default();
    let mut after = after.to_owned();
    loop {
        let wanted = TOGETHER.min(limit - found.keys.len() + 1);
        let page = objects.list(prefix, Some(&after), wanted).await?;
        for key in &page.keys {
            if *key <= after {
                // In the folder told last.
                continue;
            }
            if found.keys.len() == limit {
                found.more = true;
                return Ok(found);
            }
            let rest = key.strip_prefix(prefix).unwrap_or_default();
            let child = match rest.split_once('/') {
                Some((folder, _)) => format!("{prefix}{folder}/"),
                None => key.clone(),
            };
            after = if child.ends_with('/') {
                format!("{child}{LAST}")
            } else {
                child.clone()
            };
            found.keys.push(child);
        }
        if !page.more {
            return Ok(found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::objects::Memory;
    use bytes::Bytes;

    #[tokio::test]
    async fn folders_stand_for_what_is_in_them() {
        let store = Memory::default();
        for log in ["a", "b", "c"] {
            for seq in 0..300 {
                let key = format!("v1/main/l/{log}/00000/{seq:08}");
                store.put_new(&key, Bytes::new()).await.unwrap();
            }
        }
        for key in ["v1/main/l/d", "v1/main/p/x", "v1/main/l/b-/x"] {
            store.put_new(key, Bytes::new()).await.unwrap();
        }
        let all = [
            "v1/main/l/a/",
            "v1/main/l/b-/",
            "v1/main/l/b/",
            "v1/main/l/c/",
            "v1/main/l/d",
        ];
        for limit in 1..7 {
            let mut paged: Vec<String> = Vec::new();
            loop {
                let after = paged.last().map(|last| match last.ends_with('/') {
                    true => format!("{last}~"),
                    false => last.clone(),
                });
                let after = after.unwrap_or_default();
                let page = children(&store, "v1/main/l/", &after, limit).await.unwrap();
                assert!(page.keys.len() <= limit);
                paged.extend(page.keys);
                if !page.more {
                    break;
                }
            }
            assert_eq!(paged, all, "{limit} at a time");
        }
        let inside = children(&store, "v1/main/l/a/00000/", "", 1_000)
            .await
            .unwrap();
        assert_eq!(inside.keys.len(), 300);
    }
}
