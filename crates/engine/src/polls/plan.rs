//! From what the office fills in to what a poll is to be.

use super::office;
use crate::fail::Trouble;
use crate::host::Host;
use crate::projection::Projection;
use crate::workspace::{Asker, Engine};
use huiyin_protocol::poll::{DraftItem, PollChoices, PollDraft, PollReply, RuleSetView};
use huiyin_rules::poll::{Aspect, Order, Phase, Plan, Poll, PollRule, Question, flatten};
use huiyin_rules::verdict::{Blank, RuleSet, VoteFault, VoteRule, sets};
use huiyin_rules::{Rating, Text, date};
use huiyin_store::EventStore;

/// The name of a rule of the office's own.
pub(super) const OWN: &str = "own";

impl<S: EventStore, H: Host> Engine<S, H> {
    pub(super) async fn poll_plan(
        &self,
        who: Asker<'_>,
        id: Option<String>,
        draft: PollDraft,
    ) -> Result<PollReply, Trouble> {
        office(who)?;
        let plan = self.planned(draft)?;
        let id = match id {
            Some(id) => id,
            None => self.fresh_id()?.as_str().to_owned(),
        };
        self.poll_carry(who, &id, |_| Ok(Order::Plan(plan.clone())))
            .await?;
        self.poll_view(who, &id).await
    }

    /// The plan a draft comes to: titles, numbers and units of suggestions are looked up.
    fn planned(&self, draft: PollDraft) -> Result<Plan, Trouble> {
        let state = self.state.borrow();
        let kind = draft.kind.ok_or_else(|| {
            Trouble::input(
                "poll_kind_missing",
                "请选择投票方式：无记名、记名，或者纸质票人工计票。",
                "choose how ballots are given: secret, named, or on paper",
            )
        })?;
        let on = date::parse(draft.on.trim()).ok_or_else(|| {
            Trouble::input(
                "poll_day_missing",
                "请填写测评日期，如2026-12-01。",
                "enter the day of the poll, such as 2026-12-01",
            )
        })?;
        let own = state.book_now(on).and_then(|book| book.vote.value);
        let rule = rule(&draft.set, draft.rule, own)?;
        let items = draft
            .items
            .iter()
            .map(|item| asked(&state.projection, item));
        let items: Result<Vec<Question>, Trouble> = items.collect();
        let mut items = items?;
        trim(&mut items);
        Ok(Plan {
            title: draft.title.trim().to_owned(),
            body: draft.body.trim().to_owned(),
            on,
            kind,
            questions: flatten(items, draft.apart),
            rule,
            members: draft.members,
            voters: names(draft.voters),
            observers: names(draft.observers),
            again_of: draft.again_of,
        })
    }

    pub(super) async fn poll_choices(&self, who: Asker<'_>) -> Result<PollChoices, Trouble> {
        office(who)?;
        let mut again = Vec::new();
        for (id, poll) in self.polls_all().await? {
            if poll.phase == Phase::Declared && unsatisfied(&poll) {
                again.push((id, poll.plan.title.clone()));
            }
        }
        let today = self.today();
        let mut state = self.state.borrow_mut();
        let deputies = state.facets().deputies;
        let of = |set: RuleSet| RuleSetView {
            title: set.title.get(who.lang).to_owned(),
            text: set.source.text.get(who.lang).to_owned(),
            source: set.source.cite,
            rule: set.rule,
            quorum: set.quorum.map(|share| share.to_string()),
            blank_invalid: set.blank == Blank::Invalid,
            id: set.id,
        };
        Ok(PollChoices {
            sets: sets().into_iter().map(of).collect(),
            own: state.book_now(today).and_then(|book| book.vote.value),
            again,
            deputies: deputies.into_iter().map(|one| one.value).collect(),
        })
    }
}

/// Whether a declared poll has items that did not satisfy, or on which the vote is void.
fn unsatisfied(poll: &Poll) -> bool {
    let results = poll.declared.iter().flat_map(|declared| &declared.results);
    results
        .into_iter()
        .any(|result| matches!(result.rating, None | Some(Rating::Dissatisfied)))
}

