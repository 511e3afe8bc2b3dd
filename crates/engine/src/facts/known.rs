//! What the events about the workspace come to.

use super::public::PublicPlaces;
use super::{Imported, RulebookAdopted, WorkspaceEvent};
use chrono::{DateTime, FixedOffset, NaiveDate};
use huiyin_protocol::rulebook::Existing;
use huiyin_rules::Actor;
use huiyin_rules::ids::{ImportId, SuggestionId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Where an event stands among all: later ones win. Sequence number, then id.
pub type Stamp = (u64, String);

/// What the events about the workspace come to, whatever order they arrive in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct WorkspaceFacts {
    name: Option<(Stamp, String)>,
    books: Vec<(Stamp, BookFact)>,
    calendars: Vec<(Stamp, String)>,
    committees: Option<(Stamp, Vec<String>)>,
    windows: Vec<(Stamp, Window)>,
    closed: Vec<(String, NaiveDay)>,
    imports: Vec<(Stamp, ImportFact)>,
    undone: Vec<ImportId>,
    /// Where the events about each poll stand; polls are folded when they are looked at.
    polls: Vec<PollEvents>,
    /// Where the events about the public side stand.
    public: PublicPlaces,
}

/// Where the events about one poll stand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PollEvents {
    /// Which poll.
    pub poll: String,
    /// What happened to it.
    pub positions: Vec<u32>,
    /// The lists of its cards: megabytes in a large vote, and wanted only where cards or
    /// votes are checked.
    pub lists: Vec<u32>,
}

/// A day as snapshots keep it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct NaiveDay(#[serde(with = "huiyin_rules::date")] NaiveDate);

/// A rulebook that was chosen or adopted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BookFact {
    /// When.
    #[serde(with = "huiyin_rules::date::instant")]
    pub at: DateTime<FixedOffset>,
    /// Who.
    pub by: Actor,
    /// What.
    pub source: BookSource,
}

/// Where a rulebook comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BookSource {
    /// A preset, by its name; everything moves to it.
    Preset(String),
    /// The office's own.
    Own(RulebookAdopted),
}

impl BookSource {
    /// What becomes of suggestions under way.
    pub fn existing(&self) -> Existing {
        match self {
            BookSource::Preset(_) => Existing::Move,
            BookSource::Own(own) => own.existing,
        }
    }
}

/// An evaluation window as it was opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Window {
    /// Its identity.
    pub id: String,
    /// Its title.
    pub title: String,
    /// First day.
    #[serde(with = "huiyin_rules::date")]
    pub opens: NaiveDate,
    /// Last day.
    #[serde(with = "huiyin_rules::date")]
    pub closes: NaiveDate,
    /// Whether it is for looking back.
    pub look_back: bool,
    /// The suggestions to be rated in it.
    pub items: BTreeSet<SuggestionId>,
}

/// An evaluation window as it stands.
#[derive(Clone, Copy, Debug)]
pub struct WindowFact<'a> {
    /// As it was opened.
    pub opened: &'a Window,
    /// The day it was closed early, where it was.
    pub closed: Option<NaiveDate>,
}

impl WindowFact<'_> {
    /// The first day on which nobody rates in it any more.
    pub fn over(&self) -> NaiveDate {
        let after = self.opened.closes.succ_opt().unwrap_or(self.opened.closes);
        self.closed.map_or(after, |closed| closed.min(after))
    }

    /// Whether deputies can rate in it on `today`.
    pub fn open(&self, today: NaiveDate) -> bool {
        self.opened.opens <= today && today < self.over()
    }
}

/// An import as it was recorded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportFact {
    /// When.
    #[serde(with = "huiyin_rules::date::instant")]
    pub at: DateTime<FixedOffset>,
    /// Who.
    pub by: Actor,
    /// What.
    pub what: Imported,
}

/// Puts something in its place by stamp; what is there already stays.
fn insert<T>(list: &mut Vec<(Stamp, T)>, stamp: Stamp, value: T) {
    let place = list.partition_point(|known| known.0 < stamp);
    if list.get(place).is_none_or(|known| known.0 != stamp) {
        list.insert(place, (stamp, value));
    }
}

/// Keeps the later of two.
fn replace<T>(kept: &mut Option<(Stamp, T)>, stamp: Stamp, value: T) {
    if kept.as_ref().is_none_or(|known| known.0 < stamp) {
        *kept = Some((stamp, value));
    }
}

