//! Futures that must be done by some time.

use core::future::poll_fn;
use core::pin::Pin;
use core::task::Poll;
use std::time::Instant;

use tokio::time::timeout_at;

/// The output of a future, or `None` if it is not done in time.
///
/// Most are done when they are asked first: those are never timed, and `end` is not even asked for.
///
/// Whoever waits pins the future: one that is taken by value has a place as an argument, and another
/// one where it is pinned.
pub(crate) async fn in_time<F: Future>(
    mut future: Pin<&mut F>,
    end: impl FnOnce() -> Option<Instant>,
) -> Option<F::Output> {
    if let Poll::Ready(done) = poll_fn(|cx| Poll::Ready(future.as_mut().poll(cx))).await {
        return Some(done);
    }
    match end() {
        Some(end) => timeout_at(end.into(), future).await.ok(),
        None => Some(future.await),
    }
}

/// The current time, as it is for the timers of the runtime.
pub(crate) fn now() -> Instant {
    tokio::time::Instant::now().into_std()
}
