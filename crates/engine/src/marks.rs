//! What the syncer found out about events, laid out by what they are about: which
//! do not count, and which contradict each other. See [`huiyin_log::standing`].

use crate::facts::{POLL_PREFIX, SUGGESTION_PREFIX, is_public};
use crate::host::Host;
use crate::order;
use crate::projection::Projection;
use crate::workspace::Engine;
use huiyin_log::read::from_str;
use huiyin_log::standing::{STANDING_KEY, Standing};
use huiyin_rules::ids::EventId;
use huiyin_rules::suggestion::Apart;
use huiyin_store::{EventStore, StoreError};
use serde::{Deserialize, Serialize};

/// One event that does not count, or one pair that contradicts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Mark {
    aggregate: String,
    event: String,
    /// The other of the pair; empty where the event does not count.
    against: String,
}

/// All of them, in order, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks(Vec<Mark>);

impl Marks {
    /// The marks of the syncer's document.
    pub fn of(standing: Standing) -> Marks {
        let aside = standing.set_aside.into_iter().map(|one| Mark {
            aggregate: one.aggregate,
            event: one.event,
            against: String::new(),
        });
        let races = standing.races.into_iter().map(|one| Mark {
            aggregate: one.aggregate,
            event: one.a,
            against: one.b,
        });
        let mut marks: Vec<Option<Mark>> = aside.chain(races).map(Some).collect();
        let order = order::indices(marks.len(), &|a, b| marks.get(a).cmp(&marks.get(b)));
        let in_turn = order.into_iter();
        let mut sorted: Vec<Mark> = in_turn
            .filter_map(|at| marks.get_mut(at as usize)?.take())
            .collect();
        sorted.dedup();
        Marks(sorted)
    }

    /// Whether an event does not count.
    pub fn aside(&self, aggregate: &str, event: &str) -> bool {
        let wanted = (aggregate, event, "");
        let at = self.0.binary_search_by(|mark| {
            (
                mark.aggregate.as_str(),
                mark.event.as_str(),
                mark.against.as_str(),
            )
                .cmp(&wanted)
        });
        at.is_ok()
    }

    /// What is known about the events of one suggestion.
    pub fn apart(&self, id: &str) -> Apart {
        let mut apart = Apart::default();
        if self.0.is_empty() {
            return apart;
        }
        let aggregate = [SUGGESTION_PREFIX, id].concat();
        let from = self.0.partition_point(|mark| mark.aggregate < aggregate);
        let own = self.0.iter().skip(from);
        for mark in own.take_while(|mark| mark.aggregate == aggregate) {
            let Ok(event) = EventId::try_from(mark.event.as_str()) else {
                continue;
            };
            if mark.against.is_empty() {
                apart.set_aside.push(event);
            } else if let Ok(against) = EventId::try_from(mark.against.as_str()) {
                apart.races.push((event, against));
            }
        }
        apart
    }

    /// What both say differently is about.
    pub fn differing<'a>(&'a self, other: &'a Marks) -> Vec<&'a str> {
        let (mut one, mut two) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut about = Vec::new();
        loop {
            let next = match (one.peek(), two.peek()) {
                (None, None) => return about,
                (Some(a), Some(b)) if a == b => {
                    one.next();
                    two.next();
                    continue;
                }
                (Some(a), Some(b)) if a > b => two.next(),
                (Some(_), _) => one.next(),
                (None, Some(_)) => two.next(),
            };
            let aggregate = next.map_or("", |mark| mark.aggregate.as_str());
            if about.last() != Some(&aggregate) {
                about.push(aggregate);
            }
        }
    }
}

