//! The one thread that writes.

use super::fault;
use crate::objects::{Put, StoreError};
use bytes::Bytes;
use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use tokio::sync::{Notify, mpsc, oneshot};

/// Writes that share a transaction, and the bytes at which it is full all the same.
const TOGETHER: usize = 256;
const TOGETHER_BYTES: usize = 8 << 20;

/// Something to be written.
pub(super) enum Work {
    PutNew(String, Bytes),
    Replace(String, Bytes),
    Remove(String),
    Spend { nonce: String, until: i64, now: i64 },
}

/// What came of it.
pub(super) enum Done {
    Put(Put),
    First(bool),
    Gone,
}

/// Something to be written, and who waits for it.
pub(super) struct Job {
    pub(super) work: Work,
    pub(super) reply: oneshot::Sender<Result<Done, StoreError>>,
}

/// What the writing thread does until nobody can ask it any more.
pub(super) fn write(mut connection: Connection, mut waiting: mpsc::Receiver<Job>, put: &Notify) {
    while let Some(first) = waiting.blocking_recv() {
        let mut bytes = first.work.size();
        let mut batch = vec![first];
        while batch.len() < TOGETHER && bytes < TOGETHER_BYTES {
            let Ok(job) = waiting.try_recv() else { break };
            bytes += job.work.size();
            batch.push(job);
        }
        // Whoever asked is answered after the commit, or told that nothing is certain.
        match commit(&mut connection, &batch) {
            Ok(done) => {
                put.notify_one();
                for (job, done) in batch.into_iter().zip(done) {
                    let _ = job.reply.send(Ok(done));
                }
            }
            Err(error) => {
                let error = fault(error);
                for job in batch {
                    let _ = job.reply.send(Err(error.clone()));
                }
            }
        }
    }
}

fn commit(connection: &mut Connection, batch: &[Job]) -> rusqlite::Result<Vec<Done>> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done = batch
        .iter()
        .map(|job| job.work.run(&transaction))
        .collect::<rusqlite::Result<_>>()?;
    transaction.commit()?;
    Ok(done)
}

impl Work {
    fn size(&self) -> usize {
        match self {
            Work::PutNew(_, bytes) | Work::Replace(_, bytes) => bytes.len(),
            Work::Remove(_) | Work::Spend { .. } => 0,
        }
    }

    fn run(&self, to: &Transaction<'_>) -> rusqlite::Result<Done> {
        match self {
            Work::PutNew(key, bytes) => {
                let added = insert(
                    to,
                    "INSERT INTO objects (key, bytes) VALUES (?1, ?2) ON CONFLICT (key) DO NOTHING",
                    key,
                    bytes,
                )?;
                Ok(Done::Put(match added {
                    true => Put::New,
                    false if same(to, key, bytes)? => Put::Same,
                    false => Put::Other,
                }))
            }
            Work::Replace(key, bytes) => {
                if same(to, key, bytes)? {
                    return Ok(Done::Put(Put::Same));
                }
                // Put anew rather than changed, so that it counts among the changes.
                let before = remove(to, key)?;
                insert(
                    to,
                    "INSERT INTO objects (key, bytes) VALUES (?1, ?2)",
                    key,
                    bytes,
                )?;
                Ok(Done::Put(if before { Put::Other } else { Put::New }))
            }
            Work::Remove(key) => remove(to, key).map(|_| Done::Gone),
            Work::Spend { nonce, until, now } => {
                to.prepare_cached("DELETE FROM spent WHERE until < ?1")?
                    .execute([now])?;
                let added = to
                    .prepare_cached(
                        "INSERT INTO spent VALUES (?1, ?2) ON CONFLICT (nonce) DO NOTHING",
                    )?
                    .execute(params![nonce, until])?;
                Ok(Done::First(added == 1))
            }
        }
    }
}

fn insert(to: &Transaction<'_>, sql: &str, key: &str, bytes: &[u8]) -> rusqlite::Result<bool> {
    Ok(to.prepare_cached(sql)?.execute(params![key, bytes])? == 1)
}

fn remove(to: &Transaction<'_>, key: &str) -> rusqlite::Result<bool> {
    Ok(to
        .prepare_cached("DELETE FROM objects WHERE key = ?1")?
        .execute([key])?
        == 1)
}

fn same(to: &Transaction<'_>, key: &str, bytes: &[u8]) -> rusqlite::Result<bool> {
    to.prepare_cached("SELECT 1 FROM objects WHERE key = ?1 AND bytes = ?2")?
        .exists(params![key, bytes])
}
