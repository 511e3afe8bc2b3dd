//! Boxes in PostgreSQL.
//!
//! Rows carry the transaction they came with, and pages the order they came in, so this store is
//! not forgetful: devices hand their votes in after closing, sorted.
//!
//! Every statement that puts votes in holds the box's row, shared, until it is committed; fixing
//! a box needs that row alone. So what was acknowledged was committed before the box was fixed.

use super::Postgres;
use crate::objects::Answer;
use crate::objects::boxes::{Ballot, Boxes, Cast, Lines, Phase, Shape, State, Turn, full};
use deadpool_postgres::Object;
use std::collections::BTreeSet;
use tokio_postgres::Error;

/// The first line of a card, or with `$7` the next: only while the box takes votes.
const PUT: &str = "
WITH box AS MATERIALIZED (
  SELECT phase FROM huiyin_boxes WHERE poll = $1 FOR SHARE
), put AS (
  INSERT INTO huiyin_votes (poll, question, card, place, name, line)
  SELECT $1, question, card, $7, name, line
  FROM unnest($2::integer[], $3::integer[], $4::text[], $5::text[])
    AS cast_in (question, card, name, line), box
  WHERE box.phase = ANY ($6) AND NOT EXISTS (
    SELECT 1 FROM huiyin_votes kept WHERE kept.poll = $1 AND kept.name = cast_in.name)
  ORDER BY name
  ON CONFLICT DO NOTHING
)
SELECT phase FROM box";

/// Votes as columns.
struct Columns {
    questions: Vec<i32>,
    cards: Vec<i32>,
    names: Vec<String>,
    lines: Vec<String>,
}

impl Columns {
    /// Sorted, so that two of these never wait for one another's rows.
    fn of(ballots: &[Ballot]) -> Columns {
        let sorted: BTreeSet<&Ballot> = ballots.iter().collect();
        let number = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
        Columns {
            questions: sorted.iter().map(|one| number(one.question)).collect(),
            cards: sorted.iter().map(|one| number(one.card)).collect(),
            names: sorted.iter().map(|one| one.name.clone()).collect(),
            lines: sorted.iter().map(|one| one.line.clone()).collect(),
        }
    }
}

fn phase(number: i32) -> Phase {
    // Written by this program alone; an unknown number takes nothing.
    Phase::of(number).unwrap_or(Phase::Fixed)
}

/// Names by the places they lie in, of the cards that are handing in.
async fn kept(
    client: &Object,
    poll: &str,
    columns: &Columns,
) -> Result<Vec<(i32, i32, String)>, Error> {
    let ask = client
        .prepare_cached(
            "SELECT DISTINCT question, card, kept.name FROM huiyin_votes kept
             JOIN unnest($2::integer[], $3::integer[]) AS place (question, card)
             USING (question, card) WHERE poll = $1",
        )
        .await?;
    let rows = client
        .query(&ask, &[&poll, &columns.questions, &columns.cards])
        .await?;
    rows.iter()
        .map(|row| Ok((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?)))
        .collect()
}

/// Puts votes into the first or the second place of their cards; tells the phase meanwhile.
async fn put(
    client: &Object,
    poll: &str,
    columns: &Columns,
    place: i32,
) -> Result<Option<Phase>, Error> {
    let taking = [Phase::Open, Phase::Closed, Phase::Read].map(Phase::number);
    let ask = client.prepare_cached(PUT).await?;
    let row = client
        .query_opt(
            &ask,
            &[
                &poll,
                &columns.questions,
                &columns.cards,
                &columns.names,
                &columns.lines,
                &&taking[..],
                &place,
            ],
        )
        .await?;
    row.map(|row| row.try_get(0).map(phase)).transpose()
}

async fn cast(client: &Object, poll: &str, ballots: &[Ballot]) -> Result<Cast, Error> {
    let columns = Columns::of(ballots);
    let before = kept(client, poll, &columns).await?;
    let names = |question: u32, card: u32| {
        let here = before
            .iter()
            .filter(|(q, c, _)| (u32::try_from(*q), u32::try_from(*c)) == (Ok(question), Ok(card)));
        here.map(|(_, _, name)| name.as_str()).collect()
    };
    if let Some(at) = full(ballots, names) {
        return Ok(match state(client, poll).await? {
            None => Cast::NoBox,
            Some(state) if !state.phase.takes() => Cast::Shut(state.phase),
            Some(_) => Cast::Full(at),
        });
    }
    for place in [0, 1] {
        match put(client, poll, &columns, place).await? {
            None => return Ok(Cast::NoBox),
            Some(phase) if !phase.takes() => return Ok(Cast::Shut(phase)),
            Some(_) => {}
        }
    }
    // Two at once may have taken the last place of a card before this one.
    let after = kept(client, poll, &columns).await?;
    let after: BTreeSet<&str> = after.iter().map(|(_, _, name)| name.as_str()).collect();
    let lost = ballots
        .iter()
        .position(|ballot| !after.contains(ballot.name.as_str()));
    Ok(lost.map_or(Cast::Kept, Cast::Full))
}

