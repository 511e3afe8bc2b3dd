//! What leaves the workspace for the board: only chosen fields, texts masked, and no
//! number from which somebody's opinion could be had.

use super::files::{BoardItem, BoardStep, RatingCounts, UnitLine};
use super::mask::mask;
use super::state::Board;
use super::terms::BoardField;
use crate::suggestion::OpinionTotals;
use std::collections::BTreeMap;

/// Fewest opinions of which totals are told.
pub const LEAST: u32 = 5;

impl RatingCounts {
    /// Totals as they may be told; `None` where there are fewer than [`LEAST`].
    pub fn of(totals: OpinionTotals) -> Option<RatingCounts> {
        let given: u64 = totals.each().map(u64::from).iter().sum();
        (given >= u64::from(LEAST)).then_some(RatingCounts {
            satisfied: totals.satisfied,
            basically_satisfied: totals.basically_satisfied,
            dissatisfied: totals.dissatisfied,
        })
    }
}

impl Board {
    /// An item with the fields that the office chose and no other, its texts masked.
    pub fn shown(&self, item: BoardItem) -> BoardItem {
        let fields = self.fields();
        let on = |field: BoardField| fields.contains(&field);
        BoardItem {
            id: item.id,
            number: item.number.filter(|_| on(BoardField::Number)),
            title: mask(&item.title),
            category: item.category.filter(|_| on(BoardField::Category)),
            deputies: item.deputies.filter(|_| on(BoardField::Deputies)),
            units: item.units.filter(|_| on(BoardField::Units)),
            stage: item.stage,
            light: item.light.filter(|_| on(BoardField::Light)),
            due: item.due.filter(|_| on(BoardField::Due)),
            replied: item.replied.filter(|_| on(BoardField::ReplyDate)),
            class: item.class.filter(|_| on(BoardField::Class)),
            rating: item.rating.filter(|_| on(BoardField::Rating)),
        }
    }

    /// A reply, masked, where the office chose to show replies.
    pub fn shown_reply(&self, reply: &str) -> Option<String> {
        let shown = self.fields().contains(&BoardField::ReplyText);
        shown.then(|| mask(reply))
    }

    /// A step, masked.
    pub fn shown_step(&self, step: &BoardStep) -> BoardStep {
        BoardStep {
            on: step.on,
            zh: mask(&step.zh),
            en: mask(&step.en),
        }
    }
}

/// One unit's part in one published item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitPart {
    /// The unit.
    pub unit: String,
    /// Whether it has replied.
    pub replied: bool,
    /// The item's opinions.
    pub opinions: OpinionTotals,
}

/// What each unit did, by name. An item whose opinions are too few to be told counts for
/// nothing in its units' opinions either: taken from a unit's total, what the board says
/// of its other items would leave them over.
pub fn unit_lines(parts: impl IntoIterator<Item = UnitPart>) -> Vec<UnitLine> {
    let mut lines: BTreeMap<String, UnitLine> = BTreeMap::new();
    for part in parts {
        let line = lines.entry(part.unit.clone()).or_insert_with(|| UnitLine {
            name: part.unit,
            items: 0,
            replied: 0,
            satisfied: None,
        });
        line.items += 1;
        line.replied += u32::from(part.replied);
        if let Some(told) = RatingCounts::of(part.opinions) {
            let satisfied = line.satisfied.unwrap_or(0).saturating_add(told.satisfied);
            line.satisfied = Some(satisfied);
        }
    }
    lines.into_values().collect()
}
