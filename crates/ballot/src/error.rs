//! Why a card, a share, a sheet or a board is not taken.

use huiyin_log::code::CodeError;
use huiyin_log::code::paper::{self, Mark};
use huiyin_rules::Text;
use std::fmt;
use zeroize::Zeroizing;

/// Why something is not taken; [`BallotError::code`] is stable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BallotError {
    /// More bytes than such a document has.
    TooLarge {
        /// The most there can be.
        limit: usize,
    },
    /// A member of the document is missing or cannot be so; its name.
    Malformed(&'static str),
    /// The member's text has more than 300 characters.
    TextTooLong(&'static str),
    /// Not spelled the one way such a document is written.
    NotCanonical,
    /// Made by a newer program.
    Newer,
    /// A question's list of cards is not as long as cards were issued, or not sorted.
    ListWrong {
        /// The question's id.
        question: String,
    },
    /// Two cards have the same bytes.
    CardTwice,
    /// What was scanned is no card.
    NoCard,
    /// A code is mistyped.
    Code(CodeError),
    /// A code that stands on another paper: a card, a share, a recovery code.
    OtherPaper(Mark),
    /// The card is not on this sheet.
    CardUnknown,
    /// The sheet has no such question; its id.
    QuestionUnknown(String),
    /// Nothing was chosen on a question; its title.
    ChoiceMissing(String),
    /// Two things were chosen on a question; its title.
    ChoiceTwice(String),
    /// A share that is not of this poll.
    ShareWrong {
        /// Its place, 1 to 3.
        index: u8,
        /// Whose it should be.
        observer: String,
    },
    /// The same share twice.
    ShareTwice {
        /// Its place, 1 to 3.
        index: u8,
    },
    /// The key is not the sheet's.
    KeyWrong,
    /// A card declared void is not on this sheet, or stands twice; its code.
    VoidWrong(String),
}

impl BallotError {
    /// Reads a paper's code; says so where it is another paper's.
    pub(crate) fn reading(
        mark: Mark,
        typed: &str,
    ) -> Result<(u8, Zeroizing<[u8; 16]>), BallotError> {
        paper::read(mark, typed).map_err(|error| {
            let others = [Mark::CARD, Mark::SHARE, Mark::RECOVERY];
            let other = |other: &Mark| *other != mark && paper::read(*other, typed).is_ok();
            match others.into_iter().find(other) {
                Some(other) => BallotError::OtherPaper(other),
                None => BallotError::Code(error),
            }
        })
    }

    /// A stable code for programs.
    pub fn code(&self) -> &'static str {
        match self {
            BallotError::TooLarge { .. } => "ballot-too-large",
            BallotError::Malformed(_) => "ballot-malformed",
            BallotError::TextTooLong(_) => "ballot-text-too-long",
            BallotError::NotCanonical => "ballot-not-canonical",
            BallotError::Newer => "ballot-version-unknown",
            BallotError::ListWrong { .. } => "ballot-list-wrong",
            BallotError::CardTwice => "ballot-card-twice",
            BallotError::NoCard => "ballot-no-card",
            BallotError::Code(_) => "ballot-code-mistyped",
            BallotError::OtherPaper(_) => "ballot-other-paper",
            BallotError::CardUnknown => "ballot-card-unknown",
            BallotError::QuestionUnknown(_) => "ballot-question-unknown",
            BallotError::ChoiceMissing(_) => "ballot-choice-missing",
            BallotError::ChoiceTwice(_) => "ballot-choice-twice",
            BallotError::ShareWrong { .. } => "ballot-share-wrong",
            BallotError::ShareTwice { .. } => "ballot-share-twice",
            BallotError::KeyWrong => "ballot-key-wrong",
            BallotError::VoidWrong(_) => "ballot-void-wrong",
        }
    }

    /// What is wrong, where, and what to do.
    pub fn text(&self) -> Text {
        match self {
            BallotError::TooLarge { limit } => {
                let most = limit >> 20;
                Text::new(
                    format!("文件超过 {most} MB，不是测评单或公示板。请核对文件。"),
                    format!(
                        "the file is over {most} MB: this is no sheet and no board; check the file"
                    ),
                )
            }
            BallotError::Malformed(name) => Text::new(
                format!(
                    "“{name}”一项缺失或者不可用。请向发布方重新索取文件；正在编制的，请更正该项。"
                ),
                format!(
                    "`{name}` is missing or cannot be so; ask the publisher for the file again, or correct it where you are making it"
                ),
            ),
            BallotError::TextTooLong(name) => Text::new(
                format!("“{name}”超过 300 字。请缩短。"),
                format!("`{name}` has more than 300 characters; shorten it"),
            ),
            BallotError::NotCanonical => Text::new(
                "文件的写法与规定不符，可能被编辑过。请向发布方重新索取。",
                "the file is not spelled as such files are and may have been edited; ask the publisher for it again",
            ),
            BallotError::Newer => Text::new(
                "由更新版本的程序生成。请先升级程序。",
                "this was made by a newer program; upgrade the program first",
            ),
            BallotError::ListWrong { question } => Text::new(
                format!("“{question}”的票卡清单张数不符或者没有排序。请重新编制测评单。"),
                format!(
                    "the list of cards for `{question}` is of the wrong length or not sorted; make the sheet again"
                ),
            ),
            BallotError::CardTwice => Text::new(
                "有两张票卡相同。请重新生成全部票卡。",
                "two cards are the same; make all of them again",
            ),
            BallotError::NoCard => Text::new(
                "扫到的不是票卡。请扫票卡上的二维码，或者输入票卡上的 28 个字符。",
                "what was scanned is no card; scan the code on the card, or type its 28 characters",
            ),
            BallotError::Code(error) => mistyped(error),
            BallotError::OtherPaper(mark) => {
                let (zh, en) = match *mark {
                    Mark::CARD => ("票卡", "a voter's card"),
                    Mark::SHARE => ("监票人的密钥份额", "an observer's share of the key"),
                    _ => ("工作区的恢复码", "a workspace's recovery code"),
                };
                Text::new(
                    format!("这是{zh}。请换成此处所需的那张纸。"),
                    format!("this is {en}; take the paper that is asked for here"),
                )
            }
            BallotError::CardUnknown => Text::new(
                "这张票卡不属于本次测评。请核对票卡上的标题，或者到签到处换卡。",
                "this card is not of this poll; compare the title on it, or have it replaced at the check-in",
            ),
            BallotError::QuestionUnknown(id) => Text::new(
                format!("测评单上没有“{id}”。请重新打开投票页面。"),
                format!("the sheet has no question `{id}`; open the voting page again"),
            ),
            BallotError::ChoiceMissing(title) => Text::new(
                format!("“{title}”没有选择。请选择，或者选“弃权”。"),
                format!("nothing is chosen on “{title}”; choose, or choose to abstain"),
            ),
            BallotError::ChoiceTwice(title) => Text::new(
                format!("“{title}”选了两次。请只选一项。"),
                format!("two things are chosen on “{title}”; choose one"),
            ),
            BallotError::ShareWrong { index, observer } => Text::new(
                format!(
                    "第 {index} 份密钥份额（{observer}）不是本次测评的。请核对纸张，或者换另一位监票人的份额。"
                ),
                format!(
                    "share {index} ({observer}) is not of this poll; check the paper, or take another observer's"
                ),
            ),
            BallotError::ShareTwice { index } => Text::new(
                format!("两次输入的都是第 {index} 份。请换另一位监票人的份额。"),
                format!("share {index} was given twice; take another observer's"),
            ),
            BallotError::KeyWrong => Text::new(
                "密钥与测评单不符，打不开票箱。请核对测评单和份额。",
                "the key is not that of the sheet and opens no box; check the sheet and the shares",
            ),
            BallotError::VoidWrong(code) => Text::new(
                format!("登记作废的票卡 {code} 不在测评单中，或者登记了两次。请核对。"),
                format!("the void card {code} is not on the sheet, or is listed twice; check it"),
            ),
        }
    }
}

