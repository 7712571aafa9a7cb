//! Messages in bodies.

use core::future::poll_fn;
use core::pin::{Pin, pin};

use bytes::{Bytes, BytesMut};
use hyper::body::{Body, Incoming};

use crate::error::Error;

/// How much the buffer of a body grows at once, at most, as a multiple of what has arrived of it.
const GROWTH: usize = 4;

/// Why a body has no message.
#[derive(Debug)]
pub(crate) enum Unread {
    /// It is longer than it may be; what it says of its length, if it does.
    TooLong(u64),
    /// The connection broke, or what came is no HTTP.
    Broken(hyper::Error),
}

impl Unread {
    /// The error for the one who is to read the message.
    #[cold]
    pub(crate) fn into_error(self, most: usize) -> Error {
        match self {
            Self::TooLong(length) => Error::limit("message length", length, most as u64),
            Self::Broken(error) => super::broken(error),
        }
    }
}

/// Reads all of a body, up to a length, and tells of each part how long it is.
///
/// What it says about its length allocates nothing by itself.
pub(crate) async fn receive(
    body: Incoming,
    most: usize,
    mut arrived: impl FnMut(usize),
) -> Result<Bytes, Unread> {
    if body.size_hint().lower() > most as u64 {
        return Err(Unread::TooLong(body.size_hint().lower()));
    }
    let mut body = pin!(body);
    let mut message = BytesMut::new();
    while let Some(part) = next(body.as_mut()).await {
        let part = part.map_err(Unread::Broken)?;
        let length = message.len().saturating_add(part.len());
        if length > most {
            return Err(Unread::TooLong(length as u64));
        }
        arrived(part.len());
        let missing = body.size_hint().exact().and_then(|left| usize::try_from(left).ok());
        if missing == Some(0) && message.is_empty() {
            // Copied all the same: it may be a small part of a large buffer.
            return Ok(Bytes::copy_from_slice(&part));
        }
        message.reserve(part.len() + missing.unwrap_or_default().min(GROWTH * length));
        message.extend_from_slice(&part);
    }
    Ok(message.freeze())
}

/// The next part of a body; trailers are passed over.
pub(crate) async fn next(mut body: Pin<&mut Incoming>) -> Option<hyper::Result<Bytes>> {
    loop {
        match poll_fn(|cx| body.as_mut().poll_frame(cx)).await? {
            Ok(frame) => {
                if let Ok(part) = frame.into_data() {
                    return Some(Ok(part));
                }
            }
            Err(error) => return Some(Err(error)),
        }
    }
}
