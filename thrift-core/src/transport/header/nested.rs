//! Frames with headers that are all there is in something else: in a frame without one, or in the body of
//! a request of HTTP.

use bytes::Bytes;

use super::read::{arrival, expands};
use super::{LENGTH, MAGIC};
use crate::error::{Error, Kind, Result};
use crate::transport::{Arrival, Wrapping};

/// Whether what a frame has in it is a frame with a header, and not a message.
///
/// The first byte of its length, below 0x40, tells it from a message of strict Binary, of Compact and of
/// JSON. One of old Binary begins with the length of a name, and no name with the magic: that is not
/// UTF-8.
#[inline]
pub(in crate::transport) fn is_in_frame(content: &[u8]) -> bool {
    matches!(content, [0x00..=0x3f, _, _, _, magic @ ..] if magic.starts_with(&MAGIC))
}

/// Whether the message at the start of `input`, which is in a frame, may become longer than it is.
pub(in crate::transport) fn expands_in_frame(input: &[u8]) -> bool {
    input.get(LENGTH..).is_some_and(|content| is_in_frame(content) && expands(content))
}

/// Takes the message out of what a frame has in it.
///
/// # Errors
///
/// Fails when that is no frame with a header, or one of another length.
pub(in crate::transport) fn in_frame(content: &Bytes, most: usize) -> Result<Arrival> {
    if !is_in_frame(content) {
        return Err(Error::new(Kind::Version, "there is no frame with a header in the frame"));
    }
    let mut arrival = alone(content, most)?;
    if let Wrapping::Header(head) = &mut arrival.wrapping {
        head.in_frame = true;
    }
    Ok(arrival)
}

/// Takes the message out of a frame with a header that is all of `content`, its length included.
///
/// # Errors
///
/// Fails on a length that is not that of the rest of `content`, and on a frame that is too short for a
/// header.
pub(in crate::transport) fn alone(content: &Bytes, most: usize) -> Result<Arrival> {
    let Some((length, frame)) = content.split_first_chunk::<LENGTH>() else {
        return Err(Error::truncated(LENGTH, content.len()));
    };
    let (length, found) = (u32::from_be_bytes(*length), frame.len());
    if usize::try_from(length).ok() != Some(found) {
        let message =
            format!("the length of the frame with a header is {length}, but it has {found} bytes");
        return Err(Error::new(Kind::Invalid, message));
    }
    arrival(&content.slice(LENGTH..), most)
}
