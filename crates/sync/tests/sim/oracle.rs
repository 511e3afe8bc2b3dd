//! Which decisions were made apart, as the devices themselves remember it.

use super::check::{Held, holds};
use super::state::State;
use crate::world::device::Copy;
use crate::world::view::View;
use huiyin_rules::suggestion::clash::{Side, clash};
use std::collections::BTreeSet;

/// Compares the races that a copy found with what the devices knew when they recorded.
///
/// # Errors
/// A race that is none, or one that was not found.
pub fn races(state: &State, at: usize, copy: &Copy, view: &View) -> Held {
    let name = &state.slots[at].device.name;
    let lines: Vec<(&String, Fact)> = view
        .accepted
        .iter()
        .filter_map(|event| Some((event, fact(state, copy, event)?)))
        .collect();
    for (nth, (a, one)) in lines.iter().enumerate() {
        for (b, other) in lines.iter().skip(nth + 1) {
            let flagged = view.races.contains(&ordered(a, b));
            let (x, y) = (&state.written[*a], &state.written[*b]);
            let side = |fact: &Fact| (fact.kind.clone(), fact.acting.clone());
            let ((kind, acting), (their_kind, their_acting)) = (side(one), side(other));
            let clashes = x.aggregate == y.aggregate
                && clash(
                    &Side {
                        kind: &kind,
                        acting: &acting,
                    },
                    &Side {
                        kind: &their_kind,
                        acting: &their_acting,
                    },
                );
            // Two copies of one device sign for what both had: which of the two a line
            // builds on cannot always be told.
            let copied = one.device == other.device && state.slots[x.by].fate_mixed;
            let knew = x.known.contains(*b) || y.known.contains(*a);
            if flagged {
                holds!(clashes, "{name}: {a} and {b} do not clash");
                holds!(
                    !knew || copied,
                    "{name}: {a} and {b} were not made apart: {x:?} {y:?}"
                );
            } else if clashes && !knew && one.device != other.device {
                return Err(format!("{name}: {a} and {b} were made apart: {x:?} {y:?}"));
            }
        }
    }
    Ok(())
}

struct Fact {
    kind: String,
    acting: huiyin_rules::Party,
    device: String,
}

/// What is known of a line that an honest device recorded and that stands in one object
/// of its own, all of whose lines count.
fn fact(state: &State, copy: &Copy, event: &str) -> Option<Fact> {
    let recorded = state
        .written
        .get(event)
        .filter(|recorded| recorded.honest)?;
    let slot = &state.slots[recorded.by];
    let id = u128::from_str_radix(event, 16).unwrap();
    copy.look(|index| {
        let carriers = index.carriers(id);
        let mut devices = BTreeSet::new();
        let mut fact = None;
        for (place, at) in carriers {
            let entry = index.entry(*place)?;
            let clean = entry.lines.iter().all(|line| line.reason.is_none());
            let chain = index.chain(entry.chain)?;
            devices.insert(chain.device.to_string());
            if entry.adopts || !clean || !entry.readable || !entry.counts(*at as usize) {
                return None;
            }
            let line = entry.lines.get(*at as usize)?;
            fact = Some(Fact {
                kind: index.pool.text_of(line.kind).to_owned(),
                acting: line.actor(&index.pool)?.acting().clone(),
                device: chain.device.to_string(),
            });
        }
        let own = devices.len() == 1 && devices.contains(slot.device.id().as_str());
        fact.filter(|_| own)
    })
}

fn ordered(a: &str, b: &str) -> (String, String) {
    (a.min(b).to_owned(), a.max(b).to_owned())
}