impl<S: EventStore, H: Host> Engine<S, H> {
    /// Reads what the syncer found out, and folds anew what it is about. Says whether
    /// that is everything, so that reading begins at the first event again.
    pub(crate) async fn mark(&self) -> Result<bool, StoreError> {
        let bytes = self.store.meta_get(STANDING_KEY).await?.unwrap_or_default();
        let rows = {
            let mut state = self.state.borrow_mut();
            if state.standing.as_ref() == Some(&bytes) {
                return Ok(false);
            }
            let standing = match std::str::from_utf8(&bytes).map(from_str::<Standing>) {
                Ok(Ok(standing)) => standing,
                _ if bytes.is_empty() => Standing::default(),
                // What was known holds until the syncer writes it anew.
                _ => {
                    state.standing = Some(bytes);
                    self.complain(&StoreError::Damaged(STANDING_KEY.to_owned()));
                    return Ok(false);
                }
            };
            state.own.clone_from(&standing.own);
            state.moved |= state.standing.is_some();
            state.standing = Some(bytes);
            let marks = Marks::of(standing);
            let about = state.projection.marks.differing(&marks);
            // Polls and the public side are folded when they are looked at, with the marks
            // of that moment.
            let later = |one: &str| one.starts_with(POLL_PREFIX) || is_public(one);
            let lasting = about.iter().filter(|one| !later(one));
            let ids = lasting.map(|one| one.strip_prefix(SUGGESTION_PREFIX));
            let ids: Option<Vec<&str>> = ids.collect();
            let rows = ids.map(|ids| {
                let found = ids.iter().filter_map(|id| state.projection.find(id));
                found.collect::<Vec<u32>>()
            });
            if rows.is_none() {
                // Some of it is about the workspace itself, on which every row may rest.
                state.projection = Projection::default();
                state.open = false;
            }
            state.projection.marks = marks;
            state.cached = None;
            #[cfg(feature = "reports")]
            {
                state.report = None;
            }
            rows
        };
        match rows {
            Some(rows) => self
                .fold_rows(&rows, &Vec::new(), false)
                .await
                .map(|()| false),
            None => Ok(true),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use huiyin_log::standing::{Named, Race};

    fn standing(aside: &[(&str, &str)], races: &[(&str, &str, &str)]) -> Standing {
        let (aside, races) = (aside.iter(), races.iter());
        Standing {
            set_aside: aside
                .map(|(aggregate, event)| Named {
                    aggregate: (*aggregate).into(),
                    event: (*event).into(),
                })
                .collect(),
            races: races
                .map(|(aggregate, a, b)| Race {
                    aggregate: (*aggregate).into(),
                    a: (*a).into(),
                    b: (*b).into(),
                })
                .collect(),
            ..Standing::default()
        }
    }

    #[test]
    fn marks_are_found_by_what_they_are_about() {
        let marks = Marks::of(standing(
            &[
                ("w", "e9"),
                ("s/2", "e5"),
                ("s/1", "e2"),
                ("s/1", "e1"),
                ("s/1", "e1"),
            ],
            &[("s/1", "e3", "e4"), ("s/10", "e6", "e7")],
        ));
        let apart = marks.apart("1");
        let names: Vec<&str> = apart.set_aside.iter().map(EventId::as_str).collect();
        assert_eq!(names, ["e1", "e2"]);
        assert_eq!(apart.races.len(), 1);
        assert_eq!(marks.apart("3"), Apart::default());
        assert!(marks.aside("w", "e9") && marks.aside("s/2", "e5"));
        assert!(!marks.aside("w", "e5") && !marks.aside("s/1", "e3"));
    }

    #[test]
    fn only_what_differs_is_named() {
        let before = Marks::of(standing(
            &[("s/1", "e1"), ("s/2", "e2"), ("s/4", "e4")],
            &[("s/3", "a", "b")],
        ));
        let after = Marks::of(standing(
            &[("s/2", "e2"), ("s/2", "e3"), ("s/4", "e4"), ("w", "e7")],
            &[("s/3", "a", "c")],
        ));
        assert_eq!(before.differing(&after), ["s/1", "s/2", "s/3", "w"]);
        assert_eq!(after.differing(&before), ["s/1", "s/2", "s/3", "w"]);
        assert!(before.differing(&before.clone()).is_empty());
        assert_eq!(
            Marks::default().differing(&before),
            ["s/1", "s/2", "s/3", "s/4"]
        );
    }
}
