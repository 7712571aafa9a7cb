//! What the threads of a server, and those that shut it down, know of each other.

use core::time::Duration;
use std::collections::HashMap;
use std::io;
use std::net::Shutdown;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use mio::{Registry, Token, Waker};

use super::budget::Budget;
use crate::blocking::executor::Signal;
use crate::blocking::stream::Stream;

/// The connections of a server, and whether it is to end.
#[derive(Debug)]
pub(super) struct Control {
    state: Mutex<State>,
    /// Tells that a connection has ended, or the server.
    changed: Condvar,
    /// Wakes the thread that accepts.
    acceptor: Waker,
    pub(super) budget: Budget,
}

#[derive(Debug, Default)]
struct State {
    connections: HashMap<u64, Arc<Link>>,
    /// Identifies the connections.
    last: u64,
    stopping: bool,
    ended: bool,
}

/// A connection, as others than its own thread see it.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) stream: Stream,
    pub(super) signal: Arc<Signal>,
}

/// Whether a connection may be accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Intake {
    Open,
    /// Not until another one ends.
    Full,
    Stopped,
}

impl Control {
    /// Ends the server, in order.
    pub(super) fn stop(&self) {
        let mut state = self.lock();
        state.stopping = true;
        // Threads that wait for bytes find the end of them, behind those that have arrived.
        for link in state.connections.values() {
            link.stream.shutdown(Shutdown::Read);
        }
        drop(state);
        self.wake_acceptor();
    }

    /// Waits until the server has ended.
    pub(super) fn wait_for_end(&self) {
        let waited = self.changed.wait_while(self.lock(), |state| !state.ended);
        drop(waited.unwrap_or_else(PoisonError::into_inner));
    }

    pub(super) fn intake(&self, most: usize) -> Intake {
        let state = self.lock();
        match () {
            () if state.stopping => Intake::Stopped,
            () if state.connections.len() >= most => Intake::Full,
            () => Intake::Open,
        }
    }

    /// Counts a connection in.
    pub(super) fn admit(self: &Arc<Self>, stream: Stream) -> Admission {
        let link = Arc::new(Link { stream, signal: Arc::default() });
        let mut state = self.lock();
        state.last += 1;
        let number = state.last;
        state.connections.insert(number, Arc::clone(&link));
        if state.stopping {
            link.stream.shutdown(Shutdown::Read);
        }
        drop(state);
        Admission { control: Arc::clone(self), number, link }
    }

    /// Waits until all connections have ended, and cuts those that take too long.
    pub(super) fn finish(&self, most: Duration) {
        let unfinished = |state: &mut State| !state.connections.is_empty();
        let waited = self.changed.wait_timeout_while(self.lock(), most, unfinished);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        for link in state.connections.values() {
            link.stream.shutdown(Shutdown::Both);
            link.signal.cut();
        }
        drop(state);
        self.budget.close();
    }

    fn wake_acceptor(&self) {
        // It fails when its queue is full of things to be woken for: then it is awake.
        let _ = self.acceptor.wake();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing that runs under the lock panics.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection that is counted, until this is dropped.
#[derive(Debug)]
pub(super) struct Admission {
    pub(super) control: Arc<Control>,
    number: u64,
    pub(super) link: Arc<Link>,
}

impl Drop for Admission {
    fn drop(&mut self) {
        self.control.lock().connections.remove(&self.number);
        self.control.changed.notify_all();
        self.control.wake_acceptor();
    }
}

/// A server that has not ended, until this is dropped.
#[derive(Debug)]
pub(super) struct Serving(Arc<Control>);

impl Serving {
    pub(super) fn new(registry: &Registry, token: Token) -> io::Result<Self> {
        let acceptor = Waker::new(registry, token)?;
        let (state, changed, budget) = (Mutex::default(), Condvar::new(), Budget::default());
        Ok(Self(Arc::new(Control { state, changed, acceptor, budget })))
    }

    pub(super) fn control(&self) -> Arc<Control> {
        Arc::clone(&self.0)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.0.lock().ended = true;
        self.0.changed.notify_all();
    }
}
