//! What stations are made of.

use crate::text::Text;
use serde::{Deserialize, Serialize};

/// What kind of place it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StationKind {
    /// 一级站, such as a town's or street's.
    Level1,
    /// 二级站, such as a village's or community's.
    Level2,
    /// 代表工作室
    Studio,
    /// 网格: a cell of the grid, each with its own code (S4.13).
    Cell,
}

impl StationKind {
    /// Every kind.
    pub const ALL: [StationKind; 4] = [
        StationKind::Level1,
        StationKind::Level2,
        StationKind::Studio,
        StationKind::Cell,
    ];

    /// The name it is written by.
    pub const fn as_str(self) -> &'static str {
        match self {
            StationKind::Level1 => "level1",
            StationKind::Level2 => "level2",
            StationKind::Studio => "studio",
            StationKind::Cell => "cell",
        }
    }

    /// In words.
    pub fn label(self) -> Text {
        match self {
            StationKind::Level1 => Text::new("一级站", "level-1 station"),
            StationKind::Level2 => Text::new("二级站", "level-2 station"),
            StationKind::Studio => Text::new("代表工作室", "studio"),
            StationKind::Cell => Text::new("网格", "grid cell"),
        }
    }

    /// Whether one of this kind may hang under one of that kind: nothing hangs under a
    /// lower level, and only cells under a studio or a cell.
    pub const fn fits_under(self, parent: StationKind) -> bool {
        use StationKind::{Cell, Level1, Level2, Studio};
        match self {
            Level1 => matches!(parent, Level1),
            Level2 | Studio => matches!(parent, Level1 | Level2),
            Cell => matches!(parent, Level1 | Level2 | Studio | Cell),
        }
    }

    /// Whether a deputy has one place of this kind and no more. Cells are the exception:
    /// 139 deputies share 1,297 of them (S4.13).
    pub const fn one_each(self) -> bool {
        !matches!(self, StationKind::Cell)
    }
}

/// One place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Station {
    /// Names it for ever; its name may change.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What kind it is.
    pub kind: StationKind,
    /// The one it hangs under.
    #[serde(default)]
    pub parent: Option<String>,
    /// Where it is; may be empty.
    #[serde(default)]
    pub address: String,
    /// When it is open; may be empty.
    #[serde(default)]
    pub hours: String,
    /// Who is placed there, as the roll names them.
    #[serde(default)]
    pub deputies: Vec<String>,
}

/// A code (专属码) that was printed and put up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedCode {
    /// Ten symbols, without the dash.
    pub code: String,
    /// The station it leads to, where it is one's.
    #[serde(default)]
    pub station: Option<String>,
    /// The deputy it leads to, where it is one's.
    #[serde(default)]
    pub deputy: Option<String>,
    /// The drive it leads to, where it is one's.
    #[serde(default)]
    pub drive: Option<String>,
    /// What whoever scans it reads: whose it is.
    pub label: String,
}