async fn turn(client: &Object, poll: &str, to: Phase) -> Result<Turn, Error> {
    let from: Vec<i32> = (0..)
        .map_while(Phase::of)
        .filter(|from| from.leads_to(to) && !from.stays(to))
        .map(Phase::number)
        .collect();
    let change = client
        .prepare_cached("UPDATE huiyin_boxes SET phase = $2 WHERE poll = $1 AND phase = ANY ($3)")
        .await?;
    let changed = client
        .execute(&change, &[&poll, &to.number(), &from])
        .await?;
    if changed == 1 {
        return Ok(Turn::Done);
    }
    Ok(match state(client, poll).await? {
        None => Turn::NoBox,
        Some(state) if state.phase.stays(to) => Turn::Done,
        Some(state) => Turn::Refused(state.phase),
    })
}

async fn state(client: &Object, poll: &str) -> Result<Option<State>, Error> {
    let ask = client
        .prepare_cached(
            "SELECT phase, coalesce((SELECT max(cast_in) FROM (
               SELECT count(*)::integer AS cast_in FROM huiyin_votes
               WHERE poll = $1 AND place = 0 GROUP BY question) AS each), 0)
             FROM huiyin_boxes WHERE poll = $1",
        )
        .await?;
    let row = client.query_opt(&ask, &[&poll]).await?;
    row.map(|row| {
        let cast: i32 = row.try_get(1)?;
        Ok(State {
            phase: phase(row.try_get(0)?),
            cast: u32::try_from(cast).unwrap_or(0),
        })
    })
    .transpose()
}

async fn lines(client: &Object, poll: &str, after: &str, limit: usize) -> Result<Lines, Error> {
    let ask = client
        .prepare_cached(
            "SELECT name, line FROM huiyin_votes WHERE poll = $1 AND name > $2 ORDER BY name LIMIT $3",
        )
        .await?;
    let most = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
    let rows = client.query(&ask, &[&poll, &after, &most]).await?;
    let mut lines: Vec<(String, String)> = rows
        .iter()
        .map(|row| Ok((row.try_get(0)?, row.try_get(1)?)))
        .collect::<Result<_, Error>>()?;
    let more = lines.len() > limit;
    lines.truncate(limit);
    Ok(Lines { lines, more })
}

impl Boxes for Postgres {
    fn forgetful(&self) -> bool {
        false
    }

    fn make<'a>(&'a self, poll: &'a str, _: Shape) -> Answer<'a, ()> {
        Box::pin(self.run(move |client| async move {
            let make = "INSERT INTO huiyin_boxes VALUES ($1, 0) ON CONFLICT (poll) DO NOTHING";
            client.execute(make, &[&poll]).await.map(|_| ())
        }))
    }

    fn state<'a>(&'a self, poll: &'a str) -> Answer<'a, Option<State>> {
        Box::pin(self.run(move |client| async move { state(&client, poll).await }))
    }

    fn turn<'a>(&'a self, poll: &'a str, to: Phase) -> Answer<'a, Turn> {
        Box::pin(self.run(move |client| async move { turn(&client, poll, to).await }))
    }

    fn cast<'a>(&'a self, poll: &'a str, ballots: Vec<Ballot>) -> Answer<'a, Cast> {
        Box::pin(async move {
            let bytes = ballots.iter().map(|ballot| ballot.line.len()).sum();
            let put = self.run_sized(bytes, |client| {
                let ballots = ballots.clone();
                async move { cast(&client, poll, &ballots).await }
            });
            put.await
        })
    }

    fn lines<'a>(&'a self, poll: &'a str, after: &'a str, limit: usize) -> Answer<'a, Lines> {
        Box::pin(self.run(move |client| async move { lines(&client, poll, after, limit).await }))
    }
}
