//! One suggestion in full: its history is folded when it is opened.

mod oversight;
mod rounds;

use crate::fail::Trouble;
use crate::forms::{forms, in_force};
use crate::host::Host;
use crate::mask;
use crate::own::barred_act;
use crate::projection::Projection;
use crate::projection::row::Shown;
use crate::workspace::{Asker, Engine};
use chrono::NaiveDate;
use huiyin_protocol::item::{ActionView, ClassView, DeadlineView, ItemView, TimelineEntry};
use huiyin_rules::ids::{EventId, SuggestionId};
use huiyin_rules::rulebook::{Light, finished, light};
use huiyin_rules::suggestion::context::Context;
use huiyin_rules::suggestion::views::{
    self, Deadline, Entry, actions, deadlines, missing_contacts, timeline,
};
use huiyin_rules::suggestion::{Event, Stage, Suggestion, VoidCause};
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
        let settled = history.settled();
        let (suggestion, anomalies) = history.fold(id, &settled);
        let state = self.state.borrow();
        let unknown = || Trouble::no_such(id.as_str());
        let suggestion = suggestion.ok_or_else(unknown)?;
        let books = state.books.as_ref().ok_or_else(unknown)?;
        let book = books.get(books.index_of(suggestion.reckoned_from()));
        let rulebook = &*book.rulebook;
        let calendar = state.calendar();
        let lang = who.lang;
        let dense = state.projection.find(id.as_str()).ok_or_else(unknown)?;
        let shown = Shown::to(who.actor, today, calendar, lang);
        let row = state.projection.row(dense, shown).ok_or_else(unknown)?;
        let cells = state.projection.columns.get(dense).ok_or_else(unknown)?;
        let nameless = shown.mask.hides_names(&cells);
        let totals = mask::totals(&suggestion, shown.mask, &cells);
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
        let barred = barred_act(&state, who);
        let may = actions(Some(&suggestion), &context)
            .into_iter()
            .map(|(action, answer)| {
                let refused = answer.err().map(|refusal| mask::refused(refusal, &context));
                ActionView {
                    action,
                    label: action.label().get(lang).to_owned(),
                    refusal: barred.clone().or(refused).map(|trouble| trouble.told(lang)),
                }
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
                // Which deputies have answered is hidden with what they answered.
                .filter(|one| !(nameless && one.deputy.is_some()))
                .partition(|one| one.running);
        due.extend(over);
        let told = |event: &EventId| {
            let mut events = history.events.iter().filter(|one| one.id == *event);
            !nameless || events.all(|one| !mask::tells_opinion(one, &history.events))
        };
        let mut notes: Vec<String> = anomalies
            .iter()
            .filter(|anomaly| told(&anomaly.event))
            .map(|anomaly| anomaly.text.get(lang).to_owned())
            .collect();
        if history.unknown > 0 {
            notes.push(unknown_events(history.unknown, lang));
        }
        let rounds = || suggestion.rounds.iter();
        // Why it was closed although a deputy stayed dissatisfied tells of that opinion.
        let closings = history.events.iter().filter(|one| {
            nameless && matches!(&one.event, Event::Closed(closed) if closed.despite.is_some())
        });
        let unsaid: Vec<&EventId> = closings.map(|one| &one.id).collect();
        Ok(ItemView {
            row,
            stage_text: stage_text(&suggestion, rulebook, (lang, nameless), target),
            supervisor: suggestion
                .key
                .as_ref()
                .and_then(|key| key.supervisor.clone()),
            rounds: rounds::views(&suggestion, rulebook, (lang, nameless)),
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
            timeline: timeline(&history.events, &settled, rulebook, lang)
                .into_iter()
                .filter(|entry| told(&entry.event))
                .map(|entry| timeline_view(entry, &unsaid))
                .collect(),
            actions: may.collect(),
            latest: suggestion.latest.as_ref().map(|(event, _)| event.clone()),
            classes: AnswerClass::ALL
                .iter()
                .map(|class| class_view(*class, rulebook, lang))
                .collect(),
            anomalies: notes,
            rulebook: in_force(book, lang),
            forms: forms(rulebook, lang),
            key_facts: oversight::key_facts(&suggestion, lang),
            joined: suggestion
                .joined
                .iter()
                .map(|other| {
                    let dense = state.projection.find(other.as_str());
                    let text = |of: fn(&Projection, u32) -> &str| {
                        dense
                            .map_or("", |dense| of(&state.projection, dense))
                            .to_owned()
                    };
                    (
                        other.clone(),
                        text(Projection::number),
                        text(Projection::title),
                    )
                })
                .collect(),
            oversight: oversight::views(&suggestion, lang),
            reminders: u32::try_from(suggestion.reminders.len()).unwrap_or(u32::MAX),
            contacts: {
                let missing = missing_contacts(&suggestion, rulebook);
                let asked = rulebook.contacts.value.iter();
                asked
                    .map(|phase| (*phase, !missing.contains(phase)))
                    .collect()
            },
            step_owners: rulebook
                .step_owners
                .value
                .iter()
                .map(|one| {
                    let owner = one.owner.as_ref().map_or("", |owner| owner.get(lang));
                    (one.step.text().get(lang).to_owned(), owner.to_owned())
                })
                .collect(),
            opinions_hidden: if nameless {
                mask::reason(&cells, today, lang)
            } else {
                String::new()
            },
            opinion_totals: totals,
            conflicts: {
                let pairs = suggestion.conflicts.iter();
                pairs.filter(|(a, b)| told(a) && told(b)).count() as u32
            },
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
    (lang, nameless): (Lang, bool),
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
        Stage::Closed { on, despite } if nameless || despite.is_none() => on.to_string(),
        Stage::Closed { on, despite } => {
            let reason = despite.as_deref().unwrap_or_default();
            format!("{on} · {reason}")
        }
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
    let voted_down = suggestion.voted_down(rulebook).map(|_| match lang {
        Lang::Zh => "测评不满意，应重新办理",
        Lang::En => "voted dissatisfied, to be handled again",
    });
    let parts = [Some(name), Some(more.as_str()), voted_down];
    let said: Vec<&str> = parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    said.join(" · ")
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
        views::DeadlineKind::Rule(code) => {
            let cited = judge.rulebook.period(code).map(|rule| &rule.source);
            let cited = cited.or_else(|| Some(&judge.rulebook.year_day(code)?.source));
            cited.map(|source| source.cite.clone()).unwrap_or_default()
        }
        views::DeadlineKind::Promise => String::new(),
    };
    DeadlineView {
        what: one.kind.title().get(judge.lang).to_owned(),
        unit: one.unit.or(one.deputy),
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

fn timeline_view(entry: Entry, unsaid: &[&EventId]) -> TimelineEntry {
    let detail = if unsaid.contains(&&entry.event) {
        String::new()
    } else {
        entry.detail
    };
    TimelineEntry {
        event: entry.event,
        on: entry.on,
        at: entry.at,
        recorded_by: (entry.actor != entry.acting).then_some(entry.actor),
        who: entry.acting,
        what: entry.what,
        detail,
        basis: entry.basis,
        round: entry.round,
        undone: entry.undone,
        not_counted: entry.not_counted,
    }
}
