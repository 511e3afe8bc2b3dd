//! The client of the Excel worker: started when needed, ended to cancel.

use huiyin_protocol::grid::{FileError, Table};
use huiyin_protocol::{decode, encode};
use js_sys::{Object, Reflect, Uint8Array};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, Worker};

/// The most cells read from one file, as the module's own limit allows.
pub const MAX_CELLS: u32 = 2_000_000;

/// What the worker says of a job.
pub enum Step {
    /// Units done, of how many (0 while unknown).
    Progress(f64, f64),
    /// The result's bytes: a postcard workbook, or an Excel file.
    Done(Vec<u8>),
    /// In words: why not.
    Failed(String),
}

/// A job under way. Dropping it ends the worker, and with it the job.
pub struct Job {
    worker: Option<Worker>,
    _on_message: Closure<dyn Fn(MessageEvent)>,
    _on_error: Closure<dyn Fn(JsValue)>,
}

impl Drop for Job {
    fn drop(&mut self) {
        if let Some(worker) = &self.worker {
            worker.terminate();
        }
    }
}

/// Reads a workbook; the bytes of [`Step::Done`] are a postcard
/// `Result<Workbook, FileError>` or workbook as the module gives it.
pub fn read(name: &str, bytes: &[u8], on_step: impl Fn(Step) + 'static) -> Job {
    let fields: [(&str, JsValue); 4] = [
        ("op", "read".into()),
        ("name", name.into()),
        ("bytes", Uint8Array::from(bytes).into()),
        ("maxCells", MAX_CELLS.into()),
    ];
    run(&fields, on_step)
}

/// Writes a table as an Excel file.
pub fn write(table: &Table, on_step: impl Fn(Step) + 'static) -> Job {
    let bytes = Uint8Array::from(encode(&[table].as_slice()).as_slice());
    run(&[("op", "write".into()), ("b", bytes.into())], on_step)
}

/// Writes a table and offers it for saving; `then` is told why not, if not.
/// The job keeps itself alive, because a file half asked for has no owner on the page.
pub fn save_table(table: &Table, file_name: String, then: impl Fn(Result<(), String>) + 'static) {
    let holder: Rc<Cell<Option<Job>>> = Rc::default();
    let held = holder.clone();
    let job = write(table, move |step| {
        let result = match step {
            Step::Progress(..) => return,
            Step::Done(bytes) => {
                if super::files::save(&file_name, super::files::XLSX, &[bytes]) {
                    Ok(())
                } else {
                    Err("download".to_owned())
                }
            }
            Step::Failed(why) => Err(why),
        };
        then(result);
        // This runs inside the job's own callback: drop the job after it returns.
        let held = held.clone();
        super::sleep::after(0, move || drop(held.take())).forget();
    });
    holder.set(Some(job));
}

fn run(fields: &[(&str, JsValue)], on_step: impl Fn(Step) + 'static) -> Job {
    let on_step = Rc::new(on_step);
    let heard = on_step.clone();
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let data = event.data();
        let field = |name: &str| Reflect::get(&data, &name.into()).unwrap_or_default();
        let number = |name: &str| field(name).as_f64().unwrap_or_default();
        match field("t").as_string().as_deref() {
            Some("progress") => heard(Step::Progress(number("done"), number("total"))),
            Some("done") => heard(Step::Done(Uint8Array::new(&field("b")).to_vec())),
            _ => {
                let told = field("b").dyn_into::<Uint8Array>().ok();
                let told = told.and_then(|bytes| decode::<FileError>(&bytes.to_vec()).ok());
                let plain = || field("message").as_string().unwrap_or_default();
                heard(Step::Failed(told.map_or_else(plain, |error| {
                    error.text.get(super::engine::lang()).to_owned()
                })));
            }
        }
    });
    let heard = on_step.clone();
    let on_error = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
        heard(Step::Failed(super::files::words(&event)));
    });
    let made = super::engine::address("office").map(|address| Worker::new(&address));
    let worker = match made {
        Some(Ok(worker)) => Some(worker),
        _ => None,
    };
    let posted = worker.as_ref().is_some_and(|worker| {
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        let message = Object::new();
        let mut complete = Reflect::set(&message, &"id".into(), &1.into()).is_ok();
        for (name, value) in fields {
            complete &= Reflect::set(&message, &(*name).into(), value).is_ok();
        }
        complete && worker.post_message(&message).is_ok()
    });
    if !posted {
        on_step(Step::Failed(
            "the Excel module could not be started".to_owned(),
        ));
    }
    Job {
        worker,
        _on_message: on_message,
        _on_error: on_error,
    }
}
