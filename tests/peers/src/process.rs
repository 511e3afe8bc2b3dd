//! Servers as child processes that never outlive their test.

use std::fs::{self, File};
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// How long a server may take to begin.
const BEGIN: Duration = Duration::from_secs(60);
/// How long it may take to end before it is ended.
const END: Duration = Duration::from_secs(3);

/// A port of the loopback that nobody listens on.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap_or_else(|error| {
        panic!("no free loopback port: {error}");
    });
    listener.local_addr().map_or(0, |address| address.port())
}

/// An empty folder that is gone when this is dropped.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// A new one.
    pub fn new(name: &str) -> Folder {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let made = MADE.fetch_add(1, Ordering::Relaxed);
        let process = std::process::id();
        let path = std::env::temp_dir().join(format!("huiyin-peer-{name}-{process}-{made}"));
        fs::create_dir_all(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Folder(path)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// A file in it, written.
    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        path
    }

    /// A folder in it, made.
    pub fn make(&self, name: &str) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// How a server is ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It is asked to, and ends its workers itself.
    Asked,
    /// At once: asked, it takes minutes over its goodbyes.
    Killed,
}

/// A running server with all processes it began.
#[derive(Debug)]
pub struct Server {
    child: Child,
    ending: Ending,
    ended: bool,
    /// Files outside its folder that it leaves when killed.
    litter: Vec<PathBuf>,
}

impl Server {
    /// Begins what `command` makes for a choice of free ports and waits until `port` answers.
    ///
    /// Ports are chosen before they are bound, so another program may be quicker: then the
    /// server ends at once and is begun again with others.
    pub fn begin<const PORTS: usize>(
        folder: &Folder,
        ending: Ending,
        command: impl Fn([u16; PORTS]) -> Command,
    ) -> (Server, [u16; PORTS]) {
        let log = folder.path().join("server.log");
        for _ in 0..5 {
            let ports = free_ports();
            let mut server = Server::spawn(command(ports), ending, &log);
            if server.answers(ports[0]) {
                return (server, ports);
            }
        }
        let told = fs::read_to_string(&log).unwrap_or_default();
        panic!("a peer did not begin: {told}");
    }

    /// Takes these files away at the end too.
    #[must_use]
    pub fn littering(mut self, files: impl IntoIterator<Item = PathBuf>) -> Server {
        self.litter.extend(files);
        self
    }

    fn spawn(command: Command, ending: Ending, log: &Path) -> Server {
        let out = || {
            let file = File::options().create(true).append(true).open(log);
            Stdio::from(file.unwrap_or_else(|error| panic!("{}: {error}", log.display())))
        };
        // The kernel ends it should this test be killed before it can do so itself.
        let signal = match ending {
            Ending::Asked => "TERM",
            Ending::Killed => "KILL",
        };
        let mut guarded = Command::new("setpriv");
        guarded
            .args(["--pdeathsig", signal])
            .arg(command.get_program());
        guarded.args(command.get_args());
        for (name, value) in command.get_envs() {
            if let Some(value) = value {
                guarded.env(name, value);
            }
        }
        guarded
            .stdin(Stdio::null())
            .stdout(out())
            .stderr(out())
            .process_group(0);
        let child = guarded.spawn().unwrap_or_else(|error| {
            panic!("{:?} cannot be started: {error}", command.get_program());
        });
        Server {
            child,
            ending,
            ended: false,
            litter: Vec::new(),
        }
    }

    fn answers(&mut self, port: u16) -> bool {
        let begun = Instant::now();
        while begun.elapsed() < BEGIN {
            if let Ok(Some(_)) = self.child.try_wait() {
                return false;
            }
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return true;
            }
            thread::sleep(Duration::from_millis(20));
        }
        false
    }

    /// Ends it at once.
    pub fn kill(&mut self) {
        if !self.ended {
            self.signal("KILL");
            let _ = self.child.wait();
            self.ended = true;
        }
    }

    /// The whole group: some servers have workers of their own.
    fn signal(&self, name: &str) {
        let group = format!("-{}", self.child.id());
        let _ = Command::new("kill")
            .args(["-s", name, "--", &group])
            .stderr(Stdio::null())
            .status();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if self.ending == Ending::Asked && !self.ended {
            self.signal("TERM");
            let begun = Instant::now();
            while begun.elapsed() < END && matches!(self.child.try_wait(), Ok(None)) {
                thread::sleep(Duration::from_millis(20));
            }
        }
        // Also whoever of the group is left.
        self.kill();
        for file in &self.litter {
            let _ = fs::remove_file(file);
        }
    }
}

/// Free ports, all different: each is held until all are chosen.
fn free_ports<const PORTS: usize>() -> [u16; PORTS] {
    let held = [(); PORTS].map(|()| TcpListener::bind(("127.0.0.1", 0)).ok());
    held.map(|listener| {
        let address = listener.and_then(|listener| listener.local_addr().ok());
        address.map_or(0, |address| address.port())
    })
}
