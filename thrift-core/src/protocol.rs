//! Protocols: how values become bytes.
//!
//! A protocol is a [`Writer`] and a [`Reader`] of primitive values and of the brackets around
//! fields and elements. [`Encode`] and [`Decode`] are generic over them, so each type is compiled
//! once for each protocol that a program uses.

mod allowance;
pub mod binary;
pub mod compact;
pub mod json;
mod limits;
mod reader;
mod sink;
mod transcode;
mod walk;
mod writer;

use bytes::Bytes;

pub use self::limits::Limits;
pub use self::reader::Reader;
pub use self::transcode::transcode;
#[cfg(feature = "net")]
pub(crate) use self::walk::Scanner;
pub use self::writer::Writer;
use crate::error::Result;
use crate::{Decode, Encode, TType};

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
    pub(crate) fn empty_struct(self) -> Bytes {
        Bytes::from_static(match self {
            Self::Binary | Self::Compact => &[0],
            Self::Json => b"{}",
        })
    }
}

/// A protocol with the limits that decoding keeps to.
///
/// ```
/// use thrift::protocol::Codec;
///
/// let codec = Codec::default();
/// let bytes = codec.encode(&vec![1_i32, 2])?;
/// assert_eq!(codec.decode::<Vec<i32>>(&bytes)?, [1, 2]);
/// # Ok::<_, thrift::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Codec {
    /// How values become bytes.
    pub protocol: Protocol,
    /// What a peer may ask for.
    pub limits: Limits,
}

impl Codec {
    /// A codec of this protocol and these limits.
    #[must_use]
    pub fn new(protocol: Protocol, limits: Limits) -> Self {
        Self { protocol, limits }
    }

    /// Encodes a value.
    ///
    /// # Errors
    ///
    /// Fails when the value is nested too deeply, or when a length does not fit the wire format.
    pub fn encode<T: Encode + ?Sized>(&self, value: &T) -> Result<Vec<u8>> {
        match self.protocol {
            Protocol::Binary => binary::encode(value, &self.limits),
            Protocol::Compact => compact::encode(value, &self.limits),
            Protocol::Json => json::encode(value, &self.limits),
        }
    }

    /// Decodes a value that takes up all of `input`; `Bytes` inside it share the input.
    ///
    /// # Errors
    ///
    /// Fails when the bytes are not those of a `T`, or ask for more than the limits allow.
    pub fn decode<'de, T: Decode<'de>>(&self, input: &'de (impl Input + ?Sized)) -> Result<T> {
        let (bytes, source) = input.parts();
        match self.protocol {
            Protocol::Binary => binary::decode(bytes, source, &self.limits),
            Protocol::Compact => compact::decode(bytes, source, &self.limits),
            Protocol::Json => json::decode(bytes, source, &self.limits),
        }
    }

    /// Copies the value that takes up all of `input`, in this protocol, to a writer of another.
    pub(crate) fn transcode<W: Writer>(
        &self,
        input: &[u8],
        ttype: TType,
        out: &mut W,
    ) -> Result<()> {
        macro_rules! transcode {
            ($protocol:ident) => {{
                let mut reader = $protocol::Reader::new(input, &self.limits)?;
                transcode(&mut reader, ttype, out)?;
                reader.finish()
            }};
        }
        match self.protocol {
            Protocol::Binary => transcode!(binary),
            Protocol::Compact => transcode!(compact),
            Protocol::Json => transcode!(json),
        }
    }
}

/// What can be decoded: a slice, or [`Bytes`] that decoded values may share.
pub trait Input: sealed::Input {}

impl<T: sealed::Input + ?Sized> Input for T {}

mod sealed {
    use bytes::Bytes;

    #[expect(unnameable_types, reason = "sealed: only slices and `Bytes` are inputs")]
    pub trait Input {
        /// The bytes, and the allocation that values may share.
        fn parts(&self) -> (&[u8], Option<&Bytes>);
    }

    impl Input for [u8] {
        fn parts(&self) -> (&[u8], Option<&Bytes>) {
            (self, None)
        }
    }

    impl<const N: usize> Input for [u8; N] {
        fn parts(&self) -> (&[u8], Option<&Bytes>) {
            (self, None)
        }
    }

    impl Input for Vec<u8> {
        fn parts(&self) -> (&[u8], Option<&Bytes>) {
            (self, None)
        }
    }

    impl Input for Bytes {
        fn parts(&self) -> (&[u8], Option<&Bytes>) {
            (self, Some(self))
        }
    }
}
