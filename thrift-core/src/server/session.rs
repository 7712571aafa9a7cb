//! One connection: takes calls out of the bytes, executes them and writes the replies.

use core::future::poll_fn;
use core::pin::pin;
use core::task::{self, Poll};
use std::sync::Arc;
use std::time::Instant;

#[cfg(feature = "http")]
use bytes::Bytes;
use futures_util::FutureExt;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};
use tokio::task::coop::has_budget_remaining;

use super::Config;
use super::budget::Share;
use super::execute::execute;
use super::executions::Executions;
#[cfg(feature = "http")]
use super::http;
use super::patience::{Patience, Wait};
use super::replies::{Place, Replies};
use crate::error::{Error, Kind, Result};
#[cfg(feature = "http")]
use crate::http::{Start, Version};
use crate::message::{self, Incoming};
use crate::net::{Output, in_time, now};
use crate::service::peer::Caller;
use crate::service::{Context, Dispatch, Peer, Request, Response};
use crate::transport::{Arrival, Input, Wrapping};

/// Serves a connection until its peer closes it or breaks the protocol, or until `stop`; then
/// finishes the calls in flight.
pub(super) async fn serve<Io, D, Stop>(
    mut io: Io,
    peer: Peer,
    setting: Setting<'_, D>,
    stop: Stop,
) -> Result<()>
where
    Io: AsyncRead + AsyncWrite + Unpin,
    D: Dispatch,
    Stop: Future<Output = ()>,
{
    let Setting { dispatch, config, share } = setting;
    let execute = |Call { request, place, size }: Call| {
        execute(dispatch, request).map(move |response| Done { place, size, response })
    };
    let mut session = Session::new(&mut io, (Caller::new(peer), share), config, execute);
    let mut stop = pin!(stop.fuse());
    let outcome = poll_fn(|cx| {
        if stop.poll_unpin(cx).is_ready() {
            session.stop();
        }
        session.poll(cx)
    })
    .await;
    #[cfg(feature = "http")]
    let outcome = match session.into_http() {
        Some((start, peer, share)) => {
            let setting = Setting { dispatch, config, share };
            // On the heap: most connections are of another kind, and should not be larger for it.
            Box::pin(http::serve(&mut io, start, peer, setting, stop)).await
        }
        None => outcome,
    };
    #[cfg(not(feature = "http"))]
    drop(session);
    // The peer may be gone already, and then nobody is there to be told.
    let _ = in_time(pin!(io.shutdown()), || now().checked_add(config.write_timeout?)).await;
    outcome
}

/// What a connection has from its server.
pub(super) struct Setting<'a, D> {
    pub(super) dispatch: &'a D,
    pub(super) config: Config,
    pub(super) share: Share,
}

/// A call to be executed.
struct Call {
    request: Request,
    /// The place of its reply; `None` if it is oneway.
    place: Option<Place>,
    /// The length of its message.
    size: usize,
}

/// A call that was executed.
struct Done {
    place: Option<Place>,
    size: usize,
    response: Option<Response>,
}

/// The state of a connection.
///
/// Bytes pass through `input`, `calls`, `replies` and `output`, and each of them is bounded: what
/// is behind stops what is before it, up to the peer, whose bytes are then not read.
///
/// Once a call is started it is finished, even if nobody is left to read its reply.
struct Session<Io, Execute, Execution> {
    io: Io,
    caller: Arc<Caller>,
    share: Share,
    config: Config,
    intake: Intake,
    input: Input,
    execute: Execute,
    calls: Executions<Execution>,
    load: Load,
    replies: Replies,
    output: Output,
    patience: Patience,
    /// Why the connection broke: then the input is out of step, or the peer is gone.
    broken: Option<Error>,
    /// Whether the peer is gone, and replies with it.
    gone: bool,
    /// The bytes that arrived, if they are the beginning of HTTP.
    #[cfg(feature = "http")]
    http: Option<(Version, Bytes)>,
}

/// Whether more bytes are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Intake {
    /// As long as bytes come.
    Open,
    /// Those that have arrived: their senders cannot know that the server stops.
    Stopping,
    /// No more.
    Ended,
}

/// What the calls in flight take.
#[derive(Debug, Default)]
struct Load {
    /// Calls whose handlers run or whose replies wait for their turn.
    calls: usize,
    /// The length of the messages whose handlers run, and of the replies that wait.
    bytes: usize,
}

