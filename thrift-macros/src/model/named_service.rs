//! What is left of the services of an IDL where none is made.

use proc_macro2::Ident;

use super::Docs;

/// A service by its names. Nothing else may have them: whoever turns the feature `service` on gets
/// no IDL refused because of them.
pub(crate) struct Service {
    pub(crate) ident: Ident,
    pub(crate) docs: Docs,
    /// The module of the error enums, if there are any.
    pub(crate) module: Option<Ident>,
}
