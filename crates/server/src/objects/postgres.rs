//! PostgreSQL: one store for several servers, and with a synchronous standby one that outlives
//! the machine it runs on.
//!
//! The address may name several hosts. Connections are made only to the one that takes writes,
//! and whatever fails on the way is tried again until the request's time is up, so that a
//! standby taking over is a pause and not an error. Nothing here cancels a statement: PostgreSQL
//! answers a cancelled wait for its standby as if the commit had gone through.

mod boxes;
mod connect;
mod desk;
mod hear;

use super::{Answer, Boxes, Desk, Objects, Page, Put, StoreError, end_of, page};
use crate::objects::desk::Tally;
use bytes::Bytes;
use connect::{configured, passing, words};
use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, RecyclingMethod};
use hear::Ear;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::time::{Instant, sleep, timeout, timeout_at};
use tokio_postgres::{Error, NoTls};

/// Connections of one server.
const CONNECTIONS: usize = 16;
/// How long a call may take in all, over as many attempts as that allows.
const PATIENCE: Duration = Duration::from_secs(12);
/// How long one attempt may take: a commit may have to wait for the standby.
const ATTEMPT: Duration = Duration::from_secs(6);
/// What every 4 MiB of a row add to both.
const EACH_4_MIB: Duration = Duration::from_secs(1);
/// Longest that a snapshot is, which nobody knows before it is read.
const SNAPSHOT: usize = 64 << 20;
/// Between two attempts.
const PAUSE: Duration = Duration::from_millis(150);
/// Names that `changes` tells at once.
const TOLD: i64 = 10_000;

/// `put_in` is the transaction a row came with; see `changes`. Names compare as bytes.
const SCHEMA: &str = r#"
SELECT pg_advisory_xact_lock(7526466502);
CREATE TABLE IF NOT EXISTS huiyin_objects (
  key text COLLATE "C" PRIMARY KEY,
  bytes bytea NOT NULL,
  put_in xid8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX IF NOT EXISTS huiyin_objects_put_in ON huiyin_objects (put_in);
CREATE TABLE IF NOT EXISTS huiyin_spent (nonce text PRIMARY KEY, until bigint NOT NULL);
CREATE INDEX IF NOT EXISTS huiyin_spent_until ON huiyin_spent (until);
CREATE TABLE IF NOT EXISTS huiyin_boxes (poll text PRIMARY KEY, phase integer NOT NULL);
CREATE TABLE IF NOT EXISTS huiyin_votes (
  poll text NOT NULL,
  question integer NOT NULL,
  card integer NOT NULL,
  place integer NOT NULL,
  name text COLLATE "C" NOT NULL,
  line text NOT NULL,
  PRIMARY KEY (poll, question, card, place),
  UNIQUE (poll, name)
);
CREATE TABLE IF NOT EXISTS huiyin_desk (
  shelf integer NOT NULL,
  name text COLLATE "C" NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (shelf, name)
);
"#;

/// A store in a PostgreSQL database.
pub struct Postgres {
    pool: Pool,
    ear: Ear,
    /// Every transaction before this one has ended and was told by `changes`.
    told: AtomicU64,
    tally: Tally,
}

impl Postgres {
    /// Connects, and creates the tables where there are none.
    ///
    /// # Errors
    /// The address cannot be read, no host takes writes, or the tables cannot be made.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let config = configured(url)?;
        let recycling = ManagerConfig {
            recycling_method: RecyclingMethod::Fast,
        };
        let manager = Manager::from_config(config.clone(), NoTls, recycling);
        let pool = Pool::builder(manager)
            .max_size(CONNECTIONS)
            .build()
            .map_err(StoreError::broken)?;
        let store = Postgres {
            pool,
            ear: Ear::open(config),
            told: AtomicU64::new(0),
            tally: Tally::new(desk::COUNTED),
        };
        let known = store.run(|client| async move {
            client
                .batch_execute(&format!("BEGIN;{SCHEMA}COMMIT"))
                .await?;
            let row = client
                .query_one("SELECT pg_snapshot_xmin(pg_current_snapshot())::text", &[])
                .await?;
            row.try_get::<_, String>(0)
        });
        store.told.store(xid(&known.await?)?, Ordering::Release);
        Ok(store)
    }

    /// Runs `work` on a connection that takes writes, again and again until it goes through,
    /// fails for good, or the time is up.
    async fn run<T, W, F>(&self, work: W) -> Result<T, StoreError>
    where
        W: Fn(Arc<Object>) -> F,
        F: Future<Output = Result<T, Error>>,
    {
        self.run_sized(0, work).await
    }

    /// The same for work that moves up to so many bytes.
    async fn run_sized<T, W, F>(&self, bytes: usize, work: W) -> Result<T, StoreError>
    where
        W: Fn(Arc<Object>) -> F,
        F: Future<Output = Result<T, Error>>,
    {
        let more = EACH_4_MIB * u32::try_from(bytes >> 22).unwrap_or(u32::MAX);
        let end = Instant::now() + PATIENCE + more;
        loop {
            let error = match self.attempt(&work, ATTEMPT + more, end).await {
                Ok(done) => return Ok(done),
                Err(error @ StoreError::Broken(_)) => return Err(error),
                Err(error) => error,
            };
            if Instant::now() + PAUSE >= end {
                return Err(error);
            }
            sleep(PAUSE).await;
        }
    }

    async fn attempt<T, W, F>(
        &self,
        work: &W,
        patience: Duration,
        end: Instant,
    ) -> Result<T, StoreError>
    where
        W: Fn(Arc<Object>) -> F,
        F: Future<Output = Result<T, Error>>,
    {
        let client = match timeout_at(end, self.pool.get()).await {
            Ok(client) => Arc::new(client.map_err(StoreError::away)?),
            Err(_) => return Err(StoreError::away("no connection in time")),
        };
        let outcome = timeout(
            patience.min(end - Instant::now()),
            work(Arc::clone(&client)),
        )
        .await;
        let error = match outcome {
            Ok(Ok(done)) => return Ok(done),
            Ok(Err(error)) if !passing(&error) => return Err(StoreError::Broken(words(&error))),
            Ok(Err(error)) => StoreError::Away(words(&error)),
            Err(_) => StoreError::away("no answer in time"),
        };
        // A connection that failed like this may lead to a host that no longer takes writes.
        if let Some(client) = Arc::into_inner(client) {
            drop(Object::take(client));
        }
        Err(error)
    }
}

