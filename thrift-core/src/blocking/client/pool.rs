//! The connections of a client to its server.

use std::io;
use std::sync::mpsc::{self, Receiver, SendError};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Instant;

use super::builder::Settings;
use super::connection::Connection;
use crate::blocking::stream::Stream;
use crate::blocking::timed::left;
use crate::endpoint::Endpoint;
use crate::error::{Kind, Result};
use crate::failure;
use crate::service::{Request, Response};

/// Connections to one server, each for one call at a time.
#[derive(Debug)]
pub(super) struct Pool {
    endpoint: Endpoint,
    settings: Settings,
    state: Mutex<State>,
    /// Tells that a connection is free, or that another one may be opened.
    freed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    idle: Vec<Connection>,
    /// Places that calls have taken: for connections under way, or being opened.
    taken: usize,
}

impl Pool {
    pub(super) fn new(endpoint: Endpoint, settings: Settings) -> Self {
        Self { endpoint, settings, state: Mutex::default(), freed: Condvar::new() }
    }

    pub(super) fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    pub(super) fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Waits for a connection; `None` if there is none in time.
    ///
    /// # Errors
    ///
    /// Fails when none can be opened.
    pub(super) fn lease(self: &Arc<Self>, end: Option<Instant>) -> Result<Option<Lease>> {
        while let Some((place, idle)) = self.take_place(end) {
            let Some(mut connection) = idle else { return place.open(end) };
            if connection.is_open() {
                return Ok(Some(Lease { connection, place }));
            }
        }
        Ok(None)
    }

    /// Waits for a place, and takes the connection that is there if there is one; `None` if there is no
    /// place in time.
    fn take_place(self: &Arc<Self>, end: Option<Instant>) -> Option<(Place, Option<Connection>)> {
        let mut state = self.lock();
        loop {
            let Ok(left) = left(end) else {
                // Perhaps this one was woken to take a place, which is now for another one.
                self.freed.notify_one();
                return None;
            };
            // The one that was used last is the one that is most likely open still.
            let idle = state.idle.pop();
            if idle.is_some() || state.taken < self.settings.max_connections {
                state.taken += 1;
                return Some((Place(Arc::clone(self)), idle));
            }
            state = match left {
                Some(left) => {
                    let waited = self.freed.wait_timeout(state, left);
                    waited.unwrap_or_else(PoisonError::into_inner).0
                }
                None => self.freed.wait(state).unwrap_or_else(PoisonError::into_inner),
            };
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing that runs under the lock panics.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place for a connection; dropping it makes room for another one.
#[derive(Debug)]
struct Place(Arc<Pool>);

impl Place {
    /// Opens a connection; `None` if that is not done in time.
    ///
    /// On a thread of its own, since the system may take longer than anybody waits: to look up a name, or
    /// until a server in the file system accepts. The place is taken for so long.
    fn open(self, end: Option<Instant>) -> Result<Option<Lease>> {
        let pool = Arc::clone(&self.0);
        let most = pool.settings.connect_timeout;
        let by = most.and_then(|most| Instant::now().checked_add(most));
        // Without room for any, so that what nobody takes stays with who sends it.
        let (sender, receiver) = mpsc::sync_channel(0);
        let opening = move || {
            let opened = self.connect(by);
            if let Err(SendError(Ok(lease))) = sender.send(opened) {
                // Who waited has given up: it is for the next call.
                lease.give_back();
            }
        };
        let cannot = |error| failure::cannot_connect(&pool.endpoint, Kind::Transport, error);
        thread::Builder::new().name("thrift-connect".into()).spawn(opening).map_err(cannot)?;
        let first = [end, by].into_iter().flatten().min();
        match receive(&receiver, first) {
            Some(Ok(lease)) => Ok(Some(lease)),
            Some(Err(error)) if error.kind() != io::ErrorKind::TimedOut => Err(cannot(error)),
            _ if end.is_some() && end == first => Ok(None),
            _ => Err(failure::no_connection(&pool.endpoint)),
        }
    }

    fn connect(self, by: Option<Instant>) -> io::Result<Lease> {
        let Self(pool) = &self;
        let stream = Stream::connect(&pool.endpoint, by)?;
        let connection = Connection::new(stream, &pool.settings);
        Ok(Lease { connection, place: self })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let Self(pool) = self;
        pool.lock().taken -= 1;
        pool.freed.notify_one();
    }
}

/// What arrives in time.
fn receive<T>(receiver: &Receiver<T>, end: Option<Instant>) -> Option<T> {
    match left(end).ok()? {
        Some(left) => receiver.recv_timeout(left).ok(),
        None => receiver.recv().ok(),
    }
}

/// A connection for one call.
#[derive(Debug)]
pub(super) struct Lease {
    connection: Connection,
    place: Place,
}

impl Lease {
    /// Sends a call, and gives the connection back if another one may follow.
    pub(super) fn call(mut self, request: &Request) -> Result<Option<Response>> {
        let answer = self.connection.call(request);
        if self.connection.is_in_step() {
            self.give_back();
        }
        answer
    }

    /// Leaves the connection for another call.
    pub(super) fn give_back(self) {
        let Self { connection, place } = self;
        place.0.lock().idle.push(connection);
    }
}

#[cfg(test)]
mod tests {
    use core::time::Duration;

    use super::*;
    use crate::blocking::Client;

    #[test]
    fn who_gives_up_passes_its_turn_on() {
        let client = Client::builder().max_connections(1).connect_lazy("127.0.0.1:1").unwrap();
        for micros in (0..2000).step_by(10) {
            let pool = &client.pool;
            let (place, _) = pool.take_place(None).unwrap();
            thread::scope(|scope| {
                // It gives up at about the time at which the place is freed.
                let end = Instant::now() + Duration::from_micros(500 + micros);
                scope.spawn(move || pool.take_place(Some(end)));
                let late = Instant::now() + Duration::from_secs(10);
                let patient = scope.spawn(move || pool.take_place(Some(late)));
                thread::sleep(Duration::from_micros(700 + micros));
                drop(place);
                assert!(patient.join().unwrap().is_some());
            });
        }
    }
}
