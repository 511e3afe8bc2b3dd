//! One suggestion in full: its history is folded when it is opened.

use crate::fail::Trouble;
use crate::host::Host;
use crate::workspace::{Asker, Engine};
use chrono::NaiveDate;
use huiyin_protocol::item::{
    ActionView, ClassView, ConsultView, DeadlineView, EvaluationView, ItemView, LaneView,
    ReplyView, RoundView, TimelineEntry,
};
use huiyin_rules::ids::SuggestionId;
use huiyin_rules::rulebook::{Light, finished, light};
use huiyin_rules::suggestion::context::Context;
use huiyin_rules::suggestion::event::Replied;
use huiyin_rules::suggestion::state::{LaneState, Round};
use huiyin_rules::suggestion::views::{self, Deadline, Entry, actions, deadlines, timeline};
use huiyin_rules::suggestion::{Stage, Suggestion, VoidCause};
use huiyin_rules::{AnswerClass, Calendar, Lang, Rulebook};
use huiyin_store::EventStore;

/// What the days of a page are judged by.
#[derive(Clone, Copy)]
struct Judge<'a> {
    today: NaiveDate,
    rulebook: &'a Rulebook,
    calendar: &'a Calendar,
    lang: Lang,
}

impl<S: EventStore, H: Host> Engine<S, H> {
    pub(crate) async fn item(
        &self,
        who: Asker<'_>,
        id: &SuggestionId,
    ) -> Result<ItemView, Trouble> {
        let history = self.history(id).await?;
        let now = self.host.now();
        let today = now.date_naive();
        let (suggestion, anomalies) = history.replay(id);
        let state = self.state.borrow();
        let unknown = || Trouble::no_such(id.as_str());
        let suggestion = suggestion.ok_or_else(unknown)?;
        let rulebook = state.rulebook.as_ref().ok_or_else(unknown)?;
        let calendar = state.calendar();
        let lang = who.lang;
        let dense = state.projection.find(id.as_str()).ok_or_else(unknown)?;
        let row = state
            .projection
            .row(dense, today, calendar, lang)
            .ok_or_else(unknown)?;
        let judge = Judge {
            today,
            rulebook,
            calendar,
            lang,
        };
        let context = Context {
            today,
            now,
            actor: who.actor,
            rulebook,
            calendar,
        };
        let may = actions(Some(&suggestion), &context)
            .into_iter()
            .map(|(action, answer)| ActionView {
                action,
                label: action.label().get(lang).to_owned(),
                refusal: answer
                    .err()
                    .map(|refusal| Trouble::from(refusal).told(lang)),
            });
        let target = |into: &SuggestionId| match state.projection.find(into.as_str()) {
            Some(dense) => {
                format!(
                    "{} 《{}》",
                    state.projection.number(dense),
                    state.projection.title(dense)
                )
            }
            None => into.to_string(),
        };
        let (mut due, over): (Vec<Deadline>, Vec<Deadline>) =
            deadlines(&suggestion, rulebook, calendar)
                .into_iter()
                .partition(|one| one.running);
        due.extend(over);
        let mut notes: Vec<String> = anomalies
            .iter()
            .map(|anomaly| anomaly.text.get(lang).to_owned())
            .collect();
        if history.unknown > 0 {
            notes.push(unknown_events(history.unknown, lang));
        }
        let rounds = || suggestion.rounds.iter();
        Ok(ItemView {
            row,
            stage_text: stage_text(&suggestion, rulebook, lang, target),
            supervisor: suggestion.key.clone().flatten(),
            rounds: suggestion
                .rounds
                .iter()
                .map(|round| round_view(round, lang))
                .collect(),
            progress: rounds()
                .flat_map(|round| &round.progress)
                .map(|p| (p.unit.clone(), p.on, p.note.clone()))
                .collect(),
            fulfilled: rounds()
                .flat_map(|round| &round.fulfilled)
                .map(|f| (f.unit.clone(), f.on, f.text.clone()))
                .collect(),
            deadlines: due
                .into_iter()
                .map(|one| deadline_view(one, judge))
                .collect(),
            timeline: timeline(&history.events, lang)
                .into_iter()
                .map(timeline_view)
                .collect(),
            actions: may.collect(),
            latest: suggestion.latest.as_ref().map(|(event, _)| event.clone()),
            classes: AnswerClass::ALL
                .iter()
                .map(|class| class_view(*class, rulebook, lang))
                .collect(),
            anomalies: notes,
            dossier: suggestion.dossier,
            source: suggestion.source,
        })
    }
}

fn unknown_events(count: u32, lang: Lang) -> String {
    match lang {
        Lang::Zh => {
            format!("有 {count} 条记录由较新的版本写入，本程序不认识，已保留但未计入。请升级程序。")
        }
        Lang::En => format!(
            "{count} records were written by a newer version and are kept but not counted; upgrade the program."
        ),
    }
}

