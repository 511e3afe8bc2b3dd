//! SQLite in one file: the store of a single machine.
//!
//! One thread writes. What waits while it commits goes into its next transaction, so many
//! devices share one wait for the disk. Readers have connections of their own. Boxes of votes
//! lie in a second file, and what the desk for citizens keeps in a third; nothing in either tells
//! an order.

mod boxes;
mod desk;
mod shelf;
mod write;

use super::{Answer, Boxes, Desk, Objects, Page, Put, StoreError, end_of, page};
use bytes::Bytes;
use rusqlite::{Connection, OptionalExtension, params};
use shelf::Shelf;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{Notify, Semaphore, mpsc, oneshot};
use write::{Done, Job, Work, write};

/// Writes that may wait for the writing thread.
const WAITING: usize = 1_024;
/// Connections that read.
const READERS: usize = 4;
/// Names that `changes` tells at once.
const TOLD: i64 = 10_000;

const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS objects (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  bytes BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS spent (nonce TEXT PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS spent_until ON spent (until);
";

/// A store in one file.
pub struct Sqlite {
    jobs: mpsc::Sender<Job>,
    readers: Arc<Readers>,
    /// The last row that `changes` told. Rows are numbered within the one writing transaction
    /// at a time that SQLite allows, so that none appears below a number already seen.
    told: Arc<AtomicI64>,
    put: Arc<Notify>,
    shelf: Shelf,
    desk: Shelf,
}

struct Readers {
    file: PathBuf,
    free: Semaphore,
    idle: Mutex<Vec<Connection>>,
}

impl Sqlite {
    /// Opens the file, creating it where there is none.
    ///
    /// # Errors
    /// The file cannot be opened or written, or holds something else.
    pub fn open(file: &Path) -> Result<Self, StoreError> {
        let named =
            |error: rusqlite::Error| StoreError::Broken(format!("{}: {error}", file.display()));
        let unreadable = |error| StoreError::Broken(format!("{}: {error}", file.display()));
        private(file).map_err(unreadable)?;
        let writer = connect(file).map_err(named)?;
        writer.execute_batch(SCHEMA).map_err(named)?;
        let last = writer
            .query_row("SELECT coalesce(max(n), 0) FROM objects", [], |row| {
                row.get(0)
            })
            .map_err(named)?;
        let put = Arc::new(Notify::new());
        let (jobs, waiting) = mpsc::channel(WAITING);
        let nudge = Arc::clone(&put);
        std::thread::Builder::new()
            .name("sqlite-writer".to_owned())
            .spawn(move || write(writer, waiting, &nudge))
            .map_err(StoreError::broken)?;
        Ok(Sqlite {
            jobs,
            readers: Arc::new(Readers {
                file: file.to_owned(),
                free: Semaphore::new(READERS),
                idle: Mutex::default(),
            }),
            told: Arc::new(AtomicI64::new(last)),
            put,
            shelf: Shelf::open(file, ".box", boxes::SCHEMA)?,
            desk: Shelf::open(file, ".desk", desk::SCHEMA)?,
        })
    }

    async fn work(&self, work: Work) -> Result<Done, StoreError> {
        let (reply, answer) = oneshot::channel();
        let gone = || StoreError::away("the writing thread has ended");
        let job = Job { work, reply };
        self.jobs.send(job).await.map_err(|_| gone())?;
        answer.await.map_err(|_| gone())?
    }

    async fn put(&self, work: Work) -> Result<Put, StoreError> {
        match self.work(work).await? {
            Done::Put(put) => Ok(put),
            _ => Err(StoreError::broken("another answer than was asked for")),
        }
    }

    async fn read<T, F>(&self, ask: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    {
        let readers = Arc::clone(&self.readers);
        let _turn = readers.free.acquire().await.map_err(StoreError::away)?;
        let readers = Arc::clone(&self.readers);
        let asked = tokio::task::spawn_blocking(move || readers.ask(ask));
        asked.await.map_err(StoreError::away)?.map_err(fault)
    }
}

impl Readers {
    fn ask<T>(&self, ask: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> rusqlite::Result<T> {
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = idle().pop();
        let connection = match waiting {
            Some(connection) => connection,
            None => connect(&self.file)?,
        };
        let answer = ask(&connection)?;
        idle().push(connection);
        Ok(answer)
    }
}

/// Creates the file for nobody else to read: the secret under the tokens lies in it. What SQLite
/// puts beside it gets the same permissions.
fn private(file: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(file).map(|_| ())
}

fn connect(file: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(file)?;
    // Another process may be writing: a backup, a second server.
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // A commit is on the disk before it is answered.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.set_prepared_statement_cache_capacity(32);
    Ok(connection)
}

fn fault(error: rusqlite::Error) -> StoreError {
    use rusqlite::ErrorCode::{DatabaseBusy, DatabaseLocked, DiskFull, SystemIoFailure};
    match error.sqlite_error_code() {
        Some(DatabaseBusy | DatabaseLocked | DiskFull | SystemIoFailure) => StoreError::away(error),
        _ => StoreError::broken(error),
    }
}

impl Objects for Sqlite {
    fn kind(&self) -> &'static str {
        "sqlite"
    }

    fn put_new<'a>(&'a self, key: &'a str, bytes: Bytes) -> Answer<'a, Put> {
        Box::pin(self.put(Work::PutNew(key.to_owned(), bytes)))
    }

    fn replace<'a>(&'a self, key: &'a str, bytes: Bytes) -> Answer<'a, Put> {
        Box::pin(self.put(Work::Replace(key.to_owned(), bytes)))
    }

    fn remove<'a>(&'a self, key: &'a str) -> Answer<'a, ()> {
        Box::pin(async { self.work(Work::Remove(key.to_owned())).await.map(|_| ()) })
    }

    fn get<'a>(&'a self, key: &'a str) -> Answer<'a, Option<Bytes>> {
        let key = key.to_owned();
        Box::pin(self.read(move |connection| {
            let mut ask = connection.prepare_cached("SELECT bytes FROM objects WHERE key = ?1")?;
            let bytes: Option<Vec<u8>> = ask.query_row([key], |row| row.get(0)).optional()?;
            Ok(bytes.map(Bytes::from))
        }))
    }

    fn list<'a>(
        &'a self,
        prefix: &'a str,
        after: Option<&'a str>,
        limit: usize,
    ) -> Answer<'a, Page> {
        let (from, end) = (prefix.to_owned(), end_of(prefix));
        let after = after.unwrap_or_default().to_owned();
        Box::pin(async move {
            let keys = self.read(move |connection| {
                let mut ask = connection.prepare_cached(
                    "SELECT key FROM objects WHERE key >= ?1 AND key > ?2 AND (?3 IS NULL OR key < ?3) ORDER BY key LIMIT ?4",
                )?;
                let most = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
                let rows = ask.query_map(params![from, after, end, most], |row| row.get(0))?;
                rows.collect::<rusqlite::Result<Vec<String>>>()
            });
            Ok(page(keys.await?, limit))
        })
    }

    fn spend<'a>(&'a self, nonce: &'a str, until: u64, now: u64) -> Answer<'a, bool> {
        let seconds = |time: u64| i64::try_from(time).unwrap_or(i64::MAX);
        let work = Work::Spend {
            nonce: nonce.to_owned(),
            until: seconds(until),
            now: seconds(now),
        };
        Box::pin(async { Ok(matches!(self.work(work).await?, Done::First(true))) })
    }

    fn changes(&self) -> Answer<'_, Vec<String>> {
        Box::pin(async {
            let since = self.told.load(Ordering::Acquire);
            let told = self.read(move |connection| {
                let mut ask = connection.prepare_cached(
                    "SELECT n, key FROM objects WHERE n > ?1 ORDER BY n LIMIT ?2",
                )?;
                let rows = ask.query_map([since, TOLD], |row| Ok((row.get(0)?, row.get(1)?)))?;
                rows.collect::<rusqlite::Result<Vec<(i64, String)>>>()
            });
            let told = told.await?;
            if let Some((last, _)) = told.last() {
                self.told.fetch_max(*last, Ordering::AcqRel);
            }
            Ok(told.into_iter().map(|(_, key)| key).collect())
        })
    }

    fn nudged(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(self.put.notified())
    }

    fn boxes(&self) -> &dyn Boxes {
        self
    }

    fn desk(&self) -> &dyn Desk {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn nobody_else_reads_the_file() {
        use std::os::unix::fs::PermissionsExt;
        let folder = std::env::temp_dir().join(format!("huiyin-private-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let store = Sqlite::open(&folder.join("x.db")).unwrap();
        for file in std::fs::read_dir(&folder).unwrap() {
            let file = file.unwrap();
            let mode = file.metadata().unwrap().permissions().mode() & 0o777;
            assert_eq!(mode, 0o600, "{:?}", file.path());
        }
        drop(store);
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_commit_waits_for_the_disk() {
        let folder = std::env::temp_dir().join(format!("huiyin-pragma-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let connection = connect(&folder.join("x.db")).unwrap();
        let ask = |name| connection.pragma_query_value(None, name, |row| row.get::<_, String>(0));
        let number = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
        assert_eq!(ask("journal_mode").unwrap(), "wal");
        assert_eq!(number("synchronous").unwrap(), 2);
        drop(connection);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
