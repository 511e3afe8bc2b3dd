//! The peers themselves: nothing of them outlives their test.

#[cfg(test)]
mod tests {
    use huiyin_peers::{ALL, Peer};
    use huiyin_protocol::sharing::StoreChoice;
    use std::net::TcpStream;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::path::PathBuf;

    fn port(peer: &Peer) -> u16 {
        let (StoreChoice::WebDav { url, .. } | StoreChoice::S3 { url, .. }) = &peer.choice else {
            panic!("{:?}", peer.choice);
        };
        let host = url.split('/').nth(2).unwrap();
        host.rsplit(':').next().unwrap().parse().unwrap()
    }

    #[test]
    fn a_test_that_panics_leaves_nothing_running() {
        for begin in ALL {
            let mut seen = None;
            let panicked = catch_unwind(AssertUnwindSafe(|| {
                let peer = begin();
                let port = port(&peer);
                TcpStream::connect(("127.0.0.1", port)).unwrap();
                seen = Some((peer.name, port, PathBuf::from(peer.folder())));
                panic!("as a failing test does");
            }));
            assert!(panicked.is_err());
            let (name, port, folder) = seen.unwrap();
            assert!(
                TcpStream::connect(("127.0.0.1", port)).is_err(),
                "{name} still answers"
            );
            assert!(!folder.exists(), "{name} left {}", folder.display());
        }
    }
}
