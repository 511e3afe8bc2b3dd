//! Finding out what was put, through this server or another, and telling it on.

use crate::app::App;
use crate::log;
use huiyin_log::Space;
use huiyin_log::key;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, sleep, timeout};

/// How long it takes at most until a change through another server is looked for.
const REGULARLY: Duration = Duration::from_secs(1);
/// How long changes are gathered before they are told.
const GATHER: Duration = Duration::from_millis(40);
/// How long it takes at most until the roll is read again, whatever was told: somebody else may
/// write to the store as well, and changes that come in masses are not all told.
const ROLL: Duration = Duration::from_secs(10);
/// After the store failed.
const PAUSE: Duration = Duration::from_secs(2);

/// Watches until the server ends.
pub(crate) async fn watch(app: Arc<App>) {
    let mut ending = app.ending.clone();
    let mut away = false;
    let mut read = Instant::now();
    loop {
        let next = async {
            let _ = timeout(REGULARLY, app.objects.nudged()).await;
            sleep(GATHER).await;
        };
        tokio::select! {
            () = next => {}
            _ = ending.wait_for(|ending| *ending) => return,
        }
        let due = read.elapsed() >= ROLL;
        match tell(&app, due).await {
            Ok(()) => {
                away = false;
                if due {
                    read = Instant::now();
                }
            }
            Err(error) => {
                // Said once, not every second.
                if !away {
                    log::trouble(&error.to_string());
                }
                away = true;
                sleep(PAUSE).await;
            }
        }
    }
}

async fn tell(app: &App, due: bool) -> Result<(), crate::objects::StoreError> {
    let changes = app.objects.changes().await?;
    let access = key::chains(&Space::access());
    if due || changes.iter().any(|key| key.starts_with(&access)) {
        app.members.refresh().await?;
    }
    for key in changes {
        if key.starts_with("v1/") {
            // Nobody may be listening.
            let _ = app.changes.send(key.into());
        }
    }
    Ok(())
}
