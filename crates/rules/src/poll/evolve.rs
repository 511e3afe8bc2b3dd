//! From what is recorded to what a poll has come to. Never fails: what does not fit is
//! counted as an anomaly, and facts about people and cards hold whenever they arrive.

use super::event::PollEvent;
use super::state::{Phase, Poll};
use super::terms::PollKind;

/// Folds events in the order every device agrees on; `None` where nothing planned a poll.
pub fn replay<'a>(events: impl IntoIterator<Item = &'a PollEvent>) -> Option<Poll> {
    let mut poll: Option<Poll> = None;
    let mut before = 0;
    for event in events {
        match (&mut poll, event) {
            (None, PollEvent::PollPlanned(plan)) => poll = Some(Poll::new((**plan).clone())),
            (None, _) => before += 1,
            (Some(poll), event) => apply(poll, event),
        }
    }
    if let Some(poll) = &mut poll {
        poll.anomalies += before;
    }
    poll
}

fn apply(poll: &mut Poll, event: &PollEvent) {
    let over = matches!(poll.phase, Phase::Declared | Phase::Annulled);
    let fits = match event {
        PollEvent::PollPlanned(plan) => {
            let fits = poll.phase == Phase::Planned;
            if fits {
                poll.plan.clone_from(plan);
            }
            fits
        }
        PollEvent::PollSealed(sealed) => {
            // Sealed twice apart, the first holds: its cards are printed already.
            let fits = poll.phase == Phase::Planned;
            if fits {
                poll.sealed = Some(sealed.clone());
                poll.phase = Phase::Sealed;
            }
            fits
        }
        PollEvent::PollListed(listed) => {
            let known = poll.lists.contains_key(&listed.question);
            if !known {
                let (question, cards) = (listed.question.clone(), listed.cards.clone());
                poll.lists.insert(question, cards);
            }
            !known
        }
        PollEvent::PollOpened(day) => {
            let ready = poll.phase == Phase::Sealed
                || (poll.phase == Phase::Planned && !poll.plan.kind.has_cards());
            if ready {
                poll.phase = Phase::Open;
                poll.opened = Some(day.on);
            }
            ready
        }
        PollEvent::VoterCheckedIn(one) => {
            let known = poll.plan.voters.contains(&one.voter);
            let fits = known && !over && !poll.checked_in.contains_key(&one.voter);
            if fits {
                poll.checked_in.insert(one.voter.clone(), one.way);
            }
            fits
        }
        PollEvent::CheckInUndone(one) => !over && poll.checked_in.remove(&one.voter).is_some(),
        PollEvent::CardsVoided(voided) => {
            // What was opened in public stays public: voided once, voided for ever.
            for one in &voided.cards {
                poll.voided.entry(one.card.clone()).or_insert(one.cause);
            }
            !over
        }
        PollEvent::VotesDelivered(votes) => {
            let fits = poll.phase < Phase::Fixed;
            if fits {
                poll.delivered.extend(votes.votes.iter().cloned());
            }
            fits
        }
        PollEvent::PollClosed(day) => {
            let fits = poll.phase == Phase::Open;
            if fits {
                poll.phase = Phase::Closed;
                poll.closed = Some(day.on);
            }
            fits
        }
        PollEvent::PollReopened(_) => {
            let fits = poll.phase == Phase::Closed;
            if fits {
                poll.phase = Phase::Open;
                poll.closed = None;
            }
            fits
        }
        PollEvent::PaperCounted(counted) => {
            if !over {
                poll.paper.retain(|one| one.by != counted.by);
                poll.paper.push(counted.clone());
            }
            !over
        }
        PollEvent::BoxFixed(fixed) => {
            let fits = poll.phase == Phase::Closed;
            if fits {
                poll.fixed = Some(fixed.clone());
                poll.phase = Phase::Fixed;
            }
            fits
        }
        PollEvent::NamedVotes(named) => {
            let fits = !over && poll.plan.kind == PollKind::Named;
            if fits {
                for one in &named.votes {
                    let (voter, choices) = (one.voter.clone(), one.choices.clone());
                    poll.named.insert(voter, choices);
                }
            }
            fits
        }
        PollEvent::PollDeclared(declared) => {
            let fits = matches!(poll.phase, Phase::Closed | Phase::Fixed);
            if fits {
                poll.declared = Some((**declared).clone());
                poll.phase = Phase::Declared;
            }
            fits
        }
        PollEvent::PollAnnulled(why) => {
            // Also after it was declared: a vote found to be wrong can be set aside.
            let fits = poll.phase != Phase::Annulled;
            if fits {
                poll.annulled = Some(why.reason.clone());
                poll.phase = Phase::Annulled;
            }
            fits
        }
    };
    poll.anomalies += u32::from(!fits);
}
