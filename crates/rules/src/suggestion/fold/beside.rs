//! What is recorded beside the handling: reminders, supervision, assessments, and
//! what ties suggestions together. None of it moves the stage.

use super::{Folded, IN_FORCE, changes, current, within};
use crate::suggestion::event::Event;
use crate::suggestion::evolve::AnomalyCode;
use crate::suggestion::state::{StageName, Suggestion};

/// The stages in which units are known, the last one included.
const WITH_UNITS: &[StageName] = &[
    StageName::Assigned,
    StageName::Handling,
    StageName::Replied,
    StageName::Evaluated,
    StageName::Closed,
];

/// The stages before the first reply in which an item counts.
const UNANSWERED: &[StageName] = &[
    StageName::Registered,
    StageName::Assigned,
    StageName::Handling,
];

pub(super) fn note(state: &mut Suggestion, event: &Event) -> Folded {
    match event {
        Event::Reminded(reminded) => {
            with_unit(state, &reminded.unit)?;
            state.reminders.push(reminded.clone());
        }
        Event::DefectsNoted(noted) => {
            with_unit(state, &noted.unit)?;
            state.defects.push(noted.clone());
        }
        Event::Summoned(summoned) => {
            with_unit(state, &summoned.unit)?;
            state.summons.push(summoned.clone());
        }
        Event::Supervised(supervised) => {
            within(state, WITH_UNITS)?;
            state.supervisions.push(supervised.clone());
        }
        Event::Assessed(assessed) => {
            within(state, WITH_UNITS)?;
            state.assessments.push((**assessed).clone());
        }
        Event::OpinionsAnnounced(announced) => {
            within(state, WITH_UNITS)?;
            let round = usize::try_from(announced.round).unwrap_or(usize::MAX);
            if !(1..=state.rounds.len()).contains(&round) {
                return Err(AnomalyCode::WrongStage);
            }
            state.announced = Some(announced.clone());
        }
        Event::PointsSplit(split) => {
            unanswered(state)?;
            state.dossier.points.clone_from(&split.points);
        }
        Event::Joined(joined) => {
            unanswered(state)?;
            changes(joined.with != state.id && !state.joined.contains(&joined.with))?;
            state.joined.push(joined.with.clone());
        }
        Event::Parted(parted) => {
            within(state, IN_FORCE)?;
            changes(state.joined.contains(&parted.with))?;
            state.joined.retain(|other| *other != parted.with);
        }
        // `step` sends nothing else here.
        _ => return Err(AnomalyCode::WrongStage),
    }
    Ok(())
}

fn with_unit(state: &Suggestion, unit: &str) -> Folded {
    within(state, WITH_UNITS)?;
    let lane = current(state)?.lane(unit);
    lane.map(|_| ()).ok_or(AnomalyCode::WrongUnit)
}

/// No unit has replied yet, in any round.
fn unanswered(state: &Suggestion) -> Folded {
    within(state, UNANSWERED)?;
    if state.has_reply() {
        return Err(AnomalyCode::WrongStage);
    }
    Ok(())
}
