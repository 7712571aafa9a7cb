//! What a transport puts around a message.

use bytes::Bytes;

use super::header::{self, Head};
use super::{Outgoing, framed};
use crate::error::Result;
use crate::message::{Dialect, Envelope};
use crate::protocol::Payload;

/// What a transport puts around a message, with what goes beside it.
///
/// An answer is put in the same as its call.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Wrapping {
    Framed,
    Buffered,
    Header(Box<Head>),
}

impl Wrapping {
    /// Whether it has a place for headers.
    #[cfg(feature = "http")]
    pub(crate) fn carries_headers(&self) -> bool {
        match self {
            Self::Framed | Self::Buffered => false,
            Self::Header(_) => true,
        }
    }

    /// Appends a whole message.
    ///
    /// # Errors
    ///
    /// Fails when it is longer than the format can say; then nothing is appended.
    pub(crate) fn write(
        &self,
        out: &mut Outgoing,
        dialect: Dialect,
        envelope: &Envelope<'_>,
        payload: &Payload,
    ) -> Result<()> {
        let start = out.len();
        let written = match self {
            Self::Framed => framed::write(out, dialect, envelope, payload),
            Self::Buffered => dialect.write(out, envelope, payload),
            Self::Header(head) => header::write(out, head, dialect, envelope, payload),
        };
        if written.is_err() {
            out.truncate(start);
        }
        written
    }
}

/// A message that arrived.
#[derive(Debug)]
pub(crate) struct Arrival {
    pub(crate) wrapping: Wrapping,
    /// The message, or why it cannot be had although its end is known.
    pub(crate) message: Result<Bytes>,
}
