//! PostgreSQL as Debian ships it: one server, or a primary with a synchronous standby.

use huiyin_peers::{Ending, Folder, Server};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use tokio_postgres::NoTls;

/// Who everything belongs to in the database.
const USER: &str = "huiyin";

/// A running database server.
pub struct Database {
    pub port: u16,
    server: Server,
    data: PathBuf,
    // Goes last: the server stands on it.
    _folder: Folder,
}

/// A primary and a standby that every commit waits for.
pub struct Pair {
    pub primary: Database,
    pub standby: Database,
}

/// The address that `huiyin serve` is given.
pub fn huiyin_url(ports: &[u16]) -> String {
    let hosts: Vec<String> = ports
        .iter()
        .map(|port| format!("127.0.0.1:{port}"))
        .collect();
    format!("postgres://{USER}@{}/postgres", hosts.join(","))
}

fn programs() -> PathBuf {
    let versions = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    let found = versions
        .map(|version| version.path().join("bin"))
        .filter(|bin| bin.join("postgres").is_file());
    found
        .max()
        .expect("PostgreSQL is missing; `cargo xtask test` installs it")
}

fn root() -> bool {
    let id = Command::new("id").arg("-u").output().unwrap();
    String::from_utf8_lossy(&id.stdout).trim() == "0"
}

/// A program of PostgreSQL's: it refuses to run as root.
fn program(name: &str) -> Command {
    let path = programs().join(name);
    if !root() {
        return Command::new(path);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=postgres", "--regid=postgres", "--init-groups"]);
    // Changing the user takes back that it ends with whoever began it.
    command.args(["--pdeathsig", "INT"]).arg(path);
    command
}

fn run(command: &mut Command) {
    let done = command.output().unwrap();
    assert!(
        done.status.success(),
        "{command:?}: {}",
        String::from_utf8_lossy(&done.stderr)
    );
}

fn own(folder: &Path) {
    if root() {
        run(Command::new("chown")
            .args(["-R", "postgres:postgres"])
            .arg(folder));
    }
}

impl Database {
    /// An empty one.
    pub fn new() -> Database {
        let folder = Folder::new("postgres");
        own(folder.path());
        let data = folder.path().join("data");
        run(program("initdb")
            .arg("-D")
            .arg(&data)
            .args(["-U", USER, "--auth=trust", "-E", "UTF8"])
            .args(["--locale=C.UTF-8", "--no-sync"]));
        Self::start(folder, data)
    }

    fn start(folder: Folder, data: PathBuf) -> Database {
        let sockets = folder.path().display().to_string();
        let (server, [port]) = Server::begin(&folder, Ending::Asked, |[port]: [u16; 1]| {
            let mut command = program("postgres");
            command.arg("-D").arg(&data).args(["-p", &port.to_string()]);
            for setting in [
                "listen_addresses=127.0.0.1",
                "shared_buffers=32MB",
                "max_connections=100",
                "wal_level=replica",
                "hot_standby=on",
                &format!("unix_socket_directories={sockets}"),
            ] {
                command.args(["-c", setting]);
            }
            command
        });
        let database = Database {
            port,
            server,
            data,
            _folder: folder,
        };
        let begun = Instant::now();
        while database.try_ask("SELECT 1").is_err() {
            assert!(
                begun.elapsed() < Duration::from_secs(60),
                "the database does not answer"
            );
            std::thread::sleep(Duration::from_millis(50));
        }
        database
    }

    /// The address of this one alone.
    pub fn url(&self) -> String {
        huiyin_url(&[self.port])
    }

    fn try_ask(&self, sql: &str) -> Result<String, tokio_postgres::Error> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let (client, connection) = tokio_postgres::connect(&self.url(), NoTls).await?;
            let driving = tokio::spawn(connection);
            let rows = client.simple_query(sql).await?;
            driving.abort();
            let first = rows.iter().find_map(|message| match message {
                tokio_postgres::SimpleQueryMessage::Row(row) => row.get(0).map(str::to_owned),
                _ => None,
            });
            Ok(first.unwrap_or_default())
        })
    }

    /// The first field of the first row.
    pub fn ask(&self, sql: &str) -> String {
        self.try_ask(sql)
            .unwrap_or_else(|error| panic!("{sql}: {error:?}"))
    }

    /// Ends every process of it at once, as a power failure would.
    pub fn kill(&mut self) {
        let pids = fs::read_to_string(self.data.join("postmaster.pid")).unwrap();
        let main = pids.lines().next().unwrap().trim().to_owned();
        // Its workers are groups of their own.
        let mut all = vec![main.clone()];
        for process in fs::read_dir("/proc").unwrap().flatten() {
            let status = fs::read_to_string(process.path().join("status")).unwrap_or_default();
            let parent = status.lines().find_map(|line| line.strip_prefix("PPid:"));
            if parent.is_some_and(|parent| parent.trim() == main) {
                all.push(process.file_name().to_string_lossy().into_owned());
            }
        }
        run(Command::new("kill").arg("-9").args(&all));
        self.server.kill();
    }
}

impl Default for Database {
    fn default() -> Self {
        Database::new()
    }
}

impl Pair {
    /// Both running, the standby in step.
    pub fn new() -> Pair {
        let primary = Database::new();
        let folder = Folder::new("postgres-standby");
        own(folder.path());
        let data = folder.path().join("data");
        let from = format!(
            "host=127.0.0.1 port={} user={USER} application_name=standby",
            primary.port
        );
        run(program("pg_basebackup")
            .args(["-d", &from, "-R", "-X", "stream", "-c", "fast", "-D"])
            .arg(&data));
        let standby = Database::start(folder, data);
        primary.ask("ALTER SYSTEM SET synchronous_standby_names = 'standby'");
        primary.ask("SELECT pg_reload_conf()");
        let begun = Instant::now();
        while primary.ask("SELECT sync_state FROM pg_stat_replication") != "sync" {
            assert!(
                begun.elapsed() < Duration::from_secs(60),
                "the standby does not follow"
            );
            std::thread::sleep(Duration::from_millis(50));
        }
        Pair { primary, standby }
    }

    /// The address that names both.
    pub fn url(&self) -> String {
        huiyin_url(&[self.primary.port, self.standby.port])
    }

    /// Ends the primary at once and lets the standby take over.
    pub fn fail_over(&mut self) {
        self.primary.kill();
        self.promote();
    }

    /// Lets the standby take over.
    pub fn promote(&self) {
        assert_eq!(self.standby.ask("SELECT pg_promote(wait => true)"), "t");
    }
}

impl Default for Pair {
    fn default() -> Self {
        Pair::new()
    }
}
