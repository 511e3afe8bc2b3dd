//! Who may do what in which stage: the part of a decision that needs no payload,
//! so that a page can show each action as open or explain why it is not.

mod table;

pub(crate) use table::roles;

use super::command::Action;
use super::context::Context;
use super::state::{Lane, LaneState, Round, StageName, Suggestion};
use super::terms::{LaneRole, RedoStep};
use crate::actor::Role;
use crate::answer::Rating;
use crate::refusal::Refusal;
use table::{begins, stages};

/// Whether the acting party may do `action` now: role, stage, and its own
/// standing (which unit, which deputy). What the command says is checked by
/// [`decide`](super::decide::decide), which asks this first.
pub fn permit(state: Option<&Suggestion>, action: Action, ctx: &Context) -> Result<(), Refusal> {
    let acting = ctx.actor.acting();
    let keyboard = &ctx.actor.party;
    if acting != keyboard && keyboard.role != Role::Office {
        return Err(Refusal::acts_for_another(keyboard, acting));
    }
    if !roles(action).contains(&acting.role) {
        return Err(Refusal::wrong_role(action, acting, roles(action)));
    }
    match (state, begins(action)) {
        (None, true) => Ok(()),
        (None, false) => Err(Refusal::no_such_suggestion(action)),
        (Some(_), true) => Err(Refusal::already_exists(action)),
        (Some(state), false) => {
            let may = stages(action, acting.role);
            let stage = state.stage.name();
            if may.contains(&stage) {
                standing(state, action, ctx)
            } else if action == Action::Void && acting.role == Role::Deputy && state.has_reply() {
                Err(Refusal::withdraw_after_reply())
            } else {
                Err(Refusal::wrong_stage(action, stage, may))
            }
        }
    }
}

/// Whether this very party stands where it may act.
fn standing(state: &Suggestion, action: Action, ctx: &Context) -> Result<(), Refusal> {
    let acting = ctx.actor.acting();
    let name = acting.name.as_str();
    match action {
        Action::Draft | Action::Enter | Action::Screen | Action::Register => Ok(()),
        Action::Extend | Action::Close => Ok(()),
        Action::Revise => signer(state, name),
        Action::Submit => lead(state, action, name),
        Action::MarkKey if state.key.is_some() => Err(Refusal::already_key()),
        Action::MarkKey => Ok(()),
        Action::UnmarkKey if state.key.is_none() => Err(Refusal::not_key()),
        Action::UnmarkKey => Ok(()),
        Action::Assign => match state.round() {
            Some(round) if !round.given_back() => Err(Refusal::nothing_given_back()),
            Some(_) | None => Ok(()),
        },
        Action::Accept => match &own_lane(state, name)?.1.state {
            LaneState::Waiting => Ok(()),
            LaneState::Working { .. } => Err(Refusal::already_accepted(name)),
            LaneState::GivenBack => Err(Refusal::unit_gave_back(name)),
            LaneState::Done(_) => Err(Refusal::already_replied(name)),
        },
        Action::Return => may_return(state, name),
        Action::Consult => match &own_lane(state, name)?.1.state {
            LaneState::GivenBack => Err(Refusal::unit_gave_back(name)),
            LaneState::Waiting | LaneState::Working { .. } | LaneState::Done(_) => Ok(()),
        },
        Action::Remind => match state.round() {
            Some(round) if owes_anything(round) => Ok(()),
            Some(_) | None => Err(Refusal::nothing_owed(None)),
        },
        Action::Reply => may_reply(state, name, ctx),
        Action::Evaluate => may_evaluate(state, name),
        Action::Rehandle => may_rehandle(state, ctx),
        Action::ReportProgress | Action::Fulfil => {
            let (round, _) = own_lane(state, name)?;
            if round.promises().any(|reply| reply.unit == name) {
                Ok(())
            } else {
                Err(Refusal::no_open_promise(name))
            }
        }
        Action::Void => match acting.role {
            Role::Deputy if state.has_reply() => Err(Refusal::withdraw_after_reply()),
            Role::Deputy => lead(state, action, name),
            Role::Office | Role::Government | Role::Unit if state.source.is_none() => {
                Err(Refusal::not_imported())
            }
            Role::Office | Role::Government | Role::Unit => Ok(()),
        },
        Action::SplitPoints | Action::Join if state.has_reply() => {
            Err(Refusal::reply_given(action))
        }
        Action::SplitPoints | Action::Join => Ok(()),
        Action::Part if state.joined.is_empty() => Err(Refusal::not_joined()),
        Action::Part | Action::NoteDefects | Action::Summon | Action::Assess => Ok(()),
        Action::Supervise => match acting.role {
            Role::Unit => own_lane(state, name).map(|_| ()),
            Role::Office | Role::Government | Role::Deputy => Ok(()),
        },
        Action::GiveOpinion => may_opine(state, name),
        Action::Coordinate => match state.round() {
            Some(round) if !round.disagreeing().is_empty() => Ok(()),
            Some(_) | None => Err(Refusal::no_disagreement()),
        },
        Action::Suspend => match state.round().and_then(Round::suspended) {
            Some(open) => Err(Refusal::already_suspended(open.began.on)),
            None if ctx.rulebook.suspension.value.is_none() => {
                let source = &ctx.rulebook.suspension.source.cite;
                Err(Refusal::suspension_not_allowed(source))
            }
            None => Ok(()),
        },
        Action::Resume => match state.round().and_then(Round::suspended) {
            Some(_) => Ok(()),
            None => Err(Refusal::not_suspended()),
        },
        Action::Deliver => match &own_lane(state, name)?.1.state {
            LaneState::Done(_) => Ok(()),
            LaneState::Waiting | LaneState::Working { .. } | LaneState::GivenBack => {
                Err(Refusal::no_reply_to_deliver(name))
            }
        },
        Action::Redo => match &own_lane(state, name)?.1.state {
            LaneState::GivenBack => Err(Refusal::unit_gave_back(name)),
            _ if state.rounds.len() < 2 => Err(Refusal::not_handled_again()),
            LaneState::Waiting | LaneState::Working { .. } | LaneState::Done(_) => Ok(()),
        },
        Action::LookBack => may_look_back(state, name),
        Action::AnnounceOpinions => may_announce(state, ctx),
        Action::Resolve if state.conflicts.is_empty() => Err(Refusal::no_conflict()),
        Action::Resolve => Ok(()),
        Action::Undo => match &state.latest {
            None => Err(Refusal::nothing_to_undo()),
            Some((_, by)) if acting.role == Role::Office || by == acting => Ok(()),
            Some((_, by)) => Err(Refusal::undo_not_yours(by)),
        },
    }
}

