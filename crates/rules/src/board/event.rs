//! What happened to the board. Wire format, as [`crate::suggestion::Event`] is: a released
//! event keeps its meaning and its field names for ever.

use super::terms::BoardField;
use crate::ids::SuggestionId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum BoardEvent {
    /// What the board is called and shows; a later one takes the place of an earlier one.
    BoardSet(BoardSet),
    /// Suggestions were put on it.
    ItemsPublished(ItemsPublished),
    /// Suggestions were taken off it.
    ItemsWithdrawn(ItemsWithdrawn),
}

/// Body of [`BoardEvent::BoardSet`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardSet {
    /// Its title.
    pub title: String,
    /// What stands above the items; may be empty.
    #[serde(default)]
    pub intro: String,
    /// What is shown of each item, beside title and stage.
    pub fields: Vec<BoardField>,
}

/// Body of [`BoardEvent::ItemsPublished`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemsPublished {
    /// Which.
    pub suggestions: Vec<SuggestionId>,
    /// The day.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
}

/// Body of [`BoardEvent::ItemsWithdrawn`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemsWithdrawn {
    /// Which.
    pub suggestions: Vec<SuggestionId>,
    /// Why.
    pub reason: String,
}
