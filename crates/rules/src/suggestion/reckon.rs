//! What is read from a suggestion's state by the rules of the place.

use super::event::Assessed;
use super::state::{Round, StageName, Suggestion};
use super::terms::{AssessmentKind, ConsultPhase, RedoStep};
use crate::answer::Rating;
use crate::rates::Facts;
use crate::rulebook::Rulebook;
use crate::verdict::rating;

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

    /// The latest vote on what the current round came to that has a verdict, and the
    /// verdict: by the rule the vote itself states, else by the rulebook's.
    ///
    /// A vote is about the handling it found, so it counts for the round it was recorded
    /// in, where every unit had replied by its day; one held before a reply says nothing
    /// of that reply. A vote that is void (R18), or that no rule judges, decides nothing
    /// and leaves an earlier one standing; a valid one taken again takes its place.
    pub fn voted(&self, rulebook: &Rulebook) -> Option<(&Assessed, Rating)> {
        let replied = self.round().and_then(Round::last_reply);
        let since = self.assessments.iter().skip(self.answered);
        let votes = since.filter(|one| {
            one.kind == AssessmentKind::Vote && replied.is_none_or(|day| one.on >= day)
        });
        let judged = votes.filter_map(|one| {
            let rule = one.rule.or(rulebook.vote.value)?;
            Some((one, rating(one.tally.as_ref()?, &rule).ok()?))
        });
        judged.max_by_key(|(one, _)| one.on)
    }

    /// The vote because of which it has to be handled again, if any.
    ///
    /// A body that votes dissatisfied has the unit put it right and report again (R15,
    /// R16), whatever the deputies who raised it said: they speak for themselves, the
    /// standing committee for the congress. It is held after visits and reports, often
    /// when the deputies' opinions are long in and the item is closed (S1.6, S1.14), so
    /// neither a missing opinion, a satisfied one, nor the closing stands against it. Only
    /// a closing that knew of the vote and says why all the same does.
    pub fn voted_down(&self, rulebook: &Rulebook) -> Option<&Assessed> {
        use StageName as S;
        let answered = matches!(self.stage.name(), S::Replied | S::Evaluated | S::Closed);
        let (vote, rating) = self.voted(rulebook).filter(|_| answered)?;
        (rating == Rating::Dissatisfied).then_some(vote)
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
