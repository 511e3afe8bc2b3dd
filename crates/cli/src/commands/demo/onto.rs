//! Stations, voices, a drive and a notice board beside the suggestions of a bundle.

use super::{Printed, bundle_fault, log_fault};
use crate::app::{App, unexpected};
use crate::args::Demo as Args;
use crate::fault::Fault;
use crate::out::Atomic;
use chrono::NaiveDate;
use huiyin_engine::demo::{Ground, lay};
use huiyin_engine::rulebooks;
use huiyin_log::bundle::{BundleReader, BundleWriter};
use huiyin_protocol::ledger::{LedgerQuery, LedgerRow};
use huiyin_protocol::public::{BoardQuery, PublicAsk, PublicReply};
use huiyin_protocol::workspace::WorkspaceView;
use huiyin_protocol::{Reply, Request, decode, encode};
use huiyin_rules::Lang;
use huiyin_rules::ids::SuggestionId;
use std::fs;
use std::path::Path;

/// Rows of the ledger whose deputies make the roll, and suggestions the board may take.
const LOOKED_AT: u32 = 1_000;

pub(super) fn lay_beside(args: &Args, bundle: &Path, lang: Lang) -> Result<Printed, Fault> {
    let about = bundle.display().to_string();
    let app = App::of_bundle(bundle, lang)?;
    let workspace = match app.ask(&about, Request::Open)? {
        Reply::Workspace(view) => view,
        other => return Err(unexpected(&other)),
    };
    let bytes = fs::read(bundle).map_err(|error| Fault::file(bundle, &error))?;
    let mut reader = BundleReader::new();
    let taken = reader.push(&bytes).map_err(|error| bundle_fault(&error))?;
    let header = reader.finish().map_err(|error| bundle_fault(&error))?;
    let latest = taken.iter().map(|one| one.envelope.parts().seq).max();
    let (Some(first), Some(latest)) = (taken.first(), latest) else {
        return Err(Fault::new(
            format!("{about}：数据包是空的。请先导入台账。"),
            format!("{about}: the bundle is empty; import a ledger first"),
        ));
    };
    nothing_there(&app, &about)?;
    let rulebook = rulebooks::preset(&workspace.rulebook)
        .or_else(|| rulebooks::preset("national"))
        .ok_or_else(|| Fault::new("缺少规则 national。", "the rulebook national is missing"))?;
    let laid = lay(Ground {
        log: first.envelope.parts().log.clone(),
        seq: latest + 1,
        seed: args.seed,
        until: until(args, &workspace)?,
        rulebook: &rulebook,
        deputies: deputies(&app, &about)?,
        suggestions: fit_for_the_board(&app, &about)?,
        raises: true,
    })
    .map_err(|error| log_fault(&error))?;
    let events = header.count + laid.lines.len() as u64;
    let (mut writer, head) =
        BundleWriter::new(&header.workspace, events).map_err(|error| bundle_fault(&error))?;
    let mut out = Atomic::create(&args.out)?;
    out.write(&head)?;
    out.write(&writer.lines(taken.iter().map(|one| &one.bytes)))?;
    out.write(&writer.lines(&laid.lines))?;
    out.write(&writer.finish().map_err(|error| bundle_fault(&error))?)?;
    out.finish()?;
    Ok(Printed {
        suggestions: workspace.suggestions + 1,
        events,
        seed: args.seed,
    })
}

/// Today, where no day was named.
fn until(args: &Args, workspace: &WorkspaceView) -> Result<NaiveDate, Fault> {
    let today = || workspace.today.parse().ok();
    args.until.or_else(today).ok_or_else(|| {
        Fault::new(
            "无法得知今天的日期，请写明 --until。",
            "today is not known; write --until",
        )
    })
}

fn asked(app: &App, about: &str, ask: &PublicAsk) -> Result<PublicReply, Fault> {
    match app.ask(about, Request::Public(encode(ask)))? {
        Reply::Public(bytes) => {
            decode(&bytes).map_err(|_| unexpected(&Reply::Public(bytes.clone())))
        }
        other => Err(unexpected(&other)),
    }
}

/// What an office has of its own is not mixed with what is made up.
fn nothing_there(app: &App, about: &str) -> Result<(), Fault> {
    let stations = match asked(app, about, &PublicAsk::Stations)? {
        PublicReply::Stations(view) => view,
        _ => return Err(unexpected(&Reply::Done)),
    };
    if stations.rows.is_empty() && stations.deputies.is_empty() {
        return Ok(());
    }
    Err(Fault::new(
        format!("{about}：数据包中已有联络站或者代表名单，不能再配演示内容。请另选数据包。"),
        format!("{about}: the bundle has stations or a roll already; take another one"),
    ))
}

/// Who leads a suggestion, each once, with their delegation.
fn deputies(app: &App, about: &str) -> Result<Vec<(String, Option<String>)>, Fault> {
    let query = LedgerQuery {
        limit: LOOKED_AT,
        ..LedgerQuery::default()
    };
    let rows: Vec<LedgerRow> = match app.ask(about, Request::Ledger(query))? {
        Reply::Ledger(page) => page.rows,
        other => return Err(unexpected(&other)),
    };
    let mut out: Vec<(String, Option<String>)> = Vec::new();
    for row in rows {
        if !row.lead.is_empty() && out.iter().all(|(name, _)| *name != row.lead) {
            let delegation = (!row.delegation.is_empty()).then_some(row.delegation);
            out.push((row.lead, delegation));
        }
    }
    Ok(out)
}

fn fit_for_the_board(app: &App, about: &str) -> Result<Vec<SuggestionId>, Fault> {
    let query = BoardQuery {
        published: Some(false),
        count: LOOKED_AT,
        ..BoardQuery::default()
    };
    match asked(app, about, &PublicAsk::Board(query))? {
        PublicReply::Board(view) => Ok(view.rows.into_iter().map(|row| row.id).collect()),
        _ => Err(unexpected(&Reply::Done)),
    }
}
