//! A protocol that is chosen at run time, and its limits.

use super::{Limits, Protocol, binary, compact, json};
use crate::error::Result;
use crate::{Decode, Encode};

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
    pub const fn new(protocol: Protocol, limits: Limits) -> Self {
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

    /// Encodes a value into a buffer, behind what it holds already; when that fails, the buffer
    /// holds what it held before.
    ///
    /// The buffer does not grow while its capacity suffices.
    ///
    /// ```
    /// use thrift::protocol::Codec;
    ///
    /// let codec = Codec::default();
    /// let mut out = Vec::with_capacity(64);
    /// for value in ["hi", "there"] {
    ///     out.clear();
    ///     codec.encode_to(&mut out, value)?;
    ///     assert_eq!(codec.decode::<String>(&out)?, value);
    /// }
    /// # Ok::<_, thrift::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`encode`](Self::encode).
    pub fn encode_to<T: Encode + ?Sized>(&self, out: &mut Vec<u8>, value: &T) -> Result<()> {
        match self.protocol {
            Protocol::Binary => binary::encode_to(out, value, &self.limits),
            Protocol::Compact => compact::encode_to(out, value, &self.limits),
            Protocol::Json => json::encode_to(out, value, &self.limits),
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

    /// Decodes the value at the start of `input`; also gives what is behind it.
    ///
    /// ```
    /// use thrift::protocol::Codec;
    ///
    /// let (number, rest): (i16, _) = Codec::default().decode_prefix(&[1, 2, 3])?;
    /// assert_eq!((number, rest), (258, &[3][..]));
    /// # Ok::<_, thrift::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`decode`](Self::decode), except that anything may follow.
    pub fn decode_prefix<'de, T: Decode<'de>>(
        &self,
        input: &'de (impl Input + ?Sized),
    ) -> Result<(T, &'de [u8])> {
        let (bytes, source) = input.parts();
        match self.protocol {
            Protocol::Binary => binary::decode_prefix(bytes, source, &self.limits),
            Protocol::Compact => compact::decode_prefix(bytes, source, &self.limits),
            Protocol::Json => json::decode_prefix(bytes, source, &self.limits),
        }
    }

    /// Decodes a value that takes up all of `input`, and refuses it if that is not its canonical
    /// encoding: see [`binary::from_slice_canonical`].
    ///
    /// ```
    /// use thrift::protocol::Codec;
    ///
    /// let codec = Codec::default();
    /// assert!(codec.decode_canonical::<bool>(&[1])?);
    /// let error = codec.decode_canonical::<bool>(&[2]).unwrap_err();
    /// assert_eq!(error.to_string(), "the encoding is not the canonical one from its byte 0 on");
    /// # Ok::<_, thrift::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`decode`](Self::decode), and with [`Kind::NotCanonical`](crate::Kind::NotCanonical).
    pub fn decode_canonical<'de, T: Encode + Decode<'de>>(
        &self,
        input: &'de (impl Input + ?Sized),
    ) -> Result<T> {
        let (bytes, source) = input.parts();
        match self.protocol {
            Protocol::Binary => binary::decode_canonical(bytes, source, &self.limits),
            Protocol::Compact => compact::decode_canonical(bytes, source, &self.limits),
            Protocol::Json => json::decode_canonical(bytes, source, &self.limits),
        }
    }
}

/// What can be decoded: a slice, or [`Bytes`](bytes::Bytes) that decoded values may share.
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
