//! The codec of unions.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::codec::{impl_decode, impl_encode, written_struct};
use super::structure::{decode_header, encode_header};
use super::{paths, schema};
use crate::join::each;
use crate::model::{Type, Union, Variant};

/// `Encode` and `Decode` of a union.
pub(crate) fn codec(item: &Union) -> TokenStream {
    let encode = encode(item);
    let decode = decode(item);
    quote!(#encode #decode)
}

// let __thrift::Some(mut __fields) = __out.struct_begin() else { return };
// match self {
//     Self::Number(__value) => __thrift::Encode::encode_field(__value, __out, &mut __fields, 1i16),
//     Self::Unknown(__field) => __thrift::encode_unknown(__field, __out, &mut __fields),
// }
// __out.struct_end(__fields);
fn encode(item: &Union) -> TokenStream {
    let arms = each(&item.variants, &|Variant { ident, id, ty, .. }| {
        let value = quote_spanned!(paths::at(ty.span)=> __value);
        let write = paths::encode_field(ty.span, &value, id.value);
        quote!(Self::#ident(__value) => { #write })
    });
    let unknown = item.unknown.as_ref().map(|unknown| {
        // At the variant, so that one with another value is underlined.
        let write = quote_spanned! {paths::at(unknown.span())=>
            __thrift::encode_unknown(__field, __out, &mut __fields)
        };
        quote!(Self::#unknown(__field) => #write,)
    });
    let never = is_empty(item).then(|| quote!(_ => {}));
    let body = written_struct(&quote!(match self { #arms #unknown #never }));
    let header = encode_header(&item.ident, &item.generics, &types(item));
    impl_encode(&header, &quote!(Struct), &body, schema::union(item).as_ref())
}

fn types(item: &Union) -> Vec<&Type> {
    let mut types = Vec::new();
    for variant in &item.variants {
        types.push(&variant.ty);
    }
    types
}

/// A reference to an enum without variants still needs an arm.
fn is_empty(item: &Union) -> bool {
    item.variants.is_empty() && item.unknown.is_none()
}

// let mut __found = __thrift::None;
// let mut __fields = __input.struct_begin()?;
// while let __thrift::Some(__header) = __input.field(&mut __fields)? {
//     let __known = match __header.1 {
//         1i16 => match __thrift::decode_declared(…, "number")? {
//             __thrift::Some(__value) => __thrift::Some(Self::Number(__value)),
//             __thrift::None => __thrift::None,
//         },
//         _ => __thrift::None,
//     };
//     let __value = match __known {
//         __thrift::Some(__value) => __value,
//         __thrift::None => Self::Unknown(__thrift::decode_unknown(…)?),
//     };
//     __thrift::only(&mut __found, __value)?;
// }
// __input.struct_end(__fields);
// __thrift::chosen(__found)
//
// A field of another type than the declared one is an unknown field.
fn decode(item: &Union) -> TokenStream {
    let arms = each(&item.variants, &arm);
    let unknown = match &item.unknown {
        Some(unknown) => quote_spanned! {paths::at(unknown.span())=>
            Self::#unknown(__thrift::decode_unknown(__input, &mut __fields, __header)?)
        },
        None => quote!(return __thrift::Err(__thrift::unknown_variant(__header.1))),
    };
    let body = quote! {
        let mut __found = __thrift::None;
        let mut __fields = __input.struct_begin()?;
        while let __thrift::Some(__header) = __input.field(&mut __fields)? {
            let __known = match __header.1 {
                #arms
                _ => __thrift::None,
            };
            let __value = match __known {
                __thrift::Some(__value) => __value,
                __thrift::None => #unknown,
            };
            __thrift::only(&mut __found, __value)?;
        }
        __input.struct_end(__fields);
        __thrift::chosen(__found)
    };
    let header = decode_header(&item.ident, &item.generics, &types(item));
    // Any other variant may need what has no blank, or itself.
    let blank = item.unknown.as_ref().map(|unknown| {
        quote_spanned!(paths::at(unknown.span())=> Self::#unknown(__thrift::blank_unknown()))
    });
    impl_decode(&header, &quote!(Struct), &body, blank.as_ref())
}

fn arm(Variant { ident, id, name, ty, .. }: &Variant) -> TokenStream {
    let id = id.value;
    let read = paths::decode_variant(ty.span, name);
    quote! {
        #id => match #read {
            __thrift::Some(__value) => __thrift::Some(Self::#ident(__value)),
            __thrift::None => __thrift::None,
        },
    }
}
