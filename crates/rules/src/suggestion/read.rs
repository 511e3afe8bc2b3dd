//! What is read from a suggestion's state without any rule of the place.

use super::event::{Evaluated, LookedBack, Replied};
use super::state::{Lane, LaneState, Round, StageName, Suggestion, Suspension};
use super::terms::{LaneRole, OpinionTotals};
use crate::answer::{AnswerClass, Rating};
use chrono::NaiveDate;

impl Suggestion {
    /// The current round, where it has been assigned.
    pub fn round(&self) -> Option<&Round> {
        self.rounds.last()
    }

    /// The day that decides which version of a rulebook holds: the first of
    /// submission, numbering and assignment that is known. `None` where a ledger
    /// states none of them.
    pub fn reckoned_from(&self) -> Option<NaiveDate> {
        let began = self.rounds.first().and_then(|round| round.began);
        self.submitted.or(self.registered).or(began)
    }

    /// The class that holds now: that of the latest round in which every unit that
    /// owes a reply has replied, or A once its promise was kept. With several
    /// separate replies, the least favourable.
    pub fn class(&self) -> Option<AnswerClass> {
        let last = self.rounds.iter().rev().find(|round| round.replied())?;
        last.replies()
            .map(|reply| {
                if last.kept(&reply.unit) {
                    AnswerClass::A
                } else {
                    reply.class
                }
            })
            .max()
    }

    /// The deputies' opinion on the result in the latest round that has one: the
    /// worst of the signers', so that no dissatisfied deputy is averaged away.
    pub fn rating(&self) -> Option<Rating> {
        self.rounds.iter().rev().find_map(Round::rating)
    }

    /// The round whose opinions hold: the latest that has any, with its index.
    pub fn rated(&self) -> Option<(usize, &Round)> {
        let mut rounds = self.rounds.iter().enumerate().rev();
        rounds.find(|(_, round)| round.rating().is_some())
    }

    /// What can be told of the opinions that hold: their round, counted from 1, and their
    /// totals on the process and on the result.
    pub fn totals(&self) -> Option<(u32, Option<OpinionTotals>, OpinionTotals)> {
        let (index, round) = self.rated()?;
        let (process, result) = round.totals();
        Some((
            u32::try_from(index + 1).unwrap_or(u32::MAX),
            process,
            result,
        ))
    }

    /// Whether every unit that owes a reply has replied at least once.
    pub fn replied(&self) -> bool {
        self.rounds.iter().any(Round::replied)
    }

    /// Whether any unit has replied in any round.
    pub fn has_reply(&self) -> bool {
        let mut rounds = self.rounds.iter();
        rounds.any(|round| round.replies().next().is_some())
    }

    /// Whether a unit met the deputies.
    pub fn consulted(&self) -> bool {
        self.rounds
            .iter()
            .any(|round| !round.consultations.is_empty())
    }

    /// The day of the first reply, where it is known.
    pub fn first_replied(&self) -> Option<NaiveDate> {
        let replies = self.rounds.iter().flat_map(Round::replies);
        replies.filter_map(|reply| reply.on).min()
    }

    /// The day of the deputies' first opinion, where it is known. A look-back by
    /// which a deputy first spoke counts too.
    pub fn first_evaluated(&self) -> Option<NaiveDate> {
        let rounds = self.rounds.iter();
        rounds
            .flat_map(|round| {
                let first = round.evaluations.iter().filter_map(|given| given.on);
                first.chain(round.look_backs.iter().map(|given| given.on))
            })
            .min()
    }

    /// Whether any deputy has given an opinion in any round.
    pub fn evaluated(&self) -> bool {
        self.rounds.iter().any(|round| round.rating().is_some())
    }

    /// The opinions given when looking back, in all rounds, oldest first.
    pub fn look_backs(&self) -> impl Iterator<Item = &LookedBack> {
        self.rounds.iter().flat_map(|round| &round.look_backs)
    }

    /// The promises that still stand, in all rounds, oldest round first, each with
    /// its round counted from 1. A unit's later reply takes the place of what it
    /// promised before; until it gives one, the earlier promise stands.
    pub fn open_promises(&self) -> Vec<(u32, &Replied)> {
        let mut open = Vec::new();
        if !self.stage.name().counts() {
            return open;
        }
        for (index, round) in self.rounds.iter().enumerate() {
            let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
            for reply in round.promises() {
                let later = self.rounds.iter().skip(index + 1);
                let replaced = later
                    .flat_map(Round::replies)
                    .any(|other| other.unit == reply.unit);
                if !replaced {
                    open.push((number, reply));
                }
            }
        }
        open
    }

    /// How often it was supervised on the spot, meetings of its units with the
    /// deputies not counted (R25: 实地走访).
    pub fn site_visits(&self) -> usize {
        let offline = super::terms::Medium::Offline;
        let held = self.supervisions.iter();
        held.filter(|one| one.medium == offline).count()
    }

    /// Whether it is closed, numbered and in force.
    pub fn closed(&self) -> bool {
        self.stage.name() == StageName::Closed
    }
}

