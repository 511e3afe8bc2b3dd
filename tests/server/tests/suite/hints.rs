//! Being told that something came.

use huiyin_log::Object;
use huiyin_server_tests::{Client, Device, Running, Workspace, revocation};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// A connection that waits for changes.
struct Listener {
    lines: BufReader<TcpStream>,
    status: String,
}

impl Listener {
    fn open(client: &Client) -> Listener {
        let mut stream = TcpStream::connect(client.at).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(10)))
            .unwrap();
        let token = client.token.as_deref().unwrap();
        let head =
            format!("GET /v1/hints HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n\r\n");
        stream.write_all(head.as_bytes()).unwrap();
        let mut lines = BufReader::new(stream);
        let mut status = String::new();
        lines.read_line(&mut status).unwrap();
        let mut listener = Listener { lines, status };
        while !listener.line().unwrap().is_empty() {}
        listener
    }

    /// The next line; `None` at the end of the connection or of the answer.
    fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        let count = self.lines.read_line(&mut line).expect("a line in time");
        // The last chunk has no length.
        Some(line.trim_end().to_owned()).filter(|line| count > 0 && line != "0")
    }

    /// The key of the next change.
    fn next(&mut self) -> Option<String> {
        loop {
            let line = self.line()?;
            if let Some(data) = line.strip_prefix("data: ") {
                let data: serde_json::Value = serde_json::from_str(data).unwrap();
                return Some(data["key"].as_str().unwrap().to_owned());
            }
        }
    }
}

fn put(client: &Client, object: &Object) {
    assert_eq!(client.put(&object.key(), object.encode()).status, 201);
}

#[test]
fn listeners_hear_of_what_they_may_read() {
    let server = Running::new();
    let (workspace, founder) = Workspace::found(&server.client());
    let unit = Device::unit();
    workspace.let_in(&founder, &unit, &[]);
    let client = server.client().of(&unit);
    std::thread::sleep(Duration::from_millis(200));
    let (mut office, mut other) = (Listener::open(&founder), Listener::open(&client));
    assert!(office.status.starts_with("HTTP/1.1 200"));
    let sealed = unit.note(&workspace.id, "office", "评价");
    let open = unit.note(&workspace.id, "main", "建议");
    put(&client, &sealed);
    let asking = Device::unit();
    let request = asking.request(None, "张三");
    let (stranger, _) = server.client().signed_in(&asking);
    assert_eq!(
        stranger.put(&request.store_key(), &request.encode()).status,
        201
    );
    let begun = Instant::now();
    put(&client, &open);
    // Heard long before the regular time.
    assert_eq!(other.next(), Some(open.key()));
    assert!(
        begun.elapsed() < Duration::from_millis(900),
        "{:?}",
        begun.elapsed()
    );
    let heard = [office.next(), office.next(), office.next()];
    assert_eq!(
        heard,
        [
            Some(sealed.key()),
            Some(request.store_key()),
            Some(open.key())
        ]
    );
}

#[test]
fn a_server_hears_of_what_came_through_another() {
    let folder = huiyin_peers::Folder::new("hints");
    let address = huiyin_server::Address::Sqlite(folder.path().join("huiyin.db"));
    let one = Running::over(&address, None, |_| ());
    let other = Running::over(&address, None, |_| ());
    let (workspace, founder) = Workspace::found(&one.client());
    std::thread::sleep(Duration::from_millis(1_500));
    let there = other.client().of(&workspace.founder);
    let mut listener = Listener::open(&there);
    let object = workspace.founder.note(&workspace.id, "main", "一");
    put(&founder, &object);
    assert_eq!(listener.next(), Some(object.key()));
}

#[test]
fn listening_ends_with_the_right_to_and_with_the_server() {
    let mut server = Running::new();
    let (workspace, founder) = Workspace::found(&server.client());
    let unit = Device::unit();
    workspace.let_in(&founder, &unit, &[]);
    std::thread::sleep(Duration::from_millis(200));
    let mut lost = Listener::open(&server.client().of(&unit));
    let mut kept = Listener::open(&founder);
    workspace.tell(&founder, revocation(&unit, None));
    assert_eq!(lost.next(), None);
    assert!(kept.next().is_some());
    let begun = Instant::now();
    server.end();
    assert_eq!(kept.next(), None);
    assert!(begun.elapsed() < Duration::from_secs(5));
}

#[test]
fn only_so_many_listen_at_once() {
    let server = Running::with(|options| options.limits.listeners_each = 2);
    let (_, founder) = Workspace::found(&server.client());
    let listeners = [Listener::open(&founder), Listener::open(&founder)];
    let refused = founder.get("/v1/hints");
    assert_eq!(refused.refused(), (429, "too-many-listeners".to_owned()));
    drop(listeners);
    // Those that went are found out at their next sign of life at the latest; mostly at once.
    let begun = Instant::now();
    loop {
        let again = Listener::open(&founder);
        if again.status.starts_with("HTTP/1.1 200") {
            break;
        }
        assert!(begun.elapsed() < Duration::from_secs(30));
        std::thread::sleep(Duration::from_millis(100));
    }
}
