//! Files beside the main one that keep neither times nor an order: no write-ahead log, and a
//! journal that holds what pages were before, during a commit only, and is emptied by it.

use super::{fault, private};
use crate::objects::StoreError;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};

/// Asks that may wait for the thread.
const WAITING: usize = 1_024;
/// Asks that share a transaction.
const TOGETHER: usize = 256;

/// Does its part of a transaction, and says whether that may be committed.
type Job = Box<dyn FnOnce(&Transaction<'_>) -> (bool, Told) + Send>;
/// Is told what became of the commit.
type Told = Box<dyn FnOnce(Result<(), StoreError>) + Send>;

/// The thread that alone uses one file.
pub(super) struct Shelf {
    jobs: mpsc::Sender<Job>,
}

impl Shelf {
    /// Opens the file beside `main` with another `ending`, creating it where there is none.
    pub(super) fn open(main: &Path, ending: &str, schema: &str) -> Result<Self, StoreError> {
        let file = beside(main, ending);
        let named =
            |error: rusqlite::Error| StoreError::Broken(format!("{}: {error}", file.display()));
        let unreadable = |error| StoreError::Broken(format!("{}: {error}", file.display()));
        private(&file).map_err(unreadable)?;
        let connection = connect(&file).map_err(named)?;
        connection.execute_batch(schema).map_err(named)?;
        let (jobs, waiting) = mpsc::channel(WAITING);
        std::thread::Builder::new()
            .name(format!("sqlite{ending}"))
            .spawn(move || serve(connection, waiting))
            .map_err(StoreError::broken)?;
        Ok(Shelf { jobs })
    }

    /// Does something within a transaction, and answers after its commit.
    pub(super) async fn run<T, W>(&self, work: W) -> Result<T, StoreError>
    where
        T: Send + 'static,
        W: FnOnce(&Transaction<'_>) -> rusqlite::Result<T> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let job: Job = Box::new(move |transaction| {
            let done = work(transaction).map_err(fault);
            let good = done.is_ok();
            let told: Told = Box::new(move |committed| {
                let _ = reply.send(done.and_then(|done| committed.map(|()| done)));
            });
            (good, told)
        });
        let gone = || StoreError::away("the thread of a file beside the main one has ended");
        self.jobs.send(job).await.map_err(|_| gone())?;
        answer.await.map_err(|_| gone())?
    }
}

/// The file that belongs to a main file.
fn beside(main: &Path, ending: &str) -> PathBuf {
    let mut name = main.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

pub(super) fn connect(file: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(file)?;
    connection.busy_timeout(Duration::from_secs(10))?;
    // Cut to nothing by each commit, and that on the disk before it is answered.
    connection.pragma_update(None, "journal_mode", "TRUNCATE")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "secure_delete", "ON")?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.set_prepared_statement_cache_capacity(32);
    Ok(connection)
}

fn serve(mut connection: Connection, mut waiting: mpsc::Receiver<Job>) {
    while let Some(first) = waiting.blocking_recv() {
        let mut jobs = vec![first];
        while jobs.len() < TOGETHER
            && let Ok(job) = waiting.try_recv()
        {
            jobs.push(job);
        }
        let begun = connection.transaction_with_behavior(TransactionBehavior::Immediate);
        let transaction = match begun {
            Ok(transaction) => transaction,
            Err(error) => {
                // What waits is dropped, and told that it was.
                crate::log::trouble(&fault(error).to_string());
                continue;
            }
        };
        let done: Vec<(bool, Told)> = jobs.into_iter().map(|job| job(&transaction)).collect();
        // Whoever asked is answered after the commit, or told that nothing was done.
        let committed = if done.iter().all(|(good, _)| *good) {
            transaction.commit().map_err(fault)
        } else {
            drop(transaction);
            Err(StoreError::away("what shared the transaction failed"))
        };
        for (_, told) in done {
            told(committed.clone());
        }
    }
}
