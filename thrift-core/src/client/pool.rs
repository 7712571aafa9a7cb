//! The connections of a client to its server.

use core::panic::AssertUnwindSafe;
use core::pin::pin;
use core::sync::atomic::{AtomicBool, Ordering};
#[cfg(feature = "tower")]
use std::panic::resume_unwind;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use futures_util::FutureExt;
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
#[cfg(feature = "tower")]
use tokio::task::JoinSet;
#[cfg(feature = "tower")]
use tokio::time::sleep_until;

use super::builder::Settings;
use super::link::{Link, Opener};
use crate::backoff::Backoff;
use crate::endpoint::Endpoint;
use crate::error::{Error, Kind, Result};
use crate::failure;
use crate::net::now;

/// Bytes of arguments under way on the least busy connection from which on another one is worth its
/// cost.
const BUSY: usize = 128 * 1024;

/// Connections of a client unless set.
const CONNECTIONS: usize = 4;

/// Connections of a client unless set, where each carries one call at a time.
const CONNECTIONS_OF_ONE_CALL: usize = 64;

/// What a call counts as besides its arguments.
const CALL: usize = 64;

/// The bytes from which a call is long.
const LONG: usize = 4 * 1024;

/// How many times less short calls count: many of them go out and come back together, and on more
/// connections than one they would only wait for each other.
const SHORT: usize = 4;

/// Connections to one server.
#[derive(Debug)]
pub(super) struct Pool {
    opener: Opener,
    settings: Settings,
    state: Mutex<State>,
    /// Tells that there may be room on a connection, or that an attempt to open one has ended.
    changed: Notify,
    /// As many calls as all connections carry together, if they do not carry any number.
    calls: Option<Arc<Semaphore>>,
}

#[derive(Debug, Default)]
struct State {
    slots: Vec<Slot>,
    /// Identifies the slots.
    last: u64,
    /// Whether a connection is being opened: one at a time.
    connecting: bool,
    backoff: Backoff,
    /// Why the last attempt failed, and when the next one may be made.
    failed: Option<(Instant, Kind, String)>,
    /// Attempts that failed.
    failures: u64,
}

/// A connection, and what it carries.
#[derive(Debug)]
struct Slot {
    number: u64,
    connection: Link,
    /// As many calls as it carries at once.
    most: usize,
    calls: usize,
    bytes: usize,
}

/// What becomes of a call that wants a connection.
enum Choice {
    Use(u64, Link),
    /// Until something changes; so many attempts had failed before.
    Wait(u64),
    Fail(Error),
}

impl Pool {
    pub(super) fn new(opener: Opener, settings: Settings) -> Self {
        let single = opener.is_single();
        let connections = most_connections(&settings, single);
        let calls = connections.checked_mul(most_calls(&settings, single));
        let calls = calls.filter(|calls| *calls <= Semaphore::MAX_PERMITS);
        let calls = calls.map(|calls| Arc::new(Semaphore::new(calls)));
        Self { opener, settings, state: Mutex::default(), changed: Notify::new(), calls }
    }

    pub(super) fn endpoint(&self) -> &Endpoint {
        self.opener.endpoint()
    }

    pub(super) fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Waits for a connection to carry a call with so many bytes of arguments.
    ///
    /// # Errors
    ///
    /// Fails when there is no connection and none can be opened.
    pub(super) async fn lease(self: &Arc<Self>, arguments: usize) -> Result<Lease> {
        let permit = match &self.calls {
            // It is never closed.
            Some(calls) => Arc::clone(calls).acquire_owned().await.ok(),
            None => None,
        };
        let bytes = match arguments.saturating_add(CALL) {
            bytes @ LONG.. => bytes,
            bytes => bytes / SHORT,
        };
        let (number, connection) = match self.choose(bytes, None) {
            Choice::Use(number, connection) => (number, connection),
            Choice::Wait(failures) => self.wait(bytes, failures).await?,
            Choice::Fail(error) => return Err(error),
        };
        let pool = Arc::clone(self);
        Ok(Lease { pool, number, connection, bytes, done: false, _permit: permit })
    }

    async fn wait(self: &Arc<Self>, bytes: usize, mut failures: u64) -> Result<(u64, Link)> {
        loop {
            // It is there before the connections are looked at, so that no change is missed.
            let mut changed = pin!(self.changed.notified());
            changed.as_mut().enable();
            match self.choose(bytes, Some(failures)) {
                Choice::Use(number, connection) => return Ok((number, connection)),
                Choice::Wait(before) => failures = before,
                Choice::Fail(error) => return Err(error),
            }
            changed.await;
        }
    }

