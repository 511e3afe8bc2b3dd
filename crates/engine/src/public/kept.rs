//! The public side in memory: folded when it is first asked for, then followed.

use super::like::Likeness;
use super::shelf::{Shelf, Told};
use crate::act::TRIES;
use crate::facts::{self, PublicPlaces};
use crate::fail::Trouble;
use crate::fold::SNAPSHOT_EVERY;
use crate::host::Host;
use crate::marks::Marks;
use crate::state::State;
use crate::wire::Wire;
use crate::workspace::{Asker, Engine};
use huiyin_rules::board::{self, Board, BoardEvent};
use huiyin_rules::drive::{self, Drive, DriveEvent};
use huiyin_rules::intake_key::{self, IntakeEvent, IntakeKeys};
use huiyin_rules::station::{self, StationEvent, Stations};
use huiyin_rules::voice::{self, Voice, VoiceEvent};
use huiyin_store::{EventStore, StoreError};
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// Events read by one call of the store.
const TOGETHER: usize = 1_000;

/// What is kept in memory between two asks.
#[derive(Debug)]
pub(crate) struct Kept {
    /// What did not count when it was folded.
    marks: Marks,
    stations: Shelf<StationEvent, Stations>,
    drives: Shelf<DriveEvent, Drive>,
    board: Shelf<BoardEvent, Board>,
    keys: Shelf<IntakeEvent, IntakeKeys>,
    pub(super) voices: Shelf<VoiceEvent, Voice>,
    /// Which voices are like which.
    pub(super) like: Likeness,
    /// The voice of each tracking hash.
    pub(super) tracks: BTreeMap<String, String>,
    no_stations: Stations,
    no_board: Board,
    no_keys: IntakeKeys,
}

impl Default for Kept {
    fn default() -> Self {
        Kept {
            marks: Marks::default(),
            stations: Shelf::new(facts::STATIONS, |all| Some(station::replay(events(all)))),
            drives: Shelf::new(facts::DRIVE_PREFIX, |all| drive::replay(events(all))),
            board: Shelf::new(facts::BOARD, |all| Some(board::replay(events(all)))),
            keys: Shelf::new(facts::KEYS, |all| Some(intake_key::replay(events(all)))),
            voices: Shelf::new(facts::VOICE_PREFIX, |all| {
                voice::replay(all.iter().map(|one| (&one.event, &one.by)))
            }),
            like: Likeness::default(),
            tracks: BTreeMap::new(),
            no_stations: Stations::default(),
            no_board: Board::default(),
            no_keys: IntakeKeys::default(),
        }
    }
}

/// What happened, whoever recorded it.
fn events<'a, E>(all: &'a [&Told<E>]) -> impl Iterator<Item = &'a E> {
    all.iter().map(|one| &one.event)
}

impl Kept {
    /// The tree of stations with the codes.
    pub(super) fn stations(&self) -> &Stations {
        self.stations.get("").unwrap_or(&self.no_stations)
    }

    /// What happened to them, in order.
    pub(super) fn station_events(&self) -> Vec<&StationEvent> {
        let told = self.stations.told("", &self.marks).into_iter();
        told.map(|one| &one.event).collect()
    }

    /// The notice board.
    pub(super) fn board(&self) -> &Board {
        self.board.get("").unwrap_or(&self.no_board)
    }

    /// The keys that open voices.
    pub(super) fn keys(&self) -> &IntakeKeys {
        self.keys.get("").unwrap_or(&self.no_keys)
    }

    /// The drives.
    pub(super) fn drives(&self) -> &Shelf<DriveEvent, Drive> {
        &self.drives
    }

