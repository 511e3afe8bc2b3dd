//! Why an order about stations is not carried out.

use super::code::code_shown;
use super::terms::StationKind;
use crate::order::Unfit;
use crate::text::Text;

/// Why not; [`StationRefusal::code`] is stable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StationRefusal {
    /// What holds for every order.
    Unfit(Unfit),
    /// There is no such station, or it is closed.
    StationUnknown {
        /// Which.
        id: String,
    },
    /// What it is to hang under is not there, or closed.
    ParentUnknown {
        /// The station.
        name: String,
        /// What it is to hang under.
        parent: String,
    },
    /// What it is to hang under is of no kind for that.
    ParentUnfit {
        /// The station.
        name: String,
        /// Its kind.
        kind: StationKind,
        /// What it is to hang under.
        parent: String,
        /// That one's kind.
        parent_kind: StationKind,
    },
    /// It would hang under itself.
    Circle {
        /// The station.
        name: String,
    },
    /// The tree would have too many levels.
    TooDeep {
        /// The station.
        name: String,
        /// Most levels.
        most: usize,
    },
    /// There would be too many stations.
    TooMany {
        /// Most.
        most: usize,
    },
    /// Two in one place have one name.
    NamedAlike {
        /// The name.
        name: String,
    },
    /// Whoever is placed is not on the roll.
    NotOnRoll {
        /// Who.
        deputy: String,
        /// Where.
        place: String,
    },
    /// A deputy has a place of that kind already.
    PlacedTwice {
        /// Who.
        deputy: String,
        /// Which kind.
        kind: StationKind,
        /// The place they have.
        first: String,
        /// The place they are to have.
        second: String,
    },
    /// It is closed already.
    ClosedAlready {
        /// The station.
        name: String,
    },
    /// Open stations hang on it.
    StillHangs {
        /// The station.
        name: String,
        /// How many.
        count: usize,
        /// One of them.
        first: String,
    },
    /// It is no code.
    CodeUnfit {
        /// What it is.
        code: String,
    },
    /// The code was made out before.
    CodeKnown {
        /// Which.
        code: String,
    },
    /// There is no such code.
    CodeUnknown {
        /// Which.
        code: String,
    },
    /// The code is withdrawn already.
    WithdrawnAlready {
        /// Which.
        code: String,
    },
}

impl From<Unfit> for StationRefusal {
    fn from(unfit: Unfit) -> StationRefusal {
        StationRefusal::Unfit(unfit)
    }
}

