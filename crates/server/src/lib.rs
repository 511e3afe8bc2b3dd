//! The server: objects over SQLite, PostgreSQL or S3, change hints, the app.
//!
//! It is one more store that the syncer can put to, get from and list, with what a plain store
//! cannot do: it lets in enrolled devices only, keeps sealed spaces from those who may not read
//! them, takes nothing whose signature does not hold, and tells listeners when something came.
//! It decides nothing that replicas rely on; they judge what they get as from any other store.
//!
//! A server holds no state of its own (see [`objects`]), so several can stand side by side.

mod api;
mod app;
mod chance;
mod clock;
mod limit;
mod log;
mod members;
mod metrics;
mod net;
pub mod objects;
mod options;
mod refusal;
mod site;
mod token;
mod watch;

pub use app::StartError;
pub use limit::Rate;
pub use objects::desk::Room;
pub use objects::{Address, AddressError, Place, StoreError};
pub use options::{Claim, Limits, Options};
pub use refusal::Refusal;

use app::App;
use objects::Objects;
use std::future::Future;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::watch as signal;

/// A server that is ready to be asked.
pub struct Server {
    app: Arc<App>,
    tell: signal::Sender<bool>,
}

impl Server {
    /// Reads what there is in the store.
    ///
    /// # Errors
    /// An option is wrong, or the store does not answer.
    pub async fn open(objects: Arc<dyn Objects>, options: Options) -> Result<Self, StartError> {
        let (tell, ending) = signal::channel(false);
        let app = Arc::new(App::open(objects, options, ending).await?);
        Ok(Server { app, tell })
    }

    /// The code that founding a workspace takes now, where it takes one.
    pub fn claim(&self) -> Option<&str> {
        self.app
            .claim
            .as_deref()
            .filter(|_| self.app.claim_needed())
    }

    /// Serves on `listener` until `end` comes back, then stops accepting, ends the streams of
    /// changes and lets requests under way finish.
    pub async fn run(self, listener: TcpListener, end: impl Future<Output = ()>) {
        let watching = tokio::spawn(watch::watch(Arc::clone(&self.app)));
        let serving = net::serve(self.app, listener);
        tokio::pin!(serving);
        tokio::select! {
            () = &mut serving => {}
            () = end => {
                let _ = self.tell.send(true);
                serving.await;
            }
        }
        watching.abort();
    }
}
