//! Pages for browsers that run no script: what a plain form is answered with.
//!
//! Everything that is written into one goes through [`escape`], whoever it comes from.

use crate::app::App;
use crate::refusal::Refusal;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use huiyin_rules::{Lang, Text};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// All that such a page is styled with; its hash stands in the policy.
const STYLE: &str = "body{max-width:36em;margin:2em auto;padding:0 1em;font:1.1em/1.7 sans-serif;color:#1b1b1b;background:#fff}h1{font-size:1.4em}strong{display:inline-block;padding:.4em .8em;font:1.5em monospace;border:2px solid #9b1c1c}li{margin:.5em 0}a{color:#9b1c1c}";

/// A part of a page.
pub(super) enum Part {
    /// A paragraph.
    Text(String),
    /// Something to be written down.
    Code(String),
    /// A list of days and what happened on them.
    Steps(Vec<(String, String)>),
    /// A way on, to an address of this site.
    Link(&'static str, String),
}

/// A text as it can stand anywhere in a page, between quotes too.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for one in text.chars() {
        match one {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

fn body(lang: Lang, title: &str, parts: &[Part]) -> String {
    let named = match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    };
    let title = escape(title);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{named}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <meta name=\"robots\" content=\"noindex\">\
         <title>{title}</title><style>{STYLE}</style></head><body><h1>{title}</h1>"
    );
    for part in parts {
        match part {
            Part::Text(text) => out.push_str(&format!("<p>{}</p>", escape(text))),
            Part::Code(code) => out.push_str(&format!("<p><strong>{}</strong></p>", escape(code))),
            Part::Steps(steps) => {
                out.push_str("<ol>");
                for (on, text) in steps {
                    out.push_str(&format!("<li>{} {}</li>", escape(on), escape(text)));
                }
                out.push_str("</ol>");
            }
            Part::Link(to, text) => out.push_str(&format!(
                "<p><a href=\"{}\">{}</a></p>",
                escape(to),
                escape(text)
            )),
        }
    }
    out.push_str("</body></html>\n");
    out
}

/// The policy of such a page: one style, nothing else.
pub(crate) fn policy(ancestors: &str) -> String {
    let style = STANDARD.encode(Sha256::digest(STYLE));
    format!(
        "default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'; \
         frame-ancestors 'self'{ancestors}"
    )
}

/// A page.
pub(super) fn page(
    app: &Arc<App>,
    lang: Lang,
    status: StatusCode,
    title: &Text,
    parts: &[Part],
) -> Response {
    let mut response = (status, body(lang, title.get(lang), parts)).into_response();
    let headers = response.headers_mut();
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(header::CONTENT_SECURITY_POLICY, app.policy.answer());
    response
}

/// A refusal as a page.
pub(super) fn refused(
    app: &Arc<App>,
    lang: Lang,
    refusal: &Refusal,
    back: &'static str,
) -> Response {
    let title = Text::new("没有成功", "This did not work");
    let again = Text::new("返回重新填写", "Go back and try again");
    let parts = [
        Part::Text(refusal.text().get(lang).to_owned()),
        Part::Link(back, again.get(lang).to_owned()),
    ];
    let mut response = page(app, lang, refusal.status(), &title, &parts);
    if let Some(seconds) = refusal.after() {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, seconds.into());
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_written_into_a_page_becomes_part_of_it() {
        let evil = "</title><script>alert('1')</script>\"&<img src=x onerror=y>";
        let parts = [
            Part::Text(evil.to_owned()),
            Part::Code(evil.to_owned()),
            Part::Steps(vec![(evil.to_owned(), evil.to_owned())]),
            Part::Link("/x", evil.to_owned()),
        ];
        let page = body(Lang::Zh, evil, &parts);
        let plain = body(
            Lang::Zh,
            "",
            &[
                Part::Text(String::new()),
                Part::Code(String::new()),
                Part::Steps(vec![(String::new(), String::new())]),
                Part::Link("/x", String::new()),
            ],
        );
        for sign in ['<', '>', '"', '\''] {
            assert_eq!(
                page.matches(sign).count(),
                plain.matches(sign).count(),
                "{sign}"
            );
        }
        assert!(page.contains("&lt;script&gt;alert(&#39;1&#39;)"));
    }
}
