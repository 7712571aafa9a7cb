//! Structs and exceptions.

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;
use syn::spanned::Spanned;

use super::{krate, required_id, ty, wire_name};
use crate::attr::{Attrs, Place};
use crate::case::Rename;
use crate::ctxt::Ctxt;
use crate::generate::paths::Krate;
use crate::lower::docs::docs;
use crate::model::{Adapter, DefaultValue, Field, Member, Newtype, Presence, Skipped, Struct};
use crate::syntax::{self, Data, Item, Segment, Type as RustType};

/// What a Rust struct can be.
pub(crate) enum Structure {
    /// A struct, with fields that have ids.
    Fields(Box<Struct>),
    /// With `transparent`: what its only member is.
    Newtype(Box<Newtype>),
}

/// A struct.
pub(crate) fn structure(cx: &Ctxt, input: &Item) -> (Krate, Structure) {
    let attrs = Attrs::read(cx, Place::Struct, &input.attrs);
    let newtype = attrs.transparent.map(|span| newtype(cx, &attrs, input, span));
    if let Some(newtype) = newtype {
        // Without its member there is nothing to make, and the mistake is reported.
        let nothing = || Structure::Fields(Box::new(fields(cx, &Attrs::default(), input, &[])));
        return (krate(attrs.krate), newtype.map_or_else(nothing, Structure::Newtype));
    }
    let item = fields(cx, &attrs, input, members(cx, input));
    (krate(attrs.krate), Structure::Fields(Box::new(item)))
}

/// An exception.
pub(crate) fn exception(cx: &Ctxt, input: &Item) -> (Krate, Struct) {
    let attrs = Attrs::read(cx, Place::Struct, &input.attrs);
    if let Some(span) = attrs.transparent {
        cx.error(span, "an exception is a struct on the wire, and not what its member is");
    }
    let item = fields(cx, &attrs, input, members(cx, input));
    (krate(attrs.krate), item)
}

/// The members that are declared.
fn members<'a>(cx: &Ctxt, input: &'a Item) -> &'a [syntax::Field] {
    match &input.data {
        Data::Struct(fields) => fields.all(),
        Data::Enum(span, _) => {
            let instead = "derive `ThriftUnion` or `ThriftEnum` for it";
            cx.error(*span, format_args!("an enum is no Thrift struct; {instead}"));
            &[]
        }
        Data::Union(span) => {
            cx.error(*span, "Rust unions have no Thrift encoding");
            &[]
        }
    }
}

fn fields(cx: &Ctxt, attrs: &Attrs, input: &Item, members: &[syntax::Field]) -> Struct {
    let mut item = Struct::undeclared(input.ident.clone(), input.generics.clone(), Vec::new());
    item.docs = docs(&input.attrs);
    item.reserved = attrs.reserved.clone().unwrap_or_default();
    for (index, declared) in members.iter().enumerate() {
        let mut of_field = Attrs::read(cx, Place::Field, &declared.attrs);
        // What may have been meant to be transparent needs no ids.
        of_field.mistaken |= attrs.mistaken && members.len() == 1 && declared.attrs.is_empty();
        let member = member(index, declared);
        if let Some(span) = of_field.skip {
            nothing_else(cx, &of_field, "skip", span);
            let span = member_span(declared);
            item.skipped.push(Skipped { member, span, default: of_field.default });
        } else if let Some(span) = of_field.unknown {
            nothing_else(cx, &of_field, "unknown", span);
            match &item.keeper {
                Some(_) => cx.error(span, "another field keeps what is unknown already"),
                None => item.keeper = Some(member),
            }
        } else if let Some(field) = field(cx, attrs.rename_all, member, of_field, declared) {
            item.fields.push(field);
        }
    }
    item.blank = item.blank_of_unknown();
    item
}

fn member(index: usize, field: &syntax::Field) -> Member {
    match &field.ident {
        Some(ident) => Member::Named(ident.clone()),
        None => Member::Unnamed(index),
    }
}

/// The name of a member, or else its type.
fn member_span(field: &syntax::Field) -> Span {
    field.ident.as_ref().map_or_else(|| field.ty.span(), Ident::span)
}

/// A member that is no field of its own has nothing that fields have.
fn nothing_else(cx: &Ctxt, attrs: &Attrs, key: &str, span: Span) {
    let is_field = attrs.id.is_some()
        || attrs.name.is_some()
        || attrs.required.is_some()
        || attrs.with.is_some()
        || attrs.deprecated_ids.is_some()
        || (attrs.skip.is_some() && attrs.unknown.is_some())
        || (attrs.default.is_some() && attrs.unknown.is_some());
    if is_field {
        let more = if key == "skip" { ", except a `default`" } else { "" };
        cx.error(span, format_args!("`{key}` goes with no other key{more}"));
    }
}

