//! Bytes that arrive, and the messages in them.

use bytes::{Bytes, BytesMut};

use super::splitter::{Splitter, Spoken};
use super::{Arrival, KEPT_WHEN_IDLE, Transport, zlib};
use crate::error::{Error, Kind, Result};
#[cfg(feature = "http")]
use crate::http::Start;
use crate::protocol::Limits;

/// How much is read at once until a message turns out to be longer.
pub(crate) const CHUNK: usize = 16 * 1024;

/// How much the buffer of a long message grows at once, at most.
const GROWTH: usize = 1024 * 1024;

/// How much the buffer of a frame grows at once, as a multiple of what has arrived of it.
const GROWTH_IN_FRAME: usize = 4;

/// A message is short for a large buffer when it is so many times shorter.
const SHORT: usize = 16;

/// The bytes that arrived and are not taken yet.
///
/// Whoever reads asks for [`room`](Self::room), and takes the bytes over its own stack where there
/// is none. The buffer is never larger than a constant times the bytes that arrived, whatever length
/// a message announces.
#[derive(Debug)]
pub(crate) struct Input {
    bytes: BytesMut,
    /// The most bytes that were there at once since the buffer was last given back.
    peak: usize,
    /// `None` until it shows what the peer speaks.
    splitter: Option<Splitter>,
    limits: Limits,
    /// Whether what is inside may be a zlib stream: not in one.
    may_be_zlib: bool,
}

impl Input {
    /// An input whose transport is known.
    pub(crate) fn new(transport: Transport, limits: Limits) -> Self {
        Self { splitter: Some(Splitter::new(transport, limits)), ..Self::detecting(limits) }
    }

    /// An input that shows in its first bytes what the peer speaks.
    pub(crate) fn detecting(limits: Limits) -> Self {
        Self { bytes: BytesMut::new(), peak: 0, splitter: None, limits, may_be_zlib: true }
    }

    /// An input all of which is a zlib stream, whose transport is known.
    #[cfg(feature = "zlib")]
    pub(crate) fn zlib(transport: Transport, limits: Limits) -> Self {
        let stream = zlib::Stream::new(Self::new(transport, limits));
        Self { splitter: Some(Splitter::Zlib(stream)), ..Self::detecting(limits) }
    }

    /// An input that is what came out of a zlib stream: there is no other one in it.
    #[cfg(feature = "zlib")]
    pub(super) fn within_zlib(limits: Limits) -> Self {
        Self { may_be_zlib: false, ..Self::detecting(limits) }
    }

    /// Takes the next message; `None` while it is not all there.
    ///
    /// # Errors
    ///
    /// Fails on bytes that cannot be a message; the input is then out of step for good.
    pub(crate) fn next(&mut self) -> Result<Option<Arrival>> {
        self.peak = self.peak.max(self.bytes.len());
        if self.splitter.is_none() {
            self.splitter = self.detect()?;
        }
        let Some(splitter) = &mut self.splitter else { return Ok(None) };
        let arrival = splitter.next(&mut self.bytes)?;
        Ok(arrival.map(|arrival| self.detached(arrival)))
    }

    fn detect(&self) -> Result<Option<Splitter>> {
        let splitter = match Spoken::detect(&self.bytes) {
            Some(Spoken::Plain(transport)) => Splitter::new(transport, self.limits),
            Some(Spoken::Zlib) if self.may_be_zlib => {
                Splitter::Zlib(zlib::Stream::detecting(self.limits)?)
            }
            Some(Spoken::Zlib) => return Err(zlib_in_zlib()),
            None => return Ok(None),
        };
        Ok(Some(splitter))
    }

    /// Copies a message that is short for its buffer, or else it would keep all of it.
    fn detached(&self, mut arrival: Arrival) -> Arrival {
        if let Ok(message) = &mut arrival.message
            && self.peak > KEPT_WHEN_IDLE
            && message.len() < self.peak / SHORT
        {
            *message = Bytes::copy_from_slice(message);
        }
        arrival
    }

    /// Whether the next message may become longer than what has arrived of it.
    pub(crate) fn expands(&self) -> bool {
        match &self.splitter {
            Some(splitter) => splitter.expands(&self.bytes),
            None => Spoken::detect(&self.bytes).is_some_and(|spoken| spoken.expands(&self.bytes)),
        }
    }

    /// What the first bytes tell, as long as nothing else is known.
    #[cfg(feature = "http")]
    pub(crate) fn start(&self) -> Start {
        if self.splitter.is_some() { Start::Other } else { Start::of(&self.bytes) }
    }

    /// Takes what arrived, whatever it is.
    #[cfg(feature = "http")]
    pub(crate) fn take(&mut self) -> Bytes {
        self.bytes.split().freeze()
    }

    /// How many bytes are there.
    pub(crate) fn len(&self) -> usize {
        self.bytes.len() + self.stream().map_or(0, zlib::Stream::len)
    }

    /// Throws away what arrived.
    #[cfg(feature = "net")]
    pub(crate) fn clear(&mut self) {
        self.give_back();
        if let Some(stream) = self.stream_mut() {
            stream.clear();
        }
    }

    /// Whether all that the peer sends is in a zlib stream, as all that it gets must be then.
    pub(crate) fn is_zlib(&self) -> bool {
        self.stream().is_some()
    }

    /// Whether every byte that arrived belonged to a message that was taken.
    pub(crate) fn is_empty(&self) -> bool {
        self.bytes.is_empty() && self.stream().is_none_or(zlib::Stream::is_empty)
    }

