//! The columnar projection: everything lists, filters, searches and statistics
//! read. One suggestion's full history is folded only when it is opened.

pub mod columns;
pub mod ids;
pub mod names;
pub mod pool;
pub mod row;
pub mod snapshot;
pub mod write;

use crate::facts::WorkspaceFacts;
use crate::marks::Marks;
use crate::order;
use crate::zh;
use chrono::{Datelike, NaiveDate};
use columns::{Cells, Columns, flag};
use huiyin_rules::suggestion::StageName;
use ids::IdTable;
use names::Names;
use pool::{Span, TextPool, WordPool};
use serde::{Deserialize, Serialize};

/// Everything derived from the events up to `head`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Projection {
    /// The last position folded in.
    pub head: u64,
    /// The greatest sequence number of any event; what is recorded next gets a greater one.
    pub seq: u64,
    /// Events of a kind or shape this program does not know: kept, counted, not folded.
    pub unknown: u64,
    /// The rulebooks and calendars the rows were judged with: ids of their events.
    pub basis: (String, String),
    /// What did not count, and what contradicts, when the rows were folded.
    pub marks: Marks,
    /// Rows with contradictions that nobody has settled, in order, and how many each.
    pub contested: Vec<(u32, u32)>,
    /// What is known of the workspace itself.
    pub facts: WorkspaceFacts,
    /// The names rows speak of.
    pub names: Names,
    /// The rows.
    pub columns: Columns,
    /// Identities, numbers, titles.
    pub texts: TextPool,
    /// What is searched.
    pub search: TextPool,
    /// Deputies, units, positions.
    pub words: WordPool,
    /// Rows in the order of their numbers, as ranks; empty where it has to be found anew.
    number_ranks: Vec<u32>,
    /// Rows in the order of their titles, as ranks; empty where it has to be found anew.
    title_ranks: Vec<u32>,
    #[serde(skip)]
    index: IdTable,
}

impl Projection {
    /// Rows, live or not.
    pub fn len(&self) -> u32 {
        self.columns.rows() as u32
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.columns.rows() == 0
    }

    /// The dense number of a suggestion of which at least one event is known.
    pub fn find(&self, id: &str) -> Option<u32> {
        self.index.find(id, |dense| self.id(dense))
    }

    /// The identity of a row.
    pub fn id(&self, dense: u32) -> &str {
        self.text(&self.columns.id, dense)
    }

    /// The official number of a row; empty where it has none.
    pub fn number(&self, dense: u32) -> &str {
        self.text(&self.columns.number, dense)
    }

    /// The title of a row.
    pub fn title(&self, dense: u32) -> &str {
        self.text(&self.columns.title, dense)
    }

    fn text(&self, column: &[Span], dense: u32) -> &str {
        column
            .get(dense as usize)
            .map_or("", |span| self.texts.get(*span))
    }

    /// The positions of a row's events, in order of arrival.
    pub fn positions(&self, dense: u32) -> &[u32] {
        let span = self.columns.positions.get(dense as usize);
        span.map_or(&[], |span| self.words.get(*span))
    }

    /// The stage of a row.
    pub fn stage(&self, dense: u32) -> StageName {
        stage_of(self.columns.stage.get(dense as usize).copied().unwrap_or(0))
    }

    /// Whether a row has a bit of [`flag`] set.
    pub fn has(&self, dense: u32, bit: u32) -> bool {
        self.columns
            .flags
            .get(dense as usize)
            .is_some_and(|flags| flags & bit != 0)
    }

    /// Notes that the event at `position` is about suggestion `id`, and gives its dense number.
    pub fn note(&mut self, id: &str, position: u32) -> u32 {
        let dense = self.find(id).unwrap_or_else(|| self.begin(id));
        if let Some(place) = self.columns.positions.get_mut(dense as usize) {
            *place = self.words.extend(*place, position);
        }
        dense
    }

    fn begin(&mut self, id: &str) -> u32 {
        let dense = self.len();
        let id_text = self.texts.add(id);
        self.columns.push(Cells::blank(id_text));
        let (texts, ids) = (&self.texts, &self.columns.id);
        let text = |dense: u32| ids.get(dense as usize).map_or("", |span| texts.get(*span));
        self.index.insert(id, dense, text);
        self.forget_orders();
        dense
    }

    /// Forgets the order of rows: numbers or titles changed.
    pub(crate) fn forget_orders(&mut self) {
        self.number_ranks.clear();
        self.title_ranks.clear();
    }

    /// Rebuilds what a snapshot leaves out.
    fn reindex(&mut self) {
        let mut index = IdTable::with_room_for(self.columns.rows());
        for dense in 0..self.len() {
            index.insert(self.id(dense), dense, |other| self.id(other));
        }
        self.index = index;
    }

    /// The places of rows in the order of numbers: unnumbered ones first, then by number, then as they came.
    pub fn number_ranks(&mut self) -> &[u32] {
        if self.number_ranks.len() != self.columns.rows() {
            let texts = &self.texts;
            let order = zh::order(self.columns.number.iter().map(|span| texts.get(*span)));
            self.number_ranks = inverse(&order);
        }
        &self.number_ranks
    }

