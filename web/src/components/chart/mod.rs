//! Charts as plain SVG, each with a name, a description and a table of the same
//! numbers, of which one is in view and both are read out.
//!
//! Pictures are drawn in whole pixels for the width they get, so text keeps its
//! size on every screen, and carry their colours as attributes, so a saved file
//! looks the same in Word. Style sheets may override these colours.

mod bars;
mod columns;
mod figure;
mod legend;
mod series;
mod stacked;
mod text;
mod twin;

pub use figure::Figure;

use crate::prelude::*;

/// What a chart shows.
#[derive(Clone, PartialEq)]
pub enum Chart {
    /// One number for each of a few names.
    Bars {
        /// What the names are, for the table.
        heading: String,
        /// The bars, from top to bottom.
        items: Vec<Bar>,
    },
    /// Several numbers for each of a row of months.
    Columns(Groups),
    /// Several parts of each of a list of wholes.
    Stacked(Groups),
}

/// One bar.
#[derive(Clone, PartialEq)]
pub struct Bar {
    /// Its name.
    pub label: String,
    /// Its length.
    pub value: u64,
    /// Its share of the whole as shown, such as `61.05%`; may be empty.
    pub share: String,
    /// The rows behind it.
    pub href: String,
}

/// Several series over the same names.
#[derive(Clone, PartialEq)]
pub struct Groups {
    /// What the names are, for the table.
    pub heading: String,
    /// The names of the series; at most five are told apart.
    pub series: Vec<String>,
    /// One group for each name.
    pub groups: Vec<Group>,
}

/// One name with a value for each series.
#[derive(Clone, PartialEq)]
pub struct Group {
    /// The name.
    pub label: String,
    /// The values, in the order of the series.
    pub values: Vec<u64>,
    /// The rows behind it; may be empty.
    pub href: String,
}

/// What is drawn, and how high it became, in pixels.
struct Picture {
    height: u32,
    body: Html,
}

impl Chart {
    /// Draws for a width in pixels; `id` begins the ids of patterns.
    fn draw(&self, id: &str, width: u32) -> Picture {
        match self {
            Chart::Bars { items, .. } => bars::draw(items, width),
            Chart::Columns(groups) => columns::draw(groups, id, width),
            Chart::Stacked(groups) => stacked::draw(groups, id, width),
        }
    }
}