    /// Gives back the buffer if it is empty and large.
    pub(crate) fn release(&mut self) {
        if self.bytes.is_empty() && self.peak > KEPT_WHEN_IDLE {
            self.give_back();
        }
        if let Some(stream) = self.stream_mut() {
            stream.release();
        }
    }

    /// Whether the buffer takes more than that of an idle connection should.
    #[cfg(feature = "net")]
    pub(crate) fn is_large(&self) -> bool {
        self.bytes.capacity() > CHUNK
    }

    /// Gives back the buffer, and what is in it.
    pub(crate) fn give_back(&mut self) {
        self.bytes = BytesMut::new();
        self.peak = 0;
    }

    fn stream(&self) -> Option<&zlib::Stream> {
        match &self.splitter {
            Some(Splitter::Zlib(stream)) => Some(stream),
            _ => None,
        }
    }

    fn stream_mut(&mut self) -> Option<&mut zlib::Stream> {
        match &mut self.splitter {
            Some(Splitter::Zlib(stream)) => Some(stream),
            _ => None,
        }
    }

    /// Takes bytes that were read elsewhere, [`CHUNK`] of them at most.
    pub(crate) fn append(&mut self, bytes: &[u8]) {
        // The beginning of a long message should not move when the rest of it comes.
        if self.bytes.is_empty()
            && bytes.len() >= CHUNK
            && let Some(rest @ 1..) = self.missing(bytes)
        {
            self.bytes.reserve(bytes.len() + more_of_frame(rest, bytes.len()));
        }
        self.bytes.extend_from_slice(bytes);
    }

    /// The buffer, with room for more of a long message: what is read goes behind what it holds.
    ///
    /// `None` while there is too little for that: a connection without traffic holds no buffer.
    pub(crate) fn room(&mut self) -> Option<&mut BytesMut> {
        if self.bytes.len() < CHUNK {
            return None;
        }
        self.grow();
        Some(&mut self.bytes)
    }

    /// Makes room for the rest of the message, as far as what has arrived of it justifies.
    fn grow(&mut self) {
        let there = self.bytes.len();
        if self.bytes.capacity() - there >= CHUNK {
            return;
        }
        let more = match self.missing(&self.bytes) {
            Some(missing) => more_of_frame(missing, there),
            None => there.min(GROWTH),
        };
        self.bytes.reserve(more);
    }

    fn missing(&self, bytes: &[u8]) -> Option<usize> {
        self.splitter.as_ref()?.missing(bytes)
    }
}

/// How much the buffer grows for a frame of which so much is missing, and so much there.
///
/// Beyond the frame, so that one look at the stream tells that there is no more for now, or takes
/// the beginning of the next frame as well.
fn more_of_frame(missing: usize, there: usize) -> usize {
    missing.min(GROWTH_IN_FRAME * there).min(GROWTH) + CHUNK
}

#[cfg(test)]
impl Input {
    /// Whether it has shown that each message is in a frame.
    pub(crate) fn is_framed(&self) -> bool {
        matches!(self.splitter, Some(Splitter::Framed(_)))
    }

    /// The next message alone.
    pub(crate) fn next_message(&mut self) -> Result<Option<Bytes>> {
        self.next()?.map(|arrival| arrival.message).transpose()
    }
}

#[cold]
fn zlib_in_zlib() -> Error {
    Error::new(Kind::Invalid, "there is a zlib stream inside of a zlib stream")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::Wrapping;

    fn read(input: &mut Input, bytes: &[u8]) {
        for part in bytes.chunks(CHUNK) {
            match input.room() {
                Some(buffer) => buffer.extend_from_slice(part),
                None => input.append(part),
            }
        }
    }

    #[test]
    fn the_transport_shows_in_the_first_bytes() {
        let mut input = Input::detecting(Limits::NETWORK);
        assert_eq!(input.next_message().unwrap(), None);
        read(&mut input, b"\0\0\0\x02\x80");
        assert_eq!(input.next_message().unwrap(), None);
        read(&mut input, b"\x01");
        let message = Bytes::from_static(b"\x80\x01");
        let arrival = input.next().unwrap().unwrap();
        assert_eq!((arrival.wrapping, arrival.message.unwrap()), (Wrapping::Framed, message));
        assert!(input.is_empty());
    }

    #[test]
    fn a_long_message_grows_its_buffer_as_it_arrives() {
        let mut input = Input::new(Transport::Framed, Limits::NETWORK);
        let length = 3 * GROWTH;
        read(&mut input, &u32::try_from(length).unwrap().to_be_bytes());
        assert!(input.bytes.capacity() < 1024);
        for part in vec![7; length].chunks(100_000) {
            assert_eq!(input.next_message().unwrap(), None);
            read(&mut input, part);
            assert!(input.bytes.capacity() <= 5 * input.bytes.len() + CHUNK);
        }
        let message = input.next_message().unwrap().unwrap();
        assert_eq!(message.len(), length);
        input.release();
        assert_eq!(input.bytes.capacity(), 0);
    }

    #[test]
    fn a_short_message_does_not_keep_the_buffer_of_a_long_one() {
        let mut input = Input::new(Transport::Framed, Limits::NETWORK);
        let length = u32::try_from(GROWTH).unwrap();
        read(&mut input, &[&length.to_be_bytes()[..], &vec![7; GROWTH], b"\0\0\0\x02ab"].concat());
        let long = input.next_message().unwrap().unwrap();
        let short = input.next_message().unwrap().unwrap();
        assert_eq!((long.len(), &short[..]), (GROWTH, &b"ab"[..]));
        assert!(short.is_unique());
    }
}
