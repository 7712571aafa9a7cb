//! The types of values on the wire.

use core::fmt;

/// The type of a value on the wire, with the number that Binary writes for it.
///
/// Specification: `thrift-binary-protocol.md`, "Field type" and "List element type".
///
/// ```
/// use thrift::TType;
///
/// assert_eq!(TType::I32 as u8, 8);
/// assert_eq!(TType::from_byte(8), Some(TType::I32));
/// assert_eq!(TType::from_byte(99), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[doc(alias = "FieldType")]
#[expect(
    clippy::exhaustive_enums,
    reason = "the wire format is closed: a new type is a new format"
)]
#[repr(u8)]
pub enum TType {
    /// `bool`
    Bool = 2,
    /// `i8`, also known as `byte`
    I8 = 3,
    /// `double`
    Double = 4,
    /// `i16`
    I16 = 6,
    /// `i32`, and every enum
    I32 = 8,
    /// `i64`
    I64 = 10,
    /// `string` and `binary`: the wire does not tell them apart
    String = 11,
    /// a struct, a union or an exception
    Struct = 12,
    /// `map`
    Map = 13,
    /// `set`
    Set = 14,
    /// `list`
    List = 15,
    /// `uuid`
    Uuid = 16,
}

impl TType {
    /// The type that Binary writes as `byte`.
    #[must_use]
    pub const fn from_byte(byte: u8) -> Option<Self> {
        Some(match byte {
            2 => Self::Bool,
            3 => Self::I8,
            4 => Self::Double,
            6 => Self::I16,
            8 => Self::I32,
            10 => Self::I64,
            11 => Self::String,
            12 => Self::Struct,
            13 => Self::Map,
            14 => Self::Set,
            15 => Self::List,
            16 => Self::Uuid,
            _ => return None,
        })
    }
}

impl fmt::Display for TType {
    /// Writes the name that the IDL has for it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Bool => "bool",
            Self::I8 => "i8",
            Self::Double => "double",
            Self::I16 => "i16",
            Self::I32 => "i32",
            Self::I64 => "i64",
            Self::String => "string",
            Self::Struct => "struct",
            Self::Map => "map",
            Self::Set => "set",
            Self::List => "list",
            Self::Uuid => "uuid",
        })
    }
}
