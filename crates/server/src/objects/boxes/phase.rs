//! The phases of a box.

/// Where a box is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Made; takes nothing.
    Prepared,
    /// Takes votes.
    Open,
    /// Voting is over. Votes of devices that had no network are still taken.
    Closed,
    /// Closed, and somebody has looked into it: it is never opened again. An office that could
    /// look, open and look again would see who came in between.
    Read,
    /// Takes nothing any more; its list is for ever.
    Fixed,
}

impl Phase {
    const ALL: [Phase; 5] = [
        Phase::Prepared,
        Phase::Open,
        Phase::Closed,
        Phase::Read,
        Phase::Fixed,
    ];

    /// Whether a box may be led from here to `to`: forward, and once back from closed to open.
    pub fn leads_to(self, to: Phase) -> bool {
        to >= self || (self, to) == (Phase::Closed, Phase::Open) || self.stays(to)
    }

    /// Whether being led to `to` changes nothing: who has looked need not be told to close.
    pub fn stays(self, to: Phase) -> bool {
        self == to || (self, to) == (Phase::Read, Phase::Closed)
    }

    /// Whether votes are put in.
    pub fn takes(self) -> bool {
        matches!(self, Phase::Open | Phase::Closed | Phase::Read)
    }

    /// Whether voting is over.
    pub fn over(self) -> bool {
        self >= Phase::Closed
    }

    /// As stores write it.
    pub(crate) fn number(self) -> i32 {
        match self {
            Phase::Prepared => 0,
            Phase::Open => 1,
            Phase::Closed => 2,
            Phase::Read => 3,
            Phase::Fixed => 4,
        }
    }

    /// As stores wrote it.
    pub(crate) fn of(number: i32) -> Option<Phase> {
        let number = usize::try_from(number).ok()?;
        Phase::ALL.get(number).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_is_forward_but_for_reopening_what_nobody_looked_into() {
        use Phase::{Closed, Fixed, Open, Prepared, Read};
        let back: Vec<(Phase, Phase)> = Phase::ALL
            .iter()
            .flat_map(|from| Phase::ALL.map(|to| (*from, to)))
            .filter(|(from, to)| to < from && from.leads_to(*to))
            .collect();
        assert_eq!(back, [(Closed, Open), (Read, Closed)]);
        for phase in Phase::ALL {
            assert_eq!(Phase::of(phase.number()), Some(phase));
            assert!(phase.leads_to(Fixed) && phase.leads_to(phase));
        }
        assert_eq!(Phase::of(5), None);
        let taking: Vec<Phase> = Phase::ALL.into_iter().filter(|at| at.takes()).collect();
        assert_eq!(taking, [Open, Closed, Read]);
        assert!(!Prepared.over() && !Open.over() && Closed.over());
    }
}
