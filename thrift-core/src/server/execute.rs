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

#[cfg(test)]
mod tests {
    use core::future::pending;
    use core::time::Duration;

    use super::*;
    use crate::protocol::Codec;
    use crate::service::ResponseKind;

    struct PanicsWhenDropped;

    impl Drop for PanicsWhenDropped {
        fn drop(&mut self) {
            panic!("it is dropped");
        }
    }

    struct Slow;

    impl Dispatch for Slow {
        async fn dispatch(&self, _: Request) -> Option<Response> {
            let _kept = PanicsWhenDropped;
            pending().await
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_handler_that_panics_as_it_is_cut_harms_nobody_else() {
        let deadline = crate::net::now() + Duration::from_secs(1);
        let call = Request::received("f", false, Codec::default(), vec![0].into());
        let response = execute(&Slow, call.with_deadline(deadline)).await.unwrap();
        assert_eq!(response.kind(), ResponseKind::Exception);
    }
}
