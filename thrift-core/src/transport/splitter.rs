//! Which transport a peer speaks, and its messages.

use bytes::BytesMut;

use super::buffered::Buffered;
use super::framed::Framed;
use super::header::{self, Header, MAGIC};
use super::{Arrival, Transport, Wrapping, zlib};
use crate::error::{Error, Kind, Result};
use crate::protocol::Limits;

/// What a peer speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spoken {
    Plain(Transport),
    /// Any transport, with all of its bytes in one zlib stream.
    Zlib,
}

impl Spoken {
    /// What a client speaks, by the first bytes it sent; `None` while they are too few to tell.
    ///
    /// A frame starts with its length, which is far below 2³⁰, and then a header or a message; an
    /// unframed message in strict Binary starts with `0x80`, in Compact with `0x82`, and in JSON with a
    /// bracket. An unframed message in old Binary starts with the length of a name, which is short,
    /// and then the name, whose first letter no message starts with. A zlib stream starts with `0x78`
    /// and a byte that makes both together a multiple of 31. What is in a frame may be another one, with a
    /// header: then a length follows the length, which is shorter by its own four bytes.
    pub(super) fn detect(input: &[u8]) -> Option<Self> {
        Some(Self::Plain(match input {
            [b'[' | 0x80..=0xff, ..] => Transport::Buffered,
            [0x78, 0x01 | 0x5e | 0x9c | 0xda, ..] => return Some(Self::Zlib),
            [_, _, _, _, magic @ ..] if magic.starts_with(&MAGIC) => Transport::Header,
            [_, _, _, _, magic @ ..] if MAGIC.starts_with(magic) => return None,
            [_, _, _, _, b'[' | 0x00 | 0x80..=0xff, ..] => Transport::Framed,
            // No name of old Binary is 16 MiB long.
            [long @ 0x01..=0x3f, _, _, _, less, ..] if long.wrapping_sub(*less) <= 1 => {
                Transport::Framed
            }
            [_, _, _, _, _, ..] => Transport::Buffered,
            _ => return None,
        }))
    }

    /// Whether the first message may become longer than what has arrived of it.
    pub(super) fn expands(self, input: &[u8]) -> bool {
        match self {
            Self::Plain(Transport::Header) => header::expands(input),
            Self::Plain(Transport::Framed) => header::expands_in_frame(input),
            Self::Plain(_) => false,
            Self::Zlib => true,
        }
    }
}

/// Takes messages out of the bytes of one direction of a connection.
#[derive(Debug)]
pub(super) enum Splitter {
    Framed(Framed),
    Buffered(Buffered),
    Header(Header),
    Zlib(zlib::Stream),
}

impl Splitter {
    pub(super) fn new(transport: Transport, limits: Limits) -> Self {
        match transport {
            Transport::Framed => Self::Framed(Framed::new(limits)),
            Transport::Buffered => Self::Buffered(Buffered::new(limits)),
            Transport::Header => Self::Header(Header::new(limits)),
            Transport::FramedHeader => Self::Header(Header::in_frames(limits)),
        }
    }

    /// Takes the next message out of `input`; `None` while it is not all there.
    ///
    /// # Errors
    ///
    /// Fails on bytes that cannot be a message within the limits. The connection is then out of
    /// step for good.
    pub(super) fn next(&mut self, input: &mut BytesMut) -> Result<Option<Arrival>> {
        let arrival = |wrapping| |message| Arrival { wrapping, message: Ok(message) };
        match self {
            Self::Framed(framed) => match framed.next(input) {
                Err(_) if is_tls(input) => Err(speaks_tls()),
                Ok(Some(frame)) if header::is_in_frame(&frame) => {
                    header::in_frame(&frame, framed.most).map(Some)
                }
                next => Ok(next?.map(arrival(Wrapping::Framed))),
            },
            // An alert is shorter than what tells that it is no message.
            Self::Buffered(buffered) => match buffered.next(input) {
                Ok(None) | Err(_) if is_tls(input) => Err(speaks_tls()),
                next => Ok(next?.map(arrival(Wrapping::Buffered))),
            },
            Self::Header(header) => match header.next(input) {
                Err(_) if is_tls(input) => Err(speaks_tls()),
                next => next,
            },
            Self::Zlib(stream) => stream.next(input),
        }
    }