fn xid(text: &str) -> Result<u64, StoreError> {
    text.parse()
        .map_err(|_| StoreError::broken("no transaction number"))
}

async fn put_new(client: &Object, key: &str, bytes: &[u8]) -> Result<Put, Error> {
    let insert = client
        .prepare_cached(
            "INSERT INTO huiyin_objects (key, bytes) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING",
        )
        .await?;
    if client.execute(&insert, &[&key, &bytes]).await? == 1 {
        return Ok(Put::New);
    }
    // Not a plain SELECT: a row that became visible when its writer's wait for the standby was
    // broken off may not be there yet. The commit of this harmless change waits for both.
    let touch = client
        .prepare_cached("UPDATE huiyin_objects SET key = key WHERE key = $1 RETURNING bytes = $2")
        .await?;
    let same = client.query_one(&touch, &[&key, &bytes]).await?;
    Ok(if same.try_get(0)? {
        Put::Same
    } else {
        Put::Other
    })
}

async fn replace(client: &Object, key: &str, bytes: &[u8]) -> Result<Put, Error> {
    let put = put_new(client, key, bytes).await?;
    if put == Put::Other {
        let change = client
            .prepare_cached("UPDATE huiyin_objects SET bytes = $2, put_in = pg_current_xact_id() WHERE key = $1")
            .await?;
        client.execute(&change, &[&key, &bytes]).await?;
    }
    Ok(put)
}

async fn list(
    client: &Object,
    prefix: &str,
    after: &str,
    limit: i64,
) -> Result<Vec<String>, Error> {
    let end = end_of(prefix);
    let ask = client
        .prepare_cached(
            "SELECT key FROM huiyin_objects WHERE key >= $1 AND key > $2 AND ($3::text IS NULL OR key < $3) ORDER BY key LIMIT $4",
        )
        .await?;
    let rows = client.query(&ask, &[&prefix, &after, &end, &limit]).await?;
    rows.iter().map(|row| row.try_get(0)).collect()
}

