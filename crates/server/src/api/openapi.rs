//! wip
use axum::Json;
pub(crate) async fn document() -> Json<serde_json::Value> {
    Json(serde_json::json!({}))
}
