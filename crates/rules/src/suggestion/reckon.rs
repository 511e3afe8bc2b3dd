//! What is read from a suggestion's state by the rules of the place.

use super::state::{Round, Suggestion};
use super::terms::{ConsultPhase, RedoStep};
use crate::rates::Facts;
use crate::rulebook::Rulebook;

impl Suggestion {
    /// What the rates count of it. Everything is in force or void together: a
    /// suggestion that does not count contributes nothing.
    pub fn facts(&self, rulebook: &Rulebook) -> Facts {
        Facts {
            counted: self.stage.name().counts(),
            key: self.key.is_some(),
            replied: self.replied(),
            consulted: self.consulted(),
            rating: self.rating(),
            class: self.class(),
            contacts: self.contacts_complete(rulebook),
            assigned: !self.rounds.is_empty(),
        }
    }

    /// Whether the deputies were met in every phase the rulebook asks for (S1.10),
    /// in whichever round; where it names none, whether they were met at all. A
    /// meeting from a ledger that names no phase counts for all.
    pub fn contacts_complete(&self, rulebook: &Rulebook) -> bool {
        let met = |phase: ConsultPhase| {
            self.rounds
                .iter()
                .any(|round| round.consultations.iter().any(|met| met.counts_for(phase)))
        };
        self.consulted() && rulebook.contacts.value.iter().all(|phase| met(*phase))
    }

    /// The steps of handling again (S0.13) that the rulebook asks for and the
    /// current round does not show; none in the first round.
    pub fn missing_redo(&self, rulebook: &Rulebook) -> Vec<RedoStep> {
        let Some(round) = self.round().filter(|_| self.rounds.len() > 1) else {
            return Vec::new();
        };
        let shown = |step: RedoStep| match step {
            RedoStep::Reply => round.replied(),
            RedoStep::Rework | RedoStep::Revisit => round.redone.iter().any(|one| one.step == step),
        };
        let asked = rulebook.redo_steps.value.iter().copied();
        asked.filter(|step| !shown(*step)).collect()
    }

    /// For each unit that replied in the current round, the signing deputies who
    /// are not recorded as having got its reply, the lead first (R1: joint signers
    /// are answered one by one). Units that handed it to everybody are left out.
    pub fn undelivered(&self) -> Vec<(&str, Vec<&str>)> {
        let Some(round) = self.round() else {
            return Vec::new();
        };
        let missing = |round: &Round, unit: &str| -> Vec<&str> {
            let lead = std::iter::once(&self.dossier.lead);
            let signers = lead.chain(&self.dossier.co_signers);
            let signers = signers.filter(|name| round.delivered_on(unit, name).is_none());
            signers.map(String::as_str).collect()
        };
        let replies = round.replies();
        let all = replies.map(|reply| (reply.unit.as_str(), missing(round, &reply.unit)));
        all.filter(|(_, missing)| !missing.is_empty()).collect()
    }
}
