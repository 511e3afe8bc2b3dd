//! What can be published of a suggestion.

use crate::rulebook::Rulebook;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// One field of an item on the board. Title and stage are always shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BoardField {
    /// The official number.
    Number,
    /// The title.
    Title,
    /// The category.
    Category,
    /// Who raised it.
    Deputies,
    /// Who handles it.
    Units,
    /// Where it stands.
    Stage,
    /// Whether it is in time.
    Light,
    /// The day its reply is due.
    Due,
    /// The day it was replied to.
    ReplyDate,
    /// What was replied.
    ReplyText,
    /// The reply's class.
    Class,
    /// How satisfied the deputies are, as totals.
    Rating,
}

impl BoardField {
    /// Every field, in the order the board shows them.
    pub const ALL: [BoardField; 12] = [
        BoardField::Number,
        BoardField::Title,
        BoardField::Category,
        BoardField::Deputies,
        BoardField::Units,
        BoardField::Stage,
        BoardField::Light,
        BoardField::Due,
        BoardField::ReplyDate,
        BoardField::ReplyText,
        BoardField::Class,
        BoardField::Rating,
    ];

    /// Whether it is shown whatever the rulebook says and the office chose.
    pub const fn always(self) -> bool {
        matches!(self, BoardField::Title | BoardField::Stage)
    }

    /// Whether a rulebook lets the board show it.
    pub fn open(self, book: &Rulebook) -> bool {
        self.always() || book.board_fields.value.contains(&self)
    }

    /// The name it is written by.
    pub const fn as_str(self) -> &'static str {
        match self {
            BoardField::Number => "number",
            BoardField::Title => "title",
            BoardField::Category => "category",
            BoardField::Deputies => "deputies",
            BoardField::Units => "units",
            BoardField::Stage => "stage",
            BoardField::Light => "light",
            BoardField::Due => "due",
            BoardField::ReplyDate => "reply_date",
            BoardField::ReplyText => "reply_text",
            BoardField::Class => "class",
            BoardField::Rating => "rating",
        }
    }

    /// In words.
    pub fn label(self) -> Text {
        match self {
            BoardField::Number => Text::new("编号", "number"),
            BoardField::Title => Text::new("标题", "title"),
            BoardField::Category => Text::new("类别", "category"),
            BoardField::Deputies => Text::new("提出代表", "deputies"),
            BoardField::Units => Text::new("承办单位", "handling units"),
            BoardField::Stage => Text::new("办理阶段", "stage"),
            BoardField::Light => Text::new("办理时限", "light"),
            BoardField::Due => Text::new("答复期限", "reply due"),
            BoardField::ReplyDate => Text::new("答复日期", "day of the reply"),
            BoardField::ReplyText => Text::new("答复内容", "reply"),
            BoardField::Class => Text::new("答复类别", "class of the reply"),
            BoardField::Rating => Text::new("代表评价", "deputies' opinions"),
        }
    }
}
