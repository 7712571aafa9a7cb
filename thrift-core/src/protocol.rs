//! Protocols: how values become bytes.
//!
//! A protocol is a [`Writer`] and a [`Reader`] of primitive values and of the brackets around
//! fields and elements. [`Encode`](crate::Encode) and [`Decode`](crate::Decode) are generic over
//! them, so each type is compiled once for each protocol that a program uses.

mod allowance;
mod append;
pub mod binary;
mod canonical;
mod codec;
pub mod compact;
pub mod json;
mod limits;
#[cfg(feature = "service")]
mod payload;
mod reader;
#[cfg(feature = "schema")]
pub mod simple_json;
mod sink;
mod transcode;
mod walk;
mod whole;
mod writer;

#[cfg(feature = "service")]
use bytes::Bytes;

pub use self::codec::{Codec, Input};
pub use self::limits::Limits;
#[cfg(feature = "service")]
pub(crate) use self::payload::Payload;
pub use self::reader::Reader;
#[cfg(any(feature = "blocking", feature = "net"))]
pub(crate) use self::sink::LINKED;
pub use self::transcode::transcode;
pub(crate) use self::transcode::{read_raw, transcode_raw};
#[cfg(any(feature = "blocking", feature = "net"))]
pub(crate) use self::walk::Scanner;
pub(crate) use self::whole::Whole;
pub use self::writer::Writer;

/// A protocol chosen at run time.
///
/// ```
/// use thrift::Protocol;
///
/// assert_eq!(Protocol::default(), Protocol::Binary);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Protocol {
    /// Binary: fixed-size integers, big-endian.
    #[default]
    #[doc(alias = "TBinaryProtocol")]
    Binary,
    /// Compact: integers of as many bytes as they need.
    #[doc(alias = "TCompactProtocol")]
    Compact,
    /// JSON: text with types and ids.
    #[doc(alias = "TJSONProtocol")]
    Json,
}

impl Protocol {
    /// Every protocol.
    ///
    /// ```
    /// use thrift::protocol::{Codec, Protocol};
    /// use thrift::Limits;
    ///
    /// for protocol in Protocol::ALL {
    ///     let codec = Codec::new(*protocol, Limits::DEFAULT);
    ///     let bytes = codec.encode("hi")?;
    ///     assert_eq!(codec.decode::<String>(&bytes)?, "hi");
    /// }
    /// # Ok::<_, thrift::Error>(())
    /// ```
    pub const ALL: &'static [Self] = &[Self::Binary, Self::Compact, Self::Json];

    /// A struct without fields.
    #[cfg(feature = "service")]
    pub(crate) fn empty_struct(self) -> Bytes {
        Bytes::from_static(match self {
            Self::Binary | Self::Compact => &[0],
            Self::Json => b"{}",
        })
    }
}
