//! Datagrams: each is one message, and nothing else.

use super::Transport;
use super::buffered;
use super::splitter::Spoken;
use crate::error::{Error, Kind, Result};
use crate::protocol::Limits;

/// The longest datagram, in bytes: what a packet of IPv4 holds behind its own header, of 20 bytes, and
/// that of UDP, of 8.
pub(crate) const LONGEST_DATAGRAM: usize = 65_535 - 20 - 8;

/// Checks that a datagram is a message, from its first byte to its last.
///
/// # Errors
///
/// Fails on bytes that are no message, on half of one, and on more than one.
pub(crate) fn check(datagram: &[u8], limits: Limits) -> Result<()> {
    match Spoken::detect(datagram) {
        None | Some(Spoken::Plain(Transport::Buffered)) => {}
        Some(Spoken::Plain(Transport::Framed)) => return Err(wrapped("a frame")),
        Some(Spoken::Plain(Transport::Header | Transport::FramedHeader)) => {
            return Err(wrapped("a frame with a header"));
        }
        Some(Spoken::Zlib) => return Err(wrapped("a zlib stream")),
    }
    match buffered::end(datagram, limits)? {
        Some(end) if end == datagram.len() => Ok(()),
        Some(end) => Err(trailing(datagram.len() - end)),
        None => Err(truncated()),
    }
}

#[cold]
fn wrapped(what: &str) -> Error {
    Error::new(Kind::Invalid, format!("the datagram has {what} around its message"))
}

#[cold]
fn trailing(left: usize) -> Error {
    let message = format!("the datagram goes on behind its message: bytes left: {left}");
    Error::new(Kind::Trailing { left }, message)
}

#[cold]
fn truncated() -> Error {
    Error::new(Kind::Truncated { wanted: 1, left: 0 }, "the datagram ends inside of a message")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::{Dialect, Envelope, MessageType};
    use crate::protocol::Protocol;
    use crate::transport::header::Head;
    use crate::transport::{Outgoing, Wrapping};

    fn written(protocol: Protocol, wrapping: &Wrapping) -> Vec<u8> {
        let envelope = Envelope { name: "f".into(), kind: MessageType::Oneway, seqid: 300 };
        let mut out = Outgoing::default();
        let payload = protocol.empty_struct().into();
        wrapping.write(&mut out, Dialect::of(protocol), &envelope, &payload).unwrap();
        out.into_vec()
    }

    fn refused(datagram: &[u8]) -> Error {
        check(datagram, Limits::NETWORK).unwrap_err()
    }

    #[test]
    fn a_datagram_is_a_message_in_any_protocol() {
        for protocol in Protocol::ALL {
            check(&written(*protocol, &Wrapping::Buffered), Limits::NETWORK).unwrap();
        }
        // The header that old clients write.
        check(b"\0\0\0\x01f\x04\0\0\0\0\0", Limits::NETWORK).unwrap();
    }

    #[test]
    fn half_a_message_is_none() {
        for protocol in Protocol::ALL {
            let message = written(*protocol, &Wrapping::Buffered);
            for end in 0..message.len() {
                let error = refused(&message[..end]);
                assert!(matches!(error.kind(), Kind::Truncated { .. }), "{end}: {error}");
                assert_eq!(error.to_string(), "the datagram ends inside of a message");
            }
        }
    }

    #[test]
    fn what_follows_a_message_is_refused_with_it() {
        for protocol in Protocol::ALL {
            let message = written(*protocol, &Wrapping::Buffered);
            for rest in [&b"\0"[..], b"\n", &message] {
                let error = refused(&[&message, rest].concat());
                assert_eq!(error.kind(), Kind::Trailing { left: rest.len() });
                let text = "the datagram goes on behind its message: bytes left: ";
                assert_eq!(error.to_string(), format!("{text}{}", rest.len()));
            }
        }
    }

    #[test]
    fn a_message_in_something_else_is_told_from_garbage() {
        for protocol in Protocol::ALL {
            let error = refused(&written(*protocol, &Wrapping::Framed));
            assert_eq!(error.to_string(), "the datagram has a frame around its message");
        }
        let head = Wrapping::Header(Box::new(Head::new(1, Protocol::Compact)));
        let error = refused(&written(Protocol::Compact, &head));
        assert_eq!(error.to_string(), "the datagram has a frame with a header around its message");
        let error = refused(b"\x78\x9c\x03\0\0\0\0\x01");
        assert_eq!(error.to_string(), "the datagram has a zlib stream around its message");
    }

    #[test]
    fn garbage_is_refused() {
        for garbage in [&b"GET / HTTP/1.1\r\n"[..], &[0xff; 100], b"\x82\x22\0\0\0", b"hello"] {
            check(garbage, Limits::NETWORK).unwrap_err();
        }
    }

    #[test]
    fn the_limits_are_those_of_any_message() {
        let message = written(Protocol::Binary, &Wrapping::Buffered);
        let limits = Limits::NETWORK.with_message(message.len() - 1);
        assert_eq!(check(&message, limits).unwrap_err().kind(), Kind::Limit);
    }
}
