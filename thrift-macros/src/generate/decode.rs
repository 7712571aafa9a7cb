//! Bytes to values.
//!
//! A struct is read into the place where it stays, if there is a value of it to begin with: a
//! [`blank`](fill) one. If there is none, since some type has none, it is [put together](whole) of
//! its fields.

mod fill;
mod whole;

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::heap;
use super::paths::{self, Header};
use super::structure::{decode_header, wire_types};
use crate::model::{Blank, Field, Presence, Skipped, Struct};

/// `Decode` of a struct.
pub(crate) fn structure(item: &Struct) -> TokenStream {
    let Header { generics, ty, bounds } =
        decode_header(&item.ident, &item.generics, wire_types(item));
    let whole = || paths::decode(&whole::body(item));
    let methods = match item.blank {
        Blank::Always => {
            let decode = paths::decode(&quote!(__thrift::filled(__input)));
            let fill = fill::methods(item, &quote!(true));
            quote!(#decode #fill)
        }
        Blank::Never => whole(),
        Blank::Perhaps => {
            let whole = whole::body(item);
            let decode = paths::decode(&quote! {
                if const { <Self as __thrift::Decode<'__de>>::__FILLS } {
                    return __thrift::filled(__input);
                }
                #whole
            });
            let fill = fill::methods(item, &all_fill(item));
            quote!(#decode #fill)
        }
    };
    let heap = heap::structure(item);
    quote! {
        #[automatically_derived]
        impl #generics __thrift::Decode<'__de> for #ty #bounds {
            const TTYPE: __thrift::TType = __thrift::TType::Struct;
            #methods
            #heap
        }
    }
}

// <i32 as __thrift::Decode<'_>>::__FILLS && <Page as __thrift::Decode<'_>>::__FILLS
fn all_fill(item: &Struct) -> TokenStream {
    let needed = item.fields.iter().filter(|field| field.presence != Presence::Optional);
    let fills = needed.map(|field| {
        let ty = &field.ty.rust;
        quote_spanned!(paths::at(field.ty.span)=> <#ty as __thrift::Decode<'_>>::__FILLS)
    });
    quote!(#(#fills)&&*)
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
    match default {
        Some(value) => quote!(#member: #value),
        None => quote_spanned!(paths::at(*span)=> #member: __thrift::Default::default()),
    }
}