impl Round {
    /// A round in which nothing has happened yet.
    pub(super) fn new(began: Option<NaiveDate>, reason: Option<String>, lanes: Vec<Lane>) -> Round {
        Round {
            began,
            reason,
            lanes,
            extensions: Vec::new(),
            consultations: Vec::new(),
            evaluations: Vec::new(),
            progress: Vec::new(),
            fulfilled: Vec::new(),
            returns: Vec::new(),
            opinions: Vec::new(),
            coordinated: Vec::new(),
            settled: 0,
            suspensions: Vec::new(),
            delivered: Vec::new(),
            redone: Vec::new(),
            look_backs: Vec::new(),
        }
    }

    /// The replies given in this round.
    pub fn replies(&self) -> impl Iterator<Item = &Replied> {
        self.lanes.iter().filter_map(|lane| match &lane.state {
            LaneState::Done(reply) => Some(&**reply),
            LaneState::Waiting | LaneState::Working { .. } | LaneState::GivenBack => None,
        })
    }

    /// The day of the latest reply, where any is known.
    pub fn last_reply(&self) -> Option<NaiveDate> {
        self.replies().filter_map(|reply| reply.on).max()
    }

    /// The part `unit` has in this round, if any.
    pub fn lane(&self, unit: &str) -> Option<&Lane> {
        self.lanes.iter().find(|lane| lane.unit == unit)
    }

    /// The units that still owe the deputies a reply.
    pub fn owing(&self) -> impl Iterator<Item = &Lane> {
        self.lanes
            .iter()
            .filter(|lane| lane.role.replies() && !matches!(lane.state, LaneState::Done(_)))
    }

    /// Whether `unit` kept what it promised in this round.
    pub fn kept(&self, unit: &str) -> bool {
        self.fulfilled.iter().any(|second| second.unit == unit)
    }

    /// The replies of this round whose promise is still open.
    pub fn promises(&self) -> impl Iterator<Item = &Replied> {
        self.replies()
            .filter(|reply| reply.promises() && !self.kept(&reply.unit))
    }

    /// Whether a unit gave it back and no new arrangement was made yet.
    pub fn given_back(&self) -> bool {
        self.lanes
            .iter()
            .any(|lane| lane.state == LaneState::GivenBack)
    }

    /// Whether every unit that owes a reply has replied.
    pub fn replied(&self) -> bool {
        let mut owing = self
            .lanes
            .iter()
            .filter(|lane| lane.role.replies())
            .peekable();
        owing.peek().is_some() && owing.all(|lane| matches!(lane.state, LaneState::Done(_)))
    }

    /// The worst opinion on the result, where there is one. A deputy who looked
    /// back is counted with what they said then, not with what they said first.
    pub fn rating(&self) -> Option<Rating> {
        self.standing().max()
    }

    /// The first opinions that no look-back of the same deputy has replaced.
    pub fn standing_first(&self) -> impl Iterator<Item = &Evaluated> {
        let looked = |deputy: &str| self.look_backs.iter().any(|one| one.deputy == deputy);
        self.evaluations
            .iter()
            .filter(move |given| !looked(&given.deputy))
    }

    /// The opinions on the result that hold: each deputy's last.
    pub fn standing(&self) -> impl Iterator<Item = Rating> {
        let again = self.look_backs.iter().map(|given| given.result);
        self.standing_first().map(|given| given.result).chain(again)
    }

    /// The totals of the opinions that hold: on the process, where any rates it apart,
    /// and on the result.
    pub fn totals(&self) -> (Option<OpinionTotals>, OpinionTotals) {
        let again = self.look_backs.iter().filter_map(|given| given.process);
        let first = self.standing_first().filter_map(|given| given.process);
        let process = OpinionTotals::of(first.chain(again));
        let apart = process != OpinionTotals::default();
        (apart.then_some(process), OpinionTotals::of(self.standing()))
    }

    /// Whether a deputy who looked back was dissatisfied.
    pub fn look_back_dissatisfied(&self) -> bool {
        let mut given = self.look_backs.iter();
        given.any(|one| one.result == Rating::Dissatisfied)
    }

    /// The suspension that lasts, if time does not run now. A reply ends it.
    pub fn suspended(&self) -> Option<&Suspension> {
        let open = self.suspensions.last().filter(|last| last.until.is_none());
        open.filter(|_| !self.replied())
    }

    /// The assisting units that disagree with the lead unit and whose
    /// disagreement nobody has settled.
    pub fn disagreeing(&self) -> Vec<&str> {
        let assists = |unit: &str| {
            self.lane(unit)
                .is_some_and(|lane| lane.role == LaneRole::Assisting)
        };
        let unsettled = self.opinions.iter().skip(self.settled);
        let unsettled = unsettled.filter(|given| !given.agrees && assists(&given.unit));
        unsettled.map(|given| given.unit.as_str()).collect()
    }

    /// The day `unit` handed its reply to `deputy`, where that is recorded.
    pub fn delivered_on(&self, unit: &str, deputy: &str) -> Option<NaiveDate> {
        let mut all = self.delivered.iter();
        let named = |names: &[String]| names.iter().any(|name| name == deputy);
        all.find(|one| one.unit == unit && named(&one.deputies))
            .map(|one| one.on)
    }
}
