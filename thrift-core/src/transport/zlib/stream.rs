//! A connection all of whose bytes are compressed, `TZlibTransport`.

use bytes::{Buf, BytesMut};

use super::Inflate;
use crate::error::Result;
use crate::protocol::Limits;
use crate::transport::{Arrival, CHUNK, Input};

/// Takes messages out of one direction of such a connection.
#[derive(Debug)]
pub(in crate::transport) struct Stream {
    inflate: Inflate,
    /// What came out, which is decompressed no further than to the end of a message.
    content: Box<Input>,
}

impl Stream {
    pub(in crate::transport) fn new(content: Input) -> Self {
        Self { inflate: Inflate::new(), content: Box::new(content) }
    }

    /// One that shows in its first bytes what is in it.
    #[expect(clippy::unnecessary_wraps, reason = "a build without zlib has none")]
    pub(in crate::transport) fn detecting(limits: Limits) -> Result<Self> {
        Ok(Self::new(Input::within_zlib(limits)))
    }

    pub(in crate::transport) fn next(&mut self, input: &mut BytesMut) -> Result<Option<Arrival>> {
        loop {
            if let Some(arrival) = self.content.next()? {
                return Ok(Some(arrival));
            }
            let (mut rest, mut piece) = (&input[..], [0; CHUNK]);
            let count = self.inflate.step(&mut rest, &mut piece)?;
            let taken = input.len() - rest.len();
            input.advance(taken);
            if count == 0 {
                return Ok(None);
            }
            self.content.append(&piece[..count]);
        }
    }

    /// Whether more may come out of what was taken in.
    pub(in crate::transport) fn waits(&self) -> bool {
        self.inflate.full
    }

    /// How many bytes came out and are not taken yet.
    pub(in crate::transport) fn len(&self) -> usize {
        self.content.len()
    }

    /// Whether every byte that came out belonged to a message that was taken, and nothing waits.
    pub(in crate::transport) fn is_empty(&self) -> bool {
        self.content.is_empty() && !self.waits()
    }

    /// Throws away what came out.
    #[cfg(feature = "net")]
    pub(in crate::transport) fn clear(&mut self) {
        self.content.clear();
    }

    /// Gives back the buffer if it is empty and large.
    pub(in crate::transport) fn release(&mut self) {
        self.content.release();
    }
}
