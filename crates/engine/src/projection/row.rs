//! From a folded suggestion to its row, and from a row to what a page shows.

use super::columns::{Cells, NO_DAY, flag, lane, signer};
use super::names::Symbol;
use super::{Projection, stage_index, stage_of};
use crate::zh;
use chrono::{Datelike, NaiveDate};
use huiyin_protocol::ledger::{DueCell, LedgerRow};
use huiyin_rules::calendar::{date_of, day_number};
use huiyin_rules::ids::SuggestionId;
use huiyin_rules::rates::Facts;
use huiyin_rules::rulebook::{Light, RuleCode};
use huiyin_rules::suggestion::state::LaneState;
use huiyin_rules::suggestion::views::{DeadlineKind, deadlines, next_deadline};
use huiyin_rules::suggestion::{Kind, LaneRole, StageName, Suggestion};
use huiyin_rules::{AnswerClass, Calendar, Lang, Rating, Rulebook};

/// The rules and the day by which rows are judged.
#[derive(Clone, Copy, Debug)]
pub struct Basis<'a> {
    /// The rulebook in force.
    pub rulebook: &'a Rulebook,
    /// The calendar.
    pub calendar: &'a Calendar,
}

impl Projection {
    /// Writes the row of a suggestion that was folded anew. `None` where no
    /// event that stands makes it one: its row is then not live.
    pub fn write(
        &mut self,
        dense: u32,
        suggestion: Option<&Suggestion>,
        anomalies: usize,
        basis: Basis<'_>,
    ) {
        let Some(old) = self.columns.get(dense) else {
            return;
        };
        let anomalies = u16::try_from(anomalies).unwrap_or(u16::MAX);
        let Some(suggestion) = suggestion else {
            self.columns.set(
                dense,
                Cells {
                    flags: 0,
                    anomalies,
                    ..old
                },
            );
            return;
        };
        let number = suggestion.number.as_deref().unwrap_or("");
        let dossier = &suggestion.dossier;
        if self.texts.get(old.number) != number || self.texts.get(old.title) != dossier.title {
            self.forget_orders();
        }
        let signers = self.signers(suggestion);
        let lanes = self.lanes(suggestion);
        let searched = searched(suggestion);
        let next = next_due(suggestion, basis);
        let assigned = suggestion.rounds.first().and_then(|round| round.began);
        let met = suggestion
            .rounds
            .iter()
            .flat_map(|round| &round.consultations);
        let replies = suggestion.rounds.iter().flat_map(|round| round.replies());
        let cells = Cells {
            id: old.id,
            number: self.keep_text(old.number, number),
            title: self.keep_text(old.title, &dossier.title),
            search: if self.search.get(old.search) == searched {
                old.search
            } else {
                self.search.add(&searched)
            },
            stage: stage_index(suggestion.stage.name()),
            class: suggestion.class().map_or(0, class_index),
            rating: suggestion.rating().map_or(0, rating_index),
            flags: flags(suggestion, next.is_some_and(|next| next.2)),
            category: self.names.intern(dossier.category.as_deref().unwrap_or("")),
            delegation: self
                .names
                .intern(dossier.delegation.as_deref().unwrap_or("")),
            leader: self
                .names
                .intern(suggestion.leader.as_deref().unwrap_or("")),
            import: self
                .names
                .intern(suggestion.source.as_ref().map_or("", |s| s.import.as_str())),
            signers: self.words.replace(old.signers, &signers),
            lanes: self.words.replace(old.lanes, &lanes),
            assigned: day(assigned),
            consulted: day(met.filter_map(|met| met.on).max()),
            replied: day(replies.filter_map(|reply| reply.on).max()),
            due: day(next.map(|next| next.1)),
            warn: day(next.map(|next| basis.rulebook.warn_from(next.1, basis.calendar))),
            due_kind: next.map_or(0, |next| due_index(next.0)),
            year: year(assigned, number),
            rounds: u16::try_from(suggestion.rounds.len()).unwrap_or(u16::MAX),
            anomalies,
            positions: old.positions,
        };
        self.columns.set(dense, cells);
    }

    fn keep_text(&mut self, old: super::pool::Span, text: &str) -> super::pool::Span {
        if self.texts.get(old) == text {
            old
        } else {
            self.texts.add(text)
        }
    }

    fn signers(&mut self, suggestion: &Suggestion) -> Vec<u32> {
        let dossier = &suggestion.dossier;
        let names = std::iter::once(&dossier.lead).chain(&dossier.co_signers);
        let rated = |name: &str| {
            suggestion
                .round()
                .is_some_and(|r| r.evaluations.iter().any(|e| e.deputy == name))
        };
        names
            .map(|name| {
                let bits = if rated(name) { signer::EVALUATED } else { 0 };
                self.names.intern(name) << signer::SHIFT | bits
            })
            .collect()
    }

