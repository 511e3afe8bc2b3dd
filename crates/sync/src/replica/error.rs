//! What stops a replica.

use crate::carrier::CarrierError;
use huiyin_log::ObjectError;
use huiyin_rules::Text;
use huiyin_store::StoreError;
use std::fmt;

/// Why a work of the replica came to nothing. What was kept before stays kept.
#[derive(Clone, Debug, PartialEq)]
pub enum SyncError {
    /// This device's own storage failed.
    Local(StoreError),
    /// The store did.
    Carrier(CarrierError),
    /// An object of this device could not be made.
    Object(ObjectError),
    /// The person stopped it.
    Cancelled,
    /// The device takes no part in a workspace.
    NoMember,
}

impl SyncError {
    /// A stable code for programs.
    pub fn code(&self) -> &'static str {
        match self {
            SyncError::Local(_) => "local-store",
            SyncError::Carrier(error) => error.code.name(),
            SyncError::Object(error) => error.code(),
            SyncError::Cancelled => "cancelled",
            SyncError::NoMember => "not-a-member",
        }
    }

    /// What is wrong and what to do.
    pub fn text(&self) -> Text {
        match self {
            SyncError::Local(error) => error.text(),
            SyncError::Carrier(error) => error.text(),
            SyncError::Object(error) => error.text(),
            SyncError::Cancelled => Text::new("已停止同步。", "syncing was stopped"),
            SyncError::NoMember => Text::new(
                "本设备没有加入共享工作区。请先创建或加入。",
                "this device takes no part in a shared workspace; create or join one first",
            ),
        }
    }
}

impl From<StoreError> for SyncError {
    fn from(error: StoreError) -> Self {
        SyncError::Local(error)
    }
}

impl From<CarrierError> for SyncError {
    fn from(error: CarrierError) -> Self {
        SyncError::Carrier(error)
    }
}

impl From<ObjectError> for SyncError {
    fn from(error: ObjectError) -> Self {
        SyncError::Object(error)
    }
}

impl fmt::Display for SyncError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().en)
    }
}

impl std::error::Error for SyncError {}
