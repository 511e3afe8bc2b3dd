//! `huiyin conformance`: whether a store is good enough, and what it does beside.

use super::{json, say, width};
use crate::args::{Conformance, Kept};
use crate::fault::Fault;
use crate::host::Machine;
use chrono::Utc;
use futures_lite::future::block_on;
use huiyin_engine::Host;
use huiyin_protocol::sharing::{ProbeReport, StoreChoice};
use huiyin_rules::Lang;
use huiyin_sync::carrier::{Any, CarrierError, HuiyinServer, Means};
use huiyin_sync::http::{Native, Timeouts};
use huiyin_sync::probe::probe;
use serde::Serialize;
use std::fmt::Write;
use std::time::Duration;

/// A store that is silent for so long is no use to anybody who waits.
const TIMEOUTS: Timeouts = Timeouts {
    connect: Duration::from_secs(10),
    silence: Duration::from_secs(15),
    whole: Duration::from_secs(120),
};

#[derive(Serialize)]
struct Printed<'a> {
    url: &'a str,
    kind: &'static str,
    #[serde(flatten)]
    report: &'a ProbeReport,
}

/// The text to print, and whether the store is good enough.
pub fn run(args: &Conformance, lang: Lang) -> Result<(String, bool), Fault> {
    let native = Native::new(TIMEOUTS);
    let wrong = |error: CarrierError| {
        let text = error.text();
        Fault::new(text.zh, text.en)
    };
    let choice = choice(args, &native).map_err(wrong)?;
    let means = Means::new(|| Utc::now().timestamp());
    let store = Any::of(&choice, &native, means).map_err(wrong)?;
    let nonce = nonce()?;
    let report = block_on(probe(&store, &nonce, lang));
    let (kind, name) = match choice {
        StoreChoice::Server { .. } => ("huiyin", say(lang, "回音服务器", "Huiyin server")),
        StoreChoice::WebDav { .. } => ("webdav", "WebDAV"),
        StoreChoice::S3 { .. } => ("s3", "S3"),
    };
    if args.json {
        let printed = Printed {
            url: &args.url,
            kind,
            report: &report,
        };
        return Ok((json(&printed)?, report.good));
    }
    Ok((table(name, &args.url, &report, lang), report.good))
}

/// The store as it was named; one without any option is asked what it is.
fn choice(args: &Conformance, native: &Native) -> Result<StoreChoice, CarrierError> {
    let url = args.url.clone();
    Ok(match &args.kept {
        Kept::Open => {
            let server = HuiyinServer::new(native, &url, None)?;
            if block_on(server.info()).is_ok() {
                StoreChoice::Server { url }
            } else {
                StoreChoice::WebDav {
                    url,
                    user: String::new(),
                    password: String::new(),
                }
            }
        }
        Kept::Folder { user, password } => StoreChoice::WebDav {
            url,
            user: user.clone(),
            password: password.clone(),
        },
        Kept::Bucket {
            name,
            region,
            key,
            secret,
        } => StoreChoice::S3 {
            url,
            bucket: name.clone(),
            region: region.clone(),
            key: key.clone(),
            secret: secret.clone(),
        },
    })
}

/// A folder name that no other probe has.
fn nonce() -> Result<String, Fault> {
    let bytes = Machine::new()?.random();
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn table(name: &str, url: &str, report: &ProbeReport, lang: Lang) -> String {
    let mut text = format!("{name}  {url}\n");
    let widest = report.lines.iter().map(|line| width(&line.what)).max();
    for line in &report.lines {
        let mark = match line.met {
            Some(true) => "✓",
            Some(false) => "✗",
            None => "·",
        };
        let pad = widest.unwrap_or_default() - width(&line.what);
        let _ = writeln!(text, "  {mark} {}{:pad$}  {}", line.what, "", line.outcome);
    }
    let marks = say(
        lang,
        "✓ 需要，符合　✗ 需要，不符合　· 不需要，仅供了解",
        "✓ needed and met   ✗ needed and not met   · only told",
    );
    let _ = writeln!(text, "{}\n{marks}", report.summary);
    text
}
