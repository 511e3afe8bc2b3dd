//! Deputies' opinions as totals: nobody's name is in them (S0.10, R21).

use crate::answer::Rating;
use crate::fraction::Fraction;
use crate::suggestion::{Round, Suggestion};
use serde::{Deserialize, Serialize};

/// How many opinions there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Totals {
    /// Satisfied.
    pub satisfied: u32,
    /// Basically satisfied.
    pub basically_satisfied: u32,
    /// Dissatisfied.
    pub dissatisfied: u32,
}

impl Totals {
    /// Counts one opinion.
    pub fn add(&mut self, rating: Rating) {
        let count = match rating {
            Rating::Satisfied => &mut self.satisfied,
            Rating::BasicallySatisfied => &mut self.basically_satisfied,
            Rating::Dissatisfied => &mut self.dissatisfied,
        };
        *count = count.saturating_add(1);
    }

    /// How many there are in all.
    pub fn given(&self) -> u32 {
        self.satisfied
            .saturating_add(self.basically_satisfied)
            .saturating_add(self.dissatisfied)
    }

    /// The share that is satisfied.
    pub fn satisfied_share(&self) -> Fraction {
        Fraction::new(self.satisfied.into(), self.given().into())
    }
}

/// Opinions gathered for somebody who may see totals only. The totals come out by
/// [`Opinions::shown`] alone, so that nothing is shown of fewer than the rulebook's
/// number of opinions; there is no way to ask whose they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinions {
    process: Totals,
    result: Totals,
}

impl Opinions {
    /// No opinion yet.
    pub fn new() -> Opinions {
        Opinions::default()
    }

    /// Counts the opinions that hold: of the latest round that has any, each deputy's
    /// last, where a look-back takes the place of what was said first.
    pub fn add(&mut self, suggestion: &Suggestion) {
        let mut rounds = suggestion.rounds.iter().rev();
        if suggestion.stage.name().counts()
            && let Some(round) = rounds.find(|round| round.rating().is_some())
        {
            self.add_round(round);
        }
    }

    /// Counts the opinions that hold in one round.
    pub fn add_round(&mut self, round: &Round) {
        for given in round.standing_first() {
            self.result.add(given.result);
            given
                .process
                .into_iter()
                .for_each(|one| self.process.add(one));
        }
        for given in &round.look_backs {
            self.result.add(given.result);
            given
                .process
                .into_iter()
                .for_each(|one| self.process.add(one));
        }
    }

    /// The totals of the result, where at least `least` opinions were given.
    pub fn shown(&self, least: u32) -> Option<Totals> {
        (self.result.given() >= least.max(1)).then_some(self.result)
    }

    /// The totals of the process, where it was rated apart and at least `least`
    /// opinions of it were given.
    pub fn process_shown(&self, least: u32) -> Option<Totals> {
        (self.process.given() >= least.max(1)).then_some(self.process)
    }
}
