//! All that expansions may name, and nothing else.
//!
//! Not part of the public interface: it changes together with the macros, whose version is fixed
//! to the one of this crate.

#[cfg(feature = "idl")]
pub mod idl;

pub use core::clone::Clone;
pub use core::cmp::{Eq, Ord, Ordering, PartialEq, PartialOrd};
pub use core::convert::From;
pub use core::default::Default;
pub use core::error::Error as StdError;
pub use core::fmt::{self, Debug, Display};
pub use core::format_args;
pub use core::future::Future;
pub use core::hash::{Hash, Hasher};
pub use core::iter::FromIterator;
pub use core::marker::{Copy, Send, Sync};
pub use core::mem::{discriminant, size_of};
pub use core::option::Option::{self, None, Some};
pub use core::primitive::{bool, f64, i8, i16, i32, i64, str, u8, usize};
pub use core::result::Result::{self, Err, Ok};
pub use core::str::FromStr;
pub use std::boxed::Box;
pub use std::collections::{BTreeMap, BTreeSet};
pub use std::string::String;
pub use std::sync::{Arc, LazyLock};
pub use std::vec::Vec;

#[cfg(feature = "service")]
pub use self::context::CallContext;
#[cfg(all(feature = "schema", feature = "service"))]
pub use self::described::Returns;
#[cfg(feature = "schema")]
pub use self::described::{Inside, default_inside, default_value, wire_schema};
#[cfg(feature = "net")]
pub use crate::Client;
#[cfg(feature = "uuid")]
pub use crate::Uuid;
#[cfg(feature = "blocking")]
pub use crate::blocking::{Client as BlockingClient, block_on};
pub use crate::codec::{
    Absent, Kept, charge, collected_heap, decode_declared, field_or_keep, filled, keep, tree_heap,
};
use crate::error::Kind;
pub use crate::error::{Error, Result as ThriftResult};
pub use crate::protocol::{Reader, Writer};
#[cfg(feature = "schema")]
pub use crate::schema;
#[cfg(feature = "service")]
pub use crate::service::{
    Channel, Dispatch, Method, MethodError, Request, Response, answer, answer_oneway,
    answer_unknown, call, call_with_context,
};
pub use crate::{Adapter, Bytes, Decode, Encode, TType, ThriftEnum, Total, TotalOrd, UnknownField};

#[cfg(feature = "service")]
mod context;
#[cfg(feature = "schema")]
mod described;

pub use crate::{
    __if_blocking as if_blocking, __if_mock as if_mock, __if_net as if_net,
    __if_schema as if_schema, __if_service as if_service,
};

/// The channel of a client that names none: in this build there is none.
#[cfg(all(feature = "service", not(feature = "net")))]
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Client {}

/// What is between the first braces if this crate was built with services, and else what is between
/// the others.
#[cfg(feature = "service")]
#[doc(hidden)]
#[macro_export]
macro_rules! __if_service {
    ({ $($served:tt)* } else { $($left_out:tt)* }) => { $($served)* };
}

/// What is between the first braces if this crate was built with services, and else what is between
/// the others.
#[cfg(not(feature = "service"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __if_service {
    ({ $($served:tt)* } else { $($left_out:tt)* }) => { $($left_out)* };
}

/// What is between the braces, if this crate was built with connections.
#[cfg(feature = "net")]
#[doc(hidden)]
#[macro_export]
macro_rules! __if_net {
    ($($connecting:tt)*) => { $($connecting)* };
}

/// What is between the braces, if this crate was built with connections.
#[cfg(not(feature = "net"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __if_net {
    ($($connecting:tt)*) => {};
}

/// What is between the braces, if this crate was built with blocking clients.
#[cfg(feature = "blocking")]
#[doc(hidden)]
#[macro_export]
macro_rules! __if_blocking {
    ($($waiting:tt)*) => { $($waiting)* };
}

/// What is between the braces, if this crate was built with blocking clients.
#[cfg(not(feature = "blocking"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __if_blocking {
    ($($waiting:tt)*) => {};
}

/// What is between the braces, if this crate was built with descriptions.
#[cfg(feature = "schema")]
#[doc(hidden)]
#[macro_export]
macro_rules! __if_schema {
    ($($described:tt)*) => { $($described)* };
}

/// What is between the braces, if this crate was built with descriptions.
#[cfg(not(feature = "schema"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __if_schema {
    ($($described:tt)*) => {};
}

/// What is between the braces, if this crate was built with mocks.
#[cfg(feature = "mock")]
#[doc(hidden)]
#[macro_export]
macro_rules! __if_mock {
    ($($mocked:tt)*) => { $($mocked)* };
}

/// What is between the braces, if this crate was built with mocks.
#[cfg(not(feature = "mock"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __if_mock {
    ($($mocked:tt)*) => {};
}