fn length(response: Option<&Response>) -> usize {
    response.map_or(0, |response| response.payload().len())
}

impl<Io, Execute, Execution> Session<Io, Execute, Execution>
where
    Io: AsyncRead + AsyncWrite + Unpin,
    Execute: FnMut(Call) -> Execution,
    Execution: Future<Output = Done>,
{
    fn new(io: Io, (caller, share): (Caller, Share), config: Config, execute: Execute) -> Self {
        Self {
            io,
            caller: Arc::new(caller),
            share,
            config,
            intake: Intake::Open,
            input: Input::detecting(config.limits),
            execute,
            calls: Executions::default(),
            load: Load::default(),
            replies: Replies::default(),
            output: Output::default(),
            patience: Patience::default(),
            broken: None,
            gone: false,
            #[cfg(feature = "http")]
            http: None,
        }
    }

    /// What a connection needs that is one of HTTP.
    #[cfg(feature = "http")]
    fn into_http(mut self) -> Option<((Version, Bytes), Peer, Share)> {
        Some((self.http.take()?, self.caller.peer.clone(), self.share.another()))
    }

    /// Whether what arrived may be the beginning of HTTP; ends the session if it is.
    #[cfg(feature = "http")]
    fn may_be_http(&mut self) -> bool {
        let start = self.input.start();
        if let Start::Http(version) = start {
            self.http = Some((version, self.input.take()));
            self.intake = Intake::Ended;
        }
        start != Start::Other
    }

    /// Takes no more calls than those that have arrived.
    fn stop(&mut self) {
        if self.intake == Intake::Open {
            self.intake = Intake::Stopping;
        }
    }

    fn poll(&mut self, cx: &mut task::Context<'_>) -> Poll<Result<()>> {
        loop {
            self.advance(cx);
            if self.intake == Intake::Ended && self.is_quiet() {
                return Poll::Ready(self.broken.take().map_or(Ok(()), Err));
            }
            match self.patience.poll_over(&self.config, cx) {
                Poll::Ready(wait) => self.give_up(wait),
                Poll::Pending => return Poll::Pending,
            }
        }
    }

    /// Does all that can be done without waiting.
    fn advance(&mut self, cx: &mut task::Context<'_>) {
        // Each step may make room for those before it, so they are repeated until all are stuck.
        let hungry = loop {
            let hungry = self.start_calls(cx);
            let executed = self.poll_calls(cx);
            let wrote = self.poll_write(cx);
            // Without more bytes there are no more calls, whatever room there is.
            let goes_on = if hungry { self.poll_read(cx) } else { executed || wrote };
            if !goes_on {
                break hungry;
            }
        };
        let quiet = self.is_quiet();
        let begun = (hungry || self.share.is_waiting()) && !self.input.is_empty();
        self.share.set(self.held());
        self.patience.set(Wait::Write, !self.output.is_empty());
        self.patience.set(Wait::Read, begun);
        self.patience.set(Wait::Idle, quiet && !begun);
        let large = self.input.is_large() || self.output.is_large() || self.calls.is_large();
        self.patience.set(Wait::Soon, quiet && !begun && large);
        if quiet {
            self.input.release();
            self.output.release();
        }
    }

    /// Whether there is memory for more bytes; the task is woken when there is.
    fn may_hold_more(&mut self, cx: &mut task::Context<'_>) -> bool {
        self.share.set(self.held());
        // What is compressed may become long, however little of it there is.
        let busy = || self.load.calls > 0 || self.input.expands();
        self.share.poll_more(busy, cx).is_ready()
    }

    /// The bytes of messages that are here, from the first byte of a call to the last of its reply.
    fn held(&self) -> usize {
        self.input.len() + self.load.bytes + self.output.len()
    }

    /// Whether all that arrived is answered.
    fn is_quiet(&self) -> bool {
        self.calls.is_empty() && self.replies.is_empty() && self.output.is_empty()
    }

    /// Waits for the peer no longer.
    #[cold]
    fn give_up(&mut self, wait: Wait) {
        match wait {
            Wait::Idle => self.intake = Intake::Ended,
            Wait::Soon => {
                self.input.give_back();
                self.output.give_back();
                self.calls.give_back();
            }
            Wait::Read => self.break_off(wait.over(&self.config)),
            Wait::Write => self.abandon(wait.over(&self.config)),
        }
    }

    /// Starts the calls that have arrived, as far as there is room for them. Whether more bytes
    /// are needed: as long as there is a whole message in the input, reading would only fill it.
    fn start_calls(&mut self, cx: &mut task::Context<'_>) -> bool {
        #[cfg(feature = "http")]
        if self.may_be_http() {
            return self.intake != Intake::Ended;
        }
        // One look at the clock for all of them.
        let mut deadline = None;
        while self.broken.is_none() && self.has_room() {
            if !self.may_hold_more(cx) {
                return false;
            }
            let next = self.input.next();
            let received = next.and_then(|next| match next {
                Some(arrival) => {
                    let deadline = *deadline.get_or_insert_with(|| self.deadline());
                    self.receive(arrival, deadline).map(|()| {
                        // What it answers counts before another one is started.
                        self.poll_calls(cx);
                        true
                    })
                }
                None => Ok(false),
            });
            match received {
                Ok(true) => {}
                Ok(false) => return self.intake != Intake::Ended,
                Err(error) => self.break_off(error),
            }
        }
        self.share.withdraw();
        false
    }

    fn has_room(&self) -> bool {
        // The message that exceeds the bytes is still started, or else one that is as long as
        // the limit never could be: what arrived never takes more than twice the limit.
        self.load.calls < self.config.max_in_flight.max(1)
            && self.load.bytes <= self.config.limits.message
            && self.output.has_room()
    }

    /// By when a call must be answered that has arrived now.
    fn deadline(&self) -> Option<Instant> {
        now().checked_add(self.config.handler_timeout?)
    }

    fn receive(&mut self, arrival: Arrival, deadline: Option<Instant>) -> Result<()> {
        let Arrival { wrapping, message } = arrival;
        if self.input.is_zlib() {
            self.output.compress();
        }
        let message = match message {
            Ok(message) => message,
            Err(error) => {
                self.refuse(wrapping, &error);
                return Err(error);
            }
        };
        let incoming = message::receive(wrapping, &message, self.config.limits)?;
        let Incoming { request, address, headers, timeout } = incoming;
        let (size, place) = (message.len(), address.map(|address| self.replies.reserve(address)));
        self.patience.set(Wait::Read, false);
        self.patience.set(Wait::Idle, false);
        self.patience.set(Wait::Soon, false);
        self.load.calls += 1;
        let caller = Arc::clone(&self.caller);
        let mut context = Context::new().with_caller(caller, !request.is_oneway());
        if !headers.is_empty() {
            context = context.with_headers(headers);
        }
        if let Some(deadline) = deadline {
            context = context.with_deadline(deadline);
        }
        if let Some(timeout) = timeout {
            context = context.with_timeout(timeout);
        }
        let request = request.with_context(context);
        self.load.bytes += size;
        self.calls.push((self.execute)(Call { request, place, size }));
        Ok(())
    }

    /// Answers a message that cannot be had. Its client may be waiting for a reply, or may not: so
    /// nothing more is read, or else its next call would get this answer.
    #[cold]
    fn refuse(&mut self, wrapping: Wrapping, why: &Error) {
        if let Some((address, response)) = message::refuse(wrapping, why) {
            let place = self.replies.reserve(address);
            self.load.calls += 1;
            self.answer(place, Some(response));
        }
    }

    /// Lets the handlers run; whether one of them finished.
    fn poll_calls(&mut self, cx: &mut task::Context<'_>) -> bool {
        let mut executed = false;
        while let Poll::Ready(done) = self.calls.poll_done(cx) {
            executed = true;
            self.load.bytes -= done.size;
            match done.place {
                Some(place) => {
                    let response = done.response.map(|response| response.detached(done.size));
                    self.answer(place, response);
                }
                None => self.load.calls -= 1,
            }
        }
        executed
    }

    fn answer(&mut self, place: Place, response: Option<Response>) {
        self.load.bytes += length(response.as_ref());
        self.replies.fill(place, response);
    }

    /// Writes the replies whose turn it is; whether that made room.
    fn poll_write(&mut self, cx: &mut task::Context<'_>) -> bool {
        let mut wrote = false;
        loop {
            wrote |= self.take_replies();
            if self.output.is_empty() {
                return wrote;
            }
            match self.output.poll_write(&mut self.io, cx) {
                Poll::Ready(Ok(())) => {
                    wrote = true;
                    self.patience.set(Wait::Write, false);
                }
                Poll::Ready(Err(error)) => self.abandon(error.into()),
                Poll::Pending => return wrote,
            }
        }
    }

    /// Moves replies to the output as far as there is room; whether there was one.
    fn take_replies(&mut self) -> bool {
        let mut taken = false;
        while self.output.has_room() {
            let Some((mut address, response)) = self.replies.next() else { break };
            taken = true;
            self.load.calls -= 1;
            self.load.bytes -= length(response.as_ref());
            if let Some(response) = response.filter(|_| !self.gone)
                && let Err(error) = address.write(self.output.bytes(), &response)
            {
                self.abandon(error);
            }
        }
        taken
    }

    /// Reads once; whether something came.
    fn poll_read(&mut self, cx: &mut task::Context<'_>) -> bool {
        match self.input.poll_read(&mut self.io, cx) {
            Poll::Ready(Ok(0)) => self.end_input(),
            Poll::Ready(Ok(_)) => return true,
            Poll::Ready(Err(error)) => self.break_off(error.into()),
            // A task that has done much is told to wait although there may be more.
            Poll::Pending if self.intake == Intake::Stopping && has_budget_remaining() => {
                self.intake = Intake::Ended;
            }
            Poll::Pending => {}
        }
        false
    }

    /// The peer sends no more. Most are gone then, and those that are not read their replies still.
    fn end_input(&mut self) {
        self.caller.leave();
        if self.input.is_empty() {
            self.intake = Intake::Ended;
        } else {
            let message = "the peer closed the connection inside a message";
            self.break_off(Error::new(Kind::Closed, message));
        }
    }

    /// Reads no more: the input is out of step. Calls before the mistake are still answered.
    #[cold]
    fn break_off(&mut self, error: Error) {
        self.intake = Intake::Ended;
        self.input.clear();
        self.broken.get_or_insert(error);
    }

    /// Writes no more: the peer is gone.
    #[cold]
    fn abandon(&mut self, error: Error) {
        self.gone = true;
        self.caller.leave();
        self.output.clear();
        self.break_off(error);
    }
}

