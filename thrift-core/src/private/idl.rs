//! The words of the Thrift IDL, for editors.
//!
//! A `thrift!` block mentions every word of the language that it uses, as a type in an alias that
//! nobody uses: so that pointing at one shows what stands here, and completing one offers it. The
//! names of types stand for what a field of the type is in Rust; `bool` and the integers are not
//! here, since they are types of Rust already.

#![allow(non_camel_case_types)]

use super::Keyword;

/// The old name of `i8`.
pub type byte = i8;

/// A floating-point number of 64 bits; `f64` in Rust.
pub type double = f64;

/// A text in UTF-8; `String` in Rust.
pub type string = String;

/// Bytes of any meaning; `thrift::Bytes` in Rust.
pub type binary = crate::Bytes;

/// A UUID, 16 bytes; `thrift::Uuid` in Rust, with the feature `uuid` of `thrift-core`.
#[cfg(feature = "uuid")]
pub type uuid = crate::Uuid;

/// A UUID, 16 bytes. It needs the feature `uuid` of `thrift-core`.
#[cfg(not(feature = "uuid"))]
pub type uuid = Keyword;

/// `list<T>`: values of one type in a row; `Vec<T>` in Rust.
pub type list<T = ()> = Vec<T>;

/// `set<T>`: values of one type, each once; `BTreeSet<T>` in Rust.
pub type set<T = ()> = std::collections::BTreeSet<T>;

/// `map<K, V>`: a value for each key; `BTreeMap<K, V>` in Rust.
pub type map<K = (), V = ()> = std::collections::BTreeMap<K, V>;

/// The result of a function that returns nothing; `()` in Rust.
pub type void = ();

/// `struct Name { 1: i32 field, … }`: fields with ids, all of which a value has. A `struct` in
/// Rust.
pub type r#struct = Keyword;

/// `union Name { 1: i32 member, … }`: a value has one of the members. An `enum` in Rust.
pub type union = Keyword;

/// `exception Name { 1: string message, … }`: a struct that functions can throw; an
/// `std::error::Error` in Rust.
pub type exception = Keyword;

/// `enum Name { A = 1, B, … }`: names for numbers of 32 bits. In Rust a struct around the number,
/// with a constant for each name: numbers without a name survive.
pub type r#enum = Keyword;

/// `const i32 NAME = 1`: a named value. A `const` in Rust, or a `static` if it is on the heap.
pub type r#const = Keyword;

/// `typedef i64 Name`: another name of a type. A `type` in Rust.
pub type typedef = Keyword;

/// `service Name { i32 function(1: i32 argument) }`: functions that can be called from elsewhere.
/// In Rust a trait, `NameClient` that calls and `NameServer` that answers, with the feature
/// `service` of `thrift-core`.
pub type service = Keyword;

/// `service Name extends Parent`: has the functions of its parent too. A supertrait in Rust.
pub type extends = Keyword;

/// `throws (1: NotFound missing)`: the exceptions that a function can answer with. In Rust the
/// variants of its error.
pub type throws = Keyword;

/// `oneway void function()`: the caller does not wait for an answer, and there is none.
pub type oneway = Keyword;

/// The old name of `oneway`.
pub type r#async = Keyword;

/// `1: required i32 field`: always written, and an error when it is absent. Such a field can never
/// be removed.
pub type required = Keyword;

/// `1: optional i32 field`: written if it is set; an `Option` in Rust.
pub type optional = Keyword;

/// `namespace rs a.b`: the module that others find the items of this file in.
pub type namespace = Keyword;

/// `include "shared.thrift"`: makes the items of another file known, as `shared.Name` here and in
/// the module `shared` in Rust.
pub type include = Keyword;

/// `cpp_include "<vector>"`: for C++ only.
pub type cpp_include = Keyword;

/// `list cpp_type "…" <i32>`: for C++ only.
pub type cpp_type = Keyword;
