//! `GET /openapi.json`: this interface, as other programs read it.

use axum::http::header;
use axum::response::IntoResponse;

/// Written by hand beside the handlers; tests hold them to it.
const DOCUMENT: &str = include_str!("openapi.json");

/// `GET /openapi.json`
pub(crate) async fn document() -> impl IntoResponse {
    let kind = "application/json; charset=utf-8";
    ([(header::CONTENT_TYPE, kind)], DOCUMENT)
}

#[cfg(test)]
mod tests {
    use super::DOCUMENT;
    use serde_json::Value;
    use std::collections::BTreeSet;

    fn document() -> Value {
        serde_json::from_str(DOCUMENT).unwrap()
    }

    #[test]
    fn it_is_of_this_version_and_names_every_address() {
        let document = document();
        assert_eq!(document["info"]["version"], env!("CARGO_PKG_VERSION"));
        let paths = document["paths"].as_object().unwrap();
        let told: BTreeSet<&str> = paths.keys().map(String::as_str).collect();
        // The addresses as the router is told them.
        let router = concat!(
            include_str!("../api.rs"),
            include_str!("polls.rs"),
            include_str!("desk.rs")
        );
        let routes = router.split("route(").skip(1);
        let routed: BTreeSet<String> = routes
            .filter_map(|rest| Some(rest.split('"').nth(1)?.replace("{*", "{")))
            .collect();
        assert_eq!(told, routed.iter().map(String::as_str).collect());
    }

    #[test]
    fn everything_referred_to_is_there() {
        fn walk(document: &Value, value: &Value) {
            if let Some(name) = value.get("$ref").and_then(Value::as_str) {
                let pointer = name.trim_start_matches('#');
                assert!(document.pointer(pointer).is_some(), "{name}");
            }
            match value {
                Value::Array(items) => items.iter().for_each(|item| walk(document, item)),
                Value::Object(items) => items.values().for_each(|item| walk(document, item)),
                _ => {}
            }
        }
        let document = document();
        walk(&document, &document);
    }

    #[test]
    fn every_code_of_a_refusal_is_told() {
        for refusal in crate::refusal::all() {
            let code = format!("`{}`", refusal.code());
            let kind = refusal.code().split('-').next().unwrap_or_default();
            let family = format!("`{kind}-…`");
            assert!(
                DOCUMENT.contains(&code) || DOCUMENT.contains(&family),
                "{code}"
            );
        }
    }
}
