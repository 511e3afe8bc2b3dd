//! The public files: what any web server can hand out. Read by pages of our own and by
//! other people's: a field keeps its name and its meaning; one that the office did not
//! choose is absent.

use super::terms::BoardField;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A stable name with its words in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coded {
    /// The stable name.
    pub code: String,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// How many opinions of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RatingCounts {
    /// Satisfied.
    pub satisfied: u32,
    /// Basically satisfied.
    pub basically_satisfied: u32,
    /// Dissatisfied.
    pub dissatisfied: u32,
}

/// One suggestion on the board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardItem {
    /// The public id: never the one the workspace knows it by.
    pub id: String,
    /// The official number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The title.
    pub title: String,
    /// The category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Who raised it, the lead deputy first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deputies: Option<Vec<String>>,
    /// Who handles it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units: Option<Vec<String>>,
    /// Where it stands.
    pub stage: Coded,
    /// Whether it is in time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub light: Option<Coded>,
    /// The day its reply is due.
    #[serde(
        default,
        with = "crate::date::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub due: Option<NaiveDate>,
    /// The day it was replied to.
    #[serde(
        default,
        with = "crate::date::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub replied: Option<NaiveDate>,
    /// The reply's class, a letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// The deputies' opinions; absent where there are too few to be told apart from
    /// those who gave them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<RatingCounts>,
}

/// One step of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardStep {
    /// The day; absent where it is not known.
    #[serde(
        default,
        with = "crate::date::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub on: Option<NaiveDate>,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// `item/<id>.json`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemFile {
    /// [`ItemFile::FORM`].
    pub form: String,
    /// What the list says of it too.
    #[serde(flatten)]
    pub item: BoardItem,
    /// What was replied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<String>,
    /// How it went.
    #[serde(default)]
    pub steps: Vec<BoardStep>,
}

impl ItemFile {
    /// What this form of the file is called.
    pub const FORM: &str = "huiyin-board-item-1";
}

/// One rate of the whole ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RateLine {
    /// The stable name.
    pub code: String,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
    /// Of how many it is so.
    pub numerator: u64,
    /// Of how many.
    pub denominator: u64,
    /// In percent, such as `98.2`; absent where there is nothing to divide by.
    #[serde(default)]
    pub percent: Option<String>,
    /// What is counted, in Chinese.
    pub basis_zh: String,
    /// What is counted, in English.
    pub basis_en: String,
}

/// One unit's work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitLine {
    /// Its name.
    pub name: String,
    /// Published items it handles.
    pub items: u32,
    /// Those it replied to.
    pub replied: u32,
    /// Opinions that are satisfied; absent where there are too few opinions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub satisfied: Option<u32>,
}

/// `board.json`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardFile {
    /// [`BoardFile::FORM`].
    pub form: String,
    /// The board's title.
    pub title: String,
    /// What stands above the items.
    #[serde(default)]
    pub intro: String,
    /// The day it was made.
    #[serde(with = "crate::date")]
    pub updated: NaiveDate,
    /// What is shown of each item.
    pub fields: Vec<BoardField>,
    /// The items.
    pub items: Vec<BoardItem>,
    /// Rates of the ledger.
    #[serde(default)]
    pub rates: Vec<RateLine>,
    /// What each unit did.
    #[serde(default)]
    pub units: Vec<UnitLine>,
}

impl BoardFile {
    /// What this form of the file is called.
    pub const FORM: &str = "huiyin-board-list-1";
}
