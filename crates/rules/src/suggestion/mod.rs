//! One suggestion (建议) or motion (议案), from draft to the last promise kept.
//!
//! A [`Command`] asks, [`decide()`] answers with [`Event`]s or a refusal,
//! [`replay`] folds recorded events into a [`Suggestion`], and `views` reads from
//! it what people want to know.

pub mod apart;
pub mod authorship;
pub mod clash;
pub mod command;
pub mod context;
pub mod decide;
pub mod event;
pub mod evolve;
mod fold;
mod limits;
mod names;
pub mod permit;
mod read;
mod reckon;
pub mod state;
pub mod terms;
pub mod views;

pub use apart::{Apart, Outcome, Precedence, Settled, settle};
pub use authorship::Authorship;
pub use clash::{Side, clash};
pub use command::{Action, Command, LedgerRecord};
pub use context::Context;
pub use decide::decide;
pub use event::{Event, Recorded};
pub use evolve::{Anomaly, AnomalyCode, Applied, apply, replay, replay_settled};
pub use permit::permit;
pub use state::{Lane, LaneState, Round, Stage, StageName, Suggestion};
pub use terms::{
    Arrangement, AssessmentKind, Channel, ConsultPhase, Defect, Dossier, KeyCriterion, Kind,
    LaneRole, Medium, NotAcceptedReason, Occasion, OpinionTotals, PointAnswer, PointOpinion,
    PointVerdict, Promise, RedoStep, ScreenOutcome, Source, SupervisionForm, SupervisorRole,
    VoidCause,
};
pub use views::{
    Deadline, DeadlineKind, Entry, actions, deadlines, facts, next_deadline, next_due, timeline,
};

#[cfg(test)]
mod tests;