    /// The places of rows in pinyin order of their titles.
    pub fn title_ranks(&mut self) -> &[u32] {
        if self.title_ranks.len() != self.columns.rows() {
            let texts = &self.texts;
            let order = zh::order(self.columns.title.iter().map(|span| texts.get(*span)));
            self.title_ranks = inverse(&order);
        }
        &self.title_ranks
    }

    /// The places by number, as [`Projection::number_ranks`] last found them.
    pub fn number_ranks_known(&self) -> &[u32] {
        &self.number_ranks
    }

    /// The places by title, as [`Projection::title_ranks`] last found them.
    pub fn title_ranks_known(&self) -> &[u32] {
        &self.title_ranks
    }

    /// The number proposed for the next registration: one more than the highest
    /// of this year's that are written like `2024-001`.
    pub fn next_number(&self, today: NaiveDate) -> String {
        let prefix = format!("{}-", today.year());
        let (taken, width) = self.numbers(&prefix, 6);
        let last = taken.last().copied().unwrap_or(0);
        format!("{prefix}{:0width$}", last + 1)
    }

    /// The numbers in force that begin with `prefix` and go on with at most so many digits,
    /// in order, each once; and how many digits to write: as many as the highest has, three
    /// where there is none.
    pub fn numbers(&self, prefix: &str, digits: usize) -> (Vec<u32>, usize) {
        let most = digits;
        let taken = (0..self.len()).filter(|dense| self.stage(*dense) != StageName::Void);
        let numbers = taken.filter_map(|dense| {
            let digits = self.number(dense).strip_prefix(prefix)?;
            let plain = digits.len() <= most && digits.bytes().all(|b| b.is_ascii_digit());
            Some((digits.parse::<u32>().ok().filter(|_| plain)?, digits.len()))
        });
        let (mut all, mut highest) = (Vec::new(), (0, 3));
        for (number, width) in numbers {
            all.push(number);
            highest = highest.max((number, width));
        }
        (order::unique(all), highest.1)
    }

    /// Notes how many contradictions about a row nobody has settled.
    pub(crate) fn contest(&mut self, dense: u32, count: usize) {
        let at = self.contested.partition_point(|one| one.0 < dense);
        if self.contested.get(at).is_some_and(|one| one.0 == dense) {
            self.contested.remove(at);
        }
        if count > 0 {
            let count = u32::try_from(count).unwrap_or(u32::MAX);
            self.contested.insert(at, (dense, count));
        }
    }

    /// Contradictions that somebody has to settle: decisions made apart, and numbers given twice.
    pub fn conflicts(&self) -> u32 {
        let apart: u32 = self.contested.iter().map(|one| one.1).sum();
        let mut firsts: Vec<u32> = Vec::new();
        for (_, first) in self.renumbered() {
            if !firsts.contains(&first) {
                firsts.push(first);
            }
        }
        apart + firsts.len() as u32
    }

    /// Rows in force, each with the first before it that has the same official number.
    pub fn renumbered(&self) -> Vec<(u32, u32)> {
        let mut known = IdTable::with_room_for(self.columns.rows());
        let mut twice = Vec::new();
        for dense in 0..self.len() {
            let number = self.number(dense);
            if number.is_empty() || self.stage(dense) == StageName::Void {
                continue;
            }
            match known.find(number, |other| self.number(other)) {
                Some(first) => twice.push((dense, first)),
                None => known.insert(number, dense, |other| self.number(other)),
            }
        }
        twice
    }

    /// Suggestions that are not void.
    pub fn standing(&self) -> u32 {
        let void = stage_index(StageName::Void);
        let rows = self.columns.stage.iter().zip(&self.columns.flags);
        rows.filter(|(stage, flags)| **stage != void && **flags & flag::LIVE != 0)
            .count() as u32
    }

    /// Contradictions found, in all.
    pub fn anomalies(&self) -> u32 {
        self.columns.anomalies.iter().map(|n| u32::from(*n)).sum()
    }

    /// A row that is in force and has this official number, other than `except`.
    pub fn numbered(&self, number: &str, except: Option<u32>) -> Option<u32> {
        if number.is_empty() {
            return None;
        }
        (0..self.len()).find(|dense| {
            self.number(*dense) == number
                && Some(*dense) != except
                && self.stage(*dense) != StageName::Void
        })
    }
}

fn inverse(order: &[u32]) -> Vec<u32> {
    let mut ranks = vec![0; order.len()];
    for (rank, row) in order.iter().enumerate() {
        if let Some(place) = ranks.get_mut(*row as usize) {
            *place = rank as u32;
        }
    }
    ranks
}

/// The number a stage has in columns.
pub fn stage_index(stage: StageName) -> u8 {
    StageName::ALL.iter().position(|s| *s == stage).unwrap_or(0) as u8
}

/// The stage of a column's number.
pub fn stage_of(index: u8) -> StageName {
    StageName::ALL
        .get(usize::from(index))
        .copied()
        .unwrap_or(StageName::Draft)
}
