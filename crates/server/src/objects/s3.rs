//! Any store that speaks S3.
//!
//! Only plain puts, gets and lists are used: many stores take a condition and ignore it.
//! Names of objects hold the hash of what is in them, so two servers that put under one name at
//! once put the same bytes. What has no such name (which workspace this is, a spent nonce) is
//! read back after it was put; that leaves a moment in which two servers over one bucket may
//! both believe to have been the first, which SQLite and PostgreSQL rule out.

mod boxes;
mod desk;
mod pulse;

use super::address::Place;
use super::{Answer, Boxes, Desk, Objects, Page, Put, StoreError, end_of, page};
use crate::objects::desk::{Room, Tally};
use bytes::Bytes;
use futures_lite::StreamExt;
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::path::Path;
use object_store::{ClientOptions, ObjectStore, ObjectStoreExt, RetryConfig};
use pulse::Pulse;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;
use tokio::sync::Notify;

/// How long a call may take, over as many attempts as that allows.
const PATIENCE: Duration = Duration::from_secs(12);
const ATTEMPT: Duration = Duration::from_secs(6);
/// Spent nonces, by the time they may be forgotten.
const SPENT: &str = "private/spent/";

/// A store in an S3 bucket.
pub struct S3 {
    bucket: Bucket,
    pulse: Pulse,
    put: Notify,
    read: boxes::Read,
    tally: Tally,
}

/// The bucket, and where in it the names begin.
struct Bucket {
    client: AmazonS3,
    prefix: String,
}

impl S3 {
    /// Reaches the bucket, with the keys of the place or of `AWS_ACCESS_KEY_ID` and
    /// `AWS_SECRET_ACCESS_KEY`.
    ///
    /// # Errors
    /// The bucket cannot be reached or read.
    pub async fn open(place: &Place) -> Result<Self, StoreError> {
        let retry = RetryConfig {
            retry_timeout: PATIENCE,
            max_retries: 6,
            ..RetryConfig::default()
        };
        let http = ClientOptions::new()
            .with_timeout(ATTEMPT)
            .with_connect_timeout(Duration::from_secs(3));
        let mut builder = AmazonS3Builder::from_env()
            .with_client_options(http)
            .with_bucket_name(&place.bucket)
            .with_region(place.region.as_deref().unwrap_or("us-east-1"))
            .with_retry(retry)
            .with_disable_bulk_delete(true);
        if let Some((name, secret)) = &place.keys {
            builder = builder
                .with_access_key_id(name)
                .with_secret_access_key(secret);
        }
        if let Some(endpoint) = &place.endpoint {
            builder = builder
                .with_endpoint(endpoint)
                .with_allow_http(endpoint.starts_with("http://"));
        }
        let bucket = Bucket {
            client: builder.build().map_err(fault)?,
            prefix: match place.prefix.as_str() {
                "" => String::new(),
                prefix => format!("{prefix}/"),
            },
        };
        let store = S3 {
            pulse: Pulse::new()?,
            bucket,
            put: Notify::new(),
            read: boxes::Read::default(),
            tally: Tally::new(desk::COUNTED),
        };
        // Tells a wrong address or key at once instead of at the first request.
        store.bucket.list("private/", "", 1).await?;
        store.pulse.beat(&store.bucket).await?;
        Ok(store)
    }

    fn note(&self, key: &str) {
        self.pulse.note(key);
        self.put.notify_one();
    }
}

fn fault(error: object_store::Error) -> StoreError {
    use object_store::Error::{
        InvalidPath, NotImplemented, PermissionDenied, Unauthenticated, UnknownConfigurationKey,
    };
    match error {
        InvalidPath { .. }
        | NotImplemented { .. }
        | PermissionDenied { .. }
        | Unauthenticated { .. }
        | UnknownConfigurationKey { .. } => StoreError::broken(error),
        error => StoreError::away(error),
    }
}

impl Bucket {
    fn path(&self, key: &str) -> Result<Path, StoreError> {
        Path::parse(format!("{}{key}", self.prefix)).map_err(StoreError::broken)
    }

    async fn get(&self, key: &str) -> Result<Option<Bytes>, StoreError> {
        let found = match self.client.get(&self.path(key)?).await {
            Err(object_store::Error::NotFound { .. }) => return Ok(None),
            found => found.map_err(fault)?,
        };
        found.bytes().await.map(Some).map_err(fault)
    }

    async fn put(&self, key: &str, bytes: Bytes) -> Result<(), StoreError> {
        let put = self.client.put(&self.path(key)?, bytes.into()).await;
        put.map(|_| ()).map_err(fault)
    }

