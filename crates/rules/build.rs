//! Packs the holiday calendar, so that the browser carries neither the file nor its reader.
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

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={FILE}");
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
    let folder = env::var_os("OUT_DIR").ok_or("no OUT_DIR")?;
    fs::write(Path::new(&folder).join("holidays.rs"), out)?;
    Ok(())
}

/// A date of the file as the calendar's day number.
fn day(date: &Value) -> Result<i32, Box<dyn Error>> {
    let date = date.as_str().ok_or("a date that is no text")?;
    let date: NaiveDate = date.parse().map_err(|_| format!("{date} is no date"))?;
    Ok(date.num_days_from_ce())
}
