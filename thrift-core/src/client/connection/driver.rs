//! The task of a connection: writes calls, reads replies and matches them.

use core::pin::Pin;
use core::task::{Context, Poll, ready};
use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::time::{Sleep, sleep_until};

use super::pending::Answer;
use super::shared::{Batch, Shared};
use crate::error::{Error, Result};
use crate::failure;
use crate::message;
use crate::net::Output;
use crate::transport::{Arrival, Input};

/// Replies that may be handed out at once, however few calls wait.
const FEW: usize = 16;

/// Moves the bytes of one connection until it breaks.
///
/// One task does both directions, so that a call alone on its connection costs two switches
/// between tasks: caller to driver and back.
#[derive(Debug)]
pub(super) struct Driver<Io> {
    io: Io,
    shared: Arc<Shared>,
    input: Input,
    output: Output,
    /// The batch in the output, save its bytes; empty when the output is.
    batch: Batch,
    /// Set for the first call that may be late.
    alarm: Option<Pin<Box<Sleep>>>,
    /// Whether there may be replies in the input that are not handed out yet.
    has_more: bool,
}

impl<Io> Driver<Io> {
    pub(super) fn new(io: Io, shared: Arc<Shared>, (input, output): (Input, Output)) -> Self {
        let batch = Batch::default();
        Self { io, shared, input, output, batch, alarm: None, has_more: false }
    }
}

impl<Io: AsyncRead + AsyncWrite + Unpin> Driver<Io> {
    /// Runs until the connection breaks, and returns why.
    fn poll_broken(&mut self, cx: &mut Context<'_>) -> Poll<Error> {
        // Before the look at the calls: one that comes after the look wakes this task.
        self.shared.register(cx.waker());
        loop {
            let moved = self.poll_write(cx).and_then(|wrote| Ok(self.poll_read(cx)? | wrote));
            match moved {
                Ok(true) if self.has_more => {
                    cx.waker().wake_by_ref();
                    break;
                }
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => return Poll::Ready(error),
            }
        }
        self.poll_alarm(cx);
        if self.shared.is_idle() {
            self.input.release();
            self.output.release();
            self.batch.release();
            self.shared.release();
        }
        Poll::Pending
    }

    /// Fails the calls that are late.
    fn poll_alarm(&mut self, cx: &mut Context<'_>) {
        while let Some(end) = self.shared.alarm() {
            let end = end.into();
            let alarm = self.alarm.get_or_insert_with(|| Box::pin(sleep_until(end)));
            if alarm.deadline() != end {
                alarm.as_mut().reset(end);
            }
            if alarm.as_mut().poll(cx).is_pending() {
                break;
            }
            self.shared.expire();
        }
    }

    /// Writes all calls that are there in one go; `false` if that is none or the peer is slow.
    fn poll_write(&mut self, cx: &mut Context<'_>) -> Result<bool> {
        if self.output.is_empty() {
            self.shared.take_batch(&mut self.batch);
            self.output.exchange(&mut self.batch.bytes);
        }
        if self.output.is_empty() {
            return Ok(false);
        }
        let Poll::Ready(written) = self.output.poll_write(&mut self.io, cx) else {
            return Ok(false);
        };
        if let Err(error) = written {
            self.stop_writing(&error.into());
            return Ok(false);
        }
        for seqid in self.batch.oneways.drain(..) {
            self.shared.answer(seqid, Answer::Written)?;
        }
        Ok(true)
    }

    /// Takes no more calls, and goes on reading: the peer may have answered earlier ones before it
    /// went, and the end of its replies says when there are no more.
    #[cold]
    fn stop_writing(&mut self, why: &Error) {
        self.output.clear();
        self.shared.refuse(&why.to_string(), &mut self.batch);
    }

    /// Reads once, unless there is more from the last time, and answers calls whose replies are all
    /// there; `false` if nothing came.
    fn poll_read(&mut self, cx: &mut Context<'_>) -> Result<bool> {
        if self.has_more {
            self.hand_out()?;
            return Ok(true);
        }
        let Poll::Ready(read) = self.input.poll_read(&mut self.io, cx) else {
            return Ok(false);
        };
        if read? == 0 {
            return Err(failure::peer_closed(!self.input.is_empty()));
        }
        self.hand_out()?;
        Ok(true)
    }

    /// Answers half of the calls that wait, as far as their replies are there.
    ///
    /// Who calls again when a call is answered then has those calls sent before the other half is
    /// answered. Otherwise all calls of a connection would go out at once, and all replies come back
    /// at once, while client and server wait for each other.
    fn hand_out(&mut self) -> Result<()> {
        for _ in 0..FEW.max(self.shared.waiting() / 2) {
            let Some(arrival) = self.input.next()? else {
                self.has_more = false;
                return Ok(());
            };
            self.deliver(arrival)?;
        }
        self.has_more = !self.input.is_empty();
        Ok(())
    }

    /// Hands a message to the call that waits for it. The call itself looks at the rest of it.
    fn deliver(&self, arrival: Arrival) -> Result<()> {
        let seqid = message::seqid(&arrival)?;
        self.shared.answer(seqid, Answer::Message(arrival))
    }
}

impl<Io: AsyncRead + AsyncWrite + Unpin> Future for Driver<Io> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let driver = self.get_mut();
        let why = ready!(driver.poll_broken(cx));
        driver.shared.end(&why.to_string());
        Poll::Ready(())
    }
}

impl<Io> Drop for Driver<Io> {
    fn drop(&mut self) {
        // No call must wait for a driver that is gone, as it is when its runtime ends.
        self.shared.close("its runtime ended");
    }
}
