//! What the callers of a connection and its driver share.

use core::mem;
use core::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use futures_util::task::AtomicWaker;
use tokio::sync::{Semaphore, SemaphorePermit, oneshot};

use super::pending::{Answer, Pending};
use crate::client::silence::{Asked, Silence};
use crate::error::{Error, Result};
use crate::failure;
use crate::message;
use crate::net::{in_time, now};
use crate::service::Request;
use crate::transport::{Arrival, Outgoing, Wire};

/// Bytes that may wait to be written; a call that would make them more waits for its turn.
///
/// A longer call goes alone.
const ROOM: u32 = 256 * 1024;

/// What a message takes besides its arguments, about.
const HEADER: usize = 64;

/// The state of a connection.
#[derive(Debug)]
pub(super) struct Shared {
    state: Mutex<State>,
    /// The part of [`ROOM`] that is free. It is fair: a long call is not overtaken forever.
    room: Semaphore,
    driver: AtomicWaker,
}

#[derive(Debug, Default)]
struct State {
    batch: Batch,
    pending: Pending,
    closed: Option<Arc<str>>,
    /// Whether that it is closed is only known from writing: what is read says better why.
    unwritable: bool,
    silence: Silence,
}

/// Calls that go out together.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub(super) bytes: Outgoing,
    /// Oneway calls among them: they are done when the batch is written.
    pub(super) oneways: Vec<i32>,
    /// The room that the calls took.
    room: usize,
}

impl Shared {
    pub(super) fn new() -> Self {
        let room = Semaphore::new(ROOM as usize);
        Self { state: Mutex::default(), room, driver: AtomicWaker::new() }
    }

