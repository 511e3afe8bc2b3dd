//! Everything out as one file, and such a file in.
//!
//! Taking a bundle in is idempotent by event id and may stop anywhere: what was
//! stored stays, is shown, and is passed over when the file is taken in again.

#[cfg(feature = "reports")]
mod giving;

#[cfg(feature = "reports")]
pub use giving::Giving;

use crate::act::TRIES;
use crate::fail::Trouble;
use crate::fold::Lines;
use crate::host::Host;
use crate::workspace::Engine;
use huiyin_log::bundle::{BundleError, BundleReader};
use huiyin_protocol::workspace::BundleSummary;
use huiyin_protocol::{Push, Reply};
use huiyin_store::{EventStore, StoreError};
use std::collections::HashSet;

/// Events stored by one transaction of an import.
const TOGETHER: usize = 1_000;
/// Events folded in one go while a bundle is taken in.
const SEGMENT: usize = 20_000;
/// Bytes verified before others get their turn.
const SLICE: usize = 256 * 1024;

/// Some bytes of a bundle.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece<'a> {
    pub first: bool,
    pub last: bool,
    pub bytes: &'a [u8],
}

/// A bundle on its way in.
#[derive(Debug)]
pub struct Taking {
    reader: BundleReader,
    /// The ids this store holds, halves of hashes.
    known: HashSet<u128>,
    /// The last position whose id is known.
    known_to: u64,
    /// Verified events that are not stored yet.
    waiting: Vec<Vec<u8>>,
    /// Stored events that are not folded yet.
    unfolded: Lines,
    summary: BundleSummary,
}

impl<S: EventStore, H: Host> Engine<S, H> {
    pub(crate) async fn bundle_import(&self, piece: Piece<'_>) -> Result<Reply, Trouble> {
        let _pass = self.gate.pass().await;
        let taking = self.state.borrow_mut().taking.take();
        let mut taking = match (piece.first, taking) {
            (true, _) => {
                self.cancelled.set(false);
                self.fold_tail().await?;
                Taking::new()
            }
            (false, Some(taking)) => taking,
            (false, None) => {
                return Err(Trouble::input(
                    "bundle_not_begun",
                    "数据包的导入没有开始或已中断，请重新选择文件。",
                    "no bundle is being taken in, or it was interrupted; choose the file again",
                ));
            }
        };
        let done = self.take_in(&mut taking, piece).await;
        if let Err(trouble) = done {
            // What was stored stays and is shown.
            self.fold_taken(&mut taking).await?;
            self.snapshot_if(1).await;
            return Err(kept(trouble, &taking.summary));
        }
        if !piece.last {
            self.state.borrow_mut().taking = Some(taking);
            return Ok(Reply::Done);
        }
        let reader = std::mem::take(&mut taking.reader);
        let ended = reader.finish().map_err(wrong);
        self.fold_taken(&mut taking).await?;
        self.snapshot_if(1).await;
        ended.map_err(|trouble| kept(trouble, &taking.summary))?;
        let head = self.head();
        self.host.push(Push::Changed { head });
        self.host.announce(head);
        Ok(Reply::BundleTaken(BundleSummary {
            head,
            ..taking.summary
        }))
    }

    async fn take_in(&self, taking: &mut Taking, piece: Piece<'_>) -> Result<(), Trouble> {
        for slice in piece.bytes.chunks(SLICE) {
            self.learn(taking).await?;
            for incoming in taking.reader.push(slice).map_err(wrong)? {
                taking.summary.events += 1;
                if id_of(&incoming.bytes).is_some_and(|id| taking.known.insert(id)) {
                    taking.waiting.push(incoming.bytes);
                } else {
                    taking.summary.known += 1;
                }
            }
            while taking.waiting.len() >= TOGETHER {
                self.store_some(taking).await?;
            }
            let total = taking.reader.header().map_or(0, |header| header.count);
            self.host.push(Push::Progress {
                done: taking.summary.events,
                total,
            });
            self.host.breathe().await;
            if self.cancelled.get() {
                return Err(Trouble::cancelled(
                    "已停止导入数据包。",
                    "taking the bundle in was stopped",
                ));
            }
        }
        while piece.last && !taking.waiting.is_empty() {
            self.store_some(taking).await?;
        }
        Ok(())
    }

