//! Bytes that arrive, and the messages in them.

use bytes::{Bytes, BytesMut};

use super::{KEPT_WHEN_IDLE, Splitter, Transport};
use crate::error::Result;
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
    transport: Option<Transport>,
    splitter: Option<Splitter>,
    limits: Limits,
}

impl Input {
    /// An input whose transport is known.
    pub(crate) fn new(transport: Transport, limits: Limits) -> Self {
        let mut input = Self::detecting(limits);
        input.transport = Some(transport);
        input
    }

    /// An input whose transport shows in its first bytes.
    pub(crate) fn detecting(limits: Limits) -> Self {
        Self { bytes: BytesMut::new(), peak: 0, transport: None, splitter: None, limits }
    }

    /// Takes the next message, without its frame, and the transport it came by; `None` while it
    /// is not all there.
    ///
    /// # Errors
    ///
    /// Fails on bytes that cannot be a message; the input is then out of step for good.
    pub(crate) fn next(&mut self) -> Result<Option<(Transport, Bytes)>> {
        let Some(transport) = self.transport.or_else(|| Transport::detect(&self.bytes)) else {
            return Ok(None);
        };
        self.transport = Some(transport);
        self.peak = self.peak.max(self.bytes.len());
        let limits = self.limits;
        let splitter = self.splitter.get_or_insert_with(|| Splitter::new(transport, limits));
        let message = splitter.next(&mut self.bytes)?;
        Ok(message.map(|message| (transport, self.detached(message))))
    }

    /// Copies a message that is short for its buffer, or else it would keep all of it.
    fn detached(&self, message: Bytes) -> Bytes {
        if self.peak > KEPT_WHEN_IDLE && message.len() < self.peak / SHORT {
            return Bytes::copy_from_slice(&message);
        }
        message
    }

    /// Whether every byte that arrived belonged to a message that was taken.
    pub(crate) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// How many bytes are there.
    pub(crate) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Throws away what arrived.
    pub(crate) fn clear(&mut self) {
        self.bytes = BytesMut::new();
        self.peak = 0;
    }

    /// Gives back the buffer if it is empty and large.
    pub(crate) fn release(&mut self) {
        if self.bytes.is_empty() && self.peak > KEPT_WHEN_IDLE {
            self.clear();
        }
    }

    /// Takes bytes that were read elsewhere, [`CHUNK`] of them at most.
    pub(crate) fn append(&mut self, bytes: &[u8]) {
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
        let missing = self.splitter.as_ref().and_then(|splitter| splitter.missing(&self.bytes));
        let more = match missing {
            Some(missing) => missing.min(GROWTH_IN_FRAME * there).max(CHUNK),
            None => there,
        };
        self.bytes.reserve(more.min(GROWTH));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(input.next().unwrap(), None);
        read(&mut input, b"\0\0\0\x02\x80");
        assert_eq!(input.next().unwrap(), None);
        read(&mut input, b"\x01");
        let message = Bytes::from_static(b"\x80\x01");
        assert_eq!(input.next().unwrap(), Some((Transport::Framed, message)));
        assert!(input.is_empty());
    }

    #[test]
    fn a_long_message_grows_its_buffer_as_it_arrives() {
        let mut input = Input::new(Transport::Framed, Limits::NETWORK);
        let length = 3 * GROWTH;
        read(&mut input, &u32::try_from(length).unwrap().to_be_bytes());
        assert!(input.bytes.capacity() < 1024);
        for part in vec![7; length].chunks(100_000) {
            assert_eq!(input.next().unwrap(), None);
            read(&mut input, part);
            assert!(input.bytes.capacity() <= 5 * input.bytes.len() + CHUNK);
        }
        let (_, message) = input.next().unwrap().unwrap();
        assert_eq!(message.len(), length);
        input.release();
        assert_eq!(input.bytes.capacity(), 0);
    }

    #[test]
    fn a_short_message_does_not_keep_the_buffer_of_a_long_one() {
        let mut input = Input::new(Transport::Framed, Limits::NETWORK);
        let length = u32::try_from(GROWTH).unwrap();
        read(&mut input, &[&length.to_be_bytes()[..], &vec![7; GROWTH], b"\0\0\0\x02ab"].concat());
        let (_, long) = input.next().unwrap().unwrap();
        let (_, short) = input.next().unwrap().unwrap();
        assert_eq!((long.len(), &short[..]), (GROWTH, &b"ab"[..]));
        assert!(short.is_unique());
    }
}