impl WorkspaceFacts {
    /// Takes one event in. Taking it in again changes nothing.
    pub fn apply(
        &mut self,
        stamp: Stamp,
        at: DateTime<FixedOffset>,
        by: Actor,
        event: WorkspaceEvent,
    ) {
        let mut book = |source| {
            insert(
                &mut self.books,
                stamp.clone(),
                BookFact {
                    at,
                    by: by.clone(),
                    source,
                },
            )
        };
        match event {
            WorkspaceEvent::Named(named) => replace(&mut self.name, stamp, named.name),
            WorkspaceEvent::RulebookChosen(chosen) => book(BookSource::Preset(chosen.rulebook)),
            WorkspaceEvent::RulebookAdopted(own) => book(BookSource::Own(own)),
            WorkspaceEvent::CalendarLoaded(loaded) => {
                insert(&mut self.calendars, stamp, loaded.document);
            }
            WorkspaceEvent::CommitteesNamed(named) => {
                replace(&mut self.committees, stamp, named.names);
            }
            WorkspaceEvent::WindowOpened(opened) => {
                let mut items = BTreeSet::new();
                // A set that is collected brings a sort of its own along.
                for id in opened.items {
                    items.insert(id);
                }
                let window = Window {
                    id: opened.window,
                    title: opened.title,
                    opens: opened.opens,
                    closes: opened.closes,
                    look_back: opened.look_back,
                    items,
                };
                insert(&mut self.windows, stamp, window);
            }
            WorkspaceEvent::WindowClosed(closed) => {
                // Closed twice, the earlier day holds, in whatever order they come.
                match self.closed.iter_mut().find(|one| one.0 == closed.window) {
                    Some((_, on)) => on.0 = on.0.min(closed.on),
                    None => {
                        let place = self.closed.partition_point(|one| one.0 < closed.window);
                        self.closed
                            .insert(place, (closed.window, NaiveDay(closed.on)));
                    }
                }
            }
            WorkspaceEvent::Imported(what) => {
                insert(&mut self.imports, stamp, ImportFact { at, by, what });
            }
            WorkspaceEvent::ImportUndone(undone) => {
                if let Err(place) = self.undone.binary_search(&undone.import) {
                    self.undone.insert(place, undone.import);
                }
            }
        }
    }

    /// Notes that the event at a position is about a poll.
    pub fn note_poll(&mut self, poll: &str, kind: &str, position: u32) {
        let known = self
            .polls
            .binary_search_by(|one| one.poll.as_str().cmp(poll));
        let at = known.unwrap_or_else(|at| {
            let new = PollEvents {
                poll: poll.to_owned(),
                ..PollEvents::default()
            };
            self.polls.insert(at, new);
            at
        });
        if let Some(events) = self.polls.get_mut(at) {
            match kind {
                "poll_listed" => events.lists.push(position),
                _ => events.positions.push(position),
            }
        }
    }

    /// Notes the event at a position where it is about the public side; says whether it is.
    pub fn note_public(&mut self, aggregate: &str, kind: &str, position: u32) -> bool {
        self.public.note(aggregate, kind, position)
    }

    /// Where the events about the public side stand.
    pub const fn public(&self) -> &PublicPlaces {
        &self.public
    }

    /// The polls of which anything is known, with the positions of their events.
    pub fn polls(&self) -> &[PollEvents] {
        &self.polls
    }

    /// The office's name for the workspace; empty before it is named.
    pub fn name(&self) -> &str {
        self.name.as_ref().map_or("", |(_, name)| name)
    }

    /// The preset chosen, where nothing of the office's own was adopted since.
    pub fn rulebook(&self) -> Option<&str> {
        match &self.books.last()?.1.source {
            BookSource::Preset(name) => Some(name.as_str()),
            BookSource::Own(_) => None,
        }
    }

    /// The rulebooks chosen and adopted, oldest first, each with its event's id.
    pub fn books(&self) -> impl DoubleEndedIterator<Item = (&str, &BookFact)> {
        self.books
            .iter()
            .map(|(stamp, book)| (stamp.1.as_str(), book))
    }

    /// The calendars loaded, oldest first.
    pub fn calendars(&self) -> impl Iterator<Item = &str> {
        self.calendars.iter().map(|(_, document)| document.as_str())
    }

    /// What rules and calendars depend on: the ids of the events that changed them.
    pub fn basis(&self) -> (String, String) {
        let mut ids = (String::new(), String::new());
        for (stamp, _) in &self.books {
            ids.0.push_str(&stamp.1);
        }
        for (stamp, _) in &self.calendars {
            ids.1.push_str(&stamp.1);
        }
        ids
    }

