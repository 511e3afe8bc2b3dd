//! How a reply is classed (复文类别) and how a deputy rates it (满意度).

use serde::{Deserialize, Serialize};

/// The class of a reply. What each letter says, and whether it counts as
/// completed, is the rulebook's: places differ (S1 counts 正在解决 in A, the
/// national practice R11 puts it in B).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum AnswerClass {
    /// Solved.
    A,
    /// Under way or planned.
    B,
    /// To be solved later, conditions permitting.
    C,
    /// Kept for reference.
    D,
}

impl AnswerClass {
    /// Every class, in order.
    pub const ALL: [AnswerClass; 4] = [
        AnswerClass::A,
        AnswerClass::B,
        AnswerClass::C,
        AnswerClass::D,
    ];

    /// Whether a reply of this class leaves something to be done, after which the
    /// unit answers again (R2). A is solved and D is kept for reference.
    pub const fn promises(self) -> bool {
        matches!(self, AnswerClass::B | AnswerClass::C)
    }

    /// The letter.
    pub const fn letter(self) -> &'static str {
        match self {
            AnswerClass::A => "A",
            AnswerClass::B => "B",
            AnswerClass::C => "C",
            AnswerClass::D => "D",
        }
    }
}

/// A deputy's opinion, on the process or on the result. There is no default.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rating {
    /// 满意
    Satisfied,
    /// 基本满意
    BasicallySatisfied,
    /// 不满意
    Dissatisfied,
}

impl Rating {
    /// Every rating, from best to worst.
    pub const ALL: [Rating; 3] = [
        Rating::Satisfied,
        Rating::BasicallySatisfied,
        Rating::Dissatisfied,
    ];
}
