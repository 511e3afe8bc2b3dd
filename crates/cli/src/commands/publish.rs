//! `huiyin publish`: the notice board's files, for any web server to hand out.

use super::json;
use crate::app::{App, unexpected};
use crate::args::Publish;
use crate::fault::Fault;
use crate::out::Atomic;
use huiyin_protocol::public::{PublicAsk, PublicReply};
use huiyin_protocol::{Reply, Request, decode, encode};
use huiyin_rules::Lang;
use serde::Serialize;
use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

/// The folder of what is shown one by one.
const ITEMS: &str = "item";

#[derive(Serialize)]
struct Printed {
    files: usize,
    items: usize,
    removed: usize,
}

pub fn run(args: &Publish, lang: Lang) -> Result<String, Fault> {
    let app = App::of_bundle(&args.bundle, lang)?;
    let about = args.bundle.display().to_string();
    let request = Request::Public(encode(&PublicAsk::Files));
    let files = match app.ask(&about, request)? {
        Reply::Public(bytes) => match decode::<PublicReply>(&bytes) {
            Ok(PublicReply::Files(files)) => files,
            _ => return Err(unexpected(&Reply::Public(bytes))),
        },
        other => return Err(unexpected(&other)),
    };
    let items = args.out.join(ITEMS);
    fs::create_dir_all(&items).map_err(|error| Fault::file(&items, &error))?;
    let mut shown = BTreeSet::new();
    // What the list leads to is there before the list is.
    let (single, lists): (Vec<_>, Vec<_>) = files
        .iter()
        .partition(|(path, _)| path.starts_with("item/"));
    for (path, text) in single.iter().chain(&lists) {
        let mut file = Atomic::create(&args.out.join(path))?;
        file.write(text.as_bytes())?;
        file.finish()?;
        shown.insert(path.as_str());
    }
    let removed = withdrawn(&items, &shown)?;
    let printed = Printed {
        files: files.len(),
        items: single.len(),
        removed,
    };
    if args.json {
        return json(&printed);
    }
    let (out, count) = (args.out.display(), printed.items);
    Ok(match lang {
        Lang::Zh => format!("已写入 {out}：公示 {count} 件，撤下 {removed} 件。\n"),
        Lang::En => format!("{out}: {count} on the board, {removed} taken off\n"),
    })
}

/// Takes away what an earlier run showed and is no longer on the board.
fn withdrawn(items: &Path, shown: &BTreeSet<&str>) -> Result<usize, Fault> {
    let failed = |error: std::io::Error| Fault::file(items, &error);
    let mut removed = 0;
    for entry in fs::read_dir(items).map_err(failed)? {
        let name = entry.map_err(failed)?.file_name();
        let Some(name) = name.to_str() else { continue };
        // Only what this command writes: the folder may hold other files.
        let own = name.strip_suffix(".json").is_some_and(is_public_id);
        if own && !shown.contains([ITEMS, "/", name].concat().as_str()) {
            match fs::remove_file(items.join(name)) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(failed(error)),
                _ => removed += 1,
            }
        }
    }
    Ok(removed)
}

fn is_public_id(stem: &str) -> bool {
    let digit = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
    stem.len() == 32 && stem.bytes().all(digit)
}
