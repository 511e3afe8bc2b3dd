//! Why a key is not one, or why nothing was signed.

use huiyin_rules::Text;
use std::borrow::Cow;
use std::fmt;

/// Why a key is not accepted, or why a signer did not sign.
///
/// External modules make their own, with a code of their own (`ukey-locked`) and a
/// text that says what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignError {
    code: Cow<'static, str>,
    text: Text,
}

impl SignError {
    /// An error of an external module.
    pub fn new(code: impl Into<Cow<'static, str>>, text: Text) -> Self {
        SignError {
            code: code.into(),
            text,
        }
    }

    /// A stable code for programs.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// What is wrong and what to do, for a reader.
    pub fn text(&self) -> &Text {
        &self.text
    }

    pub(super) fn unknown(name: &str) -> Self {
        let name = name.escape_debug().to_string();
        Self::new(
            "sign-alg-unknown",
            Text::new(
                format!("不认识签名算法“{name}”。请先升级程序。"),
                format!("the signature algorithm `{name}` is not known; upgrade the program first"),
            ),
        )
    }

    pub(super) fn malformed(alg: super::Alg) -> Self {
        Self::new(
            "sign-key-malformed",
            Text::new(
                format!("这不是 {alg} 的公钥。请向发送方重新索取。"),
                format!("this is no public key of {alg}; ask the sender for it again"),
            ),
        )
    }

    pub(crate) fn no_box_key() -> Self {
        Self::new(
            "seal-key-malformed",
            Text::new(
                "这不是加密用的公钥。请向发送方重新索取。",
                "this is no public key to seal to; ask the sender for it again",
            ),
        )
    }

    pub(super) fn seed() -> Self {
        Self::new(
            "sign-seed-unusable",
            Text::new(
                "该种子不能生成密钥。请换一个种子重试。",
                "no key can be made of this seed; try again with another",
            ),
        )
    }

    pub(super) fn failed() -> Self {
        Self::new(
            "sign-failed",
            Text::new("未能签名。请重试。", "signing failed; try again"),
        )
    }
}

impl fmt::Display for SignError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text.en)
    }
}

impl std::error::Error for SignError {}
