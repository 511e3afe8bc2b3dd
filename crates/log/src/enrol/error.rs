//! Why bytes are no request to be let in, or why none can be made.

use super::MAX_REQUEST;
use crate::canonical::Flaw;
use crate::sign::SignError;
use huiyin_rules::Text;
use std::fmt;

/// Why bytes are no request, or why none can be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EnrolError {
    /// Longer than [`MAX_REQUEST`].
    TooLarge {
        /// Its length in bytes.
        len: usize,
    },
    /// The bytes do not begin like a request of any version.
    NotARequest,
    /// Written by a newer program.
    UnknownVersion {
        /// The version the bytes name.
        found: u64,
    },
    /// Not in the one accepted form of JSON.
    NotCanonical {
        /// Where, in bytes from 0.
        at: usize,
        /// What is wrong there.
        flaw: Flaw,
    },
    /// A member is missing or holds what it may not.
    BadField {
        /// The member, or the parser's own words where it has no name.
        field: String,
    },
    /// The signature is not that of the key in the request.
    Signature,
    /// The signer did not sign.
    Sign(SignError),
}

impl EnrolError {
    pub(super) fn field(name: &str) -> Self {
        EnrolError::BadField {
            field: name.to_owned(),
        }
    }

    /// A stable code for programs.
    pub fn code(&self) -> &str {
        match self {
            EnrolError::TooLarge { .. } => "enrol-too-large",
            EnrolError::NotARequest => "enrol-not-a-request",
            EnrolError::UnknownVersion { .. } => "enrol-version-unknown",
            EnrolError::NotCanonical { .. } => "enrol-not-canonical",
            EnrolError::BadField { .. } => "enrol-bad-field",
            EnrolError::Signature => "enrol-wrong-signature",
            EnrolError::Sign(error) => error.code(),
        }
    }

    /// What is wrong and what to do, for a reader.
    pub fn text(&self) -> Text {
        match self {
            EnrolError::TooLarge { len } => Text::new(
                format!(
                    "该加入申请有 {len} 字节，超过 {MAX_REQUEST} 字节的上限。请缩短姓名或单位名称。"
                ),
                format!(
                    "the request to be let in has {len} bytes, over the limit of {MAX_REQUEST}; shorten the names"
                ),
            ),
            EnrolError::NotARequest => Text::new(
                "这不是加入申请。请让对方在其设备上重新申请。",
                "this is no request to be let in; let the device ask again",
            ),
            EnrolError::UnknownVersion { found } => Text::new(
                format!("加入申请格式为第 {found} 版，本程序只认第 1 版。请先升级程序。"),
                format!(
                    "the request has format version {found}, this program knows 1; upgrade the program first"
                ),
            ),
            EnrolError::NotCanonical { at, flaw } => {
                let flaw = flaw.text();
                Text::new(
                    format!(
                        "加入申请第 {at} 字节处{}，可能被改写过。请让对方重新申请。",
                        flaw.zh
                    ),
                    format!(
                        "at byte {at} of the request: {}; it may have been rewritten, let the device ask again",
                        flaw.en
                    ),
                )
            }
            EnrolError::BadField { field } => {
                let (zh, en) = match field.as_str() {
                    "person" => (
                        "姓名须为 1 至 100 个字符，首尾无空格，不含控制字符。请修改后重试。",
                        "the person's name has to have 1 to 100 characters, no spaces around it and no control characters; correct it",
                    ),
                    "party" => (
                        "单位或代表名称不得超过 100 个字符，首尾无空格，不含控制字符；承办单位和代表必须填写。请修改后重试。",
                        "the party's name has to have at most 100 characters, no spaces around it and no control characters, and units and deputies need one; correct it",
                    ),
                    other => {
                        return Text::new(
                            format!("加入申请的内容不合格式：{other}。请让对方重新申请。"),
                            format!(
                                "the request's content is not valid: {other}; let the device ask again"
                            ),
                        );
                    }
                };
                Text::new(zh, en)
            }
            EnrolError::Signature => Text::new(
                "加入申请的签名不符，内容被改动，或签名模块有误。请让对方重新申请。",
                "the request's signature does not hold: it was changed, or the signing module is at fault; let the device ask again",
            ),
            EnrolError::Sign(error) => error.text().clone(),
        }
    }
}

impl fmt::Display for EnrolError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().en)
    }
}

impl std::error::Error for EnrolError {}