impl<Io, Execute, Execution> Drop for Session<Io, Execute, Execution> {
    fn drop(&mut self) {
        // What a handler left running may still look at the context of its call.
        self.caller.leave();
    }
}

#[cfg(test)]
mod tests {
    use core::future::ready;
    use core::time::Duration;

    use super::*;
    use crate::protocol::Codec;
    use crate::server::budget::Budget;
    use crate::service::ResponseKind;

    /// Does all that a session can do by now.
    async fn polled<Io, E, F>(session: &mut Session<Io, E, F>)
    where
        Io: AsyncRead + AsyncWrite + Unpin,
        E: FnMut(Call) -> F,
        F: Future<Output = Done>,
    {
        poll_fn(|cx| {
            assert!(session.poll(cx).is_pending());
            Poll::Ready(())
        })
        .await;
    }

    #[tokio::test(start_paused = true)]
    async fn large_buffers_are_given_back_when_no_call_comes_soon() {
        let (mut theirs, ours) = tokio::io::duplex(1 << 20);
        let config = Config::default();
        let share = Share::new(Arc::new(Budget::new(&config)));
        let echo = |Call { request, place, size }: Call| {
            let response = Response::new(ResponseKind::Reply, request.arguments().clone());
            ready(Done { place, size, response: Some(response) })
        };
        let caller = Caller::new(Peer::default());
        let mut session = Session::new(ours, (caller, share), config, echo);

        // JSON, which is copied into the output.
        let arguments = vec![b' '; 100_000].into();
        let codec = Codec::new(crate::Protocol::Json, config.limits);
        let call = Request::received("f", false, codec, arguments);
        let mut out = crate::transport::Outgoing::default();
        message::write(&call, crate::transport::Wire::default(), 1, &mut out).unwrap();
        for _ in 0..2 {
            theirs.write_all(out.flatten()).await.unwrap();
            polled(&mut session).await;
            tokio::time::advance(Duration::from_millis(600)).await;
            polled(&mut session).await;
            assert!(session.input.is_large() && session.output.is_large());
        }
        tokio::time::advance(Duration::from_millis(600)).await;
        polled(&mut session).await;
        assert!(!session.input.is_large() && !session.output.is_large());
        assert_eq!(session.intake, Intake::Open);
    }
}