fn field(
    cx: &Ctxt,
    rename: Option<Rename>,
    member: Member,
    attrs: Attrs,
    field: &syntax::Field,
) -> Option<Field> {
    let id = required_id(cx, &attrs, member_span(field))?;
    let name = attrs.name.clone().unwrap_or_else(|| match &member {
        Member::Named(ident) => wire_name(rename, ident),
        Member::Unnamed(index) => index.to_string(),
    });
    let presence = presence(cx, &attrs, &field.ty);
    let default = default(cx, &attrs, presence);
    let adapter = attrs.with.map(|with| {
        let rust = inside_option(&field.ty);
        Adapter::undeclared(with.path, with.span, rust)
    });
    Some(Field {
        docs: docs(&field.attrs),
        presence,
        default,
        adapter,
        deprecated_ids: attrs.deprecated_ids.unwrap_or_default(),
        ..Field::undeclared(id, member, name, ty(&field.ty))
    })
}

pub(in crate::lower) fn presence(cx: &Ctxt, attrs: &Attrs, ty: &RustType) -> Presence {
    match (attrs.required, is_option(ty)) {
        (Some(span), true) => {
            cx.error(span, "an `Option` is not required; use the type inside it");
            Presence::Optional
        }
        (Some(_), false) => Presence::Required,
        (None, true) => Presence::Optional,
        (None, false) => Presence::Unqualified,
    }
}

pub(in crate::lower) fn default(
    cx: &Ctxt,
    attrs: &Attrs,
    presence: Presence,
) -> Option<DefaultValue> {
    let expression = attrs.default.as_ref()?;
    if let (Presence::Required, Some(span)) = (presence, attrs.required) {
        cx.error(span, "a required field has no use for a default: its absence is an error");
    }
    Some(DefaultValue::Expr(expression.clone()))
}

fn is_option(ty: &RustType) -> bool {
    option(ty).is_some()
}

/// The type in an `Option`, or the type itself.
fn inside_option(ty: &RustType) -> TokenStream {
    let inside = option(ty).and_then(|segment| segment.first_type());
    inside.as_ref().unwrap_or(ty).to_token_stream()
}

/// Macros see names and not types: the type must be spelled `Option`.
fn option(ty: &RustType) -> Option<Segment> {
    ty.last_segment().filter(|last| last.ident == "Option")
}

/// A struct that is on the wire what its only member is.
fn newtype(cx: &Ctxt, attrs: &Attrs, input: &Item, span: Span) -> Option<Box<Newtype>> {
    if attrs.rename_all.is_some() || attrs.reserved.is_some() {
        cx.error(span, "a transparent struct has no fields on the wire, and no names of fields");
    }
    let Data::Struct(fields) = &input.data else {
        members(cx, input);
        return None;
    };
    let [declared] = fields.all() else {
        let count = fields.all().len();
        cx.error(span, format_args!("a transparent struct has one member, and this has {count}"));
        return None;
    };
    if let Some(attribute) = declared.attrs.iter().find(|it| it.is("thrift")) {
        let message = "the member of a transparent struct is no field, and has no keys";
        cx.syn_error(syn::Error::new_spanned(attribute, message));
    }
    Some(Box::new(Newtype {
        ident: input.ident.clone(),
        generics: input.generics.clone(),
        member: member(0, declared),
        ty: ty(&declared.ty),
    }))
}

#[cfg(test)]
mod tests {
    use syn::parse_quote;

    use super::*;

    #[test]
    fn requiredness_follows_from_type_and_attribute() {
        let cx = Ctxt::new();
        let input = parse_quote! {
            struct S {
                #[thrift(id = 1)] plain: i32,
                #[thrift(id = 2, required)] required: i32,
                #[thrift(id = 3)] optional: Option<i32>,
                #[thrift(id = 4)] qualified: ::core::option::Option<i32>,
            }
        };
        let (_, item) = exception(&cx, &input);
        assert!(cx.finish().is_empty());
        let found: Vec<_> = item.fields.iter().map(|field| field.presence).collect();
        assert_eq!(
            found,
            [Presence::Unqualified, Presence::Required, Presence::Optional, Presence::Optional,]
        );
    }

    #[test]
    fn all_mistakes_are_found_at_once() {
        let cx = Ctxt::new();
        let input = parse_quote! {
            struct S {
                a: i32,
                #[thrift(idd = 3)] b: i32,
                #[thrift(id = 99999)] c: i32,
                #[thrift(id = 4, id = 5)] d: i32,
            }
        };
        let (_, item) = exception(&cx, &input);
        assert_eq!(item.fields.len(), 1);
        let errors = cx.finish().to_string();
        for text in [
            "missing `#[thrift(id = …)]`",
            "did you mean `id`?",
            "1 to 32767",
            "`id` is set already",
        ] {
            assert!(errors.contains(text), "{text} not in {errors}");
        }
    }
}