    /// Appends a call to those that go out next, when there is room; `None` if the connection is closed.
    ///
    /// # Errors
    ///
    /// Fails when the time of the call is over, or when it is longer than the format can say.
    pub(super) async fn enqueue(
        &self,
        wire: Wire,
        request: &mut Request,
    ) -> Result<Option<Call<'_>>> {
        let deadline = request.context().deadline();
        let length = request.payload().len() + wire.beside(request) + HEADER;
        let cost = u32::try_from(length).unwrap_or(ROOM).min(ROOM);
        let Some((room, now)) = self.wait_for_room(cost, request).await? else { return Ok(None) };
        let compressed =
            if wire.compresses_messages() { Some(self.compress(wire, request)?) } else { None };
        let mut state = self.lock();
        if state.closed.is_some() {
            return Ok(None);
        }
        let State { batch, pending, silence, .. } = &mut *state;
        let asked = silence.ask(now);
        let first = batch.bytes.is_empty();
        let seqid = match compressed {
            Some((seqid, mut bytes)) => {
                batch.bytes.append(&mut bytes);
                seqid
            }
            None => {
                let seqid = pending.next_seqid();
                message::write(request, wire, seqid, &mut batch.bytes)?;
                seqid
            }
        };
        batch.add(request, seqid);
        batch.room += cost as usize;
        // The driver frees it when it takes the batch.
        room.forget();
        let alarm = pending.alarm();
        let answer = pending.wait(seqid, deadline);
        let earlier = pending.alarm() != alarm;
        drop(state);
        if first || earlier {
            self.driver.wake();
        }
        Ok(Some(Call { shared: self, seqid, asked, answer, answered: false }))
    }

    /// The room for a call, and when it had it; `None` if the connection is closed.
    ///
    /// # Errors
    ///
    /// Fails when the time of the call is over.
    async fn wait_for_room(
        &self,
        cost: u32,
        request: &Request,
    ) -> Result<Option<(SemaphorePermit<'_>, Instant)>> {
        let deadline = request.context().deadline();
        let mut waiting = None;
        let end = || {
            waiting = Some(self.lock().silence.ask(now()));
            deadline
        };
        let room = match in_time(pin!(self.room.acquire_many(cost)), end).await {
            Some(Ok(room)) => Some(room),
            Some(Err(_)) => return Ok(None),
            None => None,
        };
        let now = now();
        if let Some(room) = room
            && deadline.is_none_or(|deadline| deadline > now)
        {
            return Ok(Some((room, now)));
        }
        if let (Some(asked), Some(deadline)) = (waiting, deadline) {
            // It is free when the peer reads: to wait for it is to wait for the peer.
            self.lock().silence.miss(asked, deadline);
        }
        Err(failure::no_answer(request.method()))
    }

    /// Writes a call that is compressed for itself: that takes too long for others to wait meanwhile.
    fn compress(&self, wire: Wire, request: &Request) -> Result<(i32, Outgoing)> {
        let seqid = self.lock().pending.next_seqid();
        let mut bytes = Outgoing::default();
        message::write(request, wire, seqid, &mut bytes)?;
        Ok((seqid, bytes))
    }

    /// Has the driver woken when there is something to write.
    pub(super) fn register(&self, driver: &core::task::Waker) {
        self.driver.register(driver);
    }

    /// Takes the calls that wait to be written, in exchange for an empty batch.
    pub(super) fn take_batch(&self, empty: &mut Batch) {
        mem::swap(&mut self.lock().batch, empty);
        if empty.room > 0 {
            self.room.add_permits(mem::take(&mut empty.room));
        }
    }

    /// Answers a call, unless it was forgotten.
    ///
    /// # Errors
    ///
    /// Fails when there was no such call.
    pub(super) fn answer(&self, seqid: i32, answer: Answer) -> Result<()> {
        let mut state = self.lock();
        if matches!(answer, Answer::Message(_)) {
            state.silence.hear();
        }
        let waiting = state.pending.take(seqid)?;
        drop(state);
        if let Some(waiting) = waiting {
            // It fails when the call was dropped since: then nobody wants the answer.
            let _: Result<(), Answer> = waiting.send(answer);
        }
        Ok(())
    }

    /// How many calls wait to be answered.
    pub(super) fn waiting(&self) -> usize {
        self.lock().pending.len()
    }

    /// Whether no call waits to be answered.
    pub(super) fn is_idle(&self) -> bool {
        self.lock().pending.is_empty()
    }

    /// When [`expire`](Self::expire) must be called.
    pub(super) fn alarm(&self) -> Option<Instant> {
        self.lock().pending.alarm()
    }

    /// Fails the calls that waited too long.
    pub(super) fn expire(&self) {
        let late = self.lock().pending.expire(now());
        for waiting in late {
            // It fails when the call was dropped since.
            let _: Result<(), Answer> = waiting.send(Answer::Late);
        }
    }

    /// Gives back the buffer of the next batch if it is empty and large.
    pub(super) fn release(&self) {
        self.lock().batch.release();
    }

    /// Whether further calls may go over it.
    pub(super) fn is_good(&self) -> bool {
        let state = self.lock();
        state.closed.is_none() && !state.silence.is_too_long()
    }

    pub(super) fn is_closed(&self) -> bool {
        self.lock().closed.is_some()
    }

    /// Fails the calls that come, and the oneway calls that are not written, since nothing can be
    /// written; the others wait for what is read. The first reason stays, until that tells a better one.
    pub(super) fn refuse(&self, why: &str, unwritten: &mut Batch) {
        self.lock().unwritable = true;
        self.shut(why, unwritten);
    }

    fn shut(&self, why: &str, unwritten: &mut Batch) {
        let mut state = self.lock();
        state.closed.get_or_insert_with(|| why.into());
        let next = mem::take(&mut state.batch);
        for seqid in unwritten.oneways.drain(..).chain(next.oneways) {
            state.pending.forget(seqid);
        }
        drop(state);
        self.room.close();
    }

    /// Fails the calls that wait, and those that come, with what was found by reading: it says why
    /// nothing could be written, if nothing could.
    pub(super) fn end(&self, why: &str) {
        let mut state = self.lock();
        if mem::take(&mut state.unwritable) {
            state.closed = Some(why.into());
        }
        drop(state);
        self.close(why);
    }

    /// Fails the calls that wait, and those that come; the first reason stays.
    pub(super) fn close(&self, why: &str) {
        self.shut(why, &mut Batch::default());
        // The calls find their senders dropped, and the reason in the state.
        let pending = mem::take(&mut self.lock().pending);
        drop(pending);
    }

    #[cold]
    pub(super) fn closed_error(&self) -> Error {
        let why = self.lock().closed.clone();
        let why = why.as_deref().unwrap_or("its driver ended");
        failure::closed(why)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing that runs under the lock leaves the state half changed.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Batch {
    /// Gives back the buffer if it is empty and large.
    pub(super) fn release(&mut self) {
        self.bytes.release();
    }

    /// Keeps in mind a call whose bytes were appended.
    fn add(&mut self, request: &mut Request, seqid: i32) {
        if request.is_oneway() {
            self.oneways.push(seqid);
        }
        // A call may wait for long, and its arguments are written.
        request.discard_arguments();
    }
}

/// A call on its way; dropping it forgets it.
#[derive(Debug)]
pub(super) struct Call<'a> {
    shared: &'a Shared,
    seqid: i32,
    asked: Asked,
    answer: oneshot::Receiver<Answer>,
    answered: bool,
}

