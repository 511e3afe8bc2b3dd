//! Satisfaction votes (满意度测评): prepared, dealt, opened, closed, counted, declared.
//!
//! A poll is an aggregate of its own beside the suggestions: [`PollEvent`]s are what is
//! recorded, [`replay`] makes of them what a poll has come to, and [`decide`] says
//! whether an order is in place. Ballots themselves are never here: the record holds
//! who came, which cards exist and were voided, two independent entries of the paper
//! count, the name of the box's content, and the declared numbers with their verdicts.
//! Nothing in it says what a person chose (R14–R20).

mod command;
mod count;
mod decide;
mod event;
mod evolve;
mod refusal;
mod state;
mod terms;

pub use command::{Order, Sealing};
pub use count::{PaperState, conclude, paper_state, remaining, whole};
pub use decide::{PollContext, decide, limits};
pub use event::{
    BoxFixed, CardsVoided, CheckInUndone, CheckedIn, DeclaredPoll, Holder, NamedVote, NamedVotes,
    OnDay, PaperCounted, PollEvent, PollListed, PollSealed, VotesDelivered, Why,
};
pub use evolve::replay;
pub use refusal::PollRefusal;
pub use state::{Phase, Poll};
pub use terms::{
    Aspect, Cause, Irregular, PaperTotals, Plan, PollKind, PollRule, Question, QuestionResult,
    VoidedCard, Way, flatten,
};

#[cfg(test)]
mod tests;
