//! Calls handlers, and answers for those that panic or take too long.

use core::panic::AssertUnwindSafe;
use core::pin::pin;
use std::panic::catch_unwind;

use futures_util::FutureExt;

use crate::failure;
use crate::net::in_time;
use crate::service::{Dispatch, Request, Response};

/// Has a call answered, whatever its handler does.
pub(super) async fn execute<D: Dispatch>(dispatch: &D, request: Request) -> Option<Response> {
    let deadline = request.context().deadline();
    let (codec, oneway) = (request.codec(), request.is_oneway());
    // What a panic leaves behind is the handler's, as it is in a task.
    let failure = match catch_unwind(AssertUnwindSafe(|| dispatch.dispatch(request))) {
        Ok(handled) => {
            let handled = pin!(handled);
            match AssertUnwindSafe(in_time(handled, || deadline)).catch_unwind().await {
                Ok(Some(response)) => return response,
                Ok(None) => failure::too_slow(),
                Err(_) => failure::panicked(),
            }
        }
        Err(_) => failure::panicked(),
    };
    (!oneway).then(|| Response::exception(codec, &failure))
}
