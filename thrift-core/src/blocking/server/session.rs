//! One connection: takes calls out of the bytes, executes them and writes the replies.

use core::panic::AssertUnwindSafe;
use core::time::Duration;
use std::io;
use std::net::Shutdown;
use std::panic::catch_unwind;
use std::sync::Arc;
use std::time::Instant;

use super::Settings;
use super::budget::Share;
use super::control::{Admission, Link};
use crate::blocking::executor::{Outcome, run};
use crate::blocking::timed::Timed;
use crate::error::{Error, Kind, Result};
use crate::failure;
use crate::message::{self, Address, Incoming};
use crate::service::peer::Caller;
use crate::service::{Context, Dispatch, Headers, Request, Response};
use crate::transport::{Arrival, Compressor, Input, Outgoing, Wrapping};

/// Serves a connection until its peer closes it or breaks the protocol, or until the server stops.
pub(super) fn serve<D: Dispatch>(
    admission: &Admission,
    dispatch: &D,
    settings: Settings,
) -> Result<()> {
    let Admission { control, link, .. } = admission;
    let caller = Arc::new(Caller::new(link.stream.peer()));
    let input = Input::detecting(settings.limits);
    let mut session = Session {
        link,
        dispatch,
        settings,
        caller: Arc::clone(&caller),
        share: Share::new(&control.budget, settings.max_bytes_in_flight),
        input,
        output: Outgoing::default(),
        compressor: None,
    };
    let outcome = session.run();
    // What a handler left running may still look at the context of its call.
    caller.leave();
    link.stream.shutdown(Shutdown::Write);
    outcome
}

struct Session<'a, D> {
    link: &'a Link,
    dispatch: &'a D,
    settings: Settings,
    caller: Arc<Caller>,
    share: Share<'a>,
    input: Input,
    output: Outgoing,
    /// Compresses all that is written, to a client that does so.
    compressor: Option<Compressor>,
}

/// What became of a call.
enum Executed {
    /// What it is answered, if it is to be.
    Answer(Option<Response>),
    /// The server does not wait for it any longer.
    Cut,
}

impl<D: Dispatch> Session<'_, D> {
    fn run(&mut self) -> Result<()> {
        while let Some(Arrival { wrapping, message }) = self.next_message()? {
            let message = match message {
                Ok(message) => message,
                Err(error) => return self.refuse(wrapping, error),
            };
            self.share.set(message.len() + self.input.len());
            let incoming = message::receive(wrapping, &message, self.settings.limits)?;
            let Incoming { request, address, headers, timeout } = incoming;
            let size = message.len();
            drop(message);
            let context = self.context(&request, headers, timeout);
            let request = request.with_context(context);
            let Executed::Answer(response) = self.execute(request) else { return Ok(()) };
            if let Some((address, response)) = address.zip(response) {
                self.answer(address, response.detached(size))?;
            }
        }
        Ok(())
    }

    /// Answers a message that cannot be had. Its client may be waiting for a reply, or may not: so
    /// nothing more is read, or else its next call would get this answer.
    #[cold]
    fn refuse(&mut self, wrapping: Wrapping, why: Error) -> Result<()> {
        if let Some((address, response)) = message::refuse(wrapping, &why) {
            self.answer(address, response)?;
        }
        Err(why)
    }

    fn answer(&mut self, mut address: Address, response: Response) -> Result<()> {
        address.write(&mut self.output, &response)?;
        drop(response);
        if self.input.is_zlib() {
            let compressor = self.compressor.get_or_insert_default();
            compressor.compress(self.output.flatten(), 0)?;
        }
        self.share.set(self.output.len() + self.input.len());
        self.write()
    }

    /// Waits for the next message; `None` when there are no more, or when none came for too long.
    fn next_message(&mut self) -> Result<Option<Arrival>> {
        // Of a message that has arrived in part with another one the time begins anew.
        let mut begun = !self.input.is_empty();
        let mut end = self.read_end(begun);
        loop {
            match self.wait_to_expand(end) {
                Ok(()) => {}
                Err(error) if error.kind() != io::ErrorKind::TimedOut => return Err(error.into()),
                Err(_) => return Err(late("send a message", self.settings.read_timeout)),
            }
            if let Some(arrival) = self.input.next()? {
                return Ok(Some(arrival));
            }
            if !begun {
                self.input.release();
            }
            self.share.set(self.input.len());
            match self.read(end) {
                Ok(0) if begun => return Err(failure::peer_closed(true)),
                Ok(0) => return Ok(None),
                Ok(_) if begun => {}
                Ok(_) => {
                    begun = true;
                    end = self.read_end(begun);
                }
                Err(error) if error.kind() != io::ErrorKind::TimedOut => return Err(error.into()),
                Err(_) if begun => return Err(late("send a message", self.settings.read_timeout)),
                Err(_) => return Ok(None),
            }
        }
    }

    /// Waits until there is memory for what the next message may become without its compression.
    fn wait_to_expand(&mut self, end: Option<Instant>) -> io::Result<()> {
        if self.input.expands() { self.share.wait_for_more(true, end) } else { Ok(()) }
    }

    /// Reads once, when there is memory for more.
    fn read(&mut self, end: Option<Instant>) -> io::Result<usize> {
        self.share.wait_for_more(false, end)?;
        self.input.read(Timed { stream: &self.link.stream, end })
    }

    fn read_end(&self, begun: bool) -> Option<Instant> {
        let Settings { read_timeout, idle_timeout, .. } = self.settings;
        Instant::now().checked_add(if begun { read_timeout } else { idle_timeout }?)
    }

    /// What belongs to a call that has arrived now.
    fn context(&self, request: &Request, headers: Headers, timeout: Option<Duration>) -> Context {
        let caller = Arc::clone(&self.caller);
        let context = Context::new().with_caller(caller, !request.is_oneway());
        [self.settings.handler_timeout, timeout]
            .into_iter()
            .flatten()
            .fold(context.with_headers(headers), Context::with_timeout)
    }

    /// Has a call answered, whatever its handler does.
    fn execute(&self, request: Request) -> Executed {
        let codec = request.codec();
        let deadline = request.context().deadline();
        // In a block of its own, so that a handler may panic before it returns a future.
        let handled = async { self.dispatch.dispatch(request).await };
        let handled = || run(handled, &self.link.signal, deadline);
        // What a panic leaves behind is the handler's, as it is in a thread of its own.
        let failure = match catch_unwind(AssertUnwindSafe(handled)) {
            Ok(Outcome::Done(response)) => return Executed::Answer(response),
            Ok(Outcome::Cut) => return Executed::Cut,
            Ok(Outcome::Late) => failure::too_slow(),
            Err(_) => failure::panicked(),
        };
        Executed::Answer(Some(Response::exception(codec, &failure)))
    }

    fn write(&mut self) -> Result<()> {
        let most = self.settings.write_timeout;
        let end = most.and_then(|most| Instant::now().checked_add(most));
        let written = self.output.write_to(&mut Timed { stream: &self.link.stream, end });
        self.output.clear();
        self.output.release();
        written.map_err(|error| match error.kind() {
            io::ErrorKind::TimedOut => late("read its replies", most),
            _ => error.into(),
        })
    }
}

#[cold]
fn late(what: &str, most: Option<Duration>) -> Error {
    let most = most.unwrap_or_default();
    Error::new(Kind::Timeout, format!("the peer took longer than {most:?} to {what}"))
}
