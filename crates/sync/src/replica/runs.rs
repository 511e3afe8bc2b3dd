//! Which new lines go together into one object.

use super::Replica;
use super::index::event_key;
use huiyin_log::access::ACCESS;
use huiyin_log::judge;
use huiyin_log::{Envelope, Space};
use huiyin_rules::{Party, Role};
use huiyin_store::EventStore;

/// Bytes of lines after which an object is closed.
const FULL: usize = 384 * 1024;
/// Lines after which an object is closed.
const LINES: usize = 1_000;

/// Lines that go into one object.
#[derive(Debug)]
pub(super) struct Run {
    pub space: Space,
    /// Whether some of them are others', or not in the order they were recorded in here.
    pub adopts: bool,
    /// Where the first of them stands in the events' store.
    pub from: u64,
    /// Where the last one does.
    pub to: u64,
    bytes: usize,
    pub lines: Vec<Envelope>,
}

impl Run {
    /// The Lamport number that everything it builds on stays below.
    pub fn below(&self) -> u64 {
        let numbers = self.lines.iter().map(|line| line.parts().seq);
        if self.adopts {
            // Nobody has to know more than was here when they were taken up.
            numbers.max().unwrap_or(0).saturating_add(1)
        } else {
            numbers.min().unwrap_or(0)
        }
    }

    fn fits(&self, bytes: usize) -> bool {
        self.bytes + bytes <= FULL && self.lines.len() < LINES
    }

    fn last(&self) -> u64 {
        self.lines.last().map_or(0, |line| line.parts().seq)
    }
}

impl<E: EventStore, O: EventStore> Replica<E, O> {
    /// The runs of new lines in a page of the events' store.
    pub(super) fn runs(&self, page: &[(u64, Vec<u8>)], own: &[Party]) -> Vec<Run> {
        let (index, roll) = (self.index.borrow(), self.roll.borrow());
        let office = Space::office();
        let sealed_space = roll.key(&office).is_some();
        let vouches = own.iter().any(|party| party.role == Role::Office);
        let mut runs: Vec<Run> = Vec::new();
        // A line of somebody else ends every run: what comes after it may build on it.
        let mut closed = 0;
        for (position, bytes) in page {
            let Ok(line) = Envelope::decode(bytes) else {
                continue;
            };
            if !index.carriers(event_key(line.id())).is_empty() {
                closed = runs.len();
                continue;
            }
            let mine = own.iter().any(|own| speaks_for(own, &line));
            // What is not this device's own, or beyond all measure, stays where it is.
            if (!mine && !vouches) || line.parts().seq > judge::ADOPTED {
                continue;
            }
            let hidden = sealed_space && judge::is_offices(&line.parts().kind);
            let space = if hidden {
                office.clone()
            } else {
                Space::main()
            };
            // The lines of a space stay in their order, whoever they are of.
            let mut open = runs.iter_mut().skip(closed).rev();
            let open = open.find(|run| run.space == space);
            let open = open.filter(|run| run.fits(bytes.len()));
            match open {
                Some(run) if vouches || run.last() < line.parts().seq => {
                    run.adopts |= !mine || run.last() >= line.parts().seq;
                    run.to = *position;
                    run.bytes += bytes.len();
                    run.lines.push(line);
                }
                Some(_) | None => runs.push(Run {
                    space,
                    adopts: !mine,
                    from: *position,
                    to: *position,
                    bytes: bytes.len(),
                    lines: vec![line],
                }),
            }
        }
        runs
    }
}

/// Lines in objects of a fitting size.
pub(super) fn fitting(lines: Vec<Envelope>) -> Vec<Vec<Envelope>> {
    let mut pieces: Vec<(usize, Vec<Envelope>)> = Vec::new();
    for line in lines {
        let bytes = line.encode().len();
        match pieces.last_mut() {
            Some((size, piece)) if *size + bytes <= FULL && piece.len() < LINES => {
                *size += bytes;
                piece.push(line);
            }
            _ => pieces.push((bytes, vec![line])),
        }
    }
    pieces.into_iter().map(|(_, piece)| piece).collect()
}

/// Lines to be vouched for, by the spaces they belong in and in objects of a fitting size.
///
/// Lines whose numbers are beyond all measure are left out, and orders about access, which
/// count by authority alone. What everybody has to know is taken out of the space into
/// which somebody had put it; and what stands in a deputy's space counts by what the
/// office's space holds.
pub(super) fn pieces(space: &Space, lines: Vec<Envelope>) -> Vec<(Space, Vec<Envelope>)> {
    let mut runs: Vec<Run> = Vec::new();
    for line in lines {
        let parts = line.parts();
        if parts.seq > judge::ADOPTED || parts.aggregate.as_str() == ACCESS {
            continue;
        }
        let for_all = judge::is_for_all(&parts.kind);
        let space = match space.as_str() {
            Space::ACCESS => Space::main(),
            Space::OFFICE if for_all => Space::main(),
            _ if space.is_deputys() && for_all => Space::main(),
            _ if space.is_deputys() => Space::office(),
            _ => space.clone(),
        };
        let bytes = line.encode().len();
        let open = runs.iter_mut().rev().find(|run| run.space == space);
        match open.filter(|run| run.fits(bytes)) {
            Some(run) => {
                run.bytes += bytes;
                run.lines.push(line);
            }
            None => runs.push(Run {
                space,
                adopts: true,
                from: u64::MAX,
                to: u64::MAX,
                bytes,
                lines: vec![line],
            }),
        }
    }
    let pieces = runs.into_iter().map(|run| (run.space, run.lines));
    pieces.collect()
}

/// Whether a line is the act of a party.
fn speaks_for(own: &Party, line: &Envelope) -> bool {
    let party = &line.parts().actor.party;
    party.role == own.role
        && (own.role == Role::Office || party.name == own.name || own.name.is_empty())
}
