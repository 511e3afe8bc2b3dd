//! The desk in PostgreSQL.

use super::Postgres;
use crate::objects::desk::{Desk, Gather, Kept, Piece, Room, Shelf};
use crate::objects::{Answer, Page, StoreError, page};
use bytes::Bytes;
use deadpool_postgres::Object;
use std::time::Duration;
use tokio_postgres::Error;

/// How long a count of a shelf is good for.
pub(super) const COUNTED: Duration = Duration::from_secs(5);
/// Rows fetched at once where each may be large.
const ROWS: i64 = 32;

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

async fn count(client: &Object, shelf: Shelf) -> Result<Room, Error> {
    let ask = "SELECT count(*), coalesce(sum(octet_length(bytes)), 0)::bigint
               FROM huiyin_desk WHERE shelf = $1";
    let ask = client.prepare_cached(ask).await?;
    let row = client.query_one(&ask, &[&shelf.number()]).await?;
    let number = |number: i64| u64::try_from(number).unwrap_or(0);
    Ok(Room {
        items: number(row.try_get(0)?),
        bytes: number(row.try_get(1)?),
    })
}

/// `None` where there is nothing under the name, else whether it is the same.
async fn same(
    client: &Object,
    shelf: Shelf,
    name: &str,
    bytes: &[u8],
) -> Result<Option<bool>, Error> {
    // No plain SELECT, for the reason told at `put_new`.
    let touch = "UPDATE huiyin_desk SET name = name WHERE shelf = $1 AND name = $2
                 RETURNING bytes = $3";
    let touch = client.prepare_cached(touch).await?;
    let row = client
        .query_opt(&touch, &[&shelf.number(), &name, &bytes])
        .await?;
    row.map(|row| row.try_get(0)).transpose()
}

async fn put(client: &Object, shelf: Shelf, name: &str, bytes: &[u8]) -> Result<(), Error> {
    let put = "INSERT INTO huiyin_desk VALUES ($1, $2, $3)
               ON CONFLICT (shelf, name) DO UPDATE SET bytes = $3";
    let put = client.prepare_cached(put).await?;
    client
        .execute(&put, &[&shelf.number(), &name, &bytes])
        .await?;
    Ok(())
}

async fn rows(
    client: &Object,
    shelf: Shelf,
    after: &str,
    limit: i64,
) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let ask = "SELECT name, bytes FROM huiyin_desk WHERE shelf = $1 AND name > $2
               ORDER BY name LIMIT $3";
    let ask = client.prepare_cached(ask).await?;
    let rows = client
        .query(&ask, &[&shelf.number(), &after, &limit])
        .await?;
    rows.iter()
        .map(|row| Ok((row.try_get(0)?, row.try_get(1)?)))
        .collect()
}

impl Postgres {
    async fn has_room(&self, shelf: Shelf, bytes: usize, most: Room) -> Result<bool, StoreError> {
        if self.held(shelf).await?.takes(bytes, most) {
            return Ok(true);
        }
        // The office may have taken some through another server.
        self.tally.doubt(shelf);
        Ok(self.held(shelf).await?.takes(bytes, most))
    }
}

impl Desk for Postgres {
    fn keep<'a>(
        &'a self,
        shelf: Shelf,
        name: &'a str,
        bytes: Bytes,
        most: Room,
    ) -> Answer<'a, Kept> {
        Box::pin(async move {
            let length = bytes.len();
            let known = self.run_sized(length, |client| {
                let bytes = bytes.clone();
                async move { same(&client, shelf, name, &bytes).await }
            });
            let outcome = match known.await? {
                Some(true) => return Ok(Kept::Same),
                Some(false) => Kept::Over,
                None if self.has_room(shelf, length, most).await? => Kept::New,
                None => return Ok(Kept::Full),
            };
            let put = self.run_sized(length, |client| {
                let bytes = bytes.clone();
                async move { put(&client, shelf, name, &bytes).await }
            });
            put.await?;
            if outcome == Kept::New {
                self.tally.added(shelf, length);
            }
            Ok(outcome)
        })
    }

    fn kept<'a>(&'a self, shelf: Shelf, name: &'a str) -> Answer<'a, Option<Bytes>> {
        Box::pin(self.run_sized(8 << 20, move |client| async move {
            let ask = "SELECT bytes FROM huiyin_desk WHERE shelf = $1 AND name = $2";
            let ask = client.prepare_cached(ask).await?;
            let row = client.query_opt(&ask, &[&shelf.number(), &name]).await?;
            row.map(|row| row.try_get::<_, Vec<u8>>(0).map(Bytes::from))
                .transpose()
        }))
    }

    fn piece<'a>(&'a self, shelf: Shelf, after: &'a str, most: Room) -> Answer<'a, Piece> {
        Box::pin(async move {
            let mut gather = Gather::default();
            let mut after = after.to_owned();
            loop {
                let from = after.as_str();
                let limit = ROWS.min(signed(most.items).saturating_add(1));
                let found = self
                    .run_sized(16 << 20, |client| async move {
                        rows(&client, shelf, from, limit).await
                    })
                    .await?;
                let last = found.last().map(|(name, _)| name.clone());
                for (name, bytes) in found {
                    if !gather.wants(most) {
                        return Ok(gather.end(true));
                    }
                    gather.add(name, bytes.into());
                }
                let Some(last) = last else {
                    return Ok(gather.end(false));
                };
                after = last;
            }
        })
    }

    fn names<'a>(&'a self, shelf: Shelf, after: &'a str, limit: usize) -> Answer<'a, Page> {
        Box::pin(async move {
            let most = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
            let names = self.run(move |client| async move {
                let ask = "SELECT name FROM huiyin_desk WHERE shelf = $1 AND name > $2
                           ORDER BY name LIMIT $3";
                let ask = client.prepare_cached(ask).await?;
                let rows = client
                    .query(&ask, &[&shelf.number(), &after, &most])
                    .await?;
                rows.iter()
                    .map(|row| row.try_get(0))
                    .collect::<Result<Vec<String>, Error>>()
            });
            Ok(page(names.await?, limit))
        })
    }

    fn forget<'a>(&'a self, shelf: Shelf, name: &'a str) -> Answer<'a, ()> {
        Box::pin(async move {
            let forget = self.run(move |client| async move {
                let delete = "DELETE FROM huiyin_desk WHERE shelf = $1 AND name = $2";
                client.execute(delete, &[&shelf.number(), &name]).await
            });
            forget.await?;
            self.tally.taken(shelf);
            Ok(())
        })
    }

    fn forget_same<'a>(&'a self, shelf: Shelf, name: &'a str, bytes: Bytes) -> Answer<'a, ()> {
        Box::pin(async move {
            let forget = self.run_sized(bytes.len(), |client| {
                let bytes = bytes.clone();
                async move {
                    let delete =
                        "DELETE FROM huiyin_desk WHERE shelf = $1 AND name = $2 AND bytes = $3";
                    let only: &[u8] = &bytes;
                    client
                        .execute(delete, &[&shelf.number(), &name, &only])
                        .await
                }
            });
            forget.await?;
            self.tally.taken(shelf);
            Ok(())
        })
    }

    fn held(&self, shelf: Shelf) -> Answer<'_, Room> {
        let counted = self.run(move |client| async move { count(&client, shelf).await });
        Box::pin(self.tally.of(shelf, counted))
    }
}
