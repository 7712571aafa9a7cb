//! Rust as users write it, as far as the macros read it.
//!
//! syn reads items and types only with its feature `derive`, which costs every user a second of
//! build time. The compiler has read before what a macro stands on, and knows that it is right: that
//! is only taken apart here. What stands in attributes and annotations nobody has read: [`grammar`]
//! knows what can be a path or a type.

mod attribute;
mod extent;
mod generics;
mod grammar;
mod item;
mod mentions;
mod parse;
mod path;
#[cfg(test)]
mod tests;
mod ty;

pub(crate) use self::attribute::Attribute;
#[cfg(feature = "idl")]
pub(crate) use self::attribute::string;
pub(crate) use self::extent::expression;
pub(crate) use self::generics::Generics;
#[cfg(any(feature = "idl", feature = "service"))]
pub(crate) use self::item::visibility;
pub(crate) use self::item::{Data, Field, Fields, Item, Variant};
pub(crate) use self::parse::{parse_all, parse_text};
pub(crate) use self::path::Path;
#[cfg(feature = "service")]
pub(crate) use self::ty::Shape;
#[cfg(feature = "idl")]
pub(crate) use self::ty::stream_of;
pub(crate) use self::ty::{Segment, Type};
