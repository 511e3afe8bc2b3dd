//! The light of a deadline: normal, due soon, overdue, done.

use super::Rulebook;
use crate::calendar::Calendar;
use crate::text::Text;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How a deadline stands. Shown with shape and word, never by colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Light {
    /// 正常: more working days are left than the rulebook's `due-soon`.
    Normal,
    /// 临期: that many working days or fewer are left, the last day included.
    DueSoon,
    /// 逾期: the last day is over and it is not done.
    Overdue,
    /// 按期办理: done in time.
    Done,
    /// 逾期办理: done after the last day.
    DoneLate,
}

impl Light {
    /// Every light, in order.
    pub const ALL: [Light; 5] = [
        Light::Normal,
        Light::DueSoon,
        Light::Overdue,
        Light::Done,
        Light::DoneLate,
    ];

    /// The word beside the shape.
    pub fn text(self) -> Text {
        match self {
            Light::Normal => Text::new("正常", "on time"),
            Light::DueSoon => Text::new("临期", "due soon"),
            Light::Overdue => Text::new("逾期", "overdue"),
            Light::Done => Text::new("按期办理", "done in time"),
            Light::DoneLate => Text::new("逾期办理", "done late"),
        }
    }
}

/// How `due` stands on `today` while it is not done.
pub fn light(due: NaiveDate, today: NaiveDate, rulebook: &Rulebook, calendar: &Calendar) -> Light {
    if today > due {
        Light::Overdue
    } else if today >= rulebook.warn_from(due, calendar) {
        Light::DueSoon
    } else {
        Light::Normal
    }
}

/// How `due` stands once it was done on `done`.
pub fn finished(due: NaiveDate, done: NaiveDate) -> Light {
    if done > due {
        Light::DoneLate
    } else {
        Light::Done
    }
}
