//! Several waits at once, on one thread.

use std::future::Future;
use std::pin::Pin;
use std::task::Poll;

/// Waits for all of `works`, a few at a time being the caller's part; gives what they
/// came to in their order.
pub async fn all<T>(works: Vec<impl Future<Output = T>>) -> Vec<T> {
    let mut works: Vec<(Pin<Box<_>>, Option<T>)> = works
        .into_iter()
        .map(|work| (Box::pin(work), None))
        .collect();
    std::future::poll_fn(|context| {
        let mut waiting = false;
        for (work, done) in &mut works {
            if done.is_none() {
                match work.as_mut().poll(context) {
                    Poll::Ready(value) => *done = Some(value),
                    Poll::Pending => waiting = true,
                }
            }
        }
        if waiting {
            Poll::Pending
        } else {
            Poll::Ready(())
        }
    })
    .await;
    works.into_iter().filter_map(|(_, done)| done).collect()
}