    /// Whether there is a connection, as far as is known.
    #[cfg(feature = "tower")]
    pub(super) fn is_connected(&self) -> bool {
        self.lock().slots.iter().any(|slot| slot.connection.is_good())
    }

    /// Waits until there is a connection, however often it must be tried.
    ///
    /// # Errors
    ///
    /// Fails when the runtime shuts down.
    #[cfg(feature = "tower")]
    pub(super) async fn connected(self: &Arc<Self>) -> Result<()> {
        loop {
            match self.lease(0).await {
                Ok(lease) => {
                    lease.release();
                    return Ok(());
                }
                Err(_) => self.pause().await?,
            }
        }
    }

    /// Waits until another attempt to connect may be made.
    ///
    /// # Errors
    ///
    /// Fails when the runtime shuts down.
    #[cfg(feature = "tower")]
    async fn pause(&self) -> Result<()> {
        let again = self.lock().failed.as_ref().map(|(again, ..)| *again);
        // As a task, even if there is nothing to wait for: it is dropped when the runtime shuts down,
        // where a timer out here would panic, and none at all would have the next attempt made at once.
        let mut pause = JoinSet::new();
        pause.spawn(async move {
            if let Some(again) = again {
                sleep_until(again.into()).await;
            }
        });
        match pause.join_next().await {
            Some(Err(error)) if error.is_panic() => resume_unwind(error.into_panic()),
            Some(Err(_)) => Err(failure::shutting_down(self.endpoint())),
            Some(Ok(())) | None => Ok(()),
        }
    }

