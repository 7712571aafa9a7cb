//! The loop of a server: accepts connections until it is told to stop.

use core::future::poll_fn;
use core::pin::{Pin, pin};
use core::task::{Context, Poll, ready};
use core::time::Duration;
use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::{Either, select};
use tokio::sync::watch;
use tokio::task::{JoinSet, yield_now};
use tokio::time::{Sleep, sleep, timeout};

use super::budget::{Budget, Share};
use super::security::Security;
use super::session::Setting;
use super::{Config, Shutdown, session};
use crate::backoff::Backoff;
use crate::failure;
use crate::net::{Listener, Stream};
use crate::service::Dispatch;

/// How long what is cut is waited for: long enough for what is dropped. A handler that
/// blocks its thread cannot be, and is left alone.
const CUT: Duration = Duration::from_secs(1);

/// Serves until `stop` is true, then lets the connections finish.
///
/// The tasks of the connections belong to this future: dropping it ends them.
pub(super) async fn run<D: Dispatch>(
    listener: Listener,
    dispatch: D,
    config: Config,
    security: Security,
    stop: watch::Receiver<bool>,
) -> Shutdown {
    let dispatch = Arc::new(dispatch);
    let budget = Arc::new(Budget::new(&config));
    let mut connections = JoinSet::new();
    let mut acceptor = Acceptor::new(listener);
    // `stop` is dropped at the end, which tells that the server has ended. Connections have their own:
    // one that cannot be cut must not hold it.
    let (stopping, connections_stop) = watch::channel(false);
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
        let share = Share::new(Arc::clone(&budget));
        let (dispatch, security) = (Arc::clone(&dispatch), security.clone());
        connections.spawn(serve(
            stream,
            dispatch,
            (config, share),
            security,
            connections_stop.clone(),
        ));
    }
    // Clients that come now are refused, rather than left waiting for nobody.
    drop(acceptor);
    stopping.send_replace(true);
    finish(connections, config.shutdown_timeout).await
}

async fn serve<D: Dispatch>(
    stream: Stream,
    dispatch: Arc<D>,
    (config, share): (Config, Share),
    security: Security,
    stop: watch::Receiver<bool>,
) {
    // A client in its handshake has sent nothing yet that a stop could leave undone.
    let stream = {
        let (secured, stop) = (pin!(security.secure(stream, &config)), pin!(stopped(stop.clone())));
        let Either::Left((Ok(stream), _)) = select(secured, stop).await else { return };
        stream
    };
    let stop = async {
        stopped(stop).await;
        // The runtime looks first at what has arrived: it counts as before the stop.
        yield_now().await;
    };
    let peer = stream.peer();
    let setting = Setting { dispatch: &*dispatch, config, share };
    // Why a connection broke is the business of its client.
    let _ = session::serve(stream, peer, setting, stop).await;
}

pub(super) async fn stopped(mut stop: watch::Receiver<bool>) {
    // An error says that the server is gone: a reason to stop as well.
    let _ = stop.wait_for(|stop| *stop).await;
}

/// Waits until all connections have ended, and cuts those that take too long.
async fn finish(connections: JoinSet<()>, most: Duration) -> Shutdown {
    Shutdown { cut_connections: cut(connections, most).await, dropped_datagrams: 0 }
}

/// Waits until all tasks have ended, and ends those that take too long. How many that were.
pub(super) async fn cut(mut tasks: JoinSet<()>, most: Duration) -> usize {
    let ended = timeout(most, all_ended(&mut tasks)).await;
    let cut = if ended.is_ok() { 0 } else { tasks.len() };
    tasks.abort_all();
    let _ = timeout(CUT, all_ended(&mut tasks)).await;
    cut
}

async fn all_ended(tasks: &mut JoinSet<()>) {
    while tasks.join_next().await.is_some() {}
}

/// Accepts connections, whatever goes wrong between.
struct Acceptor {
    listener: Listener,
    backoff: Backoff,
    pause: Option<Pin<Box<Sleep>>>,
}

impl Acceptor {
    fn new(listener: Listener) -> Self {
        Self { listener, backoff: Backoff::default(), pause: None }
    }

    fn poll_accept(&mut self, cx: &mut Context<'_>) -> Poll<Stream> {
        loop {
            if let Some(pause) = &mut self.pause {
                ready!(pause.as_mut().poll(cx));
                self.pause = None;
            }
            match ready!(self.listener.poll_accept(cx)) {
                Ok(stream) => {
                    self.backoff = Backoff::default();
                    return Poll::Ready(stream);
                }
                Err(error) if failure::is_of_the_connection(&error) => {}
                // Most likely there are too many open files. The connection stays in the queue,
                // so that trying at once again would only burn the time of those that are open.
                Err(_) => self.pause = Some(Box::pin(sleep(self.backoff.next()))),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::sync::oneshot;

    use super::*;
    use crate::Server;
    use crate::service::{Request, Response, ResponseKind};

    /// Answers with nothing, some calls only when they are let.
    struct Gate(Mutex<Vec<oneshot::Receiver<()>>>);

    impl Dispatch for Gate {
        async fn dispatch(&self, request: Request) -> Option<Response> {
            let gate = self.0.lock().unwrap().pop().filter(|_| request.method() == "wait");
            if let Some(gate) = gate {
                let _ = gate.await;
            }
            Some(Response::new(ResponseKind::Reply, vec![0].into()))
        }
    }

    /// A framed call with a text of so many bytes.
    fn call(method: [u8; 4], length: u16) -> Vec<u8> {
        let length = u32::from(length);
        let mut bytes = (length + 24).to_be_bytes().to_vec();
        bytes.extend(b"\x80\x01\0\x01\0\0\0\x04");
        bytes.extend(method);
        bytes.extend(b"\0\0\0\x01\x0b\0\x01");
        bytes.extend(length.to_be_bytes());
        bytes.resize(bytes.len() + length as usize, b'x');
        bytes.push(0);
        bytes
    }

    #[tokio::test(start_paused = true)]
    async fn a_connection_that_is_given_up_does_not_have_its_turn() {
        let second = Duration::from_secs(1);
        let server = Server::bind("mem:given-up").await.unwrap();
        let server = server.max_bytes_in_flight(0).read_timeout(10 * second);
        let endpoint = server.endpoint();
        let (let_slow, slow_gate) = oneshot::channel();
        let (_let_other, other_gate) = oneshot::channel();
        tokio::spawn(server.serve(Gate(Mutex::new(vec![other_gate, slow_gate]))));

        // The first has the turn as long as its handler runs.
        let mut slow = Stream::connect(&endpoint).await.unwrap();
        slow.write_all(&call(*b"wait", 60_000)).await.unwrap();
        sleep(second).await;
        // The next one waits for it in the middle of a message, for too long, while a call of it runs.
        let mut late = Stream::connect(&endpoint).await.unwrap();
        late.write_all(&call(*b"wait", 1)).await.unwrap();
        late.write_all(&call(*b"more", 60_000)[..50_000]).await.unwrap();
        sleep(20 * second).await;
        let mut last = Stream::connect(&endpoint).await.unwrap();
        last.write_all(&call(*b"more", 60_000)).await.unwrap();
        sleep(second).await;
        let_slow.send(()).unwrap();
        let reply = timeout(5 * second, last.read_u32()).await;
        assert_eq!(reply.expect("it waits for who has given up").unwrap(), 17);
    }
}
