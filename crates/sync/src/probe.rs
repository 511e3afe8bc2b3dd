//! Trying a store: does it keep what is put, and what else does it do.
//!
//! Needed are put, get and list. Everything else is told, because whoever runs
//! the store may want to know, and relied on by nothing.

#[cfg(feature = "native")]
mod native;
mod rough;
mod server;
mod store;

use crate::carrier::Any;
use crate::http::{Request, Response, Transport, TransportError};
use huiyin_protocol::sharing::{ProbeLine, ProbeReport};
use huiyin_rules::{Lang, Text};

/// A transport that lets itself be used roughly.
///
/// What a transport cannot do is left out of the report; a browser's can do none of it.
#[expect(
    async_fn_in_trait,
    reason = "the browser is single-threaded: its futures cannot be Send"
)]
pub trait Bench: Transport {
    /// Milliseconds by a clock that only goes forward.
    fn millis(&self) -> Option<u64> {
        None
    }

    /// Whether it may say that a page of another origin asks.
    fn poses_as_page(&self) -> bool {
        false
    }

    /// Sends all of them at the same time.
    async fn race(&self, _requests: Vec<Request>) -> Option<Vec<Result<Response, TransportError>>> {
        None
    }

    /// Sends the first `bytes` of the body, hangs up, and gives the store a moment to notice.
    async fn tear(&self, _request: Request, _bytes: usize) -> Option<Result<(), TransportError>> {
        None
    }
}

impl<T: Bench> Bench for &T {
    fn millis(&self) -> Option<u64> {
        (**self).millis()
    }

    fn poses_as_page(&self) -> bool {
        (**self).poses_as_page()
    }

    async fn race(&self, requests: Vec<Request>) -> Option<Vec<Result<Response, TransportError>>> {
        (**self).race(requests).await
    }

    async fn tear(&self, request: Request, bytes: usize) -> Option<Result<(), TransportError>> {
        (**self).tear(request, bytes).await
    }
}

impl<T: Bench> Bench for std::rc::Rc<T> {
    fn millis(&self) -> Option<u64> {
        (**self).millis()
    }

    fn poses_as_page(&self) -> bool {
        (**self).poses_as_page()
    }

    async fn race(&self, requests: Vec<Request>) -> Option<Vec<Result<Response, TransportError>>> {
        (**self).race(requests).await
    }

    async fn tear(&self, request: Request, bytes: usize) -> Option<Result<(), TransportError>> {
        (**self).tear(request, bytes).await
    }
}

/// Tries a store in a folder `v1/probe/{nonce}/` of its own, which is taken away again where
/// the store lets it be. The nonce is the caller's: a few random letters and digits.
pub async fn probe<T: Bench>(store: &Any<T>, nonce: &str, lang: Lang) -> ProbeReport {
    let findings = match store {
        Any::Server(server) => server::probe(server).await,
        Any::WebDav(folder) => store::probe(folder, nonce).await,
        Any::S3(bucket) => store::probe(bucket, nonce).await,
    };
    report(findings, lang)
}

/// One thing tried.
#[derive(Debug)]
struct Finding {
    what: Text,
    outcome: Text,
    /// As in [`ProbeLine::met`].
    met: Option<bool>,
}

impl Finding {
    /// Needed.
    fn needed(what: (&str, &str), met: bool, outcome: impl Into<Outcome>) -> Finding {
        Finding {
            what: Text::new(what.0, what.1),
            outcome: outcome.into().0,
            met: Some(met),
        }
    }

    /// Only told.
    fn told(what: (&str, &str), outcome: impl Into<Outcome>) -> Finding {
        Finding {
            what: Text::new(what.0, what.1),
            outcome: outcome.into().0,
            met: None,
        }
    }
}

/// What came of something, in both languages.
struct Outcome(Text);

impl From<(&str, &str)> for Outcome {
    fn from((zh, en): (&str, &str)) -> Self {
        Outcome(Text::new(zh, en))
    }
}

impl From<Text> for Outcome {
    fn from(text: Text) -> Self {
        Outcome(text)
    }
}

fn report(findings: Vec<Finding>, lang: Lang) -> ProbeReport {
    let failed: Vec<&str> = findings
        .iter()
        .filter(|finding| finding.met == Some(false))
        .map(|finding| finding.what.get(lang))
        .collect();
    let good = failed.is_empty();
    let summary = match (good, lang) {
        (true, Lang::Zh) => "可以使用：写入、读取和列目录都符合要求。".to_owned(),
        (true, Lang::En) => "Good enough: it puts, gets and lists as needed.".to_owned(),
        (false, Lang::Zh) => format!("不能使用，未通过：{}。", failed.join("、")),
        (false, Lang::En) => format!("Not good enough: {}.", failed.join("; ")),
    };
    let lines = findings.into_iter().map(|finding| ProbeLine {
        what: finding.what.get(lang).to_owned(),
        outcome: finding.outcome.get(lang).to_owned(),
        met: finding.met,
    });
    ProbeReport {
        good,
        summary,
        lines: lines.collect(),
    }
}

#[cfg(test)]
mod tests;
