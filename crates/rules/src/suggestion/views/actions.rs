//! What the acting party may do now.

use crate::refusal::Refusal;
use crate::suggestion::command::Action;
use crate::suggestion::context::Context;
use crate::suggestion::permit::permit;
use crate::suggestion::state::Suggestion;

/// Every action in the order of life, each open or with the refusal that explains
/// why not.
pub fn actions(state: Option<&Suggestion>, ctx: &Context) -> Vec<(Action, Result<(), Refusal>)> {
    Action::ALL
        .into_iter()
        .map(|action| (action, permit(state, action, ctx)))
        .collect()
}
