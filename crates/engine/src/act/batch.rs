//! One command for many suggestions, each answered for itself, and its undoing.

use super::{TRIES, aggregate, ids};
use crate::fail::Trouble;
use crate::fold::SNAPSHOT_EVERY;
use crate::history::{History, Sealed};
use crate::host::Host;
use crate::workspace::{Asker, Engine};
use huiyin_protocol::Push;
use huiyin_protocol::item::{BatchLine, BatchResult};
use huiyin_rules::Lang;
use huiyin_rules::ids::{EventId, SuggestionId};
use huiyin_rules::suggestion::{Command, Event, Recorded};
use huiyin_store::{EventStore, StoreError};
use std::collections::{HashMap, HashSet};

/// Most suggestions of one batch.
const MAX_BATCH: usize = 10_000;
/// Suggestions decided and stored together. Even a reminder of fifty units each
/// stays within one transaction of the store.
const TOGETHER: usize = 16;

/// What the last batch recorded, for taking it back.
#[derive(Clone, Debug, Default)]
pub struct LastBatch {
    events: HashMap<SuggestionId, Vec<EventId>>,
}

/// How a batch goes about it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct How {
    /// Only say what would happen.
    pub dry_run: bool,
    /// Suggestions decided and stored together; their events must fit one transaction.
    pub together: usize,
}

/// What is to be done to one suggestion of a batch.
pub(crate) type Decided = Result<Vec<Event>, Trouble>;

impl<S: EventStore, H: Host> Engine<S, H> {
    pub(crate) async fn batch(
        &self,
        who: Asker<'_>,
        wanted: &[SuggestionId],
        command: &Command,
        dry_run: bool,
    ) -> Result<BatchResult, Trouble> {
        // What belongs to one suggestion alone would be refused or wrong for all others.
        if matches!(
            command,
            Command::Draft(_)
                | Command::Revise(_)
                | Command::Register { .. }
                | Command::Enter(_)
                | Command::SplitPoints { .. }
                | Command::Join { .. }
                | Command::Part { .. }
                | Command::Resolve { .. }
                | Command::Undo { .. }
        ) {
            let label = command.action().label();
            return Err(Trouble::input(
                "not_for_many",
                format!("“{}”只能逐件办理。请打开建议后操作。", label.zh),
                format!(
                    "`{}` is done one at a time; open the suggestion and do it there",
                    label.en
                ),
            ));
        }
        if !dry_run {
            self.state.borrow_mut().last_batch = LastBatch::default();
        }
        let wanted = bounded(wanted)?;
        let how = How {
            dry_run,
            together: TOGETHER,
        };
        self.each(who, wanted, how, |id, history| {
            self.decided(who, id, history, command)
        })
        .await
    }

    pub(crate) async fn undo_batch(
        &self,
        who: Asker<'_>,
        wanted: &[SuggestionId],
    ) -> Result<BatchResult, Trouble> {
        let last = self.state.borrow().last_batch.clone();
        let how = How {
            dry_run: false,
            together: TOGETHER,
        };
        self.each(who, bounded(wanted)?, how, |id, history| match last.events.get(id) {
            Some(events) => self.undoing(who, id, history, events),
            None => Err(Trouble::refused(
                "batch_forgotten",
                "这一批操作已不可整批撤销（未曾办理，或页面已刷新）。请打开该建议单独撤销。",
                "this batch can no longer be taken back as a whole; open the suggestion and undo it there",
            )),
        })
        .await
    }

    /// The events that take back `events`, the latest first; refused where something followed.
    fn undoing(
        &self,
        who: Asker<'_>,
        id: &SuggestionId,
        history: &History,
        events: &[EventId],
    ) -> Decided {
        let mut history = history.clone();
        let mut undone = Vec::new();
        for event in events.iter().rev() {
            let command = Command::Undo {
                event: event.clone(),
            };
            for event in self.decided(who, id, &history, &command)? {
                // Folded at once, so that the one before becomes the latest.
                let number = undone.len();
                let placeholder = EventId::try_from(format!("undo-{number}")).map_err(|error| {
                    Trouble::input("bad_id", error.to_string(), error.to_string())
                })?;
                history.events.push(Recorded {
                    id: placeholder,
                    at: self.host.now(),
                    actor: who.actor.clone(),
                    event: event.clone(),
                });
                undone.push(event);
            }
        }
        Ok(undone)
    }

