//! The loop of a server: accepts connections until it is told to stop.

use core::time::Duration;
use std::io;
use std::sync::Arc;
use std::thread;
use std::time::Instant;

use mio::{Events, Poll, Token};

use super::Settings;
use super::control::{Admission, Control, Intake};
use super::session;
use crate::backoff::Backoff;
use crate::blocking::listener::Listener;
use crate::blocking::stream::Stream;
use crate::failure;
use crate::service::Dispatch;

/// Says that there are connections to be accepted.
pub(super) const LISTENER: Token = Token(0);

/// Says that there is room for another connection, or that the server is to stop.
pub(super) const CONTROL: Token = Token(1);

/// Serves until it is stopped, then lets the connections finish.
pub(super) fn run<D: Dispatch>(
    (listener, poll): (Listener, Poll),
    dispatch: D,
    settings: Settings,
    control: &Arc<Control>,
) {
    let dispatch = Arc::new(dispatch);
    let mut acceptor = Acceptor::new(listener, poll);
    while let Some(stream) = acceptor.accept(control, settings.max_connections) {
        let admission = control.admit(stream);
        if serve(admission, &dispatch, settings).is_err() {
            // There are too many threads: the client finds its connection closed, and others wait.
            acceptor.pause();
        }
    }
    // Clients that come now are refused, rather than left waiting for nobody.
    drop(acceptor);
    control.finish(settings.shutdown_timeout);
}

fn serve<D: Dispatch>(
    admission: Admission,
    dispatch: &Arc<D>,
    settings: Settings,
) -> io::Result<()> {
    let dispatch = Arc::clone(dispatch);
    let serve = move || {
        // Why a connection broke is the business of its client.
        let _ = session::serve(&admission, &*dispatch, settings);
    };
    thread::Builder::new().name("thrift-serve".into()).spawn(serve).map(drop)
}

/// Accepts connections, whatever goes wrong between.
struct Acceptor {
    listener: Listener,
    poll: Poll,
    events: Events,
    /// Whether there may be a connection to accept.
    ready: bool,
    backoff: Backoff,
    paused_until: Option<Instant>,
}

impl Acceptor {
    fn new(listener: Listener, poll: Poll) -> Self {
        let (events, backoff) = (Events::with_capacity(2), Backoff::default());
        Self { listener, poll, events, ready: true, backoff, paused_until: None }
    }

    /// Waits for a connection; `None` if the server is to stop.
    fn accept(&mut self, control: &Control, most: usize) -> Option<Stream> {
        loop {
            match control.intake(most) {
                Intake::Stopped => return None,
                Intake::Open if self.ready && self.pause_left().is_none() => {}
                _ => {
                    self.wait();
                    continue;
                }
            }
            match self.listener.accept() {
                Ok(stream) => {
                    self.backoff = Backoff::default();
                    return Some(stream);
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => self.ready = false,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if failure::is_of_the_connection(&error) => {}
                // Most likely there are too many open files. The connection stays in the queue,
                // so that trying at once again would only burn the time of those that are open.
                Err(_) => self.pause(),
            }
        }
    }

    fn pause(&mut self) {
        self.paused_until = Some(Instant::now() + self.backoff.next());
    }

    fn pause_left(&mut self) -> Option<Duration> {
        let left = self.paused_until?.saturating_duration_since(Instant::now());
        if left.is_zero() {
            self.paused_until = None;
        }
        self.paused_until.map(|_| left)
    }

    /// Waits until something changes, or until the pause is over.
    fn wait(&mut self) {
        let most = self.pause_left();
        match self.poll.poll(&mut self.events, most) {
            Ok(()) => self.ready |= self.events.iter().any(|event| event.token() == LISTENER),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            // The system is short of something: nothing else than waiting helps.
            Err(_) => thread::sleep(self.backoff.next()),
        }
    }
}
