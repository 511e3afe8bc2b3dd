//! The public sheet, made again from the record.

use super::{office, unfit};
use crate::fail::Trouble;
use crate::host::Host;
use crate::workspace::{Asker, Engine};
use huiyin_ballot::{Question, Sheet, SheetDraft, SheetRule};
use huiyin_protocol::poll::PollReply;
use huiyin_rules::poll::{self as rules, Phase, Plan, Poll, PollKind, PollRefusal};
use huiyin_store::EventStore;

impl<S: EventStore, H: Host> Engine<S, H> {
    pub(super) async fn poll_sheet(&self, who: Asker<'_>, id: &str) -> Result<PollReply, Trouble> {
        office(who)?;
        let poll = self.poll_with_lists(id).await?;
        let sheet = of(id, &poll)?;
        Ok(PollReply::File {
            name: file("测评单", &poll.plan),
            text: sheet.write(),
        })
    }
}

/// A name for a file about a poll.
pub(super) fn file(what: &str, plan: &Plan) -> String {
    let plain = |one: char| !one.is_control() && !r#"\/:*?"<>|"#.contains(one);
    let title: String = plan
        .title
        .chars()
        .filter(|one| plain(*one))
        .take(40)
        .collect();
    format!("{what}-{title}-{}.json", plan.on)
}

/// The questions as the sheet writes them.
fn questions(plan: &Plan) -> Vec<Question> {
    let question = |one: &rules::Question| Question {
        id: one.id.clone(),
        item: one.item,
        title: one.title.clone(),
        number: one.number.clone(),
        unit: one.unit.clone(),
        aspect: one.aspect,
    };
    plan.questions.iter().map(question).collect()
}

/// What the cards are dealt by.
pub(super) fn draft(id: &str, plan: &Plan) -> Result<SheetDraft, Trouble> {
    let observers: [String; 3] = plan.observers.clone().try_into().map_err(|list: Vec<_>| {
        let named = u32::try_from(list.len()).unwrap_or(u32::MAX);
        super::refused(PollRefusal::ObserversNeeded { named })
    })?;
    let rule = &plan.rule;
    Ok(SheetDraft {
        poll: id.to_owned(),
        title: plan.title.clone(),
        body: plan.body.clone(),
        on: plan.on.to_string(),
        questions: questions(plan),
        rule: SheetRule {
            title: rule.title.clone(),
            source: rule.source.clone(),
            base: rule.rule.base,
            threshold: rule.rule.threshold,
            inclusive: rule.rule.inclusive,
            quorum: rule.rule.quorum,
            blank: rule.blank,
        },
        members: plan.members,
        voters: u32::try_from(plan.voters.len()).unwrap_or(u32::MAX),
        observers,
        holders: (plan.kind == PollKind::Named).then(|| plan.voters.clone()),
    })
}

/// The sheet of a poll whose cards are dealt.
pub(super) fn of(id: &str, poll: &Poll) -> Result<Sheet, Trouble> {
    let Some(sealed) = &poll.sealed else {
        return Err(super::refused(PollRefusal::WrongPhase {
            phase: Phase::Planned,
            first: huiyin_rules::Text::new("需先制作票卡", "its cards have to be dealt first"),
        }));
    };
    let draft = draft(id, &poll.plan)?;
    let lists = poll.plan.questions.iter();
    let lists: Vec<Vec<String>> = lists
        .map(|question| poll.lists.get(&question.id).cloned().unwrap_or_default())
        .collect();
    let sheet = Sheet::assemble(
        draft,
        huiyin_ballot::Dealing {
            key: sealed.key.clone(),
            checks: sealed.checks.clone(),
            issued: sealed.issued,
            lists,
            holders: (poll.plan.kind == PollKind::Named).then(|| {
                let holders = sealed.holders.iter();
                holders
                    .map(|one| (one.voter.clone(), one.cards.clone()))
                    .collect()
            }),
        },
    )
    .map_err(|error| unfit(&error))?;
    if sheet.name() != sealed.sheet {
        return Err(Trouble::new(
            huiyin_protocol::FailureKind::Internal,
            "sheet_differs",
            "测评单与制卡时签署的不一致，可能有设备改动了记录。请不要使用，先核对“协同”中未采纳的记录。",
            "the sheet is not the one that was signed when the cards were dealt; somebody's device may have altered the record. Do not use it, look into the quarantined records first",
        ));
    }
    Ok(sheet)
}
