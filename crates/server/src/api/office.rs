//! A device that records for the congress's own office.

use crate::api::who::Caller;
use crate::app::App;
use crate::refusal::{self, Refusal};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use std::sync::Arc;

/// A device of the office, let in and not revoked.
pub(crate) struct Office;

impl FromRequestParts<Arc<App>> for Office {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Refusal> {
        let caller = Caller::from_request_parts(parts, app).await?;
        if app.members.rights(&caller.device).await?.office {
            Ok(Office)
        } else {
            Err(refusal::office_only())
        }
    }
}
