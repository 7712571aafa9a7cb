//! The loop of a connection: hyper, the futures beside it, and the time limits.

use core::future::poll_fn;
use core::pin::Pin;
use core::task::{Context, Poll, ready};
use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::{Fuse, FusedFuture};
use tokio::time::Instant;

use super::activity::{Activity, Waits};
use super::tasks::Tasks;
use crate::error::Result;
use crate::http::broken;
use crate::server::Config;
use crate::server::patience::{Patience, Wait};

/// Moves a connection of hyper until it is closed and the futures beside it are done.
pub(super) struct Driver<'a, C> {
    /// Until it is closed.
    connection: Option<Pin<Box<C>>>,
    /// Asks the connection to finish its requests and to take no more.
    close: fn(Pin<&mut C>),
    config: Config,
    activity: Arc<Activity>,
    tasks: Tasks<'a>,
    patience: Patience,
    /// Whether bytes that are no request are the beginning of one: HTTP/2 has others.
    heads: bool,
    /// The number of the last request that was seen.
    last: u64,
    stopping: bool,
    /// Since when the connection is to close because it was idle.
    closing: Option<Instant>,
    outcome: Result<()>,
}

impl<'a, C: Future<Output = hyper::Result<()>>> Driver<'a, C> {
    pub(super) fn new(
        connection: C,
        close: fn(Pin<&mut C>),
        config: Config,
        (activity, tasks): (Arc<Activity>, Tasks<'a>),
    ) -> Self {
        Self {
            connection: Some(Box::pin(connection)),
            close,
            config,
            activity,
            tasks,
            patience: Patience::default(),
            heads: false,
            last: 0,
            stopping: false,
            closing: None,
            outcome: Ok(()),
        }
    }

    /// Takes bytes that are no request for the beginning of one.
    pub(super) fn with_heads(self) -> Self {
        Self { heads: true, ..self }
    }

    pub(super) async fn run<Stop>(mut self, mut stop: Pin<&mut Fuse<Stop>>) -> Result<()>
    where
        Stop: Future<Output = ()>,
    {
        poll_fn(|cx| {
            // What has arrived counts as before the stop.
            while self.poll_waits(cx).is_ready() {}
            if stop.is_terminated() || stop.poll_unpin(cx).is_ready() {
                self.stop();
                while self.poll_waits(cx).is_ready() {}
            }
            let is_done = self.connection.is_none() && self.tasks.is_empty();
            if is_done { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
        self.outcome
    }

    fn stop(&mut self) {
        if !self.stopping {
            self.stopping = true;
            self.close();
        }
    }

    fn close(&mut self) {
        if let Some(connection) = &mut self.connection {
            (self.close)(connection.as_mut());
        }
    }

    /// Does all that can be done without waiting, and waits no longer for what it waited for too long;
    /// then it is to be polled again.
    fn poll_waits(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        self.advance(cx);
        if self.connection.is_none() {
            return Poll::Pending;
        }
        match ready!(self.poll_over(cx)) {
            Wait::Idle => {
                self.closing = Some(Instant::now());
                self.close();
            }
            wait => {
                self.connection = None;
                // Nothing is owed to one that was idle.
                if self.closing.is_none() {
                    self.outcome = Err(wait.over(&self.config));
                }
            }
        }
        Poll::Ready(())
    }

    fn advance(&mut self, cx: &mut Context<'_>) {
        loop {
            if let Some(connection) = &mut self.connection
                && let Poll::Ready(ended) = connection.as_mut().poll(cx)
            {
                self.connection = None;
                self.outcome = ended.map_err(broken);
            }
            let moved = self.tasks.poll_all(cx);
            // Calls wait for memory by this task, which is woken when there is some.
            let _ = self.activity.poll_memory(cx);
            if !moved {
                self.activity.rest();
                return;
            }
        }
    }

    /// What was waited for too long, once it was.
    fn poll_over(&mut self, cx: &mut Context<'_>) -> Poll<Wait> {
        let Waits { last, idle, begun, write } = self.activity.waits();
        if self.last != last {
            self.last = last;
            self.patience.set(Wait::Read, false);
            self.patience.set(Wait::Idle, false);
        }
        let begun = begun && self.heads;
        self.patience.set(Wait::Read, idle && begun);
        self.patience.set(Wait::Idle, idle && !begun && self.closing.is_none());
        // One that is asked to close has as long for it as it takes to read a reply.
        self.patience.set_since(Wait::Write, write.into_iter().chain(self.closing).min());
        self.patience.poll_over(&self.config, cx)
    }
}
