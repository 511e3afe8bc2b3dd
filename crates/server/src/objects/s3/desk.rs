//! The desk in a bucket: one object under each name. Only names are counted, since a listing that
//! tells lengths tells times as well and need not be asked for.

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
    let after = match after {
        "" => String::new(),
        after => key(shelf, after),
    };
    let keys = bucket.list(shelf.folder(), &after, limit).await?;
    let name = |key: String| key.strip_prefix(shelf.folder()).map(str::to_owned);
    Ok(keys.into_iter().filter_map(name).collect())
}

async fn count(bucket: &Bucket, shelf: Shelf) -> Result<Room, StoreError> {
    let (mut room, mut after) = (Room::default(), String::new());
    loop {
        let names = list(bucket, shelf, &after, PAGE).await?;
        let Some(last) = names.last() else {
            return Ok(room);
        };
        after.clone_from(last);
        room.items += u64::try_from(names.len()).unwrap_or(u64::MAX);
    }
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
        let limit = usize::try_from(most.items).unwrap_or(PAGE).min(PAGE);
        let names = list(&self.bucket, shelf, after, limit + 1).await?;
        let mut gather = Gather::default();
        for name in names {
            if !gather.wants(most) {
                return Ok(gather.end(true));
            }
            // It may be gone since it was listed.
            if let Some(bytes) = self.bucket.get(&key(shelf, &name)).await? {
                gather.add(name, bytes);
            }
        }
        Ok(gather.end(false))
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

    fn held(&self, shelf: Shelf) -> Answer<'_, Room> {
        Box::pin(self.tally.of(shelf, count(&self.bucket, shelf)))
    }
}