    /// Chooses the least busy connection with room for a call, and has another one opened if that
    /// helps. A call that has waited says how many attempts had failed before: one that failed since was
    /// made for it too.
    fn choose(self: &Arc<Self>, bytes: usize, before: Option<u64>) -> Choice {
        let mut state = self.lock();
        state.slots.retain(|slot| slot.connection.is_good());
        let single = state.slots.iter().any(|slot| slot.connection.is_single());
        let most = most_connections(&self.settings, single);
        let free = state.slots.iter_mut().filter(|slot| slot.calls < slot.most);
        let best = free.min_by_key(|slot| slot.bytes);
        let wants_another = best.as_ref().is_none_or(|slot| slot.bytes >= BUSY);
        let chosen = best.map(|slot| {
            slot.calls += 1;
            slot.bytes += bytes;
            Choice::Use(slot.number, slot.connection.clone())
        });
        let wait = Choice::Wait(state.failures);
        if !wants_another || state.connecting || state.slots.len() >= most {
            return chosen.unwrap_or(wait);
        }
        if let Some((again, kind, why)) = &state.failed {
            let is_early = now() < *again;
            let failed_since = before.is_some_and(|before| before != state.failures);
            if state.slots.is_empty() && (is_early || failed_since) {
                return Choice::Fail(Error::new(*kind, why.clone()));
            }
            if is_early {
                // Those that there are have room in the end.
                return chosen.unwrap_or(wait);
            }
        }
        state.connecting = true;
        drop(state);
        let attempt = Attempt::new(Arc::clone(self));
        let is_abandoned = Arc::clone(&attempt.is_abandoned);
        // Not as a part of this call: others wait for the connection too, and have other deadlines.
        tokio::spawn(attempt.run());
        if chosen.is_none() && is_abandoned.load(Ordering::Acquire) {
            // It is dropped already: so would be the next, which a call that waits would begin at once.
            return Choice::Fail(failure::shutting_down(self.endpoint()));
        }
        chosen.unwrap_or(wait)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing that runs under the lock panics half way.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Connections to one server, unless the settings say how many.
fn most_connections(settings: &Settings, single: bool) -> usize {
    settings.max_connections.unwrap_or(if single { CONNECTIONS_OF_ONE_CALL } else { CONNECTIONS })
}

/// Calls that a connection carries at once.
fn most_calls(settings: &Settings, single: bool) -> usize {
    if single { 1 } else { settings.calls_per_connection }
}

/// An attempt to open a connection; it ends when it is dropped.
struct Attempt {
    pool: Arc<Pool>,
    is_over: bool,
    /// Whether its runtime dropped it before it was over. Not a matter of the pool, whose other attempts
    /// may be made on other runtimes.
    is_abandoned: Arc<AtomicBool>,
}

impl Attempt {
    fn new(pool: Arc<Pool>) -> Self {
        Self { pool, is_over: false, is_abandoned: Arc::default() }
    }

    async fn run(mut self) {
        let Self { pool, is_over, .. } = &mut self;
        let connected = AssertUnwindSafe(pool.settings.connect(&pool.opener)).catch_unwind().await;
        // One that panics has failed too: without a pause the next would panic at once.
        let connected =
            connected.unwrap_or_else(|_| Err(failure::connecting_panicked(pool.endpoint())));
        *is_over = true;
        let mut state = pool.lock();
        match connected {
            Ok(connection) => {
                state.last += 1;
                let number = state.last;
                let most = most_calls(&pool.settings, connection.is_single());
                state.slots.push(Slot { number, connection, most, calls: 0, bytes: 0 });
                state.backoff = Backoff::default();
                state.failed = None;
            }
            Err(error) => {
                state.failures += 1;
                let again = now() + state.backoff.next();
                state.failed = Some((again, error.kind(), error.to_string()));
            }
        }
    }
}

impl Drop for Attempt {
    fn drop(&mut self) {
        self.is_abandoned.store(!self.is_over, Ordering::Release);
        self.pool.lock().connecting = false;
        self.pool.changed.notify_waiters();
    }
}

/// A connection for one call.
#[derive(Debug)]
pub(super) struct Lease {
    pool: Arc<Pool>,
    number: u64,
    connection: Link,
    bytes: usize,
    done: bool,
    _permit: Option<OwnedSemaphorePermit>,
}

impl Lease {
    pub(super) fn connection(&self) -> &Link {
        &self.connection
    }

    /// Gives the connection back, after a call that was answered or was never sent.
    pub(super) fn release(mut self) {
        self.done = true;
    }

    /// Gives the place back; whether the connection stays, as far as the pool knows.
    fn leave(&self, is_limited: bool) -> bool {
        let mut state = self.pool.lock();
        let Some(index) = state.slots.iter().position(|slot| slot.number == self.number) else {
            return false;
        };
        if !self.done && is_limited {
            // The server is still at a call that nobody waits for: who came next would wait for it.
            state.slots.swap_remove(index);
            return false;
        }
        state.slots[index].calls -= 1;
        state.slots[index].bytes -= self.bytes;
        true
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let Self { pool, connection, .. } = &*self;
        // Nobody waits for a place on a connection that carries any number of calls.
        let is_limited = most_calls(&pool.settings, connection.is_single()) < usize::MAX;
        let stays = self.leave(is_limited);
        match is_limited {
            // The place is one call's; without the connection, all that wait must look for another one.
            true if stays && connection.is_good() => pool.changed.notify_one(),
            true => pool.changed.notify_waiters(),
            false => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use core::future::poll_fn;
    use core::pin::Pin;
    use core::sync::atomic::AtomicUsize;
    use core::task::{Context, Poll, Waker};
    use core::time::Duration;
    use std::sync::mpsc;
    use std::task::Wake;
    use std::thread;

    use tokio::time::{sleep, timeout};

    use super::*;
    use crate::client::{Client, ClientBuilder};
    use crate::net::Listener;

    fn pool(name: &str, builder: ClientBuilder) -> Arc<Pool> {
        builder.connect_lazy(name).unwrap().pool
    }

    fn poll<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
        future.poll(&mut Context::from_waker(Waker::noop()))
    }

    #[tokio::test(start_paused = true)]
    async fn a_call_that_waited_fails_with_the_attempt_however_late_it_looks() {
        let pool = pool("mem:nobody-yet", Client::builder());
        let mut waiting = pin!(pool.lease(0));
        assert!(poll(waiting.as_mut()).is_pending());
        // Longer than the pause before another attempt.
        sleep(Duration::from_secs(1)).await;
        let Poll::Ready(Err(error)) = poll(waiting.as_mut()) else {
            panic!("it has begun another attempt");
        };
        assert_eq!(error.to_string(), "cannot connect to mem:nobody-yet: connection refused");
        // The next call does not wait for what was.
        let mut next = pin!(pool.lease(0));
        assert!(poll(next.as_mut()).is_pending());
    }

    #[test]
    fn a_runtime_that_shuts_down_ends_the_calls_that_wait_for_a_connection() {
        let (ended, told) = mpsc::channel();
        // On a thread of its own, so that a call that never ends does not take the test with it.
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
            let pool = pool("mem:nobody-any-more", Client::builder());
            let handle = runtime.handle().clone();
            drop(runtime);
            // From here on what is spawned is dropped at once.
            let _entered = handle.enter();
            ended.send(poll(pin!(pool.lease(0)))).unwrap();
        });
        let outcome = told.recv_timeout(Duration::from_secs(10)).expect("it asks again and again");
        let Poll::Ready(Err(error)) = outcome else { panic!("{outcome:?}") };
        assert_eq!(
            error.to_string(),
            "cannot connect to mem:nobody-any-more: the tokio runtime is shutting down"
        );
    }

    #[tokio::test]
    async fn an_attempt_that_is_abandoned_says_nothing_of_another_one() {
        let pool = pool("mem:two-runtimes", Client::builder());
        let (ours, theirs) = (Attempt::new(Arc::clone(&pool)), Attempt::new(Arc::clone(&pool)));
        let [ours_is, theirs_is] =
            [&ours, &theirs].map(|attempt| Arc::clone(&attempt.is_abandoned));
        drop(theirs);
        assert!(theirs_is.load(Ordering::Acquire));
        assert!(!ours_is.load(Ordering::Acquire));
        // One that fails is over.
        ours.run().await;
        assert!(!ours_is.load(Ordering::Acquire));
    }

    #[test]
    fn an_attempt_that_panics_has_failed() {
        let (ended, told) = mpsc::channel();
        // On a thread of its own, so that a call that never ends does not take the test with it.
        thread::spawn(move || {
            // Without sockets, which makes tokio panic.
            let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
            let pool = pool("127.0.0.1:1", Client::builder());
            let outcome = runtime.block_on(pool.lease(0));
            ended.send((outcome.map(drop), pool.lock().failures)).unwrap();
        });
        let told = told.recv_timeout(Duration::from_secs(10)).expect("it panics again and again");
        let (Err(error), 1) = told else { panic!("{told:?}") };
        assert_eq!(error.to_string(), "cannot connect to tcp://127.0.0.1:1: the attempt panicked");
    }

    #[tokio::test(start_paused = true)]
    async fn who_waits_for_a_connection_is_told_that_another_call_found_it_broken() {
        let endpoint: Endpoint = "mem:breaks".parse().unwrap();
        let (mut listener, _) = Listener::bind(endpoint).await.unwrap();
        let pool = pool("mem:breaks", Client::builder().calls_per_connection(1).max_connections(2));
        let lease = pool.lease(0).await.unwrap();
        let stream = poll_fn(|cx| listener.poll_accept(cx)).await.unwrap();
        // From here on no other connection can be had, and none is tried for a while.
        drop(listener);
        pool.lock().failed = Some((now() + Duration::from_secs(9), Kind::Transport, "no".into()));
        let permits = pool.calls.as_ref().unwrap();
        permits.add_permits(1);
        let mut waiting = pin!(pool.lease(0));
        assert!(poll(waiting.as_mut()).is_pending());
        drop(stream);
        sleep(Duration::from_millis(1)).await;
        assert!(pool.lease(0).await.is_err());
        lease.release();
        let told = timeout(Duration::from_secs(1), waiting).await;
        assert_eq!(told.unwrap().unwrap_err().to_string(), "no");
    }

    #[tokio::test]
    async fn a_place_is_told_to_one_of_those_that_wait() {
        let endpoint: Endpoint = "mem:herd".parse().unwrap();
        let (_listener, _) = Listener::bind(endpoint).await.unwrap();
        let pool = pool("mem:herd", Client::builder().calls_per_connection(1).max_connections(1));
        // As it is where the kind of the connections was not known before there was one.
        pool.calls.as_ref().unwrap().add_permits(100);
        let lease = pool.lease(0).await.unwrap();
        let mut waiting: Vec<_> = (0..100).map(|_| Box::pin(pool.lease(0))).collect();
        let woken = Arc::new(Woken::default());
        let waker = Waker::from(Arc::clone(&woken));
        for call in &mut waiting {
            assert!(call.as_mut().poll(&mut Context::from_waker(&waker)).is_pending());
        }
        lease.release();
        assert_eq!(woken.0.load(Ordering::Relaxed), 1);
    }

    /// Counts how often it was woken.
    #[derive(Default)]
    struct Woken(AtomicUsize);

    impl Wake for Woken {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
}
