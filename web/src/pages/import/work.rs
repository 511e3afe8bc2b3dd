//! The wizard's long works: reading the file, opening, checking, writing; each
//! can be stopped, and none leaves anything half done when the page is left.

use super::book::{Book, Unread};
use super::texts as t;
use super::wizard::{Busy, Event, Wizard};
use crate::i18n::{Say, Words, fill, fill_number, grouped};
use crate::platform::{engine, files, office, sleep};
use crate::prelude::*;
use crate::state::notices;
use huiyin_protocol::grid::{FileError, Workbook};
use huiyin_protocol::import::{ImportDone, ImportPlan};
use huiyin_protocol::item::BatchResult;
use huiyin_protocol::{Failure, FailureKind, Reply, Request, encode};
use huiyin_rules::Lang;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use web_sys::File;

/// Largest file handed to the Excel worker, which reads no larger one.
const LARGEST: f64 = 64.0 * 1024.0 * 1024.0;

/// What carries out the wizard's works.
#[derive(Clone)]
pub struct Works {
    /// Tells the wizard.
    pub tell: UseReducerDispatcher<Wizard>,
    /// How far the reading of the file is; 0 of 0 where that is not known.
    pub read: UseStateHandle<(u64, u64)>,
    under_way: Rc<UnderWay>,
}

/// Outlives the page by the answers still to come.
#[derive(Default)]
struct UnderWay {
    job: RefCell<Option<office::Job>>,
    /// Counts works; an answer to an earlier one is not wanted any more.
    turn: Cell<u32>,
    busy: Cell<Option<Busy>>,
    left: Cell<bool>,
}

/// The works of the page; stops them when the page is left.
#[hook]
pub fn use_works(tell: UseReducerDispatcher<Wizard>) -> Works {
    let under_way = use_memo((), |()| UnderWay::default());
    let read = use_state_eq(|| (0, 0));
    let works = Works {
        tell,
        read,
        under_way,
    };
    {
        let works = works.clone();
        use_effect_with((), move |()| move || works.leave());
    }
    works
}

impl Works {
    /// Reads a file the person chose, then opens it.
    pub fn read_file(&self, file: File, lang: Lang) {
        if file.size() > LARGEST {
            self.tell
                .dispatch(Event::Failed(local("file-too-large", t::TOO_LARGE, lang)));
            return;
        }
        let turn = self.begin(Busy::Reading);
        let works = self.clone();
        wasm_bindgen_futures::spawn_local(async move {
            let bytes = files::read_all(&file).await;
            if works.under_way.turn.get() != turn {
                return;
            }
            match bytes {
                Ok(bytes) => works.unpack(&file.name(), &bytes, turn, lang),
                Err(why) => {
                    let mut failure = local("file_not_read", t::NOT_READ, lang);
                    failure.text = fill(&failure.text, &[&why]);
                    works.fail(failure);
                }
            }
        });
    }

    /// Has the Excel worker read the bytes.
    fn unpack(&self, name: &str, bytes: &[u8], turn: u32, lang: Lang) {
        let works = self.clone();
        let job = office::read(name, bytes, move |step| {
            let under_way = &works.under_way;
            if under_way.turn.get() != turn {
                return;
            }
            match step {
                office::Step::Progress(done, total) => works.read.set((done as u64, total as u64)),
                office::Step::Done(bytes) => {
                    works.let_job_go();
                    works.take(bytes, lang);
                }
                office::Step::Failed(why) => {
                    works.let_job_go();
                    let mut failure = local("excel_module", t::MODULE_FAILED, lang);
                    failure.text = fill(&failure.text, &[&why]);
                    works.fail(failure);
                }
            }
        });
        // It may have failed before it began; then there is nothing to keep.
        if self.under_way.busy.get() == Some(Busy::Reading) {
            self.under_way.job.replace(Some(job));
        }
    }

    /// Takes a workbook's bytes as the Excel worker gives them, and opens it.
    fn take(&self, bytes: Vec<u8>, lang: Lang) {
        match Book::take(bytes) {
            Ok((book, workbook)) => self.open(Rc::new(book), None, workbook),
            Err(Unread::File(error)) => self.fail(Failure {
                kind: FailureKind::BadInput,
                code: error.code.as_str().to_owned(),
                text: error.text.get(lang).to_owned(),
                source: None,
            }),
            Err(Unread::Garbled) => self.fail(local("answer_unreadable", t::GARBLED, lang)),
        }
    }

    /// Opens a table that was pasted.
    pub fn take_pasted(&self, workbook: Workbook, lang: Lang) {
        self.take(encode(&Ok::<_, FileError>(workbook)), lang);
    }

    /// Opens one sheet of the book, which the person chose.
    pub fn open_sheet(&self, book: &Rc<Book>, sheet: usize) {
        if let Some(workbook) = book.only(sheet) {
            self.open(book.clone(), Some(sheet), workbook);
        }
    }

    /// Has the engine look at the workbook: the whole of it, or only the sheet given.
    fn open(&self, book: Rc<Book>, sheet: Option<usize>, workbook: Workbook) {
        let turn = self.begin(Busy::Opening);
        self.ask(
            turn,
            Request::ImportOpen(workbook),
            move |reply| match reply {
                Reply::ImportProposal(proposal) => {
                    let proposed = proposal.plan.sheet as usize;
                    Some(Event::Opened(book, sheet.unwrap_or(proposed), proposal))
                }
                _ => None,
            },
        );
    }

