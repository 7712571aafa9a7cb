//! Descriptions of types and services: names, ids, types, defaults, docs and annotations.
//!
//! Every type that the macros make or derive for describes itself, and so do the generated client
//! and server of a service, with the feature `service`. Descriptions are constants, and cost
//! nothing where nobody asks for them. [`to_idl`] writes them as Thrift IDL, so that peers in other
//! languages can have what was first written in Rust:
//!
//! ```
//! # #[cfg(feature = "derive")] {
//! use thrift::{ThriftStruct, schema};
//!
//! /// A person who signed up.
//! #[derive(ThriftStruct, Default)]
//! struct User {
//!     #[thrift(id = 1)] id: i32,
//!     #[thrift(id = 2)] emails: Vec<String>,
//! }
//!
//! let text = schema::to_idl(&[schema::of::<User>().into()])?;
//! assert_eq!(text, "\
//! /** A person who signed up. */
//! struct User {
//!   1: i32 id;
//!   2: list<string> emails;
//! }
//! ");
//! # }
//! # Ok::<_, thrift::Error>(())
//! ```
//!
//! A type with an [`Encode`] of its own is described by its type on the wire, unless it overrides
//! [`Encode::schema`].

mod enumeration;
mod idl;
mod service;
mod structure;

use core::fmt;

pub use self::enumeration::{Enum, EnumValue};
pub use self::idl::{Item, to_idl};
pub use self::service::{Described, Method, Service};
pub use self::structure::{Field, Requiredness, Struct, StructKind};
use crate::{Encode, TType};

/// The description of a type.
///
/// ```
/// use thrift::schema::{self, Type};
///
/// assert!(matches!(schema::of::<Box<i32>>(), Type::I32));
/// ```
#[must_use]
pub fn of<T: Encode + ?Sized>() -> Type {
    T::schema()
}

/// The description of the service that a generated client or server is of.
///
/// ```
/// # #[cfg(all(feature = "idl", feature = "service"))] {
/// use thrift::schema;
///
/// thrift::thrift! { service Greeter { string hello(1: string name) } }
///
/// let service = schema::of_service::<GreeterServer<()>>();
/// assert_eq!(service.methods[0].arguments[0].name, "name");
/// # }
/// ```
#[must_use]
pub fn of_service<S: Described>() -> &'static Service {
    S::service()
}

/// A type.
///
/// `Display` and `Debug` write it as the IDL does.
///
/// ```
/// use thrift::schema;
///
/// let ty = schema::of::<Vec<std::collections::BTreeMap<i32, String>>>();
/// assert_eq!(ty.to_string(), "list<map<i32, string>>");
/// ```
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum Type {
    /// `bool`
    Bool,
    /// `i8`
    I8,
    /// `i16`
    I16,
    /// `i32`
    I32,
    /// `i64`
    I64,
    /// `double`
    Double,
    /// `string`
    String,
    /// `binary`
    Binary,
    /// `uuid`
    Uuid,
    /// `list` of this type
    List(fn() -> Type),
    /// `set` of this type
    Set(fn() -> Type),
    /// `map` of these types
    Map(fn() -> Type, fn() -> Type),
    /// an enum
    Enum(&'static Enum),
    /// a struct, a union or an exception
    Struct(&'static Struct),
    /// a type that does not describe itself: nothing is known but its type on the wire
    Opaque(TType),
}

impl Type {
    /// What is known of a type when nothing is but its type on the wire.
    #[must_use]
    pub const fn of_wire(ttype: TType) -> Self {
        match ttype {
            TType::Bool => Self::Bool,
            TType::I8 => Self::I8,
            TType::I16 => Self::I16,
            TType::I32 => Self::I32,
            TType::I64 => Self::I64,
            TType::Double => Self::Double,
            TType::String => Self::String,
            TType::Uuid => Self::Uuid,
            TType::List | TType::Set | TType::Map | TType::Struct => Self::Opaque(ttype),
        }
    }

    /// The type on the wire.
    #[must_use]
    pub const fn ttype(self) -> TType {
        match self {
            Self::Bool => TType::Bool,
            Self::I8 => TType::I8,
            Self::I16 => TType::I16,
            Self::I32 | Self::Enum(_) => TType::I32,
            Self::I64 => TType::I64,
            Self::Double => TType::Double,
            Self::String | Self::Binary => TType::String,
            Self::Uuid => TType::Uuid,
            Self::List(_) => TType::List,
            Self::Set(_) => TType::Set,
            Self::Map(..) => TType::Map,
            Self::Struct(_) => TType::Struct,
            Self::Opaque(ttype) => ttype,
        }
    }

    /// Writes the type; whether it was written to its end.
    ///
    /// `levels` keeps a type of elements that are of the same type, as only a wrong description
    /// has, from being written without end. After a key that has none the value is left out:
    /// otherwise each level would double the text.
    fn write(self, f: &mut fmt::Formatter<'_>, levels: u32) -> Result<bool, fmt::Error> {
        let Some(levels) = levels.checked_sub(1) else {
            f.write_str("…")?;
            return Ok(false);
        };
        let mut whole = true;
        match self {
            Self::Binary => f.write_str("binary")?,
            Self::List(item) => {
                f.write_str("list<")?;
                whole = item().write(f, levels)?;
                f.write_str(">")?;
            }
            Self::Set(item) => {
                f.write_str("set<")?;
                whole = item().write(f, levels)?;
                f.write_str(">")?;
            }
            Self::Map(key, value) => {
                f.write_str("map<")?;
                whole = key().write(f, levels)?;
                f.write_str(", ")?;
                if whole {
                    whole = value().write(f, levels)?;
                } else {
                    f.write_str("…")?;
                }
                f.write_str(">")?;
            }
            Self::Enum(item) => f.write_str(item.name)?,
            Self::Struct(item) => f.write_str(item.name)?,
            other => write!(f, "{}", other.ttype())?,
        }
        Ok(whole)
    }
}

/// The levels of containers that a type is followed into.
const MOST_LEVELS: u32 = 64;

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, MOST_LEVELS).map(drop)
    }
}

impl fmt::Debug for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, MOST_LEVELS).map(drop)
    }
}

/// The names and values of annotations.
pub type Annotations = &'static [(&'static str, &'static str)];

#[cfg(test)]
mod tests;