    async fn remove(&self, key: &str) -> Result<(), StoreError> {
        match self.client.delete(&self.path(key)?).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(fault(error)),
        }
    }

    /// The store lists whole folders, from a name on, in byte order.
    async fn list(
        &self,
        prefix: &str,
        after: &str,
        limit: usize,
    ) -> Result<Vec<String>, StoreError> {
        let folder = prefix.rfind('/').and_then(|at| prefix.get(..at));
        let folder = match folder {
            Some(folder) => self.path(folder)?,
            None => Path::parse(self.prefix.trim_end_matches('/')).map_err(StoreError::broken)?,
        };
        // A name that no path can have still says where to go on; only the shortcut is lost.
        let offset = Some(after)
            .filter(|after| *after >= prefix && !after.is_empty())
            .and_then(|after| self.path(after).ok());
        let mut found = match &offset {
            None => self.client.list(Some(&folder)),
            Some(offset) => self.client.list_with_offset(Some(&folder), offset),
        };
        let end = end_of(prefix);
        let mut keys = Vec::new();
        while let Some(object) = found.next().await {
            let path = object.map_err(fault)?.location;
            let Some(key) = path.as_ref().strip_prefix(&self.prefix) else {
                continue;
            };
            if end.as_deref().is_some_and(|end| key >= end) || keys.len() >= limit {
                break;
            }
            if key.starts_with(prefix) && key > after {
                keys.push(key.to_owned());
            }
        }
        Ok(keys)
    }

    /// How much there is below a folder.
    async fn weigh(&self, folder: &str) -> Result<Room, StoreError> {
        let folder = self.path(folder.trim_end_matches('/'))?;
        let (mut found, mut room) = (self.client.list(Some(&folder)), Room::default());
        while let Some(object) = found.next().await {
            room.items = room.items.saturating_add(1);
            room.bytes = room.bytes.saturating_add(object.map_err(fault)?.size);
        }
        Ok(room)
    }
}

impl Objects for S3 {
    fn kind(&self) -> &'static str {
        "s3"
    }

    fn put_new<'a>(&'a self, key: &'a str, bytes: Bytes) -> Answer<'a, Put> {
        Box::pin(async move {
            if let Some(there) = self.bucket.get(key).await? {
                return Ok(if there == bytes {
                    Put::Same
                } else {
                    Put::Other
                });
            }
            self.bucket.put(key, bytes.clone()).await?;
            match self.bucket.get(key).await? {
                Some(there) if there == bytes => {
                    self.note(key);
                    Ok(Put::New)
                }
                Some(_) => Ok(Put::Other),
                None => Err(StoreError::away("what was put is not there yet")),
            }
        })
    }

    fn replace<'a>(&'a self, key: &'a str, bytes: Bytes) -> Answer<'a, Put> {
        Box::pin(async move {
            let before = self.bucket.get(key).await?;
            if before.as_ref() == Some(&bytes) {
                return Ok(Put::Same);
            }
            self.bucket.put(key, bytes).await?;
            self.note(key);
            Ok(if before.is_some() {
                Put::Other
            } else {
                Put::New
            })
        })
    }

    fn remove<'a>(&'a self, key: &'a str) -> Answer<'a, ()> {
        Box::pin(self.bucket.remove(key))
    }

    fn get<'a>(&'a self, key: &'a str) -> Answer<'a, Option<Bytes>> {
        Box::pin(self.bucket.get(key))
    }

    fn list<'a>(
        &'a self,
        prefix: &'a str,
        after: Option<&'a str>,
        limit: usize,
    ) -> Answer<'a, Page> {
        Box::pin(async move {
            let after = after.unwrap_or_default();
            Ok(page(
                self.bucket.list(prefix, after, limit + 1).await?,
                limit,
            ))
        })
    }

    fn spend<'a>(&'a self, nonce: &'a str, until: u64, now: u64) -> Answer<'a, bool> {
        Box::pin(async move {
            // By time first, so that what may be forgotten comes first in a listing.
            for old in self.bucket.list(SPENT, "", 16).await? {
                let time = old.strip_prefix(SPENT).and_then(|rest| rest.get(..12));
                if time
                    .and_then(|time| time.parse().ok())
                    .is_some_and(|time: u64| time < now)
                {
                    self.bucket.remove(&old).await?;
                }
            }
            if !self.pulse.first(nonce, until, now) {
                return Ok(false);
            }
            let key = format!("{SPENT}{until:012}-{nonce}");
            if self.bucket.get(&key).await?.is_some() {
                return Ok(false);
            }
            self.bucket.put(&key, Bytes::new()).await.map(|()| true)
        })
    }

    fn changes(&self) -> Answer<'_, Vec<String>> {
        Box::pin(self.pulse.beat(&self.bucket))
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
