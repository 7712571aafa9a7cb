//! Who is told of calls: for metrics, logs of access, and the like.
//!
//! An [`Observer`] is told when a call begins and how it ended, on either side. What is not observed
//! pays nothing for it. The feature `metrics` has one that measures durations.

mod call;
#[cfg(feature = "net")]
mod dropped;
mod outcome;

use core::fmt;

pub(crate) use self::call::Watch;
pub use self::call::{Call, End, Side};
#[cfg(feature = "net")]
pub use self::dropped::DroppedDatagram;
pub use self::outcome::Outcome;
use crate::error::Result;
use crate::protocol::Codec;
use crate::service::{Channel, Dispatch, Method, Request, Response};

/// Is told of calls.
///
/// Every call that begins also ends, even if its future is dropped half way or its handler panics,
/// so that what one method counts up the other can count down. Both are called in the middle of
/// everything else, and must not block.
///
/// ```
/// # #[cfg(feature = "idl")] {
/// use std::sync::Arc;
/// use std::sync::atomic::{AtomicUsize, Ordering};
/// use thrift::observe::{Call, End, Observer};
/// use thrift::service::{ChannelExt, Direct};
///
/// thrift::thrift! { service Greeter { string hello(1: string name) } }
/// # struct English;
/// # impl Greeter for English {
/// #     async fn hello(&self, name: String) -> thrift::Result<String> {
/// #         Ok(format!("Hello, {name}!"))
/// #     }
/// # }
///
/// #[derive(Default)]
/// struct Failures(AtomicUsize);
///
/// impl Observer for Failures {
///     fn call_ended(&self, call: &Call, end: &End) {
///         if let Some(error) = end.outcome().error_type() {
///             eprintln!("{} failed after {:?}: {error}", call.method(), end.duration());
///             self.0.fetch_add(1, Ordering::Relaxed);
///         }
///     }
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> thrift::Result<()> {
/// let failures = Arc::new(Failures::default());
/// # let channel = Direct::new(GreeterServer::new(English));
/// let client = GreeterClient::new(channel.observe(Arc::clone(&failures)));
/// client.hello("Ada".into()).await?;
/// assert_eq!(failures.0.load(Ordering::Relaxed), 0);
/// # Ok(())
/// # }
/// # main().unwrap();
/// # }
/// ```
pub trait Observer: Send + Sync + 'static {
    /// A call begins: it is about to be sent, or has arrived.
    fn call_started(&self, call: &Call) {
        let _ = call;
    }

    /// A call has ended.
    fn call_ended(&self, call: &Call, end: &End);

    /// A datagram has arrived and is not executed: it is no call, or one that cannot be.
    ///
    /// A [`UdpServer`](crate::UdpServer) tells the observer that [it has](crate::UdpServer::observe).
    #[cfg(feature = "net")]
    fn datagram_dropped(&self, datagram: &DroppedDatagram) {
        let _ = datagram;
    }
}

impl<O: Observer + ?Sized> Observer for std::sync::Arc<O> {
    fn call_started(&self, call: &Call) {
        (**self).call_started(call);
    }

    fn call_ended(&self, call: &Call, end: &End) {
        (**self).call_ended(call, end);
    }

    #[cfg(feature = "net")]
    fn datagram_dropped(&self, datagram: &DroppedDatagram) {
        (**self).datagram_dropped(datagram);
    }
}

/// Tells an [`Observer`] of each call; made by
/// [`ChannelExt::observe`](crate::service::ChannelExt::observe) and
/// [`DispatchExt::observe`](crate::service::DispatchExt::observe).
#[derive(Clone)]
pub struct Observed<S, O> {
    inner: S,
    observer: O,
}

impl<S, O: Observer> Observed<S, O> {
    pub(crate) fn new(inner: S, observer: O) -> Self {
        Self { inner, observer }
    }
}

impl<C: Channel, O: Observer> Channel for Observed<C, O> {
    fn codec(&self) -> Codec {
        self.inner.codec()
    }

    async fn send(&self, request: Request) -> Result<Option<Response>> {
        let watch = Watch::start(&self.observer, Call::new(Side::Client, &request));
        let result = self.inner.send(request).await;
        watch.end(&result);
        result
    }
}

impl<D: Dispatch, O: Observer> Dispatch for Observed<D, O> {
    async fn dispatch(&self, request: Request) -> Option<Response> {
        let request = request.described_by(&self.inner);
        let watch = Watch::start(&self.observer, Call::new(Side::Server, &request));
        let result = Ok(self.inner.dispatch(request).await);
        watch.end(&result);
        result.ok().flatten()
    }

    fn describe(&self, method: &str) -> Option<Method> {
        self.inner.describe(method)
    }

    #[cfg(feature = "http")]
    fn has_path(&self, path: &str) -> bool {
        self.inner.has_path(path)
    }
}

impl<S: fmt::Debug, O> fmt::Debug for Observed<S, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Observed").field("inner", &self.inner).finish_non_exhaustive()
    }
}
