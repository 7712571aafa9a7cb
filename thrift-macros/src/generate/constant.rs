//! Constants, and values as they stand in an IDL.

use proc_macro2::{Literal, Span, TokenStream};
use quote::quote;

use super::docs::{allowances, docs};
use super::paths::Krate;
use crate::join::{each, separated};
use crate::model::{Const, FieldValue, Value};

// `const i32 LIMIT = 10` is a `const`; what allocates is a `static` that is made when it is first
// used:
//
//     pub static NAMES: LazyLock<Vec<String>> = {
//         use ::thrift::private::{self as __thrift, From as _};
//         __thrift::LazyLock::new(|| __thrift::Vec::from([…]))
//     };
pub(crate) fn item(krate: &Krate, item: &Const) -> TokenStream {
    let Const { ident, ty, value, .. } = item;
    let docs = docs(&item.docs);
    let allow = allowances();
    let ty = &ty.rust;
    let import = krate.import();
    if let Some(literal) = literal(value) {
        return quote!(#docs #allow pub const #ident: #ty = {
            #import
            #literal
        };);
    }
    let lazy = krate.builtin("LazyLock", Span::call_site());
    let value = self::value(value);
    quote! {
        #docs
        #allow
        pub static #ident: #lazy<#ty> = {
            #import
            __thrift::LazyLock::new(|| #value)
        };
    }
}

/// A value that a `const` can hold: strings and bytes are borrowed.
fn literal(value: &Value) -> Option<TokenStream> {
    Some(match value {
        Value::Bool(value) => quote!(#value),
        Value::I8(value) => quote!(#value),
        Value::I16(value) => quote!(#value),
        Value::I32(value) => quote!(#value),
        Value::I64(value) => quote!(#value),
        Value::Double(value) => double(*value),
        Value::String(value) => quote!(#value),
        Value::Binary(value) => {
            let bytes = Literal::byte_string(value);
            quote!(#bytes)
        }
        Value::Uuid(value) => quote!(__thrift::Uuid::from_bytes([#(#value),*])),
        Value::Enum { ty, number } => quote!(#ty(#number)),
        _ => return None,
    })
}

/// A value of the type that fields have.
pub(crate) fn value(value: &Value) -> TokenStream {
    match value {
        Value::String(value) => quote!(__thrift::String::from(#value)),
        Value::Binary(value) => {
            let bytes = Literal::byte_string(value);
            quote!(__thrift::Bytes::from_static(#bytes))
        }
        Value::List(items) => collection(&quote!(Vec), items),
        Value::Set(items) => collection(&quote!(BTreeSet), items),
        Value::Map(pairs) => map(pairs),
        Value::Struct { ty, fields, rest } => structure(ty, fields, *rest),
        Value::Union { ty, variant, value } => {
            let value = self::value(value);
            quote!(#ty::#variant(#value))
        }
        Value::Some(value) => {
            let value = self::value(value);
            quote!(__thrift::Some(#value))
        }
        Value::Boxed(value) => {
            let value = self::value(value);
            quote!(__thrift::Box::new(#value))
        }
        Value::Total(value) => {
            let value = self::value(value);
            quote!(__thrift::Total(#value))
        }
        Value::Converted(value) => converted(value),
        Value::Collected(items) => {
            let items = listed(items, &self::value);
            quote!(__thrift::FromIterator::from_iter([#items]))
        }
        Value::CollectedPairs(pairs) => {
            let pairs = listed(pairs, &pair);
            quote!(__thrift::FromIterator::from_iter([#pairs]))
        }
        Value::Natural | Value::Absent(_) => quote!(__thrift::Default::default()),
        scalar => literal(scalar).unwrap_or_default(),
    }
}

/// `-0.0` and all finite numbers keep every bit; infinity has no literal.
fn double(value: f64) -> TokenStream {
    let sign = value.is_sign_negative().then(|| quote!(-));
    if value.is_infinite() {
        return quote!(#sign (1f64 / 0f64));
    }
    let literal = Literal::f64_suffixed(value.abs());
    quote!(#sign #literal)
}

fn collection(ty: &TokenStream, items: &[Value]) -> TokenStream {
    if items.is_empty() {
        return quote!(__thrift::#ty::new());
    }
    let items = listed(items, &value);
    quote!(__thrift::#ty::from([#items]))
}

fn map(pairs: &[(Value, Value)]) -> TokenStream {
    if pairs.is_empty() {
        return quote!(__thrift::BTreeMap::new());
    }
    let pairs = listed(pairs, &pair);
    quote!(__thrift::BTreeMap::from([#pairs]))
}

fn listed<T>(things: &[T], make: &dyn Fn(&T) -> TokenStream) -> TokenStream {
    separated(things, &quote!(,), make)
}

fn pair((key, item): &(Value, Value)) -> TokenStream {
    let (key, item) = (value(key), value(item));
    quote!((#key, #item))
}

/// A value of the user's type, made from text and bytes as they stand in the program: types that
/// borrow can be made from these too.
fn converted(value: &Value) -> TokenStream {
    let value = match value {
        Value::String(text) => quote!(#text),
        Value::Binary(bytes) => {
            let bytes = Literal::byte_string(bytes);
            quote!(#bytes as &'static [__thrift::u8])
        }
        value => self::value(value),
    };
    quote!(__thrift::From::from(#value))
}

fn structure(ty: &TokenStream, fields: &[FieldValue], rest: bool) -> TokenStream {
    let fields = each(fields, &|FieldValue { member, value }| {
        let value = self::value(value);
        quote!(#member: #value,)
    });
    let rest = rest.then(|| quote!(..__thrift::Default::default()));
    quote!(#ty { #fields #rest })
}
