//! Whether voices are taken, and the codes of the posters: two small documents that every request
//! of a citizen needs, remembered for a moment.

use super::files;
use super::work::{Load, Spent};
use crate::api::remembered::Remembered;
use crate::api::shown::Shown;
use crate::app::App;
use crate::objects::StoreError;
use crate::objects::desk::Shelf;
use bytes::Bytes;
use huiyin_log::seal::BoxPublic;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Names of the documents.
pub(super) const INTAKE: &str = "intake";
pub(super) const CODES: &str = "codes";
/// Bits of work where the office says nothing.
const BITS: u8 = 16;

/// Whether voices are taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Intake {
    pub(super) open: bool,
    pub(super) key: String,
    pub(super) bits: u8,
    pub(super) title: String,
}

impl Default for Intake {
    fn default() -> Self {
        Intake {
            open: false,
            key: String::new(),
            bits: BITS,
            title: String::new(),
        }
    }
}

impl Intake {
    /// Whether an office may say this.
    pub(super) fn good(&self) -> bool {
        let keyed = BoxPublic::from_hex(&self.key).is_ok();
        let closed = self.key.is_empty() && !self.open;
        (keyed || closed)
            && (8..=24).contains(&self.bits)
            && self.title.chars().count() <= 100
            && !self.title.contains(char::is_control)
    }
}

/// The code of a poster.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Code {
    pub(super) code: String,
    pub(super) label: String,
    #[serde(default)]
    pub(super) withdrawn: bool,
    #[serde(default)]
    pub(super) drive: Option<Box<RawValue>>,
}

pub(super) type Codes = BTreeMap<String, Code>;

/// What the desk remembers. All of it is in the store, or does not matter for long.
pub(crate) struct Citizens {
    intake: Remembered<Intake>,
    codes: Remembered<Codes>,
    pub(super) shown: Shown,
    pub(super) load: Load,
    pub(super) spent: Spent,
}

impl Citizens {
    pub(crate) fn new(busy: f64) -> Self {
        Citizens {
            intake: Remembered::default(),
            codes: Remembered::default(),
            shown: Shown::new(files::HELD),
            load: Load::new(busy),
            spent: Spent::default(),
        }
    }

    /// A document was put.
    pub(super) fn forget(&self) {
        self.intake.forget();
        self.codes.forget();
    }
}

/// Whether voices are taken now.
pub(super) async fn intake(app: &App) -> Result<Arc<Intake>, StoreError> {
    let fetch = app.objects.desk().kept(Shelf::Settings, INTAKE);
    let read = |bytes: Option<&Bytes>| match bytes {
        // Checked before it was kept.
        Some(bytes) => serde_json::from_slice(bytes).map_err(StoreError::broken),
        None => Ok(Intake::default()),
    };
    app.citizens.intake.get(fetch, read).await
}

/// The codes of the posters.
pub(super) async fn codes(app: &App) -> Result<Arc<Codes>, StoreError> {
    let fetch = app.objects.desk().kept(Shelf::Settings, CODES);
    let read = |bytes: Option<&Bytes>| {
        let listed = bytes.map(|bytes| serde_json::from_slice::<Vec<Code>>(bytes));
        let listed = listed.transpose().map_err(StoreError::broken)?;
        let listed = listed.unwrap_or_default().into_iter();
        Ok(listed.map(|code| (code.code.clone(), code)).collect())
    };
    app.citizens.codes.get(fetch, read).await
}