    /// Folds what got new events, or whose events count otherwise now.
    fn settle(&mut self, marks: &Marks) {
        if self.marks != *marks {
            let differing = marks.differing(&self.marks);
            self.stations.mistrust(&differing);
            self.drives.mistrust(&differing);
            self.board.mistrust(&differing);
            self.keys.mistrust(&differing);
            self.voices.mistrust(&differing);
            self.marks = marks.clone();
        }
        self.stations.settle(marks);
        self.drives.settle(marks);
        self.board.settle(marks);
        self.keys.settle(marks);
        for id in self.voices.settle(marks) {
            let Some(voice) = self.voices.get(&id) else {
                self.like.forget(&id);
                continue;
            };
            self.like.add(&id, &voice.received);
            if let Some(hash) = &voice.received.tracking {
                let first = self
                    .tracks
                    .entry(hash.clone())
                    .or_insert_with(|| id.clone());
                // Two under one code come from no page of ours; one of them has to be it.
                if *first > id {
                    *first = id;
                }
            }
        }
    }
}

/// An event of any part of the public side.
#[derive(Clone, Debug)]
pub(super) enum Any {
    Station(StationEvent),
    Drive(DriveEvent),
    Board(BoardEvent),
    Intake(IntakeEvent),
    Voice(VoiceEvent),
}

impl Wire for Any {
    fn write(&self) -> Result<(&'static str, Box<RawValue>), serde_json::Error> {
        match self {
            Any::Station(event) => event.write(),
            Any::Drive(event) => event.write(),
            Any::Board(event) => event.write(),
            Any::Intake(event) => event.write(),
            Any::Voice(event) => event.write(),
        }
    }

    fn read(_: &str, _: &str) -> Option<Self> {
        None
    }
}

/// What is to be recorded: aggregates with their events.
pub(super) type Steps = Vec<(String, Vec<Any>)>;

/// Which shelf, and which list of places it follows.
type Of<E, T> = fn(&mut Kept) -> &mut Shelf<E, T>;
type Places = fn(&PublicPlaces) -> &[u32];

impl<S: EventStore, H: Host> Engine<S, H> {
    /// Brings what is kept up to the projection. The caller holds the gate.
    pub(super) async fn follow(&self, with_voices: bool) -> Result<(), StoreError> {
        self.follow_one(|kept| &mut kept.stations, |places| &places.stations)
            .await?;
        self.follow_one(|kept| &mut kept.drives, |places| &places.drives)
            .await?;
        self.follow_one(|kept| &mut kept.board, |places| &places.board)
            .await?;
        self.follow_one(|kept| &mut kept.keys, |places| &places.keys)
            .await?;
        if with_voices {
            self.follow_one(|kept| &mut kept.voices, |places| &places.voices)
                .await?;
        }
        let state = &mut *self.state.borrow_mut();
        state.public.settle(&state.projection.marks);
        Ok(())
    }

    async fn follow_one<E: Wire, T>(&self, of: Of<E, T>, places: Places) -> Result<(), StoreError> {
        loop {
            let next: Vec<u64> = {
                let state = &mut *self.state.borrow_mut();
                let all = places(state.projection.facts.public());
                let unread = of(&mut state.public).unread(all).iter();
                unread.take(TOGETHER).copied().map(u64::from).collect()
            };
            if next.is_empty() {
                return Ok(());
            }
            let lines = self.store.read_at(&next).await?;
            of(&mut self.state.borrow_mut().public).take(&lines);
            if next.len() < TOGETHER {
                return Ok(());
            }
            self.host.breathe().await;
        }
    }

    /// Records what `decide` says of the state as it then is; decides again where another
    /// tab wrote first.
    pub(super) async fn public_carry(
        &self,
        who: Asker<'_>,
        decide: impl Fn(&State) -> Result<Steps, Trouble>,
    ) -> Result<(), Trouble> {
        let _pass = self.gate.pass().await;
        for _ in 0..TRIES {
            self.fold_tail().await?;
            self.follow(true).await?;
            let expected = self.head();
            let steps = decide(&self.state.borrow())?;
            let sealed = self.sealed(who, steps).await?;
            match self.append(&sealed, expected).await {
                Ok(_) => {
                    self.snapshot_if(SNAPSHOT_EVERY).await;
                    return Ok(self.follow(true).await?);
                }
                Err(StoreError::Moved { .. }) => continue,
                Err(error) => return Err(error.into()),
            }
        }
        Err(StoreError::Moved { head: self.head() }.into())
    }
}
