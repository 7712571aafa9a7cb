//! Calls without a connection.

use super::{Channel, Dispatch, Request, Response};
use crate::error::Result;
use crate::protocol::Codec;

/// Hands calls to a server in the same process: a [`Channel`] without a connection.
///
/// Arguments and results are encoded and decoded as they are for a network, and nothing else of one
/// is there: a call runs in the task of its caller, nobody watches its deadline, and a handler that
/// panics takes its caller with it. The handler sees the context that the caller gave the call.
///
/// ```
/// # #[cfg(feature = "idl")] {
/// use thrift::service::Direct;
///
/// thrift::thrift! { service Greeter { string hello(1: string name) } }
///
/// struct English;
///
/// impl Greeter for English {
///     async fn hello(&self, name: String) -> thrift::Result<String> {
///         Ok(format!("Hello, {name}!"))
///     }
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> thrift::Result<()> {
/// let client = GreeterClient::new(Direct::new(GreeterServer::new(English)));
/// assert_eq!(client.hello("Ada".into()).await?, "Hello, Ada!");
/// # Ok(())
/// # }
/// # main().unwrap();
/// # }
/// ```
#[derive(Clone, Debug)]
#[doc(alias = "TMemoryBuffer")]
pub struct Direct<D> {
    dispatch: D,
    codec: Codec,
}

impl<D: Dispatch> Direct<D> {
    /// A channel to a server, in Binary.
    pub fn new(dispatch: D) -> Self {
        Self { dispatch, codec: Codec::default() }
    }

    /// Encodes in another way.
    ///
    /// ```
    /// use thrift::Protocol;
    /// use thrift::protocol::{Codec, Limits};
    /// use thrift::service::{Channel, Direct};
    /// # use thrift::service::{Dispatch, Request, Response, answer_unknown};
    /// # struct Empty;
    /// # impl Dispatch for Empty {
    /// #     async fn dispatch(&self, request: Request) -> Option<Response> {
    /// #         answer_unknown(&request)
    /// #     }
    /// # }
    ///
    /// let channel = Direct::new(Empty).with_codec(Codec::new(Protocol::Compact, Limits::NETWORK));
    /// assert_eq!(channel.codec().protocol, Protocol::Compact);
    /// ```
    #[must_use]
    pub fn with_codec(self, codec: Codec) -> Self {
        Self { codec, ..self }
    }
}

impl<D: Dispatch> Channel for Direct<D> {
    fn codec(&self) -> Codec {
        self.codec
    }

    async fn send(&self, request: Request) -> Result<Option<Response>> {
        let oneway = request.is_oneway();
        let response = self.dispatch.dispatch(request).await;
        // As over a connection: who asks for no answer gets none.
        Ok(response.filter(|_| !oneway))
    }
}

#[cfg(test)]
mod tests {
    use core::future::ready;
    use core::pin::pin;
    use core::task::{self, Poll, Waker};

    use bytes::Bytes;

    use super::*;
    use crate::service::{Context, ResponseKind};

    /// Answers every call with a header of its context.
    struct Tenant;

    impl Dispatch for Tenant {
        fn dispatch(&self, request: Request) -> impl Future<Output = Option<Response>> + Send {
            let tenant = request.context().headers().get("tenant").unwrap_or("nobody").to_owned();
            ready(Some(Response::new(ResponseKind::Reply, tenant.into())))
        }
    }

    fn send(oneway: bool) -> Option<Response> {
        let request = Request::received("f", oneway, Codec::default(), Bytes::new());
        let request = request.with_context(Context::new().with_header("tenant", "7"));
        let channel = Direct::new(Tenant);
        let answer = pin!(channel.send(request));
        let Poll::Ready(answer) = answer.poll(&mut task::Context::from_waker(Waker::noop())) else {
            panic!("a handler that waits for nothing is done at once");
        };
        answer.unwrap()
    }

    #[test]
    fn a_handler_sees_the_context_of_its_caller() {
        assert_eq!(send(false).unwrap().body(), &b"7"[..]);
    }

    #[test]
    fn a_oneway_call_has_no_answer_even_if_the_server_gives_one() {
        assert_eq!(send(true), None);
    }
}
