//! What goes on on a connection: what its driver knows besides what hyper does.

use core::task::{Context, Poll, Waker, ready};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;
use tokio::time::Instant;

use crate::http::Tap;
use crate::server::Config;
use crate::server::budget::Share;

/// What goes on on a connection; its requests and its stream tell it.
pub(super) struct Activity {
    state: Mutex<State>,
    /// Tells the calls that wait for it that there is memory again.
    memory: Notify,
}

struct State {
    /// Requests that are not answered, or whose answers are not sent.
    requests: usize,
    /// The number of the last request.
    last: u64,
    /// Whether something came since there was a request.
    begun: bool,
    /// Since when bytes wait for the peer, by request; under [`STREAM`] those that are past that.
    writes: BTreeMap<u64, Instant>,
    /// Bytes of messages that are here.
    held: usize,
    /// Those of them that are answers.
    unsent: usize,
    /// Calls that are executed.
    calls: usize,
    /// Messages that are to become longer than their bodies.
    expanding: usize,
    share: Share,
    /// How many bytes of answers may be here for another call to be executed.
    most_unsent: usize,
}

/// Stands for the stream of all requests, which have numbers from 1 on.
const STREAM: u64 = 0;

/// What a connection waits for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Waits {
    /// The number of the last request.
    pub(super) last: u64,
    /// Whether there is no request, and nothing left to be written.
    pub(super) idle: bool,
    /// Whether something came since there was one.
    pub(super) begun: bool,
    /// Since when the peer takes nothing of what is written to it.
    pub(super) write: Option<Instant>,
}

impl Activity {
    pub(super) fn new(share: Share, config: &Config) -> Arc<Self> {
        let state = Mutex::new(State {
            requests: 0,
            last: STREAM,
            // The bytes that told that it is HTTP.
            begun: true,
            writes: BTreeMap::new(),
            held: 0,
            unsent: 0,
            calls: 0,
            expanding: 0,
            share,
            most_unsent: config.limits.message,
        });
        Arc::new(Self { state, memory: Notify::new() })
    }

    /// Waits until the connection may hold more bytes; only its own task may do so.
    pub(super) fn poll_memory(&self, cx: &mut Context<'_>) -> Poll<()> {
        let mut state = self.lock();
        ready!(state.poll_memory(cx));
        if state.has_room() {
            self.memory.notify_waiters();
        }
        Poll::Ready(())
    }

    /// Gives up the turn of a connection that holds nothing for it, as one does whose call waits for its
    /// handler alone: others need it to go on.
    pub(super) fn rest(&self) {
        let mut state = self.lock();
        let held = state.held;
        state.hold(held);
    }

    /// Waits until the connection may hold an answer, and begins a call.
    pub(super) async fn begin_call(self: &Arc<Self>) -> Running {
        loop {
            // It counts from here on, so that there is nothing between the look and the wait.
            let memory = self.memory.notified();
            if self.try_begin_call() {
                return Running(Arc::clone(self));
            }
            memory.await;
        }
    }

    fn try_begin_call(&self) -> bool {
        let mut state = self.lock();
        // The task of the connection asks again, and is woken.
        let mut cx = Context::from_waker(Waker::noop());
        let has_memory = state.unsent <= state.most_unsent && state.poll_memory(&mut cx).is_ready();
        state.calls += usize::from(has_memory);
        has_memory
    }

    pub(super) fn waits(&self) -> Waits {
        let state = self.lock();
        Waits {
            last: state.last,
            idle: state.requests == 0 && state.writes.is_empty(),
            begun: state.begun,
            write: state.writes.values().min().copied(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing that runs under the lock leaves the state half changed.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn poll_memory(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        // What is compressed may become long, however little of it there is.
        let busy = self.calls > 0 || self.expanding > 0;
        self.share.poll_more(|| busy, cx)
    }

    /// Whether the answers that are not sent leave room for another one.
    fn has_room(&self) -> bool {
        self.unsent <= self.most_unsent
    }

    /// Takes so many bytes of answers for sent.
    fn send(&mut self, bytes: usize) {
        self.unsent -= bytes;
        self.hold(self.held - bytes);
    }

    /// Says how many bytes of messages are here.
    fn hold(&mut self, bytes: usize) {
        self.held = bytes;
        self.share.set(bytes);
    }
}

impl Tap for Arc<Activity> {
    fn poll_may_read(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        self.poll_memory(cx)
    }

    fn read(&mut self, bytes: usize) {
        let mut state = self.lock();
        state.begun |= bytes > 0 && state.requests == 0;
    }

    fn wrote(&mut self, taken: bool) {
        let mut state = self.lock();
        if taken {
            state.writes.remove(&STREAM);
        } else {
            state.writes.entry(STREAM).or_insert_with(Instant::now);
        }
    }
}

/// A call that is executed, until it is dropped.
pub(super) struct Running(Arc<Activity>);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.lock().calls -= 1;
    }
}

/// A message that is to become longer than its body, until this is dropped.
pub(super) struct Expanding(Arc<Activity>);

impl Expanding {
    pub(super) fn begin(activity: &Arc<Activity>) -> Self {
        activity.lock().expanding += 1;
        Self(Arc::clone(activity))
    }
}

impl Drop for Expanding {
    fn drop(&mut self) {
        self.0.lock().expanding -= 1;
    }
}

/// A request, until it is answered and the answer is sent; or until it is dropped.
pub(super) struct Live {
    activity: Arc<Activity>,
    number: u64,
    /// Bytes of its answer that are not sent.
    unsent: usize,
}

impl Live {
    pub(super) fn begin(activity: &Arc<Activity>) -> Self {
        let mut state = activity.lock();
        state.requests += 1;
        state.last += 1;
        state.begun = false;
        Self { activity: Arc::clone(activity), number: state.last, unsent: 0 }
    }

    /// So many bytes are to be sent.
    pub(super) fn answered(&mut self, bytes: usize) {
        self.unsent = bytes;
        let mut state = self.activity.lock();
        state.writes.insert(self.number, Instant::now());
        state.unsent += bytes;
        let held = state.held + bytes;
        state.hold(held);
    }

    /// The peer has room for so many of them.
    pub(super) fn sent(&mut self, bytes: usize) {
        self.unsent -= bytes;
        let mut state = self.activity.lock();
        state.writes.insert(self.number, Instant::now());
        state.send(bytes);
        self.activity.memory.notify_waiters();
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        let mut state = self.activity.lock();
        state.requests -= 1;
        state.writes.remove(&self.number);
        state.send(self.unsent);
        self.activity.memory.notify_waiters();
    }
}

/// Bytes of a message that are here, until they are dropped.
pub(super) struct Held {
    activity: Arc<Activity>,
    bytes: usize,
}

impl Held {
    pub(super) fn new(activity: &Arc<Activity>) -> Self {
        Self { activity: Arc::clone(activity), bytes: 0 }
    }

    /// Changes how many there are.
    pub(super) fn set(&mut self, bytes: usize) {
        let mut state = self.activity.lock();
        // In one step: who holds less for a moment may lose its turn.
        let held = state.held - self.bytes + bytes;
        state.hold(held);
        drop(state);
        self.bytes = bytes;
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.set(0);
    }
}