    /// How many bytes are missing of the message at the start of `input`, if it says so.
    pub(super) fn missing(&self, input: &[u8]) -> Option<usize> {
        match self {
            Self::Framed(_) | Self::Header(_) => Framed::missing(input),
            Self::Buffered(_) | Self::Zlib(_) => None,
        }
    }

    /// Whether the next message may become longer than what has arrived of it.
    pub(super) fn expands(&self, input: &[u8]) -> bool {
        match self {
            Self::Framed(_) => header::expands_in_frame(input),
            Self::Buffered(_) => false,
            Self::Header(header) => header.expands(input),
            Self::Zlib(stream) => !input.is_empty() || stream.waits(),
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

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;
    use crate::message::{Dialect, Envelope, MessageType};
    use crate::protocol::Protocol;
    use crate::transport::Outgoing;
    use crate::transport::header::Head;

    /// A message by each transport that carries the protocol.
    fn written(protocol: Protocol) -> Vec<(Transport, Vec<u8>)> {
        let head = Head::new(0, protocol);
        let written = |transport, wrapping: Wrapping| {
            let envelope = Envelope { name: "f".into(), kind: MessageType::Call, seqid: 0 };
            let mut out = Outgoing::default();
            wrapping
                .write(&mut out, Dialect::of(protocol), &envelope, &Bytes::new().into())
                .unwrap();
            (transport, out.into_vec())
        };
        let mut all = vec![
            written(Transport::Framed, Wrapping::Framed),
            written(Transport::Buffered, Wrapping::Buffered),
        ];
        if protocol != Protocol::Json {
            all.push(written(Transport::Header, Wrapping::Header(Box::new(head))));
        }
        all
    }

    #[test]
    fn each_transport_is_told_from_the_others_in_every_protocol() {
        for (transport, bytes) in Protocol::ALL.iter().flat_map(|protocol| written(*protocol)) {
            let spoken = Some(Spoken::Plain(transport));
            assert_eq!(Spoken::detect(&bytes), spoken, "{bytes:02x?}");
            for end in 0..bytes.len() {
                let early = Spoken::detect(&bytes[..end]);
                assert!(early.is_none() || early == spoken, "{:02x?}", &bytes[..end]);
            }
        }
    }

    #[test]
    fn a_header_shows_when_all_of_its_magic_is_there() {
        assert_eq!(Spoken::detect(b"\0\0\0\x20"), None);
        assert_eq!(Spoken::detect(b"\0\0\0\x20\x0f"), None);
        let header = Some(Spoken::Plain(Transport::Header));
        assert_eq!(Spoken::detect(b"\0\0\0\x20\x0f\xff"), header);
        // A name of old Binary that starts with a control character.
        let buffered = Some(Spoken::Plain(Transport::Buffered));
        assert_eq!(Spoken::detect(b"\0\0\0\x20\x0fa"), buffered);
    }

    #[test]
    fn a_zlib_stream_is_told_by_its_first_two_bytes() {
        assert_eq!(Spoken::detect(b"\x78"), None);
        for second in 0..=u8::MAX {
            // Bit 5 asks for a dictionary, which nobody has.
            let is_zlib =
                u16::from_be_bytes([0x78, second]).is_multiple_of(31) && second & 0x20 == 0;
            assert_eq!(Spoken::detect(&[0x78, second]) == Some(Spoken::Zlib), is_zlib, "{second}");
        }
    }

    #[test]
    fn a_record_of_tls_is_told_from_a_message_that_is_too_long() {
        let hello = b"\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03";
        let alert = b"\x15\x03\x03\0\x02\x02\x46";
        for record in [&hello[..], alert] {
            for transport in [Transport::Framed, Transport::Buffered, Transport::Header] {
                let mut splitter = Splitter::new(transport, Limits::NETWORK);
                let error = splitter.next(&mut BytesMut::from(record)).unwrap_err();
                assert_eq!(error.kind(), Kind::Version);
                let text = "the peer speaks TLS, and this end of the connection does not";
                assert_eq!(error.to_string(), text);
            }
        }
    }
}
