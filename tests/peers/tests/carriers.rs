//! Every operation of a carrier on every real store, and what becomes of broken uploads.

#[cfg(test)]
mod tests {
    use futures_lite::future::block_on;
    use huiyin_peers::{Peer, clock};
    use huiyin_protocol::sharing::StoreChoice;
    use huiyin_sync::carrier::{Any, Carrier, CarrierCode, CarrierError, Entry, Means, Raw};
    use huiyin_sync::http::{Method, Native, Timeouts};
    use huiyin_sync::probe::Bench;
    use sha2::{Digest, Sha256};
    use std::time::Duration;

    const LOG: &str = "v1/main/l/00112233445566778899aabbccddeeff/";

    fn native() -> Native {
        Native::new(Timeouts {
            silence: Duration::from_secs(5),
            ..Timeouts::default()
        })
    }

    fn store(choice: &StoreChoice) -> Any<Native> {
        Any::of(choice, native(), Means::new(clock)).unwrap()
    }

    fn names(entries: Vec<Entry>) -> Vec<String> {
        let mut names: Vec<String> = entries.into_iter().map(|entry| entry.name).collect();
        names.sort();
        names
    }

    fn hash(bytes: &[u8]) -> String {
        let digest = Sha256::digest(bytes);
        digest
            .iter()
            .take(16)
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    /// Bytes with their hash in their name, as objects are kept.
    fn object(seq: usize, length: usize) -> (String, Vec<u8>) {
        let bytes: Vec<u8> = (0..length)
            .map(|at| (at * 31 + seq * 7 + at / 251) as u8)
            .collect();
        (format!("{LOG}00000/{seq:08}-{}", hash(&bytes)), bytes)
    }

    /// What a reader makes of a store: only bytes that are what their name says.
    fn read(store: &Any<Native>, key: &str) -> Option<Vec<u8>> {
        let named = key.rsplit('-').next().unwrap();
        let bytes = block_on(store.get(key)).ok().flatten()?;
        (hash(&bytes) == named).then_some(bytes)
    }

    fn operations(peer: &Peer) {
        let (one, other) = (store(&peer.choice), store(&peer.choice));
        block_on(async {
            assert!(one.list("v1/", None).await.unwrap().is_empty());
            let objects: Vec<_> = (1..=12).map(|seq| object(seq, 900)).collect();
            for (key, bytes) in &objects {
                one.put(key, bytes).await.unwrap();
            }
            let (key, bytes) = object(1001, 5);
            let key = key.replace("/00000/", "/00001/");
            // A second device meets the folders that the first has made.
            other.put(&key, &bytes).await.unwrap();
            other.put("v1/enrol/ab", b"").await.unwrap();

            assert_eq!(names(other.list("", None).await.unwrap()), ["v1/"]);
            assert_eq!(
                names(other.list("v1/", None).await.unwrap()),
                ["enrol/", "main/"]
            );
            assert_eq!(
                names(one.list(LOG, None).await.unwrap()),
                ["00000/", "00001/"]
            );
            assert_eq!(
                names(one.list(LOG, Some("00000/")).await.unwrap()),
                ["00001/"]
            );
            let folder = format!("{LOG}00000/");
            let listed = names(other.list(&folder, None).await.unwrap());
            let expected: Vec<&str> = objects
                .iter()
                .map(|(key, _)| key.strip_prefix(&*folder).unwrap())
                .collect();
            assert_eq!(listed, expected);
            let rest = names(other.list(&folder, Some(expected[8])).await.unwrap());
            assert_eq!(rest, expected[9..]);
            for (key, bytes) in &objects {
                assert_eq!(other.get(key).await.unwrap().as_ref(), Some(bytes));
            }
            assert_eq!(other.get("v1/enrol/ab").await.unwrap().unwrap(), b"");
            assert_eq!(other.get(&object(77, 4).0).await.unwrap(), None);
            assert!(other.list("v1/office/l/", None).await.unwrap().is_empty());
            // The same once more changes nothing.
            let (key, bytes) = &objects[0];
            other.put(key, bytes).await.unwrap();
            assert_eq!(one.get(key).await.unwrap().as_ref(), Some(bytes));
        });
    }

    fn all<C: Carrier>(store: &C) -> [CarrierError; 3] {
        block_on(async {
            [
                store.put("v1/x", b"x").await.unwrap_err(),
                store.get("v1/x").await.err().unwrap_or_else(|| {
                    // A store may know no difference between no object and no folder.
                    CarrierError::new(CarrierCode::NoSuchRoot, "", "")
                }),
                store.list("v1/", None).await.unwrap_err(),
            ]
        })
    }

    fn refusals(mut peer: Peer) {
        let (mut strange, mut nowhere) = (peer.choice.clone(), peer.choice.clone());
        match (&mut strange, &mut nowhere) {
            (StoreChoice::WebDav { password, .. }, StoreChoice::WebDav { url, .. }) => {
                password.push('x');
                url.push_str("nowhere/");
            }
            (StoreChoice::S3 { secret, .. }, StoreChoice::S3 { bucket, .. }) => {
                secret.push('x');
                bucket.push_str("-nowhere");
            }
            other => panic!("{other:?}"),
        }
        for error in all(&store(&strange)) {
            assert_eq!(
                error.code,
                CarrierCode::Unauthorized,
                "{}: {error}",
                peer.name
            );
            assert!(!error.is_retryable());
        }
        for error in all(&store(&nowhere)) {
            assert_eq!(
                error.code,
                CarrierCode::NoSuchRoot,
                "{}: {error}",
                peer.name
            );
            assert!(!error.is_retryable());
        }
        let here = store(&peer.choice);
        block_on(here.put("v1/x", b"x")).unwrap();
        peer.kill();
        let broken = block_on(async {
            [
                here.put("v1/x", b"x").await.unwrap_err(),
                here.get("v1/x").await.unwrap_err(),
                here.list("v1/", None).await.unwrap_err(),
            ]
        });
        for error in broken {
            assert_eq!(
                error.code,
                CarrierCode::Unreachable,
                "{}: {error}",
                peer.name
            );
            assert!(error.is_retryable());
        }
    }

    fn tear(store: &Any<Native>, key: &str, bytes: &[u8], sent: usize) {
        let (request, transport) = match store {
            Any::WebDav(dav) => (dav.request(Method::Put, key, &[], bytes), dav.transport()),
            Any::S3(bucket) => (
                bucket.request(Method::Put, key, &[], bytes),
                bucket.transport(),
            ),
            Any::Server(_) => panic!("no such peer"),
        };
        block_on(transport.tear(request, sent)).unwrap().unwrap();
    }

    fn broken_uploads(peer: &Peer) {
        let store = store(&peer.choice);
        // The folders are there, so that what breaks off has a place to be left in.
        let (first, bytes) = object(1, 10);
        block_on(store.put(&first, &bytes)).unwrap();
        for (seq, sent) in [(2, 0), (3, 1), (4, 60_000), (5, 99_999)] {
            let (key, bytes) = object(seq, 100_000);
            tear(&store, &key, &bytes, sent);
            assert_eq!(read(&store, &key), None, "{}: {sent} sent", peer.name);
            // The writer has not read it back, so it puts the same bytes until it does.
            let mut tries = 0;
            while read(&store, &key).as_ref() != Some(&bytes) {
                if let Err(error) = block_on(store.put(&key, &bytes)) {
                    assert!(error.is_retryable(), "{}: {error}", peer.name);
                }
                tries += 1;
                assert!(tries < 10, "{}: {sent} sent", peer.name);
            }
            println!("{}: {sent} sent, whole after {tries}", peer.name);
        }
        let folder = format!("{LOG}00000/");
        let listed = names(block_on(store.list(&folder, None)).unwrap());
        assert_eq!(listed.len(), 5, "{}: {listed:?}", peer.name);
    }

    macro_rules! on {
        ($($peer:ident),*) => { $(
            mod $peer {
                #[test]
                fn does_every_operation() {
                    super::operations(&huiyin_peers::$peer());
                }

                #[test]
                fn tells_what_is_wrong() {
                    super::refusals(huiyin_peers::$peer());
                }

                #[test]
                fn broken_uploads_are_refused_and_healed() {
                    super::broken_uploads(&huiyin_peers::$peer());
                }
            }
        )* };
    }

    on!(nginx, wsgidav, rclone, seaweed);
}