impl Call<'_> {
    /// Waits for the message that answers the call; `None` if it is oneway, once it is written.
    ///
    /// # Errors
    ///
    /// Fails when the connection is closed first, or when the time of the call is over.
    pub(super) async fn answered(mut self, request: &Request) -> Result<Option<Arrival>> {
        let answer = (&mut self.answer).await;
        // From here on the sequence id may be that of another call, so it is not ours to forget.
        self.answered = true;
        match answer {
            Ok(Answer::Message(message)) => Ok(Some(message)),
            Ok(Answer::Written) => Ok(None),
            Ok(Answer::Late) => {
                // It may be asked later than that.
                let end = request.context().deadline().unwrap_or_else(now);
                self.shared.lock().silence.miss(self.asked, end);
                Err(failure::no_answer(request.method()))
            }
            Err(_) => Err(self.shared.closed_error()),
        }
    }
}

impl Drop for Call<'_> {
    fn drop(&mut self) {
        if self.answered {
            return;
        }
        // The receiver is closed first: a driver that has already taken the sender out of the
        // map then fails its send at once, instead of filling a reply that nobody reads. The
        // sequence id it freed cannot be in use again before 2³² more calls.
        self.answer.close();
        self.shared.lock().pending.forget(self.seqid);
    }
}

#[cfg(test)]
mod tests {
    use core::pin::pin;
    use core::task::{Context, Poll, Waker};
    use core::time::Duration;

    use bytes::Bytes;

    use super::*;
    use crate::protocol::{Codec, Limits, Protocol};
    use crate::{Kind, Transport};

    const FRAMED: Wire = Wire::new(Transport::Framed);

    fn request(arguments: usize) -> Request {
        Request::received("f", false, Codec::default(), vec![0; arguments].into())
    }

    fn poll<F: Future>(future: F) -> Poll<F::Output> {
        pin!(future).poll(&mut Context::from_waker(Waker::noop()))
    }

    #[test]
    fn the_room_is_bounded_and_freed_with_the_batch() {
        let shared = Shared::new();
        let mut calls = Vec::new();
        while let Poll::Ready(call) = poll(shared.enqueue(FRAMED, &mut request(1000))) {
            calls.push(call.unwrap().unwrap());
        }
        assert_eq!(calls.len(), ROOM as usize / (1000 + HEADER));

        let mut batch = Batch::default();
        shared.take_batch(&mut batch);
        assert_eq!(batch.bytes.len(), calls.len() * (4 + 13 + 1000));
        assert!(poll(shared.enqueue(FRAMED, &mut request(1000))).is_ready());
    }

    #[test]
    fn a_call_longer_than_the_room_goes_alone() {
        let shared = Shared::new();
        let long = ROOM as usize * 2;
        let first = poll(shared.enqueue(FRAMED, &mut request(long)));
        assert!(first.is_ready());
        assert!(poll(shared.enqueue(FRAMED, &mut request(0))).is_pending());
    }

