//! Finding out what was put, through this server or another, and telling it on.

use crate::app::App;
use crate::log;
use huiyin_log::Space;
use huiyin_log::key;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{sleep, timeout};

/// How long it takes at most until a change through another server is looked for.
const REGULARLY: Duration = Duration::from_secs(1);
/// How long changes are gathered before they are told.
const GATHER: Duration = Duration::from_millis(40);
/// After the store failed.
const PAUSE: Duration = Duration::from_secs(2);

/// Watches until the server ends.
pub(crate) async fn watch(app: Arc<App>) {
    let mut ending = app.ending.clone();
    let mut away = false;
    loop {
        let next = async {
            let _ = timeout(REGULARLY, app.objects.nudged()).await;
            sleep(GATHER).await;
        };
        tokio::select! {
            () = next => {}
            _ = ending.wait_for(|ending| *ending) => return,
        }
        match tell(&app).await {
            Ok(()) => away = false,
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

async fn tell(app: &App) -> Result<(), crate::objects::StoreError> {
    let changes = app.objects.changes().await?;
    let access = key::chains(&Space::access());
    if changes.iter().any(|key| key.starts_with(&access)) {
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
