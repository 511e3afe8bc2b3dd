//! A server in this process, on a free loopback port, ended when it is dropped.

use crate::Client;
use huiyin_peers::Folder;
use huiyin_server::objects::{Objects, open};
use huiyin_server::{Address, Claim, Limits, Options, Rate, Server};
use std::net::SocketAddr;
use std::sync::Arc;
use std::thread::JoinHandle;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;

/// A running server over a store of its own.
pub struct Running {
    pub at: SocketAddr,
    pub objects: Arc<dyn Objects>,
    runtime: Arc<Runtime>,
    end: Option<oneshot::Sender<()>>,
    serving: Option<JoinHandle<()>>,
    _folder: Option<Folder>,
}

/// Limits that no test comes near unless it sets them.
pub fn free_limits() -> Limits {
    let free = Rate::new(1e9, 1e9);
    Limits {
        address: free,
        device: free,
        knocks: free,
        joins: free,
        claims: free,
        voices: free,
        voices_all: free,
        forms: free,
        forms_all: free,
        misses: free,
        misses_all: free,
        busy: 1e9,
        ..Limits::default()
    }
}

impl Running {
    /// Over SQLite, where anybody may found a workspace.
    pub fn new() -> Running {
        Self::with(|_| ())
    }

    /// Over SQLite, with other options.
    pub fn with(change: impl FnOnce(&mut Options)) -> Running {
        let folder = Folder::new("server");
        let address = Address::Sqlite(folder.path().join("huiyin.db"));
        Self::over(&address, Some(folder), change)
    }

    /// Over a store that may have others on it.
    pub fn over(
        address: &Address,
        folder: Option<Folder>,
        change: impl FnOnce(&mut Options),
    ) -> Running {
        let mut options = Options {
            claim: Claim::Open,
            quiet: true,
            limits: free_limits(),
            ..Options::default()
        };
        change(&mut options);
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        let objects = runtime.block_on(open(address)).unwrap();
        let listener = runtime
            .block_on(TcpListener::bind(("127.0.0.1", 0)))
            .unwrap();
        let at = listener.local_addr().unwrap();
        let (end, ended) = oneshot::channel();
        let runtime = Arc::new(runtime);
        let opening = Server::open(Arc::clone(&objects), options);
        let server = runtime.block_on(opening).unwrap();
        let inside = Arc::clone(&runtime);
        let serving = std::thread::spawn(move || {
            inside.block_on(server.run(listener, async {
                let _ = ended.await;
            }));
        });
        Running {
            at,
            objects,
            runtime,
            end: Some(end),
            serving: Some(serving),
            _folder: folder,
        }
    }

    /// Somebody without a token.
    pub fn client(&self) -> Client {
        Client::new(self.at)
    }

    /// Waits for something of the store.
    pub fn wait<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(work)
    }

    /// Ends it and waits until it has ended.
    pub fn end(&mut self) {
        drop(self.end.take());
        if let Some(serving) = self.serving.take() {
            serving.join().unwrap();
        }
    }
}

impl Default for Running {
    fn default() -> Self {
        Running::new()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.end.take());
        if let Some(serving) = self.serving.take() {
            let _ = serving.join();
        }
    }
}
