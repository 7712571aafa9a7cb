//! The codec of structs and exceptions, and what structs and unions have in common.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::Lifetime;

use super::codec::{impl_decode, impl_encode};
use super::header::Header;
use super::{decode, encode, schema};
use crate::join::each;
use crate::model::{Struct, Type};
use crate::syntax::Generics;

/// `Encode` and `Decode` of a struct.
pub(crate) fn codec(item: &Struct) -> TokenStream {
    with_schema(item, schema::structure(item).as_ref())
}

/// `Encode` and `Decode` of a struct that nobody else can name.
pub(crate) fn private_codec(item: &Struct) -> TokenStream {
    with_schema(item, None)
}

fn with_schema(item: &Struct, schema: Option<&TokenStream>) -> TokenStream {
    let encode = encode::structure(item, schema);
    let decode = decode::structure(item);
    quote!(#encode #decode)
}

/// An implementation that takes the place of one that cannot be made.
pub(crate) fn stub(ident: &Ident, generics: &Generics) -> TokenStream {
    let ttype = quote!(Struct);
    let header = encode_header(ident, generics, &[]);
    let encode = impl_encode(&header, &ttype, &TokenStream::new(), None);
    let header = decode_header(ident, generics, &[]);
    let decode = impl_decode(&header, &ttype, &quote!(__thrift::chosen(__thrift::None)), None);
    quote!(#encode #decode)
}

/// The header of `impl Encode`: each type parameter inside one of the types must be encodable.
pub(crate) fn encode_header(ident: &Ident, generics: &Generics, types: &[&Type]) -> Header {
    let bounded = with_bound(generics, types, &quote!(__thrift::Encode));
    header(ident, generics, &bounded)
}

/// The header of `impl Decode`: the input outlives each lifetime of the type, and each type
/// parameter inside one of the types must be decodable.
pub(crate) fn decode_header(ident: &Ident, generics: &Generics, types: &[&Type]) -> Header {
    let mut bounded = with_bound(generics, types, &quote!(__thrift::Decode<'__de>));
    bounded.add_longest(Lifetime::new("'__de", Span::call_site()));
    header(ident, generics, &bounded)
}

/// The types that a struct has on the wire as they are.
pub(super) fn wire_types(item: &Struct) -> Vec<&Type> {
    let mut types = Vec::new();
    for field in &item.fields {
        if field.adapter.is_none() {
            types.push(&field.ty);
        }
    }
    types
}

fn with_bound(generics: &Generics, types: &[&Type], bound: &TokenStream) -> Generics {
    let mut generics = generics.clone();
    if generics.has_types() {
        generics.add_bound(&each(types, &|ty| ty.rust.clone()), bound);
    }
    generics
}

fn header(ident: &Ident, declared: &Generics, bounded: &Generics) -> Header {
    let arguments = declared.arguments();
    Header {
        generics: bounded.of_impl(),
        ty: quote!(#ident #arguments),
        bounds: bounded.where_clause(),
    }
}

/// The header of any other implementation.
pub(crate) fn plain_header(ident: &Ident, generics: &Generics) -> Header {
    header(ident, generics, generics)
}
