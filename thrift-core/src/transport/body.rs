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
