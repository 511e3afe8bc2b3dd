//! Supervision, summons, defects and assessments: what stands beside the handling.

use super::check;
use crate::actor::Role;
use crate::refusal::{Field, Refusal};
use crate::suggestion::command::Action;
use crate::suggestion::context::Context;
use crate::suggestion::event::{Assessed, DefectsNoted, Event, Summoned, Supervised};
use crate::suggestion::permit::own_lane;
use crate::suggestion::state::Suggestion;
use crate::suggestion::terms::SupervisorRole;
use crate::text::Text;
use crate::verdict::Tally;
use chrono::NaiveDate;

pub(super) fn note_defects(
    state: &Suggestion,
    noted: DefectsNoted,
    ctx: &Context,
) -> Result<Vec<Event>, Refusal> {
    own_lane(state, &noted.unit)?;
    if noted.defects.is_empty() {
        return Err(Refusal::text_missing(Field::Defects));
    }
    check::once(Field::Defects, &noted.defects, |defect| defect.label())?;
    check::body(Field::Note, &noted.note)?;
    since_assignment(state, Action::NoteDefects, noted.on, ctx)?;
    Ok(vec![Event::DefectsNoted(noted)])
}

pub(super) fn summon(
    state: &Suggestion,
    summoned: Summoned,
    ctx: &Context,
) -> Result<Vec<Event>, Refusal> {
    own_lane(state, &summoned.unit)?;
    check::line(Field::SummonedBy, &summoned.by, check::NAME)?;
    people(&summoned.people)?;
    check::body(Field::Outcome, &summoned.outcome)?;
    since_assignment(state, Action::Summon, summoned.on, ctx)?;
    Ok(vec![Event::Summoned(summoned)])
}

pub(super) fn supervise(
    state: &Suggestion,
    supervised: Supervised,
    ctx: &Context,
) -> Result<Vec<Event>, Refusal> {
    let (role, form) = (supervised.role, supervised.form);
    if ctx.actor.acting().role == Role::Unit && role != SupervisorRole::UnitItself {
        return Err(Refusal::own_supervision_only());
    }
    let (roles, forms) = (
        &ctx.rulebook.supervisor_roles,
        &ctx.rulebook.supervision_forms,
    );
    check::listed(Field::SupervisorRole, &role.label(), roles, |known| {
        *known == role
    })?;
    check::listed(Field::SupervisionForm, &form.label(), forms, |known| {
        *known == form
    })?;
    check::line(Field::SupervisedBy, &supervised.by, check::NAME)?;
    people(&supervised.people)?;
    check::body(Field::Finding, &supervised.finding)?;
    since_assignment(state, Action::Supervise, supervised.on, ctx)?;
    Ok(vec![Event::Supervised(supervised)])
}

pub(super) fn assess(
    state: &Suggestion,
    assessed: Assessed,
    ctx: &Context,
) -> Result<Vec<Event>, Refusal> {
    check::line(Field::AssessedBy, &assessed.by, check::NAME)?;
    match &assessed.tally {
        Some(tally) => {
            sound(tally)?;
            check::optional_body(Field::Finding, &assessed.finding)?;
        }
        None => check::body(Field::Finding, &assessed.finding)?,
    }
    since_assignment(state, Action::Assess, assessed.on, ctx)?;
    Ok(vec![Event::Assessed(Box::new(assessed))])
}

fn people(people: &[String]) -> Result<(), Refusal> {
    let names = people.iter().map(String::as_str);
    check::names(Field::People, names, check::SIGNERS)
}

fn since_assignment(
    state: &Suggestion,
    action: Action,
    on: NaiveDate,
    ctx: &Context,
) -> Result<(), Refusal> {
    let began = state.rounds.first().and_then(|round| round.began);
    check::day(action.label(), on, &[(Action::Assign.label(), began)], ctx)
}

/// A count that can be: no more ballots than were given out, no more votes than
/// ballots, and nobody present who is no member.
fn sound(tally: &Tally) -> Result<(), Refusal> {
    let marked = [
        tally.satisfied,
        tally.basically_satisfied,
        tally.dissatisfied,
        tally.abstained,
        tally.invalid,
    ];
    let counted = marked.into_iter().map(u64::from).sum::<u64>();
    let with_unpressed = counted + u64::from(tally.unpressed);
    let chain = [
        (
            Some(counted),
            tally.collected.map(u64::from),
            ("各项票数合计", "收回票数"),
            ("the votes", "the ballots collected"),
        ),
        (
            tally.collected.map(u64::from),
            tally.issued.map(u64::from),
            ("收回票数", "发出票数"),
            ("the ballots collected", "the ballots issued"),
        ),
        (
            Some(with_unpressed),
            tally.present.map(u64::from),
            ("各项票数与未按合计", "到会人数"),
            ("the votes and those not pressed", "the members present"),
        ),
        (
            tally.present.map(u64::from),
            tally.members.map(u64::from),
            ("到会人数", "全体组成人员数"),
            ("the members present", "all members"),
        ),
    ];
    for (part, whole, (part_zh, whole_zh), (part_en, whole_en)) in chain {
        if let (Some(part), Some(whole)) = (part, whole)
            && part > whole
        {
            return Err(Refusal::tally_unsound(&Text::new(
                format!("{part_zh}为{part}，多于{whole_zh}{whole}"),
                format!("{part_en}, {part}, are more than {whole_en}, {whole}"),
            )));
        }
    }
    if counted == 0 {
        return Err(Refusal::tally_unsound(&Text::new(
            "没有任何有效记录的票",
            "no vote is counted",
        )));
    }
    Ok(())
}
