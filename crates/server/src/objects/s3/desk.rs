//! The desk in a bucket: one object under each name.

use super::{Bucket, S3};
use crate::objects::desk::{Desk, Gather, Kept, Piece, Room, Shelf};
use crate::objects::{Answer, Page, StoreError, page};
use bytes::Bytes;
use std::time::Duration;

/// How long a count of a shelf is good for.
pub(super) const COUNTED: Duration = Duration::from_secs(30);
/// Names listed at once.
const PAGE: usize = 1_000;

fn key(shelf: Shelf, name: &str) -> String {
    format!("{}{name}", shelf.folder())
}

async fn list(
    bucket: &Bucket,
    shelf: Shelf,
    after: &str,
    limit: usize,
) -> Result<Vec<String>, StoreError> {
    // Only paths have folders in them. Stores that keep those apart (SeaweedFS) list `a/b` before
    // `a.b`, and skip the latter when asked to go on after the former: so all are listed.
    let folders = shelf == Shelf::Files;
    let (from, most) = match after {
        _ if folders => (String::new(), usize::MAX),
        "" => (String::new(), limit),
        after => (key(shelf, after), limit),
    };
    let keys = bucket.list(shelf.folder(), &from, most).await?;
    let name = |key: String| key.strip_prefix(shelf.folder()).map(str::to_owned);
    let mut names: Vec<String> = keys.into_iter().filter_map(name).collect();
    if folders {
        names.retain(|name| name.as_str() > after);
        names.sort_unstable();
        names.truncate(limit);
    }
    Ok(names)
}

impl S3 {
    async fn has_room(&self, shelf: Shelf, bytes: usize, most: Room) -> Result<bool, StoreError> {
        if self.held(shelf).await?.takes(bytes, most) {
            return Ok(true);
        }
        // The office may have taken some through another server.
        self.tally.doubt(shelf);
        Ok(self.held(shelf).await?.takes(bytes, most))
    }

    async fn put_at_desk(
        &self,
        shelf: Shelf,
        name: &str,
        bytes: Bytes,
        most: Room,
    ) -> Result<Kept, StoreError> {
        let key = key(shelf, name);
        let outcome = match self.bucket.get(&key).await? {
            Some(there) if there == bytes => return Ok(Kept::Same),
            Some(_) => Kept::Over,
            None if self.has_room(shelf, bytes.len(), most).await? => Kept::New,
            None => return Ok(Kept::Full),
        };
        let length = bytes.len();
        self.bucket.put(&key, bytes.clone()).await?;
        if self.bucket.get(&key).await? != Some(bytes) {
            return Err(StoreError::away("what was put is not there yet"));
        }
        if outcome == Kept::New {
            self.tally.added(shelf, length);
        }
        Ok(outcome)
    }

    async fn piece_of_desk(
        &self,
        shelf: Shelf,
        after: &str,
        most: Room,
    ) -> Result<Piece, StoreError> {
        let limit = usize::try_from(most.items).unwrap_or(PAGE).min(PAGE) + 1;
        let (mut gather, mut after) = (Gather::default(), after.to_owned());
        loop {
            let names = list(&self.bucket, shelf, &after, limit).await?;
            let all = names.len() < limit;
            if let Some(last) = names.last() {
                after.clone_from(last);
            }
            for name in names {
                if !gather.wants(most) {
                    return Ok(gather.end(true));
                }
                // It may be gone since it was listed: then others take its place here.
                if let Some(bytes) = self.bucket.get(&key(shelf, &name)).await? {
                    gather.add(name, bytes);
                }
            }
            if all {
                return Ok(gather.end(false));
            }
        }
    }
}

impl Desk for S3 {
    fn keep<'a>(
        &'a self,
        shelf: Shelf,
        name: &'a str,
        bytes: Bytes,
        most: Room,
    ) -> Answer<'a, Kept> {
        Box::pin(self.put_at_desk(shelf, name, bytes, most))
    }

    fn kept<'a>(&'a self, shelf: Shelf, name: &'a str) -> Answer<'a, Option<Bytes>> {
        Box::pin(async move { self.bucket.get(&key(shelf, name)).await })
    }

    fn piece<'a>(&'a self, shelf: Shelf, after: &'a str, most: Room) -> Answer<'a, Piece> {
        Box::pin(self.piece_of_desk(shelf, after, most))
    }

    fn names<'a>(&'a self, shelf: Shelf, after: &'a str, limit: usize) -> Answer<'a, Page> {
        Box::pin(async move {
            let names = list(&self.bucket, shelf, after, limit.saturating_add(1)).await?;
            Ok(page(names, limit))
        })
    }

    fn forget<'a>(&'a self, shelf: Shelf, name: &'a str) -> Answer<'a, ()> {
        Box::pin(async move {
            self.bucket.remove(&key(shelf, name)).await?;
            self.tally.taken(shelf);
            Ok(())
        })
    }

    fn forget_same<'a>(&'a self, shelf: Shelf, name: &'a str, bytes: Bytes) -> Answer<'a, ()> {
        Box::pin(async move {
            if self.bucket.get(&key(shelf, name)).await? == Some(bytes) {
                self.forget(shelf, name).await?;
            }
            Ok(())
        })
    }

    fn held(&self, shelf: Shelf) -> Answer<'_, Room> {
        Box::pin(self.tally.of(shelf, self.bucket.weigh(shelf.folder())))
    }
}
