//! Why a store did not do what it was asked, and what a person can do about it.

use crate::http::{Response, TransportError};
use huiyin_rules::Text;
use std::fmt;

/// What kind of trouble it is; the name is stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CarrierCode {
    /// No connection, or one that broke.
    Unreachable,
    /// Nothing came in time.
    TimedOut,
    /// The store asks to come again later: locked, in conflict, or too many requests.
    Busy,
    /// The store has a fault of its own.
    Faulty,
    /// The store is full.
    Full,
    /// Name, password or key are missing or wrong.
    Unauthorized,
    /// They are right but do not permit this.
    Forbidden,
    /// The folder or bucket that was named does not exist.
    NoSuchRoot,
    /// The object is larger than the store takes.
    TooLarge,
    /// The server has looked at the object and will not have it.
    Rejected,
    /// Something else is there under that name.
    Taken,
    /// The clocks of this device and the store are too far apart.
    Clock,
    /// The store has moved to another address.
    Moved,
    /// It does not answer as a store of this kind does.
    NotAStore,
    /// The address cannot be one.
    Address,
    /// Something that this kind of store needs was not entered.
    Incomplete,
    /// This device could not sign in: its key is not there or does not sign.
    Signer,
}

impl CarrierCode {
    /// The stable name.
    pub const fn name(self) -> &'static str {
        match self {
            CarrierCode::Unreachable => "store-unreachable",
            CarrierCode::TimedOut => "store-timed-out",
            CarrierCode::Busy => "store-busy",
            CarrierCode::Faulty => "store-faulty",
            CarrierCode::Full => "store-full",
            CarrierCode::Unauthorized => "store-unauthorized",
            CarrierCode::Forbidden => "store-forbidden",
            CarrierCode::NoSuchRoot => "store-no-such-root",
            CarrierCode::TooLarge => "store-too-large",
            CarrierCode::Rejected => "store-rejected",
            CarrierCode::Taken => "store-taken",
            CarrierCode::Clock => "store-clock",
            CarrierCode::Moved => "store-moved",
            CarrierCode::NotAStore => "store-not-a-store",
            CarrierCode::Address => "store-address",
            CarrierCode::Incomplete => "store-incomplete",
            CarrierCode::Signer => "store-signer",
        }
    }

    /// Whether the same request may go through later without anybody doing anything.
    pub const fn passes(self) -> bool {
        matches!(
            self,
            CarrierCode::Unreachable
                | CarrierCode::TimedOut
                | CarrierCode::Busy
                | CarrierCode::Faulty
                | CarrierCode::Full
        )
    }

    const fn advice(self) -> (&'static str, &'static str) {
        match self {
            CarrierCode::Unreachable => (
                "连不上存储。请检查网络和地址；如果本页面与存储不在同一地址，存储须允许跨源访问。稍后自动重试",
                "the store cannot be reached. Check the network and the address; where this page comes from another address, the store has to allow that (CORS). It is tried again by itself",
            ),
            CarrierCode::TimedOut => (
                "存储没有在限定时间内应答。稍后自动重试",
                "the store did not answer in time. It is tried again by itself",
            ),
            CarrierCode::Busy => (
                "存储正忙或被占用。稍后自动重试",
                "the store is busy or locked. It is tried again by itself",
            ),
            CarrierCode::Faulty => (
                "存储自身出错。稍后自动重试；一直如此，请联系存储的管理员",
                "the store has a fault of its own. It is tried again by itself; if it stays so, ask whoever runs the store",
            ),
            CarrierCode::Full => (
                "存储空间已满。请联系存储的管理员清理或扩容，之后自动重试",
                "the store is full. Ask whoever runs it for more room; then it is tried again by itself",
            ),
            CarrierCode::Unauthorized => (
                "存储不认可用户名、口令或密钥。请核对后重新填写",
                "the store does not accept the name, password or key. Check them and enter them again",
            ),
            CarrierCode::Forbidden => (
                "存储不允许此操作。请联系存储的管理员，开通此文件夹的读取、写入和列目录权限",
                "the store does not permit this. Ask whoever runs it for the right to read, write and list this folder",
            ),
            CarrierCode::NoSuchRoot => (
                "存储上没有这个文件夹或存储桶。请核对地址，或先在存储上建好",
                "there is no such folder or bucket on the store. Check the address, or make it on the store first",
            ),
            CarrierCode::TooLarge => (
                "超过存储允许的大小。请联系存储的管理员，把单个文件的上限调到 1 MiB 以上",
                "this is larger than the store takes. Ask whoever runs it to allow files of more than 1 MiB",
            ),
            CarrierCode::Rejected => (
                "服务器检查后没有接收。请更新本程序；仍如此，请把这条说明交给服务器的管理员",
                "the server checked it and did not take it. Update this program; if it stays so, give this message to whoever runs the server",
            ),
            CarrierCode::Taken => (
                "存储上同名处已有别的内容，没有覆盖。请把这条说明交给存储的管理员",
                "something else is there under the same name, and was not overwritten. Give this message to whoever runs the store",
            ),
            CarrierCode::Clock => (
                "本机时钟与存储相差太多。请校准本机的日期和时间",
                "the clocks of this device and the store are too far apart. Set this device's date and time",
            ),
            CarrierCode::Moved => (
                "存储已换地址。请改用新地址",
                "the store has moved. Use its new address",
            ),
            CarrierCode::NotAStore => (
                "这个地址的应答不像所选种类的存储。请核对地址和种类",
                "what answers at this address is not a store of the chosen kind. Check the address and the kind",
            ),
            CarrierCode::Address => (
                "存储的地址有误。请写成 https://主机/文件夹/ 的样子，不带用户名、问号和井号",
                "this cannot be the address of a store. Write it like https://host/folder/, without a user's name, question mark or number sign",
            ),
            CarrierCode::Incomplete => (
                "存储的设置不完整。请补填",
                "the store's settings are not complete. Fill in what is missing",
            ),
            CarrierCode::Signer => (
                "本机没有能用的签名密钥，无法登录服务器。请检查密钥设备后重试",
                "this device has no key that signs, so it cannot sign in to the server. Check the key device and try again",
            ),
        }
    }
}

