//! What is read from the store now and then, for many who ask at once.

use crate::objects::StoreError;
use bytes::Bytes;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long a document is remembered: another server may have been given another.
const GOOD: Duration = Duration::from_secs(2);

/// Whether what was found then is still taken for what there is.
pub(crate) fn lately(at: Instant) -> bool {
    at.elapsed() < GOOD
}

/// A document as it was read, and when that was.
struct Known<T> {
    at: Instant,
    bytes: Option<Bytes>,
    document: Arc<T>,
}

/// A document that is remembered for a moment. However many ask once that is over, one reads it:
/// as many copies as there are requests would be more than the memory holds.
pub(crate) struct Remembered<T> {
    known: Mutex<Option<Known<T>>>,
    /// How reading failed last, so that those who waited for it do not all try in turn.
    reading: tokio::sync::Mutex<Option<(Instant, StoreError)>>,
}

impl<T> Default for Remembered<T> {
    fn default() -> Self {
        Remembered {
            known: Mutex::default(),
            reading: tokio::sync::Mutex::default(),
        }
    }
}

impl<T> Remembered<T> {
    fn known(&self) -> std::sync::MutexGuard<'_, Option<Known<T>>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn fresh(&self, good: impl Fn(&T, Instant) -> bool) -> Option<Arc<T>> {
        let known = self.known();
        let known = known.as_ref();
        let known = known.filter(|known| good(&known.document, known.at))?;
        Some(Arc::clone(&known.document))
    }

    /// Another document was put.
    pub(crate) fn forget(&self) {
        *self.known() = None;
    }

    /// The document, which `read` makes of what `fetch` finds.
    pub(crate) async fn get(
        &self,
        fetch: impl Future<Output = Result<Option<Bytes>, StoreError>>,
        read: impl Fn(Option<&Bytes>) -> Result<T, StoreError>,
    ) -> Result<Arc<T>, StoreError> {
        let good = |_: &T, at| lately(at);
        self.get_while(good, fetch, read).await
    }

    /// The same for as long as a document that was found at some time is `good`.
    pub(crate) async fn get_while(
        &self,
        good: impl Fn(&T, Instant) -> bool,
        fetch: impl Future<Output = Result<Option<Bytes>, StoreError>>,
        read: impl Fn(Option<&Bytes>) -> Result<T, StoreError>,
    ) -> Result<Arc<T>, StoreError> {
        if let Some(document) = self.fresh(&good) {
            return Ok(document);
        }
        let asked = Instant::now();
        let mut failed = self.reading.lock().await;
        if let Some(document) = self.fresh(&good) {
            return Ok(document);
        }
        if let Some((at, error)) = failed.as_ref()
            && *at >= asked
        {
            return Err(error.clone());
        }
        let at = Instant::now();
        let fetched = fetch.await;
        let bytes = fetched.inspect_err(|error| *failed = Some((Instant::now(), error.clone())))?;
        let mut known = self.known();
        let document = match known.take() {
            Some(before) if before.bytes == bytes => before.document,
            _ => Arc::new(read(bytes.as_ref())?),
        };
        *known = Some(Known {
            at,
            bytes,
            document: Arc::clone(&document),
        });
        Ok(document)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use tokio::time::sleep;

    type Found = Result<Option<Bytes>, StoreError>;

    /// Asks fifty times at once; gives what all were told and how often something was fetched.
    async fn asked(of: &Arc<Remembered<Vec<u8>>>, found: &Found) -> (Vec<u8>, usize) {
        let fetched = Arc::new(AtomicUsize::new(0));
        let mut asks = tokio::task::JoinSet::new();
        for _ in 0..50 {
            let (of, found, fetched) = (Arc::clone(of), found.clone(), Arc::clone(&fetched));
            asks.spawn(async move {
                let fetch = async {
                    fetched.fetch_add(1, Ordering::Relaxed);
                    sleep(Duration::from_millis(20)).await;
                    found
                };
                let whole = |bytes: Option<&Bytes>| Ok(bytes.map_or(vec![], |all| all.to_vec()));
                of.get(fetch, whole).await
            });
        }
        let told = asks.join_all().await;
        let told: Vec<Vec<u8>> = told
            .into_iter()
            .map(|one| one.map_or(b"failed".to_vec(), |document| document.to_vec()))
            .collect();
        assert!(told.windows(2).all(|two| two[0] == two[1]), "{told:?}");
        (told[0].clone(), fetched.load(Ordering::Relaxed))
    }

    #[tokio::test]
    async fn one_reads_for_all_who_ask_at_once() {
        let of = Arc::new(Remembered::default());
        let away = Err(StoreError::away("away"));
        assert_eq!(asked(&of, &away).await, (b"failed".to_vec(), 1));
        assert_eq!(asked(&of, &away).await, (b"failed".to_vec(), 1));
        let found = |text: &'static [u8]| Ok(Some(Bytes::from_static(text)));
        assert_eq!(asked(&of, &found(b"one")).await, (b"one".to_vec(), 1));
        // It is remembered until another was put.
        assert_eq!(asked(&of, &found(b"two")).await, (b"one".to_vec(), 0));
        of.forget();
        assert_eq!(asked(&of, &found(b"two")).await, (b"two".to_vec(), 1));
        of.forget();
        assert_eq!(asked(&of, &Ok(None)).await, (Vec::new(), 1));
    }

    #[tokio::test]
    async fn what_did_not_change_is_not_read_into_another_copy() {
        let of = Remembered::default();
        let get = || of.get(async { Ok(Some(Bytes::from(vec![7; 9]))) }, |_| Ok(()));
        let first = get().await.unwrap();
        let long_ago = Instant::now().checked_sub(GOOD * 2).unwrap();
        of.known().as_mut().unwrap().at = long_ago;
        assert!(Arc::ptr_eq(&first, &get().await.unwrap()));
        assert!(of.known().as_ref().unwrap().at > long_ago);
    }
}
