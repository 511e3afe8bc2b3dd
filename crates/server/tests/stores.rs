//! The suite over the stores that need nothing installed.

use huiyin_server::objects::{Address, Objects, conformance, open};
use std::sync::Arc;

#[tokio::test]
async fn memory_conforms() {
    let store = open(&Address::Memory).await.unwrap();
    conformance::check(Arc::clone(&store), store).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_conforms_also_with_two_servers_over_one_file() {
    let folder = std::env::temp_dir().join(format!("huiyin-sqlite-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let address = Address::Sqlite(folder.join("huiyin.db"));
    let store: Arc<dyn Objects> = open(&address).await.unwrap();
    let other = open(&address).await.unwrap();
    conformance::check(store, other).await;
    std::fs::remove_dir_all(&folder).unwrap();
}
