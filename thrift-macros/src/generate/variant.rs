//! The variants of enums that have values.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::docs;
use crate::model::Variant;

/// A variant of a union, or of the errors of a method.
pub(crate) fn variant(variant: &Variant) -> TokenStream {
    let Variant { ident, attrs, ty, .. } = variant;
    let docs = docs(&variant.docs);
    let ty = &ty.rust;
    quote!(#docs #attrs #ident(#ty),)
}
