//! Declaring a result: into the poll's record, and into the suggestions it is about.

use super::kept::aggregate;
use super::office;
use crate::act::{self, TRIES};
use crate::fail::Trouble;
use crate::fold::SNAPSHOT_EVERY;
use crate::host::Host;
use crate::workspace::{Asker, Engine};
use chrono::NaiveDate;
use huiyin_protocol::poll::{DeclaredView, PollReply};
use huiyin_rules::ids::SuggestionId;
use huiyin_rules::poll::{Aspect, Order, Plan, Poll, PollEvent, QuestionResult, conclude};
use huiyin_rules::suggestion::{AssessmentKind, Command, Event};
use huiyin_store::{EventStore, StoreError};

/// What the office says when it declares.
pub(super) struct Told {
    pub note: String,
    pub due: Option<NaiveDate>,
}

impl<S: EventStore, H: Host> Engine<S, H> {
    pub(super) async fn poll_declare(
        &self,
        who: Asker<'_>,
        id: &str,
        shares: &[String],
        told: Told,
    ) -> Result<PollReply, Trouble> {
        office(who)?;
        let poll = self.poll_with_lists(id).await?;
        let counted = self.poll_counted(id, &poll, shares).await?;
        let _pass = self.gate.pass().await;
        for _ in 0..TRIES {
            self.fold_tail().await?;
            let expected = self.head();
            let poll = self.poll(id).await?;
            let order = Order::Declare {
                secret: counted.secret.clone(),
                cards: counted.cards.clone(),
                irregular: counted.irregular.clone(),
                named: counted.named.clone(),
                note: told.note.trim().to_owned(),
                due: told.due,
            };
            let events = self.poll_decided(who, Some(&poll), order)?;
            let assessed = self.assessed(who, &poll.plan, &events).await?;
            let mut sealed = self.sealed(who, [(aggregate(id), events)]).await?;
            let before = sealed.len() as u64;
            sealed.extend(self.sealed_after(who, assessed, before).await?);
            match self.append(&sealed, expected).await {
                Ok(_) => {
                    self.snapshot_if(SNAPSHOT_EVERY).await;
                    drop(_pass);
                    return self.poll_view(who, id).await;
                }
                Err(StoreError::Moved { .. }) => continue,
                Err(error) => return Err(error.into()),
            }
        }
        Err(StoreError::Moved { head: self.head() }.into())
    }

    /// What the suggestions' records take in of a declared result: the count on each, with
    /// the rule it was judged by. One that takes nothing in any more is passed over; the
    /// poll's page says so.
    async fn assessed(
        &self,
        who: Asker<'_>,
        plan: &Plan,
        events: &[PollEvent],
    ) -> Result<Vec<(String, Vec<Event>)>, Trouble> {
        let mut all = Vec::new();
        let declared = events.iter().find_map(|event| match event {
            PollEvent::PollDeclared(declared) => Some(declared),
            _ => None,
        });
        for result in declared.iter().flat_map(|declared| &declared.results) {
            let Some((suggestion, finding)) = concerned(plan, result) else {
                continue;
            };
            let command = Command::Assess {
                on: plan.on,
                kind: AssessmentKind::Vote,
                by: plan.body.clone(),
                tally: plan.rule.blank.applied(&result.whole).ok(),
                finding,
            };
            let history = self.history(&suggestion).await?;
            let Ok(mut events) = self.decided(who, &suggestion, &history, &command) else {
                continue;
            };
            for event in &mut events {
                if let Event::Assessed(assessed) = event {
                    assessed.rule = Some(plan.rule.rule);
                }
            }
            all.push((act::aggregate(&suggestion), events));
        }
        Ok(all)
    }

    /// Which results the suggestions' records hold.
    pub(super) async fn mark_recorded(
        &self,
        poll: &Poll,
        declared: &mut DeclaredView,
    ) -> Result<(), StoreError> {
        let Some(kept) = &poll.declared else {
            return Ok(());
        };
        for (shown, result) in declared.results.iter_mut().zip(&kept.results) {
            let Some((suggestion, finding)) = concerned(&poll.plan, result) else {
                continue;
            };
            let history = self.history(&suggestion).await?;
            let (folded, _) = history.replay(&suggestion);
            shown.recorded = folded.is_some_and(|folded| {
                let mut votes = folded.assessments.iter();
                votes.any(|one| one.on == poll.plan.on && one.finding == finding)
            });
        }
        Ok(())
    }
}

/// The suggestion a result is about, and what its record says of it; `None` for items that
/// are none and for the opinion on the process, which the record keeps no count of.
fn concerned(plan: &Plan, result: &QuestionResult) -> Option<(SuggestionId, String)> {
    let question = plan
        .questions
        .iter()
        .find(|one| one.id == result.question)?;
    if question.aspect == Aspect::Process {
        return None;
    }
    let said = match conclude(plan, result) {
        Ok(verdict) => verdict.label.zh,
        Err(fault) => fault.text().zh,
    };
    let finding = format!("{}：{said}", plan.title);
    Some((question.suggestion.clone()?, finding))
}
