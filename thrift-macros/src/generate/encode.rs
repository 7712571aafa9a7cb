//! Values to bytes.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::codec::{impl_encode, written_struct};
use super::paths;
use super::structure::{encode_header, wire_types};
use crate::join::each;
use crate::model::{Field, Presence, Struct};

// For `1: i32 id, 2: optional string name`:
//
//     let __thrift::Some(mut __fields) = __out.struct_begin() else { return };
//     __thrift::Encode::encode_field(&self.id, __out, &mut __fields, 1i16);
//     if let __thrift::Some(__value) = &self.name {
//         __thrift::Encode::encode_field(__value, __out, &mut __fields, 2i16);
//     }
//     __out.struct_end(__fields);
//
// A struct that keeps unknown fields writes each of them where its id belongs:
//
//     let mut __kept = __thrift::Kept::new(&self.unknown_fields);
//     __kept.encode_before(1i16, __out, &mut __fields);
//     …
//     __kept.encode_rest(__out, &mut __fields);
pub(crate) fn structure(item: &Struct, schema: Option<&TokenStream>) -> TokenStream {
    let kept = item.keeper.as_ref().map(|keeper| {
        // At the member, so that one of another type is underlined.
        let new = quote_spanned!(paths::at(keeper.span())=> __thrift::Kept::new(&self.#keeper));
        quote!(let mut __kept = #new;)
    });
    let keeps = item.keeper.is_some();
    let fields = each(&item.fields_by_id(), &|(_, field)| {
        let id = field.id.value;
        let before = keeps.then(|| quote!(__kept.encode_before(#id, __out, &mut __fields);));
        let field = self::field(field);
        quote!(#before #field)
    });
    let rest = keeps.then(|| quote!(__kept.encode_rest(__out, &mut __fields);));
    let body = written_struct(&quote!(#kept #fields #rest));
    let header = encode_header(&item.ident, &item.generics, &wire_types(item));
    impl_encode(&header, &quote!(Struct), &body, schema)
}

fn field(field: &Field) -> TokenStream {
    let Field { member, id, ty, .. } = field;
    if field.presence == Presence::Optional {
        let value = quote_spanned!(paths::at(ty.span)=> __value);
        let write = paths::encode_field(ty.span, &on_wire(field, value), id.value);
        return quote!(if let __thrift::Some(__value) = &self.#member { #write });
    }
    let value = quote_spanned!(paths::at(ty.span)=> &self.#member);
    paths::encode_field(ty.span, &on_wire(field, value), id.value)
}

/// A reference to what stands for the value on the wire.
fn on_wire(field: &Field, value: TokenStream) -> TokenStream {
    match &field.adapter {
        Some(adapter) => paths::to_wire(adapter, &value),
        None => value,
    }
}
