//! Which rows a query keeps.

use crate::mask::Mask;
use crate::projection::columns::{Cells, NO_DAY, flag, lane, signer};
use crate::projection::names::Symbol;
use crate::projection::row::{class_of, light_of, rating_of};
use crate::projection::{Projection, stage_index};
use crate::zh;
use chrono::{Months, NaiveDate};
use huiyin_protocol::ledger::{LedgerQuery, Waits};
use huiyin_rules::calendar::day_number;
use huiyin_rules::suggestion::{Kind, StageName};
use huiyin_rules::{Actor, Rating, Role};
use memchr::memmem::Finder;
use std::ops::Range;

/// A query with its names looked up: what is asked of a row is then only numbers.
pub struct Filter<'q> {
    query: &'q LedgerQuery,
    today: i32,
    mask: Mask,
    /// Bit `n` for the stage of index `n`.
    stages: u16,
    /// Bits of `flag` that must be set, and those that must not.
    set: u32,
    unset: u32,
    /// `None` inside: no row can have it.
    unit: Option<Option<Symbol>>,
    reply_unit: Option<Option<Symbol>>,
    deputy: Option<Option<Symbol>>,
    category: Option<Option<Symbol>>,
    delegation: Option<Option<Symbol>>,
    leader: Option<Option<Symbol>>,
    mine_unit: Option<Option<Symbol>>,
    mine_deputy: Option<Option<Symbol>>,
    replied: Option<Range<i32>>,
    words: Vec<Finder<'static>>,
}

/// The stages kept where none is asked for: those that count and those before them.
fn usual(stage: StageName) -> bool {
    match stage {
        StageName::NotAccepted | StageName::Merged | StageName::Void => false,
        StageName::Draft | StageName::Submitted | StageName::SentBack | StageName::Screened => true,
        StageName::Registered
        | StageName::Assigned
        | StageName::Handling
        | StageName::Replied
        | StageName::Evaluated
        | StageName::Closed => true,
    }
}

impl<'q> Filter<'q> {
    /// Prepares a query as `actor` asks it on `today`.
    pub fn new(
        projection: &Projection,
        query: &'q LedgerQuery,
        actor: &Actor,
        today: NaiveDate,
    ) -> Self {
        let name =
            |wanted: &Option<String>| wanted.as_ref().map(|name| projection.names.find(name));
        let wanted = |stage: &StageName| {
            if query.stages.is_empty() {
                usual(*stage)
            } else {
                query.stages.contains(stage)
            }
        };
        let stages = StageName::ALL.iter().filter(|stage| wanted(stage));
        let acting = actor.acting();
        let me = query.mine.then(|| projection.names.find(&acting.name));
        let of_kind = |kind| query.kind.map(|wanted| wanted == kind);
        let waits = |waits| (query.waits == Some(waits)).then_some(true);
        let bits = [
            (query.key, flag::KEY),
            (of_kind(Kind::Motion), flag::MOTION),
            (of_kind(Kind::Matter), flag::MATTER),
            (waits(Waits::Suspended), flag::SUSPENDED),
            (waits(Waits::Disagreement), flag::DISAGREED),
            (waits(Waits::Rehandle), flag::VOTED_DOWN),
            (query.promised.then_some(true), flag::PROMISED),
            (Some(true), flag::LIVE),
        ];
        let of = |value: bool| {
            let bits = bits
                .iter()
                .filter(move |(wanted, _)| *wanted == Some(value));
            bits.fold(0, |bits, (_, bit)| bits | bit)
        };
        Filter {
            query,
            today: day_number(today),
            mask: Mask::new(actor, today),
            stages: stages.fold(0, |bits, stage| bits | 1 << stage_index(*stage)),
            set: of(true),
            unset: of(false),
            unit: name(&query.unit),
            reply_unit: name(&query.reply_unit),
            deputy: name(&query.deputy),
            category: name(&query.category),
            delegation: name(&query.delegation),
            leader: name(&query.leader),
            mine_unit: me.filter(|_| acting.role == Role::Unit),
            mine_deputy: me.filter(|_| acting.role == Role::Deputy),
            replied: query.replied_month.as_ref().map(|month| month_range(month)),
            words: query
                .text
                .chars()
                .map(zh::fold)
                .collect::<String>()
                .split_whitespace()
                .map(|word| Finder::new(word).into_owned())
                .collect(),
        }
    }

    /// Whether a row is kept. Cheap questions come first, the search last.
    pub fn keeps(&self, projection: &Projection, dense: u32) -> bool {
        let at = dense as usize;
        let columns = &projection.columns;
        let Some((stage, flags)) = columns.stage.get(at).zip(columns.flags.get(at)) else {
            return false;
        };
        if self.stages & 1 << (stage & 15) == 0
            || flags & self.set != self.set
            || flags & self.unset != 0
        {
            return false;
        }
        let Some(cells) = columns.get(dense) else {
            return false;
        };
        self.keeps_values(&cells)
            && self.keeps_names(projection, &cells)
            && self.waits(projection, &cells)
            && self.finds(projection, &cells)
    }

