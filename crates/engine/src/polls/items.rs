//! What a declared result does to the suggestions it is about, and what their records say
//! of it afterwards.

use crate::act;
use crate::fail::Trouble;
use crate::history::History;
use crate::host::Host;
use crate::workspace::{Asker, Engine};
use huiyin_protocol::poll::{DeclaredView, ResultView};
use huiyin_rules::ids::{EventId, SuggestionId};
use huiyin_rules::poll::{Aspect, Plan, Poll, PollEvent, QuestionResult, conclude};
use huiyin_rules::rulebook::RuleCode;
use huiyin_rules::suggestion::event::Assessed;
use huiyin_rules::suggestion::state::Round;
use huiyin_rules::suggestion::views::{DeadlineKind, deadlines};
use huiyin_rules::suggestion::{AssessmentKind, Command, Event, Recorded, Suggestion};
use huiyin_rules::{Calendar, Lang, Rating, Rulebook, Text};
use huiyin_store::{EventStore, StoreError};

/// What is recorded of suggestions, each with its aggregate.
type Items = Vec<(String, Vec<Event>)>;

impl<S: EventStore, H: Host> Engine<S, H> {
    /// What the suggestions' records take in of a declared result: the count on each, with
    /// the rule it was judged by, and where `rehandle` says so the order to handle again
    /// what did not satisfy. One that takes nothing in, or is not handled again now, is
    /// passed over; the poll's page says so.
    pub(super) async fn assessed(
        &self,
        who: Asker<'_>,
        plan: &Plan,
        events: &[PollEvent],
        rehandle: bool,
    ) -> Result<Items, Trouble> {
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
                finding: finding.clone(),
            };
            let mut history = self.history(&suggestion).await?;
            let Ok(mut events) = self.decided(who, &suggestion, &history, &command) else {
                continue;
            };
            for event in &mut events {
                if let Event::Assessed(assessed) = event {
                    assessed.rule = Some(plan.rule.rule);
                }
            }
            if rehandle && result.rating == Some(Rating::Dissatisfied) {
                for event in &events {
                    self.supposed(who, &mut history, event)?;
                }
                let again = Command::Rehandle {
                    on: self.today(),
                    reason: finding,
                };
                // Refused where it is under way, or was closed in the knowledge of more.
                if let Ok(more) = self.decided(who, &suggestion, &history, &again) {
                    events.extend(more);
                }
            }
            all.push((act::aggregate(&suggestion), events));
        }
        Ok(all)
    }

    /// What takes a declared result back out of the suggestions' records, the order to
    /// handle again first. A poll that was set aside counts for nothing, so nothing may
    /// rest on it; but what somebody has built on since is not pulled from under them:
    /// there the record stays as it is, and the poll's page says so.
    pub(super) async fn taken_back(&self, who: Asker<'_>, poll: &Poll) -> Result<Items, Trouble> {
        let mut all = Vec::new();
        let declared = poll.declared.iter();
        let results = declared.flat_map(|declared| &declared.results);
        for (suggestion, finding) in results.filter_map(|result| concerned(&poll.plan, result)) {
            let mut history = self.history(&suggestion).await?;
            let own = |event: &Event| match event {
                Event::Assessed(one) => is_of(&poll.plan, &finding, one),
                Event::Rehandled(one) => one.reason == finding,
                _ => false,
            };
            let mut undone = Vec::new();
            while let Some(event) = latest(&suggestion, &history, own) {
                let Ok(more) = self.decided(who, &suggestion, &history, &Command::Undo { event })
                else {
                    break;
                };
                for event in &more {
                    self.supposed(who, &mut history, event)?;
                }
                undone.extend(more);
            }
            if !undone.is_empty() {
                all.push((act::aggregate(&suggestion), undone));
            }
        }
        Ok(all)
    }

    /// Where a poll is about suggestions: the period in force for handling again what did
    /// not satisfy, empty where the rulebook has none, and its source.
    pub(super) fn rehandle_rule(&self, plan: &Plan, lang: Lang) -> Option<(String, String)> {
        plan.questions
            .iter()
            .find_map(|one| one.suggestion.as_ref())?;
        let state = self.state.borrow();
        let rule = &state.books.as_ref()?.newest().rehandle_period;
        let period = rule.value.map(|period| period.text().get(lang).to_owned());
        Some((period.unwrap_or_default(), rule.source.cite.clone()))
    }

    /// Folds in what is decided and not stored yet, for what is decided next.
    fn supposed(
        &self,
        who: Asker<'_>,
        history: &mut History,
        event: &Event,
    ) -> Result<(), Trouble> {
        let id = EventId::try_from(format!("next-{}", history.events.len()))
            .map_err(|error| Trouble::input("bad_id", error.to_string(), error.to_string()))?;
        history.events.push(Recorded {
            id,
            at: self.host.now(),
            actor: who.actor.clone(),
            event: event.clone(),
        });
        Ok(())
    }

    /// What the suggestions' records hold of the results.
    pub(super) async fn mark_recorded(
        &self,
        poll: &Poll,
        declared: &mut DeclaredView,
        lang: Lang,
    ) -> Result<(), StoreError> {
        let Some(kept) = &poll.declared else {
            return Ok(());
        };
        for (shown, result) in declared.results.iter_mut().zip(&kept.results) {
            if poll.annulled.is_some() {
                shown.next = None;
            }
            let Some((id, finding)) = concerned(&poll.plan, result) else {
                continue;
            };
            let history = self.history(&id).await?;
            let (Some(one), _) = history.replay(&id) else {
                continue;
            };
            let state = self.state.borrow();
            let Some(books) = &state.books else {
                continue;
            };
            let seen = Seen {
                poll,
                finding: &finding,
                one: &one,
                rulebook: books.judging(Some(&one), self.today()),
                calendar: state.calendar(),
            };
            seen.mark(shown, lang);
        }
        Ok(())
    }
}