async fn spend(client: &Object, nonce: &str, until: i64, now: i64) -> Result<bool, Error> {
    let forget = client
        .prepare_cached("DELETE FROM huiyin_spent WHERE until < $1")
        .await?;
    client.execute(&forget, &[&now]).await?;
    let spend = client
        .prepare_cached("INSERT INTO huiyin_spent VALUES ($1, $2) ON CONFLICT (nonce) DO NOTHING")
        .await?;
    Ok(client.execute(&spend, &[&nonce, &until]).await? == 1)
}

/// Rows whose transaction had not ended for certain when `changes` was last asked. Going by the
/// rows' order instead would miss those that are committed out of it.
async fn changes(client: &Object, since: u64) -> Result<(String, Vec<String>), Error> {
    let ask = client
        .prepare_cached(
            "SELECT pg_snapshot_xmin(pg_current_snapshot())::text, \
             ARRAY(SELECT key FROM huiyin_objects WHERE put_in >= $1::text::xid8 ORDER BY put_in LIMIT $2)",
        )
        .await?;
    let row = client.query_one(&ask, &[&since.to_string(), &TOLD]).await?;
    Ok((row.try_get(0)?, row.try_get(1)?))
}

fn seconds(time: u64) -> i64 {
    i64::try_from(time).unwrap_or(i64::MAX)
}

impl Objects for Postgres {
    fn kind(&self) -> &'static str {
        "postgres"
    }

    fn put_new<'a>(&'a self, key: &'a str, bytes: Bytes) -> Answer<'a, Put> {
        Box::pin(async move {
            let put = self
                .run_sized(bytes.len(), |client| {
                    let bytes = bytes.clone();
                    async move { put_new(&client, key, &bytes).await }
                })
                .await?;
            if put == Put::New {
                self.ear.tell();
            }
            Ok(put)
        })
    }

    fn replace<'a>(&'a self, key: &'a str, bytes: Bytes) -> Answer<'a, Put> {
        Box::pin(async move {
            let put = self
                .run(|client| {
                    let bytes = bytes.clone();
                    async move { replace(&client, key, &bytes).await }
                })
                .await?;
            if put != Put::Same {
                self.ear.tell();
            }
            Ok(put)
        })
    }

    fn remove<'a>(&'a self, key: &'a str) -> Answer<'a, ()> {
        Box::pin(self.run(move |client| async move {
            let remove = "DELETE FROM huiyin_objects WHERE key = $1";
            client.execute(remove, &[&key]).await.map(|_| ())
        }))
    }

    fn get<'a>(&'a self, key: &'a str) -> Answer<'a, Option<Bytes>> {
        // Snapshots, and what is published about a poll.
        let large = key.split('/').nth(2) == Some("p");
        let most = if large { SNAPSHOT } else { 0 };
        Box::pin(self.run_sized(most, move |client| async move {
            let ask = client
                .prepare_cached("SELECT bytes FROM huiyin_objects WHERE key = $1")
                .await?;
            let row = client.query_opt(&ask, &[&key]).await?;
            row.map(|row| row.try_get::<_, Vec<u8>>(0).map(Bytes::from))
                .transpose()
        }))
    }

    fn list<'a>(
        &'a self,
        prefix: &'a str,
        after: Option<&'a str>,
        limit: usize,
    ) -> Answer<'a, Page> {
        Box::pin(async move {
            let most = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
            let after = after.unwrap_or_default();
            let keys = self
                .run(|client| async move { list(&client, prefix, after, most).await })
                .await?;
            Ok(page(keys, limit))
        })
    }

    fn spend<'a>(&'a self, nonce: &'a str, until: u64, now: u64) -> Answer<'a, bool> {
        let (until, now) = (seconds(until), seconds(now));
        Box::pin(self.run(move |client| async move { spend(&client, nonce, until, now).await }))
    }

    fn changes(&self) -> Answer<'_, Vec<String>> {
        Box::pin(async {
            let since = self.told.load(Ordering::Acquire);
            let (next, keys) = self
                .run(|client| async move { changes(&client, since).await })
                .await?;
            self.told.fetch_max(xid(&next)?, Ordering::AcqRel);
            Ok(keys)
        })
    }

    fn nudged(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        self.ear.nudged()
    }

    fn boxes(&self) -> &dyn Boxes {
        self
    }

    fn desk(&self) -> &dyn Desk {
        self
    }
}