    /// Learns the ids of events that were stored since it last looked.
    async fn learn(&self, taking: &mut Taking) -> Result<(), Trouble> {
        loop {
            let lines = self.store.read(taking.known_to + 1, TOGETHER * 5).await?;
            let Some((last, _)) = lines.last() else {
                return Ok(());
            };
            taking.known_to = *last;
            taking
                .known
                .extend(lines.iter().filter_map(|(_, line)| id_of(line)));
            if lines.len() < TOGETHER * 5 {
                return Ok(());
            }
            self.host.breathe().await;
        }
    }

    async fn store_some(&self, taking: &mut Taking) -> Result<(), Trouble> {
        for _ in 0..TRIES {
            let count = taking.waiting.len().min(TOGETHER);
            let batch: Vec<Vec<u8>> = taking.waiting.drain(..count).collect();
            let expected = taking.known_to;
            if taking
                .unfolded
                .last()
                .is_some_and(|(at, _)| *at != expected)
            {
                // Something else was stored in between.
                self.fold_taken(taking).await?;
            }
            match self.store.append(&batch, expected).await {
                Ok(head) => {
                    taking.known_to = head;
                    taking.summary.added += batch.len() as u64;
                    taking.unfolded.extend((expected + 1..).zip(batch));
                    if taking.unfolded.len() >= SEGMENT {
                        self.fold_taken(taking).await?;
                    }
                    return Ok(());
                }
                Err(StoreError::Moved { .. }) => self.leave_out(taking, batch).await?,
                Err(error) => return Err(error.into()),
            }
        }
        Err(StoreError::Moved { head: self.head() }.into())
    }

    /// Another tab wrote meanwhile: what it wrote of this very bundle is known now.
    async fn leave_out(&self, taking: &mut Taking, batch: Vec<Vec<u8>>) -> Result<(), Trouble> {
        self.fold_taken(taking).await?;
        let own: HashSet<u128> = batch
            .iter()
            .chain(&taking.waiting)
            .filter_map(|line| id_of(line))
            .collect();
        taking.known.retain(|id| !own.contains(id));
        self.learn(taking).await?;
        let waiting: Vec<Vec<u8>> = batch.into_iter().chain(taking.waiting.drain(..)).collect();
        for line in waiting {
            if id_of(&line).is_some_and(|id| taking.known.insert(id)) {
                taking.waiting.push(line);
            } else {
                taking.summary.known += 1;
            }
        }
        Ok(())
    }

    /// Folds what was stored. Where something else folded it already, only the tail is looked at.
    async fn fold_taken(&self, taking: &mut Taking) -> Result<(), StoreError> {
        let lines = std::mem::take(&mut taking.unfolded);
        let follows = lines.first().is_some_and(|(at, _)| *at == self.head() + 1);
        let done = if follows {
            self.absorb(&lines).await
        } else {
            Ok(())
        };
        if done.is_err() {
            self.state.borrow_mut().open = false;
        }
        done?;
        self.fold_tail().await.map(|_| ())
    }
}

impl Taking {
    fn new() -> Taking {
        Taking {
            reader: BundleReader::new(),
            known: HashSet::new(),
            known_to: 0,
            waiting: Vec::new(),
            unfolded: Vec::new(),
            summary: BundleSummary::default(),
        }
    }
}

/// An encoded event's id; it stands at the same place in every event (see `huiyin_log`).
fn id_of(line: &[u8]) -> Option<u128> {
    let digits = line.strip_prefix(b"{\"v\":1,\"id\":\"")?.get(..32)?;
    u128::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

fn wrong(error: BundleError) -> Trouble {
    let text = error.text();
    Trouble::input(error.code(), text.zh, text.en)
}

/// A failure that also says what of the bundle was taken in before it.
fn kept(mut trouble: Trouble, summary: &BundleSummary) -> Trouble {
    let added = summary.added;
    let (zh, en) = if added == 0 {
        (
            "工作区没有变化。".to_owned(),
            "the workspace is unchanged".to_owned(),
        )
    } else {
        (
            format!("此前的 {added} 条记录已存入；再次导入同一文件会跳过它们。"),
            format!(
                "{added} records before it are stored; taking the same file in again passes over them"
            ),
        )
    };
    trouble.text.zh.push_str(&zh);
    trouble.text.en.push_str("; ");
    trouble.text.en.push_str(&en);
    trouble
}
