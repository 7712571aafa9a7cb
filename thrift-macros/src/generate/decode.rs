//! Bytes to values.
//!
//! A struct is read into the place where it stays, if there is a value of it to begin with: a
//! [`blank`](fill) one. If there is none, since some type has none, it is [put together](whole) of
//! its fields.

mod fill;
mod whole;

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::structure::{decode_header, wire_types};
use super::{codec, heap, paths};
use crate::join::{each, separated};
use crate::model::{Blank, Field, Presence, Skipped, Struct, Type};

/// `Decode` of a struct.
pub(crate) fn structure(item: &Struct) -> TokenStream {
    let whole = || codec::decode(&whole::body(item));
    let methods = match item.blank {
        Blank::Always => {
            let decode = codec::decode(&quote!(__thrift::filled(__input)));
            let fill = fill::methods(item, &quote!(true));
            quote!(#decode #fill)
        }
        Blank::Never => whole(),
        Blank::Perhaps => {
            let whole = whole::body(item);
            let decode = codec::decode(&quote! {
                if const { <Self as __thrift::Decode<'__de>>::__FILLS } {
                    return __thrift::filled(__input);
                }
                #whole
            });
            let fill = fill::methods(item, &all_fill(item));
            quote!(#decode #fill)
        }
    };
    let ttype = codec::ttype_is(&quote!(__thrift::TType::Struct));
    let heap = heap::structure(item);
    let header = decode_header(&item.ident, &item.generics, &wire_types(item));
    header.implement(&quote!(Decode<'__de>), &quote!(#ttype #methods #heap))
}

// <i32 as __thrift::Decode<'_>>::__FILLS && <Page as __thrift::Decode<'_>>::__FILLS
fn all_fill(item: &Struct) -> TokenStream {
    let mut types = Vec::new();
    for field in &item.fields {
        if field.presence != Presence::Optional {
            types.push(&field.ty);
        }
    }
    separated(
        &types,
        &quote!(&&),
        &|Type { rust, span, .. }| quote_spanned!(paths::at(*span)=> <#rust as __thrift::Decode<'_>>::__FILLS),
    )
}

// __thrift::charge(__input, 16usize, "name")?;
//
/// Takes the heap of the declared default of a field out of the budget.
fn charge(field: &Field) -> Option<TokenStream> {
    let heap = heap::default(field.default.as_ref()?)?;
    let name = &field.name;
    Some(quote!(__thrift::charge(__input, #heap, #name)?;))
}

/// What a field is that was absent and has no declared default.
fn absent_value(field: &Field) -> TokenStream {
    match &field.adapter {
        Some(_) => paths::adapted_absent(field.ty.span),
        None => paths::absent(field.ty.span, &field.name),
    }
}

/// A member that is not on the wire.
fn skipped(Skipped { member, span, default }: &Skipped) -> TokenStream {
    let skipped = match default {
        Some(value) => quote!(#member: #value),
        None => quote_spanned!(paths::at(*span)=> #member: __thrift::Default::default()),
    };
    quote!(#skipped,)
}

// | 7i16 | 8i16
//
/// The other ids that a field is read from.
fn old_ids(field: &Field) -> TokenStream {
    each(&field.deprecated_ids, &|id| {
        let id = id.value;
        quote!(| #id)
    })
}