fn signer(state: &Suggestion, name: &str) -> Result<(), Refusal> {
    if state.dossier.signed_by(name) {
        Ok(())
    } else {
        Err(Refusal::not_a_signer(name))
    }
}

fn lead(state: &Suggestion, action: Action, name: &str) -> Result<(), Refusal> {
    if state.dossier.lead == name {
        Ok(())
    } else {
        Err(Refusal::not_the_lead(action, name, &state.dossier.lead))
    }
}

/// The acting unit's lane in the current round.
pub(crate) fn own_lane<'s>(
    state: &'s Suggestion,
    unit: &str,
) -> Result<(&'s Round, &'s Lane), Refusal> {
    state
        .round()
        .and_then(|round| round.lane(unit).map(|lane| (round, lane)))
        .ok_or_else(|| Refusal::unit_not_assigned(unit))
}

fn may_return(state: &Suggestion, unit: &str) -> Result<(), Refusal> {
    match &own_lane(state, unit)?.1.state {
        LaneState::GivenBack => Err(Refusal::unit_gave_back(unit)),
        LaneState::Done(_) => Err(Refusal::already_replied(unit)),
        LaneState::Waiting | LaneState::Working { .. } if state.rounds.len() > 1 => {
            Err(Refusal::no_return_after_reply(unit))
        }
        LaneState::Waiting | LaneState::Working { .. } => Ok(()),
    }
}

/// A unit that has it in hand, once the units agree and what did not satisfy was
/// handled again, where the rulebook asks for that.
fn may_reply(state: &Suggestion, unit: &str, ctx: &Context) -> Result<(), Refusal> {
    let (round, lane) = own_lane(state, unit)?;
    if !lane.role.replies() {
        return Err(Refusal::assisting_does_not_reply(unit));
    }
    match &lane.state {
        LaneState::Working { .. } => {}
        LaneState::Waiting => return Err(Refusal::not_accepted(unit)),
        LaneState::GivenBack => return Err(Refusal::unit_gave_back(unit)),
        LaneState::Done(_) => return Err(Refusal::already_replied(unit)),
    }
    let disagreeing = round.disagreeing();
    if !disagreeing.is_empty() {
        return Err(Refusal::disagreement_open(&disagreeing));
    }
    redo_shown(state, RedoStep::Rework, Action::Reply, ctx)
}

