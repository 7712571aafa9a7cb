//! Calls handlers, and answers for those that panic or take too long.

use core::panic::AssertUnwindSafe;
use core::pin::pin;

use futures_util::FutureExt;

use crate::failure;
use crate::net::in_time;
use crate::service::{Dispatch, Request, Response};

/// Has a call answered, whatever its handler does.
pub(super) async fn execute<D: Dispatch>(dispatch: &D, request: Request) -> Option<Response> {
    let deadline = request.context().deadline();
    let (codec, oneway) = (request.codec(), request.is_oneway());
    // In a block of its own, since a handler may panic before it returns a future, and when that is
    // dropped because it takes too long.
    let handled = async { in_time(pin!(dispatch.dispatch(request)), || deadline).await };
    // What a panic leaves behind is the handler's, as it is in a task.
    let failure = match AssertUnwindSafe(handled).catch_unwind().await {
        Ok(Some(response)) => return response,
        Ok(None) => failure::too_slow(),
        Err(_) => failure::panicked(),
    };
    (!oneway).then(|| Response::exception(codec, &failure))
}
