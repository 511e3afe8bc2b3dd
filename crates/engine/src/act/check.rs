//! What one suggestion's history cannot know: numbers already given, targets that are not there.

use crate::fail::Trouble;
use crate::mask;
use crate::own;
use crate::projection::Projection;
use crate::projection::columns::NO_DAY;
use crate::projection::row::date;
use crate::state::State;
use huiyin_rules::calendar::day_number;
use huiyin_rules::ids::SuggestionId;
use huiyin_rules::suggestion::{Command, Context, ScreenOutcome, StageName, Suggestion};

/// Checks a command that the rules accepted against the whole workspace.
pub fn whole(
    state: &State,
    (id, suggestion): (&SuggestionId, Option<&Suggestion>),
    command: &Command,
    context: &Context<'_>,
) -> Result<(), Trouble> {
    let projection = &state.projection;
    match command {
        Command::Register { number, .. } => {
            own::may_number(state, number)?;
            unique(projection, id, number)
        }
        Command::Enter(record) => {
            own::may_number(state, &record.number)?;
            unique(projection, id, &record.number)
        }
        Command::AnnounceOpinions { .. } => over(projection, suggestion, context),
        Command::Screen {
            outcome: ScreenOutcome::Merge { into },
            ..
        } => target(projection, into),
        Command::Join { with, .. } if projection.find(with.as_str()).is_none() => {
            Err(Trouble::no_such(with.as_str()))
        }
        _ => Ok(()),
    }
}

/// Totals are told once nobody rates any more: after the window, the time to return the
/// form or the closing, whichever lets units see them.
fn over(
    projection: &Projection,
    suggestion: Option<&Suggestion>,
    context: &Context<'_>,
) -> Result<(), Trouble> {
    let (rulebook, calendar) = (context.rulebook, context.calendar);
    let reveal = suggestion.map_or(NO_DAY, |one| {
        mask::reveal(one, &projection.facts, rulebook, calendar)
    });
    if reveal != NO_DAY && day_number(context.today) >= reveal {
        return Ok(());
    }
    let (zh, en) = match date(reveal) {
        Some(day) => (
            format!("自{day}起才能公布汇总。"),
            format!("totals can be announced from {day} on"),
        ),
        None => (
            "请先办结归档，或者设定测评窗口。".to_owned(),
            "close it, or open a window for the evaluation".to_owned(),
        ),
    };
    Err(Trouble::refused(
        "evaluation_not_over",
        format!("测评尚未结束，代表还可以评价。{zh}"),
        format!("the evaluation is not over, deputies can still rate it; {en}"),
    ))
}

/// No two suggestions in force have the same official number.
fn unique(projection: &Projection, id: &SuggestionId, number: &str) -> Result<(), Trouble> {
    let number = number.trim();
    let own = projection.find(id.as_str());
    match projection.numbered(number, own) {
        None => Ok(()),
        Some(other) => {
            let title = projection.title(other);
            Err(Trouble::refused(
                "number_taken",
                format!("编号 {number} 已用于《{title}》。请换一个编号。"),
                format!("number {number} is taken by “{title}”; choose another"),
            ))
        }
    }
}

/// What a suggestion is merged into is here and in force.
fn target(projection: &Projection, into: &SuggestionId) -> Result<(), Trouble> {
    let Some(dense) = projection.find(into.as_str()) else {
        return Err(Trouble::refused(
            "merge_target_missing",
            format!("没有可并入的建议 {into}。请在台账中重新选择。"),
            format!("there is no suggestion `{into}` to merge into; choose again from the ledger"),
        ));
    };
    match projection.stage(dense) {
        StageName::NotAccepted | StageName::Merged | StageName::Void => {
            let title = projection.title(dense);
            Err(Trouble::refused(
                "merge_target_not_in_force",
                format!("《{title}》已并案、作废或不作为建议，不能并入。请选择在办的建议。"),
                format!(
                    "“{title}” is merged, void or not accepted itself; choose one that is being handled"
                ),
            ))
        }
        StageName::Draft | StageName::Submitted | StageName::SentBack | StageName::Screened => {
            Ok(())
        }
        StageName::Registered
        | StageName::Assigned
        | StageName::Handling
        | StageName::Replied
        | StageName::Evaluated
        | StageName::Closed => Ok(()),
    }
}
