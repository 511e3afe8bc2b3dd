//! Bringing the projection up to the store's head.
//!
//! Events arrive in any order and from several logs, so a suggestion that got
//! new ones is folded anew from all of its events: first every new event is
//! noted, then each suggestion concerned is read and folded once.

use crate::facts::{IMPORT_PREFIX, POLL_PREFIX, SUGGESTION_PREFIX, WORKSPACE, WorkspaceEvent};
use crate::fail::Trouble;
use crate::history::History;
use crate::host::Host;
use crate::order;
use crate::projection::Projection;
use crate::projection::write::Folded;
use crate::state::State;
use crate::wire::Wire;
use crate::workspace::Engine;
use huiyin_log::Line;
use huiyin_protocol::Push;
use huiyin_rules::ids::SuggestionId;
use huiyin_store::{EventStore, StoreError};

/// Stored events with their positions, one after another.
pub type Lines = Vec<(u64, Vec<u8>)>;

/// Events read and folded in one go; they stay in memory meanwhile (some 10 MB).
const SEGMENT: usize = 20_000;
/// Events read by one call of the store.
const PAGE: usize = 1_000;
/// Suggestions folded before others get their turn.
const FOLD: usize = 250;
/// Name of the projection's snapshot in the store.
const SNAPSHOT: &str = "projection";
/// Events folded after which a snapshot is worth writing.
pub const SNAPSHOT_EVERY: u64 = 300;

impl<S: EventStore, H: Host> Engine<S, H> {
    /// Makes sure that the projection stands for the store; the first ask of all does the work.
    pub(crate) async fn open(&self) -> Result<(), Trouble> {
        if self.state.borrow().open {
            return Ok(());
        }
        let head = self.store.head().await?;
        let kept = match self.store.snapshot_get(SNAPSHOT).await {
            Ok(kept) => kept.filter(|kept| kept.position <= head),
            // A snapshot that cannot be read costs time, nothing else.
            Err(StoreError::Damaged(_)) => None,
            Err(error) => return Err(error.into()),
        };
        let loaded = kept.and_then(|kept| {
            Projection::from_snapshot(&kept.bytes).filter(|loaded| loaded.head == kept.position)
        });
        let how = match (&loaded, head) {
            (_, 0) => "empty",
            (Some(_), _) => "snapshot",
            (None, _) => "replay",
        };
        let judge_anew = {
            let mut state = self.state.borrow_mut();
            state.projection = loaded.unwrap_or_default();
            state.cached = None;
            state.since_snapshot = 0;
            state.settle_rules()
        };
        if judge_anew {
            self.fold_all().await?;
        }
        let folded = self.fold_tail().await?;
        {
            let mut state = self.state.borrow_mut();
            state.opened = (how, folded);
            state.open = true;
        }
        self.snapshot_if(SNAPSHOT_EVERY).await;
        Ok(())
    }

    /// Folds what others appended. Gives the number of new events.
    ///
    /// # Errors
    /// The store failed; the projection is then dropped and built anew by the next ask.
    pub(crate) async fn fold_tail(&self) -> Result<u64, StoreError> {
        let was_open = self.state.borrow().open;
        let done = self.fold_tail_inner().await;
        self.state.borrow_mut().open = was_open && done.is_ok();
        done
    }

    async fn fold_tail_inner(&self) -> Result<u64, StoreError> {
        let mut folded = 0;
        let mut total = None;
        loop {
            let from = self.state.borrow().projection.head + 1;
            let mut segment = self.store.read(from, PAGE).await?;
            while segment.len().is_multiple_of(PAGE)
                && !segment.is_empty()
                && segment.len() < SEGMENT
            {
                let page = self.store.read(from + segment.len() as u64, PAGE).await?;
                if page.is_empty() {
                    break;
                }
                segment.extend(page);
                self.host.breathe().await;
            }
            // What lines are worth is written before they are: it is read after them.
            if self.mark().await? {
                continue;
            }
            if segment.is_empty() {
                return Ok(folded);
            }
            folded += segment.len() as u64;
            self.absorb(&segment).await?;
            if segment.len() < PAGE {
                return Ok(folded);
            }
            let total = match total {
                Some(total) => total,
                None => *total.insert(self.store.head().await?),
            };
            self.host.push(Push::Progress {
                done: self.state.borrow().projection.head,
                total,
            });
        }
    }

    /// Takes in `lines` that the store holds and that follow the projection's head.
    pub(crate) async fn absorb(&self, lines: &Lines) -> Result<(), StoreError> {
        let (touched, judge_anew) = {
            let mut state = self.state.borrow_mut();
            let touched = note(&mut state, lines);
            (touched, state.settle_rules())
        };
        if judge_anew {
            return self.fold_all().await;
        }
        self.fold_rows(&touched, lines, false).await
    }

    /// Folds every suggestion anew, because the rules they are judged by changed.
    async fn fold_all(&self) -> Result<(), StoreError> {
        let all: Vec<u32> = (0..self.state.borrow().projection.len()).collect();
        self.fold_rows(&all, &Vec::new(), true).await
    }

