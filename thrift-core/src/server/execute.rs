//! Calls handlers, and answers for those that panic or take too long.

use core::future::poll_fn;
use core::panic::AssertUnwindSafe;
use core::pin::pin;
use core::task::Poll;
use core::time::Duration;

use futures_util::FutureExt;
use tokio::time::timeout;

use crate::application::ApplicationKind;
use crate::error::{Error, Result};
use crate::service::{Dispatch, Request, Response};

/// Has a call answered, whatever its handler does.
pub(super) async fn execute<D: Dispatch>(
    dispatch: &D,
    request: Request,
    most: Option<Duration>,
) -> Option<Response> {
    let (codec, oneway) = (request.codec(), request.is_oneway());
    // In a block of its own, so that a handler may panic before it returns a future.
    let handled = async { dispatch.dispatch(request).await };
    // What a panic leaves behind is the handler's, as it is in a task.
    let handled = AssertUnwindSafe(handled).catch_unwind();
    match in_time(handled, most).await {
        Ok(Ok(response)) => response,
        Ok(Err(_)) => failed(oneway, || Response::exception(codec, &panicked())),
        Err(error) => failed(oneway, || Response::exception(codec, &error)),
    }
}

/// Most handlers are done when they are asked first, and are never timed.
async fn in_time<F: Future>(future: F, most: Option<Duration>) -> Result<F::Output> {
    let mut future = pin!(future);
    if let Poll::Ready(done) = poll_fn(|cx| Poll::Ready(future.as_mut().poll(cx))).await {
        return Ok(done);
    }
    match most {
        Some(most) => timeout(most, future).await.map_err(|_| too_slow(most)),
        None => Ok(future.await),
    }
}

#[cold]
fn failed(oneway: bool, response: impl FnOnce() -> Response) -> Option<Response> {
    (!oneway).then(response)
}

/// What the handler said as it panicked is not for its clients.
#[cold]
fn panicked() -> Error {
    Error::application(ApplicationKind::InternalError, "the handler panicked")
}

#[cold]
fn too_slow(most: Duration) -> Error {
    let message = format!("the handler took longer than {most:?}");
    Error::application(ApplicationKind::InternalError, message)
}