fn mistyped(error: &CodeError) -> Text {
    match error {
        CodeError::Character { found, group } => {
            let found = found.escape_debug();
            Text::new(
                format!("第 {group} 组有不会出现的字符“{found}”。请对照纸面重新输入该组。"),
                format!(
                    "group {group} has the character `{found}`, which no code has; type the group again as it stands on paper"
                ),
            )
        }
        CodeError::Length { found } => Text::new(
            format!("应有 28 个字符（7 组，每组 4 个），现有 {found} 个。请补全或删去多余的字符。"),
            format!(
                "a code has 28 characters, 7 groups of 4; here are {found}: add what is missing or take out what is too much"
            ),
        ),
        CodeError::Mistyped { group: Some(group) } => Text::new(
            format!("输入有误，多半在第 {group} 组。请对照纸面检查，先看该组。"),
            format!(
                "the code is mistyped, most likely in group {group}; compare it with the paper, that group first"
            ),
        ),
        CodeError::Mistyped { group: None } => Text::new(
            "输入有误，不止一个字符。请对照纸面逐组检查。",
            "more than one character is wrong; compare the code with the paper group by group",
        ),
        CodeError::Newer => BallotError::Newer.text(),
    }
}

impl fmt::Display for BallotError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().en)
    }
}

impl std::error::Error for BallotError {}
