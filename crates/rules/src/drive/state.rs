//! What a drive has come to.

use super::event::{DriveClosed, DriveEvent, DriveOpened};
use crate::order::odd;
use chrono::NaiveDate;

/// One drive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drive {
    /// What is asked, and when.
    pub opened: DriveOpened,
    /// Closed before its time, where it was.
    pub closed: Option<DriveClosed>,
    /// Events that did not fit what was there.
    pub anomalies: u32,
}

impl Drive {
    /// The last day on which it takes answers.
    pub fn last_day(&self) -> NaiveDate {
        let closed = self.closed.as_ref().map(|closed| closed.on);
        closed.map_or(self.opened.closes, |on| on.min(self.opened.closes))
    }

    /// Whether it takes answers given on that day.
    pub fn takes(&self, on: NaiveDate) -> bool {
        (self.opened.opens..=self.last_day()).contains(&on)
    }
}

/// Folds events in the order every device agrees on; `None` where nothing opened a drive.
/// Never fails: what does not fit is counted as an anomaly.
pub fn replay<'a>(events: impl IntoIterator<Item = &'a DriveEvent>) -> Option<Drive> {
    let mut drive: Option<Drive> = None;
    let mut before = 0;
    for event in events {
        match (&mut drive, event) {
            (None, DriveEvent::DriveOpened(opened)) => {
                drive = Some(Drive {
                    opened: (**opened).clone(),
                    closed: None,
                    anomalies: 0,
                });
            }
            (None, DriveEvent::DriveClosed(_)) => odd(&mut before, false),
            (Some(drive), event) => apply(drive, event),
        }
    }
    if let Some(drive) = &mut drive {
        drive.anomalies = drive.anomalies.saturating_add(before);
    }
    drive
}

fn apply(drive: &mut Drive, event: &DriveEvent) {
    // Closed once, it stays so: people were told.
    let fits = drive.closed.is_none();
    match event {
        DriveEvent::DriveOpened(opened) if fits => drive.opened = (**opened).clone(),
        DriveEvent::DriveClosed(closed) if fits => drive.closed = Some(closed.clone()),
        _ => {}
    }
    odd(&mut drive.anomalies, fits);
}
