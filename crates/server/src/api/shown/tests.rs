use super::*;
use crate::refusal::Refusal;

/// Room for four documents, of which three stay while nobody reads them.
fn shown(lasting: bool) -> Shown {
    Shown::new(Bounds {
        rest: 6 << 20,
        most: 8 << 20,
        fetches: 2,
        lasting,
    })
}

const LONG: usize = 2 << 20;

async fn get(shown: &Shown, path: &str, length: usize) -> Result<Option<Reading>, Refusal> {
    let fetch = async { Ok(Some(Bytes::from(vec![7; length]))) };
    shown.get(path, fetch).await
}

fn held(shown: &Shown) -> Vec<String> {
    shown.0.asked().keys().cloned().collect()
}

#[tokio::test]
async fn what_nobody_reads_is_bounded_and_the_last_ones_stay() {
    let shown = shown(false);
    for n in 0..9 {
        get(&shown, &format!("{n}.json"), LONG).await.unwrap();
    }
    assert_eq!(held(&shown), ["6.json", "7.json", "8.json"]);
    assert_eq!(shown.0.room.taken(), 3 * LONG);
    let none = shown.get("none.json", async { Ok(None) }).await;
    assert!(none.is_ok_and(|none| none.is_none()));
    assert!(!held(&shown).contains(&"none.json".to_owned()));
    for n in 0..DOCUMENTS + 9 {
        get(&shown, &format!("{n:05}.json"), 1).await.unwrap();
    }
    assert_eq!(held(&shown).len(), DOCUMENTS);
}

#[tokio::test]
async fn what_is_read_is_held_once_and_only_so_much_of_it() {
    let shown = shown(true);
    let mut readers = Vec::new();
    for n in 0..8 {
        let path = format!("{}.json", n % 4);
        let reading = get(&shown, &path, LONG).await.unwrap().unwrap();
        readers.push(Bytes::from_owner(reading));
    }
    assert_eq!(shown.0.room.taken(), 4 * LONG);
    assert_eq!(readers[3].as_ptr(), readers[7].as_ptr());
    // Another long one would be too much; what is short, or held already, is told.
    let refused = get(&shown, "4.json", LONG).await.err();
    assert_eq!(refused, Some(refusal::busy()));
    assert!(get(&shown, "5.json", 9).await.is_ok());
    assert!(get(&shown, "0.json", LONG).await.is_ok());
    // One that is published anew meanwhile is another, and the one before still counts.
    shown.forget("3.json");
    assert!(get(&shown, "3.json", LONG).await.is_err());
    readers.clear();
    assert!(shown.0.room.taken() <= 3 * LONG);
    assert!(get(&shown, "4.json", LONG).await.is_ok());
}

#[tokio::test]
async fn what_lasts_is_fetched_once_and_nothing_is_not_remembered() {
    let shown = shown(true);
    assert!(shown.get("a", async { Ok(None) }).await.unwrap().is_none());
    let first = get(&shown, "a", 9).await.unwrap().unwrap();
    let away = || async { Err(StoreError::away("away")) };
    let again = shown.get("a", away()).await.unwrap().unwrap();
    assert_eq!(first.as_ref(), again.as_ref());
    assert!(shown.get("b", away()).await.is_err());
    assert!(get(&shown, "b", 9).await.unwrap().is_some());
}

/// Who asks after something was published is not told what one found who asked before.
#[tokio::test]
async fn whoever_waits_for_an_older_look_looks_again() {
    let shown = shown(true);
    let (publish, published) = tokio::sync::oneshot::channel();
    let early = shown.get("a", async {
        let _ = published.await;
        Ok(None)
    });
    let late = async {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        let (late, ()) = tokio::join!(get(&shown, "a", 9), async { publish.send(()).unwrap() });
        late
    };
    let (early, late) = tokio::join!(early, late);
    assert!(early.is_ok_and(|early| early.is_none()));
    assert!(late.is_ok_and(|late| late.is_some()));
}
