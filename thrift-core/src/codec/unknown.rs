//! Fields that this program does not know, kept for those who do.

use bytes::Bytes;

use crate::TType;
use crate::error::Result;
use crate::protocol::{Protocol, Reader, Writer};

/// A field with an id that is not declared: the newer field of a peer, kept as it came.
///
/// In the protocol that it was read in it is written as it came, byte for byte; in another one it is
/// [transcoded](crate::protocol::transcode).
///
/// ```
/// # #[cfg(feature = "idl")] {
/// mod old { thrift::thrift! { union Shape { 1: i32 circle } } }
/// mod new { thrift::thrift! { union Shape { 1: i32 circle, 2: string label } } }
///
/// let bytes = thrift::binary::to_vec(&new::Shape::Label("x".into())).unwrap();
/// let shape: old::Shape = thrift::binary::from_slice(&bytes).unwrap();
/// let old::Shape::Unknown(field) = &shape else { panic!() };
/// assert_eq!(field.id(), 2);
/// assert_eq!(thrift::binary::to_vec(&shape).unwrap(), bytes);
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnknownField {
    id: i16,
    ttype: TType,
    protocol: Protocol,
    bytes: Bytes,
}

impl UnknownField {
    /// The id of the field.
    #[must_use]
    pub fn id(&self) -> i16 {
        self.id
    }

    /// The type of the value on the wire.
    #[must_use]
    pub fn ttype(&self) -> TType {
        self.ttype
    }

    /// The protocol that the value was read in.
    #[must_use]
    pub fn protocol(&self) -> Protocol {
        self.protocol
    }

    /// The bytes of the value, in the protocol that it was read in.
    ///
    /// A `bool` that Compact had in the header of its field is the byte that it has in a list.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// A field of nothing, until another takes its place.
    pub(crate) fn blank() -> Self {
        Self { id: 0, ttype: TType::Bool, protocol: Protocol::Binary, bytes: Bytes::new() }
    }

    /// Reads the field whose header was just read.
    pub(crate) fn decode<'de, R: Reader<'de>>(
        input: &mut R,
        fields: &mut R::Fields,
        (ttype, id): (TType, i16),
    ) -> Result<Self> {
        let bytes = input.raw_field(fields, ttype)?;
        Ok(Self { id, ttype, protocol: R::PROTOCOL, bytes })
    }

    /// Writes the field: as it came, or as the same value in another protocol.
    pub(crate) fn encode<W: Writer>(&self, out: &mut W, fields: &mut W::Fields) {
        out.field(fields, self.ttype, self.id);
        out.raw(self.protocol, self.ttype, &self.bytes);
    }
}