    fn lanes(&mut self, suggestion: &Suggestion) -> Vec<u32> {
        let lanes = suggestion
            .round()
            .into_iter()
            .flat_map(|round| round.lanes.iter().map(move |one| (round, one)));
        lanes
            .map(|(round, one)| {
                let mut bits = match &one.state {
                    LaneState::Waiting => lane::WAITING,
                    LaneState::Working { .. } => lane::WORKING,
                    LaneState::GivenBack => lane::GIVEN_BACK,
                    LaneState::Done(reply) if reply.promises() && !round.kept(&one.unit) => {
                        lane::PROMISED
                    }
                    LaneState::Done(_) => 0,
                };
                if one.role == LaneRole::Assisting {
                    bits |= lane::ASSISTING;
                }
                self.names.intern(&one.unit) << lane::SHIFT | bits
            })
            .collect()
    }

    /// What the rates count of a row.
    pub fn facts(&self, dense: u32) -> Facts {
        let Some(cells) = self.columns.get(dense) else {
            return Facts::default();
        };
        Facts {
            counted: cells.flags & flag::COUNTED != 0,
            key: cells.flags & flag::KEY != 0,
            replied: cells.flags & flag::REPLIED != 0,
            consulted: cells.flags & flag::CONSULTED != 0,
            rating: rating_of(cells.rating),
            class: class_of(cells.class),
        }
    }

    /// The units of a row that owe a reply, or those that assist.
    pub fn units(&self, cells: &Cells, assisting: bool) -> impl Iterator<Item = Symbol> {
        let lanes = self.words.get(cells.lanes).iter();
        lanes
            .filter(move |word| (**word & lane::ASSISTING != 0) == assisting)
            .map(|word| word >> lane::SHIFT)
    }

    /// The deputies of a row, the lead first.
    pub fn deputies(&self, cells: &Cells) -> impl Iterator<Item = Symbol> {
        self.words
            .get(cells.signers)
            .iter()
            .map(|word| word >> signer::SHIFT)
    }

    /// A row as the ledger shows it; `None` past the end.
    pub fn row(
        &self,
        dense: u32,
        today: NaiveDate,
        calendar: &Calendar,
        lang: Lang,
    ) -> Option<LedgerRow> {
        let cells = self.columns.get(dense)?;
        let mut deputies = self.deputies(&cells);
        let lead = self.names.get(deputies.next().unwrap_or(0)).to_owned();
        Some(LedgerRow {
            id: SuggestionId::try_from(self.texts.get(cells.id)).ok()?,
            number: self.texts.get(cells.number).to_owned(),
            title: self.texts.get(cells.title).to_owned(),
            kind: if cells.flags & flag::MOTION != 0 {
                Kind::Motion
            } else {
                Kind::Suggestion
            },
            category: self.names.get(cells.category).to_owned(),
            lead,
            co_signers: self.joined(deputies),
            delegation: self.names.get(cells.delegation).to_owned(),
            leader: self.names.get(cells.leader).to_owned(),
            units: self.joined(self.units(&cells, false)),
            assisting: self.joined(self.units(&cells, true)),
            key: cells.flags & flag::KEY != 0,
            stage: stage_of(cells.stage),
            assigned: date(cells.assigned),
            consulted: date(cells.consulted),
            replied: date(cells.replied),
            class: class_of(cells.class),
            rating: rating_of(cells.rating),
            due: due_cell(&cells, today, calendar, lang),
            rounds: u32::from(cells.rounds),
        })
    }

    fn joined(&self, symbols: impl Iterator<Item = Symbol>) -> String {
        let mut out = String::new();
        for symbol in symbols {
            if !out.is_empty() {
                out.push('、');
            }
            out.push_str(self.names.get(symbol));
        }
        out
    }
}

fn due_cell(cells: &Cells, today: NaiveDate, calendar: &Calendar, lang: Lang) -> Option<DueCell> {
    let date = date(cells.due)?;
    let light = light_of(cells.due, cells.warn, day_number(today))?;
    Some(DueCell {
        what: due_of(cells.due_kind)?.title().get(lang).to_owned(),
        date,
        provisional: cells.flags & flag::PROVISIONAL != 0,
        light,
        days_left: calendar.working_days_between(today, date),
    })
}

/// How a running deadline stands on the day numbered `today`; `None` where none runs.
pub fn light_of(due: i32, warn: i32, today: i32) -> Option<Light> {
    match due {
        NO_DAY => None,
        due if today > due => Some(Light::Overdue),
        _ if today >= warn => Some(Light::DueSoon),
        _ => Some(Light::Normal),
    }
}

