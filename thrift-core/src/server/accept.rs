//! The loop of a server: accepts connections until it is told to stop.

use core::future::poll_fn;
use core::pin::{Pin, pin};
use core::task::{Context, Poll, ready};
use core::time::Duration;
use std::io;
use std::sync::Arc;

use futures_util::FutureExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::{JoinSet, yield_now};
use tokio::time::{Sleep, sleep, timeout};

use super::{Config, Shutdown, session};
use crate::service::Dispatch;

/// Serves until `stop` is true, then lets the connections finish.
///
/// The tasks of the connections belong to this future: dropping it ends them.
pub(super) async fn run<D: Dispatch>(
    listener: TcpListener,
    dispatch: D,
    config: Config,
    stop: watch::Receiver<bool>,
) -> Shutdown {
    let dispatch = Arc::new(dispatch);
    let mut connections = JoinSet::new();
    let mut acceptor = Acceptor::new(listener);
    let mut stopped = pin!(stopped(stop.clone()).fuse());
    while let Some(stream) = poll_fn(|cx| {
        // Connections that ended are taken out as they end, and not only when another one comes.
        // One that panicked is among them: the panic was its own.
        while let Poll::Ready(Some(_)) = connections.poll_join_next(cx) {}
        if stopped.poll_unpin(cx).is_ready() {
            return Poll::Ready(None);
        }
        // The end of a connection wakes this task.
        if connections.len() >= config.max_connections.max(1) {
            return Poll::Pending;
        }
        acceptor.poll_accept(cx).map(Some)
    })
    .await
    {
        connections.spawn(serve(stream, Arc::clone(&dispatch), config, stop.clone()));
    }
    // Clients that come now are refused, rather than left waiting for nobody.
    drop(acceptor);
    finish(connections, config.shutdown_timeout).await
}

async fn serve<D: Dispatch>(
    stream: TcpStream,
    dispatch: Arc<D>,
    config: Config,
    stop: watch::Receiver<bool>,
) {
    // Replies are gathered before they are written; the kernel need not wait for more. When it
    // cannot be told so, the connection is slower, or gone, which reading from it will show.
    let _ = stream.set_nodelay(true);
    let stop = async {
        stopped(stop).await;
        // The runtime looks first at what has arrived: it counts as before the stop.
        yield_now().await;
    };
    // Why a connection broke is the business of its client.
    let _ = session::serve(stream, &*dispatch, config, stop).await;
}

async fn stopped(mut stop: watch::Receiver<bool>) {
    // An error says that the server is gone: a reason to stop as well.
    let _ = stop.wait_for(|stop| *stop).await;
}

/// Waits until all connections have ended, and cuts those that take too long.
async fn finish(mut connections: JoinSet<()>, most: Duration) -> Shutdown {
    let ended = timeout(most, async { while connections.join_next().await.is_some() {} }).await;
    let cut = if ended.is_ok() { 0 } else { connections.len() };
    connections.shutdown().await;
    Shutdown { cut_connections: cut }
}

/// Accepts connections, whatever goes wrong between.
struct Acceptor {
    listener: TcpListener,
    backoff: Backoff,
    pause: Option<Pin<Box<Sleep>>>,
}

impl Acceptor {
    fn new(listener: TcpListener) -> Self {
        Self { listener, backoff: Backoff::default(), pause: None }
    }

    fn poll_accept(&mut self, cx: &mut Context<'_>) -> Poll<TcpStream> {
        loop {
            if let Some(pause) = &mut self.pause {
                ready!(pause.as_mut().poll(cx));
                self.pause = None;
            }
            match ready!(self.listener.poll_accept(cx)) {
                Ok((stream, _)) => {
                    self.backoff = Backoff::default();
                    return Poll::Ready(stream);
                }
                Err(error) if is_of_the_connection(&error) => {}
                // Most likely there are too many open files. The connection stays in the queue,
                // so that trying at once again would only burn the time of those that are open.
                Err(_) => self.pause = Some(Box::pin(sleep(self.backoff.next()))),
            }
        }
    }
}

/// Whether the connection failed that was to be accepted, and not the listener.
fn is_of_the_connection(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionRefused
            | io::ErrorKind::ConnectionReset
    )
}

/// How long to wait after one more failure.
#[derive(Debug)]
struct Backoff(Duration);

impl Backoff {
    const FIRST: Duration = Duration::from_millis(5);
    const LONGEST: Duration = Duration::from_secs(1);

    fn next(&mut self) -> Duration {
        let pause = self.0;
        self.0 = (pause * 2).min(Self::LONGEST);
        pause
    }
}

impl Default for Backoff {
    fn default() -> Self {
        Self(Self::FIRST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_a_second() {
        let mut backoff = Backoff::default();
        let pauses: Vec<_> = (0..10).map(|_| backoff.next().as_millis()).collect();
        assert_eq!(pauses, [5, 10, 20, 40, 80, 160, 320, 640, 1000, 1000]);
    }

    #[test]
    fn a_connection_that_failed_is_no_reason_to_pause() {
        assert!(is_of_the_connection(&io::ErrorKind::ConnectionAborted.into()));
        assert!(!is_of_the_connection(&io::Error::from_raw_os_error(24)));
    }
}
