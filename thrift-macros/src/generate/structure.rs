//! The codec of structs and exceptions, and what structs and unions have in common.

use std::collections::HashSet;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;
use syn::{GenericParam, Generics, LifetimeParam, TypeParamBound, parse_quote};

use super::paths::{self, Header};
use super::{decode, encode, schema};
use crate::model::{Struct, Type};

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
    let header = encode_header(ident, generics, []);
    let encode = paths::impl_encode(&header, &ttype, &TokenStream::new(), None);
    let header = decode_header(ident, generics, []);
    let decode =
        paths::impl_decode(&header, &ttype, &quote!(__thrift::chosen(__thrift::None)), None);
    quote!(#encode #decode)
}

/// The header of `impl Encode`: each type parameter inside one of the types must be encodable.
pub(crate) fn encode_header<'a>(
    ident: &Ident,
    generics: &Generics,
    types: impl IntoIterator<Item = &'a Type>,
) -> Header {
    let bounded = with_bound(generics, types, &parse_quote!(__thrift::Encode));
    header(ident, generics, &bounded)
}

/// The header of `impl Decode`: the input outlives each lifetime of the type, and each type
/// parameter inside one of the types must be decodable.
pub(crate) fn decode_header<'a>(
    ident: &Ident,
    generics: &Generics,
    types: impl IntoIterator<Item = &'a Type>,
) -> Header {
    let mut bounded = with_bound(generics, types, &parse_quote!(__thrift::Decode<'__de>));
    let mut input: LifetimeParam = parse_quote!('__de);
    input.bounds = generics.lifetimes().map(|param| param.lifetime.clone()).collect();
    bounded.params.insert(0, GenericParam::Lifetime(input));
    header(ident, generics, &bounded)
}

/// The types that a struct has on the wire as they are.
pub(super) fn wire_types(item: &Struct) -> impl Iterator<Item = &Type> {
    item.fields.iter().filter(|field| field.adapter.is_none()).map(|field| &field.ty)
}

fn with_bound<'a>(
    generics: &Generics,
    types: impl IntoIterator<Item = &'a Type>,
    bound: &TypeParamBound,
) -> Generics {
    let mut generics = generics.clone();
    if generics.type_params().next().is_none() {
        return generics;
    }
    let mut mentioned = HashSet::new();
    for ty in types {
        mention(ty.rust.clone(), &mut mentioned);
    }
    for param in generics.type_params_mut().filter(|param| mentioned.contains(&param.ident)) {
        param.bounds.push(bound.clone());
    }
    generics
}

/// Collects every name in a type, the names of its parameters among them.
fn mention(tokens: TokenStream, mentioned: &mut HashSet<Ident>) {
    for tree in tokens {
        match tree {
            TokenTree::Ident(ident) => {
                mentioned.insert(ident);
            }
            TokenTree::Group(group) => mention(group.stream(), mentioned),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
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
