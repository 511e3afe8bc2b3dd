//! Every kind of store does the same.

use bytes::Bytes;
use huiyin_peers::Folder;
use huiyin_protocol::sharing::StoreChoice;
use huiyin_server::objects::{Objects, boxes, conformance, desk, open};
use huiyin_server::{Address, Place};
use huiyin_server_tests::{Database, Pair, Running, Workspace};
use std::sync::Arc;
use std::time::Duration;

async fn conforms(store: Arc<dyn Objects>, other: Arc<dyn Objects>) {
    conformance::check(Arc::clone(&store), Arc::clone(&other)).await;
    boxes::conformance::check(Arc::clone(&store), Arc::clone(&other)).await;
    desk::conformance::check(store, other).await;
}

#[tokio::test]
async fn memory_conforms() {
    let store = open(&Address::Memory).await.unwrap();
    conforms(Arc::clone(&store), store).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_conforms_also_with_two_servers_over_one_file() {
    let folder = Folder::new("sqlite");
    let address = Address::Sqlite(folder.path().join("huiyin.db"));
    let store = open(&address).await.unwrap();
    let other = open(&address).await.unwrap();
    conforms(store, other).await;
}

/// Servers end with the thread that began them, so the thread of the test holds them.
fn waited(work: impl Future<Output = ()>) {
    tokio::runtime::Runtime::new().unwrap().block_on(work);
}

async fn postgres(database: &Database) -> Arc<dyn Objects> {
    open(&Address::Postgres(database.url())).await.unwrap()
}

#[test]
#[ignore = "needs PostgreSQL; `cargo xtask test` runs it"]
fn postgres_conforms() {
    let database = Database::new();
    waited(async {
        // Two servers start at once on an empty database.
        let (store, other) = tokio::join!(postgres(&database), postgres(&database));
        conforms(store, other).await;
    });
}

/// Rows do not become visible in the order they were written in: a reader that goes on from the
/// last number it saw misses those whose transaction took longer.
#[test]
#[ignore = "needs PostgreSQL; `cargo xtask test` runs it"]
fn what_is_committed_out_of_order_is_listed_and_told_all_the_same() {
    let database = Database::new();
    waited(async {
        let store = postgres(&database).await;
        store.changes().await.unwrap();
        let mut open = Vec::new();
        for key in ["v1/main/l/b/1", "v1/main/l/a/1"] {
            let url = database.url();
            let connected = tokio_postgres::connect(&url, tokio_postgres::NoTls);
            let (client, connection) = connected.await.unwrap();
            tokio::spawn(connection);
            client.batch_execute("BEGIN").await.unwrap();
            let insert = "INSERT INTO huiyin_objects (key, bytes) VALUES ($1, 'x')";
            client.execute(insert, &[&key]).await.unwrap();
            open.push((client, key));
        }
        // A third one begins later and is done first.
        let last = "v1/main/l/c/1";
        store.put_new(last, Bytes::from_static(b"x")).await.unwrap();
        let mut told = store.changes().await.unwrap();
        let first = store.list("v1/main/l/", None, 10).await.unwrap();
        assert_eq!(first.keys, [last]);
        // The second transaction ends before the first.
        while let Some((client, key)) = open.pop() {
            client.batch_execute("COMMIT").await.unwrap();
            let listed = store.list("v1/main/l/", None, 10).await.unwrap();
            assert!(listed.keys.iter().any(|listed| listed == key));
            told.extend(store.changes().await.unwrap());
            assert!(
                told.iter().any(|told| told == key),
                "{key} was never told: {told:?}"
            );
        }
        // A pager that stood before them sees both.
        let page = store
            .list("v1/main/l/", Some("v1/main/l/0"), 2)
            .await
            .unwrap();
        assert_eq!(page.keys, ["v1/main/l/a/1", "v1/main/l/b/1"]);
        assert!(page.more);
    });
}

/// A server that is told by another through the database hears it at once.
#[test]
#[ignore = "needs PostgreSQL; `cargo xtask test` runs it"]
fn servers_over_one_database_wake_each_other() {
    let database = Database::new();
    waited(async {
        let (store, other) = (postgres(&database).await, postgres(&database).await);
        let woken = |millis| tokio::time::timeout(Duration::from_millis(millis), store.nudged());
        // The listening connections are made meanwhile, and say so themselves.
        tokio::time::sleep(Duration::from_millis(500)).await;
        while woken(100).await.is_ok() {}
        let key = "v1/main/l/a/1";
        other.put_new(key, Bytes::from_static(b"x")).await.unwrap();
        woken(5_000).await.expect("woken by the other server");
    });
}

/// The bucket of a running S3 store.
pub fn bucket(peer: &huiyin_peers::Peer) -> Address {
    let StoreChoice::S3 {
        url,
        bucket,
        region,
        key,
        secret,
    } = peer.choice.clone()
    else {
        panic!("an S3 store")
    };
    Address::S3(Place {
        bucket,
        prefix: "one/two".to_owned(),
        endpoint: Some(url),
        region: Some(region),
        keys: Some((key, secret)),
    })
}

#[test]
#[ignore = "needs SeaweedFS; `cargo xtask test` runs it"]
fn s3_conforms() {
    let peer = huiyin_peers::seaweed();
    waited(async {
        let address = bucket(&peer);
        let store = open(&address).await.unwrap();
        let other = open(&address).await.unwrap();
        conforms(store, other).await;
    });
}

#[test]
#[ignore = "needs PostgreSQL; `cargo xtask test` runs it"]
fn a_server_whose_database_is_away_says_so_and_comes_back_with_it() {
    let mut databases = Pair::new();
    let server = Running::over(&Address::Postgres(databases.url()), None, |_| ());
    let (workspace, founder) = Workspace::found(&server.client());
    let object = workspace.founder.note(&workspace.id, "main", "一");
    databases.primary.kill();
    let health = server.client().get("/healthz");
    assert_eq!(health.refused(), (503, "store-away".to_owned()));
    let put = founder.put(&object.key(), object.encode());
    assert_eq!(put.refused(), (503, "store-away".to_owned()));
    assert!(!put.header("retry-after").is_empty());
    // What needs no store is still answered.
    assert_eq!(server.client().get("/v1/server").status, 200);
    databases.promote();
    assert_eq!(server.client().get("/healthz").status, 200);
    assert_eq!(founder.put(&object.key(), object.encode()).status, 201);
    assert_eq!(founder.object(&workspace.founding.key()).status, 200);
}
