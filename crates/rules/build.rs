//! Packs the holiday calendar and the rulebooks that ship: the calendar as a table, the
//! rulebooks without their blanks.
#![allow(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    reason = "a build script reads and writes files on the builder's machine; the rules themselves do no I/O"
)]

use chrono::{Datelike, NaiveDate};
use serde_json::Value;
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

const FILE: &str = "data/holidays-cn.json";
const FOLDER: &str = "presets";
/// The presets as they are offered, the general one first; parents before children.
const PRESETS: [&str; 13] = [
    "national",
    "quanshan",
    "malong",
    "luoyang",
    "jiangxia",
    "haidian",
    "chaoyang",
    "fengtai",
    "shijingshan",
    "fangshan",
    "shunyi",
    "pinggu",
    "daxing",
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={FILE}");
    println!("cargo::rerun-if-changed={FOLDER}");
    let out = env::var_os("OUT_DIR").ok_or("no OUT_DIR")?;
    holidays(Path::new(&out))?;
    presets(Path::new(&out))
}

/// Every preset with its title, its document without blanks.
fn presets(folder: &Path) -> Result<(), Box<dyn Error>> {
    for file in fs::read_dir(FOLDER)? {
        let name = file?
            .file_name()
            .into_string()
            .map_err(|_| "odd file name")?;
        let preset = name.strip_suffix(".json").ok_or("a file that is no JSON")?;
        if !PRESETS.contains(&preset) && preset != "rulebook.schema" {
            return Err(format!("{name} is not in the list of presets").into());
        }
    }
    let mut out = String::new();
    writeln!(out, "static PRESETS: &[Preset] = &[")?;
    for id in PRESETS {
        let file = fs::read_to_string(Path::new(FOLDER).join(id).with_extension("json"))?;
        let book: Value = serde_json::from_str(&file)?;
        if book["id"] != id {
            return Err(format!("{id}.json has another id").into());
        }
        let title = |lang: &str| {
            book["title"][lang]
                .as_str()
                .ok_or("no title")
                .map(str::to_owned)
        };
        let (zh, en, json) = (title("zh")?, title("en")?, book.to_string());
        writeln!(
            out,
            "Preset {{ id: {id:?}, zh: {zh:?}, en: {en:?}, json: {json:?} }},"
        )?;
    }
    writeln!(out, "];")?;
    fs::write(folder.join("presets.rs"), out)?;
    Ok(())
}

/// Every announced day, as `src/calendar/packed.rs` reads them.
fn holidays(folder: &Path) -> Result<(), Box<dyn Error>> {
    let file: Value = serde_json::from_str(&fs::read_to_string(FILE)?)?;
    let horizon = day(&file["horizon"])?;
    let years = file["years"].as_object().ok_or("no years")?;
    let first: i32 = years.keys().min().ok_or("no year")?.parse()?;
    let mut names: Vec<&str> = Vec::new();
    // By day, as the calendar keeps them.
    let mut days = BTreeMap::new();
    for year in years.values() {
        for (list, off) in [("holidays", 1), ("make_up_workdays", 0)] {
            for notice in year[list].as_array().ok_or("no list of days")? {
                let name = notice["name"].as_str().ok_or("a day without a name")?;
                let at = names.iter().position(|n| *n == name).unwrap_or(names.len());
                if at == names.len() {
                    names.push(name);
                }
                days.insert(day(&notice["date"])?, u32::try_from(at)? << 1 | off);
            }
        }
    }
    let mut out = String::new();
    writeln!(out, "const FIRST_YEAR: i32 = {first};")?;
    writeln!(out, "const HORIZON: i32 = {horizon};")?;
    writeln!(out, "static NAMES: &[&str] = &{names:?};")?;
    writeln!(out, "static DAYS: &[u32] = &[")?;
    for (day, notice) in days {
        writeln!(out, "{},", u32::try_from(day)? << 8 | notice)?;
    }
    writeln!(out, "];")?;
    fs::write(folder.join("holidays.rs"), out)?;
    Ok(())
}

/// A date of the file as the calendar's day number.
fn day(date: &Value) -> Result<i32, Box<dyn Error>> {
    let date = date.as_str().ok_or("a date that is no text")?;
    let date: NaiveDate = date.parse().map_err(|_| format!("{date} is no date"))?;
    Ok(date.num_days_from_ce())
}