    /// Decides each suggestion for itself, a few together, until it is stopped.
    pub(crate) async fn each(
        &self,
        who: Asker<'_>,
        wanted: &[SuggestionId],
        how: How,
        decide: impl Fn(&SuggestionId, &History) -> Decided,
    ) -> Result<BatchResult, Trouble> {
        self.cancelled.set(false);
        let mut lines = Vec::with_capacity(wanted.len());
        for (index, chunk) in wanted.chunks(how.together).enumerate() {
            if self.cancelled.get() {
                lines.extend(
                    chunk
                        .iter()
                        .map(|id| self.batch_line(id, who.lang, Err(stopped()))),
                );
                continue;
            }
            let done = self.some(who, chunk, how.dry_run, &decide).await;
            let of = |id: &SuggestionId| match &done {
                Ok(failures) => failures.get(id).cloned().map_or(Ok(()), Err),
                Err(trouble) => Err(trouble.clone()),
            };
            lines.extend(chunk.iter().map(|id| self.batch_line(id, who.lang, of(id))));
            if wanted.len() > how.together {
                let done = ((index + 1) * how.together).min(wanted.len()) as u64;
                self.host.push(Push::Progress {
                    done,
                    total: wanted.len() as u64,
                });
                self.host.breathe().await;
            }
        }
        let _pass = self.gate.pass().await;
        self.snapshot_if(SNAPSHOT_EVERY).await;
        let done = lines.iter().filter(|line| line.failure.is_none()).count() as u32;
        Ok(BatchResult { lines, done })
    }

    /// Decides a few suggestions and stores what was decided in one transaction. Gives the refusals.
    async fn some(
        &self,
        who: Asker<'_>,
        chunk: &[SuggestionId],
        dry_run: bool,
        decide: &impl Fn(&SuggestionId, &History) -> Decided,
    ) -> Result<HashMap<SuggestionId, Trouble>, Trouble> {
        let _pass = self.gate.pass().await;
        for _ in 0..TRIES {
            self.fold_tail().await?;
            let expected = self.head();
            let mut failures = HashMap::new();
            let mut accepted: Vec<(&SuggestionId, Vec<Event>)> = Vec::new();
            let histories = self.histories(chunk).await?;
            let mut seen = HashSet::new();
            for (id, history) in chunk
                .iter()
                .zip(&histories)
                .filter(|(id, _)| seen.insert(*id))
            {
                match decide(id, history) {
                    Ok(events) => accepted.push((id, events)),
                    Err(trouble) => {
                        failures.insert(id.clone(), trouble);
                    }
                }
            }
            if dry_run {
                return Ok(failures);
            }
            let counts: Vec<usize> = accepted.iter().map(|(_, events)| events.len()).collect();
            let named = accepted
                .iter()
                .map(|(id, events)| (aggregate(id), events.clone()));
            let sealed = self.sealed(who, named).await?;
            match self.append(&sealed, expected).await {
                Ok(_) => {
                    self.remember(accepted.iter().map(|(id, _)| *id).zip(counts), &sealed);
                    return Ok(failures);
                }
                Err(StoreError::Moved { .. }) => continue,
                Err(error) => return Err(error.into()),
            }
        }
        Err(StoreError::Moved { head: self.head() }.into())
    }

    fn remember<'a>(
        &self,
        done: impl Iterator<Item = (&'a SuggestionId, usize)>,
        sealed: &[Sealed],
    ) {
        let mut rest = ids(sealed).into_iter();
        let last = &mut self.state.borrow_mut().last_batch;
        for (id, count) in done {
            last.events
                .insert(id.clone(), rest.by_ref().take(count).collect());
        }
    }

    fn batch_line(&self, id: &SuggestionId, lang: Lang, done: Result<(), Trouble>) -> BatchLine {
        let state = self.state.borrow();
        let label = match state.projection.find(id.as_str()) {
            Some(dense) => {
                let (number, title) = (
                    state.projection.number(dense),
                    state.projection.title(dense),
                );
                if number.is_empty() {
                    title.to_owned()
                } else {
                    format!("{number} {title}")
                }
            }
            None => id.to_string(),
        };
        BatchLine {
            id: id.clone(),
            label,
            failure: done.err().map(|trouble| trouble.told(lang)),
        }
    }
}

/// The suggestions of a batch, where they are not too many.
fn bounded(wanted: &[SuggestionId]) -> Result<&[SuggestionId], Trouble> {
    if wanted.len() <= MAX_BATCH {
        return Ok(wanted);
    }
    Err(Trouble::input(
        "batch_too_large",
        format!(
            "一次最多处理 {MAX_BATCH} 件，所选为 {} 件。请分批办理。",
            wanted.len()
        ),
        format!(
            "at most {MAX_BATCH} at a time, {} were chosen; do it in parts",
            wanted.len()
        ),
    ))
}

fn stopped() -> Trouble {
    Trouble::cancelled("已停止，这一件没有办理。", "stopped; this one was not done")
}