fn stage_text(
    suggestion: &Suggestion,
    rulebook: &Rulebook,
    lang: Lang,
    target: impl Fn(&SuggestionId) -> String,
) -> String {
    let name = suggestion.stage.name().label();
    let name = name.get(lang);
    let more = match &suggestion.stage {
        Stage::SentBack { note } => note.clone(),
        Stage::NotAccepted { reason, note } => {
            let label = rulebook
                .reason_label(*reason)
                .cloned()
                .unwrap_or_else(|| reason.label());
            let label = label.get(lang);
            if note.is_empty() {
                label.to_owned()
            } else {
                format!("{label} · {note}")
            }
        }
        Stage::Merged { into } => target(into),
        Stage::Closed { on, despite: None } => on.to_string(),
        Stage::Closed {
            on,
            despite: Some(reason),
        } => format!("{on} · {reason}"),
        Stage::Void {
            cause: VoidCause::Withdrawn { reason },
            ..
        } => reason.clone(),
        Stage::Void {
            cause: VoidCause::ImportUndone { .. },
            ..
        } => match lang {
            Lang::Zh => "所属导入已撤销".to_owned(),
            Lang::En => "its import was undone".to_owned(),
        },
        Stage::Draft | Stage::Submitted | Stage::Screened | Stage::Registered => String::new(),
        Stage::Assigned | Stage::Handling | Stage::Replied | Stage::Evaluated => String::new(),
    };
    if more.is_empty() {
        name.to_owned()
    } else {
        format!("{name} · {more}")
    }
}

fn round_view(round: &Round, lang: Lang) -> RoundView {
    RoundView {
        began: round.began,
        reason: round.reason.clone(),
        lanes: round
            .lanes
            .iter()
            .map(|lane| LaneView {
                unit: lane.unit.clone(),
                role: lane.role,
                state: lane_text(&lane.state, lang),
                reply: match &lane.state {
                    LaneState::Done(reply) => Some(reply_view(reply)),
                    LaneState::Waiting | LaneState::Working { .. } | LaneState::GivenBack => None,
                },
            })
            .collect(),
        consultations: round
            .consultations
            .iter()
            .map(|met| ConsultView {
                unit: met.unit.clone(),
                on: met.on,
                phase: met.phase,
                people: met.people.clone(),
                outcome: met.outcome.clone(),
            })
            .collect(),
        evaluations: round
            .evaluations
            .iter()
            .map(|opinion| EvaluationView {
                deputy: opinion.deputy.clone(),
                on: opinion.on,
                process: opinion.process,
                result: opinion.result,
                note: opinion.note.clone(),
            })
            .collect(),
    }
}

fn lane_text(state: &LaneState, lang: Lang) -> String {
    let (zh, en) = match state {
        LaneState::Waiting => ("待签收", "not yet accepted"),
        LaneState::Working { .. } => ("办理中", "handling"),
        LaneState::GivenBack => ("已退办", "given back"),
        LaneState::Done(_) => ("已答复", "replied"),
    };
    if lang == Lang::Zh {
        zh.to_owned()
    } else {
        en.to_owned()
    }
}

fn reply_view(reply: &Replied) -> ReplyView {
    ReplyView {
        on: reply.on,
        class: reply.class,
        text: reply.text.clone(),
        points: reply.points.clone(),
        promise: reply.promise.clone(),
    }
}

fn class_view(class: AnswerClass, rulebook: &Rulebook, lang: Lang) -> ClassView {
    let rule = &rulebook.class(class).value;
    ClassView {
        class,
        text: rule.label.get(lang).to_owned(),
        promise_required: rule.tracked,
    }
}

fn deadline_view(one: Deadline, judge: Judge<'_>) -> DeadlineView {
    let due = one.due.date;
    let lit = match one.met_on {
        Some(done) => finished(due, done),
        None if one.running => light(due, judge.today, judge.rulebook, judge.calendar),
        // Neither met on a known day nor running: overtaken by what happened since.
        None => Light::Done,
    };
    let running = one.met_on.is_none() && one.running;
    let source = match one.kind {
        views::DeadlineKind::Rule(code) => judge.rulebook.period(code).source.cite.clone(),
        views::DeadlineKind::Promise => String::new(),
    };
    DeadlineView {
        what: one.kind.title().get(judge.lang).to_owned(),
        unit: one.unit,
        start: one.start,
        due,
        provisional: one.due.provisional,
        met_on: one.met_on,
        light: lit,
        days_left: if running {
            judge.calendar.working_days_between(judge.today, due)
        } else {
            0
        },
        steps: one
            .due
            .steps
            .iter()
            .map(|step| step.text.get(judge.lang).to_owned())
            .collect(),
        source,
    }
}

fn timeline_view(entry: Entry) -> TimelineEntry {
    TimelineEntry {
        event: entry.event,
        on: entry.on,
        at: entry.at,
        recorded_by: (entry.actor != entry.acting).then_some(entry.actor),
        who: entry.acting,
        what: entry.what,
        detail: entry.detail,
        basis: entry.basis,
        round: entry.round,
        undone: entry.undone,
    }
}
