//! Notations to the model: an IDL, a type with a derive, a trait with `#[thrift::service]`.

pub(crate) mod derive;
mod docs;
#[cfg(feature = "idl")]
pub(crate) mod idl;
#[cfg(feature = "service")]
pub(crate) mod service;

/// Annotations that other notations have too.
mod annotation {
    pub(super) const IDEMPOTENT: &str = "rust.idempotent";
}
