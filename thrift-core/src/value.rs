//! Values whose type is known only when they arrive.
//!
//! A [`Value`] holds whatever a payload says of itself: the types, the ids of the fields and their
//! values, but no names. It is read and written in every protocol, within the same limits as any
//! other type:
//!
//! ```
//! use thrift::Value;
//!
//! let bytes = [8, 0, 1, 0, 0, 0, 7, 11, 0, 2, 0, 0, 0, 3, b'A', b'd', b'a', 0];
//! let value: Value = thrift::binary::from_slice(&bytes)?;
//! assert_eq!(value.get(1).and_then(Value::as_i64), Some(7));
//! assert_eq!(value.get(2).and_then(Value::as_str), Some("Ada"));
//! assert_eq!(thrift::binary::to_vec(&value)?, bytes);
//! # Ok::<_, thrift::Error>(())
//! ```
//!
//! [`to_value`] and [`from_value`] go from a typed value and back to one.

mod codec;
mod convert;
mod list;
mod map;
mod reader;
mod structure;
mod writer;

use bytes::Bytes;

pub use self::list::List;
pub use self::map::Map;
pub use self::reader::from_value;
pub use self::structure::Struct;
pub use self::writer::to_value;
use crate::TType;
use crate::error::{Error, Kind, Result};

/// A value of any Thrift type.
///
/// As [`Encode`](crate::Encode) and [`Decode`](crate::Decode) it is a struct, since a payload is
/// one; [`write`](Self::write) and [`read`](Self::read) are for values of any type. What the wire
/// does not say is not known here either: an enum is an `I32`, and a `string` or `binary` is
/// a `String`.
///
/// ```
/// use thrift::value::{List, Struct};
/// use thrift::Value;
///
/// let tags = List::from_items(["a", "b"])?;
/// let value = Value::from(Struct::new().with(1, 7_i32)?.with(2, tags)?);
/// assert_eq!(format!("{value:?}"), r#"Struct({1: I32(7), 2: List([String(b"a"), String(b"b")])})"#);
/// # Ok::<_, thrift::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[expect(
    clippy::exhaustive_enums,
    reason = "the wire format is closed: a new type is a new format"
)]
pub enum Value {
    /// `bool`
    Bool(bool),
    /// `i8`
    I8(i8),
    /// `i16`
    I16(i16),
    /// `i32`, or the number of an enum
    I32(i32),
    /// `i64`
    I64(i64),
    /// `double`
    Double(f64),
    /// `string` or `binary`: the wire does not tell them apart
    String(Bytes),
    /// `uuid`, in the order of RFC 9562
    Uuid([u8; 16]),
    /// `list`
    List(List),
    /// `set`, whose elements are in the order of the wire, and may be there twice if they were
    Set(List),
    /// `map`
    Map(Map),
    /// a struct, a union or an exception
    Struct(Struct),
}

impl Value {
    /// The levels of structs and containers that a value may have; a deeper one cannot be made.
    ///
    /// Whatever goes through a value, as comparing and dropping it do, uses the stack for each
    /// level.
    pub const MAX_LEVELS: u32 = 256;

    /// The type on the wire.
    #[must_use]
    pub fn ttype(&self) -> TType {
        match self {
            Self::Bool(_) => TType::Bool,
            Self::I8(_) => TType::I8,
            Self::I16(_) => TType::I16,
            Self::I32(_) => TType::I32,
            Self::I64(_) => TType::I64,
            Self::Double(_) => TType::Double,
            Self::String(_) => TType::String,
            Self::Uuid(_) => TType::Uuid,
            Self::List(_) => TType::List,
            Self::Set(_) => TType::Set,
            Self::Map(_) => TType::Map,
            Self::Struct(_) => TType::Struct,
        }
    }

    /// The field of a struct; `None` if it is absent, or if the value is no struct.
    #[must_use]
    pub fn get(&self, id: i16) -> Option<&Self> {
        self.as_struct()?.get(id)
    }

    /// The `bool`, if it is one.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The number, if it is an integer of any width.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Self::I8(value) => Some((*value).into()),
            Self::I16(value) => Some((*value).into()),
            Self::I32(value) => Some((*value).into()),
            Self::I64(value) => Some(*value),
            _ => None,
        }
    }

    /// The number, if it is a `double`.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Self::Double(value) => Some(*value),
            _ => None,
        }
    }

    /// The text, if it is a `string` or `binary` in UTF-8.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        core::str::from_utf8(self.as_bytes()?).ok()
    }

    /// The bytes, if it is a `string` or `binary`.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match self {
            Self::String(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The `uuid`, if it is one, in the order of RFC 9562.
    #[must_use]
    pub fn as_uuid(&self) -> Option<&[u8; 16]> {
        match self {
            Self::Uuid(value) => Some(value),
            _ => None,
        }
    }

    /// The elements, if it is a `list`.
    #[must_use]
    pub fn as_list(&self) -> Option<&List> {
        match self {
            Self::List(list) => Some(list),
            _ => None,
        }
    }

    /// The elements, if it is a `set`.
    #[must_use]
    pub fn as_set(&self) -> Option<&List> {
        match self {
            Self::Set(set) => Some(set),
            _ => None,
        }
    }

    /// The pairs, if it is a `map`.
    #[must_use]
    pub fn as_map(&self) -> Option<&Map> {
        match self {
            Self::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The fields, if it is a struct.
    #[must_use]
    pub fn as_struct(&self) -> Option<&Struct> {
        match self {
            Self::Struct(fields) => Some(fields),
            _ => None,
        }
    }

    /// The levels of structs and containers.
    fn levels(&self) -> u32 {
        match self {
            Self::List(list) | Self::Set(list) => list.levels(),
            Self::Map(map) => map.levels(),
            Self::Struct(fields) => fields.levels(),
            _ => 0,
        }
    }
}

/// The levels of what holds `value` too.
fn levels_around(levels: u32, value: &Value) -> Result<u32> {
    let levels = levels.max(value.levels() + 1);
    if levels > Value::MAX_LEVELS { Err(too_deep()) } else { Ok(levels) }
}

#[cold]
fn too_deep() -> Error {
    let most = Value::MAX_LEVELS;
    Error::new(Kind::Limit, format!("a value has more than {most} levels"))
}

#[cold]
fn other_type(what: &str, expected: TType, found: TType) -> Error {
    let message = format!("{what} of type `{expected}` expected, found `{found}`");
    Error::new(Kind::ElementType, message)
}

#[cfg(test)]
mod tests;
