//! Why an order about a drive is not carried out, or answers do not fit.

use crate::order::Unfit;
use crate::text::Text;
use chrono::NaiveDate;

/// Why not; [`DriveRefusal::code`] is stable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DriveRefusal {
    /// What holds for every order.
    Unfit(Unfit),
    /// There is no such drive.
    NoSuchDrive,
    /// It is over.
    Over {
        /// Its last day.
        on: NaiveDate,
    },
    /// Its questions are being answered.
    QuestionsStand {
        /// Since when.
        since: NaiveDate,
    },
    /// It would end before it begins, or has ended.
    DaysUnfit {
        /// Its first day.
        opens: NaiveDate,
        /// Its last day.
        closes: NaiveDate,
    },
    /// An answer is to no question of this drive.
    QuestionUnknown,
    /// An answer is not of its question's kind, or given twice.
    AnswerUnfit {
        /// The question.
        question: String,
    },
    /// What has to be answered is not.
    AnswerMissing {
        /// The question.
        question: String,
    },
}

impl From<Unfit> for DriveRefusal {
    fn from(unfit: Unfit) -> DriveRefusal {
        DriveRefusal::Unfit(unfit)
    }
}

impl DriveRefusal {
    /// The stable name.
    pub const fn code(&self) -> &'static str {
        match self {
            DriveRefusal::Unfit(unfit) => unfit.code(),
            DriveRefusal::NoSuchDrive => "no_such_drive",
            DriveRefusal::Over { .. } => "drive_over",
            DriveRefusal::QuestionsStand { .. } => "drive_questions_stand",
            DriveRefusal::DaysUnfit { .. } => "drive_days_unfit",
            DriveRefusal::QuestionUnknown => "drive_question_unknown",
            DriveRefusal::AnswerUnfit { .. } => "drive_answer_unfit",
            DriveRefusal::AnswerMissing { .. } => "drive_answer_missing",
        }
    }

    /// What is wrong, where, and what to do.
    pub fn text(&self) -> Text {
        match self {
            DriveRefusal::Unfit(unfit) => unfit.text(),
            DriveRefusal::NoSuchDrive => Text::new(
                "没有这次意见征集，可能尚未同步。请返回列表。",
                "there is no such drive here, or not yet; go back to the list",
            ),
            DriveRefusal::Over { on } => Text::new(
                format!("这次意见征集已于{on}截止。需要继续征集的，请另行发起。"),
                format!("this drive ended on {on}; open another one to go on"),
            ),
            DriveRefusal::QuestionsStand { since } => Text::new(
                format!("这次意见征集自{since}起已经开始，不能再改动题目。请截止后另行发起。"),
                format!(
                    "people have been answering since {since}, so the questions stand; close it and open another one"
                ),
            ),
            DriveRefusal::DaysUnfit { opens, closes } => Text::new(
                format!(
                    "{opens}至{closes}不是可用的征集期间：截止日应不早于开始日和今天。请修改日期。"
                ),
                format!(
                    "{opens} to {closes} does not do: the last day is not before the first, nor before today"
                ),
            ),
            DriveRefusal::QuestionUnknown => Text::new(
                "答复的题目不属于这次意见征集。请刷新后重新填写。",
                "an answer is to no question of this drive; reload and answer again",
            ),
            DriveRefusal::AnswerUnfit { question } => Text::new(
                format!("“{question}”的填写方式不对，或者填写了两次。请重新填写此题。"),
                format!(
                    "\"{question}\" is not answered the way it is asked, or twice; answer it again"
                ),
            ),
            DriveRefusal::AnswerMissing { question } => Text::new(
                format!("“{question}”为必填题，还没有填写。请补填。"),
                format!("\"{question}\" has to be answered; please do"),
            ),
        }
    }
}
