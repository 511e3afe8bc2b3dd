//! The exports for the browser's Excel worker. What crosses is postcard; the worker
//! is stopped by terminating it, and one that traps is a damaged file.

use huiyin_protocol::grid::{FileError, Table, Workbook};
use js_sys::{Function, Uint8Array};
use wasm_bindgen::prelude::*;

use crate::{Control, Limits, Progress, Stage, error};

/// Reads a file into postcard bytes of `Result<Workbook, FileError>`.
///
/// `max_cells` bounds the cells with a value; `on_progress(stage, done, total)` hears
/// `"check"` and `"read"`, and cancels by returning `false`.
#[wasm_bindgen]
pub fn read(bytes: &[u8], name: &str, max_cells: u32, on_progress: &Function) -> Vec<u8> {
    let mut report = |at: Progress| {
        let stage = JsValue::from_str(match at.stage {
            Stage::Check => "check",
            Stage::Read => "read",
        });
        let (done, total) = (
            JsValue::from_f64(at.done as f64),
            JsValue::from_f64(at.total as f64),
        );
        match on_progress.call3(&JsValue::NULL, &stage, &done, &total) {
            Ok(answer) if answer == JsValue::FALSE => Control::Cancel,
            // A listener that fails must not cost the user the file.
            Ok(_) | Err(_) => Control::Continue,
        }
    };
    let limits = Limits::with_cells(u64::from(max_cells));
    let result: Result<Workbook, FileError> = crate::read(bytes, name, &limits, &mut report);
    encode(&result)
}

/// Writes postcard bytes of `Vec<Table>` into an .xlsx file. `created` is the date in
/// the file's properties, `YYYY-MM-DD`. Throws a `Uint8Array`: postcard bytes of `FileError`.
#[wasm_bindgen]
pub fn write(tables: &[u8], created: &str) -> Result<Vec<u8>, JsValue> {
    let thrown = |failure: &FileError| JsValue::from(Uint8Array::from(encode(failure).as_slice()));
    let tables: Vec<Table> = postcard::from_bytes(tables)
        .map_err(|failure| thrown(&error::cannot_write("", &failure.to_string())))?;
    let created = created
        .parse()
        .map_err(|_| thrown(&error::cannot_write("", &format!("created `{created}`"))))?;
    crate::write(&tables, created).map_err(|failure| thrown(&failure))
}

/// These types have no shape that postcard refuses, so the empty answer never goes out;
/// the receiver would reject it as undecodable.
fn encode<T: serde::Serialize>(value: &T) -> Vec<u8> {
    postcard::to_stdvec(value).unwrap_or_default()
}