    fn keeps_values(&self, cells: &Cells) -> bool {
        let query = self.query;
        let one_of = |wanted: &[_], value: Option<_>| {
            wanted.is_empty() || value.is_some_and(|value| wanted.contains(&value))
        };
        query.year.is_none_or(|year| i32::from(cells.year) == year)
            && (!query.rehandled || cells.rounds > 1)
            && (query.classes.is_empty()
                || class_of(cells.class).is_some_and(|class| query.classes.contains(&class)))
            && (query.ratings.is_empty()
                || rating_of(self.mask.rating(cells))
                    .is_some_and(|rating| query.ratings.contains(&rating)))
            && one_of(&query.lights, light_of(cells.due, cells.warn, self.today))
            && self
                .replied
                .as_ref()
                .is_none_or(|days| cells.replied != NO_DAY && days.contains(&cells.replied))
    }

    fn keeps_names(&self, projection: &Projection, cells: &Cells) -> bool {
        let is = |wanted: Option<Option<Symbol>>, symbol: Symbol| {
            wanted.is_none_or(|w| w == Some(symbol))
        };
        let unit = |wanted: Option<Option<Symbol>>, assisting: bool| {
            wanted.is_none_or(|wanted| {
                if wanted == Some(0) {
                    // The empty name asks for those without a unit.
                    return projection.words.get(cells.lanes).is_empty();
                }
                let one = |assisting| {
                    let mut units = projection.units(cells, assisting);
                    wanted.is_some_and(|wanted| units.any(|symbol| symbol == wanted))
                };
                one(false) || assisting && one(true)
            })
        };
        let deputy = |wanted: Option<Option<Symbol>>| {
            wanted.is_none_or(|wanted| {
                let mut words = projection.words.get(cells.signers).iter();
                wanted.is_some_and(|wanted| words.any(|word| word >> signer::SHIFT == wanted))
            })
        };
        is(self.category, cells.category)
            && is(self.delegation, cells.delegation)
            && is(self.leader, cells.leader)
            && unit(self.unit, true)
            && unit(self.reply_unit, false)
            && self.has_part(projection, cells)
            && deputy(self.deputy)
            && deputy(self.mine_deputy)
    }

    /// Whether the asking unit has or had a part. What waits for it, and how urgent it
    /// is, concerns only a part that it still has.
    fn has_part(&self, projection: &Projection, cells: &Cells) -> bool {
        let Some(wanted) = self.mine_unit else {
            return true;
        };
        let now = self.query.waits.is_some() || !self.query.lights.is_empty();
        let mut words = projection.words.get(cells.lanes).iter();
        words.any(|word| wanted == Some(word >> lane::SHIFT) && !(now && word & lane::PAST != 0))
    }

    /// Whether somebody still owes what the query asks for: the asking party, where it
    /// asks for its own.
    fn waits(&self, projection: &Projection, cells: &Cells) -> bool {
        let lanes = |bit: u32, without: u32| {
            let mut words = projection.words.get(cells.lanes).iter();
            words.any(|word| {
                let own = self
                    .mine_unit
                    .is_none_or(|me| me == Some(word >> lane::SHIFT));
                own && word & bit != 0 && word & without == 0
            })
        };
        let signers = |without: u32| {
            let mut words = projection.words.get(cells.signers).iter();
            words.any(|word| {
                let own = self
                    .mine_deputy
                    .is_none_or(|me| me == Some(word >> signer::SHIFT));
                own && word & without == 0
            })
        };
        match self.query.waits {
            None | Some(Waits::Suspended | Waits::Disagreement | Waits::Rehandle) => true,
            Some(Waits::Close) => {
                cells.stage == stage_index(StageName::Evaluated)
                    && rating_of(self.mask.rating(cells))
                        .is_some_and(|rating| rating != Rating::Dissatisfied)
                    && cells.flags & flag::VOTED_DOWN == 0
            }
            Some(Waits::Accept) => lanes(lane::WAITING, 0),
            Some(Waits::Reply) => lanes(lane::WORKING, lane::ASSISTING),
            Some(Waits::Opinion) => lanes(lane::OPINION, 0),
            Some(Waits::Delivery) => lanes(lane::UNDELIVERED, 0),
            Some(Waits::Redo) => lanes(lane::REDO, 0),
            Some(Waits::Evaluation) => signers(signer::EVALUATED),
            Some(Waits::LookBack) => self.today < cells.look_back && signers(signer::LOOKED_BACK),
        }
    }

    fn finds(&self, projection: &Projection, cells: &Cells) -> bool {
        let text = projection.search.get(cells.search).as_bytes();
        self.words.iter().all(|word| word.find(text).is_some())
    }
}

/// The days of a month written `2024-05`; none where it is not one.
fn month_range(month: &str) -> Range<i32> {
    let first = month.split_once('-').and_then(|(year, month)| {
        NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, 1)
    });
    let next = first.and_then(|first| first.checked_add_months(Months::new(1)));
    match first.zip(next) {
        Some((first, next)) => day_number(first)..day_number(next),
        None => 0..0,
    }
}
