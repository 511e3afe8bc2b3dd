//! Using a store roughly from a program: by threads, and by a connection that hangs up.

use super::Bench;
use crate::http::{Native, Request, Response, TransportError};
use std::io::{self, Write};
use std::net::TcpStream;
use std::sync::{Barrier, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

/// What a store gets to notice that a connection is gone.
const MOMENT: Duration = Duration::from_millis(400);

impl Bench for Native {
    fn millis(&self) -> Option<u64> {
        static BEGUN: OnceLock<Instant> = OnceLock::new();
        let passed = BEGUN.get_or_init(Instant::now).elapsed();
        u64::try_from(passed.as_millis()).ok()
    }

    fn poses_as_page(&self) -> bool {
        true
    }

    async fn race(&self, requests: Vec<Request>) -> Option<Vec<Result<Response, TransportError>>> {
        let start = Barrier::new(requests.len());
        thread::scope(|scope| {
            let send = |request: Request| {
                let start = &start;
                scope.spawn(move || {
                    start.wait();
                    self.send_blocking(request)
                })
            };
            let writers: Vec<_> = requests.into_iter().map(send).collect();
            let answers = writers.into_iter().map(|writer| writer.join().ok());
            answers.collect()
        })
    }

    async fn tear(&self, request: Request, bytes: usize) -> Option<Result<(), TransportError>> {
        // Over TLS a torn upload is no other than without.
        let rest = request.url.strip_prefix("http://")?;
        let (host, path) = rest.split_at(rest.find('/')?);
        let done = hang_up(&request, host, path, bytes);
        Some(done.map_err(|error| TransportError::Connection(error.to_string())))
    }
}

fn hang_up(request: &Request, host: &str, path: &str, bytes: usize) -> io::Result<()> {
    let has_port = host
        .rsplit_once(':')
        .is_some_and(|(_, port)| port.parse::<u16>().is_ok());
    let mut stream = if has_port {
        TcpStream::connect(host)?
    } else {
        TcpStream::connect((host.trim_matches(['[', ']']), 80))?
    };
    stream.set_write_timeout(Some(Duration::from_secs(10)))?;
    let mut head = format!(
        "{} {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: {}\r\n",
        request.method.as_str(),
        request.body.len()
    );
    for (name, value) in &request.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes())?;
    stream.write_all(request.body.get(..bytes).unwrap_or(&request.body))?;
    stream.flush()?;
    thread::sleep(MOMENT);
    drop(stream);
    thread::sleep(MOMENT);
    Ok(())
}