/// Whether and when it is worth trying again with the same bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// Not before somebody has done something.
    Never,
    /// Later; after so many seconds where the store says how many.
    Later(Option<u32>),
}

/// Why a store did not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarrierError {
    /// What kind of trouble it is.
    pub code: CarrierCode,
    /// Whether and when to try again.
    pub retry: Retry,
    /// What was asked: the method and the key or folder.
    pub about: String,
    /// What the store or the system said: a status, a code of its own. May be empty.
    pub detail: String,
}

impl CarrierError {
    /// Of a kind, about something.
    pub fn new(
        code: CarrierCode,
        about: impl Into<String>,
        detail: impl Into<String>,
    ) -> CarrierError {
        CarrierError {
            code,
            retry: if code.passes() {
                Retry::Later(None)
            } else {
                Retry::Never
            },
            about: about.into(),
            detail: detail.into(),
        }
    }

    /// Whether it is worth trying again later with the same bytes.
    pub fn is_retryable(&self) -> bool {
        self.retry != Retry::Never
    }

    /// What, where, and what to do.
    pub fn text(&self) -> Text {
        let (zh, en) = self.code.advice();
        let said = if self.detail.is_empty() {
            self.about.clone()
        } else {
            format!("{}: {}", self.about, self.detail)
        };
        Text::new(format!("{zh}（{said}）。"), format!("{en} ({said})."))
    }

    /// From no answer at all.
    pub fn of_transport(error: TransportError, about: &str) -> CarrierError {
        let (code, detail) = match error {
            TransportError::Address(detail) => (CarrierCode::Address, detail),
            TransportError::Connection(detail) => (CarrierCode::Unreachable, detail),
            TransportError::TimedOut => (CarrierCode::TimedOut, String::new()),
            TransportError::TooLarge => (CarrierCode::NotAStore, "> 64 MiB".to_owned()),
        };
        CarrierError::new(code, about, detail)
    }

    /// From an answer that is not what was hoped for.
    pub fn of_response(response: &Response, about: &str) -> CarrierError {
        let code = match response.status {
            300..=399 => CarrierCode::Moved,
            401 | 407 => CarrierCode::Unauthorized,
            403 => CarrierCode::Forbidden,
            404 | 410 => CarrierCode::NoSuchRoot,
            408 | 504 => CarrierCode::TimedOut,
            409 | 423 | 425 | 429 | 503 => CarrierCode::Busy,
            413 => CarrierCode::TooLarge,
            422 => CarrierCode::Rejected,
            // A server that does not know the method never will.
            405 | 501 => CarrierCode::NotAStore,
            507 => CarrierCode::Full,
            500.. => CarrierCode::Faulty,
            _ => CarrierCode::NotAStore,
        };
        let mut detail = format!("HTTP {}", response.status);
        if code == CarrierCode::Moved
            && let Some(to) = response.header("location")
        {
            detail = format!("{detail} → {}", clipped(to));
        }
        let mut error = CarrierError::new(code, about, detail);
        if let (Retry::Later(_), Some(seconds)) = (error.retry, retry_after(response)) {
            error.retry = Retry::Later(Some(seconds));
        }
        error
    }
}

/// The seconds of `Retry-After`. Its other form, a date, needs a clock that agrees with the
/// store's; it is taken as no more than "later".
fn retry_after(response: &Response) -> Option<u32> {
    response.header("retry-after")?.parse().ok()
}

/// A store's own words, short enough to show.
pub(crate) fn clipped(text: &str) -> String {
    let plain = text.chars().filter(|letter| !letter.is_control());
    plain.take(200).collect()
}

impl fmt::Display for CarrierError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.code.name(), self.text().en)
    }
}

impl std::error::Error for CarrierError {}
