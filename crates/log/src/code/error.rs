//! Why a code that somebody typed is not one.

use huiyin_rules::Text;
use std::fmt;

/// What is wrong with a recovery code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeError {
    /// A character that no code has.
    Character {
        /// As it was typed.
        found: char,
        /// In which group of four, from 1.
        group: usize,
    },
    /// Too few or too many characters.
    Length {
        /// How many there are, without hyphens and spaces.
        found: usize,
    },
    /// Some character is wrong, or two stand in each other's place.
    Mistyped {
        /// Where it is, if it is only one: the group of four, from 1.
        group: Option<usize>,
    },
    /// A code made by a newer program.
    Newer,
}

impl CodeError {
    /// A stable code for programs.
    pub fn code(&self) -> &'static str {
        match self {
            CodeError::Character { .. } => "code-bad-character",
            CodeError::Length { .. } => "code-wrong-length",
            CodeError::Mistyped { .. } => "code-mistyped",
            CodeError::Newer => "code-version-unknown",
        }
    }

    /// What is wrong, where, and what to do.
    pub fn text(&self) -> Text {
        match self {
            CodeError::Character { found, group } => {
                let found = found.escape_debug();
                Text::new(
                    format!(
                        "恢复码第 {group} 组有不会出现的字符“{found}”。请对照纸面重新输入该组。"
                    ),
                    format!(
                        "group {group} of the recovery code has the character `{found}`, which no code has; type the group again as it stands on paper"
                    ),
                )
            }
            CodeError::Length { found } => Text::new(
                format!(
                    "恢复码应有 28 个字符（7 组，每组 4 个），现有 {found} 个。请补全或删去多余的字符。"
                ),
                format!(
                    "a recovery code has 28 characters, 7 groups of 4; here are {found}: add what is missing or take out what is too much"
                ),
            ),
            CodeError::Mistyped { group: Some(group) } => Text::new(
                format!("恢复码有误，多半在第 {group} 组。请对照纸面检查，先看该组。"),
                format!(
                    "the recovery code is mistyped, most likely in group {group}; compare it with the paper, that group first"
                ),
            ),
            CodeError::Mistyped { group: None } => Text::new(
                "恢复码有误，不止一个字符。请对照纸面逐组检查。",
                "more than one character of the recovery code is wrong; compare it with the paper group by group",
            ),
            CodeError::Newer => Text::new(
                "该恢复码由更新版本的程序生成。请先升级程序。",
                "this recovery code was made by a newer program; upgrade the program first",
            ),
        }
    }
}

impl fmt::Display for CodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().en)
    }
}

impl std::error::Error for CodeError {}
