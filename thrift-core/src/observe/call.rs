//! Calls, as those see them who are told of them.

use core::time::Duration;
use std::thread;
use std::time::Instant;

use super::{Observer, Outcome};
use crate::error::{Kind, Result};
use crate::protocol::Codec;
use crate::service::{Context, Method, Request, Response, now};

/// A call that an [`Observer`] is told of.
#[derive(Clone, Debug)]
pub struct Call {
    side: Side,
    oneway: bool,
    codec: Codec,
    context: Context,
    described: Option<Method>,
    request_size: usize,
}

/// The end of a call at which it is observed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_enums, reason = "a call has two ends")]
pub enum Side {
    /// Where it is made.
    Client,
    /// Where it is answered.
    Server,
}

impl Call {
    pub(crate) fn new(side: Side, request: &Request) -> Self {
        Self {
            side,
            oneway: request.is_oneway(),
            codec: request.codec(),
            context: request.context().detached(),
            described: request.described(),
            request_size: request.payload().len(),
        }
    }

    /// At which end it is observed.
    #[must_use]
    pub fn side(&self) -> Side {
        self.side
    }

    /// The name of the method, as [`Request::method`] has it: in a server, whatever a client calls.
    #[must_use]
    pub fn method(&self) -> &str {
        self.context.method()
    }

    /// What its service declares of the method; `None` if there is no such method, or if who answers
    /// [does not say](crate::service::Dispatch::describe) which there are.
    ///
    /// It shows as `Service/method`, the `rpc.method` of OpenTelemetry.
    #[must_use]
    pub fn described(&self) -> Option<Method> {
        self.described
    }

    /// Whether it is not answered.
    #[must_use]
    pub fn is_oneway(&self) -> bool {
        self.oneway
    }

    /// What belongs to the call besides its arguments.
    #[must_use]
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// The length of the encoded arguments, in bytes.
    #[must_use]
    pub fn request_size(&self) -> usize {
        self.request_size
    }

    /// How a call ended whose future is dropped.
    fn dropped(&self) -> Outcome {
        if thread::panicking() {
            Outcome::Panicked
        } else if self.context.time_left() == Some(Duration::ZERO) {
            Outcome::Failed(Kind::Timeout)
        } else {
            Outcome::Cancelled
        }
    }
}

/// How a call ended.
#[derive(Clone, Debug)]
pub struct End {
    outcome: Outcome,
    duration: Duration,
    response_size: Option<usize>,
}

impl End {
    /// What came of it.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// The time from its start.
    #[must_use]
    pub fn duration(&self) -> Duration {
        self.duration
    }

    /// The length of the encoded result or exception, in bytes; `None` without an answer.
    #[must_use]
    pub fn response_size(&self) -> Option<usize> {
        self.response_size
    }
}

/// Tells an observer of the end of a call, when it ends and when it is dropped.
pub(crate) struct Watch<'o, O: Observer> {
    observer: &'o O,
    call: Call,
    start: Instant,
    ended: bool,
}

impl<'o, O: Observer> Watch<'o, O> {
    pub(crate) fn start(observer: &'o O, call: Call) -> Self {
        observer.call_started(&call);
        Self { observer, call, start: now(), ended: false }
    }

    pub(crate) fn end(mut self, result: &Result<Option<Response>>) {
        let size = |response: &Response| response.payload().len();
        let response_size = result.as_ref().ok().and_then(|response| response.as_ref().map(size));
        self.tell(Outcome::of(self.call.codec, result), response_size);
    }

    fn tell(&mut self, outcome: Outcome, response_size: Option<usize>) {
        self.ended = true;
        let duration = now().saturating_duration_since(self.start);
        self.observer.call_ended(&self.call, &End { outcome, duration, response_size });
    }
}

impl<O: Observer> Drop for Watch<'_, O> {
    fn drop(&mut self) {
        if !self.ended {
            self.tell(self.call.dropped(), None);
        }
    }
}
