//! `huiyin serve` as a process of its own.

use crate::Client;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

/// A process that serves, killed when this is dropped.
pub struct Program {
    pub at: SocketAddr,
    pub claim: Option<String>,
    child: Child,
    complaints: Arc<Mutex<String>>,
    reading: Option<JoinHandle<()>>,
}

impl Program {
    /// Starts it on a free port and waits until it is ready.
    pub fn start(huiyin: &str, arguments: &[&str]) -> Program {
        Self::try_start(huiyin, arguments).unwrap_or_else(|said| panic!("it did not start: {said}"))
    }

    /// Starts it; gives what it said where it ended instead.
    pub fn try_start(huiyin: &str, arguments: &[&str]) -> Result<Program, String> {
        Self::try_start_in(huiyin, arguments, &[])
    }

    /// Starts it with more in its environment.
    pub fn try_start_in(
        huiyin: &str,
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Result<Program, String> {
        // The kernel ends it should this test be killed before it can do so itself.
        let mut child = Command::new("setpriv")
            .args(["--pdeathsig", "KILL", huiyin, "serve"])
            .args(arguments)
            .envs(environment.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let complaints = Arc::new(Mutex::new(String::new()));
        let (errors, kept) = (child.stderr.take().unwrap(), Arc::clone(&complaints));
        let reading = std::thread::spawn(move || {
            for line in BufReader::new(errors).lines().map_while(Result::ok) {
                kept.lock().unwrap().push_str(&format!("{line}\n"));
            }
        });
        let mut claim = None;
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        while let Some(Ok(line)) = lines.next() {
            if let Some((_, code)) = line.split_once("claim code: ") {
                claim = Some(code.to_owned());
            }
            if let Some((_, url)) = line.split_once("is ready: http://") {
                let at = url.trim_end_matches('/').parse().unwrap();
                // Goes on being read, so that it is never in the way.
                std::thread::spawn(move || for _ in lines {});
                return Ok(Program {
                    at,
                    claim,
                    child,
                    complaints,
                    reading: Some(reading),
                });
            }
        }
        let _ = child.wait();
        let _ = reading.join();
        Err(complaints.lock().unwrap().clone())
    }

    /// Somebody without a token.
    pub fn client(&self) -> Client {
        Client::new(self.at)
    }

    /// Its process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Ends it at once, as a power failure would.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Tells it to end and waits until it has.
    pub fn end(&mut self, signal: &str) -> ExitStatus {
        let pid = self.pid().to_string();
        let told = Command::new("kill")
            .args(["-s", signal, &pid])
            .status()
            .unwrap();
        assert!(told.success());
        self.child.wait().unwrap()
    }

    /// What it wrote to standard error, once it has ended.
    pub fn said(&mut self) -> String {
        if let Some(reading) = self.reading.take() {
            let _ = reading.join();
        }
        self.complaints.lock().unwrap().clone()
    }

    /// Memory it holds, in KiB.
    pub fn resident(&self) -> u64 {
        self.status("VmRSS:")
    }

    /// The most memory it ever held, in KiB.
    pub fn peak(&self) -> u64 {
        self.status("VmHWM:")
    }

    fn status(&self, what: &str) -> u64 {
        let text = self.proc("status");
        let line = text.lines().find_map(|line| line.strip_prefix(what));
        line.unwrap()
            .trim()
            .trim_end_matches(" kB")
            .parse()
            .unwrap()
    }

    /// Processor time it has used.
    pub fn busy(&self) -> Duration {
        let text = self.proc("stat");
        // The name before stands in parentheses and may hold anything.
        let (_, rest) = text.rsplit_once(')').unwrap();
        let ticks = rest.split_whitespace().skip(11).take(2);
        let ticks: u64 = ticks.map(|ticks| ticks.parse::<u64>().unwrap()).sum();
        // Linux counts in hundredths of a second towards programs, whatever its own clock.
        Duration::from_millis(ticks * 10)
    }

    fn proc(&self, file: &str) -> String {
        std::fs::read_to_string(format!("/proc/{}/{file}", self.pid())).unwrap()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.kill();
    }
}
