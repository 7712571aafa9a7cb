//! Annotated Rust types to the model.

#[cfg(feature = "service")]
mod errors;
mod structure;

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::spanned::Spanned;

#[cfg(feature = "service")]
pub(crate) use self::errors::errors;
pub(crate) use self::structure::{Structure, exception, structure};
#[cfg(feature = "service")]
pub(super) use self::structure::{default, presence};

use super::docs::docs;
use crate::attr::{Attrs, Place};
use crate::case::Rename;
use crate::ctxt::Ctxt;
use crate::generate::paths::Krate;
use crate::model::{Enum, EnumValue, Id, Number, Type, Union, Variant};
use crate::syntax::{self, Data, Fields, Item, Type as RustType};

fn krate(krate: Option<TokenStream>) -> Krate {
    krate.map_or_else(Krate::default, Krate::new)
}

/// Without an id there is no codec for a field. A wrong id is reported where it is read.
fn required_id(cx: &Ctxt, attrs: &Attrs, span: Span) -> Option<Id> {
    if attrs.id.is_none() && !attrs.mistaken {
        cx.error(span, "missing `#[thrift(id = …)]` with a number that no other field has");
    }
    attrs.id
}

pub(super) fn wire_name(rename: Option<Rename>, ident: &Ident) -> String {
    let name = ident.unraw().to_string();
    match rename {
        Some(rename) => rename.apply(&name),
        None => name,
    }
}

pub(super) fn ty(ty: &RustType) -> Type {
    let (rust, span) = (ty.to_token_stream(), ty.span());
    Type::undeclared(rust, span)
}

/// A union.
pub(crate) fn union(cx: &Ctxt, input: &Item) -> (Krate, Union) {
    let attrs = Attrs::read(cx, Place::Union, &input.attrs);
    let mut item = Union {
        docs: docs(&input.attrs),
        reserved: attrs.reserved.unwrap_or_default(),
        ..Union::undeclared(input.ident.clone(), input.generics.clone(), Vec::new())
    };
    for declared in variants(cx, input, "a Thrift union is a Rust enum") {
        let of_variant = Attrs::read(cx, Place::UnionVariant, &declared.attrs);
        let expected = if of_variant.unknown.is_some() { "UnknownField" } else { "Type" };
        let Some(ty) = payload(cx, declared, expected) else { continue };
        if let Some(span) = of_variant.unknown {
            takes_all(cx, &of_variant, span);
            only_one(cx, &mut item.unknown, &declared.ident, span);
        } else if let Some(id) = required_id(cx, &of_variant, declared.ident.span()) {
            let name = of_variant.name;
            let name = name.unwrap_or_else(|| wire_name(attrs.rename_all, &declared.ident));
            item.variants.push(variant(id, declared, name, ty));
        }
    }
    (krate(attrs.krate), item)
}

fn variant(id: Id, declared: &syntax::Variant, name: String, ty: Type) -> Variant {
    Variant {
        id,
        ident: declared.ident.clone(),
        name,
        docs: docs(&declared.attrs),
        attrs: TokenStream::new(),
        ty,
    }
}

fn variants<'a>(cx: &Ctxt, input: &'a Item, expected: &str) -> &'a [syntax::Variant] {
    let instead = match &input.data {
        Data::Enum(_, variants) => return variants,
        Data::Struct(_) => "; derive `ThriftStruct` for a struct",
        Data::Union(_) => "",
    };
    cx.error(input.ident.span(), format_args!("{expected}{instead}"));
    &[]
}

/// The one value of a variant.
fn payload(cx: &Ctxt, variant: &syntax::Variant, expected: &str) -> Option<Type> {
    if let Fields::Unnamed(fields) = &variant.fields
        && let [field] = &fields[..]
    {
        return Some(ty(&field.ty));
    }
    let ident = &variant.ident;
    cx.error(ident.span(), format_args!("`{ident}` must have one value: `{ident}({expected})`"));
    None
}

/// A variant for all others is none of those that are known by a number and a name.
fn takes_all(cx: &Ctxt, attrs: &Attrs, span: Span) {
    if attrs.id.is_some() || attrs.value.is_some() {
        cx.error(span, "a variant that takes all others has no number itself");
    }
    if attrs.name.is_some() {
        cx.error(span, "a variant that takes all others has no name itself");
    }
}

fn only_one(cx: &Ctxt, place: &mut Option<Ident>, ident: &Ident, span: Span) {
    match place {
        Some(first) => cx.error(span, format_args!("`{first}` takes all others already")),
        None => *place = Some(ident.clone()),
    }
}

/// An enum.
pub(crate) fn enumeration(cx: &Ctxt, input: &Item) -> (Krate, Enum) {
    let attrs = Attrs::read(cx, Place::Enum, &input.attrs);
    no_generics(cx, input);
    let mut unknown = None;
    let mut values = Vec::new();
    let before = cx.count();
    for declared in variants(cx, input, "a Thrift enum is a Rust enum") {
        let of_variant = Attrs::read(cx, Place::EnumVariant, &declared.attrs);
        if let Some(span) = of_variant.unknown {
            takes_all(cx, &of_variant, span);
            if payload(cx, declared, "i32").is_some() {
                only_one(cx, &mut unknown, &declared.ident, span);
            }
        } else if !matches!(declared.fields, Fields::Unit) {
            let message = "the value of an enum is a number; mark the variant that takes the \
                           others with `#[thrift(unknown)]`";
            cx.error(declared.ident.span(), message);
        } else {
            let name = of_variant.name;
            let name = name.unwrap_or_else(|| wire_name(attrs.rename_all, &declared.ident));
            values.push(enum_value(declared, name, of_variant.value));
        }
    }
    if cx.count() == before {
        all_numbered(cx, unknown.as_ref(), &values);
    }
    let item = Enum {
        docs: docs(&input.attrs),
        reserved: attrs.reserved.unwrap_or_default(),
        ..Enum::undeclared(input.ident.clone(), values, unknown)
    };
    (krate(attrs.krate), item)
}

/// Discriminants count from the variant before, so they do not go together with other numbers.
fn all_numbered(cx: &Ctxt, unknown: Option<&Ident>, values: &[EnumValue]) {
    let is_numbered = |value: &&EnumValue| matches!(value.number, Number::Literal(_));
    let beside = match (unknown, values.iter().find(is_numbered)) {
        (Some(_), _) => "a variant that takes unknown numbers",
        (None, Some(_)) => "a variant with a `value`",
        (None, None) => return,
    };
    if let Some(value) = values.iter().find(|value| !is_numbered(value)) {
        let message =
            format!("beside {beside}, each variant needs its own number: `#[thrift(value = …)]`");
        cx.error(value.ident.span(), message);
    }
}

fn enum_value(declared: &syntax::Variant, name: String, value: Option<i32>) -> EnumValue {
    let number = value.map_or(Number::Discriminant, Number::Literal);
    EnumValue {
        docs: docs(&declared.attrs),
        ..EnumValue::undeclared(declared.ident.clone(), name, number)
    }
}

fn no_generics(cx: &Ctxt, input: &Item) {
    if let Some(param) = input.generics.first() {
        cx.syn_error(syn::Error::new_spanned(param, "generic parameters have no use here"));
    }
}
