//! Model to tokens. Nothing in here can fail.
//!
//! Types and values that users see are named by their full path, since an expansion must not add
//! names to the module it stands in; implementations stand in an anonymous constant that imports
//! the crate's private module as `__thrift`.

#[cfg(feature = "idl")]
pub(crate) mod block;
mod codec;
#[cfg(feature = "idl")]
pub(crate) mod constant;
mod debug;
pub(crate) mod decode;
pub(crate) mod default;
mod docs;
pub(crate) mod encode;
pub(crate) mod enumeration;
pub(crate) mod exception;
mod header;
mod heap;
#[cfg(feature = "idl")]
pub(crate) mod item;
#[cfg(feature = "service")]
pub(crate) mod method_error;
pub(crate) mod newtype;
pub(crate) mod optional;
pub(crate) mod paths;
pub(crate) mod schema;
#[cfg(feature = "service")]
pub(crate) mod service;
pub(crate) mod structure;
#[cfg(feature = "idl")]
pub(crate) mod traits;
pub(crate) mod union;
mod unplaced;
mod variant;