/// One result in the record of its suggestion.
struct Seen<'a> {
    poll: &'a Poll,
    finding: &'a str,
    one: &'a Suggestion,
    rulebook: &'a Rulebook,
    calendar: &'a Calendar,
}

impl Seen<'_> {
    fn mark(&self, shown: &mut ResultView, lang: Lang) {
        let own = |vote: &Assessed| is_of(&self.poll.plan, self.finding, vote);
        shown.recorded = self.one.assessments.iter().any(own);
        let round = self.ordered();
        shown.rehandled = round.is_some();
        let stage = self.one.stage.name().label();
        let again = if self.poll.annulled.is_some() {
            shown.recorded.then(|| {
                Text::new(
                    "测评已作废；建议的办理记录在写入结果以后又有新的记录，没有一并撤销，请打开建议处理。",
                    "the vote is annulled; the suggestion's record went on after the result and still holds it: open the suggestion and deal with it there",
                )
            })
        } else if !shown.recorded {
            Some(Text::new(
                format!("结果没有写入建议的办理记录：建议的阶段为“{}”。", stage.zh),
                format!(
                    "the suggestion's record did not take the result in: it is `{}`",
                    stage.en
                ),
            ))
        } else if shown.rating != Some(Rating::Dissatisfied) {
            None
        } else if let Some((number, _)) = round {
            Some(self.under_way(number))
        } else if self.one.voted_down(self.rulebook).is_some_and(own) {
            Some(Text::new(
                "还没有启动重新办理。请打开建议，交付重新办理。",
                "it is not handled again yet: open the suggestion and order a new round",
            ))
        } else {
            Some(Text::new(
                format!("没有据此启动新一轮办理：建议的阶段为“{}”。", stage.zh),
                format!(
                    "no round was opened for it: the suggestion is `{}`",
                    stage.en
                ),
            ))
        };
        shown.again = again.map(|text| text.get(lang).to_owned());
    }

    /// The round that was ordered because of the result, counted from 1.
    fn ordered(&self) -> Option<(u32, &Round)> {
        let mut rounds = self.one.rounds.iter().enumerate().rev();
        let (at, round) = rounds.find(|(_, one)| one.reason.as_deref() == Some(self.finding))?;
        Some((u32::try_from(at + 1).unwrap_or(u32::MAX), round))
    }

    fn under_way(&self, number: u32) -> Text {
        let mut text = Text::new(
            format!("已启动第{number}轮办理"),
            format!("round {number} is under way"),
        );
        let all = deadlines(self.one, self.rulebook, self.calendar).into_iter();
        let due = all.filter(|one| {
            one.round == number && one.kind == DeadlineKind::Rule(RuleCode::Rehandle)
        });
        if let Some(due) = due.map(|one| one.due).max_by_key(|due| due.date) {
            let (day, (zh, en)) = (due.date, provisional(due.provisional));
            text.zh.push_str(&format!("，重新办理的期限为{day}{zh}"));
            text.en.push_str(&format!(", to be answered by {day}{en}"));
        }
        text.zh.push('。');
        text
    }
}

/// What is added to a day that holidays not announced yet may move.
const fn provisional(is: bool) -> (&'static str, &'static str) {
    if is {
        ("（暂估）", " (provisional)")
    } else {
        ("", "")
    }
}

/// Whether an assessment is what a poll's result was recorded as.
fn is_of(plan: &Plan, finding: &str, one: &Assessed) -> bool {
    one.kind == AssessmentKind::Vote && one.on == plan.on && one.finding == finding
}

/// The latest event of a suggestion, where it is one of `own`.
fn latest(id: &SuggestionId, history: &History, own: impl Fn(&Event) -> bool) -> Option<EventId> {
    let (latest, _) = history.replay(id).0?.latest?;
    let mut events = history.events.iter();
    let found = events.find(|one| one.id == latest)?;
    own(&found.event).then_some(latest)
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