/// Whether a step of handling again that the rulebook asks for is on record.
pub(crate) fn redo_shown(
    state: &Suggestion,
    step: RedoStep,
    before: Action,
    ctx: &Context,
) -> Result<(), Refusal> {
    if state.missing_redo(ctx.rulebook).contains(&step) {
        let source = &ctx.rulebook.redo_steps.source.cite;
        return Err(Refusal::redo_step_missing(step, before, source));
    }
    Ok(())
}

fn may_evaluate(state: &Suggestion, deputy: &str) -> Result<(), Refusal> {
    signer(state, deputy)?;
    let given = state.round().and_then(|round| {
        round
            .evaluations
            .iter()
            .find(|given| given.deputy == deputy)
    });
    match given {
        Some(given) => Err(Refusal::already_evaluated(deputy, given.result)),
        None => Ok(()),
    }
}

fn may_look_back(state: &Suggestion, deputy: &str) -> Result<(), Refusal> {
    signer(state, deputy)?;
    let given = state.round().and_then(|round| {
        let mut all = round.look_backs.iter();
        all.find(|given| given.deputy == deputy)
    });
    match given {
        Some(given) => Err(Refusal::already_looked_back(deputy, given.result)),
        None => Ok(()),
    }
}

/// After a vote that did not satisfy (see [`Suggestion::voted_down`]), or an opinion;
/// what is closed, only where the vote came after, or the deputies looked back at it and
/// were not satisfied then.
fn may_rehandle(state: &Suggestion, ctx: &Context) -> Result<(), Refusal> {
    if state.voted_down(ctx.rulebook).is_some() {
        return Ok(());
    }
    let round = state.round();
    if state.closed() && !round.is_some_and(Round::look_back_dissatisfied) {
        let (action, stage) = (Action::Rehandle, StageName::Closed);
        return Err(Refusal::wrong_stage(action, stage, &[StageName::Evaluated]));
    }
    match round.and_then(Round::rating) {
        Some(Rating::Dissatisfied) => Ok(()),
        rating => Err(Refusal::not_dissatisfied(rating)),
    }
}

/// Once as many opinions are in as the rulebook wants before it lets totals be told,
/// and they are not told already. Whether the evaluation is over nothing here can know.
fn may_announce(state: &Suggestion, ctx: &Context) -> Result<(), Refusal> {
    let least = &ctx.rulebook.least_opinions;
    let rated = state.rated().map(|(_, round)| round);
    let given = rated.map_or(0, |round| round.standing().count());
    let wanted = usize::try_from(least.value.0).unwrap_or(usize::MAX).max(1);
    if given < wanted {
        return Err(Refusal::too_few_opinions(given, wanted, &least.source.cite));
    }
    match &state.announced {
        Some(told) if Some((told.round, told.process, told.result)) == state.totals() => {
            Err(Refusal::opinions_announced(told.on))
        }
        Some(_) | None => Ok(()),
    }
}

fn may_opine(state: &Suggestion, unit: &str) -> Result<(), Refusal> {
    let (round, lane) = own_lane(state, unit)?;
    if lane.role != LaneRole::Assisting {
        return Err(Refusal::not_assisting(unit));
    }
    if round.opinions.iter().any(|given| given.unit == unit) {
        return Err(Refusal::opinion_given(unit));
    }
    match &lane.state {
        LaneState::GivenBack => Err(Refusal::unit_gave_back(unit)),
        // One that replied before it was made an assisting unit has said what it has to say.
        LaneState::Done(_) => Err(Refusal::already_replied(unit)),
        LaneState::Waiting | LaneState::Working { .. } => Ok(()),
    }
}

/// What a reminder may be about: a reply, an assisting unit's opinion as long as
/// the lead unit has not replied, or a promise.
pub(crate) fn owes(round: &Round, lane: &Lane) -> bool {
    match &lane.state {
        LaneState::GivenBack => false,
        LaneState::Waiting | LaneState::Working { .. } => {
            lane.role.replies() || round.owing().next().is_some()
        }
        LaneState::Done(reply) => reply.promises() && !round.kept(&lane.unit),
    }
}

fn owes_anything(round: &Round) -> bool {
    round.lanes.iter().any(|lane| owes(round, lane))
}
