//! Transports: where a message ends, and the next one starts.
//!
//! State machines over buffers, without sockets; asynchronous and blocking ends share them.

#[cfg(any(test, fuzzing))]
pub(crate) mod agreement;
mod buffered;
mod framed;
mod input;

use bytes::{Bytes, BytesMut};

use self::buffered::Buffered;
use self::framed::Framed;
pub(crate) use self::input::{CHUNK, Input};
use crate::error::{Error, Kind, Result};
use crate::message::{Dialect, Envelope};
use crate::protocol::Limits;

/// How messages are told apart on a connection.
///
/// A server finds out what its clients speak; a client must speak what its server expects.
///
/// ```
/// use thrift::Transport;
///
/// assert_eq!(Transport::default(), Transport::Framed);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Transport {
    /// Each message follows its length: what non-blocking servers expect.
    #[default]
    #[doc(alias = "TFramedTransport")]
    Framed,
    /// Messages follow each other: what the oldest and simplest servers expect.
    #[doc(alias = "TBufferedTransport")]
    Buffered,
}

impl Transport {
    /// What a client speaks, by the first bytes it sent; `None` while they are too few to tell.
    ///
    /// A frame starts with its length, which is far below 2³⁰, and then a message; an unframed
    /// message in strict Binary starts with `0x80`, in Compact with `0x82`, and in JSON with a
    /// bracket. An unframed message in old Binary starts with the length of a name and then the
    /// name, whose first letter no message starts with.
    pub(crate) fn detect(input: &[u8]) -> Option<Self> {
        match input {
            [b'[' | 0x80..=0xff, ..] => Some(Self::Buffered),
            [_, _, _, _, b'[' | 0x00 | 0x80..=0xff, ..] => Some(Self::Framed),
            [_, _, _, _, _, ..] => Some(Self::Buffered),
            _ => None,
        }
    }

    /// Appends a whole message.
    ///
    /// # Errors
    ///
    /// Fails when it is longer than the format can say; then nothing is appended.
    pub(crate) fn write(
        self,
        out: &mut Vec<u8>,
        dialect: Dialect,
        envelope: &Envelope<'_>,
        payload: &[u8],
    ) -> Result<()> {
        let start = out.len();
        let written = match self {
            Self::Framed => framed::write(out, dialect, envelope, payload),
            Self::Buffered => dialect.write(out, envelope, payload),
        };
        if written.is_err() {
            out.truncate(start);
        }
        written
    }
}

/// Takes messages out of the bytes of one direction of a connection.
#[derive(Debug)]
pub(crate) enum Splitter {
    Framed(Framed),
    Buffered(Buffered),
}

impl Splitter {
    pub(crate) fn new(transport: Transport, limits: Limits) -> Self {
        match transport {
            Transport::Framed => Self::Framed(Framed::new(limits)),
            Transport::Buffered => Self::Buffered(Buffered::new(limits)),
        }
    }

    /// Takes the next message out of `input`, without its frame; `None` while it is not all
    /// there.
    ///
    /// # Errors
    ///
    /// Fails on bytes that cannot be a message within the limits. The connection is then out of
    /// step for good.
    pub(crate) fn next(&mut self, input: &mut BytesMut) -> Result<Option<Bytes>> {
        match self {
            Self::Framed(framed) => {
                framed.next(input).map_err(|error| if is_tls(input) { speaks_tls() } else { error })
            }
            // An alert is shorter than what tells that it is no message.
            Self::Buffered(buffered) => match buffered.next(input) {
                Ok(None) | Err(_) if is_tls(input) => Err(speaks_tls()),
                next => next,
            },
        }
    }

    /// How many bytes are missing of the message at the start of `input`, if it says so.
    pub(crate) fn missing(&self, input: &[u8]) -> Option<usize> {
        match self {
            Self::Framed(_) => Framed::missing(input),
            Self::Buffered(_) => None,
        }
    }
}

/// Whether what cannot be a message is a record of TLS, an alert or the start of a handshake, in any
/// version since SSL 3.0 (RFC 8446, section 5.1).
fn is_tls(input: &[u8]) -> bool {
    matches!(input, [21 | 22, 3, 0..=4, ..])
}

#[cold]
fn speaks_tls() -> Error {
    Error::new(Kind::Version, "the peer speaks TLS, and this end of the connection does not")
}

/// Memory that a buffer may keep while its connection is idle.
///
/// A server that answers as fast as it is asked is idle between any two calls. Giving back each
/// buffer then costs more than copying its bytes: the allocator returns large blocks to the
/// system, and every page of the next one is a fault. Buffers grow with what passes through
/// them, so a connection of short calls keeps far less.
pub(crate) const KEPT_WHEN_IDLE: usize = 256 * 1024;

/// Gives back a buffer if it is empty and large.
pub(crate) fn release(bytes: &mut Vec<u8>) {
    if bytes.is_empty() && bytes.capacity() > KEPT_WHEN_IDLE {
        *bytes = Vec::new();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::MessageType;
    use crate::protocol::Protocol;

    #[test]
    fn each_transport_is_told_from_the_other_in_every_protocol() {
        for protocol in Protocol::ALL {
            for transport in [Transport::Framed, Transport::Buffered] {
                let envelope = Envelope { name: "f".into(), kind: MessageType::Call, seqid: 0 };
                let mut out = Vec::new();
                transport.write(&mut out, Dialect::of(*protocol), &envelope, b"").unwrap();
                assert_eq!(Transport::detect(&out), Some(transport), "{protocol:?}");
                assert!(Transport::detect(&out[..4]).is_none_or(|found| found == transport));
            }
        }
    }

    #[test]
    fn a_record_of_tls_is_told_from_a_message_that_is_too_long() {
        let hello = b"\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03";
        let alert = b"\x15\x03\x03\0\x02\x02\x46";
        for record in [&hello[..], alert] {
            for transport in [Transport::Framed, Transport::Buffered] {
                let mut splitter = Splitter::new(transport, Limits::NETWORK);
                let error = splitter.next(&mut BytesMut::from(record)).unwrap_err();
                assert_eq!(error.kind(), Kind::Version);
                let text = "the peer speaks TLS, and this end of the connection does not";
                assert_eq!(error.to_string(), text);
            }
        }
    }
}
