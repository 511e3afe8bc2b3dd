//! The headers that keep a page from doing what it need not.

use crate::api::answer_policy;
use crate::app::App;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use huiyin_rules::Text;
use std::sync::Arc;

/// The content security policy of each kind of page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Policy {
    app: Forms,
    /// Pages with a form that works without script.
    forms: Forms,
    /// The page that other sites show within theirs.
    embed: Forms,
    /// The page that shows integrators what the embedded one looks like.
    gallery: Forms,
    /// What a plain form is answered with.
    answer: HeaderValue,
}

/// A policy in its two forms.
///
/// Chromium learnt `'wasm-unsafe-eval'` in version 97 and before that compiles WebAssembly only
/// under `'unsafe-eval'`, so browsers that name an older Chromium get that word. It opens nothing:
/// `require-trusted-types-for` (Chromium 83) still refuses to evaluate a string.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Forms {
    today: HeaderValue,
    old: HeaderValue,
}

/// What differs between the pages.
struct Differs<'a> {
    connect: &'a str,
    ancestors: &'a str,
    action: &'a str,
    frames: &'a str,
}

impl Policy {
    /// The policy that also lets the app talk to the origins `connect`, for example other stores,
    /// and be shown within pages of the origins `frames`; and what citizens use within pages of
    /// the origins `embeds`.
    ///
    /// # Errors
    /// One of them is no origin, or one of the last names more than one site.
    pub(crate) fn new(
        connect: &[String],
        frames: &[String],
        embeds: &[String],
    ) -> Result<Self, Text> {
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
        embeds.iter().try_for_each(|one| exact(one))?;
        let embeds = listed(embeds)?;
        let app = Differs {
            connect: &connect,
            ancestors: &frames,
            action: "'none'",
            frames: "",
        };
        Ok(Policy {
            app: Forms::new(&app)?,
            forms: Forms::new(&Differs {
                action: "'self'",
                ..app
            })?,
            embed: Forms::new(&Differs {
                action: "'self'",
                ancestors: &embeds,
                ..app
            })?,
            gallery: Forms::new(&Differs {
                frames: "frame-src 'self'; ",
                ..app
            })?,
            answer: value(answer_policy(&embeds))?,
        })
    }

    fn of(&self, path: &str, user_agent: &str) -> HeaderValue {
        let forms = match path {
            "/voice.html" | "/follow.html" => &self.forms,
            "/embed.html" => &self.embed,
            "/gallery.html" => &self.gallery,
            _ => &self.app,
        };
        if chromium_version(user_agent).is_some_and(|version| version < 97) {
            forms.old.clone()
        } else {
            forms.today.clone()
        }
    }

    /// The policy of a page that a plain form is answered with.
    pub(crate) fn answer(&self) -> HeaderValue {
        self.answer.clone()
    }
}

impl Forms {
    fn new(differs: &Differs<'_>) -> Result<Self, Text> {
        let Differs {
            connect,
            ancestors,
            action,
            frames,
        } = differs;
        let with = |wasm: &str| {
            value(format!(
                "default-src 'none'; script-src 'self' {wasm}; worker-src 'self'; \
                 connect-src 'self'{connect}; style-src 'self'; img-src 'self' data: blob:; \
                 {frames}base-uri 'none'; form-action {action}; frame-ancestors 'self'{ancestors}; \
                 trusted-types default; require-trusted-types-for 'script'"
            ))
        };
        Ok(Forms {
            today: with("'wasm-unsafe-eval'")?,
            old: with("'unsafe-eval'")?,
        })
    }
}

fn value(policy: String) -> Result<HeaderValue, Text> {
    HeaderValue::try_from(policy).map_err(|error| Text::new(error.to_string(), error.to_string()))
}

/// Fails unless an origin is one site, and one of web pages.
fn exact(text: &str) -> Result<(), Text> {
    origin(text)?;
    if text.contains('*') || text.starts_with("wss:") {
        return Err(Text::new(
            format!("“{text}”不是确切的来源，请写成 https://主机[:端口]，不用通配符。"),
            format!("`{text}` is no exact origin; write https://host[:port] without a wildcard"),
        ));
    }
    Ok(())
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
    let agent = agent.and_then(|agent| agent.to_str().ok());
    let path = request.uri().path();
    let policy = app.policy.of(path, agent.unwrap_or_default());
    let (features, shared) = (features(path), path == EMBED);
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("permissions-policy", features),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // What is published, and the pages that answer plain forms, have said their own.
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(policy);
    let resource = HeaderName::from_static("cross-origin-resource-policy");
    let whose = if shared {
        "cross-origin"
    } else {
        "same-origin"
    };
    headers
        .entry(resource)
        .or_insert(HeaderValue::from_static(whose));
    if shared {
        let anybody = HeaderValue::from_static("*");
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, anybody);
    }
    // What is not a file of the app is nobody else's to keep.
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

/// The script that other sites load into their pages.
const EMBED: &str = "/huiyin-embed.js";

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
        policy.of("/", agent).to_str().unwrap().to_owned()
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
        let policy = Policy::new(&[], &[], &[]).unwrap();
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
        let policy = said(&Policy::new(&connect, &frames, &[]).unwrap(), "");
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
            assert!(Policy::new(&[bad.to_owned()], &[], &[]).is_err(), "{bad}");
        }
    }

    #[test]
    fn only_what_citizens_use_is_shown_within_other_sites_pages() {
        let embeds = ["https://www.example.gov.cn".to_owned()];
        let policy = Policy::new(&[], &[], &embeds).unwrap();
        let of = |path| policy.of(path, "").to_str().unwrap().to_owned();
        let open = "frame-ancestors 'self' https://www.example.gov.cn";
        assert!(of("/embed.html").contains(open));
        assert!(policy.answer().to_str().unwrap().contains(open));
        for path in [
            "/",
            "/index.html",
            "/voice.html",
            "/vote.html",
            "/embed.html/",
        ] {
            assert!(of(path).contains("frame-ancestors 'self';"), "{path}");
        }
        for (path, action) in [
            ("/", "'none'"),
            ("/voice.html", "'self'"),
            ("/embed.html", "'self'"),
        ] {
            assert!(
                of(path).contains(&format!("form-action {action};")),
                "{path}"
            );
        }
        let none = Policy::new(&[], &[], &[]).unwrap();
        let embed = none.of("/embed.html", "").to_str().unwrap().to_owned();
        assert!(embed.contains("frame-ancestors 'self';"));
    }

    #[test]
    fn embedding_takes_exact_origins() {
        for bad in [
            "https://*.example.cn",
            "*",
            "wss://a.cn",
            "https://a.cn/b",
            "a.cn",
        ] {
            assert!(Policy::new(&[], &[], &[bad.to_owned()]).is_err(), "{bad}");
        }
    }
}
