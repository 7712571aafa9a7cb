//! Bodies of HTTP: each is a message and nothing else, or the frame of one with a header.

use bytes::Bytes;

use super::splitter::Spoken;
use super::{Arrival, Transport, Wrapping, header};
use crate::error::{Error, Kind, Result};

/// Takes the message out of a body; it has as many bytes as it may, and one that is compressed in it may
/// become as long as `most`.
///
/// # Errors
///
/// Fails on a message in a frame that has no header, and on a frame that is not all of the body.
pub(crate) fn message(body: Bytes, most: usize) -> Result<Arrival> {
    match Spoken::detect(&body) {
        Some(Spoken::Plain(Transport::Header)) => header::alone(&body, most),
        Some(Spoken::Plain(Transport::Framed)) => Err(framed()),
        _ => Ok(Arrival { wrapping: Wrapping::Buffered, message: Ok(body) }),
    }
}

/// Whether the message in a body may become longer than it is.
pub(crate) fn expands(body: &[u8]) -> bool {
    Spoken::detect(body) == Some(Spoken::Plain(Transport::Header)) && header::expands(body)
}

#[cold]
fn framed() -> Error {
    Error::new(Kind::Invalid, "the message has a frame, which it has not over HTTP")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::Protocol;
    use crate::transport::header::Head;

    const PLAIN: &[u8] = b"\x80\x01\0\x01\0\0\0\x01f\0\0\0\x07\0";

    const HEADER: &[u8] = b"\0\0\0\x1c\x0f\xff\0\0\0\0\0\x07\0\x01\0\0\0\0\
        \x80\x01\0\x01\0\0\0\x01f\0\0\0\x07\0";

    fn taken(body: &[u8]) -> Result<Arrival> {
        message(Bytes::copy_from_slice(body), 1000)
    }

    #[test]
    fn a_body_is_a_message_or_the_frame_of_one_with_a_header() {
        let arrival = taken(PLAIN).unwrap();
        assert_eq!(
            (arrival.wrapping, arrival.message.unwrap()),
            (Wrapping::Buffered, PLAIN.into())
        );
        let arrival = taken(HEADER).unwrap();
        let head = Wrapping::Header(Box::new(Head::new(7, Protocol::Binary)));
        assert_eq!((arrival.wrapping, arrival.message.unwrap()), (head, PLAIN.into()));
    }

    #[test]
    fn a_frame_that_is_not_all_of_the_body_is_an_error() {
        for (body, found) in [(&HEADER[..31], 27), (&[HEADER, b"\0"].concat(), 29)] {
            let text =
                format!("the length of the frame with a header is 28, but it has {found} bytes");
            assert_eq!(taken(body).unwrap_err().to_string(), text);
        }
    }

    #[test]
    fn other_frames_are_refused() {
        let framed = [&b"\0\0\0\x0e"[..], PLAIN].concat();
        let nested = [&b"\0\0\0\x20"[..], HEADER].concat();
        for body in [framed, nested] {
            let error = taken(&body).unwrap_err();
            assert_eq!(error.to_string(), "the message has a frame, which it has not over HTTP");
        }
    }

    #[test]
    fn what_may_become_longer_is_known_before_it_does() {
        let compressed = [&HEADER[..14], b"\0\x01\x01\0", PLAIN].concat();
        for (body, may) in [(PLAIN, false), (HEADER, false), (&compressed, true), (b"", false)] {
            assert_eq!(expands(body), may, "{body:02x?}");
        }
    }
}