    /// Folds the suggestions `touched` anew; `lines` are events at hand that need not be read again.
    pub(crate) async fn fold_rows(
        &self,
        touched: &[u32],
        lines: &Lines,
        progress: bool,
    ) -> Result<(), StoreError> {
        for (index, chunk) in touched.chunks(FOLD).enumerate() {
            if index > 0 {
                if progress {
                    let done = (index * FOLD) as u64;
                    self.host.push(Push::Progress {
                        done,
                        total: touched.len() as u64,
                    });
                }
                self.host.breathe().await;
            }
            let missing: Vec<u64> = {
                let state = self.state.borrow();
                let of = |dense: &u32| state.projection.positions(*dense).to_vec();
                chunk
                    .iter()
                    .flat_map(of)
                    .map(u64::from)
                    .filter(|at| line(lines, *at).is_none())
                    .collect()
            };
            let read = if missing.is_empty() {
                Vec::new()
            } else {
                self.store.read_at(&missing).await?
            };
            let mut read = read.iter();
            let mut state = self.state.borrow_mut();
            state.cached = None;
            let Some((projection, basis)) = state.parts() else {
                continue;
            };
            for dense in chunk {
                let positions = projection.positions(*dense).iter();
                let own: Vec<&[u8]> = positions
                    .filter_map(|at| {
                        line(lines, u64::from(*at)).or_else(|| read.next().map(Vec::as_slice))
                    })
                    .collect();
                let Ok(id) = SuggestionId::try_from(projection.id(*dense)) else {
                    continue;
                };
                let history = History::read(own, projection.marks.apart(id.as_str()));
                let settled = history.settled();
                let (suggestion, anomalies) = history.fold(&id, &settled);
                let folded = Folded {
                    suggestion: suggestion.as_ref(),
                    given_to: &history.given_to(&settled),
                    anomalies: anomalies.len() + history.unknown as usize,
                };
                projection.write(*dense, folded, basis);
                projection.seq = projection.seq.max(history.seq);
            }
        }
        Ok(())
    }

    /// Keeps a snapshot where at least `events` were folded since the last one.
    /// One that cannot be kept costs time at the next opening, nothing else.
    pub(crate) async fn snapshot_if(&self, events: u64) {
        let (position, bytes) = {
            let mut state = self.state.borrow_mut();
            if state.since_snapshot < events || !state.open {
                return;
            }
            state.since_snapshot = 0;
            (state.projection.head, state.projection.to_snapshot())
        };
        if let Err(error) = self.store.snapshot_put(SNAPSHOT, position, &bytes).await {
            self.complain(&error);
        }
    }

    /// Tells the front end of trouble with the store outside any ask.
    pub(crate) fn complain(&self, error: &StoreError) {
        let text = error.text();
        self.host.push(Push::StorageTrouble {
            zh: text.zh,
            en: text.en,
        });
    }
}

/// The event at `position`, where it is among `lines`, which follow one another.
fn line(lines: &Lines, position: u64) -> Option<&[u8]> {
    let first = lines.first()?.0;
    let at = usize::try_from(position.checked_sub(first)?).ok()?;
    lines.get(at).map(|(_, line)| line.as_slice())
}

/// Notes what each event is about; gives the suggestions concerned, each once.
fn note(state: &mut State, lines: &Lines) -> Vec<u32> {
    let mut touched = Vec::new();
    state.since_snapshot += lines.len() as u64;
    state.cached = None;
    let projection = &mut state.projection;
    for (position, bytes) in lines {
        projection.head = *position;
        let Ok(line) = Line::read(bytes) else {
            projection.unknown += 1;
            continue;
        };
        // What does not count has no say in how the next event is numbered either.
        let counts = !projection.marks.aside(line.aggregate, line.id);
        if counts {
            projection.seq = projection.seq.max(line.seq);
        }
        let place = u32::try_from(*position);
        if let (Some(poll), Ok(place)) = (line.aggregate.strip_prefix(POLL_PREFIX), place) {
            projection.facts.note_poll(poll, line.kind, place);
            continue;
        }
        if let Ok(place) = place
            && projection
                .facts
                .note_public(line.aggregate, line.kind, place)
        {
            continue;
        }
        match (line.aggregate.strip_prefix(SUGGESTION_PREFIX), place) {
            (Some(id), Ok(place)) if SuggestionId::try_from(id).is_ok() => {
                touched.push(projection.note(id, place));
            }
            _ if !counts => {}
            _ => match note_workspace(projection, &line) {
                Some(concerned) => touched.extend(concerned),
                None => projection.unknown += 1,
            },
        }
    }
    order::unique(touched)
}

/// Notes what an event says of the workspace; gives the suggestions whose rows depend
/// on it, `None` where it is not known.
fn note_workspace(projection: &mut Projection, line: &Line<'_>) -> Option<Vec<u32>> {
    if line.aggregate != WORKSPACE && !line.aggregate.starts_with(IMPORT_PREFIX) {
        return None;
    }
    let event = WorkspaceEvent::read(line.kind, line.body)?;
    let (Ok(at), Ok(actor)) = (line.at(), line.actor()) else {
        return None;
    };
    let window = match &event {
        WorkspaceEvent::WindowOpened(opened) => Some(opened.window.clone()),
        WorkspaceEvent::WindowClosed(closed) => Some(closed.window.clone()),
        _ => None,
    };
    projection
        .facts
        .apply((line.seq, line.id.to_owned()), at, actor, event);
    let Some(window) = window.and_then(|window| projection.facts.window(&window)) else {
        return Some(Vec::new());
    };
    let items = window.opened.items.iter();
    Some(
        items
            .filter_map(|id| projection.find(id.as_str()))
            .collect(),
    )
}
