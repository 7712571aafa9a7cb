//! A struct that is put together when all its fields are read.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

use super::{absent_value, charge, old_ids, skipped};
use crate::generate::{codec, default, paths};
use crate::join::each;
use crate::model::{DefaultValue, Field, Presence, Struct};

// For `1: required i32 id, 2: string name, 3: optional string email`:
//
//     let mut __0 = __thrift::None;
//     let mut __1 = __thrift::None;
//     let mut __2 = __thrift::None;
//     let mut __fields = __input.struct_begin()?;
//     __thrift::Decode::__expected_optional(__input, &mut __fields, 1i16, "id", &mut __0)?;
//     …
//     while let __thrift::Some((__ttype, __id)) = __input.field(&mut __fields)? {
//         match __id {
//             1i16 => __thrift::Decode::__optional_field(__input, &mut __fields, __ttype, "id", &mut __0)?,
//             …
//             _ => __input.skip_field(&mut __fields, __ttype)?,
//         }
//     }
//     __input.struct_end(__fields);
//     __thrift::Ok(Self {
//         id: __thrift::required(__0, "id")?,
//         name: match __1 { Some(__value) => __value, None => __thrift::Absent::absent() },
//         email: __2,
//     })
pub(super) fn body(item: &Struct) -> TokenStream {
    let places = places(item);
    let keeps = item.keeper.is_some();
    let locals = each(&places, &|(place, _)| quote!(let mut #place = __thrift::None;));
    let arms = each(&places, &|(place, field)| arm(field, place, keeps));
    let expected = if keeps { TokenStream::new() } else { expected(item, &places) };
    let members = each(&places, &|(place, field)| {
        let (member, value) = (&field.member, value(field, place));
        quote!(#member: #value,)
    });
    let skipped = each(&item.skipped, &skipped);
    let otherwise = if keeps {
        quote!(__thrift::keep(__input, &mut __fields, (__ttype, __id), &mut __kept)?)
    } else {
        codec::skip_field()
    };
    let read = codec::read_struct(&expected, &arms, &otherwise);
    let keep = item.keeper.as_ref().map(|keeper| {
        let kept = quote_spanned!(paths::at(keeper.span())=> __kept);
        quote!(#keeper: #kept,)
    });
    let kept = keeps.then(|| quote!(let mut __kept = __thrift::Vec::new();));
    quote! {
        #locals
        #kept
        #read
        __thrift::Ok(Self {
            #members
            #skipped
            #keep
        })
    }
}

/// Each field with its variable until all are read.
fn places(item: &Struct) -> Vec<(Ident, &Field)> {
    let mut places = Vec::new();
    for (index, field) in item.fields.iter().enumerate() {
        places.push((format_ident!("__{index}", span = paths::at(field.ty.span)), field));
    }
    places
}

/// The fields in the order in which they are written.
///
/// Not in a struct that keeps what it does not know: a container of other elements is read, found
/// to be unknown, and kept, and only the loop over all fields can do that.
fn expected(item: &Struct, places: &[(Ident, &Field)]) -> TokenStream {
    each(&item.fields_by_id(), &|(index, field)| {
        let (place, _) = &places[*index];
        let (span, id) = (field.ty.span, field.id.value);
        let read = paths::expected_optional(span, id, &field.name, &quote!(#place));
        quote!(#read;)
    })
}

/// A field of another type than the declared one is an unknown field.
fn arm(field: &Field, place: &Ident, keeps: bool) -> TokenStream {
    let id = field.id.value;
    let read = if keeps {
        paths::decode_or_keep(field.ty.span, &field.name, place)
    } else {
        paths::decode_optional(field.ty.span, &field.name, &quote!(#place))
    };
    let old = old_ids(field);
    quote!(#id #old => #read,)
}

/// The value of a field when all fields are read. What is there stands before the default, so that
/// a default of another type is what the compiler underlines.
fn value(field: &Field, place: &Ident) -> TokenStream {
    let default = field.default.as_ref().map(|default| charged(field, default));
    let place = match &field.adapter {
        Some(adapter) => paths::from_wire(adapter, &quote!(#place), &field.name),
        None => quote!(#place),
    };
    match (field.presence, default) {
        (Presence::Required, _) => paths::required(&place, &field.name),
        (Presence::Optional, None) => place,
        (Presence::Optional, Some(value)) => quote! {
            match #place {
                __thrift::Some(__value) => __thrift::Some(__value),
                __thrift::None => __thrift::Some(#value),
            }
        },
        (Presence::Unqualified, value) => {
            let value = value.unwrap_or_else(|| absent_value(field));
            quote! {
                match #place {
                    __thrift::Some(__value) => __value,
                    __thrift::None => #value,
                }
            }
        }
    }
}

/// A declared default, with what it costs.
fn charged(field: &Field, default: &DefaultValue) -> TokenStream {
    let value = default::value(default);
    match charge(field) {
        Some(charge) => quote!({ #charge #value }),
        None => value,
    }
}