/// What the method of a mock returns: what its closure does, if it has one.
///
/// # Errors
///
/// Fails with what the closure returns, and when there is none.
#[cfg(feature = "mock")]
pub fn mocked<T, E: MethodError>(method: &str, answer: Option<Result<T, E>>) -> Result<T, E> {
    answer.unwrap_or_else(|| {
        let message = format!("the mock has no closure for `{method}`");
        Err(Error::application(crate::ApplicationKind::UnknownMethod, message).into())
    })
}

/// What a word of the Thrift IDL that is no type stands for. Outside of [`idl`], where editors would
/// offer it as a word.
#[cfg(feature = "idl")]
#[derive(Debug)]
#[non_exhaustive]
pub enum Keyword {}

/// The method that has this name on the wire.
#[cfg(feature = "service")]
#[must_use]
pub fn find(methods: &[Method], name: &str) -> Option<Method> {
    methods.iter().find(|method| method.name() == name).copied()
}

/// The value of a `required` field.
///
/// # Errors
///
/// Fails when the field was absent.
#[inline]
pub fn required<T>(found: Option<T>, name: &'static str) -> ThriftResult<T> {
    match found {
        Some(value) => Ok(value),
        None => missing(name),
    }
}

/// The value of a field that was read as what stands for it on the wire.
///
/// # Errors
///
/// Fails when no value stands for what was read.
#[inline]
pub fn adapt<W, T>(
    found: Option<W>,
    name: &'static str,
    from_wire: impl FnOnce(W) -> ThriftResult<T>,
) -> ThriftResult<Option<T>> {
    match found.map(from_wire) {
        Some(Ok(value)) => Ok(Some(value)),
        Some(Err(error)) => Err(error.in_field(name)),
        None => Ok(None),
    }
}

/// The type on the wire of what an adapter reads.
#[must_use]
pub const fn wire_of<W: Encode, T>(_from_wire: fn(W) -> ThriftResult<T>) -> TType {
    W::TTYPE
}

/// Refuses, while the program is compiled, a Rust type that is another one on the wire than the
/// IDL says.
///
/// # Panics
///
/// When the two are not the same.
pub const fn assert_wire(found: TType, declared: TType) {
    assert!(
        found as u8 == declared as u8,
        "this Rust type has another Thrift type on the wire than the IDL declares"
    );
}

/// What comes of a `required` field that was absent.
///
/// # Errors
///
/// Always.
#[cold]
pub fn missing<T>(name: &'static str) -> ThriftResult<T> {
    Err(Error::new(Kind::Missing, "the field is required, but absent").in_field(name))
}

/// Sets the one field of a union.
///
/// # Errors
///
/// Fails when the union has one already.
#[inline]
pub fn only<T>(place: &mut Option<T>, value: T) -> ThriftResult<()> {
    match place.replace(value) {
        None => Ok(()),
        Some(_) => Err(Error::new(Kind::Union, "the union has more than one field")),
    }
}

/// The one field of a union.
///
/// # Errors
///
/// Fails when there was none.
#[inline]
pub fn chosen<T>(found: Option<T>) -> ThriftResult<T> {
    found.ok_or_else(|| Error::new(Kind::Union, "the union has no field"))
}

/// A field that the union does not know and has no place for.
#[cold]
#[must_use]
pub fn unknown_variant(id: i16) -> Error {
    Error::new(Kind::Union, format!("the union has no field {id} of this type"))
}

/// Keeps a field that the union does not know.
///
/// # Errors
///
/// Fails when the input ends inside the field.
pub fn decode_unknown<'de, R: Reader<'de>>(
    input: &mut R,
    fields: &mut R::Fields,
    header: (TType, i16),
) -> ThriftResult<UnknownField> {
    UnknownField::decode(input, fields, header)
}

/// Stands for a field that the union does not know until it is read.
#[must_use]
pub fn blank_unknown() -> UnknownField {
    UnknownField::blank()
}

/// Writes a field that the union does not know.
pub fn encode_unknown<W: Writer>(field: &UnknownField, out: &mut W, fields: &mut W::Fields) {
    field.encode(out, fields);
}

/// A number that a closed enum does not have.
#[cold]
#[must_use]
pub fn unknown_value(name: &'static str, value: i32) -> Error {
    Error::new(Kind::Invalid, format!("`{name}` has no value {value}"))
}

/// Shows a value of an open enum: its name, or the number of one that is not declared.
///
/// # Errors
///
/// Fails when the formatter does.
pub fn show_enum(
    f: &mut fmt::Formatter<'_>,
    ty: &str,
    name: Option<&str>,
    number: i32,
) -> fmt::Result {
    match name {
        Some(name) => f.pad(name),
        None => write!(f, "{ty}({number})"),
    }
}

/// A name that an enum does not have.
#[cold]
#[must_use]
pub fn unknown_name(enumeration: &'static str, name: &str) -> Error {
    Error::new(Kind::Invalid, format!("`{enumeration}` has no value named {name:?}"))
}
