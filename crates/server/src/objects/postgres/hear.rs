//! What servers over one database tell each other: that something was put.
//!
//! `NOTIFY` within the putting transaction would make all commits of the database wait for one
//! another, so it is sent afterwards, for many puts at once. One that is lost costs nothing but
//! time: changes are asked for at regular times as well.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::{sleep, timeout};
use tokio_postgres::{AsyncMessage, Client, Config, NoTls};

/// Puts within this time share a notification.
const GATHER: Duration = Duration::from_millis(50);
/// Before connecting again.
const PAUSE: Duration = Duration::from_secs(1);
const ANSWER: Duration = Duration::from_secs(5);

/// Speaks and listens on a connection of its own.
pub(super) struct Ear {
    here: Arc<Notify>,
    heard: Arc<Notify>,
    task: tokio::task::JoinHandle<()>,
}

impl Ear {
    pub(super) fn open(config: Config) -> Self {
        let (here, heard) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let task = tokio::spawn(keep(config, Arc::clone(&here), Arc::clone(&heard)));
        Ear { here, heard, task }
    }

    /// Something was put through this server.
    pub(super) fn tell(&self) {
        self.here.notify_one();
        self.heard.notify_one();
    }

    /// Until something was put through any server.
    pub(super) fn nudged(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(self.heard.notified())
    }
}

impl Drop for Ear {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn keep(config: Config, here: Arc<Notify>, heard: Arc<Notify>) {
    loop {
        // Why it failed shows where it matters: when something is put or read.
        let _ = converse(&config, &here, &heard).await;
        // What was said meanwhile was missed.
        heard.notify_one();
        sleep(PAUSE).await;
    }
}

async fn converse(
    config: &Config,
    here: &Notify,
    heard: &Arc<Notify>,
) -> Result<(), tokio_postgres::Error> {
    let (client, mut connection) = config.connect(NoTls).await?;
    let told = Arc::clone(heard);
    let mut listening = tokio::spawn(async move {
        // Ends with the connection.
        while let Some(Ok(message)) = poll_fn(|context| connection.poll_message(context)).await {
            if let AsyncMessage::Notification(_) = message {
                told.notify_one();
            }
        }
    });
    let outcome = tokio::select! {
        outcome = speak(&client, here) => outcome,
        _ = &mut listening => Ok(()),
    };
    listening.abort();
    outcome
}

async fn speak(client: &Client, here: &Notify) -> Result<(), tokio_postgres::Error> {
    client.batch_execute("LISTEN huiyin").await?;
    loop {
        here.notified().await;
        sleep(GATHER).await;
        if timeout(ANSWER, client.batch_execute("NOTIFY huiyin"))
            .await
            .is_err()
        {
            return Ok(());
        }
    }
}
