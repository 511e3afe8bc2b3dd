//! The headers that keep a page from doing what it need not.

use crate::app::App;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use huiyin_rules::Text;
use std::sync::Arc;

/// The content security policy, in its two forms.
///
/// Chromium learnt `'wasm-unsafe-eval'` in version 97 and before that compiles WebAssembly only
/// under `'unsafe-eval'`, so browsers that name an older Chromium get that word. It opens nothing:
/// `require-trusted-types-for` (Chromium 83) still refuses to evaluate a string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Policy {
    today: HeaderValue,
    old: HeaderValue,
}

impl Policy {
    /// The policy that also lets the app talk to the origins `connect`, for example other stores,
    /// and be shown within pages of the origins `frames`.
    ///
    /// # Errors
    /// One of them is no origin.
    pub(crate) fn new(connect: &[String], frames: &[String]) -> Result<Self, Text> {
        let listed = |origins: &[String]| {
            let checked: Result<Vec<&str>, Text> = origins.iter().map(|raw| origin(raw)).collect();
            checked.map(|origins| {
                origins
                    .iter()
                    .map(|one| format!(" {one}"))
                    .collect::<String>()
            })
        };
        let (connect, frames) = (listed(connect)?, listed(frames)?);
        let with = |wasm: &str| {
            let policy = format!(
                "default-src 'none'; script-src 'self' {wasm}; worker-src 'self'; \
                 connect-src 'self'{connect}; style-src 'self'; img-src 'self' data: blob:; \
                 base-uri 'none'; form-action 'none'; frame-ancestors 'self'{frames}; \
                 trusted-types default; require-trusted-types-for 'script'"
            );
            HeaderValue::try_from(policy)
                .map_err(|error| Text::new(error.to_string(), error.to_string()))
        };
        Ok(Policy {
            today: with("'wasm-unsafe-eval'")?,
            old: with("'unsafe-eval'")?,
        })
    }

    fn of(&self, user_agent: &str) -> HeaderValue {
        if chromium_version(user_agent).is_some_and(|version| version < 97) {
            self.old.clone()
        } else {
            self.today.clone()
        }
    }
}

/// `scheme://host[:port]` of the web; a host may begin with `*.`.
fn origin(text: &str) -> Result<&str, Text> {
    let host = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))
        .or_else(|| text.strip_prefix("wss://"));
    let plain = |byte: u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':' | b'*' | b'[' | b']')
    };
    match host {
        Some(host) if !host.is_empty() && host.bytes().all(plain) => Ok(text),
        _ => Err(Text::new(
            format!("“{text}”不是来源，请写成 https://主机[:端口]，不带路径。"),
            format!("`{text}` is no origin; write https://host[:port] without a path"),
        )),
    }
}

fn chromium_version(user_agent: &str) -> Option<u32> {
    let after = user_agent.split("Chrome/").nth(1)?;
    after.split('.').next()?.parse().ok()
}

/// Adds the headers to every answer.
pub(crate) async fn protect(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let agent = request.headers().get(header::USER_AGENT);
    let policy = app.policy.of(agent
        .and_then(|agent| agent.to_str().ok())
        .unwrap_or_default());
    let features = features(request.uri().path());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", features),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // What is not a file of the app is nobody else's to keep.
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

/// What a page may use of the device: the page of the vote reads cards with the camera.
fn features(path: &str) -> &'static str {
    match path {
        "/vote.html" => "camera=(self), microphone=(), geolocation=()",
        _ => "camera=(), microphone=(), geolocation=()",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(policy: &Policy, agent: &str) -> String {
        policy.of(agent).to_str().unwrap().to_owned()
    }

    #[test]
    fn only_the_page_of_the_vote_has_the_camera() {
        assert!(features("/vote.html").starts_with("camera=(self),"));
        for path in ["/", "/index.html", "/assets/vote.js", "/vote.html/"] {
            assert!(features(path).starts_with("camera=(),"), "{path}");
        }
    }

    #[test]
    fn only_old_chromium_gets_the_old_word() {
        let policy = Policy::new(&[], &[]).unwrap();
        assert!(
            said(
                &policy,
                "Mozilla/5.0 HeadlessChrome/86.0.4240.111 Safari/537.36"
            )
            .contains("script-src 'self' 'unsafe-eval';")
        );
        for modern in ["Chrome/97.0.1", "Chrome/156.0.0.0", "Firefox/140.0", ""] {
            assert!(
                said(&policy, modern).contains("script-src 'self' 'wasm-unsafe-eval';"),
                "{modern}"
            );
        }
    }

    #[test]
    fn origins_are_added_where_they_belong() {
        let connect = ["https://dav.example.cn:8443".to_owned()];
        let frames = ["http://portal.example.cn".to_owned()];
        let policy = said(&Policy::new(&connect, &frames).unwrap(), "");
        assert!(policy.contains("connect-src 'self' https://dav.example.cn:8443;"));
        assert!(policy.contains("frame-ancestors 'self' http://portal.example.cn;"));
    }

    #[test]
    fn nothing_but_an_origin_is_added() {
        for bad in [
            "*",
            "'unsafe-inline'",
            "https://a; script-src *",
            "https://a/b",
            "javascript:1",
            "https://",
        ] {
            assert!(Policy::new(&[bad.to_owned()], &[]).is_err(), "{bad}");
        }
    }
}
