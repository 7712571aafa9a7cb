//! The connections of a client to its server.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use tokio::sync::{Mutex as FairMutex, OwnedSemaphorePermit, Semaphore};

use super::Connection;
use super::builder::Settings;
use crate::error::{Error, Result};
use crate::net::{Backoff, Endpoint, now};

/// Bytes of arguments on the least busy connection from which on another one is worth its cost.
const BUSY: usize = 128 * 1024;

/// What a call counts as besides its arguments.
const CALL: usize = 64;

/// Connections to one server.
#[derive(Debug)]
pub(super) struct Pool {
    endpoint: Endpoint,
    settings: Settings,
    state: Mutex<State>,
    /// Held by who connects, so that others wait for that connection instead of opening theirs.
    attempts: FairMutex<Attempts>,
    /// As many calls as all connections carry together, if they do not carry any number.
    calls: Option<Arc<Semaphore>>,
}

#[derive(Debug, Default)]
struct State {
    slots: Vec<Slot>,
    /// Identifies the slots.
    last: u64,
    /// Whether another connection is being opened beside those that are there.
    growing: bool,
}

/// A connection, and what it carries.
#[derive(Debug)]
struct Slot {
    number: u64,
    connection: Connection,
    calls: usize,
    bytes: usize,
}

/// What is known of a server that could not be reached.
#[derive(Debug, Default)]
struct Attempts {
    backoff: Backoff,
    failed: Option<(Instant, Error)>,
}

impl Pool {
    pub(super) fn new(endpoint: Endpoint, settings: Settings) -> Self {
        let calls = settings.max_connections.checked_mul(settings.calls_per_connection);
        let calls = calls.filter(|calls| *calls <= Semaphore::MAX_PERMITS);
        let calls = calls.map(|calls| Arc::new(Semaphore::new(calls)));
        Self { endpoint, settings, state: Mutex::default(), attempts: FairMutex::default(), calls }
    }

    pub(super) fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    pub(super) fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Has a connection opened, if there is none.
    pub(super) async fn open(self: &Arc<Self>) -> Result<()> {
        self.lease(0).await.map(drop)
    }

    /// Waits for a connection to carry a call with so many bytes of arguments.
    pub(super) async fn lease(self: &Arc<Self>, arguments: usize) -> Result<Lease> {
        let permit = match &self.calls {
            // It is never closed.
            Some(calls) => Arc::clone(calls).acquire_owned().await.ok(),
            None => None,
        };
        let bytes = arguments.saturating_add(CALL);
        loop {
            if let Some((number, connection)) = self.pick(bytes) {
                let pool = Arc::clone(self);
                return Ok(Lease { pool, number, connection, bytes, _permit: permit });
            }
            self.connect().await?;
        }
    }

    /// The least busy connection with room for a call.
    fn pick(self: &Arc<Self>, bytes: usize) -> Option<(u64, Connection)> {
        let mut state = self.lock();
        state.slots.retain(|slot| !slot.connection.is_closed());
        let count = state.slots.len();
        let State { slots, growing, .. } = &mut *state;
        let free = |slot: &&mut Slot| slot.calls < self.settings.calls_per_connection;
        let slot = slots.iter_mut().filter(free).min_by_key(|slot| slot.bytes)?;
        if slot.bytes >= BUSY && count < self.settings.max_connections && !*growing {
            *growing = true;
            tokio::spawn(Arc::clone(self).grow());
        }
        slot.calls += 1;
        slot.bytes += bytes;
        Some((slot.number, slot.connection.clone()))
    }

    /// Opens a connection that calls wait for.
    async fn connect(&self) -> Result<()> {
        let mut attempts = self.attempts.lock().await;
        if self.has_room() {
            // Somebody else has opened one meanwhile.
            return Ok(());
        }
        attempts.check()?;
        let connected = self.settings.connect(&self.endpoint).await;
        self.add(attempts.note(connected)?);
        Ok(())
    }

    /// Opens a connection beside the others. They do without it, should that fail.
    async fn grow(self: Arc<Self>) {
        let connected = self.settings.connect(&self.endpoint).await;
        if let Ok(connection) = connected {
            self.add(connection);
        }
        self.lock().growing = false;
    }

    fn has_room(&self) -> bool {
        let state = self.lock();
        let most = self.settings.calls_per_connection;
        state.slots.iter().any(|slot| slot.calls < most && !slot.connection.is_closed())
    }

    fn add(&self, connection: Connection) {
        let mut state = self.lock();
        state.last += 1;
        let number = state.last;
        state.slots.push(Slot { number, connection, calls: 0, bytes: 0 });
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing that runs under the lock leaves the state half changed.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Attempts {
    /// Fails while it is too early for another attempt.
    fn check(&self) -> Result<()> {
        match &self.failed {
            Some((again, why)) if now() < *again => {
                let pause = again.saturating_duration_since(now()).as_millis() + 1;
                let message = format!("{why}; the next attempt is in {pause} ms");
                Err(Error::new(why.kind(), message))
            }
            _ => Ok(()),
        }
    }

    /// Remembers how an attempt ended.
    fn note(&mut self, connected: Result<Connection>) -> Result<Connection> {
        match connected {
            Ok(connection) => {
                *self = Self::default();
                Ok(connection)
            }
            Err(error) => {
                let again = now() + self.backoff.next();
                self.failed = Some((again, Error::new(error.kind(), error.to_string())));
                Err(error)
            }
        }
    }
}

/// A connection for one call.
#[derive(Debug)]
pub(super) struct Lease {
    pool: Arc<Pool>,
    number: u64,
    connection: Connection,
    bytes: usize,
    _permit: Option<OwnedSemaphorePermit>,
}

impl Lease {
    pub(super) fn connection(&self) -> &Connection {
        &self.connection
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let mut state = self.pool.lock();
        if let Some(slot) = state.slots.iter_mut().find(|slot| slot.number == self.number) {
            slot.calls -= 1;
            slot.bytes -= self.bytes;
        }
    }
}
