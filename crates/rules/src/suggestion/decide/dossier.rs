//! Drafting, revising, submitting and withdrawing.

use super::check;
use crate::actor::Role;
use crate::refusal::{Field, Refusal};
use crate::suggestion::command::Action;
use crate::suggestion::context::Context;
use crate::suggestion::event::{Event, Submitted, Voided};
use crate::suggestion::state::Suggestion;
use crate::suggestion::terms::{Dossier, VoidCause};
use chrono::NaiveDate;

pub(super) fn draft(dossier: &Dossier, ctx: &Context) -> Result<Vec<Event>, Refusal> {
    let dossier = dossier.tidied();
    whole(&dossier)?;
    signed_by_acting(&dossier, ctx)?;
    Ok(vec![Event::Drafted(dossier)])
}

pub(super) fn revise(
    state: &Suggestion,
    dossier: &Dossier,
    ctx: &Context,
) -> Result<Vec<Event>, Refusal> {
    let dossier = dossier.tidied();
    whole(&dossier)?;
    signed_by_acting(&dossier, ctx)?;
    let acting = &ctx.actor.acting().name;
    if dossier.lead != state.dossier.lead && *acting != state.dossier.lead {
        return Err(Refusal::not_the_lead(
            Action::Revise,
            acting,
            &state.dossier.lead,
        ));
    }
    Ok(vec![Event::Revised(dossier)])
}

pub(super) fn submit(
    state: &Suggestion,
    on: NaiveDate,
    ctx: &Context,
) -> Result<Vec<Event>, Refusal> {
    let sent_back = (Action::Screen.label(), state.screened);
    check::day(Action::Submit.label(), on, &[sent_back], ctx)?;
    check::body(Field::Body, &state.dossier.text)?;
    Ok(vec![Event::Submitted(Submitted { on })])
}

pub(super) fn void(
    state: &Suggestion,
    on: NaiveDate,
    cause: &VoidCause,
    ctx: &Context,
) -> Result<Vec<Event>, Refusal> {
    let acting = ctx.actor.acting();
    match (cause, acting.role) {
        (VoidCause::Withdrawn { reason }, Role::Deputy) => {
            check::body(Field::Reason, reason)?;
            let began = state.round().and_then(|round| round.began);
            let follows = [
                (Action::Submit.label(), state.submitted),
                (Action::Assign.label(), began),
            ];
            check::day(Action::Void.label(), on, &follows, ctx)?;
        }
        (VoidCause::ImportUndone { import }, Role::Office) => match &state.source {
            Some(source) if source.import == *import => {
                check::day(Action::Void.label(), on, &[], ctx)?;
            }
            Some(source) => return Err(Refusal::other_import(&source.import, import)),
            None => return Err(Refusal::not_imported()),
        },
        (VoidCause::Withdrawn { .. }, Role::Office | Role::Government | Role::Unit) => {
            return Err(Refusal::wrong_role(Action::Void, acting, &[Role::Deputy]));
        }
        (VoidCause::ImportUndone { .. }, Role::Government | Role::Unit | Role::Deputy) => {
            return Err(Refusal::wrong_role(Action::Void, acting, &[Role::Office]));
        }
    }
    Ok(vec![Event::Voided(Voided {
        on,
        cause: cause.clone(),
    })])
}

/// Whether a dossier can stand on record. The text may still be empty: a draft
/// begins with its title, and ledgers often keep no more.
pub(super) fn whole(dossier: &Dossier) -> Result<(), Refusal> {
    if dossier.lead.trim().is_empty() {
        return Err(Refusal::lead_deputy_missing());
    }
    check::line(Field::Title, &dossier.title, check::TITLE)?;
    check::optional_body(Field::Body, &dossier.text)?;
    check::maybe_line(Field::Category, dossier.category.as_deref(), check::NAME)?;
    check::line(Field::Lead, &dossier.lead, check::NAME)?;
    check::maybe_line(
        Field::Delegation,
        dossier.delegation.as_deref(),
        check::NAME,
    )?;
    let signers = std::iter::once(&dossier.lead).chain(&dossier.co_signers);
    check::names(
        Field::CoSigners,
        signers.map(String::as_str),
        check::SIGNERS,
    )?;
    points(&dossier.points)?;
    if dossier.origins.len() > check::ORIGINS {
        let count = dossier.origins.len();
        return Err(Refusal::too_many(Field::Origins, check::ORIGINS, count));
    }
    let mut origins = dossier.origins.iter();
    origins.try_for_each(|origin| check::body(Field::Origins, origin))
}

/// The points a reply has to answer, none of them empty.
pub(super) fn points(points: &[String]) -> Result<(), Refusal> {
    if points.len() > check::POINTS {
        return Err(Refusal::too_many(
            Field::Points,
            check::POINTS,
            points.len(),
        ));
    }
    let mut points = points.iter();
    points.try_for_each(|point| check::body(Field::Points, point))
}

/// A deputy writes only what they sign themselves.
fn signed_by_acting(dossier: &Dossier, ctx: &Context) -> Result<(), Refusal> {
    let acting = &ctx.actor.acting().name;
    if dossier.signed_by(acting) {
        Ok(())
    } else {
        Err(Refusal::not_a_signer(acting))
    }
}