    /// The committees as the office named them.
    pub fn committees(&self) -> &[String] {
        self.committees.as_ref().map_or(&[], |(_, names)| names)
    }

    /// The evaluation windows, oldest first.
    pub fn windows(&self) -> impl DoubleEndedIterator<Item = WindowFact<'_>> {
        self.windows.iter().map(|(_, opened)| WindowFact {
            opened,
            closed: self.closed_on(&opened.id),
        })
    }

    fn closed_on(&self, window: &str) -> Option<NaiveDate> {
        let at = self
            .closed
            .binary_search_by(|one| one.0.as_str().cmp(window));
        at.ok()
            .and_then(|at| self.closed.get(at))
            .map(|one| one.1.0)
    }

    /// The window of this identity.
    pub fn window(&self, window: &str) -> Option<WindowFact<'_>> {
        self.windows().find(|one| one.opened.id == window)
    }

    /// The imports, oldest first.
    pub fn imports(&self) -> impl DoubleEndedIterator<Item = &ImportFact> {
        self.imports.iter().map(|(_, import)| import)
    }

    /// Whether an import was undone.
    pub fn undone(&self, import: &ImportId) -> bool {
        self.undone.binary_search(import).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::*;
    use huiyin_rules::Role;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn events() -> Vec<WorkspaceEvent> {
        let adopted = |document: &str, from: &str, existing| {
            WorkspaceEvent::RulebookAdopted(RulebookAdopted {
                document: document.into(),
                from: day(from),
                existing,
            })
        };
        let closed = |on: &str| {
            WorkspaceEvent::WindowClosed(WindowClosed {
                window: "a".into(),
                on: day(on),
            })
        };
        let opened = |window: &str| {
            WorkspaceEvent::WindowOpened(WindowOpened {
                window: window.into(),
                title: window.into(),
                opens: day("2024-05-01"),
                closes: day("2024-05-31"),
                look_back: false,
                items: vec!["2".try_into().unwrap(), "1".try_into().unwrap()],
            })
        };
        let preset = WorkspaceEvent::RulebookChosen(RulebookChosen {
            rulebook: "malong".into(),
        });
        let named = |name: &str| {
            WorkspaceEvent::CommitteesNamed(CommitteesNamed {
                names: vec![name.into()],
            })
        };
        let calendar = |document: &str| {
            WorkspaceEvent::CalendarLoaded(CalendarLoaded {
                document: document.into(),
            })
        };
        vec![
            preset,
            adopted("one", "2024-01-01", Existing::Keep),
            adopted("two", "2025-01-01", Existing::Move),
            named("财经委"),
            named("社会委"),
            calendar("2027"),
            calendar("2028"),
            opened("a"),
            opened("b"),
            closed("2024-05-20"),
            closed("2024-05-10"),
        ]
    }

    fn known(order: &[usize]) -> WorkspaceFacts {
        let all = events();
        let at = DateTime::parse_from_rfc3339("2024-11-20T09:00:00+08:00").unwrap();
        let by = Actor::own(Role::Office, "代表工委");
        let mut facts = WorkspaceFacts::default();
        for place in order {
            let stamp = (*place as u64, format!("e{place}"));
            facts.apply(stamp, at, by.clone(), all[*place].clone());
        }
        facts
    }

    #[test]
    fn the_facts_are_those_of_the_events() {
        let facts = known(&(0..events().len()).collect::<Vec<_>>());
        assert_eq!(
            facts.rulebook(),
            None,
            "the office's own came after the preset"
        );
        assert_eq!(facts.books().count(), 3);
        assert_eq!(facts.committees(), ["社会委"]);
        assert_eq!(facts.calendars().collect::<Vec<_>>(), ["2027", "2028"]);
        let window = facts.window("a").unwrap();
        assert_eq!(
            window.over(),
            day("2024-05-10"),
            "the earlier closing holds"
        );
        assert!(window.open(day("2024-05-09")) && !window.open(day("2024-05-10")));
        let whole = facts.window("b").unwrap();
        assert!(whole.open(day("2024-05-31")) && !whole.open(day("2024-06-01")));
        assert!(!whole.open(day("2024-04-30")));
    }

    proptest! {
        #[test]
        fn the_order_of_arrival_makes_no_difference(
            order in Just((0..events().len()).collect::<Vec<_>>()).prop_shuffle(),
            again in 0..events().len(),
        ) {
            let straight = known(&(0..events().len()).collect::<Vec<_>>());
            let mut shuffled = order;
            shuffled.push(again);
            prop_assert_eq!(known(&shuffled), straight);
        }
    }
}