fn names(list: Vec<String>) -> Vec<String> {
    let trimmed = list.iter().map(|name| name.trim());
    trimmed
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Titles from ledgers can be longer than a sheet takes; what is left out is marked.
fn trim(items: &mut [Question]) {
    const LONGEST: usize = 200;
    for item in items {
        if item.title.chars().count() > LONGEST {
            item.title = item.title.chars().take(LONGEST - 1).chain(['…']).collect();
        }
    }
}

fn asked(projection: &Projection, item: &DraftItem) -> Result<Question, Trouble> {
    let blank = Question {
        id: String::new(),
        item: 0,
        title: String::new(),
        number: None,
        suggestion: None,
        unit: None,
        aspect: Aspect::Overall,
    };
    let filled = |text: String| Some(text).filter(|text| !text.is_empty());
    let Some(suggestion) = &item.suggestion else {
        return Ok(Question {
            title: item.title.trim().to_owned(),
            unit: filled(item.unit.trim().to_owned()),
            ..blank
        });
    };
    let dense = projection
        .find(suggestion.as_str())
        .ok_or_else(|| Trouble::no_such(suggestion.as_str()))?;
    let cells = projection.columns.get(dense);
    let units = cells.map(|cells| {
        let names = projection.units(&cells, false);
        let names: Vec<&str> = names.map(|symbol| projection.names.get(symbol)).collect();
        names.join("、")
    });
    Ok(Question {
        title: projection.title(dense).to_owned(),
        number: filled(projection.number(dense).to_owned()),
        suggestion: Some(suggestion.clone()),
        unit: units.and_then(filled),
        ..blank
    })
}

/// The rule by name: a place's set, completed by the office's own where the set leaves the
/// result open, or the office's own.
fn rule(
    set: &str,
    stated: Option<VoteRule>,
    rulebook: Option<VoteRule>,
) -> Result<PollRule, Trouble> {
    let own = stated.or(rulebook);
    if set == OWN {
        let rule = own.ok_or_else(no_rule)?;
        return Ok(PollRule {
            set: OWN.to_owned(),
            title: Text::new("本机关规则", "the office's own rule"),
            source: "本机关".to_owned(),
            rule,
            blank: Blank::Abstention,
        });
    }
    let found = sets().into_iter().find(|one| one.id == set);
    let found = found.ok_or_else(|| {
        Trouble::input(
            "poll_rule_missing",
            "请选择测评结果的认定规则。",
            "choose the rule by which the count becomes a result",
        )
    })?;
    let rule = found.rule.or(own).ok_or_else(no_rule)?;
    Ok(PollRule {
        rule: VoteRule {
            quorum: found.quorum.or(rule.quorum),
            ..rule
        },
        set: found.id,
        title: found.title,
        source: found.source.cite,
        blank: found.blank,
    })
}

fn no_rule() -> Trouble {
    let text = VoteFault::NoRule.text();
    Trouble::input("poll_rule_unstated", text.zh, text.en)
}

/// What the office filled in, made again from the plan, for editing.
pub(super) fn draft(plan: &Plan) -> PollDraft {
    let mut items: Vec<DraftItem> = Vec::new();
    let mut last = 0;
    for question in &plan.questions {
        if question.item == last {
            continue;
        }
        last = question.item;
        items.push(DraftItem {
            suggestion: question.suggestion.clone(),
            title: question.title.clone(),
            unit: question.unit.clone().unwrap_or_default(),
        });
    }
    PollDraft {
        title: plan.title.clone(),
        body: plan.body.clone(),
        on: plan.on.to_string(),
        kind: Some(plan.kind),
        items,
        apart: plan
            .questions
            .iter()
            .any(|one| one.aspect != Aspect::Overall),
        set: plan.rule.set.clone(),
        rule: Some(plan.rule.rule),
        members: plan.members,
        voters: plan.voters.clone(),
        observers: plan.observers.clone(),
        again_of: plan.again_of.clone(),
    }
}
