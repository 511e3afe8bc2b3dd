//! `huiyin explain`: one suggestion's story and how its deadlines were reached.

use super::{json, say};
use crate::app::{App, unexpected};
use crate::args::Explain;
use crate::fault::Fault;
use huiyin_protocol::item::ItemView;
use huiyin_protocol::ledger::LedgerQuery;
use huiyin_protocol::{Reply, Request};
use huiyin_rules::Lang;
use huiyin_rules::ids::SuggestionId;
use huiyin_rules::suggestion::StageName;
use std::fmt::Write;

pub fn run(args: &Explain, lang: Lang) -> Result<String, Fault> {
    let app = App::of_bundle(&args.bundle, lang)?;
    let about = args.bundle.display().to_string();
    let id = find(&app, args, &about)?;
    let item = match app.ask(&about, Request::Item(id))? {
        Reply::Item(item) => item,
        other => return Err(unexpected(&other)),
    };
    if args.json {
        json(&item)
    } else {
        Ok(plain(&item, lang))
    }
}

/// The suggestion of that number, or of that identity.
fn find(app: &App, args: &Explain, about: &str) -> Result<SuggestionId, Fault> {
    const WINDOW: u32 = 1_000;
    let number = args.number.trim();
    let mut query = LedgerQuery {
        text: number.to_owned(),
        stages: StageName::ALL.to_vec(),
        limit: WINDOW,
        ..LedgerQuery::default()
    };
    loop {
        let page = match app.ask(about, Request::Ledger(query.clone()))? {
            Reply::Ledger(page) => page,
            other => return Err(unexpected(&other)),
        };
        if let Some(row) = page.rows.iter().find(|row| row.number == number) {
            return Ok(row.id.clone());
        }
        query.offset += WINDOW;
        if query.offset >= page.total {
            break;
        }
    }
    let none = || {
        Fault::new(
            format!("{about}：没有编号为 {number} 的建议。编号写法如 2024-008。"),
            format!("{about}: there is no suggestion {number}; numbers are written like 2024-008"),
        )
    };
    let id = SuggestionId::try_from(number).map_err(|_| none())?;
    app.ask(about, Request::Item(id.clone()))
        .map_err(|_| none())?;
    Ok(id)
}

fn plain(item: &ItemView, lang: Lang) -> String {
    let row = &item.row;
    let mut text = format!("{} {}\n{}\n", row.number, row.title, item.stage_text);
    let _ = writeln!(
        text,
        "{}: {}  {}",
        say(lang, "领衔代表", "lead deputy"),
        row.lead,
        row.co_signers
    );
    let _ = writeln!(
        text,
        "{}: {}  {}",
        say(lang, "承办单位", "units"),
        row.units,
        row.assisting
    );
    if let Some(source) = &item.source {
        let _ = match lang {
            Lang::Zh => writeln!(
                text,
                "来源： {} 工作表“{}”第 {} 行",
                source.file, source.sheet, source.row
            ),
            Lang::En => writeln!(
                text,
                "source: {}, sheet “{}”, row {}",
                source.file, source.sheet, source.row
            ),
        };
    }
    let _ = writeln!(text, "{}", say(lang, "经过", "what happened"));
    for entry in &item.timeline {
        let on = entry
            .on
            .map_or_else(|| "          ".to_owned(), |on| on.to_string());
        let undone = if entry.undone {
            say(lang, "(已撤销)", " (taken back)")
        } else {
            ""
        };
        let _ = writeln!(
            text,
            "  {on}  {} {}{undone}  {}  {}",
            entry.who, entry.what, entry.detail, entry.basis
        );
    }
    if !item.deadlines.is_empty() {
        let _ = writeln!(text, "{}", say(lang, "期限", "deadlines"));
    }
    for deadline in &item.deadlines {
        let unit = deadline.unit.as_deref().unwrap_or("");
        let provisional = if deadline.provisional {
            say(lang, "(暂估)", " (provisional)")
        } else {
            ""
        };
        let _ = writeln!(
            text,
            "  {}  {} {unit}{provisional}",
            deadline.due, deadline.what
        );
        for step in &deadline.steps {
            let _ = writeln!(text, "      {step}");
        }
    }
    for anomaly in &item.anomalies {
        let _ = writeln!(text, "{}: {anomaly}", say(lang, "矛盾", "contradiction"));
    }
    text
}
