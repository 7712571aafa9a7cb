//! Transports: where a message ends, and the next one starts.
//!
//! State machines over buffers, without sockets; asynchronous and blocking ends share them.

#[cfg(any(test, fuzzing))]
pub(crate) mod agreement;
#[cfg(any(test, fuzzing))]
pub(crate) mod arrivals;
#[cfg(feature = "http")]
pub(crate) mod body;
mod buffered;
#[cfg(feature = "net")]
pub(crate) mod datagram;
mod framed;
pub(crate) mod header;
mod input;
#[cfg(not(feature = "zlib"))]
mod no_zlib;
mod outgoing;
mod splitter;
mod wire;
mod wrapping;
#[cfg(feature = "zlib")]
mod zlib;

pub(crate) use self::input::{CHUNK, Input};
#[cfg(not(feature = "zlib"))]
use self::no_zlib as zlib;
pub(crate) use self::outgoing::Outgoing;
#[cfg(feature = "net")]
pub(crate) use self::outgoing::SLICES;
pub(crate) use self::wire::Wire;
pub(crate) use self::wrapping::{Arrival, Wrapping};
pub(crate) use self::zlib::Compressor;

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
    /// Each message follows its length, and names and values that travel beside it: what servers of
    /// `THeader` expect, in [`Binary`](crate::Protocol::Binary) or [`Compact`](crate::Protocol::Compact).
    ///
    /// It carries the [headers](crate::Context::headers) and the [deadline](crate::Context::deadline)
    /// of each call, and the [headers](crate::service::Response::headers) of each answer. Replies may
    /// come in any order, where the server has them so.
    /// Over HTTP what has the length and the headers is all of the body of a request, and of a response.
    #[doc(alias = "THeaderTransport", alias = "THeaderProtocol")]
    Header,
    /// As [`Header`](Self::Header), with one more length in front of it: what servers expect that put
    /// `THeader` into `TFramedTransport`.
    FramedHeader,
}

impl Transport {
    /// Whether it has a place for headers.
    pub(crate) fn carries_headers(self) -> bool {
        match self {
            Self::Framed | Self::Buffered => false,
            Self::Header | Self::FramedHeader => true,
        }
    }
}

/// Whether messages are compressed.
///
/// With [`Transport::Header`] and [`Transport::FramedHeader`] each message is compressed for itself, and
/// the server answers in kind. With the others all that goes over a connection is one zlib stream: what Apache Thrift has as
/// `TZlibTransport`. A server of this crate finds out which.
///
/// ```
/// use thrift::{Client, Compression, Transport};
///
/// let builder =
///     Client::builder().transport(Transport::Header).compression(Compression::Zlib);
/// ```
#[cfg(feature = "zlib")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Compression {
    /// They are sent as they are.
    #[default]
    None,
    /// They are compressed with zlib.
    #[doc(alias = "TZlibTransport")]
    Zlib,
    /// All that goes over a connection is one zlib stream, with headers in it too: what servers expect
    /// that put `THeader` into `TZlibTransport`.
    ZlibStream,
}

/// Memory that a buffer may keep while its connection is idle.
///
/// A server that answers as fast as it is asked is idle between any two calls. Giving back each
/// buffer then costs more than copying its bytes: the allocator returns large blocks to the
/// system, and every page of the next one is a fault. Buffers grow with what passes through
/// them, so a connection of short calls keeps far less.
pub(crate) const KEPT_WHEN_IDLE: usize = 256 * 1024;
