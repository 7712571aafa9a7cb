//! The codec of structs and exceptions, and what structs and unions have in common.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{GenericParam, Generics, LifetimeParam, TypeParamBound, parse_quote};

use super::paths::{self, Header};
use super::{decode, encode, schema};
use crate::model::Struct;

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
    let header = encode_header(ident, generics);
    let encode = paths::impl_encode(&header, &ttype, &TokenStream::new(), None);
    let header = decode_header(ident, generics);
    let decode = paths::impl_decode(&header, &ttype, &quote!(__thrift::chosen(__thrift::None)));
    quote!(#encode #decode)
}

/// The header of `impl Encode`: each type parameter must be encodable itself.
pub(crate) fn encode_header(ident: &Ident, generics: &Generics) -> Header {
    let bounded = with_bound(generics, &parse_quote!(__thrift::Encode));
    header(ident, generics, &bounded)
}

/// The header of `impl Decode`: the input outlives each lifetime of the type, and each type
/// parameter must be decodable itself.
pub(crate) fn decode_header(ident: &Ident, generics: &Generics) -> Header {
    let mut bounded = with_bound(generics, &parse_quote!(__thrift::Decode<'__de>));
    let mut input: LifetimeParam = parse_quote!('__de);
    input.bounds = generics.lifetimes().map(|param| param.lifetime.clone()).collect();
    bounded.params.insert(0, GenericParam::Lifetime(input));
    header(ident, generics, &bounded)
}

fn with_bound(generics: &Generics, bound: &TypeParamBound) -> Generics {
    let mut generics = generics.clone();
    for param in generics.type_params_mut() {
        param.bounds.push(bound.clone());
    }
    generics
}

fn header(ident: &Ident, declared: &Generics, bounded: &Generics) -> Header {
    let (generics, _, bounds) = bounded.split_for_impl();
    let (_, arguments, _) = declared.split_for_impl();
    Header { generics: quote!(#generics), ty: quote!(#ident #arguments), bounds: quote!(#bounds) }
}

/// The header of any other implementation.
pub(crate) fn plain_header(ident: &Ident, generics: &Generics) -> Header {
    header(ident, generics, generics)
}