impl StationRefusal {
    /// The stable name.
    pub const fn code(&self) -> &'static str {
        match self {
            StationRefusal::Unfit(unfit) => unfit.code(),
            StationRefusal::StationUnknown { .. } => "station_unknown",
            StationRefusal::ParentUnknown { .. } => "station_parent_unknown",
            StationRefusal::ParentUnfit { .. } => "station_parent_unfit",
            StationRefusal::Circle { .. } => "station_circle",
            StationRefusal::TooDeep { .. } => "station_too_deep",
            StationRefusal::TooMany { .. } => "station_too_many",
            StationRefusal::NamedAlike { .. } => "station_named_alike",
            StationRefusal::NotOnRoll { .. } => "deputy_not_on_roll",
            StationRefusal::PlacedTwice { .. } => "deputy_placed_twice",
            StationRefusal::ClosedAlready { .. } => "station_closed_already",
            StationRefusal::StillHangs { .. } => "station_still_hangs",
            StationRefusal::CodeUnfit { .. } => "code_unfit",
            StationRefusal::CodeKnown { .. } => "code_known",
            StationRefusal::CodeUnknown { .. } => "code_unknown",
            StationRefusal::WithdrawnAlready { .. } => "code_withdrawn_already",
        }
    }

    /// What is wrong, where, and what to do.
    pub fn text(&self) -> Text {
        match self {
            StationRefusal::Unfit(unfit) => unfit.text(),
            StationRefusal::StationUnknown { id } => Text::new(
                format!("没有代码为“{id}”的联络站，或者已经撤销。请刷新后重新选择。"),
                format!("there is no station \"{id}\", or it is closed; reload and choose again"),
            ),
            StationRefusal::ParentUnknown { name, parent } => Text::new(
                format!(
                    "“{name}”的上级“{parent}”不存在或者已经撤销。请先设置上级，或者改选其他上级。"
                ),
                format!(
                    "\"{parent}\", under which \"{name}\" is to hang, is not there or closed; set it first or choose another"
                ),
            ),
            StationRefusal::ParentUnfit {
                name,
                kind,
                parent,
                parent_kind,
            } => {
                let (kind, above) = (kind.label(), parent_kind.label());
                Text::new(
                    format!(
                        "“{name}”是{}，不能设在{}“{parent}”之下。请改选上级。",
                        kind.zh, above.zh
                    ),
                    format!(
                        "\"{name}\" is a {} and cannot hang under the {} \"{parent}\"; choose another",
                        kind.en, above.en
                    ),
                )
            }
            StationRefusal::Circle { name } => Text::new(
                format!("“{name}”会成为自己的上级。请改选上级。"),
                format!("\"{name}\" would hang under itself; choose another parent"),
            ),
            StationRefusal::TooDeep { name, most } => Text::new(
                format!("“{name}”的层级超过{most}层。请改选上级。"),
                format!("\"{name}\" would be more than {most} levels deep; choose another parent"),
            ),
            StationRefusal::TooMany { most } => Text::new(
                format!("联络站和网格总数不能超过{most}个。请核对导入的表格。"),
                format!("there can be at most {most} stations and cells; check the sheet"),
            ),
            StationRefusal::NamedAlike { name } => Text::new(
                format!("同一上级之下有两个“{name}”。请加以区分。"),
                format!("two in one place are called \"{name}\"; tell them apart"),
            ),
            StationRefusal::NotOnRoll { deputy, place } => Text::new(
                format!("“{place}”的代表“{deputy}”不在代表名单中。请核对姓名，或者先更新名单。"),
                format!(
                    "\"{deputy}\" of \"{place}\" is not on the roll; check the name, or bring the roll up to date"
                ),
            ),
            StationRefusal::PlacedTwice {
                deputy,
                kind,
                first,
                second,
            } => {
                let kind = kind.label();
                Text::new(
                    format!(
                        "代表“{deputy}”已编入{}“{first}”，不能再编入“{second}”。请先从一处移出。",
                        kind.zh
                    ),
                    format!(
                        "\"{deputy}\" is placed in \"{first}\" and cannot be in \"{second}\" too, both being of the kind {}; take them out of one first",
                        kind.en
                    ),
                )
            }
            StationRefusal::ClosedAlready { name } => Text::new(
                format!("“{name}”已经撤销。"),
                format!("\"{name}\" is closed already"),
            ),
            StationRefusal::StillHangs { name, count, first } => Text::new(
                format!(
                    "“{name}”之下还有{count}个联络站或者网格（如“{first}”）。请先撤销或者改设上级。"
                ),
                format!(
                    "{count} stations or cells still hang on \"{name}\", such as \"{first}\"; close or move them first"
                ),
            ),
            StationRefusal::CodeUnfit { code } => Text::new(
                format!("“{code}”不是专属码：应为10位，不含字母I、L、O、U。请重新生成。"),
                format!("\"{code}\" is no code: ten symbols without I, L, O and U; make it anew"),
            ),
            StationRefusal::CodeKnown { code } => Text::new(
                format!("专属码{}已经发放过。请重新生成。", code_shown(code)),
                format!(
                    "the code {} was made out before; make another",
                    code_shown(code)
                ),
            ),
            StationRefusal::CodeUnknown { code } => Text::new(
                format!("没有专属码{}。请核对。", code_shown(code)),
                format!("there is no code {}; check it", code_shown(code)),
            ),
            StationRefusal::WithdrawnAlready { code } => Text::new(
                format!("专属码{}已经停用。", code_shown(code)),
                format!("the code {} is withdrawn already", code_shown(code)),
            ),
        }
    }
}
