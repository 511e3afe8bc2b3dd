//! From a row to what a page shows.

use super::columns::{Cells, NO_DAY, flag, lane, signer};
use super::names::Symbol;
use super::{Projection, stage_of};
use crate::mask::Mask;
use chrono::NaiveDate;
use huiyin_protocol::ledger::{DueCell, LedgerRow};
use huiyin_rules::calendar::{date_of, day_number};
use huiyin_rules::ids::SuggestionId;
use huiyin_rules::rates::Facts;
use huiyin_rules::rulebook::{Light, RuleCode};
use huiyin_rules::suggestion::Kind;
use huiyin_rules::suggestion::views::DeadlineKind;
use huiyin_rules::{Actor, AnswerClass, Calendar, Lang, Rating};

/// How rows are shown: when, to whom, in which language.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// The day it is.
    pub today: NaiveDate,
    /// The calendar.
    pub calendar: &'a Calendar,
    /// The language.
    pub lang: Lang,
    /// What is hidden.
    pub mask: Mask,
}

impl<'a> Shown<'a> {
    /// As `actor` sees them.
    pub fn to(actor: &Actor, today: NaiveDate, calendar: &'a Calendar, lang: Lang) -> Shown<'a> {
        Shown {
            today,
            calendar,
            lang,
            mask: Mask::new(actor, today),
        }
    }
}

impl Projection {
    /// What the rates count of a row, where opinions that `mask` hides are not known.
    pub fn facts(&self, dense: u32, mask: Mask) -> Facts {
        let Some(cells) = self.columns.get(dense) else {
            return Facts::default();
        };
        Facts {
            counted: cells.flags & flag::COUNTED != 0,
            key: cells.flags & flag::KEY != 0,
            replied: cells.flags & flag::REPLIED != 0,
            consulted: cells.flags & flag::CONSULTED != 0,
            rating: rating_of(mask.rating(&cells)),
            class: class_of(cells.class),
            contacts: cells.flags & flag::CONTACTS != 0,
            assigned: cells.flags & flag::ASSIGNED != 0,
        }
    }

    /// The units of a row that owe a reply, or those that assist.
    pub fn units(&self, cells: &Cells, assisting: bool) -> impl Iterator<Item = Symbol> {
        let lanes = self.words.get(cells.lanes).iter();
        lanes
            .filter(move |word| {
                **word & lane::PAST == 0 && (**word & lane::ASSISTING != 0) == assisting
            })
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
    pub fn row(&self, dense: u32, shown: Shown<'_>) -> Option<LedgerRow> {
        let cells = self.columns.get(dense)?;
        let mut deputies = self.deputies(&cells);
        let lead = self.names.get(deputies.next().unwrap_or(0)).to_owned();
        Some(LedgerRow {
            id: SuggestionId::try_from(self.texts.get(cells.id)).ok()?,
            number: self.texts.get(cells.number).to_owned(),
            title: self.texts.get(cells.title).to_owned(),
            kind: kind_of(cells.flags),
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
            rating: rating_of(shown.mask.rating(&cells)),
            due: due_cell(&cells, shown),
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

fn kind_of(flags: u32) -> Kind {
    if flags & flag::MOTION != 0 {
        Kind::Motion
    } else if flags & flag::MATTER != 0 {
        Kind::Matter
    } else {
        Kind::Suggestion
    }
}

fn due_cell(cells: &Cells, shown: Shown<'_>) -> Option<DueCell> {
    let date = date(cells.due)?;
    let light = light_of(cells.due, cells.warn, day_number(shown.today))?;
    Some(DueCell {
        what: due_of(cells.due_kind)?.title().get(shown.lang).to_owned(),
        date,
        provisional: cells.flags & flag::PROVISIONAL != 0,
        light,
        days_left: shown.calendar.working_days_between(shown.today, date),
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

/// The day of a column's number.
pub fn date(day: i32) -> Option<NaiveDate> {
    if day == NO_DAY { None } else { date_of(day) }
}

/// The column's number of a class.
pub(super) fn class_index(class: AnswerClass) -> u8 {
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

/// The column's number of a rating.
pub(super) fn rating_index(rating: Rating) -> u8 {
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

/// The column's number of a kind of deadline.
pub(super) fn due_index(kind: DeadlineKind) -> u8 {
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