    #[tokio::test(start_paused = true)]
    async fn waiting_for_room_is_waiting_for_the_peer() {
        let shared = Shared::new();
        // The driver does not take it: the peer has not read what was before.
        let long = shared.enqueue(FRAMED, &mut request(ROOM as usize)).await.unwrap().unwrap();
        for good in [true, false] {
            assert!(shared.is_good());
            let time = crate::Context::new().with_timeout(Duration::from_millis(600));
            let mut late = request(1).with_context(time);
            let error = shared.enqueue(FRAMED, &mut late).await.unwrap_err();
            assert_eq!((error.kind(), shared.is_good()), (Kind::Timeout, good));
        }
        drop(long);
    }

    #[test]
    fn the_buffers_of_a_long_call_are_given_back() {
        let shared = Shared::new();
        // In JSON, since payloads in it are not sent from where they are.
        let codec = Codec::new(Protocol::Json, Limits::NETWORK);
        let long = ROOM as usize * 2;
        let mut request = Request::received("f", false, codec, vec![b' '; long].into());
        drop(poll(shared.enqueue(FRAMED, &mut request)));
        let mut batch = Batch::default();
        shared.take_batch(&mut batch);
        batch.bytes.clear();
        // Buffers change places, so that any of them may have had the long call.
        shared.take_batch(&mut batch);
        assert!(shared.lock().batch.bytes.buffer().capacity() > long);
        shared.release();
        assert_eq!(shared.lock().batch.bytes.buffer().capacity(), 0);
    }

    #[test]
    fn a_dropped_call_is_forgotten() {
        let shared = Shared::new();
        let mut request = request(1);
        let Poll::Ready(call) = poll(shared.enqueue(FRAMED, &mut request)) else {
            panic!("there is room");
        };
        assert!(!shared.is_idle());
        drop(call);
        assert!(shared.is_idle());
        shared.answer(1, Answer::Written).unwrap();
    }

    #[test]
    fn the_first_reason_for_closing_stays() {
        let shared = Shared::new();
        shared.close("the peer closed it");
        shared.close("something else");
        let Poll::Ready(refused) = poll(shared.enqueue(FRAMED, &mut request(1))) else {
            panic!("a closed connection has nothing to wait for");
        };
        assert!(refused.unwrap().is_none());
        let error = shared.closed_error();
        assert_eq!(error.kind(), Kind::Closed);
        assert_eq!(error.to_string(), "the connection is closed: the peer closed it");
    }

    #[test]
    fn what_is_read_says_why_nothing_can_be_written() {
        let shared = Shared::new();
        shared.refuse("broken pipe", &mut Batch::default());
        assert_eq!(shared.closed_error().to_string(), "the connection is closed: broken pipe");
        shared.end("the peer wants a certificate");
        shared.close("its runtime ended");
        let text = "the connection is closed: the peer wants a certificate";
        assert_eq!(shared.closed_error().to_string(), text);

        let shared = Shared::new();
        shared.refuse("broken pipe", &mut Batch::default());
        // Nothing was read that says more.
        shared.close("its runtime ended");
        assert_eq!(shared.closed_error().to_string(), "the connection is closed: broken pipe");
    }

    #[test]
    fn a_call_that_cannot_be_written_leaves_no_trace() {
        let shared = Shared::new();
        let name = "f".repeat(2000);
        let mut request = Request::received(&name, true, Codec::default(), Bytes::new());
        let Poll::Ready(refused) = poll(shared.enqueue(FRAMED, &mut request)) else {
            panic!("there is room");
        };
        assert_eq!(refused.unwrap_err().kind(), Kind::Limit);
        assert!(shared.is_idle());
        let mut batch = Batch::default();
        shared.take_batch(&mut batch);
        assert!(batch.bytes.is_empty() && batch.oneways.is_empty());
        assert_eq!(shared.room.available_permits(), ROOM as usize);
    }
}
