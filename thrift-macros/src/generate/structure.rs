//! The codec of structs and exceptions, and what structs and unions have in common.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::Lifetime;

use super::codec::{impl_decode, impl_encode};
use super::header::Header;
use super::{decode, encode, schema};
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
    let header = encode_header(ident, generics, []);
    let encode = impl_encode(&header, &ttype, &TokenStream::new(), None);
    let header = decode_header(ident, generics, []);
    let decode = impl_decode(&header, &ttype, &quote!(__thrift::chosen(__thrift::None)), None);
    quote!(#encode #decode)
}

/// The header of `impl Encode`: each type parameter inside one of the types must be encodable.
pub(crate) fn encode_header<'a>(
    ident: &Ident,
    generics: &Generics,
    types: impl IntoIterator<Item = &'a Type>,
) -> Header {
    let bounded = with_bound(generics, &mut types.into_iter(), &quote!(__thrift::Encode));
    header(ident, generics, &bounded)
}

/// The header of `impl Decode`: the input outlives each lifetime of the type, and each type
/// parameter inside one of the types must be decodable.
pub(crate) fn decode_header<'a>(
    ident: &Ident,
    generics: &Generics,
    types: impl IntoIterator<Item = &'a Type>,
) -> Header {
    let mut bounded =
        with_bound(generics, &mut types.into_iter(), &quote!(__thrift::Decode<'__de>));
    bounded.add_longest(Lifetime::new("'__de", Span::call_site()));
    header(ident, generics, &bounded)
}

/// The types that a struct has on the wire as they are.
pub(super) fn wire_types(item: &Struct) -> impl Iterator<Item = &Type> {
    item.fields.iter().filter(|field| field.adapter.is_none()).map(|field| &field.ty)
}

fn with_bound(
    generics: &Generics,
    types: &mut dyn Iterator<Item = &Type>,
    bound: &TokenStream,
) -> Generics {
    let mut generics = generics.clone();
    if generics.has_types() {
        let mut tokens = TokenStream::new();
        types.for_each(|ty| tokens.extend(ty.rust.clone()));
        generics.add_bound(&tokens, bound);
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