/// The next running deadline: what, when, whether it may move.
fn next_due(suggestion: &Suggestion, basis: Basis<'_>) -> Option<(DeadlineKind, NaiveDate, bool)> {
    let may_run = match suggestion.stage.name() {
        StageName::Draft | StageName::SentBack | StageName::NotAccepted => false,
        StageName::Merged | StageName::Void => false,
        StageName::Submitted | StageName::Screened | StageName::Registered => true,
        StageName::Assigned | StageName::Handling | StageName::Replied => true,
        StageName::Evaluated | StageName::Closed => promised(suggestion),
    };
    if !may_run {
        return None;
    }
    let all = deadlines(suggestion, basis.rulebook, basis.calendar);
    next_deadline(&all).map(|next| (next.kind, next.due.date, next.due.provisional))
}

/// Whether a reply of the current round promised something that is not kept yet.
fn promised(suggestion: &Suggestion) -> bool {
    suggestion
        .round()
        .is_some_and(|round| round.promises().next().is_some())
}

fn flags(suggestion: &Suggestion, provisional: bool) -> u16 {
    let stage = suggestion.stage.name();
    let facts = suggestion.facts();
    let bits = [
        (true, flag::LIVE),
        (facts.counted, flag::COUNTED),
        (facts.replied, flag::REPLIED),
        (facts.consulted, flag::CONSULTED),
        (
            stage != StageName::Void && promised(suggestion),
            flag::PROMISED,
        ),
        (provisional, flag::PROVISIONAL),
        (
            suggestion.round().is_some_and(|round| round.given_back()),
            flag::GIVEN_BACK,
        ),
        (facts.key, flag::KEY),
        (suggestion.dossier.kind == Kind::Motion, flag::MOTION),
    ];
    bits.iter()
        .filter(|(set, _)| *set)
        .fold(0, |flags, (_, bit)| flags | bit)
}

/// What a search looks into: the texts as written, then their initials, a line each.
fn searched(suggestion: &Suggestion) -> String {
    let dossier = &suggestion.dossier;
    let lanes = suggestion.round().map_or(&[][..], |round| &round.lanes);
    let spoken: Vec<&str> = std::iter::once(dossier.title.as_str())
        .chain(std::iter::once(dossier.lead.as_str()))
        .chain(dossier.co_signers.iter().map(String::as_str))
        .chain(lanes.iter().map(|one| one.unit.as_str()))
        .collect();
    let mut out = String::new();
    let number = suggestion.number.as_deref().unwrap_or("");
    for text in std::iter::once(number).chain(spoken.iter().copied()) {
        out.extend(text.chars().map(zh::fold));
        out.push('\n');
    }
    for text in spoken {
        zh::push_initials(&mut out, text);
        out.push('\n');
    }
    out
}

fn year(assigned: Option<NaiveDate>, number: &str) -> u16 {
    let stated = assigned.and_then(|day| u16::try_from(day.year()).ok());
    let digits: String = number
        .chars()
        .map(zh::fold)
        .skip_while(|c| !c.is_ascii_digit())
        .collect();
    let numbered = digits.get(..4).and_then(|year| year.parse().ok());
    stated
        .or(numbered.filter(|year| (1949..2200).contains(year)))
        .unwrap_or(0)
}

fn day(date: Option<NaiveDate>) -> i32 {
    date.map_or(NO_DAY, day_number)
}

/// The day of a column's number.
pub fn date(day: i32) -> Option<NaiveDate> {
    if day == NO_DAY { None } else { date_of(day) }
}

fn class_index(class: AnswerClass) -> u8 {
    AnswerClass::ALL
        .iter()
        .position(|c| *c == class)
        .map_or(0, |at| at as u8 + 1)
}

/// The class of a column's number.
pub fn class_of(index: u8) -> Option<AnswerClass> {
    AnswerClass::ALL
        .get(usize::from(index).checked_sub(1)?)
        .copied()
}

fn rating_index(rating: Rating) -> u8 {
    Rating::ALL
        .iter()
        .position(|r| *r == rating)
        .map_or(0, |at| at as u8 + 1)
}

/// The rating of a column's number.
pub fn rating_of(index: u8) -> Option<Rating> {
    Rating::ALL.get(usize::from(index).checked_sub(1)?).copied()
}

/// The number of a promise's deadline; those of rules are below it.
const PROMISE: u8 = 255;

fn due_index(kind: DeadlineKind) -> u8 {
    match kind {
        DeadlineKind::Promise => PROMISE,
        DeadlineKind::Rule(code) => RuleCode::ALL
            .iter()
            .position(|c| *c == code)
            .map_or(0, |at| at as u8 + 1),
    }
}

fn due_of(index: u8) -> Option<DeadlineKind> {
    if index == PROMISE {
        return Some(DeadlineKind::Promise);
    }
    let code = RuleCode::ALL.get(usize::from(index).checked_sub(1)?)?;
    Some(DeadlineKind::Rule(*code))
}
