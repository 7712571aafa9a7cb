//! Connections that begin with HTTP.

mod activity;
mod answer;
mod driver;
mod places;
mod refusal;
mod reply;
mod tasks;

use core::convert::Infallible;
use core::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::FutureExt;
use futures_util::future::Fuse;
use hyper::server::conn::{http1, http2};
use hyper::service::service_fn;
use tokio::io::{AsyncRead, AsyncWrite};

use self::activity::Activity;
use self::answer::Desk;
use self::driver::Driver;
use self::tasks::{Spawner, Tasks};
use super::Config;
use super::session::Setting;
use crate::error::Result;
use crate::http::{HEAD, Tapped, Version};
use crate::service::{Dispatch, Peer};

/// The bytes of one request of HTTP/2 that may arrive before they are asked for.
const STREAM_WINDOW: u32 = 256 * 1024;

/// The bytes of the answers to one request of HTTP/2, or to all of HTTP/1, that may wait for a peer unseen:
/// hyper takes them for sent.
const UNSEEN: usize = 64 * 1024;

// Heads that are allowed must fit, too.
const _: () = assert!(UNSEEN >= HEAD as usize);

/// Serves the requests of a connection until its peer closes it or breaks the protocol, or until
/// `stop`; then finishes those in flight.
///
/// All of them belong to this future, as the calls of a session belong to its own: hyper's tasks run
/// inside of it.
pub(super) async fn serve<Io, D, Stop>(
    io: Io,
    (version, first): (Version, Bytes),
    peer: Peer,
    setting: Setting<'_, D>,
    stop: Pin<&mut Fuse<Stop>>,
) -> Result<()>
where
    Io: AsyncRead + AsyncWrite + Unpin,
    D: Dispatch,
    Stop: Future<Output = ()>,
{
    let Setting { dispatch, config, share } = setting;
    let activity = Activity::new(share, &config);
    let tasks = Tasks::new();
    let spawner = tasks.spawner();
    let stream = Tapped::new(io, first, Arc::clone(&activity));
    let desk = Desk::new(dispatch, config, peer, (Arc::clone(&activity), spawner.clone()));
    let desk = Arc::new(desk);
    let service =
        service_fn(move |request| Arc::clone(&desk).answer(request).map(Ok::<_, Infallible>));
    let beside = (activity, tasks);
    match version {
        Version::Http1 => {
            let connection = http1().serve_connection(stream, service);
            let close = http1::Connection::graceful_shutdown;
            Driver::new(connection, close, config, beside).with_heads().run(stop).await
        }
        Version::Http2 => {
            let connection = http2(&config, spawner).serve_connection(stream, service);
            let close = http2::Connection::graceful_shutdown;
            Driver::new(connection, close, config, beside).run(stop).await
        }
    }
}

fn http1() -> http1::Builder {
    let mut builder = http1::Builder::new();
    // Heads that take too long are the driver's part, which tells them from connections that wait.
    builder.max_header_size(HEAD as usize).max_buf_size(UNSEEN).header_read_timeout(None);
    builder
}

fn http2<'a>(config: &Config, spawner: Spawner<'a>) -> http2::Builder<Spawner<'a>> {
    let calls = u32::try_from(config.max_in_flight.max(1)).unwrap_or(u32::MAX);
    // Requests that wait until others are answered must not take the window of those.
    let window = STREAM_WINDOW.saturating_mul(calls).min(i32::MAX.cast_unsigned());
    let mut builder = http2::Builder::new(spawner);
    builder
        .max_concurrent_streams(calls)
        .max_header_list_size(HEAD)
        .max_send_buf_size(UNSEEN)
        .initial_stream_window_size(STREAM_WINDOW)
        .initial_connection_window_size(window);
    builder
}

#[cfg(test)]
mod tests {
    use core::future::{pending, ready};
    use core::pin::pin;

    use super::*;
    use crate::server::budget::{Budget, Share};
    use crate::service::{Request, Response, ResponseKind};

    /// Answers with as many bytes.
    struct Long(usize);

    impl Dispatch for Long {
        fn dispatch(&self, _: Request) -> impl Future<Output = Option<Response>> + Send {
            ready(Some(Response::new(ResponseKind::Reply, vec![0; self.0].into())))
        }
    }

    #[tokio::test]
    async fn an_answer_counts_until_its_client_reads_it() {
        let config = Config::default().with_max_bytes_in_flight(100_000);
        let budget = Arc::new(Budget::new(&config));
        let share = Share::new(Arc::clone(&budget));
        let request = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-thrift\r\n\
            Content-Length: 14\r\n\r\n\x80\x01\0\x01\0\0\0\x01f\0\0\0\x01\0";
        let first = (Version::Http1, Bytes::from_static(request));
        let (_ours, theirs) = tokio::io::duplex(1024);
        let setting = Setting { dispatch: &Long(300_000), config, share };
        let stop = pin!(pending().fuse());
        let mut serving = pin!(serve(theirs, first, Peer::default(), setting, stop));
        assert!(serving.as_mut().now_or_never().is_none());
        assert!(budget.is_spent());
    }
}