    /// Asks for the proposal's texts again, in another language; the person's choices stay.
    pub fn reword(&self, book: &Rc<Book>, sheet: usize) {
        if let Some(workbook) = book.only(sheet) {
            let turn = self.begin(Busy::Opening);
            self.ask(
                turn,
                Request::ImportOpen(workbook),
                move |reply| match reply {
                    Reply::ImportProposal(proposal) => Some(Event::Reworded(proposal)),
                    _ => None,
                },
            );
        }
    }

    /// Has every row checked.
    pub fn check(&self, plan: ImportPlan) {
        let turn = self.begin(Busy::Checking);
        self.ask(turn, Request::ImportCheck(plan), |reply| match reply {
            Reply::ImportCheck(check) => Some(Event::Checked(check)),
            _ => None,
        });
    }

    /// Has the rows written. The answer is told even after the page was left.
    pub fn commit(&self, skip: Vec<u32>, lang: Lang) {
        self.begin(Busy::Committing);
        let works = self.clone();
        engine::ask_then(Request::ImportCommit { skip }, move |answer| {
            works.under_way.busy.set(None);
            let left = works.under_way.left.get();
            match answer {
                Ok(Reply::ImportDone(done)) => {
                    close();
                    if left {
                        notices::undoable(imported(&done, lang), undo(&done, lang));
                    } else {
                        works.tell.dispatch(Event::Committed(done));
                    }
                }
                Ok(_) => {}
                Err(failure) if left => {
                    close();
                    notices::failure(&failure);
                }
                Err(failure) => works.tell.dispatch(Event::Failed(failure)),
            }
        });
    }

    /// Stops the work under way. What the engine writes is waited for: only it knows what became of it.
    pub fn cancel(&self) {
        match self.under_way.busy.get() {
            Some(busy @ (Busy::Reading | Busy::Opening)) => {
                self.under_way
                    .turn
                    .set(self.under_way.turn.get().wrapping_add(1));
                self.under_way.job.replace(None);
                self.fail(Failure {
                    kind: FailureKind::Cancelled,
                    code: "cancelled".to_owned(),
                    text: String::new(),
                    source: None,
                });
                if busy == Busy::Opening {
                    engine::ask_then(Request::Cancel, |_| {});
                }
            }
            Some(Busy::Checking | Busy::Committing) => engine::ask_then(Request::Cancel, |_| {}),
            None => {}
        }
    }

    /// Forgets the file in hand and begins anew.
    pub fn reset(&self) {
        close();
        self.tell.dispatch(Event::Reset);
    }

    fn leave(&self) {
        let under_way = &self.under_way;
        under_way.left.set(true);
        under_way.turn.set(under_way.turn.get().wrapping_add(1));
        under_way.job.replace(None);
        match under_way.busy.get() {
            // It goes on, and its outcome will be told by a notice.
            Some(Busy::Committing) => {}
            Some(Busy::Checking) => {
                engine::ask_then(Request::Cancel, |_| {});
                close();
            }
            _ => close(),
        }
    }

    fn begin(&self, busy: Busy) -> u32 {
        let turn = self.under_way.turn.get().wrapping_add(1);
        self.under_way.turn.set(turn);
        self.under_way.busy.set(Some(busy));
        self.read.set((0, 0));
        self.tell.dispatch(Event::Begin(busy));
        turn
    }

    fn fail(&self, failure: Failure) {
        self.under_way.busy.set(None);
        self.tell.dispatch(Event::Failed(failure));
    }

    fn ask(
        &self,
        turn: u32,
        request: Request,
        then: impl FnOnce(Reply) -> Option<Event> + 'static,
    ) {
        let works = self.clone();
        engine::ask_then(request, move |answer| {
            if works.under_way.turn.get() != turn {
                return;
            }
            works.under_way.busy.set(None);
            match answer {
                Ok(reply) => {
                    if let Some(event) = then(reply) {
                        works.tell.dispatch(event);
                    }
                }
                Err(failure) => works.tell.dispatch(Event::Failed(failure)),
            }
        });
    }

    /// Drops the job after its callback has returned, which is part of it.
    fn let_job_go(&self) {
        let job = self.under_way.job.replace(None);
        sleep::after(0, move || drop(job)).forget();
    }
}

/// The engine lets the workbook go.
fn close() {
    engine::ask_then(Request::ImportClose, |_| {});
}

/// A failure that this page finds itself.
pub fn local(code: &str, words: Words, lang: Lang) -> Failure {
    Failure {
        kind: FailureKind::BadInput,
        code: code.to_owned(),
        text: lang.say(words).to_owned(),
        source: None,
    }
}

/// In words: what was imported.
pub fn imported(done: &ImportDone, lang: Lang) -> String {
    fill_number(lang.say(t::IMPORTED), done.imported)
}

/// Undoes an import from a notice, and says what came of it.
fn undo(done: &ImportDone, lang: Lang) -> Callback<()> {
    let import = done.import.clone();
    Callback::from(move |()| {
        engine::ask_then(
            Request::ImportUndo(import.clone()),
            move |answer| match answer {
                Ok(Reply::ImportUndone(result))
                    if result.lines.iter().any(|line| line.failure.is_some()) =>
                {
                    notices::failed(undone(&result, lang));
                }
                Ok(Reply::ImportUndone(result)) => notices::done(undone(&result, lang)),
                Ok(_) => {}
                Err(failure) => notices::failure(&failure),
            },
        );
    })
}

/// In words: how many were taken back, and how many stay.
pub fn undone(result: &BatchResult, lang: Lang) -> String {
    let stay = result
        .lines
        .iter()
        .filter(|line| line.failure.is_some())
        .count();
    let words = if stay == 0 {
        t::UNDONE
    } else {
        t::UNDONE_PARTLY
    };
    fill(
        lang.say(words),
        &[&grouped(result.done.into()), &grouped(stay as u64)],
    )
}
